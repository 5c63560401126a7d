# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an econometrician asks to see of the caseworker design, for the report inside: nothing of it leaves.

The first stage and the visual IV in bins of caseworkers' tendency, and who the people are on whom caseworkers differ.
All of it is of everyone and the primary outcome, from counts, and none of it gives a direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from research.checks.base import LEVEL, verdict
from research.checks.marginal import Drawn, marginal
from research.counting.tally import Tally
from research.effects.samples import Report, stage_of
from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.geometry import Floats, Sample, one_thread
from research.estimators.inference import Z95
from research.estimators.joint_test import joint_test
from research.estimators.tendency_bins import (
    Least,
    Partialled,
    binned,
    partialled,
    slope_on_tendency,
)
from research.estimators.ujive import effects
from research.plan.model import PlanCharacteristic
from research.release.rules import MINIMUM_CASEWORKERS, MINIMUM_CELL, MINIMUM_N
from research.release.schema import Verdict
from research.results import JointCheck, ProfileShare, Scrutiny, TendencyBin, TendencyLine
from research.robustness.leave_out import (
    OtherEstimate,
    apart,
    cell_instrument,
    leave_cell_out,
    on_cells,
    solved,
    whole_cells,
)

#: Rules X1, X2 and X6 of the standard profile, for every bin; the last is the largest share of one caseworker.
LEAST = Least(MINIMUM_N["caseworker"], MINIMUM_CASEWORKERS, MINIMUM_CELL, 0.5)
TOO_FEW, NOT_SOLVED = "too_few", "not_solved"


Closed = frozenset[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Asked:
    """What of a plan is looked at: its comparisons, the keys of its services, the place of its primary outcome and
    whether that is a share, and its characteristics; `adjusted` says that answers are corrected for covariates, and of
    the questions in `closed` no outcome is opened."""

    comparisons: tuple[str, ...]
    services: tuple[str, ...]
    place: int
    share: bool
    characteristics: tuple[PlanCharacteristic, ...]
    adjusted: bool = False
    closed: Closed = field(default_factory=frozenset)


@one_thread
def scrutinise(asked: Asked, tally: Tally, report: Report) -> Scrutiny:
    """Everything of this page."""
    report("making the pictures of the first stage")
    found = Scrutiny(adjusted=asked.adjusted)
    for comparison in asked.comparisons:
        for bins, lines in pictures(asked, tally, comparison):
            found.bins += bins
            found.lines += lines
    report("making the curves of the marginal effect")
    found.marginal, found.marginal_lines = marginal(drawn_of(asked, found), tally)
    sample, stage = stage_of(tally, 0)
    if sample is not None and stage is not None:
        found.profile = list(complier_profile(asked, tally, sample, stage))
    found.joint = [joint_check(asked, tally, sample, stage)]
    return found


def drawn_of(asked: Asked, found: Scrutiny) -> Drawn:
    """What the curves are made of, after the bins."""
    shut = frozenset((comparison, service) for comparison, service, *rest in asked.closed if not any(rest))
    return Drawn(asked.comparisons, asked.services, asked.place, asked.share, shut, found.bins, found.lines)


def joint_check(asked: Asked, tally: Tally, sample: Sample | None, stage: FirstStage | None) -> JointCheck:
    """The joint test of all services on the primary outcome; with a reason where it cannot be made."""
    if any(not characteristic for _, _, characteristic, _ in asked.closed):
        return JointCheck(Verdict.NOT_TESTED, "closed")
    if sample is None or stage is None:
        return JointCheck(Verdict.NOT_TESTED, NOT_SOLVED)
    _, outcome = on_cells(tally, sample, asked.place)
    if outcome.same_for_all(sample.geometry.people):
        return JointCheck(Verdict.NOT_TESTED, NOT_SOLVED)
    try:
        test = joint_test(sample.geometry, stage.clients, outcome, share=asked.share)
    except np.linalg.LinAlgError:
        return JointCheck(Verdict.NOT_TESTED, NOT_SOLVED)
    if test is None:
        return JointCheck(Verdict.NOT_TESTED, TOO_FEW)
    numbers = (test.fit, test.freedom, test.p_fit, test.slope, test.p_slope, test.p)
    return JointCheck(verdict(test.p > LEVEL), "", *numbers)


def pictures(
    asked: Asked, tally: Tally, comparison: str
) -> Iterator[tuple[list[TendencyBin], list[TendencyLine]]]:
    """The bins and the lines over them of every service in a comparison; a line with a reason where there are none."""
    sample, joint = whole_cells(tally), comparison == "versus_reference"
    for track, service in enumerate(asked.services):
        head = comparison, service
        shut = (comparison, service, "", "") in asked.closed
        whole = None if sample is None else of_track(tally, sample, asked.place, track, joint)
        if whole is None:
            yield [], [TendencyLine(*head, "first_stage", reason=NOT_SOLVED)]
            continue
        part, answer = whole
        bins = drawn_bins(head, part, asked.share, shut)
        lines = drawn_lines(head, part, answer, asked.share)
        if not bins:
            yield [], [TendencyLine(*head, "first_stage", reason=TOO_FEW)]
            continue
        yield bins, lines[:1] if shut else lines


def of_track(
    tally: Tally, sample: Sample, place: int, track: int, joint: bool
) -> tuple[Partialled, OtherEstimate] | None:
    """One track with its leave-cell-out answer, jointly or against everything else; none where it has no answer."""
    if sample.geometry.instruments < 1:
        return None
    clients, outcome = on_cells(tally, sample, place)
    if not joint:
        _, clients, outcome = apart(sample, clients, outcome, track + 1)
        track = 0

    def make() -> tuple[Partialled, OtherEstimate]:
        answers = leave_cell_out(sample, clients, outcome)
        sums: Floats = clients[:, 1:]
        pull = cell_instrument(sample.geometry, sums, sample.geometry.fitted(sums))
        return partialled(sample.geometry, pull, clients, outcome, track), answers[track]

    made: tuple[Partialled, OtherEstimate] | None = solved(make)
    if made is None or not np.isfinite([made[1].estimate, made[1].se]).all():
        return None
    return made if float(np.abs(made[0].tendency).max()) > 0.0 else None


def drawn_bins(head: tuple[str, str], part: Partialled, share: bool, shut: bool) -> list[TendencyBin]:
    """The bins in points, and the outcome in points or its own unit; without the outcome where it stays closed."""
    scale = 100.0 if share else 1.0
    found = []
    for one in binned(part, LEAST, share):
        tendency = 100.0 * one.tendency
        referred = 100.0 * one.referred.value, 100.0 * one.referred.error
        own = TendencyBin(*head, one.people, one.caseworkers, tendency, *referred)
        if not shut:
            own.outcome, own.outcome_error = scale * one.outcome.value, scale * one.outcome.error
        found.append(own)
    return found


def drawn_lines(
    head: tuple[str, str], part: Partialled, answer: OtherEstimate, share: bool
) -> list[TendencyLine]:
    """The first stage (points per point), the reduced form and the effect (per point, and per 100 people)."""
    first, reduced = slope_on_tendency(part), slope_on_tendency(part, of_outcome=True)
    scale = 100.0 if share else 1.0
    told = (
        ("first_stage", first.value, first.error),
        ("reduced_form", scale / 100.0 * reduced.value, scale / 100.0 * reduced.error),
        ("effect", scale * answer.estimate, scale * answer.se),
    )
    return [TendencyLine(*head, kind, v, v - Z95 * e, v + Z95 * e) for kind, v, e in told]


def complier_profile(asked: Asked, tally: Tally, sample: Sample, stage: FirstStage) -> Iterator[ProfileShare]:
    """How many of 100 people on whom caseworkers differ are in each group, for every service, with its range.

    The share is UJIVE of the trait times the service on the service, each service against everything else: an Abadie
    (2003) weighted mean, with the people's own choice left out. Its range is the null-imposed 95% set of that
    estimate; it may pass 0 or 100, and where it has no limits there is none. `everyone` counts the same comparable
    people.
    """
    people = float(sample.geometry.people)
    for k, characteristic in enumerate(asked.characteristics):
        for half, group in enumerate(characteristic.groups):
            layer = np.asarray(tally.clients[1 + 2 * k + half][sample.kept], dtype=np.float64)
            for track, service in enumerate(asked.services):
                own = np.zeros_like(layer)
                own[:, track + 1] = layer[:, track + 1]
                answer = effects(stage.only(track), Outcomes(own, own))[0]
                if not np.isfinite(answer.estimate):
                    continue
                low, high = (100.0 * answer.lower, 100.0 * answer.upper) if answer.bounded else (None, None)
                everyone = 100.0 * float(layer.sum()) / people
                names = service, characteristic.key, group.key
                yield ProfileShare(*names, 100.0 * answer.estimate, low, high, everyone)
