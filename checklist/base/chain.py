# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking the digest chains, and the anchor: the heads of all chains, kept in a second place."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import CharField, Field, UUIDField
from django.db.models.functions import Cast
from django.utils import timezone

from checklist.base.append_only import ChainedModel, digest_of_texts, digested_fields
from checklist.base.column_lists import FIRST, names_of, newest
from checklist.base.digest import GENESIS, digest_of, field_text
from checklist.base.faults import Fault, of_table
from checklist.base.protect import guarded_models
from checklist.base.surroundings import gone_parts

# How much older than the row before it a row may seem: two rows may wait for their turn, a clock may be set right.
SLACK = timedelta(hours=1)


def chained_models() -> list[type[ChainedModel]]:
    return [model for model in guarded_models() if issubclass(model, ChainedModel)]


def verify_chains() -> tuple[int, list[Fault]]:
    """Walk every chain. Returns the number of rows read and the faults found."""
    models, faults = _whole()
    rows = 0
    for model in models:
        for fault in _walk(model):
            if fault is None:
                rows += 1
            else:
                faults.append(fault)
        faults += _born_too_early(model)
    return rows, faults


def _whole() -> tuple[list[type[ChainedModel]], list[Fault]]:
    """The tables that can be read, and a fault for each part that is gone."""
    models = chained_models()
    gone = gone_parts(connection, models)
    broken = {fault.table for fault in gone}
    return [model for model in models if model._meta.db_table not in broken], gone


def _walk(model: type[ChainedModel]) -> Iterator[Fault | None]:
    """Yields None for every row read and a Fault where the chain breaks."""
    table, seq, head, key = model._meta.db_table, 0, GENESIS, ""
    fields, contents = digested_fields(model), _Contents(model)
    names = [field.attname for field in fields]
    places = [names.index(name) for name in ("client_key", "seq", "previous", "at")]
    before, latest = None, timezone.now() + SLACK
    rows = model._default_manager.order_by("client_key", "seq")
    for *values, digest in rows.values_list(*map(_as_read, fields), "digest").iterator(chunk_size=2000):
        row_key, row_seq, previous, at = (values[place] for place in places)
        if row_key != key:
            key, seq, head, before = row_key, 0, GENESIS, None
        yield None
        if row_seq > seq + 1:
            yield Fault(table, _hex(key), seq + 1, _gap(seq + 1, row_seq - 1))
        elif row_seq <= seq or previous != head:
            yield Fault(table, _hex(key), row_seq, "does not follow from the row before it")
        for sentence in contents.wrong(values, digest):
            yield Fault(table, _hex(key), row_seq, sentence)
        if at > latest or (before and at < before - SLACK):
            yield Fault(table, _hex(key), row_seq, _untimely(at, None if at > latest else before))
        seq, head, before = row_seq, digest, at


def _born_too_early(model: type[ChainedModel]) -> Iterator[Fault]:
    """The first row of a chain has no row before it: it is held against the chain that began before this one."""
    before: datetime | None = None
    rows = model._default_manager.filter(seq=1).order_by("id").values_list("client_key", "at")
    for key, at in rows.iterator(chunk_size=2000):
        if before and at < before - SLACK:
            yield Fault(model._meta.db_table, key.hex, 1, _untimely(at, before))
        before = at


def _untimely(at: datetime, before: datetime | None) -> str:
    """`before`: when the row before it was written; None: the row lies in the future."""
    if before is None:
        return f"is dated {at:%Y-%m-%d %H:%M} UTC, and that is still to come"
    return (
        f"is dated {at:%Y-%m-%d %H:%M} UTC, before the row that was there already ({before:%Y-%m-%d %H:%M})"
    )


class _Contents:
    """Compares what a row holds with its digest, by the list of columns that the row names."""

    def __init__(self, model: type[ChainedModel]) -> None:
        fields, table = digested_fields(model), model._meta.db_table
        names = [field.attname for field in fields]
        self._model, self._version = model, names.index("columns")
        self._spellings = [_spelled_key if isinstance(field, UUIDField) else field_text for field in fields]
        self._places, self._later = {}, {}
        for version in range(FIRST, newest(table) + 1):
            listed = names_of(table, version)
            self._places[version] = [names.index(name) for name in listed]
            self._later[version] = [
                (at, field_text(filled_by_upgrade(field)))
                for at, field in enumerate(fields)
                if field.attname not in {"columns", *listed}
            ]

    def wrong(self, values: list[Any], digest: str) -> Iterator[str]:
        """A sentence for each thing that does not hold; `values` as the newest list has them."""
        version = values[self._version]
        places = self._places.get(version)
        if places is None:
            yield f"names list {version} of columns, which this version of the program does not know"
            return
        texts = [spell(value) for spell, value in zip(self._spellings, values, strict=True)]
        if digest != digest_of_texts(self._model, version, [texts[place] for place in places]):
            yield "its content was changed after it was written"
        if any(texts[place] != text for place, text in self._later[version]):
            yield "holds something in a column that is newer than the row"


def filled_by_upgrade(field: "Field[Any, Any]") -> Any:
    """What a new column holds in rows that were there before it."""
    default = field.db_default if field.has_db_default() else None
    return getattr(default, "value", default)


def _as_read(field: "Field[Any, Any]") -> Any:
    """A column for `values_list`. A key is read as text: no object is made of it, a million times."""
    return Cast(field.attname, CharField()) if isinstance(field, UUIDField) else field.attname


def _spelled_key(text: str | None) -> str:
    return "n" if text is None else f"u{_hex(text)}"


def _hex(text: str) -> str:
    return text.replace("-", "")


def _gap(first: int, last: int) -> str:
    return f"row {first} is missing" if first == last else f"rows {first} to {last} are missing"


def heads() -> Iterator[str]:
    """One line a chain: table, client key, number of rows, digest of the newest row."""
    for model in chained_models():
        rows = model._default_manager.order_by("client_key", "seq").values_list("client_key", "seq", "digest")
        for key, chain in groupby(rows.iterator(), key=itemgetter(0)):
            *_, (_key, seq, digest) = chain
            yield f"{model._meta.db_table} {key.hex} {seq} {digest}"


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
    *lines, last = path.read_text().splitlines() or [""]
    if last != f"all {digest_of(lines)}":
        return [of_table("anchor", f"{path.name} was changed after it was written")]
    expected: dict[str, dict[str, tuple[int, str]]] = {}
    for table, key, count, digest in (line.split() for line in lines):
        expected.setdefault(table, {})[key] = (int(count), digest)
    models = {model._meta.db_table: model for model in _whole()[0]}
    faults = [
        of_table(table, "cannot be held against the anchor") for table in expected if table not in models
    ]
    for table in expected.keys() & models.keys():
        faults += _against_anchor(models[table], expected[table])
    return sorted(faults, key=lambda fault: (fault.table, fault.client_key))


def _against_anchor(model: type[ChainedModel], expected: dict[str, tuple[int, str]]) -> Iterator[Fault]:
    """One pass over the table; what was anchored and is not met was cut off."""
    table, waiting = model._meta.db_table, dict(expected)
    rows = model._default_manager.values_list("client_key", "seq", "digest")
    for key, seq, digest in rows.iterator():
        if waiting.get(key.hex, (0, ""))[0] == seq and waiting.pop(key.hex)[1] != digest:
            yield Fault(table, key.hex, seq, "differs from the anchor")
    for cut, (count, _digest) in waiting.items():
        yield Fault(table, cut, count, "the newest rows were cut off")
