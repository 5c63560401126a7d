# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the cells of the table of the whole group, as far as a reader can see it (rules X1-X4, X7)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from research.release.errors import Bilingual, one_of, quoted, same
from research.release.more_rows import InsightRow
from research.release.rules import HUNDRED, MINIMUM_CELL, ROUND_TO, Complaint, cell
from research.release.schema import (
    INSIGHT_REASONS,
    STANDARD_REASONS,
    Manifest,
)

#: Rule X1: fewest people behind a share, on both sides; rule X3: the most of 100 people that may have the same.
MINIMUM_PEOPLE = 100
HIGHEST_SHARE = Decimal(90)
FIRST_YEAR, LAST_YEAR = 1995, 2100
#: How the explanation of a release says of which ages the table is.
AGES = "Alleen mensen van {low} tot en met {high} jaar tellen mee."
SIDES = ("here", "there")
WITHIN = ("10 tot 90 van de 100 (regel X3)", "10 to 90 out of 100 (rule X3)")
RAW = ("here", "there", "difference")
STANDARD = ("standard", "standard_difference")
LIMITS = ("_lower", "_upper")
RAW_CELLS = tuple(name + end for name in RAW for end in ("", *LIMITS))
STANDARD_CELLS = tuple(name + end for name in STANDARD for end in ("", *LIMITS))


def ages_in(explanation: str) -> tuple[str, str] | None:
    """The lowest and the highest age of the table, out of the explanation; nothing where it says none."""
    found = re.search(AGES.format(low=r"(\d{1,3})", high=r"(\d{1,3})"), explanation)
    return (found[1], found[2]) if found else None


def insight_complaints(row: InsightRow, manifest: Manifest) -> Iterator[Complaint]:
    """Everything that is wrong with one row of insight.csv; the reader reports the first."""
    yield from word_complaints(row, manifest)
    yield from together_complaints(row)
    yield from range_complaints(row)
    yield from people_complaints(row)


def word_complaints(row: InsightRow, manifest: Manifest) -> Iterator[Complaint]:
    """Keys that the manifest does not name, a year that cannot be, and reasons of the closed lists."""
    if (row.topic, row.part) not in {(part.topic, part.key) for part in manifest.parts}:
        yield (
            cell("part", "een sleutel uit manifest.txt", "a key from manifest.txt"),
            quoted(f"{row.topic} / {row.part}"),
        )
    if row.year is None or not FIRST_YEAR <= row.year <= LAST_YEAR:
        yield cell("year", "een jaar", "a year"), same(str(row.year))
    for name, words in (("reason_empty", INSIGHT_REASONS), ("reason_standard", STANDARD_REASONS)):
        if getattr(row, name) not in ("", *words):
            yield one_of(words), quoted(f"{name}: {getattr(row, name)}")


def together_complaints(row: InsightRow) -> Iterator[Complaint]:
    """Numbers come together, or there is a reason and none; without plain shares there are no standardised ones."""
    for cells, name, why in (
        ((*RAW_CELLS, "n_here", "n_there"), "reason_empty", row.reason_empty),
        (STANDARD_CELLS, "reason_standard", row.reason_standard),
    ):
        filled = [one for one in cells if getattr(row, one) is not None]
        hidden = name == "reason_standard" and bool(row.reason_empty)
        wanted = 0 if why or hidden else len(cells)
        if len(filled) != wanted or (hidden and why):
            told = ("alle getallen, of geen met een reden", "all numbers, or none with a reason")
            yield cell(name, *told), quoted(", ".join(filled) or why)
    if row.reason_empty and (row.unknown_here, row.unknown_there) != (None, None):
        yield (
            cell("unknown_here", "niets bij een onderdrukte regel", "nothing in a suppressed row"),
            same("…"),
        )


def range_complaints(row: InsightRow) -> Iterator[Complaint]:
    """Whole people out of 100 inside what can be; a range holds its number; a difference is that of its shares."""
    for name in (*RAW, *STANDARD):
        value, low, high = (getattr(row, name + end) for end in ("", *LIMITS))
        if value is None or low is None or high is None:
            continue
        least = -HUNDRED if "difference" in name else Decimal(0)
        if not least <= low <= value <= high <= HUNDRED:
            told = ("een bereik om het getal heen", "a range around the number")
            yield cell(name, *told), same(f"{low} … {value} … {high}")
        if any(
            number != number.to_integral_value() or number.as_tuple().exponent
            for number in (value, low, high)
        ):
            yield (
                cell(name, "hele mensen van de 100 (regel X4)", "whole people out of 100 (rule X4)"),
                same(str(value)),
            )
    for difference, level in (("difference", row.here), ("standard_difference", row.standard)):
        found = getattr(row, difference)
        if found is not None and level is not None and row.there is not None and found != level - row.there:
            told = ("het verschil van de twee getallen", "the difference of the two numbers")
            yield cell(difference, *told), same(str(found))


def people_complaints(row: InsightRow) -> Iterator[Complaint]:
    """Rules X1 to X4: enough people on both sides, with and without; not nearly everybody the same; rounded."""
    if row.standard is not None and not HUNDRED - HIGHEST_SHARE <= row.standard <= HIGHEST_SHARE:
        yield cell("standard", *WITHIN), same(str(row.standard))
    for side in SIDES:
        people, share, unknown = (getattr(row, name) for name in (f"n_{side}", side, f"unknown_{side}"))
        for name, number, least in (
            (f"n_{side}", people, MINIMUM_PEOPLE),
            (f"unknown_{side}", unknown, MINIMUM_CELL),
        ):
            if number is not None and (number % ROUND_TO or number < least):
                told = (
                    f"een tiental van ten minste {least} (X1, X4)",
                    f"a multiple of ten of at least {least} (X1, X4)",
                )
                yield cell(name, *told), same(str(number))
        if people is None or share is None:
            continue
        if not HUNDRED - HIGHEST_SHARE <= share <= HIGHEST_SHARE:
            yield cell(side, *WITHIN), same(str(share))
        elif (min(share, HUNDRED - share) + Decimal("0.5")) * people < MINIMUM_CELL * HUNDRED:
            yield cell(side, "10 mensen of meer (regel X2)", "10 people or more (rule X2)"), same(str(share))


def topic_complaints(rows: Sequence[InsightRow], manifest: Manifest) -> Iterator[tuple[int, Complaint]]:
    """Rule X7 and the identity of rows: no part of a topic is the only one that is missing in a year."""
    sorts = {topic.key: topic.sort for topic in manifest.topics}
    seen: set[tuple[str, str, int]] = set()
    parts: dict[tuple[str, int], list[tuple[int, InsightRow]]] = defaultdict(list)
    for position, row in enumerate(rows):
        if row.identity in seen:
            yield (
                position,
                (Bilingual("elke regel één keer", "every row once"), quoted(f"{row.topic} / {row.part}")),
            )
        seen.add(row.identity)
        parts[row.topic, row.year].append((position, row))
    for (topic, _), found in parts.items():
        if sorts.get(topic) != "one_of" or len(found) < 2:
            continue
        hidden = [position for position, row in found if row.reason_empty]
        bare = [position for position, row in found if row.standard is None]
        for alone in (hidden, bare):
            if len(alone) == 1:
                told = Bilingual(
                    "ten minste twee delen onderdrukt, of geen (regel X7)",
                    "at least two parts suppressed, or none (rule X7)",
                )
                yield alone[0], (told, Bilingual("één deel", "one part"))
