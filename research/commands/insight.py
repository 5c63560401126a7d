# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that lays the clients beside the rest of the municipality: insight."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from research.commands.console import OK, Add, Progress, add_reading, write_text

if TYPE_CHECKING:
    from research.counting.insight import InsightCounts
    from research.plan.insight import InsightPlan

INSIDE = "insight-inside.csv"
READING = "insight-reading.csv"
#: From this share of people on, those of whom something is not known are worth a warning.
WORTH_A_WARNING = 0.1


def run_insight(options: argparse.Namespace, say: Progress) -> int:
    """Count the clients and the others by year, age and sex, and lay them side by side."""
    from research.counting.engines import Setting
    from research.counting.insight import FILE, count_insight, to_json
    from research.data.readers import reading_csv
    from research.effects.insight import inside_csv
    from research.plan.insight import read_insight

    plan = read_insight(options.plan)
    setting = Setting(options.engine, options.memory, options.master)
    counts = count_insight(plan, options.data, options.reference, setting, say)
    write_text(options.out / READING, reading_csv([*options.data, *options.reference]))
    write_text(options.out / FILE, to_json(counts))
    write_text(options.out / INSIDE, inside_csv(plan, counts))
    for warning in warnings(plan, counts):
        say.warn(warning)
    say("these counts stay inside the secure environment")
    print(options.out / INSIDE)
    return OK


def warnings(plan: InsightPlan, counts: InsightCounts) -> list[str]:
    """Where many people are outside the plan, or unknown."""
    from research.counting.insight import CALLED

    found = []
    for side, called in enumerate(CALLED):
        everyone = int(counts.everyone[side].sum())
        outside = counts.outside[side]
        if outside > WORTH_A_WARNING * (everyone + outside):
            found.append(
                f"{outside} of {everyone + outside} people of {called} lie outside the years and ages of the plan"
            )
        for topic, known in zip(plan.topics, counts.known, strict=True):
            lacking = everyone - min(int(part[side].sum()) for part in known)
            if lacking > WORTH_A_WARNING * everyone:
                found.append(f"topic {topic.key}: unknown of {lacking} of {everyone} people of {called}")
    return found


def add_insight(add: Add) -> None:
    """The options of insight."""
    insight = add("insight", run_insight, "lay the clients beside the rest of the municipality, per year")
    insight.add_argument("plan", type=Path)
    add_reading(insight)
    insight.add_argument(
        "--reference",
        type=Path,
        nargs="+",
        default=[],
        help="the rest of the municipality, with the same columns (link --others writes it)",
    )
    insight.add_argument("--out", type=Path, required=True, help="a folder inside the secure environment")
