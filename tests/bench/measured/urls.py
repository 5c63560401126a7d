# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the app, two empty pages for who is logged in, and Django's own admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from checklist.decisions.models import Override
from checklist.people.permissions import staff_page


@staff_page()
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the log-in: the session and the account are read, five words are sent."""
    return HttpResponse("leeg", content_type="text/plain")


@staff_page()
def empty_page(request: HttpRequest) -> HttpResponse:
    """An empty page as this server draws it: head, menu and foot."""
    return render(request, "base.html")


class OpenSite(admin.AdminSite):
    """An admin for everybody who is logged in; only the bench has it."""

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated)


class Log(admin.ModelAdmin):
    """The log of other choices as somebody would set it up in an afternoon."""

    list_display = ("at", "whose", "client_family", "caseworker_family", "team", "decision", "fictional")
    list_filter = ("whose", "client_family", "caseworker_family", "fictional", "team")
    list_select_related = ("team", "decision")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    list_per_page = 50
    show_facets = admin.ShowFacets.ALWAYS

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LogWithoutFacets(Log):
    """The same without numbers beside the filters."""

    show_facets = admin.ShowFacets.NEVER


def site(name: str, kind: type[admin.ModelAdmin]) -> OpenSite:
    made = OpenSite(name=name)
    made.register(Override, kind)
    return made


urlpatterns = [
    path("bench/leeg/", empty),
    path("bench/lege-pagina/", empty_page),
    path("bench/admin/", site("facets", Log).urls),
    path("bench/admin-plain/", site("plain", LogWithoutFacets).urls),
    path("", include("reintapp.urls")),
]
