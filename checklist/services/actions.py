# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the catalogue, and linking it with research at the level that was studied (S19)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from checklist.people.actions import decide, propose, waiting_locked
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, check_has_role, check_second_person
from checklist.releases import actions as release_actions
from checklist.releases.models import Release
from checklist.services.linking import APPROVE, fingerprint, links_in, odd_of, proposed_links
from checklist.services.models import Service, ServiceLink
from checklist.services.queries import default_catalogue
from checklist.services.rules import studied_services, unanswered

SHORTEST_SENTENCE = 10  # signs: a sentence, not a dot


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
def propose_links(
    *,
    release: Release,
    links: Mapping[str, Service | None],
    by: Account,
    seen: str | None = None,
    why: Mapping[str, str] | None = None,
    sure: bool = False,
) -> Proposal:
    """The first of two people says which of our services this research is about (S36). Nothing holds before a practice
    approver, who neither brought it in nor linked it, agrees. What is seldom meant wants a sentence of `why` (by key in
    the release; '' when nothing is linked) and `sure`. `seen`: the fingerprint of the cards that were looked at."""
    check_has_role(by, "editor")
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state != Release.State.IMPORTED:
        raise Refused(_("This release does not wait for approval any more."))
    _check_links(row, links)
    mark = fingerprint(row, links)
    if seen is not None and seen != mark:
        raise Refused(
            _("These links are not those of the cards below. Look at the cards again; then propose.")
        )
    words = {key: " ".join(text.split()) for key, text in (why or {}).items()}
    odd = odd_of(row, links)
    short = [one.key for one in odd if len(words.get(one.key, "")) < SHORTEST_SENTENCE]
    if short or (odd and not sure):
        raise Refused(
            _(
                "Write a sentence at each link that is seldom meant, and say that you are sure. Still open: %(names)s."
            )
            % {"names": ", ".join(_studied_names(row, short)) or _("that you are sure")}
        )
    held = {"links": {key: service.key if service else "" for key, service in links.items()}}
    kept = {one.key: words[one.key] for one in odd}
    return propose(act=APPROVE, subject=row.digest, by=by, seen=mark, content=held | {"why": kept})


@transaction.atomic
def approve_release(
    *,
    release: Release,
    by: Account,
    expires_on: date | None = None,
    seen: str | None = None,
    sure: bool = False,
) -> Release:
    """The whole step of the second person: the yes, the end date, and the links that an editor proposed. Research that
    studied no service of anybody has nothing to link. Refused when anything is otherwise than it was on the cards."""
    release_actions.check_may_approve(release, by)
    if not studied_services(release.manifest):
        return release_actions.approve_release(release=release, by=by, expires_on=expires_on)
    found = proposed_links(release)
    if found is None or found.outcome in {Proposal.Outcome.TURNED_DOWN, Proposal.Outcome.TAKEN_BACK}:
        raise Refused(_("First a findings editor says which of our services this research is about."))
    waiting = waiting_locked(found)
    check_second_person(
        waiting.proposed_by_id, by, _("You linked this research. A second person approves it.")
    )
    links = links_in(waiting.content)
    if fingerprint(release, links) != waiting.seen or seen not in {None, waiting.seen}:
        raise Refused(
            _("Something changed since the cards were looked at. Turn it down; then an editor links it anew.")
        )
    if odd_of(release, links) and not sure:
        raise Refused(_("Some links are seldom meant. Say that you read the sentences and are sure."))
    approved = release_actions.approve_release(release=release, by=by, expires_on=expires_on)
    decide(proposal=waiting, agree=True, by=by)
    link_release(release=approved, links=links, by=by)
    return approved


@transaction.atomic
def turn_down_links(*, proposal: Proposal, by: Account, answer: str) -> Proposal:
    """The second person does not agree, and says why. An editor can link it anew."""
    check_has_role(by, "approver")
    return decide(proposal=proposal, agree=False, by=by, answer=answer)


@transaction.atomic
def link_release(*, release: Release, links: Mapping[str, Service | None], by: Account) -> list[ServiceLink]:
    """Say for every service that was studied which of ours it is, or that it is not ours (None)."""
    check_has_role(by, "approver")
    if release.state != Release.State.APPROVED:
        raise Refused(_("Only approved research is linked with our services."))
    _check_links(release, links)
    return ServiceLink.objects.bulk_create(
        ServiceLink(service=service, release=release, key_in_release=key, linked_by=by)
        for key, service in links.items()
        if service is not None
    )


def _check_links(release: Release, links: Mapping[str, Service | None]) -> None:
    """Every studied service is answered, once, at the level that was studied."""
    levels = {str(row["key"]): row["level"] for row in studied_services(release.manifest)}
    names = ", ".join(unanswered(levels, links))
    if names:
        raise Refused(
            _("Say for every service whether it is one of ours. Still open: %(names)s.") % {"names": names}
        )
    for key, service in links.items():
        if key not in levels:
            raise Refused(_("This research did not study “%(key)s”.") % {"key": key})
        if service is not None:
            _check_level(service, str(levels[key]))
    ours = [service.pk for service in links.values() if service is not None]
    if len(set(ours)) < len(ours):
        raise Refused(_("One of our services can be linked once with this research."))


def _studied_names(release: Release, keys: Iterable[str]) -> list[str]:
    names = {str(row["key"]): str(row["name_nl"]) for row in studied_services(release.manifest)}
    return [f"“{names.get(key, release.title_nl)}”" for key in keys]


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


def _last_position() -> int:
    return Service.objects.aggregate(last=Max("position"))["last"] or 0


def _new_key(name: str) -> str:
    stem = slugify(name).replace("-", "_")[:50] or "service"
    taken = {"nieuw", *Service.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    numbers = (f"{stem}_{number}" for number in range(2, 1000))
    return next(key for key in (stem, *numbers) if key not in taken)
