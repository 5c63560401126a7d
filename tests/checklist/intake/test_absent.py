# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client who did not come, and a talk by telephone: routes of their own, in which nobody speaks for anybody (S37)."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from checklist.access.models import AccessLine, PurposeOfTheDay
from checklist.advice.actions import record_first_idea
from checklist.advice.models import FirstIdea
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, Override
from checklist.intake.actions import (
    confirm_read_back,
    hold_talk_as,
    record_absence,
    save_goal,
    voice_on_answer,
)
from checklist.intake.models import Absence, Answer, Case
from checklist.people.models import ClientCode
from checklist.people.permissions import Actor, Refused
from tests.checklist.intake.steps import answer, page, question_of, stored
from tests.worlds import World

OPEN = "/gesprekken/nieuw/"


def _open(browser: Browser, **more: str) -> Any:
    posted = {
        "once": str(uuid4()),
        "number": "FICTIEF-300",
        "display_name": "Noor Fictief",
        "new": "on",
    } | more
    return browser.post(OPEN, posted)


def test_s37_a_client_who_did_not_come_is_one_button_and_one_save(world: World, anouk: Browser) -> None:
    assert 'value="no_show"' in anouk.get(OPEN).content.decode()
    opened = _open(anouk, held="no_show")
    case = Case.objects.get(client__number="FICTIEF-300")
    assert opened.headers["Location"] == page(case, "niet-gekomen")
    form = anouk.get(page(case, "niet-gekomen")).context["form"]
    posted = {
        "once_key": form["once_key"].value(),
        "next_step": "Een brief.\nBel 0612345678.",
        "revisit_on": "",
    }
    for _twice in range(2):
        assert anouk.post(page(case, "niet-gekomen"), posted).status_code == 302
    assert Absence.objects.count() == 1
    assert b"brief" not in bytes(Absence.objects.get().next_step)
    report = anouk.get(page(case, "niet-gekomen"))
    for words in ("Verslag: niet gekomen", "U was er niet.", "Er is niets gevraagd", "Een brief."):
        assert words in report.content.decode()
    assert "0612345678" not in report.context["copy_text"]
    assert "Noor" not in report.context["copy_text"]
    assert str(case.get_held_display()).capitalize() in anouk.get("/gesprekken/").content.decode()
    assert verify_chains()[1] == []


def test_s37_a_record_of_absence_is_nobodys_choice(world: World, anouk: Browser) -> None:
    """No answer, no confirmation, no first idea, no decision, no override; no code without somebody to take it."""
    _open(anouk, held="no_show")
    case = Case.objects.get(client__number="FICTIEF-300")
    record_absence(case=case, once_key=uuid4(), by=world.people.anouk)
    case.refresh_from_db()
    assert (case.read_back_at, case.research_told_at, case.stage) == (None, None, Case.Stage.GOAL)
    for rows in (Answer, FirstIdea, Decision, Override):
        assert not rows.objects.exists()
    assert not ClientCode.objects.filter(case_uuid=case.uuid).exists()
    assert AccessLine.objects.filter(case_uuid=case.uuid, part="opened").get().purpose == "prepare"


@pytest.mark.parametrize("name", ["doel", "vragen", "vragen/alles", "teruglezen", "eerste-idee", "keuzes"])
def test_s37_no_page_asks_somebody_who_is_not_there(
    case: Case, anouk: Browser, world: World, name: str
) -> None:
    hold_talk_as(case=case, held="no_show", by=world.people.anouk)
    for answered in (anouk.get(page(case, name)), anouk.post(page(case, name), {"confirm": "1"})):
        assert (answered.status_code, answered.headers["Location"]) == (302, page(case, "niet-gekomen"))
    case.refresh_from_db()
    assert case.read_back_at is None


def test_s37_nobody_says_this_is_right_for_somebody_who_is_not_there(case: Case, world: World) -> None:
    answer(case, "age", {"value": "18-26"})
    case = hold_talk_as(case=case, held="no_show", by=world.people.anouk)
    anouk = world.people.anouk
    staff = Actor(kind="staff", account=anouk, role="caseworker")
    for act in (
        lambda: confirm_read_back(case=case, by=anouk),
        lambda: record_first_idea(case=case, whose="client", kind="no_idea", by=anouk),
        lambda: save_goal(case=case, state="given", words="Werk.", version=case.version, by=anouk),
        lambda: voice_on_answer(case=case, question=question_of(case, "age"), voice="right", by=staff),
    ):
        with pytest.raises(Refused, match="is er niet"):
            act()
    own = Actor(kind="client", client_key=case.client_key)
    voice_on_answer(case=case, question=question_of(case, "age"), voice="not_me", by=own)
    assert stored(case, "age").voice == "not_me"  # on the own page the client is there


def test_s37_what_was_typed_when_the_client_left_waits(case: Case, anouk: Browser, world: World) -> None:
    hold_talk_as(case=case, held="no_show", by=world.people.anouk)
    anouk.post(page(case, "doel"), {"goal": "Bloemen binden", "version": "1"})
    anouk.post(page(case, "hoe"), {"held": "together"})
    assert "Bloemen binden" in anouk.get(page(case, "doel")).content.decode()


def test_the_talk_goes_on_when_the_client_is_there_after_all(
    case: Case, anouk: Browser, world: World
) -> None:
    record_absence(case=case, once_key=uuid4(), by=world.people.anouk, next_step="Bellen.")
    assert anouk.get(f"/gesprekken/{case.uuid}/").headers["Location"] == page(case, "niet-gekomen")
    assert (
        anouk.post(page(case, "hoe"), {"held": "together"}).headers["Location"] == f"/gesprekken/{case.uuid}/"
    )
    assert anouk.get(page(case, "vragen")).status_code == 200
    assert Absence.objects.count() == 1  # it stays on record


def test_the_day_of_a_prepared_talk_has_the_button_too(case: Case, anouk: Browser) -> None:
    PurposeOfTheDay.objects.all().delete()
    asked = anouk.get(page(case, "doel"), follow=True).content.decode()
    assert 'name="held" value="no_show"' in asked
    answered = anouk.post(page(case, "doel-van-inzage"), {"held": "no_show", "next": page(case, "doel")})
    assert answered.headers["Location"] == page(case, "niet-gekomen")
    assert PurposeOfTheDay.objects.get().purpose == "prepare"


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01", "gisteren", "9999-12-31"])
def test_an_odd_appointment_is_refused_with_a_sentence(case: Case, anouk: Browser, day: str) -> None:
    posted = {"once_key": str(uuid4()), "next_step": "Een brief.", "revisit_on": day}
    answered = anouk.post(page(case, "niet-gekomen"), posted)
    assert answered.status_code == 422
    assert "Een brief." in answered.content.decode()
    assert not Absence.objects.exists()


@pytest.mark.parametrize("held", ["ergens", "\0"])
def test_an_odd_way_to_talk_is_refused(case: Case, anouk: Browser, held: str) -> None:
    assert anouk.post(page(case, "hoe"), {"held": held}).status_code == 403
    case.refresh_from_db()
    assert case.held == ""


def test_opening_without_a_button_asks_for_one(world: World, anouk: Browser) -> None:
    answered = _open(anouk)
    assert answered.status_code == 422
    assert not Case.objects.filter(client__number="FICTIEF-300").exists()


def test_s37_by_telephone_is_said_once_and_marks_reading_back(world: World, anouk: Browser) -> None:
    opened = _open(anouk, held="phone")
    assert opened.status_code == 200  # the page with the code
    case = Case.objects.get(client__number="FICTIEF-300")
    assert (case.held, AccessLine.objects.filter(case_uuid=case.uuid, part="opened").get().purpose) == (
        "phone",
        "talk",
    )
    save_goal(case=case, state="given", words="Werk.", version=1, by=world.people.anouk)
    back = anouk.get(page(case, "teruglezen")).content.decode()
    assert "lees elke regel hardop voor" in back
    anouk.post(page(case, "teruglezen"), {"confirm": "1"})
    case.refresh_from_db()
    assert (case.read_back_at is not None, case.read_back_by_phone) == (True, True)
    hold_talk_as(case=case, held="", by=world.people.anouk)
    case = confirm_read_back(case=case, by=world.people.anouk)
    assert case.read_back_by_phone is False  # read back anew, together
