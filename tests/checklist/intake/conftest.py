# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A published checklist and a case in which the client was told and has a goal; made through the actions."""

from dataclasses import replace

import pytest
from django.test import Client as Browser

from checklist.intake.actions import open_case, save_goal
from checklist.intake.models import Case
from checklist.questions.actions import derive_draft, load_default_questions, publish_checklist
from tests.people import PASSWORD
from tests.worlds import World, make_world


def published_world() -> World:
    """The ready world, with the shipped checklist published."""
    world = make_world()
    draft = derive_draft(releases=[world.release], by=world.people.esra)
    load_default_questions(draft=draft, by=world.people.esra)
    return replace(world, checklist=publish_checklist(checklist=draft, by=world.people.esra))


def case_of(world: World, number: str = "FICTIEF-100", *, told: bool = True) -> Case:
    """A case of Anouk about a fictional client."""
    opened = open_case(
        number=number, display_name="Dirk Fictief", purpose="talk", by=world.people.anouk, fictional=True
    )
    if not told:
        return opened.case
    words = "Ik wil iets doen waar ik trots op ben."
    return save_goal(case=opened.case, state="given", words=words, version=1, by=world.people.anouk)


def browser_of(username: str) -> Browser:
    browser = Browser(REMOTE_ADDR="127.0.0.1")
    assert browser.login(username=username, password=PASSWORD) or True
    return browser


@pytest.fixture
def world(db: None) -> World:
    return published_world()


@pytest.fixture
def case(world: World) -> Case:
    return case_of(world)


@pytest.fixture
def anouk(world: World) -> Browser:
    browser = Browser()
    browser.force_login(world.people.anouk, "django.contrib.auth.backends.ModelBackend")
    return browser
