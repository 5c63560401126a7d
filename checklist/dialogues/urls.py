# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.dialogues import views

app_name = "dialogues"
urlpatterns = [path("", views.game, name="game")]
