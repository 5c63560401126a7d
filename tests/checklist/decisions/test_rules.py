# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a choice departs from the evidence (R4), walked through every combination; and the plain text to copy (S24)."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.advice.rules import ClientTrait, EvidenceRow, Situation, statement
from checklist.decisions.rules import (
    COPY_LIMIT,
    Choice,
    ChoiceError,
    Points,
    ReportLine,
    after_evidence,
    after_read,
    choice_of,
    copy_text,
    departures,
    voices_differ,
    whose_departure,
)
from checklist.intake.rules import without_numbers

OTHERS = ("", "towards", "away", "none")


def _expected(kind: str, own: str, other: str) -> set[str]:
    """R4 in words: a service that the evidence points away from, or every service that it points towards left out."""
    if kind in {"undecided", "no_choice"}:
        return set()
    takes = {"this": "a", "other": "b", "both": "ab", "only_regular": ""}[kind]
    found = {"away"} if ("a" in takes and own == "away") or ("b" in takes and other == "away") else set()
    towards = [key for key, way in (("a", own), ("b", other)) if way == "towards"]
    if towards and all(key not in takes for key in towards):
        found.add("left_out")
    return found


CHOICES = {
    "this": Choice("services", frozenset({"a"})),
    "other": Choice("services", frozenset({"b"})),
    "both": Choice("services", frozenset({"a", "b"})),
    "only_regular": Choice("only_regular"),
    "undecided": Choice("undecided"),
    "no_choice": Choice("no_choice"),
}


@pytest.mark.parametrize(("kind", "own", "other"), list(product(CHOICES, OTHERS[1:], OTHERS)))
def test_r4_direction_by_choice(kind: str, own: str, other: str) -> None:
    points = [Points("a", own), *([Points("b", other)] if other else []), Points("c", "none")]
    assert departures(CHOICES[kind], points) == _expected(kind, own, other)


@pytest.mark.parametrize(
    ("choice", "said", "expected"),
    [
        # choosing one of several services pointed towards is none
        (Choice("services", frozenset({"a"})), {"a": "towards", "b": "towards"}, set()),
        # a service without an answer, while one is pointed towards
        (Choice("services", frozenset({"c"})), {"a": "towards", "c": "none"}, {"left_out"}),
        # only the regular guidance, while one is pointed towards
        (Choice("only_regular"), {"a": "towards"}, {"left_out"}),
        (Choice("only_regular"), {"a": "away"}, set()),
        (Choice("only_regular"), {"a": "none"}, set()),
        # pointed away from, and the one pointed towards left out
        (Choice("services", frozenset({"b"})), {"a": "towards", "b": "away"}, {"away", "left_out"}),
        (Choice("services", frozenset({"a", "b"})), {"a": "towards", "b": "away"}, {"away"}),
        # nobody who did not choose departs
        (Choice("undecided"), {"a": "towards", "b": "away"}, set()),
        (Choice("no_choice"), {"a": "towards", "b": "away"}, set()),
        # a service that research says nothing about at all
        (Choice("services", frozenset({"new"})), {}, set()),
    ],
)
def test_r4_by_example(choice: Choice, said: dict[str, str], expected: set[str]) -> None:
    assert departures(choice, [Points(*one) for one in said.items()]) == expected


TODAY = date(2026, 6, 1)
STATES = {"fresh": TODAY, "expired": TODAY - timedelta(days=1)}
SIGNS = {
    "towards": ("beter",),
    "away": ("slechter",),
    "none": ("geen uitspraak",),
    "conflict": ("beter", "slechter"),
}


def _rows(service: str, way: str, *, age: str, characteristic: str = "") -> list[EvidenceRow]:
    """The findings about one service: one, two that disagree (conflict), fresh or expired, of a group or of all."""
    return [
        EvidenceRow(
            finding=number, service=service, release=f"r{number}", characteristic=characteristic,
            group="low" if characteristic else "", verdict=verdict, certainty="redelijk",
            difference_held=bool(characteristic), expires_on=STATES[age],
        )
        for number, verdict in enumerate(SIGNS[way])
    ]  # fmt: skip


def _speaks(way: str, *, refused: bool, age: str) -> str:
    """R3 in words: refused, expired or in conflict is no statement."""
    return way if way in {"towards", "away"} and not refused and age == "fresh" else "none"


@pytest.mark.parametrize(
    ("way", "refused", "age", "other", "other_age"),
    list(product(SIGNS, (False, True), STATES, SIGNS, STATES)),
)
def test_r4_direction_by_choice_by_refused_by_expired_by_conflict(
    way: str, refused: bool, age: str, other: str, other_age: str
) -> None:
    """Every pair of choices, under everything that research can say about two services in one talk.

    Service `a` has findings about a group of the client, which the client may have refused; `b` about everybody, which
    no refusal touches; `c` was never studied.
    """
    rows = [*_rows("a", way, age=age, characteristic="education"), *_rows("b", other, age=other_age)]
    case = Situation(TODAY, False, frozenset({"education"}), (ClientTrait("education", "low", refused),))
    said = [statement(service, rows, case) for service in ("a", "b", "c")]
    own, others = _speaks(way, refused=refused, age=age), _speaks(other, refused=False, age=other_age)
    assert [one.direction for one in said] == [own, others, "none"]
    found = {kind: departures(choice, said) for kind, choice in CHOICES.items()}
    assert found == {kind: _expected(kind, own, others) for kind in CHOICES}
    for client, caseworker in product(CHOICES, CHOICES):
        whose = whose_departure({"client": found[client], "caseworker": found[caseworker]})
        departing = [voice for voice, kind in (("client", client), ("caseworker", caseworker)) if found[kind]]
        assert whose == ("both" if len(departing) == 2 else "".join(departing))


def test_r4_the_walk_reaches_every_kind_of_answer() -> None:
    """The test above is only worth something when each outcome occurs in it, refused, expired and in conflict too."""
    seen = {
        tuple(
            sorted(
                _expected(
                    kind, _speaks(way, refused=refused, age=age), _speaks(other, refused=False, age=late)
                )
            )
        )
        for way, refused, age, other, late, kind in product(
            SIGNS, (False, True), STATES, SIGNS, STATES, CHOICES
        )
    }
    assert seen == {(), ("away",), ("left_out",), ("away", "left_out")}


@pytest.mark.parametrize(
    ("client", "caseworker", "whose"),
    [
        ((), (), ""),
        (("away",), (), "client"),
        ((), ("left_out",), "caseworker"),
        (("away",), ("left_out",), "both"),
    ],
)
def test_r4_whose_it_is(client: tuple[str, ...], caseworker: tuple[str, ...], whose: str) -> None:
    assert whose_departure({"client": client, "caseworker": caseworker}) == whose


@pytest.mark.parametrize(
    ("client", "caseworker", "differ"),
    [
        ("this", "this", False), ("this", "other", True), ("this", "only_regular", True), ("this", "undecided", True),
        ("no_choice", "this", True), ("undecided", "undecided", False), ("no_choice", "undecided", False),
        ("both", "this", True),
    ],
)  # fmt: skip
def test_r9_when_voices_differ(client: str, caseworker: str, differ: bool) -> None:
    assert voices_differ(CHOICES[client], CHOICES[caseworker]) is differ


CLIENTS = {
    "none": Choice("no_idea"), "not given": Choice("not_given"), "regular": Choice("only_regular"),
    "a": Choice("services", frozenset("a")), "b": Choice("services", frozenset("b")),
    "ab": Choice("services", frozenset("ab")), "undecided": Choice("undecided"), "no choice": Choice("no_choice"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("idea", "choice", "said"),
    [
        ("a", "a", "kept"), ("ab", "ab", "kept"), ("regular", "regular", "kept"), ("a", "b", "changed"),
        ("a", "regular", "changed"), ("regular", "b", "changed"), ("a", "ab", "partly"), ("ab", "b", "partly"),
        ("none", "a", "new"), ("not given", "regular", "new"), ("a", "undecided", "undecided"), ("a", "no choice", ""),
        ("none", "no choice", ""),
    ],
)  # fmt: skip
def test_r6_s38_kept_or_changed_follows_from_the_first_idea_and_the_choice(
    idea: str, choice: str, said: str
) -> None:
    assert after_evidence(CLIENTS[idea], CLIENTS[choice]) == said


def test_s38_a_choice_without_any_first_idea_on_record_is_new() -> None:
    assert after_evidence(None, CLIENTS["a"]) == "new"


@given(
    st.sampled_from(sorted(CLIENTS)),
    st.sampled_from(sorted(CLIENTS)),
    st.sampled_from(["kept", "changed", ""]),
)
def test_s38_what_was_asked_before_never_contradicts_what_was_chosen(
    idea: str, choice: str, stored: str
) -> None:
    assert after_read(stored, CLIENTS[idea], CLIENTS[choice]) == after_evidence(
        CLIENTS[idea], CLIENTS[choice]
    )
    assert after_read("undecided", CLIENTS[idea], CLIENTS[choice]) == "undecided"


OFFERED = [":only_regular", "a", "b", ":undecided", ":no_choice"]


@pytest.mark.parametrize(
    ("picked", "made"),
    [
        (["b", "a"], Choice("services", frozenset({"a", "b"}))), ([":only_regular"], Choice("only_regular")),
        ([":undecided"], Choice("undecided")), ([":no_choice"], Choice("no_choice")),
    ],
)  # fmt: skip
def test_a_choice_from_ticks(picked: list[str], made: Choice) -> None:
    assert choice_of(picked, OFFERED) == made


@pytest.mark.parametrize(
    ("picked", "code"),
    [
        ([], "nothing"),
        (["a", ":only_regular"], "mixed"),
        ([":undecided", ":no_choice"], "mixed"),
        (["z"], "not_offered"),
    ],
)
def test_r5_what_is_no_choice(picked: list[str], code: str) -> None:
    with pytest.raises(ChoiceError, match=code):
        choice_of(picked, OFFERED)


# ---- Kopieer verslag -------------------------------------------------------------------------------------------------

some_text = st.text(max_size=4000)
lines = st.lists(st.builds(ReportLine, st.text(max_size=80), some_text, st.booleans()), max_size=14)


@given(lines)
def test_s24_the_text_never_passes_its_limit(report: list[ReportLine]) -> None:
    assert len(copy_text(report)) <= COPY_LIMIT


@given(st.lists(st.builds(ReportLine, st.just("In eigen woorden"), some_text, st.just(True)), max_size=8))
def test_s24_own_words_are_cut_before_anything_else(report: list[ReportLine]) -> None:
    fixed = [ReportLine("Keuze", "Direct naar werk"), *report, ReportLine("", "Geen besluit.")]
    text = copy_text(fixed)
    assert text.startswith("Keuze: Direct naar werk")
    assert text.endswith("Geen besluit.")


@given(st.from_regex(r"\A(?:[0-9][ .-]?){8,9}\Z"), some_text)
def test_s24_no_number_of_a_person_gets_through(number: str, around: str) -> None:
    text = copy_text([ReportLine("In eigen woorden", f"x {number} x", own=True)])
    assert not re.search(r"\d(?:\D?\d){6}", re.sub(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}", "", text))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mijn bsn is 123456782.", "mijn bsn is […]."), ("bel 06-12 34 56 78", "bel […]"), ("+31 6 12345678", "[…]"),
        ("op 1-12-2026 om 10 uur", "op 1-12-2026 om 10 uur"), ("32 uur, 3 dagen", "32 uur, 3 dagen"),
        ("van 2019 tot 2024", "van 2019 tot 2024"), ("123.456.782", "[…]"), ("2026-12-01", "2026-12-01"),
    ],
)  # fmt: skip
def test_s24_numbers_of_people_go_and_dates_stay(said: str, kept: str) -> None:
    assert without_numbers(said) == kept


def test_rows_of_a_statement_are_enough_for_a_departure() -> None:
    row = EvidenceRow(
        finding=1, service="a", release="r", verdict="beter", certainty="zwak", expires_on=TODAY
    )
    case = Situation(TODAY, False, frozenset(), ())
    assert departures(CHOICES["only_regular"], [statement("a", [row], case)]) == set()
    sure = replace(row, certainty="redelijk")
    assert departures(CHOICES["only_regular"], [statement("a", [sure], case)]) == {"left_out"}
