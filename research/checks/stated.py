# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no data can test: that the plan was there first, and that nothing but the service carries the influence."""

from __future__ import annotations

from research.plan.model import Opening
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


def opening_check(opening: Opening) -> Check:
    """What was told before any outcome was opened: how many questions cannot speak, and whether they stayed closed."""
    nl = f"Vooraf berekend: {opening.unable} van de {opening.asked} vragen kunnen niets laten zien."
    en = f"Computed beforehand: {opening.unable} of {opening.asked} questions can show nothing."
    if opening.unable and opening.closed:
        nl, en = f"{nl} Daarvan is geen uitkomst bekeken.", f"{en} No outcome of them was opened."
    elif opening.unable:
        nl, en = (
            f"{nl} Toch bekeken: {opening.why[0]}",
            f"{en} Opened all the same: {opening.why[1]}",
        )
    return Check(
        "plan.feasibility", "plan", f"sha256 {opening.sha256}", None, None, Verdict.STATED, nl, en,
        kind="plan", what="feasibility", measure=Measure.STATISTIC,
    )  # fmt: skip


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
