# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round of municipalities: who may join, what each adds, and what is released."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.__main__ import main
from research.counting.municipal_counts import without_names
from research.release.reading import read_release
from research.rounds import closing
from research.rounds.closing import heterogeneity
from research.rounds.round_file import FILE, read_round
from tests.research.builders import small_plan, small_table

TOWNS = ("noord", "oost", "zuid")
TOWN = {
    'decision_maker = "judge"': 'decision_maker = "judge"\nmunicipality = "town"',
    "seed = ": "municipalities = 0\nseed = ",
    '[[column]]\nname = "court"': '[[column]]\nname = "town"\ntype = "key"\n\n[[column]]\nname = "court"',
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that leaves open who takes part, and the counts and feasibility of three towns under it."""
    folder = tmp_path_factory.mktemp("towns")
    small_plan(folder, changes=TOWN)
    for number, town in enumerate(TOWNS):
        table = small_table(2500, seed=50 + number)
        table.insert(0, "town", town)
        table["judge"] = town + table["judge"]
        table.to_csv(folder / f"{town}.csv", index=False)
        table.drop(columns="y").to_csv(folder / f"{town}-registration.csv", index=False)
        plan, data = str(folder / "klein.toml"), str(folder / f"{town}.csv")
        out = str(folder / f"{town}.counts.parquet")
        assert main(["--quiet", "count", plan, "--data", data, "--out", out]) == 0
        asked = ["--registration", str(folder / f"{town}-registration.csv"), "--out", str(folder / town)]
        assert main(["--quiet", "feasibility", plan, *asked]) == 0
    return folder


@pytest.fixture
def round_(counted: Path, tmp_path: Path) -> Path:
    place = tmp_path / "round"
    assert main(["--quiet", "round", "new", str(counted / "klein.toml"), "--out", str(place)]) == 0
    return place


def add(round_: Path, counted: Path, town: str, *more: str, counts: Path | None = None) -> int:
    given = str(counts or counted / f"{town}.counts.parquet")
    return main(["--quiet", "round", "add", str(round_), "--name", town, "--counts", given, *more])


def close(round_: Path, out: Path) -> int:
    return main(["--quiet", "round", "close", str(round_), "--out", str(out)])


def test_a_round_gives_what_one_table_of_all_gives(round_: Path, counted: Path, tmp_path: Path) -> None:
    for town in reversed(TOWNS):
        assert add(round_, counted, town, "--called", f"{town.title()}stad") == 0
    assert close(round_, tmp_path / "est") == 0
    plan = str(counted / "klein.toml")
    files = [str(counted / f"{town}.csv") for town in TOWNS]
    assert main(["--quiet", "estimate", plan, "--data", *files, "--out", str(tmp_path / "all")]) == 0
    together, apart = ((tmp_path / name / "estimates.csv").read_bytes() for name in ("all", "est"))
    assert together == apart
    asked = ["--estimates", str(tmp_path / "est"), "--out", str(tmp_path / "releases")]
    assert main(["--quiet", "release", plan, *asked]) == 0
    release = read_release(tmp_path / "releases" / "klein-2026")
    assert release.manifest.municipalities == 3
    line = next(one for one in release.checks if one.key == "plan.round")
    assert line.sentence_nl == "Aan deze ronde deden mee: Zuidstad, Ooststad, Noordstad."


def test_each_is_left_out_in_turn_and_asked_alone(round_: Path, counted: Path, tmp_path: Path) -> None:
    for town in TOWNS:
        add(round_, counted, town)
    close(round_, tmp_path / "est")
    table = pd.read_csv(tmp_path / "est" / "round.csv")
    own = table[(table["comparison"] == "versus_otherwise") & (table["service"] == "a")].set_index(
        ["who", "way"]
    )
    whole = own.loc[("together", "together")]
    for town in TOWNS:
        assert own.loc[(town, "alone"), "se"] > whole["se"]
        assert whole["se"] < own.loc[(town, "without"), "se"] < own.loc[(town, "alone"), "se"]
        assert own.loc[(town, "alone"), "people"] + own.loc[(town, "without"), "people"] == whole["people"]
    checks = json.loads((tmp_path / "est" / "results.json").read_text(encoding="utf-8"))["checks"]
    told = {line["key"]: line for line in checks}
    assert told["round.differences.a"]["value"] is not None
    assert told["round.left_out.a"]["value"] > 0


def test_differences_are_found_where_there_are_and_not_where_there_are_none() -> None:
    rng = np.random.default_rng(4)
    rejected = sum(
        heterogeneity([(float(v), 1.0) for v in rng.normal(3.0, 1.0, 6)]) < 0.05 for _ in range(400)
    )
    assert 8 <= rejected <= 34
    assert heterogeneity([(0.0, 1.0), (6.0, 1.0), (0.5, 1.0)]) < 0.001


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (("noord", "noord"), "that is not in the round"),
        (("anders", "noord"), "counts that are not in the round"),
    ],
)
def test_the_same_municipality_or_the_same_counts_are_refused(
    round_: Path, counted: Path, second: tuple[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(round_, counted, "noord") == 0
    before = (round_ / FILE).read_bytes()
    assert add(round_, counted, second[0], counts=counted / f"{second[1]}.counts.parquet") == 1
    assert said in capsys.readouterr().err
    assert (round_ / FILE).read_bytes() == before


def test_a_municipality_under_another_name_is_refused(
    round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts of other people of the same town: its digest differs, its municipality does not."""
    assert add(round_, counted, "noord") == 0
    pd.read_csv(counted / "noord.csv").iloc[:2000].to_csv(tmp_path / "less.csv", index=False)
    asked = ["--data", str(tmp_path / "less.csv"), "--out", str(tmp_path / "less.counts.parquet")]
    assert main(["--quiet", "count", str(counted / "klein.toml"), *asked]) == 0
    assert add(round_, counted, "west", counts=tmp_path / "less.counts.parquet") == 1
    assert "every municipality in one file" in capsys.readouterr().err
    assert [member.key for member in read_round(round_).present] == ["noord"]


@pytest.mark.parametrize("gone", [0, 3], ids=["all of them", "without three caseworkers"])
def test_the_same_people_under_the_name_of_another_municipality_are_refused(
    gone: int, round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing but names differs: of the municipality, the caseworkers and the offices; also when some were dropped."""
    table = pd.read_csv(counted / "noord.csv")
    table = table[~table["judge"].isin(sorted(table["judge"].unique())[:gone])]
    for column in ("town", "judge", "court"):
        table[column] = table[column].astype(str).map(lambda name: f"x{name[::-1]}")
    table.to_csv(tmp_path / "again.csv", index=False)
    asked = ["--data", str(tmp_path / "again.csv"), "--out", str(tmp_path / "again.counts.parquet")]
    assert main(["--quiet", "count", str(counted / "klein.toml"), *asked]) == 0
    assert add(round_, counted, "noord") == 0
    assert add(round_, counted, "west", counts=tmp_path / "again.counts.parquet") == 1
    assert "with exactly the counts of one of noord, renamed" in capsys.readouterr().err
    assert [path.name for path in (round_ / "counts").iterdir()] == ["noord.counts.parquet"]
    assert add(round_, counted, "oost") == 0


def test_caseworkers_of_few_people_are_not_taken_for_each_other(tmp_path: Path) -> None:
    """A caseworker sees one or two people a month: two towns have many equal months, and no equal caseworkers."""
    files = []
    for town, seed in (("noord", 1), ("oost", 2)):
        rng = np.random.default_rng(seed)
        months = pd.DataFrame(
            {
                "worker": np.repeat([f"{town}-{n}" for n in range(30)], 24),
                "stratum": np.tile([f"{town} {n}" for n in range(24)], 30),
                "office": town,
                "track": rng.integers(0, 2, 720),
                "code": rng.integers(0, 2, 720),
                "people": rng.integers(1, 3, 720),
            }
        )
        files.append(tmp_path / f"{town}.parquet")
        months.to_parquet(files[-1], index=False)
    own, there = (without_names(file) for file in files)
    assert own.size == there.size == 30
    assert np.intersect1d(own, there).size == 0
    assert np.array_equal(own, without_names(files[0]))


@pytest.mark.parametrize("called", [" ", "Oost\nstad", "NOORDSTAD", "Noordstad "])
def test_a_name_that_cannot_stand_in_a_release_is_refused(
    round_: Path, counted: Path, called: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(round_, counted, "noord", "--called", "Noordstad") == 0
    assert add(round_, counted, "oost", "--called", called) == 1
    assert "a name of one line that no other municipality in the round has" in capsys.readouterr().err
    assert [member.key for member in read_round(round_).members] == ["noord"]


def test_the_feasibility_of_another_municipality_is_refused(
    round_: Path, counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--feasibility", str(counted / "noord" / "feasibility.json")]
    assert add(round_, counted, "noord", *told) == 0
    assert add(round_, counted, "oost", *told) == 1
    assert "found that of noord" in capsys.readouterr().err
    assert [path.name for path in (round_ / "counts").iterdir()] == ["noord.counts.parquet"]


def test_who_withdraws_while_the_round_is_being_closed_is_not_in_it(
    round_: Path,
    counted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for town in TOWNS:
        add(round_, counted, town)

    def meanwhile(*given: Any) -> Any:
        main(["--quiet", "round", "withdraw", str(round_), "--name", "zuid"])
        monkeypatch.undo()
        return closing.moved(*given)

    monkeypatch.setattr(closing, "moved", meanwhile)
    assert close(round_, tmp_path / "est") == 1
    assert "a change by another" in capsys.readouterr().err
    assert not (tmp_path / "est").exists()
    held = read_round(round_)
    assert (held.state, [member.key for member in held.present]) == ("open", ["noord", "oost"])
    assert close(round_, tmp_path / "est") == 0


def test_counts_of_two_municipalities_or_of_another_plan_are_refused(
    round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        "--data",
        *(str(counted / f"{town}.csv") for town in TOWNS[:2]),
        "--out",
        str(tmp_path / "two.parquet"),
    ]
    assert main(["--quiet", "count", str(counted / "klein.toml"), *asked]) == 0
    assert add(round_, counted, "two", counts=tmp_path / "two.parquet") == 1
    assert "the counts of one municipality" in capsys.readouterr().err
    small_plan(tmp_path, changes=TOWN | {"seed = ": "municipalities = 0\nseed = 1"})
    asked = ["--data", str(counted / "noord.csv"), "--out", str(tmp_path / "other.parquet")]
    assert main(["--quiet", "count", str(tmp_path / "klein.toml"), *asked]) == 0
    assert add(round_, counted, "noord", counts=tmp_path / "other.parquet") == 1
    assert "pooled counts share one plan" in capsys.readouterr().err
    assert add(round_, counted, "noord", counts=counted / "klein.toml") == 1
    assert add(round_, counted, "noord", counts=tmp_path / "nowhere.parquet") == 1
    assert not read_round(round_).members


def test_a_municipality_may_withdraw_until_the_closing(
    round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for town in TOWNS:
        add(round_, counted, town)
    leave = ["--quiet", "round", "withdraw", str(round_), "--name", "oost"]
    assert main(leave) == 0
    assert not list((round_ / "counts").glob("oost*"))
    assert [member.key for member in read_round(round_).members if member.withdrawn] == ["oost"]
    assert main(leave) == 1, "it is not in it any more"
    assert add(round_, counted, "oost") == 0, "and may come back"
    assert main(leave) == 0
    assert close(round_, tmp_path / "est") == 0
    assert "noord, zuid." in (tmp_path / "est" / "results.json").read_text(encoding="utf-8")
    capsys.readouterr()
    for again in (leave, ["round", "close", str(round_), "--out", str(tmp_path / "est")]):
        assert main(again) == 1
        assert "one that was closed" in capsys.readouterr().err
    assert add(round_, counted, "oost") == 1


def test_one_alone_is_no_round_and_changed_counts_are_refused(
    round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(round_, counted, "noord")
    assert close(round_, tmp_path / "est") == 1
    assert "two or more municipalities" in capsys.readouterr().err
    add(round_, counted, "oost")
    (round_ / "counts" / "oost.counts.parquet").write_bytes((counted / "zuid.counts.parquet").read_bytes())
    for act in (["status", str(round_)], ["close", str(round_), "--out", str(tmp_path / "est")]):
        assert main(["round", *act]) == 1
        assert "the counts that oost joined with" in capsys.readouterr().err
    assert read_round(round_).state == "open"
    assert not (tmp_path / "est").exists()


def test_status_tells_what_each_adds_before_any_outcome(
    round_: Path, counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for town in TOWNS:
        add(round_, counted, town, "--feasibility", str(counted / town / "feasibility.json"))
    capsys.readouterr()
    assert main(["round", "status", str(round_)]) == 0
    said = capsys.readouterr().out
    assert "noord (noord): 2,500 people" in said
    alone = [float(line.split("alone ")[1].split(",")[0]) for line in said.splitlines() if " alone " in line]
    together = [float(line.split("together ")[1]) for line in said.splitlines() if "together " in line]
    assert len(alone) == 6
    assert max(together) < min(alone)


def test_status_says_of_how_many_together_is_told(
    round_: Path, counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(round_, counted, "noord", "--feasibility", str(counted / "noord" / "feasibility.json"))
    add(round_, counted, "oost")
    capsys.readouterr()
    assert main(["round", "status", str(round_)]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if " together " in line]
    assert said
    assert all("the 1 of 2 that told it, together " in line for line in said)


def test_a_second_round_in_the_same_folder_and_a_plan_without_municipalities_are_refused(
    round_: Path, counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["round", "new", str(counted / "klein.toml"), "--out", str(round_)]) == 1
    assert "Give another folder" in capsys.readouterr().err
    small_plan(tmp_path)
    assert main(["round", "new", str(tmp_path / "klein.toml"), "--out", str(tmp_path / "r")]) == 1
    assert "a column of municipalities" in capsys.readouterr().err
    assert main(["round", "status", str(tmp_path)]) == 1
    assert "expected a round" in capsys.readouterr().err
