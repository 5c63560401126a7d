# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk by telephone says so once: how the choice was given is not asked again. Absence is nobody's choice (S37)."""

import pytest
from django.test import Client as Browser

from checklist.decisions.models import Decision, Override, Voice
from checklist.intake.actions import confirm_read_back, hold_talk_as
from checklist.intake.models import Case
from tests.checklist.decisions.talks import address, both, decide, hidden
from tests.worlds import World

pytestmark = pytest.mark.django_db
BY_PHONE = "Dit is u per telefoon voorgelezen."


def test_s37_how_the_choice_was_given_is_not_asked_again(anouk: Browser, case: Case, world: World) -> None:
    hold_talk_as(case=case, held="phone", by=world.people.anouk)
    confirm_read_back(case=case, by=world.people.anouk)
    assert 'name="client_how"' not in anouk.get(address(case)).content.decode()
    decision = decide(anouk, case, both(client_how=None))
    assert Voice.objects.get(decision=decision, whose="client").how == "phone"
    assert Voice.objects.get(decision=decision, whose="caseworker").how == ""
    for page in ("verslag/", "verslag.txt"):
        report = anouk.get(address(case, page)).content.decode()
        assert "Gegeven per telefoon." in report
        assert BY_PHONE in report


@pytest.mark.parametrize("how", ["phone", "no_show"])
def test_s37_at_a_talk_together_nobody_says_telephone_or_not_there(
    anouk: Browser, case: Case, how: str
) -> None:
    assert f'value="{how}"' not in anouk.get(address(case)).content.decode()
    answer = anouk.post(address(case), hidden(anouk, case) | both(client_how=how))
    assert set(answer.context["form"].errors) == {"client_how"}
    assert not Decision.objects.exists()


def test_s37_nobody_chooses_for_somebody_who_is_not_there(anouk: Browser, case: Case, world: World) -> None:
    """Also from a page that was open already; what was typed waits."""
    before = hidden(anouk, case)
    hold_talk_as(case=case, held="no_show", by=world.people.anouk)
    answer = anouk.post(address(case), before | both(client_words="Zo wil ik het."))
    assert answer.headers["Location"] == address(case, "niet-gekomen/")
    assert not Decision.objects.exists()
    assert not Override.objects.exists()
    anouk.post(address(case, "hoe/"), {"held": "together"})
    assert "Zo wil ik het." in anouk.get(address(case)).content.decode()
