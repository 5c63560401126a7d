# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of the municipality: who lived there, who was a client, whatever the kind and order of the files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from research.__main__ import main
from research.errors import InputError
from research.linking.link import Linked, order
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
        ("RINPERSOON", "12x", "expected a pseudonym of nine digits; found nothing"),
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
