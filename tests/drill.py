# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drill: fill, back up, go on (write, destroy, anchor), lose the database, restore the backup, look what holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import scratch
from tests.served import ROOT, environment

OTHER = "sqlite", "postgresql"


@dataclass
class Drill:
    """One database, its files, and commands on it."""

    engine: str
    address: str
    folder: Path
    empty: Any  # makes an empty database, and gives its address

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A command of the app on this database."""
        env = environment(self.address, self.folder) | {"BACKUP_DIR": str(self.backups)} | more
        return subprocess.run(
            [*command], cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False
        )

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "manage.py", *command)

    def said(self, *command: str) -> str:
        done = self.run(*command)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout

    def step(self, name: str) -> dict[str, Any]:
        """One of the steps below, in a process of its own."""
        found: dict[str, Any] = json.loads(
            self.said(sys.executable, "-m", "tests.drill", name).splitlines()[-1]
        )
        return found

    def manifest(self) -> Path:
        (path,) = self.backups.glob("*.json")
        return path

    def restored(self, *more: str) -> subprocess.CompletedProcess[str]:
        return self.run("script/restore", str(self.manifest()), *more)


@contextmanager
def drill(engine: str) -> Iterator[Drill]:
    """A database that nothing stands in yet."""
    with tempfile.TemporaryDirectory(prefix="tweespraak-drill-") as name:
        folder = Path(name)
        if engine == "sqlite":
            yield Drill(
                engine, f"sqlite:///{folder}/db.sqlite3", folder, lambda n: f"sqlite:///{folder}/{n}.sqlite3"
            )
        else:
            with scratch() as server:

                def empty(n: str) -> str:
                    server.create(n)
                    return server.address.removesuffix("tweespraak") + n

                yield Drill(engine, server.address, folder, empty)


def drilled(engine: str) -> dict[str, Any]:
    """The whole drill, with what it found."""
    with drill(engine) as here:
        before = here.step("fill")
        begin = time.monotonic()
        here.said("script/backup")
        backup = time.monotonic() - begin
        here.said(sys.executable, "manage.py", "write_anchor")
        after = here.step("go_on")
        here.said(sys.executable, "manage.py", "write_anchor")
        here.address = here.empty("another")
        begin = time.monotonic()
        restored = here.restored()
        assert restored.returncode == 0, restored.stdout + restored.stderr
        restore = time.monotonic() - begin
        verify = here.manage("verify_log")
        found = here.step("look")
        size = sum(path.stat().st_size for path in here.backups.iterdir())
    return {
        "before": before, "after": after, "found": found, "backup_seconds": backup, "restore_seconds": restore,
        "bytes": size, "restored": restored.stdout, "verify": verify.stderr, "verify_failed": verify.returncode != 0,
    }  # fmt: skip


# ---- the steps -------------------------------------------------------------------------------------------------------

GONE, STAYS, LATER = "FICTIEF-GONE-77", "FICTIEF-STAYS-78", "FICTIEF-LATER-79"


def _fill() -> dict[str, Any]:
    """Two talks, each with an answer in own words."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    from tests.checklist.intake.steps import answer, browser_of, case_of
    from tests.worlds import make_world

    world = make_world()
    for number in (GONE, STAYS):
        case = case_of(world, number)
        answer(case, "work", {"words": f"Woorden van {number}"})
        answer(case, "hours", {"value": "0-8"})
    browser_of(world.people.anouk)
    return _look()


def _go_on() -> dict[str, Any]:
    """After the backup: one client destroyed, one answer of the other, and a third client comes."""
    from checklist.access.models import Erasure
    from checklist.intake.models import Answer, Case
    from checklist.people.permissions import SYSTEM
    from checklist.retention.actions import destroy_client_data, destroy_ended_answer
    from tests.checklist.intake.steps import case_of

    case = Case.objects.get(client__number=GONE)
    destroy_client_data(client=case.client, ground=Erasure.Ground.CLIENT_ASKED, by=SYSTEM)
    ended = Answer.objects.get(case__client__number=STAYS, question__key="hours")
    destroy_ended_answer(answer=ended, by=SYSTEM)

    class World:  # what case_of reads of a world
        class people:  # noqa: N801
            anouk = case.caseworker

    case_of(World, LATER)  # type: ignore[arg-type]
    return _look()


def _look() -> dict[str, Any]:
    """Who is there, what can be read, what was destroyed."""
    from django.contrib.sessions.models import Session

    from checklist.access.models import AccessLine, Erasure
    from checklist.base.models import DataKey
    from checklist.intake.models import Answer, Case, Client
    from checklist.intake.queries import answers_opened

    words = {
        case.client.number: {
            key: opened.answer for key, opened in answers_opened(case).items() if opened.answer is not None
        }
        for case in Case.objects.exclude(client=None)
    }
    return {
        "clients": sorted(Client.objects.values_list("number", flat=True)),
        "words": words,
        "keys": DataKey.objects.count(),
        "empty_keys": DataKey.objects.filter(wrapped=b"").count(),
        "erasures": sorted(Erasure.objects.values_list("what", "ground")),
        "destroyed_answers": Answer.objects.filter(state="destroyed").count(),
        "lines": AccessLine.objects.count(),
        "sessions": Session.objects.count(),
    }


STEPS = {"fill": _fill, "go_on": _go_on, "look": _look}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(STEPS[sys.argv[1]]()))
