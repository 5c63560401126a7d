# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What municipalities together may say: false directions, and how often their ranges hold what they must.

    script/study combine                       every world, for ten minutes; run again to go on
    script/study combine --world k5_spread     one world
    script/study combine --workers 2           two draws at a time; the log is the same
    script/study combine --minutes 0 --write   only make docs/reference/combination-study.md again

A draw is what the releases of k municipalities print for three services: an effect of each around an average, an
estimate with an error that is itself estimated, rounded as a release rounds. Then the rule of decision 0094, by the
code that writes a combination. A line a draw in var/study/combine/WORLD.csv; a study that is stopped goes on.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from research.estimators.inference import holm, holm_levels
from research.release.between import student_value, together
from research.release.combined import POINTWISE, Brought, answer, lines, question
from research.release.combined_rules import holds_elsewhere
from research.release.reading import read_release
from research.verdicts.ranges import LEVEL
from tests.research.builders import SAMPLE
from tests.study._draws import add_workers, answers_of, in_time
from tests.study._report import markdown, share

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "study" / "combine"
PAGE = ROOT / "docs" / "reference" / "combination-study.md"
SERVICES = 3
#: Degrees of freedom of the estimate of an error: as of some forty caseworkers.
FREEDOM = 40
#: Errors of one municipality in points, as studies of cities report them.
ERRORS = (2.0, 6.0)
DRAWS = 2_000
NAMES = tuple(f"m{number}" for number in range(1, 13))


@dataclass(frozen=True)
class World:
    """k municipalities, the spread of their effects in points, and the average effect of each service."""

    municipalities: int
    tau: float
    effects: tuple[float, ...]


SPREADS = {"alike": 0.0, "some": 2.0, "spread": 5.0}
EFFECTS = {"nothing": (0.0, 0.0, 0.0), "effects": (8.0, -6.0, 0.0)}
WORLDS = {
    f"k{k}_{spread}_{effect}": World(k, tau, values)
    for k in (3, 5, 8, 12)
    for spread, tau in SPREADS.items()
    for effect, values in EFFECTS.items()
}
FIRST_SEED = {name: 100_000 * number for number, name in enumerate(WORLDS, start=1)}
COLUMNS = (
    *("world", "seed", "false", "wrong", "right", "without_rule", "average", "next", "higgins"),
    *("elsewhere", "tests"),
)


def draw(name: str, seed: int) -> tuple[int, ...]:
    """One round of releases, combined: counts over its three services, as `COLUMNS` after the seed name them."""
    world = WORLDS[name]
    rng = np.random.Generator(np.random.PCG64(seed))
    asked = []
    for effect in world.effects:
        own = effect + world.tau * rng.normal(size=world.municipalities)
        errors = rng.uniform(*ERRORS, world.municipalities)
        values = own + errors * rng.normal(size=world.municipalities)
        told = errors * np.sqrt(rng.chisquare(FREEDOM, world.municipalities) / FREEDOM)
        following = effect + world.tau * float(rng.normal())
        asked.append((effect, following, printed(values, told)))
    return counted(asked)


def printed(values: np.ndarray, errors: np.ndarray) -> list[Brought]:
    """Estimates and errors as a release prints them."""
    return [
        Brought(Decimal(f"{value:.1f}"), max(Decimal(f"{error:.2f}"), Decimal("0.01")), None, None, 1000)
        for value, error in zip(values, errors, strict=True)
    ]


def counted(asked: list[tuple[float, float, list[Brought]]]) -> tuple[int, ...]:
    """Directions and covered truths of one draw."""
    about = question(read_release(SAMPLE).findings[0])
    said = [answer(brought, share=True) for _, _, brought in asked]
    p_values = [one.raw.p for one in said]
    false = wrong = right = loose = average = next_ = higgins = elsewhere = 0
    for (effect, following, brought), one, p, level in zip(
        asked, said, holm(p_values), holm_levels(p_values, LEVEL), strict=True
    ):
        found = lines(about, list(zip(NAMES, brought, strict=False)), share=True)
        low, high = one.range_at(level)
        sure = not low <= 0 <= high and p <= LEVEL and (high - low) / 2 <= 10
        speaks = sure and holds_elsewhere(found, one.estimate > 0)
        same = (one.estimate > 0) == (effect > 0)
        false += speaks and effect == 0
        wrong += speaks and effect != 0 and not same
        right += speaks and effect != 0 and same
        loose += sure and effect == 0
        elsewhere += speaks and float(one.estimate) * following < 0
        ends = one.range_at(POINTWISE)
        average += ends[0] <= Decimal(repr(effect)) <= ends[1]
        whole = found[0]
        assert whole.next_lower is not None
        assert whole.next_upper is not None
        next_ += float(whole.next_lower) <= following <= float(whole.next_upper)
        higgins += in_the_usual_range(brought, following)
    return false > 0, wrong > 0, right, loose > 0, average, next_, higgins, elsewhere, SERVICES


def in_the_usual_range(brought: list[Brought], following: float) -> bool:
    """Would the range of Higgins, Thompson and Spiegelhalter (2009) hold the effect of a next one?"""
    raw = together([float(one.estimate) for one in brought], [float(one.se) for one in brought])
    half = student_value(POINTWISE, max(len(brought) - 2, 1)) * math.hypot(raw.tau, raw.se)
    return abs(following - raw.estimate) <= half


def to_do(worlds: list[str]) -> Iterator[tuple[str, int]]:
    """The draws that no log holds yet, the worlds in turn."""
    done = {name: len(read_log(name)) for name in worlds}
    for number in range(DRAWS):
        for name in worlds:
            if number >= done[name]:
                yield name, FIRST_SEED[name] + number


def read_log(name: str) -> pd.DataFrame:
    """What a world has so far."""
    path = LOGS / f"{name}.csv"
    return pd.read_csv(path) if path.exists() else pd.DataFrame(columns=list(COLUMNS))


def run(worlds: list[str], stop: float, workers: int) -> None:
    """Draw until the clock says stop, a line each."""
    LOGS.mkdir(parents=True, exist_ok=True)
    for (name, seed), found in answers_of(draw, in_time(to_do(worlds), stop), workers):
        path = LOGS / f"{name}.csv"
        new = not path.exists()
        with open(path, "a", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            if new:
                writer.writerow(COLUMNS)
            writer.writerow([name, seed, *map(int, found)])


ABOUT = """\
What several municipalities may say together ([decision
0094](../decisions/0094-municipalities-from-their-public-numbers.md)), with known truth. A draw is what the releases
of k municipalities print for three services: effects that differ by municipality with a spread of 0 (*alike*), 2
(*some*) or 5 points (*spread*), errors of 2 to 6 points that are themselves estimated (40 degrees of freedom),
rounded as a release rounds. In *nothing* the average of every service is 0; in *effects* they are 8, -6 and 0.
"""
READING = """\
*False*: a direction for a service whose average is 0, in one draw of three services (goal: at most 5%). *Wrong*: a
direction against the true average (at most 2.5%). *Right*: of 100 services with an effect, how many get their
direction. *Without the rule*: false directions if the range of the average alone decided. *Other way*: of 100
services, how many get a direction that a next municipality, drawn from the same world, would not have. *Average* and
*next*: how often the ranges of 95% hold the average, and the effect of a next municipality (goal: 94% or more);
*Higgins*: the latter by the usual formula. Shares with their 95% range (Wilson).
"""


def page(found: dict[str, pd.DataFrame]) -> str:
    """The page of the study."""
    directions, ranges = [], []
    for name, log in found.items():
        if log.empty:
            continue
        world, draws = WORLDS[name], len(log)
        some = sum(effect != 0 for effect in world.effects)
        tests = int(log["tests"].sum())
        right = share(float(log["right"].sum()), draws * some) if some else "–"
        wrong = share(float(log["wrong"].sum()), draws) if some else "–"
        directions.append(
            [name, str(draws), share(float(log["false"].sum()), draws), wrong, right,
             share(float(log["without_rule"].sum()), draws), share(float(log["elsewhere"].sum()), tests)]
        )  # fmt: skip
        ranges.append(
            [
                name,
                str(tests),
                *(share(float(log[key].sum()), tests) for key in ("average", "next", "higgins")),
            ]
        )
    draws = sum(len(log) for log in found.values())
    return "\n".join([
        "# What municipalities may say together", "",
        f"Made by `script/study combine --write`; {draws:,} draws.", "", ABOUT, READING,
        "## Directions", "",
        markdown(["world", "draws", "false", "wrong", "right", "without the rule", "other way"], directions),
        "## Ranges", "",
        markdown(["world", "ranges", "average", "next", "Higgins"], ranges),
        "## Read with care", "",
        "Municipalities are drawn with normal effects, and without what makes a single release biased: that is in",
        "[the simulation study](simulation-study.md). With three municipalities nothing false is said because nearly",
        "nothing is said.", "",
    ])  # fmt: skip


def main() -> int:
    """Draw, and write the page when asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--world", choices=sorted(WORLDS), help="one world only")
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--write", action="store_true", help="write the page of the study")
    add_workers(options)
    asked = options.parse_args()
    worlds = [asked.world] if asked.world else list(WORLDS)
    run(worlds, time.monotonic() + 60.0 * asked.minutes, asked.workers)
    if asked.write:
        PAGE.write_text(page({name: read_log(name) for name in WORLDS}), encoding="utf-8")
        print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
