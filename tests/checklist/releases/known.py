# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two findings that the tests of the wording speak about."""

from dataclasses import replace
from decimal import Decimal

from checklist.releases.wording import FindingFacts, Phrase

RECENT = Phrase("mensen zonder recent werk", "people without recent work")
OLDER = Phrase("mensen van 45 jaar en ouder", "people of 45 and older")
SURE = FindingFacts(
    type="effect",
    comparison="versus_reference",
    service=Phrase("Direct naar werk", "Straight to work"),
    reference=Phrase("Meedoen en opbouwen", "Join in and build up"),
    term_months=12,
    group=RECENT,
    estimate=Decimal("6.2"),
    lower=Decimal("2.1"),
    upper=Decimal("10.2"),
    level_with=Decimal("24.1"),
    level_without=Decimal("18.0"),
    n=4210,
    certainty="redelijk",
    verdict="beter",
    difference_tested=True,
    difference_held=True,
    comparisons_made=42,
)
UNSURE = replace(SURE, group=OLDER, estimate=Decimal(2), lower=Decimal("-3.2"), upper=Decimal(7))
