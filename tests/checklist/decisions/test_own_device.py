# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client chooses on the own device: the same list, kept as given, and nothing overwritten unseen (R6–R10, S18)."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from checklist.access.actions import destroy_client
from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, GivenVoice, Override, Voice
from checklist.decisions.queries import current_decision, given_voice, opened_voices
from checklist.intake.actions import close_case, voice_on_answer
from checklist.intake.models import Case
from checklist.intake.queries import answers_opened
from checklist.people.permissions import SYSTEM, Actor
from checklist.transparency.models import ClientRequest
from tests.checklist.decisions.own_device import OWN, dirk, give, hidden_own, mine
from tests.checklist.decisions.talks import address, apart, both, decide, hidden, staff, talk
from tests.worlds import World

pytestmark = pytest.mark.django_db


def _screen(**changes: Any) -> dict[str, Any]:
    """The caseworker's part alone: the client's part is left to the own device."""
    filled = {name: value for name, value in apart().items() if not name.startswith("client_")}
    filled |= {"client_how": "own_device"} | changes
    return {name: value for name, value in filled.items() if value is not None}


# ---- the same list, and equal --------------------------------------------------------------------------------------


def test_r5_the_own_device_offers_the_same_options_words_and_order_and_chooses_nothing(
    anouk: Browser, case: Case
) -> None:
    here, there = dirk(case).get(OWN).context["form"], anouk.get(address(case)).context["form"]
    for name in ("client_choice", "client_family"):
        assert list(here.fields[name].choices) == list(there.fields[name].choices)
        assert str(here.fields[name].label) == str(there.fields[name].label)
        assert str(here.fields[name].help_text) == str(there.fields[name].help_text)
        assert here[name].value() in (None, [], "")
    page = dirk(case).get(OWN).content.decode()
    assert "checked" not in page.partition("<main")[2]


def test_r7_words_reasons_and_agreed_may_stay_empty(case: Case) -> None:
    row = give(dirk(case), mine(client_words=None))
    assert (row.family, bytes(row.words), row.agrees) == ("", b"", False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"client_choice": None}, "client_choice"),
        ({"client_choice": ["direct_werk", ":undecided"]}, "client_choice"),
        ({"client_choice": ["een_ander_aanbod"]}, "client_choice"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(case: Case, changes: dict[str, Any], field: str) -> None:
    browser = dirk(case)
    answer = browser.post(OWN, hidden_own(browser) | mine(**changes))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not GivenVoice.objects.exists()


def test_s6_no_choice_now_is_an_equal_answer(case: Case) -> None:
    assert give(dirk(case), mine(client_choice=[":no_choice"])).kind == "no_choice"


# ---- given is not decided ------------------------------------------------------------------------------------------


def test_r10_giving_a_choice_writes_no_decision(case: Case) -> None:
    give(dirk(case), mine())
    assert not Decision.objects.exists()
    assert not Voice.objects.exists()
    assert not Override.objects.exists()


def test_r6_the_caseworker_sees_that_it_is_there_and_not_what_it_is_before_choosing_too(
    anouk: Browser, case: Case
) -> None:
    give(dirk(case), mine(client_words="Alleen voor na uw keuze."))
    answer = anouk.get(address(case))
    page = answer.content.decode()
    assert "De keuze van de cliënt is er" in page
    assert "Alleen voor na uw keuze." not in page
    assert "client_choice" not in answer.context["form"].fields
    half = anouk.post(address(case), hidden(anouk, case) | _given(case) | _screen(route=None))
    assert half.status_code == 422
    assert "Alleen voor na uw keuze." in half.content.decode()


def test_r6_the_client_never_sees_what_the_caseworker_chose_before_it_is_saved(
    anouk: Browser, case: Case
) -> None:
    anouk.post(address(case), hidden(anouk, case) | _screen(caseworker_words="Nog niet voor u."))
    give(dirk(case), mine())
    assert "Nog niet voor u." not in dirk(case).get(OWN).content.decode()


def _given(case: Case) -> dict[str, str]:
    return {"given": str(GivenVoice.objects.filter(case=case).latest("id").uuid)}


def test_the_decision_takes_what_was_given_word_for_word_and_says_how(anouk: Browser, case: Case) -> None:
    row = give(dirk(case), mine(client_family="wants_other", client_agrees="on"))
    decision = decide(anouk, case, _given(case) | _screen())
    client = opened_voices(decision)[0]
    assert (client.choice.services, client.words) == ({"proefplaatsing"}, "Ik wil eerst proberen.")
    assert (client.family, client.after_evidence, client.how) == ("wants_other", "changed", "own_device")
    assert decision.client_agrees
    assert Voice.objects.get(decision=decision, whose="client").uuid == row.uuid
    assert Override.objects.get().whose == "both"
    assert "Gegeven op het eigen apparaat." in anouk.get(address(case, "verslag/")).content.decode()
    assert verify_chains()[1] == []


def test_it_may_come_after_the_page_of_the_caseworker_was_opened(anouk: Browser, case: Case) -> None:
    early = hidden(anouk, case)
    waiting = anouk.post(address(case), early | _screen())
    assert waiting.status_code == 422
    assert set(waiting.context["form"].errors) == {"client_how"}
    give(dirk(case), mine())
    assert anouk.post(address(case), early | _screen()).status_code == 302
    assert opened_voices(Decision.objects.get())[0].words == "Ik wil eerst proberen."


def test_r4_own_device_as_a_way_is_never_only_a_word(anouk: Browser, case: Case) -> None:
    """Nobody else can fill in the client's part and call it the own device."""
    answer = anouk.post(address(case), hidden(anouk, case) | both(client_how="own_device"))
    assert answer.status_code == 422
    assert not Decision.objects.exists()


# ---- S18 · two at once ---------------------------------------------------------------------------------------------


def test_s18_the_caseworker_who_typed_for_the_client_meanwhile_gets_both_texts(
    anouk: Browser, case: Case
) -> None:
    early = hidden(anouk, case)
    give(dirk(case), mine(client_words="Dit zei ik zelf."))
    typed = both(client_words="Dit hoorde ik.", caseworker_words="Mijn zin blijft staan.")
    answer = anouk.post(address(case), early | typed)
    assert answer.status_code == 409
    rows = {what: (mine_, saved) for what, mine_, saved in answer.context["both"]}
    assert rows["Cliënt: Waarom? In uw eigen woorden"] == ("Dit hoorde ik.", "Dit zei ik zelf.")
    assert rows["Cliënt: Wat kiest u?"] == ("Direct naar werk", "Proefplaatsing")
    assert "Mijn zin blijft staan." in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("client_on", "words"), [("screen", "Dit hoorde ik."), ("device", "Dit zei ik zelf.")]
)
def test_s18_after_both_texts_either_can_be_saved(
    anouk: Browser, case: Case, client_on: str, words: str
) -> None:
    early = hidden(anouk, case)
    give(dirk(case), mine(client_words="Dit zei ik zelf."))
    typed = apart(client_choice=["direct_werk"], client_words="Dit hoorde ik.")
    form = anouk.post(address(case), early | typed).context["form"]
    again = {name: str(form[name].value()) for name in ("once_key", "version", "snapshot", "given")}
    answer = anouk.post(address(case), again | typed | {"client_on": client_on})
    assert answer.status_code == 302
    assert opened_voices(Decision.objects.get())[0].words == words


def test_s18_two_devices_of_the_client_never_overwrite_each_other_unseen(case: Case) -> None:
    telephone, tablet = dirk(case), dirk(case)
    early = hidden_own(tablet)
    give(telephone, mine(client_words="Op de telefoon."))
    answer = tablet.post(OWN, early | mine(client_words="Op de tablet."))
    assert answer.status_code == 409
    assert [row[1:] for row in answer.context["both"]] == [("Op de tablet.", "Op de telefoon.")]
    assert GivenVoice.objects.count() == 1
    again = {name: str(answer.context["form"][name].value() or "") for name in early}
    assert tablet.post(OWN, again | mine(client_words="Op de tablet.")).status_code == 302
    assert GivenVoice.objects.count() == 2  # written once, never changed


def test_s18_a_choice_that_was_saved_together_meanwhile_is_shown_to_the_client(
    anouk: Browser, case: Case
) -> None:
    browser = dirk(case)
    early = hidden_own(browser)
    decide(anouk, case, both(client_words="Samen opgeschreven."))
    answer = browser.post(OWN, early | mine())
    assert answer.status_code == 409
    assert "Samen opgeschreven." in answer.content.decode()
    assert "Ik wil eerst proberen." in answer.content.decode()
    assert not GivenVoice.objects.exists()


def test_s18_the_same_form_twice_is_one_row(case: Case) -> None:
    browser = dirk(case)
    filled = hidden_own(browser) | mine()
    assert {browser.post(OWN, filled).status_code for _ in range(3)} == {302}
    assert GivenVoice.objects.count() == 1


@pytest.mark.parametrize("change", [{"once_key": "geen"}, {"snapshot": ""}, {"given": "geen sleutel"}])
def test_s18_a_form_changed_by_hand_is_no_fault_of_ours(case: Case, change: dict[str, str]) -> None:
    browser = dirk(case)
    answer = browser.post(OWN, hidden_own(browser) | mine() | change)
    assert answer.status_code == 409
    assert "Ik wil eerst proberen." in answer.content.decode()
    assert not GivenVoice.objects.exists()


def test_s22_when_the_database_cannot_write_the_text_comes_back(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = dirk(case)
    filled = hidden_own(browser) | mine(client_words="Dit raakt niet kwijt.")

    def broken(**kwargs: Any) -> None:
        raise OperationalError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("checklist.transparency.views.own_choice.give_voice", broken)
        answer = browser.post(OWN, filled)
    assert answer.status_code == 503
    assert "Dit raakt niet kwijt." in answer.content.decode()
    hidden_again = dict(answer.context["hidden"])
    assert browser.post(OWN, filled | {"once_key": hidden_again["once_key"]}).status_code == 302


def test_r14_what_was_refused_to_the_client_is_on_record(case: Case) -> None:
    browser = dirk(case)
    assert browser.post(OWN, {"refuse": "bestaat_niet"}).status_code == 403
    line = AccessLine.objects.filter(client_key=case.client_key).latest("seq")
    assert (line.outcome, line.part, line.actor) == ("refused", "choices", "client")


# ---- when ----------------------------------------------------------------------------------------------------------


def test_r3_a_choice_about_other_evidence_than_now_holds_does_not_count(anouk: Browser, case: Case) -> None:
    give(dirk(case), mine())
    by = Actor(kind="client", client_key=case.client_key, role="client")
    question = answers_opened(case)["education"].question
    voice_on_answer(case=case, question=question, voice="do_not_use", by=by)
    page = dirk(case).get(OWN).content.decode()
    assert "Eerst kijkt u samen naar de uitkomsten" in page
    anouk.post(address(case, "uitkomsten/"))  # look again
    assert "client_choice" in anouk.get(address(case)).context["form"].fields
    assert dirk(case).get(OWN).context["form"] is not None


def test_a_closed_talk_takes_nothing_any_more(case: Case, world: World) -> None:
    browser = dirk(case)
    filled = hidden_own(browser) | mine()
    close_case(case=case, reason="done", by=world.people.anouk)
    answer = browser.post(OWN, filled)
    assert answer.status_code == 403  # the code ended with the talk
    assert not GivenVoice.objects.exists()


def test_r9_the_client_opens_a_talk_again_and_the_new_decision_supersedes(anouk: Browser, case: Case) -> None:
    first = decide(anouk, case, both())
    give(dirk(case), mine())
    asked = ClientRequest.objects.get(case_uuid=case.uuid)
    assert asked.kind == ClientRequest.Kind.REOPEN  # somebody is told, with a date
    assert current_decision(case) == first
    assert "De keuze van de cliënt is er" in anouk.get(address(case)).content.decode()
    second = decide(anouk, case, _given(case) | _screen())
    assert second.supersedes == first
    assert opened_voices(first)[0].words == "Ik wil graag snel beginnen."
    assert given_voice(case, second.snapshot, second) is None  # used once


def test_a_choice_that_waits_stands_on_the_start_page_of_the_own_caseworker(
    anouk: Browser, case: Case, world: World
) -> None:
    title = "Een keuze van de cliënt, op het eigen apparaat"
    assert title not in anouk.get("/").content.decode()
    give(dirk(case), mine(client_words="Niet voor het startscherm."))
    give(dirk(case), mine())
    page = anouk.get("/").content.decode()
    assert page.count(address(case)) == 1
    assert title in page
    assert "Proefplaatsing" not in page
    assert "startscherm." not in page
    for other in (world.people.bilal, world.people.carla):
        assert title not in staff(other).get("/").content.decode()
    decide(anouk, case, _given(case) | _screen())
    assert title not in anouk.get("/").content.decode()


def test_r14_every_look_and_save_of_the_client_is_on_record(case: Case) -> None:
    browser = dirk(case)
    rows = AccessLine.objects.filter(client_key=case.client_key, actor="client", part="choices")
    browser.get(OWN)
    give(browser, mine())
    browser.post(OWN, hidden_own(browser) | mine(client_choice=None))
    found = list(rows.order_by("id").values_list("outcome", flat=True))
    assert found == ["shown", "shown", "saved", "shown", "shown"]


def test_everything_given_stands_in_the_file_of_the_client(anouk: Browser, case: Case) -> None:
    browser = dirk(case)
    give(browser, mine(client_words="Eerst dit."))
    give(browser, mine(client_words="Toen dat.", client_family="not_now"))
    browser.post(OWN, {"refuse": "jobcoach"})
    page = browser.get("/mijn-gesprek/alles/").content.decode()
    for words in (
        "Wat u gaf op uw eigen apparaat",
        "Eerst dit.",
        "Toen dat.",
        "Reden:",
        "Hulp die u niet wilt",
        "Jobcoach",
    ):
        assert words in page


def test_nobody_gives_a_choice_in_the_talk_of_somebody_else(case: Case, world: World) -> None:
    other = talk(world, "FICTIEF-2")
    give(dirk(other), mine())
    assert GivenVoice.objects.get().case == other
    assert Browser().get(OWN).status_code == 302


def test_s8_after_destruction_the_words_are_gone_and_the_chain_holds(case: Case) -> None:
    row = give(dirk(case), mine())
    destroy_client(client_key=case.client_key, ground="term", by=SYSTEM)
    assert given_voice(case, row.snapshot, None) is None
    assert verify_chains()[1] == []
