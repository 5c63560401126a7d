# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many branches of research/ the tests walk, held against a floor: python -m tests.branches FILE."""

import json
import os
import sys
from pathlib import Path
from typing import Any

#: Per cent of all branches of research/.
FLOOR = 95.0
#: How many modules are named when there is something to mend.
NAMED = 10


def walked(totals: dict[str, Any]) -> float:
    """Per cent of the branches that were walked; all of them where there are none."""
    number = totals["num_branches"]
    return 100.0 * totals["covered_branches"] / number if number else 100.0


def main(path: Path) -> int:
    """Say the share in one line; below the floor name where most is missing, and answer 1."""
    if not path.is_file():
        print(f"{path} is not there: the tests that measure did not run to their end")
        return 1
    report = json.loads(path.read_text())
    share = walked(report["totals"])
    print(f"branches of research/: {share:.1f}% walked by its tests (floor {FLOOR:.0f}%)")
    if share >= FLOOR:
        return 0
    files = sorted(report["files"].items(), key=lambda file: -file[1]["summary"]["missing_branches"])
    for name, file in files[:NAMED]:
        missing = file["missing_branches"]
        print(f"  {name}: {len(missing)}, from lines {', '.join(str(begin) for begin, _ in missing[:12])}")
    if os.environ.get("FAILED_CHECKS"):
        with Path(os.environ["FAILED_CHECKS"]).open("a") as failed:
            failed.write("branches\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
