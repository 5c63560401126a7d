# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes from outside is read by the readers of base, with their bounds: addresses, fields of forms, query keys."""

import ast
import re

import pytest
from django import forms

from checklist.base.forms import DayField, NumberField
from checklist.base.readers import day, is_digest, is_key, place, place_after, whole_number
from tests.house import parameters, tree

CONVERTERS = {"uuid", "slug", "number", "digest"}


def test_a_part_of_an_address_has_a_form() -> None:
    loose = {
        route
        for route, _pattern in parameters.patterns()
        for kind in re.findall(r"<(?:(\w+):)?\w+>", route)
        if kind not in CONVERTERS and "(?P<rest>" not in route
    }
    assert loose == set()


def test_days_and_numbers_of_forms_have_bounds() -> None:
    loose = {
        f"{form.__name__}.{name}"
        for form in parameters.form_classes()
        for name, field in form.base_fields.items()
        if (isinstance(field, forms.DateField) and not isinstance(field, DayField))
        or (isinstance(field, forms.IntegerField) and not isinstance(field, NumberField))
        or isinstance(field, forms.DateTimeField | forms.JSONField)
    }
    assert loose == set()


def test_no_view_reads_a_number_or_a_day_for_itself() -> None:
    """`isdigit` takes ² for a digit, `int` takes ten thousand of them, `fromisoformat` takes the year 1."""
    own = {"isdigit", "isdecimal", "isnumeric", "fromisoformat", "fromtimestamp", "strptime"}
    places = {
        f"{path}: {node.attr}"
        for path in tree.of_kind("views", "queries", "forms", "page", "door", "sharing")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in own
    }
    assert places == set()
    casts = {
        str(path)
        for path in tree.of_kind("views", "page", "door", "sharing")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"int", "UUID", "float"}
    }
    assert casts == set()


@pytest.mark.parametrize(
    "odd", ["", "²", "٣", "-1", "+1", "1 ", "1_0", "9" * 30, "9" * 19, "1e3", "\x00", "0x1"]
)
def test_a_number_is_digits_within_bounds(odd: str) -> None:
    assert whole_number(odd) is None
    assert place(f"{odd}_1") is None
    assert place(f"1_{odd}") is None


@pytest.mark.parametrize(
    "odd", ["", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2026-02-30", "20260101", "²"]
)
def test_a_day_lies_within_bounds(odd: str) -> None:
    assert day(odd) is None


def test_what_is_right_is_read() -> None:
    assert (whole_number("0"), whole_number("007"), whole_number(str(2**63 - 1))) == (0, 7, 2**63 - 1)
    assert (whole_number("0", least=1), whole_number("101", most=100)) == (None, None)
    found = day("2026-11-30")
    assert found is not None
    assert found.isoformat() == "2026-11-30"
    at, row = place("1764460800123456_7") or (None, None)
    assert at is not None
    assert row == 7
    assert place_after(at, 7) == "1764460800123456_7"
    assert is_digest("a" * 64)
    assert is_key("direct_werk")
    assert not is_digest("a" * 64 + "\n")
    assert not is_key("direct werk")
