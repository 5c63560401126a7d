# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is new on the own page, the newest first. What asks for attention is never folded away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.base.moments import local_format
from checklist.decisions.queries import OwnDeviceChoice
from checklist.intake.models import Case
from checklist.people.models import ClientCode
from checklist.people.queries import was_used_soon
from checklist.transparency.queries import OpenedRequest, OwnPage
from checklist.transparency.rules import UNUSUAL, way_of


@dataclass(frozen=True)
class NewsLine:
    """One thing that happened. With `request`, what was asked and answered opens in place."""

    at: datetime
    text: str
    leads_to: str = ""
    stays: bool = False  # in sight, however old
    warning: bool = False
    request: OpenedRequest | None = None


@dataclass(frozen=True)
class News:
    now: list[NewsLine]  # the newest, and what asks for attention
    earlier: list[NewsLine]


@dataclass(frozen=True)
class Now:
    """What holds at this moment and stands in no report: may the client choose, and what was given; the code."""

    may_choose: bool = False
    given: OwnDeviceChoice | None = None
    code: ClientCode | None = None


def news_of(case: Case, page: OwnPage, now: Now) -> News:
    lines = [*_of_requests(page), *_of_report(page), *_of_talk(case, page), *_of_looks(page, now.code)]
    lines += _of_choice(page, now)
    ordered = sorted(lines, key=lambda line: line.at, reverse=True)
    first = [line for place, line in enumerate(ordered) if place == 0 or line.stays or line.warning]
    return News(first, [line for line in ordered if line not in first])


def _of_choice(page: OwnPage, now: Now) -> Iterator[NewsLine]:
    there = reverse("transparency:own_voice")
    if now.given:
        yield NewsLine(now.given.at, _("Your choice is there. Now your caseworker chooses too."), there)
    elif now.may_choose and page.shown and not page.report:
        text = _("You looked at the results together. You can choose here.")
        yield NewsLine(page.shown.at, text, there, stays=True)


def _of_requests(page: OwnPage) -> Iterator[NewsLine]:
    for asked in page.requests:
        row, words = asked.row, {"what": asked.row.get_kind_display()}
        if row.answered_at:
            yield NewsLine(row.answered_at, _("Answered: %(what)s.") % words, request=asked)
        else:
            words["day"] = local_format(row.due_on, "j F")
            text = _("You asked: %(what)s. You have an answer by %(day)s.") % words
            yield NewsLine(row.asked_at, text, request=asked)


def _of_report(page: OwnPage) -> Iterator[NewsLine]:
    if page.report:
        text = _("Your report of %(day)s is ready.") % {"day": local_format(page.report.at, "j F")}
        yield NewsLine(page.report.at, text, "#gekozen")
        if page.report.corrections:
            at = max(line.at for line in page.report.corrections)
            yield NewsLine(at, _("Something was corrected after the report."), "#gekozen", warning=True)
    if page.recalled:
        days = [one.on for one in page.recalled if one.on]
        text = _("We showed you something that is not right any more")
        yield NewsLine(max(days, default=timezone.now()), f"{text}.", "#getoond", warning=True)


def _of_talk(case: Case, page: OwnPage) -> Iterator[NewsLine]:
    yield NewsLine(
        case.opened_at,
        _("Your conversation began on %(day)s.") % {"day": local_format(case.opened_at, "j F")},
    )
    if case.read_back_at and not page.report:
        text = _("Your answers were read back on %(day)s.") % {"day": local_format(case.read_back_at, "j F")}
        yield NewsLine(case.read_back_at, text, "#vastgelegd")
    for absence in page.absences:
        if absence.revisit_on:
            words = {"day": local_format(absence.revisit_on, "l j F")}
            yield NewsLine(
                absence.at, _("You did not come. The new appointment is on %(day)s.") % words, "#wanneer"
            )
        else:
            yield NewsLine(absence.at, _("You did not come. There is no new appointment yet."), "#wanneer")
    for one in page.agreed:
        if one.closed and one.closed.words and not one.closed.by_client:
            text = _("Closed: %(what)s.") % {"what": one.title.lower()}
            yield NewsLine(one.closed.at, text, reverse("transparency:agreed"))
    if case.closed_at:
        text = _("Your conversation was closed on %(day)s.") % {"day": local_format(case.closed_at, "j F")}
        yield NewsLine(case.closed_at, text, "#wanneer")


def _of_looks(page: OwnPage, code: ClientCode | None) -> Iterator[NewsLine]:
    odd = next((look for look in page.looks if way_of(look) == UNUSUAL), None)
    if odd:
        yield NewsLine(odd.at, _("Somebody looked in another way than usual."), "#wie-keek", warning=True)
    if page.for_research:
        text = _("Your choice and answers went to research, without your name.")
        yield NewsLine(page.for_research[0].at, text, "#wie-keek")
    if code and code.used_at and was_used_soon(code):
        text = _("Your PIN was chosen within ten minutes.")
        yield NewsLine(code.used_at, text, "#code", warning=True)
