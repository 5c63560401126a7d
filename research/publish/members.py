# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which releases may be combined: of one plan, each of one municipality, and nobody twice. All others are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from research.errors import InputError, shown
from research.release.combined import LEAST_MEMBERS
from research.release.more_rows import Member, place_key
from research.release.reading import read_release
from research.release.schema import CLOSED_GATES, FindingRow, Manifest, Release

#: What has to be the same in every release: one plan, one question, one list of services, outcomes and groups.
SAME = (
    *(
        "plan_sha256",
        "kind",
        "fictional",
        "design",
        "direction_comparison",
        "families",
        "subgroup_comparisons",
        "licence",
    ),
    *("title_nl", "title_en", "services", "outcomes", "characteristics", "groups"),
)
#: A check that one municipality may fail alone: it is what a combination is made for.
ALONE_TOO_SMALL = "power"
#: Rows whose people, estimate and error are the same in two releases: more than so many are the same people.
MOST_ALIKE = 0.5


def read_members(folders: Sequence[Path]) -> list[Release]:
    """The releases of a combination, in the order of their names.

    Raises `ReleaseError` for one that is not whole, and `InputError` for one that does not belong with the others.
    """
    if len(folders) < LEAST_MEMBERS:
        raise InputError(
            file="combine", expected=f"releases of {LEAST_MEMBERS} or more municipalities", found=str(len(folders)),
            todo="With two municipalities nobody can say how municipalities differ: put their counts in a round.",
        )  # fmt: skip
    releases = [read_release(folder) for folder in folders]
    names = [folder.resolve().name for folder in folders]
    for name, release in zip(names, releases, strict=True):
        refuse_alone(name, release.manifest)
        refuse_other(name, release.manifest, names[0], releases[0].manifest)
    for (name, one), (other, two) in combinations(zip(names, releases, strict=True), 2):
        refuse_twice(other, two, name, one)
    return sorted(releases, key=lambda release: release.manifest.slug)


def refuse_alone(name: str, manifest: Manifest) -> None:
    """Raise `InputError` for a release that can be in no combination."""
    if manifest.design not in ("caseworker", "assignment"):
        raise InputError(
            file=name, expected="a release of effects that one municipality made", found=f"design {manifest.design}",
            todo="Give the releases of the municipalities themselves.",
        )  # fmt: skip
    if (manifest.municipalities or 1) != 1:
        raise InputError(
            file=name, expected="one municipality", found=f"{manifest.municipalities} together",
            todo="Give the release of each municipality alone: people of a round could come in twice.",
        )  # fmt: skip
    closed = [key for key, word in manifest.gates if word in CLOSED_GATES and key != ALONE_TOO_SMALL]
    if closed:
        raise InputError(
            file=name, expected="a release whose checks hold", found=f"not met: {', '.join(closed)}",
            todo="Leave it out: what could not be trusted alone cannot be trusted together.",
        )  # fmt: skip


def refuse_other(name: str, manifest: Manifest, first: str, wanted: Manifest) -> None:
    """Raise `InputError` for a release of another plan, or that answers another question."""
    for field in SAME:
        if getattr(manifest, field) != getattr(wanted, field):
            plain = isinstance(getattr(manifest, field), str | bool | int)
            there, here = (
                (shown(str(getattr(one, field))[:16]) for one in (wanted, manifest))
                if plain
                else ("those", "others")
            )
            raise InputError(
                file=name, column=field, expected=f"the same as in {first} ({there})", found=here,
                todo="Combine releases of one plan only: the same file, byte for byte.",
            )  # fmt: skip


def refuse_twice(name: str, release: Release, other: str, before: Release) -> None:
    """Raise `InputError` where two releases are of the same people, or may be."""
    here, there = release.manifest, before.manifest
    if here.digest == there.digest:
        raise InputError(
            file=name, expected="every release once", found=f"that of {other} again", todo="Give it once."
        )
    if here.slug == there.slug or place_key(here.place) == place_key(there.place):
        raise InputError(
            file=name, column="place", expected=f"another municipality than {other}",
            found=f"{shown(here.place)} beside {shown(there.place)}",
            todo="Give one release of each municipality: one that comes twice says nothing about how they differ.",
        )  # fmt: skip
    if alike(release, before) > MOST_ALIKE:
        raise InputError(
            file=name, column="findings.csv", expected=f"other people than in {other}",
            found="the same numbers, renamed", todo="Give the release of this municipality.",
        )  # fmt: skip


def alike(release: Release, other: Release) -> float:
    """The share of the rows with numbers in both that have the same people, estimate and error."""
    before = {row.identity: row for row in other.findings if row.estimate is not None}
    shared = [(row, before[row.identity]) for row in release.findings
              if row.estimate is not None and row.identity in before]  # fmt: skip
    return sum(numbers(row) == numbers(old) for row, old in shared) / max(1, len(shared))


def numbers(row: FindingRow) -> tuple[object, ...]:
    """What two groups of people do not have in common by chance."""
    return row.n, row.estimate, row.se


def member_of(release: Release) -> Member:
    """A municipality as the combination names it."""
    head = release.manifest
    key = re.sub(r"[^a-z0-9]", "_", head.slug)[:40]
    return Member(key, head.slug, head.place, head.period, head.made_by, head.digest)
