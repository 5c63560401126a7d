# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a release speaks, until when, and which groups may be talked about. Plain values only."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checklist.releases.wording import FindingFacts, Phrase
from findings.release.schema import ALPHA, NOT_APPLICABLE, NOT_TESTED, PASSED

YEARS_OF_USE = 3
EFFECT_KINDS = ("own", "elsewhere")

#: Groups that never speak in a talk, whoever approves it (R13): they are looked at in the library only.
LIBRARY_ONLY = frozenset({"sex", "marital_status"})
#: Groups that need the privacy officer's confirmation beside two people (R13).
HEALTH = frozenset({"chronic_condition"})
#: Groups that may be talked about only where research found an effect for them (R13).
NEEDS_EFFECT = frozenset({"debts"})


def end_of_month(month: str) -> date | None:
    """The last day of a month written as 2024-12; None for ''."""
    if not month:
        return None
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_year_named(period: str) -> int | None:
    """The last year that a period names: 2020 in '2015–2020'."""
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period)]
    return max(years) if years else None


def expiry(
    *, kind: str, fictional: bool, outcome_period_end: date | None, period: str, approved_on: date
) -> date | None:
    """Until when a release is recent (S5): three years after the outcomes end; made-up research counts from its
    approval. Effects without a date are old at once; other research without any year has no end."""
    if fictional:
        return years_later(approved_on, YEARS_OF_USE)
    end = outcome_period_end
    if end is None and (year := last_year_named(period)):
        end = date(year, 12, 31)
    if end is not None:
        return years_later(end, YEARS_OF_USE)
    return approved_on if kind in EFFECT_KINDS else None


def is_expired(expires_on: date | None, today: date) -> bool:
    """Is this old research on this day?"""
    return expires_on is not None and today > expires_on


def gates_pass(gates: Mapping[str, str], *, fictional: bool) -> bool:
    """Did every check pass or not apply? Only made-up research may go on with one that was not built yet (S3)."""
    accepted = {PASSED, NOT_APPLICABLE} | ({NOT_TESTED} if fictional else set())
    return bool(gates) and all(verdict in accepted for verdict in gates.values())


def characteristics_in_talk(
    states: Mapping[str, str], *, health_confirmed: bool, with_effect: Iterable[str]
) -> set[str]:
    """The groups to talk about: allowed by two people, and within the bounds that no approval lifts (R13)."""
    allowed = {
        characteristic for characteristic, state in states.items() if state == "in_talk"
    } - LIBRARY_ONLY
    if not health_confirmed:
        allowed -= HEALTH
    return allowed - (NEEDS_EFFECT - set(with_effect))


# ---- from a line of a release to what a sentence may know ------------------------------------------------------------

#: Group names that already name people; to others "mensen" or "people" is added: "mensen van 45 jaar of ouder".
_PEOPLE = (
    ("mensen", "vrouwen", "mannen", "jongeren", "ouders", "gezinnen", "deelnemers", "iedereen"),
    ("people", "women", "men", "young people", "parents", "families", "participants", "everybody"),
)


def people(name: Phrase) -> Phrase:
    """The name of a group as a plural that fits in a sentence."""
    words = []
    for text, plurals, people_word in ((name.nl, _PEOPLE[0], "mensen"), (name.en, _PEOPLE[1], "people")):
        low = text[:1].lower() + text[1:]
        words.append(low if re.match(rf"(?:{'|'.join(plurals)})\b", low) else f"{people_word} {low}")
    return Phrase(*words)


class Names:
    """The names in both languages that a manifest gives to services, groups, outcomes and sources."""

    def __init__(self, manifest: Mapping[str, Any]) -> None:
        self.manifest = manifest
        self.services = {row["key"]: row for row in manifest["services"]}
        self.groups = {(row["characteristic"], row["key"]): row for row in manifest["groups"]}
        self.characteristics = {row["key"]: row for row in manifest["characteristics"]}
        self.outcomes = {row["key"]: row for row in manifest["outcomes"]}
        self.sources = {row["key"]: row for row in manifest["sources"]}

    def service(self, key: str) -> Phrase | None:
        return _phrase(self.services.get(key), "name")

    def reference(self) -> Phrase | None:
        """The service that the others were compared with."""
        return _phrase(next((row for row in self.manifest["services"] if row["reference"]), None), "name")

    def characteristic(self, key: str) -> Phrase:
        return _phrase(self.characteristics.get(key), "name") or Phrase(key, key)

    def group(self, characteristic: str, key: str) -> Phrase | None:
        return _phrase(self.groups.get((characteristic, key)), "name")

    def group_definition(self, characteristic: str, key: str) -> Phrase | None:
        return _phrase(self.groups.get((characteristic, key)), "definition")

    def outcome(self, key: str) -> Phrase:
        return _phrase(self.outcomes.get(key), "name") or Phrase(key, key)

    def outcome_definition(self, key: str) -> Phrase | None:
        return _phrase(self.outcomes.get(key), "definition")

    def unit(self, key: str) -> Phrase:
        return _phrase(self.outcomes.get(key), "unit") or Phrase("", "")


def _phrase(row: Mapping[str, Any] | None, word: str) -> Phrase | None:
    if row is None or not row[f"{word}_nl"]:
        return None
    return Phrase(row[f"{word}_nl"], row[f"{word}_en"])


def _lower(phrase: Phrase) -> Phrase:
    return Phrase(phrase.nl[:1].lower() + phrase.nl[1:], phrase.en[:1].lower() + phrase.en[1:])


def facts(finding: Any, names: Names, *, kind: str, expired: bool) -> FindingFacts:
    """One line of findings.csv, with the names of its manifest, as the wording module takes it."""
    manifest = names.manifest
    service = names.services.get(finding.service, {})
    group = names.group(finding.characteristic, finding.group) if finding.group else None
    source = names.sources.get(finding.source)
    return FindingFacts(
        type=finding.type,
        comparison=finding.comparison,
        service=names.service(finding.service),
        reference=names.reference() if finding.comparison == "versus_reference" else None,
        outcome=_lower(names.outcome(finding.outcome)),
        term_months=finding.term_months,
        group=people(group) if group else None,
        scale=finding.scale or "share",
        unit=names.unit(finding.outcome),
        estimate=finding.estimate,
        lower=finding.lower,
        upper=finding.upper,
        level_with=finding.level_with,
        level_without=finding.level_without,
        n=finding.n,
        certainty=finding.certainty or "onbekend",
        verdict=finding.verdict,
        reason_empty=finding.reason_empty,
        design=manifest["design"],
        level=service.get("level", "department"),
        place=finding.place or manifest["place"],
        period=finding.period or manifest["period"],
        expired=expired,
        fictional=manifest["fictional"],
        elsewhere=kind == "elsewhere",
        planned=bool(manifest["plan_sha256"]),
        comparisons_made=manifest["subgroup_comparisons"] or 1,
        difference_tested=finding.difference_p_holm is not None,
        difference_held=finding.difference_p_holm is not None and finding.difference_p_holm <= ALPHA,
        gates_open=any(verdict == NOT_TESTED for _, verdict in manifest["gates"]),
        result=_phrase(source, "result") if finding.estimate is None or finding.type == "literature" else None,
    )
