# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that are written once. The class refuses in Python, the guards of `protect` refuse in the database."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, ClassVar, NoReturn, Self, TypeVar
from uuid import UUID, uuid4

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.column_lists import FIRST, names_of, newest
from checklist.base.digest import GENESIS, digest_of_named, field_text, framed

M = TypeVar("M", bound=models.Model)


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a row that is written once."""


def _refuse(model: type[models.Model], act: str) -> NoReturn:
    raise AppendOnlyError(
        f"{model.__name__} rows are append-only: {act} is refused; write a new row instead."
    )


class AppendOnlyQuerySet(models.QuerySet[M]):
    """Reads and plain inserts only."""

    def update(self, **kwargs: Any) -> int:
        _refuse(self.model, "update")

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse(self.model, "delete")

    def _raw_delete(self, using: str | None) -> int:
        _refuse(self.model, "delete")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        _refuse(self.model, "bulk_update")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M]:
        _refuse(self.model, "bulk_create")

    def update_or_create(self, *args: Any, **kwargs: Any) -> tuple[M, bool]:
        _refuse(self.model, "update_or_create")


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    objects: ClassVar[models.Manager[Self]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding or kwargs.get("force_update") or kwargs.get("update_fields"):
            _refuse(type(self), "update")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse(type(self), "delete")


class ChainedModel(AppendOnlyModel):
    """A row that is written once and carries the digest of the row before it, per table and client."""

    uuid = models.UUIDField(_("public key"), default=uuid4, unique=True, editable=False)
    client_key = models.UUIDField(_("random key of the client"))
    seq = models.PositiveIntegerField(_("place in the chain"), editable=False)
    previous = models.CharField(_("digest of the row before"), max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("written at"), default=timezone.now)
    # The database says 1 for rows that were there before, and for those of a program that knows no versions yet.
    columns = models.PositiveSmallIntegerField(
        _("version of the list of columns that the digest covers"),
        default=FIRST, db_default=FIRST, editable=False,
    )  # fmt: skip

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["client_key", "seq"], name="%(class)s_has_one_place_in_its_chain")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse(type(self), "update")
        if kwargs.get("force_update") or kwargs.get("update_fields"):
            _refuse(type(self), "update")
        # who wants to go on after a refusal by the database makes a savepoint of its own
        with transaction.atomic(savepoint=False):
            self._take_place()
            super().save(*args, **kwargs)

    def _take_place(self) -> None:
        self.client_key = UUID(str(self.client_key))
        self.place_after(_head_in_queue(type(self), self.client_key))

    def _tidy(self) -> None:
        """A key or a moment may come in as text: make each value what its column holds, before it is hashed."""
        for field in digested_fields(type(self)):
            setattr(self, field.attname, field.to_python(getattr(self, field.attname)))

    def place_after(self, head: tuple[int, str] | None) -> None:
        """Stand behind `head` (seq, digest); None: be the first of the chain."""
        self.columns = newest(self._meta.db_table)
        self._tidy()
        self.seq, self.previous = (head[0] + 1, head[1]) if head else (1, GENESIS)
        self.digest = self.computed_digest()

    def computed_digest(self) -> str:
        """The digest that this row should carry, from what is stored in the columns of its list."""
        model = type(self)
        values = [getattr(self, field.attname) for field in digested_fields(model, self.columns)]
        return digest_of_texts(model, self.columns, map(field_text, values))


def digested_fields(model: type[models.Model], version: int | None = None) -> tuple[Any, ...]:
    """The columns that a digest covers, as the list of this version (None: the newest) has them."""
    return _listed(model, version or newest(model._meta.db_table))


@cache
def _listed(model: type[models.Model], version: int) -> tuple[Any, ...]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return tuple(by_name[name] for name in names_of(model._meta.db_table, version))


def digest_of_texts(model: type[models.Model], version: int, texts: Iterable[str]) -> str:
    """The digest over the spellings (`field_text`) of the values of `digested_fields`, in that order."""
    return digest_of_named(_names(model._meta.db_table, version), texts)


@cache
def _names(table: str, version: int) -> tuple[bytes, ...]:
    """What stands before each value in the digest: the name of its column; first of all the table."""
    first, *rest = [framed(name) for name in names_of(table, version)]
    return (framed(table) + first, *rest)


def chain_head(model: type[ChainedModel], client_key: Any) -> tuple[int, str] | None:
    """(seq, digest) of the newest row of this client, or None."""
    rows = model._default_manager.filter(client_key=client_key).order_by("-seq")
    return rows.values_list("seq", "digest").first()


def _head_in_queue(model: type[ChainedModel], client_key: UUID) -> tuple[int, str] | None:
    """The head, once it is this writer's turn.

    On PostgreSQL the lock and the read are two statements: one would read as things were before it waited.
    """
    if connection.vendor == "postgresql":  # SQLite has one writer at a time already
        place = f"{model._meta.db_table}:{client_key.hex}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [place])
    return chain_head(model, client_key)


@transaction.atomic
def append_many(rows: Sequence[ChainedModel]) -> None:
    """Append rows of one table, each to the chain of its own client, in four statements whatever their number."""
    if not rows:
        return
    model = type(rows[0])
    waiting: dict[UUID, list[ChainedModel]] = {}
    for row in rows:
        waiting.setdefault(row.client_key, []).append(row)
    keys = sorted(waiting)  # everybody queues in the same order
    lock_chains(model._meta.db_table, [key.hex for key in keys])
    heads = _heads(model, keys)
    for key in keys:
        for row in waiting[key]:
            row.place_after(heads.get(key))
            heads[key] = (row.seq, row.digest)
    models.QuerySet[ChainedModel](model).bulk_create(rows)


def _heads(model: type[ChainedModel], keys: Sequence[UUID]) -> dict[UUID, tuple[int, str]]:
    mine = (
        model._default_manager.filter(client_key=models.OuterRef("client_key"))
        .order_by("-seq")
        .values("seq")[:1]
    )
    newest = model._default_manager.filter(client_key__in=keys, seq=models.Subquery(mine))
    return {key: (seq, digest) for key, seq, digest in newest.values_list("client_key", "seq", "digest")}


def lock_chains(table: str, keys: Sequence[str]) -> None:
    """Queue writers of several chains on PostgreSQL, in the order of `keys`."""
    if connection.vendor == "postgresql":
        places = [f"{table}:{key}" for key in keys]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(place, 0))"
                " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (place, n) ORDER BY n",
                [places],
            )
