# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client chooses on the own device: the same list and the same words as on the shared screen. No decision (R10)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from checklist.advice.actions import speak_about_service
from checklist.advice.forms import ServiceVoiceForm
from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.advice.queries import OpenedSnapshot, open_snapshot, recalled_in, service_voices
from checklist.decisions.actions.given_choice import Overtaken, give_voice
from checklist.decisions.forms import OwnDeviceForm
from checklist.decisions.forms.clash import both_texts, filled_by_client, filled_by_decision, filled_by_form
from checklist.decisions.models import Decision
from checklist.decisions.queries import (
    ChoiceNames,
    Known,
    OwnDeviceChoice,
    choice_names,
    current_decision,
    earlier_report,
    given_voice,
    given_with_key,
    ideas_in_words,
    own_in_words,
    snapshot_to_choose_on,
)
from checklist.decisions.rules import pointing
from checklist.intake.models import Case
from checklist.intake.queries import corrected_since
from checklist.people.kept import waiting_here
from checklist.transparency import actions
from checklist.transparency.door import client_of, client_page
from checklist.transparency.models import ClientRequest
from checklist.transparency.queries import language_now, shown_in


@dataclass(frozen=True)
class _Choosing:
    """What the page needs of one case."""

    case: Case
    snapshot: EvidenceSnapshot
    opened: OpenedSnapshot
    names: ChoiceNames
    standing: Decision | None
    given: OwnDeviceChoice | None

    @property
    def fresh(self) -> dict[str, str]:
        """What stands now: the form brings it back, so that nobody is overwritten unseen (S18)."""
        return {
            "once_key": str(uuid4()),
            "snapshot": str(self.snapshot.uuid),
            "given": str(self.given.uuid) if self.given else "",
            "standing": str(self.standing.uuid) if self.standing else "",
        }

    def form(self, data: Any = None, typed: Any = None) -> OwnDeviceForm:
        """As posted (`data`), as typed before (`typed`), or empty: nothing is filled in, not even a first choice."""
        before = {
            name: typed.getlist(name) if name.endswith("_choice") else typed[name] for name in typed or ()
        }
        return OwnDeviceForm(
            data,
            initial=before | self.fresh,
            options={"client": self.names.options(client=True)},
            with_families=bool(pointing(self.opened.services)),
        )


def _choosing(case: Case) -> _Choosing | None:
    snapshot = snapshot_to_choose_on(case)
    if snapshot is None:
        return None
    standing = current_decision(case)
    names, given = choice_names(language_now()), given_voice(case, snapshot, standing)
    return _Choosing(case, snapshot, open_snapshot(snapshot), names, standing, given)


@client_page("choices")
def own_choice(request: HttpRequest, case: Case) -> HttpResponse:
    """The client's part of the choices, while the talk is there.

    POST, hidden: once_key, snapshot, given, standing (UUIDs; the last two may be empty) – all from the page.
    client_choice, client_words, client_family, client_agrees: as on the choices page.
    refuse, take_back, why (the key of a service; why-<key>: words): the client's word about it; the rest stays typed.
    """
    choosing = _choosing(case)
    if choosing is None:
        shown = shown_in(case)
        gone = recalled_in(shown, language_now()) if shown else []
        standing = current_decision(case)
        changed = standing is not None and bool(corrected_since(case, standing.at))
        context = {"case": case, "recalled": gone, "changed": changed}
        return TemplateResponse(request, "checklist/transparency/not_yet.html", context)
    if request.method != "POST":
        again = choosing.given is None or "opnieuw" in request.GET or bool(waiting_here(request))
        return _page(request, choosing, choosing.form() if again else None)
    about_service = ServiceVoiceForm.posted(request.POST)
    if about_service is None:
        return _give(request, choosing)
    if about_service.is_valid():
        speak_about_service(case=case, **about_service.cleaned_data, by=client_of(request))
    filled_in = "once_key" in request.POST
    return _page(request, choosing, choosing.form(typed=request.POST) if filled_in else None)


def _give(request: HttpRequest, choosing: _Choosing) -> HttpResponse:
    form = choosing.form(request.POST)
    form.full_clean()
    data = form.cleaned_data
    sent_before = given_with_key(data["once_key"]) if "once_key" in data else None
    if sent_before is not None and sent_before.case_id == choosing.case.pk:
        return redirect("transparency:own_voice")
    hidden = {"once_key", "snapshot", "given", "standing"}
    if sent_before is not None or hidden & form.errors.keys() or data["snapshot"] != choosing.snapshot.uuid:
        return _conflict(request, choosing)
    if not form.is_valid():
        return _page(request, choosing, form, status=422)
    try:
        give_voice(
            case=choosing.case,
            snapshot=choosing.snapshot,
            said=form.said,
            agrees=form.agrees,
            once_key=data["once_key"],
            known=Known(data["standing"], data["given"]),
            by=client_of(request),
        )
    except Overtaken:  # between reading and writing: look again at what stands
        return _conflict(request, _choosing(choosing.case) or choosing)
    if choosing.standing is not None and choosing.given is None:  # the client opens the talk again
        actions.ask(case=choosing.case, kind=ClientRequest.Kind.REOPEN, by=client_of(request))
    return redirect("transparency:own_voice")


def _conflict(request: HttpRequest, choosing: _Choosing) -> HttpResponse:
    """Somebody else was first: both texts, and what was typed stands in the form, ready to be sent again (S18)."""
    data = request.POST.copy()
    for name, value in choosing.fresh.items():
        data[name] = value
    saved: dict[str, Any] = {}
    if choosing.standing is not None and request.POST.get("standing") != str(choosing.standing.uuid):
        saved |= filled_by_decision(choosing.standing)
    if choosing.given is not None and request.POST.get("given") != str(choosing.given.uuid):
        saved |= filled_by_client(choosing.given)
    form = choosing.form(data)
    both = both_texts(form, filled_by_form(form), saved, choosing.names.all_services)
    return _page(request, choosing, form, status=409, both=both)


def _page(
    request: HttpRequest,
    choosing: _Choosing,
    form: OwnDeviceForm | None,
    *,
    status: int = 200,
    both: Any = None,
) -> HttpResponse:
    """The form, or (form None) what was given, as long as the choices are not saved together."""
    context = {
        "case": choosing.case,
        "form": form,
        "given": choosing.given,
        "voice": own_in_words(choosing.given, choosing.names),
        "idea": ideas_in_words(choosing.case, choosing.names).get(Whose.CLIENT, ""),
        "said": choosing.opened,
        "voices": service_voices(choosing.case, choosing.names.services),
        "again": choosing.standing is not None,
        "both": both,
        "status": status,
        "title": _("Your choice"),
        "research_language": choosing.opened.language,
    }
    return TemplateResponse(request, "checklist/transparency/own_voice.html", context, status=status)


@client_page("summary")
def earlier(request: HttpRequest, case: Case, decision: UUID) -> HttpResponse:
    """A report that another one took the place of, as it was."""
    report = earlier_report(case, decision, language_now())
    if report is None:
        raise Http404
    return render(request, "checklist/transparency/earlier_report.html", {"case": case, "report": report})
