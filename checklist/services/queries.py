# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the catalogue of services and of its links with research."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from checklist.releases.models import Finding, Release
from checklist.services.models import Service, ServiceLink

DEFAULTS = Path(__file__).resolve().parent.parent / "defaults" / "services.toml"


@dataclass(frozen=True, slots=True)
class RegularGuidance:
    """*Alleen de gewone begeleiding*: always first, always there, and not a service."""

    name_nl: str
    name_en: str
    text_nl: str
    text_en: str


@lru_cache(maxsize=1)
def default_catalogue() -> dict[str, Any]:
    """The catalogue as shipped."""
    return tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))


def regular_guidance() -> RegularGuidance:
    return RegularGuidance(**default_catalogue()["regular"])


def catalogue() -> list[Service]:
    """The services that are offered, in the order of the catalogue (R5: never in another order)."""
    return list(Service.objects.filter(is_on=True).select_related("updated_by"))


def all_services() -> list[Service]:
    """Every service, also those that are switched off, for the editor."""
    return list(Service.objects.select_related("updated_by"))


def names_of_services(language: str) -> dict[str, str]:
    """Key → name of every service, also of those that are switched off, in the order of the catalogue."""
    return dict(Service.objects.values_list("key", f"name_{language}"))


def links() -> dict[tuple[int, str], str]:
    """(release id, key of the service in that release) → key of the service in our catalogue."""
    rows = ServiceLink.objects.values_list("release_id", "key_in_release", "service__key")
    return {(release, key): service for release, key, service in rows}


def about_our_services(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Of these results those about a service that we offer: of another service no card stands in a talk."""
    linked = ServiceLink.objects.filter(release=OuterRef("release"), key_in_release=OuterRef("service"))
    return rows.filter(Exists(linked.filter(service__is_on=True)))


def studies_of_services(language: str) -> dict[str, list[str]]:
    """Key of our service → titles of the approved research that is linked with it."""
    rows = ServiceLink.objects.filter(release__state=Release.State.APPROVED).order_by("release__slug")
    found: dict[str, list[str]] = {}
    for key, title in rows.values_list("service__key", f"release__title_{language}"):
        found.setdefault(key, []).append(title)
    return found
