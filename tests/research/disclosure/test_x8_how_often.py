# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule X8 on how often something occurs, to be read as the rule itself.

A release says that 30 of 100 people were ill, among about 1,000. A later one counts 1,006. Whoever has both would
learn about six new people. So where a number of people differs too little from an earlier release, the line is said as
it was there: its number of people, its share and its sentence. The halves of a characteristic move together.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from research.disclosure import earlier_releases
from research.plan.model import Plan
from research.publish.compose import compose
from research.release import check_cells
from research.release.reading import read_release
from research.release.schema import CheckRow, Release
from research.release.writing import write_release
from tests.research.builders import small_plan
from tests.research.data.test_first_intakes import OFTEN
from tests.research.disclosure.test_attack import results_of, sizes_of

EVERYONE, YOUNG, OLD = "prevalence.ill.all", "prevalence.ill.age.under_45", "prevalence.ill.age.from_45"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return small_plan(tmp_path, changes={'[[service]]\nkey = "none"': OFTEN + '[[service]]\nkey = "none"'})


def told(plan: Plan, people: tuple[int, int, int], ill: tuple[int, int, int], *previous: Path) -> Release:
    """A release in which so many of everyone, of the young and of the old were ill."""
    results = results_of(plan, sizes_of(5000, 3000, 2000))
    names = [("", ""), ("age", "under_45"), ("age", "from_45")]
    results.counts = [
        {"key": "ill", "characteristic": characteristic, "group": group, "people": whole, "having": part}
        for (characteristic, group), whole, part in zip(names, people, ill, strict=True)
    ]
    return compose(plan, results, list(previous))


def lines(release: Release) -> dict[str, CheckRow]:
    return {line.key: line for line in release.checks if line.key.startswith("prevalence.")}


@pytest.fixture
def first(plan: Plan, tmp_path: Path) -> Path:
    return write_release(told(plan, (1000, 600, 400), (300, 200, 100)), tmp_path / "first")


NEARLY = (1006, 603, 403), (330, 220, 110)
OTHERWISE = (1400, 800, 600), (700, 300, 400)


def test_x8_nearly_the_same_people_are_told_as_they_were_before(plan: Plan, first: Path) -> None:
    assert lines(told(plan, *NEARLY, first)) == lines(read_release(first))


def test_x8_without_the_earlier_release_the_new_numbers_would_have_left(plan: Plan, first: Path) -> None:
    assert lines(told(plan, *NEARLY)) != lines(read_release(first))


def test_x8_other_people_are_told_anew(plan: Plan, first: Path) -> None:
    anew = lines(told(plan, *OTHERWISE, first))
    assert anew == lines(told(plan, *OTHERWISE))
    assert [anew[key].value for key in (EVERYONE, YOUNG, OLD)] == [50, 38, 67]


def test_x8_halves_move_together(plan: Plan, first: Path) -> None:
    before = lines(read_release(first))
    now = lines(told(plan, (1400, 997, 403), (700, 500, 110), first))
    assert now[OLD] == before[OLD]  # 403 is too close to 400
    assert now[YOUNG] == before[YOUNG]  # and takes the other half with it
    assert now[EVERYONE].value == 50


def test_x8_holds_whatever_the_line_is_called_in_words(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of the line may change; the rule goes by its number of people."""
    monkeypatch.setattr(check_cells, "PREVALENCE", "per 100; counted were {people}")
    first = write_release(told(plan, (1000, 600, 400), (300, 200, 100)), tmp_path / "first")
    assert lines(read_release(first))[EVERYONE].statistic == "per 100; counted were 1000"
    assert lines(told(plan, *NEARLY, first)) == lines(read_release(first))
    assert lines(told(plan, *OTHERWISE, first))[EVERYONE].value == 50


def test_x10_an_earlier_line_that_names_no_people_is_said_again(
    plan: Plan, first: Path, tmp_path: Path
) -> None:
    """Whether it differs enough cannot be judged, so nothing new leaves."""
    release = read_release(first)
    other = tuple(
        replace(line, statistic="other words") if line.key == EVERYONE else line for line in release.checks
    )
    spelled = write_release(replace(release, checks=other), tmp_path / "other")
    now = lines(told(plan, *OTHERWISE, spelled))
    assert now[EVERYONE] == lines(read_release(spelled))[EVERYONE]
    assert now[OLD].value == 67


def test_the_rule_is_what_keeps_it_inside(plan: Plan, first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier_releases, "close_before", lambda *_: False)
    assert lines(told(plan, *NEARLY, first)) != lines(read_release(first))


def test_x8_what_was_hidden_before_is_told_anew(plan: Plan, tmp_path: Path) -> None:
    """An earlier release without a line leaves nothing to subtract from it; the lines it has are said again."""
    hidden = write_release(told(plan, (1000, 600, 400), (300, 297, 3)), tmp_path / "first")
    assert set(lines(read_release(hidden))) == {EVERYONE}
    now = lines(told(plan, *NEARLY, hidden))
    assert now[EVERYONE] == lines(read_release(hidden))[EVERYONE]
    assert (now[YOUNG], now[OLD]) == tuple(lines(told(plan, *NEARLY))[key] for key in (YOUNG, OLD))
