# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own page in a real Chromium, and evidence that was frozen with an older design, drawn with the style of now."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browser import PHONE, WIDE, Visitor, Visitors, axe_faults, faults_in_every_mode, sideways
from tests.checklist.transparency.world import World, come_in, decided, make_world
from tests.circles import filled

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FROZEN = Path(__file__).with_name("frozen_of_2026.html")  # as the first design of the page froze it


@pytest.fixture
def world(transactional_db: None) -> World:
    return decided(make_world())


def dirk(visitors: Visitors, world: World, **how: object) -> Visitor:
    visitor = visitors.new(inject=True, **how)  # type: ignore[arg-type]
    cookie = come_in(world).cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.base}])
    return visitor


@pytest.mark.looks
def test_the_own_pages_are_accessible_and_never_scroll_sideways(visitors: Visitors, world: World) -> None:
    visitor = dirk(visitors, world)
    for page in ("", "getoond/", "wie-keek/"):
        visitor.go(f"/mijn-gesprek/{page}")
        visitor.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert faults_in_every_mode(visitor.page) == [], page


@pytest.mark.looks
@pytest.mark.parametrize(("width", "forced"), [(WIDE, False), (PHONE, False), (WIDE, True)])
def test_r16_what_an_older_design_froze_is_still_drawn_right(
    visitors: Visitors, world: World, width: int, forced: bool
) -> None:
    visitor = dirk(visitors, world, width=width, forced=forced)
    visitor.go("/mijn-gesprek/getoond/")
    place = "document.querySelector('.frozen').innerHTML = html"
    visitor.page.evaluate(f"(html) => {{ {place} }}", FROZEN.read_text(encoding="utf-8"))
    assert axe_faults(visitor.page) == []
    assert not sideways(visitor.page)
    arrays = visitor.page.locator(".icon-array").all()
    assert len(arrays) == 2
    for array in arrays:
        said = re.match(r"(\d+) van de 100", array.locator(".icon-array__number").inner_text())
        assert said is not None
        assert filled(Image.open(BytesIO(array.locator("svg").screenshot()))) == int(said[1])
    spoken = visitor.page.locator(".says").first
    assert (
        spoken.evaluate("(box) => getComputedStyle(box).borderInlineStartWidth") == "5px"
    )  # styled, not bare
