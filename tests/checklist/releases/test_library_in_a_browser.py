# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the library as Chromium shows them: the picture first, nothing overlaps with larger text, and every
mark is seen in forced colours and on paper."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from checklist.releases.models import Release
from checklist.services.actions import load_default_services
from tests.browser import PHONE, Visitor, Visitors, faults_in_every_mode, sideways
from tests.checklist.releases.test_shipped import SHIPPED, approve_shipped
from tests.people import make_people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Boxes over each other, words a letter a line, and what runs out of its picture or its page.
CRAMPED = """() => {
  const seen = (one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1 }
  const boxes = [...document.querySelectorAll(
    "main :is(.icon-array, .small-picture li, .strip svg, .flow svg, .matrix__cell, .matrix__keys li, .shelf > *)")]
    .filter(seen)
  const inside = (a, b) => a.contains(b) || b.contains(a)
  const over = []
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect()
    if (!inside(one, other) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1
      && b.top < a.bottom - 1) over.push(one.className.baseVal ?? one.className)
  }))
  const clipped = (one) => {
    const head = one.closest("thead")
    return head && getComputedStyle(head).clipPath !== "none"
  }
  const texts = [...document.querySelectorAll("main :is(dt, dd, p, li, strong, th, td, figcaption, h1, h2, h3)")]
  const thin = texts.filter((one) => !clipped(one)).filter((one) => {
    const box = one.getBoundingClientRect(), size = parseFloat(getComputedStyle(one).fontSize)
    const told = one.textContent.trim().length > 3 && box.width > 1 && box.height > 1
    return told && box.width < 3.5 * size && box.height > 2.8 * size
  }).map((one) => one.textContent.trim().slice(0, 40))
  const labels = [...document.querySelectorAll("main svg")].filter(seen).flatMap((svg) => {
    const found = [...svg.querySelectorAll("text")].map((one) => one.getBoundingClientRect()).filter((box) => box.width)
    return found.flatMap((a, at) => found.slice(at + 1).filter((b) => a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 2 && b.top < a.bottom - 2).map(() => svg.closest("table, figure")?.className ?? "svg"))
  })
  return {over, thin, labels, wide: document.documentElement.scrollWidth}
}"""


@pytest.fixture
def library(transactional_db: None) -> dict[str, Release]:
    people = make_people()
    load_default_services(by=people.esra)
    return {slug: approve_shipped(slug, people) for slug in SHIPPED}


def pages(library: dict[str, Release]) -> Iterator[str]:
    yield reverse("releases:library")
    for slug in library:
        yield reverse("releases:release", args=[slug])
    largest = library["fictief-ronde-2026"]
    numbers = reverse("releases:numbers", args=[largest.slug, largest.digest])
    yield numbers
    yield f"{numbers}?deel=controles"
    answered = largest.findings.get(
        service="direct_werk", primary=True, characteristic="", comparison="versus_otherwise"
    )
    yield reverse("releases:finding", args=[largest.slug, answered.pk])


def opened(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")


def test_a_journalist_sees_all_services_without_scrolling(
    visitors: Visitors, library: dict[str, Release]
) -> None:
    visitor = visitors.new(width=1366)
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    for slug in ("fictief-ronde-2026", "jobcorps-1995"):
        visitor.go(reverse("releases:release", args=[slug]))
        boxes = visitor.page.locator(".strip__row").evaluate_all(
            "(rows) => rows.map((one) => { const box = one.getBoundingClientRect(); return [box.bottom, box.height] })"
        )
        assert len(boxes) == len(library[slug].manifest["services"])
        assert max(bottom for bottom, _height in boxes) <= 768
        assert max(height for _bottom, height in boxes) - min(height for _bottom, height in boxes) <= 1, (
            "equal rows"
        )
    visitor.page.set_viewport_size({"width": PHONE, "height": 740})
    assert visitor.page.locator(".strip__row").first.bounding_box()["y"] < 740  # type: ignore[index]


def test_with_larger_text_on_a_phone_nothing_overlaps(
    visitors: Visitors, library: dict[str, Release]
) -> None:
    visitor = visitors.new(width=PHONE, inject=True)
    for address in pages(library):
        visitor.go(address)
        opened(visitor.page)
        for percent in (100, 130, 150, 200):
            visitor.page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
            found = visitor.page.evaluate(CRAMPED)
            assert (address, percent, found) == (
                address, percent, {"over": [], "thin": [], "labels": [], "wide": PHONE},
            )  # fmt: skip


def test_every_page_is_clear_to_everybody(visitors: Visitors, library: dict[str, Release]) -> None:
    visitor = visitors.new(inject=True)
    for address in pages(library):
        visitor.go(address)
        assert faults_in_every_mode(visitor.page) == [], address
        assert not sideways(visitor.page)


# ---- what is drawn ---------------------------------------------------------------------------------------------------


def shot(visitor: Visitor, selector: str, at: int = 0) -> Image.Image:
    return Image.open(io.BytesIO(visitor.page.locator(selector).nth(at).screenshot())).convert("L")


def ink(image: Image.Image, x: float, y: float) -> float:
    """How far the middle of a place is from the paper at its edge: 0 is the same, 255 is black on white."""
    width, height = image.size
    paper: Any = image.getpixel((1, 1))
    here: Any = image.getpixel((min(int(width * x), width - 1), min(int(height * y), height - 1)))
    return abs(here - paper)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["screen", "forced", "paper"])
def test_bars_and_shapes_are_really_drawn(visitors: Visitors, library: dict[str, Release], mode: str) -> None:
    """A bar is filled to its end, a triangle in its middle, and the open shape is open: also without our colours."""
    visitor = visitors.new(width=1100, forced=mode == "forced", inject=True)
    visitor.go(reverse("releases:release", args=["fictief-ronde-2026"]))
    if mode == "paper":
        visitor.page.emulate_media(media="print")
    bar = shot(visitor, ".flow svg")
    assert ink(bar, 0.5, 0.5) > 80
    filled = shot(visitor, '[data-shape="towards"] svg')
    assert ink(filled, 0.5, 0.6) > 80
    darkest: Any = filled.getextrema()[0]
    assert darkest < 30 or mode != "forced", "in forced colours it has the colour of the text"
    visitor.go(reverse("releases:release", args=["fictief-stad-2026"]))
    if mode == "paper":
        visitor.page.emulate_media(media="print")
    hole = shot(visitor, '[data-shape="uncertain"] svg')
    assert ink(hole, 0.5, 0.5) < 60
    assert max(ink(hole, x / 40, 0.5) for x in range(40)) > 80, "its edge is drawn"
    visitor.go(reverse("releases:library"))
    if mode == "paper":
        visitor.page.emulate_media(media="print")
    small = shot(visitor, ".small-picture svg:has(circle.pic-fill)")
    row = visitor.page.locator(".small-picture svg circle.pic-fill").first
    assert ink(small, float((row.get_attribute("cx") or "").rstrip("%")) / 100, 0.5) > 80
