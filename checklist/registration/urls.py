# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.registration import views

app_name = "registration"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("<number:number>/", views.request_page, name="request"),
]
