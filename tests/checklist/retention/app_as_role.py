# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run by test_app_role.py in a process of its own: the whole journey, as the role of the app."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reintapp.settings.test")


def main() -> None:
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from django.db import connection

    from checklist.base.chain import verify_chains
    from checklist.base.protect import missing_guards
    from checklist.intake.models import Client
    from checklist.people.permissions import SYSTEM
    from checklist.retention.actions import destroy_client_data
    from tests.checklist.transparency.world import come_in, decided, make_world, staff_browser

    world = decided(make_world())
    browser = come_in(world)
    assert browser.get("/mijn-gesprek/").status_code == 200
    assert browser.post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit?"}).status_code == 302
    gerda = staff_browser(world.people.gerda)
    assert gerda.post("/toezicht/", {"purpose": "access"}).status_code == 302
    assert gerda.get("/toezicht/").status_code == 200
    assert gerda.get("/_healthz/readyz/").json() == {"status": "ok", "problems": []}
    assert missing_guards(connection) == []
    destroy_client_data(client=Client.objects.get(), ground="term", by=SYSTEM)
    rows, faults = verify_chains()
    assert rows > 10, rows
    assert faults == [], faults
    print(f"journey done, {rows} rows")


if __name__ == "__main__":
    main()
