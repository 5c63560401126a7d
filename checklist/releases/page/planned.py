# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release shows of the day on which its plan was there: a time stamp, a public registry, or nothing."""

from dataclasses import dataclass
from datetime import date

from checklist.base.moments import local_format
from checklist.base.readers import day as read_day
from checklist.releases import wording
from checklist.releases.models import Release


@dataclass(frozen=True)
class PlanDate:
    """The sentences about one proof; `link` is the address of the registry, empty for a time stamp."""

    said: tuple[str, ...]
    link: str = ""


def plan_dates(release: Release, lang: wording.Lang) -> list[PlanDate]:
    """Every proof in the manifest; none of a release that has none."""
    manifest, found = release.manifest, []
    if day := read_day(manifest.get("plan_stamped_at", "")[:10]):
        shown, end, early = _beside(day, manifest["outcome_period_end"])
        who = manifest["plan_stamped_by"]
        found.append(PlanDate(wording.plan_stamped(shown, who, end, lang, early=early)))
    if day := read_day(manifest.get("plan_registered_on", "")):
        shown, end, early = _beside(day, manifest["outcome_period_end"])
        found.append(
            PlanDate(wording.plan_registered(shown, end, lang, early=early), manifest["plan_registry"])
        )
    return found


def _beside(day: date, end: str) -> tuple[str, str, bool]:
    """The day and the month of the last outcomes in words, and whether the day came before that month."""
    return (
        local_format(day, "j F Y"),
        local_format(read_day(f"{end}-01") or day, "F Y"),
        day.isoformat()[:7] < end,
    )
