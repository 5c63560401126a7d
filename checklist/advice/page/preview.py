# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What talks would show and lose before research is approved or withdrawn: drawn as the evidence page is (S36)."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import cast

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from checklist.advice.page.cards import draw
from checklist.advice.page.pieces import EVERYONE
from checklist.advice.queries import Evidence, row_of
from checklist.advice.rules import (
    AWAY,
    TOWARDS,
    ClientTrait,
    Situation,
    Statement,
    ViewableFinding,
    stated_service,
    statement,
    studies,
)
from checklist.base.slots import cut
from checklist.questions.queries import needing_findings, published, questions_of
from checklist.releases.models import Finding, Release
from checklist.releases.queries import facts_of_finding, in_talk, longest_expiry, speaking_release_rows
from checklist.releases.rules import people
from checklist.releases.withdrawing import Effect
from checklist.releases.wording import Lang
from checklist.services.linking import Preview, Shift
from checklist.services.models import Service
from checklist.services.queries import catalogue, links


@dataclass(frozen=True)
class _World:
    """What a talk would rest on: the findings that may be looked at, with the links to our services."""

    found: list[Finding]
    linked: Mapping[tuple[int, str], str]
    allowed: frozenset[str]  # the groups that may be talked about


def preview(release: Release, keys: Mapping[str, str], language: str) -> Preview:
    """The cards with this release approved and linked so, and what is said otherwise than with the research in use."""
    lang = cast("Lang", language)
    now = _World(speaking_release_rows(fictional=release.fictional), links(), frozenset(in_talk()))
    then = _after(now, release, keys)
    offered = catalogue()
    told = _told(release, (now, then), lang)
    linked = [service for service in offered if service.key in keys.values()]
    return Preview(
        page=_page(then, release, linked, language) if linked else "",
        shifts=_shifts(now, then, (release, offered, told), lang),
    )


def _after(now: _World, release: Release, keys: Mapping[str, str]) -> _World:
    """The same with this release in place of the one of its name that is in use, as if it were approved today."""
    approved = copy(release)  # the row itself stays as it is
    approved.state, approved.expires_on = Release.State.APPROVED, longest_expiry(release)
    kept = [row for row in now.found if row.release.slug != release.slug]
    rows = release.findings.filter(type__in=("effect", "association"), withdrawn_at=None).order_by("position")
    fresh = list(rows.select_related(None))
    for row in fresh:
        row.release = approved
    return _World(
        kept + fresh, dict(now.linked) | {(release.pk, key): ours for key, ours in keys.items()}, now.allowed
    )


def goes_from_talks(release: Release, numbers: Sequence[int], language: str) -> list[Effect]:
    """What talks lose when these findings are withdrawn: sentences on top of services, and questions (S36)."""
    lang = cast("Lang", language)
    now = _World(speaking_release_rows(fictional=release.fictional), links(), frozenset(in_talk()))
    then = _World([row for row in now.found if row.pk not in set(numbers)], now.linked, now.allowed)
    about = (release, catalogue(), _told(release, (now, then), lang))
    shifts = _shifts(now, then, about, lang, withdrawn=frozenset(numbers))
    lines = [
        f"{one.service}{f' ({one.group})' if one.group else ''}: "
        + gettext("now “%(before)s”, then “%(after)s”") % {"before": one.before, "after": one.after}
        for one in shifts
    ]
    before = {row.characteristic for row in needing_findings()}
    lost = before - {row.characteristic for row in needing_findings().exclude(pk__in=list(numbers))}
    live = published()
    asked = [question for question in questions_of(live) if question.characteristic in lost] if live else []
    return [
        (gettext("Sentences on top of a service"), lines or [gettext("Nothing: no sentence changes.")]),
        (
            gettext("Questions that nothing needs any more"),
            [str(getattr(question, f"text_{lang}")) for question in asked] or [gettext("None")],
        ),
    ]


def _told(
    release: Release, worlds: tuple["_World", "_World"], lang: Lang
) -> dict[str, tuple[ClientTrait, ...]]:
    """Who may hear something: somebody who told nothing (''), and each group that differs, by name."""
    names, told = release.names, {"": cast("tuple[ClientTrait, ...]", ())}
    for characteristic, group in _groups(release, *worlds):
        who = names.group(characteristic, group)
        told[people(who).in_(lang) if who else group] = (ClientTrait(characteristic, group),)
    return told


def _groups(release: Release, *worlds: _World) -> list[tuple[str, str]]:
    """The groups whose difference held in this research or in the one of its name that is in use, allowed in talks."""
    found = {}
    for world in worlds:
        for row in world.found:
            line = row_of(row, row.service)
            mine = row.release.slug == release.slug and line.primary and line.in_chosen_comparison
            if mine and line.difference_held and line.characteristic in world.allowed:
                found[line.characteristic, line.group] = True
    return list(found)


def _seen(world: _World, language: str) -> list[ViewableFinding]:
    names = {row.release_id: row.release.names for row in world.found}
    today = timezone.localdate()
    return [
        ViewableFinding(
            row_of(row, world.linked.get((row.release_id, row.service), "")),
            facts_of_finding(row, today=today, names=names[row.release_id]),
            getattr(row.release, f"title_{language}"),
            reverse("releases:finding", args=[row.release.slug, row.pk]),
        )
        for row in world.found
        if row.type == "effect" and row.service
    ]


def _situation(release: Release, allowed: frozenset[str], told: Iterable[ClientTrait]) -> Situation:
    return Situation(timezone.localdate(), release.fictional, allowed, tuple(told))


def _page(world: _World, release: Release, services: list[Service], language: str) -> SafeString:
    """The page of a talk for somebody who told nothing, with the cards of these services only."""
    situation, effects = _situation(release, world.allowed, ()), _seen(world, language)
    rows = [one.row for one in effects]
    evidence = Evidence(
        situation=situation,
        services=services,
        effects=effects,
        associations=[],
        releases=list({row.release_id: row.release for row in world.found}.values()),
        names={},
        measured={},
        facts=[],
        statements={service.key: statement(service.key, rows, situation) for service in services},
    )
    drawing = draw(evidence, {}, language)
    return cut(drawing.base["page"]).filled(drawing.parts[EVERYONE]["places"])


def _shifts(
    now: _World,
    then: _World,
    about: tuple[Release, list[Service], Mapping[str, tuple[ClientTrait, ...]]],
    lang: Lang,
    *,
    withdrawn: frozenset[int] = frozenset(),
) -> list[Shift]:
    """Per service, for somebody who told nothing and for each group that differs: what is said otherwise.

    `withdrawn`: what goes because it is withdrawn; a talk then says so.
    """
    release, services, told = about
    before, after = _seen(now, lang), _seen(then, lang)
    gone = [replace(one.row, withdrawn=True) for one in before if one.row.finding in withdrawn]
    rows = [one.row for one in before], [one.row for one in after] + gone
    found = []
    for service in services:
        plain = ""
        for who, facts in told.items():
            case = _situation(release, now.allowed, facts)
            was, will = (statement(service.key, each, case) for each in rows)
            pair = (_in_words(was, before, case, lang), _in_words(will, after, case, lang))
            turned = {was.direction, will.direction} == {TOWARDS, AWAY}
            same = (was.direction, was.reason) == (will.direction, will.reason)
            if not same and str(pair) != plain:
                found.append(Shift(str(getattr(service, f"name_{lang}")), who, *pair, turned=turned))
            plain = plain if who else str(pair)
    return found


def _in_words(said: Statement, seen: list[ViewableFinding], case: Situation, lang: Lang) -> str:
    """The whole statement as the talk would draw it, in one line."""
    return " ".join(stated_service(said, studies(said.service, seen, case), case, lang).lines)
