# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of the assumptions of the caseworker design, each with a statistic, a verdict and a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from research.checks.attrition import attrition, unknown
from research.checks.balance import balance, permutation
from research.checks.base import Base, group_layers, verdict
from research.checks.cross_effects import crossing_checks
from research.checks.monotonicity import monotone_first_stage, monotone_range
from research.checks.stated import exclusion_stated, plan_check
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
#: The strength for all services at once.
JOINT = Subject("relevance", "joint")


@one_thread
def check_all(plan: Plan, tally: Tally, report: Report, permute: bool = True) -> list[Check]:
    """Every check of the caseworker design, in the order of the gates.

    Without `permute` the permutation, which takes longest, is left out; only the simulation study may do that.
    """
    services = [service.key for service in plan.tracks]
    sample, stage = stage_of(tally, 0)
    checks = [plan_check(), *sample_checks(tally, sample)]
    if sample is None or stage is None:
        return [*checks, *nothing_to_learn(services)]
    report("checking balance and permutation")
    base = Base(plan, tally, sample, stage)
    checks += list(balance(base))
    if permute:
        checks.append(permutation(base))
    checks += list(relevance(base))
    report("checking monotonicity")
    checks += list(monotone_first_stage(base))
    checks += list(monotone_range(base))
    checks += crossing_checks(stage, group_layers(base), services)
    checks += list(overlap(base))
    checks.append(exclusion_stated(plan.exclusion_nl, plan.exclusion_en))
    checks += list(break_even(base))
    checks.append(attrition(tally, evenly=True))
    checks += list(unknown(plan.characteristics, tally))
    checks += list(profile(base))
    return checks


def nothing_to_learn(services: Sequence[str]) -> Iterator[Check]:
    """Relevance where there is no first stage at all."""
    subjects = [Subject("relevance", service=key) for key in services]
    for subject in [*subjects, *([JOINT] if len(subjects) > 1 else [])]:
        yield Check(
            subject.key, "relevance", "sqrt(K)(F-1)", None, STRENGTH, Verdict.FAILED,
            "Er is te weinig om van te leren.", "There is too little to learn from.",
            **subject._asdict(), measure=Measure.STATISTIC,
        )  # fmt: skip


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


def break_even(base: Base) -> Iterator[Check]:
    """How strong a direct influence of the caseworker would have to be to matter."""
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
