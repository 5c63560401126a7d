# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed reaches whoever does it: the caseworker, a colleague, the team lead, the client."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.base.keys import Sealer
from checklist.decisions.models import Decision
from checklist.followup.actions import assign, close
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.followup.queries import of_case, open_of_case
from checklist.intake.actions import close_case, record_absence
from checklist.intake.models import Case
from checklist.intake.queries import contact_of
from checklist.people.permissions import SYSTEM, Actor, Refused
from checklist.retention.actions import destroy_client_data
from tests.checklist.decisions.talks import address, apart, both, decide, hidden, look, staff, talk
from tests.checklist.followup.conftest import Town

TODO, OPINIONS = "/gesprekken/te-doen/", "/gesprekken/tweede-mening/"
STEP = "Wij bellen maandag met de bakker."


def asked(**changes: Any) -> dict[str, Any]:
    return apart(route="second_opinion", next_step=STEP) | changes


def kinds(case: Case) -> list[str]:
    return [row.kind for row in open_of_case(case)]


def the(case: Case, kind: str) -> FollowUp:
    return next(row for row in open_of_case(case) if row.kind == kind)


# -- from a decision, and from an absence


def test_a_decision_gives_its_work_in_the_same_transaction_and_its_words_are_sealed(
    town: Town, anouk: Browser
) -> None:
    decision = decide(anouk, town.case, asked())
    assert kinds(town.case) == ["first_step", "second_opinion", "talk_again"]
    rows = open_of_case(town.case)
    assert {row.due_on for row in rows} == {decision.revisit_on}
    assert {row.agreed_in for row in rows} == {decision.uuid}
    assert b"bakker" not in b"".join(bytes(row.words) for row in rows)
    assert of_case(town.case)[0].words == STEP
    assert verify_chains()[1] == []


def test_without_a_decision_there_is_no_work(
    town: Town, anouk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_words: Any) -> None:
        raise RuntimeError("broken")

    filled = hidden(anouk, town.case) | asked()
    monkeypatch.setattr(
        "checklist.decisions.actions.decision.advance", broken
    )  # the last thing that is written
    with pytest.raises(RuntimeError, match="broken"):
        anouk.post(address(town.case), filled)
    assert not Decision.objects.exists()
    assert not FollowUp.objects.exists()


def test_a_new_decision_takes_the_place_of_what_was_open(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    decide(anouk, town.case, both(next_step="Iets anders.", revisit_on=""))
    assert kinds(town.case) == ["first_step"]
    assert [one.closed.what for one in of_case(town.case)[1:]] == ["er is iets nieuws afgesproken"] * 3


def test_a_missed_appointment_moves_the_day_and_keeps_the_second_opinion(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    day = timezone.localdate() + timedelta(days=3)
    key = uuid4()
    for _twice in range(2):
        record_absence(
            case=town.case, once_key=key, by=town.world.people.anouk, next_step="Brief.", revisit_on=day
        )
    assert kinds(town.case) == ["second_opinion", "first_step", "talk_again"]
    assert the(town.case, "talk_again").due_on == day


# -- who sees it


def test_to_do_is_by_day_late_first_and_the_look_is_on_record(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    late = the(town.case, "second_opinion")
    row = FollowUp(
        client_key=late.client_key, case=town.case, agreed_in=late.agreed_in, kind="talk_again",
        due_on=timezone.localdate() - timedelta(days=1), recorded_by=late.recorded_by,
    )  # fmt: skip
    row.save()
    page = anouk.get(TODO)
    assert page.context["items"][0].row.pk == row.pk
    text = page.content.decode()
    for words in ("Dirk Jansen", "te laat", "Tweede mening", "De teamleider vraagt iemand"):
        assert words in text
    assert AccessLine.objects.filter(case_uuid=town.case.uuid, part="list").exists()
    home = anouk.get("/").content.decode()
    assert "Te doen <span" in home
    assert "te laat: het was voor" in home
    session = anouk.session
    session["screen_shared"] = True
    session.save()
    assert "Dirk Jansen" not in anouk.get(TODO).content.decode()
    assert staff(town.world.people.bilal).get(TODO).context["items"] == []


def test_r14_the_team_lead_sees_no_client_and_the_client_reads_that_she_looked(
    town: Town, anouk: Browser, carla: Browser
) -> None:
    decide(anouk, town.case, asked())
    assert "1 tweede mening of ander gesprek: wie doet het?" in carla.get("/").content.decode()
    text = carla.get(OPINIONS).content.decode()
    assert "Anouk de Wit" in text
    assert "Dirk" not in text
    assert STEP not in text
    assert "selected" not in text  # nobody is chosen beforehand
    looked = AccessLine.objects.filter(case_uuid=town.case.uuid, part="second_opinions").latest("id")
    assert (looked.role, looked.purpose) == ("team_lead", "work_out")


def test_the_team_lead_asks_a_colleague_who_can_look_and_close(
    town: Town, anouk: Browser, carla: Browser
) -> None:
    decide(anouk, town.case, asked())
    row, daan = the(town.case, "second_opinion"), staff(town.daan)
    assert daan.get(address(town.case, "te-doen/")).status_code == 404
    posted = {"followup": str(row.uuid), "to": str(town.daan.pk)}
    assert carla.post(OPINIONS, posted).status_code == 302
    assert [item.row.pk for item in daan.get(TODO).context["items"]] == [
        row.pk
    ]  # what was asked, and no more
    look(town.case, town.daan, "stand_in")
    assert daan.get(address(town.case, f"te-doen/{row.uuid}/")).status_code == 200
    shown = daan.get(address(town.case, "te-doen/")).content.decode()
    assert shown.count("Afronden<") == 1
    other = the(town.case, "first_step")
    refused = daan.post(address(town.case, f"te-doen/{other.uuid}/"), {"what": "done", "words": "Nee."})
    assert refused.status_code == 403
    closing = {"what": "done", "words": "Ik sprak Dirk; hij wil eerst kijken."}
    assert daan.post(address(town.case, f"te-doen/{row.uuid}/"), closing).status_code == 302
    text = anouk.get(address(town.case, "te-doen/")).content.decode()
    assert "Ik sprak Dirk; hij wil eerst kijken." in text
    assert "Daan Bos rondde dit af" in text
    assert contact_of(town.case).stand_in is None  # who was asked does not stand in
    assert "tweede mening of ander gesprek" not in carla.get("/").content.decode()


@pytest.mark.parametrize("whom", ["anouk", "bilal", "carla"])
def test_only_a_colleague_of_the_team_is_asked_and_not_the_own_caseworker(
    town: Town, anouk: Browser, whom: str
) -> None:
    decide(anouk, town.case, asked())
    people = town.world.people
    with pytest.raises(Refused):
        assign(followup=the(town.case, "second_opinion"), to=getattr(people, whom), by=people.carla)
    with pytest.raises(Refused, match="teamleider"):
        assign(followup=the(town.case, "second_opinion"), to=town.daan, by=people.anouk)
    assert not FollowUpEvent.objects.exists()


# -- closing, by either side


def test_the_client_closes_with_one_sentence_and_the_caseworker_reads_it(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    dirk, row = town.dirk(), the(town.case, "first_step")
    assert STEP in dirk.get("/mijn-gesprek/afspraken/").content.decode()
    at = f"/mijn-gesprek/afspraken/{row.uuid}/"
    nothing = dirk.post(at, {"what": "done", "words": ""})
    assert nothing.status_code == 422
    assert "Schrijf in één zin hoe het ging." in nothing.content.decode()
    assert dirk.post(at, {"what": "done", "words": "Ik ben er geweest."}).status_code == 302
    assert dirk.get(at).status_code == 404  # closed is closed
    assert "U rondde dit af" in dirk.get("/mijn-gesprek/afspraken/").content.decode()
    assert "Ik ben er geweest." in dirk.get("/mijn-gesprek/alles/").content.decode()
    page = anouk.get(TODO)
    assert [item.row.pk for item in page.context["lately"]] == [row.pk]
    assert "De cliënt rondde dit af" in anouk.get(address(town.case, "te-doen/")).content.decode()
    assert b"geweest" not in bytes(FollowUpEvent.objects.get().words)


def test_what_one_side_closed_the_other_does_not_close_again(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    row, client = the(town.case, "first_step"), Actor(kind="client", client_key=town.case.client_key)
    close(followup=row, what="done", words="Klaar.", by=client)
    with pytest.raises(Refused, match="al afgerond"):
        close(followup=row, what="dropped", words="Toch niet.", by=client)
    with pytest.raises(Refused, match="Kies"):
        close(followup=the(town.case, "talk_again"), what="replaced", words="Nee.", by=client)
    assert FollowUpEvent.objects.count() == 1


def test_a_closed_conversation_asks_nobody_for_anything(town: Town, anouk: Browser, carla: Browser) -> None:
    decide(anouk, town.case, asked())
    close_case(case=town.case, reason="done", by=town.world.people.anouk)
    assert anouk.get(TODO).context["items"] == []
    assert carla.get(OPINIONS).context["items"] == []


def test_a_client_does_not_reach_what_was_agreed_with_another(town: Town, anouk: Browser) -> None:
    other = talk(town.world, "FICTIEF-9")
    decide(anouk, other, asked())
    dirk, row = town.dirk(), the(other, "first_step")
    for tail in ("/", ".ics"):
        assert dirk.get(f"/mijn-gesprek/afspraken/{row.uuid}{tail}").status_code == 404


def test_nothing_personal_stands_in_the_calendar_file(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    row = the(town.case, "talk_again")
    answer = town.dirk().get(f"/mijn-gesprek/afspraken/{row.uuid}.ics")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART;VALUE=DATE:{row.due_on:%Y%m%d}" in text
    assert "SUMMARY:Gesprek\r\n" in text
    for words in ("Dirk", "Anouk", "FICTIEF", "bakker", "mening", str(town.case.uuid)):
        assert words not in text


def test_the_words_go_with_the_client(town: Town, anouk: Browser) -> None:
    decide(anouk, town.case, asked())
    row = the(town.case, "first_step")
    close(followup=row, what="done", words="Klaar.", by=Actor(kind="client", client_key=row.client_key))
    destroy_client_data(client=town.case.client, ground="client_asked", by=SYSTEM)
    assert [(one.words, one.closed and one.closed.words) for one in of_case(town.case)] == [
        ("", None)
    ] * 2 + [("", "")]
    assert Sealer(row.client_key).read(row.words, f"followup:{row.uuid.hex}:words") is None
    assert open_of_case(town.case) == []
    assert verify_chains()[1] == []


# -- at size


@pytest.mark.parametrize("who", ["anouk", "carla"])
def test_a_long_list_asks_as_many_questions_as_a_short_one(town: Town, anouk: Browser, who: str) -> None:
    browser, at = staff(getattr(town.world.people, who)), TODO if who == "anouk" else OPINIONS
    decide(anouk, town.case, asked())
    browser.get(at)
    with CaptureQueriesContext(
        connection,
    ) as short:
        browser.get(at)
    for number in range(2, 6):
        decide(anouk, talk(town.world, f"FICTIEF-{number}"), asked())
    with CaptureQueriesContext(connection) as long:
        assert len(browser.get(at).context["items"]) >= 5
    assert len(long) == len(short)


def test_page_by_page_every_row_comes_once(
    town: Town, anouk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.followup.queries.PER_PAGE", 2)
    decide(anouk, town.case, asked())
    first = anouk.get(TODO)
    second = anouk.get(f"{TODO}?na={first.context['following']}")
    came = [item.row.pk for page in (first, second) for item in page.context["items"]]
    assert came == [row.pk for row in open_of_case(town.case)]
    assert second.context["following"] == 0
