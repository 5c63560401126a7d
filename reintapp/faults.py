# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database that does not answer or cannot write: 503, with the typed text and a button that tries again (S22).

A fault can come anywhere: at the session, in a view, when the session is stored. Views pass `Faults`, everything
around them ends at `server_error`, and both draw one page that asks nothing of the database.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Condition
from time import monotonic

import structlog
from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException, UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults

from checklist.intake.door import own_words
from checklist.people.kept import SECRETS
from reintapp.databases import PLACES_ON_POSTGRESQL, PLACES_ON_SQLITE, WAIT, WAIT_OF_A_PAGE
from reintapp.middleware import chosen_language

AGAIN_AFTER = "2"  # seconds
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - its name
API, HEALTH, READY = "/api/", "/_healthz/", "/_healthz/readyz/"
# PostgreSQL: a table or column is not there yet, or this role may not use it. SQLite calls that an operational fault.
OUT_OF_STEP = {"42P01", "42703", "42501"}
log = structlog.get_logger("tweespraak.fault")


def is_fault(error: BaseException | None) -> bool:
    """Is it the database that fails, so that trying again later helps? A row that breaks a rule is no such fault."""
    if isinstance(error, OperationalError | InterfaceError | InternalError):
        return True
    if isinstance(error, ProgrammingError):
        return getattr(error.__cause__, "sqlstate", None) in OUT_OF_STEP
    return type(error) is DatabaseError  # such as a file that is no database


class Gate:
    """Requests at the database are counted: when none comes back, others are not let in to wait as well.

    So a database that hangs takes as many threads as there are places, and pages without a database go on.
    """

    def __init__(self, places: int, patience: float) -> None:
        self.places, self.patience = places, patience
        self._turn = Condition()
        self._inside = self._failed = 0
        self._well = monotonic()  # when a request came back well

    def enter(self) -> bool:
        """Wait for a place. No: nobody came back well for too long, or who was before this one failed."""
        with self._turn:
            if not self._inside:
                self._well = monotonic()
            failed = self._failed
            while self._inside >= self.places and failed == self._failed:
                left = self._well + self.patience - monotonic()
                if left <= 0:
                    return False
                self._turn.wait(left)
            if failed != self._failed:
                return False
            self._inside += 1
            return True

    def leave(self, *, well: bool | None) -> None:
        """Give the place back. `well` is None for what says nothing about those who wait."""
        with self._turn:
            self._inside -= 1
            if well is False:
                self._failed += 1
                self._turn.notify_all()
                return
            if well:
                self._well = monotonic()
            self._turn.notify()


class Faults:
    """Around everything that may ask the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        on_postgresql = connection.vendor == "postgresql"
        self.gate = Gate(
            PLACES_ON_POSTGRESQL if on_postgresql else PLACES_ON_SQLITE,
            WAIT_OF_A_PAGE if on_postgresql else WAIT,
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(HEALTH) and request.path != READY:
            return self.get_response(request)
        if not self.gate.enter():
            return unavailable(request, "nobody came back")
        well: bool | None = False
        try:
            response = self.get_response(request)
            well = response.status_code != 503
            if (
                not well and request.path == READY
            ):  # a migration that waits or a guard that is missing fails no page
                well = None
        finally:
            self.gate.leave(well=well)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view failed."""
        return unavailable(request, type(error).__name__) if is_fault(error) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Something outside of the views failed, such as reading the session; or a view, with a fault of our own."""
    error = sys.exc_info()[1]
    return unavailable(request, type(error).__name__) if is_fault(error) else defaults.server_error(request)


def unavailable(request: HttpRequest, reason: str) -> HttpResponse:
    """The answer while the database fails. Nothing of the request but its form is read."""
    log.error("database fault", reason=reason, method=request.method)
    if request.path.startswith(HEALTH):
        problems = [f"database: {reason}"]
        response: HttpResponse = JsonResponse({"status": "not ready", "problems": problems}, status=503)
    elif request.path.startswith(API):
        response = JsonResponse(
            {"detail": "The database does not answer. Try again in a moment."}, status=503
        )
    elif (
        request.headers.get("X-Quiet") == "1"
    ):  # posted by saving.js, which stays on the page and tries again
        response = JsonResponse({"saved": False}, status=503)
    else:
        response = HttpResponse(_page(request), status=503)
    response["Retry-After"] = AGAIN_AFTER
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest) -> str:
    fields: list[tuple[str, str]] = []
    words: list[str] = []
    files = False
    if request.method == "POST":
        with suppress(
            UnreadablePostError, RawPostDataException
        ):  # the connection broke: nobody is there to answer
            fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
            words, files = own_words(request), bool(request.FILES)
    secret = any(name.startswith((*SECRETS, "code")) for name, _value in fields)
    context = {
        "posted": request.method == "POST",
        "hidden": [] if secret else [field for field in fields if field[0] != TOKEN],
        "csrf_token": dict(fields).get(TOKEN, ""),  # that of the form goes on to hold
        "typed": [] if secret else words,
        "shared": _is_shared(request),
        "secret": secret,
        "files": files,
        "address": request.get_full_path(),
        "site_name": settings.SITE_NAME,
        "theme_css": settings.THEME_CSS,
        "theme_class": settings.THEME_CLASS,
    }
    with translation.override(chosen_language(request)):
        return render_to_string("503.html", context)


def _is_shared(request: HttpRequest) -> bool | None:
    """Does a client read along on this screen? None when the session could not be read."""
    read = vars(getattr(request, "session", object)).get("_session_cache")
    return None if read is None else bool(read.get("screen_shared"))
