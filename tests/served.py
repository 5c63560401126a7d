# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app behind its real server, with made-up talks to write in, and people who keep writing while things break.

`python -m tests.served TALKS` fills the database of DATABASE_URL and prints who may write where, as JSON.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from tests.postgres import _free_port as free_port

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "x" * 32  # a browser brings its own: cookie and form agree
PATIENCE = 60.0  # seconds in which a server has to stand


@dataclass(frozen=True)
class Talks:
    """A log-in, and the talks that it may write in."""

    session: str
    owner: str  # what every form of this person carries
    cases: list[str]


def environment(address: str, folder: Path) -> dict[str, str]:
    """What the app reads: this database, files in this folder, the settings of the tests."""
    own = {
        "DATABASE_URL": address,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "reintapp.settings.test",
    }
    return os.environ | own


def filled(address: str, folder: Path, talks: int) -> Talks:
    """Migrate an empty database and open so many talks of one caseworker."""
    command = [sys.executable, "-m", "tests.served", str(talks)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(address, folder), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])
    return Talks(**json.loads(done.stdout.splitlines()[-1]))


def _fill(talks: int) -> Talks:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    from checklist.access.actions import choose_purpose
    from tests.checklist.intake.steps import browser_of, case_of
    from tests.forms import of
    from tests.worlds import make_world

    world = make_world()
    cases = [case_of(world, f"FICTIEF-{number}") for number in range(100, 100 + talks)]
    for case in cases:
        choose_purpose(case_uuid=case.uuid, purpose="talk", by=world.people.anouk)
    cookie = browser_of(world.people.anouk).cookies["sessionid"].value
    return Talks(cookie, of(world.people.anouk)["form_owner"], [str(case.uuid) for case in cases])


# ---- the server ------------------------------------------------------------------------------------------------------


class Site:
    """gunicorn with the settings of production: two processes, and threads as this engine has them."""

    def __init__(self, address: str, folder: Path) -> None:
        """Nothing runs yet."""
        self.port = free_port()
        self._env = environment(address, folder) | {"PORT": str(self.port)}
        self._log = folder / "server.log"
        self.master: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "--config", "python:reintapp.gunicorn", "reintapp.wsgi"]
        with self._log.open("ab") as log:
            self.master = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + PATIENCE
        while self.livez(5.0) is None:
            if self.master.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self._log.read_text(errors="replace")[-4000:])
            time.sleep(0.02)

    def livez(self, timeout: float) -> float | None:
        """How many seconds the page of the living takes; None when it does not answer."""
        begin = time.perf_counter()
        with suppress(OSError, http.client.HTTPException):
            if Browser(self.port, "", timeout).get("/_healthz/livez/").status == 200:
                return time.perf_counter() - begin
        return None

    def workers(self) -> list[int]:
        """The processes that answer."""
        assert self.master is not None
        text = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return [int(part) for part in text.split()]

    def kill(self) -> None:
        """All of it away at once."""
        if self.master is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.master.pid, signal.SIGKILL)
            self.master.wait()
            self.master = None


@contextmanager
def site(address: str, folder: Path) -> Iterator[Site]:
    """A running server."""
    served = Site(address, folder)
    try:
        served.start()
        yield served
    finally:
        served.kill()


# ---- a browser -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Browser:
    """Asks one page at a time, each over a connection of its own. Raises OSError where nobody answers."""

    port: int
    session: str
    timeout: float = 30.0

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], *, quiet: bool = False) -> Answer:
        """Send a form."""
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, body, headers | ({"X-Quiet": "1"} if quiet else {}))

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        cookie = f"sessionid={self.session}; csrftoken={TOKEN}"
        try:
            asked.request(method, path, body, headers | {"Cookie": cookie})
            got = asked.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read().decode())
        finally:
            asked.close()


# ---- somebody who keeps writing --------------------------------------------------------------------------------------

STORED = re.compile(r'name="version-work" value="(\d+)"')
WORDS = re.compile(r'<textarea[^>]*name="words-work"[^>]*>(.*?)</textarea>', re.DOTALL)


@dataclass
class Writer:
    """Saves one answer of one talk again and again, each time with other words, and knows what was acknowledged."""

    browser: Browser
    case: str
    owner: str
    version: int = 0
    said: str = ""  # the last words that were acknowledged
    asked: str = ""  # the last words that were sent
    count: int = 0
    begun: bool = False  # has this one looked at what is there?
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The page with the question in own words."""
        return f"/gesprekken/{self.case}/vragen/2/"

    def write(self) -> int:
        """One quiet save; its status, or 0 when nobody answered."""
        self.count += 1
        self.asked = f"Woorden nummer {self.count} van {self.case[:8]}"
        fields = {"words-work": self.asked, "answer-work": "given", "version-work": str(self.version)}
        status = 0
        with suppress(OSError, http.client.HTTPException):
            got = self.browser.post(
                f"/gesprekken/{self.case}/vragen/bewaar/", fields | {"form_owner": self.owner}, quiet=True
            )
            status = got.status
            if status == 200:
                self.version = json.loads(got.text)["versions"]["work"]
                self.said, self.acknowledged = self.asked, self.acknowledged + 1
        self.statuses[str(status)] = self.statuses.get(str(status), 0) + 1
        return status

    def look(self) -> bool:
        """Read back what is stored and hold it against what was acknowledged. False when the page did not come."""
        try:
            got = self.browser.get(self.page)
        except (OSError, http.client.HTTPException):
            return False
        version, words = STORED.search(got.text), WORDS.search(got.text)
        if got.status != 200 or not version or not words:
            return False
        stored, text = int(version.group(1)), unescape(words.group(1)).strip()
        same = (stored, text) == (self.version, self.said)
        in_flight = (stored, text) == (self.version + 1, self.asked)  # written, and the answer did not arrive
        if self.begun and not same and not in_flight:
            self.lost.append(
                f"{self.case}: {self.version} {self.said!r} was acknowledged, {stored} {text!r} is there"
            )
        self.version, self.said, self.begun = stored, text, True
        return True


if __name__ == "__main__":
    print(json.dumps(vars(_fill(int(sys.argv[1])))))
