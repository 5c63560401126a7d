# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read-only addresses: research for everyone, decisions and overrides of the own team for a team lead."""

from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import normalize_result_object
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import APIException, NotAuthenticated, NotFound, PermissionDenied
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from checklist.access.actions import log_looks
from checklist.api import queries, serializers
from checklist.api.rules import (
    CURSOR,
    PROBLEM_TYPE,
    PURPOSES,
    VERSION,
    problem,
    unknown_keys,
    unknown_value,
    unknown_values,
)
from checklist.base.readers import whole_number
from checklist.people.permissions import Actor, has_role


class UnknownQuery(APIException):
    """A query key that is not known, or has a value that is not."""

    status_code = 400

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__("unknown query")
        self.errors = errors


class StaffSession(SessionAuthentication):
    """The session of somebody who logged in on the pages; without it the answer is 401."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class StaffSessionScheme(OpenApiAuthenticationExtension):
    target_class = StaffSession
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class ByCursor(CursorPagination):
    """Pages by cursor: no counts, and as quick at the end as at the start."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "pageSize"
    ordering = "id"

    def decode_cursor(self, request: Request) -> Any:
        """The place in the list. One that no answer of ours gave is refused, in the words of every other value."""
        try:
            found = super().decode_cursor(request)
        except NotFound as odd:
            raise UnknownQuery([unknown_value("cursor", CURSOR)]) from odd
        if found is not None and found.position is not None and whole_number(str(found.position)) is None:
            raise UnknownQuery([unknown_value("cursor", CURSOR)])
        return found


class NewestFirst(ByCursor):
    page_size = 20
    max_page_size = 20
    ordering = "-id"


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as a problem document."""
    if isinstance(exc, Http404):
        exc = NotFound("There is nothing at this address.")
    if not isinstance(exc, APIException):
        return None
    set_rollback()
    errors: list[dict[str, str]] | None = None
    said = str(exc.detail)
    if isinstance(exc, UnknownQuery):
        errors, said = exc.errors, "See `errors` for what was expected."
    body = problem(exc.status_code, said, errors=errors)
    response = Response(body, exc.status_code, content_type=PROBLEM_TYPE)
    if isinstance(exc, NotAuthenticated) and getattr(exc, "auth_header", None):
        response["WWW-Authenticate"] = exc.auth_header  # type: ignore[attr-defined]
    return response


class ReadView(generics.GenericAPIView):
    """What every address promises: only reading, known query keys, the version in a header."""

    authentication_classes = (StaffSession,)
    permission_classes: Any = (AllowAny,)
    pagination_class = ByCursor
    http_method_names = ["get", "head", "options"]
    query_keys: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        paging = {"cursor", "pageSize"} if isinstance(self, generics.ListAPIView) else set()
        errors = unknown_keys(set(request.query_params), self.query_keys | paging)
        if not errors:
            errors = unknown_values(request.query_params)
        if errors:
            raise UnknownQuery(errors)

    def get_exception_handler(self) -> Any:
        return problem_handler

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response["API-Version"] = VERSION
        return super().finalize_response(request, response, *args, **kwargs)


# ---- research, for everyone ------------------------------------------------------------------------------------------


@extend_schema(tags=["research"], summary="Released studies", auth=[])
class Releases(ReadView, generics.ListAPIView):
    """Every study that was approved here, also when it is old or was withdrawn."""

    serializer_class = serializers.ReleaseSerializer

    def get_queryset(self) -> Any:
        return queries.releases()


@extend_schema(tags=["research"], summary="One released study", auth=[])
class WholeRelease(ReadView, generics.RetrieveAPIView):
    """One study with its names, checks and explanation; the digest is the last line of its manifest."""

    serializer_class = serializers.WholeReleaseSerializer
    lookup_field = "digest"

    def get_queryset(self) -> Any:
        return queries.releases().defer(None)


_FILTERS = {
    "release": ("release__digest", "Digest of a release."),
    "type": ("type", "effect, association or literature."),
    "service": ("service", "Key of a service in the release."),
    "characteristic": ("characteristic", "Key of a characteristic, such as age."),
    "outcome": ("outcome", "Key of an outcome in the release."),
}


@extend_schema(
    tags=["research"],
    summary="Findings",
    auth=[],
    parameters=[OpenApiParameter(key, str, description=words) for key, (_column, words) in _FILTERS.items()],
)
class Findings(ReadView, generics.ListAPIView):
    """Findings as released, line by line. An association never says what helps."""

    serializer_class = serializers.FindingSerializer
    query_keys = frozenset(_FILTERS)

    def get_queryset(self) -> Any:
        asked = self.request.query_params
        wanted = {column: asked[key] for key, (column, _words) in _FILTERS.items() if key in asked}
        return queries.findings().filter(**wanted)


@extend_schema(
    tags=["research"],
    summary="One finding",
    auth=[],
    parameters=[OpenApiParameter("id", int, OpenApiParameter.PATH)],
)
class OneFinding(ReadView, generics.RetrieveAPIView):
    serializer_class = serializers.FindingSerializer

    def get_queryset(self) -> Any:
        return queries.findings()


# ---- the own team, for a team lead -----------------------------------------------------------------------------------

_PURPOSE = OpenApiParameter(
    "purpose",
    str,
    required=True,
    enum=PURPOSES,
    description="Why you look. Every client concerned can read it.",
)


class TeamView(ReadView, generics.ListAPIView):
    """Data about people: for a team lead, with a purpose, and never without an access line for each client shown."""

    permission_classes = (IsAuthenticated,)
    pagination_class = NewestFirst
    query_keys = frozenset({"purpose"})
    part: ClassVar[str]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        purpose = self._purpose(request)
        with transaction.atomic():
            page = list(self.paginate_queryset(self.get_queryset()) or [])
            actor = Actor(kind="staff", account=request.user, role="team_lead")  # type: ignore[arg-type]
            clients = sorted({(row.client_key, self.case_of(row)) for row in page}, key=str)
            log_looks(files=clients, by=actor, part=self.part, purpose=purpose)
            self.complete(page)
            return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def _purpose(self, request: Request) -> str:
        if not has_role(request.user, "team_lead"):
            raise PermissionDenied("Decisions are for the team lead of the team.")
        purpose = request.query_params.get("purpose", "")
        if purpose not in PURPOSES:
            reason = f"expected one of: {', '.join(PURPOSES)}; found {'nothing' if not purpose else 'something else'}"
            raise UnknownQuery([{"in": "query", "name": "purpose", "reason": reason}])
        return purpose

    def case_of(self, row: Any) -> Any:
        return row.case.uuid

    def complete(self, page: list[Any]) -> None:
        """What else a page needs, in a fixed number of queries."""
        queries.add_recalls(page)


@extend_schema(tags=["team"], summary="Decisions of the own team", parameters=[_PURPOSE])
class Decisions(TeamView):
    """Records of two voices in the own team, newest first. No names, no own words. They come by ten people or more:
    those with another choice together with the list of other choices, the rest likewise."""

    serializer_class = serializers.DecisionSerializer
    part = "api_decisions"

    def get_queryset(self) -> Any:
        return queries.decisions_of_team(self.request.user)  # type: ignore[arg-type]

    def complete(self, page: list[Any]) -> None:
        super().complete(page)
        queries.add_voices(page)
        queries.add_earlier(page, self.request.user)  # type: ignore[arg-type]


@extend_schema(tags=["team"], summary="Overrides of the own team", parameters=[_PURPOSE])
class Overrides(TeamView):
    """Choices of the own team that depart from the evidence, newest first. That is allowed; no names. The same lines as
    the list of other choices and its file: they come by ten people or more."""

    serializer_class = serializers.OverrideSerializer
    part = "api_overrides"

    def get_queryset(self) -> Any:
        return queries.overrides_of_team(self.request.user)  # type: ignore[arg-type]

    def case_of(self, row: Any) -> Any:
        return row.decision.case.uuid


# ---- the description -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    with translation.override("en"):
        return normalize_result_object(SchemaGenerator().get_schema(request=None, public=True))


def openapi(request: HttpRequest) -> JsonResponse:
    """The description, with the address and the contact of this installation."""
    body = dict(_description())
    body["servers"] = [{"url": request.build_absolute_uri("/api/v1")}]
    if settings.CONTACT_EMAIL:
        contact = body["info"]["contact"] | {"name": settings.SITE_NAME, "email": settings.CONTACT_EMAIL}
        body["info"] = body["info"] | {"contact": contact}
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["API-Version"] = VERSION
    response["Access-Control-Allow-Origin"] = "*"
    return response


def nothing_here(request: HttpRequest, rest: str = "") -> JsonResponse:
    """Any other address under /api/v1/."""
    body = problem(
        404, "There is nothing at this address. See /api/v1/openapi.json; addresses have no slash at the end."
    )
    return JsonResponse(body, status=404, content_type=PROBLEM_TYPE, headers={"API-Version": VERSION})
