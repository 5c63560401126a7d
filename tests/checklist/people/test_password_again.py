# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts of weight ask for the password again when it was typed a while ago, and nothing that was filled in is lost."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from checklist.intake.models import Case
from checklist.people.models import ClientCode
from tests.checklist.transparency.world import World, make_world, staff_browser
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
ASK = "/account/wachtwoord/"
#: Approving and withdrawing, files of people, a new code for a client, destroying.
WEIGH = {
    "services:approve", "questions:publish", "releases:withdraw_release", "releases:withdraw_finding",
    "releases:approve_policy", "reviews:export", "transparency:export", "transparency:file_for_client", "intake:code",
    "intake:wrong_person", "registration:request",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    start = time.time()
    return lambda minutes: monkeypatch.setattr(
        "checklist.people.fresh.time.time", lambda: start + minutes * 60
    )


def routes(resolver: Any, space: str = "") -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, one.namespace or space)
        elif isinstance(one, URLPattern):
            yield f"{space}:{one.name}", one.callback


def test_these_acts_ask_for_the_password_and_no_others() -> None:
    assert {name for name, view in routes(get_resolver()) if getattr(view, "asks_password", False)} == WEIGH


def purpose(world: World, browser: Browser) -> str:
    base = f"/gesprekken/{world.case.uuid}/"
    browser.post(f"{base}doel-van-inzage/", {"purpose": "talk"})
    return base


def test_a_fresh_log_in_is_not_asked(world: World, later: Callable[[float], None]) -> None:
    anouk = staff_browser(world.people.anouk)
    base = purpose(world, anouk)
    later(9)
    assert anouk.post(f"{base}code/").status_code == 200


def test_a_new_code_waits_for_the_password_and_is_made_when_asked_once_more(
    world: World, later: Callable[[float], None]
) -> None:
    anouk = staff_browser(world.people.anouk)
    base = purpose(world, anouk)
    before = ClientCode.objects.count()
    later(11)
    answer = anouk.post(f"{base}code/")
    assert answer["Location"].startswith(f"{ASK}?next=")
    page = anouk.get(answer["Location"])
    assert page.content.decode().count('type="password"') == 1
    assert "Niet bewaard" not in page.content.decode()
    answer = anouk.post(ASK, {"password": PASSWORD, "next": f"{base}code/"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{base}code/"
    assert ClientCode.objects.count() == before, "nothing is done by itself"
    assert anouk.post(f"{base}code/").status_code == 200
    assert ClientCode.objects.count() == before + 1


def test_what_was_filled_in_stands_there_again_after_the_password(
    world: World, later: Callable[[float], None]
) -> None:
    anouk = staff_browser(world.people.anouk)
    base = purpose(world, anouk)
    page = f"{base}afsluiten/verkeerde-persoon/"
    owner = anouk.get(page).content.decode().partition('name="form_owner" value="')[2].partition('"')[0]
    later(11)
    asked = anouk.post(page, {"sure": "on", "form_owner": owner})
    assert asked["Location"].startswith(ASK)
    assert Case.objects.get(pk=world.case.pk).closed_at is None
    again = anouk.post(ASK, {"password": PASSWORD, "next": page}, follow=True).content.decode()
    assert "Nog niet bewaard" in again
    assert "checked" in again
    anouk.post(page, {"sure": "on", "form_owner": owner})
    assert Case.objects.get(pk=world.case.pk).closed_reason == "wrong_person"


def test_a_file_asks_on_its_page_with_the_filter_kept(world: World, later: Callable[[float], None]) -> None:
    carla = staff_browser(world.people.carla)
    later(11)
    asked = carla.get("/andere-keuzes/bestand.csv?periode=2026-2")
    assert asked["Location"] == f"{ASK}?next=%2Fandere-keuzes%2F%3Fperiode%3D2026-2"
    after = carla.post(ASK, {"password": PASSWORD, "next": "/andere-keuzes/?periode=2026-2"}, follow=True)
    assert "Uw wachtwoord klopt" in after.content.decode()
    assert (
        carla.get("/andere-keuzes/bestand.csv").status_code == 403
    )  # of too few people: the door itself answers


def test_who_may_not_do_it_is_refused_before_a_password_is_asked(
    world: World, later: Callable[[float], None]
) -> None:
    bilal = staff_browser(world.people.bilal)
    later(11)
    assert bilal.post("/toezicht/bestand/").status_code == 403
    assert bilal.get("/andere-keuzes/bestand.csv").status_code == 403


def test_wrong_tries_are_few_and_on_record_and_a_right_one_begins_anew(
    world: World, later: Callable[[float], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    anouk = staff_browser(world.people.anouk)
    answers = [anouk.post(ASK, {"password": f"fout {n}", "next": "/"}).status_code for n in range(4)]
    assert answers == [422] * 4
    assert anouk.post(ASK, {"password": PASSWORD, "next": "/"}).status_code == 302
    answers = [anouk.post(ASK, {"password": f"fout {n}", "next": "/"}).status_code for n in range(6)]
    assert answers == [422] * 4 + [429, 429]
    assert anouk.post(ASK, {"password": PASSWORD, "next": "/"}).status_code == 429
    told = [record.msg for record in caplog.records if record.name == "tweespraak.people"]
    outcomes = [
        line["outcome"] for line in told if isinstance(line, dict) and line["event"] == "password_again"
    ]
    assert outcomes[:5] == ["wrong"] * 4 + ["right"]
    assert outcomes[-1] == "locked"
    assert "fout" not in str(told)


@pytest.mark.parametrize("following", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(world: World, following: str) -> None:
    anouk = staff_browser(world.people.anouk)
    assert anouk.post(ASK, {"password": PASSWORD, "next": following})["Location"] == "/"
    assert following not in anouk.get(ASK, {"next": following}).content.decode().partition("<main")[2]
