# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open places in drawn HTML: a template is drawn once, cut at its places, and filled for everybody who reads it.

A place is a name between two NUL signs. Text that somebody typed never holds that sign (base.text), so nothing that
is filled in can open a place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

SIGN = "\0"
NO_KEY = UUID(int=0)  # stands in an address where a key comes


def slot(name: str) -> SafeString:
    """An open place, to be put in a template. The name is a word of ours."""
    return mark_safe(f"{SIGN}{name}{SIGN}")  # noqa: S308 – a slug and our own words


@dataclass(frozen=True)
class Slots:
    """The places of one thing, by name: `slots.words` in a template is the place <key>:words."""

    key: str

    def __getitem__(self, name: str) -> SafeString:
        return slot(f"{self.key}:{name}")


@dataclass(frozen=True)
class Cut:
    """Drawn HTML, cut at its places: a literal, a name, a literal …, a literal. What is filled in is HTML already."""

    pieces: tuple[str, ...]

    def filled(self, fills: Mapping[str, str], otherwise: Mapping[str, str] | None = None) -> SafeString:
        """With its places filled; from `otherwise` where there is no fill, else empty."""
        pieces, rest = list(self.pieces), otherwise or {}
        pieces[1::2] = [fills.get(name, rest.get(name, "")) for name in self._names]
        return mark_safe("".join(pieces))  # noqa: S308 – made by our templates

    def encoded(self, fills: Mapping[str, str]) -> bytes:
        """The same as bytes, whose literals were encoded once: for what is large and drawn all day."""
        pieces = [b""] * len(self.pieces)
        pieces[::2] = self._literals
        pieces[1::2] = [fills[name].encode() if name in fills else b"" for name in self._names]
        return b"".join(pieces)

    def around(self, drawn: Iterable[bytes]) -> bytes:
        """With these pieces in its places one after the other, whatever they are called."""
        pairs = zip_longest(self._literals, drawn, fillvalue=b"")
        return b"".join(piece for pair in pairs for piece in pair)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self.pieces[1::2]

    @cached_property
    def _literals(self) -> tuple[bytes, ...]:
        return tuple(literal.encode() for literal in self.pieces[::2])


def cut(html: str) -> Cut:
    """HTML with open places, cut at them."""
    return Cut(tuple(html.split(SIGN)))


def cut_at_key(text: str) -> Cut:
    """HTML or an address made with NO_KEY, cut where the key of a row comes: the place `key`."""
    return cut(text.replace(str(NO_KEY), slot("key")))
