# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no data can test: that the plan was there first, and that nothing but the service carries the influence."""

from __future__ import annotations

from research.release.schema import Verdict
from research.results import Check, Measure


def plan_check() -> Check:
    """Stated: no data can tell that the plan was there first. Its hash in the release tells which plan it was."""
    return Check(
        "plan.hash",
        "plan",
        "sha256",
        None,
        None,
        Verdict.STATED,
        "We hebben vooraf opgeschreven wat we zouden uitrekenen.",
        "We wrote down beforehand what we would compute.",
        kind="plan",
        what="hash",
        measure=Measure.STATISTIC,
    )


def exclusion_stated(sentence_nl: str, sentence_en: str) -> Check:
    """The exclusion, in the words of the plan: stated by the municipality, never tested."""
    return Check(
        "exclusion.stated",
        "exclusion",
        "stated in the plan",
        None,
        None,
        Verdict.STATED,
        sentence_nl,
        sentence_en,
        kind="exclusion",
        what="stated",
        measure=Measure.STATISTIC,
    )
