# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gets in, for which purpose, and what every look leaves behind (R14)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine, Purpose, PurposeOfTheDay
from checklist.intake.actions import close_case, hand_over, stand_in
from checklist.intake.models import Answer, Case
from checklist.people.permissions import Refused
from tests.checklist.intake.steps import answer, browser_of, case_of, lines_of, page, question_of, stored
from tests.worlds import World

WRONG = "afsluiten/verkeerde-persoon"
PAGES = [
    "doel",
    "vragen",
    "vragen/4",
    "vragen/alles",
    "vragen/papier",
    "teruglezen",
    "code",
    "overdragen",
    "hoe",
    "niet-gekomen",
    "afsluiten",
    WRONG,
]


def test_every_page_of_a_case_leaves_one_line_r14(case: Case, anouk: Browser) -> None:
    for name in PAGES:
        before = len(lines_of(case))
        assert anouk.get(page(case, name)).status_code == 200, name
        line = AccessLine.objects.order_by("-pk")[0]
        assert len(lines_of(case)) == before + 1, name
        assert (line.case_uuid, line.account, line.purpose) == (case.uuid, case.caseworker, "talk")
        assert line.outcome == "shown", name


@pytest.mark.parametrize("who", ["bilal", "carla", "esra", "farid", "gerda"])
def test_a_stranger_gets_nothing_and_is_on_record_r14(world: World, case: Case, who: str) -> None:
    """Rule R14: the relation decides, also for a team lead. The answer does not tell whether the case exists."""
    browser = browser_of(getattr(world.people, who))
    for name in PAGES:
        before = len(lines_of(case))
        response = browser.get(page(case, name))
        assert response.status_code == 404, name
        assert "Dirk" not in response.content.decode()
        assert {outcome for _part, outcome in lines_of(case)[before:]} <= {"refused"}, name
    refused = [part for part, outcome in lines_of(case) if outcome == "refused"]
    assert len(refused) == len(set(refused)) > 1  # once for each part within ten minutes
    for address in (f"/gesprekken/{case.uuid}/", page(case, "doel-van-inzage")):
        response = browser.get(address)
        assert response.status_code in {403, 404}
        assert "Dirk" not in response.content.decode()


def test_who_is_not_logged_in_is_sent_to_the_log_in(case: Case) -> None:
    response = Browser().get(page(case, "doel"))
    assert (response.status_code, response["Location"]) == (
        302,
        f"/inloggen/?next=/gesprekken/{case.uuid}/doel/",
    )


def test_without_a_purpose_today_nothing_is_shown_r14(case: Case, anouk: Browser) -> None:
    PurposeOfTheDay.objects.update(day=timezone.localdate() - timedelta(days=1))
    before = lines_of(case)
    response = anouk.get(page(case, "teruglezen"))
    assert response.status_code == 302
    assert response["Location"].startswith(page(case, "doel-van-inzage"))
    assert lines_of(case) == before
    chosen = anouk.post(response["Location"], {"purpose": "prepare", "next": page(case, "teruglezen")})
    assert chosen["Location"] == page(case, "teruglezen")
    assert anouk.get(page(case, "teruglezen")).status_code == 200
    assert AccessLine.objects.order_by("-pk")[0].purpose == "prepare"


@pytest.mark.parametrize("purpose", ["fraud", "control", "", "learn", "repair", "stand_in"])
def test_a_purpose_outside_the_list_is_refused_on_record_r14(
    case: Case, anouk: Browser, purpose: str
) -> None:
    """Rule R14: also those of the list that belong to other work, and standing in without standing in."""
    PurposeOfTheDay.objects.all().delete()
    response = anouk.post(page(case, "doel-van-inzage"), {"purpose": purpose})
    assert response.status_code == 403
    assert lines_of(case)[-1] == ("purpose", "refused")
    assert not PurposeOfTheDay.objects.exists()


def test_after_choosing_a_purpose_nobody_is_sent_elsewhere(case: Case, anouk: Browser) -> None:
    response = anouk.post(page(case, "doel-van-inzage"), {"purpose": "talk", "next": "https://example.org/"})
    assert response["Location"] == f"/gesprekken/{case.uuid}/"


def test_a_look_that_cannot_be_logged_shows_nothing_r14(
    case: Case, anouk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_fields: Any) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr("checklist.intake.door.log_look", broken)
    response = anouk.get(page(case, "doel"))
    assert response.status_code == 503
    assert "trots" not in response.content.decode()
    response = anouk.post(page(case, "vragen/bewaar"), {"answer-age": "18-26", "version-age": "0"})
    assert response.status_code == 503
    assert not Answer.objects.exists()  # the save went with the line


def test_a_save_and_its_line_are_one_r14(case: Case, anouk: Browser) -> None:
    anouk.post(page(case, "vragen/4"), {"answer-age": "18-26", "version-age": "0"})
    assert lines_of(case)[-1] == ("questions", "saved")
    anouk.post(page(case, "vragen/4"), {"answer-age": ["18"], "version-age": "1"})
    assert lines_of(case)[-1] == ("questions", "shown")  # refused by the form: nothing was saved


def test_handing_over_ends_the_relation_r14(world: World, case: Case, anouk: Browser) -> None:
    colleague = world.people.carla
    colleague.is_caseworker = True
    colleague.save()
    response = anouk.post(page(case, "overdragen"), {"to": colleague.pk})
    assert response.status_code == 302
    assert anouk.get(page(case, "doel")).status_code == 404
    theirs = browser_of(colleague)
    theirs.post(page(case, "doel-van-inzage"), {"purpose": "talk"})
    assert theirs.get(page(case, "doel")).status_code == 200
    with pytest.raises(Refused):
        hand_over(case=case, to=world.people.bilal, by=colleague)  # another team


def test_a_colleague_stands_in_until_a_date_without_a_manager_r14(world: World, case: Case) -> None:
    colleague = world.people.carla
    colleague.is_caseworker = True
    colleague.save()
    browser, until = browser_of(colleague), timezone.localdate() + timedelta(days=3)
    assert browser.get(page(case, "doel")).status_code == 404
    response = browser.post("/gesprekken/waarnemen/", {"number": "fictief-100", "until": until.isoformat()})
    assert response["Location"] == f"/gesprekken/{case.uuid}/"
    assert browser.get(page(case, "doel")).status_code == 200
    assert AccessLine.objects.order_by("-pk")[0].purpose == Purpose.STAND_IN
    later = timezone.now() + timedelta(days=4)
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(timezone, "now", lambda: later)
        assert browser_of(colleague).get(page(case, "doel")).status_code == 404


def test_standing_in_needs_the_same_team_and_an_end_r14(world: World, case: Case) -> None:
    browser, today = browser_of(world.people.bilal), timezone.localdate()
    response = browser.post("/gesprekken/waarnemen/", {"number": "FICTIEF-100", "until": today.isoformat()})
    assert response.status_code == 422
    assert lines_of(case)[-1] == ("stand_in", "refused")
    for until in (today - timedelta(days=1), today + timedelta(days=43)):
        with pytest.raises(Refused):
            stand_in(case=case, until=until, by=world.people.anouk)


def test_searching_is_looking_r14(world: World, case: Case, anouk: Browser) -> None:
    other = case_of(world, "FICTIEF-200", by=world.people.bilal)
    before = lines_of(other)
    response = anouk.post("/gesprekken/", {"search": "dirk"})
    assert "FICTIEF-100" in response.content.decode()
    assert "FICTIEF-200" not in response.content.decode()
    assert lines_of(case)[-1] == ("search", "shown")
    assert lines_of(other) == before
    assert "niemand" not in anouk.post("/gesprekken/", {"search": "niemand"}).request["QUERY_STRING"]


def test_the_wrong_person_is_destroyed_and_disappears_r14(case: Case, anouk: Browser) -> None:
    answer(case, "age", {"value": "18-26"})
    key = stored(case, "age").key_id
    anouk.post(page(case, WRONG), {"sure": "on"})
    case.refresh_from_db()
    assert (case.closed_reason, bytes(case.goal), stored(case, "age").state) == (
        "wrong_person",
        b"",
        "destroyed",
    )
    assert key is not None
    assert anouk.get(page(case, "doel")).status_code == 404
    assert "Dirk" not in anouk.get("/gesprekken/?gesloten=1").content.decode()


def test_a_wrong_tap_at_closing_destroys_nothing(case: Case, anouk: Browser) -> None:
    """Destroying has a page of its own that names what goes, and asks a second time; nothing is ticked there."""
    answer(case, "age", {"value": "18-26"})
    closing = anouk.get(page(case, "afsluiten")).content.decode()
    assert "checkbox" not in closing.partition("<main")[2].partition("</main>")[0]
    assert 'value="wrong_person"' not in closing
    assert page(case, WRONG) in closing
    asked = anouk.get(page(case, WRONG)).content.decode()
    for words in ("het doel", "1 antwoord", "de code", "Er is nog niets vernietigd."):
        assert words in asked
    assert "checked" not in asked
    for where, posted in (
        ("afsluiten", {"reason": "wrong_person"}),
        ("afsluiten", {}),
        (WRONG, {}),
        (WRONG, {"sure": ""}),
    ):
        assert anouk.post(page(case, where), posted).status_code == 422, (where, posted)
    case.refresh_from_db()
    assert (case.closed_at, case.goal != b"", stored(case, "age").state) == (None, True, "given")


def test_in_a_closed_case_nothing_is_written_any_more(world: World, case: Case, anouk: Browser) -> None:
    close_case(case=case, reason="done", by=world.people.anouk)
    assert case.keep_until is not None
    assert anouk.get(page(case, "teruglezen")).status_code == 200
    response = anouk.post(page(case, "vragen/4"), {"answer-age": "18-26", "version-age": "0"})
    assert response.status_code == 403
    assert lines_of(case)[-1] == ("questions", "refused")
    assert not Answer.objects.filter(question=question_of(case, "age")).exists()


def test_an_empty_field_at_the_door_is_told_what_to_do(world: World, case: Case, anouk: Browser) -> None:
    world.people.carla.is_caseworker = True
    world.people.carla.save()
    html = anouk.get(page(case, "overdragen")).content.decode()
    assert '<option value="" selected>Kies een collega.</option>' in html
    for path, said in (
        (page(case, "overdragen"), {"Kies een collega."}),
        ("/gesprekken/nieuw/", {"Vul het nummer van de cliënt in.", "Vul een naam in."}),
        ("/gesprekken/waarnemen/", {"Vul het nummer van de cliënt in.", "Kies een dag."}),
    ):
        html = anouk.post(path, {"to": "", "number": "", "once": uuid4()}).content.decode()
        assert "Dit veld is" not in html
        assert {words for words in said if words not in html} == set()
