# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes and PINs on plain values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.people.rules import (
    LENGTH,
    SIGNS,
    hash_of_code,
    new_code,
    normal_form,
    pin_fault,
    printed_form,
)


def test_a_code_holds_at_least_fifty_bits() -> None:
    assert LENGTH * math.log2(len(set(SIGNS))) >= 50


def test_two_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


@given(st.text(SIGNS, min_size=LENGTH, max_size=LENGTH))
def test_what_is_printed_reads_back(code: str) -> None:
    assert normal_form(printed_form(code)) == code
    assert normal_form(printed_form(code).lower().replace("-", " ")) == code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert normal_form("oil0-uuuu") == "0110VVVV"


@given(st.text(max_size=60))
def test_anything_may_be_typed(typed: str) -> None:
    assert len(hash_of_code(typed, "pepper")) == 64


def test_the_stored_form_depends_on_the_installation() -> None:
    assert hash_of_code("0123456789AB", "one") != hash_of_code("0123456789AB", "two")


@pytest.mark.parametrize("pin", ["", "12", "123456789", "12a4", "٤٥٦٧", " 482"])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    assert pin_fault(pin) == "form"


@pytest.mark.parametrize("pin", ["1111", "1234", "4321", "456789"])
def test_a_simple_pin_is_refused(pin: str) -> None:
    assert pin_fault(pin) == "simple"


@pytest.mark.parametrize("pin", ["4826", "1212", "90210", "28197543"])
def test_other_pins_may_be_used(pin: str) -> None:
    assert pin_fault(pin) == ""
