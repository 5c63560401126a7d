# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of the wording: what ships, what the linter refuses, and any facts at all."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from checklist.releases import rules, wording
from checklist.releases.wording import FindingFacts, Phrase
from checklist.releases.wording.texts import TEXTS
from research.release.reading import read_release

# ---- what ships ------------------------------------------------------------------------------------------------------

STORE = Path(settings.MODELS_STORE)


@pytest.mark.parametrize("slug", ["fictief-ronde-2026", "jobcorps-1995", "werkwijzer-2020"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_s17_every_sentence_about_a_shipped_finding_is_clean(slug: str, lang: wording.Lang) -> None:
    release = read_release(STORE / slug)
    names = rules.Names(asdict(release.manifest))
    for row in release.findings:
        known = rules.facts(row, names, kind=release.manifest.kind, expired=True)
        about = (*wording.for_whom(known, lang), *wording.certainty_reasons(known, lang))
        said = (*wording.sentences(known, lang), *about, *wording.why_shown(known, lang))
        assert wording.linter(" ".join(said), lang) == []
        if row.type == "effect":
            assert wording.linter(wording.stated(known, lang).line, lang, max_words=20) == []
        if row.lower is not None and row.level_with is not None:
            shown = wording.rounded(known)
            assert shown is not None
            assert shown.with_service is not None, "shipped levels fit their estimate"


# ---- the linter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Dit is de beste keuze.", "nl", "beste keuze"),
        ("U moet dit doen.", "nl", "moet"),
        ("Uw risico is hoog.", "nl", "risico"),
        ("Maar 12 mensen vonden werk.", "nl", "maar 1"),
        ("Dat is 12% van de mensen.", "nl", "%"),
        ("Eén op de vier mensen vond werk.", "nl", "eén op de vier"),
        ("Dat is twee keer zo veel.", "nl", "twee keer zo"),
        ("Only 12 people found work.", "en", "only 1"),
        ("One in four people found work.", "en", "one in four"),
        ("That is twice as many.", "en", "twice as"),
    ],
)
def test_s17_the_linter_finds(text: str, lang: wording.Lang, found: str) -> None:
    assert [problem.found for problem in wording.linter(text, lang)] == [found]


@pytest.mark.parametrize(
    "text", ["Dat kan, maar het hoeft niet.", "Het is gemoeterd.", "Scoreverloop telt niet."]
)
def test_s17_the_linter_reads_whole_words(text: str) -> None:
    assert wording.linter(text, "nl") == []


def test_s17_the_linter_counts_words() -> None:
    sixteen = "een " * 15 + "twee."
    assert [problem.rule for problem in wording.linter(sixteen, "nl")] == ["length"]
    assert wording.linter(sixteen, "nl", max_words=20) == []


def test_s17_every_text_of_the_catalogue_is_clean() -> None:
    fixed = [pair for key, pair in TEXTS["words"].items() if "{" not in pair[0]]
    lists = [
        (nl, en) for key in ("no_adding", "your_voice") for nl, en in zip(*TEXTS[key].values(), strict=True)
    ]
    for nl, en in (*fixed, *lists):
        assert wording.linter(nl, "nl") == []
        assert wording.linter(en, "en") == []


# ---- any facts at all ------------------------------------------------------------------------------------------------

WORDS = ["mensen", "zonder", "recent", "werk", "diploma", "kinderen", "thuis", "hulp", "bouwen", "mee"]
PHRASES = st.builds(
    lambda words: Phrase(" ".join(words), " ".join(words)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
)
POINTS = st.decimals(min_value=-100, max_value=100, places=1)
LEVELS = st.none() | st.decimals(min_value=0, max_value=100, places=1)


@st.composite
def facts(draw: st.DrawFn) -> FindingFacts:
    lower, estimate, upper = sorted(draw(st.tuples(POINTS, POINTS, POINTS)))
    with_ = draw(LEVELS)
    numbers = {} if draw(st.booleans()) else {"estimate": estimate, "lower": lower, "upper": upper}
    return FindingFacts(
        type=draw(st.sampled_from(["effect", "association", "literature"])),
        comparison=draw(st.sampled_from(["versus_reference", "versus_otherwise", "assignment"])),
        service=draw(st.none() | PHRASES),
        reference=draw(st.none() | PHRASES),
        outcome=draw(PHRASES),
        term_months=draw(st.none() | st.integers(1, 60)),
        group=draw(st.none() | PHRASES),
        scale=draw(st.sampled_from(["share", "mean"])),
        unit=draw(PHRASES),
        level_with=with_,
        level_without=None if with_ is None else with_ - estimate,
        n=draw(st.none() | st.integers(10, 10_000_000)),
        certainty=draw(st.sampled_from(["sterk", "redelijk", "zwak", "onbekend"])),
        verdict=draw(st.sampled_from(["beter", "slechter", "geen uitspraak", "onderdrukt", ""])),
        reason_empty=draw(
            st.sampled_from(["", "te weinig mensen", "controle niet voldaan", "geen getal in de bron"])
        ),
        design=draw(st.sampled_from(["caseworker", "assignment"])),
        level=draw(st.sampled_from(["department", "instrument"])),
        expired=draw(st.booleans()),
        fictional=draw(st.booleans()),
        elsewhere=draw(st.booleans()),
        comparisons_made=draw(st.integers(1, 100)),
        difference_tested=draw(st.booleans()),
        difference_held=draw(st.booleans()),
        **numbers,
    )


def _figures(sentence: str) -> list[str]:
    """The numbers of evidence in a sentence: without the 100 they are counted in, and without the term."""
    without_term = re.sub(r"(?:na|after) \d+ \w+", "", sentence)
    return [figure for figure in re.findall(r"\d+(?:[.,]\d+)*", without_term) if figure != "100"]


@given(facts=facts(), lang=st.sampled_from(["nl", "en"]))
def test_any_facts_give_short_clean_sentences(facts: FindingFacts, lang: wording.Lang) -> None:
    said = wording.sentences(facts, lang)
    more = (
        *wording.for_whom(facts, lang),
        *wording.certainty_reasons(facts, lang),
        *wording.why_shown(facts, lang),
    )
    every = (*said, *more, *wording.other_frame(facts, lang), wording.certainty_sentence(facts, lang))
    assert wording.linter(" ".join(every), lang) == []
    assert 1 <= len(said) <= wording.MAX_SENTENCES
    assert all(len(_figures(sentence)) <= 2 for sentence in said)
    assert not re.search(r"\bNone\b|[{}]|  |[-−]\d", " ".join(every))


@given(facts=facts())
def test_any_facts_give_numbers_that_agree(facts: FindingFacts) -> None:
    shown = wording.rounded(facts)
    if shown is None:
        return
    assert shown.low <= shown.difference <= shown.high
    if shown.with_service is not None and shown.without_service is not None:
        assert shown.with_service - shown.without_service == shown.difference


def test_the_limits_are_those_of_the_agreed_rules() -> None:
    assert (wording.MAX_SENTENCES, wording.MAX_WORDS, wording.MAX_WORDS_ELSEWHERE) == (5, 15, 20)
