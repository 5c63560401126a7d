# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a plan: a TOML file, section by section, checked and hashed. docs/reference/codebook.md lists every key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from research.errors import InputError, shown
from research.plan.model import (
    CASEWORKER,
    Column,
    Contradiction,
    Plan,
    PlanCharacteristic,
    PlanGroup,
    PlanOutcome,
    PlanPrevalence,
    PlanService,
)
from research.plan.prices import read_prices
from research.plan.rules import check_plan
from research.plan.toml_tables import Section, sections
from research.release.levels import FAMILY_RULES
from research.release.schema import COMPARISONS, DESIGNS, KINDS, LEVELS, SCALES

COLUMN_TYPES = ("category", "integer", "number", "month", "key")
MEASURED = ("assignment", "after", "outcome")
SECTIONS = (
    "plan",
    "columns",
    "column",
    "service",
    "outcome",
    "characteristic",
    "contradiction",
    "prevalence",
    "prices",
    "price",
    "worth",
    "insight",
    "topic",
)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_plan(path: Path) -> Plan:
    """Read and check a plan; the hash covers every byte of the file. Raises `InputError`."""
    name = Path(path).name
    try:
        data = Path(path).read_bytes()
        values = tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        raise InputError(file=name, expected="a plan file", found="no file", todo="Give its path.") from None
    except OSError as error:
        found = shown(error.strerror)
        raise InputError(file=name, expected="a plan file", found=found, todo="Give its path.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(file=name, expected="a TOML file in UTF-8", found=str(error)) from None
    for key in values:
        if key not in SECTIONS:
            raise InputError(file=name, column=f"[{key}]", expected="a section of a plan", found=shown(key))
    head = read_head(Section(name, "plan", values.get("plan", {})))
    roles = read_roles(Section(name, "columns", values.get("columns", {})), head["design"])
    services = tuple(read_service(s) for s in sections(name, "service", values))
    outcomes = tuple(read_outcome(s) for s in sections(name, "outcome", values))
    plan = Plan(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode("utf-8"),
        **head,
        **roles,
        columns=tuple(read_column(s) for s in sections(name, "column", values)),
        services=services,
        outcomes=outcomes,
        characteristics=tuple(read_characteristic(s) for s in sections(name, "characteristic", values)),
        contradictions=tuple(read_contradiction(s) for s in sections(name, "contradiction", values)),
        prevalences=tuple(read_prevalence(s) for s in sections(name, "prevalence", values)),
        prices=read_prices(name, values, [s.key for s in services], [o.id for o in outcomes]),
    )
    check_plan(plan)
    return plan


def read_head(section: Section) -> dict[str, Any]:
    """The section [plan]. Raises `InputError` for a word that is not known."""
    design = section.one_of("design", DESIGNS[:2])
    usual = ("assignment",) if design == "assignment" else COMPARISONS[:2]
    comparisons = section.words("comparisons", usual)
    for word in comparisons:
        if word not in usual:
            raise section.refuse("comparisons", f"one or more of {', '.join(usual)}", word)
    head = {
        "slug": section.take("slug", str),
        "title_nl": section.take("title_nl", str),
        "title_en": section.take("title_en", str),
        "kind": section.one_of("kind", (KINDS[0], KINDS[3])),
        "fictional": section.take("fictional", bool),
        "design": design,
        "place": section.take("place", str),
        "period": section.take("period", str),
        "outcome_period_end": section.take("outcome_period_end", str),
        "licence": section.take("licence", str, "CC-BY-4.0"),
        "made_by": section.take("made_by", str),
        "seed": section.take("seed", int),
        "municipalities": section.take("municipalities", int, 1),
        "rule_profile": section.take("rule_profile", str, "standaard"),
        "comparisons": comparisons,
        "direction_comparison": section.one_of("direction_comparison", comparisons),
        "families": section.one_of("families", FAMILY_RULES, FAMILY_RULES[0]),
        "exclusion_nl": section.take("exclusion_nl", str),
        "exclusion_en": section.take("exclusion_en", str),
        "note_nl": section.take("note_nl", str, ""),
        "open_anyway_nl": section.take("open_anyway_nl", str, ""),
        "open_anyway_en": section.take("open_anyway_en", str, ""),
        "clusters": section.words("clusters", (CASEWORKER,)),
        "arm_against_arm": section.words("arm_against_arm"),
    }
    section.done()
    return head


def read_roles(section: Section, design: str) -> dict[str, Any]:
    """The section [columns]: which column plays which part."""
    own = ... if design == "caseworker" else ""
    roles = {
        "decision_maker": section.take("decision_maker", str, own),
        "strata": section.words("strata"),
        "office": section.take("office", str, ""),
        "person": section.take("person", str, ""),
        "order": section.take("order", str, ""),
        "municipality": section.take("municipality", str, ""),
        "treatment": section.take("treatment", str),
        "instrument": section.take("instrument", str, ... if design == "assignment" else ""),
        "covariates": section.words("covariates"),
        "weight": section.take("weight", str, ""),
        "drawn_together": section.take("drawn_together", str, ""),
        "other_columns": section.one_of("other_columns", ("refuse", "ignore"), "refuse"),
    }
    section.done()
    return roles


def read_column(section: Section) -> Column:
    """One codebook line. Raises `InputError` for a category without values."""
    column = Column(
        name=section.take("name", str),
        type=section.one_of("type", COLUMN_TYPES),
        measured=section.one_of("measured", MEASURED, "assignment"),
        values=section.words("values"),
        lowest=section.take("lowest", float, None),
        highest=section.take("highest", float, None),
        missing=section.words("missing"),
        label=section.take("label", str, ""),
    )
    section.done()
    if column.type == "category" and not column.values:
        raise section.refuse("values", "the categories of the column", "")
    return column


def read_service(section: Section) -> PlanService:
    """One service."""
    service = PlanService(
        key=take_key(section),
        value=str(section.take("value", str)),
        level=section.one_of("level", LEVELS, "department"),
        reference=section.take("reference", bool, default=False),
        name_nl=section.take("name_nl", str),
        name_en=section.take("name_en", str),
        offer=str(section.take("offer", str, "")),
    )
    section.done()
    return service


def read_outcome(section: Section) -> PlanOutcome:
    """One outcome at one term."""
    scale = section.one_of("scale", SCALES)
    share = scale == "share"
    column = section.take("column", str)
    outcome = PlanOutcome(
        id=section.take("id", str, column),
        key=take_key(section),
        column=column,
        scale=scale,
        name_nl=section.take("name_nl", str),
        name_en=section.take("name_en", str),
        definition_nl=section.take("definition_nl", str),
        definition_en=section.take("definition_en", str),
        unit=section.take("unit", str, "points_per_100" if share else ...),
        unit_nl=section.take("unit_nl", str, "van de 100 mensen" if share else ...),
        unit_en=section.take("unit_en", str, "out of 100 people" if share else ...),
        term_months=section.take("term_months", int, None),
        primary=section.take("primary", bool, default=False),
        above=section.take("above", float, None),
        decimals=section.take("decimals", int, None),
        margin=section.take("margin", float, None),
    )
    section.done()
    return outcome


def read_characteristic(section: Section) -> PlanCharacteristic:
    """One characteristic with its two groups. Raises `InputError` unless there are two groups."""
    groups = section.take("group", list)
    characteristic = PlanCharacteristic(
        key=take_key(section),
        column=section.take("column", str),
        name_nl=section.take("name_nl", str),
        name_en=section.take("name_en", str),
        groups=tuple(
            read_group(Section(section.file, f"{section.name} group {number}", group))
            for number, group in enumerate(groups, start=1)
        ),
        unless_column=section.take("unless_column", str, ""),
        unless=section.words("unless"),
        sentence=section.take("sentence", bool, default=True),
    )
    section.done()
    if len(characteristic.groups) != 2:
        raise section.refuse("group", "two groups", len(characteristic.groups))
    return characteristic


def read_group(section: Section) -> PlanGroup:
    """One group of a characteristic. Raises `InputError` when nothing says who is in it."""
    name_nl, name_en = section.take("name_nl", str), section.take("name_en", str)
    group = PlanGroup(
        key=take_key(section),
        name_nl=name_nl,
        name_en=name_en,
        definition_nl=section.take("definition_nl", str, name_nl),
        definition_en=section.take("definition_en", str, name_en),
        values=section.words("values"),
        lowest=section.take("lowest", float, None),
        highest=section.take("highest", float, None),
    )
    section.done()
    if not group.values and group.lowest is None and group.highest is None:
        raise section.refuse("values", "values, or lowest and highest", "")
    return group


def read_contradiction(section: Section) -> Contradiction:
    """One rule about two columns."""
    rule = section.one_of("rule", ("not_both_positive", "first_needs_second"))
    first, second = section.take("first", str), section.take("second", str)
    contradiction = Contradiction(
        first=first,
        second=second,
        rule=rule,
        first_nl=section.take("first_nl", str, first),
        first_en=section.take("first_en", str, first),
        second_nl=section.take("second_nl", str, second),
        second_en=section.take("second_en", str, second),
    )
    section.done()
    return contradiction


def read_prevalence(section: Section) -> PlanPrevalence:
    """One thing to count. Raises `InputError` without a value to count."""
    prevalence = PlanPrevalence(
        take_key(section),
        section.take("column", str),
        section.words("values"),
        section.take("name_nl", str),
        section.take("name_en", str),
    )
    section.done()
    if not prevalence.values:
        raise section.refuse("values", "the values that are counted", "")
    return prevalence


def take_key(section: Section) -> str:
    """A key in lower-case letters, digits and underscores. Raises `InputError` for any other sign."""
    key = str(section.take("key", str))
    if not KEY.fullmatch(key):
        raise section.refuse("key", "lower-case letters, digits and _", key)
    return key
