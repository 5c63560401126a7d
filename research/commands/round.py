# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands of a round of municipalities: new, add, withdraw, status, close."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from research.commands.console import OK, Add, Progress, name_of_municipality, write_text

ACTS = ("new", "add", "withdraw", "status", "close")


def run_round(options: argparse.Namespace, say: Progress) -> int:
    """One act of a round. Raises `InputError`."""
    return int(RUN[options.act](options, say))


def today() -> str:
    """The day, as it is written down."""
    return datetime.now(UTC).date().isoformat()


def run_new(options: argparse.Namespace, say: Progress) -> int:
    """Begin a round."""
    from research.rounds.joining import begin_round

    begin_round(options.plan, options.out)
    print(options.out)
    return OK


def run_add(options: argparse.Namespace, say: Progress) -> int:
    """A municipality joins."""
    from research.rounds.joining import join_round

    called = options.called or options.name
    member = join_round(
        options.folder, options.name, called, options.counts, options.feasibility, today(), say
    )
    print(f"{member.key}: {member.people:,} people, counts {member.counts_sha256[:16]}")
    return OK


def run_withdraw(options: argparse.Namespace, say: Progress) -> int:
    """A municipality withdraws."""
    from research.rounds.joining import leave_round

    member = leave_round(options.folder, options.name, today())
    print(f"{member.key}: withdrawn; its counts are no longer in the round")
    return OK


def run_status(options: argparse.Namespace, say: Progress) -> int:
    """Who is in the round, and what can be seen alone and together."""
    from research.rounds.joining import plan_of, refuse_changed
    from research.rounds.round_file import read_round
    from research.rounds.status import lines

    held = read_round(options.folder)
    plan = plan_of(options.folder, held)
    refuse_changed(options.folder, held)
    for line in lines(options.folder, held, plan):
        print(line)
    return OK


def run_close(options: argparse.Namespace, say: Progress) -> int:
    """Estimate everybody together and each left out, and close the round."""
    from research.caching import Cache
    from research.results import estimates_csv, to_json
    from research.rounds.closing import close_round, figures_csv, shut_round, told
    from research.rounds.joining import plan_of
    from research.run import Way

    closed, results, figures = close_round(options.folder, say, Way(cache=Cache(options.cache)))
    write_text(options.out / "round.csv", figures_csv(figures))
    write_text(options.out / "results.json", to_json(results))
    write_text(options.out / "estimates.csv", estimates_csv(results))
    told(say, figures, plan_of(options.folder, closed))
    shut_round(options.folder, closed)
    print(options.out / "estimates.csv")
    return OK


RUN = {"new": run_new, "add": run_add, "withdraw": run_withdraw, "status": run_status, "close": run_close}


def add_round(add: Add) -> None:
    """The options of the acts of a round."""
    top = add("round", run_round, "several municipalities under one plan, in one secure environment")
    acts = top.add_subparsers(dest="act", required=True, metavar="ACT")
    new = acts.add_parser("new", help="begin a round", description="begin a round")
    new.add_argument("plan", type=Path, help="with municipalities = 0 and a column of municipalities")
    new.add_argument("--out", type=Path, required=True, help="a folder inside the secure environment")
    joins = acts.add_parser("add", help="a municipality joins", description="a municipality joins")
    joins.add_argument("folder", type=Path)
    joins.add_argument(
        "--name", type=name_of_municipality, required=True, help="a short name, like noordstad"
    )
    joins.add_argument("--called", help="its name as the release has it")
    joins.add_argument(
        "--counts", type=Path, required=True, help="what count wrote, under the plan of the round"
    )
    joins.add_argument(
        "--feasibility", type=Path, help="its feasibility.json, to see what it adds before outcomes"
    )
    leaves = acts.add_parser(
        "withdraw", help="a municipality withdraws", description="a municipality withdraws"
    )
    leaves.add_argument("folder", type=Path)
    leaves.add_argument("--name", type=name_of_municipality, required=True)
    status = acts.add_parser("status", help="who is in it", description="who is in it, and what can be seen")
    status.add_argument("folder", type=Path)
    close = acts.add_parser(
        "close", help="estimate and close", description="estimate everybody together, and close"
    )
    close.add_argument("folder", type=Path)
    close.add_argument("--out", type=Path, required=True, help="a folder for the estimates, as of estimate")
    close.add_argument("--cache", type=Path, help="a folder to remember finished parts in")
