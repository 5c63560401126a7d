# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the families of tests share five percent, by the rule that a plan and its release name (decision 0091)."""

from __future__ import annotations

from decimal import Decimal

from research.release.schema import ALPHA, FAMILY_ALPHA, FindingRow

#: Half each, or everyone first with all of it and groups with what was won.
TWO_HALVES, ONE_STAGE = FAMILY_RULES = ("two_halves", "one_stage")


def family_level(families: str) -> Decimal:
    """What a corrected p-value may be at most to count, under one of these rules; an older release names none."""
    return ALPHA if families == ONE_STAGE else FAMILY_ALPHA


def held(row: FindingRow, families: str) -> bool:
    """Did the difference with the other group hold under this rule?"""
    return row.difference_p_holm is not None and row.difference_p_holm <= family_level(families)
