# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.advice import views

app_name = "advice"
urlpatterns = [
    path("eerste-idee/", views.first_idea, name="first_idea"),
    path("uitkomsten/", views.evidence, name="evidence"),
]
