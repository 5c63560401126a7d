# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row a choice: what research found with all its parts, and a box for each voice."""

import re

import pytest
from django.test import Client as Browser

from checklist.advice.queries import latest_snapshot, open_snapshot
from checklist.intake.models import Case
from tests.checklist.decisions.own_device import dirk, give, mine
from tests.checklist.decisions.talks import address

pytestmark = pytest.mark.django_db


def test_r5_s27_each_choice_is_one_row_with_its_statement_and_both_boxes_the_clients_first(
    anouk: Browser, case: Case
) -> None:
    answer = anouk.get(address(case))
    page = answer.content.decode()
    rows = re.findall(r"<tbody.*?</tbody>", page.partition('class="strip picks"')[2], re.DOTALL)
    assert [row.value for row in answer.context["picks"].rows] == [
        value for value, _label in answer.context["form"].fields["client_choice"].choices
    ]
    for row, drawn in zip(answer.context["picks"].rows, rows, strict=True):
        boxes = re.findall(r'name="(\w+)_choice" value="([^"]+)"', drawn)
        assert boxes == [
            (whose, row.value)
            for whose in ("client", "caseworker")
            if (whose, row.value) != ("caseworker", ":no_choice")
        ]
        for line in row.lines:
            said = (
                [line.sentence] if line.sentence else [line.who, line.says, line.levels, line.span, line.sure]
            )
            assert all(part in drawn for part in said if part), row.label
    service = {service.key: service for service in open_snapshot(latest_snapshot(case)).services}  # type: ignore[arg-type]
    with_lines = [row.value for row in answer.context["picks"].rows if row.lines]
    assert with_lines == list(service)  # every one that was shown, in the order of the catalogue


def test_r6_a_first_idea_stands_beside_its_box_and_ticks_nothing(anouk: Browser, case: Case) -> None:
    page = anouk.get(address(case)).content.decode()
    marked = re.findall(r'value="(\w+)" id="\w+" aria-label="[^"]*\(eerste idee\)"', page)
    assert marked == ["meedoen"]  # the client's; the caseworker had no idea yet
    assert page.count('class="picks__idea"') == 1


def test_what_nobody_can_tick_here_has_no_row(anouk: Browser, case: Case) -> None:
    give(dirk(case), mine())  # on the own device: 'no choice now' was the client's to tick
    answer = anouk.get(address(case))
    rows = answer.context["picks"].rows
    assert "client_choice" not in answer.context["form"].fields
    assert all(row.caseworker for row in rows)
    assert ":no_choice" not in [row.value for row in rows]
    page = answer.content.decode().partition('class="strip picks"')[2]
    assert ":no_choice" not in page.partition("</table>")[0]
