# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk's talk, ready for choices, and Anouk at her browser. Made once a module; a test works on a savepoint of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser

from checklist.intake.models import Case
from tests.checklist.decisions.talks import ready_world, staff, talk
from tests.worlds import World


@pytest.fixture(scope="module")
def ready(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, int]]:
    """The world and the number of Dirk's case. Not for tests with real transactions: those make their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = ready_world()
        yield world, talk(world).pk
        transaction.set_rollback(True)


@pytest.fixture
def world(ready: tuple[World, int], db: None) -> World:
    return ready[0]


@pytest.fixture
def case(ready: tuple[World, int], db: None) -> Case:
    return Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=ready[1])


@pytest.fixture
def anouk(world: World) -> Browser:
    return staff(world.people.anouk)
