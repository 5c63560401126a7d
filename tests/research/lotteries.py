# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up lottery with a plan: an offer by lot, who took it up, and an outcome (FICTIEF)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from research.plan.model import Plan
from research.plan.reading import read_plan
from research.results import Results
from research.run import estimate
from tests.research.plans import age, column, head, outcome, section, service

EXCLUSION = {
    "exclusion_nl": "Het aanbod werkt alleen via meedoen.",
    "exclusion_en": "The offer works through taking part only.",
}


def lottery(
    size: int = 1_200, with_offer: float = 0.6, without_offer: float = 0.1, scale: str = "mean", seed: int = 4
) -> pd.DataFrame:
    """People with an offer by lot; chances of taking part with and without one."""
    rng = np.random.default_rng(seed)
    offer, old = rng.integers(0, 2, size), rng.integers(0, 2, size)
    took = (rng.random(size) < np.where(offer == 1, with_offer, without_offer)).astype(int)
    y = 100 + 8 * took + 5 * old + rng.normal(0, 10, size)
    if scale == "share":
        y = (rng.random(size) < 0.4 + 0.1 * took).astype(int)
    return pd.DataFrame({"offer": offer, "took": took, "old": old, "y": y})


def lottery_plan(folder: Path, scale: str = "mean", more: str = "") -> Plan:
    """Its plan; `more` goes in the outcome."""
    text = "\n".join([
        head("loting-2026", ("Loting (FICTIEF)", "Lottery (FICTIONAL)"), "assignment",
             direction_comparison="assignment", **EXCLUSION),
        section("[columns]", {"treatment": "took", "instrument": "offer"}),
        "".join(column(name, "integer", ["0", "1"]) for name in ("offer", "took", "old"))
        + column("y", "number", measured="outcome"),
        service("none", "0", ("geen training", "no training"), reference=True)
        + service("training", "1", ("training", "training")),
        outcome("pay", ("Loon", "Pay"), scale, "" if scale == "share" else "euro", more),
        age(),
    ])  # fmt: skip
    (folder / "loting.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "loting.toml")


def run_lottery(
    table: pd.DataFrame, folder: Path, scale: str = "mean", more: str = ""
) -> tuple[Plan, Results]:
    """The plan and the results of a lottery."""
    table.to_csv(folder / "loting.csv", index=False)
    plan = lottery_plan(folder, scale, more)
    return plan, estimate(plan, [folder / "loting.csv"])
