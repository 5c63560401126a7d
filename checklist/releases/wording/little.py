# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What little difference is, and which way it goes all the same where 0 lies outside its range."""

from collections.abc import Mapping
from typing import Any

from checklist.releases.wording.facts import FindingFacts, number, unit_words
from checklist.releases.wording.states import AWAY, SIMILAR, TOWARDS
from checklist.releases.wording.texts import Lang, fit, say


def what_is_little(facts: FindingFacts, lang: Lang) -> str:
    """What was called little difference, beforehand."""
    plain = say(f"why_{SIMILAR}", lang)
    if facts.margin is None:
        return plain
    margin = number(facts.margin.normalize() + 0, lang)
    if facts.scale == "share":
        return say("why_similar_share", lang, m=margin)
    return fit(say("why_similar_mean", lang, m=margin, unit=unit_words(facts, lang)), plain)


def lean(facts: FindingFacts) -> str:
    """Which way little difference goes: TOWARDS or AWAY where 0 lies outside its range, else ''."""
    if facts.state != SIMILAR or facts.lower is None or facts.upper is None:
        return ""
    return TOWARDS if facts.lower > 0 else AWAY if facts.upper < 0 else ""


def way_of_little(facts: FindingFacts, lang: Lang) -> str:
    """That there is a difference all the same, where the range leaves out 0."""
    way = lean(facts)
    return say(f"similar_{way}" if facts.scale == "share" else f"similar_{way}_mean", lang) if way else ""


def measured(row: Mapping[str, Any]) -> Any:
    """An outcome or topic of a manifest by its name, as schema.org says it, with what the plan calls little."""
    if not row.get("margin"):
        return row["name_nl"]
    said = f"Vergelijkbaar (similar): een verschil van minder dan {row['margin']} {row['unit_nl']}, vooraf gekozen."
    return {"@type": "PropertyValue", "name": row["name_nl"], "description": said}
