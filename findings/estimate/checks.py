# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the assumptions of the caseworker design, each with a statistic, a verdict and a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from findings.estimate.cells import Floats, Sample, one_thread
from findings.estimate.counts import Tally
from findings.estimate.crossing import crossing_checks
from findings.estimate.multiplicity import holm
from findings.estimate.permutation import permuted_p
from findings.estimate.plan import Plan
from findings.estimate.results import Check, fewest
from findings.estimate.subgroups import STRENGTH, Report, group_names, sample_of, stage_of
from findings.estimate.ujive import FirstStage, Outcomes, effects, point, two_sided
from findings.release.schema import ALPHA, FAILED, NOT_APPLICABLE, NOTED, PASSED, STATED, UNJUDGEABLE

LEVEL = float(ALPHA)
PERMUTATION_LEVEL = 0.01
DROPPED_WARN, DROPPED_STOP = 0.10, 0.25
MISSING_SHARE = 0.05


def verdict(passed: bool) -> str:
    """The word for a check that passed or did not."""
    return PASSED if passed else FAILED


@one_thread
def check_all(plan: Plan, tally: Tally, report: Report, permute: bool = True) -> list[Check]:
    """Every check of the caseworker design, in the order of the gates.

    Without `permute` the permutation, which takes longest, is left out; only the simulation study may do that.
    """
    sample, stage = stage_of(tally, 0)
    checks = [plan_check(plan), *sample_checks(tally, sample)]
    if sample is None or stage is None:
        return [*checks, *nothing_to_learn(plan)]
    report("checking balance and permutation")
    base = Base(plan, tally, sample, stage)
    checks += list(balance(base))
    if permute:
        checks.append(permutation(base))
    checks += list(relevance(base))
    report("checking monotonicity")
    checks += list(monotone_first_stage(base))
    checks += list(monotone_range(base))
    checks += crossing_checks(stage, group_layers(base), plan)
    checks += list(overlap(base))
    checks += list(exclusion(base))
    checks.append(attrition(tally))
    checks += list(unknown(plan, tally))
    checks += list(profile(base))
    return checks


def nothing_to_learn(plan: Plan) -> Iterator[Check]:
    """Relevance where there is no first stage at all."""
    for key in [*(s.key for s in plan.tracks), *(["joint"] if len(plan.tracks) > 1 else [])]:
        yield Check(
            f"relevance.{key}", "relevance", "sqrt(K)(F-1)", None, STRENGTH, FAILED,
            "Er is te weinig om van te leren.", "There is too little to learn from.",
        )  # fmt: skip


@dataclass(frozen=True)
class Base:
    """What every check needs: plan, tally, comparable cells of everyone, and the joint first stage on them."""

    plan: Plan
    tally: Tally
    sample: Sample
    stage: FirstStage

    def trait(self, number: int) -> Floats:
        """People in the second group of a characteristic per kept cell and track."""
        return np.asarray(self.tally.clients[2 + 2 * number][self.sample.kept], dtype=np.float64)

    def divides(self, number: int) -> bool:
        """Is somebody in both halves of a characteristic? For the number after the last one: of any of them."""
        kept, kinds = self.sample.kept, len(self.plan.characteristics)
        halves = [self.tally.clients[place][kept].sum() for place in range(1, 1 + 2 * kinds)]
        pairs = [min(halves[2 * k : 2 * k + 2]) > 0 for k in range(kinds)]
        return pairs[number] if number < len(pairs) else any(pairs)

    @property
    def primary(self) -> int:
        """The number of the primary outcome."""
        return self.plan.outcomes.index(self.plan.primary)


def plan_check(plan: Plan) -> Check:
    """Stated: no data can tell that the plan was there first. Its hash in the release tells which plan it was."""
    return Check(
        "plan.hash",
        "plan",
        "sha256",
        None,
        None,
        STATED,
        "We hebben vooraf opgeschreven wat we zouden uitrekenen.",
        "We wrote down beforehand what we would compute.",
    )


def sample_checks(tally: Tally, sample: Sample | None) -> Iterator[Check]:
    """How many people could not be compared with anyone."""
    share = sample.share_dropped if sample else 1.0
    small = fewest(sample.dropped, sample.people) if sample else 0
    yield Check(
        "sample.dropped",
        "sample",
        "share dropped (%)",
        100 * share,
        100 * DROPPED_STOP,
        verdict(share <= DROPPED_STOP),
        *dropped_words(share),
        small,
    )


def dropped_words(share: float) -> tuple[str, str]:
    """What a share of people who could not be compared means."""
    if share > DROPPED_STOP:
        return (
            "Te veel mensen waren met niemand te vergelijken.",
            "Too many people could be compared with nobody.",
        )
    if share > DROPPED_WARN:
        return (
            "Meer dan één op de tien mensen was met niemand te vergelijken en telt niet mee.",
            "More than one in ten people could be compared with nobody and do not count.",
        )
    return (
        "Alleen groepen waarin echt vergeleken kan worden, tellen mee.",
        "Only groups in which people can really be compared count.",
    )


def predicted(base: Base) -> tuple[Outcomes, Floats]:
    """The outcome predicted from the characteristics alone, per cell and track, and the coefficients."""
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
            normal[one + 1, other + 1] = tally.pairs[one, other].sum()
    coefficients = np.linalg.pinv(normal) @ right
    layers = [np.asarray(tally.clients[0][kept], float), *(base.trait(k) for k in range(kinds))]
    total = sum(c * layer for c, layer in zip(coefficients, layers, strict=True))
    squares = coefficients[0] ** 2 * layers[0]
    for one in range(kinds):
        squares = squares + 2 * coefficients[0] * coefficients[one + 1] * layers[one + 1]
        for other in range(kinds):
            both = coefficients[one + 1] * coefficients[other + 1]
            squares = squares + both * tally.pairs[one, other][kept]
    return Outcomes(np.asarray(total), np.asarray(squares)), coefficients


def balance(base: Base) -> Iterator[Check]:
    """The same estimator with a trait as outcome: an effect on what was there before means assignment was
    not random."""
    names, p_values, values, errors, judged = [], [], [], [], []
    outcomes = [
        (c.key, Outcomes(base.trait(k), base.trait(k))) for k, c in enumerate(base.plan.characteristics)
    ]
    if outcomes:
        outcomes.append(("predicted", predicted(base)[0]))
    for number, (key, outcome) in enumerate(outcomes):
        differs = base.divides(number)
        for track, service in enumerate(base.plan.tracks):
            effect = effects(base.stage.only(track), outcome)[0]
            names.append(f"balance.{key}.{service.key}")
            values.append(100 * effect.estimate)
            errors.append(100 * effect.se)
            p_values.append(two_sided(effect.estimate / effect.se) if effect.se > 0 else 1.0)
            judged.append(differs and effect.se > 0.0)
    corrected = iter(holm([p for p, seen in zip(p_values, judged, strict=True) if seen]))
    for name, value, error, seen in zip(names, values, errors, judged, strict=True):
        if not seen:
            yield unjudgeable(name)
            continue
        p = next(corrected)
        yield Check(
            name,
            "balance",
            balance_words(error, p),
            value,
            LEVEL,
            verdict(p > LEVEL),
            "Consulenten kregen vergelijkbare klanten."
            if p > LEVEL
            else "Consulenten kregen verschillende klanten.",
            "Caseworkers were given comparable clients."
            if p > LEVEL
            else "Caseworkers were given different clients.",
        )


def unjudgeable(name: str) -> Check:
    """Balance on a column that says the same, or nothing, about everybody: as loud as one that failed."""
    return Check(
        name, "balance", "one value, or unknown, for all", None, LEVEL, UNJUDGEABLE,
        "Dit is bij iedereen hetzelfde of onbekend. Of mensen hierin vergelijkbaar zijn, is niet te zien.",
        "This is the same, or unknown, for everybody. Whether people are alike in it cannot be seen.",
    )  # fmt: skip


def balance_words(error: float, p: float) -> str:
    """What the number of a line of balance is; the report reads the error back for its bars."""
    return f"difference (points), error {error:.2f}, Holm p = {p:.4f}"


def permutation(base: Base) -> Check:
    """Shuffle people over the caseworkers of their stratum: is the real spread between caseworkers unusual?

    The outcome is predicted from the characteristics; without any there is nothing to compare people by.
    """
    if not base.plan.characteristics:
        return Check(
            "permutation.predicted", "permutation", "no characteristic in the plan", None, PERMUTATION_LEVEL,
            NOT_APPLICABLE,
            "Er is geen kenmerk om de klanten van consulenten op te vergelijken.",
            "There is no characteristic to compare the clients of caseworkers by.",
        )  # fmt: skip
    p = permuted_p(base.tally, predicted(base)[1][1:], base.plan.seed)
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
    )


def relevance(base: Base) -> Iterator[Check]:
    """sqrt(K)(F-1), per track and for all tracks together."""
    stages = [(s.key, base.stage.only(t)) for t, s in enumerate(base.plan.tracks)]
    if len(stages) > 1:
        stages.append(("joint", base.stage))
    for key, stage in stages:
        enough = stage.strength >= STRENGTH
        yield Check(
            f"relevance.{key}",
            "relevance",
            f"sqrt(K)(F-1), F = {stage.f:.2f}",
            stage.strength,
            STRENGTH,
            verdict(enough),
            "Consulenten verwijzen verschillend genoeg door om van te leren."
            if enough
            else "Er is te weinig verschil tussen consulenten om van te leren.",
            "Caseworkers refer differently enough to learn from."
            if enough
            else "There is too little difference between caseworkers to learn from.",
        )


def monotone_first_stage(base: Base) -> Iterator[Check]:
    """Does a caseworker who refers more in one half of the clients also refer more in the other half?"""
    tally, names = base.tally, group_names(base.plan)
    pairs = [(number, number + 1 if number % 2 else number - 1) for number in range(1, tally.groups)]
    every = np.array([cross_fit_t(tally, number, other) for number, other in pairs])
    for track, service in enumerate(base.plan.tracks):
        found = [float(t) for t in every[:, track] if np.isfinite(t)] if len(every) else []
        if not found:
            continue
        p_values = [0.5 * two_sided(t) if t < 0 else 1.0 - 0.5 * two_sided(t) for t in found]
        passed = min(holm(p_values)) > LEVEL
        yield Check(
            f"monotonicity.first_stage.{service.key}",
            "monotonicity",
            f"smallest t of {len(names) - 1} groups",
            min(found),
            0.0,
            verdict(passed),
            "Een consulent die vaker doorverwijst, doet dat bij elk soort klant."
            if passed
            else "Een consulent die vaker doorverwijst, doet dat niet bij elk soort klant.",
            "A caseworker who refers more often does so with every kind of client."
            if passed
            else "A caseworker who refers more often does not do so with every kind of client.",
        )


def group_layers(base: Base) -> list[Floats]:
    """People in every group per kept cell and track."""
    return [np.asarray(layer[base.sample.kept], dtype=np.float64) for layer in base.tally.clients[1:]]


def cross_fit_t(tally: Tally, number: int, other: int) -> Floats:
    """The t-value of a group's referral on the caseworker's tendency measured in the other half; (T,), NaN for none."""
    theirs, ours = sample_of(tally, other), sample_of(tally, number)
    none = np.full(tally.clients.shape[2] - 1, np.nan)
    if theirs is None or ours is None:
        return none
    tendency = np.zeros((len(tally.workers), len(none)))
    effect = theirs.geometry.caseworker_effects(tally.clients[other][theirs.kept][:, 1:].astype(float))
    tendency[np.unique(tally.worker_of[theirs.kept])] = effect
    geometry = ours.geometry
    people = geometry.clients[:, None]
    z = tendency[tally.worker_of[ours.kept]]
    z = z - geometry.by_stratum(z * people)
    referred = tally.clients[number][ours.kept][:, 1:].astype(float)
    size = (people * z * z).sum(axis=0)
    slope = np.divide((z * referred).sum(axis=0), size, out=none.copy(), where=size > 0)
    rest = referred - people * (geometry.by_stratum(referred) + slope * z)
    sums = geometry.sum_caseworker @ (z * rest)
    error = np.sqrt((sums**2).sum(axis=0))
    return np.divide(slope * size, error, out=none, where=error > 0)


def monotone_range(base: Base) -> Iterator[Check]:
    """For every service: the share of compliers with a trait, or with the outcome, must lie between 0 and 1."""
    layers = [base.trait(k) for k in range(len(base.plan.characteristics))]
    if base.plan.primary.scale == "share":
        layers.append(np.asarray(base.tally.total[base.primary, 0][base.sample.kept], float))
    if not layers:
        return
    outside, p_values = np.zeros((base.stage.tracks, len(layers))), []
    for track in range(base.stage.tracks):
        stage = base.stage.only(track)
        for number, layer in enumerate(layers):
            own = np.zeros_like(layer)
            own[:, track + 1] = layer[:, track + 1]
            share = float(point(stage, Outcomes(own, own))[0])
            distance = outside[track, number] = max(-share, share - 1.0, 0.0)
            se = effects(stage, Outcomes(own, own))[0].se if distance > 0 else 1.0
            p_values.append(0.5 * two_sided(distance / se) if distance > 0 else 1.0)
    corrected = np.array(holm(p_values)).reshape(outside.shape)
    for track, service in enumerate(base.plan.tracks):
        passed = bool(corrected[track].min() > LEVEL)
        yield Check(
            f"monotonicity.range.{service.key}",
            "monotonicity",
            "furthest outside 0-100 (points)",
            100.0 * float(outside[track].max()),
            0.0,
            verdict(passed),
            "De groep waarover de uitkomst gaat, kan bestaan."
            if passed
            else "De groep waarover de uitkomst gaat, kan zo niet bestaan.",
            "The group that the findings speak about can exist."
            if passed
            else "The group that the findings speak about cannot exist.",
        )


def overlap(base: Base) -> Iterator[Check]:
    """Are there several caseworkers to compare in nearly every stratum?"""
    geometry = base.sample.geometry
    caseworkers = np.bincount(geometry.stratum)
    share = float(geometry.per_stratum[caseworkers >= 2].sum() / geometry.people)
    passed = share >= 0.90
    yield Check(
        "overlap.strata",
        "overlap",
        "clients in strata with 2 or more caseworkers (%)",
        100 * share,
        90.0,
        verdict(passed),
        "Bijna iedereen had ook bij een andere consulent terecht kunnen komen."
        if passed
        else "Te veel mensen hadden bij geen andere consulent terecht kunnen komen.",
        "Nearly everyone could have been seen by another caseworker."
        if passed
        else "Too many people could not have been seen by another caseworker.",
        fewest(round(share * geometry.people), round(geometry.people)),
    )


def exclusion(base: Base) -> Iterator[Check]:
    """Stated by the municipality, never tested; and how strong a direct influence would have to be to matter."""
    yield Check(
        "exclusion.stated",
        "exclusion",
        "stated in the plan",
        None,
        None,
        STATED,
        base.plan.exclusion_nl,
        base.plan.exclusion_en,
    )
    scale = 100.0 if base.plan.primary.scale == "share" else 1.0
    total = np.asarray(base.tally.total[base.primary, 0][base.sample.kept], float)
    squares = np.asarray(base.tally.squares[base.primary, 0][base.sample.kept], float)
    for track, service in enumerate(base.plan.tracks):
        stage = base.stage.only(track)
        effect = effects(stage, Outcomes(total, squares))[0]
        people = stage.geometry.people
        rest = np.einsum("ct,ct->", stage.clients, (stage.choice[None, :, 0] - stage.fit[:, :1]) ** 2)
        noise = float(rest) / (people - stage.geometry.strata - stage.geometry.instruments)
        spread = float(np.sqrt(max(stage.f - 1.0, 0.0) * stage.geometry.instruments * noise / people))
        yield Check(
            f"exclusion.break_even.{service.key}",
            "exclusion",
            "direct influence that would explain the effect",
            scale * abs(effect.estimate) * spread * 2.563,
            None,
            NOTED,
            "Zo groot zou de eigen invloed van de consulent moeten zijn om het hele verschil te verklaren.",
            "This is how large the caseworker's own influence would have to be to explain the whole difference.",
        )


def attrition(tally: Tally) -> Check:
    """Is the outcome known for nearly everyone?"""
    people = tally.clients[0].sum(axis=0)
    missing = tally.missing.max(axis=0) if len(tally.missing) else np.zeros_like(people)
    share = float(missing.sum() / max(tally.rows, 1))
    gap = missing / np.maximum(people + missing, 1)
    passed = share <= MISSING_SHARE and float(gap.max() - gap.min()) <= MISSING_SHARE
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
    )


def unknown(plan: Plan, tally: Tally) -> Iterator[Check]:
    """Of how many people it is not known in which half of a characteristic they are; they count for everyone only."""
    people = int(tally.clients[0].sum())
    for number, characteristic in enumerate(plan.characteristics):
        gone = people - int(tally.clients[1 + 2 * number].sum() + tally.clients[2 + 2 * number].sum())
        yield Check(
            f"attrition.unknown.{characteristic.key}",
            "",
            "people in neither group, or unknown (%)",
            100 * gone / max(people, 1),
            None,
            NOTED,
            f"Van zoveel van de 100 mensen is dit niet bekend: {characteristic.name_nl.lower()}.",
            f"Of so many out of 100 people this is not known: {characteristic.name_en.lower()}.",
            fewest(gone, people),
        )


def profile(base: Base) -> Iterator[Check]:
    """Who the findings speak about: people for whom it mattered which caseworker they had."""
    people = np.asarray(base.tally.clients[0][base.sample.kept], float).sum()
    for k, characteristic in enumerate(base.plan.characteristics):
        layer = base.trait(k)
        for track, service in enumerate(base.plan.tracks):
            own = np.zeros_like(layer)
            own[:, track + 1] = layer[:, track + 1]
            share = float(point(base.stage.only(track), Outcomes(own, own))[0])
            group = characteristic.groups[1]
            yield Check(
                f"compliers.{characteristic.key}.{group.key}.{service.key}",
                "",
                "share among compliers; among all (%)",
                100 * share,
                100 * float(layer.sum() / people),
                NOTED,
                f"Over deze klanten gaat de uitkomst: {group.name_nl}.",
                f"These are the clients the findings speak about: {group.name_en}.",
            )
