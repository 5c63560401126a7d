# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report: on screen, on one tagged page, and as plain text. A record of a talk, never a decision in law (R17)."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from pypdf import PdfReader

from checklist.access.actions import destroy_client
from checklist.base.pdf import BASE, pdf_of, static_file
from checklist.decisions.queries import summary_of
from checklist.decisions.rules import COPY_LIMIT
from checklist.intake.actions import voice_on_answer
from checklist.intake.models import Case
from checklist.intake.queries import answers_opened
from checklist.people.permissions import SYSTEM, Actor
from checklist.questions.rules import Reply
from tests.checklist.decisions.own_device import dirk
from tests.checklist.decisions.talks import ANSWERS, GOAL, address, apart, both, decide, talk
from tests.paper import words_of
from tests.worlds import World

pytestmark = pytest.mark.django_db
RECORD = "Dit is een verslag van het gesprek, geen besluit."
NEVER = ("kiest vrij", "uitkering", "moet ", "advies", "score", "beste keuze", "choose freely", "benefit")


def _screen(browser: Browser, case: Case) -> str:
    answer = browser.get(address(case, "verslag/"))
    assert answer.status_code == 200
    return answer.content.decode()


def paper_of(browser: Browser, case: Case, query: str = "") -> PdfReader:
    answer = browser.get(address(case, "verslag.pdf") + query)
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words_on(paper: PdfReader) -> str:
    return words_of(paper)


# ---- R17 · what it says and never says -------------------------------------------------------------------------------


def test_r17_the_standing_line_is_on_choices_report_and_paper(anouk: Browser, case: Case) -> None:
    assert RECORD in anouk.get(address(case)).content.decode()
    decide(anouk, case, both())
    assert RECORD in _screen(anouk, case)
    assert RECORD in words_on(paper_of(anouk, case))
    assert "geen besluit" in anouk.get(address(case, "verslag/")).context["copy_text"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_r17_no_promise_and_never_that_somebody_chooses_freely(
    anouk: Browser, case: Case, language: str
) -> None:
    anouk.cookies["django_language"] = language
    pages = [anouk.get(address(case)).content.decode()]
    decide(anouk, case, apart(client_choice=["proefplaatsing"]))
    pages += [_screen(anouk, case), words_on(paper_of(anouk, case))]
    for page in pages:
        own = page.partition("<main")[2].partition("</main>")[0] or page  # the footer says "no score"
        said = re.sub(r"<[^>]+>", " ", own).lower()
        assert [words for words in NEVER if words in said] == []


@pytest.mark.parametrize(
    ("client", "caseworker", "sentence"),
    [
        ("proefplaatsing", "direct_werk", "Uw keuze is anders dan de uitkomst van het onderzoek. Dat mag."),
        (
            "direct_werk",
            "jobcoach",
            "De keuze van uw consulent is anders dan de uitkomst van het onderzoek. Dat mag.",
        ),
        ("jobcoach", "meedoen", "Beide keuzes zijn anders dan de uitkomst van het onderzoek. Dat mag."),
        ("direct_werk", "direct_werk", ""),
    ],
)
def test_r4_the_override_is_said_to_both_in_one_sentence(
    anouk: Browser, case: Case, client: str, caseworker: str, sentence: str
) -> None:
    decide(anouk, case, apart(client_choice=[client], caseworker_choice=[caseworker]))
    for text in (" ".join(_screen(anouk, case).split()), words_on(paper_of(anouk, case))):
        assert (sentence in text) if sentence else ("anders dan de uitkomst" not in text)


def test_r9_the_report_shows_both_voices_and_how_they_go_on(anouk: Browser, case: Case) -> None:
    decide(
        anouk,
        case,
        apart(client_words="Ik wil werken.", caseworker_words="Eerst rust.", route="other_caseworker"),
    )
    for text in (_screen(anouk, case), words_on(paper_of(anouk, case))):
        for words in ("Ik wil werken.", "Eerst rust.", "De keuzes verschillen.", "andere consulent", GOAL):
            assert words in text


def test_the_report_says_who_to_call_how_long_it_is_kept_and_what_was_not_written_down(
    anouk: Browser, case: Case
) -> None:
    decide(anouk, case, both())
    for text in (_screen(anouk, case), words_on(paper_of(anouk, case))):
        for words in (
            "Anouk de Wit",
            "010 000 00 01",
            "Bewaard tot",
            "Niet opgeschreven:",
            "FICTIEF",
            "Dit gaat over groepen",
        ):
            assert words in text


def test_r8_a_refused_answer_is_not_on_the_report(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both())
    assert "Havo" in _screen(anouk, case)
    question = answers_opened(case)["education"].question
    voice_on_answer(
        case=case, question=question, voice="not_me", by=Actor(kind="client", client_key=case.client_key)
    )
    assert "Havo" not in _screen(anouk, case)
    assert "Havo" not in words_on(paper_of(anouk, case))


def test_r16_after_destruction_the_report_holds_no_words(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both(client_words="Dit was van mij."))
    destroy_client(client_key=case.client_key, ground="term", by=SYSTEM)
    report = summary_of(case, "nl")
    assert report is not None
    assert (report.goal, report.next_step, [voice.words for voice in report.voices]) == ("", "", ["", ""])
    assert report.taken_away


# ---- S24 · to copy ---------------------------------------------------------------------------------------------------


def test_s24_the_plain_text_names_nobody_and_stays_short(anouk: Browser, case: Case) -> None:
    long = "Ik wil graag met dieren werken en bel 06 12345678. " * 38
    decide(anouk, case, apart(client_words=long, caseworker_words=long, next_step="x" * 500))
    text = anouk.get(address(case, "verslag/")).context["copy_text"]
    assert len(text) <= COPY_LIMIT
    assert "12345678" not in text
    for name in (case.client.display_name, case.client.number, str(case.uuid), case.caseworker.display_name):
        assert name not in text
    assert "Keuze van de cliënt: Direct naar werk" in text
    assert "Keuze van de consulent: Meedoen en opbouwen" in text
    assert "readonly" in _screen(anouk, case)
    assert text.count("… [ingekort]”") == 3  # it says where it was cut


def test_s39_a_departure_is_copied_only_where_the_municipality_wants_it(
    anouk: Browser, case: Case, settings: Any
) -> None:
    """A line about departing from research would be a mark in another system: off, unless for a recorded reason."""
    decide(anouk, case, apart(client_choice=["proefplaatsing"], caseworker_choice=["direct_werk"]))
    assert "onderzoek" not in _copy(anouk, case)
    page = " ".join(_screen(anouk, case).split())
    assert "Er kunnen namen in staan" in page
    assert "zonder naam" not in page
    settings.COPY_DEPARTURES, settings.COPY_DEPARTURES_REASON = True, "besluit 12 van het college"
    assert "Andere keuze dan het onderzoek: de cliënt" in _copy(anouk, case)
    assert "besluit 12 van het college" in _screen(anouk, case)


# ---- other languages, other eyes and ears --------------------------------------------------------------------------


def test_english_report_of_a_dutch_talk_marks_what_was_frozen_in_dutch(anouk: Browser, case: Case) -> None:
    decide(anouk, case, apart(client_choice=["proefplaatsing"]))
    assert 'lang="nl"' not in _screen(anouk, case).partition("<main")[2]
    anouk.cookies["django_language"] = "en"
    page = _screen(anouk, case).partition("<main")[2]
    frozen = re.findall(r'<ul class="statements">(.*?)</ul>', page, re.DOTALL)
    assert len(frozen) == 1
    assert frozen[0].count('<div lang="nl">') == frozen[0].count("<li>") > 0
    assert "Met deze hulp vonden mensen" in frozen[0]


def test_the_text_to_read_aloud_says_all_that_the_report_says(anouk: Browser, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(companion=True)
    decide(
        anouk, case, apart(client_choice=["proefplaatsing"], client_words="Ik wil “zelf” <kiezen> & werken.")
    )
    answer = anouk.get(address(case, "verslag.txt"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    for words in (
        "FICTIEF", "Dirk Jansen", RECORD, GOAL, "Uw keuze: Proefplaatsing.", "Ik wil “zelf” <kiezen> & werken.",
        "Keuze van uw consulent: Meedoen en opbouwen.", "anders dan de uitkomst van het onderzoek. Dat mag.",
        "De keuzes verschillen.", "Met deze hulp vonden mensen", "Dit gaat over groepen", "9–16 uur",
        "Niet opgeschreven:", "Anouk de Wit", "Bewaard tot", "Er was iemand bij die u vertrouwt.",
    ):  # fmt: skip
        assert words in text
    assert "&amp;" not in text
    assert not re.search(r"^[-*#|]|\n\n", text, re.MULTILINE)  # nothing that a voice would stumble over


@pytest.mark.parametrize("end", [".", "!", "?", ""])
def test_a_sentence_to_read_aloud_has_one_stop(anouk: Browser, world: World, end: str) -> None:
    work = Reply("given", {"words": f"Magazijn of bezorgen{end}"})
    case = talk(world, "FICTIEF-9", answers=ANSWERS | {"work": work})
    decide(anouk, case, both())
    text = anouk.get(address(case, "verslag.txt")).content.decode()
    assert f"Magazijn of bezorgen{end or '.'}\n" in text
    assert not re.search(r"[.!?]\.", text)


def test_somebody_you_trust_stands_in_the_report(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both())
    assert "die u vertrouwt" not in _screen(anouk, case)
    Case.objects.filter(pk=case.pk).update(companion=True)
    for text in (_screen(anouk, case), words_on(paper_of(anouk, case))):
        assert "vertrouwt" in text
    assert "vertrouwt" not in _copy(anouk, case)  # S39: goal, choices and next steps go along, nothing else


def _copy(browser: Browser, case: Case) -> str:
    return str(browser.get(address(case, "verslag/")).context["copy_text"])


def test_every_sheet_says_that_it_is_made_up(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both())
    sheets = [page.extract_text() for page in paper_of(anouk, case, "?groot=1").pages]
    assert len(sheets) > 1
    assert [number for number, words in enumerate(sheets) if "FICTIEF" not in words] == []


def test_large_print_also_on_the_screen(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both())
    assert "page--large" not in _screen(anouk, case)
    assert "page--large" in anouk.get(address(case, "verslag/") + "?groot=1").content.decode()


def test_large_print_is_large(anouk: Browser, case: Case) -> None:
    decide(anouk, case, both())
    sizes = [_biggest(paper_of(anouk, case, query)) for query in ("", "?groot=1")]
    assert sizes[1] > sizes[0] * 1.3


def _biggest(paper: PdfReader) -> float:
    found: list[float] = []
    paper.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: (
            found.append(size * abs(tm[3] or 1)) if text.strip() else None
        )
    )
    return max(found)


def test_the_paper_asks_no_server_and_no_other_file(rf: Any) -> None:
    assert static_file(BASE + "checklist/report.css") is not None
    inside = ("../reintapp/settings/base.py", "checklist/app.js", "%2e%2e/manage.py", "nothing.css", "")
    outside = (
        "http://127.0.0.1/x.css",
        "file:///etc/passwd",
        "https://elsewhere.example/x.css",
        "data:text/css,x",
    )
    assert [odd for odd in (*(BASE + name for name in inside), *outside) if static_file(odd)] == []
    assert pdf_of("checklist/decisions/summary_pdf.html", {"report": None}, rf.get("/")).startswith(b"%PDF")


def test_without_a_decision_there_is_no_report(anouk: Browser, case: Case) -> None:
    for page in ("verslag/", "verslag.pdf", "verslag.txt"):
        answer = anouk.get(address(case, page))
        assert (answer.status_code, answer.headers["Location"]) == (302, address(case))


def test_r16_an_earlier_report_is_read_as_it_was_by_both(anouk: Browser, case: Case) -> None:
    first = decide(
        anouk, case, apart(client_words="Zo dacht ik eerst.", route="pause", client_family="not_now")
    )
    assert (
        anouk.get(address(case, f"verslag/{first.uuid}/")).status_code == 404
    )  # it is the report that holds
    decide(anouk, case, both(client_words="Zo denk ik nu."))
    old = address(case, f"verslag/{first.uuid}/")
    own = f"/mijn-gesprek/verslag/{first.uuid}/"
    assert old in _screen(anouk, case)
    assert own in dirk(case).get("/mijn-gesprek/").content.decode()
    for page in (anouk.get(old).content.decode(), dirk(case).get(own).content.decode()):
        for words in (
            "Zo dacht ik eerst.",
            "De keuzes verschillen.",
            "Een pauze om na te denken",
            "eerder verslag",
        ):
            assert words in page
        assert "Reden: Nu niet het moment." in page
        assert "Zo denk ik nu." not in page
    assert "Zo denk ik nu." in _screen(anouk, case)


def test_an_earlier_report_of_another_talk_is_not_shown(anouk: Browser, case: Case, world: World) -> None:
    other = talk(world, "FICTIEF-2")
    first = decide(anouk, other, both())
    decide(anouk, other, both())
    assert anouk.get(address(other, f"verslag/{first.uuid}/")).status_code == 200
    assert anouk.get(address(case, f"verslag/{first.uuid}/")).status_code == 404
    assert dirk(case).get(f"/mijn-gesprek/verslag/{first.uuid}/").status_code == 404


@pytest.mark.parametrize("family", ["fits", "wants_other"])
def test_r7_a_reason_that_was_ticked_is_read_back_for_both(anouk: Browser, case: Case, family: str) -> None:
    decide(anouk, case, both(client_family=family, caseworker_family=family))
    said = {
        "fits": ("Reden: Het past bij mij.", "Reden: Het past bij deze persoon."),
        "wants_other": ("Reden: Ik wil iets anders.",) * 2,
    }
    page = _screen(anouk, case)
    assert all(words in page for words in said[family])
