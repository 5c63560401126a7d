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

PLAN = """
[plan]
slug = "loting-2026"
title_nl = "Loting (FICTIEF)"
title_en = "Lottery (FICTIONAL)"
kind = "own"
fictional = true
design = "assignment"
place = "Voorbeeldstad (FICTIEF)"
period = "2016-01/2019-12"
outcome_period_end = "2020-12"
made_by = "The Tweespraak contributors"
seed = 1
direction_comparison = "assignment"
exclusion_nl = "Het aanbod werkt alleen via meedoen."
exclusion_en = "The offer works through taking part only."

[columns]
treatment = "took"
instrument = "offer"

[[column]]
name = "offer"
type = "integer"
values = ["0", "1"]
[[column]]
name = "took"
type = "integer"
values = ["0", "1"]
[[column]]
name = "old"
type = "integer"
values = ["0", "1"]
[[column]]
name = "y"
type = "number"
measured = "outcome"

[[service]]
key = "none"
value = "0"
reference = true
name_nl = "geen training"
name_en = "no training"
[[service]]
key = "training"
value = "1"
name_nl = "training"
name_en = "training"

[[outcome]]
id = "y"
key = "pay"
column = "y"
scale = "SCALE"
UNIT
term_months = 12
primary = true
name_nl = "Loon"
name_en = "Pay"
definition_nl = "Loon na 12 maanden"
definition_en = "Pay after 12 months"

[[characteristic]]
key = "age"
column = "old"
name_nl = "Leeftijd"
name_en = "Age"
  [[characteristic.group]]
  key = "under_45"
  name_nl = "jong"
  name_en = "young"
  values = ["0"]
  [[characteristic.group]]
  key = "from_45"
  name_nl = "oud"
  name_en = "old"
  values = ["1"]
"""
UNIT = 'unit = "euro"\nunit_nl = "euro"\nunit_en = "euro"'


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
    text = PLAN.replace("SCALE", scale).replace("UNIT", ("" if scale == "share" else UNIT) + more)
    (folder / "loting.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "loting.toml")


def run_lottery(
    table: pd.DataFrame, folder: Path, scale: str = "mean", more: str = ""
) -> tuple[Plan, Results]:
    """The plan and the results of a lottery."""
    table.to_csv(folder / "loting.csv", index=False)
    plan = lottery_plan(folder, scale, more)
    return plan, estimate(plan, [folder / "loting.csv"])
