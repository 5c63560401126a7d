# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import include, path

from checklist.intake import sharing
from checklist.intake.views import absence, cases, opening, questions, read_back

app_name = "intake"
of_one_case = [
    path("vragen/", questions.questions, name="questions"),
    path("vragen/bewaar/", questions.save_answer, name="save_answer"),
    path("vragen/<number:position>/", questions.questions, name="questions"),
    path("vragen/alles/", questions.all_questions, name="all_questions"),
    path("vragen/papier/", questions.paper, name="paper"),
    path("", cases.case, name="case"),
    path("doel-van-inzage/", cases.purpose, name="purpose"),
    path("hoe/", absence.held, name="held"),
    path("niet-gekomen/", absence.no_show, name="no_show"),
    path("doel/", questions.goal, name="goal"),
    path("teruglezen/", read_back.read_back, name="read_back"),
    path("code/", cases.code, name="code"),
    path("overdragen/", cases.hand_over, name="hand_over"),
    path("afsluiten/", cases.close, name="close"),
    path("afsluiten/verkeerde-persoon/", cases.wrong_person, name="wrong_person"),
]
urlpatterns = [
    path("", cases.cases, name="cases"),
    path("nieuw/", opening.open_, name="open"),
    path("scherm-delen/", sharing.share_screen, name="share_screen"),
    path("waarnemen/", opening.stand_in_page, name="stand_in"),
    path("<uuid:case_uuid>/", include(of_one_case)),
]
