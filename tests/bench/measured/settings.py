# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the bench: those of the tests, with Django's own admin beside the app to compare with."""

from reintapp.settings.test import *  # noqa: F403
from reintapp.settings.test import INSTALLED_APPS as SHIPPED

INSTALLED_APPS = [*SHIPPED, "django.contrib.admin", "tests.bench.measured"]
ROOT_URLCONF = "tests.bench.measured.urls"
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410"]
