# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person who walks through a talk on a screen, and what each page asks: scrolling, reading, tapping, weight.

The same walk on this build and on an earlier one: fields are found by their names, which stayed. Where the two differ,
the page itself is asked how it is (one first idea after the other, or both on one page).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response
from playwright.sync_api import Error as BrowserError

from tests.hand import Hand, hand_at

DESK, PHONE = (1366, 768), (360, 740)
#: A talk with every question answered. What the checklist does not ask is passed over.
FULL: dict[str, tuple[str, ...]] = {
    "work": ("Iets met dieren of planten.",),
    "hours": ("17-24",),
    "age": ("27-44",),
    "education": ("vmbo",),
    "recent_work": ("no",),
    "before": ("paid",),
    "children": ("yes",),
    "care": ("young_children",),
    "money_help": ("no",),
    "debts": ("no",),
    "health_gate": ("yes",),
    "health_long": ("yes",),
    "abilities": ("lifting",),
    "earlier_help": ("none",),
    "needs": ("travel",),
}
#: Goal and eight short answers; the rest is not asked.
SIMPLE: dict[str, tuple[str, ...]] = {
    "work": ("no_idea",),
    "hours": ("17-24",),
    "age": ("27-44",),
    "education": ("vmbo",),
    "recent_work": ("no",),
    "before": ("paid",),
    "children": ("yes",),
    "care": ("no",),
}
NEXT = "button[value=next]:not([aria-hidden])"
#: The words that can be read without opening a fold, and how high the page is in screens.
LOOK = """() => ({
  words: document.body.innerText.split(/\\s+/).filter(Boolean).length,
  inside: document.querySelector("main").innerText.split(/\\s+/).filter(Boolean).length,
  screens: document.documentElement.scrollHeight / innerHeight,
  parts: performance.getEntriesByType("resource").map((part) => part.name),
})"""
#: Top and bottom of an element, in pixels from the top of the page.
BOX = "(e) => { const box = e.getBoundingClientRect(); return [box.top + scrollY, box.bottom + scrollY]; }"
#: What research says about a service.
STATEMENT = ".evidence__headline, .strip__said"


@dataclass(frozen=True)
class Sight:
    """One page as it was when it was left: its name, screens, words (and those without head and foot), taps on it,
    bytes compressed."""

    name: str
    screens: float
    words: int
    inside: int
    taps: int
    weight: int


@dataclass
class Walk:
    """Everything of one way through the pages."""

    sights: list[Sight] = field(default_factory=list)
    statement: list[float] | None = None

    @property
    def screens(self) -> float:
        return sum(one.screens for one in self.sights)

    @property
    def words(self) -> int:
        return sum(one.words for one in self.sights)

    @property
    def inside(self) -> int:
        return sum(one.inside for one in self.sights)

    @property
    def taps(self) -> int:
        return sum(one.taps for one in self.sights)


class Walker:
    """A person at a browser. `leave` is called before each step to another page."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.hand: Hand = hand_at(self.page)
        self.base, self.walk, self._taps = base, Walk(), 0
        self._weights: dict[str, int] = {}
        self.page.on("response", self._weigh)

    def _weigh(self, response: Response) -> None:
        with suppress(BrowserError):  # a redirect has no body
            self._weights[response.url] = len(gzip.compress(response.body(), 9))

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def leave(self, name: str) -> None:
        """Note what this page was."""
        seen = self.page.evaluate(LOOK)
        parts = {self.page.url.partition("#")[0], *seen["parts"]}
        weight = sum(self._weights.get(part, 0) for part in parts)
        taps, self._taps = self.hand.taps - self._taps, self.hand.taps
        self.walk.sights.append(Sight(name, seen["screens"], seen["words"], seen["inside"], taps, weight))

    def on(self, name: str, place: str) -> None:
        """Note this page and tap on to the next one; the tap is this page's."""
        before = len(self.walk.sights)
        self.leave(name)
        self.hand.tap(self.page.locator(place).first)
        self.page.wait_for_load_state("networkidle")
        last = self.walk.sights[before]
        more, self._taps = self.hand.taps - self._taps, self.hand.taps
        self.walk.sights[before] = replace(last, taps=last.taps + more)

    def choose(self, name: str, value: str) -> None:
        """Tap on the words of one answer."""
        place = self.page.locator(f"input[name='{name}'][value='{value}']").first
        self.hand.tap(self.page.locator(f"label[for='{place.get_attribute('id')}']").first)

    def write(self, name: str, words: str) -> None:
        """Tap in a place for words, and write."""
        self.hand.tap(self.page.locator(f"[name='{name}']").first)
        self.hand.type(words)


@contextmanager
def walker(browser: Browser, base: str, size: tuple[int, int], log_in: dict[str, str]) -> Iterator[Walker]:
    """Somebody who has logged in: `log_in` holds username and password, or code and pin."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    try:
        one = Walker(context, base)
        one.go("/inloggen/")
        if "code" in log_in:
            one.page.fill("#client_code", log_in["code"])
            one.page.locator("form:has(#client_code) button[type=submit]").click()
            one.page.fill("[name=pin]", log_in["pin"])
            one.page.locator("form:has([name=pin]) button[type=submit]").click()
        else:
            one.page.fill("#staff_username", log_in["username"])
            one.page.fill("#staff_password", log_in["password"])
            one.page.locator("form:has(#staff_username) button[type=submit]").click()
        one.page.wait_for_load_state("networkidle")
        one._taps = one.hand.taps
        yield one
    finally:
        context.close()


def open_talk(one: Walker, number: str, button: str) -> None:
    """From the empty form, with this button."""
    one.go("/gesprekken/nieuw/?nieuw=1")
    one.write("number", number)
    one.page.keyboard.press("Tab")
    one.hand.type("Dirk Fictief")
    one.on("opening", f"button[value={button}]")


def talk(one: Walker, number: str, answers: dict[str, tuple[str, ...]], *, whole: bool) -> Walk:
    """A talk up to the results (simple), or up to the report (whole)."""
    open_talk(one, number, "talk")
    if one.page.locator(".code").count() and not one.page.locator("[name=goal]").count():
        one.on("code", "main .actions a")
    one.write("goal", "Iets doen waar ik trots op ben.")
    one.on("goal", "form[data-talk] button[type=submit]:not([aria-hidden])")
    base = re.sub(r"vragen/.*$", "", one.page.url)
    _answer(one, base, answers)
    one.on("reading back", "button[name=confirm]")
    _first_ideas(one, whole=whole)
    one.walk.statement = one.page.locator(STATEMENT).first.evaluate(BOX)
    if whole:
        for fold in one.page.locator(
            "main details.service__all > summary, [id^=hulp] > details > summary"
        ).all()[:2]:
            one.hand.tap(fold)  # somebody wants to know more of two
            one.hand.tap(fold)
        one.on("results", "a[href$='/keuzes/']")
        _choices(one)
    else:
        one.leave("results")
    return one.walk


def _asked(one: Walker, base: str) -> set[str]:
    """The questions that this checklist asks, from the page with all of them."""
    return set(re.findall(r'name="version-([^"]+)"', one.page.request.get(f"{base}vragen/alles/").text()))


#: Asked when another question has an answer that opens it.
GATED = ("health_long", "abilities")


def _answer(one: Walker, base: str, answers: dict[str, tuple[str, ...]]) -> None:
    """Sheet after sheet, whatever of the answers is asked on it, until all that is surely asked has one."""
    asked, page, left = _asked(one, base), one.page, dict(answers)
    while True:
        for key in list(left):
            if page.locator(f"[name='answer-{key}'], [name='words-{key}'], [name^='line-{key}-']").count():
                _give(one, key, left.pop(key))
        if not any(key in asked and key not in GATED for key in left):
            break
        one.on("questions", NEXT)
    enough = "button[value=read_back]"
    one.on("questions", enough if page.locator(enough).count() else NEXT)


def _give(one: Walker, key: str, values: tuple[str, ...]) -> None:
    lines = one.page.locator(f"input[name^='line-{key}-']")
    for value in values:
        if one.page.locator(f"input[name='answer-{key}'][value='{value}']").count():
            one.choose(f"answer-{key}", value)
        elif lines.count():
            one.choose(str(lines.first.get_attribute("name")), str(lines.first.get_attribute("value")))
        else:
            one.write(f"words-{key}", value)


def _first_ideas(one: Walker, *, whole: bool) -> None:
    """A first idea of the client and one of the caseworker; in a simple talk neither has one."""
    page = one.page
    services = ("korte_vakopleiding", "direct_werk") if whole else ("no_idea", "no_idea")
    if page.locator("input[name=whose]").count():  # one page each
        for service in services:
            one.choose("choice", service)
            one.on("first idea", "main form .actions button[type=submit]")
    else:
        for whose, service in zip(("client", "caseworker"), services, strict=True):
            one.choose(f"{whose}_choice", service)
        one.on("first idea", "main form .actions button[type=submit]")


def _choices(one: Walker) -> None:
    """The client chooses as before; the caseworker something else; what follows is said."""
    for whose, service in (("client", "korte_vakopleiding"), ("caseworker", "direct_werk")):
        one.choose(f"{whose}_choice", service)
        one.write(f"{whose}_words", "Dit past nu.")
    one.choose("client_how", "shared_screen")
    one.choose("route", "none")
    one.write("next_step", "Maandag bellen we.")
    one.page.fill("[name=revisit_on]", (datetime.now(UTC).date() + timedelta(days=60)).isoformat())
    one.on("choices", "main form:has([name=client_words]) .actions button[type=submit]")
    if "/verslag/" not in one.page.url:
        raise RuntimeError(f"The choices were not saved: {one.page.inner_text('main')[:600]}")
    one.leave("report")


def no_show(one: Walker, number: str) -> Walk:
    """The client did not come."""
    open_talk(one, number, "no_show")
    one.write("next_step", "Een brief met een nieuwe afspraak.")
    one.on("no-show", "main form .actions button[type=submit]")
    return one.walk


def own_page(one: Walker) -> dict[str, Any]:
    """The client's own page: screens, words, and where the answers to six questions begin and end."""
    one.go("/mijn-gesprek/")
    seen = one.page.evaluate(LOOK)
    return {
        "screens": seen["screens"],
        "words": seen["words"],
        "tiles": one.page.locator(".tile").evaluate_all(f"(all) => all.map({BOX})"),
    }
