# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a talk at a desk and on a phone: a slim head, what goes on in reach, few words, nothing crowded."""

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Visitor, Visitors, axe_faults, crowded, sideways
from tests.checklist.advice.talk import Talk, make_talk
from tests.checklist.intake.steps import answer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1366, "height": 768}
AROUND = (
    "code",
    "hoe",
    "niet-gekomen",
    "overdragen",
    "afsluiten",
    "afsluiten/verkeerde-persoon",
    "vragen/papier",
)
PAGES = ("doel", "vragen/2", "vragen/8", "vragen/alles", "teruglezen", "eerste-idee")
MEASURE = """() => ({
  screens: document.documentElement.scrollHeight / innerHeight,
  words: document.body.innerText.split(/\\s+/).filter(Boolean).length,
  head: document.querySelector("header").offsetHeight,
})"""
#: Screens and words with every fold closed; head and foot go along.
MOST = {
    "gesprekken/nieuw/": (1.0, 95),
    "code/": (1.0, 95),
    "doel/": (1.1, 135),
    "vragen/alles/": (6.5, 720),
    "teruglezen/": (1.6, 300),
    "eerste-idee/": (1.4, 215),
}
#: What has the focus, when something else lies on the middle of it.
COVERED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  for (let still = 0, was = -1; still < 3; was = scrollY) { await frame(); still = scrollY === was ? still + 1 : 0 }
  const at = document.activeElement, box = at.getBoundingClientRect()
  if (at === document.body || box.width < 2) return ""
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const own = seen && (at.contains(seen) || seen.contains(at) || seen.closest(".option")?.contains(at))
  return own ? "" : `${at.tagName} ${at.name || at.textContent.trim()} under ${seen?.className}`
}"""


@pytest.fixture
def talk(transactional_db: None) -> Talk:
    made = make_talk()
    answer(made.case, "work", {"words": "Iets met koken, bakken of bedienen in een eetcafé."}, version=1)
    answer(made.case, "needs", {"values": ["travel", "childcare"]}, version=1)
    answer(made.case, "health_gate", {"value": "yes"}, version=1)
    made.read_back()
    return made


def come_in(visitors: Visitors, talk: Talk, *, width: int = 1366, javascript: bool = True) -> Visitor:
    visitor = visitors.new(width=width, javascript=javascript, inject=javascript)
    cookie = talk.anouk.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.base}])
    if width == DESK["width"]:
        visitor.page.set_viewport_size({"width": 1366, "height": 768})
    return visitor


def addresses(talk: Talk) -> list[str]:
    base = f"/gesprekken/{talk.case.uuid}/"
    return ["/gesprekken/nieuw/", *(f"{base}{end}/" for end in (*PAGES, *AROUND))]


def test_no_page_of_a_talk_is_crowded_on_a_phone_with_larger_text(visitors: Visitors, talk: Talk) -> None:
    visitor, wrong = come_in(visitors, talk, width=PHONE), []
    for path in addresses(talk):
        visitor.go(path)
        folds = visitor.page.locator("main details > summary")
        wrong += [f"{path} {fault}" for fault in crowded(visitor.page)]
        if folds.count():
            visitor.page.evaluate(
                "document.querySelectorAll('main details').forEach((one) => { one.open = true })"
            )
            wrong += [f"{path} opened {fault}" for fault in crowded(visitor.page, sizes=(1.0, 2.0))]
    assert not wrong, "\n".join(wrong)


def test_the_measure_finds_what_is_crowded(visitors: Visitors, talk: Talk) -> None:
    """A measure that finds nothing would prove nothing."""
    page = come_in(visitors, talk, width=PHONE).page
    page.goto(f"{visitors.base}/gesprekken/nieuw/")
    page.evaluate("document.querySelector('main h1').style.marginBlockEnd = '-3rem'")
    assert any("over one another" in fault for fault in crowded(page, sizes=(1.0,)))
    page.evaluate("document.querySelector('main h1').style.inlineSize = '1ch'")
    page.evaluate("document.querySelector('main h1').style.overflowWrap = 'anywhere'")
    assert any("a letter a line" in fault for fault in crowded(page, sizes=(1.0,)))


def test_the_head_is_one_slim_row_and_the_pages_are_short(visitors: Visitors, talk: Talk) -> None:
    visitor, wrong = come_in(visitors, talk), []
    for path in addresses(talk):
        visitor.go(path)
        found = visitor.page.evaluate(MEASURE)
        wrong += [f"{path}: head of {found['head']} pixels"] if found["head"] > 56 else []
        for end, (screens, words) in MOST.items():
            if path.endswith(end) and (found["screens"] > screens or found["words"] > words):
                wrong.append(f"{path}: {found['screens']:.2f} screens, {found['words']} words")
    assert not wrong, "\n".join(wrong)


def test_the_goal_stays_in_sight_in_one_line_and_opens_whole(visitors: Visitors, talk: Talk) -> None:
    visitor = come_in(visitors, talk, javascript=False)
    visitor.go(f"/gesprekken/{talk.case.uuid}/teruglezen/")
    line = visitor.page.locator(".talk-about__line")
    assert "Ik wil iets doen waar ik trots op ben." in line.inner_text()
    visitor.page.locator(".talk-about > summary").click()
    expect(visitor.page.locator(".talk-about dd").first).to_be_visible()
    visitor.page.locator(".talk-menu > summary").click()
    visitor.page.get_by_role("link", name="Overdragen").click()
    assert visitor.page.url.endswith("/overdragen/")


@pytest.mark.parametrize("width", [1366, PHONE])
def test_what_goes_on_is_in_reach_and_the_bar_hides_nothing_that_has_the_focus(
    visitors: Visitors, talk: Talk, width: int
) -> None:
    visitor, wrong = come_in(visitors, talk, width=width), []
    for end in ("vragen/2", "vragen/8", "teruglezen", "eerste-idee"):
        visitor.go(f"/gesprekken/{talk.case.uuid}/{end}/")
        page = visitor.page
        bar = page.locator(".actions--reach button").first.bounding_box()
        height = page.viewport_size
        assert bar is not None
        assert height is not None
        assert bar["y"] + bar["height"] <= height["height"]
        for _press in range(120):
            page.keyboard.press("Tab")
            wrong += [f"{end}: {found}"] if (found := page.evaluate(COVERED)) else []
            if page.evaluate("document.activeElement.closest('.actions--reach') !== null"):
                break
    assert not wrong, "\n".join(wrong)


def test_in_a_low_window_or_with_very_large_text_the_bar_is_no_bar(visitors: Visitors, talk: Talk) -> None:
    page = come_in(visitors, talk).page
    place = "getComputedStyle(document.querySelector('.actions--reach')).position"
    page.goto(f"{visitors.base}/gesprekken/{talk.case.uuid}/vragen/2/")
    assert page.evaluate(place) == "sticky"
    page.set_viewport_size({"width": 1366, "height": 400})
    assert page.evaluate(place) == "static"
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert page.evaluate(place) == "sticky"
    page.evaluate("document.documentElement.style.fontSize = '36px'")
    assert page.evaluate(place) == "static"


def test_none_and_another_answer_untick_each_other_at_once(visitors: Visitors, talk: Talk) -> None:
    page = come_in(visitors, talk).page
    page.goto(f"{visitors.base}/gesprekken/{talk.case.uuid}/vragen/8/")
    ticked = "[...document.querySelectorAll('[name=answer-care]:checked')].map((one) => one.value)"
    for press, left in (("young_children", ["young_children"]), ("no", ["no"]), ("unknown", ["unknown"])):
        page.locator(f"label[for=answer-care-{press}]").click()
        assert page.evaluate(ticked) == left
    page.locator("label[for=answer-care-older_children]").click()
    page.locator("label[for=answer-care-somebody_else]").click()
    assert page.evaluate(ticked) == ["older_children", "somebody_else"]


def test_axe_finds_nothing_with_the_folds_of_the_head_open(visitors: Visitors, talk: Talk) -> None:
    visitor = come_in(visitors, talk)
    for fold in (".steps", ".talk-about", ".talk-menu"):
        visitor.go(f"/gesprekken/{talk.case.uuid}/vragen/2/")
        visitor.page.locator(f"{fold} > summary").click()
        assert axe_faults(visitor.page) == []
        assert not sideways(visitor.page)
        visitor.page.keyboard.press("Escape")
        assert visitor.page.locator(f"{fold}[open]").count() == 0
