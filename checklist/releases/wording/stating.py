# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one statement of what research says, with all its parts (docs/decisions/0063). Every page draws it from here.

A statement holds the group it was found for, with and without, the difference with its range, how sure, where and
when, and its state. A short form leaves out pictures and explanation, never a part.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from checklist.releases.wording.cells import Cells, cells, none_words
from checklist.releases.wording.facts import (
    FindingFacts,
    Rounded,
    difference_text,
    ends_text,
    number,
    rounded,
    unit_words,
    years,
)
from checklist.releases.wording.sentences import (
    certainty_level,
    certainty_words,
    reason_sentences,
    reason_words,
    term_words,
    why_none,
)
from checklist.releases.wording.states import (
    ANSWERS,
    NO_STATEMENT,
    NOT_JUDGED,
    NOT_STUDIED,
    RECALLED,
    TOO_UNCERTAIN,
)
from checklist.releases.wording.texts import MAX_WORDS, MAX_WORDS_ELSEWHERE, Lang, fit, say, word_count

FICTIONAL_IN_PLACE = ("FICTIEF", "FICTITIOUS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one finding says: every part as words in one language, so that it can be frozen and said again later."""

    finding: int = 0  # its number, to know it again when it is withdrawn
    state: str
    group: str  # "iedereen in het onderzoek", "mensen zonder startkwalificatie"
    everybody: bool
    headline: str  # names the group, and the way or why there is none
    why: str  # what failed; '' with a direction; of little difference what was called little
    levels: str  # with and without, after the same term; '' where there are none
    difference: str  # with its range
    certainty: str
    where: str  # place and year; made-up places say so
    cells: Cells | None = (
        None  # the same parts for a row of the strip; None in what was frozen before there was one
    )

    @property
    def numbers(self) -> str:
        return " ".join(part for part in (self.levels, self.difference) if part)

    @property
    def sources(self) -> str:
        return " ".join(part for part in (self.certainty, self.where) if part)

    @property
    def line(self) -> str:
        """All parts as one line of plain text."""
        return " ".join(part for part in (self.headline, self.why, self.numbers, self.sources) if part)

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part, for who compares what two pages say."""
        return tuple(
            part for part in (self.headline, self.why, self.levels, self.difference, self.sources) if part
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedService:
    """What research says about one service in one case: everybody on top, then the groups that hold."""

    state: str
    lead: str = (
        ""  # about the service as a whole, where no result says it: not studied, studies differ, refused
    )
    everybody: tuple[Stated, ...] = ()
    groups: tuple[Stated, ...] = ()
    before: tuple[str, ...] = ()  # the sentences of evidence that was frozen before statements had parts

    @property
    def results(self) -> tuple[Stated, ...]:
        return self.everybody + self.groups

    @property
    def lines(self) -> tuple[str, ...]:
        """Plain text: one line per result; the sentence about the whole stands behind the result for everybody."""
        whole = (self.lead,) if self.lead else ()
        rest = (*whole, *(one.line for one in self.groups), *self.before)
        return (*(one.line for one in self.everybody), *rest)


def stated(facts: FindingFacts, lang: Lang, *, finding: int = 0) -> Stated:
    """What one finding says, with all its parts."""
    state, shown = facts.state, rounded(facts)
    return Stated(
        finding=finding,
        state=state,
        group=facts.group.in_(lang) if facts.group else say("everybody_studied", lang),
        everybody=facts.group is None,
        headline=_headline(facts, state, lang),
        why=why_none(facts, lang),
        levels=_levels(facts, shown, lang),
        difference=_difference(facts, shown, lang),
        certainty=_certainty(facts, lang),
        where=_where(facts, lang),
        cells=cells(facts, lang),
    )


def called_back(one: Stated, lang: Lang) -> Stated:
    """The same statement after its finding was withdrawn: its numbers stand, and it says that they do not hold."""
    about = say("together", lang) if one.everybody else one.group
    headline = _without_answer(about, reason_words(RECALLED, lang), lang)
    row = one.cells and replace(one.cells, says=none_words(RECALLED, lang), low="", point="", high="")
    return replace(one, state=RECALLED, headline=headline, why=reason_sentences(RECALLED, lang), cells=row)


def recalled_from(said: StatedService, gone: Collection[int], lang: Lang) -> StatedService:
    """The same statement, in which each result whose finding is in `gone` says that it does not hold any more."""
    everybody, groups = (
        tuple(called_back(one, lang) if one.finding in gone else one for one in part)
        for part in (said.everybody, said.groups)
    )
    if (everybody, groups) == (said.everybody, said.groups):
        return said
    left = {one.state for one in everybody + groups}
    state = RECALLED if said.state in ANSWERS and said.state not in left else said.state
    return replace(said, state=state, everybody=everybody, groups=groups)


def about_service(state: str, lang: Lang) -> str:
    """The sentence about a service as a whole: no finding of it says this by itself."""
    short = f"{say(NO_STATEMENT, lang)}: {reason_words(state, lang)}."
    return short if state == NOT_STUDIED else f"{short} {reason_sentences(state, lang)}"


def about_everybody(state: str, lang: Lang) -> str:
    """The sentence about everybody together, where there is no finding to say it any more."""
    return f"{_without_answer(say('together', lang), reason_words(state, lang), lang)} {reason_sentences(state, lang)}"


def frozen(one: Stated) -> dict[str, Any]:
    """As plain values, to freeze."""
    return asdict(one)


def thawed(parts: Mapping[str, Any]) -> Stated:
    """What was frozen; a part that came later is empty."""
    known = {field.name for field in fields(Stated)}
    empty = dict.fromkeys(known - {"finding", "everybody", "cells"}, "") | {"finding": 0, "everybody": False}
    there = {name: value for name, value in parts.items() if name in known - {"cells"}}
    row = parts.get("cells")
    return Stated(**{**empty, **there}, cells=Cells.thawed(row) if row else None)


def said_before(headline: str, why: str, sentences: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """Evidence that was frozen before statements had parts: all that was said, and where the rest of it stands."""
    rest = (say("frozen_before", lang),) if sentences else ()
    return tuple(part for part in (headline, why, *sentences, *rest) if part)


# ---- the parts -------------------------------------------------------------------------------------------------------


def _headline(facts: FindingFacts, state: str, lang: Lang) -> str:
    """For whom, and which way; without an answer why there is none."""
    if state not in ANSWERS:
        about = facts.group.in_(lang) if facts.group else say("together", lang)
        return _without_answer(about, reason_words(state, lang), lang, judged=state not in NOT_JUDGED)
    group = facts.group.in_(lang) if facts.group else say("people", lang)
    kind = state if facts.scale == "share" else f"{state}_mean"
    outcome = _capital(facts.outcome.in_(lang))
    said = f"{say(kind, lang, group=group, Outcome=outcome)}."
    if facts.group is None:
        return f"{said} {say('everybody', lang)}"
    apart = f"{say('about_group', lang, group=group)} {say(f'{kind}_long', lang, Outcome=outcome)}."
    return said if word_count(said) <= MAX_WORDS else apart


def _without_answer(about: str, why: str, lang: Lang, *, judged: bool = True) -> str:
    key = "no_statement" if judged else "not_judged"
    full, short = (f"{say(f'{key}_for{end}', lang, group=about, why=why)}." for end in ("", "_short"))
    if word_count(short) <= MAX_WORDS:
        return fit(full, short)
    return f"{say('about_group', lang, group=about)} {say(f'{key}_long', lang, why=why)}."


def _levels(facts: FindingFacts, shown: Rounded | None, lang: Lang) -> str:
    """With and without this help, after the same term."""
    outcome, term = facts.outcome.in_(lang), _term(facts, lang)
    if shown is None or shown.with_service is None or shown.without_service is None:
        return say("about_outcome", lang, outcome=outcome, term=term)
    values = {
        "a": number(shown.with_service, lang),
        "b": number(shown.without_service, lang),
        "unit": unit_words(facts, lang),
        "without": _compared_with(facts, lang),
    }
    kind = "with_and_without" if facts.scale == "share" else "mean_with_and_without"
    whole = say(kind, lang, Outcome=_capital(outcome), term=term, **values)
    if word_count(whole) <= MAX_WORDS_ELSEWHERE:
        return whole.replace("  ", " ")
    about = say("about_outcome", lang, outcome=outcome, term=term)
    return f"{about} {say(f'{kind}_bare', lang, **values)}".replace("  ", " ")


def _compared_with(facts: FindingFacts, lang: Lang) -> str:
    if facts.reference:
        return say("stated_named", lang, reference=facts.reference.in_(lang))
    return say("stated_other" if facts.comparison == "versus_otherwise" else "stated_without", lang)


def _difference(facts: FindingFacts, shown: Rounded | None, lang: Lang) -> str:
    """The difference with its range; of what may be chance only the range."""
    if shown is None:
        return say("stated_none", lang)
    low, high = ends_text(shown, lang, people=facts.scale == "share")
    if facts.uncertain:
        by_itself = facts.state_when_new == TOO_UNCERTAIN and not shown.low <= 0 <= shown.high
        said = say("stated_alone" if by_itself else "stated_between", lang, low=low, high=high)
        return " ".join(part for part in (said, next_town(facts, lang)) if part)
    said = say("stated_difference", lang, x=difference_text(facts, lang), low=low, high=high)
    return " ".join(part for part in (said, next_town(facts, lang)) if part)


def next_town(facts: FindingFacts, lang: Lang) -> str:
    """What a next municipality may expect; nothing where it was not several that were put together."""
    if facts.next_lower is None or facts.next_upper is None:
        return ""
    shown = rounded(replace(facts, lower=facts.next_lower, upper=facts.next_upper))
    if shown is None:
        return ""
    low, high = ends_text(shown, lang, people=facts.scale == "share")
    return say("stated_next", lang, low=low, high=high)


def _certainty(facts: FindingFacts, lang: Lang) -> str:
    words = certainty_words(facts, lang)
    return (
        say("stated_certainty", lang, words=words) if certainty_level(facts) == 0 else f"{_capital(words)}."
    )


def _where(facts: FindingFacts, lang: Lang) -> str:
    """Place and year; what is made up says so."""
    place, mark = facts.place, say("made_up_mark", lang)
    if facts.fictional and not any(word in place for word in FICTIONAL_IN_PLACE):
        place = f"{place} ({mark})" if place else mark
    known = ", ".join(part for part in (place, years(facts.period)) if part)
    return f"{known}." if known else ""


def _term(facts: FindingFacts, lang: Lang) -> str:
    named = any(word in facts.outcome.in_(lang).split() for word in ("jaar", "year"))
    return "" if named else term_words(facts.term_months, lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
