# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One engine, all parts, in a process of its own: python -m tests.bench.measured.run OUT [--quick] [--only PART …]."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

import django

PARTS = ("talk", "prepared", "lines", "log")


def main() -> None:
    """Fill an empty database, measure, and write what was found as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--sizes", nargs="*", type=int)
    options.add_argument("--only", nargs="*", default=PARTS, choices=PARTS)
    chosen = options.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.measured.settings"
    django.setup()
    sizes = tuple(chosen.sizes or ((2_000,) if chosen.quick else (20_000, 200_000)))
    found = measure(chosen.only, quick=chosen.quick, sizes=sizes)
    chosen.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def measure(parts: tuple[str, ...], *, quick: bool, sizes: tuple[int, ...]) -> dict[str, dict[str, float]]:
    """Every part that was asked for."""
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from tests.worlds import make_world

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the plain twin, which points at tables of the app
    setup_test_environment(debug=False)
    world = make_world()
    found: dict[str, dict[str, float]] = {}
    for part in parts:
        print(f"  {part}", flush=True)
        found |= _log(world, quick, sizes) if part == "log" else MEASURED[part](world, quick)
    return found


def _talk(world: Any, quick: bool) -> dict[str, dict[str, float]]:
    from tests.bench.measured import talk

    bench, rounds = talk.bench_case(world), 3 if quick else 15
    return {
        "pages": talk.pages(bench, rounds=rounds, times=20 if quick else 60),
        "drawings": talk.drawings(bench, rounds=rounds, times=3 if quick else 10),
        "tracked": talk.tracked(bench, rounds=rounds, times=20 if quick else 100),
    }


def _prepared(world: Any, quick: bool) -> dict[str, dict[str, float]]:
    from tests.bench.measured import prepared, talk

    bench = talk.bench_case(world, number=9001)
    return {"prepared": prepared.saved(bench, rounds=3 if quick else 60, times=10)}


def _lines(world: Any, quick: bool) -> dict[str, dict[str, float]]:
    from tests.bench.measured import lines

    account = world.people.anouk
    return {
        "alone": lines.alone(account, rounds=3 if quick else 15, times=20 if quick else 200),
        "crowd": lines.crowd(account, seconds=2 if quick else 10),
    }


def _log(world: Any, quick: bool, sizes: tuple[int, ...]) -> dict[str, dict[str, float]]:
    from tests.bench.measured import lines, log

    filler, found = log.Filler(world), {}
    for size in sizes:
        filler.grow(size)
        print(f"  log of {size:,} rows", flush=True)
        found[f"log_{size}"] = log.pages(world, rounds=3 if quick else 7, times=3)
    return found | {"verification": lines.verification()}


MEASURED = {"talk": _talk, "prepared": _prepared, "lines": _lines}

if __name__ == "__main__":
    main()
