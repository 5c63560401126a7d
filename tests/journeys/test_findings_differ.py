# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two findings about groups of one client point different ways. Then research gives no answer, says so in one sentence,
and nothing adds the two up (R2, R3)."""

import re

import pytest

from checklist.models import Override
from tests.browser import Visitors
from tests.journeys.steps import Talk, come_in, open_talk
from tests.worlds import HELD, OVERALL, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOLD = {"recent_work": "yes_now", "health_gate": "yes", "health_long": "yes"}
MORE, FEWER = HELD["direct_werk", "recent_work", "with"], HELD["direct_werk", "chronic_condition", "with"]


def see_both(talk: Talk) -> str:
    talk.answer(TOLD)
    talk.all_is_right()
    talk.first_ideas()
    return talk.card("direct_werk")


def test_r3_findings_that_differ_give_no_answer_and_say_so_in_one_sentence(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    seen = see_both(talk)
    assert "Het onderzoek geeft geen antwoord: onderzoeken verschillen." in seen
    assert seen.count("De ene uitkomst zegt iets anders dan de andere.") == 1
    # Both findings stand there, each by itself and for its own group.
    for group, way in (("recent werk", "vaker"), ("langdurige klachten", "minder vaak")):
        assert f"Met deze hulp vonden mensen met {group} {way} werk." in seen
    talk.choose("direct_werk", "direct_werk")
    assert not Override.objects.exists()


def test_r2_no_number_joins_the_two(visitors: Visitors) -> None:
    """No sum, difference or average of what was found for two groups stands anywhere on the page."""
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    seen = see_both(talk)
    shown = {number if way == "meer" else -number for number, way in numbers(seen)}
    assert {MORE, FEWER} <= shown
    assert shown <= {MORE, FEWER, *OVERALL["direct_werk"]}  # MORE + FEWER is none of these


def numbers(text: str) -> list[tuple[int, str]]:
    """Every difference that stands there: (how many, meer or minder)."""
    return [(int(found), way) for found, way in re.findall(r"\b(\d+) (meer|minder) op de 100", text)]
