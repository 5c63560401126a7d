# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of checks.csv: what a check knows by its fields comes back from its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.publish.compose import compose
from research.release.check_cells import (
    EVERYONE,
    KEY_PARTS,
    RESERVED,
    Subject,
    balance_statistic,
    error_in,
    of_outcome,
    people_in,
    prevalence_statistic,
    subject_of,
)
from research.release.reading import read_release
from research.release.writing import write_release
from research.results import Measure, Results, from_json, to_json
from research.run import estimate
from tests.research.builders import ROOT, SAMPLE, small_plan, small_table
from tests.research.data.test_first_intakes import OFTEN
from tests.research.lotteries import lottery, run_lottery

SHIPPED = [*sorted(path.parent for path in (ROOT / "models_store").glob("*/manifest.txt")), SAMPLE]

KEYS = {
    "plan.hash": Subject("plan", "hash"),
    "relevance.joint": Subject("relevance", "joint"),
    "relevance.offer": Subject("relevance", "offer"),
    "relevance.a": Subject("relevance", service="a"),
    "balance.age.a": Subject("balance", characteristic="age", service="a"),
    "balance.age": Subject("balance", characteristic="age"),
    "balance.predicted.a": Subject("balance", "predicted", service="a"),
    "monotonicity.range.a": Subject("monotonicity", "range", service="a"),
    "monotonicity.first_stage": Subject("monotonicity", "first_stage"),
    "exclusion.break_even.a": Subject("exclusion", "break_even", service="a"),
    "attrition.unknown.age": Subject("attrition", "unknown", "age"),
    "compliers.age.old.a": Subject("compliers", "", "age", "old", "a"),
    "robustness.learner.a": Subject("robustness", "learner", service="a"),
    "robustness.by_group.age.a": Subject("robustness", "by_group", "age", service="a"),
    "prevalence.ill.all": Subject("prevalence", "ill"),
    "prevalence.ill.age.old": Subject("prevalence", "ill", "age", "old"),
    "codebook.a.b": Subject("codebook", "a.b"),
    "disclosure.X10": Subject("disclosure", "X10"),
}


@pytest.mark.parametrize(("key", "subject"), KEYS.items())
def test_a_key_says_what_its_line_is_about(key: str, subject: Subject) -> None:
    assert subject_of(key) == subject
    assert subject.key == key


def test_a_word_of_the_format_is_reserved_where_a_key_of_the_plan_would_be_taken_for_it() -> None:
    words = {EVERYONE, *(word for key in [*KEYS, *KEY_PARTS] for word in key.split("."))}
    taken = set()
    for subject in KEYS.values():
        for field in ("what", "characteristic", "group", "service"):
            if getattr(subject, field) and (field != "what" or subject.kind == "prevalence"):
                for word in words - set(subject):
                    other = subject._replace(**{field: word})
                    if subject_of(other.key) != other or (other.key in KEYS and KEYS[other.key] != other):
                        taken.add((field, word))
    assert taken == {(field, word) for field, own in RESERVED.items() for word in own}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_every_key_of_a_shipped_release_is_read_whole(folder: Path) -> None:
    release = read_release(folder)
    services = {service.key for service in release.manifest.services}
    groups = {(group.characteristic, group.key) for group in release.manifest.groups}
    for line in release.checks:
        subject = subject_of(line.key)
        assert subject.key == line.key
        assert not subject.service or subject.service in services
        assert not subject.group or (subject.characteristic, subject.group) in groups
        assert (people_in(line.statistic) is not None) == (subject.kind == "prevalence")
        if subject.kind == "balance" and line.value is not None:
            assert error_in(line.statistic) is not None


def often(folder: Path) -> Results:
    plan = small_plan(folder, changes={'[[service]]\nkey = "none"': OFTEN + '[[service]]\nkey = "none"'})
    small_table(2000).assign(ill=["ja", "nee", "nee", "?"] * 500).to_csv(folder / "t.csv", index=False)
    results = estimate(plan, [folder / "t.csv"])
    lines = {
        line.key: line for line in read_release(write_release(compose(plan, results, []), folder)).checks
    }
    for check in results.checks:
        if check.kind and check.key in lines and check.error is not None:
            assert error_in(lines[check.key].statistic) == pytest.approx(check.error, abs=0.006)
    return results


@pytest.mark.parametrize("design", ["caseworker", "assignment"])
def test_the_fields_of_a_check_and_its_key_say_the_same(design: str, tmp_path: Path) -> None:
    results = often(tmp_path) if design == "caseworker" else run_lottery(lottery(), tmp_path)[1]
    assert len(results.checks) > 5
    for check in results.checks:
        assert check.subject == subject_of(check.key), check.key
        assert of_outcome(check.subject) == (check.measure in (Measure.OUTCOME, Measure.VISIBLE))
    again = from_json(to_json(results))
    assert again.checks == results.checks
    assert all(type(check.measure) is Measure for check in again.checks)


def test_a_number_is_read_only_where_the_notation_has_it() -> None:
    assert people_in(prevalence_statistic(1230)) == 1230
    assert error_in(balance_statistic(0.434, 0.5)) == 0.43
    for words in ("", "about 1230 people", "of 100 people; about many people", balance_statistic(1.0, 1.0)):
        assert people_in(words) is None
    assert error_in("difference (points)") is None
