# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""An attack on releases: subtract everything from everything, within a release, between releases, through pools.

    script/study disclosure                2,000 worlds, a few minutes
    script/study disclosure --worlds 100   a look
    script/study disclosure --workers 2    two worlds at a time; the same hits
    script/study disclosure --write        also make docs/reference/disclosure-study.md again

Every world is a handful of municipalities with people who arrive over time, small groups among them, and a series of
releases: versions of one municipality, several municipalities pooled, and plans that draw the line between two groups a
little differently. Releases are made by the program itself and read back from their folder. Two attackers try.

*The knowing one* knows the exact count behind every row that shows one, also where it was rounded, and subtracts:
halves from everyone, a row from the same row in every other release, parts from pools. *The printed one* has what is
printed: each number is an interval. It solves for the narrowest interval of every count that can be reached with linear
programming, growth and sums included. Whoever finds a count between nobody and the minimum has won.

Each rule is then switched off, to see that the attack would have won: a rule that protects nothing would show here.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from research.disclosure import earlier_releases as versions
from research.disclosure import rows as disclosure
from research.estimators.inference import NullSets
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish import compose as composing
from research.publish.compose import compose
from research.release.errors import ReleaseError
from research.release.reading import read_release
from research.release.writing import write_release
from research.results import Estimate, Results
from tests.study._attack import EVERYONE, KINDS, MINIMUM, Group, Made, People, knowing, printed
from tests.study._attack_plan import attack_plan
from tests.study._draws import add_workers, answers_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "disclosure-study.md"


def people_of(rng: np.random.Generator) -> People:
    """A few municipalities with small groups, and years in which few people arrive."""
    towns, years = int(rng.integers(1, 4)), int(rng.integers(2, 5))
    parts = []
    for town in range(towns):
        start = int(rng.integers(110, 700))
        for year in range(years):
            size = start if year == 0 else int(rng.choice([0, 1, rng.integers(1, 12), rng.integers(1, 150)]))
            parts.append(np.column_stack([np.full(size, town), np.full(size, year)]))
    table = np.vstack(parts)
    level = []
    for _ in KINDS:
        unknown = float(rng.choice([0.0, 0.0, 0.01, 0.04, 0.2]))
        high = float(rng.choice([0.02, 0.1, 0.3, 0.5]))
        level.append(rng.choice(3, len(table), p=[unknown, (1 - unknown) * (1 - high), (1 - unknown) * high]))
    moves = rng.random(len(table)) < float(rng.choice([0.004, 0.02, 0.1]))
    return People(table[:, 0], table[:, 1], np.array(level), moves, rng.integers(0, 4, len(table)))


def counted(
    people: People, plan: Plan, towns: frozenset[int], year: int, other_plan: bool, number: int
) -> tuple[Results, dict[Group, int]]:
    """The sizes of a run on some municipalities up to a year, as estimates with invented effects."""
    inside = np.isin(people.town, list(towns)) & (people.arrives <= year)
    level = people.level.copy()
    if other_plan:
        level[0] = np.where(people.moves & (level[0] > 0), 3 - level[0], level[0])
    masks = {EVERYONE: inside}
    for kind, row in zip(KINDS, level, strict=True):
        masks |= {(kind, key): inside & (row == code) for code, key in ((1, "low"), (2, "high"))}
    results = Results(plan.sha256, "0", int(inside.sum()), int(inside.sum()), 1, 60, 60)
    for (kind, key), mask in masks.items():
        smallest = int(np.bincount(people.cell[mask], minlength=4).min())
        for comparison in plan.comparisons:
            results.estimates.append(
                Estimate(
                    comparison, "a", "y", kind, key, "ujive", int(mask.sum()), 60,
                    # The estimate tells which release it is from, so that one that is said again is recognised.
                    estimate=number / 10, se=1.0, lower=number / 10 - 2, upper=number / 10 + 2,
                    sets=NullSets(number / 10, 1.0, ((1.0, 0.0, 0.0, None),)),
                    first_stage_f=30.0, strength=90.0, naive=9.0,
                    p=0.5, mde=3.0, smallest_cell=smallest, freedom=50,
                )
            )  # fmt: skip
    return results, {key: int(mask.sum()) for key, mask in masks.items()}


def plan_of(folder: Path, towns: int, other_plan: bool) -> Plan:
    """The plan for so many municipalities; the other one draws the first line elsewhere."""
    path = folder / f"plan-{towns}-{int(other_plan)}.toml"
    if not path.is_file():
        path.write_text(attack_plan(towns, seed=2 if other_plan else 1), encoding="utf-8")
    return read_plan(path)


def order_of(rng: np.random.Generator, people: People) -> list[tuple[frozenset[int], int, bool]]:
    """Which releases are made, one after the other."""
    towns, last = sorted(set(people.town.tolist())), int(people.arrives.max())
    found: list[tuple[frozenset[int], int, bool]] = []
    for year in range(last + 1):
        chosen = rng.permutation(towns)[: int(rng.integers(1, len(towns) + 1))]
        found.append((frozenset(int(t) for t in chosen), year, bool(rng.random() < 0.25)))
        if len(towns) > 1 and rng.random() < 0.6:
            single = frozenset([int(rng.choice(towns))])
            found.append((single, year, False))
    return found


def series(rng: np.random.Generator, folder: Path) -> tuple[People, list[Made], int]:
    """A world and all its releases, made by the program and read back."""
    people = people_of(rng)
    made: list[Made] = []
    places: list[Path] = []
    refused = 0
    for number, (towns, year, other) in enumerate(order_of(rng, people)):
        plan = plan_of(folder, len(towns), other)
        results, exact = counted(people, plan, towns, year, other, number)
        try:
            place = write_release(compose(plan, results, places), folder / str(number))
        except ReleaseError:  # what the reader refuses never leaves, whatever the writer thought
            refused += 1
            continue
        places.append(place)
        one = Made(number, towns, year, other, exact, read_release(place))
        for key, n in one.printed.items():
            one.behind[key] = rests_on(one, key, n, made)
        made.append(one)
    return people, made, refused


def rests_on(one: Made, key: Group, n: int, made: list[Made]) -> tuple[int, int]:
    """The exact count behind a printed one, and the release whose people it counts: it may have been said before."""
    clean = (key[0].removeprefix("power "), key[1])
    row = next(r for r in one.release.findings if (r.characteristic, r.group) == clean and r.type == "effect")
    number = round(10 * float(row.estimate or 0))
    on = composing.kept_apart is versions.kept_apart
    for old in made:
        again = number == old.number or (number == one.number and on)
        if again and clean in old.behind and old.printed.get(clean) == n:
            return old.behind[clean]
    return one.exact[clean], one.number


def found_in(people: People, made: list[Made], *, step: int = 10, solve: bool = True) -> Counter[str]:
    """How often an attacker reached a count between nobody and the minimum."""
    hits: Counter[str] = Counter(f"knowing: {how}" for how, n in knowing(made) if 0 < n < MINIMUM)
    if solve:
        hits += Counter(f"printed: {how}" for how, _ in printed(people, made, step))
    return hits


@contextmanager
def without(place: Any, name: str, instead: Any) -> Iterator[None]:
    """One rule switched off."""
    was = getattr(place, name)
    setattr(place, name, instead)
    try:
        yield
    finally:
        setattr(place, name, was)


def screen_alone(plan: Plan, results: Results, rows: Any, profile: Any) -> Any:
    """Rule X7 switched off: a row is judged alone."""
    for row in rows:
        rule, reason = disclosure.objection(row.estimate, profile, plan.design)
        if rule:
            disclosure.hide(row, reason)
    return disclosure.Screened(rows, disclosure.declare(plan, profile, {}, len(rows), "0.1"))


#: What is switched off, and how.
OFF: dict[str, Callable[[], Any]] = {
    "X7: halves leave together": lambda: without(composing, "screen", screen_alone),
    "X7: a rest of a handful": lambda: without(disclosure, "unknown_rest", lambda rows, profile: set()),
    "X8: earlier releases": lambda: without(composing, "kept_apart", lambda rows, earlier, failed: (rows, 0)),
    "X8: halves move together": lambda: without(versions, "standing", lone_halves),
    "X8: pools minus parts": lambda: without(versions, "left_over", lambda row, earlier: False),
    "X8: power.csv beside findings.csv": lambda: without(composing, "power_apart", lambda rows, told: rows),
}


def lone_halves(pair: Any, earlier: Any) -> Any:
    """A half is said again only when both halves lie close."""
    found = [real_standing([row], earlier) for row in pair]
    return found[0] if all(found) else None


real_standing = versions.standing


def one_world(seed: int, solve: bool, off: str) -> tuple[Counter[str], Counter[str]]:
    """Hits and sizes in one world, with a rule switched off where one is named."""
    rng = np.random.default_rng(seed)
    with OFF[off]() if off else nullcontext(), tempfile.TemporaryDirectory() as name:
        people, made, refused = series(rng, Path(name))
        hits = found_in(people, made, solve=solve)
    return hits, Counter({
        "releases": len(made), "refused by the reader": refused,
        "rows shown": sum(len(one.printed) for one in made),
        "rows in all": sum(len(one.exact) for one in made),
        "pooled releases": sum(len(one.towns) > 1 for one in made),
    })  # fmt: skip


def run(
    worlds: int,
    start: int = 0,
    *,
    solve: int = 10**9,
    say: Callable[[str], None] = lambda _: None,
    off: str = "",
    workers: int = 1,
) -> tuple[Counter[str], Counter[str]]:
    """Hits and sizes over so many worlds; the printed attacker tries the first `solve` of them."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    asked = ((seed, seed < start + solve, off) for seed in range(start, start + worlds))
    for (seed, _, _), (own_hits, own_sizes) in answers_of(one_world, asked, workers):
        hits += own_hits
        sizes += own_sizes
        if (seed + 1) % 100 == 0:
            say(f"{seed + 1 - start:,} worlds, {sizes['releases']:,} releases, {sum(hits.values())} hits")
    return hits, sizes


def main(arguments: list[str] | None = None) -> int:
    """Attack, print, and write the page when asked."""
    options = argparse.ArgumentParser(description="Subtract everything from everything.")
    options.add_argument("--worlds", type=int, default=2_000)
    options.add_argument(
        "--solved", type=int, default=400, help="worlds in which the printed attacker tries as well"
    )
    options.add_argument(
        "--switched", type=int, default=200, help="worlds for every rule that is switched off"
    )
    options.add_argument("--write", action="store_true")
    add_workers(options)
    chosen = options.parse_args(arguments)
    begin = time.monotonic()
    say = lambda words: print(words, file=sys.stderr, flush=True)  # noqa: E731
    hits, sizes = run(chosen.worlds, solve=chosen.solved, say=say, workers=chosen.workers)
    lines = [f"| all rules on | {chosen.worlds:,} | {sum(hits.values())} | {told(hits)} |"]
    weak = []
    for rule in OFF:
        found, _ = run(chosen.switched, solve=0, off=rule, workers=chosen.workers)
        lines.append(f"| off: {rule} | {chosen.switched:,} | {sum(found.values())} | {told(found)} |")
        weak += [] if found else [rule]
    table = "\n".join(
        ["| rules | worlds | counts of 1 to 9 reached | how |", "| --- | ---: | ---: | --- |", *lines]
    )
    print(table)
    if chosen.write:
        PAGE.write_text(page(table, sizes, chosen, time.monotonic() - begin), encoding="utf-8")
    return int(bool(hits or weak))


def told(hits: Counter[str]) -> str:
    """Hits in words."""
    return "; ".join(f"{how} {count}" for how, count in sorted(hits.items())) or "none"


def page(table: str, sizes: Counter[str], chosen: argparse.Namespace, seconds: float) -> str:
    """The page for docs/reference."""
    share = 100 * sizes["rows shown"] / max(sizes["rows in all"], 1)
    now = datetime.now(UTC).strftime("%Y-%m-%d")
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    explained = (__doc__ or "").partition("\n\nEvery world")[2].partition("\n\nEach rule")[0]
    return f"""# Disclosure study

Made by `script/study disclosure --write` on {now} ({machine}), in {seconds / 60:.0f} minutes.

Every world{explained}

{chosen.worlds:,} worlds, {sizes["releases"]:,} releases ({sizes["pooled releases"]:,} of several municipalities),
{sizes["rows in all"]:,} rows of which {share:.0f}% show a number. The printed attacker tried
{min(chosen.solved, chosen.worlds):,} worlds.

{table}

With all rules on nobody may be found; with a rule switched off somebody must be, or the rule protects nothing.
A hundred worlds, and every rule switched off, are part of the tests (`tests/research/disclosure/test_attack.py`).
"""


if __name__ == "__main__":
    sys.exit(main())
