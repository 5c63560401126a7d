# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the log of other choices and of the queue for looking back: of one team, without anybody's figure (R15)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.advice.queries import called_back, readable_snapshot
from checklist.base.keys import Sealer, sealers_of
from checklist.base.moments import whole_day
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.queries import (
    OpenedVoice,
    next_step_of,
    open_voice,
    voices_by_decision,
)
from checklist.decisions.rules import AWAY, TOWARDS
from checklist.people.kept import knows_client
from checklist.people.models import Account, Team
from checklist.people.permissions import has_role
from checklist.people.queries import WorkLine, waits_for
from checklist.reviews.departed import DepartedFrom, boxes_of, departed_results
from checklist.reviews.models import Draw, Review
from checklist.reviews.readable import ReadableLog, readable_log

PER_PAGE = 50


@dataclass(frozen=True)
class Cursor:
    """The last line of the page before: lines are read newest first by moment and number."""

    at: datetime
    id: int


@dataclass(frozen=True)
class OpenedOverride:
    """One line of the log, readable: no name of the client, none of who decided (R15)."""

    at: datetime
    whose: str
    departs: dict[str, list[str]]
    voices: tuple[OpenedVoice, ...]
    next_step: str
    revisit_on: date | None
    recalled: bool  # was something of what research said withdrawn since?
    departed: tuple[DepartedFrom, ...]  # from what, as it stood there that day


@dataclass(frozen=True)
class LogPage:
    """Which lines a page shows (ids only), and where the next one goes on."""

    ids: list[int]
    following: Cursor | None


def log_page(rows: QuerySet[Override], after: Cursor | None = None) -> LogPage:
    """Ids first, by the index of the team; the rows come after the look was logged."""
    if after is not None:
        rows = rows.filter(Q(at__lt=after.at) | Q(at=after.at, id__lt=after.id))
    found = list(rows.order_by("-at", "-id").values_list("at", "id")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    following = Cursor(*shown[-1]) if len(found) > PER_PAGE else None
    return LogPage([row_id for _at, row_id in shown], following)


def cursor_of(log: ReadableLog, number: int) -> Cursor | None:
    """The place behind one line that this team may read."""
    at = log.lines().filter(pk=number).values_list("at", flat=True).first()
    return Cursor(at, number) if at else None


def files_of(ids: Sequence[int]) -> list[tuple[UUID, UUID]]:
    """(client key, case) of these lines, each once: whose file is looked at."""
    rows = Override.objects.filter(pk__in=ids).order_by("-at", "-id")
    return list(dict.fromkeys(rows.values_list("client_key", "decision__case__uuid")))


def opened_lines(ids: Sequence[int]) -> list[OpenedOverride]:
    """The lines, newest first. Six queries, whatever the number; three more once something was withdrawn."""
    rows = Override.objects.filter(pk__in=ids).select_related("decision__snapshot")
    lines = list(rows.order_by("-at", "-id"))
    recalled = recalled_lines(lines)
    voices = voices_by_decision([row.decision_id for row in lines])
    boxes = boxes_of(lines)
    departed = departed_results(lines, boxes, recalled=bool(recalled))
    return [
        replace(
            _opened(row, voices.get(row.decision_id, []), boxes[row.client_key], recalled=row.pk in recalled),
            departed=tuple(departed[row.pk]),
        )
        for row in lines
    ]


def recalled_lines(lines: Iterable[Override]) -> set[int]:
    """The lines whose research was withdrawn, in part or whole, after it was shown."""
    found = list(lines)
    gone = {one.pk for one in called_back({row.decision.snapshot for row in found})}
    return {row.pk for row in found if row.decision.snapshot_id in gone}


def _opened(row: Override, voices: list[Voice], box: Sealer, *, recalled: bool) -> OpenedOverride:
    return OpenedOverride(
        at=whole_day(row.at),
        whose=row.whose,
        departs=row.departs,
        voices=tuple(open_voice(voice, box) for voice in voices),
        next_step=next_step_of(row.decision, box),
        revisit_on=row.decision.revisit_on,
        recalled=recalled,
        departed=(),
    )


# ---- looking back ----------------------------------------------------------------------------------------------------


def may_be_drawn(team: Team, *, departing: bool) -> QuerySet[Decision]:
    """Standing decisions of this team that were not drawn yet, with another choice than the research or without."""
    newer = Decision.objects.filter(supersedes=OuterRef("pk"))
    rows = Decision.objects.filter(case__team=team).exclude(case__closed_reason="wrong_person")
    rows = rows.exclude(Exists(newer)).exclude(Exists(Draw.objects.filter(decision=OuterRef("pk"))))
    override = Exists(Override.objects.filter(decision=OuterRef("pk")))
    return rows.filter(override) if departing else rows.exclude(override)


def had_direction(decision_id: int) -> bool:
    """Did research point some way in this talk? It is sealed in the evidence, and nobody sees it here."""
    decision = Decision.objects.select_related("snapshot").get(pk=decision_id)
    opened = readable_snapshot(decision.snapshot)
    return opened is not None and any(one.direction in {TOWARDS, AWAY} for one in opened.services)


@dataclass(frozen=True)
class Drawn:
    """One drawn decision in the queue."""

    decision_uuid: UUID
    talked_on: datetime
    drawn_at: datetime
    done: bool


def queue_of(team: Team) -> list[Drawn]:
    """What was drawn for this team, open ones first. One query."""
    done = Exists(Review.objects.filter(decision=OuterRef("decision")))
    rows = Draw.objects.filter(team=team).annotate(done=done).select_related("decision")
    return [
        Drawn(row.decision.uuid, whole_day(row.decision.at), row.drawn_at, row.done)
        for row in rows.order_by("done", "-drawn_at")[:PER_PAGE]
    ]


@knows_client
def _client_of_decision(keys: Mapping[str, Any]) -> UUID | None:
    """Whose talk is looked back at, at this address."""
    rows = Decision.objects.filter(uuid=keys.get("decision_uuid", UUID(int=0)))
    return rows.values_list("client_key", flat=True).first()


def file_of_decision(uuid: UUID) -> tuple[UUID, UUID] | None:
    """(client key, case) of a decision, whoever's it is."""
    return Decision.objects.filter(uuid=uuid).values_list("client_key", "case__uuid").first()


def drawn_decision(team: Team, uuid: UUID) -> Decision | None:
    """A decision that was drawn for this team, with all that a review shows."""
    found = Decision.objects.filter(uuid=uuid, pk__in=Draw.objects.filter(team=team).values("decision_id"))
    return found.select_related("case__caseworker", "snapshot", "recorded_by").first()


@dataclass(frozen=True)
class OpenedReview:
    """A review as it was written."""

    at: datetime
    reviewer: str
    understandable: str
    client_heard: str
    learn: str
    to_editor: bool


def reviews_of(decision: Decision) -> list[OpenedReview]:
    """Earlier reviews of one decision, newest first."""
    rows = Review.objects.filter(decision=decision).select_related("reviewer").order_by("-id")
    return opened_reviews(rows)


def reviews_for_editors() -> list[Review]:
    """What reviewers want the editors of the findings to know, newest first."""
    rows = Review.objects.filter(to_editor=True).select_related("reviewer", "decision__case")
    return list(rows.order_by("-id")[:PER_PAGE])


def opened_reviews(rows: Iterable[Review]) -> list[OpenedReview]:
    """Reviews, readable. Two queries, whatever the number."""
    found = list(rows)
    boxes = sealers_of({row.client_key for row in found})
    return [
        OpenedReview(
            at=row.at,
            reviewer=row.reviewer.display_name,
            understandable=row.get_understandable_display(),
            client_heard=row.get_client_heard_display(),
            learn=_learn(row, boxes[row.client_key]),
            to_editor=row.to_editor,
        )
        for row in found
    ]


def learn_place(uuid: UUID) -> str:
    """What the sealed words of a review are bound to."""
    return f"review:{uuid.hex}:learn"


def _learn(row: Review, box: Sealer) -> str:
    return box.read(row.learn, learn_place(row.uuid)) or ""


# ---- on the start page -----------------------------------------------------------------------------------------------

DAYS_NEW = 7


@waits_for
def reviews_on_home(account: Account) -> list[WorkLine]:
    """For a team lead: what was drawn and not looked at, and that there are new other choices (never how many, R15).
    For an editor: that reviewers wrote something lately. One query for each."""
    lines: list[WorkLine] = []
    since = timezone.now() - timedelta(days=DAYS_NEW)
    if has_role(account, "team_lead"):
        seen = Exists(Review.objects.filter(decision=OuterRef("decision")))
        drawn = Draw.objects.filter(team=account.team).exclude(seen).count()
        if drawn:
            said = ngettext("%(n)s drawn talk to look back at", "%(n)s drawn talks to look back at", drawn)
            lines.append((reverse("reviews:queue"), said % {"n": drawn}, ""))
        until = readable_log(account.team).until
        if until is not None and until[0] >= since:
            lines.append((reverse("reviews:overrides"), _("New other choices"), _("in the last 7 days")))
    if has_role(account, "editor") and Review.objects.filter(to_editor=True, at__gte=since).exists():
        said = _("Reviewers wrote something for you")
        lines.append((reverse("reviews:for_editors"), said, _("in the last 7 days")))
    return lines
