# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import URLPattern

app_name = "releases"
urlpatterns: list[URLPattern] = []
