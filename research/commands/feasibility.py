# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that says what can be learned before any outcome is opened: feasibility."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from research.commands.console import OK, Add, Progress, add_engine, write_text
from research.errors import InputError

if TYPE_CHECKING:
    from research.feasibility.prospects import Power

PAGES = {"nl": "feasibility.nl.html", "en": "feasibility.en.html"}


def run_feasibility(options: argparse.Namespace, say: Progress) -> int:
    """Tell what a plan can learn from a registration without outcomes. Raises `InputError`."""
    from research.feasibility.blind import blind_plan
    from research.feasibility.page import Findings, page, sentences
    from research.feasibility.prospects import prospects
    from research.feasibility.record import FILE, TEXT, TEXT_NL, record_of, written
    from research.feasibility.registry import registry_text
    from research.plan.reading import read_plan
    from research.run import Way, count

    plan = read_plan(options.plan)
    blind = blind_plan(plan, options.registration)
    files = [digest_of(path) for path in options.registration]
    others = others_of(plan, options.beside, files)
    counted = count(
        blind, options.registration, say, Way(options.engine, options.memory, master=options.master)
    )
    try:
        found = prospects(blind, counted.tally, options.rate, say)
        sizes = counted.tally.clients[0].sum(axis=0)
    finally:
        counted.close()
    record = record_of(plan, found, options.rate, files)
    chosen = float(sizes[1:].max() / sizes.sum())
    told = Findings(blind, found, options.rate, others, chosen, record["sha256"], bool(plan.covariates))
    for lang, name in PAGES.items():
        write_text(options.out / name, page(told, lang))
    write_text(options.out / TEXT, registry_text(plan, "en", record))
    write_text(options.out / TEXT_NL, registry_text(plan, "nl", record))
    write_text(options.out / FILE, written(record))
    for line in sentences(told, "en"):
        print(line)
    print(options.out / PAGES["nl"])
    return OK


def others_of(plan: Any, paths: list[Path], own: list[str]) -> dict[str, dict[tuple[str, str], Power]]:
    """What other municipalities would bring, by place. Raises `InputError` for a record of other services, and for
    one of a file that counts already: `own` are the digests of the registration."""
    from research.feasibility.record import read_record

    found: dict[str, dict[tuple[str, str], Power]] = {}
    asked = {(comparison, service.key) for comparison in plan.comparisons for service in plan.tracks}
    counted = set(own)
    for path in paths:
        record = read_record(path)
        if counted & record.registration:
            raise InputError(
                file=path.name, column="--beside", expected="a municipality that does not count yet",
                found="a registration that does", todo="Name every other municipality once, and this one not at all.",
            )  # fmt: skip
        counted |= record.registration
        missing = asked - set(record.powers)
        if missing:
            comparison, service = min(missing)
            raise InputError(
                file=path.name, column=service, found="none",
                expected=f"the services of this plan under {comparison}, each with something to learn",
                todo="Leave this municipality out, or run feasibility there with the same plan.",
            )  # fmt: skip
        name = record.place if record.place not in found else f"{record.place} ({len(found) + 1})"
        found[name] = record.powers
    return found


def digest_of(path: Path) -> str:
    """The digest of a file, or of the Parquet files of a folder in order."""
    digest = hashlib.sha256()
    for file in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        with open(file, "rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def rate_of_outcome(word: str) -> float:
    """A number of people out of 100. Raises `ArgumentTypeError`, which is a wrong call."""
    try:
        value = float(word)
    except ValueError:
        value = 0.0
    if not 1.0 <= value <= 99.0:
        raise argparse.ArgumentTypeError(
            f"expected how many of 100 people have the outcome, 1 to 99, found {word!r}"
        )
    return value


def add_feasibility(add: Add) -> None:
    """The options of feasibility."""
    command = add("feasibility", run_feasibility, "say what can be learned, before any outcome is opened")
    command.add_argument("plan", type=Path)
    command.add_argument(
        "--registration", type=Path, nargs="+", required=True,
        help="who saw whom and which service was chosen, with the groups; a file with an outcome is refused",
    )  # fmt: skip
    command.add_argument(
        "--rate", type=rate_of_outcome, default=30.0, metavar="OF_100",
        help="how many of 100 people have the primary outcome, as published (default 30)",
    )  # fmt: skip
    command.add_argument(
        "--beside",
        type=Path,
        nargs="+",
        default=[],
        help="feasibility.json of other municipalities with this plan",
    )
    add_engine(command)
    command.add_argument("--out", type=Path, required=True, help="a folder inside the secure environment")
