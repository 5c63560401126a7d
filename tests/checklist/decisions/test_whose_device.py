# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wherever a voice of the client is read, it stands on whose device it was given (S35)."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from checklist.decisions.models import Decision, GivenVoice
from checklist.intake.models import Case
from checklist.reviews.models import Draw
from tests.checklist.decisions.own_device import OWN, dirk, give, mine
from tests.checklist.decisions.talks import address, apart, both, decide, staff
from tests.worlds import World

pytestmark = pytest.mark.django_db
TOGETHER, ALONE = "Samen gegeven, op het scherm van de consulent.", "Gegeven op het eigen apparaat."


def given_together(anouk: Browser, case: Case) -> Decision:
    return decide(anouk, case, both())


def given_alone(anouk: Browser, case: Case) -> Decision:
    give(dirk(case), mine())
    here = {name: value for name, value in apart().items() if not name.startswith("client_") and value}
    given = {"given": str(GivenVoice.objects.get(case=case).uuid), "client_how": "own_device"}
    return decide(anouk, case, here | given)


@pytest.mark.parametrize(("choose", "said"), [(given_together, TOGETHER), (given_alone, ALONE)])
def test_s35_every_reader_of_a_choice_reads_on_whose_device_it_was_given(
    world: World, anouk: Browser, case: Case, choose: Callable[[Browser, Case], Decision], said: str
) -> None:
    decision = choose(anouk, case)
    Draw.objects.create(decision=decision, team=world.people.team, drawn_by=world.people.carla)
    read = {
        "report": anouk.get(address(case, "verslag/")),
        "aloud": anouk.get(address(case, "verslag.txt")),
        "own page": dirk(case).get("/mijn-gesprek/"),
        "own file": dirk(case).get("/mijn-gesprek/alles/"),
        "detail": staff(world.people.carla).get(f"/terugkijken/{decision.uuid}/"),
    }
    other = ({TOGETHER, ALONE} - {said}).pop()
    for where, answer in read.items():
        text = " ".join(answer.content.decode().split()).replace("&#x27;", "'")
        assert (said in text, other in text) == (True, False), where


@pytest.mark.parametrize(
    ("own", "said"), [(False, "op het scherm van de consulent"), (True, "op het eigen apparaat")]
)
def test_s35_help_that_is_not_wanted_says_it_too(anouk: Browser, case: Case, own: bool, said: str) -> None:
    browser, path = (dirk(case), OWN) if own else (anouk, address(case, "uitkomsten/"))
    browser.post(path, {"refuse": "jobcoach"})
    decide(anouk, case, both())
    for page in (anouk.get(address(case, "verslag/")), dirk(case).get("/mijn-gesprek/")):
        assert f"(gezegd {said})" in page.content.decode()
