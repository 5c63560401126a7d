# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions and overrides of the own team: with a purpose, an access line for each client, and no count or name."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, Override, Voice
from tests.checklist.base.log_rows import make_case, make_log
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
ADDRESSES = ["/api/v1/decisions", "/api/v1/overrides"]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def lead(client: Client, people: People) -> Client:
    client.force_login(people.carla, backend="django.contrib.auth.backends.ModelBackend")
    return client


def talks(number: int, start: int = 1) -> list[Any]:
    cases = [make_case(f"FICTIEF-{at}") for at in range(start, start + number)]
    for case in cases:
        make_log(case)
    return cases


def looks(part: str) -> list[AccessLine]:
    return list(AccessLine.objects.filter(part=part).order_by("id"))


@pytest.mark.parametrize("who", ["anouk", "esra", "farid", "gerda"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_other_roles_are_refused(client: Client, people: People, who: str, address: str) -> None:
    talks(1)
    client.force_login(getattr(people, who), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"{address}?purpose=learn")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert looks("api_decisions") == looks("api_overrides") == []


@pytest.mark.parametrize("query", ["", "?purpose=", "?purpose=talk", "?purpose=fraud", "?purpose=repair"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_r14_no_look_without_a_purpose_that_fits(lead: Client, address: str, query: str) -> None:
    talks(1)
    answer = lead.get(f"{address}{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["name"] == "purpose"
    assert "learn, complaint" in answer.json()["errors"][0]["reason"]
    assert looks("api_decisions") == looks("api_overrides") == []


@pytest.mark.parametrize(
    ("address", "part"), [(ADDRESSES[0], "api_decisions"), (ADDRESSES[1], "api_overrides")]
)
@pytest.mark.parametrize("purpose", ["learn", "complaint"])
def test_r14_every_client_shown_gets_an_access_line(
    lead: Client, people: People, address: str, part: str, purpose: str
) -> None:
    cases = talks(10)
    answer = lead.get(f"{address}?purpose={purpose}")
    assert len(answer.json()["results"]) == 10
    lines = looks(part)
    assert {(line.client_key, line.case_uuid) for line in lines} == {
        (case.client_key, case.uuid) for case in cases
    }
    for line in lines:
        assert (line.account, line.role, line.purpose) == (people.carla, "team_lead", purpose)
        assert (line.team, line.outcome) == ("Team Noord", "shown")


def test_r14_only_the_clients_on_this_page_were_looked_at(lead: Client) -> None:
    talks(30)
    first = lead.get("/api/v1/decisions?purpose=learn").json()
    assert len(first["results"]) == len(looks("api_decisions")) == 20
    second = lead.get(first["next"]).json()
    assert len(second["results"]) == 10
    assert len(looks("api_decisions")) == 30
    shown = [row["id"] for row in first["results"] + second["results"]]
    newest = Decision.objects.order_by("-id").values_list("uuid", flat=True)
    assert shown == [str(uuid) for uuid in newest]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_team_is_not_shown(client: Client, people: People, address: str) -> None:
    talks(2)
    people.bilal.is_team_lead = True
    people.bilal.save()
    client.force_login(people.bilal, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"{address}?purpose=learn").json()["results"] == []


def test_a_decision_is_two_voices_without_names_or_words(lead: Client, people: People) -> None:
    case = talks(10)[-1]
    body = lead.get("/api/v1/decisions?purpose=learn").json()["results"][0]
    assert body["voices"] == [
        {
            "whose": "client",
            "kind": "undecided",
            "services": [],
            "family": "",
            "afterEvidence": "undecided",
            "how": "phone",
        }
    ]
    assert (body["override"], body["revisitOn"], body["fictional"]) == ("client", "2026-12-01", True)
    text = json.dumps(body)
    for secret in (
        case.client_key,
        case.uuid,
        case.client.display_name,
        case.client.number,
        people.anouk.display_name,
    ):
        assert str(secret) not in text
    assert not {"words", "nextStep", "howWords", "recordedBy", "clientKey", "digest"} & set(body)


def test_an_override_names_nobody(lead: Client, people: People) -> None:
    talks(10)
    body = lead.get("/api/v1/overrides?purpose=learn").json()["results"][0]
    assert (body["whose"], body["chosen"], body["departs"]) == (
        "client",
        {"client": ["direct"]},
        {"client": ["left_out"]},
    )
    assert str(Decision.objects.latest("pk").uuid) == body["decision"]
    assert people.anouk.display_name not in json.dumps(body)
    assert not {"caseworker", "team", "clientKey"} & set(body)


@pytest.mark.parametrize("address", ADDRESSES)
def test_r15_no_count_and_no_search_that_singles_out(lead: Client, address: str) -> None:
    talks(3)
    body = lead.get(f"{address}?purpose=learn").json()
    assert set(body) == {"next", "previous", "results"}
    for query in ("whose=client", "caseworker=anouk", "service=direct", "team=1", "search=x", "ordering=at"):
        assert lead.get(f"{address}?purpose=learn&{query}").status_code == 400


def test_r10_reading_writes_no_decision(lead: Client) -> None:
    talks(2)
    before = [model.objects.count() for model in (Decision, Voice, Override)]
    for address in ADDRESSES:
        lead.get(f"{address}?purpose=learn")
    assert [model.objects.count() for model in (Decision, Voice, Override)] == before


def _reads(lead: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert lead.get(f"{address}?purpose=learn").status_code == 200
    own = ("checklist_decision", "checklist_voice", "checklist_override", "checklist_case")
    return sum(any(f'FROM "{table}"' in query["sql"] for table in own) for query in caught.captured_queries)


@pytest.mark.parametrize(("address", "reads"), [(ADDRESSES[0], 5), (ADDRESSES[1], 2)])
def test_a_page_reads_as_often_for_ten_as_for_twenty(lead: Client, address: str, reads: int) -> None:
    talks(10)
    assert _reads(lead, address) == reads
    talks(10, start=11)
    assert _reads(lead, address) == reads


@pytest.mark.parametrize("address", ADDRESSES)
def test_r15_a_talk_has_a_day_and_no_time(lead: Client, address: str) -> None:
    talks(10)
    row = lead.get(f"{address}?purpose=learn").json()["results"][0]
    moment = Decision.objects.latest("pk").at
    assert row["at"] == localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0).isoformat()


@pytest.mark.parametrize("address", ADDRESSES)
def test_r14_the_lines_of_a_page_take_as_few_statements_for_many_as_for_ten(
    lead: Client, address: str
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert lead.get(f"{address}?purpose=learn").status_code == 200
        return len(caught.captured_queries)

    talks(10)
    few = statements()
    talks(10, start=11)
    assert statements() <= few
    assert verify_chains()[1] == []
