# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes from the talks when a result or a whole release is withdrawn, and who still has to say yes to it (S36)."""

from collections.abc import Callable, Sequence

from checklist.people.models import Proposal
from checklist.people.queries import proposal_about
from checklist.releases.models import Finding, Release

FINDING, RELEASE = (
    "withdraw_finding",
    "withdraw_release",
)  # acts of a Proposal; subject: the key of the row, the digest

Effect = tuple[str, list[str]]  # what it is about, and each thing that goes
EffectsOf = Callable[[Release, Sequence[int], str], list[Effect]]
EFFECTS: list[EffectsOf] = []


def tells_what_goes(make: EffectsOf) -> EffectsOf:
    """A slice above says what withdrawing takes away from it; nothing points up."""
    if make not in EFFECTS:
        EFFECTS.append(make)
    return make


def effects_of(about: Finding | Release, language: str) -> list[Effect]:
    """What goes from the talks. Research that was never approved stands in none."""
    release = about if isinstance(about, Release) else about.release
    if release.approved_at is None:
        return []
    numbers = (
        [about.pk] if isinstance(about, Finding) else list(release.findings.values_list("pk", flat=True))
    )
    return [effect for make in EFFECTS for effect in make(release, numbers, language)]


def withdrawal_of(about: Finding | Release) -> Proposal | None:
    """Who withdrew this, and whether a second person said yes or put it back: the newest."""
    if isinstance(about, Finding):
        return proposal_about(FINDING, about.pk)
    return proposal_about(RELEASE, about.digest)
