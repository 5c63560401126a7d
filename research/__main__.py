# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m research`: from a linked table to a release."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from research import NAME, __version__
from research.commands.combining import add_combine
from research.commands.console import INTERRUPTED, REFUSED, TERMINATED, UNREAD, Progress
from research.commands.feasibility import add_feasibility
from research.commands.inside import add_country, add_estimation
from research.commands.insight import add_insight
from research.commands.leaving import add_leaving
from research.commands.linking import add_linking
from research.commands.registering import add_registering
from research.commands.round import add_round
from research.errors import InputError, shown
from research.release.errors import ReleaseError

#: The command that installing the package gives; from a clone it is `python -m research`.
INSTALLED = NAME
EXAMPLE = """example, from a fresh clone to a verified release:
  {program} simulate --clients 50000 --layout cbs --out var/country
  {program} link var/country --plan research/plans/fictief.toml --out var/linked.csv
  {program} estimate research/plans/fictief.toml --data var/linked.csv --out var/estimates
  {program} release research/plans/fictief.toml --estimates var/estimates --out var/releases
  {program} verify var/releases/*
"""
EXIT_CODES = """exit codes:
  0    done
  1    refused: one sentence says which file, line or column, what was expected, what was found and what to do
  2    wrongly called
  130  stopped with Ctrl-C (143: with a TERM signal); nothing half-written is left
  141  whoever read the output stopped reading, as head does
"""
#: One worked example for every command, printed by --help.
EXAMPLES = {
    "plan": "research/plans/fictief.toml",
    "simulate": "--clients 50000 --layout cbs --out var/country",
    "link": "var/country --plan research/plans/fictief.toml --out var/linked.csv",
    "count": "research/plans/pool.toml --data var/noordstad.csv --out var/noordstad.counts.parquet",
    "feasibility": "research/plans/fictief.toml --registration var/registration.csv --out var/feasibility",
    "register": "research/plans/fictief.toml --out var/register",
    "estimate": "research/plans/fictief.toml --data var/linked.csv --out var/estimates --cache var/cache",
    "insight": "research/plans/groep.toml --data var/clients.csv --reference var/others.csv --out var/insight",
    "round": "new research/plans/pool.toml --out var/round",
    "check": "var/estimates",
    "release": "research/plans/fictief.toml --estimates var/estimates --out var/releases",
    "report": "--plan research/plans/fictief.toml --estimates var/estimates --out var/report.html",
    "cite": "research/plans/literatuur.toml --out var/releases",
    "combine": "var/out/plan-noord var/out/plan-oost var/out/plan-zuid --name samen-2026 --out var/releases",
    "verify": "var/releases/fictief-stad-2026",
}


class Terminated(Exception):
    """The process was asked to stop by a TERM signal."""


#: Whether a TERM signal or Ctrl-C came. DuckDB and the reader of pandas (3.1.1) put an error of their own in the place
#: of what the signal raised.
terminated = threading.Event()
interrupted = threading.Event()


def hear_ctrl_c(number: int, frame: object) -> None:
    """Remember Ctrl-C, and raise what Python raises. Raises `KeyboardInterrupt`."""
    interrupted.set()
    raise KeyboardInterrupt


def stop(number: int, frame: object) -> None:
    """Turn a TERM signal into an exception, so that what is half-written is cleared away."""
    terminated.set()
    raise Terminated


class PrintCompletion(argparse.Action):
    """`--print-completion SHELL`: what a shell needs to complete the commands, their options and file names."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print it for the installed command, and end."""
        import shtab

        top = command_line(INSTALLED)
        for action in every_action(top):
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
        print(shtab.complete(top, str(values)))
        parser.exit()


def every_action(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """All arguments of a parser and of its commands."""
    found = list(parser._actions)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += [inner for command in action.choices.values() for inner in every_action(command)]
    return found


def called_as() -> str:
    """How the program was called, for its own examples."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else "python -m research"


def command_line(program: str) -> argparse.ArgumentParser:
    """The command line; `program` is how one calls it."""
    top = argparse.ArgumentParser(
        prog=program,
        description="From a linked table to a release of group figures.",
        epilog=EXAMPLE.format(program=program) + "\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    top.add_argument(
        "--print-completion", action=PrintCompletion, choices=("bash", "zsh", "fish"), metavar="SHELL",
        help="print the completion of bash, zsh or fish, and end",
    )  # fmt: skip
    top.add_argument("--quiet", action="store_true", help="say nothing while working")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., int], said: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=said, description=said, formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"example:\n  {program} {name} {EXAMPLES[name]}\n\n{EXIT_CODES}",
        )  # fmt: skip
        command.set_defaults(run=run)
        return command

    add_country(add)
    add_linking(add)
    add_feasibility(add)
    add_registering(add)
    add_estimation(add)
    add_round(add)
    add_insight(add)
    add_leaving(add)
    add_combine(add)
    return top


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
    options = command_line(called_as()).parse_args(arguments)
    terminated.clear()
    interrupted.clear()
    if threading.current_thread() is threading.main_thread():
        if signal.getsignal(signal.SIGINT) in (signal.default_int_handler, hear_ctrl_c):
            signal.signal(signal.SIGINT, hear_ctrl_c)
        signal.signal(signal.SIGTERM, stop)
    try:
        return run(options)
    except (KeyboardInterrupt, Terminated):
        print("stopped; nothing half-written is left", file=sys.stderr)
        return TERMINATED if terminated.is_set() else INTERRUPTED


def run(options: argparse.Namespace) -> int:
    """Run a command that was read; a refusal is one sentence."""
    try:
        return answer(options)
    except BrokenPipeError:
        stop_writing()
        return UNREAD
    except (InputError, ReleaseError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"refused: {unusable(error)}", file=sys.stderr)
        return REFUSED


def answer(options: argparse.Namespace) -> int:
    """What the command answers. Raises `KeyboardInterrupt` in place of any error that came after a stop."""
    try:
        code = int(options.run(options, Progress(options.quiet)))
        sys.stdout.flush()  # here, where a reader that stopped reading is still heard
        return code
    except Exception:
        if terminated.is_set() or interrupted.is_set():
            raise KeyboardInterrupt from None
        raise


if __name__ == "__main__":
    sys.exit(main())
