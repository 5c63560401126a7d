# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every act of this slice asks first."""

from django.utils.translation import gettext_lazy as _

from checklist.intake.models import Case
from checklist.people.permissions import Refused


def check_open(case: Case) -> None:
    if case.closed_at is not None:
        raise Refused(_("This conversation is closed. Nothing is written in it any more."))
