# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every form of every page: after a lost session it is asked again, after a switch of language it is there again."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.utils.http import urlencode

from checklist.access.models import AccessLine
from checklist.base.post_only import page_of
from checklist.people.kept import TYPED_SESSION
from tests.checklist import test_doors
from tests.checklist.test_doors import DOORS, Town
from tests.checklist.transparency.world import PIN, World, make_world, talk
from tests.forms import WORDS, Sent, forms_on, page_at, standing
from tests.people import PASSWORD, People

pytestmark = pytest.mark.django_db
town = test_doors.town
BACK = ("Nog niet bewaard", "Dat is nog niet gedaan")
WHO = ("anouk", "bilal", "carla", "esra", "farid", "gerda", "dirk")
MORE = {
    "anouk": (
        "/gesprekken/{case}/keuzes/?opnieuw=1",
        "/gesprekken/{early}/eerste-idee/",
        "/gesprekken/{early}/doel/",
    ),
    "dirk": ("/mijn-gesprek/keuze/?opnieuw=1",),
    "esra": ("/gespreksvragen/2/",),
}
SECRET = {"/account/", "/account/wachtwoord/"}  # passwords are never kept


@dataclass(frozen=True)
class Forms:
    """Every form of the app as one person meets it."""

    town: Town
    of: dict[str, list[Sent]]


@pytest.fixture(scope="module")
def forms(town: Town, folk: People, django_db_blocker: pytest.FixtureRequest) -> Iterator[Forms]:
    with django_db_blocker.unblock(), transaction.atomic():
        early: World = talk(make_world("FICTIEF-3", folk))
        keys = town.keys | {"early": early.case.uuid}
        found: dict[str, list[Sent]] = {}
        for who in WHO:
            seen: dict[tuple[str, ...], Sent] = {}
            paths = [door.address for door in DOORS if door.method == "get"]
            for path in (*paths, *MORE.get(who, ())):
                for sent in forms_on(town.browsers[who], path.format(**keys)):
                    names = sent.form.names | {c.name for c in sent.form.controls if c.presses}
                    seen.setdefault((sent.to.partition("?")[0], *sorted(names)), sent)
            found[who] = list(seen.values())
        yield Forms(Town(town.browsers, keys), found)
        transaction.set_rollback(True)


def log_in(browser: Browser, who: str, town: Town, where: str = "/inloggen/") -> Any:
    """Comes in as a person does, and arrives where the app leads to."""
    if who == "dirk":
        browser.post("/inloggen/code/", {"code": town.keys["code"]})
        return browser.post("/inloggen/pin/", {"pin": PIN}, follow=True)
    sent = {"username": who, "password": PASSWORD}
    return browser.post(where, sent, follow=True, REMOTE_ADDR="127.0.0.1")


def saved_lines() -> int:
    return AccessLine.objects.filter(outcome="saved").count()


def wrong_after_a_lost_session(sent: Sent, who: str, town: Town) -> str:
    """'' or what is wrong. The whole way: the form of before, the log-in, the page, the button."""
    browser, before = Browser(), saved_lines()
    gone = browser.post(sent.to, sent.fields)
    page = page_of(sent.to.partition("?")[0])
    if gone.status_code != 302 or not gone["Location"].startswith("/inloggen/?next="):
        return f"no log-in: {gone.status_code}"
    if any(WORDS in str(value) for value in browser.session.values()):
        return "readable in the session"
    if "niet bewaard, want u was uitgelogd" not in browser.get(gone["Location"]).content.decode():
        return "the log-in page does not say it"
    answer = log_in(browser, who, town, gone["Location"])
    html = answer.content.decode()
    if answer.request["PATH_INFO"] != page:
        return f"led to {answer.request['PATH_INFO']}"
    if saved_lines() != before:
        return "done without a person"
    if not any(said in html for said in BACK):
        return "not asked again"
    missing = [text for text in sent.texts if escape(text) not in html]
    if missing:
        return f"lost: {missing}"
    return "" if sent.form.seen else _pressed(browser, sent, page)


def _pressed(browser: Browser, sent: Sent, page: str) -> str:
    """An act without words: one button does it now, and it does not wait any more."""
    drawn = page_at(browser, page)
    ask = next(form for form in drawn.forms if "kept" in {c.name for c in form.controls})
    done = browser.post(ask.goes_to(page), standing(drawn, ask))
    if done.status_code >= 400:
        return f"the button gave {done.status_code}"
    return "still waits" if browser.session.get(TYPED_SESSION) else ""


@pytest.mark.parametrize("who", WHO)
def test_s22_after_a_lost_session_every_act_is_asked_again(forms: Forms, who: str) -> None:
    wrong = {}
    for sent in forms.of[who]:
        if sent.page in SECRET or "/inloggen" in sent.to:
            continue
        with transaction.atomic():
            said = wrong_after_a_lost_session(sent, who, forms.town)
            transaction.set_rollback(True)
        if said:
            wrong[str(sent)] = said
    assert wrong == {}


@pytest.mark.parametrize(
    ("who", "other"), [("anouk", "bilal"), ("esra", "farid"), ("dirk", "anouk"), ("gerda", "dirk")]
)
def test_s22_nobody_else_sees_or_does_it(forms: Forms, who: str, other: str) -> None:
    for sent in forms.of[who]:
        with transaction.atomic():
            browser = Browser()
            browser.post(sent.to, sent.fields)
            log_in(browser, other, forms.town)
            waits = browser.session.get(TYPED_SESSION)
            html = browser.get(page_of(sent.to.partition("?")[0])).content.decode()
            transaction.set_rollback(True)
        assert not waits, sent
        assert not any(said in html for said in BACK), sent
        assert WORDS not in html


@pytest.mark.parametrize("who", WHO)
def test_f22_a_switch_of_language_takes_along_what_is_typed(forms: Forms, who: str) -> None:
    """The button in the head belongs to the form in which people type, without a script."""
    wrong = {}
    for sent in forms.of[who]:
        if not sent.texts or "/inloggen" in sent.to or sent.page in SECRET or "search" in sent.fields:
            continue
        with transaction.atomic():
            said = wrong_after_a_switch(sent, forms.town.browsers[who])
            transaction.set_rollback(True)
        if said:
            wrong[str(sent)] = said
    assert wrong == {}


#: A second form on a page that has its own form in which people type: the page warns before it is left (typed.js).
BESIDE = {"/toezicht/clientbestand/"}


def wrong_after_a_switch(sent: Sent, browser: Browser) -> str:
    if sent.to in BESIDE:
        return ""
    switch = next((c for c in sent.form.controls if c.name == "language"), None)
    if switch is None:
        return "the switch does not belong to this form"
    before = saved_lines()
    gone = browser.post(switch.attrs["formaction"] or "", sent.fields | {"language": "en"})
    html = browser.get(gone["Location"]).content.decode()
    browser.post("/taal/", {"language": "nl", "next": "/"})
    if gone["Location"] != sent.page:
        return f"led to {gone['Location']}"
    if "Not saved yet" not in html:
        return "does not say that it is not saved"
    missing = [text for text in sent.texts if escape(text) not in html]
    return "saved something" if saved_lines() != before else f"lost: {missing}" if missing else ""


def test_a_switch_without_typing_says_nothing(forms: Forms) -> None:
    for who in WHO:
        browser = forms.town.browsers[who]
        for path in {sent.page for sent in forms.of[who]} - SECRET:
            with transaction.atomic():
                page = page_at(browser, path)
                form = next((f for f in page.forms if "data-typed" in f.attrs), None)
                if form is not None:
                    query = urlencode({"next": path})
                    browser.post(f"/taal/?{query}", standing(page, form) | {"language": "nl"})
                    html = browser.get(path).content.decode()
                    assert "Nog niet bewaard" not in html, path
                    assert TYPED_SESSION not in browser.session or not browser.session[TYPED_SESSION], path
                transaction.set_rollback(True)


def test_the_walk_meets_the_forms_of_everybody(forms: Forms) -> None:
    """A walk that finds nothing would find nothing wrong."""
    met = {sent.to.rstrip("/").rpartition("/")[2] for found in forms.of.values() for sent in found}
    assert {
        "doel",
        "teruglezen",
        "keuzes",
        "eerste-idee",
        "geen-onderzoek",
        "nieuw",
        "plaats",
    } <= met
    assert {"publiceren", "goedkeuren", "clientbestand", "vraag", "opnieuw-praten", "keuze"} <= met
    assert sum(len(found) for found in forms.of.values()) > 50


def test_no_form_has_a_field_by_a_name_that_every_form_carries(forms: Forms) -> None:
    for found in forms.of.values():
        for sent in found:
            assert not {"form_owner", "kept", "language", "shared", "next"} & sent.form.names, sent
            assert isinstance(sent.fields["form_owner"], str) or "/inloggen" in sent.to, sent
