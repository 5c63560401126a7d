# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip: every service as an equal row, its one statement in cells and its line on one axis for all.

From frozen evidence: `advice.page.strip.strip_of(opened)`, then
`{% include "components/evidence/strip.html" with strip=strip only %}` and strip.css (paper: strip-print.css).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checklist.releases.pictures.forest import ForestAxis, ForestTick, axis_for, position
from checklist.releases.pictures.letters import capital
from checklist.releases.wording import (
    ANSWERS,
    NOT_STUDIED,
    RECALLED,
    SIMILAR,
    WITHDRAWN,
    Cells,
    FindingFacts,
    Lang,
    Stated,
    StatedService,
    number,
)
from checklist.releases.wording.texts import say

WORDS = ("service", "levels", "picture", "span", "sure", "zero")

#: A number of more signs than this is long: marks of an axis stand further apart.
WIDE = 3


@dataclass(frozen=True, slots=True)
class StripAxis:
    """The axis as it can be frozen: which scale, how far to both sides, in how many steps."""

    scale: str
    reach: str
    steps: int


@dataclass(frozen=True, slots=True)
class StripHead:
    """What all rows share: the axis, and each part of a statement that is the same in every row, said once."""

    axis: ForestAxis
    scale: str
    measure: str
    compared: str
    where: str
    words: Mapping[str, str]
    lang: Lang

    @property
    def caption(self) -> str:
        """What the numbers are, and where they were found."""
        compared = say("strip_compared", self.lang, compared=self.compared) if self.compared else ""
        measure = f"{self.measure}." if self.measure else ""
        return " ".join(part for part in (measure, compared, self.where) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLine:
    """One row: a result in cells, or one sentence. Without a number nothing is drawn, and `note` says why."""

    who: str = ""
    says: str = ""
    sentence: str = ""
    levels: str = ""
    span: str = ""
    sure: str = ""
    level: int = 0
    more: str = ""  # parts that the heading does not say of this row
    note: str = ""
    pictured: bool = True
    state: str = ""
    x_low: str = ""
    x_point: str = ""
    x_high: str = ""
    clipped_low: bool = False
    clipped_high: bool = False
    uncertain: bool = False
    everybody: bool = True

    @property
    def points(self) -> bool:
        """Does it say which way, or that there is little difference?"""
        return self.state in ANSWERS

    @property
    def similar(self) -> bool:
        """Is there little difference? Then a sign of its own stands beside the words."""
        return self.state == SIMILAR

    @property
    def dots(self) -> tuple[tuple[str, bool], ...]:
        """Three dots, of which as many are filled as it is sure."""
        return tuple((str(7 + 16 * at), at < self.level) for at in range(3))


@dataclass(frozen=True, slots=True)
class StripService:
    """One service: its rows, everybody on top."""

    key: str
    name: str
    lines: tuple[StripLine, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """All services in the order that they were given in: that of the catalogue, never of size."""

    head: StripHead
    services: tuple[StripService, ...]


def strip_axis(findings: Iterable[FindingFacts], lang: Lang) -> StripAxis:
    """One axis for all rows, over every finding that any client could see. Shares go before means."""
    known = list(findings)
    scale = "share" if not known or any(facts.scale == "share" for facts in known) else "mean"
    axis = axis_for([facts for facts in known if facts.scale == scale], lang)
    return StripAxis(scale, f"{axis.reach:f}", _steps(axis, lang))


def _steps(axis: ForestAxis, lang: Lang) -> int:
    """How many marks to each side: fewer where their numbers are long, so that they do not run into each other."""
    steps = len(axis.ticks) // 2
    if len(number(axis.reach, lang)) <= WIDE or steps < 2:
        return steps
    return next(fewer for fewer in (2, 1) if steps % fewer == 0)


def strip_head(everybody: Iterable[Stated], axis: StripAxis | None, lang: Lang) -> StripHead:
    """The heading, from the results for everybody: nothing in it rests on what one client told."""
    known = [one for one in everybody if one.cells]
    rows = [one.cells for one in known if one.cells]
    scale = axis.scale if axis else "share"
    mean = "" if scale == "share" else "_mean"
    words = {key: say(f"strip_{key}", lang) for key in WORDS}
    words |= {key: say(f"strip_{key}{mean}", lang) for key in ("says", "less", "more")}
    if not rows:  # nobody found anything
        words["says"] = say("strip_research", lang)
    return StripHead(
        axis=_drawn(axis, lang),
        scale=scale,
        measure=_shared(row.measure for row in rows),
        compared=_shared(row.compared for row in rows),
        where=_shared(one.where for one in known),
        words=words,
        lang=lang,
    )


def strip_lines(said: StatedService, head: StripHead) -> tuple[StripLine, ...]:
    """The rows of one service: everybody, then what is said of the service as a whole, then the groups that hold."""
    lines = [_line(one, head) for one in said.everybody]
    if said.lead:
        lines.append(_whole(said, head, alone=not lines))
    lines += [_line(one, head) for one in said.groups]
    if said.before:
        lines.append(StripLine(sentence=" ".join(said.before), state=said.state, pictured=False))
    return tuple(lines)


def strip(said: Iterable[tuple[str, str, StatedService]], axis: StripAxis | None, lang: Lang) -> Strip:
    """The whole strip, of (key, name, statement) in the order of the catalogue."""
    services = list(said)
    head = strip_head((one for *_, stated in services for one in stated.everybody), axis, lang)
    return Strip(
        head, tuple(StripService(key, name, strip_lines(stated, head)) for key, name, stated in services)
    )


def _drawn(axis: StripAxis | None, lang: Lang) -> ForestAxis:
    if axis is None:
        return ForestAxis((), Decimal(1), "", "")
    reach, steps = Decimal(axis.reach), axis.steps
    ticks = tuple(
        ForestTick(
            position(reach * at / steps, reach),
            number((reach * abs(at) / steps).normalize() + 0, lang),
            at == 0,
        )
        for at in range(-steps, steps + 1)
    )
    return ForestAxis(ticks, reach, say("axis_less", lang), say("axis_more", lang))


def _shared(parts: Iterable[str]) -> str:
    """A part that is the same in every row; '' where rows differ."""
    found = set(parts)
    return found.pop() if len(found) == 1 else ""


def _whole(said: StatedService, head: StripHead, *, alone: bool) -> StripLine:
    """What is said of the service as a whole; alone it is a row like the others, with nothing to draw."""
    note = ""
    if alone:
        note = say("strip_nobody" if said.state == NOT_STUDIED else "strip_no_number", head.lang)
    return StripLine(sentence=said.lead, state=said.state, note=note, pictured=alone)


def _line(one: Stated, head: StripHead) -> StripLine:
    row = one.cells
    if row is None:
        return StripLine(sentence=one.line, state=one.state, pictured=False, everybody=one.everybody)
    own = (
        "" if row.measure == head.measure else f"{row.measure}.",
        "" if row.compared == head.compared else say("strip_compared", head.lang, compared=row.compared),
        "" if one.where == head.where else one.where,
    )
    return StripLine(
        who=capital(row.group),
        says=row.says,
        levels=row.levels,
        span=row.span,
        sure=row.sure,
        level=row.level,
        more=" ".join(part for part in own if part),
        state=one.state,
        everybody=one.everybody,
        **_marks(row, one.state, head),
    )


def _marks(row: Cells, state: str, head: StripHead) -> dict[str, Any]:
    """Where the line of a row stands; without a number, or on another scale, the words for its place."""
    if not row.point:
        return {"note": say("strip_gone" if state in (WITHDRAWN, RECALLED) else "strip_no_number", head.lang)}
    if row.scale != head.scale or not head.axis.ticks:
        return {"note": say("strip_other_scale", head.lang)}
    reach, low, high = head.axis.reach, Decimal(row.low), Decimal(row.high)
    return {
        "x_low": position(low, reach),
        "x_point": position(Decimal(row.point), reach),
        "x_high": position(high, reach),
        "clipped_low": low < -reach,
        "clipped_high": high > reach,
        "uncertain": row.uncertain,
    }
