# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands that stay inside the secure environment: plan, simulate, count, estimate."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from research.commands.console import OK, Add, Progress, add_reading, number_of_workers, write_text
from research.errors import InputError

#: The year in which the intakes of a country begin, as the plans beside the program have it.
FIRST_YEAR = 2018
#: So much may the number of people differ between a registration and the data that it became.
OTHERS = 0.1
#: In what kinds of file a layout can be written, the default first.
KINDS_OF_LAYOUT = {"plain": ("csv", "parquet"), "cbs": ("sav", "parquet")}


def run_plan(options: argparse.Namespace, say: Progress) -> int:
    """Read a plan and say what it will do."""
    from research.checks.cautions import many_services
    from research.plan.reading import read_plan

    plan = read_plan(options.plan)
    print(f"{plan.path}: {plan.title_en}")
    print(f"  sha256 {plan.sha256}")
    print(
        f"  design {plan.design}; comparisons {', '.join(plan.comparisons)}; direction {plan.direction_comparison}"
    )
    print(f"  outcomes {', '.join(o.id + (' (primary)' if o.primary else '') for o in plan.outcomes)}")
    print(f"  services {', '.join(s.key + (' (reference)' if s.reference else '') for s in plan.services)}")
    print(f"  characteristics {', '.join(c.key for c in plan.characteristics)}")
    print(f"  tests of differences between groups: {plan.subgroup_comparisons}")
    for warning in many_services(plan):
        say.warn(warning)
    return OK


def run_simulate(options: argparse.Namespace, say: Progress) -> int:
    """Write a made-up country. Raises `InputError`."""
    if options.national:
        return run_national(options, say)
    from research.simulation.country import TOWN, World, draw
    from research.simulation.files import write_world

    if options.shipped:
        world = replace(TOWN, seed=options.seed)
    else:
        world = World(
            clients=options.clients,
            caseworkers=options.caseworkers,
            offices=options.offices,
            months=options.months,
            first_year=FIRST_YEAR,
            taste=options.taste,
            direct=options.direct,
            effect=0.0 if options.no_effect else 1.0,
            reroute=options.reroute,
            seed=options.seed,
            others=options.others,
        )
    check_world(world)
    say(f"drawing {world.clients:,} people (FICTIEF)")
    kinds = KINDS_OF_LAYOUT[options.layout]
    kind = options.format or kinds[0]
    if kind not in kinds:
        raise InputError(
            file="simulate", column="--format", expected=f"{' or '.join(kinds)} with layout {options.layout}",
            found=kind, todo="Give another kind, or leave it out.",
        )  # fmt: skip
    for path in write_world(draw(world), world, options.out, kind, say, options.layout):
        print(path)
    return OK


def run_national(options: argparse.Namespace, say: Progress) -> int:
    """Write a made-up set of national size. Raises `InputError`."""
    from research.simulation.national import write_national

    if options.format not in (None, "parquet"):
        raise InputError(
            file="simulate", column="--format", expected="parquet with --national", found=options.format,
            todo="Leave it out.",
        )  # fmt: skip
    for path in write_national(options.out, options.scale, say):
        print(path)
    return OK


def check_world(world: Any) -> None:
    """Refuse a country that cannot be drawn. Raises `InputError`."""
    limits = {
        "clients": (1, 100_000_000), "offices": (1, 1_000), "caseworkers": (world.offices, 100_000),
        "months": (1, 240), "taste": (0.0, 5.0), "direct": (0.0, 0.5), "reroute": (0.0, 0.9), "seed": (0, 2**31),
        "others": (0, 100_000_000),
    }  # fmt: skip
    for name, (low, high) in limits.items():
        value = getattr(world, name)
        if not low <= value <= high:
            raise InputError(
                file="simulate", column=f"--{name}", expected=f"{low} to {high}", found=str(value),
                todo="Give another number.",
            )  # fmt: skip


def run_count(options: argparse.Namespace, say: Progress) -> int:
    """Write the counts of one municipality, for pooling inside the secure environment.

    Raises `InputError` for a plan that counts cannot hold.
    """
    from research.counting.municipal_counts import write_counts
    from research.plan.reading import read_plan
    from research.run import Way, count

    plan = read_plan(options.plan)
    found = count(plan, options.data, say, Way(options.engine, options.memory, master=options.master))
    try:
        if found.ledger is None:
            raise InputError(
                file=plan.path, expected="outcomes of yes or no and no covariates", found="another plan",
                todo="Counts cannot hold this plan; estimate it on rows.",
            )  # fmt: skip
        print(write_counts(plan, found.tally, found.ledger, found.extras, options.out))
    finally:
        found.close()
    say("these counts stay inside the secure environment")
    return OK


def run_estimate(options: argparse.Namespace, say: Progress) -> int:
    """Estimate a plan on data, or on counts of several municipalities."""
    from research.caching import Cache
    from research.plan.reading import read_plan
    from research.run import Way, estimate

    plan = read_plan(options.plan)
    counts, cache = tuple(options.counts), Cache(options.cache)
    opening = None
    if options.feasibility:
        from research.feasibility.record import opening_of

        opening = opening_of(options.feasibility, plan)
    way = Way(options.engine, options.memory, counts, cache, options.master, options.workers, opening)
    results = estimate(plan, options.data, say, way)

    # What is only needed now is loaded only now, so that the counting found this process small.
    from research.checks.cautions import cautions
    from research.data.readers import reading_csv
    from research.results import READING, estimates_csv, to_json

    write_text(options.out / READING, reading_csv(options.data))
    write_text(options.out / "results.json", to_json(results))
    write_text(options.out / "estimates.csv", estimates_csv(results))
    say(f"{len(results.estimates)} estimates")
    others = of_others(options.feasibility, results.people, results.rows) if opening else []
    for warning in [*cautions(plan, results), *others]:
        say.warn(warning)
    print(options.out / "estimates.csv")
    return OK


def of_others(feasibility: Path, people: int, rows: int) -> list[str]:
    """What is said where prospects were told of fewer people than were counted now, or of more than there are rows."""
    from research.feasibility.record import read_record

    told = read_record(feasibility).people
    if people * (1.0 - OTHERS) <= told <= rows * (1.0 + OTHERS):
        return []
    made = f"{feasibility.name} was made of {told:,} people, and these data hold {rows:,}"
    todo = "Run feasibility on the registration of these data first."
    return [f"{made}: what stays closed rests on other people. {todo}"]


def add_country(add: Add) -> None:
    """Reading a plan, and a made-up country."""
    add("plan", run_plan, "read a plan and say what it will do").add_argument("plan", type=Path)
    simulate = add("simulate", run_simulate, "write a made-up country with known truth (FICTIEF)")
    simulate.add_argument(
        "--shipped", action="store_true",
        help="the municipality behind models_store/fictief-stad-2026; --seed 2 to 12: the others of the shipped round",
    )  # fmt: skip
    simulate.add_argument(
        "--national", action="store_true",
        help="a set of national size, in Parquet as CBS delivers it: 25 million people, 200,000 intakes",
    )  # fmt: skip
    simulate.add_argument(
        "--scale", type=float, default=1.0, help="of --national: 0.01 is a hundredth of everything"
    )
    simulate.add_argument("--clients", type=int, default=50_000)
    simulate.add_argument("--caseworkers", type=int, default=150)
    simulate.add_argument("--offices", type=int, default=5)
    simulate.add_argument("--months", type=int, default=48)
    simulate.add_argument("--taste", type=float, default=0.35, help="how differently caseworkers refer")
    simulate.add_argument(
        "--direct", type=float, default=0.0, help="direct influence of caseworkers (0.02 = 2 points)"
    )
    simulate.add_argument("--reroute", type=float, default=0.0, help="share of young clients sent elsewhere")
    simulate.add_argument("--no-effect", action="store_true", help="no track does anything")
    simulate.add_argument("--seed", type=int, default=1)
    simulate.add_argument(
        "--others", type=int, default=0, help="people of the municipality and around it who are no client"
    )
    simulate.add_argument(
        "--layout", choices=tuple(KINDS_OF_LAYOUT), default="plain", help="cbs: a tree as CBS delivers it"
    )
    simulate.add_argument(
        "--format", choices=("csv", "parquet", "sav"), help="default csv, and sav for the layout cbs"
    )
    simulate.add_argument("--out", type=Path, required=True)


def add_estimation(add: Add) -> None:
    """From files to estimates, inside the secure environment."""
    counting = add("count", run_count, "write the counts of one municipality, to be added to those of others")
    counting.add_argument("plan", type=Path)
    add_reading(counting)
    counting.add_argument(
        "--out", type=Path, required=True, help="a .counts.parquet inside the secure environment"
    )
    estimate = add("estimate", run_estimate, "read, check and estimate; writes estimates.csv")
    estimate.add_argument("plan", type=Path)
    add_reading(estimate)
    estimate.add_argument(
        "--counts", type=Path, nargs="+", default=[], help="files of counts to add, instead of --data"
    )
    estimate.add_argument("--out", type=Path, required=True, help="a folder inside the secure environment")
    estimate.add_argument(
        "--feasibility", type=Path,
        help="the feasibility.json of this plan: of questions that could not speak no outcome is opened",
    )  # fmt: skip
    estimate.add_argument(
        "--cache", type=Path, help="a folder to remember finished parts in, so that a stopped run goes on"
    )
    estimate.add_argument(
        "--workers", type=number_of_workers, default=1,
        help="how many groups, or folds of a learner on rows, at a time (default 1); the bytes are the same",
    )  # fmt: skip
