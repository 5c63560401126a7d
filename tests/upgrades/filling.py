# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fills an empty database with the code of whatever tree stands first on the path: one talk decided, one begun.

It is run as a file, by this tree and by older ones, so it imports only what both have.
"""

import os
import sys

import django


def main() -> None:
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "reintapp.settings.test"
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    setup_test_environment(debug=False)
    from tests.checklist.transparency.world import decided, make_world, talk

    first = decided(make_world("FICTIEF-1"))
    talk(make_world("FICTIEF-2", first.people))
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()


if __name__ == "__main__":
    main()
