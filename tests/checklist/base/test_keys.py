# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys: destroying one destroys words and nothing else; a sealed text does not move."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.access.actions import destroy_answer, destroy_client
from checklist.access.models import AccessLine, Erasure
from checklist.base.chain import verify_chains
from checklist.base.keys import KeyDestroyed, Sealer, new_client_key
from checklist.base.models import DataKey
from checklist.base.text import drawn
from checklist.people.permissions import SYSTEM
from tests.checklist.base.log_rows import make_case, make_log

pytestmark = pytest.mark.django_db


def test_r8_a_destroyed_answer_is_unreadable_and_the_chain_verifies() -> None:
    case = make_case()
    make_log(case)
    sealer = Sealer(case.client_key)
    kept, lost = sealer.new_answer_key(), sealer.new_answer_key()
    line = AccessLine(client_key=case.client_key, actor="system", part="answers")
    line.sentence = sealer.seal("vmbo", f"access_line:{line.uuid.hex}", key=lost.uuid)
    line.save()
    other = sealer.seal("een hond", "answer:1:value", key=kept.uuid)

    destroy_answer(client_key=case.client_key, key=lost.uuid, ground="client_asked", by=SYSTEM)

    fresh = Sealer(case.client_key)
    with pytest.raises(KeyDestroyed):
        fresh.open(AccessLine.objects.get(pk=line.pk).sentence, f"access_line:{line.uuid.hex}", key=lost.uuid)
    assert fresh.open(other, "answer:1:value", key=kept.uuid) == "een hond"
    assert verify_chains()[1] == []
    erasure = Erasure.objects.latest("seq")
    assert (erasure.what, erasure.subject) == ("answer", lost.uuid)
    assert not DataKey.objects.filter(uuid=lost.uuid).exists()


def test_r16_a_destroyed_client_is_unreadable_everywhere_and_the_chain_verifies() -> None:
    case, other = make_case("F-001"), make_case("F-002")
    for one in (case, other):
        make_log(one)
    sealer = Sealer(case.client_key)
    answer = sealer.new_answer_key()
    sealed = [sealer.seal("a", "x:1:y"), sealer.seal("b", "x:2:y", key=answer.uuid)]
    theirs = Sealer(other.client_key).seal("blijft", "x:3:y")

    destroy_client(client_key=case.client_key, ground="term", by=SYSTEM)

    with pytest.raises(KeyDestroyed):
        Sealer(case.client_key).open(sealed[0], "x:1:y")
    with pytest.raises(KeyDestroyed):
        Sealer(case.client_key).open(sealed[1], "x:2:y", key=answer.uuid)
    assert Sealer(other.client_key).open(theirs, "x:3:y") == "blijft"
    assert verify_chains()[1] == []
    assert Erasure.objects.filter(client_key=case.client_key, what="client").count() == 1


@pytest.mark.parametrize("to", ["answer:2:value", "answer:1:words", "voice:1:value", ""])
def test_r16_a_sealed_text_moved_to_another_place_is_refused(to: str) -> None:
    sealer = Sealer(new_client_key())
    sealed = sealer.seal("van deze rij", "answer:1:value")
    with pytest.raises(ValueError, match="does not belong"):
        sealer.open(sealed, to)


def test_r16_a_sealed_text_moved_to_another_client_is_refused() -> None:
    one, other = Sealer(new_client_key()), Sealer(new_client_key())
    with pytest.raises(ValueError, match="does not belong"):
        other.open(one.seal("van mij", "answer:1:value"), "answer:1:value")


def test_r16_the_key_of_another_clients_answer_opens_nothing() -> None:
    one, other = Sealer(new_client_key()), Sealer(new_client_key())
    key = one.new_answer_key()
    sealed = one.seal("van mij", "answer:1:value", key=key.uuid)
    with pytest.raises(KeyDestroyed):
        other.open(sealed, "answer:1:value", key=key.uuid)


@pytest.mark.parametrize("place", [0, 5, 12, -1])
def test_r16_a_changed_byte_is_noticed(place: int) -> None:
    sealer = Sealer(new_client_key())
    sealed = bytearray(sealer.seal("precies dit", "answer:1:value"))
    sealed[place] ^= 1
    with pytest.raises(ValueError, match="changed"):
        sealer.open(bytes(sealed), "answer:1:value")


def test_destroying_with_the_key_of_somebody_else_destroys_nothing() -> None:
    one, other = new_client_key(), new_client_key()
    key = Sealer(one).new_answer_key()
    destroy_answer(client_key=other, key=key.uuid, ground="client_asked", by=SYSTEM)
    assert DataKey.objects.filter(uuid=key.uuid).exists()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_back_as_they_were(words: str, db: None) -> None:
    sealer = Sealer(new_client_key())
    sealed = sealer.seal(words, "voice:1:words")
    assert sealer.open(memoryview(sealed), "voice:1:words") == drawn(words)
    assert len(words) < 4 or words.encode() not in sealed


def test_equal_words_look_different_each_time() -> None:
    sealer = Sealer(new_client_key())
    assert sealer.seal("ja", "a:1:b") != sealer.seal("ja", "a:1:b")
    assert sealer.open(b"", "a:1:b") == ""
    assert uuid4()
