# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages draw of a checklist: its questions, compiled once per version, and as words for the paper twin."""

from checklist.questions.page.compiled import drawn_alone, paper_questions, shown, skeleton

__all__ = ["drawn_alone", "paper_questions", "shown", "skeleton"]
