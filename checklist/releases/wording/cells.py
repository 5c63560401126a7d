# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one statement in as few words as a row of cells holds: every part, no sentence (S27)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from checklist.releases.wording.facts import (
    FindingFacts,
    Rounded,
    ends_text,
    more_or_less,
    number,
    rounded,
    unit_words,
)
from checklist.releases.wording.little import lean
from checklist.releases.wording.sentences import (
    certainty_level,
    certainty_words,
    reason_words,
    term_words,
)
from checklist.releases.wording.states import ANSWERS, NO_STATEMENT, NOT_JUDGED
from checklist.releases.wording.texts import Lang, say

#: A number of more signs than this does not fit beside its word in a narrow cell.
LONG = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The parts of one statement as words for cells, and where its line is drawn. All of it can be frozen.

    `says` may hold the state alone, because `group`, `levels`, `span`, `sure` and `where` stand beside it.
    """

    group: str = ""  # "iedereen samen", "mensen zonder startkwalificatie"
    says: str = ""  # "vaker werk", "geen antwoord: te onzeker"
    levels: str = ""  # "42 met, 36 zonder"
    span: str = ""  # "6 meer (tussen 5 en 7)"
    sure: str = ""  # "redelijk zeker"
    level: int = 0  # of certainty: 0 to 3, a shape beside the word
    measure: str = ""  # "Betaald werk na 1 jaar, van de 100 mensen"
    compared: str = ""  # what "zonder" is: "met ‘Alleen de gewone begeleiding’"
    scale: str = ""  # "share" or "mean": two scales never stand on one axis
    low: str = ""  # the ends of the line and its point, as exact numbers; '' without a number
    point: str = ""
    high: str = ""
    uncertain: bool = False

    @classmethod
    def thawed(cls, parts: Mapping[str, Any]) -> "Cells":
        """What was frozen, in the columns that there are now."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in parts.items() if name in known})


def cells(facts: FindingFacts, lang: Lang) -> Cells:
    """The cells of one finding; of what was withdrawn nothing can be drawn."""
    shown = rounded(facts)
    drawn = (
        (facts.lower, facts.estimate, facts.upper) if facts.has_range and not facts.withdrawn else (None,) * 3
    )
    low, point, high = ("" if value is None else f"{value:f}" for value in drawn)
    return Cells(
        group=facts.group.in_(lang) if facts.group else say("together", lang),
        says=state_words(facts, lang),
        levels=_levels(facts, shown, lang),
        span=_span(facts, shown, lang),
        sure=certainty_words(facts, lang),
        level=certainty_level(facts),
        measure=measure_words(facts, lang),
        compared=_compared(facts, lang),
        scale=facts.scale,
        low=low,
        point=point,
        high=high,
        uncertain=facts.uncertain,
    )


def state_words(facts: FindingFacts, lang: Lang) -> str:
    """The state alone, for a cell of a table whose other cells hold the other parts."""
    state = facts.state
    if state == NO_STATEMENT:
        return ""
    if state not in ANSWERS:
        return none_words(state, lang)
    mean = "" if facts.scale == "share" else "_mean"
    way = lean(facts)
    also = say(f"cell_similar_{way}{mean}", lang) if way else ""
    return f"{say(f'cell_{state}{mean}', lang)}{also}"


def none_words(state: str, lang: Lang) -> str:
    """No answer, and why, in a cell."""
    cell = "not_judged" if state in NOT_JUDGED else "no_answer"
    return f"{say(cell, lang)}: {reason_words(state, lang)}"


def measure_words(facts: FindingFacts, lang: Lang) -> str:
    """What was counted, when, and out of what: what stands above a column of numbers."""
    outcome = facts.outcome.in_(lang)
    unit = say("of_100_people", lang) if facts.scale == "share" else unit_words(facts, lang)
    named = any(word in outcome.split() for word in ("jaar", "year"))
    term = "" if named else term_words(facts.term_months, lang)
    return f"{outcome[:1].upper()}{outcome[1:]}{term}, {unit}".rstrip(", ")


def _levels(facts: FindingFacts, shown: Rounded | None, lang: Lang) -> str:
    if shown is None or shown.with_service is None or shown.without_service is None:
        return ""
    a, b = number(shown.with_service, lang), number(shown.without_service, lang)
    return breaking(say("cell_levels", lang, a=a, b=b), a, b)


def breaking(words: str, *numbers: str) -> str:
    """The words of a cell, which may break between a long number and its word; a short one stays with its word."""
    return words.replace("\u00a0", " ") if any(len(one) > LONG for one in numbers) else words


def _compared(facts: FindingFacts, lang: Lang) -> str:
    if facts.reference:
        return say("stated_named", lang, reference=facts.reference.in_(lang))
    return say("stated_other" if facts.comparison == "versus_otherwise" else "stated_without", lang)


def _span(facts: FindingFacts, shown: Rounded | None, lang: Lang) -> str:
    """The difference with its range; of what may be chance only the range."""
    if shown is None:
        return say("no_number", lang)
    people = facts.scale == "share"
    low, high = ends_text(shown, lang, people=people)
    if facts.uncertain:
        return say("cell_between", lang, low=low, high=high)
    if shown.difference == 0:
        return breaking(say("cell_span", lang, x=say("almost_none", lang), low=low, high=high), low, high)
    one_way = not shown.almost and shown.low * shown.high > 0
    far = shown.high if shown.difference > 0 else shown.low
    end = number(far, lang) if one_way else high
    x = more_or_less(shown.difference, lang, people=people)
    return breaking(say("cell_span", lang, x=x, low=low, high=end), low, end)


def table_of(findings: Sequence[FindingFacts], lang: Lang) -> dict[str, Any]:
    """Findings about everybody as the rows of a table: what they share stands in its caption."""
    rows = [(measure_words(facts, lang), cells(facts, lang)) for facts in findings]
    places = dict.fromkeys(row.compared for _, row in rows)
    words = {key: say(f"strip_{key}", lang) for key in ("levels", "span", "sure")}
    caption = " ".join(say("strip_compared", lang, compared=one) for one in places if one)
    return {"caption": caption, "rows": rows, "words": words | {"term": say("table_what", lang)}}


def week_note(lang: Lang) -> str:
    """How to read the squares of a week."""
    return say("week_note", lang)


def week_words(lang: Lang) -> tuple[str, str]:
    """Whose hours they are: those of the help, those of the client."""
    return say("week_asks", lang), say("week_yours", lang)
