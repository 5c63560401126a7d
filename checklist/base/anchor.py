# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The anchor: the newest digest of every chain at one moment, kept in a second place and signed with a key of its own.

Who may write in the database can make chains that agree with one another. An anchor that agrees takes the key too, and
that key is neither in the database nor needed by the web workers.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from checklist.base.append_only import ChainedModel
from checklist.base.chain import Head, Walk, verified, whole_logs
from checklist.base.faults import Fault, of_table
from checklist.base.stored import reading, rows_of, selected

Heads = dict[str, dict[str, Head]]  # table → client key → place and digest of the newest row
FIRST_WORDS = "anchor 2"
SIGNED = "signed "
ABSENT = "run 'manage.py write_anchor'; if it was there before, find out who removed it"
CUT = "the newest rows were cut off"
DIFFERS = "differs from the anchor"
SLACK = timedelta(minutes=5)  # how far ahead the clock of the machine that wrote it may run


class AnchorKeyMissing(Exception):
    """There is no key to sign or check an anchor with."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"ANCHOR_KEY must be 32 bytes in base64, found {found}; make one with 'openssl rand -base64 32' and keep "
            "it on the machine that writes and checks the anchor, not in the database."
        )


@dataclass(frozen=True)
class Anchor:
    """An anchor as it was read."""

    written: datetime
    heads: Heads = field(default_factory=dict)

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.written


def _key() -> bytes:
    text: str = settings.ANCHOR_KEY
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise AnchorKeyMissing("something else" if text else "nothing")
    return key


def signature_of(text: str) -> str:
    """What only a holder of ANCHOR_KEY can make of a text. Raises AnchorKeyMissing where there is no key."""
    return hmac.digest(_key(), text.encode(), "sha256").hex()


def write_signed(path: Path, text: str) -> None:
    """Write a text with its signature: all of it, or the file of before stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(path.name + ".new")
    with scratch.open("w") as file:
        file.write(f"{text}{SIGNED}{signature_of(text)}\n")
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def write_anchor(path: Path, heads: Heads | None = None) -> int:
    """Write the heads of all chains to `path` and sign them. Returns the number of chains."""
    heads = current_heads() if heads is None else heads
    lines = [
        f"{table} {key} {seq} {digest}"
        for table, chains in sorted(heads.items())
        for key, (seq, digest) in sorted(chains.items())
    ]
    text = "".join(f"{line}\n" for line in (f"{FIRST_WORDS} {timezone.now().isoformat()}", *lines))
    write_signed(path, text)
    return len(lines)


def read_anchor(path: Path) -> Anchor | Fault:
    """The anchor, or what is wrong with it. Raises AnchorKeyMissing where there is no key to tell."""
    text, mark, signature = path.read_text(errors="replace").rpartition(SIGNED)
    if not mark or not hmac.compare_digest(signature.strip().encode(), signature_of(text).encode()):
        return of_table("anchor", f"{path.name} was not signed with ANCHOR_KEY, or was changed afterwards")
    first, *lines = text.splitlines()
    heads: Heads = {}
    for table, key, count, digest in (line.split() for line in lines):
        heads.setdefault(table, {})[key] = (int(count), digest)
    return Anchor(datetime.fromisoformat(first.removeprefix(f"{FIRST_WORDS} ")), heads)


# -- the heads as they are now


def current_heads() -> Heads:
    """The newest row of every chain, by the index that each log has; no row is verified."""
    with reading():
        return {model._meta.db_table: dict(_heads(model)) for model in whole_logs()[0]}


def _heads(model: type[ChainedModel]) -> Iterator[tuple[str, Head]]:
    table, key = model._meta.db_table, selected(model._meta.get_field("client_key"))
    newest = f"SELECT client_key, max(seq) AS seq FROM {table} GROUP BY client_key"  # noqa: S608 (our own names)
    heads = f"SELECT {key}, seq, digest FROM {table} JOIN ({newest}) AS newest USING (client_key, seq)"  # noqa: S608
    for client_key, seq, digest in rows_of(heads):
        yield client_key, (seq, digest)


# -- an anchor against the chains


def verify_anchor(path: Path) -> list[Fault]:
    """The chains against an earlier anchor: they may have grown, never shrunk or changed; and it may not be old."""
    anchor = read_anchor(path)
    if isinstance(anchor, Fault):
        return [anchor]
    return [*_too_old(path, anchor), *against(anchor, current_heads())]


def anchor_state(path: Path) -> tuple[str, list[Fault]]:
    """What `verify_log` says of the anchor, and its faults. Without key and anchor there is none to miss."""
    if not path.exists() and not settings.ANCHOR_KEY:
        return "no anchor yet: set ANCHOR_KEY and run 'manage.py write_anchor'", []
    if not path.exists():
        return "", [of_table("anchor", f"{path.name} is not there: {ABSENT}")]
    anchor = read_anchor(path)
    if isinstance(anchor, Fault):
        return "", [anchor]
    minutes = max(0, int(anchor.age.total_seconds() // 60))
    return f"anchor {path.name} of {minutes} minute(s) ago agrees", verify_anchor(path)


def _too_old(path: Path, anchor: Anchor) -> Iterator[Fault]:
    limit = settings.ANCHOR_MAX_MINUTES
    if anchor.age > timedelta(minutes=limit):
        minutes = int(anchor.age.total_seconds() // 60)
        yield of_table("anchor", f"{path.name} is {minutes} minutes old; at most {limit} were agreed")
    elif anchor.age < -SLACK:
        yield of_table("anchor", f"{path.name} is dated ahead: {anchor.written:%Y-%m-%d %H:%M} UTC")


def against(anchor: Anchor, now: Heads) -> list[Fault]:
    """What was anchored and is no longer there, or is another row now."""
    faults = [
        of_table(table, "cannot be held against the anchor") for table in anchor.heads if table not in now
    ]
    for model in whole_logs()[0]:
        table = model._meta.db_table
        grown = []
        for key, (seq, digest) in anchor.heads.get(table, {}).items():
            place, newest = now[table].get(key, (0, ""))
            if place < seq:
                faults.append(Fault(table, key, seq, CUT))
            elif place > seq:
                grown.append(key)
            elif newest != digest:
                faults.append(Fault(table, key, seq, DIFFERS))
        faults += _changed_below(model, grown, anchor.heads.get(table, {}))
    return sorted(faults, key=lambda fault: (fault.table, fault.client_key))


def _changed_below(model: type[ChainedModel], grown: list[str], anchored: dict[str, Head]) -> Iterator[Fault]:
    """Chains that grew: is the row that was the newest still the same one?"""
    table, key = model._meta.db_table, selected(model._meta.get_field("client_key"))
    select = f"SELECT {key}, seq, digest FROM {table} WHERE client_key IN (%s)"  # noqa: S608 (our own names)
    for begin in range(0, len(grown), 500):
        some = grown[begin : begin + 500]
        marks = ", ".join(["%s"] * len(some))
        there = {
            (client, seq): digest for client, seq, digest in rows_of(select.replace("%s", marks, 1), some)
        }
        for client in some:
            seq, digest = anchored[client]
            if there.get((client, seq)) != digest:
                yield Fault(table, client, seq, DIFFERS)


# -- the next anchor


def next_anchor(path: Path, *, anew: bool = False) -> tuple[Heads, list[Fault]]:
    """The heads for a new anchor, and what forbids it. What came since the anchor at `path` is verified row by row.

    Without an anchor, or `anew`, every row is. So a cut tail is never anchored over, and a timer can do this often.
    """
    if anew or not path.exists():
        found = verified()
        return found.heads, found.faults
    anchor = read_anchor(path)
    if isinstance(anchor, Fault):
        return {}, [anchor]
    now = current_heads()
    faults = against(anchor, now)
    with reading():
        for model in whole_logs()[0]:
            table, walk = model._meta.db_table, Walk(model)
            before = anchor.heads.get(table, {})
            for key, head in now[table].items():
                if before.get(key) != head:
                    faults += walk.faults_of(key, before.get(key))
    return now, faults
