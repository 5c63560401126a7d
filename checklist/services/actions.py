# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the catalogue, and linking it with research at the level that was studied (S19)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from checklist.people.models import Account
from checklist.people.permissions import Refused, check_has_role
from checklist.releases import actions as release_actions
from checklist.releases.models import Release
from checklist.services.models import Service, ServiceLink
from checklist.services.queries import default_catalogue
from checklist.services.rules import studied_services, unanswered


class Stale(Exception):
    """Somebody else saved this service after the page was opened; `now` is what stands."""

    def __init__(self, now: Service) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.now = now


@transaction.atomic
def save_service(
    *, service: Service | None, fields: Mapping[str, Any], by: Account, version: int | None = None
) -> Service:
    """Write a service down, new or changed. Whoever saves says that its practical side is right today.

    `version`: what stood on the page that was opened; when it stands no more, nothing is written (S18).
    """
    check_has_role(by, "editor")
    row = _locked(service) if service and service.pk else service
    row = row or Service(key=_new_key(fields["name_nl"]), position=_last_position() + 1)
    if version is not None and version != row.version:
        raise Stale(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.updated_on, row.updated_by = timezone.localdate(), by
    row.version = row.version + 1 if row.pk else 1
    row.save()
    return row


def _locked(service: Service) -> Service:
    return Service.objects.select_for_update().get(pk=service.pk)


@transaction.atomic
def move_service(*, service: Service, up: bool, by: Account) -> None:
    """One place up or down in the catalogue; at the end nothing happens."""
    check_has_role(by, "editor")
    rows = list(Service.objects.select_for_update().order_by("position"))
    at = next(number for number, row in enumerate(rows) if row.pk == service.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    one, other = rows[at], rows[to]
    free, mine, theirs = _last_position() + 1, one.position, other.position
    for row, position in ((one, free), (other, mine), (one, theirs)):
        row.position = position
        row.save(update_fields=["position"])


@transaction.atomic
def switch_service(*, service: Service, on: bool, by: Account) -> Service:
    """Offer a service, or stop offering it; open conversations see it at their next page."""
    check_has_role(by, "editor")
    row = _locked(service)
    row.is_on, row.version = on, row.version + 1
    row.save(update_fields=["is_on", "version"])
    return row


@transaction.atomic
def approve_release(
    *, release: Release, links: Mapping[str, Service | None], by: Account, expires_on: date | None = None
) -> Release:
    """The whole step of the second person: the yes, the end date, and which of our services this research is about."""
    approved = release_actions.approve_release(release=release, by=by, expires_on=expires_on)
    link_release(release=approved, links=links, by=by)
    return approved


@transaction.atomic
def link_release(*, release: Release, links: Mapping[str, Service | None], by: Account) -> list[ServiceLink]:
    """Say for every service that was studied which of ours it is, or that it is not ours (None)."""
    check_has_role(by, "approver")
    if release.state != Release.State.APPROVED:
        raise Refused(_("Only approved research is linked with our services."))
    levels = {str(row["key"]): row["level"] for row in studied_services(release.manifest)}
    names = ", ".join(unanswered(levels, links))
    if names:
        raise Refused(
            _("Say for every service whether it is one of ours. Still open: %(names)s.") % {"names": names}
        )
    rows = []
    for key, service in links.items():
        if key not in levels:
            raise Refused(_("This research did not study “%(key)s”.") % {"key": key})
        if service is not None:
            _check_level(service, str(levels[key]))
            rows.append(ServiceLink(service=service, release=release, key_in_release=key, linked_by=by))
    _check_once(rows)
    return ServiceLink.objects.bulk_create(rows)


@transaction.atomic
def load_default_services(*, by: Account) -> list[Service]:
    """The catalogue as shipped, FICTIEF. Services that are there already stay as they are."""
    known = set(Service.objects.values_list("key", flat=True))
    made = []
    for row in default_catalogue()["service"]:
        if row["key"] not in known:
            fields = {name: value for name, value in row.items() if name != "key"} | {"fictional": True}
            service = Service(key=row["key"], position=_last_position() + 1)
            made.append(save_service(service=service, fields=fields, by=by))
    return made


def _check_level(service: Service, level: str) -> None:
    if service.level != level:
        told = {"name": service.name_nl, "level": Service.Level(level).label}
        raise Refused(
            _("“%(name)s” cannot be linked: the research is about another level (%(level)s).") % told
        )


def _check_once(rows: list[ServiceLink]) -> None:
    if len({row.service_id for row in rows}) < len(rows):
        raise Refused(_("One of our services can be linked once with this research."))


def _last_position() -> int:
    return Service.objects.aggregate(last=Max("position"))["last"] or 0


def _new_key(name: str) -> str:
    stem = slugify(name).replace("-", "_")[:50] or "service"
    taken = {"nieuw", *Service.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    numbers = (f"{stem}_{number}" for number in range(2, 1000))
    return next(key for key in (stem, *numbers) if key not in taken)
