# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices, and looking back. Every row that is shown leaves a line in the log of that client (R14)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import log_look, log_looks, log_refusal
from checklist.access.models import Purpose
from checklist.advice.page.strip import strip_of
from checklist.advice.queries import Recalled, as_it_holds, readable_snapshot
from checklist.base.moments import local_format
from checklist.base.readers import whole_number
from checklist.base.sheets import CONTENT_TYPE, csv_text
from checklist.decisions.models import ReasonFamily
from checklist.decisions.queries import (
    CASEWORKER_FAMILIES,
    CLIENT_FAMILIES,
    ChoiceNames,
    choice_names,
    next_step_of,
    opened_voices,
)
from checklist.decisions.queries.report import how_given
from checklist.people.fresh import password_first
from checklist.people.models import Account
from checklist.people.permissions import Refused, staff_page
from checklist.people.queries import staff_actor
from checklist.reviews import queries
from checklist.reviews.actions import check_may_review, draw_decisions, write_review
from checklist.reviews.departed import departed_names
from checklist.reviews.forms import REASONS, WHOSE, LogFilter, ReviewForm, quarter_name
from checklist.reviews.readable import ReadableLog, Selection, readable_log, selection
from checklist.reviews.rules import quarter_of

MOST_IN_A_FILE = 20_000
FAMILIES: dict[str, Any] = dict(ReasonFamily.choices)
OWN_FAMILIES: dict[str, dict[str, Any]] = {
    "client": dict(CLIENT_FAMILIES),
    "caseworker": dict(CASEWORKER_FAMILIES),
}
WHOSE_WORDS: dict[str, Any] = dict(WHOSE)


# ---- the log of other choices ----------------------------------------------------------------------------------------


@staff_page("team_lead")
def overrides(request: HttpRequest) -> HttpResponse:
    """GET: periode, wie, reden, hulp (filters), na (cursor). Nobody's name stands in the list."""
    account, names = _account(request), choice_names(_language())
    wanted, log = _filter(request, names), readable_log(account.team)
    found = selection(log, wanted.asked, localdate())
    page = queries.log_page(found.rows, _cursor(request, log))
    _log(request, page.ids, "override_log")
    lines = [_line(line, names) for line in queries.opened_lines(page.ids)]
    context = {
        "team": account.team,
        "filter": wanted,
        "lines": lines,
        "why": found.why,
        "totals": _totals(wanted, found),
        "older_url": _address(request, page.following) if page.following else "",
        "newer_url": _address(request) if "na" in request.GET else "",
        "export_query": urlencode(
            {name: value for name, value in request.GET.items() if name in wanted.fields}
        ),
    }
    return render(request, "checklist/reviews/overrides.html", context)


@staff_page("team_lead")
@password_first(file_on="reviews:overrides")
def export(request: HttpRequest) -> HttpResponse:
    """The same lines as a file: no names, no numbers, no own words; refused where the list shows none (R15)."""
    names = choice_names(_language())
    found = selection(readable_log(_account(request).team), _filter(request, names).asked, localdate())
    if found.why:
        raise Refused(found.why)
    lines = found.rows.select_related("decision__snapshot").order_by("-at", "-id")
    rows = list(lines[: MOST_IN_A_FILE + 1])
    if len(rows) > MOST_IN_A_FILE:  # part of them would differ from all of them by a few
        raise Refused(_("These are too many lines for one file. Choose a quarter."))
    _log(request, [row.pk for row in rows], "override_file")
    head = (_("day"), _("other choice"), _("choice of the client"), _("choice of the caseworker"),
            _("reason of the client"), _("reason of the caseworker"), _("what research pointed at, departed from"),
            _("research withdrawn since"))  # fmt: skip
    recalled = queries.recalled_lines(rows)
    cells = [
        (
            localtime(row.at).date().isoformat(),
            WHOSE_WORDS[row.whose],
            _services(row.chosen.get("client", ()), names),
            _services(row.chosen.get("caseworker", ()), names),
            FAMILIES[row.client_family] if row.client_family else "",
            FAMILIES[row.caseworker_family] if row.caseworker_family else "",
            ", ".join(departed_names(row, names.all_services)),
            gettext("yes") if row.pk in recalled else "",
        )
        for row in rows
    ]
    return _csv([head, *cells], gettext("other-choices"))


def _csv(rows: Iterable[Iterable[Any]], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(csv_text(rows), content_type=CONTENT_TYPE, headers=headers)


def _services(keys: Iterable[str], names: ChoiceNames) -> str:
    return ", ".join(names.all_services.get(key, key) for key in keys)


def _line(line: queries.OpenedOverride, names: ChoiceNames) -> dict[str, Any]:
    voices = [
        {
            "whose": voice.whose,
            "choices": ", ".join(names.of(voice.choice)),
            "reason": OWN_FAMILIES[voice.whose].get(voice.family, ""),
            "words": voice.words,
            "destroyed": voice.destroyed,
            "departs": bool(line.departs.get(voice.whose)),
        }
        for voice in line.voices
    ]
    return {
        "at": line.at,
        "whose": WHOSE_WORDS[line.whose],
        "voices": voices,
        "revisit_on": line.revisit_on,
        "recalled": line.recalled,
        "departed": line.departed,
    }


def _totals(wanted: LogFilter, found: Selection) -> dict[str, Any]:
    """People in what is shown, of a quarter that is over, or the sentence that says why there is no number."""
    quarter, choices, kinds = wanted.quarter, found.choices, wanted.asked.kinds
    if quarter is None:
        return {"why": gettext("Choose a quarter to see totals.")}
    if quarter >= quarter_of(localdate()):
        return {"why": gettext("Totals come when the quarter is over.")}
    if found.why or choices is None:
        return {"why": found.why}
    few = gettext("not shown")
    reasons = {} if "family" in dict(kinds) else {
        label: choices.people(kinds | {("family", key)}) for key, label in REASONS
    }  # fmt: skip
    return {
        "quarter": quarter_name(quarter),
        "people": choices.people(kinds),
        "rows": [[label, few if count is None else str(count)] for label, count in reasons.items()],
    }


def _filter(request: HttpRequest, names: ChoiceNames) -> LogFilter:
    form = LogFilter(request.GET, services=list(names.all_services.items()))
    if not form.is_valid():
        raise Http404
    return form


def _cursor(request: HttpRequest, log: ReadableLog) -> queries.Cursor | None:
    text = request.GET.get("na", "")
    if not text:
        return None
    number = whole_number(text, least=1)
    found = queries.cursor_of(log, number) if number else None
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, cursor: queries.Cursor | None = None) -> str:
    query = {name: value for name, value in request.GET.items() if name != "na" and value}
    if cursor is not None:
        query["na"] = str(cursor.id)  # never the moment: an address is read too
    return f"?{urlencode(query)}"


def _log(request: HttpRequest, ids: list[int], part: str) -> None:
    """One line for each client on the page, before anything of it is read."""
    by = staff_actor(request, "team_lead")
    log_looks(files=queries.files_of(ids), by=by, part=part, purpose=Purpose.LEARN)


def _account(request: HttpRequest) -> Account:
    return request.user  # type: ignore[return-value]


def _language() -> str:
    return get_language() or "nl"


# ---- looking back ----------------------------------------------------------------------------------------------------


@staff_page("team_lead")
def queue(request: HttpRequest) -> HttpResponseBase:
    """POST (no fields): draw three by chance."""
    account = _account(request)
    if request.method == "POST":
        number = len(draw_decisions(by=account))
        drawn = ngettext("%(n)s talk was drawn.", "%(n)s talks were drawn.", number) % {"n": number}
        messages.success(request, drawn) if number else messages.info(
            request, _("There is nothing left to draw.")
        )
        return redirect("reviews:queue")
    return render(
        request,
        "checklist/reviews/queue.html",
        {"team": account.team, "rows": queries.queue_of(account.team)},
    )


@staff_page("team_lead")
def review(request: HttpRequest, decision_uuid: UUID) -> HttpResponseBase:
    """POST: once_key (hidden), understandable, client_heard (yes, partly, no), learn (words), to_editor (on)."""
    account = _account(request)
    decision = queries.drawn_decision(account.team, decision_uuid)
    if decision is None:
        _log_not_drawn(request, decision_uuid)
        raise Http404
    case = decision.case
    look: dict[str, Any] = {
        "client_key": decision.client_key,
        "case_uuid": case.uuid,
        "by": staff_actor(request, "team_lead"),
    }
    try:
        check_may_review(decision, account)
    except Refused:
        log_refusal(**look, part="review", purpose=Purpose.LEARN)
        raise
    form = ReviewForm(request.POST or None, initial={"once_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            log_look(**look, part="review", purpose=Purpose.LEARN, outcome="saved")
            write_review(decision=decision, by=account, **form.cleaned_data)
        messages.success(request, _("Your look back is kept."))
        return redirect("reviews:queue")
    log_look(**look, part="review", purpose=Purpose.LEARN)
    status = 422 if form.is_bound else 200
    return render(request, "checklist/reviews/review.html", _shown(decision) | {"form": form}, status=status)


def _log_not_drawn(request: HttpRequest, decision_uuid: UUID) -> None:
    """A talk that is there and was not drawn for this team: whose it is reads that somebody asked for it."""
    hidden = queries.file_of_decision(decision_uuid)
    if hidden is not None:
        client_key, case_uuid = hidden
        look: dict[str, Any] = {"client_key": client_key, "case_uuid": case_uuid, "part": "review"}
        log_refusal(**look, by=staff_actor(request, "team_lead"), purpose=Purpose.LEARN)


def _shown(decision: Any) -> dict[str, Any]:
    """All that a review shows; only here the name of who decided is visible (R15)."""
    names = choice_names(_language())
    recalled: list[Recalled] = []
    said = readable_snapshot(decision.snapshot)
    if said is not None:
        said, recalled = as_it_holds(said, _language())
    return {
        "decision": decision,
        "decider": decision.recorded_by.display_name,
        "talked_on": local_format(decision.at, "j F Y"),
        "said": said,
        "strip": strip_of(said) if said is not None else None,
        "recalled": recalled,
        "voices": [
            (voice, names.of(voice.choice), how_given(voice.after_evidence, voice.how))
            for voice in opened_voices(decision)
        ],
        "next_step": next_step_of(decision),
        "earlier": queries.reviews_of(decision),
    }


@staff_page("editor")
def for_editors(request: HttpRequest) -> HttpResponse:
    """What reviewers want the editors to know. No client, no case and no decider stands with it."""
    rows = queries.reviews_for_editors()
    log_looks(
        files=[(row.client_key, row.decision.case.uuid) for row in rows],
        by=staff_actor(request, "editor"),
        part="review_learned",
        purpose=Purpose.LEARN,
    )
    return render(request, "checklist/reviews/for_editors.html", {"rows": queries.opened_reviews(rows)})
