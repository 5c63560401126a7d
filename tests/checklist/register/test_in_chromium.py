# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The explanation in Chromium: a link opens its fold, the picture holds what the words say, larger letters fit."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.boxes import cramped_on_a_phone
from tests.browser import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_link_to_what_this_is_not_opens_its_fold_without_scripts(visitors: Visitors) -> None:
    visitor = visitors.new(javascript=False)
    visitor.go("/uitleg/")
    words = visitor.page.get_by_text("Geen score en geen lijst van goed naar slecht.")
    expect(words).to_be_hidden()
    visitor.page.locator("footer a[href='/uitleg/#niet']").click()
    expect(words).to_be_in_viewport()


def test_the_picture_of_the_method_shows_the_numbers_beside_it(visitors: Visitors) -> None:
    """Ten dots a row, as many of them dark as the words above say: counted in pixels."""
    visitor = visitors.new()
    visitor.go("/uitleg/")
    said, drawn = [], []
    for row in visitor.page.locator(".method__pair svg").all():
        number = re.match(r"\d+", row.evaluate("one => one.previousElementSibling.textContent"))
        said.append(int(number.group()) if number else None)
        grey = Image.open(BytesIO(row.screenshot())).convert("L")
        places = [(int((13 + 26 * at) / 260 * grey.width), grey.height // 2) for at in range(10)]
        drawn.append(sum(grey.getpixel(place) < 128 for place in places))  # type: ignore[operator]
    assert said == drawn == [8, 6, 3, 5]


def test_with_larger_text_on_a_phone_nothing_overlaps(visitors: Visitors) -> None:
    visitor = visitors.new(inject=True)
    visitor.go("/uitleg/")
    assert cramped_on_a_phone(visitor.page) == []
