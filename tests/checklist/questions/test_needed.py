# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question counts as needed only while a result that can speak in a talk uses it (R12, S28)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from checklist.questions.actions import derive_draft
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import faults_of, findings_per_characteristic, no_longer_needed, questions_of
from checklist.releases.actions import withdraw_finding
from checklist.releases.models import Finding
from checklist.releases.queries import results_that_can_speak
from checklist.services.models import ServiceLink
from tests.checklist.intake.steps import case_of
from tests.checklist.questions.test_pages import HOME, browser_of
from tests.worlds import World

AGE = {"characteristic": "age", "service": "korte_vakopleiding", "type": "effect"}


def no_difference(world: World) -> None:
    Finding.objects.filter(**AGE).update(difference_p_holm="0.30")


def not_tested(world: World) -> None:
    Finding.objects.filter(**AGE).update(difference_p_holm=None)


def withdrawn(world: World) -> None:
    for finding in Finding.objects.filter(**AGE):
        withdraw_finding(finding=finding, reason="Fout in de telling.", by=world.people.esra)


def another_term(world: World) -> None:
    Finding.objects.filter(**AGE).update(primary=False)


def another_comparison(world: World) -> None:
    Finding.objects.filter(**AGE).update(comparison="versus_rest")


def old(world: World) -> None:
    world.release.expires_on = timezone.localdate() - timedelta(days=1)
    world.release.save()


def gate_failed(world: World) -> None:
    world.release.gates_passed = False
    world.release.save()


def from_elsewhere(world: World) -> None:
    world.release.kind = "elsewhere"
    world.release.save()


def not_ours(world: World) -> None:
    ServiceLink.objects.filter(key_in_release="korte_vakopleiding").delete()


def switched_off(world: World) -> None:
    world.services["korte_vakopleiding"].is_on = False
    world.services["korte_vakopleiding"].save()


SILENCED: list[Callable[[World], None]] = [
    no_difference, not_tested, withdrawn, another_term, another_comparison, old, gate_failed, from_elsewhere,
    not_ours, switched_off,
]  # fmt: skip


@pytest.mark.parametrize("silence", SILENCED, ids=lambda act: act.__name__)
def test_a_question_is_needed_only_while_a_result_can_speak_r12_s28(
    world: World, draft: Checklist, silence: Callable[[World], None]
) -> None:
    assert "age" in findings_per_characteristic()
    silence(world)
    assert "age" not in findings_per_characteristic()
    assert ("age", "no_effect") in {(fault.key, fault.code) for fault in faults_of(draft)}
    fresh = derive_draft(releases=[world.release], by=world.people.esra)
    assert not fresh.questions.filter(characteristic="age").exists()
    assert "age" in [question.key for question in no_longer_needed(questions_of(world.checklist))]


def test_a_group_that_does_not_differ_asks_for_nothing_s28(world: World) -> None:
    """Every group was studied for every service; only where the difference held a question follows."""
    assert Finding.objects.filter(characteristic="sex", type="effect").exists()
    assert set(findings_per_characteristic()) == {
        *("age", "education", "children", "recent_work", "chronic_condition")
    }
    assert not results_that_can_speak().filter(characteristic="sex").exists()


def test_the_builder_names_the_questions_that_lost_their_research_s28(world: World) -> None:
    esra = browser_of(world.people.esra)
    assert "geen uitkomst" not in esra.get(f"{HOME}1/").content.decode()
    withdrawn(world)
    html = esra.get(f"{HOME}1/").content.decode()
    assert "15 vragen, 4 nodig voor onderzoek." in html
    assert "1 vraag werd gesteld voor onderzoek, en geen uitkomst heeft die nog nodig:" in html
    assert html.count("Geen uitkomst heeft deze vraag nog nodig.") == 1
    assert "15 vragen, 4 nodig voor onderzoek" in esra.get(HOME).content.decode()


@pytest.mark.parametrize("act", [None, withdrawn])
def test_in_the_talk_the_reason_is_the_true_one_s28(world: World, act: Any) -> None:
    case = case_of(world)
    if act:
        act(world)
    html = browser_of(world.people.anouk).get(f"/gesprekken/{case.uuid}/vragen/alles/").content.decode()
    age = html.partition('id="question-age"')[2].partition("</fieldset>")[0]
    assert ("Geen onderzoek gebruikt dit antwoord nu." in age) is (act is not None)
    assert html.count("Geen onderzoek gebruikt dit antwoord nu.") == (1 if act else 0)


def test_a_question_for_a_group_without_research_is_not_published_s28(world: World, draft: Checklist) -> None:
    no_difference(world)
    assert Question.objects.get(
        checklist=draft, key="age"
    ).findings.exists()  # it was linked when it was made
    html = browser_of(world.people.esra).get(f"{HOME}{draft.version}/").content.decode()
    assert "Geen uitkomst die in een gesprek mag" in html
