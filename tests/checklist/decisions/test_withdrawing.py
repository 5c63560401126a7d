# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Withdrawing holds at once and shows first what goes; a second person confirms it or puts it back (S36)."""

from typing import Any

import pytest
from django.test import Client as Browser

from checklist.people.models import Proposal
from checklist.people.permissions import Refused
from checklist.releases.actions import confirm_withdrawal, put_back, withdraw_finding, withdraw_release
from checklist.releases.models import Finding, Release
from checklist.releases.queries import results_that_can_speak
from checklist.releases.withdrawing import withdrawal_of
from tests.checklist.decisions.talks import address, both, hidden, ready_world, staff, talk
from tests.worlds import World, imported, small_release

WHY = "De koppeling met het register was niet goed."


@pytest.fixture
def world(db: None) -> World:
    return ready_world()


def overall(world: World) -> Finding:
    return world.release.findings.get(service="direct_werk", characteristic="", term_months=12)


def page(finding: Finding) -> str:
    return f"/onderzoek/{finding.release.slug}/{finding.pk}/intrekken/"


def whole(world: World) -> str:
    return f"/onderzoek/{world.release.slug}/uitgave/{world.release.digest}/intrekken/"


def text(browser: Browser, path: str) -> str:
    return browser.get(path).content.decode()


def post(browser: Browser, path: str, **fields: str) -> Any:
    return browser.post(path, fields)


def test_what_goes_from_the_talks_is_shown_first_s36_r15(world: World) -> None:
    anouk = staff(world.people.anouk)
    for number in range(12):
        case = talk(world, f"FICTIEF-{number}")
        if number < 10:
            anouk.post(address(case), hidden(anouk, case) | both())
    html = text(staff(world.people.esra), page(overall(world)))
    assert "Direct naar werk: nu “Met deze hulp vonden mensen vaker werk" in html
    assert "10 of meer" in html
    assert "12" not in html.partition("Wat uit de gesprekken gaat")[2].partition("<form")[0]
    all_of_it = text(staff(world.people.esra), whole(world))
    for question in world.checklist.questions.exclude(characteristic=""):
        assert question.text_nl in all_of_it


def test_few_talks_are_not_counted_r15(world: World) -> None:
    talk(world)
    html = text(staff(world.people.esra), page(overall(world)))
    assert html.count("minder dan 10") == 2


def test_it_holds_at_once_with_a_reason_and_a_second_confirmation_s36(world: World) -> None:
    esra, finding = staff(world.people.esra), overall(world)
    for fields in ({"reason": WHY}, {"sure": "on"}, {"reason": " ", "sure": "on"}):
        assert post(esra, page(finding), act="withdraw", **fields).status_code == 422
    assert results_that_can_speak().filter(pk=finding.pk).exists()
    assert post(esra, page(finding), act="withdraw", reason=WHY, sure="on").status_code == 302
    assert not results_that_can_speak().filter(pk=finding.pk).exists()
    waiting = withdrawal_of(finding)
    assert waiting is not None
    assert (waiting.outcome, waiting.proposed_by, waiting.reason) == ("", world.people.esra, WHY)


def test_a_second_person_confirms_it_s36(world: World) -> None:
    esra, farid, finding = staff(world.people.esra), staff(world.people.farid), overall(world)
    post(esra, page(finding), act="withdraw", reason=WHY, sure="on")
    mine = text(esra, page(finding))
    assert "Farid Amrani" in mine
    assert 'value="agree"' not in mine
    alone = post(esra, page(finding), act="agree")
    assert alone.status_code == 422
    html = text(farid, page(finding))
    assert WHY in html
    assert "Esra Yilmaz" in html
    assert post(farid, page(finding), act="agree").status_code == 302
    assert Proposal.objects.get(act="withdraw_finding").outcome == "agreed"
    assert farid.get(page(finding)).status_code == 302  # nothing to decide any more
    finding.refresh_from_db()
    assert finding.withdrawn_reason == WHY


@pytest.mark.parametrize("what", ["finding", "release"])
def test_a_second_person_puts_back_what_was_a_mistake_s36(world: World, what: str) -> None:
    esra, farid = staff(world.people.esra), staff(world.people.farid)
    path = page(overall(world)) if what == "finding" else whole(world)
    before = set(results_that_can_speak().values_list("pk", flat=True))
    post(esra, path, act="withdraw", reason=WHY, sure="on")
    assert set(results_that_can_speak().values_list("pk", flat=True)) < before
    assert "Schrijf op waarom niet" in post(farid, path, act="turn_down").content.decode()
    assert post(farid, path, act="turn_down", answer="Dit was de verkeerde uitkomst.").status_code == 302
    assert set(results_that_can_speak().values_list("pk", flat=True)) == before
    row = Proposal.objects.get(act=f"withdraw_{what}")
    assert (row.reason, row.answer, row.decided_by) == (
        WHY,
        "Dit was de verkeerde uitkomst.",
        world.people.farid,
    )
    assert (
        post(esra, path, act="withdraw", reason=WHY, sure="on").status_code == 302
    )  # and it may be withdrawn again


def test_of_two_who_decide_one_wins_s36(world: World) -> None:
    proposal = withdrawal_of(withdraw_finding(finding=overall(world), reason=WHY, by=world.people.esra))
    assert proposal is not None
    confirm_withdrawal(proposal=proposal, by=world.people.farid)
    with pytest.raises(Refused, match="Farid Amrani"):
        put_back(proposal=proposal, answer="Toch niet.", by=world.people.farid)


@pytest.mark.parametrize("who", ["anouk", "carla", "gerda", "esra"])
def test_nobody_else_confirms_or_puts_back_s36(world: World, who: str) -> None:
    proposal = withdrawal_of(withdraw_release(release=world.release, reason=WHY, by=world.people.esra))
    assert proposal is not None
    with pytest.raises(Refused):
        confirm_withdrawal(proposal=proposal, by=getattr(world.people, who))
    with pytest.raises(Refused):
        put_back(proposal=proposal, answer="Nee.", by=getattr(world.people, who))


def test_what_was_never_approved_stands_in_no_talk_and_asks_for_nobody(world: World) -> None:
    release = imported(small_release("fictief-later"), world.people)
    path = f"/onderzoek/{release.slug}/uitgave/{release.digest}/intrekken/"
    html = text(staff(world.people.esra), path)
    assert "wordt niet gebruikt in gesprekken" in html
    withdraw_release(release=release, reason=WHY, by=world.people.esra)
    assert not Proposal.objects.filter(act="withdraw_release").exists()
    assert Release.objects.get(pk=release.pk).state == "withdrawn"
