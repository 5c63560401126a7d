# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of municipalities together as Chromium shows it: on a phone too, and in every mode."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from checklist.services.actions import load_default_services
from research.release.reading import read_release
from tests.browser import PHONE, Visitors, faults_in_every_mode, in_every_mode
from tests.checklist.releases.test_library_in_a_browser import CRAMPED, opened
from tests.people import make_people
from tests.research.combinations import combined
from tests.worlds import approved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_each_municipality_is_a_row_on_every_screen_and_in_every_mode(
    visitors: Visitors, transactional_db: None, tmp_path: Path
) -> None:
    people = make_people()
    load_default_services(by=people.esra)
    release = approved(read_release(combined(tmp_path)), people)
    visitor = visitors.new(inject=True)
    visitor.go(reverse("releases:release", args=[release.slug]))
    page = visitor.page
    opened(page)
    rows = page.locator("section[aria-labelledby=towns] table.forest tbody tr")
    expect(rows).to_have_count(8)  # six municipalities, all of them together, and a next one
    assert faults_in_every_mode(page) == []
    for mode in in_every_mode(page):
        if os.environ.get("LOOKS"):
            section = page.locator("section[aria-labelledby=towns]")
            section.screenshot(path=f"{os.environ['LOOKS']}/together-{mode}.png")
            page.screenshot(path=f"{os.environ['LOOKS']}/together-{mode}-page.png", full_page=True)
    page.set_viewport_size({"width": PHONE, "height": 740})
    for percent in (100, 150, 200):
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        found = page.evaluate(CRAMPED)
        assert (percent, found) == (percent, {"over": [], "thin": [], "labels": [], "wide": PHONE})
