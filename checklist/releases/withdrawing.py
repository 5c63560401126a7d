# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes from the talks when a result or a whole release is withdrawn, and who still has to say yes to it (S36)."""

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.people.models import Account, Proposal
from checklist.people.permissions import has_role
from checklist.people.queries import WorkLine, proposal_about, waiting_proposals, waits_for
from checklist.releases.models import Finding, Release
from checklist.releases.page.blocks import named
from checklist.releases.queries import HEAVY, waiting_policies
from checklist.releases.wording import Lang

FINDING, RELEASE = (
    "withdraw_finding",
    "withdraw_release",
)  # acts of a Proposal; subject: the key of the row, the digest

Effect = tuple[str, list[str]]  # what it is about, and each thing that goes
EffectsOf = Callable[[Release, Sequence[int], str], list[Effect]]
EFFECTS: list[EffectsOf] = []


def tells_what_goes(make: EffectsOf) -> EffectsOf:
    """A slice above says what withdrawing takes away from it; nothing points up."""
    if make not in EFFECTS:
        EFFECTS.append(make)
    return make


def effects_of(about: Finding | Release, language: str) -> list[Effect]:
    """What goes from the talks. Research that was never approved stands in none."""
    release = about if isinstance(about, Release) else about.release
    if release.approved_at is None:
        return []
    numbers = (
        [about.pk] if isinstance(about, Finding) else list(release.findings.values_list("pk", flat=True))
    )
    return [effect for make in EFFECTS for effect in make(release, numbers, language)]


def withdrawal_of(about: Finding | Release) -> Proposal | None:
    """Who withdrew this, and whether a second person said yes or put it back: the newest."""
    if isinstance(about, Finding):
        return proposal_about(FINDING, about.pk)
    return proposal_about(RELEASE, about.digest)


# ---- on the start page -----------------------------------------------------------------------------------------------


@waits_for
def second_looks_on_home(account: Account) -> list[WorkLine]:
    """For who may be the second person: what others withdrew, and proposals of others about groups. Four queries."""
    if not (has_role(account, "editor") or has_role(account, "approver")):
        return []
    waiting = [row for row in waiting_proposals(FINDING, RELEASE) if row.proposed_by_id != account.pk]
    numbers = [int(row.subject) for row in waiting if row.act == FINDING]
    found = Finding.objects.filter(pk__in=numbers).select_related("release")
    findings = {str(row.pk): row for row in found}
    digests = [row.subject for row in waiting if row.act == RELEASE]
    releases = {row.digest: row for row in Release.objects.filter(digest__in=digests)}
    lines: list[WorkLine] = []
    for row in waiting:
        about = findings.get(row.subject) if row.act == FINDING else releases.get(row.subject)
        if about is not None:
            said = _("withdrawn by %(name)s: confirm it or put it back") % {"name": row.proposed_by}
            lines.append((_page(about), title_of(about), said))
    for policy in waiting_policies():
        if policy.proposed_by_id != account.pk:
            said = _("proposed by %(name)s") % {"name": policy.proposed_by}
            title = _("Which groups may be talked about") + f": {policy.characteristic}"
            lines.append((reverse("releases:policies"), title, said))
    return lines


def _page(about: Finding | Release) -> str:
    if isinstance(about, Finding):
        return reverse("releases:withdraw_finding", args=[about.release.slug, about.pk])
    return reverse("releases:withdraw_release", args=[about.slug, about.digest])


def title_of(about: Finding | Release) -> str:
    """What is withdrawn, in words: the research, or of one result the service, the group, the outcome and the term."""
    lang: Lang = "en" if (get_language() or "nl").startswith("en") else "nl"
    if isinstance(about, Release):
        return str(getattr(about, f"title_{lang}"))
    words = named(about, about.release.names, lang)
    parts = (words["service"], words["about"] or _("everybody in the study"), words["outcome"], words["term"])
    return " · ".join(part for part in parts if part)


def withdrawn_rows(*, fictional: bool) -> list[Finding]:
    """What the plan chose about everybody and was withdrawn, by itself or with its release: it says only that a service
    was studied. One query."""
    rows = Finding.objects.filter(
        release__fictional=fictional,
        release__approved_at__isnull=False,
        type="effect",
        primary=True,
        characteristic="",
    ).filter(Q(withdrawn_at__isnull=False) | Q(release__withdrawn_at__isnull=False))
    return list(rows.select_related("release").defer(*(f"release__{name}" for name in HEAVY)))
