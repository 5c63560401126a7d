# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A look at a closed conversation ends after a term; then it takes an own sentence that the client reads (R14)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine, PurposeOfTheDay
from checklist.access.queries import looks_of
from checklist.intake.actions import close_case, open_case
from checklist.intake.models import Case
from checklist.intake.rules import look_ends_on
from checklist.transparency.page.looks import look_rows
from checklist.transparency.rules import UNUSUAL
from reintapp.production_checks import whole_days
from tests.checklist.intake.steps import GOAL, browser_of, lines_of, page
from tests.clock import clock_at
from tests.worlds import World

WHY = "Dirk belde met een vraag over zijn verslag."
CLOSED, LIST = "/gesprekken/?gesloten=1", "/gesprekken/"
SUMMER = datetime(
    2026, 7, 1, 23, 30, tzinfo=timezone.get_default_timezone()
)  # late: the day is the local one


@pytest.fixture
def closed(world: World, case: Case) -> Case:
    with clock_at(SUMMER):
        return close_case(case=case, reason="done", by=world.people.anouk)


@pytest.fixture
def after(closed: Case) -> Iterator[None]:
    with clock_at(SUMMER + timedelta(days=31)):
        yield


def asks_why(browser: Browser, case: Case, part: str = "doel") -> bool:
    answer = browser.get(page(case, part), follow=True)
    return 'name="why"' in answer.content.decode()


@pytest.mark.parametrize(("days", "ended"), [(0, False), (30, False), (31, True)])
def test_r14_the_look_ends_after_the_term(closed: Case, anouk: Browser, days: int, ended: bool) -> None:
    with clock_at(SUMMER + timedelta(days=days)):
        assert asks_why(anouk, closed) is ended
        anouk.post(page(closed, "doel-van-inzage"), {"purpose": "access"})
        assert (GOAL in anouk.get(page(closed, "doel")).content.decode()) is not ended


@pytest.mark.parametrize(
    "part", ["doel", "vragen/alles", "teruglezen", "verslag", "code", "afsluiten", "hoe"]
)
def test_r14_no_page_of_the_talk_is_shown_after_the_term(
    closed: Case, after: None, anouk: Browser, part: str
) -> None:
    answer = anouk.get(page(closed, part))
    assert answer.status_code == 302
    assert answer["Location"].startswith(page(closed, "doel-van-inzage"))
    for name in ("verslag.pdf", "verslag.txt"):
        assert anouk.get(f"/gesprekken/{closed.uuid}/{name}").status_code == 302


def test_r14_with_an_own_sentence_it_opens_for_that_day_and_the_client_reads_why(
    closed: Case, after: None, anouk: Browser
) -> None:
    there = page(closed, "doel-van-inzage")
    asked = anouk.get(there).content.decode()
    assert "meer dan 30 dagen geleden gesloten" in asked
    assert "Dirk Fictief" not in asked  # the number is enough to know whom it is about
    assert "FICTIEF-100" in asked
    for why, told in (("", "Schrijf op waarom u kijkt"), ("zomaar", "Schrijf een hele zin")):
        answer = anouk.post(there, {"purpose": "complaint", "why": why})
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
        assert not PurposeOfTheDay.objects.filter(day=timezone.localdate()).exists()
    assert (
        anouk.post(there, {"purpose": "complaint", "why": WHY})["Location"] == f"/gesprekken/{closed.uuid}/"
    )
    assert GOAL in anouk.get(page(closed, "doel")).content.decode()
    assert [line for line in lines_of(closed) if line[0] == "reopened"] == [("reopened", "shown")]
    line = AccessLine.objects.get(part="reopened")
    assert (line.purpose, WHY in repr(AccessLine.objects.values().get(pk=line.pk))) == ("complaint", False)
    [said] = [one for one in look_rows(looks_of(closed.client_key, caseworker=None)) if one.way == UNUSUAL]
    assert (said.what, said.words) == ("opende uw gesloten gesprek opnieuw", WHY)
    with clock_at(timezone.now() + timedelta(days=1)):
        assert asks_why(browser_of(closed.caseworker), closed)


@pytest.mark.parametrize("chosen", ["fraud", "learn", "stand_in"])
def test_r14_a_sentence_makes_no_other_purpose_allowed(
    closed: Case, after: None, anouk: Browser, chosen: str
) -> None:
    answer = anouk.post(page(closed, "doel-van-inzage"), {"purpose": chosen, "why": WHY})
    assert answer.status_code == 403
    assert not AccessLine.objects.filter(part="reopened").exists()


def test_r14_after_the_term_no_list_names_the_client_and_a_whole_number_finds_the_talk(
    closed: Case, anouk: Browser
) -> None:
    with clock_at(SUMMER + timedelta(days=30)):
        assert "Dirk Fictief" in anouk.get(CLOSED).content.decode()
        assert "Dirk Fictief" in anouk.post(LIST, {"search": "dirk"}).content.decode()
    with clock_at(SUMMER + timedelta(days=31)):
        before = AccessLine.objects.filter(part__in=("list", "search")).count()
        listed = anouk.get(CLOSED).content.decode()
        assert "Dirk" not in listed
        assert "tot 30 dagen na het sluiten" in listed
        assert "Dirk" not in anouk.post(LIST, {"search": "irk"}).content.decode().partition("<table")[2]
        assert AccessLine.objects.filter(part__in=("list", "search")).count() == before
        found = anouk.post(LIST, {"search": "fictief 100"}).content.decode().partition("<table")[2]
        assert "Dirk" not in found
        assert "Gesprek gesloten op 1 juli 2026" in found
        assert f'href="/gesprekken/{closed.uuid}/"' in found


def test_an_open_talk_never_ends_by_the_clock(case: Case) -> None:
    with clock_at(timezone.now() + timedelta(days=400)):
        anouk = browser_of(case.caseworker)
        assert not asks_why(anouk, case)
        assert "Dirk Fictief" in anouk.get(LIST).content.decode()


def test_a_new_talk_with_the_client_needs_no_sentence(world: World, closed: Case, after: None) -> None:
    known: dict[str, Any] = {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "fictional": True}
    assert open_case(**known, purpose="talk", by=world.people.anouk).case.client == closed.client


def test_closing_says_until_when(world: World, case: Case, anouk: Browser) -> None:
    with clock_at(SUMMER):
        anouk.post(page(case, "doel-van-inzage"), {"purpose": "talk"})
        said = anouk.post(page(case, "afsluiten"), {"reason": "done"}, follow=True).content.decode()
    assert "tot en met 31 juli" in said


def test_the_term_is_a_setting(closed: Case, anouk: Browser, settings: Any) -> None:
    settings.CLOSED_LOOK_DAYS = 7
    with clock_at(SUMMER + timedelta(days=8)):
        assert "meer dan 7 dagen geleden" in anouk.get(page(closed, "doel-van-inzage")).content.decode()
    assert look_ends_on(SUMMER.date(), 7) == SUMMER.date() + timedelta(days=7)


@pytest.mark.parametrize("odd", ["", "-1", "maand", "3.5", "٣", "99999"])
def test_an_odd_term_does_not_start(odd: str) -> None:
    assert whole_days("CLOSED_LOOK_DAYS", "0") == 0
    with pytest.raises(ImproperlyConfigured, match="CLOSED_LOOK_DAYS must be a number of days"):
        whole_days("CLOSED_LOOK_DAYS", odd)
