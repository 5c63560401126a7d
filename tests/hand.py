# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who taps and types on real pages, counted by the browser itself. Knows nothing of Django."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

LISTEN = """
for (const [event, word] of [["pointerdown", "tap"], ["keydown", "key"]]) {
  addEventListener(event, (happened) => { if (happened.isTrusted) counted(word); }, true);
}
"""


@dataclass
class Hand:
    """One hand at one page, and how many taps and keys it took."""

    page: Page
    taps: int = 0
    keys: int = 0

    def count(self, word: str) -> None:
        """Called by the browser for every tap and key of a person."""
        self.taps += word == "tap"
        self.keys += word == "key"

    def tap(self, place: Locator) -> None:
        """Tap, and wait for the page that comes."""
        place.click()
        self.page.wait_for_load_state()

    def type(self, text: str) -> None:
        """Words go in as they would from a keyboard, without being counted."""
        self.page.keyboard.insert_text(text)


def hand_at(page: Page) -> Hand:
    """A hand at this page; every page that opens in it from now on counts."""
    hand = Hand(page)
    page.expose_function("counted", hand.count)
    page.add_init_script(LISTEN)
    return hand
