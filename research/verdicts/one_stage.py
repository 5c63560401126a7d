# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ordered families in one stage: everyone's effects share five percent, and what they win is passed on to their groups.

Every service begins with an equal part. A service whose effect for everyone was shown passes half of its part to the
other services and half to its own groups. A pair of groups is one question with three tests in order: the difference
between the two, and only when it held the effect in either; each at the whole level of the pair, since at most one of
the three can be the first that is true. What is finished passes its part on.

Source: Bretz, Maurer, Brannath, Posch (2009), *A graphical approach to sequentially rejective multiple test
procedures*; Goeman and Solari (2010), *The sequential rejection principle*; Shaffer (1986) for the pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: The part of a shown effect that goes to the groups of its own service; the rest goes to the other services.
TO_GROUPS = 0.5

#: A service, or a service and a characteristic.
Node = tuple[str, str]


@dataclass(frozen=True)
class PairTests:
    """The p-values of a pair of groups: of the difference, and of the effect in each (1 where there is none)."""

    difference: float
    effects: tuple[float, ...]

    @property
    def finished(self) -> float:
        """The level at which nothing of it is left to show."""
        return max(self.difference, *self.effects)

    def effect(self, place: int) -> float:
        """The level at which the effect of one group is shown: the difference has to hold first."""
        return max(self.difference, self.effects[place])


@dataclass(frozen=True)
class Stage:
    """The part that every question has once others were shown, from the corrected level `reached` on."""

    reached: float
    weights: Mapping[Node, float]


class Graph:
    """Who has which part, and to whom it goes when it is shown."""

    def __init__(self, services: Sequence[str], characteristics: Sequence[str]) -> None:
        """Every service an equal part, its groups nothing yet."""
        self.weights: dict[Node, float] = {(service, ""): 1.0 / len(services) for service in services}
        self.weights |= {(service, kind): 0.0 for service in services for kind in characteristics}
        self.arrows: dict[tuple[Node, Node], float] = {}
        for service in services:
            others = [other for other in services if other != service]
            groups = TO_GROUPS if others and characteristics else float(bool(characteristics))
            for other in others:
                self.arrows[(service, ""), (other, "")] = (1.0 - groups) / len(others)
            for kind in characteristics:
                self.arrows[(service, ""), (service, kind)] = groups / len(characteristics)
                for next_kind in characteristics:
                    if next_kind != kind:
                        share = 1.0 / (len(characteristics) - 1)
                        self.arrows[(service, kind), (service, next_kind)] = share

    def without(self, shown: Node) -> None:
        """Take out a question that was shown: its part follows its arrows, and arrows through it close up."""
        own = self.weights.pop(shown)
        out = {end: share for (start, end), share in self.arrows.items() if start == shown}
        for end, share in out.items():
            self.weights[end] += own * share
        closed: dict[tuple[Node, Node], float] = {}
        for start in self.weights:
            there = self.arrows.get((start, shown), 0.0)
            back = 1.0 - there * out.get(start, 0.0)
            for end in self.weights:
                if end == start:
                    continue
                share = self.arrows.get((start, end), 0.0) + there * out.get(end, 0.0)
                if share > 0.0 and back > 0.0:
                    closed[start, end] = share / back
        self.arrows = closed


def stages_of(
    everyone: Mapping[str, float], pairs: Mapping[Node, PairTests], characteristics: Sequence[str]
) -> list[Stage]:
    """All stages in order, as if every question were shown one after the other.

    `everyone` holds the p-value of each service, `pairs` those of each service and characteristic; a pair that is not
    there has its part all the same, and is never shown.
    """
    graph = Graph(list(everyone), characteristics)
    final = {(service, ""): p for service, p in everyone.items()} | {
        node: tests.finished for node, tests in pairs.items()
    }
    reached, stages = 0.0, []
    while graph.weights:
        stages.append(Stage(reached, dict(graph.weights)))
        asked = {node: final.get(node, 1.0) / part for node, part in graph.weights.items() if part > 0.0}
        if not asked:
            break
        next_node = min(asked, key=lambda node: asked[node])
        reached = max(reached, asked[next_node])
        if reached > 1.0:
            break
        graph.without(next_node)
    return stages


def corrected_p(stages: Sequence[Stage], node: Node, p: float) -> float:
    """The lowest level of the whole at which this test rejects; at most 1."""
    parts = [(stage.reached, stage.weights.get(node, 0.0)) for stage in stages]
    return min([1.0, *(max(reached, p / part) for reached, part in parts if part > 0.0)])


def own_level(stages: Sequence[Stage], node: Node, alpha: float) -> float:
    """The level at which a question was judged: its part when it was shown, else the last that it had.

    A part only grows until then, so a range at that level leaves out no effect exactly where the test rejects. Nought
    when it never had a part.
    """
    return max(alpha * stage.weights.get(node, 0.0) for stage in stages if stage.reached <= alpha)
