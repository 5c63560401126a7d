# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calling back what was shown and does not hold any more: whose talk it was in, and how many there were.

Which groups stood on a screen tells what a client answered, so no table says who saw which finding. It is read from
the frozen evidence of each talk, with the keys of that client. A talk is done when the results are opened again.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries.snapshots import OpenedSnapshot, findings_on
from checklist.base.keys import load_answer_keys_of, sealers_of
from checklist.base.small_numbers import in_tens
from checklist.intake.models import Case
from checklist.intake.queries import cases_of
from checklist.people.models import Account
from checklist.releases.models import Finding, Release
from checklist.releases.queries import facts_of_finding
from checklist.releases.withdrawing import Effect
from checklist.releases.wording import Lang, recalled_from
from checklist.services.models import ServiceLink

MOST_LISTED = 50


@dataclass(frozen=True)
class Recalled:
    """One thing that was shown and was withdrawn since: one result, or everything of one piece of research."""

    service: str  # the name in our catalogue; '' for what often goes together
    group: str  # '' for everybody in the study
    characteristic: str
    title: str  # of the research
    reason: str
    on: datetime | None


def recalled_in(opened: OpenedSnapshot, language: str, *, hide: Collection[str] = ()) -> list[Recalled]:
    """What stood on this screen and was withdrawn since. One query, three when there is something.

    `hide`: characteristics that may not be named at this moment; what is about them is told without its group.
    """
    return _told(withdrawn_on(opened), language, hide)


def as_it_holds(
    opened: OpenedSnapshot, language: str, *, hide: Collection[str] = ()
) -> tuple[OpenedSnapshot, list[Recalled]]:
    """The same screen, whose statements say themselves what does not hold any more, and what that is, as above.

    What was frozen stays: the drawn page, and which way it pointed then. The same queries as `recalled_in`.
    """
    rows = withdrawn_on(opened)
    gone, lang = {row.pk for row in rows}, cast("Lang", opened.language)
    services = tuple(
        replace(one, stated=recalled_from(one.stated, gone, lang)) if gone else one for one in opened.services
    )
    return replace(opened, services=services), _told(rows, language, hide)


def withdrawn_on(opened: OpenedSnapshot) -> list[Finding]:
    """The findings on this screen that were withdrawn since, alone or with their release. One query."""
    gone = Q(withdrawn_at__gt=opened.at) | Q(release__withdrawn_at__gt=opened.at)
    found = Finding.objects.filter(gone, pk__in=opened.findings).select_related("release")
    return list(found.order_by("release", "position"))


def _told(rows: list[Finding], language: str, hide: Collection[str]) -> list[Recalled]:
    names = _service_names(rows, language) if rows else {}
    told = (_recalled(row, names, language) for row in rows)
    covered = (
        replace(one, group="", characteristic="") if one.characteristic in hide else one for one in told
    )
    return list(dict.fromkeys(covered))


def _recalled(row: Finding, names: dict[str, str], language: str) -> Recalled:
    """A result that was taken back by itself is named; of withdrawn research the service is enough."""
    alone, group = row.withdrawn_at is not None, facts_of_finding(row).group
    told = alone and group is not None
    return Recalled(
        service=names.get(f"{row.release_id} {row.service}", ""),
        group=(group.nl if language == "nl" else group.en) if told and group else "",
        characteristic=row.characteristic if told else "",
        title=getattr(row.release, f"title_{language}"),
        reason=row.withdrawn_reason if alone else row.release.withdrawn_reason,
        on=row.withdrawn_at or row.release.withdrawn_at,
    )


def _service_names(rows: Iterable[Finding], language: str) -> dict[str, str]:
    """The name in our catalogue, per "release service" as the finding names it."""
    links = ServiceLink.objects.filter(release__in={row.release_id for row in rows})
    named = links.values_list("release_id", "key_in_release", f"service__name_{language}")
    return {f"{release} {key}": name for release, key, name in named}


@dataclass(frozen=True)
class RecalledCase:
    """An open conversation in which something was shown that does not hold any more."""

    case: Case
    shown_at: datetime


def recalled_cases(account: Account) -> Iterator[RecalledCase]:
    """Own open conversations in which something was shown that was withdrawn since, oldest first. Five queries at most,
    one as long as nothing was withdrawn."""
    for snapshot in called_back(_candidates(cases_of(account).filter(closed_at=None))):
        yield RecalledCase(snapshot.case, snapshot.at)


def called_back(snapshots: Iterable[EvidenceSnapshot]) -> Iterator[EvidenceSnapshot]:
    """Those on which something stood that was withdrawn since, oldest first. Three queries, whatever the number."""
    candidates = sorted(snapshots, key=lambda one: one.at)
    gone = withdrawn_since(candidates[0].at) if candidates else {}
    if not gone:
        return
    boxes = sealers_of({snapshot.client_key for snapshot in candidates})
    load_answer_keys_of(
        boxes, (UUID(key) for row in candidates for part in row.parts for key in part["keys"])
    )
    for snapshot in candidates:
        shown = findings_on(snapshot, boxes[snapshot.client_key])
        if any(gone[number] > snapshot.at for number in shown & gone.keys()):
            yield snapshot


def withdrawn_since(moment: datetime) -> dict[int, datetime]:
    """Findings that were withdrawn after this moment, alone or with their release, and when."""
    rows = Finding.objects.filter(Q(withdrawn_at__gt=moment) | Q(release__withdrawn_at__gt=moment))
    named = rows.values_list("pk", "withdrawn_at", "release__withdrawn_at")
    return {pk: max(day for day in days if day) for pk, *days in named}


def _snapshots() -> QuerySet[EvidenceSnapshot]:
    return cast("QuerySet[EvidenceSnapshot]", EvidenceSnapshot.objects.all())


def _candidates(cases: QuerySet[Case]) -> QuerySet[EvidenceSnapshot]:
    """The newest evidence of these conversations, where it was frozen while something stood that is withdrawn now."""
    newer = _snapshots().filter(case=OuterRef("case"), seq__gt=OuterRef("seq"))
    rows = _snapshots().filter(case__in=cases).exclude(Exists(newer))
    stood = Q(release__approved_at__lte=OuterRef("at"), release__fictional=OuterRef("case__fictional"))
    real = Q(release__approved_at__lte=OuterRef("at"), type="association")  # also beside made-up research
    gone = Q(withdrawn_at__gt=OuterRef("at")) | Q(release__withdrawn_at__gt=OuterRef("at"))
    withdrawn = Finding.objects.filter(stood | real, gone)
    return rows.filter(Exists(withdrawn)).select_related("case__client").order_by("at")


@dataclass(frozen=True)
class Withdrawal:
    """Something that was withdrawn, and in how many conversations results were opened while it stood."""

    title: str
    about: str
    reason: str
    on: datetime
    address: tuple[str, ...]
    conversations: int | None  # in whole tens, rounded down; None: fewer than ten


def withdrawals(language: str) -> list[Withdrawal]:
    """Everything that was withdrawn, newest first. Two queries. Whose conversations they were is never told (R15)."""
    releases = Release.objects.exclude(withdrawn_at=None).exclude(approved_at=None).exclude(kind="literature")
    releases = releases.annotate(talks=_talks("approved_at", "withdrawn_at", "fictional"))
    alone = Finding.objects.filter(release__withdrawn_at=None, type__in=("effect", "association"))
    alone = alone.exclude(withdrawn_at=None)
    alone = alone.annotate(talks=_talks("release__approved_at", "withdrawn_at", "release__fictional"))
    made = [
        Withdrawal(
            title=getattr(row, f"title_{language}"),
            about="",
            reason=row.withdrawn_reason,
            on=row.withdrawn_at,
            address=("releases:version", row.slug, row.digest),
            conversations=in_tens(row.talks),
        )
        for row in releases.order_by("-withdrawn_at")[:MOST_LISTED]
        if row.withdrawn_at
    ]
    for row in alone.select_related("release").order_by("-withdrawn_at")[:MOST_LISTED]:
        facts = facts_of_finding(row)
        names = [part.nl if language == "nl" else part.en for part in (facts.service, facts.group) if part]
        made.append(
            Withdrawal(
                title=getattr(row.release, f"title_{language}"),
                about=" · ".join(names) or facts.outcome.in_("nl" if language == "nl" else "en"),
                reason=row.withdrawn_reason,
                on=row.withdrawn_at or row.release.imported_at,
                address=("releases:finding", row.release.slug, str(row.pk)),
                conversations=in_tens(row.talks),
            )
        )
    return sorted(made, key=lambda one: one.on, reverse=True)


def _talks(since: str, until: str, fictional: str) -> Coalesce:
    """Conversations in which results were opened while it stood: an index of moments, nothing is unsealed."""
    opened = _snapshots().filter(at__gte=OuterRef(since), at__lt=OuterRef(until))
    opened = opened.filter(case__fictional=OuterRef(fictional)).order_by()
    counted = opened.annotate(one=F("case__fictional")).values("one").annotate(n=Count("case", distinct=True))
    return Coalesce(Subquery(counted.values("n")[:1], output_field=IntegerField()), 0)


def talks_that_may_have_seen(release: Release, _numbers: Sequence[int], _language: str) -> list[Effect]:
    """Open conversations in which results were opened while this stood: an index of moments, nothing is unsealed."""
    rows = _snapshots().filter(case__closed_at=None, case__fictional=release.fictional)
    open_talks = rows.filter(at__gte=release.approved_at).values("case").distinct().count()
    return [(_("Open talks in which it may have been shown"), [told_in_tens(open_talks)])]


def told_in_tens(count: int) -> str:
    """A number of people in words, as far as it may be told (R15)."""
    tens = in_tens(count)
    return _("%(count)s or more") % {"count": tens} if tens else _("fewer than 10")
