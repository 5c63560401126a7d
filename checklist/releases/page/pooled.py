# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups looked at together: of each its own number, and beside it that number drawn towards its other half.

For the library alone: made from the numbers that a release printed, no direction, and never in a talk.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from checklist.releases import pictures, queries, rules, wording
from checklist.releases.models import Finding, Release
from checklist.releases.page.blocks import about_whom
from checklist.releases.wording import FindingFacts, Lang
from research.release.pooled import FEWEST_PAIRS, Pooled, pooled

#: A group with a number, and what may be said about it.
Known = tuple[Finding, FindingFacts]


def possible(release: Release) -> bool:
    """Are there pairs of groups enough, and does the release still count?"""
    return len(release.manifest["characteristics"]) >= FEWEST_PAIRS and release.withdrawn_at is None


def pooled_of(
    release: Release, service: str, lang: Lang, *, off: Iterable[str], today: date
) -> dict[str, Any]:
    """The picture of one service, the first of which there is one where this is none; with its words. One query.

    A pair takes part when both halves have a number here; of what is suppressed, withdrawn or off nothing is used, so
    nothing about it can be found back.
    """
    found = queries.shown_findings(release, off=off).filter(
        type="effect", primary=True, comparison=release.direction_comparison, withdrawn_at=None
    )
    found = found.exclude(characteristic="").exclude(estimate=None).exclude(se=None)
    known: dict[str, dict[str, list[Known]]] = {row["key"]: {} for row in release.manifest["services"]}
    for row, facts in queries.with_facts(release, found, release.names, today=today):
        if row.se:
            known[row.service].setdefault(row.characteristic, []).append((row, facts))
    pairs = {
        key: both
        for key, of_it in known.items()
        if len(both := [rows for rows in of_it.values() if len(rows) == 2]) >= FEWEST_PAIRS
    }
    chosen = service if service in pairs else next(iter(pairs), "")
    return {
        "chosen": chosen,
        "services": list(pairs),
        "table": _table(release, pairs[chosen], lang) if chosen else None,
        "words": wording.pooled_words(lang),
        "note": wording.pooled_note(lang),
    }


def _table(release: Release, pairs: list[list[Known]], lang: Lang) -> pictures.PooledTable:
    """The picture of one service."""
    told = pooled([(queries.number_of(rows[0][0]), queries.number_of(rows[1][0])) for rows in pairs])
    both = [
        (row, _own(row, facts), _drawn(half, facts))
        for rows, halves in zip(pairs, told, strict=True)
        for (row, facts), half in zip(rows, halves, strict=True)
    ]
    axis = pictures.coarser(
        pictures.axis_for([facts for _, own, drawn in both for facts in (own, drawn)], lang)
    )
    made = tuple(
        pictures.PooledRow(
            about_whom(release.names, row.characteristic, row.group, lang),
            _line(own, axis, lang),
            _line(drawn, axis, lang),
        )
        for row, own, drawn in both
    )
    first, facts, _ = both[0]
    service = release.names.service(first.service)
    return pictures.PooledTable(
        service.in_(lang) if service else first.service, pictures.forest_caption(facts, lang), axis, made
    )


def _own(row: Finding, facts: FindingFacts) -> FindingFacts:
    """With the range of this line alone, as the other number has it; an older release prints one range only."""
    if row.lower_95 is None or row.upper_95 is None:
        return facts
    return replace(facts, lower=row.lower_95, upper=row.upper_95)


def _drawn(half: Pooled, facts: FindingFacts) -> FindingFacts:
    """With as many decimals as the release prints."""
    step = Decimal(1).scaleb(-facts.decimals)
    point, low, high = (
        Decimal(repr(value)).quantize(step) + 0 for value in (half.estimate, half.lower, half.upper)
    )
    return replace(facts, estimate=point, lower=low, upper=high)


def _line(facts: FindingFacts, axis: pictures.ForestAxis, lang: Lang) -> pictures.PooledLine:
    values = [
        value if value is not None else Decimal(0) for value in (facts.estimate, facts.lower, facts.upper)
    ]
    point, low, high = (rules.exact(value, lang) for value in values)
    return pictures.pooled_line(wording.pooled_range(point, low, high, lang), values, axis)
