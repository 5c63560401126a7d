# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reads a page of this slice, and in which language."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import get_language

from checklist.people.models import Account


def reading_language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def me(request: HttpRequest) -> Account:
    return cast("Account", request.user)
