# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clients beside the rest of the municipality: shares, plain and standardised for age and sex. Association, always.

Direct standardisation (Rothman, Greenland and Lash, Modern Epidemiology, chapter 15): the share among the clients of
every cell of age and sex, weighted by how many of the others are in that cell. So the others are the standard, and
their standardised share is their plain one. A cell with too few clients is joined with the next band of age of the same
sex; the last too few join the band before. Where one sex has too few altogether, both sexes are taken together; where
there are too few clients in all, there is no standardised share. Nor where more than one in ten of the others are in
cells that have too few clients of their own: the number would then rest for more than 10 people of 100 on clients of
another age or sex (Manski, Identification for Prediction and Decision, 2007, chapter 2: a share of which nothing is
known for a fraction w of the people is known to within w).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from research.counting.insight import InsightCounts
from research.estimators.geometry import Floats, Ints
from research.estimators.standardised import Share, difference, plain_share, weighted_share
from research.plan.insight import InsightPlan, PlanTopic, TopicPart
from research.release.rules import MINIMUM_CELL
from research.release.schema import ABOUT_AGE, TOO_FEW_PER_AGE
from research.results import digits

#: The most of the others, as a fraction, who may be in cells with too few clients.
MOST_WITHOUT_CLIENTS = 0.10
#: From this fraction of the others on, what the clients of one cell have can be read from the number.
LARGE_WEIGHT = 0.25


@dataclass(frozen=True)
class Compared:
    """One part of a topic in one year: clients (`here`) and others (`there`), as (here, there) pairs of whole numbers.

    Shares are fractions. They are `None` where nobody is known; the standardised ones also where `reason` says why.
    `cells` are how many cells of age and sex were told apart; `heavy` are the clients with and without in each of those
    that hold much of the others.
    """

    topic: PlanTopic
    part: TopicPart
    year: int
    people: tuple[int, int]
    having: tuple[int, int]
    unknown: tuple[int, int]
    here: Share | None
    there: Share | None
    gap: Share | None
    standard: Share | None
    standard_gap: Share | None
    cells: int
    reason: str
    heavy: tuple[tuple[int, int], ...] = ()


def compare(plan: InsightPlan, counts: InsightCounts, least: int = MINIMUM_CELL) -> Iterator[Compared]:
    """Every part of every topic in every year, in the order of the plan; `least` are the fewest clients in a cell."""
    for t, topic in enumerate(plan.topics):
        for p, part in enumerate(topic.parts):
            for y, year in enumerate(plan.years):
                known, having = counts.known[t][p][:, y], counts.having[t][p][:, y]
                yield compared(plan, topic, part, year, counts.everyone[:, y], known, having, least)


def compared(
    plan: InsightPlan,
    topic: PlanTopic,
    part: TopicPart,
    year: int,
    everyone: Ints,
    known: Ints,
    having: Ints,
    least: int,
) -> Compared:
    """One part in one year, of counts (2, C) by cell of age and sex."""
    people, has = known.sum(axis=1), having.sum(axis=1)
    unknown = everyone.sum(axis=1) - people
    sizes, hits, lacking = ((int(one), int(other)) for one, other in (people, has, unknown))
    here = there = gap = standard = standard_gap = None
    cells, reason = 0, ABOUT_AGE if plan.about_age(topic) else TOO_FEW_PER_AGE
    heavy: tuple[tuple[int, int], ...] = ()
    if people.all():
        here, there = (plain_share(int(has[side]), int(people[side])) for side in (0, 1))
        gap = difference(here, there)
        alike = not plan.about_age(topic) and without_clients(known, least) <= MOST_WITHOUT_CLIENTS
        joined = joined_cells(known[0], len(plan.ages), least) if alike else []
        if joined:
            cells, reason = len(joined), ""
            standard, level = standardised(known, having, joined)
            standard_gap = difference(standard, level)
            heavy = heavy_cells(known, having, joined)
    return Compared(
        topic,
        part,
        year,
        sizes,
        hits,
        lacking,
        here,
        there,
        gap,
        standard,
        standard_gap,
        cells,
        reason,
        heavy,
    )


def without_clients(known: Ints, least: int) -> float:
    """The fraction of the others, at least one, in cells with fewer than `least` clients, of counts (2, C)."""
    return float(known[1][known[0] < least].sum() / known[1].sum())


def heavy_cells(known: Ints, having: Ints, cells: list[list[int]]) -> tuple[tuple[int, int], ...]:
    """Clients with and without, of counts (2, C), in each joined cell that holds a large part of the others."""
    large = [cell for cell in cells if known[1, cell].sum() >= LARGE_WEIGHT * known[1].sum()]
    counts = [(int(known[0, cell].sum()), int(having[0, cell].sum())) for cell in large]
    return tuple((has, people - has) for people, has in counts)


def standardised(known: Ints, having: Ints, cells: list[list[int]]) -> tuple[Share, Share]:
    """Shares of clients and of others by the age and sex of the others, of counts (2, C) in joined cells."""
    people, has = (
        np.array([part[:, cell].sum(axis=1) for cell in cells], float).T for part in (known, having)
    )
    weights: Floats = people[1] / people[1].sum()
    used = weights > 0.0
    one, other = (weighted_share(has[side][used], people[side][used], weights[used]) for side in (0, 1))
    return one, other


def joined_cells(clients: Ints, bands: int, least: int) -> list[list[int]]:
    """Places of the cells that are taken together, so that each has at least `least` clients.

    `clients` (C,) are those of all bands of the first sex, the youngest first, then of the second. Empty where there
    are too few in all.
    """
    sexes = [list(range(start, start + bands)) for start in range(0, len(clients), bands)]
    if any(clients[places].sum() < least for places in sexes):
        both = [[places[band] for places in sexes] for band in range(bands)]
        return run_together(both, clients, least)
    return [cell for places in sexes for cell in run_together([[place] for place in places], clients, least)]


def run_together(cells: list[list[int]], clients: Ints, least: int) -> list[list[int]]:
    """Neighbours joined from the youngest on until each has `least` clients; the last too few join the one before.

    `cells` are places in `clients` (C,) that belong together already.
    """
    joined: list[list[int]] = []
    waiting: list[int] = []
    for cell in cells:
        waiting = waiting + cell
        if clients[waiting].sum() >= least:
            joined.append(waiting)
            waiting = []
    if waiting and joined:
        joined[-1] = joined[-1] + waiting
    return joined


INSIDE_COLUMNS = (
    "topic", "part", "year", "people_here", "having_here", "unknown_here", "people_there", "having_there",
    "unknown_there",
    "here", "here_lower", "here_upper", "there", "there_lower", "there_upper", "difference", "difference_lower",
    "difference_upper", "standard", "standard_lower", "standard_upper", "standard_difference",
    "standard_difference_lower", "standard_difference_upper", "cells", "reason_standard",
)  # fmt: skip


def inside_csv(plan: InsightPlan, counts: InsightCounts) -> str:
    """Every number with all its digits, as fractions; it stays inside."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(INSIDE_COLUMNS)
    for row in compare(plan, counts):
        sizes = [
            number for side in (0, 1) for number in (row.people[side], row.having[side], row.unknown[side])
        ]
        shares = [row.here, row.there, row.gap, row.standard, row.standard_gap]
        cells = [
            digits(end)
            for share in shares
            for end in ((share.value, share.low, share.high) if share else [None] * 3)
        ]
        writer.writerow([row.topic.key, row.part.key, row.year, *sizes, *cells, row.cells, row.reason])
    return stream.getvalue()
