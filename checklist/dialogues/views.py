# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database card game."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def game(request: HttpRequest) -> HttpResponse:
    return render(request, "checklist/dialogues/game.html")
