# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both choices, and the report to take home. The only place from which a decision is written (R10)."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries import OpenedSnapshot, latest_snapshot, open_snapshot, state_now
from checklist.base.pdf import pdf_of
from checklist.decisions import rules
from checklist.decisions.actions import Outdated, record_decision
from checklist.decisions.forms import ChoicesForm
from checklist.decisions.queries import (
    ChoiceNames,
    choice_names,
    current_decision,
    decision_with_key,
    ideas_in_words,
    next_step_of,
    opened_voices,
    summary_of,
)
from checklist.intake.forms import kept_typed
from checklist.intake.models import Case
from checklist.intake.queries import steps_of
from checklist.intake.views import case_page

NO_SERVICE_LABELS = {
    ":undecided": _("Not decided yet"),
    ":no_choice": _("No choice now"),
}


#: How the report is made to fit one page: as it is, in smaller print, without the answers.
ONE_PAGE = ("plain", "tight", "short")


@dataclass(frozen=True)
class _Talk:
    """What the choices page needs of one case."""

    case: Case
    language: str
    snapshot: EvidenceSnapshot
    opened: OpenedSnapshot
    names: ChoiceNames

    @property
    def points(self) -> list[rules.Points]:
        return [rules.Points(service.key, service.direction) for service in self.opened.services]

    @property
    def evidence_changed(self) -> bool:
        """Was something refused, answered, withdrawn or approved since the evidence was shown?"""
        return self.opened.state != state_now(self.case, language=self.snapshot.language)

    @property
    def has_direction(self) -> bool:
        return any(one.direction in {rules.TOWARDS, rules.AWAY} for one in self.points)

    def options(self, *, client: bool) -> list[tuple[str, Any]]:
        """Only the regular guidance first, then the services in the order of the catalogue (R5)."""
        shown = [(":only_regular", self.names.regular), *self.names.services.items()]
        last = (":undecided", ":no_choice") if client else (":undecided",)
        return shown + [(value, NO_SERVICE_LABELS[value]) for value in last]

    def form(self, data: Any = None, kept: Any = None) -> ChoicesForm:
        """The form: as posted (`data`), as typed before a log-in ended (`kept`), or empty."""
        typed = {name: kept.getlist(name) if name.endswith("_choice") else kept[name] for name in kept or ()}
        fresh = typed | {"once_key": uuid4(), "version": self.case.version, "snapshot": self.snapshot.uuid}
        return ChoicesForm(
            data,
            initial=fresh,
            client_options=self.options(client=True),
            caseworker_options=self.options(client=False),
            with_families=self.has_direction,
        )


@case_page("choices")
def choices(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Both voices on one page, the client's first.

    POST, hidden: once_key (UUID), version (of the case), snapshot (UUID) – all three from the page.
    client_choice, caseworker_choice: any number of service keys, or one of :only_regular, :undecided and (client only)
    :no_choice. client_words, caseworker_words. client_family, caseworker_family: ReasonFamily, there only when research
    has a direction. client_after, caseworker_after: kept, changed, undecided. client_agrees: on. client_how:
    shared_screen, written_down, own_device, phone, no_show; client_how_words (needed with :no_choice).
    next_step, revisit_on (YYYY-MM-DD), route (second_opinion, other_caseworker, pause, none): needed when they differ.
    """
    snapshot = latest_snapshot(case)
    if snapshot is None:
        return redirect("advice:evidence", case.uuid)
    language = get_language() or "nl"
    talk = _Talk(case, language, snapshot, open_snapshot(snapshot), choice_names(language))
    if request.method == "POST":
        return _save(request, talk)
    if talk.evidence_changed:
        messages.warning(
            request, _("The results changed since you looked at them. Look at them again first.")
        )
        return redirect("advice:evidence", case.uuid)
    standing = current_decision(case)
    if standing is not None and "opnieuw" not in request.GET:
        return redirect("decisions:summary", case.uuid)
    kept = kept_typed(request, case)
    return _choices_page(
        request, talk, talk.form(kept=kept), again=standing is not None, kept=kept is not None
    )


def _save(request: HttpRequest, talk: _Talk) -> HttpResponseBase:
    form = talk.form(request.POST)
    form.full_clean()
    known = decision_with_key(form.cleaned_data["once_key"]) if "once_key" in form.cleaned_data else None
    if known is not None and known.case_id == talk.case.pk:
        return redirect("decisions:summary", talk.case.uuid)  # sent twice (S18)
    if known is not None or {"once_key", "version", "snapshot"} & form.errors.keys():
        return _conflict(request, talk)  # a form of another page, or one that was changed by hand
    if not form.is_valid():
        return _choices_page(request, talk, form, status=422)
    if form.cleaned_data["snapshot"] != talk.snapshot.uuid or talk.evidence_changed:
        return _conflict(request, talk)
    try:
        record_decision(
            case=talk.case,
            snapshot=talk.snapshot,
            statements=talk.points,
            client=form.client,
            caseworker=form.caseworker,
            together=form.together,
            once_key=form.cleaned_data["once_key"],
            version=form.cleaned_data["version"],
            by=request.user,  # type: ignore[arg-type]
        )
    except Outdated:
        return _conflict(request, talk)
    return redirect("decisions:summary", talk.case.uuid)


def _conflict(request: HttpRequest, talk: _Talk) -> HttpResponse:
    """Somebody else was first: both texts, and what was typed stands in the form, ready to be saved again (S18)."""
    talk.case.refresh_from_db()
    fresh = {"once_key": str(uuid4()), "version": str(talk.case.version), "snapshot": str(talk.snapshot.uuid)}
    data = request.POST.copy()
    for name, value in fresh.items():
        data[name] = value
    return _choices_page(request, talk, talk.form(data), status=409, both=_both(talk, data))


def _both(talk: _Talk, data: Any) -> list[tuple[str, str, str]]:
    """(what, mine, saved now) wherever the two differ."""
    standing = current_decision(talk.case)
    if standing is None:
        return []
    saved = {voice.whose: voice for voice in opened_voices(standing)}
    labels = dict(talk.options(client=True))
    rows = []
    for whose, choice, words in (
        ("client", gettext("Choice of the client"), gettext("Words of the client")),
        ("caseworker", gettext("Choice of the caseworker"), gettext("Words of the caseworker")),
    ):
        picked = [str(labels[value]) for value in data.getlist(f"{whose}_choice") if value in labels]
        rows.append((choice, ", ".join(picked), ", ".join(talk.names.of(saved[whose].choice))))
        rows.append((words, data.get(f"{whose}_words", ""), saved[whose].words))
    rows.append((gettext("What we do first"), data.get("next_step", ""), next_step_of(standing)))
    return [row for row in rows if row[1].strip() != row[2].strip()]


def _choices_page(
    request: HttpRequest,
    talk: _Talk,
    form: ChoicesForm,
    *,
    status: int = 200,
    again: bool = False,
    kept: bool = False,
    both: Any = None,
) -> HttpResponse:
    context = {
        "case": talk.case,
        "steps": steps_of(talk.case, "choices"),
        "form": form,
        "said": [
            service for service in talk.opened.services if service.direction in {rules.TOWARDS, rules.AWAY}
        ],
        "silent": [
            service
            for service in talk.opened.services
            if service.direction not in {rules.TOWARDS, rules.AWAY}
        ],
        "ideas": ideas_in_words(talk.case, talk.names),
        "again": again,
        "kept": kept,
        "both": both,
        "status": status,
    }
    # drawn after the transaction of a save has ended: on SQLite nobody waits for a page that is being drawn
    return TemplateResponse(request, "checklist/decisions/choices.html", context, status=status)


@case_page("summary")
def summary(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The report of the talk, on screen."""
    report = summary_of(case, get_language() or "nl")
    if report is None:
        return redirect("decisions:choices", case.uuid)
    context = {
        "case": case,
        "steps": steps_of(case, "summary"),
        "report": report,
        "copy_text": report.copy_text,
    }
    return render(request, "checklist/decisions/summary.html", context)


@case_page("summary_pdf")
def summary_pdf(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The report on paper; with ?groot=1 in large print."""
    report = summary_of(case, get_language() or "nl")
    if report is None:
        return redirect("decisions:choices", case.uuid)
    sizes = ("large",) if request.GET.get("groot") == "1" else ONE_PAGE
    paper = pdf_of("checklist/decisions/summary_pdf.html", {"report": report}, request, sizes=sizes)
    name = gettext("report-of-the-talk")
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
