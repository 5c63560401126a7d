# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Index of pages. Dutch in the address bar, English in the code."""

from django.urls import include, path

urlpatterns = [
    path("gesprekken/", include("checklist.intake.urls")),  # first: it is asked for all day
    path("", include("checklist.people.urls")),
    path("onderzoek/", include("checklist.releases.urls")),
    path("aanbod/", include("checklist.services.urls")),
    path("gespreksvragen/", include("checklist.questions.urls")),
    path("gesprekken/", include("checklist.advice.urls")),
    path("gesprekken/", include("checklist.followup.urls")),
    path("gesprekken/<uuid:case_uuid>/", include("checklist.decisions.urls")),
    path("", include("checklist.reviews.urls")),
    path("", include("checklist.transparency.urls")),
    path("registratie/", include("checklist.registration.urls")),
    path("", include("checklist.register.urls")),
    path("databasespel/", include("checklist.dialogues.urls")),
    path("api/v1/", include("checklist.api.urls")),
]
