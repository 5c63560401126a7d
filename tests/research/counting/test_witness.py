# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generated tables through text and Parquet: the same counts as a witness in plain Python, or the same refusal."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.counting.count_path import CountPath
from research.counting.municipal_counts import counted
from research.errors import InputError
from research.plan.model import Plan
from research.run import Way, count
from tests.research.builders import small_plan
from tests.research.counting.test_engines import CHANGES

NAMES = ["town", "person", "moment", "ill", "judge", "court", "month", "track", "old", "x", "late", "y"]
WORDS = {
    "town": ["a1", "b2", " b2", "Súd1"],
    "person": ["p1", "p2", "p3", "p4", "p5 ", "007", "7", "7.0"],
    "moment": ["2018-05", "2018-06", "2019-01", "2019-01", "2019-1"],
    "ill": ["ja", "nee"],
    "judge": ["j1", "j2", "J2", "j2 ", "2", "2.0"],
    "court": ["c1", "c2"],
    "month": ["m1", "m2", ""],
    "track": ["none", "a", "b", "c"],
    "old": ["0", "1", "1.0", " 1", "2"],
    "x": ["0", "1.5", "1e3", "x"],
    "late": ["0", "1"],
    "y": ["0", "1", "", "1.0", "-1", "9.0", "1"],
}
#: An outcome is unknown by two codes too, which are numbers however they are written.
KNOWN_MISSING = {
    'type = "integer"\nmeasured = "outcome"': 'type = "integer"\nmissing = ["", "-1", "9"]\nmeasured = "outcome"'
}
#: The last words are seldom, and mostly wrong.
ROW = st.fixed_dictionaries(
    {
        name: st.integers(0, 400).map(
            lambda number, words=words: words[-1] if number == 400 else words[number % max(len(words) - 1, 1)]
        )
        for name, words in WORDS.items()
    }
)


def tidy(word: str) -> str:
    return word.strip()


def witness(rows: list[dict[str, str]]) -> Counter[tuple[Any, ...]] | None:
    """Counts by caseworker, stratum, office, service and code, row by row; `None` where something is not allowed."""
    clean = []
    for raw in rows:
        row: dict[str, Any] = {name: tidy(word) for name, word in raw.items()}
        if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", row["moment"]) or row["track"] not in (
            "none",
            "a",
            "b",
        ):
            return None
        if row["ill"] not in ("ja", "nee") or not all(
            row[name] for name in ("town", "judge", "court", "month", "person")
        ):
            return None
        try:
            row |= {name: float(row[name]) if row[name] else None for name in ("old", "y")}
        except ValueError:
            return None
        if row["y"] in (-1.0, 9.0):
            row["y"] = None
        if row["old"] not in (0.0, 1.0) or row["y"] not in (0.0, 1.0, None):
            return None
        clean.append(row)
    first: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in clean:
        first.setdefault((row["town"], row["person"]), []).append(row)
    # “late” and “x” are declared and not used; an unknown outcome comes last.
    used = ["town", "person", "moment", "ill", "judge", "court", "month", "track", "old", "y"]
    found: Counter[tuple[Any, ...]] = Counter()
    for several in first.values():
        row = min(
            several, key=lambda r: (r["moment"], *(float("inf") if r[n] is None else r[n] for n in used))
        )
        if row["y"] is None:
            continue
        worker, office = f"{row['town']}/{row['judge']}", f"{row['town']}/{row['court']}"
        code = (1 + int(row["old"])) * 2 + int(row["y"])
        track = ["none", "a", "b"].index(row["track"])
        found[worker, f"{office}|{row['month']}", office, track, code] += 1
    return found


def through(plan: Plan, path: Path) -> tuple[dict[tuple[Any, ...], int], str]:
    """The counts of a file, or the refusal without the name of the file and the place."""
    try:
        path_taken = count(plan, [path], lambda _: None, Way(memory="200MB"))
    except InputError as error:
        return {}, f"{error.column}: {error.expected}; {error.found} at {error.row or (error.line or 1) - 1}"
    assert isinstance(path_taken, CountPath)
    lines = pd.concat(list(counted(path_taken.ledger)), ignore_index=True)
    path_taken.close()
    return {tuple(line[:5]): line[5] for line in lines.itertuples(index=False, name=None)}, ""


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=60))
def test_every_kind_of_file_counts_as_plain_python_does_or_is_refused_alike(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    plan = small_plan(tmp_path, changes=CHANGES | KNOWN_MISSING)
    with open(tmp_path / "t.csv", "w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, NAMES, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    pq.write_table(pa.table({n: [row[n] for row in rows] for n in NAMES}), tmp_path / "t.parquet")
    by_text, refused_text = through(plan, tmp_path / "t.csv")
    by_parquet, refused_parquet = through(plan, tmp_path / "t.parquet")
    assert refused_text == refused_parquet
    assert by_text == by_parquet
    wanted = witness(rows)
    if wanted:
        assert by_text == dict(wanted), refused_text
    else:
        assert refused_text


def test_missing_codes_are_read_by_the_engine_itself(tmp_path: Path) -> None:
    """The reader would read them too, only slower: counts alone do not show that the engine failed to."""
    plan = small_plan(tmp_path, changes=CHANGES | KNOWN_MISSING)
    rows = [{name: WORDS[name][0] for name in NAMES} | {"person": f"p{n}"} for n in range(8)]
    for row, y in zip(rows, ["0", "1", "", "-1", "-1.0", "9", "9.0", "1"], strict=True):
        row["y"] = y
    for number, row in enumerate(rows):
        row["town"] = WORDS["town"][number % 2]
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    pd.DataFrame(rows).assign(y=lambda t: pd.to_numeric(t["y"])).to_parquet(tmp_path / "t.parquet")
    for name in ("t.csv", "t.parquet"):
        told: list[str] = []
        found = count(plan, [tmp_path / name], told.append, Way(memory="200MB"))
        found.close()
        assert (found.tally.kept_rows, found.tally.rows) == (3, 8), name
        assert not [said for said in told if said.startswith("read ")], told
