# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access ends while somebody types: it is said once and why, the text can be read and copied, nobody is asked again."""

import pytest
from django.test import Client as Browser

from checklist.access.models import AccessLine
from checklist.intake.actions import close_case, hand_over
from checklist.intake.models import Case
from checklist.people.models import Account
from tests import forms
from tests.checklist.intake.steps import browser_of, page
from tests.worlds import World

WORDS = "Bloemen binden, buiten"
SENT = {"words-work": WORDS, "answer-work": "given", "version-work": "0", "go": "next"}
ENDED = {"handed over": "niet meer bij u", "closed": "gesloten", "destroyed": "vernietigd"}


@pytest.fixture
def carla(world: World) -> Account:
    colleague = world.people.carla
    Account.objects.filter(pk=colleague.pk).update(is_caseworker=True)
    colleague.refresh_from_db()
    return colleague


def end(how: str, case: Case, world: World, colleague: Account) -> None:
    if how == "handed over":
        hand_over(case=case, to=colleague, by=world.people.anouk)
    else:
        close_case(case=case, reason="done" if how == "closed" else "wrong_person", by=world.people.anouk)


@pytest.mark.parametrize("how", ENDED)
def test_f28_a_quiet_save_is_told_why_and_that_it_is_over(
    world: World, case: Case, anouk: Browser, carla: Account, how: str
) -> None:
    anouk.get(page(case, "vragen/2"))
    end(how, case, world, carla)
    sent = SENT | forms.of(world.people.anouk)
    answer = anouk.post(page(case, "vragen/bewaar"), sent, headers={"X-Quiet": "1"})
    assert answer.status_code in {403, 404}
    assert ENDED[how] in answer.json()["ended"]


@pytest.mark.parametrize("how", ENDED)
def test_f28_without_a_script_the_text_comes_back_to_read(
    world: World, case: Case, anouk: Browser, carla: Account, how: str
) -> None:
    anouk.get(page(case, "vragen/2"))
    end(how, case, world, carla)
    answer = anouk.post(page(case, "vragen/2"), SENT | forms.of(world.people.anouk))
    html = answer.content.decode()
    assert answer.status_code in {403, 404}
    assert ENDED[how] in html
    assert f'<p class="voice__words">{WORDS}</p>' in html


def test_who_never_saw_the_conversation_learns_nothing(world: World, case: Case) -> None:
    bilal = browser_of(world.people.bilal)
    answer = bilal.post(page(case, "vragen/2"), SENT | forms.of(world.people.bilal))
    there_is_none = bilal.post(
        page(case, "vragen/2").replace(str(case.uuid), "0" * 8 + str(case.uuid)[8:]),
        SENT | forms.of(world.people.bilal),
    )
    assert (answer.status_code, there_is_none.status_code) == (404, 404)
    assert "Dit gesprek is er niet voor u" in answer.content.decode()
    assert "Dit gesprek is er niet voor u" in there_is_none.content.decode()
    assert (
        AccessLine.objects.filter(case_uuid=case.uuid, account=world.people.bilal, outcome="refused").count()
        == 1
    )


def test_a_form_of_somebody_else_gives_no_text(world: World, case: Case) -> None:
    answer = browser_of(world.people.bilal).post(page(case, "vragen/2"), SENT | forms.of(world.people.anouk))
    assert answer.status_code == 404
    assert WORDS not in answer.content.decode()


def test_a_quiet_save_on_a_new_day_asks_for_the_purpose_once(
    world: World, case: Case, anouk: Browser
) -> None:
    from checklist.access.models import PurposeOfTheDay

    PurposeOfTheDay.objects.all().delete()
    answer = anouk.post(page(case, "vragen/bewaar"), SENT, headers={"X-Quiet": "1"})
    assert (answer.status_code, answer.json()) == (401, {"purpose": True})


# ---- a team of one, and a code that is gone --------------------------------------------------------------------------


def test_handing_over_in_a_team_of_one_says_what_to_do(case: Case, anouk: Browser, carla: Account) -> None:
    assert "<select" in anouk.get(page(case, "overdragen")).content.decode()
    Account.objects.exclude(pk=case.caseworker_id).update(is_caseworker=False)
    html = anouk.get(page(case, "overdragen")).content.decode()
    assert "Er is geen andere werkconsulent in uw team" in html
    assert "Vraag uw beheerder" in html
    assert "<select" not in html


def test_the_code_page_offers_a_new_code_where_the_old_one_was(case: Case, anouk: Browser) -> None:
    there = page(case, "code")
    assert "stond om" not in anouk.get(there).content.decode()
    made = anouk.post(there).content.decode()
    assert 'class="code number"' in made
    for html in (anouk.get(there), anouk.post("/taal/", {"language": "nl", "next": there}, follow=True)):
        assert "De code stond om" in html.content.decode()
        assert "Maak een nieuwe code" in html.content.decode()
        assert 'class="code number"' not in html.content.decode()


def test_after_opening_a_reload_or_a_switch_leads_to_the_page_of_the_code(
    world: World, anouk: Browser
) -> None:
    once = "7dd7c687-6e2a-42d5-8b47-715f45509813"
    sent = {"once": once, "number": "FICTIEF-5", "display_name": "Ada Fictief", "purpose": "talk"} | {
        "new": "on"
    }
    opened = anouk.post("/gesprekken/nieuw/", sent)
    html = opened.content.decode()
    assert 'class="code number"' in html
    assert f'name="next" value="/gesprekken/{once}/code/"' in html
    assert anouk.post("/gesprekken/nieuw/", sent)["Location"] == f"/gesprekken/{once}/code/"
    assert "De code stond om" in anouk.get(f"/gesprekken/{once}/code/").content.decode()
    assert "code number" not in str(dict(anouk.session))
