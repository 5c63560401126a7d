# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What publishing a draft changes for new conversations, as two people look at it before it is done (S36)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.base.digest import digest_of
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
from checklist.questions import comparison, rules
from checklist.questions.file import as_file
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import (
    faults_of,
    findings_per_characteristic,
    groups_per_characteristic,
    no_longer_needed,
    published,
    questions_of,
)

PUBLISH = "publish_checklist"  # the act of a Proposal; its subject is the number of the version


@dataclass(frozen=True)
class Change:
    """A draft beside what is live: what is asked, what differs, what keeps it back, and what needs a reason."""

    draft: Checklist
    live: Checklist | None
    before: rules.Budget
    after: rules.Budget
    differences: list[comparison.Difference]
    faults: list[rules.Fault]
    alarms: list[comparison.Alarm]
    seen: str  # a fingerprint of all of it: what one person read is what the other publishes


def change_of(draft: Checklist) -> Change:
    """Read it all anew. Five queries."""
    live = published()
    old, new = (questions_of(live) if live else []), questions_of(draft)
    needed = findings_per_characteristic()
    alarms = comparison.alarms(old, new, needed=needed, groups=groups_per_characteristic())
    return Change(
        draft=draft,
        live=live,
        before=rules.budget_of(old, needed),
        after=rules.budget_of(new, needed),
        differences=comparison.differences(old, new),
        faults=faults_of(draft),
        alarms=alarms,
        seen=_seen(draft, live, new, needed),
    )


def _seen(draft: Checklist, live: Checklist | None, asked: list[Question], needed: Mapping[str, Any]) -> str:
    text = as_file(draft.title_nl, draft.title_en, draft.fictional, asked)
    return digest_of(
        [
            "checklist",
            str(draft.version),
            str(live.version if live else 0),
            text,
            repr(sorted(needed.items())),
        ]
    )


def proposal_to_publish(checklist: Checklist) -> Proposal | None:
    """The newest proposal to publish this version, waiting or decided."""
    return proposal_about(PUBLISH, checklist.version)


def waits(checklist: Checklist) -> bool:
    """Does this draft wait for a second person? Then nobody changes it."""
    found = proposal_to_publish(checklist)
    return found is not None and not found.outcome


# ---- on the start page -----------------------------------------------------------------------------------------------


@waits_for
def questions_on_home(account: Account) -> list[WorkLine]:
    """Versions that wait for a second person; for editors also live questions that nothing needs any more."""
    if not (has_role(account, "editor") or has_role(account, "approver")):
        return []
    lines: list[WorkLine] = []
    for row in waiting_proposals(PUBLISH):
        mine = row.proposed_by_id == account.pk
        remark = _("your own proposal: waits for a second person") if mine else _proposed(row)
        title = _("Publish version %(number)s") % {"number": row.subject}
        lines.append((reverse("questions:publish", args=[row.subject]), title, remark))
    drafts = Checklist.objects.filter(state=Checklist.State.DRAFT).values_list("version", flat=True)
    refused = turned_down(account, PUBLISH)
    for number in drafts if refused else ():
        if (PUBLISH, str(number)) in refused:
            title = _("Version %(number)s") % {"number": number}
            remark = told_why_not(refused[PUBLISH, str(number)])
            lines.append((reverse("questions:version", args=[number]), title, remark))
    live = published() if has_role(account, "editor") else None
    idle = no_longer_needed(questions_of(live)) if live else []
    if live and idle:
        said = ngettext(
            "%(n)s question that research does not need any more",
            "%(n)s questions that research does not need any more",
            len(idle),
        ) % {"n": len(idle)}
        lines.append((reverse("questions:version", args=[live.version]), said, ""))
    return lines


def _proposed(row: Proposal) -> str:
    return _("proposed by %(name)s") % {"name": row.proposed_by}
