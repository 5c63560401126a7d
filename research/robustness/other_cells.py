# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The primary question with other cells: quarters instead of months, caseworkers by group, every office left out once.

All of it from the same counts: cells are given other labels and added up. Printed beside the answer, never chosen from.

*Quarters* need fewer people per stratum and trust that a season treats caseworkers alike. *Caseworkers by group* lets
a caseworker refer one group more often and another less: the tendency is measured in each half apart, against people
of the same half. *Offices left out* is the jackknife: it takes offices, not people or caseworkers, as what could have
been otherwise. Only its corrected estimate and its error leave; no office has a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from research.counting.tally import Tally
from research.estimators.first_stage import FirstStage, Outcomes, first_stage
from research.estimators.geometry import Floats, Ints, comparable, dense_labels
from research.estimators.ujive import Effect, effects
from research.robustness.leave_out import Answers, OtherEstimate, solved

#: A jackknife over fewer offices than this says nothing about offices.
FEW_OFFICES = 3


@dataclass(frozen=True)
class RelabelledCells:
    """Counts under labels of their own: `worker` and `stratum` (C,); `clients`, `total` and `squares` (C, T+1) of one
    outcome; `person` (W,) the real caseworker behind each label of `worker`, for the clustered error. Of an outcome of
    yes or no the squares are the same table as the total."""

    worker: Ints
    stratum: Ints
    clients: Floats
    total: Floats
    squares: Floats
    person: Ints

    def only(self, rows: Any) -> RelabelledCells:
        """Some of the cells."""
        tables = made_of(self, lambda table: table[rows])
        return RelabelledCells(self.worker[rows], self.stratum[rows], *tables, self.person)


def made_of(cells: RelabelledCells, make: Callable[[Floats], Floats]) -> tuple[Floats, Floats, Floats]:
    """Something made of clients, total and squares, each (C, T+1); the same of squares that are the total."""
    total = make(cells.total)
    return make(cells.clients), total, total if cells.squares is cells.total else make(cells.squares)


def cells_as_counted(tally: Tally, outcome: int, group: int = 0) -> RelabelledCells:
    """The cells of a group as they were counted."""
    total = np.asarray(tally.total[outcome, group], dtype=np.float64)
    same = tally.squares is tally.total
    squares = total if same else np.asarray(tally.squares[outcome, group], dtype=np.float64)
    clients = np.asarray(tally.clients[group], dtype=np.float64)
    return RelabelledCells(
        tally.worker_of, tally.stratum_of, clients, total, squares, np.arange(len(tally.workers))
    )


def added(cells: RelabelledCells) -> RelabelledCells:
    """Cells of the same caseworker and stratum as one cell."""
    pairs, place = np.unique((cells.worker << 32) | cells.stratum, return_inverse=True)

    def sums(table: Floats) -> Floats:
        totals = np.zeros((len(pairs), table.shape[1]))
        np.add.at(totals, place, table)
        return totals

    tables = made_of(cells, sums)
    return RelabelledCells(pairs >> 32, pairs & 0xFFFFFFFF, *tables, cells.person)


def answered(cells: RelabelledCells, joint: bool) -> list[OtherEstimate] | None:
    """UJIVE on these cells, jointly or each service against all else; `None` where they cannot tell."""
    people = cells.clients.sum(axis=1).astype(np.int64)
    sample = comparable(cells.worker, cells.stratum, people)
    if sample is None or sample.geometry.instruments < 1:
        return None
    kept = cells.only(sample.kept)
    stage = solved(lambda: first_stage(sample.geometry, kept.clients))
    if stage is None:
        return None
    stages: list[FirstStage] = [stage] if joint else [stage.only(track) for track in range(stage.tracks)]
    outcome, person = Outcomes(kept.total, kept.squares), cells.person[np.unique(kept.worker)]
    answers = [solved(lambda s=s: effects(s, outcome)) for s in stages]
    if not all(answers):
        return None
    return [OtherEstimate(effect.estimate, error_by(effect, person)) for part in answers for effect in part]


def error_by(effect: Effect, person: Ints) -> float:
    """The larger of the robust error and the one clustered by the real caseworker.

    `person` (J,) says who stands behind each caseworker of the effect.
    """
    sums = np.bincount(dense_labels(person), effect.influence)
    workers = len(sums)
    return float(max(effect.se_hte, np.sqrt(workers / max(workers - 1.0, 1.0) * float(sums @ sums))))


def quarter_of(label: str, place: int, parts: int) -> str:
    """The label of a stratum with a quarter for the month at `place` of its `parts`; empty if there is no month."""
    words = label.split("|")
    year, dash, month = words[place].rpartition("-") if len(words) == parts else ("", "", "")
    if not dash or not month.isdigit():
        return ""
    words[place] = f"{year}-Q{(int(month) + 2) // 3}"
    return "|".join(words)


def by_quarter(tally: Tally, outcome: int, joint: bool, strata: Sequence[str]) -> list[OtherEstimate] | None:
    """Strata of quarters; only where a stratum, of columns of these types, is a month."""
    months = [place for place, kind in enumerate(strata) if kind == "month"]
    names = [quarter_of(label, months[0], len(strata)) for label in tally.strata if months]
    if not names or not all(names):
        return None
    _, place = np.unique(names, return_inverse=True)
    cells = cells_as_counted(tally, outcome)
    return answered(added(replace(cells, stratum=place[cells.stratum].astype(np.int64))), joint)


def by_group(tally: Tally, outcome: int, characteristic: int, joint: bool) -> list[OtherEstimate] | None:
    """Caseworkers, and strata, in each half of a characteristic apart; whoever is in neither half is a third part.

    The estimate is one for everyone: the moments of the parts are added before they are solved.
    """
    parts = [cells_as_counted(tally, outcome, number) for number in halves_of(characteristic)]
    whole = cells_as_counted(tally, outcome)
    clients = np.concatenate([*(part.clients for part in parts), rest_of(whole, parts, "clients")])
    total = np.concatenate([*(part.total for part in parts), rest_of(whole, parts, "total")])
    squares = total
    if whole.squares is not whole.total:
        squares = np.concatenate([*(part.squares for part in parts), rest_of(whole, parts, "squares")])
    workers, strata = len(tally.workers), len(tally.strata)
    worker = np.concatenate([whole.worker + workers * n for n in range(3)])
    stratum = np.concatenate([whole.stratum + strata * n for n in range(3)])
    person = np.tile(np.arange(workers), 3)
    cells = RelabelledCells(worker, stratum, clients, total, squares, person)
    return answered(cells.only(clients.any(axis=1)), joint)


def halves_of(characteristic: int) -> tuple[int, int]:
    """The numbers in the tally of the two halves of a characteristic."""
    return 2 * characteristic + 1, 2 * characteristic + 2


def rest_of(whole: RelabelledCells, parts: Sequence[RelabelledCells], name: str) -> Floats:
    """What is in neither half, of clients, total or squares; (C, T+1)."""
    return np.asarray(getattr(whole, name) - getattr(parts[0], name) - getattr(parts[1], name))


def jackknife(tally: Tally, outcome: int, joint: bool) -> list[OtherEstimate] | None:
    """Every office left out once: the corrected estimate, and the error over offices (Efron and Tibshirani, ch. 11).

    With `O` offices and `b(-o)` the estimate without office `o`: `O b - (O - 1) mean b(-o)`, and the root of
    `(O - 1) / O` times the sum of squares of `b(-o)` around their mean. `None` for fewer than three offices.
    """
    offices = [tally.offices[name] for name in tally.workers]
    names, place = np.unique(offices, return_inverse=True)
    count = len(names)
    if count < FEW_OFFICES:
        return None
    cells = cells_as_counted(tally, outcome)
    where = place[cells.worker]
    whole = answered(cells, joint)
    without = [answered(cells.only(where != office), joint) for office in range(count)]
    if whole is None or any(of_office is None for of_office in without):
        return None
    table = np.array([[again.estimate for again in of_office or []] for of_office in without])
    mean = table.mean(axis=0)
    errors = np.sqrt((count - 1.0) / count * ((table - mean) ** 2).sum(axis=0))
    centre = [count * again.estimate - (count - 1.0) * m for again, m in zip(whole, mean, strict=True)]
    return [OtherEstimate(float(value), float(se)) for value, se in zip(centre, errors, strict=True)]


def regrouped(
    tally: Tally, outcome: int, joint: bool, strata: Sequence[str], characteristics: Sequence[str]
) -> Iterator[Answers]:
    """The answers of every way on this page that the counts allow.

    `strata` are the types of the columns that make a stratum, `characteristics` the keys of those people are split by.
    """
    ways: list[tuple[str, str, Callable[[], list[OtherEstimate] | None]]] = [
        ("quarters", "", lambda: by_quarter(tally, outcome, joint, strata)),
        ("offices_out", "", lambda: jackknife(tally, outcome, joint)),
    ]
    ways += [
        ("by_group", key, partial(by_group, tally, outcome, number, joint))
        for number, key in enumerate(characteristics)
    ]
    for way, characteristic, make in ways:
        again = make()
        if again:
            yield Answers(way, again, characteristic)
