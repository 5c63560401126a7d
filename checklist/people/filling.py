# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of a drawn page: which one was sent, what its buttons say, and the page with typed text in it again.

The page is rewritten as text at the places of its controls, so a view need not know that something was typed before.
Plain values only: no Django, no session.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urlsplit

Fields = Mapping[str, Sequence[str]]
OF_THE_PAGE = {"csrfmiddlewaretoken", "form_owner", "next", "kept"}  # a form brings its own
NEVER_FILLED = {"password", "file", "submit", "button", "reset", "image"}
TICKED = {"checkbox", "radio"}


@dataclass
class Control:
    """One control of a form, and where it stands in the page."""

    tag: str
    attrs: dict[str, str | None]
    start: int
    end: int
    content: tuple[int, int] = (0, 0)  # of a textarea
    of: "Control | None" = None  # the list of an option
    words: list[str] = field(default_factory=list)  # on a button

    @property
    def kind(self) -> str:
        return (self.attrs.get("type") or "text").lower() if self.tag == "input" else self.tag

    @property
    def name(self) -> str:
        return (self.of or self).attrs.get("name") or ""

    @property
    def value(self) -> str:
        return self.attrs.get("value") or ("on" if self.kind in TICKED else "")

    @property
    def presses(self) -> bool:
        return self.tag == "button" or self.kind in {"submit", "image"}

    @property
    def is_seen(self) -> bool:
        """May a person fill it in?"""
        return bool(self.name) and not self.presses and self.kind not in {"hidden", "button", "option"}

    @property
    def label(self) -> str:
        return " ".join("".join(self.words).split()) or self.value


@dataclass
class Form:
    attrs: dict[str, str | None]
    end: int  # of its start tag
    controls: list[Control] = field(default_factory=list)

    @property
    def posts(self) -> bool:
        return (self.attrs.get("method") or "").lower() == "post"

    def goes_to(self, page: str) -> str:
        """The path that it posts to."""
        return urlsplit(self.attrs.get("action") or page).path

    @property
    def hidden(self) -> dict[str, str]:
        return {c.name: c.value for c in self.controls if c.kind == "hidden" and c.name not in OF_THE_PAGE}

    @property
    def seen(self) -> list[Control]:
        return [control for control in self.controls if control.is_seen]

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.seen}

    def pressed(self, fields: Fields) -> Control | None:
        """The button that was pressed: by name and value, else the one without a name."""
        buttons = [control for control in self.controls if control.presses]
        named = [b for b in buttons if b.name and b.value in fields.get(b.name, ())]
        return next(iter(named), next((b for b in buttons if not b.name), None))


class _Reader(HTMLParser):
    """Reads the forms of a page, and where its main part begins."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.main = -1
        self._html = html
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._open: Form | None = None
        self._area: Control | None = None
        self._list: Control | None = None
        self._button: Control | None = None
        self._elsewhere: list[tuple[str, Control]] = []  # controls that name their form by its id
        self.feed(html)
        self.close()
        by_id = {form.attrs.get("id"): form for form in self.forms}
        for name, control in self._elsewhere:
            if name in by_id:
                by_id[name].controls.append(control)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        if tag == "main" and self.main < 0:
            self.main = end
        elif tag == "form":
            self._open = Form(dict(attrs), end)
            self.forms.append(self._open)
        elif tag in {"input", "textarea", "select", "option", "button"}:
            self._control(tag, Control(tag, dict(attrs), start, end))

    handle_startendtag = handle_starttag

    def _control(self, tag: str, control: Control) -> None:
        if tag == "option":
            control.of = self._list
        elif tag == "textarea":
            self._area = control
        elif tag == "select":
            self._list = control
        elif tag == "button":
            self._button = control
        named = control.attrs.get("form")
        if named:
            self._elsewhere.append((named, control))
        elif self._open is not None:
            self._open.controls.append(control)

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            self._area.content = self._area.end, self._at()
            self._area = None
        elif tag == "select":
            self._list = None
        elif tag == "button":
            self._button = None


@dataclass(frozen=True)
class Page:
    """A page as it was drawn, with its forms."""

    html: str
    path: str
    forms: list[Form]
    main: int

    def form_of(self, fields: Fields, path: str = "") -> Form | None:
        """The form that `fields` came from. `path`: where it was posted to; '': any form of this page.

        What a form brings unseen (which question, which row) has to be the same; then the most names in common win.
        """
        fitting = [
            (self._likeness(form, fields), at, form)
            for at, form in enumerate(self.forms)
            if form.posts and path in {"", form.goes_to(self.path)}
        ]
        likely = [(score, -at) for score, at, _form in fitting if score > 0]
        return self.forms[-max(likely)[1]] if likely else None

    @staticmethod
    def _likeness(form: Form, fields: Fields) -> int:
        marks = {name: value for name, value in form.hidden.items() if not _moves(name)}
        if any(value not in fields.get(name, ()) for name, value in marks.items()):
            return 0
        buttons = {
            c.name for c in form.controls if c.presses and c.name and c.value in fields.get(c.name, ())
        }
        common = len(form.names & fields.keys()) + len(form.hidden.keys() & fields.keys()) + 2 * len(buttons)
        strange = fields.keys() - form.names - form.hidden.keys() - {c.name for c in form.controls}
        whole = 1 if not strange else 0
        return 4 * common + whole

    def with_notice(self, notice: str, edits: Iterable[tuple[int, int, str]] = ()) -> str:
        """The page with a notice on top of its main part, and its text changed at some places."""
        pieces, last = [], 0
        for start, end, text in sorted([*edits, (self.main, self.main, notice)]):
            pieces += [self.html[last:start], text]
            last = end
        return "".join([*pieces, self.html[last:]])


def _moves(name: str) -> bool:
    """Names of unseen fields that are another one on every page, or count up."""
    return name.startswith(("version", "once", "given", "standing", "snapshot", "seen"))


def read_page(html: str, path: str) -> Page:
    read = _Reader(html)
    return Page(html, path, read.forms, read.main)


def filled(page: Page, form: Form, fields: Fields) -> tuple[list[tuple[int, int, str]], bool]:
    """What to change in the page so that `fields` stand in this form; and whether a person sees any of it change."""
    edits: list[tuple[int, int, str]] = []
    seen, left = False, {name: list(values) for name, values in fields.items()}
    for control in form.controls:
        name = control.name
        if name in OF_THE_PAGE or control.presses or control.kind in NEVER_FILLED:
            continue
        if control.kind in TICKED or control.tag == "option":
            change = _ticked(control, fields.get(name, ()))
        elif control.tag == "select" or not left.get(name):
            continue
        else:
            change = _written(page.html, control, left[name].pop(0))
        if change is not None:
            edits.append(change)
            seen = seen or control.kind != "hidden"
    return edits, seen


def _ticked(control: Control, values: Sequence[str]) -> tuple[int, int, str] | None:
    sign = "selected" if control.tag == "option" else "checked"
    wanted = control.value in values
    if wanted == (sign in control.attrs):
        return None
    attrs = {key: value for key, value in control.attrs.items() if key != sign}
    return control.start, control.end, _tag(control.tag, attrs | ({sign: None} if wanted else {}))


def _written(html: str, control: Control, text: str) -> tuple[int, int, str] | None:
    if control.tag == "textarea":
        now = unescape(html[slice(*control.content)])
        shown = now.removeprefix("\n")
        return None if _same(shown, text) else (*control.content, "\n" + escape(text))
    if control.value == text:
        return None
    return control.start, control.end, _tag(control.tag, control.attrs | {"value": text})


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def _tag(tag: str, attrs: Mapping[str, str | None]) -> str:
    words = [key if value is None else f'{key}="{escape(value)}"' for key, value in attrs.items()]
    return f"<{' '.join([tag, *words])}>"
