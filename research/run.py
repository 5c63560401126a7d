# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One estimation run: read, refuse, count, check, estimate, and keep the results inside the secure environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from research import __version__
from research.caching import Cache
from research.checks.caseworker import check_all
from research.checks.labels import look_alikes, same_for_all
from research.checks.offer import offer_checks
from research.counting.coding import Coded, code_chunk, is_countable
from research.counting.ledger import Ledger
from research.counting.offices import caseworkers_per_office
from research.counting.people import Rows, count_people, tally_rows
from research.counting.side_counts import Extras, nested
from research.counting.tally import Tally
from research.data.first_intakes import FirstIntakes
from research.data.readers import how_read
from research.data.table import read_chunks
from research.data.twice import refuse_same_content
from research.effects.associations import associate
from research.effects.caseworker import walk
from research.effects.decimals import decimals_of
from research.effects.offer import walk_offers
from research.effects.samples import Remember
from research.errors import InputError, shown
from research.plan.model import Plan
from research.results import Results
from research.robustness.other_ways import answer_otherwise

Report = Callable[[str], None]


@dataclass
class Counted:
    """What the pass over the rows leaves behind; the ledger on the path of counts, the rows on the other."""

    tally: Tally
    rows: Rows | None
    ledger: Ledger | None
    extras: Extras


@dataclass(frozen=True)
class Way:
    """How to read: the engine of the counting pass, its memory, files of counts, and a folder to remember in."""

    engine: str = "pandas"
    memory: str = "1GB"
    counts: tuple[Path, ...] = ()
    cache: Cache = field(default_factory=Cache)


def coded(paths: list[Path], plan: Plan, extras: Extras, report: Report) -> Iterator[Coded]:
    """Read, check and code every chunk, with the first intake of every person."""
    people = 0
    first = FirstIntakes(plan)
    if plan.person:
        report("looking for people with several intakes")
        first.look(paths)
    with closing(read_chunks(paths, plan)) as chunks:
        for chunk in first.only(chunks):
            extras.look(chunk)
            people += len(chunk)
            report(f"read {people:,} people")
            yield code_chunk(nested(chunk, plan), plan)
    extras.dropped, extras.seen = first.dropped, first.seen


def written(chunks: Iterable[Coded], ledger: Ledger) -> Iterator[Coded]:
    """The same chunks, put in the ledger on their way."""
    for chunk in chunks:
        ledger.add(chunk)
        yield chunk


def count(plan: Plan, paths: list[Path], report: Report, way: Way) -> Counted:
    """The pass over the rows: by pandas in chunks, by DuckDB out of core, or from files of counts.

    Raises `InputError` when there is nothing to read, or when counts cannot hold the plan.
    """
    if not paths and not way.counts:
        raise InputError(
            file=plan.path, expected="at least one data file", found="none", todo="Give --data FILE."
        )
    if paths and way.counts:
        raise InputError(
            file=plan.path,
            expected="either --data or --counts",
            found="both",
            todo="Count the data first, then add.",
        )
    once: set[Path] = set()
    for path in [*paths, *way.counts]:
        if path.resolve() in once:
            raise InputError(
                file=path.name, expected="every file once", found="it twice", todo="Name it once."
            )
        once.add(path.resolve())
    for path in paths:
        if not path.is_dir():
            report(f"reading {path.name}: {how_read(path)}")
    refuse_same_content(paths, plan)
    extras = Extras.of(plan)
    countable = plan.design == "caseworker" and is_countable(plan)
    if (way.counts or way.engine == "duckdb") and not countable:
        raise InputError(
            file=plan.path,
            expected="outcomes of yes or no and no covariates, which is all that counts can hold",
            found="another plan",
            todo="Use --data with the engine pandas.",
        )
    if countable:
        ledger = Ledger(plan)
        try:
            tally = counted_people(plan, paths, report, way, extras, ledger)
        except BaseException:
            ledger.close()
            raise
        return Counted(tally, None, ledger, extras)
    tally, rows = tally_rows(coded(paths, plan, extras, report), plan)
    return Counted(tally, rows, None, extras)


def counted_people(
    plan: Plan, paths: list[Path], report: Report, way: Way, extras: Extras, ledger: Ledger
) -> Tally:
    """The tally by one of three roads; the ledger is filled on the way.

    Raises `InputError` when DuckDB cannot read the files.
    """
    if way.counts:
        from research.counting.count_files import read_counts

        return read_counts(list(way.counts), plan, extras, ledger, report)
    if way.engine == "duckdb":
        import duckdb

        from research.counting.engines import count_by_duckdb

        try:
            return count_by_duckdb(paths, plan, extras, ledger, report, way.memory)
        except duckdb.Error as error:
            raise InputError(
                file=paths[0].name, expected="Parquet files that are whole and share their columns",
                found=shown(str(error).partition("\n")[0]), todo="Look at the files, or use the engine pandas.",
            ) from None  # fmt: skip
    return count_people(written(coded(paths, plan, extras, report), ledger), plan)


def estimate(
    plan: Plan, paths: list[Path], report: Report = lambda _: None, way: Way | None = None
) -> Results:
    """The whole run for one plan over one or more files with the same columns, or over counts (`way.counts`).

    Estimates and errors are in points per 100 for a share, in its own unit for a mean. `report` hears how far it is.
    Raises `InputError` before anything is computed when plan or data cannot be used.
    """
    way = way or Way()
    remember = way.cache.of(plan, [*paths, *way.counts], way.engine)
    found: Counted = remember("pass", lambda: count(plan, paths, report, way))
    try:
        found.extras.check_municipalities()
        return computed(plan, found, report, remember)
    finally:
        if found.ledger is not None:
            found.ledger.close()


def computed(plan: Plan, found: Counted, report: Report, remember: Remember) -> Results:
    """Checks, estimates, other ways and associations of what was counted."""
    tally, rows = found.tally, found.rows
    results = blank_results(plan, tally)
    results.cautions = [*look_alikes(plan, tally), *same_for_all(plan, tally)]
    if plan.design == "assignment":
        assert rows is not None
        offer = offers_of(plan, tally, rows)
        results.estimates = walk_offers(plan, rows, offer, report)
        stated = (plan.exclusion_nl, plan.exclusion_en)
        results.checks = offer_checks(plan.characteristics, stated, tally, rows, offer)
    else:
        offer = None
        results.checks = remember("checks", lambda: check_all(plan, tally, report))
        results.estimates = walk(plan, tally, rows, report, remember)
        asked = (plan.outcomes, plan.characteristics, plan.seed)
        results.associations, fitted = remember("associations", lambda: associate(*asked, tally, report))
        results.checks += fitted
    beside, lines = answer_otherwise(
        plan, tally, rows, found.ledger, results.estimates, offer, report, remember
    )
    results.estimates += beside
    results.checks += lines
    results.checks += list(found.extras.checks())
    results.counts = list(found.extras.prevalence.rows())
    return results


def offers_of(plan: Plan, tally: Tally, rows: Rows) -> np.ndarray:
    """The offer of each row as 0 or 1; its two values in the codebook order.

    (n,). Raises `InputError` for any other value.
    """
    values = [float(label) for label in tally.workers]
    if sorted(values) != [0.0, 1.0]:
        found = ", ".join(tally.workers[:5])
        expected = "an offer of 0 or 1, and people with and without one"
        raise InputError(file=plan.path, column=plan.instrument, expected=expected, found=f"only {found}")
    return np.asarray(np.array(values)[rows.worker], dtype=np.int8)


def blank_results(plan: Plan, tally: Tally) -> Results:
    """Sizes of the run; no estimates yet."""
    caseworkers, offices, smallest = 0, 0, 0
    if plan.design == "caseworker":
        caseworkers = len(tally.workers)
        per_office = caseworkers_per_office(tally.desks) if plan.office else {}
        offices = len(per_office)
        smallest = min(per_office.values(), default=caseworkers)
    sizes = (tally.rows, tally.kept_rows, offices, caseworkers, smallest)
    return Results(plan.sha256, __version__, *sizes, decimals=decimals_of(plan.outcomes, tally))
