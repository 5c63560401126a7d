# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an estimation run leaves behind inside the secure environment, at full precision."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any

from research.errors import InputError, shown
from research.estimators.inference import NullSets
from research.release.check_cells import Subject
from research.release.schema import Verdict

ESTIMATE_COLUMNS = (
    "comparison",
    "service",
    "outcome",
    "group",
    "estimator",
    "estimate",
    "se",
    "lower",
    "upper",
    "n",
    "first_stage_f",
    "naive",
    "error_kind",
    "se_robust",
    "se_clustered",
    "lower_robust",
    "upper_robust",
    "lower_clustered",
    "upper_clustered",
)
ALL = "all"
#: The file beside the results that says how every file was read.
READING, READING_COLUMNS = "reading.csv", ("file", "how")
#: The two kinds of error.
ROBUST, CLUSTERED = "robust", "clustered"
#: The estimator whose numbers are released, per design.
HEADLINE = {"caseworker": "ujive", "assignment": "2sls"}


@dataclass
class Estimate:
    """One estimate: a comparison, service, outcome, group and estimator, in points per 100 for a share.

    `lower` to `upper` is the pointwise 95% range, and `sets` inverts the same test at any level.
    `reason` says why there is no number that may be released; `point` and `point_se` are then what was estimated all
    the same, for who works inside only. `smallest_cell` is the fewest people in a cell of track by outcome, or of offer
    by take-up; `dominance` the largest share that two people hold of a mean beside it (means only). `se` is one of
    `se_robust` (over people) and `se_clustered` (over caseworkers); `error_kind` says which: the larger of an answer,
    and of an alarm the same as of the answer it stands beside.
    """

    comparison: str
    service: str
    outcome: str
    characteristic: str
    group: str
    estimator: str
    n: int
    caseworkers: int = 0
    estimate: float | None = None
    se: float | None = None
    lower: float | None = None
    upper: float | None = None
    first_stage_f: float | None = None
    strength: float | None = None
    naive: float | None = None
    p: float | None = None
    level_with: float | None = None
    level_without: float | None = None
    mde: float | None = None
    difference: float | None = None
    difference_se: float | None = None
    difference_p: float | None = None
    smallest_cell: int = 0
    largest_worker: float = 0.0
    freedom: int = 0
    dominance: float = 0.0
    reason: str = ""
    point: float | None = None
    point_se: float | None = None
    sets: NullSets | None = None
    se_robust: float | None = None
    se_clustered: float | None = None
    error_kind: str = ""
    lower_robust: float | None = None
    upper_robust: float | None = None
    lower_clustered: float | None = None
    upper_clustered: float | None = None

    def keep_sets(
        self, robust: tuple[float, float], clustered: tuple[float, float] | None, scale: float
    ) -> None:
        """The limits by the robust and by the clustered test, for inside; none where a set has no limits."""
        if isfinite(robust[0]) and isfinite(robust[1]):
            self.lower_robust, self.upper_robust = robust[0] * scale, robust[1] * scale
        if clustered is not None and isfinite(clustered[0]) and isfinite(clustered[1]):
            self.lower_clustered, self.upper_clustered = clustered[0] * scale, clustered[1] * scale

    @property
    def group_key(self) -> str:
        """The group as it is written in estimates.csv: `all` or `characteristic.group`."""
        return f"{self.characteristic}.{self.group}" if self.characteristic else ALL


class Measure(StrEnum):
    """What the number of a check is, which decides how it leaves: see `research.disclosure.check_lines`."""

    PEOPLE = "share of people"
    COMPLIERS = "share of compliers"
    POINTS = "difference in points"
    OUTCOME = "in the unit of the primary outcome"
    VISIBLE = "smallest visible difference"
    STATISTIC = "statistic of a test"


@dataclass
class Check:
    """One check: statistic, value, threshold, verdict and a sentence in both languages; `gate` when it is
    part of one.

    Whoever uses a check reads its fields: what it is about (`kind`, `what`, `characteristic`, `group`, `service`), what
    its number is (`measure`), its `error` and `p`. The statistic and the sentences are for people. `people` is how many
    people a line of prevalence is about, as printed. `fewest` is given for a share of people: how many have it, or how
    many do not, whichever is less. A check that does not say what its number is, is held to be a share of people: the
    strictest rules then apply (X10).
    """

    key: str
    gate: str
    statistic: str
    value: float | None
    threshold: float | None
    verdict: Verdict
    sentence_nl: str
    sentence_en: str
    fewest: int | None = None
    kind: str = ""
    what: str = ""
    characteristic: str = ""
    group: str = ""
    service: str = ""
    measure: Measure = Measure.PEOPLE
    people: int | None = None
    error: float | None = None
    p: float | None = None

    @property
    def subject(self) -> Subject:
        """What it is about, as the key of its line says it in a release."""
        return Subject(self.kind, self.what, self.characteristic, self.group, self.service)


def other_estimator(estimator: str, way: str, characteristic: str = "") -> str:
    """The estimator of the same answer computed in another way, by group of a characteristic where it is."""
    return f"{estimator}_{'.'.join(word for word in (way, characteristic) if word)}"


def fewest(part: int, whole: int) -> int:
    """How many people a share could show: those who have something, or those who do not, whichever is less."""
    return int(min(part, whole - part))


@dataclass
class TendencyBin:
    """People of one bin of caseworkers' tendency, beyond their stratum, in points (or the unit of the outcome).

    `outcome` and `outcome_error` are `None` where no outcome was opened. The others of a service held constant.
    """

    comparison: str
    service: str
    people: int
    caseworkers: int
    tendency: float
    referred: float
    referred_error: float
    outcome: float | None = None
    outcome_error: float | None = None


@dataclass
class TendencyLine:
    """A line over the bins: `first_stage` (points of referral per point of tendency), `reduced_form` (outcome per
    point of tendency) or `effect` (outcome per 100 people referred more), with its 95% range. Of the marginal effect
    its `slope` (per 10 points), its `middle`, that of referring `like_upper_quarter`, and of 100 how many are
    `referred_more` by that.

    `reason` says why there is no picture: `too_few` to fill three bins, `not_solved`; and of the marginal effect
    `several` services at once, `closed` (no outcome was opened), or tendencies too `narrow`.
    """

    comparison: str
    service: str
    kind: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    reason: str = ""


@dataclass
class MarginalPoint:
    """The effect on whoever is referred exactly when the caseworker refers `tendency` points more often than
    colleagues: pointwise 95% range, and its part of the band that holds the whole line in 95 of 100 studies."""

    comparison: str
    service: str
    tendency: float
    estimate: float
    lower: float
    upper: float
    band_lower: float
    band_upper: float


@dataclass
class ProfileShare:
    """How many of 100 people on whom caseworkers differ are in a group, with its 95% range; and of everybody."""

    service: str
    characteristic: str
    group: str
    share: float
    lower: float | None
    upper: float | None
    everyone: float


@dataclass
class Specification:
    """One way in which a question was answered for everyone, with its pointwise 95% range; `way` is `released` for the
    released answer, and `characteristic` that in whose halves people were compared."""

    comparison: str
    service: str
    outcome: str
    way: str
    characteristic: str
    estimate: float
    lower: float | None
    upper: float | None


@dataclass
class TermEffect:
    """The effect of everyone at one term of an outcome: pointwise 95% range, and its part of a band that holds the
    whole line over so many `terms` in 95 of 100 studies; `None` where a set has no limits."""

    comparison: str
    service: str
    key: str
    term: int
    estimate: float
    lower: float | None
    upper: float | None
    band_lower: float | None
    band_upper: float | None
    terms: int


@dataclass
class JointCheck:
    """The joint test of exclusion and monotonicity, of all services together: the statistic of the fit with its
    degrees of freedom, the steepest slope in widths of the outcome (`None` for a mean), and the p-values.

    `reason` says why it was not tested: `too_few` caseworkers, `closed` (no outcome was opened) or `not_solved`.
    """

    verdict: str
    reason: str = ""
    fit: float | None = None
    freedom: int = 0
    p_fit: float | None = None
    slope: float | None = None
    p_slope: float | None = None
    p: float | None = None


@dataclass
class PricedEffect:
    """What a service costs more and what its effect on an outcome is worth, per 100 people, in the currency of the
    plan; each with a range that carries the range of the prices and of the estimate."""

    comparison: str
    service: str
    outcome: str
    cost: float
    cost_lower: float
    cost_upper: float
    worth: float
    worth_lower: float
    worth_upper: float


@dataclass
class Scrutiny:
    """What stands in the report for researchers alone: pictures with their numbers, of which nothing leaves.

    `adjusted` says that the released answer is corrected for covariates, which these pictures are not.
    """

    bins: list[TendencyBin] = field(default_factory=list)
    lines: list[TendencyLine] = field(default_factory=list)
    profile: list[ProfileShare] = field(default_factory=list)
    specifications: list[Specification] = field(default_factory=list)
    terms: list[TermEffect] = field(default_factory=list)
    priced: list[PricedEffect] = field(default_factory=list)
    joint: list[JointCheck] = field(default_factory=list)
    marginal: list[MarginalPoint] = field(default_factory=list)
    marginal_lines: list[TendencyLine] = field(default_factory=list)
    adjusted: bool = False


@dataclass
class Results:
    """Everything of one run that a release can be made of; nothing in it is about one person.

    `decimals` holds for every outcome of the plan with how many decimals its numbers are printed (rule X4). `cautions`
    are sentences by language (nl, en) about what should not be overlooked; they stay inside. `municipalities` is how
    many took part, where the plan leaves that open.
    """

    plan_sha256: str
    code_version: str
    rows: int
    people: int
    offices: int
    caseworkers: int
    smallest_office: int
    estimates: list[Estimate] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    associations: list[dict[str, Any]] = field(default_factory=list)
    counts: list[dict[str, Any]] = field(default_factory=list)
    decimals: dict[str, int] = field(default_factory=dict)
    cautions: list[dict[str, str]] = field(default_factory=list)
    municipalities: int = 0
    scrutiny: Scrutiny = field(default_factory=Scrutiny)

    def places(self, outcome: str) -> int:
        """How many decimals a number about an outcome is printed with."""
        return self.decimals.get(outcome, 1)

    def headline(self, design: str) -> list[Estimate]:
        """The estimates that may be released, without the alarms."""
        return [estimate for estimate in self.estimates if estimate.estimator == HEADLINE[design]]


def estimates_csv(results: Results) -> str:
    """The table `estimates.csv`, every number with all its digits.

    It stays inside, so a number that a gate keeps out of the release stands here too, without limits: a researcher
    has to see what the gate saw. The reason stands in results.json.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ESTIMATE_COLUMNS)
    for e in results.estimates:
        number = (e.point, e.point_se) if e.estimate is None else (e.estimate, e.se)
        numbers = (*number, e.lower, e.upper)
        head = [e.comparison, e.service, e.outcome, e.group_key, e.estimator]
        tail = [e.n, digits(e.first_stage_f), digits(e.naive), e.error_kind]
        both = (
            e.se_robust,
            e.se_clustered,
            e.lower_robust,
            e.upper_robust,
            e.lower_clustered,
            e.upper_clustered,
        )
        writer.writerow([*head, *map(digits, numbers), *tail, *map(digits, both)])
    return stream.getvalue()


def digits(value: float | None) -> str:
    """A number with the fewest digits that give it back exactly."""
    return "" if value is None else repr(float(value))


def to_json(results: Results) -> str:
    """The whole run as text; infinite limits are written as null with the reason beside them."""
    return json.dumps(asdict(results), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def read_results(folder: Path) -> Results:
    """The results of a run from its folder; raises `InputError` when there are none, or when they are not whole."""
    path = Path(folder) / "results.json"
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(
            file=f"{Path(folder).name}/results.json", expected="the results of a run", found="no file",
            todo="Estimate first, and give the folder that estimate wrote.",
        ) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            file=f"{Path(folder).name}/results.json", expected="the results that estimate wrote", found=shown(error),
            todo="Estimate again; do not change this file.",
        ) from None  # fmt: skip


def read_reading(folder: Path) -> list[tuple[str, str]]:
    """The files of a run and how each was read; none of a run that did not write it down."""
    path = Path(folder) / READING
    if not path.is_file():
        return []
    with open(path, encoding="utf-8", newline="") as stream:
        rows = [tuple(row) for row in csv.reader(stream)]
    return [(row[0], row[1]) for row in rows[1:] if len(row) == len(READING_COLUMNS)]


def from_json(text: str) -> Results:
    """Back from text."""
    values = json.loads(text)
    values["estimates"] = [Estimate(**item | {"sets": sets_of(item["sets"])}) for item in values["estimates"]]
    values["checks"] = [check_of(item) for item in values["checks"]]
    values["scrutiny"] = scrutiny_of(values.get("scrutiny", {}))
    return Results(**values)


#: What the lists of a scrutiny hold.
SCRUTINISED: dict[str, type] = {
    "bins": TendencyBin,
    "lines": TendencyLine,
    "profile": ProfileShare,
    "specifications": Specification,
    "terms": TermEffect,
    "priced": PricedEffect,
    "joint": JointCheck,
    "marginal": MarginalPoint,
    "marginal_lines": TendencyLine,
}


def scrutiny_of(item: dict[str, Any]) -> Scrutiny:
    """The pictures of a run, back from text; none of a run of before they were made."""
    lists = {name: [kind(**one) for one in item.get(name, [])] for name, kind in SCRUTINISED.items()}
    return Scrutiny(**item | lists)


def check_of(item: dict[str, Any]) -> Check:
    """A check, back from text; raises `KeyError` for one of an earlier program, which lacks fields that rules need."""
    whole = {f.name: item[f.name] for f in fields(Check)} | item
    return Check(**whole | {"measure": Measure(item["measure"]), "verdict": Verdict(item["verdict"])})


def sets_of(item: dict[str, Any] | None) -> NullSets | None:
    """The test of an estimate, back from text."""
    return None if item is None else NullSets(item["top"], item["bottom"], tuple(map(tuple, item["sides"])))
