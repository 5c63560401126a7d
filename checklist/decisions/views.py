# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both choices, and the report to take home. The only place from which a decision is written (R10)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from checklist.advice.actions import speak_about_service
from checklist.advice.forms import ServiceVoiceForm
from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries import (
    OpenedSnapshot,
    as_it_holds,
    latest_snapshot,
    open_snapshot,
    service_voices,
    state_now,
)
from checklist.advice.rules import HIDDEN
from checklist.base.pdf import pdf_of
from checklist.decisions import rules
from checklist.decisions.actions.decision import Outdated, record_decision
from checklist.decisions.forms import ChoicesForm
from checklist.decisions.forms.clash import both_texts, filled_by_client, filled_by_decision, filled_by_form
from checklist.decisions.models import Decision
from checklist.decisions.page.picks import picks
from checklist.decisions.queries import (
    ChoiceNames,
    OwnDeviceChoice,
    Report,
    choice_names,
    current_decision,
    decision_with_key,
    earlier_report,
    given_voice,
    ideas_by_case,
    own_in_words,
    summary_of,
)
from checklist.intake.models import Case
from checklist.intake.queries import steps_of
from checklist.intake.sharing import hidden_groups, is_shared
from checklist.intake.views import case_page
from checklist.people.kept import waiting_here
from checklist.people.queries import staff_actor

ON_SCREEN = "screen"  # the client chooses on this screen after all, whatever came from the own device


#: The report on paper: on one sheet if it fits, as it is or in smaller print; else as many pages as it takes.
ON_PAPER = ("plain", "tight", "long")
SHEET = 2  # pages


@dataclass(frozen=True)
class _Talk:
    """What the choices page needs of one case."""

    case: Case
    language: str
    snapshot: EvidenceSnapshot
    opened: OpenedSnapshot
    names: ChoiceNames
    standing: Decision | None
    given: OwnDeviceChoice | None  # what the client gave on the own device, when it was not used yet

    @property
    def points(self) -> list[rules.Points]:
        return [rules.Points(service.key, service.direction) for service in self.opened.services]

    @property
    def evidence_changed(self) -> bool:
        """Was something refused, answered, withdrawn or approved since the evidence was shown?"""
        return self.opened.state != state_now(self.case, language=self.snapshot.language)

    @property
    def chosen_on_this(self) -> bool:
        """Do the choices that stand rest on this evidence? Also when it was opened in another language since."""
        if self.standing is None or self.standing.snapshot_id == self.snapshot.pk:
            return self.standing is not None
        before = self.standing.snapshot
        now = state_now(self.case, language=before.language)
        return before.language != self.snapshot.language and open_snapshot(before).state == now

    def form(self, data: Any = None, kept: Any = None, *, own: OwnDeviceChoice | None = None) -> ChoicesForm:
        """The form: as posted (`data`), as typed before (`kept`), or empty. `own`: without the client's part."""
        typed = {name: kept.getlist(name) if name.endswith("_choice") else kept[name] for name in kept or ()}
        return ChoicesForm(
            data,
            initial=typed | self.fresh,
            options={
                "client": self.names.options(client=True),
                "caseworker": self.names.options(client=False),
            },
            with_families=bool(rules.pointing(self.points)),
            own=own.said if own else None,
            own_agrees=bool(own and own.agrees),
            by_phone=self.case.held == Case.Held.PHONE,
        )

    @property
    def fresh(self) -> dict[str, Any]:
        given = str(self.given.uuid) if self.given else ""
        return {
            "once_key": uuid4(),
            "version": self.case.version,
            "snapshot": self.snapshot.uuid,
            "given": given,
        }


def _talk(case: Case, snapshot: EvidenceSnapshot) -> _Talk:
    language, standing = get_language() or "nl", current_decision(case)
    return _Talk(
        case, language, snapshot, open_snapshot(snapshot), choice_names(language),
        standing, given_voice(case, snapshot, standing),
    )  # fmt: skip


@case_page("choices")
def choices(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Both voices on one page, the client's first.

    POST, hidden: once_key (UUID), version (of the case), snapshot (UUID), given (UUID or empty) – all from the page.
    client_choice, caseworker_choice: any number of service keys, or one of :only_regular, :undecided and (client only)
    :no_choice. client_words, caseworker_words. client_family, caseworker_family: ReasonFamily, there only when research
    has a direction. client_agrees: on. client_how:
    shared_screen, written_down, own_device (not there in a talk by telephone); client_how_words (needed with
    :no_choice).
    next_step, revisit_on (YYYY-MM-DD), route (second_opinion, other_caseworker, pause, none): needed when they differ.
    What the client gave on the own device stands instead of the client's fields, unless client_on is "screen".
    refuse, take_back, why (the key of a service; why-<key>: words): the client's word about it; the rest stays typed.
    """
    snapshot = latest_snapshot(case)
    if snapshot is None:
        return redirect("advice:evidence", case.uuid)
    talk = _talk(case, snapshot)
    if request.method == "POST":
        about_service = ServiceVoiceForm.posted(request.POST)
        return _about_service(request, talk, about_service) if about_service else _save(request, talk)
    if talk.evidence_changed:
        messages.warning(
            request, _("The results changed since you looked at them. Look at them again first.")
        )
        return redirect("advice:evidence", case.uuid)
    waits = waiting_here(request)
    if talk.chosen_on_this and talk.given is None and "opnieuw" not in request.GET and not waits:
        return redirect("decisions:summary", case.uuid)
    on_screen = request.GET.get("client_on") == ON_SCREEN
    on_screen = on_screen or any(ON_SCREEN in one.fields.get("client_on", ()) for one in waits)
    return _choices_page(request, talk, talk.form(own=None if on_screen else talk.given), on_screen=on_screen)


def _about_service(request: HttpRequest, talk: _Talk, said: ServiceVoiceForm) -> HttpResponseBase:
    """The client's word about one service; what was typed on the page stays as it is."""
    if said.is_valid():
        speak_about_service(case=talk.case, **said.cleaned_data, by=staff_actor(request, "caseworker"))
    on_screen = request.POST.get("client_on") == ON_SCREEN
    own = None if on_screen or _typed_for_client(request.POST) else talk.given
    return _choices_page(request, talk, talk.form(kept=request.POST, own=own), on_screen=on_screen)


def _typed_for_client(data: Any) -> bool:
    """Did somebody fill in a part of the client on this screen? Choosing 'on the own device' is none."""
    names = ("client_choice", "client_words", "client_family", "client_agrees")
    return any(data.get(name) for name in names)


def _save(request: HttpRequest, talk: _Talk) -> HttpResponseBase:
    on_screen = request.POST.get("client_on") == ON_SCREEN
    own = None if on_screen else talk.given
    form = talk.form(request.POST, own=own)
    form.full_clean()
    data = form.cleaned_data
    known = decision_with_key(data["once_key"]) if "once_key" in data else None
    if known is not None and known.case_id == talk.case.pk:
        return redirect("decisions:summary", talk.case.uuid)  # sent twice (S18)
    if known is not None or {"once_key", "version", "snapshot", "given"} & form.errors.keys():
        return _conflict(request, talk)  # a form of another page, or one that was changed by hand
    waiting = talk.given.uuid if talk.given else None
    if data["given"] != waiting and (own is None or _typed_for_client(request.POST)):
        return _conflict(request, talk)  # the client gave something else on the own device meanwhile
    if not form.is_valid():
        return _choices_page(request, talk, form, status=422, on_screen=on_screen)
    if data["snapshot"] != talk.snapshot.uuid or talk.evidence_changed:
        return _conflict(request, talk)
    try:
        record_decision(
            case=talk.case,
            snapshot=talk.snapshot,
            statements=talk.points,
            client=form.client,
            caseworker=form.caseworker,
            together=form.together,
            once_key=data["once_key"],
            version=data["version"],
            by=request.user,  # type: ignore[arg-type]
            given=waiting,
        )
    except Outdated:
        return _conflict(request, _talk(talk.case, talk.snapshot))
    return redirect("decisions:summary", talk.case.uuid)


def _conflict(request: HttpRequest, talk: _Talk) -> HttpResponse:
    """Somebody else was first: both texts, and what was typed stands in the form, ready to be saved again (S18)."""
    opened_on, opened_with = request.POST.get("version"), request.POST.get("given", "")
    talk.case.refresh_from_db()
    data = request.POST.copy()
    for name, value in talk.fresh.items():
        data[name] = str(value)
    saved: dict[str, Any] = {}
    if talk.standing is not None and opened_on != str(talk.case.version):
        saved |= filled_by_decision(talk.standing)
    if talk.given is not None and opened_with != str(talk.given.uuid):
        saved |= filled_by_client(talk.given)
    own = talk.given if not _typed_for_client(data) else None
    form = talk.form(data, own=own)
    both = both_texts(form, filled_by_form(form), saved, talk.names.all_services)
    return _choices_page(request, talk, form, status=409, both=both, on_screen=own is None)


def _choices_page(
    request: HttpRequest,
    talk: _Talk,
    form: ChoicesForm,
    *,
    status: int = 200,
    both: Any = None,
    on_screen: bool = False,
) -> HttpResponse:
    from_device = talk.given is not None and not form.asks_the_client
    hide = hidden_groups(request, talk.case)
    shown = open_snapshot(talk.snapshot, hide=hide) if hide else talk.opened
    shown, _gone = as_it_holds(shown, talk.language, hide=hide)  # a form that was open stays open (S18)
    context = {
        "case": talk.case,
        "steps": steps_of(talk.case, "choices"),
        "form": form,
        "said": shown,
        "covered": any(service.reason == HIDDEN for service in shown.services),
        "picks": picks(form, shown, ideas_by_case([talk.case.pk]).get(talk.case.pk, {})),
        "voices": (voices := service_voices(talk.case, talk.names.services)),
        "refused": any(line.refused for line in voices),
        "again": talk.standing is not None,
        "both": both,
        "status": status,
        "given": talk.given,
        "on_screen": on_screen and talk.given is not None,
        # what came from the own device opens when the caseworker has chosen too (R6, R9)
        "shown": own_in_words(talk.given, talk.names) if from_device and form.caseworker_chose else None,
        "from_device": from_device,
    }
    # drawn after the transaction of a save has ended: on SQLite nobody waits for a page that is being drawn
    return TemplateResponse(request, "checklist/decisions/choices.html", context, status=status)


@case_page("summary")
def summary(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The report of the talk, on screen; with ?groot=1 in large print."""
    report = _report(request, case)
    if report is None:
        return redirect("decisions:choices", case.uuid)
    context = {
        "case": case,
        "steps": steps_of(case, "summary"),
        "report": report,
        "copy_text": report.copy_text,
        "new_report": _way_to_a_new_report(case) if report.corrections else "",
        "departures_reason": settings.COPY_DEPARTURES and settings.COPY_DEPARTURES_REASON,
        "large": request.GET.get("groot") == "1",
        "with_strip": True,
    }
    return render(request, "checklist/decisions/summary.html", context)


def _way_to_a_new_report(case: Case) -> str:
    """After a correction: by the results when they are not the same any more, or straight to the choices."""
    snapshot = latest_snapshot(case)
    if not case.is_open or snapshot is None:
        return ""
    same = open_snapshot(snapshot).state == state_now(case, language=snapshot.language)
    return "choices" if same else "results"


def _report(request: HttpRequest, case: Case) -> Report | None:
    """The report that holds, without what may not be seen while the screen is shared."""
    return summary_of(case, get_language() or "nl", hide=hidden_groups(request, case))


@case_page("summary")
def earlier(request: HttpRequest, case: Case, decision: UUID) -> HttpResponseBase:
    """A report that another one took the place of, as it was."""
    hide = hidden_groups(request, case)
    report = earlier_report(case, decision, get_language() or "nl", hide=hide)
    if report is None:
        raise Http404
    context = {"case": case, "steps": steps_of(case, "summary"), "report": report, "with_strip": True}
    return render(request, "checklist/decisions/summary.html", context)


@case_page("summary_pdf")
def summary_pdf(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The report on paper; with ?groot=1 in large print."""
    report = _report(request, case)
    if report is None:
        return redirect("decisions:choices", case.uuid)
    sizes = ("large",) if request.GET.get("groot") == "1" else ON_PAPER
    context = {"report": report, "shared": is_shared(request)}
    paper = pdf_of("checklist/decisions/summary_pdf.html", context, request, sizes=sizes, pages=SHEET)
    name = gettext("report-of-the-talk")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


@case_page("summary")
def summary_text(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The whole report as plain sentences, to read aloud or to have read aloud."""
    report = _report(request, case)
    if report is None:
        return redirect("decisions:choices", case.uuid)
    context = {"report": report, "shared": is_shared(request)}
    text = render_to_string("checklist/decisions/read_aloud.txt", context, request)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    said = "\n".join(line for line in lines if line) + "\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")
