# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""'I do not want this help': one tap, one tap back, no reason needed, and never held against anybody (R8)."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser

from checklist.access.models import AccessLine
from checklist.advice.models import ServiceVoice
from checklist.advice.queries import latest_snapshot
from checklist.decisions.models import Override
from checklist.intake.actions import close_case
from checklist.intake.models import Case
from checklist.people.permissions import SYSTEM
from checklist.retention.actions import destroy_client_data
from tests.checklist.decisions.own_device import OWN, dirk, hidden_own, mine
from tests.checklist.decisions.talks import address, apart, both, decide, hidden, staff
from tests.worlds import World

pytestmark = pytest.mark.django_db
SAID = "U zei: deze hulp wil ik niet."
STAYS = "De informatie over deze hulp blijft hier staan."
WHY = "Ik was daar al eens."


def _evidence(browser: Browser, case: Case) -> str:
    answer = browser.get(address(case, "uitkomsten/"))
    assert answer.status_code == 200
    return answer.content.decode()


def _card(page: str, service: str) -> str:
    return page.partition(f'id="hulp-{service}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("place", ["uitkomsten/", "keuzes/", OWN])
def test_r8_one_tap_and_one_tap_back_the_same_in_every_place(anouk: Browser, case: Case, place: str) -> None:
    browser, path = (dirk(case), OWN) if place == OWN else (anouk, address(case, place))
    browser.post(path, {"refuse": "proefplaatsing"})
    assert list(ServiceVoice.objects.values_list("case", "service", "on_own_device")) == [
        (case.pk, "proefplaatsing", place == OWN)
    ]
    for page in (
        _evidence(anouk, case),
        anouk.get(address(case)).content.decode(),
        dirk(case).get(OWN).content.decode(),
    ):
        assert SAID in page
        assert STAYS in page
    browser.post(path, {"take_back": "proefplaatsing"})
    assert not ServiceVoice.objects.exists()  # nothing of it stays
    assert SAID not in _evidence(anouk, case)


def test_r8_the_card_stays_as_information_and_says_so(anouk: Browser, case: Case) -> None:
    before = _card(_evidence(anouk, case), "proefplaatsing")
    anouk.post(address(case, "uitkomsten/"), {"refuse": "proefplaatsing"})
    page = _evidence(anouk, case)
    after = _card(page, "proefplaatsing")
    assert "minder vaak werk" in before
    assert "minder vaak werk" in after
    assert SAID in after
    assert SAID not in _card(page, "direct_werk")


def test_r16_what_was_frozen_does_not_change(anouk: Browser, case: Case) -> None:
    snapshot = latest_snapshot(case)
    assert snapshot is not None
    anouk.post(address(case, "uitkomsten/"), {"refuse": "proefplaatsing"})
    out = StringIO()
    call_command("show_snapshot", str(snapshot.uuid), "--html", stdout=out)
    assert SAID not in out.getvalue()
    assert latest_snapshot(case) == snapshot


def test_r8_a_reason_is_never_asked_and_is_kept_sealed_when_given(anouk: Browser, case: Case) -> None:
    path = address(case, "uitkomsten/")
    anouk.post(path, {"refuse": "jobcoach"})
    anouk.post(path, {"why": "jobcoach", "why-jobcoach": WHY})
    assert WHY in _card(_evidence(anouk, case), "jobcoach")
    assert WHY.encode() not in bytes(ServiceVoice.objects.get().words)
    anouk.post(path, {"why": "jobcoach", "why-jobcoach": ""})
    assert WHY not in _evidence(anouk, case)


def test_what_was_typed_on_the_page_is_not_lost_by_a_tap(anouk: Browser, case: Case) -> None:
    typed = hidden(anouk, case) | both(caseworker_words="Dit blijft staan.", client_choice=["meedoen"])
    page = anouk.post(address(case), typed | {"refuse": "proefplaatsing"})
    assert "Dit blijft staan." in page.content.decode()
    assert page.context["form"]["client_choice"].value() == ["meedoen"]
    own = dirk(case)
    page = own.post(OWN, hidden_own(own) | mine(client_words="Ook dit blijft.") | {"refuse": "jobcoach"})
    assert "Ook dit blijft." in page.content.decode()


@pytest.mark.parametrize("chosen", ["direct_werk", "proefplaatsing"])
def test_r4_it_is_no_direction_and_no_choice(anouk: Browser, case: Case, chosen: str) -> None:
    """The override is computed from choices alone, whatever help was refused."""
    anouk.post(address(case, "uitkomsten/"), {"refuse": "direct_werk"})
    decide(anouk, case, both(client_choice=[chosen], caseworker_choice=[chosen]))
    assert Override.objects.exists() is (chosen == "proefplaatsing")


def test_the_report_says_it_and_the_text_for_other_systems_does_not(anouk: Browser, case: Case) -> None:
    path = address(case, "uitkomsten/")
    anouk.post(path, {"refuse": "jobcoach"})
    anouk.post(path, {"why": "jobcoach", "why-jobcoach": WHY})
    decide(anouk, case, both())
    answer = anouk.get(address(case, "verslag/"))
    page = answer.content.decode()
    assert "Deze hulp wilde u niet:" in page
    assert WHY in page
    assert "Jobcoach" not in answer.context["copy_text"]
    assert WHY in dirk(case).get("/mijn-gesprek/").content.decode()


def test_r8_nobody_outside_the_case_team_can_read_it(anouk: Browser, case: Case, world: World) -> None:
    anouk.post(address(case, "uitkomsten/"), {"refuse": "jobcoach"})
    anouk.post(address(case, "uitkomsten/"), {"why": "jobcoach", "why-jobcoach": WHY})
    decision = decide(anouk, case, apart(client_choice=["proefplaatsing"]))
    carla = staff(world.people.carla)
    paths = (
        "/andere-keuzes/", "/terugkijken/", f"/terugkijken/{decision.uuid}/",
        "/api/v1/overrides?purpose=learn", "/api/v1/decisions?purpose=learn",
    )  # fmt: skip
    for path in paths:
        page = carla.get(path).content.decode()
        assert "deze hulp wil" not in page.lower()
        assert WHY not in page
        assert "jobcoach" not in page.partition("<main")[2].partition("<form")[0].lower()
    assert carla.get(address(case, "uitkomsten/")).status_code == 404


def test_a_service_that_is_not_offered_cannot_be_refused(anouk: Browser, case: Case) -> None:
    assert anouk.post(address(case, "uitkomsten/"), {"refuse": "iets_anders"}).status_code == 403
    assert not ServiceVoice.objects.exists()


def test_a_closed_talk_shows_it_and_takes_no_more(anouk: Browser, case: Case, world: World) -> None:
    path = address(case, "uitkomsten/")
    anouk.post(path, {"refuse": "jobcoach"})
    close_case(case=case, reason="done", by=world.people.anouk)
    page = _evidence(anouk, case)
    assert SAID in page
    assert 'name="take_back"' not in page
    assert anouk.post(path, {"take_back": "jobcoach"}).status_code == 403


def test_r14_every_tap_is_on_record(anouk: Browser, case: Case) -> None:
    lines = AccessLine.objects.filter(client_key=case.client_key, outcome="saved", part="evidence")
    before = lines.count()
    anouk.post(address(case, "uitkomsten/"), {"refuse": "jobcoach"})
    anouk.post(address(case, "uitkomsten/"), {"take_back": "jobcoach"})
    assert lines.count() == before + 2


def test_s8_destruction_takes_it_away(anouk: Browser, case: Case) -> None:
    anouk.post(address(case, "uitkomsten/"), {"refuse": "jobcoach"})
    client: Any = case.client
    destroy_client_data(client=client, ground="term", by=SYSTEM)
    assert not ServiceVoice.objects.exists()
