# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.advice.views import evidence, first_ideas, recalls

app_name = "advice"
urlpatterns = [
    path("klopt-niet-meer/", recalls.recalls, name="recalls"),
    path("<uuid:case_uuid>/eerste-idee/", first_ideas.first_idea, name="first_idea"),
    path("<uuid:case_uuid>/uitkomsten/", evidence.evidence, name="evidence"),
    path("<uuid:case_uuid>/klopt-niet-meer/", recalls.recalled, name="recalled"),
]
