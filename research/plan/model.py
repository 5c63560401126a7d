# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan: what will be computed, written down and hashed before any outcome is opened.

A plan is a TOML file. Its codebook (`[[column]]`) says for every column of the table what may stand in it and when
it was measured; nothing measured after assignment may divide people into groups. docs/reference/codebook.md lists
every key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from research.release.levels import ONE_STAGE

#: The usual clusters of errors: people of one caseworker go together.
CASEWORKER = "caseworker"
#: Two kinds of offer that are compared with each other, like `long:short`.
AGAINST = ":"
#: Columns of the stratum that together are one dimension of clusters, like `office*month`.
TOGETHER = "*"
#: Where a period begins or ends: a year, or a month of it.
PERIOD_END = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?")


def months_of(period: str) -> tuple[int, int] | None:
    """First and last month of a period, counted from year 0; nothing where it is told in other words."""
    ends = [PERIOD_END.fullmatch(word) for word in period.split("/")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    begin, end = ((int(match["year"]) * 12, match["month"]) for match in ends if match)
    return begin[0] + int(begin[1] or 1) - 1, end[0] + int(end[1] or 12) - 1


@dataclass(frozen=True)
class Column:
    """One line of the codebook: name, type, what may stand in it, and when it was measured."""

    name: str
    type: str
    measured: str = "assignment"
    values: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    missing: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class PlanService:
    """A track: the value it has in the treatment column, its names, and in an experiment the value of the instrument
    that offers it."""

    key: str
    value: str
    level: str
    reference: bool
    name_nl: str
    name_en: str
    offer: str = ""


@dataclass(frozen=True)
class PlanOutcome:
    """An outcome: `id` names it in estimates.csv, `key` and `term_months` in the release.

    With `above` the outcome is whether the column exceeds that number; it is then a share. `decimals` are those of what
    is printed about a mean; without it they follow from its spread. `margin` is what is called little difference, to
    both sides; only the primary outcome has one.
    """

    id: str
    key: str
    column: str
    scale: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    unit: str
    unit_nl: str
    unit_en: str
    term_months: int | None = None
    primary: bool = False
    above: float | None = None
    decimals: int | None = None
    margin: float | None = None


@dataclass(frozen=True)
class PlanGroup:
    """A group: the values of a column, or a range of it (both ends included)."""

    key: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    values: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True)
class PlanCharacteristic:
    """A pair of groups; rows where `unless_column` has one of `unless` belong to neither.

    `sentence` is false where the coding is doubtful: numbers may be looked at, words may not be made of it.
    """

    key: str
    column: str
    name_nl: str
    name_en: str
    groups: tuple[PlanGroup, ...]
    unless_column: str = ""
    unless: tuple[str, ...] = ()
    sentence: bool = True


@dataclass(frozen=True)
class PlanPrevalence:
    """Something that is counted in every group before assignment: how many of 100 people have one of the `values`."""

    key: str
    column: str
    values: tuple[str, ...]
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class Contradiction:
    """Two columns that cannot both be above zero, or where one above zero needs the other; reported, not refused."""

    first: str
    second: str
    rule: str
    first_nl: str
    first_en: str
    second_nl: str
    second_en: str


@dataclass(frozen=True)
class Prices:
    """What every service costs per person and what one more of an outcome is worth (one person of a share, one unit of
    a mean), each from lowest to highest in one currency; `source_nl` and `source_en` say where prices come from.

    `cost` goes by the key of a service, `worth` by the identifier of an outcome; both are empty without prices.
    """

    currency: str = ""
    source_nl: str = ""
    source_en: str = ""
    cost: dict[str, tuple[float, float]] = field(default_factory=dict)
    worth: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """Which questions stay closed (comparison, service, characteristic, group) because they could not speak, of how
    many, and the digest of the record that told so before any outcome was opened.

    `why` (nl, en) is why they are opened all the same, where the plan says so.
    """

    closed: frozenset[tuple[str, str, str, str]]
    unable: int
    asked: int
    sha256: str
    why: tuple[str, str]


@dataclass(frozen=True)
class Clustering:
    """Whose errors go together: the dimensions, the columns of the stratum with their types, and whether caseworkers
    lie inside a municipality; `path` is the plan."""

    path: str
    dimensions: tuple[str, ...]
    strata: tuple[str, ...]
    types: tuple[str, ...]
    in_town: bool


@dataclass(frozen=True)
class Experiment:
    """What of a plan an experiment needs: its kinds of offer, who was drawn together, weights, outcomes and groups.

    `offers` are the values of the instrument, of the reference first; `tracks` the keys of the others.
    """

    path: str
    instrument: str
    offers: tuple[str, ...]
    tracks: tuple[str, ...]
    arm_against_arm: tuple[str, ...]
    drawn_together: str
    weight: str
    covariates: tuple[str, ...]
    outcomes: tuple[PlanOutcome, ...]
    characteristics: tuple[PlanCharacteristic, ...]
    group_names: tuple[tuple[str, str], ...]
    group_tests: int
    exclusion: tuple[str, str]


@dataclass(frozen=True)
class Plan:
    """A whole plan; `sha256` is the hash of the file as it was read."""

    path: str
    sha256: str
    slug: str
    title_nl: str
    title_en: str
    kind: str
    fictional: bool
    design: str
    place: str
    period: str
    outcome_period_end: str
    licence: str
    made_by: str
    seed: int
    municipalities: int
    rule_profile: str
    comparisons: tuple[str, ...]
    direction_comparison: str
    families: str
    exclusion_nl: str
    exclusion_en: str
    note_nl: str
    open_anyway_nl: str
    open_anyway_en: str
    decision_maker: str
    strata: tuple[str, ...]
    office: str
    person: str
    order: str
    municipality: str
    treatment: str
    instrument: str
    covariates: tuple[str, ...]
    other_columns: str
    columns: tuple[Column, ...]
    services: tuple[PlanService, ...]
    outcomes: tuple[PlanOutcome, ...]
    characteristics: tuple[PlanCharacteristic, ...]
    contradictions: tuple[Contradiction, ...]
    prevalences: tuple[PlanPrevalence, ...] = ()
    prices: Prices = field(default=Prices(), hash=False)
    clusters: tuple[str, ...] = (CASEWORKER,)
    weight: str = ""
    drawn_together: str = ""
    arm_against_arm: tuple[str, ...] = ()
    text: str = field(repr=False, default="")

    @property
    def period_months(self) -> tuple[int, int] | None:
        """First and last month of the period, counted from year 0; nothing where it is told in other words."""
        return months_of(self.period)

    @property
    def tracks(self) -> tuple[PlanService, ...]:
        """The services other than the reference, in the order of the plan."""
        return tuple(service for service in self.services if not service.reference)

    @property
    def reference(self) -> PlanService:
        """The service that the others are compared with."""
        return next(service for service in self.services if service.reference)

    @property
    def known(self) -> tuple[str, ...]:
        """The columns of numbers that wait with the people: covariates, and the weight behind them."""
        return (*self.covariates, *([self.weight] if self.weight else []))

    @property
    def clustering(self) -> Clustering:
        """Whose errors go together."""
        return Clustering(self.path, self.clusters, self.strata, self.strata_types, bool(self.municipality))

    @property
    def experiment(self) -> Experiment:
        """What an experiment needs of it."""
        return Experiment(
            self.path,
            self.instrument,
            tuple(service.offer or service.value for service in (self.reference, *self.tracks)),
            tuple(service.key for service in self.tracks),
            self.arm_against_arm,
            self.drawn_together,
            self.weight,
            self.covariates,
            self.outcomes,
            self.characteristics,
            self.group_names,
            self.group_tests,
            (self.exclusion_nl, self.exclusion_en),
        )

    @property
    def is_experiment(self) -> bool:
        """Has an offer by lot weights, people who were drawn together, or more than one kind of offer?"""
        several = len(self.tracks) > 1 or any(service.offer for service in self.services)
        return self.design == "assignment" and bool(self.weight or self.drawn_together or several)

    @property
    def primary(self) -> PlanOutcome:
        """The one outcome and term that may give a direction."""
        return next(outcome for outcome in self.outcomes if outcome.primary)

    @property
    def subgroup_comparisons(self) -> int:
        """How many differences between groups the plan tests."""
        return len(self.characteristics) * len(self.tracks)

    @property
    def strata_types(self) -> tuple[str, ...]:
        """The type of every column whose values together are a stratum."""
        return tuple(self.column(name).type for name in self.strata)

    @property
    def group_tests(self) -> int:
        """How many tests a group's own effect is corrected for when its power is computed.

        With two families that is two halves a difference. In one stage (`research.verdicts.one_stage`) it is one over
        the part that a pair of groups has once the effect for everyone of its own service, and nothing else, was shown:
        half of what the service had, or all of it where there is no other service.
        """
        halves = 1 if self.families == ONE_STAGE and len(self.tracks) == 1 else 2
        return max(halves * self.subgroup_comparisons, 1)

    @property
    def group_names(self) -> tuple[tuple[str, str], ...]:
        """Characteristic and key of every group, in the order of a tally; the first is everyone."""
        return ("", ""), *((c.key, group.key) for c in self.characteristics for group in c.groups)

    def column(self, name: str) -> Column:
        """The codebook line of a column."""
        return next(column for column in self.columns if column.name == name)

    @property
    def without_outcomes(self) -> Plan:
        """The same plan before any outcome is opened: it knows none, and no column of one."""
        columns = tuple(column for column in self.columns if column.measured != "outcome")
        kept = tuple(c for c in self.contradictions if {c.first, c.second} <= {one.name for one in columns})
        return replace(self, outcomes=(), columns=columns, contradictions=kept)

    @property
    def used_columns(self) -> tuple[str, ...]:
        """Names of the columns the plan needs, in the order of the codebook."""
        names = {self.decision_maker, self.treatment, self.instrument, self.person, self.order, self.office}
        names |= {self.weight, self.drawn_together}
        names |= {self.municipality} | {p.column for p in self.prevalences}
        names |= set(self.strata) | set(self.covariates) | {outcome.column for outcome in self.outcomes}
        names |= {c.column for c in self.characteristics} | {c.unless_column for c in self.characteristics}
        names |= {c.first for c in self.contradictions} | {c.second for c in self.contradictions}
        return tuple(column.name for column in self.columns if column.name in names)
