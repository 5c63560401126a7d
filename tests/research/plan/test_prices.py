# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The prices of a plan: read as they stand, and refused with a sentence where they cannot be meant so."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.errors import InputError
from research.plan.model import Prices
from research.plan.reading import read_plan
from tests.research.builders import small_plan

HEAD = '[prices]\nsource_nl = "s"\nsource_en = "s"\n'


def price(service: str, low: str = "10", high: str = "20") -> str:
    return f'[[price]]\nservice = "{service}"\nlowest = {low}\nhighest = {high}\n'


WORTH = '[[worth]]\noutcome = "y"\nlowest = 1\nhighest = 2.5\n'
ALL = "".join(price(service) for service in ("none", "a", "b"))


def read(folder: Path, more: str) -> Prices:
    plan = small_plan(folder)
    path = folder / "priced.toml"
    path.write_text(plan.text + "\n" + more, encoding="utf-8")
    return read_plan(path).prices


def test_prices_are_read_as_they_stand_and_a_plan_needs_none(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + ALL + WORTH)
    assert found.cost == {"none": (10.0, 20.0), "a": (10.0, 20.0), "b": (10.0, 20.0)}
    assert found.worth == {"y": (1.0, 2.5)}
    assert found.currency == "euro"
    assert small_plan(tmp_path).prices == Prices()
    assert hash(read_plan(tmp_path / "priced.toml"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ALL + WORTH, "where prices come from"),
        (WORTH, "where prices come from"),
        (HEAD + WORTH, "a price for every service"),
        (HEAD + price("none") + price("a") + WORTH, "a price for every service"),
        (HEAD + ALL, "worth"),
        (HEAD + ALL + price("a") + WORTH, "once"),
        (HEAD + ALL.replace("lowest = 10", "lowest = 30", 1) + WORTH, "at least lowest"),
        (HEAD + ALL.replace("lowest = 10", "lowest = -1", 1) + WORTH, "0 or more"),
        (HEAD + ALL.replace("lowest = 10", "lowest = inf", 1) + WORTH, "finite"),
        (HEAD + ALL.replace("lowest = 10", 'lowest = "x"', 1) + WORTH, "type float"),
        (HEAD + ALL + price("z") + WORTH, "one of"),
        (HEAD + ALL + WORTH.replace('"y"', '"z"'), "one of"),
        (HEAD + "net = 1\n" + ALL + WORTH, "only"),
        (HEAD + 'currency = ""\n' + ALL + WORTH, "nothing for euro"),
        (HEAD + ALL.replace("highest = 20", "highest = 1e308", 1) + WORTH, "at most 1000000000"),
        (HEAD + ALL + WORTH.replace("highest = 2.5", "highest = 1e300"), "at most 1000000000"),
        (HEAD.replace('source_en = "s"\n', "") + ALL + WORTH, "a value"),
        ("[price]\nx = 1\n" + HEAD, "repeated tables"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert said in str(refused.value)
