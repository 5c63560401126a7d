# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases of several municipalities together: held against the releases they name, where those were brought in."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from checklist.releases.models import Release
from research.release.more_rows import CombinedRow, Member
from research.release.schema import COMBINED_DESIGN
from research.release.schema import Release as ReadRelease

#: What a municipality brings, by name in combined.csv and in findings.csv.
BROUGHT = ("estimate", "se", "level_with", "level_without", "n")


def fault_of(read: ReadRelease) -> str:
    """Why a combination cannot be right beside the releases that it names; '' where it can. That its numbers follow
    from what it says each municipality brings, was computed again when it was read."""
    members = {member.digest: member for member in read.manifest.members}
    for release in Release.objects.filter(digest__in=members):
        told = {"slug": release.slug}
        if release.state == Release.State.WITHDRAWN:
            return _("It rests on %(slug)s, and that was withdrawn.") % told
        if any(True for _row in _others(read, release, members[release.digest])):
            return _("It says other numbers of %(slug)s than that release itself.") % told
    return ""


def _others(read: ReadRelease, release: Release, member: Member) -> Iterator[CombinedRow]:
    """The lines about a municipality that say something else than its own release, or what that suppressed."""
    known = {_question(row): row for row in release.findings.filter(type="effect")}
    for line in read.combined:
        if line.member != member.key or line.estimate is None:
            continue
        row = known.get(_question(line))
        if row is None or any(getattr(row, name) != getattr(line, name) for name in BROUGHT):
            yield line


def _question(row: Any) -> tuple[Any, ...]:
    return row.comparison, row.service, row.outcome, row.term_months, row.characteristic, row.group


def resting_on(digest: str) -> list[Release]:
    """The combinations that name a release and do not know yet that it was withdrawn."""
    rows = Release.objects.filter(design=COMBINED_DESIGN).exclude(state=Release.State.WITHDRAWN)
    return [row for row in rows if any(member["digest"] == digest for member in row.manifest["members"])]
