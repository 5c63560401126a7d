# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a study could see: how small a difference, what was known beforehand, and who took part in a round."""

from dataclasses import dataclass
from decimal import Decimal

from checklist.releases import wording
from checklist.releases.models import Release
from checklist.releases.page.overview import services_of
from checklist.releases.wording import Lang

#: The lines of a round that are about a service: how alike the municipalities are, and how much one of them weighs.
ALIKE, LEFT_OUT = "round.differences.", "round.left_out."


@dataclass(frozen=True)
class ServiceInRound:
    """What the round says of one service; `moved` is how far the answer moves at most without one municipality."""

    name: str
    moved: str
    left_out: str
    alike: str


@dataclass(frozen=True)
class Scope:
    """Sentences, and one line per service of a round; `dutch` are the sentences of the release itself."""

    sees: tuple[str, ...]
    said: tuple[str, ...]
    services: tuple[ServiceInRound, ...]


def scope_of(release: Release, lang: Lang) -> Scope | None:
    """What the checks of a release say of it; None where they say nothing."""
    lines = {row["key"]: row for row in release.checks}
    sees, power = [], lines.get("power.overall", {})
    share = power.get("threshold") not in (None, "")
    if share and power.get("value") not in (None, ""):
        smallest = Decimal(str(power["value"])).quantize(Decimal(1))
        too_small = power["verdict"] == "niet voldaan"
        sees = list(wording.smallest_visible(smallest, lang, too_small=too_small))
    said = [lines[key][f"sentence_{lang}"] for key in ("plan.feasibility", "plan.round") if key in lines]
    services = []
    for key, name in services_of(release, lang):
        moved, alike = lines.get(LEFT_OUT + key), lines.get(ALIKE + key)
        if moved and alike:
            told = moved[f"sentence_{lang}"], alike[f"sentence_{lang}"]
            services.append(ServiceInRound(name, _moved(moved["value"], lang, share=share), *told))
    return Scope(tuple(sees), tuple(said), tuple(services)) if sees or said or services else None


def _moved(value: object, lang: Lang, *, share: bool) -> str:
    if value in (None, ""):
        return "–"
    shown = Decimal(str(value)).quantize(Decimal("0.1"))
    return wording.of_100(shown, lang) if share else wording.number(shown, lang)
