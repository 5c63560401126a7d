# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ready world, and a draft of the shipped questions in it."""

import pytest

from checklist.questions.actions import derive_draft, load_default_questions
from checklist.questions.models import Checklist
from tests.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def draft(world: World) -> Checklist:
    made = derive_draft(releases=[world.release], by=world.people.esra)
    load_default_questions(draft=made, by=world.people.esra)
    return made
