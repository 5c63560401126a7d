# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences about evidence: the agreed patterns word for word, and the rules for any facts at all."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
import textstat

from checklist.releases import wording
from checklist.releases.wording import FindingFacts, Phrase
from checklist.releases.wording.texts import TEXTS

RECENT = Phrase("mensen zonder recent werk", "people without recent work")
OLDER = Phrase("mensen van 45 jaar en ouder", "people of 45 and older")
SURE = FindingFacts(
    type="effect",
    comparison="versus_reference",
    service=Phrase("Direct naar werk", "Straight to work"),
    reference=Phrase("Meedoen en opbouwen", "Join in and build up"),
    term_months=12,
    group=RECENT,
    estimate=Decimal("6.2"),
    lower=Decimal("2.1"),
    upper=Decimal("10.2"),
    level_with=Decimal("24.1"),
    level_without=Decimal("18.0"),
    n=4210,
    certainty="redelijk",
    verdict="beter",
    difference_tested=True,
    difference_held=True,
    comparisons_made=42,
)
UNSURE = replace(SURE, group=OLDER, estimate=Decimal(2), lower=Decimal("-3.2"), upper=Decimal(7))

# ---- the six patterns ------------------------------------------------------------------------------------------------

PATTERNS = {
    "1 an effect, fairly sure": (
        wording.effect_sentences(SURE, "nl"),
        (
            "In dit onderzoek kregen mensen zonder recent werk de hulp ‘Direct naar werk’. "
            "Van elke 100 mensen hadden er 24 na 1 jaar betaald werk. "
            "Met ‘Meedoen en opbouwen’ waren dat er 18 van de 100, dus 6 minder. "
            "Het verschil kan ook 2 of 10 zijn. "
            "Dit zegt niets over gezondheid, inkomen of hoe lang werk duurt."
        ),
    ),
    "2 uncertain": (
        wording.effect_sentences(UNSURE, "nl"),
        (
            "Voor mensen van 45 jaar en ouder weten we het niet. "
            "Mensen met deze hulp zijn vergeleken met mensen met ‘Meedoen en opbouwen’. "
            "Het verschil lag na 1 jaar tussen 3 minder en 7 meer op de 100. "
            "Deze hulp kan dus helpen, niets doen of in de weg zitten. "
            "Dit zegt niets over gezondheid, inkomen of hoe lang werk duurt."
        ),
    ),
    "3 often together, not the cause": (
        wording.association_sentences(
            FindingFacts(
                type="association",
                group=Phrase("mensen met schulden", "people with debts"),
                estimate=Decimal(-1),
            ),
            "nl",
        ),
        (
            "Betaald werk kwam minder vaak voor bij mensen met schulden. "
            "Dat betekent niet dat dit de oorzaak is. "
            "Het zegt ook niet welke hulp voor hen werkt."
        ),
    ),
    "4 more groups at once": (
        wording.no_adding("nl"),
        (
            "Dit gaat over groepen, niet over u. U hoort misschien bij meer groepen. "
            "Tel de uitkomsten niet bij elkaar op. Niemand heeft onderzocht hoe ze samen uitpakken."
        ),
    ),
    "5 for whom, and what we measure differently": (
        wording.for_whom(replace(SURE, measured=Phrase("medicijnen", "medicines")), "nl"),
        (
            "Het gaat over een hele afdeling, niet over één cursus. "
            "Het gaat vooral over mensen over wie consulenten verschillend dachten. "
            "Het onderzoek keek naar medicijnen. Wij vragen het u zelf. Dat is niet precies hetzelfde."
        ),
    ),
    "6 your voice": (
        wording.your_voice("nl"),
        (
            "Dit is informatie, geen besluit. U praat samen over wat past. Klopt iets niet, of wilt u dit niet? "
            "Zeg dan: ‘Dit ben ik niet’ of ‘Dit wil ik niet’. U hoeft niet te zeggen waarom."
        ),
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_the_agreed_patterns_word_for_word(name: str) -> None:
    said, expected = PATTERNS[name]
    assert " ".join(said) == expected


IN_ENGLISH = {
    "1 an effect, fairly sure": (
        wording.effect_sentences(SURE, "en"),
        (
            "In this study people without recent work got the help ‘Straight to work’. "
            "Of every 100 people, 24 had paid work after 1 year. "
            "With ‘Join in and build up’ that was 18 of the 100, so 6 fewer. "
            "The difference can also be 2 or 10. "
            "This says nothing about health, income or how long work lasts."
        ),
    ),
    "2 uncertain": (
        wording.effect_sentences(UNSURE, "en"),
        (
            "For people of 45 and older we do not know. "
            "People with this help were compared with people with ‘Join in and build up’. "
            "The difference lay between 3 fewer and 7 more per 100 after 1 year. "
            "So this help may help, do nothing or get in the way. "
            "This says nothing about health, income or how long work lasts."
        ),
    ),
    "3 often together, not the cause": (
        wording.association_sentences(
            FindingFacts(
                type="association",
                group=Phrase("mensen met schulden", "people with debts"),
                estimate=Decimal(-1),
            ),
            "en",
        ),
        (
            "Paid work was less common for people with debts. "
            "That does not mean that this is the cause. "
            "Nor does it say which help works for them."
        ),
    ),
    "4 more groups at once": (
        wording.no_adding("en"),
        (
            "This is about groups, not about you. You may belong to more groups. "
            "Do not add the results together. Nobody has studied how they work out together."
        ),
    ),
    "5 for whom, and what we measure differently": (
        wording.for_whom(replace(SURE, measured=Phrase("medicijnen", "medicines")), "en"),
        (
            "It is about a whole department, not about one course. "
            "It is mainly about people on whom caseworkers thought differently. "
            "The study looked at medicines. We ask you yourself. That is not exactly the same."
        ),
    ),
    "6 your voice": (
        wording.your_voice("en"),
        (
            "This is information, not a decision. You talk together about what fits. "
            "Is something not right, or do you not want this? "
            "Then say: ‘This is not me’ or ‘I do not want this’. You do not have to say why."
        ),
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_the_agreed_patterns_word_for_word_in_english(name: str) -> None:
    said, expected = IN_ENGLISH[name]
    assert " ".join(said) == expected
    assert wording.linter(expected, "en") == []


@pytest.mark.parametrize(
    ("facts", "nl", "en"),
    [
        (
            SURE,
            "Het verschil was na 1 jaar: 6 meer op de 100. Het kan ook 2 tot 10 meer zijn.",
            "The difference after 1 year was: 6 more per 100. It can also be 2 to 10 more.",
        ),
        (
            UNSURE,
            "Het verschil lag na 1 jaar tussen 3 minder en 7 meer op de 100.",
            "The difference lay between 3 fewer and 7 more per 100 after 1 year.",
        ),
        (
            replace(SURE, estimate=None, reason_empty="te weinig mensen"),
            "Er waren te weinig mensen om een getal te geven.",
            "There were too few people to give a number.",
        ),
    ],
)
def test_the_first_layer_says_the_difference_with_its_range_in_one_line(
    facts: FindingFacts, nl: str, en: str
) -> None:
    assert (wording.in_numbers(facts, "nl"), wording.in_numbers(facts, "en")) == (nl, en)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_reading_formula_finds_the_patterns_easy(name: str) -> None:
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease(" ".join(PATTERNS[name][0])) >= 60


# ---- headlines and choices -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "reason", "nl"),
    [
        ("towards", "", "Met deze hulp vonden mensen vaker werk."),
        ("away", "", "Met deze hulp vonden mensen minder vaak werk."),
        ("no_statement", "not_studied", "Het onderzoek geeft geen antwoord: niet onderzocht."),
        ("no_statement", "too_uncertain", "Het onderzoek geeft geen antwoord: te onzeker."),
        ("no_statement", "studies_differ", "Het onderzoek geeft geen antwoord: onderzoeken verschillen."),
        ("no_statement", ["too_old"], "Het onderzoek geeft geen antwoord: te oud."),
        ("no_statement", "refused", "Het onderzoek geeft geen antwoord: u wilde dit niet gebruiken."),
        ("no_statement", (), "Het onderzoek geeft geen antwoord: niet onderzocht."),
    ],
)
def test_r3_a_headline_says_the_direction_or_why_there_is_none(direction: str, reason: str, nl: str) -> None:
    assert wording.headline(direction, reason, "nl") == nl
    assert wording.linter(wording.headline(direction, reason, "en"), "en") == []


@pytest.mark.parametrize("whose", ["caseworker", "client", "both"])
def test_r4_an_override_is_never_worded_as_wrong(whose: str) -> None:
    nl, en = (wording.override_sentence(whose, lang) for lang in ("nl", "en"))  # type: ignore[arg-type]
    assert nl.endswith("anders dan de uitkomst van het onderzoek. Dat mag.")
    assert en.endswith("That is fine.")
    assert not re.search(r"afwijk|fout|overschr|groep|deviat|wrong|overr", nl + en)


def test_the_client_reads_the_sentence_of_the_content_page() -> None:
    expected = "Uw keuze is anders dan de uitkomst van het onderzoek. Dat mag."
    assert wording.override_sentence("client", "nl") == expected


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _shares(estimate: str, with_: str, without: str) -> FindingFacts:
    value = Decimal(estimate)
    levels = {"level_with": Decimal(with_), "level_without": Decimal(without)}
    return replace(SURE, estimate=value, lower=value - 3, upper=value + 3, **levels)


@pytest.mark.parametrize(
    ("estimate", "with_", "without", "shown"),
    [
        ("8.1", "37.6", "29.5", (38, 30, 8)),  # a half goes up
        ("8.4", "38", "29", (38, 29, 9)),  # levels that are whole stay: the sum is what a reader makes
        ("9.3", "37.5", "28.2", (37, 28, 9)),  # 37 is as near as 38, and then the difference is right
        ("8.4", "37.6", "29.2", (37, 29, 8)),
        ("-6.2", "18.0", "24.2", (18, 24, -6)),
        ("0.4", "30.2", "29.8", (30, 30, 0)),
    ],
)
def test_levels_and_difference_agree(
    estimate: str, with_: str, without: str, shown: tuple[int, int, int]
) -> None:
    numbers = wording.rounded(_shares(estimate, with_, without))
    assert numbers is not None
    assert (numbers.with_service, numbers.without_service, numbers.difference) == shown


def test_levels_about_other_people_are_left_out() -> None:
    numbers = wording.rounded(_shares("8.0", "60", "30"))
    assert numbers is not None
    assert numbers.with_service is None
    assert numbers.difference == 8


def test_a_minus_is_a_word() -> None:
    assert wording.difference_text(_shares("-6.2", "18.0", "24.2"), "nl") == "6 minder op de 100"
    assert wording.range_text(_shares("-6.2", "18.0", "24.2"), "nl") == "3 tot 9 minder"
    assert wording.range_text(UNSURE, "nl") == "3 minder tot 7 meer"
    assert wording.range_text(UNSURE, "en") == "3 fewer to 7 more"


def test_s12_a_mean_speaks_in_its_own_unit() -> None:
    income = replace(
        SURE,
        scale="mean",
        outcome=Phrase("het inkomen", "income"),
        unit=Phrase("euro per week", "euro a week"),
    )
    said = wording.effect_sentences(income, "nl")
    assert said[1] == "Het inkomen na 1 jaar, gemiddeld: 24,1 euro per week."
    assert said[2] == "Met ‘Meedoen en opbouwen’ was dat 18,0, dus 6,1 minder."
    assert "100" not in " ".join(said)
    assert wording.other_frame(income, "nl") == ()


def test_a_percentage_of_weeks_becomes_weeks_out_of_100() -> None:
    weeks = replace(SURE, scale="mean", unit=Phrase("procent van de weken", "percent of weeks"))
    assert wording.difference_text(weeks, "nl") == "6,1 meer van de 100 weken"
    assert wording.difference_text(weeks, "en") == "6.1 more out of 100 weeks"
    assert wording.linter(" ".join(wording.effect_sentences(weeks, "nl")), "nl") == []


def test_an_outcome_that_names_its_year_gets_no_second_term() -> None:
    fourth = replace(SURE, term_months=48, outcome=Phrase("werk in het vierde jaar", "any work in year four"))
    assert (
        wording.effect_sentences(fourth, "nl")[1]
        == "Van elke 100 mensen hadden er 24 werk in het vierde jaar."
    )


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        ("5.6", "6.4", "Na afronden blijft het verschil 6."),
        ("5.6", "7.4", "Het verschil kan ook 7 zijn."),
        ("5.2", "7.4", "Het verschil kan ook 5 of 7 zijn."),
    ],
)
def test_the_range_names_only_other_numbers(lower: str, upper: str, said: str) -> None:
    narrow = replace(SURE, estimate=Decimal(6), lower=Decimal(lower), upper=Decimal(upper))
    assert wording.effect_sentences(narrow, "nl")[3] == said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        ("-0.2", "2.1", "Deze hulp kan dus helpen of niets doen."),
        ("-2.1", "0.2", "Deze hulp kan dus niets doen of in de weg zitten."),
        ("-0.2", "0.2", "Deze hulp doet hier dus weinig of niets."),
        ("-3.2", "7", "Deze hulp kan dus helpen, niets doen of in de weg zitten."),
    ],
)
def test_not_knowing_says_what_can_be_and_no_more(lower: str, upper: str, said: str) -> None:
    facts = replace(UNSURE, estimate=Decimal(0), lower=Decimal(lower), upper=Decimal(upper))
    facts = replace(facts, level_with=None, level_without=None)
    assert wording.effect_sentences(facts, "nl")[3] == said


def test_the_other_frame_counts_the_people_without_the_outcome() -> None:
    assert wording.other_frame(SURE, "nl") == (
        "Bij 76 van de 100 mensen met deze hulp was dat niet zo.",
        "Met ‘Meedoen en opbouwen’ waren dat er 82 van de 100.",
    )


# ---- what it does not say --------------------------------------------------------------------------------------------


def test_an_effect_without_direction_though_its_range_leaves_out_zero_may_be_chance() -> None:
    assert "toeval" in wording.effect_sentences(replace(SURE, verdict="geen uitspraak"), "nl")[-1]
    failed = replace(SURE, verdict="geen uitspraak", reason_empty="controle niet voldaan")
    assert wording.effect_sentences(failed, "nl")[-1] == "Een controle van dit onderzoek ging niet goed."
    other_term = replace(SURE, verdict="geen uitspraak", reason_empty="andere uitkomst of termijn")
    assert "toeval" not in wording.effect_sentences(other_term, "nl")[-1]


def test_a_suppressed_finding_says_why_there_is_no_number() -> None:
    empty = replace(SURE, estimate=None, lower=None, upper=None, reason_empty="te weinig mensen")
    assert wording.effect_sentences(empty, "nl") == (
        "Voor mensen zonder recent werk weten we het niet.",
        "Er waren te weinig mensen om een getal te geven.",
    )


def test_r1_an_association_never_says_that_help_helps() -> None:
    said = " ".join(wording.sentences(replace(SURE, type="association"), "nl"))
    assert not re.search(r"\b(helpt|verandert|zorgt|leidt|maakt verschil)\b", said)
    assert "niet dat dit de oorzaak is" in said


def test_r11_a_caseworker_design_says_about_whom_it_speaks() -> None:
    assert any("consulenten verschillend dachten" in said for said in wording.for_whom(SURE, "nl"))
    lot = wording.for_whom(replace(SURE, design="assignment", level="instrument"), "nl")
    assert any("loting" in said for said in lot)
    assert not any("afdeling" in said for said in lot)
    assert "Dit is oud onderzoek." in wording.for_whom(replace(SURE, expired=True), "nl")


def test_what_was_not_measured_is_named() -> None:
    assert (
        wording.not_measured((), "nl")
        == "Dit onderzoek keek niet naar gezondheid, inkomen of hoe lang werk duurt."
    )
    assert (
        wording.not_measured(("inkomen",), "nl")
        == "Dit onderzoek keek niet naar gezondheid of hoe lang werk duurt."
    )
    assert wording.not_measured(TEXTS["unmeasured"]["nl"], "nl") == ""


def test_certainty_falls_to_not_knowing_when_the_range_holds_both() -> None:
    assert (wording.certainty_words(SURE, "nl"), wording.certainty_level(SURE)) == ("redelijk zeker", 2)
    assert wording.certainty_sentence(SURE, "nl") == "Deze hulp helpt waarschijnlijk."
    assert (wording.certainty_words(UNSURE, "nl"), wording.certainty_level(UNSURE)) == ("weten we niet", 0)
    assert "Er zijn 42 verschillen tussen groepen bekeken." in wording.certainty_reasons(SURE, "nl")
    not_held = replace(SURE, difference_held=False)
    assert "Of deze groep echt anders is, is niet aangetoond." in wording.certainty_reasons(not_held, "nl")


def test_why_it_is_shown_ends_with_the_way_out() -> None:
    assert wording.why_shown(SURE, "nl")[-1] == "Klopt dit niet voor u? Zeg het."


def test_an_association_with_two_levels_says_both() -> None:
    conditions = FindingFacts(
        type="association",
        outcome=Phrase("drie of meer chronische aandoeningen", "three or more chronic conditions"),
        level_with=Decimal(25),
        level_without=Decimal(10),
    )
    assert wording.association_sentences(conditions, "nl")[:2] == (
        "In dit onderzoek hadden 25 van elke 100 mensen drie of meer chronische aandoeningen.",
        "Bij andere mensen waren dat er 10 van de 100.",
    )
