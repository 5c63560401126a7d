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
from tests.checklist.releases.known import SURE, UNSURE

# ---- the six patterns ------------------------------------------------------------------------------------------------

PATTERNS = {
    "1 an effect, fairly sure": (
        wording.effect_sentences(SURE, "nl"),
        (
            "In dit onderzoek kregen mensen zonder recent werk de hulp ‘Direct naar werk’. "
            "Van elke 100 mensen hadden er 24 na 1 jaar betaald werk. "
            "Met ‘Meedoen en opbouwen’ waren dat er 18, dus met deze hulp 6 meer. "
            "Het verschil lag tussen 2 en 10 meer. "
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
            "With ‘Join in and build up’ that was 18, so 6 more with this help. "
            "The difference lay between 2 and 10 more. "
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


@pytest.mark.parametrize("name", PATTERNS)
def test_a_reading_formula_finds_the_patterns_easy(name: str) -> None:
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease(" ".join(PATTERNS[name][0])) >= 60


# ---- choices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["caseworker", "client", "both"])
def test_r4_an_override_is_never_worded_as_wrong(whose: str) -> None:
    nl, en = (wording.override_sentence(whose, lang) for lang in ("nl", "en"))  # type: ignore[arg-type]
    assert nl.endswith("anders dan de uitkomst van het onderzoek. Dat mag.")
    assert en.endswith("That is fine.")
    assert not re.search(r"afwijk|fout|overschr|groep|deviat|wrong|overr", nl + en)


def test_the_client_reads_the_sentence_of_the_content_page() -> None:
    expected = "Uw keuze is anders dan de uitkomst van het onderzoek. Dat mag."
    assert wording.override_sentence("client", "nl") == expected


# ---- what it does not say --------------------------------------------------------------------------------------------


def test_an_effect_without_direction_though_its_range_leaves_out_zero_may_be_chance() -> None:
    assert "toeval" in wording.effect_sentences(replace(SURE, verdict="geen uitspraak"), "nl")[-2]
    failed = replace(SURE, verdict="geen uitspraak", reason_empty="controle niet voldaan")
    assert wording.effect_sentences(failed, "nl")[-1] == "Een controle van dit onderzoek ging niet goed."
    other_term = replace(SURE, verdict="geen uitspraak", reason_empty="andere uitkomst of termijn")
    assert "toeval" not in " ".join(wording.effect_sentences(other_term, "nl"))
    assert wording.effect_sentences(other_term, "nl")[-1].startswith("Vooraf is een andere uitkomst")


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
    assert (
        wording.certainty_sentence(SURE, "nl") == "Deze hulp hielp mensen zonder recent werk waarschijnlijk."
    )
    assert (wording.certainty_words(UNSURE, "nl"), wording.certainty_level(UNSURE)) == ("weten we niet", 0)
    assert "Er zijn 42 verschillen tussen groepen bekeken." in wording.certainty_reasons(SURE, "nl")
    not_held = replace(SURE, difference_held=False)
    assert "Of deze groep echt anders is, is niet aangetoond." in wording.certainty_reasons(not_held, "nl")


def test_how_sure_it_is_about_everybody_names_the_whole_group() -> None:
    everybody = replace(SURE, group=None, difference_tested=False, difference_held=False)
    assert wording.certainty_sentence(everybody, "nl") == "In de hele groep hielp deze hulp waarschijnlijk."
    assert wording.certainty_sentence(everybody, "en") == "In the whole group this help probably helped."
    worse = replace(
        everybody, estimate=Decimal(-6), lower=Decimal(-10), upper=Decimal(-2), verdict="slechter"
    )
    assert "werkte deze hulp waarschijnlijk minder goed" in wording.certainty_sentence(worse, "nl")
    unsure = replace(UNSURE, group=None)
    said = wording.certainty_sentence(unsure, "nl")
    assert said == "Of deze hulp in de hele groep hielp, weten we niet."


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
