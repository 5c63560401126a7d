# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first ideas and the evidence in a real Chromium: with clicks, on a phone, in forced colours."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from checklist.advice.models import EvidenceSnapshot
from checklist.intake.models import Case
from tests.browser import PHONE, WIDE, Visitor, Visitors, axe_faults, sideways
from tests.checklist.advice.talk import Talk, make_talk
from tests.circles import circles_on, filled, rings

A4_IN_PIXELS = 794

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talk(transactional_db: None) -> Talk:
    return make_talk()


def come_in(visitors: Visitors, talk: Talk, **how: object) -> Visitor:
    visitor = visitors.new(**how)  # type: ignore[arg-type]
    cookie = talk.anouk.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.base}])
    return visitor


def test_r6_the_talk_from_first_idea_to_evidence_with_clicks_and_without_javascript(
    visitors: Visitors, talk: Talk
) -> None:
    visitor = come_in(visitors, talk, javascript=False)
    visitor.go(f"/gesprekken/{talk.case.uuid}/eerste-idee/")
    visitor.tick("client_choice", "direct_werk")
    visitor.click("button", "Bewaar en open de uitkomsten")
    assert visitor.page.locator("[name=client_choice]").count() == 0
    visitor.tick("caseworker_choice", "no_idea")
    visitor.click("button", "Bewaar en open de uitkomsten")
    assert visitor.page.url.endswith("/uitkomsten/")
    assert "Met deze hulp vonden mensen vaker werk." in visitor.text()
    assert EvidenceSnapshot.objects.filter(case=talk.case).count() == 1
    assert Case.objects.get(pk=talk.case.pk).stage == Case.Stage.EVIDENCE


@pytest.mark.parametrize(("width", "forced"), [(WIDE, False), (PHONE, False), (WIDE, True)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visitors: Visitors, talk: Talk, width: int, forced: bool
) -> None:
    visitor = come_in(visitors, talk, width=width, forced=forced, inject=True)
    visitor.go(f"/gesprekken/{talk.case.uuid}/eerste-idee/")
    assert axe_faults(visitor.page) == []
    assert not sideways(visitor.page)
    talk.ideas()
    visitor.go(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    assert axe_faults(visitor.page) == []
    visitor.click("button", "Open de uitkomsten")
    assert axe_faults(visitor.page) == []
    assert not sideways(visitor.page)


@pytest.mark.parametrize(
    ("width", "forced", "medium"),
    [(WIDE, False, "screen"), (WIDE, True, "screen"), (PHONE, False, "screen"), (WIDE, False, "print")],
    ids=["wide", "forced colours", "phone", "print"],
)
def test_the_picture_says_what_the_words_say(
    visitors: Visitors, talk: Talk, width: int, forced: bool, medium: str
) -> None:
    """Count the filled circles in the pixels of every icon array on the page; the number stands above it."""
    page = shown_to(visitors, talk, width=width, forced=forced).page
    if medium == "screen":
        page.evaluate("document.querySelectorAll('.service__all').forEach((card) => { card.open = true })")
    page.emulate_media(media=medium)  # type: ignore[arg-type]
    arrays = page.locator(".icon-array").all()
    assert len(arrays) == 8
    for array in arrays:
        said = re.match(r"(\d+) van de 100", array.locator(".icon-array__number").inner_text())
        assert said is not None
        picture = Image.open(BytesIO(array.locator("svg").screenshot()))
        assert (filled(picture), rings(picture)) == (int(said[1]), 100)


def shown_to(visitors: Visitors, talk: Talk, **how: object) -> Visitor:
    """The evidence page, just opened."""
    talk.ideas()
    talk.snapshot()
    visitor = come_in(visitors, talk, **how)
    visitor.go(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    return visitor


def test_printed_by_the_browser_every_card_is_open_and_the_pictures_are_right(
    visitors: Visitors, talk: Talk, tmp_path: Path
) -> None:
    source, page = tmp_path / "evidence.pdf", shown_to(visitors, talk).page
    page.pdf(path=source, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "0"))
    read = ["pdftotext", "-layout", str(source), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    services = len(talk.world.services)
    assert text.count("Wat is het?") == text.count("Praktisch") == services
    assert "Wat weten we niet?" in text
    assert "Dat betekent niet dat dit de oorzaak is." in text  # what often goes together is open too
    numbers = page.locator(".icon-array__number").all_text_contents()
    said = [int(number.partition(" van de 100")[0]) for number in numbers]
    assert len(said) == 8
    subprocess.run(["pdftoppm", "-r", "200", "-png", source, tmp_path / "page"], check=True)
    page.set_viewport_size({"width": A4_IN_PIXELS, "height": 1123})
    page.emulate_media(media="print")
    box = page.locator(".icon-array svg").first.bounding_box()
    assert box is not None
    across, drawn = (14.8 + 1.6) / 200 * box["width"] / 96 * 200, []
    for paper in sorted(tmp_path.glob("page*.png")):
        drawn += [dark for _, dark in circles_on(Image.open(paper), across)]
    assert (len(drawn), sum(drawn)) == (800, sum(said))


@pytest.mark.parametrize(("width", "most"), [(WIDE, 3_500), (PHONE, 7_000)])
def test_what_is_shown_first_fits_in_a_talk(visitors: Visitors, talk: Talk, width: int, most: int) -> None:
    page = shown_to(visitors, talk, width=width).page
    assert page.evaluate("document.documentElement.scrollHeight") <= most
    for card in page.locator(".service:has(details)").all():
        expect(card.locator(".evidence__headline").first).to_be_visible()
        expect(card.locator(".practical")).to_be_hidden()
        numbers = card.locator(".evidence__numbers")
        for line in numbers.all():
            expect(line).to_be_visible()
        card.locator("summary").first.click()  # one tap opens all of it
        expect(card.locator(".practical")).to_be_visible()


CRAMPED = """() => {
  const boxes = [...document.querySelectorAll(".icon-array")].map((one) => one.getBoundingClientRect())
  const over = boxes.filter((a, at) => boxes.slice(at + 1).some((b) => a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom)).length
  const texts = [...document.querySelectorAll(":is(.evidence, .practical) :is(dt, dd, p, li, strong)")]
  const thin = texts.filter((one) => {
    const box = one.getBoundingClientRect(), size = parseFloat(getComputedStyle(one).fontSize)
    return box.width > 0 && box.width < 4 * size && box.height > 2.5 * size
  }).map((one) => one.textContent.trim())
  const out = [...document.querySelectorAll(".icon-array *")].filter((one) =>
    one.getBoundingClientRect().right > one.closest(".icon-pair").getBoundingClientRect().right + 1).length
  return {over, thin, out, wide: document.documentElement.scrollWidth}
}"""


def test_with_larger_text_on_a_phone_nothing_overlaps_and_no_text_is_cramped(
    visitors: Visitors, talk: Talk
) -> None:
    page = shown_to(visitors, talk, width=PHONE, inject=True).page
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    for percent in (100, 130, 150, 200):
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        found = page.evaluate(CRAMPED)
        assert (percent, found) == (percent, {"over": 0, "thin": [], "out": 0, "wide": PHONE})
