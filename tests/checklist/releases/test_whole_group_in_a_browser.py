# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole group in a real browser: wide, on a phone, in forced colours, in larger text, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.boxes import BROKEN
from tests.browser import Visitors, faults_in_every_mode, sideways
from tests.checklist.releases.test_whole_group import PAGE, people, release

__all__ = ["people", "release"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("query", ["", "?onderwerp=chronic_condition", "?onderwerp=age&jaar=2018"])
def test_no_fault_in_any_mode_with_every_table_open(visitors: Visitors, query: str) -> None:
    visitor = visitors.new(inject=True)
    visitor.page.goto(visitor.base + PAGE + query)
    visitor.page.evaluate(OPEN)
    assert faults_in_every_mode(visitor.page) == []


@pytest.mark.usefixtures("release")
def test_nothing_runs_over_at_twice_the_text_on_a_phone(visitors: Visitors) -> None:
    visitor = visitors.new(width=360, inject=True)
    visitor.page.goto(f"{visitor.base}{PAGE}?onderwerp=chronic_condition")
    visitor.page.evaluate(f"document.documentElement.style.fontSize = '200%'; {OPEN}")
    assert not sideways(visitor.page)


@pytest.mark.usefixtures("release")
def test_topic_and_year_without_a_script(visitors: Visitors) -> None:
    visitor = visitors.new(javascript=False)
    visitor.page.goto(visitor.base + PAGE)
    visitor.page.get_by_role("link", name="Schulden").click()
    expect(visitor.page.get_by_role("heading", name=re.compile("^Schulden, "))).to_be_visible()
    visitor.page.get_by_role("link", name="2018").click()
    expect(visitor.page.get_by_role("heading", name="Schulden, 2018")).to_be_visible()
    expect(visitor.page.get_by_text("24 van de 100 cliënten, 13 van de 100 andere inwoners")).to_be_visible()


@pytest.mark.usefixtures("release")
def test_paper_shows_the_table_in_every_fold(visitors: Visitors) -> None:
    """A fold that is closed on the screen cannot be opened on paper."""
    visitor = visitors.new(inject=True)
    visitor.page.goto(visitor.base + PAGE)
    table = visitor.page.locator("details td").first
    expect(table).to_be_hidden()
    visitor.page.emulate_media(media="print")
    hidden = "cells => cells.filter(cell => !cell.checkVisibility()).length"
    assert visitor.page.locator("details td").evaluate_all(hidden) == 0
    assert visitor.page.locator("details td").count()
    for width in (1000, 740, 717):  # with wide and narrow margins; the last is a pile of lines
        visitor.page.set_viewport_size({"width": width, "height": 1000})
        assert visitor.page.locator("details :is(th, td)").evaluate_all(BROKEN) == []
        wider = (
            "tables => tables.map(t => t.offsetWidth - t.parentElement.clientWidth).filter(more => more > 0)"
        )
        assert visitor.page.locator("details table").evaluate_all(wider) == []
    assert not sideways(visitor.page)
    expect(visitor.page.locator(".fictional").first).to_be_visible()


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("width", [1366, 1100])
def test_a_row_keeps_its_words_whole(visitors: Visitors, width: int) -> None:
    visitor = visitors.new(width=width, inject=True)
    visitor.page.goto(visitor.base + PAGE)
    visitor.page.evaluate(OPEN)
    assert visitor.page.locator("details th").evaluate_all(BROKEN) == []
    assert not sideways(visitor.page)
