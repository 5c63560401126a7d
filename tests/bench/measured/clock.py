# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processor time of two sides, turn by turn, and a server without a network in front of it."""

import gc
import time
from collections.abc import Callable
from io import BytesIO
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest

from checklist.people.models import Account

Acts = dict[str, Callable[[], object]]
TOKEN = "b" * 32  # the same in cookie and form, as a browser sends it


class Timings:
    """Processor and clock time per act, round by round."""

    def __init__(self, names: list[str]) -> None:
        self.cpu: dict[str, list[float]] = {name: [] for name in names}
        self.wall: dict[str, list[float]] = {name: [] for name in names}

    def ratio(self, above: str, below: str, *, wall: bool = False) -> float:
        """The median over rounds of one side to the other, so that a slow minute counts for both."""
        times = self.wall if wall else self.cpu
        return median(a / b for a, b in zip(times[above], times[below], strict=True))

    def ms(self, name: str, *, wall: bool = False) -> float:
        return 1000 * median((self.wall if wall else self.cpu)[name])


def turn_by_turn(acts: Acts, *, rounds: int, times: int) -> Timings:
    """Do every act `times` times, one after the other, `rounds` times; the first round only warms up."""
    found = Timings(list(acts))
    for number in range(rounds + 1):
        for name, act in acts.items():
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(times):
                act()
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            if number:
                found.cpu[name].append(cpu / times)
                found.wall[name].append(wall / times)
    return found


class Server:
    """The whole app behind one call, as a WSGI server calls it, for one person who is logged in."""

    def __init__(self, account: Account) -> None:
        self.app = WSGIHandler()
        request = HttpRequest()
        request.session = SessionStore()
        login(request, account, backend="django.contrib.auth.backends.ModelBackend")
        request.session.save()
        self.cookies = f"sessionid={request.session.session_key}; csrftoken={TOKEN}"

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        address, _mark, query = path.partition("?")
        status: list[int] = []

        def start(line: str, _headers: Any, _fault: Any = None) -> Callable[[bytes], object]:
            status.append(int(line[:3]))
            return lambda _data: None

        environ = {
            "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": address, "QUERY_STRING": query,
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "testserver", "HTTP_COOKIE": self.cookies,
            "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        } | headers  # fmt: skip
        answer = self.app(environ, start)
        try:
            content = b"".join(answer)
        finally:
            answer.close()  # type: ignore[attr-defined]
        return status[0], content

    def get(self, path: str) -> bytes:
        status, content = self.call("GET", path)
        if status != 200:
            raise SystemExit(f"Expected 200 from {path}, found {status}.")
        return content

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
        status, content = self.call("POST", path, body, HTTP_X_QUIET="1")
        if status != 200:
            raise SystemExit(f"Expected 200 from {path}, found {status}: {content[:300]!r}")
        return content
