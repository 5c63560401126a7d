# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is lost when things break? Server and database are killed again and again while people write.

    script/study faults                       everything (about an hour); run again to go on
    script/study faults --kills 20 --crowd 1  less of it
    script/study faults --engine sqlite       one engine
    script/study faults --write               only make docs/reference/reliability.md again

The app runs behind its real server, with the settings of production for the database. People save words in talks of
their own and know which were acknowledged; after every kill each reads back what is there. Every kill is a line in
var/study/faults/kills.csv; a study that is stopped (Ctrl-C too) goes on where it was.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import drill, served
from tests.postgres import Scratch, scratch
from tests.served import Site, Talks
from tests.study._faults_page import PAGE, page
from tests.study._people import PATIENCE, People, Pulse, late, until

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "study" / "faults"
KILLS = LOGS / "kills.csv"
COLUMNS = (
    "engine", "what", "out", "first_success", "livez_worst", "livez_late", "livez_asked", "acknowledged", "lost",
    "other_answers",
)  # fmt: skip
ENGINES = ("sqlite", "postgresql")
WRITERS, CROWD = 8, 32
TURNS = 10  # of each kind of hanging
#: Nothing here is as in a test: what the database acknowledges lies on the disk.
AS_IN_PRODUCTION = (
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "max_connections=100",
    "timezone=UTC",
)


# ---- one engine ------------------------------------------------------------------------------------------------------


class Place:
    """One engine with the app in front of it."""

    def __init__(self, engine: str, site: Site, talks: Talks, folder: Path, server: Scratch | None) -> None:
        """Everything stands."""
        self.engine, self.site, self.talks, self.folder, self.server = engine, site, talks, folder, server

    @property
    def address(self) -> str:
        """Of the database."""
        return self.server.address if self.server else f"sqlite:///{self.folder}/db.sqlite3"

    def manage(self, *command: str) -> str:
        """A command of the app on this database; what it said at the end."""
        env = served.environment(self.address, self.folder) | {"ANCHOR_MAX_MINUTES": "100000"}
        asked = [sys.executable, "manage.py", *command]
        done = subprocess.run(asked, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr).strip().splitlines()[-1]


@contextmanager
def place(engine: str, talks: int) -> Iterator[Place]:
    """A filled database with the app in front of it."""
    with tempfile.TemporaryDirectory(prefix="tweespraak-faults-") as name:
        folder = Path(name)
        if engine == "sqlite":
            made = served.filled(f"sqlite:///{folder}/db.sqlite3", folder, talks)
            with served.site(f"sqlite:///{folder}/db.sqlite3", folder) as site:
                yield Place(engine, site, made, folder, None)
        else:
            with scratch(AS_IN_PRODUCTION) as server:
                made = served.filled(server.address, folder, talks)
                with served.site(server.address, folder) as site:
                    yield Place(engine, site, made, folder, server)


def kill_database(here: Place, people: People) -> dict[str, Any]:
    """PostgreSQL with its postmaster, as when the power goes; it stays away for a while."""
    assert here.server is not None
    with Pulse(here.site) as pulse:
        begin = time.monotonic()
        here.server.kill()
        time.sleep(random.uniform(0.3, 2.5))
        here.server.start()
        back = time.monotonic()
        until(lambda: people.succeeded > back, PATIENCE)
    return {"out": back - begin, "first_success": people.succeeded - back, "pulse": pulse.took}


def kill_worker(here: Place, people: People) -> dict[str, Any]:
    """One of the two processes of the server, in the middle of what it does; the other goes on."""
    begin = time.monotonic()
    os.kill(random.choice(here.site.workers()), signal.SIGKILL)
    until(lambda: people.succeeded > begin, PATIENCE)
    ended = people.succeeded
    until(lambda: len(here.site.workers()) == 2, PATIENCE)
    return {"out": 0.0, "first_success": ended - begin, "pulse": []}


def kill_server(here: Place, people: People) -> dict[str, Any]:
    """Every process of the server; on SQLite that is the database too."""
    begin = time.monotonic()
    here.site.kill()
    here.site.start()
    back = time.monotonic()
    until(lambda: people.succeeded > back, PATIENCE)
    return {"out": back - begin, "first_success": people.succeeded - back, "pulse": []}


KINDS: dict[str, list[tuple[str, Callable[[Place, People], dict[str, Any]]]]] = {
    "sqlite": [("a process", kill_worker), ("the server and the database in it", kill_server)],
    "postgresql": [
        ("the database", kill_database), ("a process", kill_worker),
        ("the database", kill_database), ("the whole server", kill_server),
    ],
}  # fmt: skip


def kill(here: Place, kills: int, say: Callable[[str], None]) -> None:
    """As many kills as are still to be done on this engine, with everybody reading back after each."""
    people = People(here.site, here.talks, WRITERS)
    try:
        people.everybody_looks()
        for number in range(len(known(here.engine)), kills):
            before, lost = people.acknowledged, len(people.lost)
            time.sleep(random.uniform(0.05, 0.4))  # somewhere in the middle of writing
            what, act = KINDS[here.engine][number % len(KINDS[here.engine])]
            found = act(here, people)
            if not people.everybody_looks():
                raise RuntimeError(f"kill {number + 1}, {what}: not everybody could read again")
            pulse = found.pop("pulse")
            note(
                {
                    "engine": here.engine, "what": what, "out": f"{found['out']:.3f}",
                    "first_success": f"{found['first_success']:.3f}",
                    "livez_worst": f"{max(pulse):.4f}" if pulse else "", "livez_late": late(pulse),
                    "livez_asked": len(pulse),
                    "acknowledged": people.acknowledged - before, "lost": len(people.lost) - lost,
                    "other_answers": json.dumps(people.other_answers),
                }
            )  # fmt: skip
            say(
                f"{here.engine} {number + 1} of {kills}  {what:36} first success {found['first_success']:.2f} s"
            )
    finally:
        people.stop()
    for line in people.lost:
        say(f"LOST {line}")


def asleep(here: Place) -> list[dict[str, float]]:
    """The database hangs: PostgreSQL is put to sleep, SQLite is locked by another program. Four seconds each time."""
    people, found = People(here.site, here.talks, WRITERS), []
    try:
        people.everybody_looks()
        for _turn in range(TURNS):
            people.waits.clear()
            with Pulse(here.site) as pulse:
                release = _hang(here)
                time.sleep(4.0)
                release()
                back = time.monotonic()
                until(lambda back=back: people.succeeded > back, PATIENCE)  # type: ignore[misc]
            people.everybody_looks()
            found.append(
                {
                    "first_success": people.succeeded - back,
                    "longest_wait": max(people.waits, default=0.0),
                    "livez_worst": max(pulse.took),
                    "livez_late": float(late(pulse.took)),
                    "livez_asked": float(len(pulse.took)),
                    "lost": float(len(people.lost)),
                }
            )
    finally:
        people.stop()
    return found


def _hang(here: Place) -> Callable[[], None]:
    if here.server is not None:
        here.server.signal_all(signal.SIGSTOP)
        return lambda: here.server.signal_all(signal.SIGCONT)  # type: ignore[union-attr]
    other = sqlite3.connect(
        here.folder / "db.sqlite3", isolation_level=None, timeout=30, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")

    def release() -> None:
        other.rollback()
        other.close()

    return release


def crowd(here: Place, minutes: float) -> dict[str, Any]:
    """Thirty-two people who save without a pause."""
    people = People(here.site, here.talks, CROWD, pause=0.0)
    try:
        people.everybody_looks()
        begin, before = time.monotonic(), people.acknowledged
        people.took.clear()
        with Pulse(here.site) as pulse:
            time.sleep(60 * minutes)
        seconds, saved = time.monotonic() - begin, people.acknowledged - before
        took = sorted(people.took)
        people.everybody_looks()
    finally:
        people.stop()
    statuses: dict[str, int] = {}
    for writer in people.writers:
        for status, count in writer.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    return {
        "minutes": minutes, "saved": saved, "a_second": saved / seconds, "median": took[len(took) // 2],
        "p99": took[int(len(took) * 0.99)], "worst": took[-1], "lost": len(people.lost), "answers": statuses,
        "livez_worst": max(pulse.took), "livez_late": late(pulse.took), "livez_asked": len(pulse.took),
    }  # fmt: skip


# ---- what was found --------------------------------------------------------------------------------------------------


def known(engine: str) -> list[dict[str, str]]:
    """The whole lines of the log; one that was cut off while writing is dropped."""
    if not KILLS.is_file():
        return []
    lines = KILLS.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = csv.DictReader([line for line in lines if line.endswith("\n")])
    return [row for row in rows if row["engine"] == engine and row["other_answers"]]


def note(line: dict[str, Any]) -> None:
    """Add one line to the log."""
    new = not KILLS.is_file()
    LOGS.mkdir(parents=True, exist_ok=True)
    with KILLS.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(line)


def kept(engine: str) -> dict[str, Any]:
    """The other parts of one engine that are done."""
    path = LOGS / f"{engine}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def keep(engine: str, **parts: Any) -> None:
    """Remember a part that is done."""
    LOGS.mkdir(parents=True, exist_ok=True)
    scratch_file = LOGS / f"{engine}.new"
    scratch_file.write_text(json.dumps(kept(engine) | parts, indent=1) + "\n", encoding="utf-8")
    scratch_file.replace(LOGS / f"{engine}.json")


def study(engine: str, kills: int, minutes: float, say: Callable[[str], None]) -> None:
    """Everything that is still to be done on one engine."""
    done = kept(engine)
    waiting = len(known(engine)) < kills or "asleep" not in done or "crowd" not in done
    if waiting:
        with place(engine, CROWD) as here:
            here.manage("write_anchor")
            if len(known(engine)) < kills:
                kill(here, kills, say)
                keep(engine, verified=here.manage("verify_log"))
            if "asleep" not in done:
                say(f"{engine}: the database hangs, {TURNS} times")
                keep(engine, asleep=asleep(here))
            if "crowd" not in done:
                say(f"{engine}: {CROWD} writers for {minutes:g} minutes")
                keep(engine, crowd=crowd(here, minutes), verified_crowd=here.manage("verify_log"))
    if "drill" not in done:
        say(f"{engine}: the drill of the backup")
        keep(engine, drill=drill.drilled(engine))


def main() -> int:
    """Run what is still to be done, and write the page."""
    form = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    options.add_argument("--kills", type=int, default=200, help="kills on each engine")
    options.add_argument(
        "--crowd", type=float, default=5.0, metavar="MINUTES", help="how long 32 people write"
    )
    options.add_argument("--engine", choices=ENGINES, action="append", help="only this engine")
    options.add_argument("--write", action="store_true", help="only write docs/reference/reliability.md")
    asked = options.parse_args()
    try:
        for engine in asked.engine or ENGINES:
            if not asked.write:
                study(engine, asked.kills, asked.crowd, lambda text: print(text, file=sys.stderr, flush=True))
    except KeyboardInterrupt:
        print("Stopped; run it again to go on.", file=sys.stderr)
        return 130
    PAGE.write_text(page({engine: (known(engine), kept(engine)) for engine in ENGINES}), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
