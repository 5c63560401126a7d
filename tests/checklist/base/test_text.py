# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the door for typed text keeps, drops and finds."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.base.text import clean_text, drawn, folded, one_line

ANYTHING = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "\u202e\u200b\u200c\u200d\x00\x01\r\n\u2028\ufe0f\u0301\xadeéकا👩❤\U000e0100\ue000 \u3164"
        ),
    ),
    max_size=30,
)
KEPT = {
    "a name from the right to the left": "محمد الأمين",
    "Persian with its half space": "می\u200cخواهم",
    "an Indian language with its joiner": "क्\u200dष",
    "a family in one picture": "👩🏽\u200d👧",
    "a heart in colour": "❤\ufe0f",
    "a Japanese name with its own form": "葛\U000e0100城",
    "lines and an empty line": "een\n\ntwee",
    "Hebrew with vowels": "שָׁלוֹם",
}
CLEANED = {
    "turned around": ("\u202eAnouk\u202c", "Anouk"),
    "isolated": ("\u2066Anouk\u2069", "Anouk"),
    "nothing to see": ("An\u200bo\u2060u\ufeffk", "Anouk"),
    "soft hyphen": ("werk\xadconsulent", "werkconsulent"),
    "control": ("A\x00n\x01o\x7fuk\x9b", "Anouk"),
    "a joiner where no word needs one": ("An\u200couk\u200d", "Anouk"),
    "a filler that looks like nothing": ("\u3164", ""),
    "half a sign": ("An\ud800ouk", "Anouk"),
    "accents apart": ("C\u0327elik O\u0308zgu\u0308r", "Çelik Özgür"),
    "line ends of three systems": ("a\r\nb\rc\nd\u2028e\x0bf", "a\nb\nc\nd\ne\nf"),
    "spaces of other widths": ("\xa0Anouk\u3000de\tWit ", "Anouk de Wit"),
    "a bullet out of Word": ("\uf0b7 melk", "• melk"),
}


@pytest.mark.parametrize("typed", KEPT.values(), ids=KEPT)
def test_what_a_language_needs_is_kept(typed: str) -> None:
    assert clean_text(typed) == typed
    assert drawn(typed) == typed


@pytest.mark.parametrize(("typed", "kept"), CLEANED.values(), ids=CLEANED)
def test_what_nobody_sees_goes(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(ANYTHING)
def test_the_door_is_passed_once(typed: str) -> None:
    kept = clean_text(typed)
    assert clean_text(kept) == kept == unicodedata.normalize("NFC", kept) == kept.strip()
    assert not {unicodedata.category(sign) for sign in kept if sign != "\n"} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert "\n" not in one_line(typed)
    kept.encode()  # can be stored


@given(ANYTHING)
def test_drawing_adds_nothing(stored: str) -> None:
    """Text that was stored before the door is drawn without the signs that turn or hide others."""
    shown = drawn(stored)
    assert len(shown) <= len(stored)
    assert not set(shown) & set("\u202e\u200b\x00\x01\u2028\xad")


FOUND = [
    ("Çelik Özgür", "çelik"),
    ("Çelik Özgür", "CELIK OZGUR"),
    ("İnci Işıl", "inci isil"),
    ("Weiß", "weiss"),
    ("Weiß", "WEISS"),
    ("Łukasz Søren Đorđe", "lukasz soren dorde"),
    ("Ĳsbrand", "ijsbrand"),
    ("Nguyễn", "nguyen"),
    ("O’Brien", "o'brien"),
    ("Jan-Peter", "jan peter"),
    ("أَحمد علي", "احمد علی"),
    ("Ἀχιλλεύς", "αχιλλευσ"),
    ("Фёдор", "ФЕДОР"),
    ("Ａｎｏｕｋ", "anouk"),
]


@pytest.mark.parametrize(("name", "search"), FOUND)
def test_a_name_is_found_whatever_the_case_and_accents(name: str, search: str) -> None:
    assert folded(search) in folded(name)


def test_vowels_of_an_indian_language_are_no_accents() -> None:
    assert folded("कि") != folded("का")


@example("𝗔")
@given(ANYTHING)
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()) == folded(text.upper().lower())
