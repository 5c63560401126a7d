# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the app, wide, on a phone and in forced colours: axe finds nothing, nothing scrolls sideways.

LOOKS=<folder> also keeps a picture of each, for the eye: axe does not see everything.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import F
from playwright.sync_api import Page

from checklist.management.browsing import Person
from checklist.management.commands.demo import IN_TALKS, PIN, make_catalogue, make_staff
from checklist.management.demo_talks import Talk, hold_talk, personas
from checklist.models import Account, Case, Checklist, Decision, Finding, Override, Release
from checklist.releases.actions import withdraw_finding
from checklist.reviews.rules import quarter_of
from tests.browser import Visitor, Visitors, axe_faults, in_every_mode, sideways
from tests.checklist.reviews.more import more_overrides

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHOWN = {1, 2, 7, 9, 10, 12, 13}  # personas that together reach every page
LONG_AGO = datetime(2026, 5, 12, 10, tzinfo=UTC)
PASSWORD = "fictief-kijken-1"


def make_talks() -> list[Talk]:
    make_staff(PASSWORD)
    make_catalogue(PASSWORD)
    anouk = Person("anouk")
    anouk.client.force_login(Account.objects.get(username="anouk"))
    return [hold_talk(anouk, p) for number, p in enumerate(personas(), start=1) if number in SHOWN]


def staff_pages() -> Iterator[tuple[str, str]]:
    """(who, address) of every page for people who work here."""
    by_stage = {case.stage: f"/gesprekken/{case.uuid}/" for case in Case.objects.all()}
    done = by_stage[Case.Stage.SUMMARY]
    for path in (
        "/",
        "/account/",
        "/verzoeken/",
        *(f"/gesprekken/{end}" for end in ("", "nieuw/", "waarnemen/", "te-doen/")),
    ):
        yield "anouk", path
    for end in (
        "doel/",
        "vragen/",
        "vragen/alles/",
        "vragen/papier/",
        "teruglezen/",
        "verslag/",
        "uitkomsten/",
        "te-doen/",
    ):
        yield "anouk", done + end
    absent = Case.objects.get(held=Case.Held.NO_SHOW)
    for end in ("niet-gekomen/", "niet-gekomen/?opnieuw=1", "hoe/"):
        yield "anouk", f"/gesprekken/{absent.uuid}/{end}"
    for end in ("code/", "overdragen/", "afsluiten/", "afsluiten/verkeerde-persoon/"):
        yield "anouk", done + end
    yield "anouk", by_stage[Case.Stage.FIRST_IDEA] + "eerste-idee/"
    yield "anouk", by_stage[Case.Stage.EVIDENCE] + "uitkomsten/"
    yield "anouk", by_stage[Case.Stage.EVIDENCE] + "keuzes/"
    version = Checklist.objects.get(state="published").version
    for path in (
        "/aanbod/",
        "/aanbod/nieuw/",
        "/aanbod/direct_werk/",
        "/onderzoek/invoeren/",
        "/gespreksvragen/",
        "/registratie/",
    ):
        yield "esra", path
    yield "esra", f"/gespreksvragen/{version}/"
    yield "esra", f"/gespreksvragen/{version}/voorbeeld/"
    yield "farid", "/onderzoek/groepen/"
    yield from pages_of_the_team_lead()
    yield from (("gerda", path) for path in ("/", "/toezicht/", "/toezicht/opvallend/", "/verzoeken/"))
    for path in ("/toezicht/accounts/", "/account/inlogs/", "/account/wachtwoord/?next=/toezicht/"):
        yield "gerda", path
    withdraw_something()
    for path in ("/", "/gesprekken/klopt-niet-meer/", by_stage[Case.Stage.EVIDENCE] + "klopt-niet-meer/"):
        yield "anouk", path
    yield "anouk", by_stage[Case.Stage.EVIDENCE] + "uitkomsten/"
    yield "esra", "/gesprekken/klopt-niet-meer/"


def pages_of_the_team_lead() -> Iterator[tuple[str, str]]:
    """The list of fewer than ten people, and of more; a quarter; looking back."""
    yield "carla", "/andere-keuzes/"  # of fewer than ten people
    more_overrides(Override.objects.earliest("pk").decision, 12, at=LONG_AGO, family="doubts")
    more_overrides(Override.objects.earliest("pk").decision, 11, at=LONG_AGO, whose="both")
    for path in (
        "/",
        "/andere-keuzes/?",
        f"/andere-keuzes/?periode={quarter_of(LONG_AGO.date()).key}",
        "/terugkijken/",
        "/gesprekken/tweede-mening/",
    ):
        yield "carla", path
    review = Decision.objects.filter(case__caseworker__username="anouk").first()
    yield "carla", f"/terugkijken/{review.uuid}/" if review else "/terugkijken/"


def withdraw_something() -> None:
    """Something that was on every screen turns out to be wrong."""
    everybody = {"type": "effect", "primary": True, "characteristic": "", "release__slug": IN_TALKS}
    chosen = Finding.objects.filter(comparison=F("release__direction_comparison"))
    finding = chosen.filter(**everybody, service="direct_werk").first()
    assert finding is not None
    withdraw_finding(finding=finding, reason="Fout in de telling.", by=Account.objects.get(username="esra"))


def public_pages() -> Iterator[str]:
    yield from ("/", "/inloggen/", "/onderzoek/", "/uitleg/", "/uitleg/woorden/", "/uitleg/register/")
    yield from ("/toegankelijkheid/", "/databasespel/", "/bestaat-niet/", "/onderzoek/groepen/")
    for release in Release.objects.all():
        yield f"/onderzoek/{release.slug}/"
        for topic in release.manifest.get("topics", ()):
            yield f"/onderzoek/{release.slug}/groep/?onderwerp={topic['key']}"
    effect = Finding.objects.filter(release__slug=IN_TALKS, primary=True).first()
    yield f"/onderzoek/{IN_TALKS}/{effect.pk}/" if effect else "/onderzoek/"


CLIENT_PAGES = ("", "wie-keek/", "getoond/", "keuze/?opnieuw=1", "afspraken/", "vraag/", "opnieuw-praten/")


def look(visitor: Visitor, path: str) -> list[str]:
    """Open a page and say what is wrong with it in every mode."""
    answer = visitor.page.goto(visitor.base + path)
    if answer is None or answer.status >= 500:
        return [f"{path}: status {answer.status if answer else None}"]
    wrong = []
    for mode in in_every_mode(visitor.page):
        keep_picture(visitor.page, path, mode)
        wrong += [f"{mode} {path}: {fault}" for fault in axe_faults(visitor.page)]
        wrong += [f"{mode} {path}: scrolls sideways"] if sideways(visitor.page) else []
    return wrong


def keep_picture(page: Page, path: str, mode: str) -> None:
    folder = os.environ.get("LOOKS")
    if folder:
        name = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "x", path).strip("/").replace("/", "_") or "home"
        page.screenshot(path=Path(folder) / f"{name}-{mode}.png", full_page=True)


def visitor_as(visitors: Visitors, username: str) -> Visitor:
    visitor = visitors.new(inject=True)
    visitor.go("/inloggen/")
    visitor.page.fill("#staff_username", username)
    visitor.page.fill("#staff_password", PASSWORD)
    visitor.page.locator("form:has(#staff_username) button[type=submit]").click()
    return visitor


def client_as(visitors: Visitors, code: str) -> Visitor:
    visitor = visitors.new(inject=True)
    visitor.go("/inloggen/")
    visitor.page.fill("#client_code", code)
    visitor.page.locator("form:has(#client_code) button[type=submit]").click()
    for name in ("pin", "pin_again"):
        visitor.page.fill(f"[name={name}]", PIN)
    visitor.page.locator("form:has([name=pin]) button[type=submit]").click()
    return visitor


def test_axe_finds_nothing_on_any_page(visitors: Visitors) -> None:
    talks = make_talks()
    wrong: list[str] = []
    people: dict[str, Visitor] = {}
    for who, path in staff_pages():
        if who not in people:
            people[who] = visitor_as(visitors, who)
        wrong += look(people[who], path)
    anybody = visitors.new(inject=True)
    for path in public_pages():
        wrong += look(anybody, path)
    client = client_as(visitors, talks[0].code)
    for path in CLIENT_PAGES:
        wrong += look(client, f"/mijn-gesprek/{path}")
    assert not wrong, "\n".join(sorted(set(wrong)))
