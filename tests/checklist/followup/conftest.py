# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk's talk with Anouk, ready for choices; Daan is her colleague, Carla leads the team."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser

from checklist.intake.actions import new_code
from checklist.intake.models import Case
from checklist.people.models import Account
from tests.checklist.decisions.talks import ready_world, staff, talk
from tests.checklist.transparency.world import World as Own
from tests.checklist.transparency.world import come_in
from tests.people import PASSWORD
from tests.worlds import World


@dataclass(frozen=True)
class Town:
    """The world, Dirk's case, and Anouk's colleague."""

    world: World
    case: Case
    daan: Account

    def dirk(self) -> Browser:
        code = new_code(case=self.case, by=self.world.people.anouk)
        return come_in(Own(self.world.people, self.case, code))


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, int, int]]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = ready_world()
        colleague = {"display_name": "Daan Bos", "team": world.people.team, "is_caseworker": True}
        daan = Account.objects.create_user("daan", PASSWORD, **colleague)
        yield world, talk(world).pk, daan.pk
        transaction.set_rollback(True)


@pytest.fixture
def town(made: tuple[World, int, int], db: None) -> Town:
    world, case, daan = made
    rows = Case.objects.select_related("client", "caseworker", "team", "checklist")
    return Town(world, rows.get(pk=case), Account.objects.get(pk=daan))


@pytest.fixture
def anouk(town: Town) -> Browser:
    return staff(town.world.people.anouk)


@pytest.fixture
def carla(town: Town) -> Browser:
    return staff(town.world.people.carla)
