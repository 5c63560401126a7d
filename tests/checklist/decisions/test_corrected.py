# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A correction after the report is seen by everybody who reads it, changes nothing frozen, and offers a new report."""

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from checklist.advice.models import EvidenceSnapshot
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision
from checklist.decisions.queries import summary_of
from checklist.intake.actions import close_case, destroy_answer_of_case, save_answer, voice_on_answer
from checklist.intake.models import Answer, Case, Correction
from checklist.intake.queries import answers_opened
from checklist.people.permissions import Actor
from checklist.questions.models import Question
from checklist.questions.rules import Reply
from checklist.transparency.actions import speak_about_answer
from tests.checklist.decisions.own_device import dirk
from tests.checklist.decisions.talks import address, apart, both, decide
from tests.paper import words_of
from tests.worlds import World

pytestmark = pytest.mark.django_db
HEAD = "Na dit verslag gecorrigeerd"
DOUBTED = "Dit steunde op een antwoord dat later is gecorrigeerd."


def question_of(case: Case, key: str) -> Question:
    return answers_opened(case)[key].question


def client_of(case: Case) -> Actor:
    return Actor(kind="client", client_key=case.client_key)


def everywhere(browser: Browser, case: Case) -> dict[str, str]:
    """The report in every form, and the own page with its file."""
    found = {}
    for query in ("", "?groot=1"):
        found[f"pdf{query}"] = words_of(browser.get(address(case, "verslag.pdf") + query).content)
        found[f"screen{query}"] = browser.get(address(case, "verslag/") + query).content.decode()
    found["text"] = browser.get(address(case, "verslag.txt")).content.decode()
    own = dirk(case)
    found["own"] = own.get("/mijn-gesprek/").content.decode()
    found["file"] = own.get("/mijn-gesprek/alles/").content.decode()
    return {name: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for name, text in found.items()}


def _say(case: Case, world: World, what: str) -> None:
    """One of the ways in which an answer is corrected."""
    question, by = question_of(case, "education"), client_of(case)
    if what == "taken_away":
        destroy_answer_of_case(case=case, question=question, by=by)
    elif what == "changed":
        version = Answer.objects.get(case=case, question=question).version
        reply = Reply("given", {"value": "vmbo"})
        save_answer(case=case, question=question, reply=reply, version=version, by=world.people.anouk)
    else:
        voice_on_answer(case=case, question=question, voice=what, by=by)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("not_me", "U zei: dit ben ik niet."),
        ("do_not_use", "U zei: gebruik dit niet."),
        ("taken_away", "Het antwoord is weggehaald."),
        ("changed", "Het antwoord is veranderd of toegevoegd."),
    ],
)
def test_r8_a_correction_after_the_report_stands_on_every_form_of_it(
    anouk: Browser, case: Case, world: World, what: str, words: str
) -> None:
    decide(anouk, case, apart())
    case.refresh_from_db()
    assert {name for name, text in everywhere(anouk, case).items() if HEAD in text} == set()
    _say(case, world, what)
    found = everywhere(anouk, case)
    asked = question_of(case, "education").text_nl
    missing = {name for name, text in found.items() if not (HEAD in text and words in text and asked in text)}
    assert missing == set()
    copied = anouk.get(address(case, "verslag/")).context["copy_text"]
    assert "Na dit verslag is iets gecorrigeerd" in copied
    assert asked not in copied


def test_r16_a_correction_is_a_new_row_and_nothing_frozen_changes(
    anouk: Browser, case: Case, world: World
) -> None:
    decide(anouk, case, both())
    case.refresh_from_db()
    before = list(Decision.objects.values()) + list(EvidenceSnapshot.objects.values())
    _say(case, world, "not_me")
    assert list(Decision.objects.values()) + list(EvidenceSnapshot.objects.values()) == before
    assert Correction.objects.get().on_own_page
    assert verify_chains()[1] == []


def test_before_there_is_a_report_nothing_is_noted(case: Case, world: World) -> None:
    _say(case, world, "not_me")
    assert not Correction.objects.exists()


def test_the_same_word_twice_is_one_correction_and_taken_back_it_is_none(
    anouk: Browser, case: Case, world: World
) -> None:
    decide(anouk, case, both())
    case.refresh_from_db()
    for _twice in range(2):
        _say(case, world, "not_me")
    assert Correction.objects.count() == 1
    _say(case, world, "right")
    report = summary_of(case, "nl")
    assert report is not None
    assert report.corrections == ()


def _to_choices(browser: Browser, case: Case) -> None:
    opened = browser.post(address(case, "uitkomsten/"), follow=True)
    assert opened.redirect_chain[-1][0] == address(case, "uitkomsten/")


def _straight(browser: Browser, case: Case) -> None:
    assert "?opnieuw=1" in browser.get(address(case, "verslag/")).content.decode()


@pytest.mark.parametrize(
    ("key", "way", "go"), [("education", "results", _to_choices), ("hours", "choices", _straight)]
)
def test_a_new_report_is_one_button_away(
    anouk: Browser, case: Case, key: str, way: str, go: Callable[[Browser, Case], None]
) -> None:
    """Where the results changed they open again with one button, and the choices after them are new ones."""
    first = decide(anouk, case, both())
    case.refresh_from_db()
    voice_on_answer(case=case, question=question_of(case, key), voice="not_me", by=client_of(case))
    report = anouk.get(address(case, "verslag/"))
    assert report.context["new_report"] == way
    go(anouk, case)
    page = address(case) if way == "results" else address(case) + "?opnieuw=1"
    assert anouk.get(page).status_code == 200  # no way back to the report that stands
    second = decide(anouk, case, both())
    assert second.supersedes == first
    assert HEAD not in anouk.get(address(case, "verslag/")).content.decode()
    assert HEAD not in anouk.get(address(case, f"verslag/{first.uuid}/")).content.decode()


def test_s34_after_closing_the_client_still_corrects_and_it_is_seen(
    anouk: Browser, case: Case, world: World
) -> None:
    decide(anouk, case, both())
    case.refresh_from_db()
    close_case(case=case, reason="done", by=world.people.anouk)
    speak_about_answer(case=case, question="education", voice="not_me", words="", by=client_of(case))
    screen = anouk.get(address(case, "verslag/"))
    assert HEAD in screen.content.decode()
    assert screen.context["new_report"] == ""


@pytest.mark.parametrize(
    ("what", "said", "never"),
    [
        ("not_me", "Niet gebruikt, omdat u zei dat het niet klopt:", "omdat u dat niet wilde"),
        ("do_not_use", "Niet gebruikt, omdat u dat niet wilde:", "omdat u zei dat het niet klopt"),
    ],
)
def test_r8_a_correction_is_not_told_as_a_refusal(
    anouk: Browser, case: Case, world: World, what: str, said: str, never: str
) -> None:
    decide(anouk, case, apart())
    case.refresh_from_db()
    _say(case, world, what)
    reports = {name: text for name, text in everywhere(anouk, case).items() if name not in ("own", "file")}
    assert {name for name, text in reports.items() if said not in text or never in text} == set()


@pytest.mark.parametrize("what", ["not_me", "do_not_use", "changed", "taken_away"])
def test_r16_what_is_said_to_stay_after_a_correction_does_stay(
    anouk: Browser, case: Case, world: World, what: str
) -> None:
    """What was told is not kept as it was, so no form of the report says that all of it is."""
    decide(anouk, case, apart())
    case.refresh_from_db()
    before = summary_of(case, "nl")
    _say(case, world, what)
    after = summary_of(case, "nl")
    assert before is not None
    assert after is not None
    assert after.told != before.told
    assert after.voices == before.voices
    gone = "Wat steunde op een antwoord dat is weggehaald, is weg."
    assert after.taken_away or after.research == before.research
    for name, text in everywhere(anouk, case).items():
        assert "Het verslag blijft zoals het was" not in text, name
        assert "Wat u vertelde, staat hier zoals het nu is." in text, name
        assert (gone in text) == after.taken_away, name


def test_the_own_choice_says_after_a_correction_why_it_waits(
    anouk: Browser, case: Case, world: World
) -> None:
    decide(anouk, case, both())
    case.refresh_from_db()
    _say(case, world, "not_me")
    page = dirk(case).get("/mijn-gesprek/keuze/").content.decode()
    assert "Na het verslag is iets gecorrigeerd." in page
    assert 'href="/mijn-gesprek/opnieuw-praten/"' in page
    assert "Eerst kijkt u samen" not in page
    assert 'href="/mijn-gesprek/keuze/"' not in page


def test_the_correction_form_promises_only_what_is_true(case: Case) -> None:
    page = dirk(case).get("/mijn-gesprek/antwoord/education/").content.decode()
    assert "geldt meteen" in page
    assert "Het heeft geen nadelige gevolgen." in page
    assert "geen gevolgen in dit gesprek" not in page


def test_results_in_another_language_than_the_page_say_so(anouk: Browser, case: Case) -> None:
    told = "The results are in Dutch, as they stood on the screen."
    own = dirk(case)
    own.cookies["django_language"] = "en"
    assert told in own.get("/mijn-gesprek/keuze/").content.decode()
    decide(anouk, case, both())
    case.refresh_from_db()
    assert all("staan hier in het Nederlands" not in text for text in everywhere(anouk, case).values())
    anouk.cookies["django_language"] = own.cookies["django_language"].value
    for name in ("verslag/", "verslag.txt"):
        assert told in anouk.get(address(case, name)).content.decode(), name
    assert told in words_of(anouk.get(address(case, "verslag.pdf")).content)
    for address_ in ("/mijn-gesprek/", "/mijn-gesprek/getoond/"):
        assert told in own.get(address_).content.decode(), address_
