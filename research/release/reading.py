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

from research.release.combined_rules import combined_complaints
from research.release.digest import sha256
from research.release.errors import MAKE_AGAIN, Bilingual, ReleaseError, same
from research.release.insight_rules import insight_complaints, topic_complaints
from research.release.manifest import read_manifest
from research.release.more_rows import CombinedRow, InsightRow
from research.release.rules import (
    Complaint,
    check_complaints,
    finding_complaints,
    pair_complaints,
    power_complaints,
)
from research.release.schema import (
    CHECKS,
    COMBINED,
    EXPLANATION,
    FILE_LIMITS,
    FINDINGS,
    INSIGHT,
    MANIFEST,
    POWER,
    SOME_LIMITS,
    CheckRow,
    FindingRow,
    Manifest,
    PowerRow,
    Release,
    data_files,
    finding_columns,
)
from research.release.tables import decode, read_table

#: Every file that may stand in a release.
EVERY_FILE = FILE_LIMITS | SOME_LIMITS

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
    """The files of a folder as bytes: no other file, no link, no folder, nothing too large.

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
        if entry.name not in EVERY_FILE:
            raise ReleaseError(
                file="".join(c if c.isprintable() else "?" for c in entry.name),
                expected=Bilingual(f"alleen {', '.join(EVERY_FILE)}", f"only {', '.join(EVERY_FILE)}"),
                found=Bilingual("een ander bestand", "another file"),
                todo=Bilingual("Haal het bestand weg.", "Remove the file."),
            )
    there = {name for name in SOME_LIMITS if os.path.lexists(folder / name)}
    return {
        name: read_bytes(folder / name, limit)
        for name, limit in EVERY_FILE.items()
        if name in FILE_LIMITS or name in there
    }


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
    """Read a release from the bytes of its files, for example after an upload.

    Raises `ReleaseError` at the first thing that is wrong.
    """
    check_layout(files)
    manifest = read_manifest(files[MANIFEST])
    check_some_are_there(files, manifest)
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
    insight, combined = read_insight(files, manifest), read_combined(files, manifest, findings)
    return Release(manifest, findings, checks, power, explanation, insight, combined)


def read_insight(files: Mapping[str, bytes], manifest: Manifest) -> tuple[InsightRow, ...]:
    """The table of the whole group, where there is one. Raises `ReleaseError` at the first row that is wrong."""
    if INSIGHT not in files:
        return ()
    rows = read_table(INSIGHT, files[INSIGHT], InsightRow)
    for line, row in enumerate(rows, start=2):
        refuse_first(INSIGHT, line, insight_complaints(row, manifest))
    for position, complaint in topic_complaints(rows, manifest):
        refuse_first(INSIGHT, position + 2, [complaint])
    return rows


def read_combined(
    files: Mapping[str, bytes], manifest: Manifest, findings: tuple[FindingRow, ...]
) -> tuple[CombinedRow, ...]:
    """What each municipality brings to a combination, computed again. Raises `ReleaseError` at the first fault."""
    if COMBINED not in files:
        return ()
    rows = read_table(COMBINED, files[COMBINED], CombinedRow)
    for file, line, complaint in combined_complaints(rows, findings, manifest):
        refuse_first(file, line, [complaint])
    return rows


def check_some_are_there(files: Mapping[str, bytes], manifest: Manifest) -> None:
    """A table that only some releases have stands in those, and in no other. Raises `ReleaseError`."""
    wanted = data_files(manifest.schema, manifest.design)
    for name in SOME_LIMITS:
        if name in wanted and name not in files:
            raise ReleaseError(
                file=name,
                expected=Bilingual("het bestand", "the file"),
                found=Bilingual("geen bestand", "no file"),
                todo=MAKE_AGAIN,
            )
        if name not in wanted and name in files:
            place = same(f"{manifest.schema} / {manifest.design}")
            raise ReleaseError(
                file=name,
                expected=Bilingual(f"geen {name} in versie {place.nl}", f"no {name} in version {place.en}"),
                found=Bilingual("het bestand", "the file"),
                todo=MAKE_AGAIN,
            )


def check_layout(files: Mapping[str, bytes]) -> None:
    """The five files and those that some have, none too large. Raises `ReleaseError` at the first that does not fit."""
    for name in EVERY_FILE:
        if name not in files:
            if name in SOME_LIMITS:
                continue
            raise ReleaseError(
                file=name,
                expected=Bilingual("het bestand", "the file"),
                found=Bilingual("geen bestand", "no file"),
                todo=MAKE_AGAIN,
            )
        if len(files[name]) > EVERY_FILE[name]:
            size = EVERY_FILE[name]
            raise ReleaseError(
                file=name,
                expected=Bilingual(f"ten hoogste {size} bytes", f"at most {size} bytes"),
                found=Bilingual("een groter bestand", "a larger file"),
                todo=MAKE_AGAIN,
            )
    for name in sorted(set(files) - set(EVERY_FILE)):
        raise ReleaseError(
            file=name,
            expected=Bilingual("alleen de bestanden van een uitgave", "only the files of a release"),
            found=same(name),
            todo=MAKE_AGAIN,
        )


def refuse_first(file: str, line: int, complaints: Iterable[Complaint]) -> None:
    """Raise for the first complaint about a line, if there is one. Raises `ReleaseError`."""
    for expected, found in complaints:
        raise ReleaseError(file=file, line=line, expected=expected, found=found)
