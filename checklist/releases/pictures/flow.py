# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who was studied: from everyone in the data to those who count, as far as the release says. Nothing is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checklist.releases.wording import Lang, number
from checklist.releases.wording.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFacts:
    """Of each 100, how many were left out at a stage, as the release prints it; None where it does not."""

    design: str
    later_intakes: Decimal | None = None
    no_outcome: Decimal | None = None
    not_comparable: Decimal | None = None
    people: int | None = None
    caseworkers: int | None = None
    offices: int | None = None


@dataclass(frozen=True, slots=True)
class FlowStage:
    """How wide the bar is of those who are left, and in words how many fell away here."""

    label: str
    width: str
    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    caption: str
    words: tuple[str, str, str]
    stages: tuple[FlowStage, ...]
    used: str
    unknown: tuple[str, ...]


def flow(facts: FlowFacts, lang: Lang) -> Flow | None:
    """The stages that the release tells about, each at its width; the others named. None where it tells of none."""
    steps = list(_steps(facts))
    if facts.people is None or all(left is None for _key, left in steps):
        return None
    stages, width = (
        [FlowStage(say(f"flow_{_first(facts)}", lang), "100.00%", say("flow_all", lang))],
        Decimal(100),
    )
    for key, left in steps:
        if left is not None:
            width *= (100 - left) / 100
            text = say("flow_left", lang, a=_printed(left, lang))
            stages.append(FlowStage(say(f"flow_{key}", lang), f"{width:.2f}%", text))
    unknown = [key for key, left in steps if left is None] + ["scope"]
    return Flow(
        caption=say("flow_caption", lang),
        words=(say("flow_stage", lang), say("flow_picture", lang), say("flow_away", lang)),
        stages=tuple(stages),
        used=_used(facts, lang),
        unknown=tuple(say(f"flow_unknown_{key}", lang) for key in unknown),
    )


def _first(facts: FlowFacts) -> str:
    if facts.design == "assignment":
        return "drawn"
    return "people" if facts.later_intakes is None else "intakes"


def _steps(facts: FlowFacts) -> Iterator[tuple[str, Decimal | None]]:
    """After drawing lots everybody whose outcome is known counts: there a release says the same thing twice."""
    if facts.design == "assignment":
        yield "outcome", facts.not_comparable
        return
    yield "first", facts.later_intakes
    yield "outcome", facts.no_outcome
    yield "compared", facts.not_comparable


def _printed(value: Decimal, lang: Lang) -> str:
    """As the release has it, without added zeros."""
    plain = value.normalize()
    return number(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain, lang)


def _used(facts: FlowFacts, lang: Lang) -> str:
    counts = (("people", facts.people), ("caseworkers", facts.caseworkers), ("offices", facts.offices))
    told = [say(f"flow_count_{key}", lang, n=number(count, lang)) for key, count in counts if count]
    return say("flow_used", lang, counts=", ".join(told))
