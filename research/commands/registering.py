# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that lays a plan down before its outcomes: a text for a public registry, and a time stamp."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from research.commands.console import OK, Add, Progress, write_bytes, write_text
from research.errors import InputError

if TYPE_CHECKING:
    from research.feasibility.stamp import Stamp

TEXTS = {"nl": "preregistration.nl.txt", "en": "preregistration.en.txt"}
QUERY = "plan.tsq"


def run_register(options: argparse.Namespace, say: Progress) -> int:
    """Write what a registry and a time-stamp authority ask, or verify the answer of the authority.

    Raises `InputError` for an answer that does not hold, and where neither is asked.
    """
    from research.feasibility.registry import registry_text
    from research.feasibility.stamp import query
    from research.plan.reading import read_plan

    plan = read_plan(options.plan)
    stamp = stamp_of(plan.sha256, options)
    if stamp is not None:
        print(f"{plan.path}: there at {stamp.moment:%Y-%m-%d %H:%M:%S} UTC, signed by {stamp.authority}")
        return OK
    if options.out is None:
        raise InputError(
            file="register", expected="--out, or --stamp with --stamp-ca", found="neither",
            todo="Give a folder for the texts and the query, or the answer of the authority.",
        )  # fmt: skip
    record = record_for(plan.sha256, options.feasibility)
    for lang, name in TEXTS.items():
        write_text(options.out / name, registry_text(plan, lang, record))
        print(options.out / name)
    write_bytes(options.out / QUERY, query(plan.sha256))
    print(options.out / QUERY)
    return OK


def record_for(plan_sha256: str, path: Path | None) -> dict[str, Any] | None:
    """The record of feasibility beside a plan. Raises `InputError` for one of another plan, or that was changed."""
    from research.feasibility.record import read_record

    if path is None:
        return None
    found = read_record(path)
    if found.plan_sha256 != plan_sha256:
        raise InputError(
            file=path.name, column="plan_sha256", expected=plan_sha256[:16], found=found.plan_sha256[:16],
            todo="Give the record of this plan, or run feasibility again.",
        )  # fmt: skip
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def stamp_of(plan_sha256: str, options: argparse.Namespace) -> Stamp | None:
    """The verified stamp that was given, if any. Raises `InputError` for one that does not hold, or half a stamp."""
    from research.feasibility.stamp import verified

    if bool(options.stamp) != bool(options.stamp_ca):
        raise InputError(
            file="stamp", expected="--stamp with --stamp-ca", found="one of the two",
            todo="Give the answer of the authority (.tsr), and the certificate that vouches for it (PEM).",
        )  # fmt: skip
    return verified(plan_sha256, options.stamp, options.stamp_ca) if options.stamp else None


def add_stamp(command: argparse.ArgumentParser) -> None:
    """The two options of a time stamp."""
    command.add_argument("--stamp", type=Path, help="the answer of a time-stamp authority (RFC 3161, .tsr)")
    command.add_argument(
        "--stamp-ca",
        type=Path,
        help="the certificate that vouches for the authority (PEM); nothing calls out",
    )


def add_registering(add: Add) -> None:
    """The options of register."""
    command = add("register", run_register, "lay a plan down before its outcomes, where others can see when")
    command.add_argument("plan", type=Path)
    command.add_argument("--feasibility", type=Path, help="feasibility.json: adds what can be learned")
    command.add_argument("--out", type=Path, help="a folder for two texts and the query of a time stamp")
    add_stamp(command)
