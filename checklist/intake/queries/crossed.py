# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys against what they sealed, against the erasure lines, and against the cases: what no chain shows by itself."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from checklist.access.models import AccessLine, Erasure
from checklist.access.rules import NOBODY
from checklist.base.faults import Fault
from checklist.base.keys import Sealer
from checklist.base.models import DataKey
from checklist.base.surroundings import tables_of_the_app
from checklist.intake.models import Answer, Case, Client
from checklist.intake.rules import answer_place, goal_place, identity_of

OTHER_CLIENT = "belongs to another client than its case: a client key was changed"
NO_FIT = "does not open what it sealed: a key was changed or moved here"
OTHER_NAME = "number or name is not what was written for this client: it was changed or moved here"
GONE = "its key is gone, and no erasure line says so"
BACK = "its key is there, and an erasure line says that it was destroyed"


def key_faults() -> Iterator[Fault]:
    """Everything that is wrong with keys: swapped, gone without a line, or back after destruction."""
    yield from _of_another_client()
    yield from _under_another_name()
    yield from _that_do_not_fit()
    yield from _gone_without_a_line()
    yield from _back_after_destruction()


def _fault(table: type[Any], key: UUID, sentence: str) -> Fault:
    return Fault(table._meta.db_table, key.hex, 0, sentence)


def _of_another_client() -> Iterator[Fault]:
    """Rows that name a case and a client: both have to be the same client."""
    swapped = Case.objects.exclude(client=None).exclude(client__client_key=F("client_key"))
    for key in swapped.values_list("client_key", flat=True).iterator():
        yield _fault(Client, key, OTHER_CLIENT)
    for model in tables_of_the_app():
        names = {field.name for field in model._meta.concrete_fields}
        if "client_key" not in names or not names & {"case", "case_uuid"}:
            continue
        case = {"pk": OuterRef("case_id")} if "case" in names else {"uuid": OuterRef("case_uuid")}
        wrong = Case.objects.filter(**case).exclude(client_key=OuterRef("client_key"))
        rows = model._default_manager.filter(Exists(wrong)).order_by("client_key")
        for key in rows.values_list("client_key", flat=True).distinct().iterator():
            yield _fault(model, key, OTHER_CLIENT)


def _under_another_name() -> Iterator[Fault]:
    """Identity rows against the mark that only the client's own key can make."""
    rows = Client.objects.annotate(own=_wrapped_of("client_key")).exclude(own=None).order_by("client_key")
    for client in rows.iterator():
        if not _bound(client):
            yield _fault(Client, client.client_key, OTHER_NAME)


def _bound(client: Any) -> bool:
    try:
        return Sealer(client.client_key, client.own).mark(identity_of(client)) == client.bound
    except InvalidUnwrap:
        return True  # a key out of its wrapping is named by itself


def _wrapped_of(outer: str) -> Subquery:
    own = DataKey.objects.filter(client_key=OuterRef(outer), kind=DataKey.Kind.CLIENT)
    return Subquery(own.values("wrapped")[:1])


def _that_do_not_fit() -> Iterator[Fault]:
    """Each key out of its wrapping, and with it what it sealed."""
    keys = DataKey.objects.annotate(own=_wrapped_of("client_key")).order_by("client_key")
    for kind, client_key, uuid, wrapped, own in keys.values_list(
        "kind", "client_key", "uuid", "wrapped", "own"
    ).iterator():
        if own is not None and not _unwraps(client_key, own, uuid if kind == "answer" else None, wrapped):
            yield _fault(
                DataKey, client_key, "a key does not come out of its wrapping: it was changed or moved"
            )
    goals = Case.objects.exclude(goal=b"").annotate(own=_wrapped_of("client_key"))
    for client_key, uuid, goal, own in goals.values_list("client_key", "uuid", "goal", "own").iterator():
        if own is not None and not _opens(Sealer(client_key, own), goal, goal_place(uuid)):
            yield _fault(Case, client_key, NO_FIT)
    for client_key, uuid, question, value, key, wrapped, own in _answers().iterator():
        box = Sealer(client_key, own)
        fits = _unwraps(client_key, own, key, wrapped, box)
        if not fits or not _opens(box, value, answer_place(uuid, question), key):
            yield _fault(Answer, client_key, NO_FIT)


def _answers() -> "QuerySet[Answer, tuple[Any, ...]]":
    rows = Answer.objects.exclude(value=b"").exclude(key=None).annotate(own=_wrapped_of("case__client_key"))
    return rows.exclude(own=None).values_list(
        "case__client_key", "case__uuid", "question__key", "value", "key_id", "key__wrapped", "own"
    )


def _unwraps(
    client_key: UUID, own: bytes, key: UUID | None, wrapped: bytes | memoryview, box: Sealer | None = None
) -> bool:
    """Does the client's key come out of the master key's wrapping, and the answer's key out of the client's?"""
    try:
        box = box or Sealer(client_key, own)
        if key is not None:
            box.take_answer_key(key, wrapped)
    except InvalidUnwrap:
        return False
    return True


def _opens(box: Sealer, sealed: bytes | memoryview, place: str, key: UUID | None = None) -> bool:
    try:
        return box.read(sealed, place, key=key) is not None
    except ValueError:
        return False


def _erased(what: str, **same: Any) -> Exists:
    return Exists(Erasure.objects.filter(what=what, **same))


def _gone_without_a_line() -> Iterator[Fault]:
    """Of a client as a whole, and of an answer that is there or was taken away."""
    mine = DataKey.objects.filter(client_key=OuterRef("client_key"), kind=DataKey.Kind.CLIENT)
    erased = _erased("client", client_key=OuterRef("client_key"))
    known = [
        Case.objects.order_by("client_key"),
        Client.objects.order_by("client_key"),
        AccessLine.objects.filter(seq=1).exclude(client_key=NOBODY).order_by("client_key"),
    ]
    lost = [rows.filter(~Exists(mine), ~erased).values_list("client_key", flat=True) for rows in known]
    for key in sorted(set(chain.from_iterable(lost))):
        yield _fault(DataKey, key, GONE)
    answers = Answer.objects.filter(key=None).exclude(
        _erased("client", client_key=OuterRef("case__client_key"))
    )
    for key in answers.filter(state="given").values_list("case__client_key", flat=True):
        yield _fault(Answer, key, GONE)
    yield from _taken_away_without_a_line(answers.filter(state="destroyed"))


def _taken_away_without_a_line(answers: "QuerySet[Answer, Answer]") -> Iterator[Fault]:
    """As many erasure lines as answers that were taken away, client by client."""
    counted: dict[UUID, int] = {}
    for key in answers.values_list("case__client_key", flat=True).iterator():
        counted[key] = counted.get(key, 0) + 1
    lines = Erasure.objects.filter(what="answer", client_key__in=list(counted))
    for key in lines.values_list("client_key", flat=True).iterator():
        counted[key] -= 1
    for key in sorted(key for key, left in counted.items() if left > 0):
        yield _fault(Answer, key, GONE)


def _back_after_destruction() -> Iterator[Fault]:
    whole = _erased("client", client_key=OuterRef("client_key"))
    single = _erased("answer", client_key=OuterRef("client_key"), subject=OuterRef("uuid"))
    for key in DataKey.objects.filter(whole | single).values_list("client_key", flat=True).iterator():
        yield _fault(DataKey, key, BACK)
