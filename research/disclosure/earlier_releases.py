# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule X8: nobody can be found in the difference between this release and earlier ones.

A count of an earlier release and the same count now must be equal or differ by more people than the minimum, also
when each was rounded. Where it does not, the earlier one is said again: of the same plan the whole row, of another
plan its number of people. What several municipalities add up to is held against what some of them released alone:
a remainder of a handful is a municipality's group that nobody would have been shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from research.disclosure.check_lines import says_hidden
from research.disclosure.profiles import PROFILES, Profile, read_profile
from research.release.check_cells import people_in
from research.release.schema import (
    CHECK_FAILED,
    COUNTERPART_SUPPRESSED,
    NEW_COLUMNS,
    SPOKEN,
    TOO_FEW_PEOPLE,
    Certainty,
    CheckRow,
    FindingRow,
    PowerRow,
    Release,
    Verdict,
)
from research.results import Check

#: With more earlier releases of parts than this, what they add up to is not looked through: it stays inside (X10).
MOST_PARTS = 12
#: Numbers that are the same when the same people were counted in the same way.
SAME_PEOPLE = ("n", "estimate", "se", "level_with", "level_without", "naive", "difference_vs_complement")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """Earlier releases, and the plan, size and strictness of the one that is made now."""

    releases: list[Release]
    plan_sha256: str
    municipalities: int
    profile: Profile
    rows: dict[Key, list[tuple[Release, FindingRow]]] = field(default_factory=dict)

    @staticmethod
    def of(releases: list[Release], plan_sha256: str, municipalities: int, profile: Profile) -> Earlier:
        """Their rows by name."""
        earlier = Earlier(releases, plan_sha256, municipalities, profile)
        for release in releases:
            for row in release.findings:
                earlier.rows.setdefault(row.identity, []).append((release, row))
        return earlier

    def row_of(self, release: Release, row: FindingRow) -> FindingRow | None:
        """The row of the same name in an earlier release."""
        return next((old for r, old in self.rows.get(row.identity, ()) if r is release), None)

    def steps(self, *releases: Release) -> int:
        """The widest step of rounding among these releases and the one that is made now."""
        widths = [self.profile.round_to]
        for release in releases:
            name = release.manifest.rule_profile
            if (PROFILES / f"{name}.toml").is_file():
                widths.append(read_profile(name).round_to)
        return max(widths)

    def too_close(self, difference: int, *releases: Release) -> bool:
        """Could so many people, as printed, be fewer than the minimum? Every term may be half a step off."""
        terms = len(releases) + 1
        return abs(difference) < self.profile.minimum_cell + terms * self.steps(*releases) / 2


def kept_apart(rows: list[FindingRow], earlier: Earlier, failed: bool) -> tuple[list[FindingRow], int]:
    """The rows with rule X8 applied, and how many of them it changed; `failed` says that a gate is not met."""
    hidden = {leaves_with(row) for row in rows if left_over(row, earlier) or told_in_old_words(row, earlier)}
    kept = [without(row) if leaves_with(row) in hidden else row for row in rows]
    halves: dict[Key, list[FindingRow]] = {}
    for row in kept:
        halves.setdefault(row.identity[:6], []).append(row)
    said_before = {key: standing(pair, earlier) for key, pair in halves.items()}
    told = [said_again(row, earlier, said_before[row.identity[:6]], failed) for row in kept]
    return told, sum(one != other for one, other in zip(rows, told, strict=True))


def leaves_with(row: FindingRow) -> Key:
    """What leaves together (X7): everything about a characteristic and a service."""
    return (row.type, row.service, row.characteristic)


def without(row: FindingRow) -> FindingRow:
    """A row without its numbers."""
    if row.verdict == Verdict.SUPPRESSED:
        return row
    names = ("estimate", "se", "lower", "upper", "level_with", "level_without", "n", "caseworkers", "naive")
    blank: dict[str, Any] = dict.fromkeys((*names, "difference_vs_complement", "difference_p_holm", "p_holm"))
    blank |= dict.fromkeys(NEW_COLUMNS)
    blank |= {"interval_kind": "", "verdict": Verdict.SUPPRESSED, "certainty": Certainty.UNKNOWN}
    return replace(
        row, **blank, reason_empty=COUNTERPART_SUPPRESSED if row.characteristic else TOO_FEW_PEOPLE
    )


def standing(pair: list[FindingRow], earlier: Earlier) -> Release | None:
    """The first earlier release that one of these halves lies too close to: then both are said as they were there."""
    for release in earlier.releases:
        for row in pair:
            old = earlier.row_of(release, row)
            if row.n is None or old is None or old.n is None:
                continue
            if earlier.too_close(row.n - old.n, release):
                return release
    return None


def said_again(row: FindingRow, earlier: Earlier, release: Release | None, failed: bool) -> FindingRow:
    """A row as it was said in an earlier release; of another plan only its number of people."""
    old = earlier.row_of(release, row) if release else None
    if release is None or old is None or row.n is None or old.n is None:
        return row
    if release.manifest.schema == "1" and all(getattr(row, n) == getattr(old, n) for n in SAME_PEOPLE):
        return row
    same = release.manifest.plan_sha256 == earlier.plan_sha256 or row.type == "association"
    return still_true(old, failed) if same and told_alike(row, old) else replace(row, n=old.n)


def told_in_old_words(row: FindingRow, earlier: Earlier) -> bool:
    """Would this row have to be said as in a release of version 1, which printed another range, with other numbers?

    The old range cannot be said again beside a new verdict; with the same numbers nobody can subtract anything.
    """
    for release, old in earlier.rows.get(row.identity, ()):
        if row.n is None or old.n is None or release.manifest.schema != "1":
            continue
        same_plan = release.manifest.plan_sha256 == earlier.plan_sha256 or row.type == "association"
        if same_plan and earlier.too_close(row.n - old.n, release) and told_alike(row, old):
            return any(getattr(row, name) != getattr(old, name) for name in SAME_PEOPLE)
    return False


def told_alike(row: FindingRow, old: FindingRow) -> bool:
    """Do both rows speak of the same thing: group, outcome, place and period?"""
    names = ("group_definition", "unit", "scale", "place", "period", "primary")
    return all(getattr(row, name) == getattr(old, name) for name in names)


def still_true(old: FindingRow, failed: bool) -> FindingRow:
    """An earlier row keeps what it says only while every gate is met."""
    if not failed or old.verdict not in SPOKEN or old.type != "effect":
        return old
    return replace(old, verdict=Verdict.NOT_JUDGED, certainty=Certainty.WEAK, reason_empty=CHECK_FAILED)


@dataclass(frozen=True)
class Part:
    """A number of people that is known from releases, of how many municipalities, and the releases it comes from."""

    people: int
    towns: int
    releases: tuple[Release, ...] = ()


def left_over(row: FindingRow, earlier: Earlier) -> bool:
    """Do earlier releases of parts, taken together, leave a handful of a part that was never shown?

    Looked at both ways: the pooled release that is made now minus earlier parts, and earlier pooled ones minus this
    part and others. Parts that add up to the whole leave nobody, and say nothing new.
    """
    if row.n is None or row.type == "literature":
        return False
    known = [
        Part(old.n, release.manifest.municipalities or 1, (release,))
        for release, old in earlier.rows.get(row.identity, ())
        if old.n is not None
    ]
    wholes = [Part(row.n, earlier.municipalities)]
    wholes += [
        Part(part.people - row.n, part.towns - earlier.municipalities, part.releases)
        for part in known
        if part.towns > earlier.municipalities
    ]
    return any(remainder_small(whole, known, earlier) for whole in wholes)


def remainder_small(whole: Part, known: list[Part], earlier: Earlier) -> bool:
    """Does the whole minus some of the parts that fit in it come close to nobody?"""
    parts = [part for part in known if part.towns < whole.towns and part.releases != whole.releases]
    if len(parts) > MOST_PARTS:
        return True
    for size in range(len(parts) + 1):
        for chosen in combinations(parts, size):
            releases = [*whole.releases, *(release for part in chosen for release in part.releases)]
            if sum(part.towns for part in chosen) < whole.towns and releases:
                rest = whole.people - sum(part.people for part in chosen)
                if earlier.too_close(rest, *releases):
                    return True
    return False


def power_apart(rows: list[PowerRow], told: list[FindingRow]) -> list[PowerRow]:
    """power.csv with the same numbers of people as findings.csv."""
    effects = [row for row in told if row.type == "effect"]
    shown = {
        (r.comparison, r.service, r.outcome, r.term_months, r.characteristic, r.group): r for r in effects
    }

    def beside(row: PowerRow) -> PowerRow:
        names = (row.comparison, row.service, row.outcome, row.term_months, row.characteristic, row.group)
        other = shown.get(names)
        if other is None or other.verdict == Verdict.SUPPRESSED:
            reason = other.reason_empty if other else TOO_FEW_PEOPLE
            blank: dict[str, Any] = dict.fromkeys(("minimum_detectable", "half_width", "n", "caseworkers"))
            return replace(row, **blank, reason_empty=reason)
        if row.n == other.n:
            return row
        return replace(row, n=other.n, caseworkers=other.caseworkers if row.caseworkers else None)

    return [beside(row) for row in rows]


def checks_apart(checks: list[Check], told: list[FindingRow]) -> list[Check]:
    """The checks without what is about suppressed rows."""
    hidden = {(row.characteristic, row.service) for row in told if row.verdict == Verdict.SUPPRESSED}
    return [check for check in checks if not says_hidden(check, hidden)]


def lines_before(checks: list[Check], earlier: Earlier) -> dict[str, CheckRow]:
    """Lines of prevalence, by key, to be said as an earlier release said them: nearly the same people were counted.

    Halves move together. An earlier line that does not name its people cannot be judged, so it is said again (X10).
    """
    halves: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        if check.people is not None:
            halves.setdefault((check.what, check.characteristic), []).append(check)
    again: dict[str, CheckRow] = {}
    for pair in halves.values():
        for release in earlier.releases:
            before = {line.key: line for line in release.checks}
            shared = [(check, before[check.key]) for check in pair if check.key in before]
            if any(close_before(check, line, earlier, release) for check, line in shared):
                again |= {line.key: line for _, line in shared}
                break
    return again


def close_before(check: Check, line: CheckRow, earlier: Earlier, release: Release) -> bool:
    """Are the people of a line of prevalence nearly those of the same line in an earlier release, or may they be?"""
    before = people_in(line.statistic)
    return before is None or earlier.too_close((check.people or 0) - before, release)
