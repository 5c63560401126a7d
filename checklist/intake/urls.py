# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.intake import sharing, views

app_name = "intake"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("nieuw/", views.open_, name="open"),
    path("scherm-delen/", sharing.share_screen, name="share_screen"),
    path("waarnemen/", views.stand_in_page, name="stand_in"),
    path("<uuid:case_uuid>/", views.case, name="case"),
    path("<uuid:case_uuid>/doel-van-inzage/", views.purpose, name="purpose"),
    path("<uuid:case_uuid>/doel/", views.goal, name="goal"),
    path("<uuid:case_uuid>/vragen/", views.questions, name="questions"),
    path("<uuid:case_uuid>/vragen/<int:position>/", views.questions, name="questions"),
    path("<uuid:case_uuid>/vragen/alles/", views.all_questions, name="all_questions"),
    path("<uuid:case_uuid>/vragen/bewaar/", views.save_answer, name="save_answer"),
    path("<uuid:case_uuid>/vragen/papier/", views.paper, name="paper"),
    path("<uuid:case_uuid>/teruglezen/", views.read_back, name="read_back"),
    path("<uuid:case_uuid>/code/", views.code, name="code"),
    path("<uuid:case_uuid>/overdragen/", views.hand_over, name="hand_over"),
    path("<uuid:case_uuid>/afsluiten/", views.close, name="close"),
]
