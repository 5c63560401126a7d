# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a released folder to two recorded choices, a logged override and the client's own page, with real clicks."""

import re
from typing import Any

import pytest
from django.core.management import call_command

from checklist.base.chain import verify_chains
from checklist.models import AccessLine, Case, Decision, Override, Question, Release
from tests.browser import Visitor, Visitors
from tests.checklist.reviews.more import more_overrides
from tests.journeys.steps import come_in
from tests.people import make_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(visitor: Visitor, form: str = "main form") -> None:
    visitor.page.locator(f"{form} button[type=submit]:not([aria-hidden])").first.click()
    visitor.page.wait_for_load_state()


def keep_catalogue_and_import(esra: Visitor) -> None:
    """Step 1: the editor changes the practical side of a service and brings in a release."""
    esra.go("/aanbod/direct_werk/")
    esra.page.fill("[name=hours_nl]", "Elke week 2 uur contact, 3 tot 6 maanden")
    send(esra, "main form:has([name=hours_nl])")
    assert "2 uur contact" in esra.text()
    esra.go("/onderzoek/invoeren/")
    esra.page.select_option("[name=folder]", "fictief-ronde-2026")
    send(esra)


def approve(esra: Visitor, farid: Visitor) -> None:
    """Step 1: the editor links what was studied with the catalogue; a second person sees the cards and says yes."""
    esra.go(f"/aanbod/koppelen/{Release.objects.get().digest}/")
    linked = [
        key
        for key in ("direct_werk", "voorbereiden", "meedoen")
        if esra.page.locator(f"[name=link_{key}][value={key}]").is_checked()
    ]
    assert linked == ["direct_werk", "voorbereiden", "meedoen"]
    assert "Met deze hulp vonden mensen" in esra.text()
    esra.page.locator("button[value=propose]").click()
    farid.go(f"/aanbod/goedkeuren/{Release.objects.get().digest}/")
    assert "Met deze hulp vonden mensen" in farid.text()
    farid.page.locator("label[for=id_read]").click()
    farid.page.locator("button[value=agree]").click()
    assert Release.objects.get().state == Release.State.APPROVED


def publish(esra: Visitor, farid: Visitor) -> None:
    """Step 2: derive, see the budget, propose; a second person looks at the difference and publishes."""
    esra.go("/gespreksvragen/")
    esra.tick("release", Release.objects.get().digest)
    send(esra, "main form:has([name=release])")
    assert re.search(r"\d+ vragen", esra.text())
    esra.page.locator("main a[href$='/publiceren/']").click()
    esra.page.fill("[name=reason]", "Van geen groep is een verschil aangetoond: wij vragen er niet naar.")
    esra.page.locator("label[for=id_sure]").click()
    esra.page.locator("button[value=propose]").click()
    assert "Tot dan verandert er niets" in esra.text()
    farid.go("/gespreksvragen/1/publiceren/")
    farid.page.locator("label[for=id_sure]").click()
    farid.page.locator("button[value=agree]").click()
    assert "Gepubliceerd" in farid.text()


def open_talk(anouk: Visitor) -> tuple[str, str]:
    """Step 3: a case with a purpose. Returns (address of the case, the client's code)."""
    anouk.go("/gesprekken/nieuw/")
    anouk.page.fill("[name=number]", "FICTIEF-77")
    anouk.page.fill("[name=display_name]", "Dirk Fictief")
    anouk.page.locator("label[for=id_new]").click()
    anouk.page.locator("button[value=talk]").click()
    code = anouk.page.locator(".code").inner_text().strip()
    anouk.page.locator("main .actions a").click()
    return anouk.page.url.removeprefix(anouk.base).removesuffix("doel/"), code


def answer_and_read_back(anouk: Visitor, base: str) -> None:
    """Step 3: the goal first, answers (also 'niet gevraagd'), stop and resume, read back, refuse one line."""
    anouk.page.fill("[name=goal]", "Iets doen waar ik trots op ben.")
    send(anouk, "main form:has([name=goal])")
    anouk.tick("answer-hours", "17-24")
    anouk.page.locator("button[value=stop]").click()
    anouk.page.get_by_role("link", name=re.compile("Dirk Fictief")).first.click()
    while not anouk.page.locator("[name='answer-health_gate']").count():
        anouk.page.locator("button[value=next]").click()
    anouk.tick("answer-health_gate", "yes")
    assert not Question.objects.filter(ground="effect").exists(), (
        "no group differs: nobody is asked about one"
    )
    while not anouk.page.url.endswith("/teruglezen/"):
        anouk.page.locator("button[value=read_back], button[value=next]:not([aria-hidden])").last.click()
        anouk.page.wait_for_load_state()
    anouk.page.locator("#line-hours details > summary").click()
    line = anouk.page.locator("form:has([name=question][value=hours]) button[value=do_not_use]")
    line.first.click()
    anouk.page.locator("button[name=confirm], form:has([name=confirm]) button[type=submit]").first.click()
    assert "/eerste-idee/" in anouk.page.url


def first_ideas(anouk: Visitor) -> None:
    """Step 4: the services without evidence, the client first."""
    assert not anouk.page.locator("main svg").count()
    assert not anouk.page.locator("main input:checked").count()
    anouk.tick("client_choice", "meedoen")
    anouk.tick("caseworker_choice", "no_idea")
    send(anouk, "main form:has([name=client_choice])")
    assert anouk.page.url.endswith("/uitkomsten/")


def look_at_evidence(anouk: Visitor) -> None:
    """Step 4: effect with picture, range and certainty; nothing about the refused group."""
    text = anouk.text()
    assert "Dit gaat over groepen, niet over u." in text
    assert "Met deze hulp vonden mensen" in text
    assert "FICTIEF" in text
    shown = anouk.page.locator("main").inner_html()
    assert "klachten" not in " ".join(anouk.page.locator(".forest th").all_inner_texts()).lower()
    assert shown.count('class="icon-array"') >= 2
    assert shown.count("strip__picture") >= 6


def choose(anouk: Visitor, base: str) -> None:
    """Step 5: both choose; the client departs from the evidence."""
    anouk.go(f"{base}keuzes/")
    assert not anouk.page.locator("main input:checked").count()
    page = anouk.page
    anouk.tick("client_choice", "meedoen")
    page.fill("[name=client_words]", "Rustig opbouwen, dichtbij huis.")
    anouk.tick("client_how", "shared_screen")
    anouk.tick("caseworker_choice", "direct_werk")
    page.fill("[name=caseworker_words]", "Een bemiddelaar kan nu al meekijken.")
    page.fill("[name=next_step]", "Samen langs het Huis van de Wijk.")
    page.fill("[name=revisit_on]", "2027-02-01")
    anouk.tick("route", "none")
    send(anouk, "main form:has([name=client_words]) .actions")
    assert page.url.endswith("/verslag/"), anouk.text()
    assert "Dat mag." in anouk.text()
    paper = page.request.get(f"{anouk.base}{base}verslag.pdf")
    assert paper.body()[:5] == b"%PDF-"
    copied = page.locator("textarea[readonly]").input_value()
    assert len(copied) <= 1500
    assert "FICTIEF-77" not in copied


def client_looks(visitors: Visitors, code: str) -> None:
    """Step 6: the client comes in with the own code and sees everything."""
    dirk = visitors.new()
    dirk.go("/inloggen/")
    dirk.page.fill("#client_code", code)
    send(dirk, "form:has(#client_code)")
    dirk.page.fill("[name=pin]", "246813")
    dirk.page.fill("[name=pin_again]", "246813")
    send(dirk, "form:has([name=pin])")
    assert dirk.page.url.endswith("/mijn-gesprek/")
    dirk.open_folds()
    text = dirk.text()
    for sentence in ("Iets doen waar ik trots op ben.", "Anouk de Wit", "Rustig opbouwen, dichtbij huis."):
        assert sentence in text
    dirk.go("/mijn-gesprek/wie-keek/")
    assert "Anouk de Wit" in dirk.text()
    assert "het gesprek voeren" in dirk.text().lower() or "gesprek voeren" in dirk.text().lower()


def team_lead_looks(carla: Visitor) -> None:
    """Step 6: the log of other choices. Of one person it tells nothing; with nine others it does (R15)."""
    carla.go("/andere-keuzes/")
    assert carla.page.locator("main table").count() == 0
    more_overrides(Decision.objects.get(), 9)
    carla.go("/andere-keuzes/")
    assert "Direct naar werk" in carla.text() or "Meedoen en opbouwen" in carla.text()
    assert "Anouk" not in carla.page.locator("main").inner_text()


def api_answers(base: str, carla: Visitor) -> None:
    """Step 8: releases for everyone, overrides of the own team for a team lead, with a purpose."""
    request: Any = carla.page.request
    assert request.get(f"{base}/api/v1/releases").json()
    refused = request.get(f"{base}/api/v1/overrides")
    assert refused.status == 400
    assert request.get(f"{base}/api/v1/overrides?purpose=learn").ok


def test_from_release_to_two_choices_and_the_clients_own_page(visitors: Visitors) -> None:
    make_people()
    call_command("load_defaults", by="esra", approver="farid", verbosity=0)
    esra, farid, anouk = (come_in(visitors, name) for name in ("esra", "farid", "anouk"))
    keep_catalogue_and_import(esra)
    approve(esra, farid)
    publish(esra, farid)
    base, code = open_talk(anouk)
    answer_and_read_back(anouk, base)
    first_ideas(anouk)
    look_at_evidence(anouk)
    choose(anouk, base)
    assert Override.objects.get().whose == Override.By.CLIENT
    client_looks(visitors, code)
    carla = come_in(visitors, "carla")
    team_lead_looks(carla)
    api_answers(carla.base, carla)
    case = Case.objects.get()
    assert AccessLine.objects.filter(case_uuid=case.uuid).count() > 15
    assert verify_chains()[1] == []
