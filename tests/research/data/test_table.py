# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad input: a table of malformed files, each refused with file, line or column, expected and found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.data.identifiers import identifier_among, passes_eleven_test
from research.errors import InputError
from research.plan.reading import read_plan
from research.run import estimate
from tests.research.builders import PLANS, small_plan, small_table

Change = Callable[[pd.DataFrame], pd.DataFrame]


def cell(column: str, value: object, row: int = 3) -> Change:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.astype(object)
        table.loc[row, column] = value
        return table

    return change


def column(name: str, values: Callable[[int], object]) -> Change:
    return lambda table: table.assign(**{name: [values(number) for number in range(len(table))]})


def bsn(number: int) -> str:
    digits = next(d for d in range(100000000 + number * 37, 999999999) if passes_eleven_test(str(d)))
    return str(digits)


TABLES: list[tuple[str, Change, tuple[str, ...]]] = [
    ("missing column", lambda t: t.drop(columns="judge"), ("line 1", "a column “judge”")),
    ("missing outcome", lambda t: t.drop(columns="y"), ("line 1", "a column “y”")),
    ("undeclared column", column("extra", lambda n: n), ("extra", "only columns of the codebook")),
    ("unknown category", cell("track", "c"), ("line 5", "column track", "one of none, a, b", "“c”")),
    ("empty category", cell("track", ""), ("line 5", "column track", "nothing")),
    ("category in capitals", cell("track", "A"), ("line 5", "column track", "“A”")),
    ("empty caseworker", cell("judge", ""), ("line 5", "column judge", "a key")),
    ("blank caseworker", cell("judge", "  "), ("line 5", "column judge", "a key")),
    ("long caseworker", cell("judge", "x" * 200), ("line 5", "column judge")),
    ("empty stratum", cell("month", ""), ("line 5", "column month")),
    ("text for a number", cell("x", "veel"), ("line 5", "column x", "a number", "“veel”")),
    ("comma for a point", cell("x", "1,5"), ("line 5", "column x", "“1,5”")),
    ("empty number", cell("x", ""), ("line 5", "column x", "nothing")),
    ("not a number", cell("x", "NaN"), ("line 5", "column x", "“NaN”")),
    ("infinite", cell("x", "inf"), ("line 5", "column x", "“inf”")),
    ("outcome of two", cell("y", 2), ("line 5", "column y", "“2”")),
    ("outcome of a half", cell("y", 0.5), ("line 5", "column y", "“0.5”")),
    ("empty outcome", cell("y", ""), ("line 5", "column y", "nothing")),
    ("level out of range", cell("old", 7), ("line 5", "column old", "one of 0, 1", "“7”")),
    ("negative level", cell("old", -1), ("line 5", "column old", "“-1”")),
    ("level with decimals", cell("old", "0.3"), ("line 5", "column old", "“0.3”")),
    ("e-mail", cell("judge", "a.jansen@example.nl"), ("line 5", "column judge", "an e-mail address")),
    ("postcode", cell("court", "3011 AD"), ("line 5", "column court", "a postcode")),
    ("postcode without space", cell("court", "3011AD"), ("line 5", "column court", "a postcode")),
    ("telephone", cell("judge", "06-12345678"), ("line 5", "column judge", "a telephone number")),
    ("telephone abroad", cell("judge", "+31 10 1234567"), ("line 5", "column judge", "a telephone number")),
    ("address", cell("judge", "Dorpsstraat 12"), ("line 5", "column judge", "an address")),
    ("bank account", cell("judge", "NL91ABNA0417164300"), ("line 5", "column judge", "a bank account")),
    (
        "names",
        column("judge", lambda n: ["Jan de Vries", "Fatima el Amrani", "A. Bakker"][n % 3]),
        ("judge", "the name of a person"),
    ),
    ("BSN as key", column("judge", lambda n: bsn(n % 12)), ("judge", "eleven-test")),
    (
        "BSN with eight digits and a nought",
        column("month", lambda n: bsn(n % 3).zfill(9)),
        ("month", "eleven-test"),
    ),
    ("a column named bsn", column("bsn", lambda n: n), ("line 1", "bsn", "no names, addresses or numbers")),
    ("a column named achternaam", column("achternaam", lambda n: "x"), ("line 1", "achternaam")),
    ("a column named postcode", column("postcode", lambda n: 1), ("line 1", "postcode")),
    ("a column named email", column("E-mail", lambda n: 1), ("line 1", "E-mail")),
    ("a column named geboortedatum", column("geboortedatum", lambda n: 1), ("line 1", "geboortedatum")),
    ("a column named first_name", column("first_name", lambda n: 1), ("line 1", "first_name")),
    ("a column named telefoon", column("telefoon", lambda n: 1), ("line 1", "telefoon")),
    ("no people", lambda t: t.iloc[:0], ("at least one row", "none")),
]
TEXTS: list[tuple[str, bytes, tuple[str, ...]]] = [
    ("empty", b"", ("line 1", "column names")),
    ("nought bytes", b"\x00\x00\x00\n", ("line 1", "column names")),
    (
        "two encodings",
        b"judge,court,month,track,old,x,late,y\nj\xe9,c,m,a,0,1,0,1\nj\xc3\xa9,c,m,a,0,1,0,1\n",
        ("line 3", "UTF-8"),
    ),
    (
        "too many cells",
        b"judge,court,month,track,old,x,late,y\nj,c,m,a,0,1,0,1\nj,c,m,a,0,1,0,1,9\n",
        ("line 3", "8 cells"),
    ),
    ("open quote", b'judge,court,month,track,old,x,late,y\n"j,c,m,a,0,1,0,1\n', ("commas",)),
    ("vertical lines", b"judge|court|month|track|old|x|late|y\nj|c|m|a|0|1|0|1\n", ("line 1", "judge|court")),
    (
        "twice a column",
        b"judge,court,month,track,old,x,late,y,y\nj,c,m,a,0,1,0,1,1\n",
        ("y", "every column once"),
    ),
    ("a page", b"<html><body>not found</body></html>\n", ("a web page",)),
]


def refused(run: Callable[[], object], *words: str) -> None:
    with pytest.raises(InputError) as caught:
        run()
    sentence = str(caught.value)
    for word in ("expected", "found", *words):
        assert word in sentence, sentence


@pytest.mark.parametrize(("change", "words"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_a_bad_table_is_refused(tmp_path: Path, change: Change, words: tuple[str, ...]) -> None:
    plan = small_plan(tmp_path, covariates=("x",))
    change(small_table(60)).to_csv(tmp_path / "people.csv", index=False)
    refused(
        lambda: estimate(plan, [tmp_path / "people.csv"]),
        "people.csv",
        *words,
    )


@pytest.mark.parametrize(("data", "words"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_a_bad_file_is_refused(tmp_path: Path, data: bytes, words: tuple[str, ...]) -> None:
    (tmp_path / "people.csv").write_bytes(data)
    refused(lambda: estimate(small_plan(tmp_path), [tmp_path / "people.csv"]), "people.csv", *words)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused(lambda: estimate(small_plan(tmp_path), [tmp_path / "none.csv"]), "none.csv", "no file")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not really")
    refused(
        lambda: estimate(small_plan(tmp_path), [tmp_path / "bad.parquet"]), "bad.parquet", "a Parquet file"
    )


@pytest.mark.parametrize("missing", [False, True])
def test_a_bsn_in_a_parquet_file_is_refused_also_where_some_are_missing(
    missing: bool, tmp_path: Path
) -> None:
    table = small_table(60)
    table["x"] = [float(bsn(number)) for number in range(60)] if missing else [int(bsn(n)) for n in range(60)]
    if missing:
        table.loc[0, "x"] = np.nan
    table.to_parquet(tmp_path / "people.parquet", index=False)
    refused(
        lambda: estimate(small_plan(tmp_path), [tmp_path / "people.parquet"]),
        f"people.parquet, row {2 if missing else 1}, column x", "eleven-test",
    )  # fmt: skip


def test_a_group_measured_after_assignment_is_refused(tmp_path: Path) -> None:
    refused(
        lambda: small_plan(tmp_path, changes={'column = "old"': 'column = "late"'}),
        "column late", "measured at assignment", "measured = after",
    )  # fmt: skip
    refused(lambda: small_plan(tmp_path, covariates=("late",)), "column late", "measured at assignment")
    text = (
        (PLANS / "jobcorps.toml")
        .read_text(encoding="utf-8")
        .replace('column = "female"', 'column = "everwkdy1"')
    )
    (tmp_path / "trap.toml").write_text(text, encoding="utf-8")
    refused(lambda: read_plan(tmp_path / "trap.toml"), "everwkdy1", "measured at assignment")


PLANS_REFUSED = [
    ("[plan]", "[plan]\nsurprise = 1", "surprise"),
    ('design = "caseworker"', 'design = "guess"', "one of caseworker, assignment"),
    ('direction_comparison = "versus_reference"', 'direction_comparison = "best"', "one of versus_reference"),
    ("seed = 1", 'seed = "one"', "a value of type int"),
    ("fictional = true", 'fictional = "yes"', "a value of type bool"),
    ('slug = "klein-2026"', "", "[plan] slug"),
    ('decision_maker = "judge"', 'decision_maker = "jury"', "a codebook line for “jury”"),
    ("primary = true", "primary = false", "exactly one primary outcome"),
    ("reference = true", "reference = false", "one reference"),
    ('key = "under_45"', 'key = "Under 45"', "lower-case letters"),
    ('values = ["0"]', "", "values, or lowest and highest"),
    ('measured = "outcome"', 'measured = "after"', "measured = outcome"),
    ("[columns]", "[columns", "a TOML file"),
    ('type = "key"', 'type = "word"', "one of category, integer"),
    ('exclusion_nl = "De', 'exclusion = "De', "exclusion_nl"),
]


@pytest.mark.parametrize(("old", "new", "words"), PLANS_REFUSED, ids=range(len(PLANS_REFUSED)))
def test_a_bad_plan_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    refused(lambda: small_plan(tmp_path, changes={old: new}), "klein.toml", words)


def test_a_service_value_that_the_plan_does_not_name(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, changes={'values = ["none", "a", "b"]': 'values = ["none", "a", "b", "c"]'})
    table = small_table(60)
    table.loc[3, "track"] = "c"
    table.to_csv(tmp_path / "people.csv", index=False)
    refused(lambda: estimate(plan, [tmp_path / "people.csv"]), "track", "a service for every value", "c")


def test_the_eleven_test() -> None:
    assert passes_eleven_test("111222333")
    assert passes_eleven_test("123456782")
    assert not passes_eleven_test("123456789")
    assert not passes_eleven_test("000000000")
    # One in eleven random pseudonyms passes; that is no reason to refuse them.
    pseudonyms = [f"{number:09d}" for number in range(314159265, 314159265 + 1100 * 7919, 7919)]
    assert identifier_among(pseudonyms) is None
    assert identifier_among([bsn(number) for number in range(40)]) is not None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "people.csv").write_bytes(b"judge,court,month,track,old,x,late,y\n" + data)
        with pytest.raises(InputError):
            estimate(small_plan(folder, covariates=("x",)), [folder / "people.csv"])
