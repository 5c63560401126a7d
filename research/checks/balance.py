# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do people look alike, whoever their caseworker was? Balance, and a permutation behind it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from research.checks.base import LEVEL, Base, unjudgeable, verdict
from research.checks.permutation import permuted_p
from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Floats
from research.estimators.inference import holm, two_sided
from research.estimators.ujive import effects
from research.release.check_cells import Subject, balance_statistic
from research.release.schema import Verdict
from research.results import Check, Measure

PERMUTATION_LEVEL = 0.01


def predicted(base: Base) -> tuple[Outcomes, Floats]:
    """The outcome predicted from the characteristics alone, per cell and track, and the coefficients.

    The outcome is (C, T+1), the coefficients (1+K,): the level first.
    """
    tally, kept, place = base.tally, base.sample.kept, base.primary
    kinds = len(base.plan.characteristics)
    normal = np.empty((kinds + 1, kinds + 1))
    normal[0, 0] = tally.clients[0].sum()
    right = np.empty(kinds + 1)
    right[0] = tally.total[place, 0].sum()
    for one in range(kinds):
        normal[0, one + 1] = normal[one + 1, 0] = tally.clients[2 + 2 * one].sum()
        right[one + 1] = tally.total[place, 2 + 2 * one].sum()
        for other in range(kinds):
            normal[one + 1, other + 1] = tally.in_both(one, other).sum()
    coefficients = np.linalg.pinv(normal) @ right
    layers = [np.asarray(tally.clients[0][kept], float), *(base.trait(k) for k in range(kinds))]
    total = sum(c * layer for c, layer in zip(coefficients, layers, strict=True))
    squares = coefficients[0] ** 2 * layers[0]
    for one in range(kinds):
        squares = squares + 2 * coefficients[0] * coefficients[one + 1] * layers[one + 1]
        for other in range(kinds):
            both = coefficients[one + 1] * coefficients[other + 1]
            squares = squares + both * tally.in_both(one, other)[kept]
    return Outcomes(np.asarray(total), np.asarray(squares)), coefficients


def balance(base: Base) -> Iterator[Check]:
    """The same estimator with a trait as outcome: an effect on what was there before means assignment was
    not random."""
    subjects, p_values, values, errors, judged = [], [], [], [], []
    outcomes = [
        (Subject("balance", characteristic=c.key), Outcomes(base.trait(k), base.trait(k)))
        for k, c in enumerate(base.plan.characteristics)
    ]
    if outcomes:
        outcomes.append((Subject("balance", "predicted"), predicted(base)[0]))
    for number, (subject, outcome) in enumerate(outcomes):
        differs = base.divides(number)
        for track, service in enumerate(base.plan.tracks):
            effect = effects(base.stage.only(track), outcome)[0]
            subjects.append(subject._replace(service=service.key))
            values.append(100 * effect.estimate)
            errors.append(100 * effect.se)
            alike = outcome.same_for_all(base.stage.geometry.people)
            seen = differs and not alike and effect.se > outcome.rounding
            p_values.append(two_sided(effect.estimate / effect.se) if seen else 1.0)
            judged.append(seen)
    corrected = iter(holm([p for p, seen in zip(p_values, judged, strict=True) if seen]))
    for subject, value, error, seen in zip(subjects, values, errors, judged, strict=True):
        if not seen:
            yield unjudgeable(subject)
            continue
        p = next(corrected)
        yield Check(
            subject.key,
            "balance",
            balance_statistic(error, p),
            value,
            LEVEL,
            verdict(p > LEVEL),
            "Consulenten kregen vergelijkbare klanten."
            if p > LEVEL
            else "Consulenten kregen verschillende klanten.",
            "Caseworkers were given comparable clients."
            if p > LEVEL
            else "Caseworkers were given different clients.",
            **subject._asdict(),
            measure=Measure.POINTS,
            error=error,
            p=p,
        )


def permutation(base: Base) -> Check:
    """Shuffle people over the caseworkers of their stratum: is the real spread between caseworkers unusual?

    The outcome is predicted from the characteristics; without any there is nothing to compare people by.
    """
    if not base.plan.characteristics:
        return Check(
            "permutation.predicted", "permutation", "no characteristic in the plan", None, PERMUTATION_LEVEL,
            Verdict.NOT_APPLICABLE,
            "Er is geen kenmerk om de klanten van consulenten op te vergelijken.",
            "There is no characteristic to compare the clients of caseworkers by.",
            kind="permutation", what="predicted", measure=Measure.STATISTIC,
        )  # fmt: skip
    outcome, coefficients = predicted(base)
    if outcome.same_for_all(base.stage.geometry.people) or not base.divides(len(base.plan.characteristics)):
        return Check(
            "permutation.predicted", "permutation", "one prediction for all", None, PERMUTATION_LEVEL,
            Verdict.UNJUDGEABLE,
            "Wat vooraf bekend was, zegt niets over de uitkomst. Of mensen op elkaar lijken, is zo niet te zien.",
            "What was known beforehand says nothing about the outcome. Whether people are alike cannot be seen by it.",
            kind="permutation", what="predicted", measure=Measure.STATISTIC,
        )  # fmt: skip
    p = permuted_p(base.tally, coefficients[1:], base.plan.seed)
    passed = p >= PERMUTATION_LEVEL
    return Check(
        "permutation.predicted",
        "permutation",
        "p",
        p,
        PERMUTATION_LEVEL,
        verdict(passed),
        "Loten geeft ongeveer dezelfde verdeling van klanten over consulenten."
        if passed
        else "Loten geeft bijna nooit zo'n ongelijke verdeling van klanten over consulenten.",
        "Drawing lots gives about the same division of clients over caseworkers."
        if passed
        else "Drawing lots hardly ever gives a division of clients over caseworkers as uneven as this.",
        kind="permutation",
        what="predicted",
        measure=Measure.STATISTIC,
        p=p,
    )
