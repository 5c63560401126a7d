# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is easily overlooked in a linking is counted, and said: intakes outside the period, marks of the unknown that
the plan does not name, spells that end before they begin, files without rows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from research.__main__ import main
from research.errors import InputError
from research.linking.link import Linked, link, order
from research.linking.page import page
from research.plan.model import Plan
from research.plan.reading import read_plan
from tests.research.builders import PLANS
from tests.research.linking.delivered import HOUSEHOLD, INCOME, SIZE, UPLOAD, linked, make

ARREARS = "GezondheidWelzijn/WANBZVWTAB/2018/WANBZVW2018TABV1"
MEDICINE = "GezondheidWelzijn/MEDICIJNTAB/2018/MEDICIJN2018TABV1"


def planned(folder: Path, plan: Plan) -> Linked:
    return link(folder, asked=order(folder, plan=plan))


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2018-03/2019-04", (2018 * 12 + 2, 2019 * 12 + 3)), ("2018/2019", (2018 * 12, 2019 * 12 + 11)),
        ("", None), ("spring of 2018", None), ("2018-13/2019", None),
    ],
)  # fmt: skip
def test_a_period_is_two_months(period: str, months: tuple[int, int] | None) -> None:
    assert replace(read_plan(PLANS / "fictief.toml"), period=period).period_months == months


def test_intakes_outside_the_period_of_the_plan_are_counted_said_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, plan = make(), read_plan(PLANS / "fictief.toml")
    folder = people.write(tmp_path / "tree")
    inside = sum(2019 * 12 <= month <= 2019 * 12 + 5 for month in people.month)
    found = planned(folder, replace(plan, period="2019-01/2019-06"))
    line = next(e for e in found.account.of("mind") if e.key == "outside the period")
    assert (line.before, line.found) == (SIZE, inside)
    assert len(found.table) == SIZE
    assert "2019-01 tot en met 2019-06" in page(found.account, "nl")
    assert not [e for e in planned(folder, plan).account.of("mind") if e.key == "outside the period"]
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8").replace("2018-01/2022-12", "2019-01/2019-06")
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    asked = ["link", str(folder), "--plan", str(tmp_path / "plan.toml"), "--out", str(tmp_path / "t.csv")]
    assert main(asked) == 0
    assert f"warning: period: {SIZE - inside} people have their intake outside" in capsys.readouterr().err


def test_a_mark_of_the_unknown_that_the_plan_does_not_name_is_said_with_what_to_write(tmp_path: Path) -> None:
    people = make()
    del people.tables[ARREARS], people.tables[MEDICINE]
    folder = people.write(tmp_path)
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    strict = re.sub(r'missing = \["onbekend"\]\n', "", text)
    (tmp_path / "strict.toml").write_text(strict, encoding="utf-8")
    plan = read_plan(tmp_path / "strict.toml")
    silent = {column.name for column in plan.columns if "onbekend" not in (*column.values, *column.missing)}
    found = planned(folder, plan)
    told = {e.step: e for e in found.account.of("mind")}
    wanted = {n for n in silent & set(found.table) if (found.table[n] == "onbekend").any()}
    assert {"betaalachterstand", "chronisch"} <= wanted
    assert wanted <= set(told)
    assert told["chronisch"].lost == sum(month // 12 - 1 == 2018 for month in people.month)
    assert 'missing = ["onbekend"] at the column chronisch' in told["chronisch"].words("en")
    # What it says is right: written so, the plan knows every word of the table.
    mended = strict
    for name in told:
        mended = mended.replace(f'name = "{name}"\n', f'name = "{name}"\nmissing = ["onbekend"]\n')
    (tmp_path / "mended.toml").write_text(mended, encoding="utf-8")
    assert not planned(folder, read_plan(tmp_path / "mended.toml")).account.of("mind")


@pytest.mark.parametrize("place", [INCOME, HOUSEHOLD])
def test_spells_that_end_before_they_begin_are_counted_and_cover_nothing(tmp_path: Path, place: str) -> None:
    people = make()
    begin, end = ("AANVSECM", "EINDSECM") if place == INCOME else ("DATUMAANVANGHH", "DATUMEINDEHH")
    some = people.rin[:30]

    def turned(table: pd.DataFrame) -> pd.DataFrame:
        here = table["RINPERSOON"].isin(some)
        return table.assign(
            **{begin: table[begin].mask(here, table[end]), end: table[end].mask(here, table[begin])}
        )

    people.change(place, turned)
    rows = int(people.tables[place]["RINPERSOON"].isin(some).sum())
    found = linked(people.write(tmp_path))
    line = next(e for e in found.account.of("dropped") if e.key == "ends before it begins")
    assert (line.before, line.values["rows"], line.table) == (30, rows, place.split("/")[1])
    column, unknown = ("werk_12m", "") if place == INCOME else ("gehuwd", "onbekend")
    assert (found.table[column][:30] == unknown).all()
    assert not (found.table[column][30:] == unknown).any()
    if place == INCOME:
        assert [e.found for e in found.account.of("file") if e.key == "with a spell"] == [SIZE - 30]


@pytest.mark.parametrize("place", [INCOME, HOUSEHOLD, ARREARS])
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_file_without_rows_is_refused_and_never_read_as_no(tmp_path: Path, place: str, kind: str) -> None:
    people = make()
    people.change(place, lambda table: table.head(0))
    name = f"{place.rpartition('/')[2]}.{kind}"
    with pytest.raises(InputError, match=rf"^{name}: expected at least one row .*take the file out"):
        linked(people.write(tmp_path, kind))


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_an_upload_without_rows_is_refused_by_its_own_name(tmp_path: Path, kind: str) -> None:
    people = make()
    people.change(UPLOAD, lambda table: table.head(0))
    with pytest.raises(InputError, match=rf"^{UPLOAD}\.{kind}.*expected at least one row"):
        linked(people.write(tmp_path, kind))


@pytest.mark.parametrize("kind", ["sav", "dta", "parquet"])
def test_a_column_that_is_missing_is_no_matter_of_a_row(tmp_path: Path, kind: str) -> None:
    people = make()
    people.change(INCOME, lambda table: table.drop(columns="SECM"))
    with pytest.raises(InputError, match=rf"^SECMBUS2022V1\.{kind}: expected a column “SECM”"):
        linked(people.write(tmp_path, kind))


def test_the_picture_fits_a_telephone(tmp_path: Path) -> None:
    people = make()
    people.change(UPLOAD, lambda table: pd.concat([table, table.head(40)]))
    account = linked(people.write(tmp_path)).account
    for lang in ("nl", "en"):
        html = page(account, lang)
        assert "min-width:540px" not in html
        picture = html.partition("<svg")[2].partition("</svg>")[0]
        width = int(re.findall(r'viewBox="0 0 (\d+) ', picture)[0])
        assert width <= 360
        for x, size, anchor, said in re.findall(
            r'<text x="([\d.]+)"[^>]*font-size="(\d+)" text-anchor="(\w+)"[^>]*>([^<]*)<', picture
        ):
            wide = 0.6 * int(size) * len(said)  # wider than any sentence is
            assert (float(x) if anchor == "end" else float(x) + wide) <= width + 1, said
