# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a talk asks of the people at the table: scrolling, reading, tapping; this build beside an earlier one.

    script/study talk            both builds (about ten minutes), and docs/reference/talk.md made again
    script/study talk --short    without processor time
    script/study talk --only-this  this build alone, printed and not written

Each build makes its own demo and stands behind its own server; a real Chromium walks through the same talk with the
same answers on both. Taps are counted by the browser. A screen is 1366 × 768 pixels, on a phone 360 × 740; words are
those that can be read with every fold closed. Processor time is that of the
server's processes, by turns.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench._builds import earlier_build
from tests.bench.web import database
from tests.browser import started
from tests.postgres import _free_port as free_port
from tests.postgres import scratch_server
from tests.served import Browser as Asker
from tests.study import _talk_page
from tests.study._talk_walk import DESK, FULL, PHONE, SIMPLE, Walk, no_show, own_page, talk, walker

ROOT = Path(__file__).resolve().parents[2]
#: The last build before the talk was made shorter.
EARLIER = "4870cb3"
ENGINES = ("sqlite", "postgresql")
ROUNDS, TIMES = 12, 10
PATIENCE = 60.0
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Build:
    """One build with a demo of its own, behind its server."""

    name: str
    folder: Path
    env: dict[str, str]
    base: str
    demo: dict[str, Any]
    master: subprocess.Popen[bytes]
    walks: dict[str, Walk] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)

    def spent(self) -> float:
        """Seconds of processor that the processes of the server took until now."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        parts = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in children]
        return sum(int(part[11]) + int(part[12]) for part in parts) / TICK

    def staff(self) -> dict[str, str]:
        return {"username": "anouk", "password": self.demo["password"]}

    def client(self) -> dict[str, str]:
        """A client whose talk came to its end, and who came in before."""
        return next(one for one in self.demo["clients"] if one["state"] == "twee keuzes vastgelegd")


@contextmanager
def stands(name: str, folder: Path, place: Path, database: str) -> Iterator[Build]:
    """The demo of a build, served. Raises RuntimeError with what the server said where it does not answer."""
    place.mkdir(parents=True)
    port = free_port()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "reintapp.settings.dev",
        "VAR_DIR": str(place),
        "DATABASE_URL": database or f"sqlite:///{place}/db.sqlite3",
        "PORT": str(port),
    }
    subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=folder, env=env, check=True, capture_output=True
    )
    demo = json.loads((place / "demo.json").read_text("utf-8"))
    command = [sys.executable, "-m", "gunicorn", "--config", "python:reintapp.gunicorn", "reintapp.wsgi"]
    with (place / "server.log").open("wb") as log:
        master = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(port, master, place / "server.log")
        yield Build(name, folder, env, base, demo, master)
    finally:
        master.terminate()
        master.wait()


def _wait(port: int, master: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and master.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if Asker(port, "").get("/_healthz/livez/").status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server does not answer:\n{log.read_text('utf-8', errors='replace')[-3000:]}")


def walk(browser: Browser, build: Build) -> None:
    """Everything that is seen in a browser."""
    for name, size, answers, whole in (
        ("full", DESK, FULL, True),
        ("simple", DESK, SIMPLE, False),
        ("phone", PHONE, SIMPLE, False),
    ):
        print(f"{build.name}: {name} talk", file=sys.stderr, flush=True)
        with walker(browser, build.base, size, build.staff()) as one:
            build.walks[name] = talk(one, f"FICTIEF-9{len(build.walks)}1", answers, whole=whole)
    with walker(browser, build.base, DESK, build.staff()) as one:
        build.walks["no_show"] = no_show(one, "FICTIEF-991")
    for name, size in (("desk", DESK), ("phone", PHONE)):
        with walker(browser, build.base, size, build.client()) as one:
            build.own[name] = own_page(one) | {"height": size[1]}


def cost(browser: Browser, builds: list[Build]) -> dict[str, float]:
    """Seconds of processor for one page with results, each build by turns: the median of the rounds."""
    found: dict[str, list[float]] = {build.name: [] for build in builds}
    with ExitStack() as stack:
        ready = []
        for build in builds:
            one = stack.enter_context(walker(browser, build.base, DESK, build.staff()))
            talk(one, "FICTIEF-981", SIMPLE, whole=False)
            address = one.page.url
            one.page.request.get(address)
            ready.append((build, one, address))
        for number in range(ROUNDS):
            print(f"results, round {number + 1} of {ROUNDS}", file=sys.stderr, flush=True)
            for build, one, address in ready:
                before = build.spent()
                for _again in range(TIMES):
                    if one.page.request.get(address).status != 200:
                        raise RuntimeError(f"{build.name}: the page with results did not open")
                found[build.name].append((build.spent() - before) / TIMES)
    return {name: statistics.median(each) for name, each in found.items()}


def questions_cost(folder: Path) -> dict[str, float]:
    """The page of thirty questions as a number of empty pages, per engine, of a build."""
    found = {}
    for engine in ENGINES:
        print(f"questions, {folder.name}, {engine}", file=sys.stderr, flush=True)
        with database(engine) as address, tempfile.TemporaryDirectory() as place:
            env = os.environ | {"PYTHONPATH": str(folder), "DATABASE_URL": address, "VAR_DIR": place}
            command = [sys.executable, str(ROOT / "tests" / "study" / "_questions_cost.py")]
            done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        found[engine] = float(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Walk, measure, and write the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--short", action="store_true", help="without processor time")
    options.add_argument("--only-this", action="store_true", help="this build alone; nothing is written")
    chosen = options.parse_args()
    costs: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="tweespraak-talk-") as name, ExitStack() as stack:
        place = Path(name)
        folders = {"now": ROOT}
        if not chosen.only_this:
            folders = {"before": stack.enter_context(earlier_build(place / "build", EARLIER))} | folders
        browser = stack.enter_context(started())
        with ExitStack() as servers:
            builds = [
                servers.enter_context(stands(each, folder, place / each, ""))
                for each, folder in folders.items()
            ]
            for build in builds:
                walk(browser, build)
            if not chosen.short:
                costs["sqlite"] = cost(browser, builds)
        if not chosen.short:
            costs["postgresql"] = _on_postgresql(browser, folders, place)
        asked = {} if chosen.short else {each: questions_cost(folder) for each, folder in folders.items()}
    text = _talk_page.page({build.name: build for build in builds}, costs, asked)
    print(text)
    if not chosen.only_this and not chosen.short:
        _talk_page.PAGE.write_text(text, encoding="utf-8")


def _on_postgresql(browser: Browser, folders: dict[str, Path], place: Path) -> dict[str, float]:
    with ExitStack() as stack:
        builds = []
        for each, folder in folders.items():
            address = stack.enter_context(scratch_server())
            builds.append(stack.enter_context(stands(each, folder, place / f"{each}-postgresql", address)))
        return cost(browser, builds)


if __name__ == "__main__":
    main()
