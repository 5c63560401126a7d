# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Thirty-two people at once, on the real database of the run: one winner, everybody told, nothing written twice."""

import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser

from checklist.base.chain import verify_chains
from checklist.intake.models import Answer, Case
from checklist.intake.queries import answers_opened
from tests.checklist.intake.steps import answer, browser_of, case_of, lines_of, page
from tests.worlds import World, make_world

MANY = 32


def at_once(act: Callable[[int], int]) -> Counter[int]:
    """Run `act` in as many threads, let go together; counts what they returned."""
    start, results = threading.Barrier(MANY), []

    def run(number: int) -> None:
        try:
            start.wait()
            results.append(act(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(results)


def browsers(world: World) -> list[Browser]:
    return [browser_of(world.people.anouk) for _ in range(MANY)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", [0, 1])
def test_of_many_different_answers_one_is_saved_and_the_others_see_both_s18(version: int) -> None:
    world = make_world()
    case = case_of(world)
    if version:
        answer(case, "work", {"words": "eerst"})
    before, theirs, pages = len(lines_of(case)), browsers(world), []

    def save(number: int) -> int:
        sent = {"words-work": f"antwoord {number}", "version-work": str(version)}
        response = theirs[number].post(page(case, "vragen/2"), sent)
        pages.append(response.content.decode() if response.status_code == 409 else "")
        return response.status_code

    assert at_once(save) == {302: 1, 409: MANY - 1}
    [row] = Answer.objects.filter(case=case)
    kept = answers_opened(case)["work"].in_words("nl")
    assert row.version == version + 1
    assert all(kept in html and "Uw tekst" in html for html in pages if html)
    assert Counter(outcome for _part, outcome in lines_of(case)[before:]) == {"saved": 1, "shown": MANY - 1}
    assert verify_chains()[1] == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_first_answer_many_times_is_no_clash_s18() -> None:
    """The quiet save of a page and its own button may come at the same moment."""
    world = make_world()
    case = case_of(world)
    theirs, sent = browsers(world), {"words-work": "koken", "version-work": "0"}
    assert at_once(lambda number: theirs[number].post(page(case, "vragen/2"), sent).status_code) == {
        302: MANY
    }
    assert Answer.objects.get(case=case).version == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_opening_many_times_opens_one_case_s18() -> None:
    world = make_world()
    theirs, once = browsers(world), str(uuid4())
    sent = {"once": once, "number": "FICTIEF-1", "display_name": "Kim Fictief", "purpose": "talk"} | {
        "new": "on"
    }

    def press(number: int) -> int:
        return theirs[number].post("/gesprekken/nieuw/", sent).status_code

    assert at_once(press) == {200: 1, 302: MANY - 1}
    assert Case.objects.count() == 1
