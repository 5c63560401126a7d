# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often *vergelijkbaar* is wrong where the true difference is as large as the margin, and how often it is found.

    script/study margins             a few minutes
    script/study margins --write     also make docs/reference/margin-study.md again

Every draw is one release, each estimate normal with a known error around a true difference, and goes through `decide`
as a run does: everyone alone, or with pairs of groups, by both rules for sharing five percent. The two halves of a pair
are what was drawn for everyone, with half of a drawn difference more and less; so a low draw for everyone lowers all of
its groups. It is the rule that is studied here, with estimates that are what they say they are: whether the estimates
of a made-up country are, stands in docs/reference/simulation-study.md.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from math import erfc, sqrt
from pathlib import Path

import numpy as np

from research.estimators.inference import NullSets
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.levels import FAMILY_RULES
from research.release.schema import DIRECTIONS, Verdict
from research.results import Estimate, Results
from research.verdicts.families import decide

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "margin-study.md"
MARGIN, DRAWS, SEED = 3.0, 20_000, 7_100_000
#: Pairs of groups of every service, as in the shipped plan; and so many times fewer draws with groups.
PAIRS, FEWER = 7, 20
ERRORS, GROUP_ERRORS = (0.4, 0.6, 0.8, 1.0, 1.2, 1.5), (0.4, 0.5, 0.6)


@dataclass(frozen=True)
class World:
    """The true difference of every service for everyone, in people of 100; `gap` is that between the two halves of
    every pair of groups, where there are groups.
    """

    name: str
    truth: tuple[float, ...]
    gap: float | None = None

    @property
    def halves(self) -> list[float]:
        """The true difference of every row: everyone, then the halves of each pair, service by service."""
        found = list(self.truth)
        if self.gap is not None:
            found += [
                true + way * self.gap / 2 for true in self.truth for _ in range(PAIRS) for way in (1, -1)
            ]
        return found


WORLDS = (
    World("one row at the margin", (3.0,)),
    World("three rows at the margin", (3.0,) * 3),
    World("six rows at the margin", (3.0, -3.0) * 3),
    World("one at the margin, five far off", (3.0, *(9.0,) * 5)),
    World("three rows without a difference", (0.0,) * 3),
    World("three rows of 1 of 100", (1.0,) * 3),
    World("one service, a half at the margin, gap 3", (4.5,), 3.0),
    World("one service, a half at the margin, gap 5", (5.5,), 5.0),
    World("three services, a half at the margin, gap 3", (4.5,) * 3, 3.0),
    World("three services, a half at the margin, gap 5", (5.5,) * 3, 5.0),
    World("six services, a half at the margin, gap 3", (4.5,) * 6, 3.0),
    World("three services at the margin, no gap", (3.0,) * 3, 0.0),
    World("three services, halves of -1 and 1", (0.0,) * 3, 2.0),
    World("three services, halves of 0 and 8", (4.0,) * 3, 8.0),
)


def study_plan(world: World, families: str) -> Plan:
    """The shipped plan with a margin, and as many services beside the reference as the world has."""
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    track = plan.tracks[0]
    services = (
        plan.reference,
        *(replace(track, key=f"s{n}", value=f"s{n}") for n in range(len(world.truth))),
    )
    kind = plan.characteristics[0]
    kinds = tuple(replace(kind, key=f"c{n}") for n in range(0 if world.gap is None else PAIRS))
    outcomes = (replace(plan.primary, margin=MARGIN),)
    return replace(plan, services=services, outcomes=outcomes, characteristics=kinds, families=families)


def drawn(plan: Plan, world: World, error: float, noise: np.random.Generator) -> Results:
    """One run: an estimate for each service, and for the halves of its pairs."""
    found = Results(plan.sha256, "0", 50_000, 50_000, 5, 150, 150)
    whole = [float(noise.normal(true, error)) for true in world.truth]
    for service, value in zip(plan.tracks, whole, strict=True):
        found.estimates.append(estimate(plan, service.key, value, error))
    for service, value in zip(plan.tracks, whole, strict=True):
        for kind in plan.characteristics:
            gap = float(noise.normal(world.gap or 0.0, 2.0 * error))
            p = erfc(abs(gap) / (2.0 * error) / sqrt(2.0))
            for group, way in zip(kind.groups, (1, -1), strict=True):
                half = estimate(plan, service.key, value + way * gap / 2, error * sqrt(2.0))
                found.estimates.append(
                    replace(
                        half, characteristic=kind.key, group=group.key, difference=way * gap, difference_p=p
                    )
                )
    return found


def estimate(plan: Plan, service: str, value: float, error: float) -> Estimate:
    """What a run finds: a value and its error."""
    sets = NullSets(value, 1.0, ((error * error, 0.0, 0.0, None),))
    low, high = sets.limits()
    names = (plan.direction_comparison, service, plan.primary.id, "", "", "ujive")
    return Estimate(*names, 50_000, 150, value, error, low, high, p=sets.p_value(), sets=sets)


def shares(world: World, families: str, error: float, draws: int) -> tuple[float, float, float]:
    """Of 100 rows, and of 100 runs, with *vergelijkbaar*; and of 100 rows with a direction."""
    plan = study_plan(world, families)
    noise = np.random.default_rng([SEED, WORLDS.index(world), round(error * 10)])
    counted = [abs(true) <= MARGIN for true in world.halves]
    rows = runs = ways = 0
    for _ in range(draws):
        decided = decide(plan, drawn(plan, world, error, noise), ())
        said = [row.verdict for row, inside in zip(decided, counted, strict=True) if inside]
        similar = sum(word == Verdict.SIMILAR for word in said)
        rows, runs = rows + similar, runs + bool(similar)
        ways += sum(word in DIRECTIONS for word in said)
    everything = draws * sum(counted)
    return 100 * rows / everything, 100 * runs / draws, 100 * ways / everything


def table(draws: int, *, only: str = "") -> list[str]:
    """The lines of the table, world by world; with groups fewer draws, as each takes longer."""
    lines = []
    for world in WORLDS:
        for families in FAMILY_RULES:
            for error in ERRORS if world.gap is None else GROUP_ERRORS:
                if only and only not in world.name:
                    continue
                row, run, way = shares(world, families, error, draws if world.gap is None else draws // FEWER)
                print(f"{world.name:45} {families:10} {error:4} {row:6.2f} {run:6.2f} {way:6.2f}", flush=True)
                lines.append(f"| {world.name} | {families} | {error} | {row:.2f} | {run:.2f} | {way:.1f} |")
    return lines


PAGE_HEAD = f"""# How often little difference is said wrongly

The rule is [decision 0090](../decisions/0090-little-difference-is-a-verdict.md), by both rules for sharing five
percent ([decision 0091](../decisions/0091-everyone-first-and-groups-with-what-was-won.md)). Made by `script/study
margins`: rows for everyone, each a normal estimate with this error around its true difference, judged as a run judges
them, with a margin of {MARGIN:g} of 100 people. A row whose true difference is as large as the margin is wrong when
it says *vergelijkbaar*. A world with a gap has {PAIRS} pairs of groups for each service, whose halves lie so far
apart in truth; a half has 1.4 times the error of everyone, and a pair shares what was drawn for everyone.

| world | families | error, of 100 people | *vergelijkbaar*, of 100 rows | any, of 100 runs | a direction, of 100 rows |
| --- | --- | --- | --- | --- | --- |
"""
PAGE_TAIL = """
{draws:,} runs a line, {few:,} with groups. Shares are of the rows with a true difference inside or at the margin.
Where a name says *at the margin* the word is wrong (goal: at most 5 of 100 runs). For everyone the method bounds it
at 1.25. For groups there is no such bound, because which groups take part hangs on what was found; there these runs
are the evidence. In the other worlds the word is right, and the table says how precise a study must be to find it.
The estimates are what they say they are: no made-up country was drawn. Whether a range of this program holds the
truth as often as it says, on which all of this rests, is what [the simulation study](simulation-study.md) measures.
"""


def main() -> None:
    """Draw, print, and write the page where that is asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--draws", type=int, default=DRAWS)
    asked.add_argument("--only", default="", help="only the worlds with these words in their name")
    asked.add_argument("--write", action="store_true")
    chosen = asked.parse_args()
    lines = table(chosen.draws, only=chosen.only)
    if chosen.write:
        body = "\n".join(lines)
        PAGE.write_text(
            f"{PAGE_HEAD}{body}\n{PAGE_TAIL.format(draws=chosen.draws, few=chosen.draws // FEWER)}",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
