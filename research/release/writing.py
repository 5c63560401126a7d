# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a release to its folder, byte for byte the same everywhere, and never half of it.

The files are written beside their place, read back and checked, and only then moved in one step.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from research.release.digest import sha256
from research.release.manifest import write_manifest
from research.release.reading import read_files
from research.release.schema import (
    CHECK_COLUMNS,
    CHECKS,
    COMBINED,
    COMBINED_COLUMNS,
    COMBINED_DESIGN,
    EXPLANATION,
    FINDINGS,
    INSIGHT,
    INSIGHT_COLUMNS,
    INSIGHT_VERSION,
    MANIFEST,
    POWER,
    POWER_COLUMNS,
    Release,
    data_files,
    finding_columns,
)
from research.release.tables import write_table

#: Seconds after which a draft belongs to nobody any more; writing takes less than one.
ABANDONED = 600


def release_files(release: Release) -> dict[str, bytes]:
    """The bytes of the files; fingerprints and digest are computed here and checked by reading back."""
    files = {
        FINDINGS: write_table(finding_columns(release.manifest.schema), release.findings),
        CHECKS: write_table(CHECK_COLUMNS, release.checks),
        POWER: write_table(POWER_COLUMNS, release.power),
        EXPLANATION: release.explanation.encode("utf-8"),
    }
    if release.manifest.schema == INSIGHT_VERSION:
        files[INSIGHT] = write_table(INSIGHT_COLUMNS, release.insight)
    if release.manifest.design == COMBINED_DESIGN:
        files[COMBINED] = write_table(COMBINED_COLUMNS, release.combined)
    names = data_files(release.manifest.schema, release.manifest.design)
    hashes = tuple((name, sha256(files[name])) for name in names)
    files[MANIFEST] = write_manifest(replace(release.manifest, files=hashes))
    read_files(files)
    return files


def write_release(release: Release, folder: Path) -> Path:
    """Write a release to `folder`/slug in one step; an earlier one of that name is replaced whole.

    Raises `ReleaseError` when the reader would refuse it, and `OSError` when it cannot be written.
    """
    files = release_files(release)
    target = Path(folder) / release.manifest.slug
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_up(target)
    draft = Path(tempfile.mkdtemp(prefix=f".{release.manifest.slug}-", dir=target.parent))
    try:
        for name, data in files.items():
            with open(draft / name, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        draft.chmod(0o755)
        move_in(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def clear_up(target: Path) -> None:
    """What killed writers left: an old release that stood aside goes back, a draft goes away.

    Only what has lain there for a while, so that another writer at work is left alone.
    """
    late = time.time() - ABANDONED
    for leftover in sorted(target.parent.glob(f".{target.name}-*")):
        if not leftover.is_dir() or leftover.stat().st_mtime > late:
            continue
        old = leftover / target.name
        if old.is_dir() and not target.exists():
            os.rename(old, target)
        shutil.rmtree(leftover, ignore_errors=True)


def move_in(draft: Path, target: Path) -> None:
    """Put a finished folder in its place; an old one stands aside until the new one is there."""
    if not target.exists():
        os.rename(draft, target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    os.rename(target, aside / target.name)
    try:
        os.rename(draft, target)
    except OSError:
        os.rename(aside / target.name, target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
