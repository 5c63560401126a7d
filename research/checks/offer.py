# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the assignment design: was the offer really by lot, did it move take-up, is the outcome known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from research.checks.attrition import attrition, unknown
from research.checks.base import LEVEL, unjudgeable, verdict
from research.checks.caseworker import DROPPED_STOP
from research.checks.stated import exclusion_stated, plan_check
from research.counting.people import Rows
from research.counting.tally import Tally
from research.effects.offer import LEAST_F
from research.estimators.inference import holm, two_sided
from research.estimators.offer_2sls import NOTHING, cleared, first_stage_f
from research.plan.model import PlanCharacteristic
from research.release.check_cells import Subject, balance_statistic
from research.results import Check, Measure, fewest


def offer_checks(
    characteristics: Sequence[PlanCharacteristic],
    exclusion: tuple[str, str],
    tally: Tally,
    rows: Rows,
    offer: np.ndarray,
) -> list[Check]:
    """Every check of the assignment design, in the order of the gates.

    `exclusion` is how the plan states it, in Dutch and English; `offer` (n,) is 0 or 1.
    """
    checks = [plan_check(), offer_sample(len(offer), tally.rows)]
    checks += list(offer_balance(characteristics, rows, offer))
    checks.append(offer_relevance(rows, offer))
    checks.append(offer_monotone(len(characteristics), rows, offer))
    checks.append(exclusion_stated(*exclusion))
    checks.append(attrition(tally, evenly=False))
    return [*checks, *unknown(characteristics, tally)]


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


def offer_relevance(rows: Rows, offer: np.ndarray) -> Check:
    """Did the offer move how often people took part? `offer` (n,) is 0 or 1."""
    taken = (rows.track == 1).astype(float)
    z, d = (cleared(v, rows.stratum, rows.covariates.T) for v in (offer.astype(float), taken))
    f = first_stage_f(z, d)
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


def offer_balance(
    characteristics: Sequence[PlanCharacteristic], rows: Rows, offer: np.ndarray
) -> Iterator[Check]:
    """Traits from before the offer, compared between those who got one and those who did not.

    `offer` (n,) is 0 or 1.
    """
    none = np.zeros((len(offer), 0))
    z = cleared(offer.astype(float), rows.stratum, none)
    values, errors, p_values = [], [], []
    traits = [cleared((level == 2).astype(float), rows.stratum, none) for level in rows.levels]
    judged = [
        {1, 2} <= set(level.tolist()) and float(((z * x) ** 2).sum()) > NOTHING  # varies where the offer does
        for level, x in zip(rows.levels, traits, strict=True)
    ]
    for x, seen in zip(traits, judged, strict=True):
        if not seen:
            continue
        slope = float(z @ x) / float(z @ z)
        error = float(np.sqrt(((z * (x - slope * z)) ** 2).sum())) / float(z @ z)
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
        yield Check(
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


def offer_monotone(kinds: int, rows: Rows, offer: np.ndarray) -> Check:
    """The offer raises take-up in every group; it fails when a fall in one of them is more than chance (Holm).

    `offer` (n,) is 0 or 1.
    """
    lowest, p_values = 100.0, []
    for number in range(1 + 2 * kinds):
        inside = rows.group(number)
        taken, z = rows.track[inside] == 1, offer[inside] == 1
        if z.any() and not z.all():
            rise = float(taken[z].mean() - taken[~z].mean())
            error = float(np.sqrt(taken[z].var() / z.sum() + taken[~z].var() / (~z).sum()))
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
