# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person without a browser: reads a page, fills in one of its forms, and sends it with everything hidden in it.

The demo people are made this way (product rule S7): through the real pages, by who may use them, and in no other way.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Fields = dict[str, "str | list[str]"]


class DeadEnd(Exception):
    """A page did not hold the form that was looked for, or refused what was sent."""


@dataclass
class Form:
    """One form of a page: where it goes, what is filled in already, and which fields it has."""

    action: str
    method: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """Collects the forms of a page, with hidden and already chosen values, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(here.get("action", ""), here.get("method", "get").lower())
            self.forms.append(self._open)
            self._by_id[here.get("id", "")] = self._open
        elsewhere = self._by_id.get(here["form"]) if here.get("form") else None
        if tag == "button" and elsewhere is not None and here.get("name"):
            elsewhere.names.add(here["name"])  # a button of a form that stands above it
        if self._open is None or (not here.get("name") and tag != "option"):
            return
        if tag in {"input", "textarea", "select", "button"}:
            self._open.names.add(here["name"])
        if tag == "input":
            self._input(here)
        elif tag == "textarea":
            self._area = here["name"]
            self._open.filled[self._area] = [""]
        elif tag == "select":
            self._select = here["name"]
        elif tag == "option" and self._select and "selected" in here:
            self._open.filled[self._select] = [here.get("value", "")]

    def _input(self, here: dict[str, str]) -> None:
        assert self._open is not None
        kind = here.get("type", "text")
        if kind in {"radio", "checkbox"}:
            if "checked" in here:
                self._open.filled.setdefault(here["name"], []).append(here.get("value", "on"))
        elif kind not in {"submit", "button", "file"}:
            self._open.filled[here["name"]] = [here.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.filled[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None


class Person:
    """Somebody at the pages: keeps the session, fills in forms."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.client = Client(enforce_csrf_checks=True)
        self.path = "/"

    def read(self, path: str) -> HttpResponse:
        """Open a page, following redirects. Raises DeadEnd unless it is shown."""
        response: Any = self.client.get(path, follow=True)
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        if response.status_code != 200:
            raise DeadEnd(f"{self.name} asked {path} and got {response.status_code}")
        return response

    def send(
        self,
        path: str,
        fields: Fields,
        *,
        action: str | None = None,
        filled: Fields | None = None,
        answered_here: bool = False,
    ) -> HttpResponse:
        """Open a page, fill in the form with these fields (and this action, and these values), send it.

        A form that was taken leads on to another page; `answered_here`: the answer is on the same page.
        """
        response = self.read(path)
        form = self._form(response, fields, action, filled or {})
        data = {**form.filled, **{name: [v] if isinstance(v, str) else v for name, v in fields.items()}}
        target = form.action or self.path
        answer: Any = self.client.post(target.split("#")[0], data, follow=True)
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else target
        if answer.status_code != 200 or not (answer.redirect_chain or answered_here):
            raise DeadEnd(
                f"{self.name} sent {sorted(fields)} to {target}: {answer.status_code}, {_errors(answer)}"
            )
        return answer

    def fields(self, path: str) -> set[str]:
        """The names of all fields of the forms on a page."""
        return {name for form in self._forms(self.read(path)) for name in form.names}

    def filled(self, path: str) -> dict[str, list[str]]:
        """What is filled in beforehand on a page."""
        found: dict[str, list[str]] = {}
        for form in self._forms(self.read(path)):
            found |= form.filled
        return found

    @staticmethod
    def _forms(response: HttpResponse) -> list[Form]:
        parser = _Forms()
        parser.feed(response.content.decode())
        return parser.forms

    def _form(self, response: HttpResponse, fields: Fields, action: str | None, filled: Fields) -> Form:
        forms = self._forms(response)
        for form in forms:
            fits = set(fields) <= form.names and (action is None or form.action == action)
            if form.method == "post" and fits and all(form.filled.get(k) == [v] for k, v in filled.items()):
                return form
        offered = [sorted(form.names) for form in forms if form.method == "post"]
        raise DeadEnd(f"{self.name} found no form with {sorted(fields)} on {self.path}; there is {offered}")


def _errors(response: Any) -> str:
    """The text of what the page says is wrong, for the one who repairs the demo."""
    text = response.content.decode()
    start = text.find("error")
    return " ".join(text[start : start + 600].split()) if start >= 0 else text[:200]
