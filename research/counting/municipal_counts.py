# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of counts: those of one municipality written, and those of several added; what travels is counts, not rows.

A file of counts holds, for every caseworker, stratum, service and combination of groups and outcomes, how many people
there were. That is close to the people themselves: it is written and read inside the secure environment only.
Counts add up to the same release bytes as one table of all rows, when the strata lie inside a municipality.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from research import __version__
from research.counting.coding import Places, codes_of, places_of
from research.counting.ledger import LINE, Ledger
from research.counting.people import Counter
from research.counting.side_counts import Extras
from research.counting.tally import Tally
from research.errors import InputError, shown
from research.plan.model import Plan

if TYPE_CHECKING:
    from research.estimators.geometry import Ints

NAMES = ("worker", "stratum", "office", "track", "code", "people")
META = b"findings"
#: With so many people, by month, service, group and outcome, no two caseworkers are equal by chance.
TOLD_APART = 20
#: So many lines are put together at a time while a file is written.
LINES = 1_000_000


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
    size = np.zeros(ledger.places.spots, dtype=np.int64)
    for block in ledger.blocks():
        size += np.bincount(block["spot"], minlength=len(size))
    home = (np.cumsum(size) - 1) // LINES
    with ExitStack() as open_files:
        parts = [
            open_files.enter_context(tempfile.TemporaryFile(prefix="findings-")) for _ in range(home[-1] + 1)
        ]
        for block in ledger.blocks():
            where = home[block["spot"]]
            for number in np.unique(where):
                parts[number].write(block[where == number].tobytes())
        for part in parts:
            part.seek(0)
            yield together(np.frombuffer(part.read(), dtype=LINE), ledger.places)


def together(lines: Any, places: Places) -> pd.DataFrame:
    """Equal lines put together, with the words of their place; spots are numbered in the order of their labels."""
    key, inverse = np.unique(
        (lines["spot"].astype(np.int64) << 40) | (lines["track"].astype(np.int64) << 32) | lines["code"],
        return_inverse=True,
    )
    spot = key >> 40
    cell = places.cell_of[spot]
    numbers = {
        "worker": places.worker_of[cell],
        "stratum": places.stratum_of[cell],
        "office": places.office_of[spot],
    }
    names = {"worker": places.workers, "stratum": places.strata, "office": places.offices}
    named = {kind: np.array(names[kind], dtype=object)[number] for kind, number in numbers.items()}
    told = {
        "track": (key >> 32 & 0xFF).astype(np.int8),
        "code": (key & 0xFFFFFFFF).astype(np.int32),
        "people": np.bincount(inverse, lines["people"]).astype(np.int64),
    }
    return pd.DataFrame(named | told)


def read_counts(paths: list[Path], plan: Plan, report: Callable[[str], None]) -> tuple[Tally, Ledger, Extras]:
    """Add the counts of several files made with this plan.

    Raises `InputError` when a file is not as it was written, or a municipality is in two of them.
    """
    if len(paths) > 1 and not plan.municipality:
        raise InputError(
            file=plan.path,
            column="[columns] municipality",
            expected="a column that names the municipality, so that equal names in two of them stay apart",
            found="none",
        )
    none, rows = Extras.of(plan), 0
    extras = none
    missing = np.zeros((len(plan.outcomes), len(plan.services)), dtype=np.int64)
    abouts = [about_counts(path, plan) for path in paths]
    for path, about in zip(paths, abouts, strict=True):
        check_about(path, about, none, missing.shape)
        twice = extras.municipalities & set(about["extras"]["municipalities"])
        if twice:
            raise InputError(
                file=path.name, expected="every municipality in one file", found=shown(min(twice))
            )
        extras = extras.with_those_of(about["extras"])
        missing += np.array(about["missing"], dtype=np.int64).reshape(missing.shape)
        rows += int(about["rows"])
    places, spots = all_places(paths, plan)
    counter, ledger = Counter(plan, places), Ledger(places)
    try:
        for path, about in zip(paths, abouts, strict=True):
            before = ledger.people
            for part in parts_of(path, ["track", "code", "people"]):
                spot, spots = spots[: len(part)], spots[len(part) :]
                line = [part[name].to_numpy(dtype=np.int64) for name in part.columns]
                ledger.add(spot, *line)
                counter.add(spot, *line)
            check_whole(path, ledger.people - before, about)
            report(f"added {path.name}: {int(about['rows']):,} people")
        return counter.finish(missing, rows), ledger, extras
    except BaseException:
        ledger.close()
        raise


def parts_of(path: Path, names: list[str]) -> Iterator[pd.DataFrame]:
    """Some columns of a file of counts, in parts."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(LINES // 4, columns=names):
            yield batch.to_pandas()


def all_places(paths: list[Path], plan: Plan) -> tuple[Places, Ints]:
    """The places in all files, and the spot (n,) of every line of every file in their order.

    Raises `InputError` at the first line that the plan cannot have.
    """
    words: list[pd.DataFrame] = []
    local: list[Ints] = []
    start = 0
    for path in paths:
        row = 1
        for part in parts_of(path, list(NAMES)):
            check_part(path, part, plan, row)
            row += len(part)
            kinds = part[list(NAMES[:3])]
            once = kinds.drop_duplicates()
            number = once.assign(number=np.arange(start, start + len(once)))
            local.append(
                kinds.merge(number, on=list(NAMES[:3]), how="left")["number"].to_numpy(dtype=np.int64)
            )
            words.append(once)
            start += len(once)
    places, spot = places_of(*(pd.concat(words)[name] for name in NAMES[:3]))
    return places, spot[np.concatenate(local)] if local else np.zeros(0, dtype=np.int64)


def without_names(path: Path) -> Ints:
    """The caseworkers of a file of counts without their names: of each what was counted with them, as one sorted number
    (n,); who saw fewer than `TOLD_APART` people is left out, since two such caseworkers may be equal by chance.

    Equal for two files of the same people, whatever their municipality, caseworkers and offices are called in them.
    """
    lines = pd.concat(parts_of(path, list(NAMES)))
    by_place = lines.groupby(list(NAMES[:3]), sort=False)
    place, worker = by_place.ngroup().to_numpy(), lines.groupby("worker", sort=False).ngroup().to_numpy()
    told = pd.util.hash_pandas_object(lines[list(NAMES[3:])], index=False).to_numpy()
    of_place = np.zeros(place.max(initial=-1) + 1, dtype=np.uint64)
    np.add.at(of_place, place, told)
    owner = np.zeros(len(of_place), dtype=np.int64)
    owner[place] = worker
    whole = np.zeros(worker.max(initial=-1) + 1, dtype=np.uint64)
    np.add.at(whole, owner, pd.util.hash_array(of_place))
    people = np.bincount(worker, lines["people"], minlength=len(whole))
    return np.sort(whole[people >= TOLD_APART]).view(np.int64)


def refuse_counts(path: Path, expected: str, found: object, row: int | None = None) -> InputError:
    """A file of counts that is not as it was written."""
    todo = "Count again; do not change this file."
    return InputError(file=path.name, row=row, expected=expected, found=shown(found), todo=todo)


def check_about(path: Path, about: dict[str, Any], none: Extras, missing: tuple[int, ...]) -> None:
    """The numbers that a file of counts carries beside its lines; `none` and the shape of `missing` are the plan's.

    Raises `InputError` where they are absent, below 0 or of another plan; each `ValueError` becomes one.
    """
    try:
        shape = np.array(about["missing"], dtype=np.int64).shape
        fresh = none.with_those_of(about["extras"])
        values = [
            fresh.positive,
            fresh.prevalence,
            np.array(about["missing"]),
            np.array(about["rows"]),
        ]
        values += [np.array([fresh.dropped, fresh.seen])]
        if shape != missing or any((value < 0).any() for value in values):
            raise ValueError("sizes below 0, or of another plan")
        if not all(isinstance(name, str) for name in about["extras"]["municipalities"]):
            raise ValueError("a municipality without a name")
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise refuse_counts(path, "counts as they were written", error) from None


def check_part(path: Path, part: pd.DataFrame, plan: Plan, row: int) -> None:
    """Lines of counts from `row` on: names, and whole numbers that the plan can have.

    Raises `InputError` at the first other one.
    """
    codes = codes_of(len(plan.characteristics), len(plan.outcomes))
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
                path, f"a whole number from {least} to {most - 1} for {name}", found, row + place
            )
    for name in NAMES[:3]:
        absent = part[name].isna().to_numpy()
        if absent.any():
            raise refuse_counts(path, f"a name for every {name}", "", row + int(absent.argmax()))


def check_whole(path: Path, people: int, about: dict[str, Any]) -> None:
    """No line was lost: the people add up to what the file says; raises `InputError` where they do not."""
    least = int(about["rows"]) - int(np.array(about["missing"]).sum())
    if not least <= people <= int(about["rows"]):
        raise refuse_counts(path, f"between {least} and {about['rows']} people", f"{people} people")


def about_counts(path: Path, plan: Plan) -> dict[str, Any]:
    """What a file of counts says about itself.

    Raises `InputError` when it was not made with this plan by this code.
    """
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
