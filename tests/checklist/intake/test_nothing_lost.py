# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people in one case, a log-in that ended, a database that cannot write: nothing typed is lost (S18, S22)."""

import re
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.test import Client as Browser

from checklist.access.models import PurposeOfTheDay
from checklist.intake.actions import Stale, save_answers
from checklist.intake.models import Answer, Case
from checklist.intake.queries import answers_opened
from checklist.intake.rules import FilledAnswer
from checklist.questions.rules import Reply
from tests import forms
from tests.checklist.intake.steps import GOAL, answer, browser_of, page, question_of, stored
from tests.forms import of
from tests.people import PASSWORD
from tests.worlds import World

# ---- two people, one case --------------------------------------------------------------------------------------------


def test_a_clash_shows_both_texts_and_loses_neither_s18(case: Case, anouk: Browser) -> None:
    answer(case, "work", {"words": "Tuinman"})
    answer(case, "work", {"words": "Hovenier"}, version=1)
    mine = {"words-work": "Timmerman", "version-work": "1", "answer-hours": "0-8", "version-hours": "0"}
    response = anouk.post(page(case, "vragen/2"), mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Timmerman" in html
    assert "Hovenier" in html
    assert "Anouk de Wit" in html
    assert not Answer.objects.filter(question__key="hours").exists()  # all or nothing
    again = dict(
        re.findall(r'<input type="hidden" name="((?:answer|words|version)[^"]+)" value="([^"]*)">', html)
    )
    assert again == mine | {"version-work": "2"}
    assert anouk.post(page(case, "vragen/2"), again).status_code == 302
    assert answers_opened(case)["work"].answer == {"words": "Timmerman"}


def test_a_clash_on_the_goal_shows_both_texts_s18(case: Case, anouk: Browser) -> None:
    response = anouk.post(page(case, "doel"), {"goal": "Iets anders", "goal_state": "given", "version": "1"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Iets anders" in html
    assert GOAL in html
    assert f'name="version" value="{case.version}"' in html


def test_the_same_answer_twice_is_no_clash_s18(case: Case, anouk: Browser) -> None:
    sent = {"answer-age": "18-26", "version-age": "0"}
    first, second = (anouk.post(page(case, "vragen/4"), sent) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert stored(case, "age").version == 1


def test_a_page_saves_all_or_nothing(case: Case) -> None:
    given = [
        FilledAnswer(question_of(case, "age"), Reply("given", {"value": "18-26"}), 0),
        FilledAnswer(question_of(case, "hours"), Reply("given", {"value": "0-8"}), 7),
    ]
    with pytest.raises(Stale) as stale, transaction.atomic():  # as the door to a page does
        save_answers(case=case, given=given, by=case.caseworker)
    assert stale.value.keys == ["hours"]
    assert not Answer.objects.exists()


# ---- nothing lost ----------------------------------------------------------------------------------------------------


def test_typed_text_outlives_the_end_of_a_log_in_s22(world: World, case: Case) -> None:
    """Without JavaScript: the post of somebody who was logged out, the log-in, and the same page with the text."""
    browser = browser_of(world.people.anouk)
    browser.logout()
    sent = {"words-work": "Bloemen binden", "answer-work": "given", "version-work": "0", "go": "next"}
    gone = browser.post(page(case, "vragen/2"), sent | forms.of(world.people.anouk))
    assert gone["Location"] == f"/inloggen/?next={page(case, 'vragen/2')}"
    assert "Bloemen" not in str(dict(browser.session))  # sealed, not readable in the session table
    browser.post(gone["Location"], {"username": "anouk", "password": PASSWORD}, REMOTE_ADDR="127.0.0.1")
    html = browser.get(page(case, "vragen/2")).content.decode()
    assert "Bloemen binden" in html
    assert "Nog niet bewaard" in html
    assert not Answer.objects.exists()
    assert browser.post(page(case, "vragen/2"), sent).status_code == 302
    assert "Nog niet bewaard" not in browser.get(page(case, "vragen/2")).content.decode()


def test_typed_text_outlives_midnight_s22(case: Case, anouk: Browser) -> None:
    PurposeOfTheDay.objects.all().delete()
    sent = {"goal": "Rust", "goal_state": "given", "version": str(case.version)}
    to_purpose = anouk.post(page(case, "doel"), sent)["Location"]
    anouk.post(to_purpose, {"purpose": "talk", "next": page(case, "doel")})
    assert "Rust" in anouk.get(page(case, "doel")).content.decode()


def test_typed_text_is_not_shown_to_who_logs_in_without_a_relation_s22(world: World, case: Case) -> None:
    browser = Browser()
    browser.post(page(case, "doel"), {"goal": "Geheim", "version": "1"} | forms.of(world.people.anouk))
    browser.force_login(world.people.bilal, "django.contrib.auth.backends.ModelBackend")
    response = browser.get(page(case, "doel"))
    assert response.status_code == 404
    assert "Geheim" not in response.content.decode()


def test_a_quiet_save_without_a_log_in_says_so_s22(case: Case) -> None:
    response = Browser().post(page(case, "vragen/bewaar"), {"version-age": "0"}, headers={"X-Quiet": "1"})
    assert (response.status_code, response.json()) == (401, {"logged_out": True})


def test_a_database_that_cannot_write_gives_the_text_back_s22(
    case: Case, anouk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("checklist.intake.actions.save_answers", full)
    sent = {"words-work": "Bloemen binden", "version-work": "0", "go": "next"}
    response = anouk.post(page(case, "vragen/2"), sent)
    html = response.content.decode()
    assert response.status_code == 503
    assert "Niet bewaard" in html
    assert '<input type="hidden" name="words-work" value="Bloemen binden">' in html


# ---- an old security token -------------------------------------------------------------------------------------------

OWN_PAGE = {"Origin": "http://testserver"}


def strict(world: World) -> Browser:
    """A browser that is asked for the token, as outside the tests."""
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(world.people.anouk, "django.contrib.auth.backends.ModelBackend")
    return browser


def test_an_old_token_gives_the_text_back_and_a_second_try_saves_s22(
    world: World, case: Case, anouk: Browser
) -> None:
    browser = strict(world)
    sent = {"words-work": "Bloemen binden", "version-work": "0", "csrfmiddlewaretoken": "x" * 64}
    response = browser.post(page(case, "vragen/2"), sent | of(world.people.anouk), headers=OWN_PAGE)
    html = response.content.decode().partition("<main")[2]
    assert response.status_code == 403
    assert "Bloemen binden</p>" in html
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))
    assert again.keys() - {"form_owner"} == sent.keys()
    assert browser.post(page(case, "vragen/2"), again, headers=OWN_PAGE).status_code == 302
    assert answers_opened(case)["work"].answer == {"words": "Bloemen binden"}


@pytest.mark.parametrize("whose", ["bilal", "nobody"])
def test_an_old_token_gives_no_text_of_somebody_else_back_s22(
    world: World, case: Case, anouk: Browser, whose: str
) -> None:
    """Two people at one desk: what the one left in an open tab is not shown to the other."""
    mark = {} if whose == "nobody" else of(getattr(world.people, whose))
    response = strict(world).post(
        page(case, "vragen/2"), {"words-work": "Van een ander"} | mark, headers=OWN_PAGE
    )
    assert response.status_code == 403
    assert "Van een ander" not in response.content.decode()


def test_who_logged_out_meanwhile_leaves_no_text_either_s22(world: World, case: Case, anouk: Browser) -> None:
    sent = {"words-work": "Van een ander"} | of(world.people.anouk)
    response = Browser(enforce_csrf_checks=True).post(page(case, "vragen/2"), sent, headers=OWN_PAGE)
    assert "Van een ander" not in response.content.decode()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elders.example"}, {"Origin": "null"}])
def test_a_form_of_another_site_gets_no_second_try_s22(
    world: World, case: Case, anouk: Browser, headers: dict[str, str]
) -> None:
    response = strict(world).post(
        page(case, "vragen/2"), {"words-work": "Van een ander"} | of(world.people.anouk), headers=headers
    )
    assert response.status_code == 403
    assert "Van een ander" not in response.content.decode()


def test_an_old_token_never_gives_a_password_back_s22(db: None) -> None:
    sent = {"username": "anouk", "password": PASSWORD}
    response = Browser(enforce_csrf_checks=True).post("/inloggen/", sent, headers=OWN_PAGE)
    assert PASSWORD not in response.content.decode()
