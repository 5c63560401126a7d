# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measures of work as declared, each against a reading month by month, and never a 0 where a month is unknown."""

from __future__ import annotations

import tomllib
import tracemalloc
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.errors import InputError
from research.linking.link import Linked, link, order, stem
from research.linking.pulling import rows_of
from research.linking.work import MEASURES, Months, measure, recent_work
from research.plan.reading import read_plan
from tests.research.builders import PLANS, ROOT
from tests.research.linking.delivered import DECLARED, INCOME, SIZE, People, code_at, make, number_of

WORK = ("11", "12", "13", "14")
#: Months around the intake: 1 in work, 0 out of work, ? unknown. From month 0 on.
MONTHS = st.lists(st.sampled_from("10?"), min_size=13, max_size=13).map("".join)


def months_of(word: str, first: int = 0) -> Months:
    cells = np.array([list(word)])
    return Months(first, cells != "?", cells == "1")


def value(name: str, word: str, term: int = 12) -> str:
    return str(measure(name, term, months_of(word))[0])


def test_looking_up_the_rows_of_some_people_copies_no_row() -> None:
    person = np.repeat(np.arange(100_000, dtype=np.int32), 10)
    tracemalloc.start()
    found = rows_of(person, 20_000, 40_000)
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == slice(200_000, 400_000)
    assert taken < person.nbytes / 100
    assert rows_of(person[:0], 0, 20_000) == slice(0, 0)


@pytest.mark.parametrize(
    ("word", "started", "months", "lasting"),
    [
        ("0000000000000", "0", "0", "0"),
        ("0111111000000", "1", "6", "1"),
        ("0111110111110", "1", "10", "0"),
        ("0000000000001", "1", "1", "0"),
        ("1111111111111", "0", "12", "1"),  # was in work and stayed: has not started
        ("1110111111111", "1", "11", "1"),  # stopped, and started again
        ("?111111111111", "", "12", "1"),  # whether it is a start is unknown
        ("00000?0000000", "", "", "0"),  # one unknown month is no row of six
        ("0000011?11100", "1", "", ""),  # it may be
        ("?????????????", "", "", ""),
    ],
)
def test_a_measure_says_what_the_months_say(word: str, started: str, months: str, lasting: str) -> None:
    assert (value("gestart", word), value("maanden_werk", word), value("duurzaam", word)) == (
        started,
        months,
        lasting,
    )


@settings(max_examples=200, deadline=None)
@given(MONTHS)
def test_an_unknown_month_gives_a_value_only_when_either_answer_gives_it(word: str) -> None:
    for name in ("werk", "gestart", "maanden_werk", "duurzaam"):
        found = value(name, word)
        fillings = {value(name, word.replace("?", "0")), value(name, word.replace("?", "1"))}
        if found:
            assert found in fillings
            assert name == "gestart" or fillings == {found}
        if "?" not in word:
            assert found != ""


def test_out_of_assistance_is_the_month_of_the_term() -> None:
    assert [str(v) for v in measure("uit_bijstand", 3, months_of("1101"))] == ["0"]
    assert [str(v) for v in measure("uit_bijstand", 2, months_of("1101"))] == ["1"]
    assert [str(v) for v in measure("uit_bijstand", 1, months_of("1?01"))] == [""]


def test_recent_work_with_an_unknown_month_is_unknown_not_no() -> None:
    assert list(recent_work(months_of("0" * 24, -24))) == ["nee"]
    assert list(recent_work(months_of("0" * 23 + "?", -24))) == ["onbekend"]
    assert list(recent_work(months_of("?" * 23 + "1", -24))) == ["ja"]


# ---------------------------------------------------------------------------------- from files


def plan_with(tmp_path: Path, columns: tuple[str, ...]) -> Path:
    """A plan that declares these outcomes beside the usual ones."""
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    more = "".join(
        f'\n[[column]]\nname = "{name}"\ntype = "integer"\nmissing = [""]\nmeasured = "outcome"\n'
        for name in columns
    )
    path = tmp_path / "plan.toml"
    path.write_text(text + more, encoding="utf-8")
    return path


def with_plan(folder: Path, tmp_path: Path, columns: tuple[str, ...]) -> Linked:
    plan = read_plan(plan_with(tmp_path, columns))
    return link(folder, asked=order(folder, plan=plan))


ALL = tuple(
    f"{name}_{term}m"
    for name in ("gestart", "maanden_werk", "duurzaam", "uit_bijstand")
    for term in (6, 12, 24)
)


def test_the_measures_of_a_plan_come_from_the_spells(tmp_path: Path) -> None:
    people = make()
    found = with_plan(people.write(tmp_path / "tree"), tmp_path, ALL).table
    for term in (6, 12, 24):
        codes = [[code_at(people, i, k) for k in range(term + 1)] for i in range(SIZE)]
        at_work = [[code in WORK for code in row] for row in codes]
        whole = [all(row) for row in codes]
        assert all(whole)
        started = [any(row[k] and not all(row[:k]) for k in range(1, term + 1)) for row in at_work]
        lasting = ["111111" in "".join(str(int(x)) for x in row[1:]) for row in at_work]
        assert list(found[f"gestart_{term}m"]) == [str(int(x)) for x in started]
        assert list(found[f"maanden_werk_{term}m"]) == [str(sum(row[1:])) for row in at_work]
        assert list(found[f"duurzaam_{term}m"]) == [str(int(x)) for x in lasting]
        assert list(found[f"uit_bijstand_{term}m"]) == [str(int(row[term] != "22")) for row in codes]
        assert found[f"gestart_{term}m"].nunique() == 2


def jobs(people: People, hours: dict[int, float]) -> pd.DataFrame:
    """Statements of income in one year: hours by the place of a person."""
    rows = [("R", people.rin[i], number_of(people.month[i] + 6), h) for i, h in hours.items()]
    return pd.DataFrame(rows, columns=["RINPERSOONS", "RINPERSOON", "SDATUMAANVANGIKO", "SBASISUREN"])


def test_work_can_be_jobs_with_a_least_number_of_hours(tmp_path: Path) -> None:
    people = make()
    drawn = {i: float(h) for i, h in enumerate(np.random.Generator(np.random.PCG64(3)).integers(0, 160, 200))}
    rows = jobs(people, drawn)
    second = jobs(people, {0: 100.5, 1: 7.25})  # a second job in the same month adds up
    rows = pd.concat([rows, second])
    for year in range(2016, 2023):
        mine = rows[rows["SDATUMAANVANGIKO"].str.startswith(str(year))]
        other = rows.head(1).assign(
            RINPERSOON="999999998", SDATUMAANVANGIKO=f"{year}0101"
        )  # a file is never empty
        mine = pd.concat([mine, other])
        people.tables[f"Spolis/SPOLISBUS/{year}/SPOLISBUS {year}V1"] = mine
    declared = DECLARED + '[work]\nsource = "jobs"\nleast_hours = 40\n'
    found = with_plan(people.write(tmp_path / "tree", declared=declared), tmp_path, ("werk_6m",)[:0]).table
    total = rows.groupby("RINPERSOON")["SBASISUREN"].sum()
    assert list(found["werk_6m"]) == [str(int(total.get(rin, 0) >= 40)) for rin in people.rin]
    people.tables.pop("Spolis/SPOLISBUS/2019/SPOLISBUS 2019V1")
    partly = with_plan(people.write(tmp_path / "less", declared=declared), tmp_path, ()).table
    gone = [(m + 6) // 12 == 2019 for m in people.month]
    assert list(partly["werk_6m"] == "") == gone


@pytest.mark.parametrize("name", ["BIJSTANDUITKERINGTAB{}V1", None])
def test_out_of_assistance_can_come_from_the_file_of_assistance(tmp_path: Path, name: str | None) -> None:
    people = make()
    rows = [
        (
            "R",
            people.rin[i],
            number_of(people.month[i] - 3),
            number_of(people.month[i] + (9 if i % 2 else 20), last=True),
        )
        for i in range(SIZE)
    ]
    columns = [
        "RINPERSOONS",
        "RINPERSOON",
        "BIJSTANDAanvangUitkeringPersoon1A",
        "BIJSTANDEindeUitkeringPersoon1A",
    ]
    table = pd.DataFrame(rows, columns=columns)
    for year in range(2018, 2023):
        if name:
            people.tables[f"SocialeZekerheid/BIJSTANDUITKERINGTAB/{year}/" + name.format(year)] = table
            continue
        for month in range(1, 13):
            people.tables[
                f"Socialezekerheid/BIJSTANDUITKERINGTAB/BIJSTANDUITKERING{year}{month:02d}TABV1"
            ] = table if month == 1 else table.head(1)
    declared = DECLARED + '[work]\nassistance = "assistance"\n'
    found = with_plan(
        people.write(tmp_path / "tree", declared=declared), tmp_path, ("uit_bijstand_12m",)
    ).table
    assert list(found["uit_bijstand_12m"]) == [str(i % 2) for i in range(SIZE)]


# ------------------------------------------------------------------------------------- the plan


def test_a_plan_links_its_columns_and_needs_only_its_files(tmp_path: Path) -> None:
    people = make()
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    head, *columns = text.split("[[column]]")
    kept = [column for column in columns if 'name = "betaalachterstand"' not in column]
    (tmp_path / "plan.toml").write_text("[[column]]".join([head, *kept]), encoding="utf-8")
    for place in [place for place in people.tables if "WANBZVW" in place]:
        people.tables.pop(place)
    plan = read_plan(tmp_path / "plan.toml")
    folder = people.write(tmp_path / "tree")
    found = link(folder, asked=order(folder, plan=plan))
    assert set(found.table.columns) == {column.name for column in plan.columns}
    assert plan.sha256 in found.report
    assert not any("WANBZVW" in entry.table for entry in found.account.entries)


def test_a_plan_whose_file_is_missing_is_refused(tmp_path: Path) -> None:
    people = make()
    for place in [place for place in people.tables if "MEDICIJN" in place]:
        people.tables.pop(place)
    folder = people.write(tmp_path / "tree")
    with pytest.raises(InputError, match="a file of MEDICIJNTAB"):
        link(folder, asked=order(folder, plan=read_plan(PLANS / "fictief.toml")))


def test_a_plan_that_uses_a_column_no_linking_gives_is_refused(tmp_path: Path) -> None:
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8").replace('"werk_12m"', '"inkomen_12m"')
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="column inkomen_12m: expected columns that linking gives"):
        order(tmp_path, plan=read_plan(tmp_path / "plan.toml"))


@pytest.mark.parametrize(
    ("work", "words"),
    [
        ('codes = ["16"]', "codes of SECM"),
        ('source = "gut"', "one of income, jobs"),
        ("least_hours = 0", "more than 0"),
    ],
)
def test_a_definition_of_work_that_cannot_be_meant_is_refused(tmp_path: Path, work: str, words: str) -> None:
    people = make()
    people.tables = {INCOME: people.tables[INCOME]}
    with pytest.raises(InputError, match=words):
        order(people.write(tmp_path, declared=DECLARED + f"[work]\n{work}\n"))


def test_the_words_for_every_measure_make_a_plan(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "link-cbs-files.md").read_text(encoding="utf-8")
    block = page.partition("```toml\n")[2].partition("```")[0]
    names = [outcome["column"] for outcome in tomllib.loads(block)["outcome"]]
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    columns = "".join(
        f'\n[[column]]\nname = "{name}"\ntype = "integer"\nmissing = [""]\nmeasured = "outcome"\n'
        for name in names
        if name != "werk_12m"
    )
    mine = block.replace(
        'term_months = 12\nname_nl = "Betaald werk"', 'term_months = 13\nname_nl = "Betaald werk"'
    )
    mine = mine.replace('id = "werk_12m"\nkey = "work"', 'id = "again"\nkey = "work_again"')
    (tmp_path / "plan.toml").write_text(text + columns + mine, encoding="utf-8")
    plan = read_plan(tmp_path / "plan.toml")
    assert {stem(name) for name in names} == set(MEASURES)
    assert set(names) <= set(order(tmp_path, plan=plan).columns)
