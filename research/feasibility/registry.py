# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a text to paste in a public registry, in Dutch and English.

Its questions are those that OSF and AsPredicted ask. What a plan cannot know (was any outcome opened?) is left open,
for whoever signs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from research import __version__
from research.feasibility.prospects import CANNOT
from research.plan.model import Plan, PlanOutcome
from research.release.levels import ONE_STAGE

#: The texts, Dutch and English.
WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "registry.toml").read_text(encoding="utf-8")
)


def say(key: str, lang: str, **values: object) -> str:
    """One text, with its open places filled in."""
    return WORDS[key][lang].format(**values)


def registry_text(plan: Plan, lang: str, record: dict[str, Any] | None = None) -> str:
    """The text of a plan, with what could be learned where there is a `record` of feasibility."""
    title = plan.title_nl if lang == "nl" else plan.title_en
    answers = {
        "data": [
            say("sign", lang) if record is None else say("none_opened", lang),
            say("place", lang, place=plan.place, period=plan.period, end=plan.outcome_period_end),
        ],
        "question": [asked(plan, lang)],
        "outcomes": [measured(one, lang) for one in sorted(plan.outcomes, key=lambda one: not one.primary)],
        "compared": compared(plan, lang),
        "analysis": computed(plan, lang),
        "left_out": [say("missing", lang)],
        "size": [say("everyone", lang), *prospects(plan, record, lang)],
        "rest": [say("all_rules", lang), *digests(plan, record, lang)],
    }
    parts = [f"{say(key, lang)}\n" + "\n".join(lines) for key, lines in answers.items()]
    return "\n\n".join([title, *(f"{place}. {part}" for place, part in enumerate(parts, start=1))]) + "\n"


def named(thing: Any, lang: str, what: str = "name") -> str:
    """A name or a definition in a language."""
    return str(getattr(thing, f"{what}_{lang}"))


def asked(plan: Plan, lang: str) -> str:
    """The main question in one sentence."""
    services = ", ".join(named(service, lang) for service in plan.tracks)
    outcome = named(plan.primary, lang, "definition")
    return say("asked", lang, services=services, reference=named(plan.reference, lang), outcome=outcome)


def measured(outcome: PlanOutcome, lang: str) -> str:
    """One outcome: what it is, when, and in which unit."""
    words = f"{named(outcome, lang)} ({named(outcome, lang, 'definition')}; {named(outcome, lang, 'unit')}"
    if outcome.term_months is not None:
        words += f"; {say('months', lang, months=outcome.term_months)}"
    return say("main" if outcome.primary else "beside", lang, outcome=f"{words})")


def compared(plan: Plan, lang: str) -> list[str]:
    """What is chance, and the comparisons."""
    strata = ", ".join(plan.strata)
    inside = say("strata", lang, strata=strata) if strata else ""
    how = say(plan.design, lang, strata=strata if plan.design == "caseworker" else inside)
    names = ", ".join(plan.comparisons)
    return [how, say("comparisons", lang, names=names, main=plan.direction_comparison)]


def computed(plan: Plan, lang: str) -> list[str]:
    """The way, what is known beforehand, the families of tests and the assumption."""
    lines = [say(f"way_{plan.design}", lang)]
    if plan.covariates:
        lines.append(say("known", lang, names=", ".join(plan.covariates)))
    groups = "; ".join(
        f"{named(one, lang)}: {' / '.join(named(group, lang) for group in one.groups)}"
        for one in plan.characteristics
    )
    rule = "holm"
    if plan.families == ONE_STAGE:
        rule = "one_stage" if len(plan.tracks) > 1 else "one_stage_alone"
    lines.append(say(rule, lang, number=plan.subgroup_comparisons, names=groups or "–"))
    return [*lines, say("exclusion", lang, words=named(plan, lang, "exclusion"))]


def prospects(plan: Plan, record: dict[str, Any] | None, lang: str) -> list[str]:
    """What could be learned, where that was computed."""
    if record is None:
        return []
    lines = record["prospects"]
    closed = sum(one["verdict"] == CANNOT for one in lines)
    told = [say("prospects", lang, closed=closed, asked=len(lines))]
    if plan.open_anyway_nl:
        told.append(say("opened", lang, words=named(plan, lang, "open_anyway")))
    return told


def digests(plan: Plan, record: dict[str, Any] | None, lang: str) -> list[str]:
    """What says later which plan this was."""
    lines = [say("sha256", lang, name=plan.path, digest=plan.sha256)]
    if record is not None:
        lines.append(say("sha256_of_prospects", lang, digest=record["sha256"]))
    return [*lines, say("program", lang, version=__version__)]
