# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Icon arrays: with and without, each out of the same 100 people."""

from dataclasses import dataclass
from decimal import Decimal

from checklist.releases.pictures.letters import capital
from checklist.releases.wording import FindingFacts, Lang, rounded, term_words
from checklist.releases.wording.texts import say

ICONS_PER_ROW, ICON_CELL, ICON_RADIUS = 10, 20, Decimal("7.4")


@dataclass(frozen=True, slots=True)
class Icon:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class IconArray:
    """A hundred circles, one for each of 100 people; the first `filled` are filled."""

    filled: int
    label: str
    count: str
    filled_icons: tuple[Icon, ...]
    empty_icons: tuple[Icon, ...]
    total: int = 100


@dataclass(frozen=True, slots=True)
class IconPair:
    """With and without, out of the same 100, side by side."""

    caption: str
    arrays: tuple[IconArray, IconArray]
    legend_filled: str
    legend_empty: str


def _place(at: int) -> Icon:
    row, column = divmod(at, ICONS_PER_ROW)
    return Icon(str(ICON_CELL * column + ICON_CELL // 2), str(ICON_CELL * row + ICON_CELL // 2))


_PLACES = tuple(_place(at) for at in range(100))


def icon_array(filled: int, label: str, lang: Lang) -> IconArray:
    if not 0 <= filled <= len(_PLACES):
        raise ValueError(f"An icon array shows 0 to 100 people; found {filled}.")
    return IconArray(filled, label, say("of_100", lang, a=str(filled)), _PLACES[:filled], _PLACES[filled:])


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
    arrays = (
        icon_array(int(shown.with_service), say("icons_with", lang), lang),
        icon_array(int(shown.without_service), without, lang),
    )
    return IconPair(caption, arrays, say("icons_had", lang, outcome=outcome), say("icons_had_not", lang))
