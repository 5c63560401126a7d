# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's word about one service: refused, taken back, or said why (R8)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import ServiceVoice
from checklist.advice.queries import service_voice_place
from checklist.base.keys import Sealer
from checklist.intake.actions import check_open
from checklist.intake.models import Case
from checklist.people.permissions import Actor, Refused
from checklist.services.models import Service


@transaction.atomic
def refuse_service(*, case: Case, service: str, by: Actor) -> ServiceVoice:
    """'I do not want this help', in the client's name (R8). No reason is asked, and nothing else changes."""
    check_open(case)
    if not Service.objects.filter(key=service, is_on=True).exists():
        raise Refused(_("Choose one or more services of the list."))
    own_device = {"on_own_device": by.kind == "client"}
    row, _new = ServiceVoice.objects.get_or_create(case=case, service=service, defaults=own_device)
    return row


@transaction.atomic
def take_back_refusal(*, case: Case, service: str, by: Actor) -> None:
    """The client wants to talk about this help after all: the row goes, and nothing of it stays."""
    check_open(case)
    ServiceVoice.objects.filter(case=case, service=service).delete()


@transaction.atomic
def say_why_not(*, case: Case, service: str, words: str, by: Actor) -> None:
    """Why, in own words, where somebody wants to say it; empty takes the words away again."""
    check_open(case)
    for row in ServiceVoice.objects.select_for_update().filter(case=case, service=service):
        row.words = Sealer(case.client_key).seal_words(words, service_voice_place(case.uuid, service))
        row.save(update_fields=["words"])


def speak_about_service(*, case: Case, act: str, service: str, by: Actor, words: str = "") -> None:
    """One of the three buttons beside a service, on the shared screen and on the own device alike."""
    if act == "refuse":
        refuse_service(case=case, service=service, by=by)
    elif act == "take_back":
        take_back_refusal(case=case, service=service, by=by)
    else:
        say_why_not(case=case, service=service, words=words, by=by)
