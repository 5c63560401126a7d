# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was told in an earlier talk: offered with its day, taken over with one tap, never what the client took back."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.intake.actions import (
    close_case,
    confirm_read_back,
    destroy_answer_of_case,
    hand_over,
    open_case,
    save_goal,
    voice_on_answer,
)
from checklist.intake.models import Answer, Case
from checklist.intake.queries import answers_opened
from checklist.people.models import Account
from checklist.questions.actions import derive_draft, edit_question, load_default_questions
from checklist.questions.rules import Reply
from tests.checklist.intake.steps import (
    answer,
    browser_of,
    case_of,
    client_actor,
    lines_of,
    page,
    question_of,
    stored,
)
from tests.worlds import World, publish

OFFER = "U vertelde dit eerder, op"


def again(world: World, *, by: Account | None = None) -> Case:
    """A new talk with the same client, as far as the questions."""
    who = by or world.people.anouk
    fields = {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "purpose": "talk", "fictional": True}
    why = "Dirk is naar onze wijk verhuisd."  # only used for a client of another team
    case = open_case(**fields, by=who, why=why).case  # type: ignore[arg-type]
    return save_goal(case=case, state="given", words="Verder.", version=1, by=who)


@pytest.fixture
def earlier(world: World) -> Case:
    """A closed talk with two answers."""
    case = case_of(world)
    answer(case, "hours", {"value": "17-24"})
    answer(case, "work", {"words": "Iets met <hout>"})
    return close_case(case=case, reason="done", by=world.people.anouk)


def html_of(browser: Browser, case: Case, position: int = 2) -> str:
    return browser.get(f"{page(case, 'vragen')}{position}/").content.decode()


def test_an_earlier_answer_is_offered_with_its_day_and_taken_over_with_one_tap(
    world: World, anouk: Browser, earlier: Case
) -> None:
    day = date(2026, 3, 5)
    Answer.objects.filter(case=earlier).update(saved_at=f"{day}T10:00:00Z")
    now = again(world)
    html = html_of(anouk, now)
    assert f"{OFFER} 5 maart 2026:" in html
    assert "“17–24 uur”" in html
    assert "Iets met &lt;hout&gt;" in html
    address = f"{page(now, 'vragen')}2/"
    response = anouk.post(address, {"take": "hours", "version-hours": "0", "version-work": "0"})
    assert response["Location"] == f"{address}#question-hours"
    found = answers_opened(now)["hours"]
    assert (found.answer, found.voice) == ({"value": "17-24"}, "")
    assert html_of(anouk, now).count(OFFER) == 1  # the other one is still offered
    assert "17–24 uur" in anouk.get(page(now, "teruglezen")).content.decode()  # and it is read back
    assert stored(now, "hours").key_id != stored(earlier, "hours").key_id  # under a key of its own (R8)


def test_what_else_stood_on_the_page_is_saved_with_the_tap(
    world: World, anouk: Browser, earlier: Case
) -> None:
    now = again(world)
    fields = {
        "take": "hours", "version-hours": "0", "answer-hours": "0-8",
        "version-work": "0", "answer-work": "given", "words-work": "Toch buiten",
    }  # fmt: skip
    anouk.post(f"{page(now, 'vragen')}2/", fields)
    said = {key: found.answer for key, found in answers_opened(now).items()}
    assert said == {"hours": {"value": "17-24"}, "work": {"words": "Toch buiten"}}


def test_a_tap_on_what_a_colleague_answered_meanwhile_shows_both_s18(
    world: World, anouk: Browser, earlier: Case
) -> None:
    now = again(world)
    answer(now, "hours", {"value": "0-8"})
    response = anouk.post(f"{page(now, 'vragen')}2/", {"take": "hours", "version-hours": "0"})
    assert response.status_code == 409
    assert answers_opened(now)["hours"].answer == {"value": "0-8"}


@pytest.mark.parametrize("voice", ["not_me", "do_not_use", "destroy", "declined", "unknown"])
def test_what_the_client_took_back_is_never_offered_r8(world: World, anouk: Browser, voice: str) -> None:
    oldest = case_of(world)
    answer(oldest, "hours", {"value": "0-8"})  # said before; the client's last word counts
    close_case(case=oldest, reason="done", by=world.people.anouk)
    case = again(world)
    if voice in {"declined", "unknown"}:
        answer(case, "hours", Reply(voice))
    else:
        answer(case, "hours", {"value": "17-24"})
        question = question_of(case, "hours")
        if voice == "destroy":
            destroy_answer_of_case(case=case, question=question, by=client_actor(case))
        else:
            voice_on_answer(case=case, question=question, voice=voice, by=client_actor(case))
    close_case(case=case, reason="done", by=world.people.anouk)
    now = again(world)
    assert OFFER not in html_of(anouk, now)
    refused = anouk.post(f"{page(now, 'vragen')}2/", {"take": "hours", "version-hours": "0"}, follow=True)
    assert "Dit eerdere antwoord is er niet meer." in refused.content.decode()
    assert not Answer.objects.filter(case=now).exists()


def test_not_asked_says_nothing_about_what_was_told_before(
    world: World, anouk: Browser, earlier: Case
) -> None:
    between = again(world)
    confirm_read_back(case=between, by=world.people.anouk)  # everything is 'not asked' here
    close_case(case=between, reason="done", by=world.people.anouk)
    now = again(world)
    assert html_of(anouk, now).count(OFFER) == 2


def test_every_look_at_the_earlier_talk_leaves_a_line_r14(
    world: World, anouk: Browser, earlier: Case
) -> None:
    now = again(world)
    before = len(lines_of(earlier))
    html_of(anouk, now)
    assert lines_of(earlier)[before:] == [("questions", "shown")]
    html_of(anouk, now, 8)  # nothing was told about these topics: the earlier talk is not opened
    assert len(lines_of(earlier)) == before + 1


def test_without_a_relation_with_the_earlier_talk_nothing_is_offered_r14(world: World, earlier: Case) -> None:
    now = again(world, by=world.people.bilal)
    before = len(lines_of(earlier))
    assert OFFER not in html_of(browser_of(world.people.bilal), now)
    assert len(lines_of(earlier)) == before


def test_after_handing_over_the_new_caseworker_is_offered_it(world: World) -> None:
    Account.objects.filter(pk=world.people.bilal.pk).update(team=world.people.anouk.team)
    world.people.bilal.refresh_from_db()
    case = case_of(world)
    answer(case, "hours", {"value": "17-24"})
    hand_over(case=case, to=world.people.bilal, by=world.people.anouk)
    close_case(case=case, reason="done", by=world.people.bilal)
    now = again(world, by=world.people.bilal)
    assert OFFER in html_of(browser_of(world.people.bilal), now)


def test_the_wrong_person_is_never_looked_back_at(world: World, anouk: Browser) -> None:
    case = case_of(world)
    answer(case, "hours", {"value": "17-24"})
    close_case(case=case, reason="wrong_person", by=world.people.anouk)
    assert OFFER not in html_of(anouk, again(world))


def test_a_question_that_reads_otherwise_now_is_asked_again(
    world: World, anouk: Browser, earlier: Case
) -> None:
    esra = world.people.esra
    draft = derive_draft(releases=[world.release], by=esra)
    load_default_questions(draft=draft, by=esra)
    edit_question(question=draft.questions.get(key="hours"), by=esra, text_nl="Hoeveel dagen kunt u?")
    publish(draft, world.people)
    html = html_of(anouk, again(world))
    assert html.count(OFFER) == 1  # only the one about work
    assert "17–24 uur" not in html.partition(OFFER)[2].partition("</div>")[0]


def test_another_client_is_never_offered_anything(world: World, anouk: Browser, earlier: Case) -> None:
    assert OFFER not in html_of(anouk, case_of(world, "FICTIEF-200"))


def test_the_first_talk_pays_one_query_for_it(world: World, anouk: Browser, case: Case) -> None:
    html_of(anouk, case)
    with CaptureQueriesContext(connection) as caught:
        html_of(anouk, case)
    looking_back = [query for query in caught if "client_key" in query["sql"] and "< " in query["sql"]]
    assert len(looking_back) == 1
