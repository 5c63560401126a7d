# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Thirty-two browsers save at the same moment (S18): real threads, real transactions, on the engine of this run."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, GivenVoice, Override, Voice
from checklist.decisions.queries import opened_voices
from tests.checklist.decisions.own_device import OWN, dirk, hidden_own, mine
from tests.checklist.decisions.talks import address, apart, both, hidden, ready_world, staff, talk


@pytest.fixture
def room(transactional_db: None) -> Iterator[None]:
    """Thirty-two browsers share one process here, and drawing their pages takes turns: let nobody give up."""
    options = connection.settings_dict["OPTIONS"]
    patient = {"timeout": 120} if connection.vendor == "sqlite" else {}
    before = {name: options[name] for name in patient}
    for values in (patient, before):
        connection.close()
        options.update(values)
        if values is patient:
            yield


def _at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    start, found = Barrier(number), [None] * number

    def run(place: int) -> None:
        try:
            start.wait()
            found[place] = act(place)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.slow
def test_s18_the_same_key_32_times_at_once_is_one_row_and_32_times_the_same_page(room: None) -> None:
    world = ready_world()
    case = talk(world)
    fields = hidden(staff(world.people.anouk), case) | apart(client_choice=["proefplaatsing"])
    browsers = [staff(world.people.anouk) for _ in range(32)]
    answers = _at_once(32, lambda place: browsers[place].post(address(case), fields))
    assert {(one.status_code, one.headers.get("Location")) for one in answers} == {
        (302, address(case, "verslag/"))
    }
    assert (Decision.objects.count(), Voice.objects.count(), Override.objects.count()) == (1, 2, 1)
    assert verify_chains()[1] == []


@pytest.mark.slow
def test_s18_32_different_texts_at_once_give_one_winner_and_31_pages_with_both(room: None) -> None:
    world = ready_world()
    case = talk(world)
    browsers = [staff(world.people.anouk) for _ in range(32)]
    page = hidden(browsers[0], case)
    forms = [
        page | {"once_key": str(uuid4())} | both(caseworker_words=f"Tekst {place}.") for place in range(32)
    ]
    answers = _at_once(32, lambda place: browsers[place].post(address(case), forms[place]))
    assert sorted(one.status_code for one in answers) == [302] + [409] * 31
    winner = opened_voices(Decision.objects.get())[1].words
    for place, answer in enumerate(answers):
        if answer.status_code == 409:
            shown = answer.content.decode()
            assert winner in shown
            assert f"Tekst {place}." in shown
    assert verify_chains()[1] == []


@pytest.mark.slow
def test_s18_client_and_caseworker_at_the_same_moment_one_is_kept_and_the_other_told(room: None) -> None:
    world = ready_world()
    case = talk(world)
    anouk, telephone = staff(world.people.anouk), dirk(case)
    typed = hidden(anouk, case) | both(client_words="Dit hoorde ik.")
    own = hidden_own(telephone) | mine(client_words="Dit zei ik zelf.")
    acts = [lambda: anouk.post(address(case), typed), lambda: telephone.post(OWN, own)]
    answers = _at_once(2, lambda place: acts[place]())
    assert sorted(one.status_code for one in answers) == [302, 409]
    late = next(one for one in answers if one.status_code == 409).content.decode()
    assert "Dit hoorde ik." in late
    assert "Dit zei ik zelf." in late
    assert (Decision.objects.count(), GivenVoice.objects.count()) in {(1, 0), (0, 1)}
    assert verify_chains()[1] == []
