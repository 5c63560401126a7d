# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on a phone with letters twice as large (WCAG 1.4.4, 1.4.10): nothing scrolls sideways, pictures grow too."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from checklist.management.commands.demo import make_catalogue, make_staff
from checklist.releases.actions import import_release
from checklist.services.actions import load_default_services
from tests.browser import PHONE, Visitors, sideways
from tests.people import make_people
from tests.worlds import linked_and_approved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLUG = "fictief-groep-2026"
SIZES = "[...document.querySelectorAll('.forest text')].map(t => parseFloat(getComputedStyle(t).fontSize))"
HEIGHTS = (
    "[...document.querySelectorAll('.forest svg[width=\"100%\"]')].map(s => s.getBoundingClientRect().height)"
)


def larger(page: Page) -> None:
    page.evaluate(
        "(h => h.style.fontSize = 2 * parseFloat(getComputedStyle(h).fontSize) + 'px')(document.documentElement)"
    )


def test_which_groups_may_be_talked_about_fits(visitors: Visitors) -> None:
    """Tags that were kept on one line ran out of the page."""
    make_staff("fictief-kijken-1")
    make_catalogue("fictief-kijken-1")
    visitor = visitors.new(width=PHONE)
    visitor.go("/onderzoek/groepen/")
    assert visitor.page.locator(".tag").count()
    larger(visitor.page)
    assert not sideways(visitor.page)


def test_numbers_in_the_pictures_of_the_whole_group_grow(visitors: Visitors) -> None:
    people = make_people()
    folder = Path(settings.MODELS_STORE) / SLUG
    load_default_services(by=people.esra)
    linked_and_approved(import_release(path=folder, by=people.esra), {}, people)
    page = (visitor := visitors.new(width=PHONE)).page
    visitor.go(f"/onderzoek/{SLUG}/groep/?onderwerp=household")
    before = page.evaluate(SIZES), page.evaluate(HEIGHTS)
    larger(page)
    assert not sideways(page)
    after = page.evaluate(SIZES), page.evaluate(HEIGHTS)
    assert all(before)
    for was, now in zip(before, after, strict=True):
        assert now == pytest.approx([2 * size for size in was])
