# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tests can differ by engine: those that open the database, unless they only look at a page.

pytest-django refuses a query to every other test.
"""

import pytest

#: Asking for one of these opens the database, as the mark does.
OPENING = {
    "db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "django_db_setup",
    "live_server", "admin_client", "admin_user",
}  # fmt: skip


def opens_database(item: pytest.Item) -> bool:
    """Has a test leave to query? By the mark, by a fixture that brings the database along, or as a case of Django."""
    from django.test import TransactionTestCase

    kind = getattr(item, "cls", None)
    if kind is not None and issubclass(kind, TransactionTestCase):
        return True
    return item.get_closest_marker("django_db") is not None or not OPENING.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def can_differ(item: pytest.Item) -> bool:
    """Could another engine give another answer?"""
    return opens_database(item) and item.get_closest_marker("looks") is None
