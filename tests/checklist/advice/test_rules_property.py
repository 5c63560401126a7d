# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Thousands of made-up releases and answers: never a direction that R3 forbids, never a trace of a destroyed answer.

Worlds are drawn by hypothesis, which looks for a small one that breaks a rule, and 10,000 by number.
"""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.advice.rules import ClientTrait, EvidenceRow, Situation, statement

TODAY = date(2026, 11, 22)
SERVICES = ["direct", "training"]
GROUPS = {
    "age": ["young", "old"],
    "education": ["low", "high"],
    "children": ["yes", "no"],
    "sex": ["woman", "man"],
}
PLACES = [("", "")] * 3 + [(name, group) for name, groups in GROUPS.items() for group in groups]
DATES = [date(2030, 1, 1)] * 5 + [TODAY, date(2026, 11, 21), None]


def mostly(draw: Random) -> bool:
    return draw.randrange(8) > 0


def some_row(draw: Random) -> EvidenceRow:
    characteristic, group = draw.choice(PLACES)
    release = draw.choice(["own a"] * 6 + ["own b", "elsewhere c", "literature d"])
    return EvidenceRow(
        finding=draw.randrange(99),
        service=draw.choice(SERVICES),
        release=release,
        type=draw.choice(["effect"] * 7 + ["association", "literature"]),
        kind=release.split()[0],
        characteristic=characteristic,
        group=group,
        in_chosen_comparison=mostly(draw),
        primary=mostly(draw),
        verdict=draw.choice(["beter", "beter", "slechter", "slechter", "geen uitspraak", "onderdrukt"]),
        certainty=draw.choice(["sterk", "redelijk", "redelijk", "zwak", "onbekend", ""]),
        reason_empty=draw.choice(["", "", "", "te weinig mensen", "verschil tussen groepen niet aangetoond"]),
        difference_held=draw.random() < 0.6,
        approved=mostly(draw),
        withdrawn=not mostly(draw),
        gates_passed=mostly(draw),
        too_small=draw.random() < 0.3,
        expires_on=draw.choice(DATES),
        fictional=draw.randrange(5) == 0,
    )


def some_case(draw: Random) -> Situation:
    told = tuple(
        ClientTrait(
            name,
            draw.choice([*groups, ""]),
            *draw.choice([(False, False)] * 4 + [(True, False), (True, True)]),
        )
        for name, groups in GROUPS.items()
        if mostly(draw)
    )
    allowed = frozenset(name for name in ("age", "education", "children") if mostly(draw))
    return Situation(TODAY, draw.randrange(5) == 0, allowed, told)


def naive(service: str, every_row: list[EvidenceRow], case: Situation) -> str:
    """Rule R3 and S2 read aloud and written down a second time, without looking at the first."""
    votes = set()
    for release in {r.release for r in every_row}:
        everybody, groups = [], []
        for r in every_row:
            if r.release != release or r.service != service:
                continue
            if r.type != "effect" or r.kind != "own" or not r.in_chosen_comparison or not r.primary:
                continue
            if not r.approved or r.withdrawn or r.fictional is not case.fictional:
                continue
            if not r.expires_on or r.expires_on < case.today:
                continue
            if r.characteristic == "":
                everybody.append(r)
                continue
            for fact in case.told:
                same = fact.characteristic == r.characteristic and fact.group == r.group
                if same and not fact.refused and r.characteristic in case.allowed and r.difference_held:
                    groups.append(r)
        for r in groups or everybody:
            sure = r.certainty in ("redelijk", "sterk") and r.reason_empty == ""
            if r.gates_passed and sure and r.verdict in ("beter", "slechter"):
                votes.add(r.verdict)
    return {"beter": "towards", "slechter": "away"}[votes.pop()] if len(votes) == 1 else "none"


def check_direction_r3(every_row: list[EvidenceRow], case: Situation, draw: Random) -> None:
    """The direction is what a second reading of the rule gives; without one there is a reason; refused never speaks."""
    refused = {fact.characteristic for fact in case.told if fact.refused}
    for service in SERVICES:
        said = statement(service, every_row, case)
        assert said.direction == naive(service, every_row, case)
        assert (said.reason == "") == (said.direction != "none")
        assert not {row.characteristic for row in said.speaks} & refused


def check_no_sum_r2(every_row: list[EvidenceRow], case: Situation, draw: Random) -> None:
    """What a sum, a count or a vote would break: the same findings again, or the other way round, say the same."""
    for service in SERVICES:
        once = statement(service, every_row, case)
        again = statement(service, every_row[::-1] + every_row * 2, case)
        assert (once.direction, once.reason) == (again.direction, again.reason)


def check_traces_r16(every_row: list[EvidenceRow], case: Situation, draw: Random) -> None:
    """Give another answer where a statement does not rest on it: the statement stays as it was, to the letter."""
    group = draw.choice([*(group for names in GROUPS.values() for group in names), ""])
    for service in SERVICES:
        said = statement(service, every_row, case)
        for fact in case.told:
            if fact.characteristic not in said.rests_on:
                changed = replace(fact, group=group, refused=draw.random() < 0.5)
                told = tuple(changed if other == fact else other for other in case.told)
                assert statement(service, every_row, replace(case, told=told)) == said


CHECKS = [check_direction_r3, check_no_sum_r2, check_traces_r16]


def check_all(draw: Random) -> None:
    every_row = [some_row(draw) for _ in range(draw.randrange(14))]
    case = some_case(draw)
    for check in CHECKS:
        check(every_row, case, draw)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_r2_r3_r8_r16_hypothesis_finds_no_world_that_breaks_a_rule(draw: Random) -> None:
    check_all(draw)


def test_r2_r3_r8_r16_hold_in_500_worlds() -> None:
    for number in range(500):
        check_all(Random(number))


@pytest.mark.slow
def test_r2_r3_r8_r16_hold_in_10_000_worlds() -> None:
    for number in range(10_000):
        check_all(Random(f"world {number}"))


def test_the_worlds_hold_every_direction_and_every_reason() -> None:
    """The check of the check: worlds in which nothing ever speaks would prove nothing."""
    seen = set()
    for number in range(2_000):
        draw = Random(number)
        every_row = [some_row(draw) for _ in range(draw.randrange(14))]
        case = some_case(draw)
        seen |= {
            (said.direction, said.reason) for said in (statement(name, every_row, case) for name in SERVICES)
        }
    whole = ("not_studied", "withdrawn", "studies_differ", "too_old", "refused", "corrected")
    of_one = (
        "too_uncertain",
        "too_weak",
        "check_failed",
        "too_small",
        "elsewhere",
        "no_number",
        "few_people",
        "not_shown",
    )
    reasons = {("none", why) for why in (*whole, *of_one)}
    assert seen == reasons | {("towards", ""), ("away", "")}
