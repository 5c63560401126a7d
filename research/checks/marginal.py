# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal treatment effect of every service, for the report inside: where support allows, and else the reason.

Support is what the bins of the tendency say: from how much less often people of the lowest bin were referred than
colleagues of their stratum, to how much more often those of the highest were. Every bin holds people of both kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from research.counting.tally import Tally
from research.estimators.marginal_effects import CellSums, MarginalCurve, marginal_curves
from research.results import MarginalPoint, TendencyBin, TendencyLine
from research.robustness.leave_out import on_cells, whole_cells

#: So many places of the curve are told, and below this strength chance alone could be what the slope rests on.
PLACES, STRONG = 9, 4.0
TOO_FEW, NOT_SOLVED, CLOSED, SEVERAL, NARROW = "too_few", "not_solved", "closed", "several", "narrow"

Told = tuple[list[MarginalPoint], list[TendencyLine]]


@dataclass(frozen=True)
class Drawn:
    """What is drawn: comparisons, services, the place of the outcome and whether it is a share, the questions of which
    no outcome is opened (comparison and service), and the bins and lines that were made of tendencies."""

    comparisons: tuple[str, ...]
    services: tuple[str, ...]
    place: int
    share: bool
    closed: frozenset[tuple[str, str]]
    bins: Sequence[TendencyBin]
    lines: Sequence[TendencyLine]


def marginal(drawn: Drawn, tally: Tally) -> Told:
    """The curve of every service in every comparison, or a line with the reason why there is none."""
    points: list[MarginalPoint] = []
    lines: list[TendencyLine] = []
    curves: list[MarginalCurve | None] | None = None
    for comparison in drawn.comparisons:
        for track, service in enumerate(drawn.services):
            reason = shut(drawn, comparison, service)
            if not reason:
                curves = curves or curves_of(drawn, tally)
                own, more = told(drawn, (comparison, service), curves[track])
                points, lines = points + own, lines + more
            else:
                lines.append(TendencyLine(comparison, service, "slope", reason=reason))
    return points, lines


def shut(drawn: Drawn, comparison: str, service: str) -> str:
    """Why no curve is made of a question; empty where it is."""
    if comparison == "versus_reference" and len(drawn.services) > 1:
        return SEVERAL
    if (comparison, service) in drawn.closed:
        return CLOSED
    own = [line for line in drawn.lines if (line.comparison, line.service) == (comparison, service)]
    return next((line.reason for line in own if line.reason), "" if own else NOT_SOLVED)


def curves_of(drawn: Drawn, tally: Tally) -> list[MarginalCurve | None]:
    """The lines of all services, each against everything else."""
    sample = whole_cells(tally)
    if sample is None:
        return [None] * len(drawn.services)
    clients, outcome = on_cells(tally, sample, drawn.place)
    shape = sample.geometry
    sums = CellSums(shape.caseworker, shape.stratum, shape.clients, clients[:, 1:], outcome.total.sum(axis=1))
    return marginal_curves(sums)


def told(drawn: Drawn, head: tuple[str, str], curve: MarginalCurve | None) -> Told:
    """The curve over its support with both bands, its slope and the effect of referring like the upper quarter."""
    bins = [one for one in drawn.bins if (one.comparison, one.service) == head]
    low, high = bins[0].referred / 100.0, bins[-1].referred / 100.0
    if curve is None:
        return [], [TendencyLine(*head, "slope", reason=NOT_SOLVED)]
    if curve.strength < STRONG or low >= high:
        return [], [TendencyLine(*head, "slope", reason=NARROW)]
    scale = 100.0 if drawn.share else 1.0
    points = []
    for place in np.linspace(low, high, PLACES):
        value, error = (scale * number for number in curve.at(float(place)))
        near, far = curve.pointwise * error, curve.uniform * error
        limits = value - near, value + near, value - far, value + far
        points.append(MarginalPoint(*head, 100.0 * float(place), value, *limits))
    lines = [TendencyLine(*head, kind, v, a, b) for kind, v, a, b in summed(curve, bins, scale)]
    return points, lines


def summed(
    curve: MarginalCurve, bins: Sequence[TendencyBin], scale: float
) -> Iterator[tuple[str, float, float | None, float | None]]:
    """The slope (per 10 points of tendency), the middle, and the policy effect, each with its 95% range."""
    asked = {"slope": np.array([0.0, 0.1]), "middle": np.array([1.0, 0.0])}
    shift = like_upper_quarter(bins)
    if shift is not None:
        asked["like_upper_quarter"] = np.array([1.0, shift[1] / 100.0])
    for kind, weights in asked.items():
        value, error = (scale * number for number in curve.of(weights))
        yield kind, value, value - curve.pointwise * error, value + curve.pointwise * error
    if shift is not None:
        yield "referred_more", shift[0], None, None


def like_upper_quarter(bins: Sequence[TendencyBin]) -> tuple[float, float] | None:
    """If every caseworker below the upper quarter referred like its border: how many more of 100 people are referred,
    and at which mean tendency these are moved; none where nobody is.

    The border is the bin in which three quarters of people is reached. People of a bin at r are moved through all
    tendencies between r and the border q, so the mean of these is (r + q) / 2, weighted by people times q - r.
    """
    people = np.array([one.people for one in bins], dtype=np.float64)
    referred = np.array([one.referred for one in bins])
    reached = np.cumsum(people) / people.sum()
    border = referred[int(np.searchsorted(reached, 0.75 - 1e-9))]
    moved = people * np.maximum(border - referred, 0.0)
    if moved.sum() <= 0.0:
        return None
    return float(moved.sum() / people.sum()), float(moved @ (referred + border) / 2.0 / moved.sum())
