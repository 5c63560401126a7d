# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning a round, joining it, withdrawing from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from research.counting.municipal_counts import read_counts, without_names
from research.errors import InputError, shown
from research.feasibility.record import opening_of
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.rounds.round_file import (
    FILE,
    OPEN,
    PLAN,
    Member,
    Round,
    change_round,
    counts_of,
    digest_of,
    feasibility_of,
    keep,
    read_round,
    refuse_closed,
    refuse_moved,
    withdrawn,
    write_round,
)

Report = Callable[[str], None]
#: Caseworkers with exactly the same people by month, service, group and outcome in two files: so many, and more than
#: such a share of those who can be told apart, are the same people under other names.
FEWEST_AGAIN, MOST_AGAIN = 5, 0.1


def begin_round(plan_path: Path, folder: Path) -> Round:
    """A new round with a copy of the plan.

    Raises `InputError` for a folder that holds a round, and for a plan that knows no municipalities.
    """
    plan = read_plan(plan_path)
    if (folder / FILE).exists():
        raise InputError(
            file=folder.name,
            expected="an empty place",
            found="a round",
            todo="Give another folder, or go on with this one.",
        )
    if plan.design != "caseworker" or not plan.municipality:
        raise InputError(
            file=plan.path, column="[columns] municipality", found="none",
            expected="design caseworker and a column of municipalities",
            todo="Add the column, and municipalities = 0 for as many as take part.",
        )  # fmt: skip
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep(plan_path, folder / PLAN)
    held = Round(plan.sha256, OPEN)
    write_round(folder, held)
    return held


def plan_of(folder: Path, held: Round) -> Plan:
    """The plan of a round. Raises `InputError` where it was changed since the beginning."""
    plan = read_plan(folder / PLAN)
    if plan.sha256 != held.plan_sha256:
        raise InputError(
            file=f"{folder.name}/{PLAN}", expected=f"the plan of the beginning ({held.plan_sha256[:16]})",
            found=f"another ({plan.sha256[:16]})", todo="Bring the plan back, or begin a new round.",
        )  # fmt: skip
    return plan


def join_round(
    folder: Path, key: str, called: str, counts: Path, feasibility: Path | None, day: str, report: Report
) -> Member:
    """A municipality joins with its counts, and what it could learn alone.

    Raises `InputError` for a round that is closed, a name, counts or people that are in it, a municipality that is in
    it under another name, counts or feasibility of another plan, and the feasibility of another municipality.
    """
    held = read_round(folder)
    refuse_closed(folder, held)
    plan = plan_of(folder, held)
    digest = digest_of(counts)
    for other in held.present:
        if other.key == key:
            raise InputError(
                file=folder.name, column="--name", expected="a municipality that is not in the round", found=shown(key),
                todo="Withdraw it first, to bring other counts.",
            )  # fmt: skip
        if other.counts_sha256 == digest:
            raise InputError(
                file=counts.name, expected="counts that are not in the round", found=f"those of {other.key}",
                todo="Give the counts of this municipality.",
            )  # fmt: skip
    refuse_called(folder, held, called)
    told = opening_of(feasibility, plan).sha256 if feasibility else ""
    refuse_told(held, told, feasibility)
    people = read_own(folder, held, plan, counts, report)
    refuse_moved(folder, held)
    keep(counts, counts_of(folder, key))
    if feasibility:
        keep(feasibility, feasibility_of(folder, key))
    member = Member(key, called, digest, told, people, day)
    change_round(folder, held, replace(held, members=(*held.members, member)))
    return member


def refuse_called(folder: Path, held: Round, called: str) -> None:
    """Raise `InputError` where a name cannot stand in a release, or is that of another member."""
    taken = {member.called.casefold() for member in held.present}
    if not called.strip() or not called.isprintable() or called.strip().casefold() in taken:
        raise InputError(
            file=folder.name, column="--called", found=shown(called),
            expected="a name of one line that no other municipality in the round has",
            todo="The release names who took part: give the name as it should stand there.",
        )  # fmt: skip


def refuse_told(held: Round, told: str, feasibility: Path | None) -> None:
    """Raise `InputError` where the feasibility is that of another member."""
    for other in held.present:
        if feasibility and other.feasibility_sha256 == told:
            raise InputError(
                file=feasibility.name, column="--feasibility", expected="what this municipality can see",
                found=f"that of {other.key}", todo="Give its own, made from its own registration.",
            )  # fmt: skip


def read_own(folder: Path, held: Round, plan: Plan, counts: Path, report: Report) -> int:
    """How many people some counts hold; raises `InputError` where they cannot be added to those of the round."""
    before = [counts_of(folder, member.key) for member in held.present]
    _tally, ledger, extras = read_counts([counts], plan, report)
    people = ledger.people
    ledger.close()
    own = without_names(counts)
    for path, member in zip(before, held.present, strict=True):
        there = without_names(path)
        again = np.intersect1d(own, there).size
        if again >= FEWEST_AGAIN and again > MOST_AGAIN * min(own.size, there.size):
            raise InputError(
                file=counts.name, expected="people who are not in the round",
                found=f"{again} caseworkers with exactly the counts of one of {member.key}, renamed",
                todo="Give the counts of this municipality.",
            )  # fmt: skip
    if len(extras.municipalities) != 1:
        raise InputError(
            file=counts.name, expected="the counts of one municipality", found=str(len(extras.municipalities)),
            todo="Count every municipality by itself, with link --municipality.",
        )  # fmt: skip
    if before:
        _tally, together, _extras = read_counts([*before, counts], plan, lambda _: None)
        together.close()
    return people


def leave_round(folder: Path, key: str, day: str) -> Member:
    """A municipality withdraws: its counts go, its line stays. Raises `InputError` after the closing."""
    held = read_round(folder)
    refuse_closed(folder, held)
    member = held.member(folder, key)
    change_round(folder, held, withdrawn(held, key, day))
    counts_of(folder, key).unlink(missing_ok=True)
    feasibility_of(folder, key).unlink(missing_ok=True)
    return member


def refuse_changed(folder: Path, held: Round) -> None:
    """Raise `InputError` where counts of a member are not those it joined with."""
    for member in held.present:
        path = counts_of(folder, member.key)
        if digest_of(path) != member.counts_sha256:
            raise InputError(
                file=path.name, expected=f"the counts that {member.key} joined with", found="others",
                todo="Bring them back, or withdraw this municipality and let it join anew.",
            )  # fmt: skip
