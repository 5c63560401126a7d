# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Icon arrays: with and without, each out of 100 people; who differs in a frame, how far it may go as a band."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from checklist.releases.pictures.letters import capital
from checklist.releases.wording import FindingFacts, Lang, Rounded, rounded, term_words
from checklist.releases.wording.texts import say

PEOPLE, ICONS_PER_ROW, ICON_CELL, ICON_RADIUS = 100, 10, 20, Decimal("7.4")


@dataclass(frozen=True, slots=True)
class Icon:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Run:
    """People who stand one after the other: from this many, up to and with that many."""

    first: int
    last: int

    @property
    def outline(self) -> str:
        """A line around them, in the gaps between the circles."""
        if self.last <= self.first:
            return ""
        (top, left), (bottom, right) = divmod(self.first, ICONS_PER_ROW), divmod(self.last - 1, ICONS_PER_ROW)
        right += 1
        if top == bottom:
            return _box(left, top, right)
        if top + 1 == bottom and right <= left:  # two rows that do not touch
            return _box(left, top, ICONS_PER_ROW) + _box(0, bottom, right)
        ends = [
            (left, top),
            (ICONS_PER_ROW, top),
            (ICONS_PER_ROW, bottom),
            (right, bottom),
            (right, bottom + 1),
        ]
        ends += [(0, bottom + 1), (0, top + 1), (left, top + 1)]
        return "M" + "L".join(f"{ICON_CELL * x} {ICON_CELL * y}" for x, y in ends) + "z"

    @property
    def corners(self) -> str:
        """A pattern for them: a small diamond at each corner of their places."""
        places = [divmod(at, ICONS_PER_ROW) for at in range(self.first, self.last)]
        found = {
            (column + right, row + down) for row, column in places for right in (0, 1) for down in (0, 1)
        }
        return "".join(f"M{ICON_CELL * x} {ICON_CELL * y - 3}l3 3l-3 3l-3 -3z" for x, y in sorted(found))


NOBODY = Run(0, 0)


@dataclass(frozen=True, slots=True)
class IconArray:
    """A hundred circles, one for each of 100 people; the first `filled` are filled."""

    filled: int
    label: str
    count: str
    filled_icons: tuple[Icon, ...]
    empty_icons: tuple[Icon, ...]
    differ: Run = NOBODY  # who had it on one side only
    band: Run = NOBODY  # between how many it may lie
    total: int = PEOPLE

    @property
    def filled_path(self) -> str:
        return "".join(_CIRCLES[: self.filled])

    @property
    def empty_path(self) -> str:
        return "".join(_CIRCLES[self.filled :])


@dataclass(frozen=True, slots=True)
class IconPair:
    """With and without, out of the same 100, side by side."""

    caption: str
    arrays: tuple[IconArray, IconArray]
    legend_filled: str
    legend_empty: str
    legend_differ: str = ""
    legend_band: str = ""


def _box(left: int, top: int, right: int) -> str:
    wide = ICON_CELL * (right - left)
    return f"M{ICON_CELL * left} {ICON_CELL * top}h{wide}v{ICON_CELL}h-{wide}z"


def _place(at: int) -> Icon:
    row, column = divmod(at, ICONS_PER_ROW)
    return Icon(str(ICON_CELL * column + ICON_CELL // 2), str(ICON_CELL * row + ICON_CELL // 2))


def _circle(at: Icon) -> str:
    radius, across = ICON_RADIUS, 2 * ICON_RADIUS
    return f"M{Decimal(at.x) - radius} {at.y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z"


_PLACES = tuple(_place(at) for at in range(PEOPLE))
_CIRCLES = tuple(_circle(at) for at in _PLACES)


def icon_array(filled: int, label: str, lang: Lang, *, differ: Run = NOBODY, band: Run = NOBODY) -> IconArray:
    if not 0 <= filled <= PEOPLE:
        raise ValueError(f"An icon array shows 0 to 100 people; found {filled}.")
    count = say("of_100", lang, a=str(filled))
    return IconArray(filled, label, count, _PLACES[:filled], _PLACES[filled:], differ, band)


def icon_pair(facts: FindingFacts, lang: Lang) -> IconPair | None:
    """The two arrays of a finding; none for a mean (S12), without levels, where the range holds both ways,
    or of what was withdrawn."""
    shown = rounded(facts)
    if facts.scale != "share" or facts.uncertain or facts.withdrawn or shown is None:
        return None
    if shown.with_service is None or shown.without_service is None:
        return None
    if facts.reference:
        without = say("icons_reference", lang, reference=facts.reference.in_(lang))
    else:
        without = say("icons_other" if facts.comparison == "versus_otherwise" else "icons_without", lang)
    outcome = facts.outcome.in_(lang)
    caption = say("icons_caption", lang, outcome=capital(outcome), term=term_words(facts.term_months, lang))
    levels = int(shown.with_service), int(shown.without_service)
    differ, band = Run(min(levels), max(levels)), _band(shown, levels[1])
    arrays = (
        icon_array(levels[0], say("icons_with", lang), lang, differ=differ, band=band),
        icon_array(levels[1], without, lang, differ=differ),
    )
    return IconPair(
        caption,
        arrays,
        say("icons_had", lang, outcome=outcome),
        say("icons_had_not", lang),
        say("icons_differ", lang) if differ.outline else "",
        say("icons_band", lang, low=str(band.first), high=str(band.last)) if band.outline else "",
    )


def _band(shown: Rounded, without: int) -> Run:
    """Between how many of 100 it may lie with this help: the ends of the range, counted from without."""
    low, high = (int(end.quantize(Decimal(1), rounding=ROUND_HALF_UP)) for end in (shown.low, shown.high))
    return Run(*(min(max(without + end, 0), PEOPLE) for end in (low, high)))
