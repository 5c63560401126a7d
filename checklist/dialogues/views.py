# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database card game: on screen round by round, and as a deck to print. A deal is a number in the address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from checklist.dialogues.queries import ROUND_WORDS, TRAIT_WORDS, VALUE_WORDS, cards_of, on_the_table
from checklist.dialogues.rules import (
    DEALS,
    FIRST_DEAL,
    LAST_ROUND,
    TRAITS,
    TRAP,
    Person,
    Share,
    deal_of,
    most_striking,
    next_deal,
    share_in,
    shares,
    table_of,
    together,
)

OTHER_DEALS = 8


def game(request: HttpRequest) -> HttpResponse:
    """What the game is, and where to begin."""
    return render(request, "checklist/dialogues/game.html", {"rounds": ROUND_WORDS, "deal": FIRST_DEAL})


def one_round(request: HttpRequest, deal: int, number: int) -> HttpResponse:
    """One round of one deal. GET field of the rounds about patterns: card (key of a characteristic)."""
    if deal not in DEALS or not 1 <= number <= LAST_ROUND:
        raise Http404
    people = deal_of(deal)
    context: dict[str, Any] = {
        "deal": deal,
        "number": number,
        "before": number - 1,
        "after": number + 1,
        "title": ROUND_WORDS[number - 1],
        "rounds": list(enumerate(ROUND_WORDS, start=1)),
        "next_deal": next_deal(deal),
        "last": LAST_ROUND,
    }
    context |= _ROUNDS[number](people, deal, request.GET.get("card", ""))
    return render(request, f"checklist/dialogues/round_{number}.html", context)


def deck(request: HttpRequest, deal: int) -> HttpResponse:
    """The hundred cards of one deal, to print and cut out."""
    if deal not in DEALS:
        raise Http404
    people = deal_of(deal)
    sets = [(person, cards_of(person, named=True)) for person in people]
    return render(
        request, "checklist/dialogues/deck.html", {"deal": deal, "sets": sets, "next_deal": next_deal(deal)}
    )


# ---- what each round shows -------------------------------------------------------------------------------------------


def _own_cards(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    return {"cards": cards_of(people[0], named=True), "person": people[0]}


def _numbers(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    return {"cards": cards_of(people[0], named=False), "person": people[0], "people": people}


def _shuffle(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    return {"cards": on_the_table(table_of(people, deal))}


def _link(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    heads = list(TRAIT_WORDS.values())
    rows = [
        (
            person.number,
            person.found_work,
            [VALUE_WORDS[trait][value] for trait, value in person.cards.items()],
        )
        for person in sorted(people, key=lambda person: person.number)
    ]
    return {"heads": heads, "rows": rows}


def _chosen(people: list[Person], card: str) -> tuple[str, Share]:
    """The characteristic that was asked for with its largest difference; else the most striking of this deal."""
    if card not in TRAITS:
        return most_striking(people)
    return card, max(shares(people, card), key=lambda share: abs(share.difference))


def _pattern(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    trait, striking = _chosen(people, card)
    rows = [(VALUE_WORDS[trait][share.value], share) for share in shares(people, trait)]
    return {
        "trait": trait,
        "trait_words": TRAIT_WORDS[trait],
        "choices": list(TRAIT_WORDS.items()),
        "rows": rows,
        "striking": striking,
        "striking_words": VALUE_WORDS[trait][striking.value],
        "five": range(5),
    }


def _chance(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    trait, striking = _chosen(people, card)
    others, number = [], deal
    for _turn in range(OTHER_DEALS):
        number = next_deal(number)
        others.append((number, share_in(number, trait, striking.value)))
    return {
        "trait": trait,
        "trait_words": TRAIT_WORDS[trait],
        "striking": striking,
        "striking_words": VALUE_WORDS[trait][striking.value],
        "others": others,
    }


def _trap(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    helps = VALUE_WORDS["help"]
    return {"both": [(helps[key], together(parts), parts["yes"], parts["no"]) for key, parts in TRAP.items()]}


def _talk(people: list[Person], deal: int, card: str) -> dict[str, Any]:
    return {}


_ROUNDS = {1: _own_cards, 2: _numbers, 3: _shuffle, 4: _link, 5: _pattern, 6: _chance, 7: _trap, 8: _talk}
