# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's pages as a browser lays them out: six answers on the first screen, folds, larger letters, the strip."""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from checklist.access.models import AccessLine
from checklist.people.models import ClientCode
from tests.boxes import cramped_on_a_phone
from tests.browser import Visitor, Visitors, axe_faults, in_every_mode, sideways
from tests.checklist.transparency.test_own_page import look
from tests.checklist.transparency.world import World, come_in, decided, make_world, staff_browser
from tests.clock import clock_at

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OWN = "/mijn-gesprek/"
SCREENS = [(1366, 768), (1100, 768), (360, 740)]
PLACES = """() => [...document.querySelectorAll(".tile__answer")].map((one) => {
  const box = one.getBoundingClientRect()
  return [box.top, box.bottom, one.textContent.trim().length]
})"""


@pytest.fixture
def world(transactional_db: None) -> World:
    made = decided(make_world())
    for days, who, part, purpose, more in [
        (40, "anouk", "goal", "talk", {}),
        (40, "anouk", "questions", "talk", {}),
        (9, "anouk", "questions", "talk", {}),
        (5, "carla", "review", "learn", {"role": "team_lead"}),
        (3, "bilal", "glass", "talk", {"sentence": "Zij staat voor mijn balie."}),
        (2, "bilal", "goal", "", {"outcome": "refused"}),
    ]:
        with clock_at(timezone.now() - timedelta(days=days)):
            look(made, who, part=part, purpose=purpose, **more)
    return made


def dirk(visitors: Visitors, world: World, **how: object) -> Visitor:
    """Dirk at his own page, with a code that was made the day before."""
    ClientCode.objects.update(made_at=timezone.now() - timedelta(days=1))
    visitor = visitors.new(inject=True, **how)  # type: ignore[arg-type]
    cookie = come_in(world).cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.base}])
    visitor.go(OWN)
    return visitor


def screens(page: Page) -> float:
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height / (page.viewport_size or {"height": 1})["height"]


def test_the_first_screen_answers_all_six_questions(visitors: Visitors, transactional_db: None) -> None:
    visitor = dirk(visitors, decided(make_world()))
    for width, height in SCREENS:
        visitor.page.set_viewport_size({"width": width, "height": height})
        places = visitor.page.evaluate(PLACES)
        assert len(places) == 6
        for top, bottom, letters in places:
            assert letters > 5
            assert 0 < top < bottom <= height, (width, bottom)
        assert screens(visitor.page) <= 2
    assert len(visitor.text().split()) <= 250


def test_what_asks_for_attention_pushes_no_answer_further_than_half_a_screen(
    visitors: Visitors, world: World
) -> None:
    page = dirk(visitors, world, width=360).page
    page.set_viewport_size({"width": 360, "height": 740})
    assert max(bottom for _top, bottom, _letters in page.evaluate(PLACES)) <= 1.5 * 740
    assert screens(page) <= 3


@pytest.mark.parametrize("javascript", [True, False])
def test_each_address_on_the_page_opens_what_it_is_behind(
    visitors: Visitors, world: World, javascript: bool
) -> None:
    visitor = dirk(visitors, world, javascript=javascript)
    for place in ("vastgelegd", "getoond", "gekozen", "wie-keek", "rechten", "wanneer", "code"):
        visitor.go("/uitleg/")
        visitor.go(f"{OWN}#{place}")
        expect(visitor.page.locator(f"#{place}")).to_be_in_viewport()
    visitor.go(OWN)
    for tile in visitor.page.locator(".tile").all():
        expect(tile.locator(".tile__more")).to_be_hidden()
        tile.locator("summary").first.click()
        expect(tile.locator(".tile__more")).to_be_visible()


def test_with_larger_letters_the_clients_pages_stack_on_a_phone(visitors: Visitors, world: World) -> None:
    visitor = dirk(visitors, world)
    found = []
    pages = (
        "",
        "wie-keek/",
        "wie-keek/?uzelf=1",
        "getoond/",
        "keuze/?opnieuw=1",
        "vraag/",
        "opnieuw-praten/",
    )
    for page in (
        *pages,
        "antwoord/age/",
        f"wie-keek/{AccessLine.objects.filter(actor='staff').last().uuid}/",
    ):
        visitor.go(OWN + page)
        found += [f"/{page} {fault}" for fault in cramped_on_a_phone(visitor.page)]
    assert found == []


def test_with_larger_letters_coming_in_and_the_list_of_questions_stack(
    visitors: Visitors, world: World
) -> None:
    client = dirk(visitors, world)
    client.go(f"{OWN}vraag/")
    client.page.fill("[name=words]", "Wie krijgt dit te zien?")
    client.page.locator("main .actions button[type=submit]").click()
    code, visitor = ClientCode.objects.get(), visitors.new(inject=True)
    visitor.go("/inloggen/")
    found = [f"log-in {fault}" for fault in cramped_on_a_phone(visitor.page)]
    visitor.page.fill("#client_code", world.code)
    visitor.page.locator("form:has(#client_code) button[type=submit]").click()
    found += [f"PIN {fault}" for fault in cramped_on_a_phone(visitor.page)]
    assert code.pin_hash
    staff = visitors.new(inject=True)
    staff.context.add_cookies(cookies_of(world, "gerda", staff))  # type: ignore[arg-type]
    staff.go("/verzoeken/")
    assert staff.page.locator("main tbody tr").count() == 1
    found += [f"questions {fault}" for fault in cramped_on_a_phone(staff.page)]
    assert found == []


def cookies_of(world: World, who: str, visitor: Visitor) -> list[dict[str, str]]:
    cookie = staff_browser(getattr(world.people, who)).cookies["sessionid"].value
    return [{"name": "sessionid", "value": cookie, "url": visitor.base}]


# ---- the strip of days -----------------------------------------------------------------------------------------------


def marks_in(image: Image.Image) -> int:
    """How many marks stand on one row: runs of ink on the line a little above the thin line in the middle."""
    grey = image.convert("L")
    row = [grey.getpixel((x, grey.height // 2 - 4)) < 140 for x in range(grey.width)]  # type: ignore[operator]
    return sum(1 for before, now in zip([False, *row], row, strict=False) if now and not before)


def test_the_strip_has_a_mark_for_each_day_in_colour_and_without(visitors: Visitors, world: World) -> None:
    visitor = dirk(visitors, world)
    visitor.go(f"{OWN}wie-keek/")
    rows = {
        "Anouk de Wit": 3, "Carla Smit": 1, "Bilal Kaya, werkconsulent, Team Zuid · opende": 1,
        "Bilal Kaya, werkconsulent, Team Zuid · wilde kijken": 1,
    }  # fmt: skip
    assert visitor.page.locator(".strip__row").count() == len(rows)
    for mode in in_every_mode(visitor.page):
        for words, days in rows.items():
            row = visitor.page.locator(".strip__row", has_text=words)
            drawn = Image.open(BytesIO(row.locator("svg").screenshot()))
            refused = "wilde kijken" in words  # an open ring: two edges
            assert marks_in(drawn) == days * (2 if refused else 1), (mode, words)
        assert axe_faults(visitor.page) == [], mode
        assert not sideways(visitor.page)


def test_marks_of_one_day_stand_below_one_another(visitors: Visitors, world: World) -> None:
    visitor = dirk(visitors, world)
    visitor.page.locator("#wie > summary").click()
    rows = visitor.page.locator(".strip svg").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('circle')].map(one => one.getAttribute('cx')))"
    )
    columns = sorted({float(place.rstrip("%")) for row in rows for place in row})
    assert len(columns) == 6  # forty, nine, five, three and two days ago, and today
    assert columns == pytest.approx([(n + 0.5) / 6 * 100 for n in range(6)], abs=0.01)


def test_printed_by_the_browser_everything_behind_a_fold_is_there(
    visitors: Visitors, world: World, tmp_path: Path
) -> None:
    page, paper = dirk(visitors, world).page, tmp_path / "own.pdf"
    page.pdf(path=paper, format="A4")
    read = ["pdftotext", "-layout", str(paper), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    for words in (
        "Zij staat voor mijn balie.",
        "9–16 uur",
        "Ik wil het zelf proberen.",
        "Elke hulp vraagt",
        "FICTIEF",
    ):
        assert words in " ".join(text.split()), f"{words}: {text}"
