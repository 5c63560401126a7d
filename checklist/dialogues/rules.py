# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database card game, on plain values: who holds which cards in deal number so-and-so. Nobody in it exists."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

PEOPLE = (
    "A. Blom", "N. el Amrani", "F. van Dongen", "H. Esajas", "S. de Graaf",
    "C. Kuipers", "M. Öztürk", "J. Ramdin", "T. Wiersma", "L. Zwart",
)  # fmt: skip
DEALS = range(1, 1000)
FIRST_DEAL = 6  # in this one everybody with small shoes found work: a pattern that nobody believes
LAST_ROUND = 8

# characteristic: (the register that it comes from, what can stand on the card)
TRAITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "age": ("population", ("18-26", "27-44", "45-54", "55+")),
    "home": ("population", ("alone", "partner", "children")),
    "education": ("schools", ("primary", "vmbo", "mbo", "hbo")),
    "sector": ("work", ("care", "building", "shop", "office", "none")),
    "recent_work": ("work", ("yes", "no")),
    "benefit_months": ("municipality", ("0-6", "7-24", "25+")),
    "help": ("municipality", ("straight", "prepare", "none")),
    "medicines": ("care", ("none", "some", "many")),
    "arrears": ("care", ("yes", "no")),
    "shoe_size": (
        "shop",
        ("small", "middle", "large"),
    ),  # nobody thinks that this matters: see the round about chance
}


@dataclass(frozen=True)
class Person:
    """One made-up person of a deal: a name, the number that replaces it, the ten cards, and the colour of them."""

    name: str
    number: int
    found_work: bool
    cards: dict[str, str]


@dataclass(frozen=True)
class Card:
    """One card as it lies on the table after shuffling: no name any more."""

    number: int
    trait: str
    value: str
    found_work: bool


@dataclass(frozen=True)
class Share:
    """How many of the five who found work hold this card, and how many of the five who did not."""

    value: str
    found: int
    not_found: int

    @property
    def difference(self) -> int:
        return self.found - self.not_found


def _draw(*parts: object) -> int:
    text = ":".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def _shuffled(things: Sequence[T], *seed: object) -> list[T]:
    return [things[place] for place in sorted(range(len(things)), key=lambda place: _draw(*seed, place))]


def deal_of(number: int) -> list[Person]:
    """The ten people of one deal, half of whom found work. What stands on their cards has nothing to do with that."""
    numbers = _shuffled(range(101, 200), number, "numbers")[: len(PEOPLE)]
    lucky = set(_shuffled(PEOPLE, number, "work")[: len(PEOPLE) // 2])
    return [
        Person(
            name=name,
            number=own,
            found_work=name in lucky,
            cards={
                trait: options[_draw(number, name, trait) % len(options)]
                for trait, (_, options) in TRAITS.items()
            },
        )
        for name, own in zip(PEOPLE, numbers, strict=True)
    ]


def table_of(people: Sequence[Person], number: int) -> list[Card]:
    """All hundred cards, shuffled."""
    cards = [
        Card(person.number, trait, value, person.found_work)
        for person in people
        for trait, value in person.cards.items()
    ]
    return _shuffled(cards, number, "table")


def shares(people: Sequence[Person], trait: str) -> list[Share]:
    """For each thing that can stand on the card: how many hold it, of those who found work and of those who did not."""
    return [
        Share(
            value=value,
            found=sum(person.cards[trait] == value for person in people if person.found_work),
            not_found=sum(person.cards[trait] == value for person in people if not person.found_work),
        )
        for value in TRAITS[trait][1]
    ]


def most_striking(people: Sequence[Person]) -> tuple[str, Share]:
    """The characteristic and card with the largest difference in this deal: there always is one."""
    every = [(trait, share) for trait in TRAITS for share in shares(people, trait)]
    return max(every, key=lambda pair: abs(pair[1].difference))


def share_in(number: int, trait: str, value: str) -> Share:
    """The same card in another deal."""
    return next(share for share in shares(deal_of(number), trait) if share.value == value)


def next_deal(number: int) -> int:
    return number % (len(DEALS)) + 1


# ---- the selection trap: two kinds of help, a hundred people each ----------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """People who got one kind of help: how many, and how many of them found work."""

    people: int
    found: int

    @property
    def per_hundred(self) -> int:
        return round(100 * self.found / self.people)


# Who worked lately finds work easily, with any help, and was sent to "straight to work" most often.
TRAP: dict[str, dict[str, Counted]] = {
    "straight": {"yes": Counted(80, 56), "no": Counted(20, 6)},
    "prepare": {"yes": Counted(20, 15), "no": Counted(80, 28)},
}


def together(parts: dict[str, Counted]) -> Counted:
    return Counted(sum(part.people for part in parts.values()), sum(part.found for part in parts.values()))
