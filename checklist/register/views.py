# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public pages: how it works, words, the register text, accessibility, where to report a leak."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from checklist.register import queries


def explanation(request: HttpRequest) -> HttpResponse:
    """The method in one minute, what this is not, who may look, how long what is kept."""
    context = {"purposes": queries.purposes(), "terms": queries.terms(), "groups": queries.groups()}
    return render(request, "checklist/register/explanation.html", context)


def words(request: HttpRequest) -> HttpResponse:
    return render(request, "checklist/register/words.html", {"words": queries.words()})


def register(request: HttpRequest) -> HttpResponse:
    """The text for the algorithm register, from what is really switched on."""
    context = {"entries": queries.register_entries(), "groups": queries.groups(), "asked": queries.asked()}
    context["activities"] = queries.activities()
    return render(request, "checklist/register/register.html", context)


def register_data(request: HttpRequest) -> JsonResponse:
    return JsonResponse(queries.register_json(), json_dumps_params={"ensure_ascii": False, "indent": 2})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "checklist/register/accessibility.html")


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    here = request.build_absolute_uri(request.path)
    policy = request.build_absolute_uri(reverse("register:explanation")) + "#lek"
    return HttpResponse(queries.security_txt(here, policy), content_type="text/plain; charset=utf-8")
