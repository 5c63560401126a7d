# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the assignment design: was the offer really by lot, did it move take-up, is the outcome known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from research.checks.attrition import attrition, unknown
from research.checks.base import LEVEL, unjudgeable, verdict
from research.checks.caseworker import DROPPED_STOP
from research.checks.stated import exclusion_stated, plan_check
from research.counting.rows import RowFile, members
from research.effects.offer import LEAST_F, Lottery
from research.estimators.geometry import Floats
from research.estimators.inference import holm, two_sided
from research.estimators.offer_2sls import NOTHING, offer_answers, offer_stage
from research.plan.model import PlanCharacteristic
from research.release.check_cells import Subject, balance_statistic
from research.results import Check, Measure, fewest


def offer_checks(
    characteristics: Sequence[PlanCharacteristic],
    exclusion: tuple[str, str],
    lottery: Lottery,
    rows: RowFile,
) -> list[Check]:
    """Every check of the assignment design, in the order of the gates.

    `exclusion` is how the plan states it, in Dutch and English.
    """
    tally = lottery.tally
    checks = [plan_check(), offer_sample(rows.size, tally.rows)]
    checks += list(offer_balance(characteristics, lottery))
    checks.append(offer_relevance(first_stage_f(lottery, rows)))
    checks.append(offer_monotone(len(characteristics), lottery))
    checks.append(exclusion_stated(*exclusion))
    checks.append(attrition(tally, evenly=False))
    return [*checks, *unknown(characteristics, tally)]


def first_stage_f(lottery: Lottery, rows: RowFile) -> float:
    """The robust F of taking part on the offer, of everyone, with covariates; no outcome is looked at."""
    people, cells = members(rows, 0, np.arange(len(lottery.offer))), lottery.cells(0)
    stage = offer_stage(replace(cells, total=cells.total[:0]), rows.known, people)
    return offer_answers(stage, people)[0].f


def offer_sample(kept: int, people: int) -> Check:
    """How many people of the study count."""
    share = 1.0 - kept / people
    passed = share <= DROPPED_STOP
    return Check(
        "sample.dropped",
        "sample",
        "share dropped (%)",
        100.0 * share,
        100.0 * DROPPED_STOP,
        verdict(passed),
        "Iedereen uit het onderzoek met een bekende uitkomst telt mee."
        if passed
        else "Te veel mensen uit het onderzoek tellen niet mee: van hen is de uitkomst niet bekend.",
        "Everyone in the study with a known outcome counts."
        if passed
        else "Too many people in the study do not count: their outcome is unknown.",
        fewest(kept, people),
        kind="sample",
        what="dropped",
        measure=Measure.PEOPLE,
    )


def offer_relevance(f: float) -> Check:
    """Did the offer move how often people took part?"""
    passed, followed = f >= LEAST_F, not np.isfinite(f)
    return Check(
        "relevance.offer",
        "relevance",
        "first-stage F (robust)" + ("; everyone followed the offer, so it has no limit" if followed else ""),
        None if followed else f,
        LEAST_F,
        verdict(passed),
        "Het aanbod veranderde duidelijk hoe vaak mensen meededen."
        if passed
        else "Het aanbod veranderde te weinig aan hoe vaak mensen meededen.",
        "The offer clearly changed how often people took part."
        if passed
        else "The offer changed too little about how often people took part.",
        kind="relevance",
        what="offer",
        measure=Measure.STATISTIC,
    )


def offer_balance(characteristics: Sequence[PlanCharacteristic], lottery: Lottery) -> Iterator[Check]:
    """Traits from before the offer, compared between those who got one and those who did not."""
    tally, cells = lottery.tally, lottery.cells(0)
    size = cells.clients.sum(axis=1)

    def distance(sums: Floats) -> Floats:
        return np.asarray(cells.by_stratum(sums[:, None])[:, 0])

    z = lottery.offer - distance(lottery.offer * size)
    halves = [
        tuple(tally.clients[1 + 2 * kind + half].sum(axis=1).astype(np.float64) for half in (0, 1))
        for kind in range(len(characteristics))
    ]
    values, errors, p_values = [], [], []
    traits = [(second, 1.0 - distance(second), -distance(second)) for _, second in halves]
    judged = [
        bool(
            first.any() and second.any() and squares(z, size, *trait) > NOTHING
        )  # varies where the offer does
        for (first, second), trait in zip(halves, traits, strict=True)
    ]
    zz = float(size @ z**2)
    for (second, with_, without), seen in zip(traits, judged, strict=True):
        if not seen:
            continue
        slope = float(second @ (z * with_) + (size - second) @ (z * without)) / zz
        error = float(np.sqrt(squares(z, size, second, with_ - slope * z, without - slope * z))) / zz
        values.append(100 * slope)
        errors.append(100 * error)
        # A trait that follows the offer exactly leaves no error: that is certain, not unknown.
        p_values.append(two_sided(slope / error) if error > NOTHING else float(abs(slope) <= NOTHING))
    lines = zip(values, errors, holm(p_values), strict=True)
    for characteristic, seen in zip(characteristics, judged, strict=True):
        subject = Subject("balance", characteristic=characteristic.key)
        if not seen:
            yield unjudgeable(subject)
            continue
        value, error, p = next(lines)
        yield offer_alike(subject, value, error, p)


def offer_alike(subject: Subject, value: float, error: float, p: float) -> Check:
    """How far people with and without an offer lay apart beforehand, with its error and its p-value after Holm."""
    return Check(
        subject.key,
        "balance",
        balance_statistic(error, p),
        value,
        LEVEL,
        verdict(p > LEVEL),
        (
            "Mensen met en zonder aanbod leken vooraf op elkaar."
            if p > LEVEL
            else "Mensen met en zonder aanbod leken vooraf niet op elkaar."
        ),
        (
            "People with and without an offer were alike beforehand."
            if p > LEVEL
            else "People with and without an offer were not alike beforehand."
        ),
        **subject._asdict(),
        measure=Measure.POINTS,
        error=error,
        p=p,
    )


def squares(z: Floats, size: Floats, second: Floats, with_: Floats, without: Floats) -> float:
    """The sum over people of (z x)^2, of cells (C,) with `second` people who have x = `with_` and the others
    `without`."""
    return float(second @ (z * with_) ** 2 + (size - second) @ (z * without) ** 2)


def offer_monotone(kinds: int, lottery: Lottery) -> Check:
    """The offer raises take-up in every group; it fails when a fall in one of them is more than chance (Holm)."""
    lowest, p_values = 100.0, []
    for number in range(1 + 2 * kinds):
        counts = lottery.counts(number)
        people = counts.sum(axis=1)
        if people.all():
            without, with_ = counts[:, 1] / people
            rise = float(with_ - without)
            error = float(np.sqrt((counts[:, 0] * counts[:, 1] / people.astype(np.float64) ** 3).sum()))
            lowest = min(lowest, 100.0 * rise)
            p_values.append(fall_p(rise, error))
    passed = min(holm(p_values), default=1.0) > LEVEL
    return Check(
        "monotonicity.first_stage",
        "monotonicity",
        "smallest rise in take-up over the groups (points)",
        lowest,
        0.0,
        verdict(passed),
        "In geen enkele groep deden minder mensen mee als zij een aanbod kregen."
        if passed
        else "In een groep deden minder mensen mee als zij een aanbod kregen.",
        "In no group fewer people took part when they were offered a place."
        if passed
        else "In a group fewer people took part when they were offered a place.",
        kind="monotonicity",
        what="first_stage",
        measure=Measure.STATISTIC,
    )


def fall_p(rise: float, error: float) -> float:
    """The one-sided p-value of a fall in take-up; without any chance in it a fall is certain."""
    if rise >= 0.0 or error > 0.0:
        return 1.0 if rise >= 0.0 else 0.5 * two_sided(rise / error)
    return 0.0
