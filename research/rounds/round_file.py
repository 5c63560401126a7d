# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The state of a round: a folder with the plan, the counts of who takes part, and `round.json` that says so.

Every change writes `round.json` in one step, after the files it names; a change that was broken off is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from research.errors import InputError, shown

FILE, PLAN = "round.json", "plan.toml"
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Member:
    """A municipality in a round: its key, how it is called, the digests of its counts and of its feasibility (or
    nothing), how many people and on which day (ISO) it came, and on which it withdrew (or nothing)."""

    key: str
    called: str
    counts_sha256: str
    feasibility_sha256: str
    people: int
    added: str
    withdrawn: str = ""


@dataclass(frozen=True)
class Round:
    """A round as its file says: the digest of its plan, open or closed, and everybody who ever joined, in order."""

    plan_sha256: str
    state: str
    members: tuple[Member, ...] = ()

    @property
    def present(self) -> tuple[Member, ...]:
        """Who is in it now."""
        return tuple(member for member in self.members if not member.withdrawn)

    def member(self, folder: Path, key: str) -> Member:
        """Who is in it under a key. Raises `InputError` where nobody is."""
        for member in self.present:
            if member.key == key:
                return member
        names = ", ".join(member.key for member in self.present) or "nobody"
        raise InputError(
            file=folder.name, column="--name", expected=f"one of those in the round ({names})", found=shown(key),
            todo="Look with: round status FOLDER.",
        )  # fmt: skip


def counts_of(folder: Path, key: str) -> Path:
    """Where the counts of a member lie."""
    return folder / "counts" / f"{key}.counts.parquet"


def feasibility_of(folder: Path, key: str) -> Path:
    """Where the feasibility of a member lies."""
    return folder / "feasibility" / f"{key}.json"


def read_round(folder: Path) -> Round:
    """The round of a folder. Raises `InputError` where there is none."""
    try:
        held: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        members = tuple(Member(**line) for line in held["members"])
        return Round(held["plan_sha256"], held["state"], members)
    except OSError:
        found = "no file"
    except (ValueError, KeyError, TypeError):
        found = "another file"
    raise InputError(
        file=f"{folder.name}/{FILE}",
        expected="a round",
        found=found,
        todo="Begin one with: round new PLAN --out FOLDER.",
    )


def write_round(folder: Path, held: Round) -> None:
    """Write the state in one step."""
    draft = folder / f".{FILE}.draft"
    try:
        draft.write_text(json.dumps(asdict(held), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(draft, folder / FILE)
    finally:
        draft.unlink(missing_ok=True)


def change_round(folder: Path, before: Round, after: Round) -> None:
    """Write a state that was made from the one before. Raises as `refuse_moved`."""
    refuse_moved(folder, before)
    write_round(folder, after)


def refuse_moved(folder: Path, before: Round) -> None:
    """Raise `InputError` where somebody changed the round since it was read."""
    if read_round(folder) != before:
        raise InputError(
            file=f"{folder.name}/{FILE}", expected="the round as it was when this began", found="a change by another",
            todo="Nothing was written over it: look with round status FOLDER, and run this again.",
        )  # fmt: skip


def refuse_closed(folder: Path, held: Round) -> None:
    """Raise `InputError` for a round that was closed."""
    if held.state != OPEN:
        raise InputError(
            file=folder.name, expected="a round that is open", found="one that was closed",
            todo="Begin a new round; what was closed stays as it was released.",
        )  # fmt: skip


def keep(source: Path, target: Path) -> str:
    """Copy a file to its place in one step; the digest of what lies there."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.draft")
    try:
        shutil.copyfile(source, draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return digest_of(target)


def digest_of(path: Path) -> str:
    """The digest of a file. Raises `InputError` where it is not there."""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(
            file=path.name, expected="a file", found=shown(error.strerror), todo="Give its path."
        ) from None


def withdrawn(held: Round, key: str, day: str) -> Round:
    """The round without a member; the line stays, with the day."""
    members = tuple(
        replace(member, withdrawn=day) if member.key == key and not member.withdrawn else member
        for member in held.members
    )
    return replace(held, members=members)
