# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The totals of several pytest runs in one last line, in pytest's own form; before it, what broke."""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

KINDS = ("failed", "passed", "skipped", "xfailed", "xpassed", "error", "rerun")
#: Of what broke, so many last lines: who reads only the end of a long log still learns what to mend.
LINES = 12
WIDTH = 200


def record(
    engine: str, counts: dict[str, int], seconds: float, remark: str, broken: Sequence[tuple[str, str]] = ()
) -> None:
    """Add one run to the file that script/test made, if it did; `broken` holds a test's name and its trace."""
    path = os.environ.get("TEST_TOTALS")
    if path:
        run = {
            "engine": engine,
            "counts": counts,
            "seconds": seconds,
            "remark": remark,
            "broken": list(broken),
        }
        with Path(path).open("a") as file:
            file.write(json.dumps(run) + "\n")


def end_of(trace: str) -> list[str]:
    """Return the last lines of a trace, none longer than can be read."""
    return [line[:WIDTH] for line in trace.splitlines() if line.strip()][-LINES:]


def line(counts: Counter[str], seconds: float) -> str:
    """Say for instance '2 failed, 810 passed in 93.10s'."""
    words = [f"{counts[kind]} {_plural(kind, counts[kind])}" for kind in KINDS if counts[kind]]
    return f"{', '.join(words) or 'no tests ran'} in {seconds:.2f}s"


def _plural(kind: str, number: int) -> str:
    return "errors" if kind == "error" and number != 1 else kind


def main(path: Path) -> int:
    """Print what broke, a line a run and the sum; 1 if anything failed or nothing ran."""
    total: Counter[str] = Counter()
    seconds = 0.0
    runs = [json.loads(text) for text in path.read_text().splitlines()]
    print()
    for run in runs:
        for name, trace in run["broken"]:
            print(f"-- {run['engine']}: {name}", *end_of(trace), "", sep="\n")
    for run in runs:
        total.update(run["counts"])
        seconds += run["seconds"]
        print(f"{run['engine']}: {line(Counter(run['counts']), run['seconds'])}")
    failed_checks = os.environ.get("FAILED_CHECKS")
    if failed_checks and (names := Path(failed_checks).read_text().split()):
        total["error"] += len(names)
        print(f"failed checks (counted as errors): {', '.join(names)}")
    for remark in sorted({run["remark"] for run in runs if run["remark"]}):
        print(remark)
    print(f" {line(total, seconds)} ".center(80, "="))
    return 1 if total["failed"] or total["error"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
