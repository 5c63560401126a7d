# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other roads to the same bytes: a folder of Parquet, counts of municipalities, a remembered run."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from research import caching
from research.__main__ import main
from research.caching import Cache
from research.counting import municipal_counts as countfile
from research.counting import sources
from research.counting.engines import Setting, within
from research.counting.municipal_counts import NAMES, counted
from research.data.identifiers import passes_eleven_test
from research.errors import InputError
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import Results, estimates_csv, to_json
from research.run import Way, count, estimate
from tests.research.builders import ROOT, small_plan, small_table

pytestmark = pytest.mark.usefixtures("fewer_draws")

ROLES = 'municipality = "town"\nperson = "person"\norder = "moment"\ntreatment = "track"\n'
TOWN = (
    '[[column]]\nname = "town"\ntype = "key"\n[[column]]\nname = "person"\ntype = "key"\n'
    '[[column]]\nname = "moment"\ntype = "month"\n'
    '[[column]]\nname = "ill"\ntype = "category"\nvalues = ["ja", "nee"]\n'
    '[[prevalence]]\nkey = "ill"\ncolumn = "ill"\nvalues = ["ja"]\nname_nl = "ziek"\nname_en = "ill"\n'
)
CHANGES = {
    'treatment = "track"\n': ROLES,
    '[[column]]\nname = "judge"': TOWN + '[[column]]\nname = "judge"',
    "seed = 1\n": "seed = 1\nmunicipalities = 2\n",
    'type = "integer"\nmeasured = "outcome"': 'type = "integer"\nmissing = [""]\nmeasured = "outcome"',
}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return small_plan(tmp_path, changes=CHANGES)


def town(name: str, seed: int, size: int = 2500) -> pd.DataFrame:
    """One municipality: names of judges and courts are the same in every other; some come twice, some outcomes
    are unknown."""
    rng = np.random.default_rng(seed)
    table = small_table(size, seed=seed).assign(
        town=name,
        person=[f"p{n:05d}" for n in range(size)],
        moment="2018-05",
        ill=rng.choice(["ja", "nee"], size),
    )
    table["y"] = table["y"].astype("Int64").mask(rng.random(size) < 0.02)
    return pd.concat([table, table.head(60).assign(moment="2019-03", y=1)], ignore_index=True)


@pytest.fixture
def towns() -> list[pd.DataFrame]:
    return [town("a", 5), town("b", 6)]


def released(plan: Plan, results: Results) -> dict[str, bytes]:
    return release_files(compose(plan, results, []))


def test_counts_of_two_municipalities_give_the_bytes_of_one_table(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path
) -> None:
    pd.concat(towns).sample(frac=1.0, random_state=1).to_csv(tmp_path / "all.csv", index=False)
    whole = estimate(plan, [tmp_path / "all.csv"])
    files = []
    for number, table in enumerate(towns):
        table.to_csv(tmp_path / "t.csv", index=False)
        files.append(tmp_path / f"{number}.counts.parquet")
        asked = [str(tmp_path / "klein.toml"), "--data", str(tmp_path / "t.csv"), "--out", str(files[-1])]
        assert main(["--quiet", "count", *asked]) == 0
    pooled = estimate(plan, [], way=Way(counts=tuple(reversed(files))))
    assert to_json(pooled) == to_json(whole)
    assert estimates_csv(pooled) == estimates_csv(whole)
    assert released(plan, pooled) == released(plan, whole)
    with pytest.raises(InputError, match="every file once"):
        estimate(plan, [], way=Way(counts=(files[0], files[0])))
    (tmp_path / "again.parquet").write_bytes(files[0].read_bytes())
    with pytest.raises(InputError, match="one file"):
        estimate(plan, [], way=Way(counts=(files[0], tmp_path / "again.parquet")))
    with pytest.raises(InputError, match="2 municipalities"):
        estimate(plan, [], way=Way(counts=(files[0],)))
    other = small_plan(tmp_path, changes=CHANGES | {"seed = 1\n": "seed = 2\nmunicipalities = 2\n"})
    with pytest.raises(InputError, match="plan_sha256"):
        estimate(other, [], way=Way(counts=tuple(files)))


def test_counts_without_a_municipality_are_not_added(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    with pytest.raises(InputError, match="municipality"):
        estimate(plan, [], way=Way(counts=(tmp_path / "a", tmp_path / "b")))


def test_something_else_than_counts_is_refused(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError, match="count"):
        estimate(plan, [], way=Way(counts=(tmp_path / "a.parquet",)))


def folder_of(table: pd.DataFrame, folder: Path, parts: int = 3) -> Path:
    folder.mkdir(parents=True)
    for number in range(parts):
        table.iloc[number::parts].to_parquet(folder / f"part{number}.parquet", index=False)
    return folder


def test_a_folder_of_parquet_gives_the_same_bytes_as_one_csv_file(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path
) -> None:
    table = pd.concat(towns)
    table.to_csv(tmp_path / "t.csv", index=False)
    ours = estimate(plan, [tmp_path / "t.csv"])
    theirs = estimate(plan, [folder_of(table, tmp_path / "parts")], way=Way())
    assert to_json(theirs) == to_json(ours)
    assert released(plan, theirs) == released(plan, ours)


def test_the_cells_of_a_file_are_read_and_not_the_name_of_its_folder(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path
) -> None:
    table = pd.concat(towns)
    table.to_csv(tmp_path / "t.csv", index=False)
    ours = estimate(plan, [tmp_path / "t.csv"])
    theirs = estimate(plan, [folder_of(table, tmp_path / "town=c" / "year=2018")], way=Way())
    assert to_json(theirs) == to_json(ours)


@pytest.mark.parametrize(
    ("column", "value"),
    [("track", "c"), ("old", 2), ("y", 3), ("moment", "2018-13"), ("judge", " "), ("ill", "?")],
)
def test_what_the_codebook_does_not_allow_is_refused_in_one_sentence_for_every_kind_of_file(
    column: str, value: object, plan: Plan, towns: list[pd.DataFrame], tmp_path: Path
) -> None:
    table = pd.concat(towns, ignore_index=True)
    table.loc[17, column] = value
    table.loc[20, column] = value
    # Three files: row 17 is the sixth of the last one.
    with pytest.raises(InputError, match=f"part2.parquet, row 6, column {column}: expected") as ours:
        estimate(plan, [folder_of(table, tmp_path / "parts")])
    table.iloc[2::3].to_csv(tmp_path / "part2.csv", index=False)
    with pytest.raises(InputError) as theirs:
        estimate(plan, [tmp_path / "part2.csv"])
    assert str(theirs.value) == str(ours.value).replace("part2.parquet, row 6", "part2.csv, line 7")


def test_identifiers_are_refused_wherever_they_stand(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = towns[0].assign(x="someone@example.org")
    with pytest.raises(InputError, match="e-mail"):
        estimate(plan, [folder_of(named, tmp_path / "parts", 1)])
    named = towns[0].assign(x="-")
    named.loc[7, "x"] = "someone@example.org"
    with pytest.raises(InputError, match=r"part1\.parquet, row 3, column x.*an e-mail address"):
        estimate(plan, [folder_of(named, tmp_path / "one")])
    # Also beyond the rows that are looked at first, and beyond the distinct cells that the reader looks at.
    monkeypatch.setattr(sources, "HEAD", 100)
    text = {'name = "x"\ntype = "number"': 'name = "x"\ntype = "key"'}
    open_plan = small_plan(tmp_path, changes=CHANGES | text)
    many = pd.concat(towns, ignore_index=True)
    many = many.assign(x=[f"w{number}" for number in range(len(many))])
    many.loc[5111, "x"] = "0612345678"
    for name, write in (("t.csv", many.to_csv), ("t.parquet", many.to_parquet)):
        write(tmp_path / name, index=False)
        with pytest.raises(InputError, match=r"(line 5113|row 5112), column x.*a telephone number"):
            estimate(open_plan, [tmp_path / name])


def test_numbers_of_persons_in_most_rows_are_refused_though_most_different_cells_are_none(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few numbers that come back row after row, behind very many that are no numbers of persons."""
    monkeypatch.setattr(sources, "HEAD", 100)
    rest = [f"{number:09d}" for number in range(100_000_000, 100_000_000 + 3_000)]
    others = [digits for digits in rest if not passes_eleven_test(digits)][:2_000]
    persons = [digits for digits in rest if passes_eleven_test(digits)][:20]
    many = pd.concat(towns, ignore_index=True)
    many = many.assign(x=[*others, *(persons * 200)[: len(many) - len(others)]])
    text = {'name = "x"\ntype = "number"': 'name = "x"\ntype = "key"'}
    open_plan = small_plan(tmp_path, changes=CHANGES | text)
    monkeypatch.setattr(sources, "LOOK", 1_000)
    for name, write in (("t.csv", many.to_csv), ("t.parquet", many.to_parquet)):
        write(tmp_path / name, index=False)
        with pytest.raises(InputError, match=r"(line|row) \d+, column x.*eleven-test"):
            estimate(open_plan, [tmp_path / name])


def test_a_file_that_is_cut_off_is_refused(plan: Plan, towns: list[pd.DataFrame], tmp_path: Path) -> None:
    folder_of(towns[0], tmp_path / "one")
    (tmp_path / "one" / "part2.parquet").write_bytes((tmp_path / "one" / "part0.parquet").read_bytes()[:-900])
    with pytest.raises(InputError, match=r"part2\.parquet: expected a Parquet file"):
        estimate(plan, [tmp_path / "one"])


def test_too_little_memory_is_one_sentence_that_says_what_to_give(tmp_path: Path) -> None:
    small_table(20_000).to_parquet(tmp_path / "t.parquet", index=False)
    plan = small_plan(tmp_path)
    with pytest.raises(InputError, match=r"t\.parquet: .*Out of Memory.*give more --memory"):
        count(plan, [tmp_path / "t.parquet"], lambda _: None, Way(memory="2MB"))


MEMORY = """
import resource, sys
from pathlib import Path
from research.plan.reading import read_plan
from research.run import Way, count
import pandas as pd, numpy as np
def take(folder):
    paths, way = sorted(Path(folder).glob("*." + sys.argv[2])), Way("duckdb", "200MB")
    found = count(read_plan(Path(sys.argv[1])), paths, lambda _: None, way)
    assert found.ledger is not None
    found.ledger.close()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(take(sys.argv[3]), take(sys.argv[4]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_memory_does_not_grow_with_rows(kind: str, plan: Plan, tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    for folder, parts in ((small, 2), (large, 12)):
        folder.mkdir(parents=True)
        for number in range(parts):
            part = town("a" if number % 2 else "b", number, 100_000)
            part["person"] = part["person"] + f"-{number}"
            write = part.to_csv if kind == "csv" else part.to_parquet
            write(folder / f"{number}.{kind}", index=False)
    asked = [sys.executable, "-c", MEMORY, str(tmp_path / "klein.toml"), kind, str(small), str(large)]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, check=True)
    first, second = (int(word) for word in done.stdout.split())
    # Six times the rows: what may grow is what allocators and buffers keep, not the table (some 300 MB as pandas).
    assert second - first < 120, (first, second)


TO_PARQUET = """
import os, sys
from pathlib import Path
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])  # what waits, waits once for every thread
import duckdb
from research.counting.sources import text_to_parquet
from research.data.readers import read_header
def peak():  # of this program alone: what getrusage tells begins with the peak of who started it
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024
file, before = Path(sys.argv[1]), peak()
assert text_to_parquet(file, read_header(file), file.with_suffix(".parquet"))
print(peak() - before)
"""


@pytest.mark.slow
def test_a_wide_file_of_text_goes_into_parquet_without_much_memory(tmp_path: Path) -> None:
    """With the usual pieces of the engine some 310 MB, whatever --memory says."""
    file = tmp_path / "wide.csv"
    cells = ", ".join(f"hash({place} * 1000000 + row) % 1000000000 AS c{place}" for place in range(25))
    duckdb.sql(f"COPY (SELECT {cells} FROM range(400000) rows(row)) TO '{file}'")
    done = subprocess.run(
        [sys.executable, "-c", TO_PARQUET, str(file)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert int(done.stdout) < 230


def test_a_stopped_run_goes_on_where_it_was(plan: Plan, towns: list[pd.DataFrame], tmp_path: Path) -> None:
    path, way = tmp_path / "t.csv", Way(cache=Cache(tmp_path / "cache"))
    pd.concat(towns).to_csv(path, index=False)
    said: list[str] = []

    def stop_at_group_2(words: str) -> None:
        said.append(words)
        if "group 3" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        estimate(plan, [path], stop_at_group_2, way)
    said.clear()
    again = estimate(plan, [path], said.append, way)
    assert not [words for words in said if words.startswith(("read", "count"))]
    assert to_json(again) == to_json(estimate(plan, [path]))
    towns[0].to_csv(path, index=False)
    with pytest.raises(InputError, match="municipalities"):
        estimate(plan, [path], said.append, way)  # another file is another run


def test_what_another_build_remembered_is_not_taken_for_ours(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version stays the same from one release to the next, while what is remembered may get another form."""
    code, keys = tmp_path / "code" / "counting", []
    code.mkdir(parents=True)
    monkeypatch.setattr(caching, "CODE", code.parent)
    for line in ("pairs = 4", "pairs = 3"):
        (code / "tally.py").write_text(line)
        keys.append(caching.key_of(plan, [], "duckdb"))
        assert caching.key_of(plan, [], "duckdb") == keys[-1]
    assert keys[0] != keys[1]


def test_nothing_is_remembered_unless_a_folder_is_named(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(caching, "key_of", never)
    pd.concat(towns).to_csv(tmp_path / "t.csv", index=False)
    before = sorted(path.name for path in tmp_path.iterdir())
    estimate(plan, [tmp_path / "t.csv"])
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_plan(tmp_path / "klein.toml").municipalities == 2


def test_equal_people_share_a_line_and_counts_are_never_made_people_again(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path
) -> None:
    """The same table fifty times over: fifty times the people, the same lines on disk and in memory."""
    once = pd.concat(towns, ignore_index=True)
    sizes = []
    for times in (1, 50):
        table = pd.concat([once] * times, ignore_index=True)
        table["person"] = [f"p{number}" for number in range(len(table))]
        folder = folder_of(table, tmp_path / f"parts{times}")
        found = count(plan, [folder], lambda _: None, Way())
        assert found.ledger is not None
        assert found.ledger.people == found.tally.kept_rows
        lines = sum(len(block) for block in found.ledger.blocks())
        sizes.append((lines, found.ledger.people))
        parts = list(counted(found.ledger))
        assert sum(int(part["people"].sum()) for part in parts) == found.ledger.people
        found.ledger.close()
    assert sizes[0][0] == sizes[1][0]
    assert sizes[1][1] == 50 * sizes[0][1]


def test_a_file_of_counts_is_written_in_parts_in_the_order_of_the_labels(
    plan: Plan, towns: list[pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pd.concat(towns).to_csv(tmp_path / "t.csv", index=False)
    found = count(plan, [tmp_path / "t.csv"], lambda _: None, Way())
    assert found.ledger is not None
    [whole] = counted(found.ledger)
    monkeypatch.setattr(countfile, "LINES", 100)
    parts = list(counted(found.ledger))
    found.ledger.close()
    assert len(parts) > 5
    assert pd.concat(parts, ignore_index=True).equals(whole)
    names = list(NAMES[:5])
    assert whole.sort_values(names, ignore_index=True).equals(whole)
    assert not whole.duplicated(names).any()


@pytest.mark.parametrize(
    ("asked", "megabytes"), [("1GB", 731), ("2 GiB", 1879), ("200MB", 100), ("500MiB", 262)]
)
def test_the_bound_on_memory_leaves_room_for_what_is_not_the_engine(
    asked: str, megabytes: int, tmp_path: Path
) -> None:
    assert within(asked) // 10**6 == megabytes
    with Setting("duckdb", asked).opened(tmp_path) as engine:
        told = engine.connection.sql("SELECT current_setting('memory_limit')").fetchall()[0][0]  # type: ignore[attr-defined]
    number, unit = told.split()
    assert float(number) * {"MiB": 2**20, "GiB": 2**30}[unit] == pytest.approx(within(asked), rel=0.06)
