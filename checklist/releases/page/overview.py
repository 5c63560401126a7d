# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A release at a glance: all services on one axis, services beside groups, and who was studied."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from checklist.releases import pictures, rules, wording
from checklist.releases.models import Finding, Release
from checklist.releases.page.blocks import Block, about_whom
from checklist.releases.wording import FindingFacts, Lang

#: The checks of a release that say how many people fell away at a stage.
STAGES = {
    "later_intakes": "sample.first_intake",
    "no_outcome": "attrition.outcome",
    "not_comparable": "sample.dropped",
}

#: The columns of the table behind the strip.
EXACT = ("estimate", "lower", "upper", "level_with", "level_without", "n")


def services_of(release: Release, lang: Lang) -> list[tuple[str, str]]:
    """(key, name) of every service that the plan compared, in its order; what they were compared with is none."""
    return [(row["key"], row[f"name_{lang}"]) for row in release.manifest["services"] if not row["reference"]]


def strip_of(release: Release, main: Sequence[Block], lang: Lang) -> pictures.Strip | None:
    """All services of the plan on one axis, in its order, by the result for everybody; what was not studied is a row
    as high as any other, and so is all help that the plan did not name. None where nothing was compared."""
    found = _overall(main)
    if not found:
        return None
    said = []
    for key, name in services_of(release, lang):
        known = found.get(key)
        stated = rules.said_alone(known[1], lang, finding=known[0].pk) if known else not_studied(lang)
        said.append((key, name, stated))
    said.append(("", _("All other help"), not_studied(lang)))
    return pictures.strip(said, pictures.strip_axis((facts for _row, facts in found.values()), lang), lang)


def not_studied(lang: Lang) -> wording.StatedService:
    return wording.StatedService(
        state=wording.NOT_STUDIED, lead=wording.about_service(wording.NOT_STUDIED, lang)
    )


def _overall(main: Iterable[Block]) -> dict[str, tuple[Finding, FindingFacts]]:
    """Per service its result for everybody."""
    found: dict[str, tuple[Finding, FindingFacts]] = {}
    for block in main:
        if not block.overall[0].characteristic:
            found.setdefault(block.service, block.overall)
    return found


def exact_of(release: Release, main: Iterable[Block], lang: Lang) -> list[dict[str, Any]]:
    """The numbers behind the strip exactly as released, one line per service; nothing of what was withdrawn."""
    found, made = _overall(main), []
    for key, name in services_of(release, lang):
        row = found[key][0] if key in found and not found[key][1].withdrawn else None
        values = [getattr(row, column, None) for column in EXACT]
        labels = (
            _("Difference"),
            _("From"),
            _("To"),
            _("With this help"),
            _("Without this help"),
            _("People"),
        )
        cells = [
            (label, "–" if value is None else rules.exact(value, lang))
            for label, value in zip(labels, values, strict=True)
        ]
        made.append({"name": name, "finding": row.pk if row else 0, "labels": labels, "cells": cells})
    return made


def matrix_of(
    release: Release, main: Iterable[Block], lang: Lang, *, off: Iterable[str]
) -> pictures.Matrix | None:
    """Services beside groups, by the outcome and the term of the plan; None where no group was looked at."""
    known: dict[tuple[str, str, str], tuple[int, FindingFacts]] = {}
    for block in main:
        for row, facts in block.rows:
            known.setdefault((block.service, row.characteristic, row.group), (row.pk, facts))
    hidden = set(off)
    listed = [(row["characteristic"], row["key"]) for row in release.manifest["groups"]]
    groups = [(key, about_whom(release.names, *key, lang)) for key in listed if key[0] not in hidden]
    if not groups or not known:
        return None
    looked_at = release.manifest["subgroup_comparisons"]
    return pictures.matrix(services_of(release, lang), groups, known, looked_at=looked_at, lang=lang)


def flow_of(release: Release, main: Sequence[Block], lang: Lang) -> pictures.Flow | None:
    """Who was studied, as far as the checks and the manifest of the release say it."""
    printed = {row["key"]: row["value"] for row in release.checks}
    left: dict[str, Any] = {name: _number(printed.get(key)) for name, key in STAGES.items()}
    people = [row.n for block in main for row, _facts in block.rows if not row.characteristic and row.n]
    facts = pictures.FlowFacts(
        design=release.design,
        people=max(people, default=None),
        caseworkers=release.manifest["caseworkers"] or None,
        offices=release.manifest["offices"] or None,
        **left,
    )
    return pictures.flow(facts, lang) if main else None


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
