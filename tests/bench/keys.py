# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another master key around the keys of many clients: how long it takes, how much memory, and what a page notices.

    script/bench keys [--keys N] [--engine sqlite|postgresql]

Two sizes show whether the time for a key stays flat. While the keys are wrapped anew, another process opens clients
and makes new ones, one after the other; the longest of its waits is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.web import ENGINES, ROOT, database, machine

SCRIPT = Path(__file__).parent / "measured" / "rotating.py"


def act(address: str, *words: str) -> subprocess.Popen[str]:
    var = tempfile.mkdtemp()
    environment = os.environ | {"DATABASE_URL": address, "VAR_DIR": var, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(SCRIPT), *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _nothing = process.communicate()
    if process.returncode:
        raise SystemExit(f"{process.args!r} ended with {process.returncode}")
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def line(engine: str, keys: int) -> str:
    """One row of the table."""
    with database(engine) as address:
        told(act(address, "fill", str(keys)))
        beside = act(address, "work")
        turned = told(act(address, "rotate"))
        beside.terminate()
        waits = told(beside)
    cells = [
        engine, f"{turned['done']:,}", f"{turned['wrap']:.1f}", f"{turned['wrap'] / turned['done'] * 1e6:.0f}",
        f"{turned['clean']:.1f}", f"{turned['peak_mib']:.0f}", f"{waits['looks']:,}", f"{waits['longest'] * 1000:.0f}",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run the bench and print a table."""
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--keys", nargs="+", type=int, default=[100_000, 1_000_000])
    options.add_argument("--engine", choices=ENGINES)
    chosen = options.parse_args()
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}\n")  # noqa: DTZ011
    print(
        "| engine | keys | wrapped anew, s | µs a key | table written anew, s | peak MiB | acts beside it | "
        "longest wait of them, ms |"
    )
    print("| --- " * 8 + "|", flush=True)
    for engine in [chosen.engine] if chosen.engine else ENGINES:
        for keys in chosen.keys:
            print(line(engine, keys), flush=True)


if __name__ == "__main__":
    main()
