# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each prepared query saves: a page as it is, beside the same with that query written at every request."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from checklist.base.prepared import Prepared
from tests.bench.measured.clock import turn_by_turn
from tests.bench.measured.talk import Bench, Saver

#: what is prepared → where it stands
QUERIES = {
    "own_case": ("checklist.intake.queries.cases", "_OWN_CASE"),
    "answers": ("checklist.intake.queries.answers", "_ANSWERS"),
}


def uses() -> dict[str, Callable[[], Any]]:
    """Every use that is there now, with a context in which the ORM does the same in its own way."""
    found: dict[str, Callable[[], Any]] = {}
    for name, (module, attribute) in QUERIES.items():
        query = getattr(importlib.import_module(module), attribute, None)
        if isinstance(query, Prepared):
            found[name] = lambda query=query: _plainly(query)
    return found


@contextmanager
def _plainly(query: Prepared) -> Iterator[None]:
    def run(values: dict[str, Any]) -> list[Any]:
        return list(query._make(**values))

    with mock.patch.object(query, "_run", run):
        yield


def saved(bench: Bench, *, rounds: int, times: int) -> dict[str, float]:
    """The part of the page, and of the quiet save, that each use saves: 0.10 is a tenth. And all of them together."""
    server, save, each = bench.server, Saver(bench), uses()
    sides = {"": (), **{name: (use,) for name, use in each.items()}, "all": tuple(each.values())}
    doing = {"page": lambda: server.get(bench.page), "save": save}
    acts = {
        f"{what}/{name}": _inside(act, contexts)
        for what, act in doing.items()
        for name, contexts in sides.items()
    }
    found = turn_by_turn(acts, rounds=rounds, times=times)
    figures = {f"{what}_ms": found.ms(f"{what}/") for what in doing}
    return figures | {
        f"{what}_saved_by_{name}": 1 - found.ratio(f"{what}/", f"{what}/{name}")
        for what in doing
        for name in sides
        if name
    }


def _inside(act: Callable[[], object], contexts: tuple[Callable[[], Any], ...]) -> Callable[[], object]:
    def acting() -> object:
        with ExitStack() as stack:
            for context in contexts:
                stack.enter_context(context())
            return act()

    return acting
