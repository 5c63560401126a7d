# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counts show about the table itself: labels that may be one, and outcomes that are the same for all.

Told inside only, as a caution: nothing is joined or left out by itself, and the labels of caseworkers do not leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from research.counting.tally import Tally
from research.data.words import near_twins
from research.estimators.first_stage import same_for_all as constant
from research.plan.model import PlanOutcome

#: So many pairs are named; of the others only how many there are.
NAMED = 3


def cautions_of(outcomes: Sequence[PlanOutcome], tally: Tally, *, offices: bool) -> list[dict[str, str]]:
    """Everything to look at in the table; `offices` says whether the plan has a column of them."""
    return [*look_alikes(tally, offices=offices), *same_for_all(outcomes, tally)]


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
