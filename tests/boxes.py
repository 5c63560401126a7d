# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measuring a page as a browser lays it out, with larger letters too: words over words, a letter a line, sideways."""

from playwright.sync_api import Page

from tests.browser import PHONE

SIZES = (100, 130, 150, 200)  # per cent of the size of letters

_MEASURE = """() => {
  const wide = document.documentElement.clientWidth, seen = [], found = new Set();
  const apart = (one) => { // what floats over the page on purpose, and what only a voice reads
    for (let at = one; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (["sticky", "fixed"].includes(style.position) || style.clipPath !== "none") return true;
      if (style.position === "absolute" && style.zIndex !== "auto") return true;
    }
    return false;
  };
  const within = (box, one) => { // what a box cuts off on purpose, with dots at its end, is not there
    for (let at = one; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === "visible") continue;
      const cut = at.getBoundingClientRect();
      box = {...box, left: Math.max(box.left, cut.left), right: Math.min(box.right, cut.right)};
    }
    return {...box, width: box.right - box.left};
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent.trim(), holder = node.parentElement;
    if (!words || !holder.checkVisibility({visibilityProperty: true}) || apart(holder)) continue;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((one) => one.width > 1).map((one) => within(
      {left: one.left, right: one.right, top: one.top, height: one.height}, holder)).filter((one) => one.width > 1);
    const rows = new Set(lines.map((one) => Math.round(one.top))).size;
    if (rows >= 3 && words.length / rows < 4) found.add(`a letter a line: ${words}`);
    if (lines.some((one) => one.right > wide + 1 || one.left < -1)) found.add(`out of the page: ${words}`);
    for (const one of lines) seen.push({words, left: one.left, right: one.right,
      top: one.top + one.height / 5, bottom: one.top + one.height * 4 / 5, node});
  }
  for (const svg of document.querySelectorAll("svg:not(svg svg)")) {
    if (!svg.checkVisibility({visibilityProperty: true}) || apart(svg)) continue;
    const one = svg.getBoundingClientRect();
    seen.push({words: "a picture", left: one.left, right: one.right, top: one.top, bottom: one.bottom, node: svg});
  }
  seen.sort((a, b) => a.top - b.top);
  seen.forEach((a, at) => {
    for (let next = at + 1; next < seen.length && seen[next].top < a.bottom - 1; next += 1) {
      const b = seen[next];
      if (a.node === b.node || a.node.contains(b.node) || b.node.contains(a.node)) continue;
      if (a.left < b.right - 1 && b.left < a.right - 1) found.add(`over each other: ${a.words} | ${b.words}`);
    }
  });
  if (document.documentElement.scrollWidth > wide) found.add("scrolls sideways");
  return [...found];
}"""

#: Words of the cells of a table that stand in pieces below each other; a hyphen is a place to break.
BROKEN = """cells => cells.flatMap(cell => {
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
  while (walk.nextNode()) {
    if (walk.currentNode.parentElement.getBoundingClientRect().width < 2) continue;  // only for who listens
    for (const word of walk.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0]);
    }
  }
  return found;
})"""


def cramped(page: Page) -> list[str]:
    """What does not fit on this page as it stands: nothing, where all is well."""
    return [str(one) for one in page.evaluate(_MEASURE)]


def cramped_on_a_phone(page: Page) -> list[str]:
    """The same on a phone with every fold of its main part open, at each size of letters."""
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true })")
    page.evaluate("document.documentElement.style.fontSize = ''")
    plain, found = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"), []
    for percent in SIZES:
        page.evaluate(f"document.documentElement.style.fontSize = '{plain * percent / 100}px'")
        found += [f"{percent} %: {one}" for one in cramped(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found
