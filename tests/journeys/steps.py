# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do in every story, with real clicks: come in, open a conversation, answer, look, choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser import WIDE, Visitor, Visitors
from tests.people import PASSWORD

PIN = "246813"


def come_in(visitors: Visitors, username: str, *, inject: bool = False) -> Visitor:
    """Somebody who works here logs in; `inject` is for axe."""
    visitor = visitors.new(inject=inject)
    visitor.go("/inloggen/")
    visitor.page.fill("#staff_username", username)
    visitor.page.fill("#staff_password", PASSWORD)
    visitor.page.locator("form:has(#staff_username) button[type=submit]").click()
    return visitor


def come_in_as_client(
    visitors: Visitors, code: str, *, width: int = WIDE, javascript: bool = True, inject: bool = False
) -> Visitor:
    """The client comes in with the code on paper and chooses a PIN; `inject` is for axe."""
    visitor = visitors.new(width=width, javascript=javascript, inject=inject)
    visitor.go("/inloggen/")
    visitor.page.fill("#client_code", code)
    visitor.page.locator("form:has(#client_code) button[type=submit]").click()
    visitor.page.fill("[name=pin]", PIN)
    visitor.page.fill("[name=pin_again]", PIN)
    visitor.page.locator("form:has([name=pin]) button[type=submit]").click()
    visitor.page.wait_for_url("**/mijn-gesprek/")
    return visitor


@dataclass(frozen=True)
class Talk:
    """One conversation that is open in the browser of a caseworker."""

    visitor: Visitor
    base: str  # /gesprekken/<uuid>/
    code: str

    def go(self, page: str) -> None:
        self.visitor.go(f"{self.base}{page}/")

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer these questions wherever they stand, then read back."""
        page = self.visitor.page
        for key, value in answers.items():
            while not page.locator(f"[name='answer-{key}']").count():
                page.locator("button[value=next]:not([aria-hidden])").click()
            self.visitor.tick(f"answer-{key}", value)
        page.locator("button[value=read_back], button[value=next]:not([aria-hidden])").last.click()
        page.wait_for_url("**/teruglezen/")

    def all_is_right(self) -> None:
        self.visitor.page.locator("button[name=confirm]").click()

    def say(self, key: str, voice: str) -> None:
        """The client about one line that was read back: not_me, do_not_use, destroy or right."""
        self.go("teruglezen")
        page = self.visitor.page
        page.locator(f"#line-{key} details > summary").click()
        page.locator(f"form:has([name=question][value={key}]) button[value={voice}]").click()
        page.wait_for_load_state()

    def first_ideas(self) -> None:
        """Neither has an idea yet; then the results open."""
        for whose in ("client", "caseworker"):
            self.visitor.tick(f"{whose}_choice", "no_idea")
        self.visitor.page.locator("main form:has([name=client_choice]) .actions button").click()
        self.visitor.page.wait_for_url("**/uitkomsten/")

    def card(self, service: str) -> str:
        """All that the card of one service says, opened."""
        card = self.visitor.page.locator(f"#hulp-{service}")
        card.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true })")
        return card.inner_text()

    def choose(self, client: str, caseworker: str) -> None:
        """Both choose, in one short sentence each, and it is saved."""
        self.go("keuzes")
        visitor, page = self.visitor, self.visitor.page
        for whose, choice in (("client", client), ("caseworker", caseworker)):
            visitor.tick(f"{whose}_choice", choice)
            page.fill(f"[name={whose}_words]", "Dit past nu.")
        visitor.tick("client_how", "shared_screen")
        if client != caseworker:
            visitor.tick("route", "none")
        page.fill("[name=next_step]", "Maandag bellen we.")
        page.fill("[name=revisit_on]", "2027-02-01")
        page.locator("main form:has([name=client_words]) .actions button[type=submit]").first.click()
        page.wait_for_url("**/verslag/")


def open_talk(visitor: Visitor, number: str = "FICTIEF-77", name: str = "Dirk Fictief") -> Talk:
    """A new conversation, up to the first questions, with the client's goal."""
    page = visitor.page
    visitor.go("/gesprekken/nieuw/")
    page.fill("[name=number]", number)
    page.fill("[name=display_name]", name)
    page.locator("label[for=id_new]").click()
    page.locator("button[value=talk]").click()
    code = page.locator(".code").inner_text().strip()
    page.locator("main .actions a").click()
    base = page.url.removeprefix(visitor.base).removesuffix("doel/")
    page.fill("[name=goal]", "Iets doen waar ik trots op ben.")
    page.locator("main form:has([name=goal]) button[type=submit]").first.click()
    page.wait_for_url("**/vragen/**")
    return Talk(visitor, base, code)
