# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first ideas and the evidence in a real Chromium: with clicks, on a phone, in forced colours."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from checklist.advice.models import EvidenceSnapshot
from checklist.intake.models import Case
from tests.boxes import cramped, cramped_on_a_phone
from tests.browser import PHONE, WIDE, Visitor, Visitors, axe_faults, sideways
from tests.checklist.advice.talk import Talk, make_talk
from tests.circles import circles_on, diamonds, filled, lines_between, rings

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
    row = visitor.page.locator("#hulp-direct_werk .strip__row").first
    expect(row).to_contain_text("Iedereen samen")
    expect(row).to_contain_text("vaker werk")
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


@pytest.mark.parametrize(("width", "most"), [(1366, 1_570), (PHONE, 3_200)])
def test_what_is_shown_first_fits_in_a_talk(visitors: Visitors, talk: Talk, width: int, most: int) -> None:
    page = shown_to(visitors, talk, width=width).page
    assert page.evaluate("document.documentElement.scrollHeight") <= most
    assert width == PHONE or len(visitors_words(page)) <= 380
    for card in page.locator(".strip__service").all():
        expect(card.locator(".strip__row").first).to_be_visible()
        expect(card.locator(".practical")).to_be_hidden()
        card.locator("summary").first.click()  # one tap opens all of it
        expect(card.locator(".practical")).to_be_visible()
        expect(card.locator(".week").first).to_be_visible()


def visitors_words(page: Page) -> list[str]:
    """All words that can be read with every fold closed."""
    return str(page.evaluate("document.body.innerText")).split()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (PHONE, 740)])
def test_the_first_statement_stands_on_the_first_screen_and_rows_are_equally_high(
    visitors: Visitors, talk: Talk, width: int, height: int
) -> None:
    """Above the bar that is always in reach, so that it really can be read; nobody's row is lower than another (R5)."""
    page = shown_to(visitors, talk, width=width).page
    page.set_viewport_size({"width": width, "height": height})
    first = page.locator(".strip__row[data-state]").first
    expect(first).to_contain_text("vaker werk")
    row, bar = first.bounding_box(), page.locator(".actions--reach").bounding_box()
    assert row is not None
    assert bar is not None
    assert row["y"] + row["height"] <= bar["y"]
    heights = page.locator(".strip__row[data-state]").evaluate_all(
        "(all) => all.map((one) => one.offsetHeight)"
    )
    assert len(heights) >= len(talk.world.services)
    assert max(heights) - min(heights) <= 1, heights


@pytest.mark.parametrize("forced", [False, True])
def test_who_differs_is_framed_and_how_far_it_may_go_is_a_band(
    visitors: Visitors, talk: Talk, forced: bool
) -> None:
    """Read back from the pixels: a frame begins after the lower of both numbers and ends at the higher; the band lies
    where the words say, with its diamonds."""
    page = shown_to(visitors, talk, forced=forced).page
    page.evaluate("document.querySelectorAll('.service__all').forEach((card) => { card.open = true })")
    page.evaluate(
        "document.querySelector('.actions--reach').remove();"
        "document.querySelectorAll('.icon-pair__arrays').forEach((one) => { one.style.display = 'block' });"
        "document.querySelectorAll('.icon-array > svg').forEach((one) => { one.style.maxInlineSize = 'none';"
        " one.style.inlineSize = one.style.blockSize = '800px' });"
    )
    pairs = page.locator(".icon-pair").all()
    assert len(pairs) == 4
    for pair in pairs:
        numbers = [
            int(words.split()[0]) for words in pair.locator(".icon-array__number strong").all_inner_texts()
        ]
        said = re.search(r"(\d+) tot (\d+)$", pair.locator(".icon-pair__legend").inner_text().strip())
        assert said is not None
        band = (int(said[1]), int(said[2]))
        for at, array in enumerate(pair.locator(".icon-array svg").all()):
            picture = Image.open(BytesIO(array.screenshot())).convert("L")
            edges = {min(numbers), max(numbers)} | (set(band) if at == 0 else set())
            assert lines_between(picture) == {edge for edge in edges if edge % 10}, (numbers, band)
            assert diamonds(picture) == (inner_corners(*band) if at == 0 else set()), (numbers, band)


def inner_corners(first: int, last: int) -> set[tuple[int, int]]:
    """The corners of these places that lie between four of the hundred."""
    places = [divmod(at, 10) for at in range(first, last)]
    found = {(column + right, row + down) for row, column in places for right in (0, 1) for down in (0, 1)}
    return {(column, row) for column, row in found if 0 < column < 10 and 0 < row < 10}


CRAMPED = """() => {
  const boxes = [...document.querySelectorAll(".icon-array")].map((one) => one.getBoundingClientRect())
  const over = boxes.filter((a, at) => boxes.slice(at + 1).some((b) => a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom)).length
  const places = ":is(.evidence, .practical, .week, .strip__row) :is(dt, dd, p, li, strong, td)"
  const texts = [...document.querySelectorAll(places)]
  const thin = texts.filter((one) => {
    const box = one.getBoundingClientRect(), size = parseFloat(getComputedStyle(one).fontSize)
    return box.width > 0 && box.width < 4 * size && box.height > 2.5 * size
  }).map((one) => one.textContent.trim())
  const out = [...document.querySelectorAll(".icon-array :not(svg *)")].filter((one) =>
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
    assert cramped_on_a_phone(without_head(page)) == []


def without_head(page: Page) -> Page:
    """The page itself: the head of a talk has tests of its own, and cuts a long goal off on purpose."""
    page.evaluate("document.querySelector('header').remove()")
    return page


@pytest.mark.parametrize("percent", [100, 200])
def test_with_larger_text_on_a_desk_the_strip_stacks(visitors: Visitors, talk: Talk, percent: int) -> None:
    page = shown_to(visitors, talk, width=1366, inject=True).page
    page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
    assert cramped(without_head(page)) == []
