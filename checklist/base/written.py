# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Was anything saved? Seen at the database, so that no page has to say so, or can say so wrongly."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from django.db import connection

WRITES = re.compile(r'\s*(?:(?P<add>INSERT INTO)|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)', re.IGNORECASE)
# A line of the access log is about a look, and a session about the browser: neither is what somebody saved.
BESIDE = frozenset({"checklist_accessline", "django_session"})


class Written:
    """Within this block: `anything` turns true once a row was added, changed or removed."""

    def __init__(self) -> None:
        self.anything = False
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(connection.execute_wrapper(self._watch))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _watch(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        answer = execute(sql, params, many, context)
        found = WRITES.match(sql)
        if found and found["table"] not in BESIDE:
            # an INSERT that gives its row back is not counted by SQLite before that was read
            self.anything |= bool(found["add"]) or context["cursor"].rowcount != 0
        return answer
