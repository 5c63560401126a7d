# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of the worlds that are attacked: one service, one outcome, three characteristics."""

from __future__ import annotations

from tests.research.plans import (
    THROUGH_THE_TRACK,
    characteristic,
    column,
    head,
    outcome,
    section,
    service,
)
from tests.study._attack import KINDS

HALVES = [("low", "laag", "low", "1"), ("high", "hoog", "high", "2")]


def attack_plan(towns: int, seed: int) -> str:
    """The plan for so many municipalities."""
    return "\n".join([
        head(f"aanval-{towns}", ("Aanval (FICTIEF)", "Attack (FICTIONAL)"), "caseworker", seed=seed,
             municipalities=towns, direction_comparison="versus_reference", **THROUGH_THE_TRACK),
        section("[columns]", {"decision_maker": "worker", "strata": ["month"], "treatment": "track"}),
        column("worker", "key") + column("month", "key") + column("track", "category", ["none", "a"], "after")
        + column("y", "integer", ["0", "1"], "outcome") + "".join(column(kind, "integer") for kind in KINDS),
        service("none", "none", ("geen", "none"), reference=True) + service("a", "a", ("hulp", "service")),
        outcome("work", ("Werk", "Work"), "share"),
        *(characteristic(kind, kind, (kind, kind), HALVES) for kind in KINDS),
    ])  # fmt: skip
