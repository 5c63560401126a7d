# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files of a folder play which role: by name, whatever the place in the tree, the latest edition of every
year."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from research.errors import InputError
from research.linking.layout import Layout


@dataclass(frozen=True)
class SourceFile:
    """A file with its role, year, part of the year ("" or a month), edition and kind; `place` is its path in the
    folder."""

    path: Path
    place: str
    role: str
    year: int
    part: str
    edition: int
    provisional: bool
    kind: str

    @property
    def called(self) -> str:
        """The edition as a reader writes it."""
        return ("provisional " if self.provisional else "") + (f"V{self.edition}" if self.edition else "")


@dataclass(frozen=True)
class Located:
    """The files of every role by year and part, and those that were passed over, each with the one that was used.

    `nameless` are tables in the folder whose name no pattern knows, by their place.
    """

    files: dict[str, dict[tuple[int, str], SourceFile]]
    passed: tuple[tuple[SourceFile, SourceFile], ...]
    nameless: tuple[str, ...]

    def years(self, role: str) -> dict[int, list[SourceFile]]:
        """The files of a role by year."""
        found: dict[int, list[SourceFile]] = {}
        for (year, _), file in sorted(self.files.get(role, {}).items()):
            found.setdefault(year, []).append(file)
        return found

    def latest(self, role: str) -> SourceFile | None:
        """The file of the last year, for tables that hold all earlier years as well."""
        years = self.files.get(role, {})
        return years[max(years)] if years else None


def tree(folder: Path) -> list[Path]:
    """Every file below a folder, in one order on every machine; hidden ones and drafts left out. Raises
    `InputError`."""
    if not folder.is_dir():
        raise InputError(
            file=folder.name,
            expected="a folder with the files to link",
            found="something else" if folder.exists() else "no folder",
            todo="Give the folder that holds them.",
        )
    found: list[Path] = []
    walked: set[str] = set()  # folders may be links, and a link may lead back
    for here, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        folders[:] = [] if real in walked else sorted(name for name in folders if not name.startswith("."))
        if real not in walked:
            found += [Path(here, name) for name in files if not name.startswith(".")]
        walked.add(real)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def locate(folder: Path, layout: Layout) -> Located:
    """Find the files of every role. Raises `InputError` when two files have equal claim to be the one of a year."""
    claims: dict[tuple[str, int, str], list[SourceFile]] = {}
    nameless: list[str] = []
    for path in tree(folder):
        file = recognised(path, folder, layout)
        if file is None:
            nameless += [path.relative_to(folder).as_posix()] if path.suffix.lower() in layout.kinds else []
        else:
            claims.setdefault((file.role, file.year, file.part), []).append(file)
    files: dict[str, dict[tuple[int, str], SourceFile]] = {}
    passed: list[tuple[SourceFile, SourceFile]] = []
    for (role, year, part), found in sorted(claims.items()):
        best, *others = sorted(found, key=lambda one: rank(one, layout), reverse=True)
        if others and rank(others[0], layout) == rank(best, layout):
            raise InputError(
                file=best.place,
                expected=f"one file of {layout.role(role).table} {year}, {best.called or 'without an edition'}",
                found=f"{others[0].place} as well",
                todo="Keep one of the two in the folder.",
            )
        files.setdefault(role, {})[year, part] = best
        passed += [(other, best) for other in others]
    return Located(files, tuple(sorted(passed, key=lambda pair: pair[0].place)), tuple(nameless))


def rank(file: SourceFile, layout: Layout) -> tuple[bool, int, int]:
    """A final edition before a provisional one, a higher number before a lower one, then the kind the layout
    prefers."""
    return (not file.provisional, file.edition, -layout.kinds.index(file.kind))


def recognised(path: Path, folder: Path, layout: Layout) -> SourceFile | None:
    """The role of a file by its name; `None` when no pattern fits."""
    kind = path.suffix.lower()
    if kind not in layout.kinds:
        return None
    for role, shape in layout.shapes:
        match = shape.fullmatch(path.stem)
        if match:
            parts = match.groupdict()
            return SourceFile(
                path,
                path.relative_to(folder).as_posix(),
                role,
                int(parts["year"]),
                parts.get("part") or "",
                int(parts["edition"] or 0),
                bool(parts["provisional"]),
                kind,
            )
    return None
