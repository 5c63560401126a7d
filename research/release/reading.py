# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a folder to a release, trusting nothing: layout, sizes, fingerprints, columns, words, ranges, rules.

Reading a release never runs anything and never holds more than the size limits of the schema in memory.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from research.release.digest import sha256
from research.release.errors import MAKE_AGAIN, Bilingual, ReleaseError, same
from research.release.manifest import read_manifest
from research.release.rules import (
    Complaint,
    check_complaints,
    finding_complaints,
    pair_complaints,
    power_complaints,
)
from research.release.schema import (
    CHECKS,
    DATA_FILES,
    EXPLANATION,
    FILE_LIMITS,
    FINDINGS,
    MANIFEST,
    POWER,
    CheckRow,
    FindingRow,
    PowerRow,
    Release,
    finding_columns,
)
from research.release.tables import decode, read_table

__all__ = ["ReleaseError", "read_files", "read_release", "verify_release"]


def read_release(folder: Path) -> Release:
    """Read a release from its folder and check all of it; raises `ReleaseError` at the first fault."""
    return read_files(collect(Path(folder)))


def verify_release(folder: Path) -> Release:
    """Check a release and that its folder carries its name; returns what was read.

    Raises `ReleaseError` at the first thing that is wrong.
    """
    release = read_release(folder)
    name = Path(folder).resolve().name
    if release.manifest.slug != name:
        raise ReleaseError(
            file=MANIFEST,
            expected=same(f"slug: {name}"),
            found=same(release.manifest.slug),
            todo=Bilingual("Geef de map de naam van de uitgave.", "Give the folder the name of the release."),
        )
    return release


def collect(folder: Path) -> dict[str, bytes]:
    """The five files of a folder as bytes: no other file, no link, no folder, nothing too large.

    Raises `ReleaseError` for another file, or for a missing one.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise ReleaseError(
            file=folder.name,
            expected=Bilingual("een gewone map", "an ordinary folder"),
            found=Bilingual("iets anders", "something else"),
            todo=Bilingual(
                "Geef de map waarin manifest.txt staat.", "Give the folder that holds manifest.txt."
            ),
        )
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name not in FILE_LIMITS:
            raise ReleaseError(
                file="".join(c if c.isprintable() else "?" for c in entry.name),
                expected=Bilingual(f"alleen {', '.join(FILE_LIMITS)}", f"only {', '.join(FILE_LIMITS)}"),
                found=Bilingual("een ander bestand", "another file"),
                todo=Bilingual("Haal het bestand weg.", "Remove the file."),
            )
    return {name: read_bytes(folder / name, limit) for name, limit in FILE_LIMITS.items()}


def read_bytes(path: Path, limit: int) -> bytes:
    """One ordinary file of limited size; never follows a link.

    Raises `ReleaseError` when it is not there, a link or a pipe.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        kind = (
            Bilingual("geen bestand", "no file")
            if isinstance(error, FileNotFoundError)
            else Bilingual("een verwijzing", "a link")
        )
        raise ReleaseError(
            file=path.name,
            expected=Bilingual("een gewoon bestand", "an ordinary file"),
            found=kind,
            todo=MAKE_AGAIN,
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ReleaseError(
            file=path.name,
            expected=Bilingual("een gewoon bestand", "an ordinary file"),
            found=Bilingual("iets anders", "something else"),
            todo=MAKE_AGAIN,
        )
    with os.fdopen(handle, "rb") as stream:
        return stream.read(limit + 1)


def read_files(files: Mapping[str, bytes]) -> Release:
    """Read a release from the bytes of its five files, for example after an upload.

    Raises `ReleaseError` at the first thing that is wrong.
    """
    check_layout(files)
    manifest = read_manifest(files[MANIFEST])
    for name, stated in manifest.files:
        if sha256(files[name]) != stated:
            raise ReleaseError(
                file=name, expected=same(f"sha256 {stated}"), found=same(sha256(files[name])), todo=MAKE_AGAIN
            )
    findings = read_table(FINDINGS, files[FINDINGS], FindingRow, finding_columns(manifest.schema))
    checks = read_table(CHECKS, files[CHECKS], CheckRow)
    power = read_table(POWER, files[POWER], PowerRow)
    explanation = decode(EXPLANATION, files[EXPLANATION])
    for line, finding in enumerate(findings, start=2):
        refuse_first(FINDINGS, line, finding_complaints(finding, manifest))
    for position, complaint in pair_complaints(findings):
        refuse_first(FINDINGS, position + 2, [complaint])
    for line, check in enumerate(checks, start=2):
        refuse_first(CHECKS, line, check_complaints(check, manifest))
    for line, row in enumerate(power, start=2):
        refuse_first(POWER, line, power_complaints(row, manifest))
    return Release(manifest, findings, checks, power, explanation)


def check_layout(files: Mapping[str, bytes]) -> None:
    """Exactly the five files, none too large. Raises `ReleaseError` at the first thing that does not fit."""
    for name in (MANIFEST, *DATA_FILES):
        if name not in files:
            raise ReleaseError(
                file=name,
                expected=Bilingual("het bestand", "the file"),
                found=Bilingual("geen bestand", "no file"),
                todo=MAKE_AGAIN,
            )
        if len(files[name]) > FILE_LIMITS[name]:
            size = FILE_LIMITS[name]
            raise ReleaseError(
                file=name,
                expected=Bilingual(f"ten hoogste {size} bytes", f"at most {size} bytes"),
                found=Bilingual("een groter bestand", "a larger file"),
                todo=MAKE_AGAIN,
            )
    for name in sorted(set(files) - set(FILE_LIMITS)):
        raise ReleaseError(
            file=name,
            expected=Bilingual("alleen de vijf bestanden", "only the five files"),
            found=same(name),
            todo=MAKE_AGAIN,
        )


def refuse_first(file: str, line: int, complaints: Iterable[Complaint]) -> None:
    """Raise for the first complaint about a line, if there is one. Raises `ReleaseError`."""
    for expected, found in complaints:
        raise ReleaseError(file=file, line=line, expected=expected, found=found)
