# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the access log: what a chain costs, alone and with thirty-two writers at once."""

import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from checklist.access.actions import log_look
from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.base.keys import new_client_key
from checklist.people.models import Account
from checklist.people.permissions import Actor
from tests.bench.measured.clock import turn_by_turn
from tests.bench.measured.models import PlainLine

WRITERS = 32
CLIENTS = 64
PER_SECOND = 130
MOST_SHOWN = 3  # errors that are told in words


@transaction.atomic
def plain_line(client_key: UUID, actor: Actor) -> None:
    """The same columns as `log_look`, without a chain."""
    account = actor.account
    assert account is not None
    PlainLine(
        client_key=client_key, actor=actor.kind, account=account, role=actor.role, team=account.team.name,
        purpose="talk", part="bench",
    ).save(force_insert=True)  # fmt: skip


def chained_line(client_key: UUID, actor: Actor) -> None:
    log_look(client_key=client_key, by=actor, part="bench", purpose="talk")


def alone(account: Account, *, rounds: int, times: int) -> dict[str, float]:
    """One writer: processor time of a chained line to that of a plain one, each in a transaction of its own."""
    keys = [new_client_key() for _ in range(CLIENTS)]
    actor, dice = Actor("staff", account, role="caseworker"), random.Random(1)
    acts = {
        "plain": lambda: plain_line(dice.choice(keys), actor),
        "chained": lambda: chained_line(dice.choice(keys), actor),
    }
    found = turn_by_turn(acts, rounds=rounds, times=times)
    return {
        "plain_line_ms": found.ms("plain"),
        "chained_line_ms": found.ms("chained"),
        "chained/plain": found.ratio("chained", "plain"),
    }


# ---- thirty-two at once ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """What one writer does: which line, for how many seconds, and after how many seconds the next (0: at once)."""

    write: Callable[[UUID, Actor], None]
    keys: list[UUID]
    account: int
    seconds: float
    every: float


def _one_writer(order: Order, number: int, start: Any, told: Any) -> None:
    account = Account.objects.select_related("team").get(pk=order.account)
    actor, dice = Actor("staff", account, role="caseworker"), random.Random(number)
    waits: list[float] = []
    faults: list[str] = []
    start.wait()
    begin = time.monotonic()
    due = begin + dice.random() * order.every
    while due < begin + order.seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            order.write(dice.choice(order.keys), actor)
            waits.append(time.monotonic() - due)
        except Exception as fault:  # noqa: BLE001 – every kind counts
            faults.append(repr(fault))
        due = due + order.every if order.every else time.monotonic()
    told.put((waits, faults))
    connections.close_all()


def together(order: Order) -> tuple[list[float], list[str]]:
    """Run the order in thirty-two processes; how long each line took, and every fault."""
    _let_go()
    fork = multiprocessing.get_context("fork")
    start, told = fork.Barrier(WRITERS), fork.Queue()
    writers = [fork.Process(target=_one_writer, args=(order, n, start, told)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    answers = [told.get(timeout=order.seconds + 120) for _ in writers]
    for writer in writers:
        writer.join()
    return [wait for waits, _ in answers for wait in waits], [one for _, faults in answers for one in faults]


def _let_go() -> None:
    """No connection may cross a fork."""
    connections.close_all()


def crowd(account: Account, *, seconds: float) -> dict[str, float]:
    """Flat out, plain and chained in turn; then as many as 500 caseworkers make, 130 a second."""
    keys = [new_client_key() for _ in range(CLIENTS)]
    found: dict[str, float] = {}
    locked = lost = 0
    rates: dict[str, float] = {}
    for name, write, model in (("plain", plain_line, PlainLine), ("chained", chained_line, AccessLine)):
        before = model.objects.filter(client_key__in=keys).count()  # type: ignore[attr-defined]
        waits, faults = together(Order(write, keys, account.pk, seconds, 0.0))
        rows = model.objects.filter(client_key__in=keys).count() - before  # type: ignore[attr-defined]
        _tell(faults)
        locked, lost = locked + len(faults), lost + len(waits) - rows
        rates[name] = rows / seconds
        found |= {f"{name}_per_second": rates[name], f"{name}_worst_ms": 1000 * max(waits)}
    waits, faults = together(Order(chained_line, keys, account.pk, seconds, WRITERS / PER_SECOND))
    _tell(faults)
    return found | {
        "chained/unchained": rates["chained"] / rates["plain"],
        "errors": locked + len(faults),
        "lost": lost,
        "p99_at_130_ms": 1000 * sorted(waits)[int(0.99 * len(waits))],
        "chain_faults": len(verify_chains()[1]),
    }


def _tell(faults: list[str]) -> None:
    for fault in faults[:MOST_SHOWN]:
        print("fault:", fault)


# ---- verification ----------------------------------------------------------------------------------------------------


def verification() -> dict[str, float]:
    """Rows per second over every chain in the database."""
    begin, cpu = time.perf_counter(), time.process_time()
    rows, faults = verify_chains()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    return {
        "rows": rows,
        "faults": len(faults),
        "rows_per_second": rows / seconds,
        "rows_per_cpu_second": rows / cpu,
        "seconds_per_million": 1_000_000 * seconds / rows,
    }
