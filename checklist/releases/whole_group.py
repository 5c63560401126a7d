# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the whole group as plain values: one topic in one year, and that topic over the years."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from checklist.releases import pictures
from checklist.releases.models import InsightRow, Release
from checklist.releases.wording import Lang, Phrase
from checklist.releases.wording import whole_group as wording
from checklist.releases.wording.whole_group import GroupFacts, Level
from research.release.insight_rules import ages_in

LEVELS = ("here", "there", "standard", "difference", "standard_difference")


def topics_of(release: Release, off: Iterable[str]) -> list[dict[str, Any]]:
    """The topics of a release that the library shows; those of a group that is switched off are left out (R13)."""
    hidden = set(off)
    return [topic for topic in release.manifest.get("topics", ()) if topic["key"] not in hidden]


def page_of(
    release: Release, asked: tuple[str, str], lang: Lang, *, off: Iterable[str]
) -> dict[str, Any] | None:
    """What the page shows of the topic and the year that were asked: the first and the last where that is none of
    them. Nothing for a release that tells nothing of the whole group. One query."""
    topics = topics_of(release, off)
    if not topics:
        return None
    topic = next((row for row in topics if row["key"] == asked[0]), topics[0])
    name = topic[f"name_{lang}"]
    of_topic = by_part(release, topic["key"])
    years = sorted({row.year for rows in of_topic.values() for row in rows})
    year = next((one for one in years if str(one) == asked[1]), years[-1])
    now = [row for rows in of_topic.values() for row in rows if row.year == year]
    end = pictures.group_end(row for rows in of_topic.values() for row in rows)
    over_years = (pictures.year_picture(rows, end, lang) for rows in of_topic.values())
    return {
        "topics": [
            link(topic["key"], year, row[f"name_{lang}"], row is topic, key=row["key"]) for row in topics
        ],
        "years": [link(topic["key"], one, str(one), one == year) for one in years],
        "topic": name,
        "definition": topic[f"definition_{lang}"],
        "year": year,
        "who": wording.who_words(now, ages_in(release.explanation), lang),
        "pairs": pictures.group_table(now, end, lang),
        "standardised": any(row.standard for row in now),
        "over_years": [picture for picture in over_years if picture],
        "columns": columns(),
        "rows_of_year": [[wording.part_words(row, lang), *cells(row, lang)] for row in now],
        "rows_of_years": [
            [f"{wording.part_words(row, lang)}, {row.year}", *cells(row, lang)]
            for rows in of_topic.values()
            for row in rows
        ],
        "explained": wording.explained(lang),
        "years_words": wording.years_words(lang),
        "made_equal": wording.made_equal(lang),
    }


def link(topic: str, year: int, label: str, current: bool, *, key: str = "") -> dict[str, Any]:
    """One way to another topic or year."""
    return {"query": urlencode({"onderwerp": key or topic, "jaar": year}), "label": label, "current": current}


def by_part(release: Release, topic: str) -> dict[str, list[GroupFacts]]:
    """The rows of a topic by part, in the order of the release and of the years."""
    names = {
        row["key"]: Phrase(row["name_nl"], row["name_en"])
        for row in release.manifest["parts"]
        if row["topic"] == topic
    }
    found: dict[str, list[GroupFacts]] = {}
    for row in InsightRow.objects.filter(release=release, topic=topic).order_by("position"):
        found.setdefault(row.part, []).append(facts_of(row, names[row.part]))
    return {part: sorted(rows, key=lambda row: row.year) for part, rows in found.items()}


def facts_of(row: InsightRow, part: Phrase) -> GroupFacts:
    """One line as a sentence and a picture know it."""
    levels = {name: level_of(row, name) for name in LEVELS}
    return GroupFacts(
        part=part,
        year=row.year,
        people=(row.n_here, row.n_there),
        unknown=(row.unknown_here, row.unknown_there),
        reason=row.reason_empty,
        reason_standard=row.reason_standard,
        **levels,
    )


def level_of(row: InsightRow, name: str) -> Level | None:
    value, lower, upper = (getattr(row, name + end) for end in ("", "_lower", "_upper"))
    return None if value is None else Level(value, lower, upper)


def columns() -> list[tuple[str, bool]]:
    """Heads of the tables: label, and whether it holds numbers."""
    return [
        (_("Part"), False),
        (_("Clients"), True),
        (_("Other residents"), True),
        (_("Difference"), True),
        (_("Clients, counted as equally old and as often men or women"), True),
        (_("Difference, counted as equally old and as often men or women"), True),
        (_("Of so many people"), False),
        (_("Not known of"), False),
    ]


def cells(row: GroupFacts, lang: Lang) -> Sequence[str]:
    """A line of the tables behind the pictures, after its head."""
    if row.here is None:
        return [wording.shares_words(row, lang), *["–"] * 6]
    standard = (
        wording.level_words(row.standard, lang) if row.standard else wording.no_standard_words(row, lang)
    )
    return [
        wording.level_words(row.here, lang),
        wording.level_words(row.there, lang),
        wording.level_words(row.difference, lang),
        standard,
        wording.level_words(row.standard_difference, lang),
        wording.people_words(row.people, lang),
        wording.people_words(row.unknown, lang),
    ]
