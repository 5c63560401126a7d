# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking the digest chains."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from checklist.base.append_only import ChainedModel
from checklist.base.digest import GENESIS
from checklist.base.faults import Fault, of_table
from checklist.base.protect import guarded_models
from checklist.base.stored import Cells, StoredLog, batches_of, moment, reading, rows_of
from checklist.base.surroundings import gone_parts

# How much older than the row before it a row may seem: two rows may wait for their turn, a clock may be set right.
SLACK = timedelta(hours=1)
BEGIN = (0, GENESIS, "")  # what a chain follows from


def chained_models() -> list[type[ChainedModel]]:
    return [model for model in guarded_models() if issubclass(model, ChainedModel)]


Head = tuple[int, str]  # the place of the newest row of a chain, and its digest


@dataclass
class Verified:
    """What a walk over every chain found."""

    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    heads: dict[str, dict[str, Head]] = field(default_factory=dict)  # table → client key → head


def verify_chains() -> tuple[int, list[Fault]]:
    """Walk every chain. Returns the number of rows read and the faults found."""
    found = verified()
    return found.rows, found.faults


def verified() -> Verified:
    """Walk every chain, table by table, in the order in which the rows were written."""
    models, gone = whole_logs()
    found = Verified(faults=gone)
    for model in models:
        table, walk = model._meta.db_table, Walk(model)
        try:
            with reading():
                found.faults += walk.faults()
        except DatabaseError:
            found.faults.append(of_table(table, "a row cannot be read: it holds what its column cannot hold"))
        found.rows += walk.rows
        found.heads[table] = walk.heads()
    return found


def whole_logs() -> tuple[list[type[ChainedModel]], list[Fault]]:
    """The tables that can be read, and a fault for each part that is gone."""
    models = chained_models()
    gone = gone_parts(connection, models)
    broken = {fault.table for fault in gone}
    return [model for model in models if model._meta.db_table not in broken], gone


class Walk:
    """One log. All rows once, as they lie on the disk; then, in its own order, each chain in which something is odd."""

    def __init__(self, model: type[ChainedModel]) -> None:
        self._table, self._log, self.rows = model._meta.db_table, StoredLog(model), 0
        self._latest = _spelled_moment(timezone.now() + SLACK)
        self._newest: dict[str, tuple[int, str, str]] = {}  # client key → place, digest and moment

    def heads(self) -> dict[str, Head]:
        return {key: (seq, digest) for key, (seq, digest, _at) in self._newest.items()}

    def faults(self) -> Iterator[Fault]:
        """Every fault, chain by chain. `rows` and `heads` are known once all were asked for."""
        odd, early = self._odd_chains()
        for key in sorted(odd):
            yield from self.faults_of(key)
        yield from early

    def _odd_chains(self) -> tuple[set[str], list[Fault]]:
        """The clients in whose chain something does not hold, and the chains that seem to begin before earlier ones."""
        wrong, newest, latest = self._log.wrong, self._newest, self._latest
        odd: set[str] = set()
        early: list[Fault] = []
        born = ""
        for some in batches_of(self._log.select("ORDER BY id")):
            self.rows += len(some)
            for row in some:
                key, at = row[1], moment(row[4])
                seq, head, before = newest.get(key) or BEGIN
                if row[2] != seq + 1 or row[3] != head or at < before or at > latest or wrong(row, at):
                    odd.add(key)
                if not seq:
                    if _much_earlier(at, born):
                        early.append(Fault(self._table, key, row[2], _untimely(at, born)))
                    born = at
                newest[key] = (_place(row) if key in odd else seq + 1, row[-1], at)
        return odd, early

    def faults_of(self, key: str, behind: Head | None = None) -> Iterator[Fault]:
        """A fault for each place where this chain breaks; of the rows behind one that was verified before, if any."""
        seq, head, before = (*behind, "") if behind else BEGIN
        wanted = "WHERE client_key = %s ORDER BY seq"
        if behind:
            wanted = f"WHERE client_key = %s AND seq > {behind[0]:d} ORDER BY seq"
        for row in rows_of(self._log.select(wanted), [key]):
            place, previous, at = _place(row), row[3], moment(row[4])
            if place != seq + 1 or previous != head:
                yield Fault(self._table, key, *_unlinked(seq, place))
            for sentence in self._log.wrong(row, at):
                yield Fault(self._table, key, place, sentence)
            if at > self._latest or _much_earlier(at, before):
                yield Fault(self._table, key, place, _untimely(at, "" if at > self._latest else before))
            seq, head, before = place, row[-1], at


def _place(row: Cells) -> int:
    """In its chain; 0 for what is no whole number, which SQLite may hold."""
    return row[2] if isinstance(row[2], int) else 0


def _unlinked(seq: int, row_seq: int) -> tuple[int, str]:
    """At which place a chain breaks whose row `seq` is followed by row `row_seq`, and how."""
    if row_seq > seq + 1:
        return seq + 1, _gap(seq + 1, row_seq - 1)
    return row_seq, "does not follow from the row before it"


def _spelled_moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _much_earlier(at: str, before: str) -> bool:
    """More than the slack. What is no moment of the calendar is out of order, wherever it does not sort behind."""
    if at >= before:
        return False
    try:
        return datetime.fromisoformat(at) < datetime.fromisoformat(before) - SLACK
    except (ValueError, OverflowError, TypeError):
        return True


def _untimely(at: str, before: str) -> str:
    """`before`: when the row before it was written; empty: the row lies in the future."""
    dated = f"is dated {_to_the_minute(at)} UTC"
    if not before:
        return f"{dated}, and that is still to come"
    return f"{dated}, before the row that was there already ({_to_the_minute(before)})"


def _to_the_minute(at: str) -> str:
    return at[:16].replace("T", " ")


def _gap(first: int, last: int) -> str:
    return f"row {first} is missing" if first == last else f"rows {first} to {last} are missing"
