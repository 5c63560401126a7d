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
    path("<int:version>/", views.version, name="version"),
    path("<int:version>/bestand/", views.export_file, name="export"),
    path("<int:version>/voorbeeld/", views.preview, name="preview"),
    path("<int:version>/aanvullen/", views.fill_up, name="fill_up"),
    path("<int:version>/publiceren/", views.publish, name="publish"),
    path("<int:version>/overnemen/", views.copy, name="copy"),
    path("<int:version>/vraag/", views.new_question, name="new_question"),
    path("<int:version>/vraag/<slug:key>/", views.question, name="question"),
    path("<int:version>/vraag/<slug:key>/verplaats/", views.move, name="move"),
    path("<int:version>/vraag/<slug:key>/weg/", views.remove, name="remove"),
]
