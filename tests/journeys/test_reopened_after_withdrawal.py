# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A finding that two people chose by is withdrawn. Both hear it, look again and choose anew: a new decision supersedes,
and the old report and the old screen stay exactly as they were (R9, R11, R16)."""

from io import StringIO

import pytest
from django.core.management import call_command

from checklist.advice.queries import latest_snapshot
from checklist.base.chain import verify_chains
from checklist.models import Case, Decision, EvidenceSnapshot, Finding, Override
from tests.browser import Visitor, Visitors
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MORE = "Met deze hulp vonden mensen zonder startkwalificatie vaker werk."
TAKEN_BACK = "Voor mensen zonder startkwalificatie geeft het onderzoek geen antwoord: later ingetrokken."
REASON = "Er zat een fout in de koppeling van de uren."


def frozen(snapshot: EvidenceSnapshot) -> str:
    out = StringIO()
    call_command("show_snapshot", str(snapshot.uuid), "--html", stdout=out)
    return out.getvalue()


def take_back(esra: Visitor, finding: Finding) -> None:
    """The editor takes one finding back in the library, with a reason that everybody may read."""
    esra.go(f"/onderzoek/{finding.release.slug}/{finding.pk}/intrekken/")
    esra.page.locator("main textarea").fill(REASON)
    esra.page.locator("main label[for=id_sure]").click()
    esra.page.locator("main button[value=withdraw]").click()
    esra.page.wait_for_load_state()


def hear_and_look_again(talk: Talk) -> str:
    """The caseworker's agenda says it, the talk too, and the results open as they are now."""
    anouk = talk.visitor
    anouk.go("/")
    anouk.page.locator("main a[href$='/klopt-niet-meer/']").first.click()
    assert REASON in anouk.text()
    anouk.go(f"{talk.base}keuzes/?opnieuw=1")  # nobody chooses by what does not hold any more
    assert anouk.page.url.endswith("/uitkomsten/")
    assert REASON in anouk.text()
    anouk.click("button", "Open de uitkomsten")
    return talk.card("korte_vakopleiding")


def choose_anew(talk: Talk) -> None:
    anouk, page = talk.visitor, talk.visitor.page
    talk.go("verslag")
    anouk.click("link", "Kies opnieuw")
    assert "U praat er weer over" in anouk.text()
    assert not page.locator("main input:checked").count()  # nothing of before is filled in (R5)
    for whose in ("client", "caseworker"):
        anouk.tick(f"{whose}_choice", "korte_vakopleiding")
        page.fill(f"[name={whose}_words]", "Ook zonder die uitkomst.")
    anouk.tick("client_how", "shared_screen")
    anouk.click("button", "Bewaar beide keuzes", exact=True)
    page.wait_for_url("**/verslag/")


def test_reopened_after_a_withdrawn_finding(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    talk.answer({"education": "none"})
    talk.all_is_right()
    talk.first_ideas()
    assert MORE in talk.card("korte_vakopleiding")
    talk.choose("korte_vakopleiding", "korte_vakopleiding")
    assert not Override.objects.exists()  # one of the services that research points towards
    dirk = come_in_as_client(visitors, talk.code)
    case, first = Case.objects.get(), Decision.objects.get()
    before = latest_snapshot(case)
    assert before is not None
    screen = frozen(before)

    found = Finding.objects.get(service="korte_vakopleiding", characteristic="education", group="low")
    take_back(come_in(visitors, "esra"), found)
    dirk.go("/mijn-gesprek/")
    assert "Wij lieten u iets zien dat niet meer klopt" in dirk.text()
    dirk.open_folds()
    assert REASON in dirk.text()
    assert "Uw keuzes" in dirk.text()  # they still stand
    now = hear_and_look_again(talk)
    assert MORE not in now
    choose_anew(talk)

    second = Decision.objects.latest("id")
    assert second.supersedes == first
    assert second.snapshot != first.snapshot
    override = Override.objects.get()  # the same choice, computed by what research says now (R4)
    assert (override.decision, override.whose) == (second, "both")
    assert "Beide keuzes zijn anders dan de uitkomst van het onderzoek. Dat mag." in talk.visitor.text()
    assert frozen(before) == screen
    for visitor, link in ((talk.visitor, "Lees het"), (dirk, "Lees ze")):
        if visitor is dirk:
            dirk.go("/mijn-gesprek/")
            dirk.open_folds()
        assert "Ook zonder die uitkomst." in visitor.text()
        visitor.open_folds()
        visitor.click("link", link)
        visitor.open_folds()
        old = visitor.text()
        for words in (
            "Dit is een eerder verslag",
            "Dit past nu.",
            "Direct naar werk",
            TAKEN_BACK,
            "Maandag bellen we.",
        ):
            assert words in old
        assert MORE not in old  # the screen that was frozen still says it; no page says it as what holds
        assert "Ook zonder die uitkomst." not in old
        assert "anders dan de uitkomst" not in old
    assert verify_chains()[1] == []
