# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Associations with starting work: what often goes together, never what a service does.

A regularised logistic model (scikit-learn) on the table of counts by combination of groups, cross-fitted: what is
said about a fifth of the people comes from a model that never saw them. For every characteristic the adjusted
difference between its halves, per 100 people, with a range; and how well the predicted shares fit the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from research.counting.tally import Tally
from research.estimators.geometry import Floats, one_thread
from research.estimators.inference import holm, holm_levels, two_sided
from research.plan.model import PlanCharacteristic, PlanOutcome
from research.release.schema import ALPHA, Verdict
from research.results import Check, Measure

FOLDS = 5
#: With fewer people who work, or who do not, no model is fitted.
FEW = 30
RESAMPLES = 100


@dataclass(frozen=True)
class Combinations:
    """People by combination of groups: `levels` (P, K) 0 unknown, 1 first, 2 second; `people` and `working` (P,)."""

    levels: Any
    people: Any
    working: Any

    @property
    def columns(self) -> Floats:
        """Two columns for each characteristic: in the second group, and unknown. (P, 2 K)."""
        return np.hstack([self.levels == 2, self.levels == 0]).astype(float)


def combinations_of(
    outcomes: Sequence[PlanOutcome], characteristics: Sequence[PlanCharacteristic], tally: Tally
) -> Combinations | None:
    """The table of counts for the primary outcome; `None` when the run had no counts."""
    primary = next(number for number, outcome in enumerate(outcomes) if outcome.primary)
    if tally.joint is None or outcomes[primary].scale != "share" or not characteristics:
        return None
    kinds, ends = len(characteristics), len(outcomes)
    place = ends - 1 - primary
    codes = np.arange(len(tally.joint))
    yes = (codes >> place) & 1
    pattern = codes // 2**ends
    people = np.bincount(pattern, tally.joint).astype(np.int64)
    working = np.bincount(pattern, tally.joint * yes).astype(np.int64)
    levels = np.stack([np.arange(3**kinds) // 3 ** (kinds - 1 - k) % 3 for k in range(kinds)], axis=1)
    seen = people > 0
    return Combinations(levels[seen], people[seen], working[seen])


def fit(cells: Combinations, people: Any, working: Any) -> LogisticRegression:
    """The regularised logistic model on counts; every combination stands twice, working and not working."""
    x = cells.columns
    weights = np.concatenate([working, people - working]).astype(float)
    kept = weights > 0
    y = np.concatenate([np.ones(len(x)), np.zeros(len(x))])
    model = LogisticRegression(C=1.0, max_iter=200, tol=1e-8)
    return model.fit(np.vstack([x, x])[kept], y[kept], sample_weight=weights[kept])


def adjusted(cells: Combinations, model: LogisticRegression, people: Any, kind: int) -> tuple[float, float]:
    """Predicted share working if everyone were in the second group, and if everyone were in the first."""
    known = cells.levels[:, kind] != 0
    shares = []
    for value in (1.0, 0.0):
        x = cells.columns[known]
        x[:, kind], x[:, cells.levels.shape[1] + kind] = value, 0.0
        shares.append(float(np.average(model.predict_proba(x)[:, 1], weights=people[known])))
    return shares[0], shares[1]


def split(rng: np.random.Generator, counts: Any, parts: int) -> list[Any]:
    """Whole people divided by lot over some parts of about equal size."""
    left, portions = counts.copy(), []
    for part in range(parts, 1, -1):
        take = rng.binomial(left, 1.0 / part)
        portions.append(take)
        left = left - take
    return [*portions, left]


@one_thread
def associate(
    outcomes: Sequence[PlanOutcome],
    characteristics: Sequence[PlanCharacteristic],
    seed: int,
    tally: Tally,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[list[dict[str, Any]], list[Check]]:
    """Adjusted differences for every group, and a check of how well the model fits people it never saw."""
    report("associations")
    cells = combinations_of(outcomes, characteristics, tally)
    if cells is None or min(cells.working.sum(), (cells.people - cells.working).sum()) < FEW:
        return [], []
    # A characteristic of which everyone is in the same half says nothing.
    kinds = [k for k in range(len(characteristics)) if {1, 2} <= set(cells.levels[:, k].tolist())]
    if not kinds:
        return [], []
    rng = np.random.Generator(np.random.PCG64(seed))
    working = split(rng, cells.working, FOLDS)
    idle = split(rng, cells.people - cells.working, FOLDS)
    held_out = [(w, w + i) for w, i in zip(working, idle, strict=True)]
    models = [fit(cells, cells.people - people, cells.working - yes) for yes, people in held_out]
    levels = np.array([
        [adjusted(cells, model, people, kind) for kind in kinds]
        for model, (_, people) in zip(models, held_out, strict=True)
    ]).mean(axis=0)  # fmt: skip
    errors = spread(rng, cells, kinds, report)
    pairs = zip(levels, errors, strict=True)
    raw = [two_sided((a - b) / e) if e > 0 else 1.0 for (a, b), e in pairs]
    p_values, steps = holm(raw), holm_levels(raw, float(ALPHA))
    associations = []
    for place, kind in enumerate(kinds):
        characteristic = characteristics[kind]
        for code, group in enumerate(characteristic.groups, start=1):
            associations.append(
                described(cells, kind, code, levels[place], float(errors[place]), p_values[place])
                | {"characteristic": characteristic.key, "group": group.key, "alpha": steps[place]}
            )
    return associations, [calibration(cells, models, held_out)]


def spread(
    rng: np.random.Generator, cells: Combinations, kinds: list[int], report: Callable[[str], None]
) -> Floats:
    """The standard error of every adjusted difference, from people drawn again with replacement.

    One for each of `kinds`, as a share: (K,).
    """
    total = int(cells.people.sum())
    shares = np.concatenate([cells.working, cells.people - cells.working]) / total
    drawn = []
    for number in range(RESAMPLES):
        if number % 25 == 0:
            report(f"associations: people drawn again, {number} of {RESAMPLES} times")
        counts = rng.multinomial(total, shares)
        working, idle = np.split(counts, 2)
        model = fit(cells, working + idle, working)
        pairs = [adjusted(cells, model, cells.people, kind) for kind in kinds]
        drawn.append([one - other for one, other in pairs])
    return np.asarray(np.std(drawn, axis=0, ddof=1))


def described(
    cells: Combinations, kind: int, code: int, levels: Floats, error: float, p: float
) -> dict[str, Any]:
    """The numbers of one group against the other half, in people out of 100.

    `levels` (2,) are the adjusted shares of the first and the second half.
    """
    own, other = (levels[0], levels[1]) if code == 2 else (levels[1], levels[0])
    inside, outside = cells.levels[:, kind] == code, cells.levels[:, kind] == 3 - code
    plain = cells.working[inside].sum() / cells.people[inside].sum()
    plain -= cells.working[outside].sum() / cells.people[outside].sum()
    working = int(cells.working[inside].sum())
    return {
        "estimate": 100 * float(own - other),
        "se": 100 * error,
        "p": p,
        "level_with": 100 * float(own),
        "level_without": 100 * float(other),
        "naive": 100 * float(plain),
        "n": int(cells.people[inside].sum()),
        "smallest_cell": min(working, int(cells.people[inside].sum()) - working),
    }


def calibration(
    cells: Combinations, models: list[LogisticRegression], held_out: list[tuple[Any, Any]]
) -> Check:
    """The largest gap between predicted and real share over tenths of people the model never saw."""
    predicted = np.concatenate([model.predict_proba(cells.columns)[:, 1] for model in models])
    people = np.concatenate([part for _, part in held_out]).astype(float)
    working = np.concatenate([part for part, _ in held_out]).astype(float)
    order = np.argsort(predicted, kind="stable")
    tenth = np.minimum((np.cumsum(people[order]) / people.sum() * 10).astype(int), 9)
    size = np.bincount(tenth, people[order], 10)
    gap = (
        np.bincount(tenth, working[order], 10) - np.bincount(tenth, (people * predicted)[order], 10)
    ) / np.maximum(size, 1)
    return Check(
        "association.calibration", "", "largest gap between predicted and real over tenths (points)",
        100 * float(np.abs(gap).max()), None, Verdict.NOTED,
        "Zo goed past het model bij mensen die het niet eerder zag.",
        "This is how well the model fits people it had not seen.",
        kind="association", what="calibration", measure=Measure.POINTS,
    )  # fmt: skip
