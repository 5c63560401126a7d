# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.advice import views

app_name = "advice"
urlpatterns = [
    path("klopt-niet-meer/", views.recalls, name="recalls"),
    path("<uuid:case_uuid>/eerste-idee/", views.first_idea, name="first_idea"),
    path("<uuid:case_uuid>/uitkomsten/", views.evidence, name="evidence"),
    path("<uuid:case_uuid>/klopt-niet-meer/", views.recalled, name="recalled"),
]
