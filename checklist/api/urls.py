# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the API: no slash at the end."""

from django.urls import path, re_path

from checklist.api import views

app_name = "api"
urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    path("releases", views.Releases.as_view(), name="releases"),
    path("releases/<digest:digest>", views.WholeRelease.as_view(), name="release"),
    path("findings", views.Findings.as_view(), name="findings"),
    path("findings/<number:pk>", views.OneFinding.as_view(), name="finding"),
    path("decisions", views.Decisions.as_view(), name="decisions"),
    path("overrides", views.Overrides.as_view(), name="overrides"),
    re_path(r"^(?P<rest>.*)$", views.nothing_here, name="nothing"),
]
