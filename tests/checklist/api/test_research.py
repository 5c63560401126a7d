# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases and findings for everyone, page by page, with a fixed number of queries."""

import re
from typing import Any

import pytest
from django.test import Client

from checklist.releases import wording
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.queries import facts_of_finding
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


def test_a_finding_gives_the_statement_of_every_page_in_both_languages(client: Client, world: World) -> None:
    known = {row.pk: facts_of_finding(row) for row in world.release.findings.select_related("release")}
    rows = [row for row in everything(client, "/api/v1/findings") if row["type"] == "effect"]
    assert {row["state"] for row in rows} == {"towards", "away", "too_uncertain", "not_shown", "other_term"}
    for row in rows:
        facts = known[row["id"]]
        assert row["state"] == facts.state
        assert row["statement"] == {lang: wording.stated(facts, lang).line for lang in ("nl", "en")}
        assert all(part in row["statement"]["nl"] for part in wording.stated(facts, "nl").parts)


def test_r1_an_association_has_its_own_sentences_and_no_state(client: Client, world: World) -> None:
    rows = everything(client, "/api/v1/findings?type=association")
    assert rows
    for row in rows:
        facts = facts_of_finding(world.release.findings.get(pk=row["id"]))
        assert row["state"] is None
        for lang in ("nl", "en"):
            assert row["statement"][lang] == " ".join(wording.sentences(facts, lang))
            assert not re.search(r"deze hulp|this help|Met of zonder|with or without", row["statement"][lang])


def test_a_state_is_one_of_the_closed_list_of_the_description(client: Client) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    state = schemas["Finding"]["properties"]["state"]
    words = str([state, *(schemas[name] for name in re.findall(r"schemas/(\w+)", str(state)))])
    assert [one for one in wording.STATES if f"'{one}'" not in words] == []
    assert set(schemas["Statement"]["required"]) == {"nl", "en"}


def test_withdrawn_and_old_reach_the_statement_at_once(client: Client, world: World) -> None:
    row = world.release.findings.get(service="direct_werk", term_months=12, characteristic="")
    withdraw_finding(finding=row, reason="Verkeerd afgerond.", by=world.people.esra)
    body = client.get(f"/api/v1/findings/{row.pk}").json()
    assert body["state"] == "withdrawn"
    assert "vonden mensen" not in body["statement"]["nl"]
    old = approved(small_release("oud", fictional=False, outcome_period_end="1999-12"), world.people)
    told = everything(client, f"/api/v1/findings?release={old.digest}&type=effect")
    assert {one["state"] for one in told} == {"too_old"}


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
    with django_assert_num_queries(
        3
    ):  # the groups that are off; the findings; their releases, with the names
        client.get("/api/v1/findings?pageSize=100")
