# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in a combination of municipalities: every number is computed again from what each brings.

What a municipality did not print is not there (X8), three or more stand behind every number, and a direction needs that
a next municipality may expect it too (decision 0094).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from research.release.combined import (
    LEAST_MEMBERS,
    POINTWISE,
    SHARE,
    USUAL,
    Answer,
    Brought,
    alpha_of,
    answer,
    judged,
    lines,
    question,
)
from research.release.errors import Bilingual, quoted, same
from research.release.more_rows import CombinedRow
from research.release.rounding import chance
from research.release.rules import Complaint, cell, margin_of
from research.release.schema import COMBINED, DIRECTIONS, FINDINGS, REASONS, FindingRow, Manifest, Verdict

#: A complaint with the file and the line that it is about.
Placed = tuple[str, int, Complaint]
BROUGHT = ("estimate", "se", "n")


def combined_complaints(
    rows: Sequence[CombinedRow], findings: Sequence[FindingRow], manifest: Manifest
) -> Iterator[Placed]:
    """Everything that is wrong with combined.csv beside findings.csv; the reader reports the first."""
    known: dict[tuple[str, ...], list[tuple[int, CombinedRow]]] = defaultdict(list)
    for line, row in enumerate(rows, start=2):
        known[row.about].append((line, row))
    keys = [member.key for member in manifest.members]
    for number, finding in enumerate(findings, start=2):
        yield from ((FINDINGS, number, one) for one in kind_complaints(finding))
        found = known.pop(finding.identity[1:7], [])
        own = [row for _, row in found if row.member]
        if [row.member for row in own] != keys:
            told = ("één regel per gemeente", "one line per municipality")
            yield FINDINGS, number, (Bilingual(*told), quoted(", ".join(row.member for row in own)))
            continue
        yield from line_complaints(found, finding)
        yield from ((FINDINGS, number, one) for one in answer_complaints(own, finding))
        yield from (
            (FINDINGS, number, one)
            for one in direction_complaints([row for _, row in found], finding, margin_of(finding, manifest))
        )
    yield from ((FINDINGS, line, one) for line, one in family_complaints(rows, findings, manifest))
    for found in known.values():
        expected = Bilingual("een vraag uit findings.csv", "a question of findings.csv")
        yield COMBINED, found[0][0], (expected, quoted(" / ".join(found[0][1].about)))


def kind_complaints(finding: FindingRow) -> Iterator[Complaint]:
    """Only effects are combined; nothing is suppressed here, because what was stays with its municipality."""
    if finding.type != "effect":
        yield cell("type", "“effect” in een combinatie", "“effect” in a combination"), quoted(finding.type)
    if finding.verdict == Verdict.SUPPRESSED or finding.naive is not None:
        told = ("alleen wat gemeenten samen zeggen", "only what municipalities say together")
        yield cell("verdict", *told), quoted(finding.verdict)


def brought_of(row: CombinedRow) -> Brought | str:
    """What a line says that a municipality brings, or why it brings nothing."""
    if row.estimate is None or row.se is None or row.n is None:
        return row.reason_empty
    return Brought(row.estimate, row.se, row.level_with, row.level_without, row.n)


def line_complaints(found: Sequence[tuple[int, CombinedRow]], finding: FindingRow) -> Iterator[Placed]:
    """Every line as it would be written from what the municipalities bring."""
    own = [(line, row) for line, row in found if row.member]
    for line, row in own:
        there = [getattr(row, name) is not None for name in BROUGHT]
        if any(there) != all(there) or all(there) == bool(row.reason_empty):
            told = (
                "een getal met fout en aantal, of een reden",
                "a number with error and people, or a reason",
            )
            yield COMBINED, line, (cell("estimate", *told), quoted(row.reason_empty))
            return
        if row.reason_empty and row.reason_empty not in REASONS:
            yield (
                COMBINED,
                line,
                (cell("reason_empty", "een bekend woord", "a known word"), quoted(row.reason_empty)),
            )
            return
        if row.se is not None and row.se <= 0:
            yield COMBINED, line, (cell("se", "meer dan 0", "more than 0"), same(str(row.se)))
            return
    about = question(finding)
    members, level = [(row.member, brought_of(row)) for _, row in own], finding.interval_level or USUAL
    wanted = lines(about, members, finding.scale == SHARE, level)
    if len(wanted) != len(found):
        told = Bilingual(
            "een regel zonder gemeente alleen bij iedereen", "a line without one for everybody only"
        )
        yield COMBINED, found[0][0], (told, same(str(len(found))))
        return
    for (line, row), right in zip(found, wanted, strict=True):
        for name in CombinedRow.__slots__:
            if getattr(row, name) != getattr(right, name):
                value = str(getattr(right, name))
                yield COMBINED, line, (cell(name, value, value), same(str(getattr(row, name))))


def family_complaints(
    rows: Sequence[CombinedRow], findings: Sequence[FindingRow], manifest: Manifest
) -> Iterator[tuple[int, Complaint]]:
    """What may speak has the corrected p-value and the level that follow from all that may."""
    lines_of, answers, margins = [], [], []
    for line, finding in enumerate(findings, start=2):
        own = [brought_of(row) for row in rows if row.member and row.about == finding.identity[1:7]]
        brought = [one for one in own if isinstance(one, Brought)]
        asked = finding.primary and not finding.characteristic
        if asked and finding.comparison == manifest.direction_comparison and len(brought) >= LEAST_MEMBERS:
            lines_of.append((line, finding))
            answers.append(answer(brought, finding.scale == SHARE))
            margins.append(margin_of(finding, manifest))
    for (line, finding), (p, level) in zip(lines_of, judged(answers, margins), strict=True):
        for name, right in (("p_holm", chance(p)), ("interval_level", level)):
            if getattr(finding, name) != right:
                yield line, (cell(name, str(right), str(right)), same(str(getattr(finding, name))))


def answer_complaints(own: Sequence[CombinedRow], finding: FindingRow) -> Iterator[Complaint]:
    """The numbers of findings.csv follow from what the municipalities bring."""
    brought = [one for one in map(brought_of, own) if isinstance(one, Brought)]
    if len(brought) < LEAST_MEMBERS:
        if finding.estimate is not None:
            told = (f"niets: minder dan {LEAST_MEMBERS} gemeenten", f"nothing: fewer than {LEAST_MEMBERS}")
            yield cell("estimate", *told), same(str(finding.estimate))
        return
    for name, right in numbers_of(answer(brought, finding.scale == SHARE), finding.interval_level).items():
        if getattr(finding, name) != right:
            yield cell(name, str(right), str(right)), same(str(getattr(finding, name)))


def numbers_of(said: Answer, level: Decimal | None) -> dict[str, object]:
    """The cells of findings.csv that an answer fills, with the printed range at a level out of 100."""
    low, high = said.range_at(alpha_of(level or USUAL))
    low_95, high_95 = said.range_at(POINTWISE)
    return {
        "estimate": said.estimate, "se": said.se, "n": said.people,
        "level_with": said.levels[0], "level_without": said.levels[1],
        "lower": low, "upper": high, "lower_95": low_95, "upper_95": high_95,
    }  # fmt: skip


def direction_complaints(
    found: Sequence[CombinedRow], finding: FindingRow, margin: Decimal | None
) -> Iterator[Complaint]:
    """A direction only where a next municipality may expect it, and no single municipality carries it; the same of
    little difference."""
    if finding.verdict == Verdict.SIMILAR and not small_elsewhere(found, margin):
        told = (
            "weinig verschil ook in een volgende gemeente",
            "little difference in a next municipality too",
        )
        yield cell("verdict", *told), quoted(finding.verdict)
    if finding.verdict in DIRECTIONS and not holds_elsewhere(found, finding.verdict == Verdict.BETTER):
        told = (
            "een richting die ook zonder elke gemeente geldt",
            "a direction that holds without each municipality",
        )
        yield cell("verdict", *told), quoted(finding.verdict)


def holds_elsewhere(found: Sequence[CombinedRow], better: bool) -> bool:
    """Does a next municipality's range leave out 0, and does the answer keep its sign without each municipality?"""
    sign = 1 if better else -1
    ends = [(row.next_lower, row.next_upper) for row in found if not row.member]
    rests = [row.without for row in found if row.without is not None]
    if not ends or len(rests) < LEAST_MEMBERS:
        return False
    return all(
        low is not None and high is not None and min(sign * low, sign * high) > 0 for low, high in ends
    ) and all(sign * rest > 0 for rest in rests)


def small_elsewhere(found: Sequence[CombinedRow], margin: Decimal | None) -> bool:
    """Does a next municipality's range lie wholly inside what the plan calls little difference?"""
    ends = [(row.next_lower, row.next_upper) for row in found if not row.member]
    return bool(ends) and all(
        margin is not None and low is not None and high is not None and -margin < low <= high < margin
        for low, high in ends
    )
