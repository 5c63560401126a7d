# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both voices on one form, or the client's alone; and what was typed beside what was saved."""

from checklist.decisions.forms.choices import NO_ROUTE, ChoicesForm, OwnDeviceForm

__all__ = ["NO_ROUTE", "ChoicesForm", "OwnDeviceForm"]
