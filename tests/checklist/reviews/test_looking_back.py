# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back: drawn by chance from every kind of talk, by somebody else, written once, and never about a person."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client as Browser

from checklist.access.models import AccessLine
from checklist.base.append_only import AppendOnlyError
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision
from checklist.people.permissions import Refused
from checklist.reviews.actions import draw_decisions, write_review
from checklist.reviews.models import Draw, Review
from checklist.reviews.queries import had_direction, may_be_drawn
from tests.checklist.decisions.talks import both, decide, staff
from tests.worlds import World

pytestmark = pytest.mark.django_db
QUEUE = "/terugkijken/"
FILLED = {
    "understandable": "yes",
    "client_heard": "partly",
    "learn": "Vraag eerder naar reizen.",
    "to_editor": "on",
}


def _address(decision: Decision) -> str:
    return f"{QUEUE}{decision.uuid}/"


def _fields(browser: Browser, decision: Decision) -> dict[str, Any]:
    return FILLED | {"once_key": str(browser.get(_address(decision)).context["form"]["once_key"].value())}


# ---- the draw --------------------------------------------------------------------------------------------------------


def test_each_decision_is_of_one_kind(world: World, decisions: dict[str, Decision]) -> None:
    assert list(may_be_drawn(world.people.team, departing=True)) == [decisions["departing"]]
    others = set(may_be_drawn(world.people.team, departing=False))
    assert others == {decisions["following"], decisions["silent"]}
    assert {had_direction(one.pk): one for one in others} == {
        True: decisions["following"], False: decisions["silent"],
    }  # fmt: skip


def test_the_draw_mixes_departing_following_and_no_evidence(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    assert carla.post(QUEUE).status_code == 302
    assert {draw.decision for draw in Draw.objects.all()} == set(decisions.values())
    carla.post(QUEUE)
    assert Draw.objects.count() == 3  # nothing left: nobody is drawn twice


def test_a_decision_that_was_superseded_is_not_drawn(
    carla: Browser, world: World, decisions: dict[str, Decision]
) -> None:
    old = decisions["following"]
    newer = decide(staff(world.people.anouk), old.case, both())
    carla.post(QUEUE)
    drawn = set(Draw.objects.values_list("decision_id", flat=True))
    assert newer.pk in drawn
    assert old.pk not in drawn


def test_the_draw_stays_within_the_team(world: World, decisions: dict[str, Decision]) -> None:
    lead = world.people.carla
    lead.team = world.people.other_team
    assert draw_decisions(by=lead) == []
    lead.team = world.people.team


@pytest.mark.parametrize("who", ["anouk", "gerda"])
def test_only_a_team_lead_draws(world: World, decisions: dict[str, Decision], who: str) -> None:
    with pytest.raises(Refused):
        draw_decisions(by=getattr(world.people, who))


# ---- the review ------------------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(carla: Browser, decisions: dict[str, Decision]) -> dict[str, Decision]:
    carla.post(QUEUE)
    return decisions


def test_r15_the_deciders_name_stands_inside_the_review_only(
    carla: Browser, drawn: dict[str, Decision]
) -> None:
    assert "Anouk de Wit" not in carla.get(QUEUE).content.decode()
    page = carla.get(_address(drawn["departing"])).content.decode()
    assert "Anouk de Wit" in page
    assert "Ik ken een bakker." in page
    assert drawn["departing"].case.client.display_name not in page


def test_a_decision_that_was_not_drawn_cannot_be_opened(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    assert carla.get(_address(decisions["departing"])).status_code == 404


def test_a_review_is_kept_and_its_words_are_sealed(carla: Browser, drawn: dict[str, Decision]) -> None:
    decision = drawn["departing"]
    answer = carla.post(_address(decision), _fields(carla, decision))
    assert (answer.status_code, answer.headers["Location"]) == (302, QUEUE)
    review = Review.objects.get()
    assert (review.understandable, review.client_heard, review.to_editor) == ("yes", "partly", True)
    assert b"reizen" not in bytes(review.learn)
    assert "Vraag eerder naar reizen." in carla.get(_address(decision)).content.decode()
    assert verify_chains()[1] == []


def test_s18_the_same_review_twice_is_one_row(carla: Browser, drawn: dict[str, Decision]) -> None:
    decision = drawn["departing"]
    filled = _fields(carla, decision)
    for _ in range(2):
        assert carla.post(_address(decision), filled).status_code == 302
    assert Review.objects.count() == 1


def test_r5_the_three_questions_have_nothing_preselected_and_two_must_be_answered(
    carla: Browser, drawn: dict[str, Decision]
) -> None:
    decision = drawn["silent"]
    page = carla.get(_address(decision)).content.decode()
    assert " checked" not in page
    answer = carla.post(_address(decision), {"once_key": str(uuid4())})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"understandable", "client_heard"}
    assert not Review.objects.exists()


def test_who_decided_does_not_look_back(world: World, drawn: dict[str, Decision]) -> None:
    anouk = world.people.anouk
    anouk.is_team_lead = True
    anouk.save()
    try:
        answer = staff(anouk).get(_address(drawn["departing"]))
        assert answer.status_code == 403
        assert "U had dit gesprek zelf." in answer.content.decode()
        assert "Ik ken een bakker." not in answer.content.decode()
        with pytest.raises(Refused):
            write_review(
                decision=drawn["departing"], understandable="yes", client_heard="yes", learn="", to_editor=False,
                once_key=uuid4(), by=anouk,
            )  # fmt: skip
        line = AccessLine.objects.filter(client_key=drawn["departing"].client_key).latest("seq")
        assert (line.outcome, line.part) == ("refused", "review")
    finally:
        anouk.is_team_lead = False
        anouk.save()


def test_r16_a_review_is_never_changed(carla: Browser, drawn: dict[str, Decision]) -> None:
    decision = drawn["departing"]
    carla.post(_address(decision), _fields(carla, decision))
    review = Review.objects.get()
    for act in (review.save, review.delete, lambda: Review.objects.update(understandable="no")):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            act()
    carla.post(_address(decision), _fields(carla, decision) | {"understandable": "no"})
    assert [row.understandable for row in Review.objects.order_by("id")] == ["yes", "no"]


def test_r14_each_look_leaves_one_line_to_learn(carla: Browser, drawn: dict[str, Decision]) -> None:
    decision = drawn["departing"]
    lines = AccessLine.objects.filter(client_key=decision.client_key, part="review")
    filled = _fields(carla, decision)
    assert [(line.purpose, line.outcome) for line in lines] == [("learn", "shown")]
    carla.post(_address(decision), filled)
    assert [line.outcome for line in lines.order_by("seq")] == ["shown", "saved"]


def test_editors_read_what_was_meant_for_them_and_no_name_with_it(
    carla: Browser, world: World, drawn: dict[str, Decision]
) -> None:
    for_them, not_for_them = drawn["departing"], drawn["following"]
    carla.post(_address(for_them), _fields(carla, for_them))
    rest = _fields(carla, not_for_them) | {"learn": "Iets voor onszelf."}
    del rest["to_editor"]
    carla.post(_address(not_for_them), rest)
    page = staff(world.people.esra).get(QUEUE + "voor-de-redactie/").content.decode()
    assert "Vraag eerder naar reizen." in page
    assert "Iets voor onszelf." not in page
    assert [name for name in ("Anouk", "Dirk", str(for_them.case.uuid)) if name in page] == []
    assert AccessLine.objects.filter(part="review_learned").count() == 1
    assert carla.get(QUEUE + "voor-de-redactie/").status_code == 403


def test_r14_a_talk_that_was_not_drawn_and_another_role_are_refused_on_record(
    carla: Browser, world: World, decisions: dict[str, Decision]
) -> None:
    decision = decisions["departing"]
    lines = AccessLine.objects.filter(client_key=decision.client_key, part="review", outcome="refused")
    assert carla.get(_address(decision)).status_code == 404
    assert [line.account for line in lines] == [world.people.carla]
    assert staff(world.people.anouk).get(_address(decision)).status_code == 403
    assert {(line.account, line.role) for line in lines.all()} == {
        (world.people.carla, "team_lead"), (world.people.anouk, "caseworker"),
    }  # fmt: skip


def test_r15_the_queue_has_days_and_no_time(carla: Browser, drawn: dict[str, Decision]) -> None:
    answer = carla.get(QUEUE)
    assert answer.context["rows"]
    assert {(row.talked_on.hour, row.talked_on.minute) for row in answer.context["rows"]} == {(0, 0)}
