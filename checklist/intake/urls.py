# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.intake import sharing
from checklist.intake.views import cases, questions, read_back

app_name = "intake"
urlpatterns = [
    path("", cases.cases, name="cases"),
    path("nieuw/", cases.open_, name="open"),
    path("scherm-delen/", sharing.share_screen, name="share_screen"),
    path("waarnemen/", cases.stand_in_page, name="stand_in"),
    path("<uuid:case_uuid>/", cases.case, name="case"),
    path("<uuid:case_uuid>/doel-van-inzage/", cases.purpose, name="purpose"),
    path("<uuid:case_uuid>/doel/", questions.goal, name="goal"),
    path("<uuid:case_uuid>/vragen/", questions.questions, name="questions"),
    path("<uuid:case_uuid>/vragen/<int:position>/", questions.questions, name="questions"),
    path("<uuid:case_uuid>/vragen/alles/", questions.all_questions, name="all_questions"),
    path("<uuid:case_uuid>/vragen/bewaar/", questions.save_answer, name="save_answer"),
    path("<uuid:case_uuid>/vragen/papier/", questions.paper, name="paper"),
    path("<uuid:case_uuid>/teruglezen/", read_back.read_back, name="read_back"),
    path("<uuid:case_uuid>/code/", cases.code, name="code"),
    path("<uuid:case_uuid>/overdragen/", cases.hand_over, name="hand_over"),
    path("<uuid:case_uuid>/afsluiten/", cases.close, name="close"),
]
