# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes and PINs of clients, on plain values. A code is typed, never linked (S20)."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from unicodedata import normalize

# 32 signs that nobody confuses on paper: no I, L, O or U. Twelve of them are 60 bits.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
TRIES = 5  # wrong PINs before the code ends until it is printed anew
PIN_LENGTHS = range(4, 9)
SAME_NETWORK = timedelta(hours=2)  # a talk: so long the network where a code was made does not open it
SOON = timedelta(minutes=10)  # a first use so soon after the making is marked

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", " ": "", "-": "", "–": "", ".": ""})


def new_code() -> str:
    """A new random code, without its dashes."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def normal_form(typed: str) -> str:
    """What was typed, as the code that was meant: capitals, no dashes, letters that look like digits read so."""
    return normalize("NFKC", typed).strip().upper().translate(_LOOKALIKES)


def printed_form(code: str) -> str:
    """The code as it stands on paper: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def hash_of_code(code: str, pepper: str) -> str:
    """What is stored of a code. Without the pepper of this installation a stolen table tells nothing."""
    return hmac.new(pepper.encode(), f"client code:{normal_form(code)}".encode(), hashlib.sha256).hexdigest()


def pin_fault(pin: str) -> str:
    """'' for a PIN that may be used; else 'form' (not 4 to 8 digits) or 'simple' (1111, 1234, 4321)."""
    if len(pin) not in PIN_LENGTHS or not (pin.isascii() and pin.isdigit()):
        return "form"
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return "simple" if steps in ({0}, {1}, {-1}) else ""


@dataclass
class Told:
    """What the lines about one account say of it: from its making on, in their order."""

    made: bool = False
    roles: set[str] = field(default_factory=set)
    team: str = ""
    ended: bool = False

    def follow(self, act: str, what: str) -> None:
        """One more line. What the lines before the making say is not known any more, so it says nothing."""
        if act == "made":
            self.made, self.team = True, what
        elif act == "role_given":
            self.roles.add(what)
        elif act == "role_taken":
            self.roles.discard(what)
        elif act == "team":
            self.team = what
        elif act == "ended":
            self.ended = True

    def differs(self, roles: Collection[str], team: str, *, active: bool) -> Iterator[str]:
        """What an account is now, where its lines say otherwise."""
        if self.roles != set(roles):
            yield "has other roles than its lines tell"
        if self.team != team:
            yield "is in another team than its lines tell"
        if self.ended == active:
            yield (
                "may log in, and its lines say that it ended" if active else "was ended, and no line says so"
            )


_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


def device_named(agent: str) -> tuple[str, str]:
    """Browser and kind of machine by their everyday names, from what a browser says of itself; '' for unknown."""
    browser, system = (
        next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)
    )
    return browser, system


def is_where_it_was_made(made: tuple[str, str], here: tuple[str, str], since: timedelta) -> bool:
    """Marks of (browser, address) where a code was made, and where it is typed. An unknown one is like no other."""
    same_browser, same_address = (bool(one) and one == other for one, other in zip(made, here, strict=True))
    return same_browser or (same_address and since < SAME_NETWORK)
