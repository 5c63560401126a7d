# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules X1 to X10 for the table of the whole group: what may not leave is taken out before anything is written.

X1  at least so many people on both sides            X2  at least so many with and without, on both sides
X3  no share of nearly nobody or nearly everybody    X4  counts rounded, shares whole people of 100 from rounded counts
X5  no model; a standardised cell has enough people  X6  counts of people: nobody makes up a number
X7  where parts are everybody, one missing part would follow from the others: a second goes with it
X8  a year that an earlier release told of nearly the same people is told as it was there
X9  no rows                                          X10 what cannot be judged stays inside

X2, X3 and X7 hold for a standardised share too: X2 in every cell of age and sex that holds much of the others.
No total over years and no total over parts is printed, so that nothing can be subtracted within a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from research.disclosure.check_lines import to_step
from research.disclosure.earlier_releases import Earlier
from research.disclosure.profiles import Profile
from research.effects.insight import Compared
from research.estimators.standardised import Share, difference, plain_share
from research.plan.insight import ONE_OF
from research.release.insight_rules import RAW_CELLS, STANDARD_CELLS
from research.release.more_rows import InsightRow
from research.release.schema import (
    NOT_SHOWN,
    TOO_CLOSE,
    TOO_FEW_PER_AGE,
    Manifest,
    Release,
)

SIDES = ("here", "there")
#: The rows of a release by topic and year.
Groups = dict[tuple[str, int], list[InsightRow]]
#: Cells that a suppressed row leaves empty.
NUMBERS = (*RAW_CELLS, *STANDARD_CELLS, "n_here", "n_there", "unknown_here", "unknown_there")


def screened_insight(found: Sequence[Compared], profile: Profile) -> list[InsightRow]:
    """The rows that may leave, rounded, and the others without a number and with the reason (X1-X4, X7)."""
    hidden = {key_of(row) for row in found if may_not_leave(row, profile)}
    for parts in by_topic_and_year(found):
        hide_another(parts, hidden)
    bare = hidden | {key_of(row) for row in found if standard_may_not_leave(row, profile)}
    for parts in by_topic_and_year(found):
        hide_another(parts, bare)
    shown = [without_standard(row) if key_of(row) in bare else row for row in found]
    return [rounded_row(row, NOT_SHOWN if key_of(row) in hidden else "", profile) for row in shown]


def key_of(row: Compared) -> tuple[str, str, int]:
    """What names a row."""
    return row.topic.key, row.part.key, row.year


def may_not_leave(row: Compared, profile: Profile) -> bool:
    """Rules X1 to X3 on both sides of a row."""
    for side, (people, having) in enumerate(zip(row.people, row.having, strict=True)):
        if people < profile.minimum_people or min(having, people - having) < profile.minimum_cell:
            return True
        if not 100 - profile.highest_share <= whole_share(row, side, profile) <= profile.highest_share:
            return True
    return False


def standard_may_not_leave(row: Compared, profile: Profile) -> bool:
    """Rules X2 and X3 on a standardised share: of the whole, and in the cells from which it could be read."""
    if row.standard is None:
        return True
    fewest = min((number for cell in row.heavy for number in cell), default=profile.minimum_cell)
    share = standard_share(row.standard)
    return fewest < profile.minimum_cell or not 100 - profile.highest_share <= share <= profile.highest_share


def without_standard(row: Compared) -> Compared:
    """A row that keeps its standardised share inside."""
    return replace(row, standard=None, standard_gap=None, reason=row.reason or TOO_FEW_PER_AGE)


def standard_share(standard: Share) -> Decimal:
    """Whole people out of 100."""
    return Decimal(round(100 * standard.value))


def rounded_counts(row: Compared, side: int, profile: Profile) -> tuple[int, int]:
    """People of a side and those who are in the part, rounded as rule X4 says."""
    return to_step(row.having[side], profile), to_step(row.people[side], profile)


def whole_share(row: Compared, side: int, profile: Profile) -> Decimal:
    """Whole people out of 100, from rounded counts (X4)."""
    having, people = rounded_counts(row, side, profile)
    return Decimal((200 * having + people) // (2 * people))


def by_topic_and_year(found: Sequence[Compared]) -> list[list[Compared]]:
    """The parts of a topic in a year together."""
    groups: dict[tuple[str, int], list[Compared]] = {}
    for row in found:
        groups.setdefault((row.topic.key, row.year), []).append(row)
    return list(groups.values())


def hide_another(parts: list[Compared], hidden: set[tuple[str, str, int]]) -> None:
    """Rule X7: where the parts are everybody, and one is missing, the smallest of the others goes too."""
    shown = [row for row in parts if key_of(row) not in hidden]
    if parts[0].topic.sort == ONE_OF and len(parts) - len(shown) == 1 and shown:
        hidden.add(key_of(min(shown, key=lambda row: (row.having[0], row.part.key))))


def rounded_row(row: Compared, reason: str, profile: Profile) -> InsightRow:
    """One line of insight.csv."""
    blank: dict[str, Any] = dict.fromkeys(NUMBERS)
    names: dict[str, Any] = {"topic": row.topic.key, "part": row.part.key, "year": row.year}
    if reason:
        return InsightRow(**names, **blank, reason_empty=reason, reason_standard="")
    here, there = (whole_share(row, side, profile) for side in (0, 1))
    sides = [plain_share(*rounded_counts(row, side, profile)) for side in (0, 1)]
    cells: dict[str, Any] = blank | {
        "n_here": to_step(row.people[0], profile),
        "n_there": to_step(row.people[1], profile),
        **{f"unknown_{side}": told_unknown(row.unknown[at], profile) for at, side in enumerate(SIDES)},
        **around("here", here, sides[0], 0),
        **around("there", there, sides[1], 0),
        **around("difference", here - there, difference(sides[0], sides[1]), -100),
    }
    if row.standard and row.standard_gap:
        standard = standard_share(row.standard)
        cells |= around("standard", standard, row.standard, 0)
        cells |= around("standard_difference", standard - there, row.standard_gap, -100)
    return InsightRow(**names, **cells, reason_empty="", reason_standard=row.reason)


def around(name: str, value: Decimal, share: Share, least: int) -> dict[str, Decimal]:
    """A whole number out of 100 with its range, rounded outward, around it and inside what can be."""
    low = Decimal(repr(100 * share.low)).to_integral_value(ROUND_FLOOR)
    high = Decimal(repr(100 * share.high)).to_integral_value(ROUND_CEILING)
    ends = {
        "": value,
        "_lower": max(min(low, value), Decimal(least)),
        "_upper": min(max(high, value), Decimal(100)),
    }
    return {name + end: Decimal(int(number)) for end, number in ends.items()}


def told_unknown(number: int, profile: Profile) -> int | None:
    """Of how many people it is not known; nothing where that is nobody or a handful."""
    return to_step(number, profile) if number >= profile.minimum_cell else None


# ---- X8 --------------------------------------------------------------------------------------------------------------


def told_before(rows: list[InsightRow], manifest: Manifest, earlier: Earlier) -> list[InsightRow]:
    """The rows with rule X8 applied: a topic and year of nearly the same people is told as it was before.

    Of another plan, with other parts, or where two earlier releases told it differently, it stays inside (X10).
    `manifest` is that of the release that is made now.
    """
    groups: Groups = {}
    for row in rows:
        groups.setdefault((row.topic, row.year), []).append(row)
    told = {key: standing(group, groups, manifest, earlier) for key, group in groups.items()}
    return [told[row.topic, row.year].get(row.part, row) for row in rows]


def standing(
    group: list[InsightRow], groups: Groups, manifest: Manifest, earlier: Earlier
) -> dict[str, InsightRow]:
    """The rows of a topic and year, by part, that take the place of those now; empty where nothing is too close."""
    releases = [renamed(release, group, groups, manifest, earlier) for release in earlier.releases]
    known = [release for release in releases if people_of(rows_of(release, group[0]))]
    close = [release for release in known if too_close(group, release, earlier)]
    left = left_over(group, [r for r in known if r.manifest.place != manifest.place], earlier)
    if not close and not left:
        return {}
    before = [rows_of(release, group[0]) for release in close]
    same = all(
        release.manifest.plan_sha256 == earlier.plan_sha256
        and told_alike(release.manifest, manifest, group[0].topic)
        and rows == before[0]
        and {row.part for row in rows} == {row.part for row in group}
        for release, rows in zip(close, before, strict=True)
    )
    if same and not left:
        return {row.part: row for row in before[0]}
    blank: dict[str, Any] = dict.fromkeys(NUMBERS)
    return {row.part: replace(row, **blank, reason_empty=TOO_CLOSE, reason_standard="") for row in group}


def renamed(
    release: Release, group: list[InsightRow], groups: Groups, manifest: Manifest, earlier: Earlier
) -> Release:
    """An earlier release in which the topic of these rows has its key of now, also where it had another.

    Of a topic that the earlier release does not know, or has its key for something else of other people, it is the one
    that has a name or a definition of it, or of which all printed numbers could be those of nearly the same people. It
    may also be one that is gone, cut anew under other words: a column stands in one topic of a plan, so who cuts it
    otherwise has to let the earlier topic go.
    """
    own, told = group[0].topic, topics_then(release, group[0].year)
    words = topic_words(manifest, own)
    same = [
        key
        for key, rows in told.items()
        if words & topic_words(release.manifest, key) or alike(group, rows, release, earlier)
    ]
    if own in same or too_close(group, release, earlier):
        return release
    gone = [key for key, rows in told.items() if is_gone(key, rows, release, groups, manifest, earlier)]
    likely = [under(release, key, own) for key in [*same, *gone]]
    close = [like for like in likely if too_close(group, like, earlier)]
    return [*close, *likely[: len(same)], release][0]


def under(release: Release, key: str, other: str) -> Release:
    """A release in which a topic has another key, in the place of the one that had it."""
    kept = [row for row in release.insight if row.topic not in (key, other)]
    rows = [replace(row, topic=other) for row in release.insight if row.topic == key]
    return replace(release, insight=(*kept, *rows))


def topics_then(release: Release, year: int) -> dict[str, list[InsightRow]]:
    """The rows of a year of an earlier release, by topic."""
    return {
        t.key: [r for r in release.insight if (r.topic, r.year) == (t.key, year)]
        for t in release.manifest.topics
    }


def is_gone(
    key: str, rows: list[InsightRow], release: Release, groups: Groups, manifest: Manifest, earlier: Earlier
) -> bool:
    """Is there no topic now, of the same key or words, with the numbers that an earlier one had in a year?"""
    words = topic_words(release.manifest, key)
    return not any(
        year == rows[0].year
        and (topic == key or words & topic_words(manifest, topic))
        and alike(group, rows, release, earlier)
        for (topic, year), group in groups.items()
        if rows
    )


def topic_words(head: Manifest, key: str) -> set[str]:
    """Names and definitions of a topic."""
    return {
        word.casefold()
        for topic in head.topics
        if topic.key == key
        for word in (topic.name_nl, topic.name_en, topic.definition_nl, topic.definition_en)
    }


def alike(one: list[InsightRow], other: list[InsightRow], release: Release, earlier: Earlier) -> bool:
    """Has every printed row of the topic with the fewest a row of the other that could be of nearly the same people?"""
    few, many = sorted(([row for row in rows if row.n_here] for rows in (one, other)), key=len)
    return bool(few) and all(any(row_alike(row, like, release, earlier) for like in many) for row in few)


def row_alike(one: InsightRow, other: InsightRow, release: Release, earlier: Earlier) -> bool:
    """Could the people of two rows, and those in the part, differ by fewer than may leave, on both sides?"""
    for side in SIDES:
        sizes = [getattr(row, f"n_{side}") for row in (one, other)]
        having = [size * getattr(row, side) / 100 for size, row in zip(sizes, (one, other), strict=True)]
        half_a_percent = sum(sizes) // 200
        apart = max(abs(int(having[0] - having[1])) - half_a_percent, 0)
        if not (earlier.too_close(sizes[0] - sizes[1], release) and earlier.too_close(apart, release)):
            return False
    return True


def rows_of(release: Release, like: InsightRow) -> list[InsightRow]:
    """The rows of a release about the topic and year of a row."""
    return [row for row in release.insight if (row.topic, row.year) == (like.topic, like.year)]


def people_of(rows: Sequence[InsightRow]) -> list[int]:
    """How many people, on both sides, the printed rows of a topic and year are about; empty where none is printed."""
    shown = [row for row in rows if row.n_here is not None]
    return [max(getattr(row, f"n_{side}") for row in shown) for side in SIDES] if shown else []


def too_close(group: list[InsightRow], release: Release, earlier: Earlier) -> bool:
    """Could the people of a topic and year differ from an earlier release by fewer than may leave?

    Equal rows say nothing new, and of a topic that is not printed nothing can be subtracted.
    """
    now, then = people_of(group), people_of(rows_of(release, group[0]))
    if rows_of(release, group[0]) == group or not now or not then:
        return False
    return any(earlier.too_close(one - other, release) for one, other in zip(now, then, strict=True))


def left_over(group: list[InsightRow], parts: list[Release], earlier: Earlier) -> bool:
    """Do earlier releases of other places, taken together, leave a handful of these people?"""
    now = people_of(group)
    if len(parts) < 2 or not now:
        return False
    total = [sum(side) for side in zip(*(people_of(rows_of(part, group[0])) for part in parts), strict=True)]
    return any(earlier.too_close(one - other, *parts) for one, other in zip(now, total, strict=True))


def told_alike(one: Manifest, other: Manifest, topic: str) -> bool:
    """Do two releases call a topic, its parts and its place the same?"""

    def words(head: Manifest) -> tuple[Any, ...]:
        of_topic = [item for item in head.topics if item.key == topic]
        return of_topic, [item for item in head.parts if item.topic == topic], head.place

    return words(one) == words(other)
