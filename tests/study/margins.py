# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often *vergelijkbaar* is wrong where the true difference is as large as the margin, and how often it is found.

    script/study margins             a few minutes
    script/study margins --write     also make docs/reference/margin-study.md again

Every draw is one family of rows for everyone, each with a normal estimate of known error around a true difference, and
goes through `decide` as a run does. It is the rule that is studied here, with estimates that are what they say they
are: whether the estimates of a made-up country are, stands in docs/reference/simulation-study.md.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from research.estimators.inference import NullSets
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.schema import DIRECTIONS, Verdict
from research.results import Estimate, Results
from research.verdicts.families import decide

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "margin-study.md"
MARGIN, DRAWS, SEED = 3.0, 20_000, 7_100_000
ERRORS = (0.4, 0.6, 0.8, 1.0, 1.2, 1.5)


@dataclass(frozen=True)
class World:
    """The true difference of every row of a family, in people of 100."""

    name: str
    truth: tuple[float, ...]


WORLDS = (
    World("one row at the margin", (3.0,)),
    World("three rows at the margin", (3.0,) * 3),
    World("six rows at the margin", (3.0, -3.0) * 3),
    World("one at the margin, five far off", (3.0, *(9.0,) * 5)),
    World("three rows without a difference", (0.0,) * 3),
    World("three rows of 1 of 100", (1.0,) * 3),
)


def study_plan(rows: int) -> Plan:
    """The shipped plan with a margin, and as many services beside the reference as a family has rows."""
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    track = plan.tracks[0]
    services = (plan.reference, *(replace(track, key=f"s{n}", value=f"s{n}") for n in range(rows)))
    return replace(
        plan, services=services, outcomes=(replace(plan.primary, margin=MARGIN),), characteristics=()
    )


def drawn(plan: Plan, truth: tuple[float, ...], error: float, noise: np.random.Generator) -> Results:
    """One run: an estimate for each service."""
    found = Results(plan.sha256, "0", 50_000, 50_000, 5, 150, 150)
    for service, true in zip(plan.tracks, truth, strict=True):
        value = float(noise.normal(true, error))
        sets = NullSets(value, 1.0, ((error * error, 0.0, 0.0, None),))
        low, high = sets.limits()
        names = (plan.direction_comparison, service.key, plan.primary.id, "", "", "ujive")
        sizes = (50_000, 150, value, error, low, high)
        found.estimates.append(Estimate(*names, *sizes, p=sets.p_value(), sets=sets))
    return found


def shares(world: World, error: float, draws: int) -> tuple[float, float, float]:
    """Of 100 rows, and of 100 families, with *vergelijkbaar*; and of 100 rows with a direction."""
    plan, noise = (
        study_plan(len(world.truth)),
        np.random.default_rng([SEED, WORLDS.index(world), round(error * 10)]),
    )
    rows = families = ways = 0
    for _ in range(draws):
        said = [row.verdict for row in decide(plan, drawn(plan, world.truth, error, noise), ())]
        at_margin = [word for word, true in zip(said, world.truth, strict=True) if abs(true) <= MARGIN]
        similar = sum(word == Verdict.SIMILAR for word in at_margin)
        rows, families = rows + similar, families + bool(similar)
        ways += sum(word in DIRECTIONS for word in at_margin)
    counted = draws * sum(abs(true) <= MARGIN for true in world.truth)
    return 100 * rows / counted, 100 * families / draws, 100 * ways / counted


def table(draws: int) -> list[str]:
    """The lines of the table, world by world."""
    lines = []
    for world in WORLDS:
        for error in ERRORS:
            row, family, way = shares(world, error, draws)
            print(f"{world.name:34} {error:4} {row:6.2f} {family:6.2f} {way:6.2f}", flush=True)
            lines.append(f"| {world.name} | {error} | {row:.2f} | {family:.2f} | {way:.1f} |")
    return lines


PAGE_HEAD = f"""# How often little difference is said wrongly

The rule is [decision 0090](../decisions/0090-little-difference-is-a-verdict.md). Made by `script/study margins`:
families of rows for everyone, each a normal estimate with this error around its true difference, judged as a run judges
them, with a margin of {MARGIN:g} of 100 people. A row whose true difference is as large as the margin is wrong when it
says *vergelijkbaar*.

| world | error, of 100 people | *vergelijkbaar*, of 100 rows | any, of 100 runs | a direction, of 100 rows |
| --- | --- | --- | --- | --- |
"""
PAGE_TAIL = """
{draws:,} runs a line. Shares are of the rows with a true difference inside or at the margin. In the first four worlds
*vergelijkbaar* is wrong (goal: at most 5 of 100 runs; bound of the method: 1.25); in the last two it is right, and the
table says how precise a study must be to find it. The estimates are what they say they are: no made-up country was
drawn, and no groups. Whether a range of this program holds the truth as often as it says, on which the bound rests, is
what [the simulation study](simulation-study.md) measures.
"""


def main() -> None:
    """Draw, print, and write the page where that is asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--draws", type=int, default=DRAWS)
    asked.add_argument("--write", action="store_true")
    chosen = asked.parse_args()
    lines = table(chosen.draws)
    if chosen.write:
        body = "\n".join(lines)
        PAGE.write_text(f"{PAGE_HEAD}{body}\n{PAGE_TAIL.format(draws=chosen.draws)}", encoding="utf-8")


if __name__ == "__main__":
    main()
