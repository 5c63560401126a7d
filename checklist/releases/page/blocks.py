# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings as plain values for the pages: per service, outcome, term and comparison, and one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from checklist.releases import pictures, rules, wording
from checklist.releases.models import Finding
from checklist.releases.wording import FindingFacts
from research.release.schema import TOO_LARGE_TO_SEE


@dataclass(frozen=True, slots=True)
class Block:
    """The effects of one service on one outcome after one term, in one comparison: everybody first, then groups."""

    service: str
    comparison: str
    outcome: str
    term_months: int | None
    main: bool
    rows: tuple[tuple[Finding, FindingFacts], ...]

    @property
    def overall(self) -> tuple[Finding, FindingFacts]:
        return next((row for row in self.rows if not row[0].characteristic), self.rows[0])


def part_query(service: str, outcome: str, comparison: str) -> str:
    """The query of the part of the page with all numbers in which a block stands."""
    return urlencode({"hulp": service, "uitkomst": outcome, "vergelijking": comparison})


def blocks(rows: Iterable[tuple[Finding, FindingFacts]], *, wanted: str) -> list[Block]:
    """The effects of a release in its own order; `main` blocks answer the question of the plan, in the comparison
    that it chose (`wanted`, '' when there is one only)."""
    found: dict[tuple[str, str, str, int | None], list[tuple[Finding, FindingFacts]]] = {}
    for row, known in rows:
        if row.type == "effect":
            found.setdefault((row.service, row.comparison, row.outcome, row.term_months), []).append(
                (row, known)
            )
    return [
        Block(
            *key,
            main=key[1] == (wanted or key[1]) and any(row.primary for row, _ in of_key),
            rows=tuple(of_key),
        )
        for key, of_key in found.items()
    ]


def about_whom(names: rules.Names, characteristic: str, key: str, lang: wording.Lang) -> str:
    """A group with the name of its characteristic, where its own name does not hold that; '' for everybody."""
    group = names.group(characteristic, key)
    about = names.characteristic(characteristic).in_(lang) if characteristic else ""
    who = group.in_(lang) if group else ""
    both = f"{about}: {who}" if about and who and about.lower() not in who.lower() else (who or about)
    return both[:1].upper() + both[1:]


def named(row: Finding, names: rules.Names, lang: wording.Lang) -> dict[str, str]:
    """The keys of a line as words."""
    service, reference = names.service(row.service), names.reference()
    if row.comparison == "assignment":
        reference = names.compared_with(row.comparison)
    group = names.group(row.characteristic, row.group)
    definition = names.group_definition(row.characteristic, row.group)
    outcome_definition = names.outcome_definition(row.outcome)
    about = names.characteristic(row.characteristic).in_(lang) if row.characteristic else ""
    return {
        "service": service.in_(lang) if service else "",
        "reference": reference.in_(lang) if reference else "",
        "characteristic": about,
        "group": group.in_(lang) if group else "",
        "about": about_whom(names, row.characteristic, row.group, lang),
        "definition": definition.in_(lang) if definition else row.group_definition,
        "outcome": names.outcome(row.outcome).in_(lang),
        "outcome_definition": outcome_definition.in_(lang) if outcome_definition else "",
        "unit": names.unit(row.outcome).in_(lang),
        "term": wording.term_words(row.term_months, lang).strip(),
    }


def power_rows(
    rows: Iterable[Mapping[str, Any]], names: rules.Names, lang: wording.Lang
) -> list[dict[str, Any]]:
    """The lines of power.csv that hold a number, or say that it cannot exist, with names in place of keys."""
    made = []
    for row in rows:
        service, about = (
            names.service(row["service"]),
            about_whom(names, row["characteristic"], row["group"], lang),
        )
        who = [part for part in (service.in_(lang) if service else "", about) if part]
        large = row["reason_empty"] == TOO_LARGE_TO_SEE
        if row["minimum_detectable"] is not None or row["half_width"] is not None or large:
            size = wording.number(row["n"], lang) if row["n"] is not None else "–"
            made.append({**row, "who": " · ".join(who), "size": size, "too_large": large})
    return made


def sections(
    blocks: Sequence[Block],
    names: rules.Names,
    lang: wording.Lang,
    *,
    pictured: bool = True,
) -> list[dict[str, Any]]:
    """Blocks as plain values: a statement for everybody, a forest and a list for the groups."""
    everything = [facts for block in blocks for _row, facts in block.rows]
    axes = {
        scale: pictures.coarser(
            pictures.axis_for([facts for facts in everything if facts.scale == scale], lang)
        )
        for scale in {facts.scale for facts in everything}
    }
    made = []
    for block in blocks:
        row, facts = block.overall
        section = {
            "named": named(row, names, lang),
            "key": f"{block.service}-{block.comparison}-{block.outcome}-{block.term_months or 0}",
            "query": part_query(block.service, block.outcome, block.comparison),
            "comparison": block.comparison,
            "main": block.main,
            "overall": row,
            "said": rules.said_alone(facts, lang, finding=row.pk),
            "rows": [line(one, known, names, lang) for one, known in block.rows],
            "held": [
                known.group.in_(lang)
                for one, known in block.rows
                if known.group and known.difference_held and one.withdrawn_at is None
            ],
            "has_groups": any(one.characteristic for one, _known in block.rows),
        }
        if pictured:
            known_facts = [known for _one, known in block.rows]
            section["table"] = pictures.forest_table(known_facts, axes[facts.scale], lang)
        made.append(section)
    return made


def summary(block: Block, names: rules.Names, lang: wording.Lang) -> dict[str, Any]:
    """One line for a block that does not answer the question of the plan."""
    row, facts = block.overall
    return {"named": named(row, names, lang), "comparison": block.comparison, **line(row, facts, names, lang)}


def line(row: Finding, facts: FindingFacts, names: rules.Names, lang: wording.Lang) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "about": named(row, names, lang)["about"],
        "difference": wording.difference_text(facts, lang),
        "range": wording.range_text(facts, lang),
        "pointwise": pointwise(row, lang),
        "n": wording.number(row.n, lang) if row.n is not None else "–",
        "said": wording.state_words(facts, lang),
        "certainty": wording.certainty_words(facts, lang),
        "withdrawn": row.withdrawn_at is not None,
    }


def pointwise(row: Finding, lang: wording.Lang) -> str:
    """The pointwise 95% range as the release has it, for the page with all numbers; words and pictures never use it."""
    if row.lower_95 is None or row.upper_95 is None:
        return ""
    low, high = (rules.exact(end, lang) for end in (row.lower_95, row.upper_95))
    return f"{low} {'tot' if lang == 'nl' else 'to'} {high}"


def others(
    rows: Iterable[tuple[Finding, FindingFacts]], names: rules.Names, lang: wording.Lang, *, of_type: str
) -> list[dict[str, Any]]:
    """Associations or literature: sentences, levels, a source and its design, never beside an option (R1)."""
    return [
        {
            "finding": row,
            "named": named(row, names, lang),
            "sentences": wording.sentences(known, lang),
            "levels": wording.two_levels(known, lang),
            "source": names.sources.get(row.source, {}),
            "design": names.sources.get(row.source, {}).get(f"design_{lang}", ""),
        }
        for row, known in rows
        if row.type == of_type
    ]


def numbers(row: Finding, facts: FindingFacts, lang: wording.Lang) -> list[tuple[str, str]]:
    """Every number of a finding, for researchers: (what it is, the number). Only an effect is with and without help."""
    effect = row.type == "effect"
    cells = (
        (_("Difference (estimate)") if effect else _("Difference that the study reported"), row.estimate),
        (_("Range: from"), row.lower),
        (_("Range: to"), row.upper),
        (_("Such a range holds the truth in so many of 100"), row.interval_level),
        (_("Standard error"), row.se),
        (_("With this help"), row.level_with if effect else None),
        (_("Without this help"), row.level_without if effect else None),
        (_("People in the study"), row.n),
        (_("Caseworkers in the study"), row.caseworkers),
        (_("What one would see without the comparison (naive difference)"), row.naive if effect else None),
        (_("Difference with the other group"), row.difference_vs_complement),
        (_("p-value of that difference, corrected for all tests"), row.difference_p_holm),
        (_("p-value of the effect, corrected for all tests"), row.p_holm if effect else None),
        (_("Chosen beforehand as little difference, to both sides"), facts.margin if effect else None),
    )
    shown = [(label, rules.exact(value, lang)) for label, value in cells if value is not None]
    shown += [] if effect else list(wording.two_levels(facts, lang))
    kinds = {
        "null_imposed": _("range of values that the data do not contradict (Anderson–Rubin)"),
        "hartung_knapp": _("average of municipalities, with how they differ (Hartung–Knapp)"),
        "normal": _("estimate and twice its standard error"),
        "reported": _("as the study reported it"),
    }
    return [*shown, (_("Kind of range"), kinds[row.interval_kind])] if row.interval_kind in kinds else shown
