# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What linking a release with our services changes in talks, as two people look at it before it is done (S19, S36)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.base.digest import canonical_json, digest_of
from checklist.people.models import Account, Proposal
from checklist.people.permissions import has_role
from checklist.people.queries import (
    WorkLine,
    proposal_about,
    told_why_not,
    turned_down,
    waiting_proposals,
    waits_for,
)
from checklist.releases.models import Release
from checklist.releases.queries import current_releases, waiting_releases
from checklist.releases.turns import tells_whose_turn
from checklist.services.models import Service, ServiceLink
from checklist.services.queries import all_services
from checklist.services.rules import Odd, odd_links, studied_services

APPROVE = "approve_release"  # the act of a Proposal; its subject is the digest of the release


@dataclass(frozen=True)
class Shift:
    """What a talk says otherwise about a service: now, and then."""

    service: str
    group: str  # '' for somebody who told nothing
    before: str
    after: str
    turned: bool  # from more often to less often, or the other way


@dataclass(frozen=True)
class Preview:
    """The cards of the linked services as a talk draws them, and what talks say otherwise."""

    page: SafeString | str = ""
    shifts: list[Shift] = field(default_factory=list)


Links = Mapping[str, Service | None]
Drawer = Callable[[Release, Mapping[str, str], str], Preview]
DRAWERS: list[Drawer] = []


def draws_the_preview(make: Drawer) -> Drawer:
    """The slice that draws the page of a talk draws it here too; nothing points up."""
    if make not in DRAWERS:
        DRAWERS.append(make)
    return make


def preview_of(release: Release, links: Links, language: str) -> Preview:
    """The cards as they would look in a talk with these links. Nothing is written."""
    keys = {key: service.key for key, service in links.items() if service is not None}
    return DRAWERS[0](release, keys, language) if DRAWERS else Preview()


def prefilled(release: Release) -> dict[str, Service | None]:
    """What is proposed at first: our service of the same key at the same level, else nothing yet."""
    ours = {(service.key, service.level): service for service in all_services()}
    return {
        str(row["key"]): ours.get((str(row["key"]), str(row["level"])))
        for row in studied_services(release.manifest)
    }


def links_in_use(release: Release) -> dict[str, str]:
    """Key in the release → key of our service, in the release of the same name that is in use now."""
    rows = ServiceLink.objects.filter(release__in=current_releases().filter(slug=release.slug))
    return dict(rows.exclude(release=release).values_list("key_in_release", "service__key"))


def odd_of(release: Release, links: Links) -> list[Odd]:
    """What is seldom meant in these links: each wants a sentence."""
    ours = {service.key: (service.name_nl, service.name_en) for service in all_services()}
    chosen = {key: service.key if service else "" for key, service in links.items()}
    return odd_links(studied_services(release.manifest), chosen, ours=ours, in_use=links_in_use(release))


def fingerprint(release: Release, links: Links) -> str:
    """Names these links with all that their cards are made of: release, services, and the research in use now."""
    services = [
        [key, service.key, service.name_nl, service.name_en, service.level, service.is_on]
        if service
        else [key, ""]
        for key, service in sorted(links.items())
    ]
    rows = ServiceLink.objects.filter(release__in=current_releases())
    now = sorted(current_releases().values_list("digest", flat=True))
    linked = sorted(map(list, rows.values_list("release__digest", "key_in_release", "service__key")))
    return digest_of(["links", release.digest, canonical_json([services, now, linked])])


def proposed_links(release: Release) -> Proposal | None:
    """The newest links that an editor proposed for this release, waiting or decided."""
    return proposal_about(APPROVE, release.digest)


def links_in(content: Mapping[str, Any]) -> dict[str, Service | None]:
    """The links that a proposal holds, with our services as they stand now."""
    ours = {service.key: service for service in all_services()}
    return {key: ours.get(name) for key, name in content["links"].items()}


@tells_whose_turn
def turn_in_linking(release: Release, account: Account) -> str:
    """What this person has to do about a release that waits, as its own page says it. One query."""
    row = proposed_links(release)
    return _turn(release, None if row is None or row.outcome else row, account)


def _turn(release: Release, waiting: Proposal | None, account: Account) -> str:
    """First somebody links it, then another person approves; what studied no service has nothing to link."""
    if waiting is None and studied_services(release.manifest):
        return "link" if has_role(account, "editor") else ""
    first = {release.imported_by_id, waiting.proposed_by_id if waiting else None}
    return "approve" if has_role(account, "approver") and account.pk not in first else ""


# ---- on the start page -----------------------------------------------------------------------------------------------


@waits_for
def releases_on_home(account: Account) -> list[WorkLine]:
    """For editors: research that waits to be linked. For approvers: what is linked. Three queries."""
    editor, approver = has_role(account, "editor"), has_role(account, "approver")
    if not (editor or approver):
        return []
    linked = {row.subject: row for row in waiting_proposals(APPROVE)}
    refused = turned_down(account, APPROVE) if editor else {}
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    lines: list[WorkLine] = []
    for release in waiting_releases():
        title, row = getattr(release, f"title_{language}"), linked.get(release.digest)
        turn = _turn(release, row, account)
        if turn == "approve":
            lines.append((reverse("services:approve", args=[release.digest]), title, _("to approve")))
        elif turn == "link":
            said_no = refused.get((APPROVE, release.digest))
            remark = told_why_not(said_no) if said_no else _("to link with our services")
            lines.append((reverse("services:link", args=[release.digest]), title, remark))
        elif editor:
            said = _("waits for a practice approver")
            lines.append((reverse("releases:version", args=[release.slug, release.digest]), title, said))
    return lines
