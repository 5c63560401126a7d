# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case of Anouk in the ready world, in which the client was told of research and has a goal."""

import pytest
from django.test import Client as Browser

from checklist.intake.models import Case
from tests.checklist.intake.steps import browser_of, case_of
from tests.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def case(world: World) -> Case:
    return case_of(world)


@pytest.fixture
def anouk(world: World) -> Browser:
    return browser_of(world.people.anouk)
