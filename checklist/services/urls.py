# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice. `nieuw` is never the key of a service."""

from django.urls import path

from checklist.services import views

app_name = "services"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("nieuw/", views.edit, name="new"),
    path("koppelen/<digest:digest>/", views.link, name="link"),
    path("goedkeuren/<digest:digest>/", views.approve, name="approve"),
    path("<slug:key>/", views.edit, name="edit"),
    path("<slug:key>/plaats/", views.move, name="move"),
    path("<slug:key>/aan/", views.switch, name="switch"),
]
