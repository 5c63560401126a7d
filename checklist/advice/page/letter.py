# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plain letter about what was shown and does not hold any more."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from checklist.advice.queries import OpenedSnapshot
from checklist.advice.queries.recall import Recalled
from checklist.base.moments import local_format
from checklist.intake.models import Case
from checklist.intake.queries import Contact

NEVER_BROKEN = "\u00a0"  # a space at which no line ends


def letter(case: Case, opened: OpenedSnapshot, recalled: Iterable[Recalled], contact: Contact) -> str:
    """A plain letter. It names no group: others may read it at the client's home."""
    things = list(recalled)
    services = ", ".join(dict.fromkeys(f"‘{thing.service}’" for thing in things if thing.service))
    reasons = dict.fromkeys(thing.reason for thing in things)
    day = local_format(opened.at, "j F Y")
    about = _("It is about: %(services)s.") % {"services": services} if services else ""
    call = _("Call %(name)s, %(phone)s.") if contact.phone else _("Ask %(name)s.")
    lines = [
        _("Dear %(name)s,") % {"name": case.client.display_name if case.client else ""},
        _(
            "On %(day)s we looked at results of research together. We showed you something that is not right any more."
        )
        % {"day": day}
        + (f" {about}" if about else ""),
        _("Why: %(reason)s") % {"reason": " ".join(reasons)},
        _("This was about groups, not about you. You did nothing wrong. What you both chose still stands."),
        _("Do you want to talk about it again? You may. You do not have to.")
        + " "
        + call % {"name": contact.name, "phone": contact.phone.replace(" ", NEVER_BROKEN)},
        _("Kind regards,")
        + f"\n{contact.name}"
        + (f"\n{contact.team}" if contact.team != contact.name else ""),
    ]
    return "\n\n".join(lines)
