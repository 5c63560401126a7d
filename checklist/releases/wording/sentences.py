# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences about one finding, and the fixed ones of the talk."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from checklist.releases.wording.facts import (
    FindingFacts,
    Rounded,
    ends_text,
    more_or_less,
    number,
    rounded,
    unit_words,
)
from checklist.releases.wording.little import way_of_little, what_is_little
from checklist.releases.wording.states import DIRECTIONS, SIMILAR, SURE_OF_NOTHING, TOO_UNCERTAIN
from checklist.releases.wording.texts import Lang, fit, say, series, split_sentences

WHOLE = Decimal(1)  # one person


def _group(facts: FindingFacts, lang: Lang) -> str:
    return facts.group.in_(lang) if facts.group else say("people", lang)


def _term(facts: FindingFacts, lang: Lang) -> str:
    """The term, unless the outcome names its own year."""
    named = re.search(r"\b(jaar|year)\b", facts.outcome.in_(lang))
    return "" if named else term_words(facts.term_months, lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def term_words(months: int | None, lang: Lang) -> str:
    """ " na 1 jaar", " after 6 months", with a space before it; empty without a term."""
    if not months:
        return ""
    count, year = (months // 12, True) if months % 12 == 0 else (months, False)
    if lang == "nl":
        return f" na {count} {'jaar' if year else 'maand' if count == 1 else 'maanden'}"
    unit = "year" if year else "month"
    return f" after {count} {unit if count == 1 else unit + 's'}"


# ---------------------------------------------------------------------------------------------- why there is no answer


def reason_words(state: str, lang: Lang) -> str:
    """Why there is no answer, in a few words."""
    return say(f"short_{state}", lang)


def reason_sentences(state: str, lang: Lang) -> str:
    """Why there is no answer, in one or two sentences."""
    return say(f"why_{state}", lang)


def why_none(facts: FindingFacts, lang: Lang) -> str:
    """What failed, of one finding without a direction; nothing with one. Of little difference what little is."""
    state = facts.state
    if state in DIRECTIONS:
        return ""
    if state == SIMILAR:
        return " ".join(part for part in (way_of_little(facts, lang), what_is_little(facts, lang)) if part)
    if state == TOO_UNCERTAIN:
        if not facts.has_range:
            return say("too_wide", lang)
        if facts.group is not None and facts.comparisons_made > 1:
            return say("why_too_uncertain_many", lang, n=number(facts.comparisons_made, lang))
    return reason_sentences(state, lang)


def override_sentence(whose: Literal["caseworker", "client", "both"], lang: Lang) -> str:
    """To both readers, when a choice departs from the research. Never worded as wrong."""
    return f"{say(f'override_{whose}', lang)} {say('that_is_allowed', lang)}"


# ---------------------------------------------------------------------------------------------- an effect


def effect_sentences(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """Who, compared with what, per 100, how sure, what it does not say: at most five short sentences."""
    shown = rounded(facts)
    if shown is None:
        return _no_number(facts, lang)
    if facts.uncertain:
        return _no_answer(facts, shown, lang)
    body = _share(facts, shown, lang) if facts.scale == "share" else _mean(facts, shown, lang)
    return (_who(facts, lang), *body, _spread(facts, shown, lang), _but(facts, lang))


def _spread(facts: FindingFacts, shown: Rounded, lang: Lang) -> str:
    """Between which numbers the difference lay."""
    if shown.low == shown.high:
        return say("range_none", lang, x=more_or_less(shown.difference, lang, people=facts.scale == "share"))
    ends = dict(zip(("low", "high"), ends_text(shown, lang, people=facts.scale == "share"), strict=True))
    return say("range", lang, **ends)


def _but(facts: FindingFacts, lang: Lang) -> str:
    """What the sentences before it do not say: why this gives no answer, else what was not looked at."""
    known = facts.state_when_new
    if known == SIMILAR:
        return what_is_little(facts, lang)
    return _limits(facts, lang) if known in DIRECTIONS else _last(reason_sentences(known, lang))


def _last(sentences: str) -> str:
    return split_sentences(sentences)[-1]


def _limits(facts: FindingFacts, lang: Lang) -> str:
    return say("limits" if facts.scale == "share" else "limits_mean", lang)


def _who(facts: FindingFacts, lang: Lang) -> str:
    group = _group(facts, lang)
    named = say("who_named", lang, group=group, service=facts.service.in_(lang)) if facts.service else ""
    return fit(*([named] if named else []), say("who", lang, group=group), say("who_short", lang))


def _without_key(facts: FindingFacts) -> str:
    if facts.reference:
        return "without_named"
    return "without_other" if facts.comparison == "versus_otherwise" else "without"


def _so(shown: Rounded, lang: Lang, *, people: bool) -> str:
    if shown.difference == 0:
        return say("so_same", lang)
    return say("so", lang, x=more_or_less(shown.difference, lang, people=people))


def _share(facts: FindingFacts, shown: Rounded, lang: Lang) -> tuple[str, ...]:
    outcome, term = facts.outcome.in_(lang), _term(facts, lang)
    if shown.with_service is None or shown.without_service is None:
        x = more_or_less(shown.difference, lang, people=True)
        full = say("only_difference", lang, x=x, term=term, outcome=outcome)
        return (fit(full, say("mean_difference", lang, x=f"{x} {say('per_100', lang)}")),)
    a, b = number(shown.with_service, lang), number(shown.without_service, lang)
    reference = facts.reference.in_(lang) if facts.reference else ""
    so, key = _so(shown, lang, people=True), _without_key(facts)
    without = [say(key, lang, reference=reference, b=b, so=so)]
    return (
        fit(say("with", lang, a=a, term=term, outcome=outcome), say("with_short", lang, a=a)),
        fit(*without, say("without", lang, b=b, so=so)),
    )


def _mean(facts: FindingFacts, shown: Rounded, lang: Lang) -> tuple[str, ...]:
    unit, term = unit_words(facts, lang), _term(facts, lang)
    if shown.with_service is None or shown.without_service is None:
        x = more_or_less(shown.difference, lang, people=False)
        full = say("mean_difference", lang, x=f"{x} {unit}{term}".replace("  ", " "))
        return (fit(full, say("mean_difference", lang, x=x)),)
    a, b = number(shown.with_service, lang), number(shown.without_service, lang)
    so = _so(shown, lang, people=False)
    outcome = _capital(facts.outcome.in_(lang))
    reference = facts.reference.in_(lang) if facts.reference else ""
    named = say(f"mean_{_without_key(facts)}", lang, reference=reference, b=b, so=so)
    return (
        fit(
            say("mean_with", lang, Outcome=outcome, a=a, unit=unit, term=term),
            say("mean_with_short", lang, a=a),
        ),
        fit(named, say("mean_without", lang, b=b, so=so)),
    )


def _unknown(facts: FindingFacts, lang: Lang) -> str:
    known = [say("unknown_group", lang, group=facts.group.in_(lang))] if facts.group else []
    return fit(*known, say("unknown", lang))


def _compared(facts: FindingFacts, lang: Lang) -> str:
    reference = facts.reference.in_(lang) if facts.reference else ""
    named = say(f"compared_{_without_key(facts)}", lang, reference=reference)
    return fit(named, say("compared_without", lang))


def _between(facts: FindingFacts, shown: Rounded, lang: Lang) -> str:
    people = facts.scale == "share"
    low, high = ends_text(shown, lang, people=people)
    per, term = say("per_100", lang) if people else unit_words(facts, lang), _term(facts, lang)
    tails = ((f" {per}".rstrip(), term), ("", term), ("", ""))
    return fit(*(say("between", lang, low=low, high=high, per=tail, term=when) for tail, when in tails))


def _no_answer(facts: FindingFacts, shown: Rounded, lang: Lang) -> tuple[str, ...]:
    head = (_unknown(facts, lang), _compared(facts, lang), _between(facts, shown, lang))
    if facts.state_when_new != TOO_UNCERTAIN:
        return (*head, _may_be(facts, shown, lang), _but(facts, lang))
    if (
        not shown.low <= 0 <= shown.high
    ):  # by itself the range leaves out 0, among all that was looked at it does not
        return (*head, why_none(replace(facts, expired=False, withdrawn=False), lang), _limits(facts, lang))
    return (*head, _may_be(facts, shown, lang), _limits(facts, lang))


def _may_be(facts: FindingFacts, shown: Rounded, lang: Lang) -> str:
    """What this help can have done, by the range that is printed. Half a person is little; half a year is not."""
    if facts.scale == "share" and max(abs(shown.low), abs(shown.high)) < WHOLE / 2:
        return say("so_nothing", lang)
    useless, useful = shown.low < 0 == shown.high, shown.low == 0 < shown.high
    return say("so_useful" if useful else "so_useless" if useless else "so_unknown", lang)


def _no_number(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    state = facts.state_when_new
    because = say("too_wide", lang) if state == TOO_UNCERTAIN else reason_sentences(state, lang)
    return (_unknown(facts, lang), because)


def other_frame(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """The same numbers from the other side, for the second layer: how many did not have the outcome."""
    shown = rounded(facts)
    if facts.scale != "share" or shown is None or shown.with_service is None or shown.without_service is None:
        return ()
    a, b = number(100 - shown.with_service, lang), number(100 - shown.without_service, lang)
    reference = facts.reference.in_(lang) if facts.reference else ""
    without = say(f"not_{_without_key(facts)}", lang, reference=reference, b=b)
    return (say("not_with", lang, a=a), fit(without, say("not_without", lang, b=b)))


# ---------------------------------------------------------------------------------------------- the other types


def association_sentences(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """What often goes together, and what that does not mean. Never beside an option."""
    said = _together(facts, lang) or ((facts.result.in_(lang),) if facts.result else ())
    first = said or (say("goes_together", lang, group=_group(facts, lang)),)
    about = "not_about_help" if facts.service else "not_about_any_help"
    return (*first, say("not_the_cause", lang), say(about, lang))


def _together(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """The two levels where the source gives them, else more or less often in a group; nothing without either."""
    outcome = facts.outcome.in_(lang)
    if facts.scale == "share" and facts.level_with is not None and facts.level_without is not None:
        levels = (facts.level_with, facts.level_without)
        a, b = (number(level.quantize(1, rounding=ROUND_HALF_UP), lang) for level in levels)
        if facts.here and facts.there:
            here, there = facts.here.in_(lang), facts.there.in_(lang)
            named = (
                say(key, lang, a=a, here=here, outcome=outcome) for key in ("had_named", "had_named_short")
            )
            return (fit(*named), say("had_there", lang, b=b, there=there))
        full, short = (say(key, lang, a=a, outcome=outcome) for key in ("had_here", "had_here_short"))
        return (fit(full, short), say("had_elsewhere", lang, b=b))
    sign = facts.estimate or {"beter": 1, "slechter": -1}.get(facts.verdict, 0)
    if facts.group is None or not sign:
        return ()
    more = "more_often" if sign > 0 else "less_often"
    group = facts.group.in_(lang)
    return (
        fit(say(more, lang, Outcome=_capital(outcome), group=group), say(f"{more}_short", lang, group=group)),
    )


def two_levels(facts: FindingFacts, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Of a finding that compares no service: who stands behind each level, and the level. Never *with* or *without*."""
    named = (facts.here, say("level_here", lang)), (facts.there, say("level_there", lang))
    unit = say("level_of_100", lang) if facts.scale == "share" else unit_words(facts, lang)
    return tuple(
        (_capital(people.in_(lang)) if people else bare, f"{number(_bare(level), lang)} {unit}".strip())
        for (people, bare), level in zip(named, (facts.level_with, facts.level_without), strict=True)
        if level is not None
    )


def _bare(level: Decimal) -> Decimal:
    """A number as its source gives it, without added zeros: 18.3 and 25."""
    whole = level.to_integral_value()
    return whole if level == whole else level.normalize()


def literature_sentences(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """A finding cited from a published study: library only."""
    first = (facts.result.in_(lang),) if facts.result else ()
    return (*first, say("other_study", lang), say("library_only", lang))


def sentences(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """The sentences of a finding, whatever its type."""
    makers = {
        "effect": effect_sentences,
        "association": association_sentences,
        "literature": literature_sentences,
    }
    return makers[facts.type](facts, lang)


# ---------------------------------------------------------------------------------------------- for whom, how sure, why


def for_whom(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """For whom this was found, and how the research measured it against how we ask it (R11)."""
    said: list[str] = []
    if facts.type == "effect":
        said.append(say(facts.level, lang))
        said += [
            say(key, lang) for key in (("lot", "lot_local") if facts.design == "assignment" else ("local",))
        ]
    if facts.measured:
        looked = say("measured", lang, measured=facts.measured.in_(lang))
        said += [looked, say("we_ask", lang), say("not_the_same", lang)]
    said += [say(key, lang) for key, holds in (("old", facts.expired), ("made_up", facts.fictional)) if holds]
    return tuple(said)


def not_measured(measured: Sequence[str], lang: Lang) -> str:
    """What the study did not look at. `measured` takes away what it did look at."""
    things = [thing for thing in series("unmeasured", lang) if thing not in measured]
    if not things:
        return ""
    either = say("or", lang).join(([", ".join(things[:-1])] if things[:-1] else []) + things[-1:])
    return say("not_measured", lang, things=either)


def certainty(facts: FindingFacts) -> str:
    """The rung of the ladder: never surer than what is said of the finding."""
    return "onbekend" if facts.uncertain or facts.state_when_new in SURE_OF_NOTHING else facts.certainty


def certainty_words(facts: FindingFacts, lang: Lang) -> str:
    """How sure, in two words; stands beside the range and the reasons, never alone."""
    return say(certainty(facts), lang)


def certainty_sentence(facts: FindingFacts, lang: Lang) -> str:
    """The rung of the ladder as a sentence about the help, for whom it was found."""
    rung = certainty(facts)
    known = rung != "onbekend" and facts.estimate is not None
    said = (
        f"{'helps' if facts.estimate > 0 else 'hinders'}_{rung}"
        if known and facts.estimate
        else "ladder_unknown"
    )
    if known and facts.state_when_new == SIMILAR:
        said = f"little_{rung}"
    if facts.group is None:
        return say(f"{said}_all", lang)
    return fit(say(said, lang, group=facts.group.in_(lang)), say(said, lang, group=say("this_group", lang)))


def certainty_level(facts: FindingFacts) -> int:
    """0 to 3, for the dots beside the words."""
    return ("onbekend", "zwak", "redelijk", "sterk").index(certainty(facts))


def certainty_reasons(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """Why it is this sure and not more or less."""
    keys = ["fair_lot" if facts.design == "assignment" else "fair_caseworker"]
    if facts.group is not None:
        held = "held" if facts.difference_held else "not_held"
        keys.append(held if facts.difference_tested else "not_tested")
    flags = {
        "planned": facts.planned,
        "unplanned": not facts.planned,
        "range_holds_zero": facts.has_range and (facts.lower or 0) <= 0 <= (facts.upper or 0),
        "elsewhere": facts.elsewhere,
        "old": facts.expired,
        "open": facts.gates_open,
    }
    keys += [key for key, holds in flags.items() if holds]
    seen = "group_size" if facts.group is not None else "study_size"
    size = (say(seen, lang, n=number(facts.n, lang)),) if facts.n is not None else ()
    many = facts.comparisons_made > 1 and facts.group is not None
    looks = (say("many", lang, n=number(facts.comparisons_made, lang)),) if many else ()
    return (say("one_study", lang), *size, *(say(key, lang) for key in keys), *looks)


def why_shown(facts: FindingFacts, lang: Lang) -> tuple[str, ...]:
    """Why this finding stands in this talk, ending with the way out."""
    if facts.group is None:
        return (say("everybody", lang), say("groups", lang))
    about = fit(say("about_group", lang, group=facts.group.in_(lang)), say("groups", lang))
    return (about, say("you_told", lang), say("way_out", lang))


def no_adding(lang: Lang) -> tuple[str, ...]:
    """When more than one group applies: the results may not be added."""
    return series("no_adding", lang)


def your_voice(lang: Lang) -> tuple[str, ...]:
    """The way out, beside every choice."""
    return series("your_voice", lang)


def rounding_note(lang: Lang) -> str:
    """How we round, for the second layer."""
    return say("rounding", lang)
