# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words on the cards of the game."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.dialogues.rules import TRAITS, Card, Person

Text = str | Promise

TRAIT_WORDS: dict[str, Text] = {
    "age": _("Age"),
    "home": _("Lives"),
    "education": _("School finished"),
    "sector": _("Last job in"),
    "recent_work": _("Worked in the last 2 years"),
    "benefit_months": _("Months on benefit"),
    "help": _("Got help"),
    "medicines": _("Kinds of medicine"),
    "arrears": _("Behind with health premium"),
    "shoe_size": _("Shoe size"),
}
SOURCE_WORDS: dict[str, Text] = {
    "population": _("population register"),
    "schools": _("schools"),
    "work": _("employers"),
    "municipality": _("municipality"),
    "care": _("health insurer"),
    "shop": _("shoe shop"),
}
VALUE_WORDS: dict[str, dict[str, Text]] = {
    "age": {"18-26": _("18 to 26"), "27-44": _("27 to 44"), "45-54": _("45 to 54"), "55+": _("55 or older")},
    "home": {"alone": _("alone"), "partner": _("with a partner"), "children": _("with children")},
    "education": {"primary": _("primary school"), "vmbo": _("vmbo"), "mbo": _("mbo"), "hbo": _("hbo")},
    "sector": {
        "care": _("care"),
        "building": _("building"),
        "shop": _("a shop"),
        "office": _("an office"),
        "none": _("never had one"),
    },
    "recent_work": {"yes": _("yes"), "no": _("no")},
    "benefit_months": {"0-6": _("0 to 6"), "7-24": _("7 to 24"), "25+": _("25 or more")},
    "help": {
        "straight": _("Straight to work"),
        "prepare": _("Preparing for work"),
        "none": _("no extra help"),
    },
    "medicines": {"none": _("none"), "some": _("1 or 2"), "many": _("3 or more")},
    "arrears": {"yes": _("yes"), "no": _("no")},
    "shoe_size": {"small": _("39 or smaller"), "middle": _("40 to 42"), "large": _("43 or larger")},
}
ROUND_WORDS: tuple[Text, ...] = (
    _("Your cards"),
    _("Away with the names"),
    _("Shuffle"),
    _("Link"),
    _("Look for a pattern"),
    _("Is it chance?"),
    _("The trap"),
    _("Talk about it"),
)


@dataclass(frozen=True)
class Shown:
    """One card in words. `who` is a name or a number; `source` says from which register it comes."""

    who: str
    trait: Text
    value: Text
    source: str
    source_words: Text
    found_work: bool


def card_in_words(who: str, trait: str, value: str, *, found_work: bool) -> Shown:
    source = TRAITS[trait][0]
    return Shown(who, TRAIT_WORDS[trait], VALUE_WORDS[trait][value], source, SOURCE_WORDS[source], found_work)


def cards_of(person: Person, *, named: bool) -> list[Shown]:
    who = person.name if named else str(person.number)
    return [
        card_in_words(who, trait, value, found_work=person.found_work)
        for trait, value in person.cards.items()
    ]


def on_the_table(cards: list[Card]) -> list[Shown]:
    return [
        card_in_words(str(card.number), card.trait, card.value, found_work=card.found_work) for card in cards
    ]
