# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of the worlds that are attacked: one service, one outcome, three characteristics."""

from __future__ import annotations

from tests.study._attack import KINDS

PLAN = """
[plan]
slug = "SLUG"
title_nl = "Aanval (FICTIEF)"
title_en = "Attack (FICTIONAL)"
kind = "own"
fictional = true
design = "caseworker"
place = "Voorbeeldstad (FICTIEF)"
period = "2016-01/2019-12"
outcome_period_end = "2020-12"
made_by = "The Tweespraak contributors"
seed = SEED
municipalities = TOWNS
direction_comparison = "versus_reference"
exclusion_nl = "De consulent beïnvloedt de kans op werk alleen via het traject."
exclusion_en = "The caseworker influences the chance of work only through the track."
[columns]
decision_maker = "worker"
strata = ["month"]
treatment = "track"
[[column]]
name = "worker"
type = "key"
[[column]]
name = "month"
type = "key"
[[column]]
name = "track"
type = "category"
values = ["none", "a"]
measured = "after"
[[column]]
name = "y"
type = "integer"
values = ["0", "1"]
measured = "outcome"
[[service]]
key = "none"
value = "none"
reference = true
name_nl = "geen"
name_en = "none"
[[service]]
key = "a"
value = "a"
name_nl = "hulp"
name_en = "service"
[[outcome]]
id = "y"
key = "work"
column = "y"
scale = "share"
term_months = 12
primary = true
name_nl = "Werk"
name_en = "Work"
definition_nl = "Werk"
definition_en = "Work"
""" + "".join(
    f"""
[[column]]
name = "{kind}"
type = "integer"
[[characteristic]]
key = "{kind}"
column = "{kind}"
name_nl = "{kind}"
name_en = "{kind}"
  [[characteristic.group]]
  key = "low"
  name_nl = "laag"
  name_en = "low"
  values = ["1"]
  [[characteristic.group]]
  key = "high"
  name_nl = "hoog"
  name_en = "high"
  values = ["2"]
"""
    for kind in KINDS
)
