# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases of what others published: read from a TOML file, nothing computed and no size invented.

`python -m research cite FILE --out models_store` turns such a file into a release of kind *association* or
*literature*. A finding without a number in its source stays without a number.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from research import __version__
from research.errors import InputError, shown
from research.release.schema import (
    NOT_IN_SOURCE,
    SCHEMA_VERSION,
    Characteristic,
    FindingRow,
    Group,
    Manifest,
    Outcome,
    Release,
    Service,
    Source,
)

LISTS = {
    "service": Service,
    "characteristic": Characteristic,
    "group": Group,
    "outcome": Outcome,
    "source": Source,
}


def read_cited(path: Path) -> Release:
    """A release of cited findings from its TOML file.

    Raises `InputError` when it cannot be read or lacks a key.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(file=path.name, expected="a TOML file in UTF-8", found=shown(error)) from None
    try:
        head: dict[str, Any] = values["release"]
        lists = {
            name: tuple(
                kind(**{"reference": False, **item} if name == "service" else item)
                for item in values.get(name, [])
            )
            for name, kind in LISTS.items()
        }
        outcomes = {outcome.key: outcome for outcome in lists["outcome"]}
        groups = {(group.characteristic, group.key): group for group in lists["group"]}
        rows = tuple(cited_row(head, item, outcomes, groups) for item in values["finding"])
        manifest = Manifest(
            slug=head["slug"],
            title_nl=head["title_nl"],
            title_en=head["title_en"],
            kind=head["kind"],
            fictional=False,
            design=head["kind"],
            place=head["place"],
            period=head["period"],
            outcome_period_end=head["outcome_period_end"],
            municipalities=None,
            offices=None,
            caseworkers=None,
            schema=SCHEMA_VERSION,
            plan_sha256="",
            code_version=__version__,
            direction_comparison="",
            subgroup_comparisons=0,
            rule_profile="geen",
            licence=head["licence"],
            made_by=head["made_by"],
            gates=(),
            services=lists["service"],
            characteristics=lists["characteristic"],
            groups=lists["group"],
            outcomes=lists["outcome"],
            sources=lists["source"],
            files=(),
            digest="",
        )
        told = head["explanation"].strip() + "\n"
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(file=path.name, expected="all keys of a cited release", found=shown(error)) from None
    return Release(manifest, rows, (), (), told)


def cited_row(
    head: dict[str, Any],
    item: dict[str, Any],
    outcomes: dict[str, Outcome],
    groups: dict[tuple[str, str], Group],
) -> FindingRow:
    """One cited finding; what the source does not give stays empty."""
    outcome = outcomes[item["outcome"]]
    characteristic, group = item.get("characteristic", ""), item.get("group", "")
    defined = groups[characteristic, group].definition_nl if group else ""

    def number(name: str) -> Decimal | None:
        return Decimal(str(item[name])) if name in item else None

    numbers = {
        name: number(name) for name in ("estimate", "se", "lower", "upper", "level_with", "level_without")
    }
    return FindingRow(
        type=head["kind"],
        comparison="",
        service=item.get("service", ""),
        outcome=outcome.key,
        term_months=item.get("term_months"),
        primary=False,
        characteristic=characteristic,
        group=group,
        group_definition=defined,
        unit=outcome.unit,
        scale=outcome.scale,
        **numbers,
        interval_kind="reported" if "lower" in item else "",
        n=item.get("n"),
        caseworkers=None,
        naive=None,
        difference_vs_complement=None,
        difference_p_holm=None,
        p_holm=None,
        verdict=item["verdict"],
        certainty=item["certainty"],
        place=item.get("place", head["place"]),
        period=item.get("period", head["period"]),
        source=item["source"],
        reason_empty="" if any(value is not None for value in numbers.values()) else NOT_IN_SOURCE,
    )
