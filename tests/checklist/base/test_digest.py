# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Canonical forms: two different rows never hash alike, and a row hashes alike before and after storing."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.access.models import AccessLine
from checklist.base.digest import GENESIS, canonical_json, digest_of, digest_of_named, field_text, framed
from checklist.base.keys import new_client_key

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
values = st.one_of(
    st.none(), st.booleans(), st.integers(), text, st.uuids(), st.dates(), st.binary(),
    st.datetimes(timezones=st.just(UTC)), st.decimals(allow_nan=False, allow_infinity=False),
)  # fmt: skip


@given(st.lists(text), st.lists(text))
def test_different_lists_of_parts_never_hash_alike(one: list[str], other: list[str]) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


@pytest.mark.parametrize(
    "pair", [(["ab", "c"], ["a", "bc"]), (["a", ""], ["a"]), ([], [""]), (["1\x00"], ["1", ""])]
)
def test_parts_that_join_to_the_same_text_differ(pair: tuple[list[str], list[str]]) -> None:
    assert digest_of(pair[0]) != digest_of(pair[1])


@given(values, values)
def test_values_of_a_different_kind_have_different_forms(one: Any, other: Any) -> None:
    if type(one) is not type(other) or one != other:
        assert field_text(one) != field_text(other)
    else:
        assert field_text(one) == field_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""), ("1", 1), (1, True), (0, False), (b"", ""), ("n", None), ([], {}), (Decimal(1), 1),
        (date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)), (UUID(int=1), UUID(int=1).hex), ("[]", []),
    ],
)  # fmt: skip
def test_look_alikes_differ(one: Any, other: Any) -> None:
    assert field_text(one) != field_text(other)


def test_one_value_has_one_form() -> None:
    winter = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert field_text(winter) == field_text(winter.astimezone(timezone(timedelta(hours=1))))
    assert field_text(Decimal("1.50")) == field_text(Decimal("1.5"))
    assert field_text(Decimal("-0")) == field_text(Decimal("0.00"))
    assert field_text(Decimal("1E+2")) == field_text(Decimal(100))
    assert field_text(b"x") == field_text(memoryview(b"x")) == field_text(bytearray(b"x"))
    assert field_text({"b": 1, "a": [1.0, 1e16]}) == field_text({"a": [1, 10**16], "b": 1})


@given(st.lists(st.tuples(text, text)))
def test_names_that_were_framed_before_give_the_same_digest(pairs: list[tuple[str, str]]) -> None:
    """Logs that exist already were hashed as one list of parts."""
    parts = [part for pair in pairs for part in pair]
    assert digest_of_named([framed(name) for name, _ in pairs], [text for _, text in pairs]) == digest_of(
        parts
    )


def test_the_digest_of_a_row_stays_what_it_was() -> None:
    """Logs that exist already stay valid."""
    row = AccessLine(
        uuid=UUID(int=1), client_key=UUID(int=2), seq=1, previous=GENESIS, actor="system", part="questions",
        at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
    )  # fmt: skip
    assert row.computed_digest() == "4c5bc71c3c0b96d97f7325585f85511a59bacc8865e85316470cf1e2a565e9c4"


@given(json_values)
def test_json_has_one_spelling_after_a_round_trip(value: Any) -> None:
    once = canonical_json(value)
    assert canonical_json(json.loads(once)) == once


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("-inf")]])
def test_no_json_for_what_is_no_number(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(value)


@pytest.mark.parametrize("value", [{1: "a"}, [{None: "a"}], 1.5, object(), datetime(2026, 1, 1)])  # noqa: DTZ001
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        field_text(value)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=json_values)
def test_stored_json_comes_back_in_the_form_that_was_hashed(value: Any, db: None) -> None:
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST(%s AS {kind})", [json.dumps(value)])
        found = cursor.fetchone()[0]
    back = json.loads(found) if isinstance(found, str) else found
    assert canonical_json(back) == canonical_json(value)


@pytest.mark.django_db
def test_a_row_hashes_alike_before_and_after_storing() -> None:
    """Also when a key or a moment was handed over as text."""
    from tests.checklist.base.log_rows import make_case, make_log

    log = make_log(make_case())
    for model, row in log.items():
        fresh = model._default_manager.get(pk=row.pk)
        assert row.digest == fresh.computed_digest() == fresh.digest  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_values_handed_over_as_text_hash_as_what_they_are() -> None:
    from checklist.access.models import AccessLine

    key = new_client_key()
    line = AccessLine(client_key=str(key), case_uuid=str(key), actor=AccessLine.Actor.SYSTEM, part="goal")
    line.save()
    fresh = AccessLine.objects.get()
    assert fresh.digest == fresh.computed_digest()
