# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.questions import views

app_name = "questions"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.derive, name="derive"),
    path("invoeren/", views.import_file, name="import"),
    path("papier/", views.paper, name="paper"),
    path("<number:version>/", views.version, name="version"),
    path("<number:version>/bestand/", views.export_file, name="export"),
    path("<number:version>/voorbeeld/", views.preview, name="preview"),
    path("<number:version>/aanvullen/", views.fill_up, name="fill_up"),
    path("<number:version>/publiceren/", views.publish, name="publish"),
    path("<number:version>/overnemen/", views.copy, name="copy"),
    path("<number:version>/vraag/", views.new_question, name="new_question"),
    path("<number:version>/vraag/<slug:key>/", views.question, name="question"),
    path("<number:version>/vraag/<slug:key>/verplaats/", views.move, name="move"),
    path("<number:version>/vraag/<slug:key>/weg/", views.remove, name="remove"),
]
