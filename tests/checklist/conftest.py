# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What many tests of the app stand on, made once a module: people, services, a release, published questions."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests import worlds
from tests.checklist.transparency.world import publish_questions
from tests.people import People, make_people


@pytest.fixture(scope="module")
def folk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[People]:
    """Everybody who works here, with everything that stands before the first talk. Each test rolls back to this."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        made = worlds.make_world(make_people())
        publish_questions(made.people, made.release)
        yield made.people
        transaction.set_rollback(True)
