# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door for the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from reintapp.databases import for_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reintapp.settings.production")
application = get_wsgi_application()
for_pages(settings.DATABASES["default"])
