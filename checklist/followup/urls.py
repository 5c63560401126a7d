# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.followup import views

app_name = "followup"
urlpatterns = [
    path("te-doen/", views.to_do, name="to_do"),
    path("tweede-mening/", views.second_opinions, name="second_opinions"),
    path("<uuid:case_uuid>/te-doen/", views.of_case, name="of_case"),
    path("<uuid:case_uuid>/te-doen/<uuid:followup>/", views.close, name="close"),
]
