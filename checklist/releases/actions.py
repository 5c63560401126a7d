# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing, approving and withdrawing what research found, and deciding which groups may be talked about."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import CharField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from checklist.people.actions import decide, propose
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, check_has_role, check_second_person
from checklist.releases import rules
from checklist.releases.combining import fault_of, resting_on
from checklist.releases.models import Finding, GroupPolicy, InsightRow, Release
from checklist.releases.queries import characteristics_with_effect, default_policies, longest_expiry, policies
from checklist.releases.withdrawing import FINDING, RELEASE
from research.release.levels import family_level
from research.release.reading import ReleaseError, read_files, read_release
from research.release.schema import INSIGHT_COLUMNS, FindingRow
from research.release.schema import Release as ReadRelease

#: Names of pages under /onderzoek/.
RESERVED = frozenset({"invoeren", "groepen"})


class ReleaseRefused(Refused):
    """A release that cannot be trusted: the sentence names the file, the line, what was expected, what was found."""


def import_release(*, path: Path, by: Account) -> Release:
    """Take in a release from its folder. All of it is checked again first; when refused, nothing is written."""
    check_has_role(by, "editor")
    try:
        return _store(read_release(path), by)
    except ReleaseError as error:
        raise ReleaseRefused(_sentence(error)) from error


def import_files(*, files: Mapping[str, bytes], by: Account) -> Release:
    """Take in a release from the bytes of its files, as an upload hands them over."""
    check_has_role(by, "editor")
    try:
        return _store(read_files(files), by)
    except ReleaseError as error:
        raise ReleaseRefused(_sentence(error)) from error


@transaction.atomic
def approve_release(*, release: Release, by: Account, expires_on: date | None = None) -> Release:
    """The second person's yes. Old research may be approved too: it then stands in the library and gives no direction.

    `services.actions.approve_release` is the whole step of the page: this, and the links to the catalogue.
    """
    check_may_approve(release, by)
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state != Release.State.IMPORTED:
        raise Refused(_("This release does not wait for approval any more."))
    longest = longest_expiry(row)
    if expires_on is not None and longest is not None and expires_on > longest:
        raise Refused(
            _("The end date can be made earlier, not later than %(day)s.") % {"day": f"{longest:%d-%m-%Y}"}
        )
    row.state = Release.State.APPROVED
    row.approved_by, row.approved_at = by, timezone.now()
    row.expires_on = expires_on or longest
    row.save(update_fields=["state", "approved_by", "approved_at", "expires_on"])
    return row


def check_may_approve(release: Release, by: Account) -> None:
    """A practice approver, another person than the importer; made-up research only where that is allowed (S4)."""
    check_has_role(by, "approver")
    check_second_person(
        release.imported_by_id, by, _("You brought this release in. A second person approves it.")
    )
    if release.fictional and not settings.FICTIONAL_ALLOWED:
        raise Refused(_("This research is made up. It cannot be approved in this installation."))


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, by: Account) -> Release:
    """Take a release back: it stays readable with the reason, and gives no direction from this moment. One person is
    enough, because wrong research has to stop at once; a second confirms it or puts it back afterwards (S36)."""
    check_has_role(by, "editor", "approver")
    row = Release.objects.select_for_update().get(pk=release.pk)
    if row.state == Release.State.WITHDRAWN:
        raise Refused(_("This was already withdrawn."))
    was = row.state
    row.state, row.withdrawn_reason = Release.State.WITHDRAWN, _reason(reason)
    row.withdrawn_by, row.withdrawn_at = by, timezone.now()
    row.save(update_fields=["state", "withdrawn_reason", "withdrawn_by", "withdrawn_at"])
    if was == Release.State.APPROVED:
        propose(act=RELEASE, subject=row.digest, by=by, reason=row.withdrawn_reason)
    for other in resting_on(row.digest):
        told = {"slug": row.slug, "reason": row.withdrawn_reason}
        withdraw_release(release=other, reason=_("It rests on %(slug)s. %(reason)s") % told, by=by)
    return row


@transaction.atomic
def withdraw_finding(*, finding: Finding, reason: str, by: Account) -> Finding:
    """Take one finding back at once, with a public reason; a second person confirms it or puts it back afterwards."""
    check_has_role(by, "editor", "approver")
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    if row.withdrawn_at is not None:
        raise Refused(_("This was already withdrawn."))
    row.withdrawn_reason, row.withdrawn_by, row.withdrawn_at = _reason(reason), by, timezone.now()
    row.save(update_fields=["withdrawn_reason", "withdrawn_by", "withdrawn_at"])
    if row.release.approved_at is not None:
        propose(act=FINDING, subject=str(row.pk), by=by, reason=row.withdrawn_reason)
    return row


@transaction.atomic
def confirm_withdrawal(*, proposal: Proposal, by: Account) -> Proposal:
    """The second person agrees: it stays withdrawn."""
    check_has_role(by, "editor", "approver")
    return decide(proposal=proposal, agree=True, by=by)


@transaction.atomic
def put_back(*, proposal: Proposal, answer: str, by: Account) -> Proposal:
    """The second person puts back what was withdrawn by mistake, with a reason: it speaks as before. That it was
    withdrawn for a while, by whom and why, stays in the row of the proposal."""
    check_has_role(by, "editor", "approver")
    done = decide(proposal=proposal, agree=False, by=by, answer=answer)
    again: dict[str, Any] = {"withdrawn_reason": "", "withdrawn_by": None, "withdrawn_at": None}
    if done.act == RELEASE:
        Release.objects.filter(digest=done.subject).update(state=Release.State.APPROVED, **again)
    else:
        Finding.objects.filter(pk=int(done.subject)).update(**again)
    return done


@transaction.atomic
def propose_policy(
    *, characteristic: str, state: str, reason_nl: str, reason_en: str, by: Account
) -> GroupPolicy:
    """The first of two people says whether a group may be talked about, with a public reason (R13)."""
    check_has_role(by, "editor", "approver")
    if state not in GroupPolicy.State.values:
        raise Refused(_("Choose: in a conversation, only in the library, or off."))
    _check_bounds(characteristic, state)
    proposal = GroupPolicy(characteristic=characteristic, state=state, proposed_by=by)
    proposal.reason_nl, proposal.reason_en = _reason(reason_nl), _reason(reason_en)
    proposal.save()
    return proposal


@transaction.atomic
def approve_policy(*, policy: GroupPolicy, by: Account) -> GroupPolicy:
    """The second person's yes; from now on this is how the group is treated."""
    check_has_role(by, "editor", "approver")
    row = GroupPolicy.objects.select_for_update().get(pk=policy.pk)
    if row.approved_by_id is not None:
        raise Refused(_("This proposal was already approved."))
    check_second_person(row.proposed_by_id, by, _("You made this proposal. A second person approves it."))
    _check_bounds(row.characteristic, row.state)
    row.approved_by, row.approved_at = by, timezone.now()
    row.save(update_fields=["approved_by", "approved_at"])
    return row


@transaction.atomic
def load_default_policies(*, by: Account, approver: Account) -> list[GroupPolicy]:
    """The groups as shipped, proposed by one person and approved by another. A group that has a policy keeps it."""
    known = set(policies())
    made = []
    for row in default_policies():
        if row["characteristic"] not in known:
            wanted = {name: row[name] for name in ("characteristic", "state", "reason_nl", "reason_en")}
            made.append(approve_policy(policy=propose_policy(**wanted, by=by), by=approver))
    return made


def _check_bounds(characteristic: str, state: str) -> None:
    if state != GroupPolicy.State.IN_TALK:
        return
    if characteristic in rules.LIBRARY_ONLY:
        raise Refused(_("This group is not talked about. It can only stand in the library."))
    if characteristic in rules.NEEDS_EFFECT and characteristic not in characteristics_with_effect():
        raise Refused(_("No approved research found an effect for this group. So we do not talk about it."))


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(_("Write down why. Everybody can read the reason."))
    return text.strip()


# ---- reading in ------------------------------------------------------------------------------------------------------


def _sentence(error: ReleaseError) -> str:
    return error.in_dutch() if (get_language() or "nl").startswith("nl") else str(error)


@transaction.atomic
def _store(read: ReadRelease, by: Account) -> Release:
    head = read.manifest
    before = Release.objects.filter(digest=head.digest).first()
    if before is not None:
        told = {"slug": before.slug, "day": f"{timezone.localtime(before.imported_at):%d-%m-%Y}"}
        raise ReleaseRefused(_("This release (%(slug)s) was already brought in on %(day)s.") % told)
    if head.slug in RESERVED:
        raise ReleaseRefused(
            _("A release cannot be called “%(slug)s”: that is the name of a page.") % {"slug": head.slug}
        )
    fault = fault_of(read)
    if fault:
        raise ReleaseRefused(fault)
    release = Release(
        slug=head.slug,
        digest=head.digest,
        title_nl=head.title_nl,
        title_en=head.title_en,
        kind=head.kind,
        fictional=head.fictional,
        design=head.design,
        place=head.place,
        period=head.period,
        outcome_period_end=rules.end_of_month(head.outcome_period_end),
        direction_comparison=head.direction_comparison,
        family_level=family_level(head.families),
        gates_passed=rules.gates_pass(dict(head.gates), fictional=head.fictional),
        manifest=_plain(asdict(head)),
        decimals=rules.printed_decimals(read.findings),
        checks=[_plain(asdict(row)) for row in read.checks],
        power=[_plain(asdict(row)) for row in read.power],
        combined=[_plain(asdict(row)) for row in read.combined],
        explanation=read.explanation,
        imported_by=by,
    )
    _check_fits(release, "manifest.txt", None)
    release.save()
    Finding.objects.bulk_create(_findings(read, release), batch_size=500)
    InsightRow.objects.bulk_create(_insight(read, release), batch_size=500)
    return release


_NAMES = [column.name for column in fields(FindingRow)]


def _findings(read: ReadRelease, release: Release) -> list[Finding]:
    rows: list[Finding] = []
    after = {line.about: (line.next_lower, line.next_upper) for line in read.combined if not line.member}
    for position, row in enumerate(read.findings, start=1):
        finding = Finding(release=release, position=position, **{name: getattr(row, name) for name in _NAMES})
        finding.next_lower, finding.next_upper = after.get(row.identity[1:7], (None, None))
        _check_fits(finding, "findings.csv", position + 1)
        rows.append(finding)
    return rows


def _insight(read: ReadRelease, release: Release) -> list[InsightRow]:
    rows: list[InsightRow] = []
    for position, row in enumerate(read.insight, start=1):
        values = {name: getattr(row, name) for name in INSIGHT_COLUMNS}
        whole = {name: int(value) for name, value in values.items() if isinstance(value, Decimal)}
        line = InsightRow(release=release, position=position, **values | whole)
        _check_fits(line, "insight.csv", position + 1)
        rows.append(line)
    return rows


def _check_fits(row: Release | Finding | InsightRow, file: str, line: int | None) -> None:
    """Texts as long as a table holds; SQLite would not complain."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        limit = field.max_length if isinstance(field, CharField) else None
        if limit and isinstance(value, str) and len(value) > limit:
            told = {"file": file, "line": line or 1, "name": field.name, "limit": limit, "found": len(value)}
            raise ReleaseRefused(
                _(
                    "%(file)s, line %(line)s, “%(name)s”: at most %(limit)s characters expected; %(found)s found."
                )
                % told
            )


def _plain(value: Any) -> Any:
    """Values as JSON holds them: decimals as text, tuples as lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
