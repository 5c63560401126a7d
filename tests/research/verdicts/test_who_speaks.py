# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row at a time: it speaks when nothing stands in its way, and every single thing that may stand there silences it.

The row that speaks is the same in every test; each test changes one thing of it, of its plan or of the gates.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from research.plan.model import Plan
from research.release.schema import (
    CHECK_FAILED,
    GATES,
    NO_DIFFERENCE,
    NO_VALID_GROUP,
    OTHER_COMPARISON,
    OTHER_TERM,
    TOO_UNCERTAIN,
    TOO_WIDE,
    Certainty,
    Verdict,
)
from research.results import Check, Estimate, Results
from research.verdicts.families import Decided, correct_differences, decide, gates, is_main, silenced, speak
from research.verdicts.judging import power_check
from research.verdicts.ranges import LEVEL, Range, ranges
from tests.research.builders import plain_sets, small_plan
from tests.research.lotteries import lottery_plan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    one = small_plan(tmp_path_factory.mktemp("speaks"))
    later = replace(one.primary, id="later", key="later", primary=False)
    return replace(one, outcomes=(*one.outcomes, later))


def effect(plan: Plan, **changes: Any) -> Estimate:
    e = Estimate(plan.direction_comparison, "a", plan.primary.id, "", "", "ujive", 1000, 60, 6.0, 1.0, 4.0, 8.0,
                 p=1e-9, mde=3.0, sets=plain_sets(6.0, 1.0))  # fmt: skip
    return replace(e, **changes)


def row(plan: Plan, **changes: Any) -> Decided:
    """A row that may speak, with some of it changed: a name of an estimate, or of what was decided."""
    own = {name: changes.pop(name) for name in ("range", "p_holm", "difference_p_holm") if name in changes}
    return Decided(effect(plan, **changes), **({"range": Range(3.0, 9.0, 0.0125), "p_holm": 0.001} | own))


def said(plan: Plan, one: Decided, *, failed: bool = False) -> tuple[str, str]:
    speak(one, plan, failed)
    return one.verdict, one.reason


def test_a_row_speaks_when_nothing_stands_in_its_way(plan: Plan) -> None:
    one = row(plan)
    assert (*said(plan, one), one.certainty) == (Verdict.BETTER, "", Certainty.FAIR)
    other = row(plan, estimate=-6.0, range=Range(-9.0, -3.0, 0.0125))
    assert (*said(plan, other), other.certainty) == (Verdict.WORSE, "", Certainty.FAIR)
    half = row(plan, characteristic="age", group="from_45", difference_p_holm=LEVEL)
    assert (*said(plan, half), half.certainty) == (Verdict.BETTER, "", Certainty.FAIR)


@pytest.mark.parametrize(
    ("changes", "verdict", "reason", "certainty"),
    [
        ({"outcome": "later"}, Verdict.NOT_JUDGED, OTHER_TERM, Certainty.WEAK),
        ({"comparison": "versus_otherwise"}, Verdict.NOT_JUDGED, OTHER_COMPARISON, Certainty.WEAK),
        ({"characteristic": "age"}, Verdict.NOT_JUDGED, NO_DIFFERENCE, Certainty.WEAK),
        ({"characteristic": "age", "difference_p_holm": LEVEL + 1e-9}, Verdict.NOT_JUDGED, NO_DIFFERENCE,
         Certainty.WEAK),
        ({"range": Range(-0.01, 9.0, 0.0125)}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.FAIR),
        ({"range": Range(0.04, 9.0, 0.0125)}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.FAIR),
        ({"range": Range(-9.0, -0.04, 0.0125)}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.FAIR),
        ({"p_holm": LEVEL + 1e-9}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.FAIR),
        ({"p_holm": None}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.FAIR),
        ({"range": Range(3.0, 23.1, 0.0125)}, Verdict.NOT_JUDGED, TOO_WIDE, Certainty.WEAK),
        ({"range": None}, Verdict.NO_STATEMENT, TOO_UNCERTAIN, Certainty.UNKNOWN),
        ({"range": None, "outcome": "later"}, Verdict.NOT_JUDGED, TOO_UNCERTAIN, Certainty.UNKNOWN),
    ],
)  # fmt: skip
def test_every_single_thing_that_stands_in_its_way_silences_it(
    changes: dict[str, Any], verdict: Verdict, reason: str, certainty: Certainty, plan: Plan
) -> None:
    one = row(plan, **changes)
    assert (*said(plan, one), one.certainty) == (verdict, reason, certainty)


def test_a_failed_check_silences_every_row_and_makes_it_weak(plan: Plan) -> None:
    one = row(plan)
    assert (*said(plan, one, failed=True), one.certainty) == (
        Verdict.NOT_JUDGED,
        CHECK_FAILED,
        Certainty.WEAK,
    )


def test_no_words_are_made_of_groups_whose_coding_is_doubtful(plan: Plan) -> None:
    doubtful = replace(plan, characteristics=tuple(replace(c, sentence=False) for c in plan.characteristics))
    half = {"characteristic": "age", "group": "from_45", "difference_p_holm": 0.001}
    assert said(doubtful, row(doubtful, **half)) == (Verdict.NOT_JUDGED, NO_VALID_GROUP)
    assert said(doubtful, row(doubtful)) == (Verdict.BETTER, "")


def test_a_mean_has_no_limit_of_width(plan: Plan) -> None:
    mean = replace(plan, outcomes=tuple(replace(outcome, scale="mean") for outcome in plan.outcomes))
    assert said(mean, row(mean, range=Range(3.0, 500.0, 0.0125))) == (Verdict.BETTER, "")


# -- families


def test_only_the_main_question_is_corrected_and_only_its_differences_that_were_tested(plan: Plan) -> None:
    assert is_main(effect(plan), plan)
    assert not is_main(effect(plan, outcome="later"), plan)
    assert not is_main(effect(plan, comparison="versus_otherwise"), plan)
    main = [
        row(plan, difference_p=0.001),  # everyone: no difference with anybody
        row(plan, characteristic="age", group="under_45", difference_p=0.01),
        row(plan, characteristic="age", group="from_45", difference_p=0.01),
        row(plan, service="b", characteristic="age", group="from_45", difference_p=None),
    ]
    correct_differences(plan, main)
    # Two services and one characteristic: two differences are tested, also when one of them has no number.
    assert [one.difference_p_holm for one in main] == [None, 0.02, 0.02, None]


def test_a_service_whose_own_check_failed_is_silent_and_the_other_speaks(plan: Plan) -> None:
    checks = [Check(gate, gate, "", 1.0, 1.0, Verdict.PASSED, "nl", "en") for gate in GATES]
    checks.append(Check("m", "monotonicity", "", 1.0, 0.0, Verdict.FAILED, "nl", "en", service="a"))
    found = Results(plan.sha256, "0", 1000, 1000, 1, 60, 60, checks=checks)
    found.estimates = [effect(plan), effect(plan, service="b")]
    states = gates(checks, plan)
    assert dict(states)["monotonicity"] == Verdict.IN_PART
    assert silenced(checks, plan) == {"a"}
    assert [one.verdict for one in decide(plan, found, states)] == [Verdict.NOT_JUDGED, Verdict.BETTER]
    closed = tuple((gate, Verdict.FAILED if gate == "balance" else word) for gate, word in states)
    assert [one.verdict for one in decide(plan, found, closed)] == [Verdict.NOT_JUDGED] * 2


def test_rows_without_a_number_do_not_make_the_other_ranges_wider(plan: Plan) -> None:
    found = [effect(plan), effect(plan, service="b")]
    empty = [effect(plan, service="b", estimate=None, sets=None) for _ in range(3)]
    two, five = ranges(found, []), ranges([*found, *empty], [])
    assert five == [*two, None, None, None]
    assert two[0] is not None
    assert two[0].alpha == LEVEL / 2


# -- gates

ALL = [Check(gate, gate, "", 1.0, 1.0, Verdict.PASSED, "nl", "en") for gate in GATES]


def test_a_gate_has_the_weakest_word_of_its_own_checks(plan: Plan) -> None:
    assert set(dict(gates(ALL, plan)).values()) == {Verdict.PASSED}
    for word in (Verdict.FAILED, Verdict.UNJUDGEABLE, Verdict.STATED, Verdict.NOT_TESTED):
        one = Check("b", "balance", "", 1.0, 1.0, word, "nl", "en")
        found = dict(gates([one, *ALL], plan))
        assert found.pop("balance") == word
        assert set(found.values()) == {Verdict.PASSED}


def test_a_line_that_only_notes_something_is_no_part_of_a_gate(plan: Plan) -> None:
    noted = Check("b", "balance", "", 1.0, 1.0, Verdict.NOTED, "nl", "en")
    assert dict(gates([noted, *ALL], plan)) == dict(gates(ALL, plan))


def test_a_gate_without_checks_was_not_tested_or_does_not_apply(plan: Plan, tmp_path: Path) -> None:
    assert set(dict(gates([], plan)).values()) == {Verdict.NOT_TESTED}
    found = dict(gates([], lottery_plan(tmp_path)))
    apart = {gate for gate, word in found.items() if word == Verdict.NOT_APPLICABLE}
    assert apart == {"permutation", "overlap"}
    assert {word for gate, word in found.items() if gate not in apart} == {Verdict.NOT_TESTED}


# -- power


@pytest.mark.parametrize(
    ("mde", "verdict", "value"),
    [(10.0, Verdict.PASSED, 10.0), (10.01, Verdict.FAILED, 10.01), (100.0, Verdict.FAILED, 100.0),
     (100.1, Verdict.FAILED, None), (None, Verdict.FAILED, None)],
)  # fmt: skip
def test_power_of_a_share_has_its_threshold(
    mde: float | None, verdict: Verdict, value: float | None, plan: Plan
) -> None:
    found = Results(plan.sha256, "0", 1000, 1000, 1, 60, 60)
    found.estimates = [
        effect(plan, mde=mde),
        effect(plan, mde=1.0, outcome="later"),
        effect(plan, mde=1.0, comparison="versus_otherwise"),
        effect(plan, mde=1.0, characteristic="age", group="from_45"),
    ]
    line = power_check(plan, found)
    assert (line.verdict, line.value, line.threshold) == (verdict, value, 10.0)


def test_power_of_a_mean_is_told_without_a_threshold_or_not_at_all(plan: Plan) -> None:
    mean = replace(plan, outcomes=tuple(replace(outcome, scale="mean") for outcome in plan.outcomes))
    found = Results(mean.sha256, "0", 1000, 1000, 1, 60, 60, estimates=[effect(mean, mde=450.0)])
    line = power_check(mean, found)
    assert (line.verdict, line.value, line.threshold) == (Verdict.PASSED, 450.0, None)
    found.estimates = [effect(mean, mde=None)]
    line = power_check(mean, found)
    assert (line.verdict, line.value, line.threshold) == (Verdict.NOT_APPLICABLE, None, None)
