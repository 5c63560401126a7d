# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups looked at together: what the second number of a group is, and what it is not."""

from checklist.releases.wording.texts import Lang, say, series


def pooled_words(lang: Lang) -> dict[str, str]:
    """The heads of the picture, and what its two lines are called."""
    heads = {key: say(f"pooled_{key}", lang) for key in ("own", "drawn", "numbers", "picture")}
    return heads | {"group": say("forest_group", lang), "arrow": say("forest_arrow", lang)}


def pooled_note(lang: Lang) -> tuple[str, ...]:
    """How to read the second number; no sentence points anywhere."""
    return series("pooled_note", lang)


def pooled_range(point: str, low: str, high: str, lang: Lang) -> str:
    """A number and how far it may go."""
    return say("pooled_range", lang, x=point, low=low, high=high)
