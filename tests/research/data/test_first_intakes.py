# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first intake of every person counts, whatever the order of the file; and how often something occurs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.disclosure.check_lines import prevalence_lines, rounded_line
from research.disclosure.profiles import read_profile
from research.errors import InputError
from research.plan.model import Plan
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import Results, estimates_csv
from research.run import estimate
from tests.research.builders import small_plan, small_table

pytestmark = pytest.mark.usefixtures("fewer_draws")

PERSON = '[[column]]\nname = "person"\ntype = "key"\n[[column]]\nname = "moment"\ntype = "month"\n'
OFTEN = (
    '[[column]]\nname = "ill"\ntype = "category"\nvalues = ["ja", "nee", "?"]\nmissing = ["?"]\n'
    '[[prevalence]]\nkey = "ill"\ncolumn = "ill"\nvalues = ["ja"]\nname_nl = "ziek"\nname_en = "ill"\n'
)


def with_persons(folder: Path, *, order: bool = True) -> Plan:
    roles = 'person = "person"\n' + ('order = "moment"\n' if order else "")
    changes = {
        'treatment = "track"\n': roles + 'treatment = "track"\n',
        '[[column]]\nname = "judge"': PERSON + '[[column]]\nname = "judge"',
    }
    return small_plan(folder, changes=changes)


def people(size: int) -> pd.DataFrame:
    return small_table(size).assign(person=[f"p{n:05d}" for n in range(size)], moment="2018-05")


def test_only_the_first_intake_of_a_person_counts_whatever_the_order(tmp_path: Path) -> None:
    plan, first = with_persons(tmp_path), people(2000)
    first.to_csv(tmp_path / "t.csv", index=False)
    wanted = estimate(plan, [tmp_path / "t.csv"])
    later = first.head(400).assign(moment="2019-01", track="a", y=1)
    unknown = first.tail(100).assign(y=0)  # the same moment twice: settled by content, not by place
    every = pd.concat([later, first, unknown])
    found = []
    for seed in (1, 2):
        every.sample(frac=1.0, random_state=seed).to_csv(tmp_path / "t.csv", index=False)
        found.append(estimate(plan, [tmp_path / "t.csv"]))
    assert estimates_csv(found[0]) == estimates_csv(found[1])
    assert found[0].people == wanted.people == 2000
    pd.concat([later, first]).sample(frac=1.0, random_state=3).to_csv(tmp_path / "t.csv", index=False)
    again = estimate(plan, [tmp_path / "t.csv"])
    assert estimates_csv(again) == estimates_csv(wanted)
    line = next(c for c in again.checks if c.key == "sample.first_intake")
    assert line.value == pytest.approx(100 * 400 / 2400)


def test_several_intakes_without_an_order_are_refused(tmp_path: Path) -> None:
    plan, table = with_persons(tmp_path, order=False), people(300)
    pd.concat([table, table.head(1)]).to_csv(tmp_path / "t.csv", index=False)
    with pytest.raises(InputError, match="order"):
        estimate(plan, [tmp_path / "t.csv"])
    table.to_csv(tmp_path / "t.csv", index=False)
    assert estimate(plan, [tmp_path / "t.csv"]).people == 300


def test_an_order_that_cannot_be_put_in_order_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="what came first"):
        small_plan(tmp_path, changes={'treatment = "track"\n': 'order = "court"\ntreatment = "track"\n'})


def often(folder: Path, ill: np.ndarray, old: np.ndarray | None = None) -> tuple[Plan, Results]:
    plan = small_plan(folder, changes={'[[service]]\nkey = "none"': OFTEN + '[[service]]\nkey = "none"'})
    table = small_table(len(ill)).assign(ill=ill)
    if old is not None:
        table["old"] = old
    table.to_csv(folder / "t.csv", index=False)
    return plan, estimate(plan, [folder / "t.csv"])


def test_how_often_something_occurs_is_told_per_100_and_rounded(tmp_path: Path) -> None:
    old = np.arange(2000) % 2
    ill = np.where(np.arange(2000) % 20 == 5, "?", np.where(np.arange(2000) % 8 < 2 + old, "ja", "nee"))
    plan, results = often(tmp_path, ill, old)
    lines, hidden = prevalence_lines(plan, results, read_profile("standaard"))
    assert hidden == 0
    told = {line.key: (line.value, line.statistic) for line in lines}
    known = ill != "?"
    for key, inside in (
        ("all", known),
        ("age.under_45", known & (old == 0)),
        ("age.from_45", known & (old == 1)),
    ):
        value, words = told[f"prevalence.ill.{key}"]
        assert value == round(value)
        assert value == pytest.approx(100 * (ill[inside] == "ja").mean(), abs=1.01)
        assert int(words.split()[-2]) % 10 == 0
    release = compose(plan, results, [])
    assert {c.key for c in release.checks} >= set(told)
    release_files(release)


@pytest.mark.parametrize("few", ["yes", "no", "share"])
def test_x2_x3_x7_a_small_or_extreme_half_takes_the_other_with_it(few: str, tmp_path: Path) -> None:
    old = np.arange(2000) % 2
    ill = np.where(np.arange(2000) % 4 < 2, "ja", "nee")
    where = np.flatnonzero(old == 1)
    ill[where] = {"yes": "nee", "no": "ja", "share": "ja"}[few]
    ill[where[: {"yes": 9, "no": 9, "share": 60}[few]]] = {"yes": "ja", "no": "nee", "share": "nee"}[few]
    plan, results = often(tmp_path, ill, old)
    lines, hidden = prevalence_lines(plan, results, read_profile("standaard"))
    assert [line.key for line in lines] == ["prevalence.ill.all"]
    assert hidden == 2
    declared = next(c for c in compose(plan, results, []).checks if c.key == "disclosure.X3")
    assert declared.value == 2


@pytest.mark.parametrize(("fewest", "shown"), [(0, True), (10, True), (9, False), (1, False), (None, False)])
def test_x2_x10_a_share_of_people_that_shows_a_handful_stays_inside(fewest: int | None, shown: bool) -> None:
    from research.disclosure.check_lines import screened_checks
    from research.results import Check

    for key in ("attrition.outcome", "sample.dropped", "overlap.strata", "codebook.a.b"):
        check = Check(key, "", "s", 2.4, 5.0, "voldaan", "nl", "en", fewest)
        (line,) = screened_checks([check], [], read_profile("standaard"))
        assert line.value == (2 if shown else None)
        assert ("fewer than 10 people" in line.statistic) != shown
        (line,) = screened_checks([check], [], read_profile("streng"))
        assert line.value == (2 if fewest == 0 else None)


def test_x2_three_people_without_an_outcome_are_not_told(tmp_path: Path) -> None:
    plan = small_plan(
        tmp_path,
        changes={
            'type = "integer"\nmeasured = "outcome"': 'type = "integer"\nmissing = [""]\nmeasured = "outcome"'
        },
    )
    for gone, value in ((3, None), (30, 1)):
        table = small_table(3000)
        table["y"] = table["y"].astype("Int64")
        table.loc[: gone - 1, "y"] = pd.NA
        table.to_csv(tmp_path / "t.csv", index=False)
        release = compose(plan, estimate(plan, [tmp_path / "t.csv"]), [])
        assert next(c for c in release.checks if c.key == "attrition.outcome").value == value


def test_people_of_whom_a_characteristic_is_unknown_are_counted_and_told(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, changes={'type = "integer"\nvalues = ["0", "1"]\n[[column]]\nname = "x"':
                                         'type = "integer"\nmissing = ["9"]\n[[column]]\nname = "x"'})  # fmt: skip
    for gone, value in ((0, 0), (3, None), (300, 10)):
        table = small_table(3000)
        table.loc[: gone - 1, "old"] = 9
        table.to_csv(tmp_path / "t.csv", index=False)
        results = estimate(plan, [tmp_path / "t.csv"])
        assert next(c for c in results.checks if c.key == "attrition.unknown.age").value == gone / 30
        told = next(c for c in compose(plan, results, []).checks if c.key == "attrition.unknown.age")
        assert told.value == value
        assert told.verdict == "ter informatie"


def test_shares_leave_in_whole_percents() -> None:
    from research.results import Check, Measure

    line = rounded_line(
        Check("c", "", "s", 23.456, 25.201, "ter informatie", "nl", "en", measure=Measure.COMPLIERS), 1
    )
    assert (line.value, line.threshold) == (23, 25)
    strength = Check("r", "", "s", 23.456, 10.0, "voldaan", "nl", "en", measure=Measure.STATISTIC)
    assert rounded_line(strength, 1).value == 23.456
