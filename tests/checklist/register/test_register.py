# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public pages: explanation, words, register text from live configuration, accessibility, security.txt."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client as Browser

from checklist.access.models import Purpose
from checklist.intake.models import Case
from checklist.questions.models import Checklist
from checklist.register.queries import register_json, security_txt, texts
from checklist.releases.models import GroupPolicy
from checklist.services.models import Service
from tests.people import People

pytestmark = pytest.mark.django_db
PAGES = ["/uitleg/", "/uitleg/woorden/", "/uitleg/register/", "/toegankelijkheid/"]


def text_of(address: str, language: str = "nl") -> str:
    browser = Browser()
    browser.post("/taal/", {"language": language, "next": "/"})
    answer = browser.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_everybody_may_read_it_in_both_languages(address: str) -> None:
    assert text_of(address) != text_of(address, "en")


@pytest.mark.parametrize("address", PAGES)
def test_it_can_be_read_before_anything_is_set_up(address: str) -> None:
    assert "<h1>" in text_of(address)


def test_r14_the_purposes_are_the_closed_list_and_control_is_not_on_it() -> None:
    page = text_of("/uitleg/")
    for _value, label in Purpose.choices:
        assert f"<li>{label}</li>" in page
    assert {value for value, _label in Purpose.choices}.isdisjoint({"fraud", "control", "sanction"})
    assert "Controle, fraude en straf staan niet op deze lijst." in text_of("/uitleg/")


def test_r17_what_this_is_not_stands_there() -> None:
    page = text_of("/uitleg/")
    assert 'id="niet"' in page
    for words in ("Geen score", "Geen voorspelling over u", "Geen automatische verwijzing", "Geen besluit"):
        assert words in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("toeval", "verschillen in meer dan doorsturen", "andere dingen gingen")),
        ("en", ("chance", "differ in more than referring", "other things went along")),
    ],
)
def test_what_else_a_difference_can_come_from_stands_beside_it(
    language: str, words: tuple[str, str, str]
) -> None:
    """The page explains the method; it does not promise that every difference is made by the help."""
    page = text_of("/uitleg/", language)
    part = page[page.index('id="onderzoek"') : page.index('id="niet"')]
    last = part[part.rindex("</figure>") :].partition("<details")[0]
    assert all(word in last for word in words)
    assert not re.search("dan komt dat door|it is through the help", part, re.IGNORECASE)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_minute_is_read_in_one_minute(language: str) -> None:
    """180 words are what people read in a minute: all of the page as long as its folds are closed."""
    main = text_of("/uitleg/", language).partition("<main")[2].partition("</main>")[0]
    assert "minu" in main.partition("</h1>")[0]
    assert main.count("<details><summary>") >= 7
    seen = re.sub(r"(<details><summary>.*?</summary>).*?</details>", r"\1", main, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", seen.partition(">")[2]).split()
    assert 120 < len(words) <= 180


def test_s25_every_term_stands_there_with_its_ground(settings: Any) -> None:
    settings.RETENTION_TERMS = {"default": "84|Archiefwet", "answer": "12|Zo kort als kan"}
    page = text_of("/uitleg/")
    assert page.count("84 maanden") == 6
    assert "12 maanden" in page
    assert "Zo kort als kan" in page


# ---- the register text -----------------------------------------------------------------------------------------------


def test_the_register_text_follows_what_is_switched_on(folk: People) -> None:
    before = register_json()
    assert before["status"] == "In gebruik"
    assert "6" in before["proportionality"]
    Service.objects.filter(key="proefplaatsing").update(is_on=False)
    assert "5" in register_json()["proportionality"]
    assert "Leeftijd" in before["source_data"]
    GroupPolicy.objects.filter(characteristic="age").update(state="off")
    assert "Leeftijd" not in register_json()["source_data"]


def test_r13_health_speaks_only_where_it_was_confirmed(folk: People, settings: Any) -> None:
    assert "Langdurige" in register_json()["source_data"]
    settings.HEALTH_IN_TALKS_CONFIRMED = False
    assert "Langdurige" not in register_json()["source_data"]


def test_the_register_data_has_the_fields_of_the_standard(folk: People, settings: Any) -> None:
    settings.ORGANISATION = "Gemeente Voorbeeldstad"
    answer = Browser().get("/uitleg/register.json")
    assert answer["Content-Type"] == "application/json"
    data = answer.json()
    for field in (
        "name", "description_short", "organization", "status", "publication_category", "contact_email", "lang",
        "standard_version", "goal", "proportionality", "human_intervention", "risks", "lawful_basis", "source_data",
        "methods_and_models", "provider", "impacttoetsen",
    ):  # fmt: skip
        assert data[field], field
    assert data["organization"] == "Gemeente Voorbeeldstad"
    assert len(data["name"]) < 100
    assert len(data["description_short"]) < 350
    assert data["lang"] == "nld"
    assert len(data["questions"]) >= 10
    assert {row["table"] for row in data["retention"]} >= {"case", "answer", "access_line"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_values_that_the_standard_lists_are_the_same_in_every_language(
    folk: People, language: str
) -> None:
    """What the standard lists is no text to translate: its register refuses any other word."""
    page = text_of("/uitleg/register/", language)
    for value in ("In gebruik", "Impactvolle algoritmes", "nld", "1.0"):
        assert re.search(rf"<dd[^>]*>{re.escape(value)}</dd>", page), value
    browser = Browser()
    browser.post("/taal/", {"language": language, "next": "/"})
    data = browser.get("/uitleg/register.json").json()
    assert data["lang"] == "nld"
    assert data["status"] in {"In gebruik", "In ontwikkeling", "Buiten gebruik"}
    assert data["publication_category"] in {
        "Hoog-risico AI-systemen",
        "Impactvolle algoritmes",
        "Overige algoritmes",
    }
    assert data["goal"].startswith("Een beter gesprek.")  # the language that "lang" names


def test_without_a_checklist_the_register_says_so_in_the_words_of_the_standard(folk: People) -> None:
    Checklist.objects.filter(state="published").update(state="superseded")
    assert register_json()["status"] == "In ontwikkeling"


def test_no_question_and_no_client_is_named_by_the_register(folk: People) -> None:
    assert Case.objects.count() == 0
    assert "%(" not in str(register_json())


def test_every_text_stands_there_in_both_languages() -> None:
    for row in texts()["word"]:
        assert all(row[name] for name in ("key", "nl", "en", "text_nl", "text_en"))
    for row in texts()["register"].values():
        assert all(row[name] for name in ("label_nl", "label_en", "nl", "en"))
        assert re.findall(r"%\(\w+\)s", row["nl"]) == re.findall(r"%\(\w+\)s", row["en"])


def test_r14_every_reason_for_a_look_belongs_to_one_processing_activity() -> None:
    named = [value for row in texts()["activity"] for value in row["purposes"]]
    assert sorted(named) == sorted(Purpose.values)
    assert "Vragen, inzage, correctie en bezwaar" in text_of("/uitleg/register/")


# ---- where to report a leak ------------------------------------------------------------------------------------------


def test_security_txt_is_as_the_standard_wants_it() -> None:
    answer = Browser().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:gesprek@voorbeeld.example"
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    assert 'id="lek"' in text_of("/uitleg/")
    assert fields["Policy"].endswith("/uitleg/#lek")
    expires = datetime.fromisoformat(fields["Expires"])
    now = datetime.now(UTC)
    assert now < expires < now + timedelta(days=365)


def test_security_txt_never_expires_in_use() -> None:
    later = datetime(2036, 2, 29, 23, 59, tzinfo=UTC)
    assert "Expires: 2036-08-27T00:00:00Z" in security_txt(
        "https://a.example/x", "https://a.example/y", now=later
    )
