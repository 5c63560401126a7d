# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.dialogues import views

app_name = "dialogues"
urlpatterns = [
    path("", views.game, name="game"),
    path("<number:deal>/kaarten/", views.deck, name="deck"),
    path("<number:deal>/<number:number>/", views.one_round, name="round"),
]
