# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is called how in a registration, which months it holds, and what was chosen. Plain values in and out."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

#: First halves of eight digits without a zero in front, with each nine last digits that make no BSN.
_FIRST, _LAST = 10**7, 9
PLACES = (10**8 - _FIRST) * _LAST
_HALF = 15  # bits: two halves hold every place
_ROUNDS = 10
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
#: What stands as the service where the two did not choose one and the same.
REGULAR = "gewone_begeleiding"
SEVERAL, DIFFERENT, UNDECIDED, NO_CHOICE = "meer_dan_een", "verschillend", "nog_niet_beslist", "geen_keuze"
NOT_ONE = (SEVERAL, DIFFERENT, UNDECIDED, NO_CHOICE)


@dataclass(frozen=True)
class Wanted:
    """What is asked: months (both included), who gets it, and for health the ground in law ('' leaves health out)."""

    first: str
    last: str
    receiver: str
    health_ground: str = ""

    @property
    def subject(self) -> str:
        return f"{self.first}/{self.last}"


def pseudonym_of_client(key: bytes, number: int) -> str:
    """Nine digits for the client whose row has this number: always the same under one key, never two alike, and only
    who has the key finds the way back. Raises ValueError for a number that no row can have.

    A permutation in rounds (Luby and Rackoff 1988) of 30 bits, walked until it falls among the places; what comes out
    has no zero in front, which spreadsheets take away, and cannot be taken for a BSN.
    """
    if not 0 <= number < PLACES:
        raise ValueError(f"expected a number from 0 to {PLACES - 1}, found {number}")
    place = _permuted(key, number)
    while place >= PLACES:
        place = _permuted(key, place)
    first, last = _FIRST + place // _LAST, place % _LAST
    total = sum(int(digit) * weight for digit, weight in zip(str(first), _WEIGHTS, strict=True)) % 11
    return f"{first}{last + (last >= min(total, 9))}"


def _permuted(key: bytes, place: int) -> int:
    left, right = place >> _HALF, place & (1 << _HALF) - 1
    for turn in range(_ROUNDS):
        told = hmac.digest(key, b"client:%d:%d" % (turn, right), "sha256")
        left, right = right, left ^ int.from_bytes(told[:4], "big") & (1 << _HALF) - 1
    return left << _HALF | right


def pseudonym(key: bytes, what: str, number: int) -> str:
    """A word for a caseworker or an office that tells nothing about which one."""
    return what[0] + hmac.digest(key, f"{what}:{number}".encode(), "sha256").hex()[:12]


def chosen(client: tuple[str, Sequence[str]], caseworker: tuple[str, Sequence[str]]) -> str:
    """The one service that both chose, or why there is none. Each: kind of the choice, keys of services."""
    if client[0] == "no_choice":
        return NO_CHOICE
    if "undecided" in {client[0], caseworker[0]}:
        return UNDECIDED
    if (client[0], set(client[1])) != (caseworker[0], set(caseworker[1])):
        return DIFFERENT
    if client[0] == "only_regular":
        return REGULAR
    return client[1][0] if len(client[1]) == 1 else SEVERAL


def month_after(month: str) -> tuple[int, int]:
    """Year and month after this one."""
    year, number = map(int, month.split("-"))
    return (year, number + 1) if number < 12 else (year + 1, 1)


def digest_list(files: Sequence[tuple[str, str]]) -> str:
    """Lines as sha256sum reads them: digest, two spaces, name."""
    return "".join(f"{digest}  {name}\n" for name, digest in files)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
