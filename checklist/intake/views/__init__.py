# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the intake. In each docstring: the fields that it posts. The door to a case is in door.py."""

from checklist.intake.door import case_page

__all__ = ["case_page"]  # the slices above take the door from here
