# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.register import views

app_name = "register"
urlpatterns = [
    path("uitleg/", views.explanation, name="explanation"),
    path("uitleg/woorden/", views.words, name="words"),
    path("uitleg/register/", views.register, name="register"),
    path("uitleg/register.json", views.register_data, name="register_data"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path(".well-known/security.txt", views.security, name="security_txt"),
]
