# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release holds: frozen records and the closed lists of words they may use.

A release is a folder of five plain text files, and a sixth where it tells of the whole group (`insight.csv`). Nothing
in it can be run; nothing in it is about one person.
The column lists below are the schema; `docs/reference/release-format.md` says what each column means.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from research.release.more_rows import CombinedRow, InsightRow, Member

#: What is written now, the one that holds a table of the whole group, and every version that can be read.
SCHEMA_VERSION = "2"
INSIGHT_VERSION = "3"
SCHEMA_VERSIONS = ("1", SCHEMA_VERSION, INSIGHT_VERSION)

MANIFEST = "manifest.txt"
FINDINGS = "findings.csv"
CHECKS = "checks.csv"
POWER = "power.csv"
EXPLANATION = "toelichting.txt"
INSIGHT = "insight.csv"
COMBINED, COMBINED_DESIGN = "combined.csv", "combined"
#: Files whose sha256 stands in the manifest, in the order of writing.
DATA_FILES = (FINDINGS, CHECKS, POWER, EXPLANATION)
#: Every file that each release has and the largest size in bytes that a reader accepts; and the one that some have.
FILE_LIMITS = {
    MANIFEST: 262_144,
    FINDINGS: 8_388_608,
    CHECKS: 1_048_576,
    POWER: 2_097_152,
    EXPLANATION: 262_144,
}
SOME_LIMITS = {INSIGHT: 2_097_152, COMBINED: 8_388_608}
MAX_ROWS = 20_000
MAX_CELL = 2_000

KINDS = ("own", "association", "literature", "elsewhere")
#: `combined`: released effects of one plan from several municipalities, put together from public files alone.
DESIGNS = ("caseworker", "assignment", "association", "literature", "combined")
TYPES = ("effect", "association", "literature")
COMPARISONS = ("versus_reference", "versus_otherwise", "assignment")
SCALES = ("share", "mean")


class Verdict(StrEnum):
    """What is said of a row, of a check or of a gate: every word there is, spelled here only."""

    #: A row that may speak points somewhere or makes no statement; a row that may not speak is not judged.
    BETTER = "beter"
    WORSE = "slechter"
    #: Its range lies wholly inside the margin that the plan chose beforehand: little difference, whatever its sign.
    SIMILAR = "vergelijkbaar"
    NO_STATEMENT = "geen uitspraak"
    NOT_JUDGED = "niet beoordeeld"
    SUPPRESSED = "onderdrukt"
    #: Of a check, and of the gate that it is part of.
    PASSED = "voldaan"
    FAILED = "niet voldaan"
    NOT_TESTED = "niet getoetst"
    NOT_APPLICABLE = "niet van toepassing"
    NOTED = "ter informatie"
    #: Stated by who made the study, because no data can test it; nothing to look at, so the check could not be made;
    #: and of a gate: it passed for the services that may speak, and silenced the others.
    STATED = "gesteld, niet te toetsen"
    UNJUDGEABLE = "niet te beoordelen"
    IN_PART = "deels voldaan"


class Certainty(StrEnum):
    """How sure a row is: docs/reference/release-format.md has the rule."""

    STRONG = "sterk"
    FAIR = "redelijk"
    WEAK = "zwak"
    UNKNOWN = "onbekend"


NOTED = Verdict.NOTED
#: A row that may speak and points somewhere; and one that says something, be it that there is little difference.
DIRECTIONS = (Verdict.BETTER, Verdict.WORSE)
SPOKEN = (*DIRECTIONS, Verdict.SIMILAR)
VERDICTS = (*SPOKEN, Verdict.NO_STATEMENT, Verdict.NOT_JUDGED, Verdict.SUPPRESSED)
CERTAINTIES = tuple(Certainty)
INTERVAL_KINDS = ("null_imposed", "normal", "reported", "hartung_knapp")
LEVELS = ("department", "instrument")
#: Why a row has no number, or a number without a direction.
TOO_UNCERTAIN = "te onzeker"
TOO_LITTLE_CONTRAST = "te weinig verschil tussen consulenten"
NO_DIFFERENCE = "verschil tussen groepen niet aangetoond"
OTHER_TERM = "andere uitkomst of termijn"
OTHER_COMPARISON = "andere vergelijking"
TOO_FEW_PEOPLE = "te weinig mensen"
TOO_FEW_CASEWORKERS = "te weinig consulenten"
COUNTERPART_SUPPRESSED = "andere helft onderdrukt"
CHECK_FAILED = "controle niet voldaan"
NOT_IN_SOURCE = "geen getal in de bron"
NO_VALID_GROUP = "groep niet betrouwbaar gemeten"
TOO_WIDE = "bereik te breed"
#: Of municipalities together: fewer than three have a number; or the answer would not hold for a next one.
FEW_MUNICIPALITIES = "te weinig gemeenten"
MUNICIPALITIES_DIFFER = "gemeenten verschillen te veel"
#: Of a smallest visible difference: larger than can exist on the scale.
TOO_LARGE_TO_SEE = "te groot om te zien"
REASONS = (
    TOO_UNCERTAIN, TOO_LITTLE_CONTRAST, NO_DIFFERENCE, OTHER_TERM, OTHER_COMPARISON, TOO_FEW_PEOPLE,
    TOO_FEW_CASEWORKERS, COUNTERPART_SUPPRESSED, CHECK_FAILED, NOT_IN_SOURCE, NO_VALID_GROUP, TOO_WIDE,
    FEW_MUNICIPALITIES, MUNICIPALITIES_DIFFER,
)  # fmt: skip
#: Of the whole group: rules X1 to X3 or X7, which are not told apart, because which of them it was would say something;
#: or another release is too much like it.
NOT_SHOWN = "te weinig mensen, of bijna iedereen hetzelfde"
TOO_CLOSE = "te dicht bij een eerdere uitgave"
INSIGHT_REASONS = (NOT_SHOWN, TOO_CLOSE)
#: Why there is no number as if clients were as old, and as often men or women, as the others.
ABOUT_AGE = "gaat zelf over leeftijd of geslacht"
#: Which of the two is not said, as in `NOT_SHOWN`.
TOO_FEW_PER_AGE = "te weinig mensen per leeftijd, of bijna iedereen hetzelfde"
STANDARD_REASONS = (ABOUT_AGE, TOO_FEW_PER_AGE)
#: The parts of a topic: each person is in one of them; or each is looked at by itself, and a person may be in several.
SORTS = ("one_of", "each")
#: Why a row that has its numbers takes part in no verdict: it may not speak.
SILENT_REASONS = (
    *(OTHER_TERM, OTHER_COMPARISON, CHECK_FAILED, NO_DIFFERENCE, NO_VALID_GROUP, TOO_WIDE),
    *(FEW_MUNICIPALITIES, MUNICIPALITIES_DIFFER),
)
GATE_VERDICTS = (
    Verdict.PASSED,
    Verdict.IN_PART,
    Verdict.STATED,
    Verdict.FAILED,
    Verdict.UNJUDGEABLE,
    Verdict.NOT_TESTED,
    Verdict.NOT_APPLICABLE,
)
CHECK_VERDICTS = (
    Verdict.PASSED,
    Verdict.STATED,
    Verdict.FAILED,
    Verdict.UNJUDGEABLE,
    Verdict.NOT_TESTED,
    Verdict.NOT_APPLICABLE,
    Verdict.NOTED,
)
#: Gates with which a release may give a direction, and gates that take every direction away.
OPEN_GATES = (Verdict.PASSED, Verdict.IN_PART, Verdict.STATED, Verdict.NOT_APPLICABLE)
CLOSED_GATES = (Verdict.FAILED, Verdict.UNJUDGEABLE)
#: Words that version 1 does not know yet.
NEW_IN_2 = (
    Verdict.SIMILAR,
    Verdict.NOT_JUDGED,
    TOO_WIDE,
    TOO_LARGE_TO_SEE,
    Verdict.STATED,
    Verdict.UNJUDGEABLE,
    Verdict.IN_PART,
)
#: The gates every release of effects states, in this order.
GATES = (
    "plan",
    "sample",
    "balance",
    "permutation",
    "relevance",
    "monotonicity",
    "overlap",
    "exclusion",
    "attrition",
    "power",
    "disclosure",
)
#: A difference between groups counts as held when its corrected p-value is at most this.
ALPHA = Decimal("0.05")
#: Both families of tests together may raise a false direction in 5 of 100 runs, so each has half (decision 0049).
FAMILY_ALPHA = ALPHA / 2


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One line of findings.csv: what one study found for one group, one service, one outcome, one term.

    Estimates, limits, naive differences and levels of a `share` are in people out of 100; those of a `mean`
    are in the unit of the outcome. An empty cell is `None` (numbers) or `""` (words). Overall rows have an
    empty characteristic and group. `lower` to `upper` is the printed range, of which `interval_level` says how often
    it holds the truth (in 100); `lower_95` to `upper_95` is the pointwise one. Version 1 has neither.
    """

    type: str
    comparison: str
    service: str
    outcome: str
    term_months: int | None
    primary: bool
    characteristic: str
    group: str
    group_definition: str
    unit: str
    scale: str
    estimate: Decimal | None
    se: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    interval_kind: str
    level_with: Decimal | None
    level_without: Decimal | None
    n: int | None
    caseworkers: int | None
    naive: Decimal | None
    difference_vs_complement: Decimal | None
    difference_p_holm: Decimal | None
    p_holm: Decimal | None
    verdict: str
    certainty: str
    place: str
    period: str
    source: str
    reason_empty: str
    interval_level: Decimal | None = None
    lower_95: Decimal | None = None
    upper_95: Decimal | None = None

    @property
    def overall(self) -> bool:
        """Is this the finding for everyone, not for a group?"""
        return not self.characteristic

    @property
    def difference_held(self) -> bool:
        """Did the difference with the other group hold after correction for all differences tested, in two halves?"""
        return self.difference_p_holm is not None and self.difference_p_holm <= FAMILY_ALPHA

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that together name a row; no two rows of a release share them."""
        term = "" if self.term_months is None else str(self.term_months)
        head = (self.type, self.comparison, self.service, self.outcome, term)
        return (*head, self.characteristic, self.group, self.source)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of checks.csv: one check, its statistic, its threshold and a plain sentence."""

    key: str
    statistic: str
    value: Decimal | None
    threshold: Decimal | None
    verdict: str
    sentence_nl: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One line of power.csv: the smallest visible difference, and the width that came out."""

    comparison: str
    service: str
    outcome: str
    term_months: int | None
    characteristic: str
    group: str
    minimum_detectable: Decimal | None
    half_width: Decimal | None
    n: int | None
    caseworkers: int | None
    reason_empty: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service, at the level that was studied; `reference` marks what others are compared with."""

    key: str
    level: str
    reference: bool
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """Something people were divided by: age, education, children at home."""

    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Group:
    """One of the groups of a characteristic, with how the research measured it."""

    characteristic: str
    key: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured; `scale` is `share` (people out of 100) or `mean` (in `unit`).

    Of a finding that compares no service, `here` and `there` name the people behind `level_with` and `level_without`.
    `margin` is what the plan calls little difference, to both sides and in the same unit; empty where it says nothing.
    """

    key: str
    scale: str
    unit: str
    unit_nl: str
    unit_en: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    here_nl: str = ""
    here_en: str = ""
    there_nl: str = ""
    there_en: str = ""
    margin: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a finding comes from: a citation with its title and pages, where to read it, its result in one plain
    sentence, and in what way it was studied."""

    key: str
    citation: str
    url: str
    result_nl: str
    result_en: str
    design_nl: str = ""
    design_en: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that is told of the whole group: health, debts, schooling; `sort` says how its parts hang together."""

    key: str
    sort: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a topic: three or more conditions, a low level of schooling."""

    topic: str
    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first page of a release: what it is, how it was made, what was checked, its files.

    `digest` is the sha256 of all lines before the last one; it is the fingerprint that an approver sees. The five words
    on the plan are empty where nothing shows when it was there: the moment of a time stamp (UTC), who signed it and the
    fingerprint of the answer; a public registry, and the day.
    """

    slug: str
    title_nl: str
    title_en: str
    kind: str
    fictional: bool
    design: str
    place: str
    period: str
    outcome_period_end: str
    municipalities: int | None
    offices: int | None
    caseworkers: int | None
    schema: str
    plan_sha256: str
    code_version: str
    direction_comparison: str
    subgroup_comparisons: int
    rule_profile: str
    licence: str
    made_by: str
    gates: tuple[tuple[str, str], ...]
    services: tuple[Service, ...]
    characteristics: tuple[Characteristic, ...]
    groups: tuple[Group, ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]
    files: tuple[tuple[str, str], ...]
    digest: str
    topics: tuple[Topic, ...] = ()
    parts: tuple[Part, ...] = ()
    plan_stamped_at: str = ""
    plan_stamped_by: str = ""
    plan_stamp_sha256: str = ""
    plan_registry: str = ""
    plan_registered_on: str = ""
    families: str = ""
    members: tuple[Member, ...] = ()

    def gate(self, key: str) -> str:
        """The verdict of one gate; `niet getoetst` when the release does not mention it."""
        return dict(self.gates).get(key, Verdict.NOT_TESTED)

    @property
    def gates_passed(self) -> bool:
        """Did every gate pass, or not apply, or state what no data can test? One with an untested gate did not."""
        return bool(self.gates) and all(verdict in OPEN_GATES for _, verdict in self.gates)

    @property
    def gates_open(self) -> tuple[str, ...]:
        """Gates written `niet getoetst`; only a fictional release may be used with one."""
        return tuple(key for key, verdict in self.gates if verdict == Verdict.NOT_TESTED)

    @property
    def gates_failed(self) -> tuple[str, ...]:
        """Gates that failed or could not be judged; with one, no finding of the release gives a direction."""
        return tuple(key for key, verdict in self.gates if verdict in CLOSED_GATES)


@dataclass(frozen=True, slots=True)
class Release:
    """A whole release as read from its folder: every word and number of its files."""

    manifest: Manifest
    findings: tuple[FindingRow, ...]
    checks: tuple[CheckRow, ...]
    power: tuple[PowerRow, ...]
    explanation: str
    insight: tuple[InsightRow, ...] = ()
    combined: tuple[CombinedRow, ...] = ()


FINDING_COLUMNS = tuple(field.name for field in fields(FindingRow))
#: Columns that version 2 added, at the end of findings.csv.
NEW_COLUMNS = ("interval_level", "lower_95", "upper_95")
CHECK_COLUMNS = tuple(field.name for field in fields(CheckRow))
POWER_COLUMNS = tuple(field.name for field in fields(PowerRow))
INSIGHT_COLUMNS = tuple(field.name for field in fields(InsightRow))
COMBINED_COLUMNS = tuple(field.name for field in fields(CombinedRow))


def data_files(version: str, design: str) -> tuple[str, ...]:
    """The files whose sha256 stands in the manifest of a version and a design, in the order of writing."""
    some = {INSIGHT: version == INSIGHT_VERSION, COMBINED: design == COMBINED_DESIGN}
    return (*DATA_FILES, *(name for name, there in some.items() if there))


def finding_columns(version: str) -> tuple[str, ...]:
    """The columns of findings.csv in a version of the format."""
    return FINDING_COLUMNS[: -len(NEW_COLUMNS)] if version == "1" else FINDING_COLUMNS


def known_words(words: tuple[str, ...], version: str) -> tuple[str, ...]:
    """The words of a closed list that a version of the format knows."""
    return tuple(word for word in words if version != "1" or word not in NEW_IN_2)
