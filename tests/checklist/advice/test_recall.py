# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was shown and is withdrawn later comes back: on the start page, in a letter, on the client's page."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from checklist.access.models import AccessLine
from checklist.advice.models import EvidenceSnapshot
from checklist.advice.page.frozen import as_frozen
from checklist.advice.page.letter import letter
from checklist.advice.queries import (
    as_it_holds,
    open_snapshot,
    recalled_cases,
    recalled_in,
    withdrawals,
)
from checklist.base.small_numbers import in_tens
from checklist.intake.actions import close_case, destroy_answer_of_case, voice_on_answer
from checklist.intake.queries import contact_of
from checklist.people.actions import issue_code
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Finding
from checklist.releases.wording import Lang, linter
from tests.checklist.advice.talk import Talk, browser_of, make_talk

REASON = "Er zat een fout in de telling."
LIST = "/gesprekken/klopt-niet-meer/"


def withdraw(talk: Talk, service: str = "direct_werk", group: str = "", characteristic: str = "") -> Finding:
    row = Finding.objects.get(
        release=talk.world.release,
        service=service,
        group=group,
        characteristic=characteristic,
        primary=True,
        type="effect",
    )
    return withdraw_finding(finding=row, reason=REASON, by=talk.people.esra)


def agenda(talk: Talk) -> list[int]:
    return [one.case.pk for one in recalled_cases(talk.people.anouk)]


def page(talk: Talk) -> str:
    return str(talk.anouk.get(f"/gesprekken/{talk.case.uuid}/klopt-niet-meer/").content.decode())


def test_a_withdrawn_result_brings_the_conversation_back_on_the_start_page(shown: Talk) -> None:
    shown.snapshot()
    assert agenda(shown) == []
    assert "klopt niet meer" not in shown.anouk.get("/").content.decode()
    withdraw(shown)
    assert agenda(shown) == [shown.case.pk]
    home = shown.anouk.get("/").content.decode()
    assert f"/gesprekken/{shown.case.uuid}/klopt-niet-meer/" in home
    assert "Getoond, maar klopt niet meer" in home


def test_only_who_saw_that_result_is_called_back(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown, characteristic="age", group="from_45")  # Dirk is younger
    assert agenda(shown) == []
    withdraw(shown, characteristic="recent_work", group="with")
    assert agenda(shown) == [shown.case.pk]


def test_the_statement_itself_says_what_was_withdrawn_in_as_many_queries_as_the_notice(shown: Talk) -> None:
    opened = open_snapshot(shown.snapshot())
    with CaptureQueriesContext(connection) as nothing_gone:
        assert as_it_holds(opened, "nl") == (opened, [])
    assert len(nothing_gone) == 1
    withdraw(shown, characteristic="recent_work", group="with")
    with CaptureQueriesContext(connection) as one_gone:
        now, recalled = as_it_holds(opened, "nl")
    everybody, group = now.statements["direct_werk"].stated.results
    assert (everybody.state, group.state) == ("towards", "recalled")
    assert ("later ingetrokken" in group.headline, "klopt niet meer" in group.why) == (True, True)
    assert [one.group for one in recalled] == ["mensen met recent werk"]
    assert now.statements["proefplaatsing"] == opened.statements["proefplaatsing"]
    assert (as_frozen(now), now.statements["direct_werk"].direction) == (
        as_frozen(opened),
        "towards",
    )  # stays frozen
    withdraw_release(release=shown.world.release, reason=REASON, by=shown.people.esra)
    with CaptureQueriesContext(connection) as all_gone:
        now, _all = as_it_holds(opened, "nl")
    assert len(all_gone) == len(one_gone)
    assert {one.state for service in now.services for one in service.stated.results} == {"recalled"}


def test_the_results_open_when_everything_that_the_plan_chose_about_a_service_was_withdrawn(
    shown: Talk,
) -> None:
    """What was found at another term still stands: the page says so, and there is no answer."""
    for row in Finding.objects.filter(service="direct_werk", primary=True, type="effect"):
        withdraw_finding(finding=row, reason=REASON, by=shown.people.esra)
    assert Finding.objects.filter(service="direct_werk", withdrawn_at=None, type="effect").exists()
    said = shown.opened().statements["direct_werk"]
    assert (said.direction, said.stated.results) == ("none", ())


def test_r8_a_result_that_left_with_a_refusal_or_an_answer_calls_nobody_back(shown: Talk) -> None:
    voice_on_answer(
        case=shown.case, question=shown.question("recent_work"), voice="do_not_use", by=shown.as_anouk
    )
    shown.snapshot()
    withdraw(shown, characteristic="recent_work", group="with")
    assert agenda(shown) == []


def test_r8_destroying_the_answer_takes_its_recall_away_too(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown, characteristic="recent_work", group="with")
    assert agenda(shown) == [shown.case.pk]
    destroy_answer_of_case(case=shown.case, question=shown.question("recent_work"), by=shown.as_anouk)
    assert agenda(shown) == []


def test_opening_the_results_again_or_closing_ends_it(shown: Talk) -> None:
    first = shown.snapshot()
    withdraw(shown)
    door = shown.anouk.get(f"/gesprekken/{shown.case.uuid}/uitkomsten/").content.decode()
    assert REASON in door
    shown.anouk.post(f"/gesprekken/{shown.case.uuid}/uitkomsten/")
    assert EvidenceSnapshot.objects.filter(supersedes=first).exists()
    assert agenda(shown) == []
    assert "niets ingetrokken" in page(shown)
    withdraw(shown, service="proefplaatsing")
    assert agenda(shown) == [shown.case.pk]
    close_case(case=shown.case, reason="done", by=shown.people.anouk)
    assert agenda(shown) == []


def test_the_letter_is_plain_and_names_no_group(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown, characteristic="recent_work", group="with")
    html = page(shown)
    assert "mensen met recent werk" in html  # on the screen, to those two
    letter = html.partition('id="letter-text"')[2].partition("</textarea>")[0]
    for sentence in (
        "Beste Dirk Fictief,",
        "Direct naar werk",
        REASON,
        "Anouk de Wit",
        "Dit ging over groepen",
    ):
        assert sentence in letter
    assert "recent werk" not in letter
    assert AccessLine.objects.filter(case_uuid=shown.case.uuid, part="evidence").exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_s17_the_letter_is_short_and_holds_no_banned_word(shown: Talk, language: Lang) -> None:
    opened = shown.opened(language)
    withdraw(shown, characteristic="recent_work", group="with")
    with translation.override(language):
        text = letter(shown.case, opened, recalled_in(opened, language), contact_of(shown.case))
    lines = [line for line in text.split("\n") if line]
    assert [problem for line in lines for problem in linter(line, language, max_words=20)] == []


def test_a_withdrawn_release_calls_back_with_its_reason_once_per_service(shown: Talk) -> None:
    shown.snapshot()
    withdraw_release(release=shown.world.release, reason=REASON, by=shown.people.esra)
    html = page(shown)
    assert agenda(shown) == [shown.case.pk]
    assert html.partition('class="recalled"')[2].partition("</ul>")[0].count("Proefplaatsing") == 1


def test_the_client_reads_it_on_the_own_page(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown, characteristic="recent_work", group="with")
    code = issue_code(client_key=shown.case.client_key, case_uuid=shown.case.uuid, by=shown.people.anouk)
    dirk, pin = Browser(), {"pin": "4826", "pin_again": "4826"}
    dirk.post("/inloggen/code/", {"code": code})
    dirk.post("/inloggen/pin/", pin)
    for place in ("/mijn-gesprek/", "/mijn-gesprek/getoond/", "/mijn-gesprek/alles/"):
        html = dirk.get(place).content.decode()
        assert "Wij lieten u iets zien dat niet meer klopt" in html, place
        assert REASON in html
        assert "mensen met recent werk" in html


def test_somebody_elses_conversation_is_on_nobody_elses_list(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown)
    assert list(recalled_cases(shown.people.bilal)) == []
    assert str(shown.case.uuid) not in browser_of(shown.people.bilal).get(LIST).content.decode()


def test_r15_who_withdrew_it_reads_a_total_in_tens_and_never_who(shown: Talk) -> None:
    shown.snapshot()
    withdraw(shown)
    html = browser_of(shown.people.esra).get(LIST).content.decode()
    assert "in minder dan 10 gesprekken" in html
    assert str(shown.case.uuid) not in html
    assert "Dirk" not in html
    assert [one.conversations for one in withdrawals("nl")] == [None]


@pytest.mark.parametrize(("talks", "told"), [(0, None), (9, None), (10, 10), (19, 10), (20, 20)])
def test_r15_totals_go_down_to_whole_tens(talks: int, told: int | None) -> None:
    assert in_tens(talks) == told


def test_the_list_takes_the_same_queries_however_much_was_withdrawn(shown: Talk) -> None:
    shown.snapshot()
    esra = browser_of(shown.people.esra)
    counts = []
    for service in ("direct_werk", "korte_vakopleiding", "proefplaatsing"):
        withdraw(shown, service=service)
        with CaptureQueriesContext(connection) as queries:
            assert esra.get(LIST).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_the_start_page_asks_as_much_for_one_conversation_as_for_three(shown: Talk) -> None:
    """Also when nobody saw what was withdrawn: it is looked up at every visit until the results were opened again."""
    others = [make_talk(shown.world, number=f"FICTIEF-{20 + number}") for number in range(2)]
    for talk in others:
        talk.ideas()
    for talk in (shown, *others):
        talk.snapshot()
    withdraw(shown, characteristic="age", group="from_45")
    counts = []
    for closing in (None, *others):
        if closing:
            close_case(case=closing.case, reason="done", by=shown.people.anouk)
        with CaptureQueriesContext(connection) as queries:
            assert agenda(shown) == []
        counts.append(len(queries))
    assert counts[0] <= 5
    assert len(set(counts)) == 1


def test_another_role_has_no_such_list(shown: Talk) -> None:
    assert browser_of(shown.people.carla).get(LIST).status_code == 403


def test_the_other_talk_of_the_same_client_is_not_touched(shown: Talk) -> None:
    other = make_talk(shown.world, answers={"hours": "17-24"}, number="FICTIEF-8")
    other.ideas()
    other.snapshot()
    shown.snapshot()
    withdraw(shown, characteristic="recent_work", group="with")
    assert agenda(shown) == [shown.case.pk]


@pytest.mark.parametrize("path", ["/", "/gesprekken/klopt-niet-meer/"])
def test_r14_who_is_named_as_called_back_reads_it_once(shown: Talk, path: str) -> None:
    shown.snapshot()
    withdraw(shown)
    shown.anouk.get(path)
    [line] = AccessLine.objects.filter(part="list")
    assert (line.client_key, line.case_uuid) == (shown.case.client_key, shown.case.uuid)
