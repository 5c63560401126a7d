# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The promises of the API as plain values: its version, its problem documents, and what its description must hold."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from checklist.base.readers import is_digest, is_key, whole_number
from research.release.schema import TYPES

VERSION = "1.1.0"
PROBLEM_TYPE = "application/problem+json"
#: Reasons for which decisions may be looked at through the API; the others of the closed list need a page.
PURPOSES = ("learn", "complaint")

_PROBLEM_SCHEMA = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "name", "reason"],
                "properties": {key: {"type": "string"} for key in ("in", "name", "reason")},
            },
        },
    },
}
_SAID = {
    "400": "A query key or its value is not known",
    "401": "Log in first",
    "403": "Not for this role",
    "404": "There is nothing here",
}
_TITLES = {
    **_SAID,
    "405": "This API only reads",
    "406": "This form of answer is not available",
    "415": "This form of question is not available",
    "500": "Something went wrong here",
}
#: Places in a list, for examples.
_CURSORS = {"next": "cD00ODY%3D", "previous": "cj0xJnA9NDg3"}
#: What drf-spectacular adds about writing, or about the range of a column, which differs per database engine.
_NOT_SAID = ("x-spec-enum-id", "readOnly", "minimum", "maximum")
VERSION_HEADER = {
    "API-Version": {
        "description": "Full version of this API.",
        "schema": {"type": "string", "example": VERSION},
    }
}


def problem(status: int, detail: str, *, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """A problem document (RFC 9457): what went wrong in one title and one sentence."""
    body: dict[str, Any] = {
        "status": status,
        "title": _TITLES.get(str(status), _TITLES["400"]),
        "detail": detail,
    }
    return body | ({"errors": errors} if errors else {})


def unknown_keys(given: Set[str], known: Set[str]) -> list[dict[str, str]]:
    """Query keys that this address does not know; one that is quietly ignored would look like a filter that worked."""
    said = f"known keys: {', '.join(sorted(known))}" if known else "this address takes no query keys"
    return [{"in": "query", "name": key, "reason": said} for key in sorted(given - known)]


CURSOR = "the cursor of an earlier answer"
_WHOLE_KEY = ("the key of one, of letters, digits, - and _", is_key)
#: What the value of a query key can be: in words, and the check. One that cannot be is told, any other is looked up.
_VALUES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "release": ("a digest: 64 signs of 0-9 and a-f", is_digest),
    "type": ("one of: effect, association, literature", frozenset(TYPES).__contains__),
    "service": _WHOLE_KEY,
    "characteristic": _WHOLE_KEY,
    "outcome": _WHOLE_KEY,
    "pageSize": ("a whole number from 1", lambda text: whole_number(text, least=1) is not None),
}


def unknown_value(key: str, expected: str, found: str = "something else") -> dict[str, str]:
    return {"in": "query", "name": key, "reason": f"expected {expected}; found {found}"}


def unknown_values(given: Mapping[str, str]) -> list[dict[str, str]]:
    """Values that nothing can have. An empty answer to them would look like a search that found nothing."""
    return [
        unknown_value(key, expected, "something else" if given[key] else "nothing")
        for key, (expected, fits) in sorted(_VALUES.items())
        if key in given and not fits(given[key])
    ]


def finish_description(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular's last step: what the Dutch API design rules ask beyond its output."""
    result["info"]["version"] = VERSION
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM_SCHEMA
    for name, schema in result["components"]["schemas"].items():
        _finish_schema(schema, whole=not name.startswith(("Paginated", "Problem")))
    result["paths"] = {"/openapi.json": _describe_description(), **result["paths"]}
    server = result["servers"][0]["url"]
    for path, methods in result["paths"].items():
        for operation in methods.values():
            _finish_operation(operation, parametrised="{" in path)
            _exemplify(operation, f"{server}{path}", result["components"]["schemas"])
    return result


def _finish_schema(schema: dict[str, Any], *, whole: bool) -> None:
    """This API only answers, and every answer holds every property."""
    properties = schema.get("properties", {})
    if whole:
        schema["required"] = sorted(properties)
    for each in properties.values():
        for name in (*_NOT_SAID, *(["format"] if each.get("type") == "integer" else [])):
            each.pop(name, None)


def _finish_operation(operation: dict[str, Any], *, parametrised: bool) -> None:
    answers = operation["responses"]
    codes = {"400"} | ({"404"} if parametrised else set())
    if any(part for part in operation.get("security", []) if part):
        codes |= {"401", "403"}
    for code in sorted(codes):
        answers[code] = {
            "description": _SAID[code],
            "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    for answer in answers.values():
        answer["description"] = answer["description"] or "The answer"
        answer["headers"] = VERSION_HEADER
    operation["responses"] = dict(sorted(answers.items()))


def _exemplify(operation: dict[str, Any], address: str, schemas: dict[str, Any]) -> None:
    """The next and the previous page of a list, as this API writes them; the stock examples are no addresses."""
    listed = operation["responses"]["200"]["content"]["application/json"]["schema"].get("$ref", "")
    properties = schemas.get(listed.rpartition("/")[2], {}).get("properties", {})
    asked = [
        part for part in operation.get("parameters", []) if part.get("required") and part["in"] == "query"
    ]
    query = "".join(f"&{part['name']}={part['schema']['enum'][0]}" for part in asked)
    for name, cursor in _CURSORS.items():
        if name in properties:
            properties[name]["example"] = f"{address}?cursor={cursor}{query}"


def _describe_description() -> dict[str, Any]:
    return {
        "get": {
            "operationId": "openapi",
            "summary": "This description",
            "description": "The OpenAPI description of this API.",
            "tags": ["description"],
            "security": [{}],
            "responses": {
                "200": {
                    "description": "OpenAPI 3.0",
                    "content": {
                        "application/json": {"schema": {"type": "object", "additionalProperties": True}}
                    },
                }
            },
        }
    }
