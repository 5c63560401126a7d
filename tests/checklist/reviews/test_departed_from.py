# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices says from which result somebody departed, as it was said that day, and no answer with it."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.advice.queries import open_snapshot
from checklist.base.models import DataKey
from checklist.decisions.models import Decision, Override
from checklist.intake.actions import destroy_answer_of_case
from checklist.people.permissions import SYSTEM
from checklist.questions.queries import questions_of
from checklist.questions.rules import Reply
from checklist.releases.actions import withdraw_finding
from checklist.reviews.rules import departed_from
from tests.checklist.decisions.talks import ANSWERS, apart, decide, staff, talk
from tests.checklist.reviews.more import more_overrides
from tests.worlds import World

pytestmark = pytest.mark.django_db
PAGE, FILE = "/andere-keuzes/", "/andere-keuzes/bestand.csv"
SICK = {name: reply for name, reply in ANSWERS.items() if name != "recent_work"}
SICK |= {name: Reply("given", {"value": "yes"}) for name in ("health_gate", "health_long")}
HEALTHY = SICK | {"health_long": Reply("given", {"value": "no"})}
HIDDEN = "Een uitkomst voor een groep."


@pytest.fixture(autouse=True)
def enough(decisions: dict[str, Decision]) -> None:
    """With nine others there are ten, and lines are shown (R15)."""
    nine_more(decisions["departing"])


def nine_more(like: Decision) -> None:
    more_overrides(like, 9, at=datetime(2026, 5, 12, 10, tzinfo=UTC))


def cells(browser: Browser) -> list[str]:
    """What stands under "Onderzoek zei", line by line, newest first."""
    main = browser.get(PAGE).content.decode().partition("<tbody")[2]
    found = re.findall(r"Onderzoek zei:</span>(.*?)</td>", main, flags=re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def departs(world: World, number: str, service: str, answers: dict[str, Reply]) -> Decision:
    """The client chooses this service. Straight to work points away for who has complaints, towards for who has not."""
    told = world.release.findings.filter(
        service="direct_werk", characteristic="chronic_condition", primary=True
    )
    told.filter(group="with").update(verdict="slechter")
    told.filter(group="without").update(verdict="beter")
    case = talk(world, number, answers=answers)
    nine_more(Decision.objects.order_by("pk")[0])
    return decide(
        staff(world.people.anouk), case, apart(client_choice=[service], client_family="wants_other")
    )


def test_r4_a_line_names_the_services_and_the_statement_of_that_day(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    said = cells(carla)[0]
    shown = open_snapshot(decisions["departing"].snapshot).statements
    for key in ("proefplaatsing", "direct_werk"):
        one = shown[key]
        assert f"{one.name}:" in said
        for line in one.stated.lines:
            assert " ".join(line.split()) in said
    assert shown["meedoen"].name not in said


def test_r13_what_rests_on_health_is_a_result_for_a_group_and_names_no_service(
    world: World, carla: Browser, decisions: dict[str, Decision]
) -> None:
    """Straight to work points away for who has complaints, and only for them: its name would tell the answer."""
    decision = departs(world, "FICTIEF-8", "direct_werk", SICK)
    override = Override.objects.get(decision=decision)
    assert override.departs["client"] == ["away"]
    said = cells(carla)[0]
    assert HIDDEN in said
    assert "Direct naar werk" not in said
    assert not re.search(r"klachten|ziek|chronisch", said)


def test_r13_what_holds_for_everybody_is_named_and_the_group_is_not(
    world: World, carla: Browser, decisions: dict[str, Decision]
) -> None:
    departs(world, "FICTIEF-9", "proefplaatsing", HEALTHY)
    said = cells(carla)[0]
    assert "Direct naar werk: Met deze hulp vonden mensen vaker werk." in said
    assert HIDDEN in said
    assert not re.search(r"klachten|ziek|chronisch", said)


def test_r8_what_was_taken_away_says_so(world: World, carla: Browser, decisions: dict[str, Decision]) -> None:
    decision = decisions["departing"]
    asked = {one.key: one for one in questions_of(decision.case.checklist)}
    destroy_answer_of_case(case=decision.case, question=asked["recent_work"], by=SYSTEM)
    assert "weggehaald" in cells(carla)[0]


def test_r8_after_everything_was_destroyed_the_line_stands_and_says_so(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    DataKey.objects.filter(client_key=decisions["departing"].client_key).delete()
    assert cells(carla)[0] == "Wat onderzoek zei, is weggehaald."


def test_a_result_that_was_withdrawn_since_says_so(
    world: World, carla: Browser, decisions: dict[str, Decision]
) -> None:
    row = world.release.findings.get(service="proefplaatsing", characteristic="", primary=True)
    withdraw_finding(finding=row, reason="Fout in de telling.", by=world.people.esra)
    said = cells(carla)[0].partition("Proefplaatsing:")[2]
    assert "ingetrokken" in said, said
    assert "minder vaak werk" not in said


def count(browser: Browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(PAGE).status_code == 200
    return len(queries)


def test_the_statements_of_a_page_cost_a_fixed_number_of_queries(
    world: World, carla: Browser, decisions: dict[str, Decision]
) -> None:
    """Talks with answers, with destroyed answers and of destroyed clients among them."""
    few = count(carla)
    for number in range(3):
        departs(world, f"FICTIEF-2{number}", "direct_werk", SICK)
    gone = more_overrides(decisions["departing"], 5)
    DataKey.objects.filter(client_key__in=[row.client_key for row in gone]).delete()
    DataKey.objects.filter(kind=DataKey.Kind.ANSWER).delete()
    assert count(carla) <= few


def test_the_file_names_the_services_whose_direction_rested_on_no_answer(
    world: World, carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 10)
    departs(world, "FICTIEF-8", "direct_werk", SICK)
    text = carla.get(FILE).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert "Proefplaatsing" in lines[12]
    assert "een uitkomst voor een groep" in lines[1]


@pytest.mark.parametrize(
    ("directions", "services", "explained"),
    [
        ({"a": "away", "b": "towards"}, {"a", "b"}, True),
        ({"a": "away"}, {"a"}, False),
        ({"b": "towards", "c": "away"}, {"b"}, False),
        ({}, set(), False),
    ],
)
def test_which_services_explain_a_departure(directions: Any, services: set[str], *, explained: bool) -> None:
    found = departed_from(
        {"client": ["a"], "caseworker": ["b"]}, {"client": ["away", "left_out"], "caseworker": []}, directions
    )
    assert (found.services, found.explained) == (services, explained)
