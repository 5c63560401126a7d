# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one statement: all parts, the true reason, and a range that agrees with what is said of it."""

import re
from dataclasses import asdict, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.releases import pictures, wording
from checklist.releases.wording import FindingFacts, Lang
from checklist.releases.wording.texts import split_sentences, word_count
from research.release.schema import REASONS
from tests.checklist.releases.known import SURE, UNSURE

PLACE = {"place": "Rotterdam (FICTIEF)", "period": "2018-01/2023-12"}
GROUP = replace(SURE, **PLACE)  # type: ignore[arg-type]
ALL = replace(GROUP, group=None)
NONE = replace(UNSURE, **PLACE, verdict="geen uitspraak", reason_empty="te onzeker")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "nl", "en"),
    [
        (
            GROUP,
            (
                "Met deze hulp vonden mensen zonder recent werk vaker werk. "
                "Betaald werk na 1 jaar: 24 van de 100 met deze hulp, 18 met ‘Meedoen en opbouwen’. "
                "Verschil: 6 meer op de 100 (tussen 2 en 10 meer). Redelijk zeker. Rotterdam (FICTIEF), 2018–2023."
            ),
            (
                "With this help people without recent work found work more often. "
                "Paid work after 1 year: 24 of the 100 with this help, 18 with ‘Join in and build up’. "
                "Difference: 6 more per 100 (between 2 and 10 more). Fairly sure. Rotterdam (FICTIEF), 2018–2023."
            ),
        ),
        (
            NONE,
            (
                "Voor mensen van 45 jaar en ouder geeft het onderzoek geen antwoord: te onzeker. "
                "Het verschil kan toeval zijn: er zijn 42 groepen bekeken. "
                "Het gaat om: betaald werk na 1 jaar. Verschil: tussen 3 minder en 7 meer. "
                "Zekerheid: weten we niet. Rotterdam (FICTIEF), 2018–2023."
            ),
            (
                "For people of 45 and older research gives no answer: too uncertain. "
                "The difference may be chance: 42 groups were looked at. "
                "It is about: paid work after 1 year. Difference: between 3 fewer and 7 more. "
                "How sure: we do not know. Rotterdam (FICTIEF), 2018–2023."
            ),
        ),
    ],
)
def test_s27_a_short_form_holds_every_part(facts: FindingFacts, nl: str, en: str) -> None:
    assert (wording.stated(facts, "nl").line, wording.stated(facts, "en").line) == (nl, en)


def test_r1_for_everybody_it_says_so() -> None:
    said = wording.stated(ALL, "nl")
    assert said.headline == "Met deze hulp vonden mensen vaker werk. Dit gaat over iedereen in het onderzoek."
    unknown = wording.stated(replace(NONE, group=None), "nl")
    assert unknown.headline == "Voor iedereen samen geeft het onderzoek geen antwoord: te onzeker."


# ---- the true reason -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_reason_of_the_format_has_a_state_and_words_of_its_own(lang: Lang) -> None:
    assert set(wording.OF_REASON) == set(REASONS)
    silent = [replace(GROUP, verdict="geen uitspraak", reason_empty=reason) for reason in REASONS]
    states = [facts.state for facts in silent]
    assert len(set(states)) == len(REASONS)
    said = [wording.stated(facts, lang) for facts in silent]
    assert len({one.headline for one in said}) == len({one.why for one in said}) == len(REASONS)
    empty = [replace(facts, estimate=None, lower=None, upper=None, verdict="onderdrukt") for facts in silent]
    assert [facts.state for facts in empty] == states
    for one in (*said, *(wording.stated(facts, lang) for facts in empty)):
        assert wording.linter(one.line, lang, max_words=20) == []


def test_a_result_of_another_term_is_not_called_uncertain() -> None:
    """9.3 (8.2 to 10.3) after 6 months: it is silent because another term was chosen beforehand."""
    numbers = {"estimate": Decimal("9.3"), "lower": Decimal("8.2"), "upper": Decimal("10.3")}
    other = replace(ALL, **numbers, verdict="geen uitspraak", reason_empty="andere uitkomst of termijn")  # type: ignore[arg-type]
    said = wording.stated(other, "nl")
    assert said.headline == "Voor iedereen samen is dit niet apart beoordeeld: andere uitkomst of termijn."
    assert "geen antwoord" not in said.line  # S26: its range may well lie on one side of 0
    assert wording.state_words(other, "nl") == "niet apart beoordeeld: andere uitkomst of termijn"
    assert "onzeker" not in said.line
    assert "toeval" not in said.line


@pytest.mark.parametrize("state", [one for one in wording.STATES if one not in wording.DIRECTIONS])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_state_without_an_answer_has_words(state: str, lang: Lang) -> None:
    words = (wording.reason_words(state, lang), wording.reason_sentences(state, lang))
    assert [problem for said in words for problem in wording.linter(said, lang)] == []
    others = [wording.reason_words(one, lang) for one in wording.STATES if one not in wording.DIRECTIONS]
    assert others.count(words[0]) == 1


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"withdrawn": True}, wording.WITHDRAWN),
        ({"expired": True}, wording.TOO_OLD),
        ({"gates_passed": False}, wording.CHECK_FAILED),
        ({"gates_passed": False, "too_small": True}, wording.TOO_SMALL),
        ({"elsewhere": True}, wording.ELSEWHERE),
        ({"certainty": "zwak"}, wording.TOO_WEAK),
        ({"difference_held": False}, "not_shown"),
        ({"lower": Decimal(-1)}, wording.TOO_UNCERTAIN),
        ({"verdict": "slechter"}, wording.TOO_UNCERTAIN),
    ],
)
def test_what_does_not_hold_points_nowhere_and_says_why(changes: dict[str, object], state: str) -> None:
    assert replace(GROUP, **changes).state == state  # type: ignore[arg-type]
    assert "vaker werk" not in wording.stated(replace(GROUP, **changes), "nl").line  # type: ignore[arg-type]


def test_what_was_withdrawn_after_it_was_shown_keeps_its_numbers_and_says_so() -> None:
    said = wording.called_back(wording.stated(GROUP, "nl"), "nl")
    assert said.state == wording.RECALLED
    assert (
        said.headline
        == "Voor mensen zonder recent werk geeft het onderzoek geen antwoord: later ingetrokken."
    )
    assert said.numbers == wording.stated(GROUP, "nl").numbers


# ---- the range and what is said of it (S26) --------------------------------------------------------------------------


def _range(lower: str, upper: str, verdict: str) -> FindingFacts:
    low, high = Decimal(lower), Decimal(upper)
    return replace(ALL, estimate=(low + high) / 2, lower=low, upper=high, verdict=verdict, level_with=None)


@pytest.mark.parametrize(
    ("lower", "upper", "verdict", "said"),
    [
        ("-0.3", "2.4", "geen uitspraak", "0,3 minder tot 2,4 meer"),
        ("0.3", "2.4", "beter", "0,3 tot 2,4 meer"),
        ("-2.4", "-0.3", "slechter", "0,3 tot 2,4 minder"),
        ("0.0", "2.4", "beter", "bijna 0 tot 2 meer"),
        ("0.0", "2.4", "geen uitspraak", "0 tot 2 meer"),
        ("2.1", "6.2", "beter", "2 tot 6 meer"),
        ("-0.4", "0.4", "geen uitspraak", "0,4 minder tot 0,4 meer"),
    ],
)
def test_s26_a_range_keeps_its_sign(lower: str, upper: str, verdict: str, said: str) -> None:
    assert wording.range_text(_range(lower, upper, verdict), "nl") == said


def test_a_range_without_0_under_no_answer_is_named_as_what_it_is() -> None:
    """Research of before, which printed a pointwise range beside a corrected verdict."""
    said = wording.stated(_range("-4.0", "-0.5", "geen uitspraak"), "nl")
    assert said.difference == "Los bekeken lag het verschil tussen 1 en 4 minder."
    assert said.why == "Het verschil kan toeval zijn."
    assert said.certainty == "Zekerheid: weten we niet."


POINTS = st.decimals(min_value=-100, max_value=100, places=1)


@given(
    ends=st.tuples(POINTS, POINTS, POINTS),
    verdict=st.sampled_from(["beter", "slechter", "geen uitspraak"]),
    certainty=st.sampled_from(["sterk", "redelijk", "zwak", "onbekend"]),
    without=st.none() | st.decimals(min_value=0, max_value=100, places=1),
    scale=st.sampled_from(["share", "mean"]),
    decimals=st.integers(0, 2),
    lang=st.sampled_from(["nl", "en"]),
)
def test_s26_words_pictures_and_certainty_agree_for_any_finding(
    ends: tuple[Decimal, Decimal, Decimal],
    verdict: str,
    certainty: str,
    without: Decimal | None,
    scale: str,
    decimals: int,
    lang: Lang,
) -> None:
    lower, estimate, upper = sorted(ends)
    with_ = None if without is None else without + estimate
    facts = replace(
        ALL, estimate=estimate, lower=lower, upper=upper, verdict=verdict, certainty=certainty, scale=scale,
        decimals=decimals, level_with=with_, level_without=without,
    )  # fmt: skip
    shown, said = wording.rounded(facts), wording.stated(facts, lang)
    assert shown is not None
    row = pictures.forest_row(facts, pictures.axis_for([facts], lang), lang)
    if said.state in wording.DIRECTIONS:
        assert shown.almost or not shown.low <= 0 <= shown.high, "a direction leaves 0 out"
        assert (shown.difference > 0) == (said.state == wording.TOWARDS) or shown.difference == 0
        assert wording.certainty_level(facts) >= 2
        assert not row.uncertain
        assert not re.search(r"\b(?:tussen|between) 0 (?:en|and)", said.line)
    else:
        assert said.why
        assert not re.search(r"vaker werk|work more often|work less often|hoger|higher", said.line)
    if said.state == wording.TOO_UNCERTAIN:
        assert wording.certainty_level(facts) == 0
        assert row.uncertain
        assert pictures.icon_pair(facts, lang) is None
        if lower <= 0 <= upper:
            assert shown.low <= 0 <= shown.high, "no answer holds 0"
            kept = (lower < 0) == (shown.low < 0) and (upper > 0) == (shown.high > 0)
            assert kept or decimals == 0 or scale == "mean", "a range keeps its sign"


@given(lang=st.sampled_from(["nl", "en"]), estimate=st.decimals(min_value=-60, max_value=60, places=1))
def test_no_sentence_of_a_short_form_is_long(lang: Lang, estimate: Decimal) -> None:
    facts = replace(GROUP, estimate=estimate, lower=estimate - 3, upper=estimate + 3)
    assert all(word_count(sentence) <= 20 for sentence in split_sentences(wording.stated(facts, lang).line))


# ---- frozen ----------------------------------------------------------------------------------------------------------


def test_s27_what_was_frozen_is_said_again_to_the_letter() -> None:
    said = wording.stated(GROUP, "nl", finding=7)
    assert wording.thawed(wording.frozen(said)) == said
    assert wording.thawed({**asdict(said), "later": "a part that came later"}) == said


def test_evidence_of_before_is_said_with_all_that_was_frozen() -> None:
    said = wording.said_before("Met deze hulp vonden mensen vaker werk.", "", ["Een zin."], "nl")
    assert said[0] == "Met deze hulp vonden mensen vaker werk."
    assert said[-1] == "Hoe zeker, waar en wanneer staat bij alle uitkomsten."
