# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sign of little difference as Chromium shows it: wide, on a phone and in forced colours, and axe finds nothing.

LOOKS=<folder> keeps a picture of each.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from checklist.releases.models import Finding
from tests.browser import Visitors, faults_in_every_mode
from tests.checklist.advice.talk import ANSWERS, Talk, make_talk
from tests.checklist.test_one_statement import similar

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talk(transactional_db: None) -> Talk:
    made = make_talk(answers=ANSWERS)
    similar("-2.6", "-0.4")(made)
    made.read_back()
    made.ideas()
    made.snapshot("nl")
    return made


def pages(talk: Talk) -> Iterator[tuple[str, str]]:
    found = Finding.objects.select_related("release").get(verdict="vergelijkbaar")
    version = [found.release.slug, found.release.digest]
    yield "talk", f"/gesprekken/{talk.case.uuid}/uitkomsten/"
    yield "choices", f"/gesprekken/{talk.case.uuid}/keuzes/"
    yield "finding", reverse("releases:finding", args=[found.release.slug, found.pk])
    yield "release", reverse("releases:version", args=version)


def keep(page: Page, name: str) -> None:
    """Pictures for the eye, at both widths and in forced colours."""
    if folder := os.environ.get("LOOKS"):
        for width, forced in ((1366, "none"), (360, "none"), (1366, "active")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
            page.screenshot(path=Path(folder) / f"{name}-{width}-{forced}.png", full_page=True)
        page.emulate_media(forced_colors="none")


def test_the_sign_of_little_difference_is_seen_on_every_page_and_in_every_mode(
    talk: Talk, visitors: Visitors
) -> None:
    anouk, cookie = visitors.new(inject=True), talk.anouk.cookies["sessionid"].value
    anouk.context.add_cookies([{"name": "sessionid", "value": cookie, "url": anouk.base}])
    for name, path in pages(talk):
        anouk.go(path)
        expect(anouk.page.locator("main svg.similar").first).to_be_visible()
        assert faults_in_every_mode(anouk.page) == [], name
        keep(anouk.page, name)
