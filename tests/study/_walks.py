# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plugin of pytest for `script/study mutants`: how long every test takes, its preparation included."""

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

SECONDS: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: Any) -> None:
    SECONDS[report.nodeid] += report.duration


def pytest_sessionfinish(session: Any) -> None:
    if not hasattr(session.config, "workerinput"):
        Path(os.environ["MUTANTS_SECONDS"]).write_text(json.dumps(SECONDS, indent=0), encoding="utf-8")
