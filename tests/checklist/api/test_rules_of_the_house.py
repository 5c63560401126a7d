# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Dutch API design rules (2.x), each as a check on the description or on a real answer."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from checklist.api import urls
from checklist.api.rules import VERSION, problem, unknown_keys
from tests.people import make_people

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi.json"
TODO = (
    "Write it anew: manage.py spectacular --lang en --format openapi-json --file docs/reference/openapi.json"
)
PUBLIC = ["/api/v1/releases", "/api/v1/findings", "/api/v1/openapi.json"]
TEAM = ["/api/v1/decisions", "/api/v1/overrides"]


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return json.loads(COMMITTED.read_text(encoding="utf-8"))


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


# ---- the description -------------------------------------------------------------------------------------------------


def test_the_committed_description_is_the_one_of_the_code(tmp_path: Path) -> None:
    made = tmp_path / "openapi.json"
    options = {"format": "openapi-json", "validate": True, "fail_on_warn": True, "lang": "en"}
    call_command("spectacular", file=str(made), **options)
    assert made.read_text(encoding="utf-8") == COMMITTED.read_text(encoding="utf-8"), TODO


def test_every_address_is_described_and_no_other(description: dict[str, Any]) -> None:
    served = {
        "/"
        + re.sub(
            r"<\w+:(\w+)>",
            lambda found: "{" + ("id" if found[1] == "pk" else found[1]) + "}",
            str(one.pattern),
        )
        for one in urls.urlpatterns
        if one.name != "nothing"
    }
    assert set(description["paths"]) == served


def test_it_is_openapi_3_0_with_a_semantic_version(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.0.")
    assert description["info"]["version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_it_names_a_contact_and_a_licence(description: dict[str, Any]) -> None:
    assert set(description["info"]["contact"]) >= {"name", "email", "url"}
    assert description["info"]["license"]["name"] == "EUPL-1.2"


def test_the_version_stands_in_the_server_and_not_in_the_paths(description: dict[str, Any]) -> None:
    servers = [urlsplit(server["url"]) for server in description["servers"]]
    assert [(one.scheme, one.path) for one in servers] == [("https", f"/api/v{VERSION[0]}")]
    assert not any(re.search(r"/v\d", path) for path in description["paths"])


def test_paths_are_kebab_case_without_a_slash_at_the_end(description: dict[str, Any]) -> None:
    for path in description["paths"]:
        assert re.fullmatch(r"(/([a-z0-9-]+(\.json)?|\{[a-z][A-Za-z]*\}))+", path), path


def test_query_keys_are_camel_case(description: dict[str, Any]) -> None:
    names = [part["name"] for _, _, found in operations(description) for part in found.get("parameters", [])]
    assert names
    assert [name for name in names if not re.fullmatch(r"[a-z][A-Za-z0-9]*", name)] == []


def test_properties_are_camel_case(description: dict[str, Any]) -> None:
    for name, schema in description["components"]["schemas"].items():
        for key in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z][A-Za-z0-9]*", key), f"{name}.{key}"


def test_only_reading_is_described(description: dict[str, Any]) -> None:
    assert {method for _, method, _ in operations(description)} == {"get"}


def test_every_answer_carries_the_version_and_every_refusal_is_a_problem(description: dict[str, Any]) -> None:
    for path, _, operation in operations(description):
        assert operation["operationId"]
        assert operation["tags"]
        assert "400" in operation["responses"], path
        assert ("404" in operation["responses"]) is ("{" in path), path
        for code, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"], (path, code)
            assert answer["description"], (path, code)
            if code != "200":
                assert list(answer["content"]) == ["application/problem+json"], (path, code)


def test_data_about_people_ask_for_a_log_in_and_research_does_not(description: dict[str, Any]) -> None:
    for path, _, operation in operations(description):
        asked = any(part for part in operation.get("security", []) if part)
        assert asked is (path in {"/decisions", "/overrides"}), path
        assert ("401" in operation["responses"]) is asked


# -- examples, against the schema beside them

#: The characters of RFC 3986: a scheme, and after it nothing that an address cannot hold.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
FORMATS = FormatChecker(["date", "uuid", "email"])


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or ADDRESS.fullmatch(value) is not None


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """A moment says its distance to UTC (RFC 3339)."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def examples(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Every example of the description: (where it stands, the schema that it belongs to, the example)."""
    if isinstance(node, dict):
        schema = node.get("schema", node)
        if "example" in node and not place.endswith("/properties"):
            yield place, schema, node["example"]
        if isinstance(node.get("examples"), dict):
            yield from ((f"{place}/{name}", schema, one["value"]) for name, one in node["examples"].items())
        for key, child in node.items():
            yield from examples(child, f"{place}/{key}")
    elif isinstance(node, list):
        for at, child in enumerate(node):
            yield from examples(child, f"{place}/{at}")


def checked(description: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    plain = {name: part for name, part in schema.items() if name not in {"example", "nullable"}}
    whole = {**plain, "components": description["components"]}
    Draft202012Validator(whole, format_checker=FORMATS).validate(value)


def test_every_example_fits_its_own_schema(description: dict[str, Any]) -> None:
    found = list(examples(description))
    assert {place.rpartition("/")[2] for place, _schema, _value in found} >= {"next", "previous"}
    for place, schema, value in found:
        try:
            checked(description, schema, value)
        except ValidationError as wrong:
            pytest.fail(f"{place}: {wrong.message}")


def test_every_format_of_an_example_is_one_that_is_checked(description: dict[str, Any]) -> None:
    """A checker that does not know a format lets everything through."""
    used = {schema["format"] for _place, schema, _value in examples(description) if "format" in schema}
    assert used <= set(FORMATS.checkers)


@pytest.mark.parametrize(
    "wrong", ['http://api.example.org/accounts/?cursor=cD00ODY%3D"', "geen adres", "https://a.example/%zz"]
)
def test_the_check_refuses_what_is_no_address(description: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError):
        checked(description, {"type": "string", "format": "uri", "nullable": True}, wrong)


def test_the_example_of_a_page_is_an_address_of_this_api(description: dict[str, Any]) -> None:
    served = {path for path, _method, _operation in operations(description)}
    shown = {value for place, _schema, value in examples(description) if place.endswith(("next", "previous"))}
    assert {urlsplit(one).path.removeprefix("/api/v1") for one in shown} <= served
    assert {"purpose=" in one for one in shown} == {True, False}


def test_no_path_can_hold_a_citizen_service_number(description: dict[str, Any]) -> None:
    text = json.dumps(description).lower()
    assert "bsn" not in text
    assert "burgerservicenummer" not in text


def test_every_address_only_reads() -> None:
    for pattern in urls.urlpatterns:
        view = getattr(pattern.callback, "cls", None)
        if view is not None:
            assert set(view.http_method_names) == {"get", "head", "options"}, pattern.name


def test_the_resolver_knows_no_other_door_to_the_api() -> None:
    assert [str(one.pattern) for one in get_resolver("checklist.urls").url_patterns].count("api/v1/") == 1


# ---- real answers ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_description_is_public_with_the_address_of_this_installation(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert body["servers"] == [{"url": "http://testserver/api/v1"}]
    assert body["info"]["contact"]["email"] == "gesprek@voorbeeld.example"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_every_answer_has_the_version_and_the_security_headers(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["API-Version"] == VERSION
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def refused(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/",
        "/api/v1/releases/",
        "/api/v1/nothing",
        f"/api/v1/releases/{'0' * 64}",
        "/api/v1/findings/9",
        "/api/v1/x/y/",
    ],
)
def test_what_is_not_there_is_a_problem_document(client: Client, address: str) -> None:
    refused(client.get(address), 404)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [*PUBLIC[:2], *TEAM])
def test_nothing_can_be_written(client: Client, method: str, address: str) -> None:
    people = make_people()
    client.force_login(people.carla, backend="django.contrib.auth.backends.ModelBackend")
    refused(getattr(client, method)(address), 405)


@pytest.mark.django_db
def test_an_unknown_query_key_is_refused_with_the_known_ones(client: Client) -> None:
    body = refused(client.get("/api/v1/findings?sevrice=x"), 400)
    assert body["errors"][0]["name"] == "sevrice"
    assert "service" in body["errors"][0]["reason"]
    refused(client.get(f"/api/v1/releases/{'0' * 64}?page=2"), 400)
    refused(client.get("/api/v1/releases/abc"), 404)  # no address of a release


@pytest.mark.django_db
def test_a_broken_cursor_is_a_problem_document(client: Client) -> None:
    refused(client.get("/api/v1/releases?cursor=zzz"), 400)


@pytest.mark.django_db
@pytest.mark.parametrize("address", TEAM)
def test_without_a_log_in_the_answer_is_401(client: Client, address: str) -> None:
    answer = client.get(f"{address}?purpose=learn")
    refused(answer, 401)
    assert answer["WWW-Authenticate"] == "Session"


def test_a_problem_is_one_title_and_one_sentence() -> None:
    assert problem(404, "There is nothing.") == {
        "status": 404,
        "title": "There is nothing here",
        "detail": "There is nothing.",
    }
    assert unknown_keys({"a", "b"}, {"b"}) == [{"in": "query", "name": "a", "reason": "known keys: b"}]
