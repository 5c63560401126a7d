# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The budget of questions and the talk mean the same by "a result that can speak" (R3, R12, S2, S28)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from checklist.advice.queries import row_of
from checklist.advice.rules import ClientTrait, Situation, is_about, is_old, speaking
from checklist.releases.models import Finding
from checklist.releases.queries import results_that_can_speak
from tests.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def in_a_talk(finding: Finding) -> bool:
    """Would this result be looked at in the talk of somebody of its own group, and may its release point a way?"""
    row, today = row_of(finding, finding.service), timezone.localdate()
    told = (ClientTrait(row.characteristic, row.group),) if row.characteristic else ()
    case = Situation(today, row.fictional, frozenset({row.characteristic}), told)
    may = is_about(row, case) and not is_old(row, today) and row.kind == "own" and row.gates_passed
    return may and row in speaking([row], case)


CHANGES: list[dict[str, Any]] = [
    {},
    {"gates_passed": False},
    {"kind": "elsewhere"},
    {"expires_on": None},
    {"expires_on": timezone.localdate() - timedelta(days=1)},
    {"direction_comparison": "versus_rest"},
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda one: "-".join(one) or "as_it_is")
def test_what_can_speak_is_the_same_in_a_query_and_in_a_talk_r3_s28(
    world: World, changes: dict[str, Any]
) -> None:
    Finding.objects.filter(characteristic="age", service="direct_werk").update(difference_p_holm="0.024")
    Finding.objects.filter(characteristic="age", service="proefplaatsing").update(difference_p_holm="0.026")
    Finding.objects.filter(characteristic="children", group="with").update(
        withdrawn_at=timezone.now(), withdrawn_by=world.people.esra, withdrawn_reason="Fout."
    )
    for name, value in changes.items():
        setattr(world.release, name, value)
    world.release.save()
    everything = Finding.objects.select_related("release")
    asked = set(results_that_can_speak().values_list("pk", flat=True))
    assert asked == {finding.pk for finding in everything if in_a_talk(finding)}
    assert (asked == set()) is bool(changes)
