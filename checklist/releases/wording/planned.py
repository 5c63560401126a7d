# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the plan of a study was there, whether outcomes were, and what that does not show."""

from checklist.releases.wording.texts import Lang, say


def plan_stamped(day: str, who: str, end: str, lang: Lang, *, early: bool) -> tuple[str, ...]:
    """A time stamp of the plan, by somebody else, verified when the release was made."""
    return (say("plan_stamped", lang, day=day, who=who), *_beside(end, lang, early=early))


def plan_registered(day: str, end: str, lang: Lang, *, early: bool) -> tuple[str, ...]:
    """A plan in a public registry, as its makers say."""
    return (say("plan_registered", lang, day=day), *_beside(end, lang, early=early))


def _beside(end: str, lang: Lang, *, early: bool) -> tuple[str, ...]:
    return (say("plan_before" if early else "plan_after", lang, end=end), say("plan_limit", lang))
