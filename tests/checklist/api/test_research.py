# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases and findings for everyone, page by page, with a fixed number of queries."""

from typing import Any

import pytest
from django.test import Client

from checklist.releases.actions import withdraw_finding, withdraw_release
from tests.people import make_people
from tests.worlds import World, approved, imported, make_world, small_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def everything(client: Client, address: str) -> list[dict[str, Any]]:
    """Follow the cursor to the end."""
    rows: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        body = client.get(following).json()
        assert set(body) == {"next", "previous", "results"}
        rows += body["results"]
        following = body["next"]
    return rows


def test_only_what_was_approved_is_public(client: Client, world: World) -> None:
    waiting = imported(small_release("wacht"), world.people)
    digests = [row["digest"] for row in everything(client, "/api/v1/releases")]
    assert digests == [world.release.digest]
    assert client.get(f"/api/v1/releases/{waiting.digest}").status_code == 404
    assert client.get(f"/api/v1/findings?release={waiting.digest}").json()["results"] == []
    assert client.get(f"/api/v1/findings/{waiting.findings.all()[0].pk}").status_code == 404


def test_a_release_tells_what_an_approver_saw(client: Client, world: World) -> None:
    body = client.get(f"/api/v1/releases/{world.release.digest}").json()
    assert body["fictional"] is True
    assert body["isExpired"] is False
    assert body["directionComparison"] == "versus_reference"
    assert body["licence"] == "CC-BY-4.0"
    assert ["monotonicity", "niet getoetst"] in body["manifest"]["gates"]
    assert body["checks"][0]["key"] == "relevance"
    assert body["explanation"].startswith("Dit is een klein voorbeeld.")
    assert not {"importedBy", "approvedBy", "withdrawnBy"} & set(body)


def test_every_finding_comes_once_over_all_pages(client: Client, world: World) -> None:
    rows = everything(client, "/api/v1/findings?pageSize=7")
    assert [row["position"] for row in rows] == list(range(1, world.release.findings.count() + 1))


def test_a_finding_is_numbers_and_words_as_released(client: Client, world: World) -> None:
    row = world.release.findings.get(service="direct_werk", term_months=12, characteristic="")
    body = client.get(f"/api/v1/findings/{row.pk}").json()
    assert (body["estimate"], body["lower"], body["upper"]) == (6.0, 4.0, 8.0)
    assert (body["termMonths"], body["primary"], body["verdict"]) == (12, True, "beter")
    assert body["release"] == world.release.digest
    assert body["differencePHolm"] is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=association", 2),
        ("service=proefplaatsing", 15),
        ("service=proefplaatsing&characteristic=age", 2),
        ("service=nergens", 0),
        ("outcome=work&type=effect", 45),
    ],
)
def test_findings_are_found_by_key(client: Client, world: World, query: str, expected: int) -> None:
    assert len(everything(client, f"/api/v1/findings?{query}")) == expected


def test_r1_kinds_of_finding_are_never_mixed_up(client: Client, world: World) -> None:
    for row in everything(client, "/api/v1/findings"):
        assert (row["type"] == "effect") is bool(row["service"] and row["comparison"])
        assert row["type"] == "effect" or row["verdict"] == "geen uitspraak"


def test_r11_old_research_says_so(client: Client, world: World) -> None:
    old = approved(small_release("oud", fictional=False, outcome_period_end="1999-12"), world.people)
    assert client.get(f"/api/v1/releases/{old.digest}").json()["isExpired"] is True
    assert all(row["isExpired"] for row in everything(client, f"/api/v1/findings?release={old.digest}"))


def test_what_was_withdrawn_says_why(client: Client, world: World) -> None:
    row = world.release.findings.get(position=1)
    withdraw_finding(finding=row, reason="Verkeerd afgerond.", by=world.people.esra)
    withdraw_release(release=world.release, reason="De koppeling was niet goed.", by=world.people.farid)
    assert client.get(f"/api/v1/findings/{row.pk}").json()["withdrawnReason"] == "Verkeerd afgerond."
    body = client.get(f"/api/v1/releases/{world.release.digest}").json()
    assert (body["state"], body["withdrawnReason"]) == ("withdrawn", "De koppeling was niet goed.")


def test_a_list_asks_a_fixed_number_of_questions(client: Client, django_assert_num_queries: Any) -> None:
    people = make_people()
    for number in range(3):
        approved(small_release(f"fictief-{number}"), people)
    with django_assert_num_queries(1):
        client.get("/api/v1/releases")
    with django_assert_num_queries(2):  # the groups that are off; the findings with their release
        client.get("/api/v1/findings?pageSize=100")
