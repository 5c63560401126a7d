# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Debian's own Chromium, driven by Playwright: pages as people see them, with axe beside the eye."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = 1100, 360
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Visitor:
    """One person at one browser: a page, and everything that went wrong on it."""

    context: BrowserContext
    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def click(self, role: str, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]

    def in_menu(self, role: str, name: str) -> None:
        """Open the one menu in the head of a talk, and click something in it."""
        self.page.locator(".talk-menu > summary").click()
        self.click(role, name)

    def tick(self, name: str, value: str) -> None:
        """Choose one answer as a person does: a click on its words."""
        field = self.page.locator(f"input[name='{name}'][value='{value}']")
        self.page.locator(f"label[for='{field.get_attribute('id')}']").click()
        assert field.is_checked(), f"{name} = {value} is not chosen after a click"

    def open_folds(self) -> None:
        """Everything behind a fold is open, as after a tap on each."""
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")

    def text(self) -> str:
        return self.page.inner_text("body")


def axe_faults(page: Page) -> list[str]:
    """What axe finds: rule, and the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']} ({len(v['nodes'])})" for v in found]


#: A page is opened once and looked at in each of these: its width, and forced colours or not.
MODES: dict[str, tuple[int, Literal["active", "none"]]] = {
    "wide": (WIDE, "none"),
    "phone": (PHONE, "none"),
    "forced": (WIDE, "active"),
}


def in_every_mode(page: Page) -> Iterator[str]:
    """The same page as each mode shows it, and afterwards as it was first."""
    for mode, (width, forced) in MODES.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(forced_colors=forced, reduced_motion="reduce")  # no colour on its way to another
        # A bar that keeps in reach lies over what is below it, and over nothing where the window holds the page.
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(900, whole)})
        yield mode
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(forced_colors="none")


def faults_in_every_mode(page: Page) -> list[str]:
    """What axe finds in some mode, and in which one the page scrolls sideways."""
    found = []
    for mode in in_every_mode(page):
        found += [f"{mode}: {fault}" for fault in axe_faults(page)]
        found += [f"{mode}: scrolls sideways"] if sideways(page) else []
    return found


def sideways(page: Page) -> bool:
    """Does the page scroll sideways?"""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@contextmanager
def started() -> Iterator[Browser]:
    """A browser until the end of a `with`. Raises LookupError where the machine has none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise LookupError("No Chromium found; script/setup installs it, or: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


#: Words and pictures as boxes: the middle of each line of text, since lines may touch; what lies over a page by design
#: (sticky, fixed, a fold that hangs below its word) and what only a screen reader meets is left out.
_CROWDED = """() => {
  const apart = (node) => {
    for (let e = node; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e), pinned = ["sticky", "fixed", "absolute"].includes(style.position)
      if (pinned || style.visibility === "hidden" || style.clipPath !== "none") return true
    }
    return false
  }
  const boxes = [], narrow = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode, owner = text.parentElement
    if (!text.data.trim() || owner.closest("svg, script, style, template, select, textarea")) continue
    if (!owner.checkVisibility() || apart(owner)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const r of range.getClientRects()) {
      if (r.width > 1 && r.height > 1) boxes.push({
        left: r.left + 1, right: r.right - 1, top: r.top + r.height * 0.25, bottom: r.bottom - r.height * 0.25,
        owner, said: text.data.trim().slice(0, 40)})
    }
    for (const word of text.data.matchAll(/\\p{L}{4,}/gu)) {
      range.setStart(text, word.index)
      range.setEnd(text, word.index + word[0].length)
      const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top)))
      if (lines.size > 2 && word[0].length / lines.size < 3) narrow.push(word[0])
    }
  }
  for (const picture of document.querySelectorAll("svg, img")) {
    const r = picture.getBoundingClientRect()
    if (r.width > 1 && r.height > 1 && picture.checkVisibility() && !apart(picture)) boxes.push({
      left: r.left + 1, right: r.right - 1, top: r.top + 1, bottom: r.bottom - 1, owner: picture, said: "picture"})
  }
  const over = []
  boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) => {
    const same = a.owner === b.owner || a.owner.contains(b.owner) || b.owner.contains(a.owner)
    if (!same && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      over.push(`${a.said} / ${b.said}`)
  }))
  return [...over.map((one) => `over one another: ${one}`), ...narrow.map((one) => `a letter a line: ${one}`)]
}"""
SIZES = (1.0, 1.3, 1.5, 2.0)  # how large letters are


def crowded(page: Page, sizes: Sequence[float] = SIZES) -> list[str]:
    """What lies over something else, stands a letter a line or runs out of the page, with letters of each size."""
    plain = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    found = []
    for size in sizes:
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{plain * size}px")
        found += [f"{size}: {fault}" for fault in page.evaluate(_CROWDED)]
        found += [f"{size}: scrolls sideways"] if sideways(page) else []
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        yield browser


class Visitors:
    """Opens browsers for several people, and fails the test when a page of theirs reported an error."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self.base = browser, base
        self._all: list[Visitor] = []

    def new(
        self, *, width: int = WIDE, forced: bool = False, javascript: bool = True, inject: bool = False
    ) -> Visitor:
        """A fresh visitor; `inject` lifts the content policy for axe only."""
        context = self._browser.new_context(
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            forced_colors="active" if forced else "none",
            java_script_enabled=javascript,
            bypass_csp=inject,
        )
        context.set_default_timeout(15_000)
        visitor = Visitor(context, context.new_page(), self.base)
        visitor.page.on("pageerror", lambda error: visitor.faults.append(f"script: {error}"))
        visitor.page.on("console", lambda line: self._console(visitor, line.type, line.text))
        visitor.page.on("request", lambda request: self._outside(visitor, request.url))
        self._all.append(visitor)
        return visitor

    def _console(self, visitor: Visitor, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            visitor.faults.append(f"console: {text}")

    def _outside(self, visitor: Visitor, url: str) -> None:
        if not url.startswith((self.base, "blob:", "about:")):
            visitor.faults.append(f"asked another host: {url}")

    def close(self) -> None:
        faults = [fault for visitor in self._all for fault in visitor.faults]
        for visitor in self._all:
            visitor.context.close()
        assert not faults, faults


@pytest.fixture
def visitors(chromium: Browser, live_server: object) -> Iterator[Visitors]:
    """Browsers on the real application, on a real port."""
    them = Visitors(chromium, live_server.url)  # type: ignore[attr-defined]
    yield them
    them.close()
