# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking the digest chains, and the anchor: the heads of all chains, kept in a second place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Max

from checklist.base.append_only import ChainedModel
from checklist.base.digest import GENESIS, digest_of
from checklist.base.protect import guarded_models


@dataclass(frozen=True)
class Fault:
    """One place where a chain does not hold: table, client key (hex), place, and a sentence."""

    table: str
    client_key: str
    seq: int
    sentence: str


def chained_models() -> list[type[ChainedModel]]:
    return [model for model in guarded_models() if issubclass(model, ChainedModel)]


def verify_chains() -> tuple[int, list[Fault]]:
    """Walk every chain. Returns the number of rows read and the faults found."""
    rows, faults = 0, []
    for model in chained_models():
        for fault in _walk(model):
            if fault is None:
                rows += 1
            else:
                faults.append(fault)
    return rows, faults


def _walk(model: type[ChainedModel]) -> Iterator[Fault | None]:
    """Yields None for every row read and a Fault where the chain breaks."""
    table, key, seq, head = model._meta.db_table, None, 0, GENESIS
    for row in model._default_manager.order_by("client_key", "seq").iterator(chunk_size=2000):
        if row.client_key != key:
            key, seq, head = row.client_key, 0, GENESIS
        yield None
        if row.seq != seq + 1:
            yield Fault(table, key.hex, row.seq, f"row {seq + 1} is missing")
        elif row.previous != head:
            yield Fault(table, key.hex, row.seq, "does not follow from the row before it")
        if row.digest != row.computed_digest():
            yield Fault(table, key.hex, row.seq, "its content was changed after it was written")
        seq, head = row.seq, row.digest


def heads() -> Iterator[str]:
    """One line a chain: table, client key, number of rows, digest of the newest row."""
    for model in chained_models():
        newest = model._default_manager.values("client_key").annotate(n=Count("id"), last=Max("seq"))
        digests = {
            (row["client_key"], row["seq"]): row["digest"]
            for row in model._default_manager.values("client_key", "seq", "digest").iterator()
        }
        for row in newest.order_by("client_key"):
            digest = digests[(row["client_key"], row["last"])]
            yield f"{model._meta.db_table} {row['client_key'].hex} {row['n']} {digest}"


def write_anchor(path: Path) -> int:
    """Write the heads of all chains to `path`, with a digest over them on the last line. Returns their number."""
    lines = list(heads())
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(path.name + ".new")
    scratch.write_text("\n".join([*lines, f"all {digest_of(lines)}"]) + "\n")
    scratch.replace(path)
    return len(lines)


def verify_anchor(path: Path) -> list[Fault]:
    """Compare the chains with an earlier anchor: they may have grown, never shrunk or changed."""
    *lines, last = path.read_text().splitlines()
    if last != f"all {digest_of(lines)}":
        return [Fault("anchor", "-", 0, f"{path.name} was changed after it was written")]
    by_table = {model._meta.db_table: model for model in chained_models()}
    faults = []
    for line in lines:
        table, key, count, digest = line.split()
        row = by_table[table]._default_manager.filter(client_key=key, seq=int(count)).first()
        if row is None:
            faults.append(Fault(table, key, int(count), "the newest rows were cut off"))
        elif row.digest != digest:
            faults.append(Fault(table, key, int(count), "differs from the anchor"))
    return faults
