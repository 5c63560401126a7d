# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of the intake draws for itself: the questions with their answers, earlier answers, two texts."""

from checklist.intake.page.clash import conflicts
from checklist.intake.page.offers import offers
from checklist.intake.page.slots import drawn, script_words

__all__ = ["conflicts", "drawn", "offers", "script_words"]
