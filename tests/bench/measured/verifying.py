# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fills a log, or times its verification, with the code of whatever tree stands first on the path.

    python …/verifying.py fill ROWS     python …/verifying.py migrate     python …/verifying.py verify

It is run as a file, by this tree and by an older one, so it imports only what both have.
"""

import json
import os
import random
import sys
import time
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

import django

LOOKS = 0.95  # of the rows are looks; the rest are decisions with what belongs to them
LINES_A_CLIENT = 40
AT_ONCE = 2000
ROWS_A_DECISION = 2.4  # the decision, its departure, and for one in five two voices


def fill(rows: int) -> None:
    """A migrated database with so many rows in the logs, dated as they come."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    from tests.bench.measured.log import Filler
    from tests.worlds import make_world

    world = make_world()
    filler = Filler(world)
    filler.grow(max(2, int(rows * (1 - LOOKS) / ROWS_A_DECISION)))
    _looks(int(rows * LOOKS), world.people.anouk)


def _looks(rows: int, account: Any) -> None:
    from django.db import transaction

    from checklist.access.models import AccessLine
    from checklist.base.append_only import append_many
    from checklist.base.keys import new_client_key

    dice = random.Random(3)
    with transaction.atomic():
        keys = [new_client_key() for _ in range(max(1, rows // LINES_A_CLIENT))]
    for begin in range(0, rows, AT_ONCE):
        append_many(
            [
                AccessLine(
                    client_key=keys[number % len(keys)] if number < len(keys) else dice.choice(keys),
                    actor="staff", account=account, role="caseworker", team=account.team.name, purpose="talk",
                    part=dice.choice(["goal", "questions", "evidence", "choices", "summary"]),
                )
                for number in range(begin, min(rows, begin + AT_ONCE))
            ]
        )  # fmt: skip


def verify() -> dict[str, float]:
    """Every chain, and then the whole command."""
    from django.core.management import CommandError, call_command

    from checklist.base.chain import verify_chains

    begin, cpu = time.perf_counter(), time.process_time()
    rows, faults = verify_chains()
    wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
    peak = _most_memory()
    begin = time.perf_counter()
    try:
        with redirect_stderr(StringIO()):
            call_command("verify_log", stdout=StringIO(), stderr=StringIO())
    except CommandError:
        pass  # the rows of the bench are dated back, and a newer program says so
    return {
        "rows": rows, "faults": len(faults), "wall": wall, "cpu": cpu,
        "command": time.perf_counter() - begin, "peak_mib": peak,
    }  # fmt: skip


def _most_memory() -> float:
    """MiB that this program held at the most. What it was started from does not count, as in `getrusage` it does."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) / 1024


def main() -> None:
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "reintapp.settings.test"
    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    elif sys.argv[1] == "migrate":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    else:
        print(json.dumps(verify()))


if __name__ == "__main__":
    main()
