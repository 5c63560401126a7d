# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of the municipality: who lived there, who was a client, whatever the kind and order of the files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from research.__main__ import main
from research.errors import InputError
from research.linking.link import Linked, link, order
from research.linking.others import link_others
from research.plan.insight import InsightPlan, read_insight
from research.simulation.country import World, draw
from research.simulation.files import write_world
from research.simulation.others import ELSEWHERE, HERE
from tests.research.builders import PLANS

WORLD = World(clients=240, caseworkers=4, offices=2, months=36, seed=6, others=400, first_year=2018)
PLAN = PLANS / "groep.toml"
HOMES = "BouwenWonen/VSLGWBTAB/VSLGWB2022TAB03V1.parquet"
SPELLS = "Bevolking/GBAADRESOBJECTBUS/GBAADRESOBJECT2022BUSV1.parquet"


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivered")
    write_world(draw(WORLD), WORLD, folder, "parquet", lambda _: None, "cbs")
    return folder


@pytest.fixture
def here(delivered: Path, tmp_path: Path) -> Path:
    shutil.copytree(delivered, tmp_path / "d")
    return tmp_path / "d"


def others(folder: Path, plan: InsightPlan | None = None) -> Linked:
    plan = plan or read_insight(PLAN)
    return link_others(folder, lambda _: None, order(folder, plan=plan), plan)


def plan_with(folder: Path, old: str, new: str) -> InsightPlan:
    text = PLAN.read_text(encoding="utf-8")
    assert old in text
    (folder / "plan.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_insight(folder / "plan.toml")


def test_who_lived_there_and_was_no_client(here: Path) -> None:
    """Beside pandas: everybody at a dwelling of the municipality, without clients of that year and before."""
    table = others(here).table
    homes, spells = pd.read_parquet(here / HOMES), pd.read_parquet(here / SPELLS)
    upload = pd.read_parquet(here / "9999GEMEENTEXINTAKECBKV1.parquet")
    first = upload["Startdatum"].str[-4:].astype(int)
    ages = pd.read_parquet(next(here.glob("Bevolking/GBAPERSOONTAB/2022/*"))).set_index("RINPERSOON")
    for year in (2018, 2019, 2020):
        at_home = spells[
            spells["RINOBJECTNUMMER"].isin(homes.loc[homes[f"gem{year}"] == HERE, "RINOBJECTNUMMER"])
        ]
        rest = set(at_home["RINPERSOON"]) - set(upload.loc[first <= year, "RINPERSOON"])
        born = ages.loc[sorted(rest)]
        age = year - born["GBAGEBOORTEJAAR"].astype(int) - (born["GBAGEBOORTEMAAND"].astype(int) > 7)
        found = table.loc[table["intake_maand"] == f"{year}-07", "RINPERSOON"]
        assert set(found) == set(age[(age >= 18) & (age <= 66)].index)
        assert len(found) == found.nunique()
    assert len(table) > 900


def test_order_and_kind_of_files_leave_the_same_table(here: Path) -> None:
    first = others(here).table
    for place in (HOMES, SPELLS):
        table = pd.read_parquet(here / place).sample(frac=1, random_state=2)
        table.columns = [name.lower() for name in table.columns]
        (here / place).unlink()
        table.to_csv((here / place).with_suffix(".csv"), index=False, sep=";")
    pd.testing.assert_frame_equal(others(here).table, first)
    for place in (HOMES, SPELLS):
        table = pd.read_csv((here / place).with_suffix(".csv"), sep=";", dtype=str)
        (here / place).with_suffix(".csv").unlink()
        import pyreadstat

        pyreadstat.write_sav(table, str((here / place).with_suffix(".sav")))
    pd.testing.assert_frame_equal(others(here).table, first)


def test_only_people_of_the_register_count(here: Path) -> None:
    number = len(others(here).table)
    spells = pd.read_parquet(here / SPELLS)
    known = spells["RINPERSOON"].tail(1).item()
    spells.loc[spells["RINPERSOON"] == known, "RINPERSOONS"] = "S"
    spells.to_parquet(here / SPELLS, index=False)
    assert len(others(here).table) == number - 3


def test_who_moved_away_before_the_day_is_no_inhabitant(here: Path) -> None:
    spells = pd.read_parquet(here / SPELLS)
    known = spells["RINPERSOON"].tail(1).item()
    spells.loc[spells["RINPERSOON"] == known, "GBADATUMEINDEADRESHOUDING"] = "20190630"
    spells.to_parquet(here / SPELLS, index=False)
    table = others(here).table
    assert table.loc[table["RINPERSOON"] == known, "intake_maand"].tolist() == ["2018-07"]


def test_the_account_says_who_was_left_out(here: Path) -> None:
    lines = [entry for entry in others(here).account.entries if entry.step == "inhabitants"]
    assert [entry.year for entry in lines] == ["2018", "2019", "2020"]
    assert [entry.before for entry in lines] == [240 + 360] * 3
    assert [entry.lost for entry in lines] == sorted(entry.lost for entry in lines)
    assert lines[-1].lost == 240
    begins = next(entry for entry in others(here).account.entries if entry.key == "upload begins")
    assert "which begins in 2018-01: who was a client only before that" in begins.words()


def test_the_account_says_how_many_clients_live_there(here: Path) -> None:
    entries = others(here).account.entries
    lines = [entry for entry in entries if entry.step == "clients"]
    assert sum(entry.before for entry in lines) == sum(entry.found for entry in lines) == 240
    elsewhere = others(here, plan_with(here, f'["{HERE}"]', f'["{ELSEWHERE}"]')).account
    assert "do not live in the municipality of the plan" in "".join(elsewhere.warnings)


@pytest.mark.parametrize("what", ["services", "twice", "blanks"])
def test_who_is_in_the_upload_is_no_other_whatever_the_declaration_leaves_out(here: Path, what: str) -> None:
    """A service that is not studied, two first intakes, and an empty cell: clients still."""
    place, declared = here / "9999GEMEENTEXINTAKECBKV1.parquet", here / "upload.toml"
    upload, text = pd.read_parquet(place), declared.read_text(encoding="utf-8")
    if what == "blanks":
        upload.loc[upload.index[::3], "Startdatum"] = ""
        text = text.replace("[upload]", '[upload]\nblanks = "leave out"', 1)
    elif what == "twice":
        again = upload[::3].copy()
        again[again.columns[2]] = "ander"
        upload = pd.concat([upload, again])
        text = "\n".join(line for line in text.splitlines() if not line.startswith("twice"))
        text = text.replace("[upload]", '[upload]\ntwice = "leave out"', 1)
    else:
        assert '"Scholing" = "voorbereiden"' in text
        text = text.replace('"voorbereiden"', '"leave out"')
    upload.to_parquet(place, index=False)
    declared.write_text(text, encoding="utf-8")
    table = others(here).table
    last = table.loc[table["intake_maand"] == "2020-07", "RINPERSOON"]
    assert not set(last) & set(upload["RINPERSOON"])


def test_zeros_that_one_of_two_files_lost_leave_the_same_table(here: Path) -> None:
    homes, spells = pd.read_parquet(here / HOMES), pd.read_parquet(here / SPELLS)
    for table in (homes, spells):
        table["RINOBJECTNUMMER"] = "0" + table["RINOBJECTNUMMER"].str[1:]
    homes.to_parquet(here / HOMES, index=False)
    spells.to_parquet(here / SPELLS, index=False)
    first = others(here).table
    homes.astype({"RINOBJECTNUMMER": "int64"}).to_parquet(here / HOMES, index=False)
    pd.testing.assert_frame_equal(others(here).table, first)


@pytest.mark.parametrize(
    ("file", "column", "value", "said"),
    [
        (
            SPELLS,
            "SOORTOBJECTNUMMER",
            "E",
            "in ten spells on 20180701 without a dwelling in VSLGWB2022TAB03V1.parquet",
        ),
        (SPELLS, "SOORTOBJECTNUMMER", "woning", "column SOORTOBJECTNUMMER: expected one letter"),
        (HOMES, "SOORTOBJECTNUMMER", "woning", "row 1, column SOORTOBJECTNUMMER: expected one letter"),
        (
            HOMES,
            "gem2018",
            "----",
            "column gem2018: expected at most one in ten spells on 20180701 without the code",
        ),
        (
            HOMES,
            "gem2018",
            "Utrecht",
            "row 1, column gem2018: expected the code of a municipality, four digits",
        ),
        (
            SPELLS,
            "GBADATUMAANVANGADRESHOUDING",
            "2013----",
            "row 1, column GBADATUMAANVANGADRESHOUDING: expected a day",
        ),
    ],
)
def test_half_of_a_column_of_another_kind_is_refused_by_name(
    here: Path, file: str, column: str, value: str, said: str
) -> None:
    table = pd.read_parquet(here / file)
    table.loc[table.index[::2], column] = value
    table.to_parquet(here / file, index=False)
    with pytest.raises(InputError) as error:
        others(here)
    assert said in str(error.value)
    assert Path(file).name in str(error.value)


def test_a_file_of_labels_without_rows_or_that_ends_early_is_named(here: Path) -> None:
    cases: tuple[tuple[str, Callable[[pd.DataFrame], pd.DataFrame], str], ...] = (
        (
            SPELLS,
            lambda t: t.assign(RINPERSOONS="In GBA"),
            "column RINPERSOONS: expected “R” for people in the register",
        ),
        (SPELLS, lambda t: t[:0], "expected at least one row below the names of the columns"),
        (HOMES, lambda t: t[:0], "expected at least one row below the names of the columns"),
        (HOMES, lambda t: t[:200], "column RINOBJECTNUMMER: expected at most one in ten spells"),
        (
            SPELLS,
            lambda t: t.assign(GBADATUMEINDEADRESHOUDING="20191231"),
            "column GBADATUMAANVANGADRESHOUDING, GBADATUMEINDEADRESHOUDING: expected spells that hold 20200701",
        ),
    )
    for file, change, said in cases:
        table = pd.read_parquet(here / file)
        change(table).to_parquet(here / file, index=False)
        with pytest.raises(InputError) as error:
            others(here)
        table.to_parquet(here / file, index=False)
        assert said in str(error.value)
        assert "parquet" in str(error.value)


def test_a_code_of_no_dwelling_is_refused_and_half_of_a_town_is_a_warning(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="expected dwellings in 8887; found none"):
        others(here, plan_with(here, '["9999"]', '["9999", "8887"]'))
    homes = pd.read_parquet(here / HOMES)
    homes.loc[homes.index[::2], "gem2018"] = "7777"
    homes.to_parquet(here / HOMES, index=False)
    words = ["--plan", str(PLAN), "--out", str(here / "c.csv"), "--others", str(here / "o.csv")]
    assert main(["--quiet", "link", str(here), *words]) == 0
    assert "inhabitants of difference between 2018 (" in capsys.readouterr().err


def test_the_other_municipality_is_another_one(here: Path) -> None:
    table = others(
        here, plan_with(here, f'municipality = ["{HERE}"]', f'municipality = ["{ELSEWHERE}"]')
    ).table
    assert 0 < len(table) <= 3 * 40


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('municipality = ["9999"]', 'municipality = ["0001"]', "expected dwellings in 0001; found none"),
        ('municipality = ["9999"]', "municipality = []", "the code of the municipality"),
        ("years = [2018, 2019, 2020]", "years = [2031]", "expected a column “gem2031”"),
        ('person = "RINPERSOON"', 'person = "intake_maand"', "“RINPERSOON”, which linking gives"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(here: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        others(here, plan_with(here, old, new))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("GBADATUMAANVANGADRESHOUDING", "1 mei", "expected a day like 20190401; found “1 mei”"),
        ("RINPERSOON", "12x", "expected a pseudonym of nine digits; found something else"),
    ],
)
def test_a_cell_of_another_form_is_refused(here: Path, column: str, value: str, said: str) -> None:
    spells = pd.read_parquet(here / SPELLS)
    spells.loc[spells.index[-1], column] = value
    spells.to_parquet(here / SPELLS, index=False)
    with pytest.raises(InputError) as error:
        others(here)
    assert said in str(error.value)


@pytest.mark.parametrize("place", [HOMES, SPELLS])
def test_a_file_that_is_not_there_is_refused(here: Path, place: str) -> None:
    (here / place).unlink()
    with pytest.raises(InputError, match=r"expected a file of (VSLGWBTAB|GBAADRESOBJECTBUS)"):
        others(here)


def test_others_without_a_plan_are_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(here / "o.csv")
    assert main(["--quiet", "link", str(here), "--out", str(here / "c.csv"), "--others", out]) == 1
    assert "column --others: expected --plan as well, with [insight]" in capsys.readouterr().err
    assert not (here / "c.csv").exists()


def test_a_country_without_others_has_the_files_it_had(tmp_path: Path) -> None:
    world = World(clients=60, caseworkers=4, offices=2, months=12, seed=6)
    names = {
        path.name for path in write_world(draw(world), world, tmp_path, "parquet", lambda _: None, "cbs")
    }
    assert not any(name.startswith(("GBAADRESOBJECT", "VSLGWB")) for name in names)


@pytest.mark.parametrize("place", [HOMES, SPELLS, "InkomenBestedingen/SECMBUS/", "9999GEMEENTE"])
@pytest.mark.parametrize("cells", ["more", "fewer"])
def test_a_damaged_line_of_a_text_is_named(here: Path, place: str, cells: str) -> None:
    (path,) = [path for path in here.rglob("*.parquet") if place in str(path)]
    lines = pd.read_parquet(path).to_csv(index=False, sep=";").splitlines()
    path.unlink()
    lines[7] = lines[7] + ";one;two" if cells == "more" else lines[7].rpartition(";")[0]
    path.with_suffix(".csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=r"line 8: expected \d+ cells") as error:
        link(here, lambda _: None, order(here)) if place not in (HOMES, SPELLS) else others(here)
    assert path.with_suffix(".csv").name in str(error.value)
