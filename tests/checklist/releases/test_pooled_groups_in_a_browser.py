# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups looked at together as Chromium shows them: wide, on a phone and in forced colours, and axe finds nothing.

LOOKS=<folder> keeps a picture of each.
"""

import pytest
from playwright.sync_api import expect

from checklist.releases.models import Release
from checklist.services.actions import load_default_services
from tests.browser import Visitors, faults_in_every_mode
from tests.checklist.releases.test_at_a_glance import LARGEST
from tests.checklist.releases.test_little_difference_in_a_browser import keep
from tests.checklist.releases.test_numbers_in_parts import address_of
from tests.checklist.releases.test_pooled_groups import with_numbers
from tests.checklist.releases.test_shipped import approve_shipped
from tests.people import make_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def release(transactional_db: None) -> Release:
    people = make_people()
    load_default_services(by=people.esra)
    return with_numbers(approve_shipped(LARGEST, people))


def test_both_numbers_of_every_group_are_seen_in_every_mode(release: Release, visitors: Visitors) -> None:
    visitor = visitors.new(inject=True)
    visitor.go(f"{address_of(release)}?deel=samen")
    table = visitor.page.locator("main table.forest--pooled")
    expect(table.locator("tbody tr")).to_have_count(2 * len(release.manifest["characteristics"]))
    expect(table.locator("tbody circle.pic-fill").first).to_be_visible()
    assert not faults_in_every_mode(visitor.page)
    keep(visitor.page, "pooled")
