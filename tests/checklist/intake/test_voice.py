# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's voice on what was written down (R8), and what may be used of it (R12, R13)."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from checklist.access.models import Erasure
from checklist.base.chain import verify_chains
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.base.models import DataKey
from checklist.intake.actions import advance, confirm_read_back, destroy_answer_of_case, voice_on_answer
from checklist.intake.models import Answer, Case
from checklist.intake.queries import Fact, answers_opened, facts_of
from checklist.intake.rules import answer_place
from checklist.people.permissions import Refused
from checklist.questions.rules import Reply
from checklist.releases.models import GroupPolicy
from tests.checklist.intake.steps import answer, client_actor, page, question_of, stored
from tests.worlds import World


def facts(case: Case) -> dict[str, Fact]:
    return {fact.characteristic: fact for fact in facts_of(case)}


def test_one_yes_for_all_r8(case: Case, anouk: Browser) -> None:
    """Rule R8: one explicit 'klopt'. What was left open is on record as not asked."""
    answer(case, "age", {"value": "45-54"})
    answer(case, "education", Reply("declined"))
    assert stored(case, "age").voice == ""
    response = anouk.post(page(case, "teruglezen"), {"confirm": "1"})
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.read_back_at is not None
    assert case.stage == Case.Stage.FIRST_IDEA
    assert (stored(case, "age").voice, stored(case, "hours").state) == ("right", "not_asked")
    assert (
        Answer.objects.filter(case=case).count() == 12
    )  # 15 without the goal, and without the two behind the gate


@pytest.mark.parametrize("voice", ["not_me", "do_not_use"])
def test_a_refused_line_leaves_the_evidence_r8(case: Case, anouk: Browser, voice: str) -> None:
    """Rule R8: no reason is needed, and the other answers stay as they are."""
    answer(case, "age", {"value": "45-54"})
    answer(case, "children", {"value": "part"})
    anouk.post(page(case, "teruglezen"), {"question": "age", "voice": voice})
    confirm_read_back(case=case, by=case.caseworker)
    assert facts(case)["age"].refused
    assert facts(case)["children"] == Fact(
        "children", "with", "children", stored(case, "children").key_id, refused=False
    )
    assert stored(case, "age").voice == voice  # 'this is right' for all does not undo it


def test_the_read_back_page_offers_both_and_asks_no_reason_r8(case: Case, anouk: Browser) -> None:
    answer(case, "age", {"value": "45-54"})
    html = anouk.get(page(case, "teruglezen")).content.decode()
    for word in ("Dit ben ik niet", "Dit wil ik niet: gebruik dit niet", "Ja, dit klopt", "45–54 jaar"):
        assert word in html
    assert "textarea" not in html
    anouk.post(page(case, "teruglezen"), {"question": "age", "voice": "do_not_use"})
    assert "Haal ook het antwoord weg" in anouk.get(page(case, "teruglezen")).content.decode()


def test_the_answer_itself_can_go_r8(case: Case, anouk: Browser) -> None:
    """Rule R8: its own key is destroyed; other answers stay readable; the erasure is on record and the chains hold."""
    answer(case, "age", {"value": "45-54"})
    answer(case, "children", {"value": "yes"})
    row = stored(case, "age")
    key, sealed = row.key_id, bytes(row.value)
    assert key is not None
    anouk.post(page(case, "teruglezen"), {"question": "age", "voice": "destroy"})
    assert not DataKey.objects.filter(pk=key).exists()
    with pytest.raises(KeyDestroyed):
        Sealer(case.client_key).open(sealed, answer_place(case.uuid, "age"), key=key)
    assert answers_opened(case)["age"].answer is None
    assert answers_opened(case)["children"].answer == {"value": "yes"}
    assert facts(case)["age"] == Fact("age", "", "age", None, refused=True)
    line = Erasure.objects.get(client_key=case.client_key)
    assert (line.what, line.subject, line.ground) == ("answer", key, "client_asked")
    assert verify_chains()[1] == []
    assert answer(case, "age", {"value": "55+"}, version=2) == 3  # the client may answer after all
    assert not facts(case)["age"].refused


def test_each_answer_has_a_key_of_its_own_r8(case: Case) -> None:
    answer(case, "age", {"value": "45-54"})
    answer(case, "work", {"words": "Bakken"})
    keys = {stored(case, key).key_id for key in ("age", "work")}
    assert len(keys) == 2
    assert None not in keys
    assert b"Bakken" not in bytes(stored(case, "work").value)


def test_the_client_can_say_it_without_the_caseworker_r8(case: Case) -> None:
    answer(case, "age", {"value": "45-54"})
    voice_on_answer(case=case, question=question_of(case, "age"), voice="do_not_use", by=client_actor(case))
    assert facts(case)["age"].refused
    destroy_answer_of_case(case=case, question=question_of(case, "age"), by=client_actor(case))
    assert stored(case, "age").state == "destroyed"
    for act in (voice_on_answer, destroy_answer_of_case):
        more: dict[str, Any] = {"voice": "right"} if act is voice_on_answer else {}
        with pytest.raises(Refused):
            act(case=case, question=question_of(case, "age"), by=client_actor(case), **more)


def test_a_changed_answer_is_read_back_again_r8(case: Case) -> None:
    version = answer(case, "age", {"value": "45-54"})
    confirm_read_back(case=case, by=case.caseworker)
    answer(case, "age", {"value": "55+"}, version=version)
    case.refresh_from_db()
    assert (case.read_back_at, stored(case, "age").voice) == (None, "")


def test_without_reading_back_the_talk_does_not_go_on_r8(case: Case) -> None:
    with pytest.raises(Refused):
        advance(case=case, stage=Case.Stage.FIRST_IDEA, by=case.caseworker)


def test_only_answers_for_research_become_facts_r12(case: Case) -> None:
    """Rule R12: answers under ground (b) never match findings."""
    for question in case.checklist.questions.exclude(key="goal"):
        reply = {"value": question.options[0]["value"]} if question.options else {"words": "x"}
        if question.kind == "several":
            reply = {"values": [question.options[1]["value"]]}
        if question.kind == "lines":
            reply = {"lines": {"standing": "fine"}}
        answer(case, question.key, reply)
    found = facts(case)
    assert {fact.question_key for fact in found.values()} == {
        "age",
        "education",
        "recent_work",
        "children",
        "health_long",
    }
    assert found["chronic_condition"].group == "with"


def test_open_answers_are_no_facts_r12(case: Case) -> None:
    for key, state in (("age", "unknown"), ("education", "declined"), ("children", "not_asked")):
        answer(case, key, Reply(state))
    assert facts_of(case) == []


def test_an_answer_outside_the_studied_groups_means_no_group_r12(case: Case) -> None:
    answer(case, "education", {"value": "hbo"})
    assert facts(case)["education"].group == ""


def test_a_group_taken_out_of_the_talk_is_not_used_r13(world: World, case: Case, settings: Any) -> None:
    """Rule R13: the policy in force today decides, also about answers given before."""
    answer(case, "age", {"value": "45-54"})
    answer(case, "health_gate", {"value": "yes"})
    answer(case, "health_long", {"value": "yes"})
    assert set(facts(case)) == {"age", "chronic_condition"}
    settings.HEALTH_IN_TALKS_CONFIRMED = False
    assert set(facts(case)) == {"age"}
    GroupPolicy.objects.create(
        characteristic="age", state="off", reason_nl="x", reason_en="x",
        proposed_by=world.people.esra, approved_by=world.people.farid, approved_at="2030-01-01T00:00Z",
    )  # fmt: skip
    assert facts(case) == {}


def test_a_no_at_the_gate_takes_health_out_of_the_talk_r13(case: Case, anouk: Browser) -> None:
    """Rule R13: through the gate only. What was said before the no is not used, and destroyed when it is read back."""
    gate = answer(case, "health_gate", {"value": "yes"})
    answer(case, "health_long", {"value": "yes"})
    key = stored(case, "health_long").key_id
    answer(case, "health_gate", {"value": "no"}, version=gate)
    assert facts_of(case) == []
    assert "halen we dit antwoord weg" in anouk.get(page(case, "teruglezen")).content.decode()
    confirm_read_back(case=case, by=case.caseworker)
    assert not DataKey.objects.filter(pk=key).exists()
    assert stored(case, "health_long").state == "destroyed"


def test_a_stored_answer_cannot_be_moved_to_another_question(case: Case) -> None:
    answer(case, "children", {"value": "yes"})
    answer(case, "recent_work", {"value": "no"})
    one, other = stored(case, "children"), stored(case, "recent_work")
    Answer.objects.filter(pk=other.pk).update(value=one.value, key_id=one.key_id)
    with pytest.raises(ValueError, match="does not belong"):
        answers_opened(case)


def test_an_opened_answer_reads_in_both_languages(case: Case) -> None:
    answer(case, "before", {"values": ["paid"], "words": "Bakkerij"})
    opened = answers_opened(case)["before"]
    assert (opened.in_words("nl"), opened.in_words("en")) == (
        "Betaald werk · Bakkerij",
        "Paid work · Bakkerij",
    )
    assert opened._replace(voice="not_me").refused
    assert json.dumps(opened.answer)
