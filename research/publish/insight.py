# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of the whole group in a release: added to that of an estimation, or in a release of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from research.counting.insight import InsightCounts, read_counts_of_group
from research.disclosure.check_lines import to_step
from research.disclosure.earlier_releases import Earlier
from research.disclosure.insight_rows import screened_insight, told_before
from research.disclosure.profiles import Profile, read_profile
from research.effects.insight import MOST_WITHOUT_CLIENTS, compare
from research.errors import InputError
from research.plan.insight import InsightPlan, read_insight
from research.release.insight_rules import AGES
from research.release.more_rows import InsightRow
from research.release.reading import read_release
from research.release.schema import (
    INSIGHT_VERSION,
    NOT_SHOWN,
    TOO_CLOSE,
    CheckRow,
    Manifest,
    Part,
    Release,
    Topic,
    Verdict,
)


def with_insight(
    release: Release | None, plan_path: Path, folder: Path, previous: list[Path], profile_name: str = ""
) -> Release:
    """The release of an estimation with the table of the whole group, or one that holds that table alone.

    `folder` is what `insight` wrote; `previous` are folders of earlier releases. Raises `InputError` for another plan
    than the counts were made with, and `ReleaseError` for an earlier release that is not whole.
    """
    plan = read_insight(plan_path)
    counts = read_counts_of_group(folder, plan)
    if release is None and plan.whole:
        raise InputError(
            file=plan.path, expected="--estimates as well: it is a plan of an estimation", found="only --insight",
            todo="Give both, or write [insight] in a plan of its own.",
        )  # fmt: skip
    profile = read_profile(profile_name or plan.rule_profile)
    base = release or alone(plan, counts, profile)
    topics = tuple(
        Topic(t.key, t.sort, t.name_nl, t.name_en, t.definition_nl, t.definition_en) for t in plan.topics
    )
    parts = tuple(Part(t.key, p.key, p.name_nl, p.name_en) for t in plan.topics for p in t.parts)
    manifest = replace(base.manifest, schema=INSIGHT_VERSION, topics=topics, parts=parts)
    rows = screened_insight(list(compare(plan, counts, profile.minimum_cell)), profile)
    earlier = Earlier.of([read_release(path) for path in previous], plan.sha256, 1, profile)
    told = told_before(rows, manifest, earlier)
    return Release(
        manifest,
        base.findings,
        (*base.checks, *declaration(told, profile, len(previous))),
        base.power,
        base.explanation.rstrip("\n") + "\n\n" + explanation(plan, counts, told),
        tuple(told),
    )


def alone(plan: InsightPlan, counts: InsightCounts, profile: Profile) -> Release:
    """A release without findings, that holds the table of the whole group alone: association, by its kind."""
    manifest = Manifest(
        slug=plan.slug,
        title_nl=plan.title_nl,
        title_en=plan.title_en,
        kind="association",
        fictional=plan.fictional,
        design="association",
        place=plan.place,
        period=plan.period,
        outcome_period_end=f"{plan.years[-1]}-12",
        municipalities=None,
        offices=None,
        caseworkers=None,
        schema=INSIGHT_VERSION,
        plan_sha256=plan.sha256,
        code_version=counts.code_version,
        direction_comparison="",
        subgroup_comparisons=0,
        rule_profile=profile.name,
        licence=plan.licence,
        made_by=plan.made_by,
        gates=(),
        services=(),
        characteristics=(),
        groups=(),
        outcomes=(),
        sources=(),
        files=(),
        digest="",
    )
    made_up = (
        "FICTIEF. Deze mensen en deze plaats bestaan niet. Gebruik dit alleen om te oefenen.\n\n"
        if plan.fictional
        else ""
    )
    title = f"{plan.title_nl}\n{'=' * len(plan.title_nl)}"
    made = f"Wie heeft dit gemaakt\n{plan.made_by}. Licentie: {plan.licence}."
    made += f" Programma: findings {counts.code_version}.\nPlan (sha256): {plan.sha256}\n"
    told = f"{title}\n\n{made_up}{plan.note_nl}".strip() + f"\n\n{made}"
    return Release(manifest, (), (), (), told)


def declaration(rows: list[InsightRow], profile: Profile, releases: int) -> list[CheckRow]:
    """One line for every rule, for the output check: what it asks of this table and what it did."""
    of = {
        reason: sum(row.reason_empty == reason for row in rows)
        for reason in {row.reason_empty for row in rows}
    }
    lowest, total = 100 - profile.highest_share, to_step(len(rows), profile)
    rest = f"{MOST_WITHOUT_CLIENTS:.0%}"
    told: dict[str, tuple[str, int | None, str, str]] = {
        "X1": (f"≥ {profile.minimum_people} clients and others; with X2, X3 and X7", of.get(NOT_SHOWN, 0),
               "Achter elk getal staan genoeg mensen.", "There are enough people behind every number."),
        "X2": (f"≥ {profile.minimum_cell} with and without, on both sides, and in cells of large weight; with X1", None,
               "Geen enkel vakje is te klein.", "No cell is too small."),
        "X3": (f"shares {lowest}-{profile.highest_share}%; with X1", None,
               "Geen groep waarvan bijna iedereen hetzelfde heeft.", "No group in which nearly all are the same."),
        "X4": (f"counts to {profile.round_to}, shares to whole percents of those", None,
               "Alle getallen zijn afgerond.", "All numbers are rounded."),
        "X5": (f"≥ {profile.minimum_cell} clients in every cell of age and sex, for all but {rest} of the others", None,
               "Geen rekensom die op een paar mensen rust.", "No sum that rests on a few people."),
        "X6": ("counts of people; nobody weighs more than one cell allows", None,
               "Niemand maakt alleen een getal.", "Nobody makes up a number alone."),
        "X7": ("of parts that are everybody, none is missing alone; no totals; with X1", None,
               "Wat ontbreekt is niet af te leiden uit de rest.", "What is missing cannot be derived from the rest."),
        "X8": (f"{releases} earlier releases" if releases else "no earlier release was given", of.get(TOO_CLOSE, 0),
               "Uit twee uitgaven samen is niemand af te leiden.", "Nobody can be derived from two releases together."),
        "X9": ("no rows, points or keys", None,
               "Er staan geen gegevens per persoon in.", "It holds nothing about single people."),
        "X10": ("what cannot be judged stays inside", None,
                "Wat niet te beoordelen is, blijft binnen.", "What cannot be judged stays inside."),
    }  # fmt: skip
    lines = []
    for rule, (asks, hit, nl, en) in told.items():
        words = asks if hit is None else f"{asks}; rows suppressed of {total}"
        unused = rule == "X8" and not releases
        verdict = Verdict.NOT_APPLICABLE if unused else Verdict.PASSED
        value = None if hit is None or unused else Decimal(hit)
        lines.append(CheckRow(f"disclosure.insight.{rule}", words, value, None, verdict, nl, en))
    return lines


def explanation(plan: InsightPlan, counts: InsightCounts, rows: list[InsightRow]) -> str:
    """The words that go with the table (plain Dutch)."""
    here, there = (int(counts.everyone[side].sum()) // 100 * 100 for side in (0, 1))
    hidden = sum(bool(row.reason_empty) for row in rows)
    bands = [*(f"{low}-{high - 1}" for low, high in pairwise(plan.ages)), f"{plan.ages[-1]}-{plan.oldest}"]
    lines = [
        "De hele groep: cliënten naast de rest van de gemeente",
        f"Jaren: {', '.join(map(str, plan.years))}. Ongeveer {here} cliënten.",
        f"De rest: ongeveer {there} mensen, elk jaar opnieuw geteld.",
        "Cliënten van een jaar zijn mensen met hun eerste intake in dat jaar.",
        "De rest zijn inwoners die tot en met dat jaar geen intake hadden.",
        AGES.format(low=plan.ages[0], high=plan.oldest),
        "Aandelen zijn mensen van de 100, van wie het bekend is. “lower” tot “upper” is een bereik van 95%.",
        "Rekenwijze: Wilson voor een aandeel, Newcombe voor een verschil.",
        "“standard”: cliënten, alsof zij even oud zijn en even vaak man of vrouw als de rest.",
        "Het bereik daarvan is dat van Yan en Su.",
        f"Groepen van leeftijd: {', '.join(bands)}.",
        "Met te weinig cliënten gaat zo een groep samen met de groep ernaast.",
        "Gaat dat over meer dan 10 van elke 100 mensen van de rest? Dan is er geen “standard”.",
        f"Regels zonder getal: {hidden} van {len(rows)}, met de reden erbij.",
        "",
        "Wat deze tabel niet zegt",
        "Dit is samenhang. Het zegt niet waardoor het komt, en niet wat hulp doet.",
        "Het gaat over groepen, niet over één mens.",
        "",
        "Hoe is het gemeten",
        *(f"- {topic.name_nl}: {topic.definition_nl}" for topic in plan.topics),
    ]
    return "\n".join(lines) + "\n"
