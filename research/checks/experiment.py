# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of an experiment with several kinds of offer, weights, or people who were drawn together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from research.checks.attrition import attrition, unknown
from research.checks.base import unjudgeable, verdict
from research.checks.offer import offer_alike, offer_monotone, offer_relevance, offer_sample
from research.checks.stated import exclusion_stated, plan_check
from research.effects.arms import Arms, People
from research.estimators.experiment import Trial, found, kish
from research.estimators.inference import holm
from research.plan.model import PlanCharacteristic
from research.release.check_cells import Subject
from research.release.schema import Verdict
from research.results import Check, Measure

#: Fewer groups than this were drawn: nothing gives a direction.
FEWEST_GROUPS = 10
#: A number of people in a line of checks.csv is printed down to tens (rule X4).
TENS = 10


def experiment_checks(
    characteristics: Sequence[PlanCharacteristic],
    exclusion: tuple[str, str],
    services: Sequence[str],
    arms: Arms,
    people: People,
) -> list[Check]:
    """Every check, in the order of the gates; `services` are the keys of the tracks."""
    tally = arms.tally
    checks = [plan_check(), offer_sample(len(people.cell), tally.rows), *drawn(arms), *weighed(people)]
    for place, service in enumerate(services, start=1):
        own = service if len(services) > 1 else ""
        lottery = arms.lottery(place, 0)
        trial = people.trial(arms, (place, 0), 0, outcomes=np.zeros((1, len(people.cell))))
        checks += list(balance(characteristics, own, arms, people, place))
        checks.append(named(offer_relevance(first_stage(trial)), own, "relevance"))
        checks.append(named(offer_monotone(len(characteristics), lottery), own, "monotonicity.first_stage"))
    checks.append(exclusion_stated(*exclusion))
    checks.append(attrition(tally, evenly=False))
    return [*checks, *unknown(characteristics, tally)]


def first_stage(trial: Trial) -> float:
    """The smaller F of taking part on the offer; 0 where the offer does not differ."""
    try:
        return found(trial, 0).f
    except np.linalg.LinAlgError:
        return 0.0


def named(check: Check, service: str, stem: str) -> Check:
    """The check of one of several kinds of offer, by its service."""
    if not service:
        return check
    what = "" if stem == "relevance" else check.what
    return replace(check, key=f"{stem}.{service}", what=what, service=service)


def drawn(arms: Arms) -> Iterator[Check]:
    """How many groups were drawn, of the kind of offer that has the fewest beside the reference."""
    if (arms.together < 0).any():
        return
    number = min(arms.clusters(place, 0) for place in range(1, int(arms.offer.max()) + 1))
    passed = number >= FEWEST_GROUPS
    yield Check(
        "sample.groups", "sample", "groups that were drawn, fewest of two kinds of offer", float(number),
        float(FEWEST_GROUPS), verdict(passed),
        "Mensen zijn in groepen geloot, en er waren genoeg groepen om te vergelijken."
        if passed else "Mensen zijn in groepen geloot, en er waren te weinig groepen om te vergelijken.",
        "People were drawn in groups, and there were enough groups to compare."
        if passed else "People were drawn in groups, and there were too few groups to compare.",
        kind="sample", what="groups", measure=Measure.STATISTIC,
    )  # fmt: skip


def weighed(people: People) -> Iterator[Check]:
    """How many people of one weight tell as much as those who were weighed."""
    if (people.weight == people.weight[0]).all():
        return
    told = float(int(kish(people.weight)) // TENS * TENS)
    yield Check(
        "sample.weights", "sample", "people of one weight who tell as much (Kish)", told, None, Verdict.NOTED,
        "Mensen tellen met een gewicht. Samen vertellen zij zoveel als dit aantal mensen zonder gewicht.",
        "People count with a weight. Together they tell as much as this number of people without one.",
        kind="sample", what="weights", measure=Measure.STATISTIC,
    )  # fmt: skip


def balance(
    characteristics: Sequence[PlanCharacteristic], service: str, arms: Arms, people: People, place: int
) -> Iterator[Check]:
    """Traits from before the offer, compared with the weights and groups of the experiment."""
    traits = np.array([(one == 2).astype(np.float64) for one in people.levels]).reshape(-1, len(people.cell))
    trial = people.trial(arms, (place, 0), 0, outcomes=traits)
    trial = replace(trial, covariates=trial.covariates[:0])
    values, errors, p_values = [], [], []
    judged = [0.0 < float(one.mean()) < 1.0 and trial.moves for one in trial.outcomes]
    for number, seen in enumerate(judged):
        if seen:
            own = found(trial, number)
            values.append(100 * own.itt)
            errors.append(100 * max(own.itt_robust, own.itt_clustered or 0.0))
            p_values.append(own.itt_sets.p_value())
    lines = zip(values, errors, holm(p_values), strict=True)
    for characteristic, seen in zip(characteristics, judged, strict=True):
        subject = Subject("balance", characteristic=characteristic.key, service=service)
        if not seen:
            yield unjudgeable(subject)
            continue
        yield offer_alike(subject, *next(lines))
