# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of what could be learned, fixed by a digest before any outcome was opened, and a text to publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from research import __version__
from research.errors import InputError, shown
from research.feasibility.prospects import CANNOT, Power, Prospect
from research.plan.model import Opening, Plan

FILE, TEXT = "feasibility.json", "preregistration.txt"
#: The same text in Dutch.
TEXT_NL = "preregistration.nl.txt"
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Record:
    """A record that was read back: of which plan, its digest, and the rows that could not speak.

    `powers` are those of everybody, by comparison and service; they stay inside. `registration` are the digests of the
    files it was made from, and `people` how many there were.
    """

    plan_sha256: str
    sha256: str
    place: str
    asked: int
    closed: frozenset[Key]
    powers: dict[tuple[str, str], Power]
    registration: frozenset[str]
    people: int


def record_of(plan: Plan, found: list[Prospect], rate: float, registration: list[str]) -> dict[str, Any]:
    """The record as it is written; its last entry is the digest of all the others. `registration` are the digests of
    the files."""
    held: dict[str, Any] = {
        "plan": plan.slug,
        "plan_sha256": plan.sha256,
        "place": plan.place,
        "code_version": __version__,
        "rate": rate,
        "registration_sha256": sorted(registration),
        "prospects": [line(one) for one in found],
    }
    return held | {"sha256": digest_of(held)}


def line(one: Prospect) -> dict[str, Any]:
    """One prospect as it is written."""
    told: dict[str, Any] = {name: getattr(one, name) for name in (
        "comparison", "service", "characteristic", "group", "people", "caseworkers", "tests", "strength", "error",
        "smallest", "verdict",
    )}  # fmt: skip
    told["spread"] = None if one.spread is None else vars(one.spread)
    if one.power is not None and not one.characteristic:
        told |= {
            "place": one.place,
            "signal": one.power.signal.tolist(),
            "squares": one.power.squares.tolist(),
        }
    return told


def digest_of(held: dict[str, Any]) -> str:
    """The digest of a record without its own."""
    return hashlib.sha256(json.dumps(held, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def written(record: dict[str, Any]) -> str:
    """The record as text."""
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def read_record(path: Path) -> Record:
    """Read a record back. Raises `InputError` where it is none, or was changed after it was written."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        told = held.pop("sha256")
        lines = held["prospects"]
        closed = frozenset(
            (one["comparison"], one["service"], one["characteristic"], one["group"])
            for one in lines
            if one["verdict"] == CANNOT
        )
        powers = {
            (one["comparison"], one["service"]): Power(np.array(one["signal"]), np.array(one["squares"]))
            for one in lines
            if "signal" in one
        }
        files = frozenset(held["registration_sha256"])
        people = max(one["people"] for one in lines)
        record = Record(held["plan_sha256"], told, held["place"], len(lines), closed, powers, files, people)
    except OSError as error:
        raise InputError(
            file=path.name, expected="the file that feasibility wrote", found=shown(error.strerror),
            todo=f"Give the path of {FILE}.",
        ) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            file=path.name, expected="the file that feasibility wrote", found="another file",
            todo=f"Give the path of {FILE}.",
        ) from None  # fmt: skip
    if digest_of(held) != told:
        raise InputError(
            file=path.name, column="sha256", expected=shown(told), found="a file that was changed after it was written",
            todo="Run feasibility again, or bring the file back from where it was kept.",
        )  # fmt: skip
    return record


def opening_of(path: Path, plan: Plan) -> Opening:
    """What stays closed when a plan is estimated: nothing where the plan says why it is opened all the same.

    Raises `InputError` for a record of another plan.
    """
    record = read_record(path)
    if record.plan_sha256 != plan.sha256:
        raise InputError(
            file=path.name, column="plan_sha256", expected=plan.sha256[:16], found=record.plan_sha256[:16],
            todo="The plan was changed since: run feasibility again, before any outcome is opened.",
        )  # fmt: skip
    closed: frozenset[Key] = frozenset() if plan.open_anyway_nl else record.closed
    why = (plan.open_anyway_nl, plan.open_anyway_en)
    return Opening(closed, len(record.closed), record.asked, record.sha256, why)
