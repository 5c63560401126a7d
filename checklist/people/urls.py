# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.people import views

app_name = "people"
urlpatterns = [
    path("", views.home, name="home"),
    path("inloggen/", views.log_in, name="log_in"),
    path("inloggen/eigen-wachtwoord/", views.first_password, name="first_password"),
    path("uitloggen/", views.log_out, name="log_out"),
    path("niet-bewaren/", views.forget_kept, name="forget_kept"),
    path("account/", views.account, name="account"),
    path("account/inlogs/", views.log_ins, name="log_ins"),
    path("account/wachtwoord/", views.password_again, name="password_again"),
]
