# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which way research points, worked out by hand. No database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklist.advice.rules import (
    AWAY,
    CORRECTED,
    NONE,
    NOT_STUDIED,
    REFUSED,
    STUDIES_DIFFER,
    TOO_OLD,
    TOO_UNCERTAIN,
    TOWARDS,
    ClientTrait,
    EvidenceRow,
    Situation,
    may_be_shown,
    stated_service,
    statement,
)
from checklist.releases import wording

TODAY = date(2026, 11, 22)
ALLOWED = frozenset({"age", "education"})


def row(**changes: Any) -> EvidenceRow:
    """The finding for everybody: sure enough, better with this help."""
    facts = {
        "finding": 1,
        "service": "training",
        "release": "a",
        "verdict": "beter",
        "certainty": "redelijk",
        "expires_on": date(2027, 1, 1),
    }
    return EvidenceRow(**facts | changes)


def young(**changes: Any) -> EvidenceRow:
    return row(**{"finding": 2, "characteristic": "age", "group": "young", "difference_held": True} | changes)


def low(**changes: Any) -> EvidenceRow:
    return row(
        **{"finding": 3, "characteristic": "education", "group": "low", "difference_held": True} | changes
    )


def case(*told: ClientTrait, **changes: Any) -> Situation:
    return Situation(**{"today": TODAY, "fictional": False, "allowed": ALLOWED, "told": told} | changes)


YOUNG, LOW = ClientTrait("age", "young"), ClientTrait("education", "low")


def answer(rows: list[EvidenceRow], where: Situation) -> tuple[str, str]:
    said = statement("training", rows, where)
    return said.direction, said.reason


def test_r3_the_finding_for_everybody_speaks_when_no_group_does() -> None:
    assert answer([row()], case()) == (TOWARDS, "")
    assert answer([row(verdict="slechter", certainty="sterk")], case()) == (AWAY, "")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "association"},
        {"type": "literature"},
        {"kind": "literature"},
        {"in_chosen_comparison": False},
        {"primary": False},
        {"approved": False},
        {"fictional": True},
        {"service": "other"},
    ],
    ids=str,
)
def test_r1_r3_only_own_approved_effects_in_the_chosen_comparison_speak(changes: dict[str, Any]) -> None:
    assert answer([row(**changes)], case()) == (NONE, NOT_STUDIED)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"certainty": "zwak"}, wording.TOO_WEAK),
        ({"certainty": "onbekend"}, wording.TOO_WEAK),
        ({"certainty": ""}, wording.TOO_WEAK),
        ({"verdict": "geen uitspraak"}, TOO_UNCERTAIN),
        ({"verdict": "geen uitspraak", "reason_empty": "te onzeker"}, TOO_UNCERTAIN),
        ({"verdict": "onderdrukt", "reason_empty": "te weinig mensen"}, "few_people"),
        (
            {"verdict": "onderdrukt", "reason_empty": "te weinig verschil tussen consulenten"},
            "little_contrast",
        ),
        ({"verdict": "onderdrukt"}, "no_number"),
        ({"gates_passed": False}, wording.CHECK_FAILED),
        ({"gates_passed": False, "too_small": True}, wording.TOO_SMALL),
        ({"kind": "elsewhere"}, wording.ELSEWHERE),
        ({"agrees": False}, TOO_UNCERTAIN),
    ],
    ids=str,
)
def test_r3_what_is_not_sure_enough_gives_no_direction_and_says_truly_why(
    changes: dict[str, Any], why: str
) -> None:
    assert answer([row(**changes)], case()) == (NONE, why)


def test_r3_fictional_research_speaks_in_a_fictional_case_only() -> None:
    assert answer([row(fictional=True)], case(fictional=True)) == (TOWARDS, "")
    assert answer([row(fictional=False)], case(fictional=True)) == (NONE, NOT_STUDIED)


def test_r11_research_past_its_date_is_old_and_gives_no_direction() -> None:
    assert answer([row(expires_on=TODAY)], case()) == (TOWARDS, "")
    assert answer([row(expires_on=date(2026, 11, 21))], case()) == (NONE, TOO_OLD)
    assert answer([row(expires_on=None)], case()) == (NONE, TOO_OLD)


def test_r11_ten_years_on_nothing_points_anywhere() -> None:
    rows = [row(), young(), low(verdict="slechter")]
    assert answer(rows, case(YOUNG, LOW, today=date(2036, 11, 22))) == (NONE, TOO_OLD)


def test_r3_a_group_speaks_where_its_difference_held_and_then_everybody_is_silent() -> None:
    rows = [row(verdict="beter"), young(verdict="slechter")]
    said = statement("training", rows, case(YOUNG))
    assert (said.direction, [r.finding for r in said.speaks]) == (AWAY, [2])


def test_r3_a_group_whose_difference_did_not_hold_is_silent() -> None:
    rows = [row(verdict="beter"), young(verdict="slechter", difference_held=False)]
    said = statement("training", rows, case(YOUNG))
    assert (said.direction, [r.finding for r in said.speaks]) == (TOWARDS, [1])


def test_r3_a_group_that_differs_but_is_uncertain_still_silences_the_finding_for_everybody() -> None:
    assert answer([row(), young(verdict="geen uitspraak")], case(YOUNG)) == (NONE, TOO_UNCERTAIN)


def test_r3_of_two_groups_the_one_that_is_sure_gives_the_direction() -> None:
    assert answer([row(), young(verdict="geen uitspraak"), low()], case(YOUNG, LOW)) == (TOWARDS, "")


def test_r3_two_signs_among_those_that_speak_give_no_direction() -> None:
    assert answer([row(), young(), low(verdict="slechter")], case(YOUNG, LOW)) == (NONE, STUDIES_DIFFER)


def test_r3_findings_of_another_group_are_silent() -> None:
    assert answer([row(), young(group="old", verdict="slechter")], case(YOUNG)) == (TOWARDS, "")


@pytest.mark.parametrize(
    "told",
    [(), (ClientTrait("age", ""),), (ClientTrait("sex", "young"),)],
    ids=["not answered", "no studied group", "other fact"],
)
def test_r3_an_unanswered_group_is_silent(told: tuple[ClientTrait, ...]) -> None:
    assert answer([row(), young(verdict="slechter")], case(*told)) == (TOWARDS, "")


def test_r13_a_group_that_is_not_allowed_in_a_talk_is_silent() -> None:
    rows = [row(), young(characteristic="sex", group="woman", verdict="slechter")]
    said = statement("training", rows, case(ClientTrait("sex", "woman")))
    assert (said.direction, said.rests_on) == (TOWARDS, frozenset())


def test_r8_a_refused_group_leaves_and_the_finding_for_everybody_still_speaks() -> None:
    rows = [row(verdict="beter"), young(verdict="slechter")]
    assert answer(rows, case(ClientTrait("age", "young", refused=True))) == (TOWARDS, "")


def test_r8_where_the_refusal_takes_the_direction_away_the_reason_says_so() -> None:
    rows = [row(verdict="geen uitspraak"), young()]
    assert answer(rows, case(ClientTrait("age", "young", refused=True))) == (NONE, REFUSED)
    assert answer(rows, case()) == (NONE, TOO_UNCERTAIN)


def test_r8_where_a_correction_takes_the_direction_away_the_reason_is_its_own() -> None:
    rows = [row(verdict="geen uitspraak"), young()]
    wrong = ClientTrait("age", "young", refused=True, corrected=True)
    assert answer(rows, case(wrong)) == (NONE, CORRECTED)
    elsewhere = ClientTrait("education", "low", refused=True)
    assert answer(rows, case(wrong, elsewhere)) == (NONE, CORRECTED)
    both = [*rows, young(finding=8, characteristic="education", group="low")]
    assert answer(both, case(wrong, elsewhere)) == (NONE, REFUSED)


def test_r8_a_refusal_that_changes_nothing_is_not_named() -> None:
    rows = [row(verdict="geen uitspraak"), young(difference_held=False)]
    assert answer(rows, case(ClientTrait("age", "young", refused=True))) == (NONE, TOO_UNCERTAIN)


def test_r3_two_releases_speak_together() -> None:
    again = row(finding=9, release="b")
    assert answer([row(), again], case()) == (TOWARDS, "")
    assert answer([row(), row(finding=9, release="b", verdict="slechter")], case()) == (NONE, STUDIES_DIFFER)


def test_r3_in_each_release_the_held_group_comes_before_everybody() -> None:
    rows = [row(), young(), row(finding=9, release="b", verdict="slechter")]
    said = statement("training", rows, case(YOUNG))
    assert (said.direction, said.reason, [r.finding for r in said.speaks]) == (NONE, STUDIES_DIFFER, [2, 9])


def test_r11_an_old_release_does_not_silence_a_recent_one() -> None:
    old = young(release="b", verdict="slechter", expires_on=date(2020, 1, 1))
    assert answer([row(), old], case(YOUNG)) == (TOWARDS, "")


def test_r16_a_direction_rests_on_every_answer_that_could_have_changed_it() -> None:
    rows = [row(), young(), low(difference_held=False)]
    assert statement("training", rows, case(YOUNG, LOW)).rests_on == {"age"}
    assert statement("training", rows, case(ClientTrait("age", "old"), LOW)).rests_on == {"age"}
    assert statement("training", rows, case(ClientTrait("age", "young", refused=True))).rests_on == {"age"}
    assert statement("training", rows, case(LOW)).rests_on == frozenset()


def test_r8_r13_what_may_stand_on_the_screen() -> None:
    assert may_be_shown(row(), case())
    assert may_be_shown(young(), case(YOUNG))
    assert not may_be_shown(young(difference_held=False), case(YOUNG)), "S28: it stands in the library"
    assert not may_be_shown(young(), case(ClientTrait("age", "young", refused=True)))
    assert not may_be_shown(young(), case(YOUNG, allowed=frozenset()))
    assert not may_be_shown(young(), case())
    assert not may_be_shown(row(withdrawn=True), case())
    assert not may_be_shown(row(fictional=True), case())


ALL = row(verdict="beter")
RECENT = row(finding=2, characteristic="recent_work", group="with", difference_held=True)
ILL = row(finding=3, characteristic="chronic", group="with", difference_held=True, verdict="slechter")
BY_AGE = row(finding=4, characteristic="age", group="young", verdict="geen uitspraak")
HAS_WORK, IS_ILL, REFUSES = (
    ClientTrait("recent_work", "with"),
    ClientTrait("chronic", "with"),
    ClientTrait("chronic", "with", refused=True),
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), (TOWARDS, "")),
        ((YOUNG,), (TOWARDS, "")),
        ((HAS_WORK,), (TOWARDS, "")),
        ((IS_ILL,), (AWAY, "")),
        ((HAS_WORK, IS_ILL), (NONE, STUDIES_DIFFER)),
        ((HAS_WORK, REFUSES), (TOWARDS, "")),
        ((REFUSES,), (TOWARDS, "")),
    ],
)
def test_r3_the_worked_example_of_the_docs(told: tuple[ClientTrait, ...], expected: tuple[str, str]) -> None:
    """docs/explanation/direction.md, row by row."""
    everything = frozenset({"age", "recent_work", "chronic"})
    assert answer([ALL, RECENT, ILL, BY_AGE], case(*told, allowed=everything)) == expected
    late = case(*told, allowed=everything, today=date(2030, 11, 22))
    assert answer([ALL, RECENT, ILL, BY_AGE], late) == (NONE, TOO_OLD)


def test_s27_a_service_whose_result_was_withdrawn_was_studied() -> None:
    """Withdrawn is a state of its own: nobody reads that it was never studied."""
    gone = row(withdrawn=True)
    for one in (gone, replace(gone, approved=False)):
        said = statement("training", [one], case())
        assert (said.direction, said.reason) == ("none", "withdrawn")
        [line] = stated_service(said, [], case(), "nl").lines
        assert line.startswith("Het onderzoek geeft geen antwoord: ingetrokken.")
    other = replace(gone, in_chosen_comparison=False)
    assert statement("training", [other], case()).reason == "not_studied"
    still = replace(gone, finding=2, withdrawn=False, approved=True)
    assert statement("training", [gone, still], case()).reason != "withdrawn"
