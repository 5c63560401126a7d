# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.reviews import views

app_name = "reviews"
urlpatterns = [
    path("andere-keuzes/", views.overrides, name="overrides"),
    path("andere-keuzes/bestand.csv", views.export, name="export"),
    path("terugkijken/", views.queue, name="queue"),
    path("terugkijken/<uuid:decision_uuid>/", views.review, name="review"),
    path("terugkijken/voor-de-redactie/", views.for_editors, name="for_editors"),
]
