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


def of_100(value: Decimal, lang: Lang) -> str:
    """A number of people, with how many it is of."""
    return f"{number(value, lang)} {say('per_100', lang)}"
