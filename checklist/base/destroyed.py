# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of what was destroyed, kept beside the anchor: who restores an old backup destroys it again (S8).

It holds random keys and grounds, no word and no name. What stands in it stays, whatever the database says.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from checklist.base.anchor import SIGNED, signature_of, write_signed
from checklist.base.sealed_file import BackupFault

FIRST_LINE = "destroyed 1"
NAME = "destroyed.txt"  # beside the anchor


@dataclass(frozen=True, order=True)
class Gone:
    """One destruction: when, of whom (hex), what, the key that went (hex), and on which ground."""

    at: str
    client_key: str
    what: str
    subject: str
    ground: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def beside(anchor: Path) -> Path:
    """Where the list of an anchor lies."""
    return anchor.with_name(NAME)


def read_destroyed(path: Path) -> list[Gone]:
    """The list, oldest first; empty where there is none yet. Raises BackupFault when it is not what was written."""
    if not path.exists():
        return []
    text, mark, signature = path.read_text(errors="replace").rpartition(SIGNED)
    if not mark or not hmac.compare_digest(signature.strip().encode(), signature_of(text).encode()):
        raise BackupFault(
            f"{path.name} was not signed with ANCHOR_KEY, or was changed afterwards: find out who changed it, and take "
            "an earlier copy of it. Is ANCHOR_KEY another one now? 'manage.py write_anchor --anew' begins a new list."
        )
    _first, *lines = text.splitlines()
    return [Gone(*line.split()) for line in lines]


def put_aside(path: Path) -> Path | None:
    """A list that does not open with ANCHOR_KEY gets another name, so that nothing of it is lost. None: it opens."""
    try:
        read_destroyed(path)
    except BackupFault:
        return path.replace(path.with_name(f"{path.name}.until-{timezone.now():%Y-%m-%dT%H%M%S}"))
    return None


def write_destroyed(path: Path, more: Iterable[Gone]) -> int:
    """Add to the list what is not in it yet. Returns how many stand in it."""
    before = read_destroyed(path)
    known = {(one.client_key, one.subject) for one in before}
    added = [one for one in more if (one.client_key, one.subject) not in known]
    if added or not path.exists():
        lines = [" ".join(vars(one).values()) for one in sorted([*before, *added])]
        text = "".join(f"{line}\n" for line in (FIRST_LINE, *lines))
        write_signed(path, text)
    return len(before) + len(added)
