# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawn once, cut at its places, filled for each reader: nothing that is filled in opens a place of its own."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from checklist.base.slots import NO_KEY, Slots, cut, cut_at_key, slot
from checklist.base.text import drawn

HTML = f"<p>één {slot('a')} twee {slot('b')}</p>"


def test_a_place_is_filled_by_name_and_else_by_what_stands_for_it() -> None:
    piece = cut(HTML)
    assert piece.filled({"a": "<b>1</b>"}, {"a": "not this", "b": "2"}) == "<p>één <b>1</b> twee 2</p>"
    assert piece.filled({"a": ""}, {"a": "not this"}) == "<p>één  twee </p>"
    assert isinstance(piece.filled({}), SafeString)


def test_bytes_say_the_same() -> None:
    piece, fills = cut(HTML), {"b": "ë"}
    assert piece.encoded(fills).decode() == piece.filled(fills) == "<p>één  twee ë</p>"


@pytest.mark.parametrize(
    ("drawn_pieces", "expected"),
    [
        ([], "<p>één  twee </p>"),
        ([b"x"], "<p>één x twee </p>"),
        ([b"x", b"y"], "<p>één x twee y</p>"),
    ],
)
def test_pieces_come_one_after_the_other(drawn_pieces: list[bytes], expected: str) -> None:
    assert cut(HTML).around(drawn_pieces).decode() == expected


def test_a_key_is_filled_in_wherever_it_stands() -> None:
    key = str(uuid4())
    made = cut_at_key(f'<a href="/x/{NO_KEY}/">a</a><a href="/y/{NO_KEY}/">b</a>')
    assert made.filled({"key": key}) == f'<a href="/x/{key}/">a</a><a href="/y/{key}/">b</a>'
    assert str(NO_KEY) not in made.filled({"key": key})


def test_a_template_names_the_places_of_one_thing() -> None:
    html = Template("<i>{{ slots.words }}</i>").render(Context({"slots": Slots("hours")}))
    assert cut(html).filled({"hours:words": "twaalf"}) == "<i>twaalf</i>"


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_is_typed_opens_no_place(typed: str) -> None:
    """Text is shown through base.text; and what is filled in is never cut again."""
    assert "\0" not in drawn(typed)
    assert cut(HTML).filled({"a": slot("b"), "b": "2"}) == f"<p>één {slot('b')} twee 2</p>"
