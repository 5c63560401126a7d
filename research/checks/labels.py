# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counts show about the table itself: labels that may be one, and outcomes that are the same for all.

Told inside only, as a caution: nothing is joined or left out by itself, and the labels of caseworkers do not leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from research.counting.tally import Tally
from research.data.words import near_twins
from research.estimators.first_stage import same_for_all as constant
from research.plan.model import PlanOutcome

#: So many pairs are named; of the others only how many there are.
NAMED = 3
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def cautions_of(
    outcomes: Sequence[PlanOutcome],
    strata: Sequence[str],
    period: tuple[int, int] | None,
    tally: Tally,
    *,
    offices: bool,
    caseworkers: bool,
) -> list[dict[str, str]]:
    """Everything to look at in the table: `strata` are the types of the columns of a stratum, `period` the months of
    the plan; `offices` says whether the plan has a column of them, `caseworkers` whether they are what differs."""
    found = [*look_alikes(tally, offices=offices), *same_for_all(outcomes, tally)]
    if caseworkers:
        found += one_caseworker(tally)
    return [*found, *outside_the_period(period, strata, tally)]


def one_caseworker(tally: Tally) -> Iterator[dict[str, str]]:
    """Everybody saw the same caseworker: there is nobody to compare with."""
    if len(tally.workers) == 1:
        yield {
            "nl": "In de tabel staat één consulent. Vergelijken kan alleen tussen consulenten: er zijn er minstens "
            "twee nodig op dezelfde plek in dezelfde tijd. Staat in de kolom van de consulent wel wie iemand hielp?",
            "en": "The table holds one caseworker. Only caseworkers can be compared: at least two are needed in the "
            "same place at the same time. Does the column of the caseworker say who helped whom?",
        }


def outside_the_period(
    period: tuple[int, int] | None, strata: Sequence[str], tally: Tally
) -> Iterator[dict[str, str]]:
    """People whose month, where it is a part of the stratum, lies outside the period of the plan."""
    if period is None or "month" not in strata:
        return
    place, sizes = (
        list(strata).index("month"),
        np.bincount(tally.stratum_of, tally.clients[0].sum(axis=1), len(tally.strata)),
    )
    outside = 0
    for label, people in zip(tally.strata, sizes, strict=True):
        words = label.split("|")[-len(strata) :]
        month = MONTH.fullmatch(words[place]) if len(words) == len(strata) else None
        if month and not period[0] <= int(month[1]) * 12 + int(month[2]) - 1 <= period[1]:
            outside += int(people)
    if outside:
        begin, end = (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in period)
        yield {
            "nl": f"Bij {dutch(outside)} mensen valt de maand buiten de periode van het plan "
            f"({begin} tot en met {end}); ze tellen wel mee. Verbeter de periode, of haal hen uit de tabel.",
            "en": f"The month of {outside:,} people lies outside the period of the plan ({begin} to {end}); they "
            "count all the same. Mend the period of the plan, or take them out of the table.",
        }


def look_alikes(tally: Tally, *, offices: bool) -> Iterator[dict[str, str]]:
    """Labels of caseworkers, offices and strata that differ only in capitals, blanks, a fraction or leading noughts."""
    sizes = tally.clients[0].sum(axis=1)
    people = {
        "worker": dict(zip(tally.workers, np.bincount(tally.worker_of, sizes, len(tally.workers)), strict=True)),
        "stratum": dict(zip(tally.strata, np.bincount(tally.stratum_of, sizes, len(tally.strata)), strict=True)),
        "office": office_sizes(tally) if offices else {},
    }  # fmt: skip
    words = {
        "worker": ("consulenten", "caseworkers"), "stratum": ("strata", "strata"), "office": ("locaties", "offices"),
    }  # fmt: skip
    for kind, sized in people.items():
        groups = near_twins(sized)
        if not groups:
            continue
        labels = sum(len(group) for group in groups)
        whom = int(sum(sized[label] for group in groups for label in group))
        shown = "; ".join(" / ".join(f"“{label}”" for label in group[:NAMED]) for group in groups[:NAMED])
        nl, en = words[kind]
        more = len(groups) > NAMED
        yield {
            "nl": f"{dutch(labels)} namen van {nl}, met {dutch(whom)} mensen, lijken op een andere: "
            f"{shown}{' en meer' if more else ''}. Zijn het dezelfde? Schrijf ze dan in de tabel gelijk.",
            "en": f"{labels:,} labels of {en}, with {whom:,} people, look like another one: "
            f"{shown}{' and more' if more else ''}. Are they the same? Then write them alike in the table.",
        }


def dutch(number: int) -> str:
    """A whole number as it is written in Dutch."""
    return f"{number:,}".replace(",", ".")


def office_sizes(tally: Tally) -> dict[str, float]:
    """People by office."""
    found: dict[str, float] = {}
    for (_, office), people in tally.desks.items():
        found[office] = found.get(office, 0.0) + people
    return found


def same_for_all(outcomes: Sequence[PlanOutcome], tally: Tally) -> Iterator[dict[str, str]]:
    """Outcomes that are the same for everybody: there is nothing to estimate."""
    people = float(tally.clients[0].sum())
    for number, outcome in enumerate(outcomes):
        total, squares = (float(table[number, 0].sum()) for table in (tally.total, tally.squares))
        if constant(total, squares, people):
            value: Any = f"{total / people:g}"
            yield {
                "nl": f"De uitkomst {outcome.id} is bij iedereen hetzelfde ({value}); daarover is niets te zeggen.",
                "en": f"The outcome {outcome.id} is the same for everybody ({value}); nothing can be said about it.",
            }
