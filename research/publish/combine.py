# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Released effects of one plan from several municipalities, put together from the public files alone.

Municipalities are studies of one question: random effects (`research.release.between`). Everything follows from what
each release prints, so that a reader can compute it again, and what one release suppressed is in no number here (X8).
When it may give a direction: decision 0094.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from research import __version__
from research.effects.samples import HALF_WIDTH
from research.errors import InputError
from research.publish.combine_words import (
    checks_of,
    explanation_of,
    own_source,
    place_of,
    source_of,
    title_of,
)
from research.publish.members import ALONE_TOO_SMALL, member_of, read_members
from research.release.combined import (
    LEAST_MEMBERS,
    SHARE,
    USUAL,
    Answer,
    Brought,
    alpha_of,
    answer,
    inside,
    judged,
    lines,
    out_of_100,
    question,
)
from research.release.combined_rules import holds_elsewhere, numbers_of, small_elsewhere
from research.release.more_rows import CombinedRow, Member
from research.release.rounding import chance, rounded
from research.release.rules import margin_of
from research.release.schema import (
    CHECK_FAILED,
    CLOSED_GATES,
    COMBINED_DESIGN,
    FEW_MUNICIPALITIES,
    GATES,
    MUNICIPALITIES_DIFFER,
    NEW_COLUMNS,
    NO_DIFFERENCE,
    NOT_IN_SOURCE,
    OTHER_COMPARISON,
    OTHER_TERM,
    SCHEMA_VERSION,
    TOO_UNCERTAIN,
    TOO_WIDE,
    Certainty,
    FindingRow,
    Manifest,
    PowerRow,
    Release,
    Verdict,
)
from research.verdicts.families import weakest
from research.verdicts.ranges import LEVEL

OWN = "own"
#: What shows that the plan was there first: said where every release says the same.
DATED = ("plan_stamped_at", "plan_stamped_by", "plan_stamp_sha256", "plan_registry", "plan_registered_on")
#: The smallest difference of a hundred people that has to be visible, as for one municipality.
VISIBLE = Decimal(10)


@dataclass
class Asked:
    """One question with what every municipality brings to it, and what is said of it together."""

    row: FindingRow
    members: list[tuple[str, Brought | str]]
    said: Answer | None
    caseworkers: int | None = None
    level: Decimal = USUAL
    p_holm: float | None = None

    @cached_property
    def found(self) -> list[CombinedRow]:
        """Its lines of combined.csv, once its level is known."""
        return lines(question(self.row), self.members, self.row.scale == SHARE, self.level)

    @property
    def block(self) -> tuple[object, ...]:
        """The rows that are looked at together: one comparison, outcome and term."""
        return self.row.comparison, self.row.outcome, self.row.term_months


def combine(folders: Sequence[Path], slug: str) -> Release:
    """The combination of released effects. Raises `InputError` for releases that do not belong together."""
    releases = read_members(folders)
    members = [member_of(release) for release in releases]
    if slug in {member.slug for member in members}:
        raise InputError(
            file="combine", column="--name", expected="a name of its own", found=f"that of {slug}, which is combined",
            todo="Give another name: a release keeps its own.",
        )  # fmt: skip
    questions = [asked(row, members, releases) for row in rows_of(releases)]
    manifest = manifest_of(releases, members, slug)
    correct(questions, manifest)
    power = power_rows(releases, questions)
    manifest = replace(manifest, gates=gates_of(releases, power, manifest))
    failed = any(word in CLOSED_GATES for _, word in manifest.gates)
    findings = tuple(finding(one, manifest, failed) for one in questions)
    found = tuple(line for one in questions for line in one.found)
    checks = checks_of(manifest, findings, found, power)
    return Release(
        manifest, findings, checks, power, explanation_of(manifest, findings, found), combined=found
    )


def rows_of(releases: Sequence[Release]) -> list[FindingRow]:
    """Every question about an effect that a release holds, in the order of the first that has it."""
    known: dict[tuple[str, ...], FindingRow] = {}
    for release in releases:
        for row in release.findings:
            if row.type == "effect":
                known.setdefault(row.identity, row)
    return list(known.values())


def asked(row: FindingRow, members: Sequence[Member], releases: Sequence[Release]) -> Asked:
    """One question with what every municipality brings to it."""
    rows = [next((one for one in r.findings if one.identity == row.identity), None) for r in releases]
    known = [brings(release, one) for release, one in zip(releases, rows, strict=True)]
    members_of = [(member.key, one) for member, one in zip(members, known, strict=True)]
    own = [one for one in known if isinstance(one, Brought)]
    if len(own) < LEAST_MEMBERS:
        return Asked(row, members_of, None)
    there = [r for r, one in zip(rows, known, strict=True) if r and isinstance(one, Brought)]
    said = answer(own, row.scale == SHARE)
    return Asked(row, members_of, said, sum(r.caseworkers or 0 for r in there) or None)


def brings(release: Release, row: FindingRow | None) -> Brought | str:
    """What a release prints about a question; else why not, in its own word."""
    if row is None or row.estimate is None or row.n is None or not row.se:
        return (row.reason_empty if row else "") or NOT_IN_SOURCE
    if silenced(release, row.service):
        return CHECK_FAILED
    return Brought(row.estimate, row.se, row.level_with, row.level_without, row.n)


def silenced(release: Release, service: str) -> bool:
    """Did a check of this service alone fail in this release? Its gate then says *deels voldaan*."""
    joint = release.manifest.direction_comparison == "versus_reference"
    keys = [f"{gate}." for gate in ("monotonicity", *(() if joint else ("relevance",)))]
    return any(
        check.verdict in CLOSED_GATES
        and check.key.startswith(tuple(keys))
        and check.key.endswith(f".{service}")
        for check in release.checks
    )


def correct(questions: Sequence[Asked], manifest: Manifest) -> None:
    """Holm over the primary question for everybody; the level at which every row is printed (decision 0061)."""
    family = [one for one in questions if one.said and may_speak(one.row, manifest)]
    answers = [one.said for one in family if one.said]
    margins = [margin_of(one.row, manifest) for one in family]
    for one, (p, level) in zip(family, judged(answers, margins), strict=True):
        one.p_holm, one.level = p, level
    for one in questions:
        if one.p_holm is None:
            beside = [o for o in questions if o.said and o.block == one.block]
            everyone = [o for o in beside if not o.row.characteristic]
            one.level = out_of_100(LEVEL / max(1, len(beside if one.row.characteristic else everyone)))


def may_speak(row: FindingRow, manifest: Manifest) -> bool:
    """Is this the primary question for everybody?"""
    return row.primary and not row.characteristic and row.comparison == manifest.direction_comparison


def finding(one: Asked, manifest: Manifest, failed: bool) -> FindingRow:
    """One line of findings.csv."""
    names = ("estimate", "se", "lower", "upper", "level_with", "level_without", "n", "caseworkers", "naive")
    blank: dict[str, Any] = dict.fromkeys((*names, "difference_vs_complement", "difference_p_holm", "p_holm"))
    cells = blank | dict.fromkeys(NEW_COLUMNS) | {"interval_kind": "", "certainty": Certainty.UNKNOWN}
    silent = why_silent(one.row, manifest, failed)
    if one.said is None:
        cells |= {"verdict": Verdict.NOT_JUDGED, "reason_empty": FEW_MUNICIPALITIES}
    else:
        own = [line for line in one.found if line.weight is not None]
        cells |= numbers_of(one.said, one.level) | {
            "interval_level": one.level, "interval_kind": "hartung_knapp", "p_holm": chance(one.p_holm),
            "caseworkers": one.caseworkers, "place": place_of(len(own), manifest.fictional),
        }  # fmt: skip
        margin = margin_of(one.row, manifest)
        cells |= spoken(one, cells, silent, inside(one.said, one.level, margin), margin)
    own_words: dict[str, Any] = {"place": place_of(len(manifest.members), manifest.fictional), "source": OWN}
    return replace(one.row, **own_words | {"period": manifest.period} | cells)


def why_silent(row: FindingRow, manifest: Manifest, failed: bool) -> str:
    """Why a row may not speak; empty when it may. That groups differ cannot be tested from what is public."""
    if not row.primary:
        return OTHER_TERM
    if row.comparison != manifest.direction_comparison:
        return OTHER_COMPARISON
    if failed:
        return CHECK_FAILED
    return NO_DIFFERENCE if row.characteristic else ""


def spoken(
    one: Asked, cells: dict[str, Any], silent: str, similar: bool, margin: Decimal | None
) -> dict[str, Any]:
    """Verdict, certainty and reason of a row with numbers."""
    low, high = cells["lower"], cells["upper"]
    wide = one.row.scale == SHARE and (high - low) / 2 > HALF_WIDTH
    better = cells["estimate"] > 0
    if silent:
        verdict, reason = Verdict.NOT_JUDGED, silent
    elif similar and small_elsewhere(one.found, margin):
        verdict, reason = Verdict.SIMILAR, ""
    elif similar:
        verdict, reason = Verdict.NOT_JUDGED, MUNICIPALITIES_DIFFER
    elif low <= 0 <= high:
        verdict, reason = Verdict.NO_STATEMENT, TOO_UNCERTAIN
    elif wide:
        verdict, reason = Verdict.NOT_JUDGED, TOO_WIDE
    elif not holds_elsewhere(one.found, better) or (one.p_holm or 0.0) > LEVEL:
        verdict, reason = Verdict.NOT_JUDGED, MUNICIPALITIES_DIFFER
    else:
        verdict, reason = (Verdict.BETTER if better else Verdict.WORSE), ""
    weak = wide or silent or reason == MUNICIPALITIES_DIFFER
    return {
        "verdict": verdict, "reason_empty": reason, "certainty": Certainty.WEAK if weak else Certainty.FAIR,
    }  # fmt: skip


def power_rows(releases: Sequence[Release], questions: Sequence[Asked]) -> tuple[PowerRow, ...]:
    """power.csv: what municipalities could see together if they did not differ, from what each said beforehand."""
    known = [{power_key(row): row for row in release.power} for release in releases]
    rows = []
    for one in questions:
        row, seen = one.row, [one_.get(power_key(one.row)) for one_ in known]
        took_part = [
            p
            for p, line in zip(seen, (x for x in one.found if x.member), strict=True)
            if line.weight is not None
        ]
        sizes = [p.minimum_detectable for p in took_part if p and p.minimum_detectable]
        shown = one.said is not None
        # One that could see nothing at all beforehand adds nothing to what could be seen.
        together = sum(1 / float(size) ** 2 for size in sizes) ** -0.5 if sizes and shown else None
        low, high = one.said.range_at(alpha_of(one.level)) if one.said else (None, None)
        places = one.said.places if one.said else 1
        half = rounded(float(high - low) / 2.0, places) if high is not None and low is not None else None
        mde = rounded(together, places)
        rows.append(
            PowerRow(
                row.comparison, row.service, row.outcome, row.term_months, row.characteristic, row.group, mde, half,
                one.said.people if one.said else None, one.caseworkers,
                "" if mde is not None else (NOT_IN_SOURCE if shown else FEW_MUNICIPALITIES),
            )
        )  # fmt: skip
    return tuple(rows)


def power_key(row: FindingRow | PowerRow) -> tuple[object, ...]:
    """What a line of power.csv is about."""
    return row.comparison, row.service, row.outcome, row.term_months, row.characteristic, row.group


def gates_of(
    releases: Sequence[Release], power: Sequence[PowerRow], manifest: Manifest
) -> tuple[tuple[str, str], ...]:
    """The word of every gate: that of the weakest release; of power what municipalities could see together."""
    words = {gate: weakest([release.manifest.gate(gate) for release in releases]) for gate in GATES}
    words[ALONE_TOO_SMALL] = power_word(power, releases[0], manifest)
    return tuple(words.items())


def power_word(power: Sequence[PowerRow], release: Release, manifest: Manifest) -> str:
    """Could the municipalities together see a difference of ten of a hundred people for some service?"""
    primary = {(r.outcome, r.term_months) for r in release.findings if r.primary and r.scale == SHARE}
    if not primary:
        return Verdict.NOT_APPLICABLE
    sizes = [
        row.minimum_detectable for row in power
        if (row.outcome, row.term_months) in primary and not row.characteristic
        and row.comparison == manifest.direction_comparison and row.minimum_detectable is not None
    ]  # fmt: skip
    return Verdict.PASSED if sizes and min(sizes) <= VISIBLE else Verdict.FAILED


def manifest_of(releases: Sequence[Release], members: Sequence[Member], slug: str) -> Manifest:
    """The first page of the combination."""
    first = releases[0].manifest
    heads = [release.manifest for release in releases]
    title_nl, title_en = title_of(first, len(members))
    starts, ends = zip(*(head.period.partition("/")[::2] for head in heads), strict=True)
    same = len({head.period for head in heads}) == 1
    alike = {name: {getattr(head, name) for head in heads} for name in DATED}
    dated: dict[str, Any] = {name: said.pop() if len(said) == 1 else "" for name, said in alike.items()}
    return replace(
        first,
        slug=slug,
        title_nl=title_nl,
        title_en=title_en,
        design=COMBINED_DESIGN,
        place=place_of(len(members), first.fictional),
        period=first.period if same else f"{min(starts)}/{max(ends)}",
        outcome_period_end=min(head.outcome_period_end for head in heads),
        municipalities=len(members),
        offices=sum(head.offices or 0 for head in heads) or None,
        caseworkers=sum(head.caseworkers or 0 for head in heads) or None,
        schema=SCHEMA_VERSION,
        code_version=__version__,
        rule_profile="+".join(sorted({head.rule_profile for head in heads})),
        made_by=", ".join(dict.fromkeys(head.made_by for head in heads)),
        sources=(
            own_source(first, members),
            *(source_of(release.manifest, m) for release, m in zip(releases, members, strict=True)),
        ),
        members=tuple(members),
        **dated,
        topics=(),
        parts=(),
        files=(),
        digest="",
    )
