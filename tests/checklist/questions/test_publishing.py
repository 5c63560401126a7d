# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From releases to a published, frozen checklist: no question without a ground (R12), no group not allowed (R13)."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from checklist.people.permissions import Refused
from checklist.questions.actions import (
    NotPublishable,
    add_question,
    derive_draft,
    edit_question,
    load_default_questions,
    move_question,
    propose_checklist,
    remove_question,
)
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import published, questions_of
from checklist.releases.actions import withdraw_release
from checklist.releases.models import Finding, GroupPolicy
from tests.worlds import World, publish

EXTRA: dict[str, Any] = {
    "topic_nl": "Extra", "topic_en": "Extra", "kind": "one", "text_nl": "Nog iets?", "text_en": "Anything else?",
    "options": [{"value": "yes", "nl": "Ja", "en": "Yes"}], "ground": "practical",
    "use_nl": "Voor dit gesprek.", "use_en": "For this talk.",
}  # fmt: skip


def go_live(draft: Checklist, world: World) -> Checklist:
    """Published by two people; what says the same as what is live cannot be."""
    words = f"Dit is versie {draft.version}."
    edit_question(question=draft.questions.get(key="work"), by=world.people.esra, help_nl=words)
    return publish(draft, world.people)


def codes(checklist: Checklist, by: Any) -> set[tuple[str, str]]:
    with pytest.raises(NotPublishable) as refused:
        propose_checklist(checklist=checklist, by=by)
    return {(fault.key, fault.code) for fault in refused.value.faults}


def test_a_draft_asks_what_effects_need_and_no_more_r12(world: World) -> None:
    """Rule R12(a): one question for each group with an approved effect that may be talked about; sex may not."""
    draft = derive_draft(releases=[world.release], by=world.people.esra)
    wanted = {"age", "education", "children", "recent_work", "chronic_condition"}
    assert {question.characteristic for question in draft.questions.all()} == wanted
    assert all(question.findings.filter(type="effect").exists() for question in draft.questions.all())


def test_the_shipped_checklist_is_the_fifteen_of_the_design(world: World, draft: Checklist) -> None:
    keys = [question.key for question in questions_of(draft)]
    assert keys == [
        "goal", "work", "hours", "age", "education", "recent_work", "before", "children", "care", "money_help",
        "health_gate", "health_long", "abilities", "earlier_help", "needs",
    ]  # fmt: skip
    assert [question.position for question in questions_of(draft)] == list(range(1, 16))
    go_live(draft, world)
    assert published() == draft


def test_what_often_goes_together_is_no_ground_r12(world: World, draft: Checklist) -> None:
    """Rule R12: samenhang alone never justifies a stored answer."""
    Finding.objects.filter(characteristic="age").exclude(type="association").delete()
    assert Finding.objects.filter(characteristic="age", type="association").exists()
    assert ("age", "no_effect") in codes(draft, world.people.esra)


def test_without_a_named_use_nothing_is_published_r12(world: World, draft: Checklist) -> None:
    remove_question(question=draft.questions.get(key="needs"), by=world.people.esra)
    add_question(checklist=draft, key="extra", by=world.people.esra, **EXTRA | {"use_en": "  "})
    assert codes(draft, world.people.esra) == {("extra", "no_use")}


def test_a_practical_question_with_groups_is_refused_r12(world: World, draft: Checklist) -> None:
    hours = draft.questions.get(key="hours")
    options = [option | {"group": "with"} for option in hours.options]
    edit_question(question=hours, by=world.people.esra, options=options)
    assert codes(draft, world.people.esra) == {("hours", "practical_matched")}


def test_a_question_for_research_says_how_it_was_measured_r12(world: World, draft: Checklist) -> None:
    edit_question(question=draft.questions.get(key="age"), by=world.people.esra, measured_nl="")
    assert codes(draft, world.people.esra) == {("age", "no_measure")}


def test_a_withdrawn_release_is_no_ground_r12(world: World, draft: Checklist) -> None:
    withdraw_release(release=world.release, reason="fout", by=world.people.esra)
    found = codes(draft, world.people.esra)
    assert {key for key, code in found} == {"age", "education", "children", "recent_work", "health_long"}


def test_fifteen_is_the_most_r12(world: World, draft: Checklist) -> None:
    add_question(checklist=draft, key="extra", by=world.people.esra, **EXTRA)
    assert codes(draft, world.people.esra) == {("", "too_many")}


def test_a_group_that_may_not_be_talked_about_is_not_asked_r13(world: World, draft: Checklist) -> None:
    """Rule R13: the policy in force decides, and two people changed it."""
    GroupPolicy.objects.create(
        characteristic="children", state="library", reason_nl="x", reason_en="x",
        proposed_by=world.people.esra, approved_by=world.people.farid, approved_at="2030-01-01T00:00Z",
    )  # fmt: skip
    assert codes(draft, world.people.esra) == {("children", "not_in_talk")}
    fresh = derive_draft(releases=[world.release], by=world.people.esra)
    assert not fresh.questions.filter(characteristic="children").exists()


def test_health_is_not_asked_where_it_was_not_confirmed_r13(
    world: World, draft: Checklist, settings: Any
) -> None:
    settings.HEALTH_IN_TALKS_CONFIRMED = False
    assert codes(draft, world.people.esra) == {("health_long", "not_in_talk")}
    fresh = derive_draft(releases=[world.release], by=world.people.esra)
    load_default_questions(draft=fresh, by=world.people.esra)
    assert not fresh.questions.filter(key="health_long").exists()
    publish(fresh, world.people)


def test_sex_is_never_asked_r13(world: World, draft: Checklist) -> None:
    """Rule R13: sex is studied in this release and stays in the library."""
    assert Finding.objects.filter(characteristic="sex", type="effect").exists()
    remove_question(question=draft.questions.get(key="needs"), by=world.people.esra)
    options = [{"value": "w", "nl": "Vrouw", "en": "Woman", "group": "woman"}]
    fields = EXTRA | {
        "ground": "effect",
        "characteristic": "sex",
        "options": options,
        "measured_nl": "x",
        "measured_en": "x",
    }
    add_question(checklist=draft, key="sex", by=world.people.esra, **fields)
    assert codes(draft, world.people.esra) == {("sex", "not_in_talk")}


def test_the_goal_comes_first(world: World, draft: Checklist) -> None:
    move_question(question=draft.questions.get(key="goal"), up=False, by=world.people.esra)
    assert ("", "goal_first") in codes(draft, world.people.esra)
    with pytest.raises(Refused):
        remove_question(question=draft.questions.get(key="goal"), by=world.people.esra)


def test_a_condition_names_an_earlier_question(world: World, draft: Checklist) -> None:
    gate = draft.questions.get(key="health_gate")
    move_question(question=gate, up=False, by=world.people.esra)
    assert codes(draft, world.people.esra) == {("health_long", "condition_not_earlier")}
    move_question(question=gate, up=True, by=world.people.esra)
    edit_question(
        question=draft.questions.get(key="abilities"), by=world.people.esra, depends_values=["maybe"]
    )
    assert codes(draft, world.people.esra) == {("abilities", "condition_unknown_answer")}


def test_taking_a_question_away_takes_its_conditions_along(world: World, draft: Checklist) -> None:
    remove_question(question=draft.questions.get(key="health_gate"), by=world.people.esra)
    assert draft.questions.get(key="abilities").depends_on == ""
    assert [question.position for question in questions_of(draft)] == list(range(1, 15))


def test_publishing_supersedes_the_version_before(world: World, draft: Checklist) -> None:
    go_live(draft, world)
    second = derive_draft(releases=[world.release], by=world.people.esra)
    load_default_questions(draft=second, by=world.people.esra)
    go_live(second, world)
    states = dict(Checklist.objects.values_list("version", "state"))
    assert (states.pop(second.version), set(states.values())) == ("published", {"superseded"})


def test_only_an_editor_makes_a_checklist(world: World, draft: Checklist) -> None:
    for somebody in (world.people.anouk, world.people.farid, world.people.carla):
        with pytest.raises(Refused):
            propose_checklist(checklist=draft, by=somebody)
        with pytest.raises(Refused):
            derive_draft(releases=[world.release], by=somebody)


def test_a_published_version_is_not_edited_any_more(world: World, draft: Checklist) -> None:
    go_live(draft, world)
    age, by = draft.questions.get(key="age"), world.people.esra
    acts: list[Any] = [
        lambda: edit_question(question=age, by=by, text_nl="Anders"),
        lambda: move_question(question=age, up=True, by=by),
        lambda: remove_question(question=age, by=by),
        lambda: add_question(checklist=draft, key="extra", by=by, **EXTRA),
        lambda: propose_checklist(checklist=draft, by=by),
        lambda: load_default_questions(draft=draft, by=by),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


PAST_THE_ACTIONS = [
    "UPDATE checklist_question SET text_nl = 'Anders' WHERE checklist_id = {id}",
    "UPDATE checklist_question SET published = {false} WHERE checklist_id = {id}",
    "UPDATE checklist_question SET checklist_id = {other} WHERE checklist_id = {id}",
    "DELETE FROM checklist_question WHERE checklist_id = {id}",
    "UPDATE checklist_checklist SET title_nl = 'Anders' WHERE id = {id}",
    "UPDATE checklist_checklist SET state = 'draft' WHERE id = {id}",
    "UPDATE checklist_checklist SET state = 'superseded', version = 99 WHERE id = {id}",
    "UPDATE checklist_checklist SET published_at = NULL WHERE id = {id}",
    "DELETE FROM checklist_checklist WHERE id = {id}",
    "UPDATE checklist_checklist SET state = 'published' WHERE id = {other}",
]
BY_FORCE = [
    "INSERT OR REPLACE INTO checklist_question SELECT * FROM checklist_question WHERE checklist_id = {id}",
    "INSERT OR REPLACE INTO checklist_checklist SELECT * FROM checklist_checklist WHERE id = {id}",
    "UPDATE OR REPLACE checklist_checklist SET version = {version} WHERE id = {other}",
    "UPDATE OR REPLACE checklist_checklist SET id = {id} WHERE id = {other}",
    "UPDATE OR REPLACE checklist_question SET id = {question} WHERE checklist_id = {other} AND key = 'work'",
]


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def test_the_database_itself_keeps_a_published_version_r16(world: World, draft: Checklist) -> None:
    """Also raw SQL, also OR REPLACE, which would push a row out without a DELETE."""
    go_live(draft, world)
    other = derive_draft(releases=[world.release], by=world.people.esra)
    load_default_questions(draft=other, by=world.people.esra)
    names = {
        "id": draft.pk, "other": other.pk, "version": draft.version,
        "question": draft.questions.get(key="work").pk,
        "false": "FALSE" if connection.vendor == "postgresql" else "0",
    }  # fmt: skip
    attempts = PAST_THE_ACTIONS + (BY_FORCE if connection.vendor == "sqlite" else [])
    for attempt in attempts:
        assert refused(attempt.format(**names)), f"allowed: {attempt}"
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.create(checklist=draft, key="extra", position=16, **EXTRA)
    draft.refresh_from_db()
    assert (draft.state, draft.questions.count()) == ("published", 15)
