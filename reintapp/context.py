# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs to know about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from checklist.people.queries import nav_items


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "theme_css": settings.THEME_CSS,
        "theme_class": settings.THEME_CLASS,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "backup_days": settings.BACKUP_DAYS,
        "fictional_banner": settings.DEMO,
        "nav_items": nav_items(request),
    }
