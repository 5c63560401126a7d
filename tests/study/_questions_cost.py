# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of thirty questions as a number of empty pages, in processor time; prints the median of the rounds.

Run as a file, with the build that is measured first on PYTHONPATH: an earlier one has the case of the bench too.
"""

import os
import statistics
import time
from typing import Any

import django

ROUNDS, TIMES = 9, 60


def spent(server: Any, path: str) -> float:
    """Seconds of processor for so many times one page."""
    begin = time.process_time()
    for _ in range(TIMES):
        server.get(path)
    return time.process_time() - begin


def main() -> None:
    """Fill an empty database and measure, both pages by turns."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.measured.settings"
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    from checklist.intake import rules

    rules.Given = rules.FilledAnswer  # type: ignore[attr-defined] # as the bench of an earlier build calls it
    from tests.bench.measured.talk import bench_case
    from tests.worlds import make_world

    bench = bench_case(make_world())
    empty = "/bench/lege-pagina/"
    spent(bench.server, bench.page), spent(bench.server, empty)
    ratios = [spent(bench.server, bench.page) / spent(bench.server, empty) for _ in range(ROUNDS)]
    print(statistics.median(ratios))


if __name__ == "__main__":
    main()
