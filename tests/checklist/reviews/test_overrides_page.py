# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices: filters, pages, totals, file; nobody's name, and every row leaves a line (R14, R15)."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, Override
from checklist.reviews.forms import LogFilter
from checklist.reviews.queries import PER_PAGE
from checklist.reviews.rules import BY, quarter_of
from checklist.services.models import Service
from tests.checklist.decisions.talks import staff
from tests.checklist.reviews.more import more_overrides
from tests.worlds import World

pytestmark = pytest.mark.django_db
PAGE, FILE = "/andere-keuzes/", "/andere-keuzes/bestand.csv"
LONG_AGO = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
QUARTER = quarter_of(LONG_AGO.date()).key


def _page(browser: Browser, query: str = "") -> str:
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


# ---- who, and what stands there --------------------------------------------------------------------------------------


def test_r15_the_list_names_nobody(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 9)
    page = _page(carla)
    assert "Ik ken een bakker." in page
    assert "Ik wil iets anders" in page
    case = decisions["departing"].case
    hidden = (case.caseworker.display_name, case.client.display_name, case.client.number, str(case.uuid))
    assert [name for name in hidden if name in page] == []


@pytest.mark.parametrize("who", ["anouk", "esra", "farid", "gerda"])
@pytest.mark.parametrize("path", [PAGE, FILE, "/terugkijken/"])
def test_only_team_leads_come_in(world: World, who: str, path: str) -> None:
    assert staff(getattr(world.people, who)).get(path).status_code == 403


@pytest.mark.parametrize("path", [PAGE, FILE, "/terugkijken/"])
def test_who_is_not_logged_in_is_sent_to_the_door(world: World, path: str) -> None:
    assert Browser().get(path).status_code == 302


def test_a_team_lead_sees_the_own_team_only(world: World, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 9)
    assert "Ik ken een bakker." in _page(staff(world.people.carla))
    world.people.carla.team = world.people.other_team
    world.people.carla.save()
    try:
        assert "Ik ken een bakker." not in _page(staff(world.people.carla))
    finally:
        world.people.carla.team = world.people.team
        world.people.carla.save()


# ---- R14 · every row leaves a line -----------------------------------------------------------------------------------


def test_r14_each_client_on_the_page_gets_one_line(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 9)
    before = AccessLine.objects.count()
    _page(carla)
    lines = list(AccessLine.objects.order_by("id")[before:])
    assert len(lines) == 10
    assert {(line.purpose, line.part, line.role, line.actor) for line in lines} == {
        ("learn", "override_log", "team_lead", "staff")
    }
    assert len({line.client_key for line in lines}) == 10
    assert verify_chains()[1] == []


def test_r14_what_cannot_be_logged_is_not_shown(
    carla: Browser, decisions: dict[str, Decision], monkeypatch: pytest.MonkeyPatch
) -> None:
    more_overrides(decisions["departing"], 9)

    def fail(**kwargs: Any) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr("checklist.reviews.views.log_looks", fail)
    with pytest.raises(RuntimeError, match="no line"):
        carla.get(PAGE)


def test_r14_a_row_that_the_filter_leaves_out_leaves_no_line(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 10, at=LONG_AGO, whose="both")
    more_overrides(decisions["departing"], 10, at=LONG_AGO)
    before = AccessLine.objects.count()
    _page(carla, f"?periode={QUARTER}&wie=both")
    assert AccessLine.objects.count() == before + 10


# ---- filters and pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 40), (f"?periode={QUARTER}", 40), (f"?periode={QUARTER}&wie=client", 20),
        (f"?periode={QUARTER}&wie=both", 20),
        (f"?periode={QUARTER}&reden=doubts", 20), (f"?periode={QUARTER}&hulp=meedoen", 10),
        (f"?periode={QUARTER}&wie=both&reden=doubts", 20), (f"?periode={QUARTER}&wie=both&hulp=meedoen", 10),
    ],
)  # fmt: skip
def test_the_filters(carla: Browser, decisions: dict[str, Decision], query: str, found: int) -> None:
    for whose, family, service in (
        ("client", "", "jobcoach"), ("client", "", "jobcoach"), ("both", "doubts", "meedoen"),
        ("both", "doubts", "jobcoach"),
    ):  # fmt: skip
        more_overrides(decisions["departing"], 10, at=LONG_AGO, whose=whose, family=family, service=service)
    answer = carla.get(PAGE + query)
    assert (len(answer.context["lines"]), answer.context["why"]) == (found, "")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?wie=client", "Kies ook een kwartaal."), ("?periode={running}&wie=client", "als het kwartaal voorbij is"),
        ("?periode={quarter}&wie=both", "minder dan 10 mensen"), ("?periode={empty}", "geen 10 mensen bij elkaar"),
        ("?periode={quarter}&wie=caseworker", "minder dan 10 mensen"),
        ("?periode={quarter}&reden=doubts", "minder dan 10 mensen"),
    ],
)  # fmt: skip
def test_r15_what_is_not_shown_says_why_on_the_page_and_of_the_file(
    carla: Browser, decisions: dict[str, Decision], query: str, why: str
) -> None:
    more_overrides(decisions["departing"], 14, at=LONG_AGO)
    more_overrides(decisions["departing"], 6, at=LONG_AGO, whose="both", family="doubts")
    more_overrides(decisions["departing"], 12)
    running = quarter_of(timezone.localdate())
    query = query.format(quarter=QUARTER, running=running.key, empty=quarter_of(LONG_AGO.date()).before.key)
    answer, file = carla.get(PAGE + query), carla.get(FILE + query)
    assert (answer.status_code, answer.context["lines"], file.status_code) == (200, [], 403)
    assert why in answer.content.decode()
    assert why in file.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?periode=1999-1", "?wie=niemand", "?hulp=bestaat-niet", "?na=x", "?na=2026-01-01_1",
        "?na=2026-01-01T00:00:00Z_0",
        "?na=2026-01-01T00:00:00Z_99999999999999999999", "?na=9999-12-31T23:59:59Z_1", "?na=0001-01-01T00:00:00Z_1",
        "?reden=%00x", "?na=%ED%A0%80_1", "?wie=client&wie=%F0",
    ],
)  # fmt: skip
def test_an_odd_filter_is_no_fault_of_ours(
    carla: Browser, decisions: dict[str, Decision], query: str
) -> None:
    assert carla.get(PAGE + query).status_code == 404


def test_the_pages_show_every_line_once(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], PER_PAGE + 19)
    seen: list[Any] = []
    query = ""
    for _ in range(4):
        answer = carla.get(PAGE + query)
        seen += [line["at"] for line in answer.context["lines"]]
        query = answer.context["older_url"]
        if not query:
            break
    assert len(seen) == PER_PAGE + 20
    assert seen == sorted(seen, reverse=True)


def test_lines_of_the_same_moment_are_not_lost_between_pages(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], PER_PAGE + 10, at=LONG_AGO)
    first = carla.get(f"{PAGE}?periode={QUARTER}")
    second = carla.get(PAGE + first.context["older_url"])
    assert (len(first.context["lines"]), len(second.context["lines"])) == (PER_PAGE, 10)
    assert second.context["older_url"] == ""


def test_r15_the_list_has_days_and_no_time_also_not_in_the_address(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], PER_PAGE + 9, at=LONG_AGO)
    answer = carla.get(PAGE)
    lines = answer.context["lines"]
    assert {(line["at"].hour, line["at"].minute, line["at"].microsecond) for line in lines} == {(0, 0, 0)}
    assert answer.context["older_url"].removeprefix("?na=").isdigit()
    stranger = Override.objects.order_by("-pk").first()
    assert stranger is not None
    assert carla.get(f"{PAGE}?na={stranger.pk + 1}").status_code == 404


def _queries(browser: Browser) -> int:
    with CaptureQueriesContext(connection) as queries:
        _page(browser)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_list(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 9)
    few = _queries(carla)
    more_overrides(decisions["departing"], 40)
    assert _queries(carla) <= few
    assert few <= 19


def test_ids_come_first_without_a_join_and_without_an_offset(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 9)
    with CaptureQueriesContext(connection) as queries:
        _page(carla)
    [ids] = [
        one["sql"] for one in queries if 'FROM "checklist_override"' in one["sql"] and "LIMIT" in one["sql"]
    ]
    assert "JOIN" not in ids
    assert "OFFSET" not in ids
    assert "COUNT" not in ids.upper()


# ---- R15 · totals ----------------------------------------------------------------------------------------------------


def test_r15_totals_of_a_closed_quarter_count_people_from_ten_on(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 12, at=LONG_AGO, family="doubts")
    more_overrides(decisions["departing"], 4, at=LONG_AGO, family="not_now", whose="both")
    more_overrides(decisions["departing"], 14, at=LONG_AGO, family="fits", whose="both")
    totals = carla.get(f"{PAGE}?periode={QUARTER}").context["totals"]
    rows = dict(totals["rows"])
    assert totals["people"] == 30
    assert rows["Ik twijfel aan het onderzoek"] == "12"
    assert rows["nu niet het moment"] == rows["iets anders"] == "niet getoond"
    assert "14" not in set(rows.values()), "with 18 for both it would tell the 4"
    assert "4" not in set(rows.values())
    assert carla.get(f"{PAGE}?periode={QUARTER}&wie=both").context["totals"]["people"] == 18


@pytest.mark.parametrize("query", ["", "?hulp=meedoen"])
def test_r15_no_totals_without_a_quarter(carla: Browser, decisions: dict[str, Decision], query: str) -> None:
    more_overrides(decisions["departing"], 30, at=LONG_AGO, family="doubts")
    assert "why" in carla.get(PAGE + query).context["totals"]


def test_r15_no_totals_of_a_quarter_that_still_runs(carla: Browser, decisions: dict[str, Decision]) -> None:
    """Else two looks, a day apart, would tell by difference what one person chose."""
    more_overrides(decisions["departing"], 30)
    running = quarter_of(timezone.localdate()).key
    assert "why" in carla.get(f"{PAGE}?periode={running}").context["totals"]


def test_r15_the_page_shows_no_number_of_lines(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 12)
    main = _page(carla).partition("<main")[2].partition("</main>")[0]
    of_us = re.sub(
        r'<span class="stated".*?</span></span>', "", main
    )  # what research said has numbers of its own
    words = re.sub(r"<[^>]+>", " ", of_us)
    assert not re.search(r"\b(11|12|13)\b", re.sub(r"\d+-\d+-\d{4}", "", words))


def test_r15_no_line_can_be_chosen_by_caseworker() -> None:
    assert {name for name, _label in LogFilter({}, services=[]).fields.items()} == {
        "periode",
        "wie",
        "reden",
        "hulp",
    }
    assert BY == ("whose", "family", "service")


# ---- the file --------------------------------------------------------------------------------------------------------


def test_r15_no_file_of_fewer_than_ten_people(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 8)
    before = AccessLine.objects.count()
    answer = carla.get(FILE)
    assert answer.status_code == 403
    assert "Minder dan 10 mensen" in answer.content.decode()
    assert "teamleider" not in answer.content.decode().partition("<main")[2], "she is the team lead"
    assert AccessLine.objects.count() == before


def _file(browser: Browser, query: str = "") -> list[list[str]]:
    answer = browser.get(FILE + query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_no_name_no_number_and_no_own_words(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 9, family="doubts")
    rows = _file(carla)
    assert len(rows) == 11
    assert rows[1][1:3] == ["van de cliënt", "Jobcoach op het werk"]
    text = "\n".join(";".join(row) for row in rows)
    case = decisions["departing"].case
    for word in (
        "bakker",
        "Zo wil ik het",
        "Anouk",
        case.client.number,
        case.client_key.hex,
        str(case.client_key),
    ):
        assert word not in text


def test_a_service_named_as_a_formula_is_text_in_the_file(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    Service.objects.filter(key="jobcoach").update(name_nl='=HYPERLINK("http://x.example")')
    more_overrides(decisions["departing"], 9)
    assert _file(carla)[1][2].startswith("'=HYPERLINK")


def test_r14_the_file_leaves_a_line_for_each_client(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 12)
    _file(carla)
    assert AccessLine.objects.filter(part="override_file", purpose="learn").count() == 10


def test_r16_an_override_is_never_changed_by_looking(carla: Browser, decisions: dict[str, Decision]) -> None:
    before = list(Override.objects.values())
    _page(carla)
    assert list(Override.objects.values()) == before
