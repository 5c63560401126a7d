# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door for typed text (docs/decisions/0050), on plain values: what is kept, what is drawn, what is searched.

Everything that comes with a request passes `clean_text` before a page sees it (reintapp.middleware.typed_text).
Commands and files that are read in call it themselves.
"""

import re
from collections.abc import Callable
from unicodedata import category, combining, normalize

#: Fields that reach the page as they were typed: the password that somebody chose may hold any sign.
UNTOUCHED = frozenset({"password", "password_again", "current"})

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Signs without a picture of their own, or that turn the order of other signs: control, bidi, zero-width and filler
# signs, halves of signs, tags, signs for private use, and numbers that will never be a sign.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(15))
    + "]"
)
_JOINERS = re.compile(
    "[\u200c\u200d]"
)  # Persian, Kurdish, Indian languages and emoji need them between their signs
_VARIANTS = re.compile(
    "[\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef]"
)  # which form of the sign before
_BULLET = "\uf0b7"  # how Word hands over the bullet of a list


def clean_text(typed: str) -> str:
    """The text as it is kept: NFC, without signs that nobody sees, line ends as one sign, nothing around it."""
    if typed.isascii() and typed.isprintable():
        return typed.strip()
    text = ""
    while text != typed:  # what goes can bring two signs together that are one
        text, typed = typed, _cleaned(typed)
    return text


def one_line(typed: str) -> str:
    """The same for a name, a number, a search: line ends and rows of spaces are one space."""
    return " ".join(clean_text(typed).split())


def drawn(stored: str) -> str:
    """Text that was stored before there was a door, to be drawn: without signs that nobody sees. No sign is added."""
    if stored.isascii() and stored.isprintable():
        return stored
    return _UNSEEN.sub("", stored.replace("\u2028", " ").replace("\u2029", " "))


def has_unseen(text: str) -> bool:
    """Is there a sign in it that nobody sees? For a file, where somebody can mend it."""
    return _UNSEEN.search(text) is not None


def folded(text: str) -> str:
    """The text to search in and for: small letters without accents, so that "celik ozgur" finds "Çelik Özgür"."""
    plain = normalize(
        "NFKD", one_line(text).translate(_LETTERS)
    )  # a letter of mathematics is a letter from here on
    apart = normalize("NFKD", plain.casefold().translate(_LETTERS))
    bare = "".join(sign for sign in apart if not combining(sign) and sign not in "\u200c\u200d")
    return " ".join(bare.translate(_LETTERS).split())


# Letters whose stroke or hook is part of them, so that taking accents away leaves them; Arabic letters that two
# keyboards write differently; marks between parts of a name.
_LETTERS = {
    ord(sign): plain
    for signs, plain in (
        ("ı", "i"), ("øØ", "o"), ("łŁ", "l"), ("đĐð", "d"), ("ħĦ", "h"), ("ŧŦ", "t"), ("æÆ", "ae"), ("œŒ", "oe"),
        ("þÞ", "th"), ("ŋŊ", "n"), ("ƒ", "f"), ("كڪ", "ک"), ("يى", "ی"), ("ة", "ه"), ("ـ", ""),
        ("'’‘ʼʻ`´′.", ""), ("-‐‑‒–—―_/", " "),
    )
    for sign in signs
}  # fmt: skip


def _cleaned(text: str) -> str:
    plain = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)).replace(_BULLET, "•")
    whole = normalize("NFC", _UNSEEN.sub("", plain))
    return _kept_if(_VARIANTS, _kept_if(_JOINERS, whole, _joins), _varies).strip()


def _kept_if(signs: re.Pattern[str], text: str, needed: Callable[[str, str], bool]) -> str:
    """The text without the signs that are not needed between the sign before and the one after."""

    def of(found: re.Match[str]) -> str:
        at = found.start()
        return found[0] if needed(text[at - 1 : at], text[at + 1 : at + 2]) else ""

    return signs.sub(of, text)


def _joins(before: str, after: str) -> bool:
    return all(sign and _is_of_joining_script(sign) for sign in (before, after))


def _is_of_joining_script(sign: str) -> bool:
    """A letter, mark or picture beyond the Latin, Greek and Cyrillic alphabets, where no word needs a joiner."""
    return ord(sign) >= 0x590 and not 0x1E00 <= ord(sign) < 0x2000 and category(sign)[0] in "LMS"


def _varies(before: str, _after: str) -> bool:
    return bool(before) and ord(before) >= 0x1800 and category(before) in {"Lo", "So", "Sm", "Sk"}
