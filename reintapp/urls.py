# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the project: health, language, and the pages of the app."""

from django.urls import include, path

from checklist.people.views import language
from reintapp import health

handler500 = "reintapp.faults.server_error"  # also what fails around the views, such as reading the session

urlpatterns = [
    path("_healthz/livez/", health.live, name="livez"),
    path("_healthz/readyz/", health.ready, name="readyz"),
    path("taal/", language, name="set_language"),
    path("", include("checklist.urls")),
]
