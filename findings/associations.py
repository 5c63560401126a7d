# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Associations with starting work: what often goes together, never what a service does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from findings.estimate.disclosure import Profile
from findings.estimate.plan import Plan
from findings.release.schema import FindingRow


def association_row(plan: Plan, item: dict[str, Any], profile: Profile) -> FindingRow:
    """One association as a line of findings.csv; the numbers were screened when they were made."""
    raise NotImplementedError


__all__ = ["Decimal", "association_row"]
