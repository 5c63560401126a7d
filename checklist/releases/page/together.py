# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Municipalities together: each with its own number beside the average, what a next one may expect, and the sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from checklist.releases import pictures, wording
from checklist.releases.models import Release
from checklist.releases.page.blocks import Block
from checklist.releases.wording import FindingFacts, Lang, Phrase
from research.release.schema import OTHER_TERM, Verdict

#: So many errors on both sides of a number is its range of 95 in 100.
USUAL = Decimal("1.96")
#: The lines of the checks that say how municipalities hang together, per service.
TOLD = ("differences", "left_out", "next")


def together_of(release: Release, main: Iterable[Block], lang: Lang) -> dict[str, Any] | None:
    """The municipalities of a combination, per service; None for any other release. One query."""
    members = release.manifest.get("members", [])
    if not members:
        return None
    places = {member["key"]: member["place"] for member in members}
    said = {row["key"]: row[f"sentence_{lang}"] for row in release.checks}
    services = []
    for block in main:
        row, facts = block.overall
        if row.characteristic or facts.withdrawn:
            continue
        lines = [line for line in release.combined if _about(line) == _about(vars(row))]
        services.append(
            {
                "name": name.in_(lang) if (name := release.names.service(block.service)) else block.service,
                "key": block.service,
                "table": forest(lines, places, facts, lang),
                "words": [
                    said[key] for key in (f"combine.{one}.{block.service}" for one in TOLD) if key in said
                ],
                "without": without(lines, places, facts, lang),
            }
        )
    return {"services": services, "sources": sources(members), "many": len(members)}


def round_of(release: Release, lang: Lang) -> dict[str, Any] | None:
    """Who took part in a round, whether they differ, and whether the answer leans on one; None without a round."""
    said = {row["key"]: row[f"sentence_{lang}"] for row in release.checks}
    if "plan.round" not in said:
        return None
    moved = {row["key"]: _moved(row["value"], lang) for row in release.checks if _of_people(release, row)}
    services = [
        {
            "name": row[f"name_{lang}"],
            "words": [
                said[key] + moved.get(key, "")
                for key in (f"round.{one}.{row['key']}" for one in TOLD)
                if key in said
            ],
        }
        for row in release.manifest["services"]
    ]
    return {"who": said["plan.round"], "services": [one for one in services if one["words"]]}


def _of_people(release: Release, row: Mapping[str, Any]) -> bool:
    """Is it how far an answer moves without one municipality, in people out of 100?"""
    share = any(outcome["scale"] == "share" for outcome in release.manifest["outcomes"])
    return str(row["key"]).startswith("round.left_out.") and row["value"] not in (None, "") and share


def _moved(value: Any, lang: Lang) -> str:
    return f" {wording.changes_at_most(Decimal(str(value)).quantize(Decimal('0.1')), lang)}"


def _about(line: Mapping[str, Any]) -> tuple[Any, ...]:
    names = ("comparison", "service", "outcome", "term_months", "characteristic", "group")
    return tuple(line[name] for name in names)


def forest(
    lines: Sequence[Mapping[str, Any]], places: Mapping[str, str], facts: FindingFacts, lang: Lang
) -> pictures.ForestTable:
    """A row per municipality in the order of their names, all of them together, and a next one."""
    alone = [_alone(line, places, facts) for line in lines if line["member"]]
    rows = [*alone, replace(facts, group=None)]
    if facts.next_lower is not None:
        after = Phrase("een volgende gemeente", "a next municipality")
        rows.append(replace(facts, group=after, lower=facts.next_lower, upper=facts.next_upper, n=None))
    table = pictures.forest_table(rows, pictures.axis_for(rows, lang), lang)
    everyone = _("All %(n)s together") % {"n": sum(one.estimate is not None for one in alone)}
    labelled = tuple(replace(row, label=everyone) if row.overall else row for row in table.rows)
    named = {"group": _("Municipality"), "size": _("People in the study")}
    return replace(table, rows=labelled, words=table.words | named)


def _alone(line: Mapping[str, Any], places: Mapping[str, str], facts: FindingFacts) -> FindingFacts:
    """What one municipality found, with its own range; without a number why not. By itself it answers nothing here."""
    place, estimate, error = places[line["member"]], _number(line["estimate"]), _number(line["se"])
    there = estimate is not None and error is not None
    return replace(
        facts,
        estimate=estimate,
        lower=estimate - USUAL * error if estimate is not None and error is not None else None,
        upper=estimate + USUAL * error if estimate is not None and error is not None else None,
        level_with=_number(line["level_with"]),
        level_without=_number(line["level_without"]),
        n=line["n"],
        group=Phrase(place, place),
        verdict=Verdict.NOT_JUDGED,
        reason_empty=OTHER_TERM if there else line["reason_empty"],
        next_lower=None,
        next_upper=None,
    )


def without(
    lines: Sequence[Mapping[str, Any]], places: Mapping[str, str], facts: FindingFacts, lang: Lang
) -> list[dict[str, str]]:
    """The answer when one municipality does not count, and how much each counts."""
    made = []
    for line in lines:
        if not line["member"] or line["without"] is None:
            continue
        ends = (_number(line[f"without_{end}"]) for end in ("lower", "upper"))
        rest = replace(facts, estimate=_number(line["without"]), level_with=None, level_without=None)
        low, high = ends
        rest = replace(rest, lower=low, upper=high)
        made.append(
            {
                "place": places[line["member"]],
                "weight": wording.number(Decimal(line["weight"]).quantize(Decimal(1)), lang),
                "difference": wording.difference_text(rest, lang),
                "range": wording.range_text(rest, lang),
            }
        )
    return made


def sources(members: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Every release that was put together, with its page where it was brought in and may be read. One query."""
    digests = [member["digest"] for member in members]
    public = Release.objects.filter(digest__in=digests).exclude(approved_at=None)
    known = {row["digest"]: row for row in public.values("digest", "slug", "state")}
    return [dict(member) | {"here": known.get(member["digest"])} for member in members]


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
