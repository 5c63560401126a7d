# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts or rows: two paths from files to an estimate, and the one place that chooses.

Counts where they can hold the plan, else rows. Yes-or-no outcomes without covariates go by counts, and municipalities
can add theirs. Means, covariates and offers go by rows, which wait on disk. Memory grows with people on neither.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from research.counting import expression
from research.counting.coding import Places, codes_of, is_countable, levels_of, places_of
from research.counting.count_path import CountPath, RowPath
from research.counting.doubled import Doubling
from research.counting.engines import Engine, Setting
from research.counting.expression import Frame
from research.counting.ledger import Ledger
from research.counting.municipal_counts import read_counts
from research.counting.people import Counter
from research.counting.rows import RowCounter
from research.counting.side_counts import Extras
from research.counting.sources import people_of, present
from research.data.codebook import Codebook, codebook_of
from research.data.twice import refuse_same_content
from research.errors import InputError, shown
from research.plan.model import Plan

if TYPE_CHECKING:
    from research.estimators.geometry import Floats, Ints

Report = Callable[[str], None]


def count_people(
    plan: Plan, paths: list[Path], counts: list[Path], setting: Setting, report: Report
) -> CountPath | RowPath:
    """Read, check and count the people in some files, or add files of counts.

    Raises `InputError` before anything is computed when the plan, a file or a cell cannot be used.
    """
    check_files(plan, paths, counts)
    countable = plan.design == "caseworker" and is_countable(plan)
    if counts:
        if not countable:
            raise InputError(
                file=plan.path,
                expected="outcomes of yes or no and no covariates, which is all that counts can hold",
                found="another plan",
                todo="Use --data.",
            )
        tally, ledger, extras = read_counts(counts, plan, report)
        return CountPath(tally, extras, ledger)
    codebook = codebook_of(plan)
    refuse_same_content(paths, codebook)
    with tempfile.TemporaryDirectory(prefix="findings-") as folder, setting.opened(Path(folder)) as engine:
        try:
            everyone = people_of(engine, paths, codebook, Path(folder), report)
            found = Counting.begun(engine, plan, everyone, codebook, report)
            return found.by_counts() if countable else found.by_rows()
        except engine.errors as error:
            raise InputError(
                file=paths[0].name, expected="files that are whole", found=shown(str(error).partition("\n")[0]),
                todo="Look at the files, and give more --memory if that is what it asks for.",
            ) from None  # fmt: skip


def check_files(plan: Plan, paths: list[Path], counts: list[Path]) -> None:
    """Rows or counts, and every file once; raises `InputError` for anything else."""
    if not paths and not counts:
        raise InputError(
            file=plan.path, expected="at least one data file", found="none", todo="Give --data FILE."
        )
    if paths and counts:
        raise InputError(
            file=plan.path,
            expected="either --data or --counts",
            found="both",
            todo="Count the data first, then add.",
        )
    once: set[Path] = set()
    for path in [*(present(paths) if paths else []), *counts]:
        if path.resolve() in once:
            raise InputError(
                file=path.name, expected="every file once", found="it twice", todo="Name it once."
            )
        once.add(path.resolve())


@dataclass(frozen=True)
class Counting:
    """The people of some files inside an engine, the first intake of each, and what was noted beside the counts.

    `missing` (O, T+1) people without an outcome; `size` how many people there are.
    """

    engine: Engine
    plan: Plan
    report: Report
    people: Frame
    extras: Extras
    missing: NDArray[np.int64]
    size: int

    @staticmethod
    def begun(engine: Engine, plan: Plan, everyone: Frame, codebook: Codebook, report: Report) -> Counting:
        """Keep the first intakes of everyone, and count what stands beside the tally."""
        first = first_of(engine, everyone, plan, codebook, report)
        report("counting")
        rows = engine.small(expression.totals(first, plan)).to_pylist()
        refuse_strange_values(engine, first, plan, rows)
        size = sum(row["people"] for row in rows)
        seen = engine.one(everyone.select(nw.len().alias("people")))["people"]
        towns = []
        if plan.municipality:
            towns = engine.small(expression.once(first, [plan.municipality])).column(0).to_pylist()
        extras = extras_of(plan, rows, size, seen if plan.person else 0, towns)
        missing = np.zeros((len(plan.outcomes), len(plan.services)), dtype=np.int64)
        for row in rows:
            missing[:, row["track"]] = [row[f"missing {place}"] for place in range(len(plan.outcomes))]
        return Counting(engine, plan, report, expression.coded(first, plan), extras, missing, size)

    def by_counts(self) -> CountPath:
        """Equal people are counted by the engine; lines of whole numbers come back."""
        complete = self.people.filter(expression.is_complete(len(self.plan.outcomes)))
        places, numbers = self.numbered(complete)
        counter, ledger, doubling = Counter(self.plan, places), Ledger(places), Doubling()
        try:
            ends = len(self.plan.outcomes)
            sizes = len(self.plan.services), codes_of(len(self.plan.characteristics), ends)
            counted = expression.lines(complete, numbers, expression.labels(self.plan), ends, sizes)
            for part in self.engine.batches(counted):
                number, people = (part[name].to_numpy().astype(np.int64) for name in ("line", "people"))
                line = (*expression.unpacked(number, sizes), people)
                counter.add(*line)
                ledger.add(*line)
                doubling.add(line[-1])
                self.report(f"counted {ledger.people:,} people")
            doubling.refuse(self.plan.person)
            return CountPath(counter.finish(self.missing, self.size), self.extras, ledger)
        except BaseException:
            ledger.close()
            raise

    def numbered(self, people: Frame) -> tuple[Places, Frame]:
        """All places, and the same inside the engine with the spot of each."""
        import pyarrow as pa

        table = self.engine.small(expression.places(people, expression.labels(self.plan)))
        words = table.to_pandas()
        places, spot = places_of(*labels_of(words, self.plan))
        return places, self.engine.table(table.append_column("spot", pa.array(spot, pa.int64())))

    def by_rows(self) -> RowPath:
        """The people themselves are written down in one fixed order, without who lacks an outcome or a covariate.

        The engine puts them in order by everything that is known, on disk when they do not fit in memory, so that
        nothing depends on the order of the files.
        """
        places, numbers = self.numbered(self.people)
        names = [f"o{n}" for n in range(len(self.plan.outcomes))]
        names += [f"c{n}" for n in range(len(self.plan.known))]
        complete = self.people.filter(
            nw.all_horizontal(*(~nw.col(name).is_null() for name in names), ignore_nulls=False)
        )
        joined = complete.join(numbers, on=list(expression.labels(self.plan)), how="inner")
        joined = joined.join(self.engine.table(cells_of(places)), on="spot", how="inner")
        self.report("putting people in order")
        counter, doubling = RowCounter(self.plan, places), Doubling()
        try:
            ordered = expression.in_order(joined, len(self.plan.characteristics), names)
            for part in self.engine.batches(ordered):
                table = [
                    part[name].to_numpy().astype(np.float64 if name in names else np.int64)
                    for name in ("spot", "track", "pattern", *names)
                ]
                spot, track, pattern = table[:3]
                self.add(counter, spot, track, pattern, np.array(table[3:]).reshape(len(names), len(spot)))
                doubling.add_rows([places.cell_of[spot], track, pattern, *table[3:]])
                self.report(f"read {counter.rows.size:,} people")
            doubling.refuse(self.plan.person)
            tally, rows = counter.finish(self.missing, self.size)
            return RowPath(tally, self.extras, rows)
        except BaseException:
            counter.rows.close()
            raise

    def add(self, counter: RowCounter, spot: Ints, track: Ints, pattern: Ints, numbers: Floats) -> None:
        """Add people who come by to a counter; `numbers` (O+V, n) are their outcomes and covariates."""
        ends, kinds = len(self.plan.outcomes), len(self.plan.characteristics)
        counter.add(spot, track.astype(np.int8), levels_of(pattern, kinds), numbers[:ends], numbers[ends:])


def cells_of(places: Places) -> Any:
    """The number of the stratum and of the caseworker of every spot, to be joined."""
    import pyarrow as pa

    numbers = [np.arange(places.spots), places.stratum_of[places.cell_of], places.worker_of[places.cell_of]]
    return pa.table(dict(zip(("spot", "at stratum", "at worker"), numbers, strict=True)))


def first_of(engine: Engine, everyone: Frame, plan: Plan, codebook: Codebook, report: Report) -> Frame:
    """The first intake of every person, when the plan names a column of persons.

    Raises `InputError` for persons with several intakes of which the plan does not say which came first.
    """
    if not plan.person:
        return everyone
    report("looking for people with several intakes")
    person = [name for name in (plan.municipality, plan.person) if name]
    several = engine.kept(expression.repeated(everyone, person))
    if not engine.one(several.select(nw.len().alias("people")))["people"]:
        return everyone
    if not plan.order:
        raise InputError(
            file=plan.path,
            column=plan.person,
            expected="every person once, or a column “order” in the plan",
            found="persons with several intakes",
            todo='Name the column that says which intake came first: order = "…" under [columns].',
        )
    return engine.kept(expression.first_intakes(everyone, person, several, codebook.used, plan.order))


def refuse_strange_values(engine: Engine, people: Frame, plan: Plan, rows: list[dict[str, Any]]) -> None:
    """Refuse a service that the plan does not name, and a share that is not 0 or 1, by an `InputError`."""
    if any(row["track"] is None for row in rows):
        services = [plan.reference, *plan.tracks]
        named = expression.track(plan.column(plan.treatment), services)
        strange = expression.once(people.filter(named.is_null()), [plan.treatment])
        values = sorted(str(value) for value in engine.small(strange).column(0).to_pylist())
        raise InputError(
            file=plan.path,
            column=plan.treatment,
            expected=f"a service for every value ({', '.join(s.value for s in services)})",
            found=values[0],
        )
    for place, outcome in enumerate(plan.outcomes):
        if any(row.get(f"no share {place}") for row in rows):
            value = expression.outcome(outcome)
            strange = people.filter(~value.is_in([0.0, 1.0])).select(value.alias("value"))
            strange = expression.once(strange, ["value"])
            raise InputError(
                file="outcome",
                column=outcome.column,
                expected="0 or 1 for a share (or set “above”)",
                found=str(min(engine.small(strange).column(0).to_pylist())),
            )


def extras_of(plan: Plan, rows: list[dict[str, Any]], size: int, seen: int, towns: list[str]) -> Extras:
    """What stands beside the tally, added up over the services."""
    fresh = Extras.of(plan)

    def total(name: str) -> int:
        return sum(row[name] for row in rows)

    positive = [[total(f"positive {n} {part}") for part in range(3)] for n in range(len(plan.contradictions))]
    groups = fresh.prevalence.shape[1]
    prevalence = [
        [[total(f"{word} {n} {place}") for word in ("known", "having")] for place in range(groups)]
        for n in range(len(plan.prevalences))
    ]
    dropped = seen - size if plan.person else 0
    told = {
        "positive": positive,
        "prevalence": prevalence,
        "dropped": dropped,
        "seen": seen,
        "municipalities": towns,
    }
    return fresh.with_those_of(told)


def labels_of(words: Any, plan: Plan) -> tuple[Any, Any, Any]:
    """Caseworker, stratum and office of every place, inside their municipality when the plan names one."""
    names = expression.labels(plan)
    town = words["town"].astype(str) + "/" if "town" in names else ""

    def one(part: str) -> Any:
        return town + words[part].astype(str)

    inside = {name for name in (plan.decision_maker, plan.office, *plan.strata[:1]) if name}
    stratum = one("stratum 0") if plan.strata else words.assign(all="all")["all"]
    for place in range(1, len(plan.strata)):
        # A part that is also the caseworker or the office carries its municipality once more.
        again = plan.strata[place] in inside
        stratum = (
            stratum + "|" + (one(f"stratum {place}") if again else words[f"stratum {place}"].astype(str))
        )
    worker = one("worker") if plan.decision_maker in inside else words["worker"].astype(str)
    if plan.drawn_together:
        worker = worker + "|" + words["together"].astype(str)
    office = one("office") if plan.office else words.assign(none="")["none"]
    return worker, stratum, office
