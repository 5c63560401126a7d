# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One small picture per release, for its shelf: lines on an axis, or two marks per part. Its page has the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.releases.pictures.forest import axis_for, position
from checklist.releases.pictures.letters import capital
from checklist.releases.wording import ANSWERS, FindingFacts, Lang, cells
from checklist.releases.wording.texts import say

#: From nobody to all of 100 people, with room for half a mark at both ends.
SHARE_LEFT, SHARE_WIDTH = 4, 92


@dataclass(frozen=True, slots=True)
class SmallMark:
    x: str
    closed: bool


@dataclass(frozen=True, slots=True)
class SmallRow:
    """A line from `x_low` to `x_high` where there is one, and its marks; without marks nobody has a number. `words` say
    what is drawn."""

    label: str
    words: str
    marks: tuple[SmallMark, ...]
    x_low: str = ""
    x_high: str = ""


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """`zero`: there is a line in the middle where help makes no difference."""

    rows: tuple[SmallRow, ...]
    zero: bool
    less: str
    more: str
    legend: str


def small_effects(rows: Sequence[tuple[str, FindingFacts | None]], lang: Lang) -> SmallPicture:
    """One line per service, in the order given; closed where there is an answer, open where nobody knows."""
    axis = axis_for([facts for _label, facts in rows if facts], lang)
    made = []
    for label, facts in rows:
        row = cells(facts, lang) if facts else None
        words = f"{row.says}, {row.span}" if row else say("strip_nobody", lang)
        if (
            facts is None
            or facts.withdrawn
            or facts.estimate is None
            or facts.lower is None
            or facts.upper is None
        ):
            made.append(SmallRow(label, words, ()))
            continue
        low, point, high = (
            position(value, axis.reach) for value in (facts.lower, facts.estimate, facts.upper)
        )
        made.append(SmallRow(label, words, (SmallMark(point, closed=facts.state in ANSWERS),), low, high))
    return SmallPicture(
        tuple(made), zero=True, less=axis.less, more=axis.more, legend=say("small_effects", lang)
    )


def small_shares(rows: Sequence[tuple[str, int, int]], lang: Lang) -> SmallPicture:
    """Of 100 people here (closed) and of 100 others (open), in the order given: two marks, and nothing between them."""
    made = [
        SmallRow(
            capital(label),
            say("small_share", lang, here=str(here), there=str(there)),
            (SmallMark(_share(there), closed=False), SmallMark(_share(here), closed=True)),
        )
        for label, here, there in rows
    ]
    return SmallPicture(tuple(made), zero=False, less="0", more="100", legend=say("small_shares", lang))


def _share(value: int) -> str:
    return f"{SHARE_LEFT + SHARE_WIDTH * value / 100:.2f}%"
