# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a registration as Chromium shows them: in every mode and on a phone."""

import os

import pytest
from playwright.sync_api import expect

from checklist.registration.actions import ask_registration
from tests.browser import Visitors, faults_in_every_mode, in_every_mode, sideways
from tests.checklist.registration.test_registration import PURPOSE, wanted
from tests.people import PASSWORD, make_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_asking_and_agreeing_read_well_on_every_screen(visitors: Visitors, transactional_db: None) -> None:
    people = make_people()
    asked = ask_registration(wanted=wanted(), purpose=PURPOSE, by=people.esra)
    visitor = visitors.new(inject=True)
    visitor.go("/inloggen/")
    page = visitor.page
    page.locator("input[name=username]").fill("gerda")
    page.locator("input[name=password]").fill(PASSWORD)
    visitor.click("button", "Inloggen")
    expect(page.get_by_role("link", name="Toezicht").first).to_be_attached()
    for name, path in (("list", "/registratie/"), ("one", f"/registratie/{asked.pk}/")):
        visitor.go(path)
        assert faults_in_every_mode(page) == [], path
        for mode in in_every_mode(page):
            assert not sideways(page), (path, mode)
            if os.environ.get("LOOKS"):
                page.screenshot(path=f"{os.environ['LOOKS']}/registration-{name}-{mode}.png", full_page=True)
