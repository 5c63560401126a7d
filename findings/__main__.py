# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m findings`: from a linked table to a release."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from findings import __version__
from findings.errors import InputError, shown
from findings.release.errors import ReleaseError

EXAMPLE = """example, from a fresh clone to a verified release:
  python -m findings simulate --clients 50000 --out var/country
  python -m findings link var/country --out var/linked.csv
  python -m findings estimate findings/plans/fictief.toml --data var/linked.csv --out var/estimates
  python -m findings release findings/plans/fictief.toml --estimates var/estimates --out var/releases
  python -m findings verify var/releases/*
"""
EXIT_CODES = """exit codes:
  0    done
  1    refused: one sentence says which file, line or column, what was expected, what was found and what to do
  2    wrongly called
  130  stopped with Ctrl-C (143: with a TERM signal); nothing half-written is left
  141  whoever read the output stopped reading, as head does
"""
OK, REFUSED, USAGE, INTERRUPTED, UNREAD, TERMINATED = 0, 1, 2, 130, 141, 143
#: One worked example for every command, printed by --help.
EXAMPLES = {
    "plan": "findings/plans/fictief.toml",
    "simulate": "--clients 50000 --out var/country",
    "link": "var/country --out var/linked.csv",
    "count": "findings/plans/pool.toml --data var/noordstad.csv --out var/noordstad.counts.parquet",
    "estimate": "findings/plans/fictief.toml --data var/linked.csv --out var/estimates --cache var/cache",
    "check": "var/estimates",
    "release": "findings/plans/fictief.toml --estimates var/estimates --out var/releases",
    "report": "--plan findings/plans/fictief.toml --estimates var/estimates --out var/report.html",
    "cite": "findings/plans/literatuur.toml --out var/releases",
    "verify": "var/releases/fictief-2026",
}


class Terminated(Exception):
    """The process was asked to stop by a TERM signal."""


def stop(number: int, frame: object) -> None:
    """Turn a TERM signal into an exception, so that what is half-written is cleared away."""
    raise Terminated


class Progress:
    """Tells on standard error what is happening, with the seconds since the start."""

    def __init__(self, quiet: bool) -> None:
        """Remember when it started."""
        self.quiet, self.start = quiet, time.monotonic()

    def __call__(self, said: str) -> None:
        """Say one thing."""
        if not self.quiet:
            print(f"[{time.monotonic() - self.start:6.1f}s] {said}", file=sys.stderr, flush=True)

    def warn(self, said: str) -> None:
        """Say what should not be missed, also when quiet."""
        print(f"warning: {said}", file=sys.stderr, flush=True)


def write_text(path: Path, text: str) -> None:
    """Write a file in one step, so that a killed run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def run_plan(options: argparse.Namespace, say: Progress) -> int:
    """Read a plan and say what it will do."""
    from findings.estimate.cautions import many_services
    from findings.estimate.plan_reading import read_plan

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
    """Write a made-up country."""
    from findings.simulate import SHIPPED, World, draw
    from findings.worldfiles import write_world

    if options.shipped:
        world = SHIPPED
    else:
        world = World(
            clients=options.clients,
            caseworkers=options.caseworkers,
            offices=options.offices,
            months=options.months,
            taste=options.taste,
            direct=options.direct,
            effect=0.0 if options.no_effect else 1.0,
            reroute=options.reroute,
            seed=options.seed,
        )
    check_world(world)
    say(f"drawing {world.clients:,} people (FICTIEF)")
    for path in write_world(draw(world), world, options.out, options.format, say):
        print(path)
    return OK


def check_world(world: Any) -> None:
    """Refuse a country that cannot be drawn."""
    limits = {
        "clients": (1, 100_000_000), "offices": (1, 1_000), "caseworkers": (world.offices, 100_000),
        "months": (1, 240), "taste": (0.0, 5.0), "direct": (0.0, 0.5), "reroute": (0.0, 0.9), "seed": (0, 2**31),
    }  # fmt: skip
    for name, (low, high) in limits.items():
        value = getattr(world, name)
        if not low <= value <= high:
            raise InputError(
                file="simulate", column=f"--{name}", expected=f"{low} to {high}", found=str(value),
                todo="Give another number.",
            )  # fmt: skip


def run_link(options: argparse.Namespace, say: Progress) -> int:
    """Join the files of a folder."""
    from findings.linking import link

    linked = link(options.folder, say)
    if options.municipality:
        linked.table.insert(0, "gemeente", options.municipality)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    draft = options.out.with_name(f".{options.out.name}.draft")
    try:
        if options.out.suffix == ".parquet":
            linked.table.to_parquet(draft, index=False)
        else:
            linked.table.to_csv(draft, index=False)
        os.replace(draft, options.out)
    finally:
        draft.unlink(missing_ok=True)
    report = options.out.with_name(f"{options.out.stem}-linking.csv")
    write_text(report, linked.report)
    print(options.out)
    print(report)
    return OK


def run_count(options: argparse.Namespace, say: Progress) -> int:
    """Write the counts of one municipality, for pooling inside the secure environment."""
    from findings.estimate.countfile import write_counts
    from findings.estimate.plan_reading import read_plan
    from findings.estimate.run import Way, count

    plan = read_plan(options.plan)
    found = count(plan, options.data, say, Way(options.engine, options.memory))
    if found.ledger is None:
        raise InputError(
            file=plan.path, expected="outcomes of yes or no and no covariates", found="another plan",
            todo="Counts cannot hold this plan; estimate it on rows.",
        )  # fmt: skip
    try:
        print(write_counts(plan, found.tally, found.ledger, found.extras, options.out))
    finally:
        found.ledger.close()
    say("these counts stay inside the secure environment")
    return OK


def run_estimate(options: argparse.Namespace, say: Progress) -> int:
    """Estimate a plan on data, or on counts of several municipalities."""
    from findings.estimate.caching import Cache
    from findings.estimate.cautions import cautions
    from findings.estimate.plan_reading import read_plan
    from findings.estimate.results import estimates_csv, to_json
    from findings.estimate.run import Way, estimate

    plan = read_plan(options.plan)
    way = Way(options.engine, options.memory, tuple(options.counts), Cache(options.cache))
    results = estimate(plan, options.data, say, way)
    write_text(options.out / "results.json", to_json(results))
    write_text(options.out / "estimates.csv", estimates_csv(results))
    say(f"{len(results.estimates)} estimates")
    for warning in cautions(plan, results):
        say.warn(warning)
    print(options.out / "estimates.csv")
    return OK


def run_check(options: argparse.Namespace, say: Progress) -> int:
    """Print the checks of a run."""
    from findings.estimate.results import read_results

    results = read_results(options.estimates)
    for check in results.checks:
        value = "" if check.value is None else f"{check.value:.2f}"
        print(f"{check.verdict:18} {check.key:45} {value:>10}  {check.sentence_nl}")
    return OK


def run_release(options: argparse.Namespace, say: Progress) -> int:
    """Screen, round and write a release."""
    from findings.compose import compose
    from findings.estimate.plan_reading import read_plan
    from findings.estimate.results import read_results
    from findings.release.writing import write_release

    plan = read_plan(options.plan)
    results = read_results(options.estimates)
    stands = options.out / plan.slug
    if stands.exists() and stands not in options.previous:
        say(f"{stands} is replaced; if it ever left, keep it elsewhere and give it with --previous (rule X8)")
    release = compose(plan, results, options.previous, options.profile)
    print(write_release(release, options.out))
    return OK


def run_report(options: argparse.Namespace, say: Progress) -> int:
    """Write the report for researchers: one HTML file."""
    from findings.report import page
    from findings.report_facts import from_release, from_results

    if bool(options.release) == bool(options.plan and options.estimates):
        raise InputError(
            file="report", expected="--plan with --estimates, or --release", found="neither or both",
            todo="Give one of the two.",
        )  # fmt: skip
    facts = (
        from_release(options.release, options.lang)
        if options.release
        else from_results(options.plan, options.estimates, options.lang)
    )
    write_text(options.out, page(facts))
    print(options.out)
    return OK


def run_cite(options: argparse.Namespace, say: Progress) -> int:
    """Turn a file of cited findings into a release."""
    from findings.cited import read_cited
    from findings.release.writing import write_release

    print(write_release(read_cited(options.file), options.out))
    return OK


def run_verify(options: argparse.Namespace, say: Progress) -> int:
    """Check releases."""
    from findings.release.reading import verify_release

    worst = OK
    for folder in options.folder:
        try:
            release = verify_release(folder)
        except ReleaseError as error:
            print(f"{folder}: {error}", file=sys.stderr)
            worst = REFUSED
            continue
        rows = len(release.findings)
        print(f"{folder}: right, {rows} findings, digest {release.manifest.digest}")
    return worst


Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="python -m findings",
        description="From a linked table to a release of group figures.",
        epilog=EXAMPLE + "\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"findings {__version__}")
    top.add_argument("--quiet", action="store_true", help="say nothing while working")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., int], said: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=said, description=said, formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"example:\n  python -m findings {name} {EXAMPLES[name]}\n\n{EXIT_CODES}",
        )  # fmt: skip
        command.set_defaults(run=run)
        return command

    add_country(add)
    add_estimation(add)
    add_leaving(add)
    return top


def add_country(add: Add) -> None:
    """Reading a plan, and a made-up country."""
    add("plan", run_plan, "read a plan and say what it will do").add_argument("plan", type=Path)
    simulate = add("simulate", run_simulate, "write a made-up country with known truth (FICTIEF)")
    simulate.add_argument(
        "--shipped", action="store_true", help="the country behind models_store/fictief-2026"
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
    simulate.add_argument("--format", choices=("csv", "parquet"), default="csv")
    simulate.add_argument("--out", type=Path, required=True)


def add_estimation(add: Add) -> None:
    """From files to estimates, inside the secure environment."""
    linking = add("link", run_link, "join the municipal file and six CBS-like files")
    linking.add_argument("folder", type=Path)
    linking.add_argument("--out", type=Path, required=True, help="a .csv or .parquet file")
    linking.add_argument(
        "--municipality", type=name_of_municipality, help="adds a column “gemeente”, for pooling"
    )
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
        "--cache", type=Path, help="a folder to remember finished parts in, so that a stopped run goes on"
    )


def add_leaving(add: Add) -> None:
    """What may leave: checks to read, a release, a report."""
    check = add("check", run_check, "print the checks of a run")
    check.add_argument("estimates", type=Path)
    release = add("release", run_release, "screen, round and write a release")
    release.add_argument("plan", type=Path)
    release.add_argument("--estimates", type=Path, required=True)
    release.add_argument(
        "--out", type=Path, required=True, help="the folder that gets a folder named after the release"
    )
    release.add_argument(
        "--previous",
        type=Path,
        nargs="*",
        default=[],
        help="every earlier release on any of these people (X8)",
    )
    release.add_argument("--profile", default="", help="rule profile: a name or a TOML file")
    reporting = add(
        "report", run_report, "write a report for researchers: one HTML file without outside calls"
    )
    reporting.add_argument("--plan", type=Path, help="with --estimates: everything, for inside")
    reporting.add_argument("--estimates", type=Path, help="the folder that estimate wrote")
    reporting.add_argument("--release", type=Path, help="a release: only what has left")
    reporting.add_argument("--lang", choices=("nl", "en"), default="nl", help="Dutch (default) or English")
    reporting.add_argument("--out", type=Path, required=True, help="an .html file")
    cite = add("cite", run_cite, "make a release of findings that others published")
    cite.add_argument("file", type=Path)
    cite.add_argument("--out", type=Path, required=True)
    add("verify", run_verify, "check releases").add_argument("folder", type=Path, nargs="+")


def name_of_municipality(word: str) -> str:
    """A short name like den-haag."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){0,7}", word):
        raise argparse.ArgumentTypeError(f"expected lower-case letters, digits and hyphens, found {word!r}")
    return word


def size_of_memory(word: str) -> str:
    """A size like 500MB or 2GB."""
    if not re.fullmatch(r"[1-9][0-9]{0,5} ?(MB|GB|MiB|GiB)", word):
        raise argparse.ArgumentTypeError(f"expected a size like 500MB or 2GB, found {word!r}")
    return word


def add_reading(command: argparse.ArgumentParser) -> None:
    """How rows are read."""
    command.add_argument(
        "--data",
        type=Path,
        nargs="+",
        default=[],
        help="CSV or Parquet files; with duckdb also a folder of Parquet",
    )
    command.add_argument(
        "--engine",
        choices=("pandas", "duckdb"),
        default="pandas",
        help="pandas reads in chunks (default); duckdb counts Parquet files larger than memory; same release bytes",
    )
    command.add_argument(
        "--memory",
        type=size_of_memory,
        default="1GB",
        help="what duckdb may take before it uses the disk (default 1GB)",
    )


def unusable(error: OSError) -> InputError:
    """A file or folder that cannot be read or written, as a sentence."""
    name = error.filename2 or error.filename
    return InputError(
        file=Path(os.fsdecode(name)).name if name else "disk",
        expected="a file or folder that can be read and written, with room on the disk",
        found=shown(error.strerror or error),
        todo="Give another place, or mend this one, and run the command again.",
    )


def stop_writing() -> None:
    """Nobody reads any more: let what is still buffered go nowhere, so that leaving is silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is well, 1 refused with a sentence, 2 wrongly called, 130, 141 or 143 stopped."""
    options = parser().parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
    try:
        code = int(options.run(options, Progress(options.quiet)))
        sys.stdout.flush()  # here, where a reader that stopped reading is still heard
        return code
    except BrokenPipeError:
        stop_writing()
        return UNREAD
    except (InputError, ReleaseError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"refused: {unusable(error)}", file=sys.stderr)
        return REFUSED
    except (KeyboardInterrupt, Terminated) as stopped:
        print("stopped; nothing half-written is left", file=sys.stderr)
        return TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
