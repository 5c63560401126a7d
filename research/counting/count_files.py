# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of one municipality in a file, and several of them added: municipalities share counts, not rows.

A file of counts holds, for every caseworker, stratum, service and combination of groups and outcomes, how many people
there were. That is close to the people themselves: it is written and read inside the secure environment only.
Counts add up to the same release bytes as one table of all rows, when the strata lie inside a municipality.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research import __version__
from research.counting.coding import Coded
from research.counting.ledger import LINE, Ledger, decode
from research.counting.people import Counter
from research.counting.side_counts import Extras
from research.counting.tally import Tally
from research.errors import InputError, shown
from research.estimators.geometry import Ints
from research.plan.model import Plan

NAMES = ("worker", "stratum", "office", "track", "code", "people")
META = b"findings"
#: So many lines are put together at a time while a file is written.
LINES = 1_000_000


def coded_counts(part: pd.DataFrame, plan: Plan) -> Coded:
    """Counts as coded lines that each stand for so many people."""
    levels, outcomes = decode(part["code"].to_numpy(dtype=np.int64), plan)
    worker, stratum, office = (part[name].astype(str).astype("category") for name in NAMES[:3])
    track = part["track"].to_numpy(dtype=np.int8)
    people = part["people"].to_numpy(dtype=np.int64)
    return Coded(worker, stratum, office, track, levels, outcomes, np.zeros((0, len(part))), people)


class Adding:
    """Adds counts of any origin into one tally and its ledger."""

    def __init__(self, plan: Plan, ledger: Ledger) -> None:
        """Start with nobody."""
        self.plan, self.ledger, self.counter = plan, ledger, Counter(plan)
        self.missing = np.zeros_like(self.counter.missing)
        self.rows = 0

    def add(self, part: pd.DataFrame) -> None:
        """Add the counts of one part."""
        coded = coded_counts(part.reset_index(drop=True), self.plan)
        self.ledger.add(coded)
        self.counter.add(coded)

    def finish(self) -> Tally:
        """The tally, with the people that have no outcome put back in its sizes."""
        if not self.counter.kept:
            raise InputError(
                file=self.plan.path, expected="at least one person with an outcome", found="none"
            )
        tally = self.counter.finish()
        tally.missing, tally.rows = self.missing, self.rows
        return tally


def write_counts(plan: Plan, tally: Tally, ledger: Ledger, extras: Extras, path: Path) -> Path:
    """The counts of one run in a Parquet file, in one step."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = (pa.string(), pa.string(), pa.string(), pa.int8(), pa.int32(), pa.int64())
    about = {
        "plan_sha256": plan.sha256,
        "code_version": __version__,
        "rows": tally.rows,
        "missing": tally.missing.tolist(),
        "extras": extras.as_dict(),
    }
    head = {META: json.dumps(about, sort_keys=True).encode()}
    schema = pa.schema(list(zip(NAMES, types, strict=True)), metadata=head)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    try:
        with pq.ParquetWriter(draft, schema) as writer:
            for part in counted(ledger):
                writer.write_table(pa.Table.from_pandas(part, schema=schema, preserve_index=False))
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def counted(ledger: Ledger) -> Iterator[pd.DataFrame]:
    """Every line of the ledger once with its number of people, in the order of the labels, in parts that stay small.

    The lines are first divided over files by their place, so that only one part is held at a time.
    """
    order, labels = places(ledger)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    size = np.zeros(len(order), dtype=np.int64)
    for block in ledger.by_office():
        size += np.bincount(rank[block["cell"]], minlength=len(size))
    home = (np.cumsum(size) - 1) // LINES
    with ExitStack() as open_files:
        parts = [
            open_files.enter_context(tempfile.TemporaryFile(prefix="findings-")) for _ in range(home[-1] + 1)
        ]
        for block in ledger.by_office():
            lines = block.copy()
            lines["cell"] = rank[block["cell"]]
            where = home[lines["cell"]]
            for number in np.unique(where):
                parts[number].write(lines[where == number].tobytes())
        for part in parts:
            part.seek(0)
            yield together(np.frombuffer(part.read(), dtype=LINE), labels)


def places(ledger: Ledger) -> tuple[Ints, list[Any]]:
    """The spots in the order of their labels, and caseworker, stratum and office of each in that order."""
    worker, stratum = ledger.pairs
    cells, offices = ledger.spots
    kinds = (ledger.worker, ledger.stratum, ledger.office)
    numbers = (worker[cells], stratum[cells], offices)
    words = [np.array(list(kind.known), dtype=object) for kind in kinds]
    ranks = [np.argsort(np.argsort(own))[number] for own, number in zip(words, numbers, strict=True)]
    order = np.lexsort(ranks[::-1])
    return order, [own[number[order]] for own, number in zip(words, numbers, strict=True)]


def together(lines: Any, labels: list[Any]) -> pd.DataFrame:
    """Equal lines put together; the place of a line is its number in the order of the labels."""
    key, inverse = np.unique(
        (lines["cell"].astype(np.int64) << 40) | (lines["track"].astype(np.int64) << 32) | lines["code"],
        return_inverse=True,
    )
    named = {name: own[key >> 40] for name, own in zip(NAMES[:3], labels, strict=True)}
    numbers = {
        "track": (key >> 32 & 0xFF).astype(np.int8),
        "code": (key & 0xFFFFFFFF).astype(np.int32),
        "people": np.bincount(inverse, lines["people"]).astype(np.int64),
    }
    return pd.DataFrame(named | numbers)


def read_counts(paths: list[Path], plan: Plan, extras: Extras, ledger: Ledger, report: Any) -> Tally:
    """Add the counts of several files made with this plan."""
    import pyarrow.parquet as pq

    if len(paths) > 1 and not plan.municipality:
        raise InputError(
            file=plan.path,
            column="[columns] municipality",
            expected="a column that names the municipality, so that equal names in two of them stay apart",
            found="none",
        )
    adding = Adding(plan, ledger)
    for path in paths:
        about = about_counts(path, plan)
        check_about(path, about, plan)
        twice = extras.municipalities & set(about["extras"]["municipalities"])
        if twice:
            raise InputError(
                file=path.name, expected="every municipality in one file", found=shown(min(twice))
            )
        extras.add(about["extras"])
        adding.missing += np.array(about["missing"], dtype=np.int64).reshape(adding.missing.shape)
        adding.rows += int(about["rows"])
        before = adding.counter.kept
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(100_000):
                part = batch.to_pandas()
                check_part(path, part, plan)
                adding.add(part)
        check_whole(path, adding.counter.kept - before, about)
        report(f"added {path.name}: {adding.rows:,} people")
    return adding.finish()


def refuse_counts(path: Path, expected: str, found: object, row: int | None = None) -> InputError:
    """A file of counts that is not as it was written."""
    todo = "Count again; do not change this file."
    return InputError(file=path.name, row=row, expected=expected, found=shown(found), todo=todo)


def check_about(path: Path, about: dict[str, Any], plan: Plan) -> None:
    """The numbers that a file of counts carries beside its lines."""
    fresh = Extras.of(plan)
    try:
        sizes = [np.array(about["missing"], dtype=np.int64).shape, (len(plan.outcomes), len(plan.services))]
        fresh.add(about["extras"])
        values = [
            fresh.positive,
            fresh.prevalence.counts,
            np.array(about["missing"]),
            np.array(about["rows"]),
        ]
        values += [np.array([fresh.dropped, fresh.seen])]
        if sizes[0] != sizes[1] or any((value < 0).any() for value in values):
            raise ValueError("sizes below 0, or of another plan")
        if not all(isinstance(name, str) for name in about["extras"]["municipalities"]):
            raise ValueError("a municipality without a name")
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise refuse_counts(path, "counts as they were written", error) from None


def check_part(path: Path, part: pd.DataFrame, plan: Plan) -> None:
    """Lines of counts: names, and whole numbers that the plan can have."""
    codes = 3 ** len(plan.characteristics) * 2 ** len(plan.outcomes)
    limits = {"track": len(plan.services), "code": codes, "people": 1_000_000_000}
    for name, most in limits.items():
        least, cells = int(name == "people"), part[name]
        wrong = (
            ~(cells.between(least, most - 1)).to_numpy()
            if cells.dtype.kind in "iu"
            else np.ones(len(part), bool)
        )
        if wrong.any():
            place = int(wrong.argmax())
            found = f"{name} {cells.iloc[place]}"
            raise refuse_counts(
                path, f"a whole number from {least} to {most - 1} for {name}", found, place + 1
            )
    for name in NAMES[:3]:
        absent = part[name].isna().to_numpy()
        if absent.any():
            raise refuse_counts(path, f"a name for every {name}", "", int(absent.argmax()) + 1)


def check_whole(path: Path, people: int, about: dict[str, Any]) -> None:
    """No line was lost: the people add up to what the file says."""
    least = int(about["rows"]) - int(np.array(about["missing"]).sum())
    if not least <= people <= int(about["rows"]):
        raise refuse_counts(path, f"between {least} and {about['rows']} people", f"{people} people")


def about_counts(path: Path, plan: Plan) -> dict[str, Any]:
    """What a file of counts says about itself; it must be made with this plan by this code."""
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        about: dict[str, Any] = json.loads((schema.metadata or {})[META])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            file=path.name,
            expected="a file made by “python -m research count”",
            found=shown(error),
            todo="Give the file that count wrote.",
        ) from None
    for name, ours in (("plan_sha256", plan.sha256), ("code_version", __version__)):
        if about.get(name) != ours:
            raise InputError(
                file=path.name,
                expected=f"counts with {name} {ours[:12]}",
                found=shown(str(about.get(name))[:12]),
                todo="Count again with this plan and this version; pooled counts share one plan.",
            )
    if tuple(schema.names) != NAMES:
        raise InputError(file=path.name, expected=", ".join(NAMES), found=", ".join(schema.names)[:200])
    return about
