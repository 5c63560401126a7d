# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The builder as the findings editor uses it, by plain posts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.people.models import Account
from checklist.questions.models import Checklist, Question
from checklist.questions.page import skeleton
from checklist.questions.queries import published
from tests.worlds import World, publish

HOME = "/gespreksvragen/"


def browser_of(account: Account) -> Browser:
    browser = Browser()
    browser.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def esra(world: World) -> Browser:
    return browser_of(world.people.esra)


def fields_of(question: Question, **changes: Any) -> dict[str, Any]:
    """The form of one question as the page would send it back."""
    names = (
        "topic_nl", "topic_en", "text_nl", "text_en", "help_nl", "help_en", "kind", "ground", "characteristic",
        "prompt_nl", "prompt_en",
        "use_nl", "use_en", "measured_nl", "measured_en", "depends_on",
    )  # fmt: skip
    fields = {name: getattr(question, name) for name in names}
    rows = [[o["value"], o["nl"], o["en"], o.get("group", "")] for o in question.options]
    fields["options"] = "\n".join(" | ".join(row).rstrip(" |") for row in rows)
    fields["lines"] = "\n".join(f"{o['value']} | {o['nl']} | {o['en']}" for o in question.lines)
    fields["depends_values"] = " ".join(question.depends_values)
    return (
        fields
        | {name: "on" for name in ("own_words", "sensitive", "fixed") if getattr(question, name)}
        | changes
    )


def test_from_a_release_to_a_published_version(world: World, esra: Browser) -> None:
    response = esra.post(f"{HOME}nieuw/", {"release": world.release.digest})
    assert response["Location"] == f"{HOME}2/"
    html = esra.get(f"{HOME}2/").content.decode()
    assert "15 vragen, 5 nodig voor onderzoek." in html
    assert "Het onderzoek keek naar medicijnen" in html  # how research measured it against how we ask it
    hours = Question.objects.get(checklist__version=2, key="hours")
    esra.post(f"{HOME}2/vraag/hours/", fields_of(hours, text_nl="Hoeveel uur kunt u nu werken?"))
    publish(Checklist.objects.get(version=2), world.people)
    now = published()
    assert now is not None
    assert now.version == 2
    assert "vervangen" in esra.get(HOME).content.decode()


def test_a_draft_without_research_asks_nothing_for_research_r12(world: World, esra: Browser) -> None:
    esra.post(f"{HOME}nieuw/", {})
    assert "10 vragen, 0 nodig voor onderzoek." in esra.get(f"{HOME}2/").content.decode()


def test_every_shipped_question_survives_its_own_form(world: World, draft: Checklist, esra: Browser) -> None:
    for question in draft.questions.all():
        before = {name: value for name, value in vars(question).items() if not name.startswith("_")}
        response = esra.post(f"{HOME}{draft.version}/vraag/{question.key}/", fields_of(question))
        assert response.status_code == 302, (question.key, response.content.decode())
        question.refresh_from_db()
        after = {name: value for name, value in vars(question).items() if not name.startswith("_")}
        for row in (*before["options"], *after["options"]):
            row.setdefault("group", "")
        assert after == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"options": "alleen dit"}, "Regel 1: verwacht value | nl | en | group, gevonden 1"),
        ({"options": "a | b | c | d | e"}, "gevonden 5"),
        ({"options": "a | b | c\na | d | e"}, "Twee regels hebben hetzelfde korte woord"),
        ({"characteristic": ""}, "Noem de groep uit het onderzoek"),
        ({"text_nl": ""}, "vereist"),
        ({"kind": "number"}, "number"),
        ({"text_nl": "x" * 301}, "301"),
    ],
)
def test_a_mistake_in_a_question_is_named(
    world: World, draft: Checklist, esra: Browser, changes: dict[str, str], sentence: str
) -> None:
    age = draft.questions.get(key="age")
    response = esra.post(f"{HOME}{draft.version}/vraag/age/", fields_of(age, **changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert draft.questions.get(key="age").text_nl == age.text_nl


def test_a_question_of_ones_own_and_its_place(world: World, draft: Checklist, esra: Browser) -> None:
    base = f"{HOME}{draft.version}/vraag/"
    esra.post(f"{base}needs/weg/")
    own = fields_of(
        draft.questions.get(key="hours"), key="evenings", text_nl="Kunt u 's avonds?", text_en="Evenings?"
    )
    assert esra.post(base, own).status_code == 302
    again = esra.post(base, own)
    assert again.status_code == 422
    assert "Er is al een vraag met deze korte naam" in again.content.decode()
    esra.post(f"{base}evenings/verplaats/", {"direction": "up"})
    assert draft.questions.get(key="evenings").position == 14
    assert esra.post(f"{HOME}{draft.version}/publiceren/", {"act": "propose"}).status_code == 422  # no reason
    assert "valt weg" not in esra.get(f"{HOME}{draft.version}/publiceren/").content.decode()


def test_a_refused_publication_names_every_reason_r12(world: World, draft: Checklist, esra: Browser) -> None:
    age = draft.questions.get(key="age")
    esra.post(f"{HOME}{draft.version}/vraag/age/", fields_of(age, measured_nl=""))
    response = esra.post(f"{HOME}{draft.version}/publiceren/", {"act": "propose"})
    assert response.status_code == 422
    assert "hoe het onderzoek keek en hoe wij het vragen" in response.content.decode()
    assert published() == world.checklist


def test_who_may_build(world: World, draft: Checklist) -> None:
    for name, may_see in (
        ("farid", True),
        ("anouk", False),
        ("carla", False),
        ("gerda", False),
        ("bilal", False),
    ):
        browser = browser_of(getattr(world.people, name))
        assert browser.get(HOME).status_code == (200 if may_see else 403)
        assert browser.get(f"{HOME}{draft.version}/publiceren/").status_code == (200 if may_see else 403)
        refused = browser.post(f"{HOME}{draft.version}/publiceren/", {"act": "propose"})
        assert refused.status_code == 403
        for act in ("aanvullen/", "vraag/age/weg/", "vraag/age/verplaats/"):
            assert browser.post(f"{HOME}{draft.version}/{act}").status_code == 403
    assert Browser().get(HOME).status_code == 302
    assert draft.questions.count() == 15


def test_the_overview_takes_as_many_queries_for_many_as_for_one(world: World, esra: Browser) -> None:
    esra.get(HOME)
    with CaptureQueriesContext(connection) as one:
        esra.get(HOME)
    for _version in range(3):
        esra.post(f"{HOME}nieuw/", {"release": world.release.digest})
    with CaptureQueriesContext(connection) as many:
        esra.get(HOME)
    assert len(many) == len(one)


def test_the_preview_is_what_the_talk_shows(world: World, esra: Browser) -> None:
    html = esra.get(f"{HOME}1/voorbeeld/").content.decode()
    assert html.count("data-question=") == 15
    assert " checked" not in html  # nothing preselected (R5)


def test_what_an_editor_types_is_never_html(world: World, draft: Checklist, esra: Browser) -> None:
    hours = draft.questions.get(key="hours")
    nasty = '<script>alert("x")</script>'
    esra.post(
        f"{HOME}{draft.version}/vraag/hours/", fields_of(hours, text_nl=nasty, options=f"a | {nasty} | b")
    )
    drawn = skeleton(draft, "nl")["hours"].filled({})
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 2


def test_paper_for_when_the_computer_is_down(world: World) -> None:
    html = browser_of(world.people.anouk).get(f"{HOME}papier/").content.decode()
    assert html.count('<section class="paper">') == 15
    assert html.count("Alleen als het antwoord op vraag 11 is: Ja.") == 2


def test_a_question_is_shown_as_it_stands_in_the_form_and_nothing_is_saved(
    world: World, esra: Browser, draft: Checklist
) -> None:
    row = draft.questions.get(key="hours")
    sent = fields_of(row, text_nl="Hoeveel uur past bij u?", prompt_nl="Hoe ziet uw week eruit?") | {
        "look": "1"
    }
    response = esra.post(f"{HOME}{draft.version}/vraag/hours/", sent)
    look = response.content.decode().partition('id="look"')[2]
    assert response.status_code == 200
    assert "Hoeveel uur past bij u?</legend>" in look
    assert "Hoe ziet uw week eruit?" in look
    row.refresh_from_db()
    assert row.text_nl != "Hoeveel uur past bij u?"


def test_a_new_question_can_be_looked_at_before_it_exists(
    world: World, esra: Browser, draft: Checklist
) -> None:
    row = draft.questions.get(key="hours")
    sent = fields_of(row, text_nl="Hoe reist u?") | {"key": "travel_how", "look": "1"}
    look = esra.post(f"{HOME}{draft.version}/vraag/", sent).content.decode().partition('id="look"')[2]
    assert "Hoe reist u?</legend>" in look
    assert not draft.questions.filter(key="travel_how").exists()


def test_what_is_wrong_is_told_and_not_shown(world: World, esra: Browser, draft: Checklist) -> None:
    row = draft.questions.get(key="hours")
    response = esra.post(f"{HOME}{draft.version}/vraag/hours/", fields_of(row, text_nl="") | {"look": "1"})
    assert response.status_code == 422


def test_the_preview_says_when_a_question_is_asked_and_what_can_change(world: World, esra: Browser) -> None:
    html = esra.get(f"{HOME}1/voorbeeld/").content.decode()
    gate = Question.objects.get(checklist__version=1, key="health_gate").position
    assert f"Alleen als het antwoord op vraag {gate} is: Ja" in html
    assert html.count("Dit staat vast: geen hulp verandert het.") == 4
    assert "Vertel eens: waar wordt u blij van?" in html
