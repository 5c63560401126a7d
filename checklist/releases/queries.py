# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the library: which releases and findings there are, which speak, and what a sentence may know about one."""

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from checklist.releases import rules
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.releases.wording import FindingFacts

DEFAULT_POLICIES = Path(__file__).resolve().parent.parent / "defaults" / "policies.toml"
#: Columns of a release that no list of findings needs.
HEAVY = ("checks", "power", "explanation", "combined")


def public_releases() -> QuerySet[Release]:
    """What everybody may read: every release that was approved once, also when it was withdrawn later."""
    return Release.objects.exclude(approved_at=None)


def current_releases() -> QuerySet[Release]:
    """Approved, not withdrawn, and not replaced by a later approved release of the same name."""
    approved = Release.objects.filter(state=Release.State.APPROVED)
    later = approved.filter(slug=OuterRef("slug"), approved_at__gt=OuterRef("approved_at"))
    return approved.filter(~Exists(later))


def library() -> QuerySet[Release]:
    """One line per release for the library page, newest approval first, with the number of findings."""
    rows = public_releases().defer(*HEAVY).select_related("approved_by")
    gone = Count("findings", filter=Q(findings__withdrawn_at__isnull=False))
    rows = rows.annotate(findings_count=Count("findings"), withdrawn_count=gone)
    return rows.order_by("-approved_at", "slug")


def waiting_releases() -> QuerySet[Release]:
    """Imported, not approved yet."""
    rows = Release.objects.filter(state=Release.State.IMPORTED).defer(*HEAVY)
    return rows.select_related("imported_by").order_by("-imported_at")


def speaking_release_rows(
    *, fictional: bool, types: Collection[str] = ("effect", "association"), in_a_talk: bool = False
) -> list[Finding]:
    """Every finding that advice may look at, with its release: effects and associations of current releases, nothing
    withdrawn. Made-up findings speak only about made-up people, real ones only about real people (S4). One query.

    `in_a_talk`: of effects only what a talk rests on or shows (S2, S28): the comparison that was chosen, everybody, and
    groups whose difference held.
    """
    rows = Finding.objects.filter(
        release__in=current_releases().filter(fictional=fictional),
        type__in=types,
        withdrawn_at=None,
    )
    if in_a_talk:
        about = Q(characteristic="") | Q(difference_p_holm__lte=F("release__family_level"), primary=True)
        rows = rows.filter(~Q(type="effect") | about & Q(comparison=F("release__direction_comparison")))
    return list(
        rows.select_related("release")
        .defer(*(f"release__{name}" for name in HEAVY))
        .order_by("release", "position")
    )


def longest_expiry(release: Release) -> date | None:
    """The latest day on which this release may give a direction when it is approved today."""
    return rules.expiry(
        kind=release.kind,
        fictional=release.fictional,
        outcome_period_end=release.outcome_period_end,
        period=release.period,
        approved_on=timezone.localdate(),
    )


def results_that_can_speak() -> QuerySet[Finding]:
    """Results that may give a direction in some talk today: effects of own research that is in use, recent and passed
    its checks, in the outcome, the term and the comparison of its plan (R3, S2); of a group only where the difference
    held. `advice.rules` decides in a talk; a test holds the two against each other."""
    living = current_releases().filter(kind="own", gates_passed=True, expires_on__gte=timezone.localdate())
    rows = Finding.objects.filter(release__in=living, type="effect", primary=True, withdrawn_at=None)
    rows = rows.filter(comparison=F("release__direction_comparison"))
    return rows.filter(Q(characteristic="") | Q(difference_p_holm__lte=F("release__family_level")))


def characteristics_with_effect() -> set[str]:
    """Groups for which an approved release holds an effect that was estimated."""
    rows = Finding.objects.filter(release__in=current_releases(), type="effect", withdrawn_at=None)
    return set(rows.exclude(Q(characteristic="") | Q(estimate=None)).values_list("characteristic", flat=True))


# ---- groups ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def default_policies() -> list[dict[str, str]]:
    """The groups as shipped: how each is treated, why, and what it is called."""
    return tomllib.loads(DEFAULT_POLICIES.read_text(encoding="utf-8"))["policy"]


def policies() -> dict[str, GroupPolicy]:
    """The policy in force per characteristic: the one approved last."""
    rows = GroupPolicy.objects.exclude(approved_by=None).select_related("proposed_by", "approved_by")
    return {row.characteristic: row for row in rows.order_by("approved_at", "pk")}


def waiting_policies() -> list[GroupPolicy]:
    """Proposals that wait for a second person; a newer proposal for the same group takes the place of an older one."""
    rows = (
        GroupPolicy.objects.filter(approved_by=None)
        .select_related("proposed_by")
        .order_by("proposed_at", "pk")
    )
    newest = {row.characteristic: row for row in rows}
    in_force = policies()
    return [
        row
        for key, row in sorted(newest.items())
        if key not in in_force or row.proposed_at > in_force[key].proposed_at
    ]


def in_talk() -> set[str]:
    """The characteristics whose evidence may speak in a conversation (R13)."""
    return rules.characteristics_in_talk(
        {key: policy.state for key, policy in policies().items()},
        health_confirmed=settings.HEALTH_IN_TALKS_CONFIRMED,
        with_effect=characteristics_with_effect(),
    )


def switched_off() -> set[str]:
    """The characteristics that are not even shown in the library."""
    return {key for key, policy in policies().items() if policy.state == GroupPolicy.State.OFF}


# ---- one finding -----------------------------------------------------------------------------------------------------


def shown_findings(release: Release, *, off: Iterable[str] = ()) -> QuerySet[Finding]:
    """The findings of a release that the library shows, in the order of the release."""
    return release.findings.exclude(characteristic__in=list(off)).order_by("position")


def facts_of_finding(
    finding: Finding, *, language: str = "nl", today: date | None = None, names: rules.Names | None = None
) -> FindingFacts:
    """All that the wording module may know about one finding; it holds both languages.

    In a list give `names` (one `rules.Names` per release), so that the manifest is taken apart once.
    """
    release = finding.release
    known = names or release.names
    day = today or timezone.localdate()
    return rules.facts(
        finding,
        known,
        kind=release.kind,
        expired=rules.is_expired(release.expires_on, day),
        withdrawn=finding.withdrawn_at is not None or release.withdrawn_at is not None,
    )


# ---- a release as a page ---------------------------------------------------------------------------------------------


def with_facts(
    release: Release, findings: Iterable[Finding], names: rules.Names, *, today: date
) -> list[tuple[Finding, FindingFacts]]:
    """Each finding with what a sentence may know about it."""
    expired = rules.is_expired(release.expires_on, today)
    gone = release.withdrawn_at is not None
    return [
        (
            row,
            rules.facts(
                row, names, kind=release.kind, expired=expired, withdrawn=gone or row.withdrawn_at is not None
            ),
        )
        for row in findings
    ]


def version_of(slug: str, digest: str = "") -> Release | None:
    """The release that the library shows under this name: the one with this digest, else the one approved last."""
    rows = Release.objects.select_related("imported_by", "approved_by", "withdrawn_by").filter(slug=slug)
    if digest:
        return rows.filter(digest=digest).first()
    shown = rows.exclude(approved_at=None)
    return (
        shown.filter(state=Release.State.APPROVED).order_by("-approved_at").first()
        or shown.order_by("-approved_at").first()
    )


def other_versions(release: Release) -> list[Release]:
    """Other releases of the same name that were approved once."""
    rows = public_releases().filter(slug=release.slug).exclude(pk=release.pk).defer(*HEAVY)
    return list(rows.order_by("-approved_at"))


def number_of(row: Finding) -> tuple[float, float]:
    """The number of a row and its error, to reckon with; 0 where it has none."""
    return float(row.estimate or 0), float(row.se or 0)
