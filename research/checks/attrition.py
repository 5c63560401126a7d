# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of whom it is not known how it ended, or in which group they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from research.checks.base import verdict
from research.counting.tally import Tally
from research.plan.model import PlanCharacteristic
from research.release.schema import Verdict
from research.results import Check, Measure, fewest

MISSING_SHARE = 0.05


def attrition(tally: Tally, *, evenly: bool) -> Check:
    """Is the outcome known for nearly everyone; and, `evenly`, about as often whatever service people got?"""
    people = tally.clients[0].sum(axis=0)
    missing = tally.missing.max(axis=0) if len(tally.missing) else np.zeros_like(people)
    share = float(missing.sum() / max(tally.rows, 1))
    gap = missing / np.maximum(people + missing, 1)
    passed = share <= MISSING_SHARE and not (evenly and float(gap.max() - gap.min()) > MISSING_SHARE)
    return Check(
        "attrition.outcome",
        "attrition",
        "people without an outcome (%)",
        100 * share,
        100 * MISSING_SHARE,
        verdict(passed),
        "Van bijna iedereen is bekend hoe het afliep."
        if passed
        else "Van te veel mensen is niet bekend hoe het afliep.",
        "The outcome is known for nearly everyone."
        if passed
        else "The outcome is unknown for too many people.",
        fewest(int(missing.sum()), tally.rows),
        kind="attrition",
        what="outcome",
        measure=Measure.PEOPLE,
    )


def unknown(characteristics: Sequence[PlanCharacteristic], tally: Tally) -> Iterator[Check]:
    """Of how many people it is not known in which half of a characteristic they are; they count for everyone only."""
    people = int(tally.clients[0].sum())
    for number, characteristic in enumerate(characteristics):
        gone = people - int(tally.clients[1 + 2 * number].sum() + tally.clients[2 + 2 * number].sum())
        yield Check(
            f"attrition.unknown.{characteristic.key}",
            "",
            "people in neither group, or unknown (%)",
            100 * gone / max(people, 1),
            None,
            Verdict.NOTED,
            f"Van zoveel van de 100 mensen is dit niet bekend: {characteristic.name_nl.lower()}.",
            f"Of so many out of 100 people this is not known: {characteristic.name_en.lower()}.",
            fewest(gone, people),
            kind="attrition",
            what="unknown",
            characteristic=characteristic.key,
            measure=Measure.PEOPLE,
        )
