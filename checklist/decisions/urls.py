# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.decisions import views

app_name = "decisions"
urlpatterns = [
    path("keuzes/", views.choices, name="choices"),
    path("verslag/", views.summary, name="summary"),
    path("verslag/<uuid:decision>/", views.earlier, name="earlier"),
    path("verslag.txt", views.summary_text, name="summary_text"),
    path("verslag.pdf", views.summary_pdf, name="summary_pdf"),
]
