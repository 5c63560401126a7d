# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a study could see: how small a difference, and how much was known beforehand to show nothing."""

from decimal import Decimal

from checklist.releases import wording
from checklist.releases.models import Release
from checklist.releases.wording import Lang


def scope_of(release: Release, lang: Lang) -> tuple[str, ...]:
    """Sentences from the checks of a release: of a share how small a difference can be seen, and what stayed closed."""
    lines = {row["key"]: row for row in release.checks}
    said: list[str] = []
    power = lines.get("power.overall", {})
    if power.get("threshold") not in (None, "") and power.get("value") not in (None, ""):
        smallest = Decimal(str(power["value"])).quantize(Decimal(1))
        said += wording.smallest_visible(smallest, lang, too_small=power["verdict"] == "niet voldaan")
    if "plan.feasibility" in lines:
        said.append(lines["plan.feasibility"][f"sentence_{lang}"])
    return tuple(said)
