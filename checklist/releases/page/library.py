# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shelves of the library: every release with its state in words and one small picture, newest first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.base.moments import local_format
from checklist.people.models import Account
from checklist.releases import pictures, queries, rules
from checklist.releases.models import Finding, InsightRow, Release
from checklist.releases.page.overview import services_of
from checklist.releases.wording import Lang

KIND_ORDER = ("own", "elsewhere", "association", "literature")
#: So many lines at most in a small picture of what often goes together.
MOST_SMALL = 4


def shelves(today: date, lang: Lang, *, off: Iterable[str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Every release by kind, newest first. Three queries, however many there are."""
    releases = list(queries.library())
    newest = newest_of(releases)
    drawn = _pictures([one for one in releases if one.state == Release.State.APPROVED], today, lang, set(off))
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KIND_ORDER}
    for release in releases:
        current = newest.get(release.slug) == release.pk
        to = reverse("releases:release", args=[release.slug])
        version = reverse("releases:version", args=[release.slug, release.digest])
        found.setdefault(release.kind, []).append(
            {
                "release": release,
                "address": to if current else version,
                "title": getattr(release, f"title_{lang}"),
                "state": state_words(release, today, replaced=not current),
                "period": rules.period_words(release.period, lang),
                "signed": signed(release.approved_by),
                "topics": len(release.manifest.get("topics", ())),
                "picture": drawn.get(release.pk),
            }
        )
    return [(kind, rows) for kind, rows in found.items() if rows]


def signed(account: Account | None) -> str:
    """A name that may stand on a public page; shielded people sign with their role."""
    if account is None:
        return ""
    return str(_("practice approver")) if account.is_shielded else account.display_name


def newest_of(releases: Sequence[Release]) -> dict[str, int]:
    """Per name the release that its page shows: the one approved last that was not withdrawn, else the last one."""
    found: dict[str, Release] = {}
    for release in releases:
        known = found.get(release.slug)
        if known is None or _rank(release) > _rank(known):
            found[release.slug] = release
    return {slug: release.pk for slug, release in found.items()}


def _rank(release: Release) -> tuple[bool, Any]:
    return release.state == Release.State.APPROVED, release.approved_at


def state_words(release: Release, today: date, *, replaced: bool = False) -> tuple[str, str]:
    """(kind of tag, words): does it hold, and if not, why not."""
    if release.state == Release.State.WITHDRAWN:
        return "warning", _("withdrawn")
    if replaced:
        return "neutral", _("replaced by a newer version")
    if rules.is_expired(release.expires_on, today):
        return "neutral", _("old research, not in use")
    if release.kind == "own" and release.expires_on:
        until = local_format(release.expires_on, "j F Y")
        return "ok", _("in use until %(day)s") % {"day": until}
    return "neutral", _("to read, not for a talk")


def _pictures(
    releases: Sequence[Release], today: date, lang: Lang, off: set[str]
) -> dict[int, pictures.SmallPicture]:
    made = {}
    effects, levels = _findings(releases), _insight(releases, off)
    for release in releases:
        rows = effects.get(release.pk, [])
        known = {
            row.service: facts for row, facts in queries.with_facts(release, rows, release.names, today=today)
        }
        shares = levels.get(release.pk) or _levels(rows, release, lang)
        if any(row.type == "effect" for row in rows):
            named = [(name, known.get(key)) for key, name in services_of(release, lang)]
            made[release.pk] = pictures.small_effects(named, lang)
        elif shares:
            named_shares = [(_part(release, part, lang), here, there) for part, here, there in shares]
            made[release.pk] = pictures.small_shares(named_shares[:MOST_SMALL], lang)
    return made


def _findings(releases: Sequence[Release]) -> dict[int, list[Finding]]:
    """Of everybody: the effects that answer the question of each plan, and the levels that compare no service."""
    found: dict[int, list[Finding]] = {}
    comparisons = {release.pk: release.direction_comparison for release in releases}
    rows = Finding.objects.filter(release__in=releases, characteristic="", type__in=("effect", "association"))
    for row in rows.order_by("release", "position"):
        wanted = comparisons[row.release_id] or row.comparison
        if row.type == "association" or (row.primary and row.comparison == wanted):
            found.setdefault(row.release_id, []).append(row)
    return found


def _levels(rows: Sequence[Finding], release: Release, lang: Lang) -> list[tuple[str, int, int]]:
    """What often goes together, as two levels of 100 people each."""
    return [
        (release.names.outcome(row.outcome).in_(lang), round(row.level_with), round(row.level_without))
        for row in rows
        if row.scale == "share" and row.level_with is not None and row.level_without is not None
        and row.withdrawn_at is None
    ]  # fmt: skip


def _insight(releases: Sequence[Release], off: set[str]) -> dict[int, list[tuple[str, int, int]]]:
    """The first topic of the whole group in its last year, per release."""
    first = {}
    for release in releases:
        topics = [topic["key"] for topic in release.manifest.get("topics", ()) if topic["key"] not in off]
        if topics:
            first[release.pk] = topics[0]
    rows = InsightRow.objects.filter(release__in=list(first)).exclude(here=None).exclude(there=None)
    of_topic = [row for row in rows.order_by("release", "position") if row.topic == first[row.release_id]]
    last: dict[int, int] = {}
    for row in of_topic:
        last[row.release_id] = max(last.get(row.release_id, 0), row.year)
    found: dict[int, list[tuple[str, int, int]]] = {}
    for row in of_topic:
        if row.year == last[row.release_id] and row.here is not None and row.there is not None:
            found.setdefault(row.release_id, []).append((row.part, row.here, row.there))
    return found


def _part(release: Release, key: str, lang: Lang) -> str:
    parts = release.manifest.get("parts", ())
    return next((row[f"name_{lang}"] for row in parts if row["key"] == key), key)
