# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""An offer by lot of several kinds, and the people of two of them beside each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from research.counting.rows import RowFile
from research.counting.tally import Tally
from research.data.table import is_number
from research.effects.offer import Lottery
from research.errors import InputError, shown
from research.estimators.experiment import Trial
from research.estimators.geometry import Floats, Ints
from research.plan.model import Experiment


@dataclass(frozen=True)
class Arms:
    """What was offered in each cell (C,), as the place of a service (0 is the reference), who was drawn together there
    (below 0: everyone alone), and the tally of them."""

    offer: Ints
    together: Ints
    tally: Tally

    def lottery(self, one: int, other: int) -> Lottery:
        """Two kinds of offer as an offer of 0 or 1, and taking part in the service of the first."""
        tally, kept = self.tally, self.inside(one, other)

        def two(table: Any) -> Any:
            own = table[..., one]
            return np.stack([table.sum(axis=-1) - own, own], axis=-1)

        total = two(tally.total[:, :, kept])
        own = replace(
            tally, worker_of=tally.worker_of[kept], stratum_of=tally.stratum_of[kept],
            clients=two(tally.clients[:, kept]), total=total,
            squares=total if tally.squares is tally.total else two(tally.squares[:, :, kept]),
            pairs=two(tally.pairs[:, kept]), missing=two(tally.missing),
        )  # fmt: skip
        return Lottery((self.offer[kept] == one).astype(np.float64), own)

    def inside(self, one: int, other: int) -> Any:
        """Which cells belong to two kinds of offer; (C,) yes or no."""
        return np.isin(self.offer, (one, other))

    def clusters(self, one: int, other: int) -> int:
        """How many groups were drawn for either of two kinds of offer; 0 where everyone was drawn alone."""
        return len(np.unique(self.together[self.inside(one, other)])) if (self.together >= 0).all() else 0


def arms_of(asked: Experiment, tally: Tally) -> Arms:
    """The kinds of offer of a tally.

    Raises `InputError` for a value that no service has, and for a service without people.
    """
    offers, numeric = asked.offers, all(map(is_number, asked.offers))
    places = {float(word) if numeric else word: place for place, word in enumerate(offers)}
    kinds, groups = [], []
    for label in tally.workers:
        word, _, group = label.partition("|") if asked.drawn_together else (label, "", "")
        key: Any = float(word) if numeric and is_number(word) else word
        if key not in places:
            raise refused(asked, ", ".join(offers), word)
        kinds.append(places[key])
        groups.append(group)
    for place, word in enumerate(offers):
        if place not in kinds:
            raise refused(asked, f"people with the offer {word}", "none")
    numbers = {name: number for number, name in enumerate(sorted(set(groups)))}
    together = np.array([numbers[name] if asked.drawn_together else -1 for name in groups], dtype=np.int64)
    return Arms(np.array(kinds, dtype=np.int64)[tally.worker_of], together[tally.worker_of], tally)


def refused(asked: Experiment, expected: str, found: str) -> InputError:
    """An error about the column of the offers."""
    return InputError(file=asked.path, column=asked.instrument, expected=expected, found=shown(found))


@dataclass(frozen=True)
class People:
    """All people of an experiment, in memory: `cell` (n,), `track` (n,), `levels` (K, n), `outcomes` (O, n), `known`
    (V, n) and `weight` (n,)."""

    cell: Ints
    track: Ints
    levels: Ints
    outcomes: Floats
    known: Floats
    weight: Floats

    def trial(self, arms: Arms, pair: tuple[int, int], number: int, outcomes: Floats | None = None) -> Trial:
        """Those of a group of the tally with one of two kinds of offer; of other `outcomes` (O, n) where given."""
        one, _ = pair
        inside = np.isin(arms.offer[self.cell], pair)
        if number:
            inside &= self.levels[(number - 1) // 2] == 1 + (number - 1) % 2
        cell = self.cell[inside]
        return Trial(
            (arms.offer[cell] == one).astype(np.float64), (self.track[inside] == one).astype(np.float64),
            self.weight[inside], arms.tally.stratum_of[cell], arms.together[cell], self.known[:, inside],
            (self.outcomes if outcomes is None else outcomes)[:, inside],
        )  # fmt: skip


def people_of(asked: Experiment, rows: RowFile) -> People:
    """Everyone at once: an experiment with weights or groups fits in memory."""
    parts = list(rows.parts())
    cell, track = (
        np.concatenate([getattr(part, name) for part in parts]).astype(np.int64) for name in ("cell", "track")
    )
    levels, outcomes, known = (
        np.concatenate([getattr(part, name) for part in parts], axis=1)
        for name in ("levels", "outcomes", "covariates")
    )
    size = len(asked.covariates)
    weight = known[size] if asked.weight else np.ones(len(cell))
    return People(cell, track, levels, outcomes, known[:size], weight)
