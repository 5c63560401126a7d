# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the assumptions of the caseworker design, each with a statistic, a verdict and a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from research.checks.balance import balance, permutation
from research.checks.base import Base, group_layers, verdict
from research.checks.cross_effects import crossing_checks
from research.checks.monotonicity import monotone_first_stage, monotone_range
from research.counting.tally import Tally
from research.effects.samples import STRENGTH, Report, stage_of
from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Sample, one_thread
from research.estimators.ujive import effects, point
from research.plan.model import Plan
from research.release.check_cells import Subject
from research.release.schema import Verdict
from research.results import Check, Measure, fewest

DROPPED_WARN, DROPPED_STOP = 0.10, 0.25
MISSING_SHARE = 0.05
#: The strength for all services at once.
JOINT = Subject("relevance", "joint")


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
    subjects = [Subject("relevance", service=s.key) for s in plan.tracks]
    for subject in [*subjects, *([JOINT] if len(subjects) > 1 else [])]:
        yield Check(
            subject.key, "relevance", "sqrt(K)(F-1)", None, STRENGTH, Verdict.FAILED,
            "Er is te weinig om van te leren.", "There is too little to learn from.",
            **subject._asdict(), measure=Measure.STATISTIC,
        )  # fmt: skip


def plan_check(plan: Plan) -> Check:
    """Stated: no data can tell that the plan was there first. Its hash in the release tells which plan it was."""
    return Check(
        "plan.hash",
        "plan",
        "sha256",
        None,
        None,
        Verdict.STATED,
        "We hebben vooraf opgeschreven wat we zouden uitrekenen.",
        "We wrote down beforehand what we would compute.",
        kind="plan",
        what="hash",
        measure=Measure.STATISTIC,
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
        kind="sample",
        what="dropped",
        measure=Measure.PEOPLE,
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


def relevance(base: Base) -> Iterator[Check]:
    """sqrt(K)(F-1), per track and for all tracks together."""
    stages = [
        (Subject("relevance", service=s.key), base.stage.only(t)) for t, s in enumerate(base.plan.tracks)
    ]
    if len(stages) > 1:
        stages.append((JOINT, base.stage))
    for subject, stage in stages:
        enough = stage.strength >= STRENGTH
        yield Check(
            subject.key,
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
            **subject._asdict(),
            measure=Measure.STATISTIC,
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
        kind="overlap",
        what="strata",
        measure=Measure.PEOPLE,
    )


def exclusion(base: Base) -> Iterator[Check]:
    """Stated by the municipality, never tested; and how strong a direct influence would have to be to matter."""
    yield Check(
        "exclusion.stated",
        "exclusion",
        "stated in the plan",
        None,
        None,
        Verdict.STATED,
        base.plan.exclusion_nl,
        base.plan.exclusion_en,
        kind="exclusion",
        what="stated",
        measure=Measure.STATISTIC,
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
            Verdict.NOTED,
            "Zo groot zou de eigen invloed van de consulent moeten zijn om het hele verschil te verklaren.",
            "This is how large the caseworker's own influence would have to be to explain the whole difference.",
            kind="exclusion",
            what="break_even",
            service=service.key,
            measure=Measure.OUTCOME,
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
        kind="attrition",
        what="outcome",
        measure=Measure.PEOPLE,
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
            Verdict.NOTED,
            f"Van zoveel van de 100 mensen is dit niet bekend: {characteristic.name_nl.lower()}.",
            f"Of so many out of 100 people this is not known: {characteristic.name_en.lower()}.",
            fewest(gone, people),
            kind="attrition",
            what="unknown",
            characteristic=characteristic.key,
            measure=Measure.PEOPLE,
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
                Verdict.NOTED,
                f"Over deze klanten gaat de uitkomst: {group.name_nl}.",
                f"These are the clients the findings speak about: {group.name_en}.",
                kind="compliers",
                characteristic=characteristic.key,
                group=group.key,
                service=service.key,
                measure=Measure.COMPLIERS,
            )
