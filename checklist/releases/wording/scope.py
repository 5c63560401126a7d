# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a study could see at all, in words."""

from decimal import Decimal

from checklist.releases.wording.facts import number
from checklist.releases.wording.texts import Lang, say


def smallest_visible(n: Decimal, lang: Lang, *, too_small: bool) -> tuple[str, ...]:
    """How small a difference a study can see, of 100 people, and what follows where that is too large."""
    said = say("smallest_visible", lang, n=number(n, lang))
    return (said, say("smallest_too_large", lang)) if too_small else (said,)


def changes_at_most(n: Decimal, lang: Lang) -> str:
    """How far an answer moves at most when one municipality is left out, of 100 people."""
    return say("changes_at_most", lang, n=number(n, lang))
