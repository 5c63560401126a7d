# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be wrong on the command line, as a user meets it: one sentence, the right exit code, no files.

Tables and codebooks that are wrong stand in test_microdata.py, linked files in test_linking.py.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.__main__ import main
from research.errors import InputError
from research.linking.link import link
from research.plan.reading import read_plan
from research.simulation.country import World, draw
from research.simulation.files import write_world
from tests.research.builders import PLANS, ROOT, SAMPLE, small_plan, small_table

Make = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, a table in two kinds of file, counts and estimates: everything that is right."""
    folder = tmp_path_factory.mktemp("ready")
    small_plan(folder)
    small_table(900).to_csv(folder / "t.csv", index=False)
    small_table(900).to_parquet(folder / "t.parquet", index=False)
    plan, data = str(folder / "klein.toml"), str(folder / "t.csv")
    assert main(["--quiet", "estimate", plan, "--data", data, "--out", str(folder / "e")]) == 0
    assert main(["--quiet", "count", plan, "--data", data, "--out", str(folder / "c.parquet")]) == 0
    shutil.copytree(SAMPLE, folder / SAMPLE.name)
    return folder


@pytest.fixture
def here(ready: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    shutil.copytree(ready, tmp_path / "w")
    return tmp_path / "w"


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def plan_with(old: str, new: str, *more: str) -> Make:
    """Read a plan in which something was changed; with more words, that command instead."""

    def make(here: Path) -> list[str]:
        text = (here / "klein.toml").read_text(encoding="utf-8")
        assert old in text
        (here / "wrong.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return ["plan", str(here / "wrong.toml")]

    return make


def results_of(data: bytes, command: str = "check") -> Make:
    def make(here: Path) -> list[str]:
        (here / "e" / "results.json").write_bytes(data)
        plan, out, estimates = str(here / "klein.toml"), str(here / "o"), str(here / "e")
        return {
            "check": ["check", estimates],
            "release": ["release", plan, "--estimates", estimates, "--out", out],
            "report": ["report", "--plan", plan, "--estimates", estimates, "--out", f"{out}.html"],
        }[command]

    return make


def profile(key: str, value: str) -> Make:
    def make(here: Path) -> list[str]:
        text = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8")
        text = re.sub(rf"(?m)^{key} = [^#\n]*", f"{key} = {value} ", text)
        (here / "own.toml").write_text(text, encoding="utf-8")
        return [*releasing(here), "--profile", str(here / "own.toml")]

    return make


def releasing(here: Path) -> list[str]:
    return ["release", str(here / "klein.toml"), "--estimates", str(here / "e"), "--out", str(here / "o")]


def estimating(*words: str) -> Make:
    """Estimate; `{}` in the words is the folder."""
    return lambda here: [
        "estimate", str(here / "klein.toml"), *(w.replace("{}", str(here)) for w in words), "--out", str(here / "o"),
    ]  # fmt: skip


def command(*words: str) -> Make:
    return lambda here: [w.replace("{}", str(here)) for w in words]


def lines(change: Callable[[list[str]], list[str]]) -> Make:
    """Estimate on a text file of which the lines were changed."""

    def make(here: Path) -> list[str]:
        text = "\n".join(change((here / "t.csv").read_text(encoding="utf-8").splitlines()))
        (here / "t.csv").write_text(text + "\n", encoding="utf-8")
        return estimating("--data", "{}/t.csv")(here)

    return make


#: What stands beside the lines of a plan without contradictions and prevalences, of a town that is a number.
NAMELESS = {"positive": [], "prevalence": [], "dropped": 0, "seen": 0, "municipalities": [3]}


def counts(
    change: Callable[[pd.DataFrame], pd.DataFrame] | None = None, about: dict[str, object] | None = None
) -> Make:
    """Estimate on counts of which lines, or what is said beside them, were changed."""

    def make(here: Path) -> list[str]:
        path = here / "c.parquet"
        meta = json.loads(pq.read_schema(path).metadata[b"findings"])
        table = pd.read_parquet(path)
        table = change(table) if change else table
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        told = {b"findings": json.dumps(meta | (about or {})).encode()}
        pq.write_table(arrow.replace_schema_metadata(told), path)
        return estimating("--counts", "{}/c.parquet")(here)

    return make


def release_file(name: str, old: bytes, new: bytes) -> Make:
    def make(here: Path) -> list[str]:
        path = here / SAMPLE.name / name
        assert old in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(old, new, 1))
        return ["verify", str(here / SAMPLE.name)]

    return make


def with_extra(here: Path) -> list[str]:
    (here / SAMPLE.name / "notes.txt").write_text("x", encoding="utf-8")
    return ["verify", str(here / SAMPLE.name)]


def with_link(here: Path) -> list[str]:
    (here / SAMPLE.name / "power.csv").unlink()
    (here / SAMPLE.name / "power.csv").symlink_to(here / "t.csv")
    return ["verify", str(here / SAMPLE.name)]


def other_name(here: Path) -> list[str]:
    (here / SAMPLE.name).rename(here / "other")
    return ["verify", str(here / "other")]


def set_cell(name: str, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.astype({name: object})
        table.loc[4, name] = value
        return table.astype({name: "int64"}) if isinstance(value, int) else table

    return change


SERVICE = '[[service]]\nkey = "none"'
TWIN = (
    '[[characteristic]]\nkey = "age"\ncolumn = "old"\nname_nl = "x"\nname_en = "x"\n'
    '[[characteristic.group]]\nkey = "q"\nname_nl = "q"\nname_en = "q"\nvalues = ["0"]\n'
    '[[characteristic.group]]\nkey = "r"\nname_nl = "r"\nname_en = "r"\nvalues = ["1"]\n[[characteristic]]'
)
# One case a line, as long as it needs to be.
# ruff: noqa: E501
REFUSED: list[tuple[str, Make, tuple[str, ...]]] = [
    # files and folders
    ("plan is a folder", command("plan", "{}/e"), ("e:", "a plan file")),
    ("no plan", command("plan", "{}/none.toml"), ("none.toml", "no file")),
    ("plan is a table", command("plan", "{}/t.csv"), ("t.csv", "TOML")),
    ("data is a folder", estimating("--data", "{}/e"), ("e:", "a folder")),
    ("no data", estimating(), ("klein.toml", "at least one data file", "--data")),
    ("data twice", estimating("--data", "{}/t.csv", "{}/t.csv"), ("t.csv", "every file once")),
    ("data and counts", estimating("--data", "{}/t.csv", "--counts", "{}/c.parquet"), ("either", "both")),
    ("cache is a file", estimating("--data", "{}/t.csv", "--cache", "{}/t.csv"), ("t.csv", "can be read and written")),
    ("out is a file", command("estimate", "{}/klein.toml", "--data", "{}/t.csv", "--out", "{}/t.csv"), ("t.csv",)),
    ("release into a file", command("release", "{}/klein.toml", "--estimates", "{}/e", "--out", "{}/t.csv"), ("t.csv",)),
    ("report over a folder", command("report", "--plan", "{}/klein.toml", "--estimates", "{}/e", "--out", "{}/e"), ("e:",)),
    ("no estimates", command("check", "{}/none"), ("none/results.json", "Estimate first")),
    ("link nothing", command("link", "{}/none", "--out", "{}/l.csv"), ("none", "no folder")),
    ("link a file", command("link", "{}/t.csv", "--out", "{}/l.csv"), ("t.csv", "a folder")),
    ("link other files", command("link", "{}/e", "--out", "{}/l.csv"), ("e:", "INTAKE_GEMEENTE")),
    ("earlier release is none", lambda h: [*releasing(h), "--previous", str(h / "e")], ("manifest.txt",)),
    ("profile is not there", lambda h: [*releasing(h), "--profile", "none"], ("none", "standaard, streng", "no file")),
    ("cite a plan", command("cite", "{}/klein.toml", "--out", "{}/o"), ("klein.toml",)),
    ("cite nothing", command("cite", "{}/none", "--out", "{}/o"), ("none",)),
    ("report on nothing", command("report", "--release", "{}/none", "--out", "{}/o.html"), ("none",)),
    # results that were changed
    ("results cut off", results_of(b"{"), ("e/results.json", "Estimate again")),
    ("results of something else", results_of(b'{"a": 1}', "release"), ("e/results.json",)),
    ("results that are a list", results_of(b"[]", "report"), ("e/results.json",)),
    ("results in latin-1", results_of(b'"\xe9"'), ("e/results.json",)),
    # sizes of a made-up country
    ("nobody", command("simulate", "--clients", "0", "--out", "{}/s"), ("--clients", "1 to")),
    ("taste that is no number", command("simulate", "--taste", "nan", "--out", "{}/s"), ("--taste", "nan")),
    ("everyone re-routed", command("simulate", "--reroute", "1", "--out", "{}/s"), ("--reroute",)),
    ("negative seed", command("simulate", "--seed", "-1", "--out", "{}/s"), ("--seed",)),
    ("a century", command("simulate", "--months", "1200", "--out", "{}/s"), ("--months",)),
    ("fewer caseworkers than offices", command("simulate", "--caseworkers", "2", "--out", "{}/s"), ("--caseworkers",)),
    # plans
    ("slug with a path", plan_with('"klein-2026"', '"../x"'), ("[plan] slug", "hyphens")),
    ("two lines in a title", plan_with("Small study", "Small\\nstudy"), ("[plan] title_en", "one line")),
    ("formula", plan_with('"Voorbeeldstad (FICTIEF)"', '"=1+1"'), ("[plan] place", "spreadsheet")),
    ("empty name", plan_with('name_en = "service b"', 'name_en = ""'), ("name_en", "words")),
    ("endless name", plan_with("service b", "b" * 2000), ("name_en", "2000 characters")),
    ("month 13", plan_with("2020-12", "2020-13"), ("outcome_period_end", "2024-12")),
    ("no municipality", plan_with("seed = 1", "seed = 1\nmunicipalities = 0"), ("municipalities", "1 or more")),
    ("seed below nought", plan_with("seed = 1", "seed = -1"), ("[plan] seed", "0 or more")),
    ("no statement on exclusion", plan_with(' = "De consulent beïnvloedt de kans op werk alleen via het traject."', ' = ""'),
     ("exclusion_nl", "words")),
    ("words among numbers", plan_with('values = ["0", "1"]', 'values = ["no", "1"]'), ("column old", "numbers", "“no”")),
    ("missing that is no number", plan_with('values = ["0", "1"]', 'missing = ["x"]'), ("column old", "“x”")),
    ("limits upside down", plan_with('values = ["0", "1"]', "lowest = 4\nhighest = 2"), ("column old", "at least 4")),
    ("limits of words", plan_with('values = ["none", "a", "b"]', 'values = ["none", "a", "b"]\nlowest = 1'), ("track",)),
    ("infinite limit", plan_with('values = ["0", "1"]', "lowest = -inf"), ("lowest", "a finite number")),
    ("groups that share people", plan_with('  values = ["1"]', '  values = ["0", "1"]'), ("age", "share nobody", "“0”")),
    ("ranges that share people", plan_with('  values = ["0"]', "  highest = 1"), ("age", "share nobody")),
    ("a group that cannot be", plan_with('  values = ["1"]', '  values = ["7"]'), ("age", "0, 1", "“7”")),
    ("a group of a word", plan_with('  values = ["1"]', '  values = ["old"]'), ("age", "“old”")),
    ("range upside down", plan_with('  values = ["1"]', "  lowest = 5\n  highest = 2"), ("age", "above its lowest")),
    ("two groups of one name", plan_with('"from_45"', '"under_45"'), ("age", "every key once")),
    ("two characteristics of one name", plan_with("[[characteristic]]", TWIN), ("every key once", "“age”")),
    ("two services of one value", plan_with('value = "b"', 'value = "a"'), ("[[service]] value", "every key once")),
    ("a service that cannot be", plan_with('value = "b"', 'value = "c"'), ("[[service]] value", "none, a, b", "“c”")),
    ("covariate of words", plan_with("covariates = []", 'covariates = ["court"]'), ("column court", "numbers")),
    ("outcome of words", plan_with('type = "integer"\nmeasured = "outcome"',
                                   'type = "category"\nvalues = ["0", "1"]\nmeasured = "outcome"'), ("column y", "numbers")),
    ("contradiction of words", plan_with(SERVICE, '[[contradiction]]\nfirst = "court"\nsecond = "x"\n'
                                         'rule = "not_both_positive"\n' + SERVICE), ("column court", "numbers")),
    ("strata that are a word", plan_with('strata = ["court", "month"]', 'strata = "court"'), ("strata", "list")),
    ("strata within strata", plan_with('strata = ["court", "month"]', 'strata = [["court"]]'), ("strata", "a list of words")),
    # profiles
    ("profile without a number", profile("minimum_cell", "nan"), ("own.toml, column minimum_cell", "a whole number")),
    ("profile of a half", profile("minimum_cell", "10.5"), ("minimum_cell", "10.5")),
    ("profile of words", profile("minimum_people", '"many"'), ("minimum_people", "“many”")),
    ("profile below nought", profile("largest_caseworker", "-1.0"), ("largest_caseworker", "a share")),
    ("looser profile", profile("minimum_cell", "5"), ("minimum_cell", "as strict as 10")),
    ("profile with another step", profile("round_to", "15"), ("round_to", "as strict as 10")),
    # lines of text files
    ("empty line", lines(lambda t: [*t[:5], "", *t[5:]]), ("t.csv, line 6", "8 cells", "0 cells")),
    ("short line", lines(lambda t: [*t[:5], "j01,c0,m0", *t[5:]]), ("t.csv, line 6", "3 cells")),
    ("long line", lines(lambda t: [*t[:5], t[5] + ",1", *t[5:]]), ("t.csv, line 6", "8 cells", "9 cells")),
    ("long first line", lines(lambda t: [t[0], t[1] + ",1", *t[2:]]), ("t.csv", "8 cells")),
    ("cut off in a line", lines(lambda t: [*t[:-1], t[-1][:-4]]), ("t.csv, line 901", "8 cells")),
    ("break in a key", lines(lambda t: [*t[:5], '"j\n1",c0,m0,a,0,1,0,1', *t[5:]]), ("line 6, column judge", "a key")),
    ("nought byte in a key", lines(lambda t: [*t[:5], "j\x001,c0,m0,a,0,1,0,1", *t[5:]]), ("line 6, column judge",)),
    # counts of municipalities
    ("counts that are a table", estimating("--counts", "{}/t.parquet"), ("t.parquet", "count")),
    ("counts below nought", counts(set_cell("people", -3)), ("c.parquet, row 5", "people -3")),
    ("half a person", counts(lambda t: t.assign(people=t["people"] + 0.5)), ("c.parquet, row 1", ".5")),
    ("a service that is not there", counts(set_cell("track", 9)), ("c.parquet, row 5", "0 to 2 for track")),
    ("a combination that cannot be", counts(set_cell("code", 99)), ("c.parquet, row 5", "0 to 5 for code")),
    ("a caseworker without a name", counts(set_cell("worker", None)), ("c.parquet, row 5", "a name for every worker")),
    ("lines lost", counts(lambda t: t.iloc[:-40]), ("c.parquet", "between 900 and 900 people")),
    ("a column lost", counts(lambda t: t.drop(columns="office")), ("c.parquet", "worker, stratum, office")),
    ("sizes of another plan", counts(about={"missing": [[0, 0]]}), ("c.parquet", "as they were written")),
    ("a municipality without a name", counts(about={"extras": NAMELESS}), ("c.parquet", "without a name")),
    ("sizes below nought", counts(about={"missing": [[0, -5, 0]]}), ("c.parquet", "sizes below 0")),
    ("counts of another version", counts(about={"code_version": "0"}), ("c.parquet", "code_version")),
    # releases
    ("a figure changed", release_file("findings.csv", b"effect", b"Effect"), ("findings.csv", "sha256")),
    ("a line of the manifest changed", release_file("manifest.txt", b"schema: 2", b"schema: 1"), ("manifest.txt", "digest")),
    ("a file beside it", with_extra, ("notes.txt", "Remove the file")),
    ("a link", with_link, ("power.csv", "an ordinary file")),
    ("another name", other_name, ("manifest.txt", "slug: other")),
]  # fmt: skip


@pytest.mark.parametrize(("make", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_it_is_refused_with_one_sentence_and_nothing_is_written(
    make: Make, words: tuple[str, ...], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = make(here)
    before = everything(here)
    assert main(["--quiet", *asked]) == 1
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1, said
    for word in ("expected", "found", *words):
        assert word in said, said
    assert said.endswith((".", "”"))
    assert everything(here) == before


def test_the_right_one_is_not_refused(here: Path) -> None:
    """Without this every line of the table could pass because something else is wrong."""
    assert main(["--quiet", *estimating("--counts", "{}/c.parquet")(here)]) == 0
    assert main(["--quiet", *lines(list)(here)]) == 0
    assert main(["--quiet", *counts(lambda t: t)(here)]) == 0
    assert main([*profile("minimum_cell", "20")(here)]) == 0
    assert main(plan_with("seed = 1", "seed = 2")(here)) == 0
    assert main(["verify", str(here / SAMPLE.name)]) == 0


WRONGLY_CALLED = [
    [], ["guess"], ["estimate"], ["release", "p.toml"], ["simulate", "--clients", "many", "--out", "x"],
    ["estimate", "p.toml", "--engine", "pandas", "--out", "x"], ["verify"], ["plan", "a.toml", "b.toml"],
    ["estimate", "p.toml", "--data", "a.parquet", "--memory", "much", "--out", "x"],
    ["estimate", "p.toml", "--data", "a.parquet", "--memory", "1GB'; drop", "--out", "x"],
]  # fmt: skip


@pytest.mark.parametrize("asked", WRONGLY_CALLED, ids=" ".join)
def test_a_wrong_call_is_exit_code_two(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(asked)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_full_disk_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import os

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = everything(here)
    monkeypatch.setattr(os, "fsync", full)
    assert main(["--quiet", *releasing(here)]) == 1
    assert "No space left" in capsys.readouterr().err
    assert everything(here) == before
    assert [p.name for p in here.glob("o/*")] + [p.name for p in here.glob("o/.*")] == []


COUNTRY = World(clients=400, caseworkers=8, offices=2, months=6, seed=3)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    write_world(draw(COUNTRY), COUNTRY, folder, "csv", lambda _: None)
    return folder


LINKED: list[tuple[str, str, object, tuple[str, ...]]] = [
    ("GBAPERSOON", "GBAGEBOORTEJAAR", "7x", ("line 4", "a year like 1975")),
    ("GBAPERSOON", "GBAGEBOORTEMAAND", "13", ("line 4", "a month from 1 to 12")),
    ("GBAHUISHOUDENS", "DATUMAANVANGHH", "1 april", ("line 4", "a day like 20190401")),
    ("GBAHUISHOUDENS", "DATUMEINDEHH", "20190230", ("line 4", "a day")),
    ("SECMBUS", "AANVSECM", "1-4-2019", ("line 4", "a day")),
    ("SECMBUS", "SECM", "Werknemer", ("line 4", "one of the codes", "not labels")),
    ("SECMBUS", "EINDSECM", "x", ("line 4", "a day")),
    ("INTAKE", "consulent", "", ("line 4", "a key", "nothing")),
    ("INTAKE", "intake_maand", "2019-13", ("line 4", "a month like")),
    ("INTAKE", "RINPERSOON", "12", ("line 4", "nine digits")),
    ("MEDICIJN", "RINPERSOON", "x", ("line 4", "nine digits")),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize(("name", "column", "value", "words"), LINKED, ids=[f"{r[0]} {r[1]}" for r in LINKED])
def test_a_bad_cell_of_a_linked_file_is_refused(
    name: str, column: str, value: object, words: tuple[str, ...], kind: str, country: Path, tmp_path: Path
) -> None:
    shutil.copytree(country, tmp_path / "c")
    path = next((tmp_path / "c").glob(f"{name}*"))
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[2, column] = value
    if kind == "csv":
        table.to_csv(path, index=False)
    else:
        path.unlink()
        path = path.with_suffix(".parquet")
        table.to_parquet(path, index=False)
        words = ("row 3", *words[1:])
    with pytest.raises(InputError) as caught:
        link(tmp_path / "c")
    for word in (path.name, column, "expected", "found", *words):
        assert word in str(caught.value), str(caught.value)


def test_linked_files_may_hold_numbers_instead_of_words(country: Path, tmp_path: Path) -> None:
    shutil.copytree(country, tmp_path / "c")
    wanted = link(country).table
    for path in list((tmp_path / "c").glob("*.csv")):
        if path.stem.startswith(("GBAPERSOON", "GBAHUISHOUDENS", "SECMBUS")):
            table = pd.read_csv(path, dtype={"RINPERSOON": str, "RINPERSOONS": str})
            table.to_parquet(path.with_suffix(".parquet"), index=False)
            path.unlink()
    pd.testing.assert_frame_equal(link(tmp_path / "c").table, wanted)


def test_a_person_with_two_records_is_refused(country: Path, tmp_path: Path) -> None:
    shutil.copytree(country, tmp_path / "c")
    path = next((tmp_path / "c").glob("GBAPERSOON*"))
    table = pd.read_csv(path, dtype=str)
    pd.concat([table, table.head(1)]).to_csv(path, index=False)
    link(tmp_path / "c")  # twice the same is one record
    other = table.head(1).assign(GBAGEBOORTEJAAR="1950")
    pd.concat([table, other]).to_csv(path, index=False)
    with pytest.raises(
        InputError, match=rf"line {len(table) + 2}, column RINPERSOON: expected every person once"
    ):
        link(tmp_path / "c")


PLAN_TEXT = (PLANS / "fictief.toml").read_text(encoding="utf-8")
SOMETHING = st.one_of(st.text(max_size=12), st.integers(-5, 5).map(str), st.sampled_from(
    ["[", "]", '"', "=", "nan", "true", "[]", "{}", "\n[plan]\n", "\x00", '"\\n"', "1e400", "'''"]))  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(PLAN_TEXT) - 1), length=st.integers(0, 30), words=SOMETHING)
def test_any_change_of_a_plan_is_read_or_refused(place: int, length: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "any.toml"
    path.write_text(PLAN_TEXT[:place] + words + PLAN_TEXT[place + length :], encoding="utf-8")
    with contextlib.suppress(InputError):  # anything else is a fault of ours
        read_plan(path)


@pytest.fixture(autouse=True)
def from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
