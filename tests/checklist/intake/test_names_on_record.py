# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever's name or number was on a screen reads it, and whoever was asked for in vain: one line a person (R14)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.access.queries import looks_of
from checklist.base.chain import verify_chains
from checklist.intake.actions import hand_over, open_case
from checklist.intake.models import Case
from checklist.transparency.page.looks import look_rows, strip_of
from tests.checklist.intake.steps import browser_of, page
from tests.worlds import World

LIST = "/gesprekken/"


def lines(**wanted: object) -> list[AccessLine]:
    return list(AccessLine.objects.filter(**wanted).order_by("id"))


def more_cases(world: World, number: int) -> list[Case]:
    who = {"purpose": "talk", "by": world.people.anouk, "fictional": True}
    return [
        open_case(number=f"MEER-{at}", display_name=f"Naam {at}", **who).case  # type: ignore[arg-type]
        for at in range(number)
    ]


# ---- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", LIST])
def test_r14_a_list_with_names_leaves_a_line_for_each_client(
    world: World, anouk: Browser, case: Case, path: str
) -> None:
    cases = [case, *more_cases(world, 3)]
    anouk.get(path)
    found = lines(part="list")
    assert {(line.client_key, line.case_uuid) for line in found} == {
        (one.client_key, one.uuid) for one in cases
    }
    assert len(found) == len(cases)
    assert {(line.account, line.role, line.purpose, line.outcome) for line in found} == {
        (world.people.anouk, "caseworker", "prepare", "shown")
    }
    assert verify_chains()[1] == []


def test_r14_only_who_is_on_the_page_was_looked_at(world: World, anouk: Browser, case: Case) -> None:
    more_cases(world, 7)
    anouk.get("/")
    assert len(lines(part="list")) == 5
    anouk.get(f"{LIST}?gesloten=1")
    assert len(lines(part="list")) == 5


@pytest.mark.parametrize("path", ["/", LIST])
def test_r14_a_list_without_names_leaves_no_line(anouk: Browser, case: Case, path: str) -> None:
    anouk.post("/gesprekken/scherm-delen/", {"shared": "1", "next": LIST})
    anouk.get(path)
    assert lines(part="list") == []


def _statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found.captured_queries)


@pytest.mark.parametrize("path", ["/", LIST])
def test_the_lines_of_a_list_take_as_few_statements_for_many_as_for_one(
    world: World, anouk: Browser, case: Case, path: str
) -> None:
    anouk.get(path)
    few = _statements(lambda: anouk.get(path))
    more_cases(world, 12)
    assert _statements(lambda: anouk.get(path)) <= few


def test_the_lines_of_a_search_take_as_few_statements_for_many_as_for_one(
    world: World, anouk: Browser, case: Case
) -> None:
    more_cases(world, 6)
    few = _statements(lambda: anouk.post(LIST, {"search": "MEER-1"}))
    many = _statements(lambda: anouk.post(LIST, {"search": "naam"}))
    assert len(lines(part="search")) == 7
    assert many <= few


def test_a_day_of_lists_is_one_row_to_the_client_with_each_look_behind_it(anouk: Browser, case: Case) -> None:
    for _ in range(6):
        anouk.get(LIST)
    looks = looks_of(case.client_key, caseworker=case.caseworker_id)
    lists = [look for look in looks if look.part == "list"]
    [row] = strip_of(lists).others
    assert row.times == "6 keer op 1 dag, laatst vandaag"
    assert [one.what for one in look_rows(lists)] == ["keek in een lijst van gesprekken met uw naam erin"] * 6


def test_r14_the_page_that_asks_why_leaves_a_line(anouk: Browser, case: Case) -> None:
    anouk.get(page(case, "doel-van-inzage"))
    [line] = lines(part="purpose")
    assert (line.client_key, line.case_uuid, line.outcome) == (case.client_key, case.uuid, "shown")


# ---- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["carla", "esra", "farid", "gerda"])
@pytest.mark.parametrize(("address", "part"), [("", "case"), ("doel-van-inzage/", "purpose")])
def test_r14_another_role_at_the_door_of_a_case_is_on_record(
    world: World, case: Case, who: str, address: str, part: str
) -> None:
    account = getattr(world.people, who)
    assert browser_of(account).get(f"/gesprekken/{case.uuid}/{address}").status_code == 403
    [line] = lines(account=account)
    assert (line.client_key, line.case_uuid, line.part, line.outcome) == (
        case.client_key, case.uuid, part, "refused",
    )  # fmt: skip
    assert line.role not in {"", "caseworker"}


def test_a_page_about_nobody_leaves_no_line_when_it_is_refused(world: World, case: Case) -> None:
    before = AccessLine.objects.count()
    assert browser_of(world.people.esra).get(LIST).status_code == 403
    assert browser_of(world.people.esra).get(f"/gesprekken/{uuid4()}/").status_code == 403
    assert AccessLine.objects.count() == before


def test_an_open_tab_is_one_refused_line_and_a_later_try_another(
    world: World, anouk: Browser, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.people.carla.is_caseworker = True
    world.people.carla.save()
    hand_over(case=case, to=world.people.carla, by=world.people.anouk)
    for _ in range(5):
        assert anouk.get(page(case, "vragen/alles")).status_code == 404
    assert len(lines(outcome="refused")) == 1
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("checklist.access.actions.timezone.now", lambda: later)
    anouk.get(page(case, "vragen/alles"))
    assert len(lines(outcome="refused")) == 2
