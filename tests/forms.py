# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms as a browser sends them: read from a drawn page, filled in by somebody, posted with everything they carry."""

from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client as Browser

from checklist.people.filling import Control, Form, Page, read_page
from checklist.people.kept import _signature
from checklist.people.models import Account


def of(account: Account) -> dict[str, str]:
    """What every form of this person carries, so that what is sent after a lost session can wait for them."""
    owner = f"s{account.pk}"
    return {"form_owner": f"{owner}-{_signature(owner)}"}


WORDS = "Mijn eigen woorden & <ik> “zelf”"
IN_THE_HEAD = {"/taal/", "/uitloggen/", "/niet-bewaren/"}


@dataclass(frozen=True)
class Sent:
    """A form of one page, filled in: where it goes and what it holds."""

    page: str
    to: str
    fields: dict[str, Any]
    form: Form
    button: Control | None

    @property
    def texts(self) -> list[str]:
        """What somebody typed."""
        return [one for one in self.fields.values() if isinstance(one, str) and one.startswith(WORDS)]

    def __str__(self) -> str:
        return f"{self.to} {sorted(self.fields)[:6]}"


def page_at(browser: Browser, path: str) -> Page | None:
    answer = browser.get(path)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return None
    return read_page(answer.content.decode(), path.partition("?")[0])


def standing(page: Page, form: Form) -> dict[str, Any]:
    """What the form would send as it stands on the page, without a button."""
    fields: dict[str, list[str]] = {}
    for control in form.controls:
        if not control.name or control.presses or control.kind in {"button", "file", "select"}:
            continue
        sign = {"option": "selected", "checkbox": "checked", "radio": "checked"}.get(control.kind)
        if sign and sign not in control.attrs:
            continue
        value = control.value
        if control.tag == "textarea":
            value = unescape(page.html[slice(*control.content)]).removeprefix("\n")
        fields.setdefault(control.name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items()}


def filled_in(page: Page, form: Form) -> dict[str, Any]:
    """The form as somebody fills it in: words in every text, the first of every list that is not chosen yet."""
    fields, chosen = standing(page, form), set[str]()
    for control in form.seen:
        options = [c for c in form.controls if c.of is control and c.value]
        if control.tag == "textarea" or control.kind in {"text", "search"}:
            fields[control.name] = f"{WORDS} {control.name}"[: int(control.attrs.get("maxlength") or 200)]
        elif control.kind == "date":
            fields[control.name] = "2027-01-15"
        elif control.kind in {"checkbox", "radio"} and control.name not in chosen:
            fields[control.name] = control.value
        elif options:
            fields[control.name] = options[-1].value
        chosen.add(control.name)
    return fields


def forms_on(browser: Browser, path: str) -> list[Sent]:
    """Every form of the main part of a page, filled in, with its first button pressed."""
    page = page_at(browser, path)
    found: list[Sent] = []
    for form in page.forms if page else []:
        to = form.goes_to(page.path)
        if not form.posts or to in IN_THE_HEAD or to.endswith("/scherm-delen/"):
            continue
        buttons = [c for c in form.controls if c.presses and "formaction" not in c.attrs]
        button = next(iter(sorted(buttons, key=lambda c: c.start)), None)
        fields = filled_in(page, form)
        if button is not None and button.name:
            fields[button.name] = button.value
        found.append(Sent(path, form.attrs.get("action") or path, fields, form, button))
    return found
