# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Specification curve, event line and costs in the report: everything that is drawn stands in the table."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from xml.etree import ElementTree as ET

import pytest

from research.report.facts import Facts, Measured, from_release
from research.report.page import page
from research.report.ways import costs_part, event_part, specification_part, specification_plot
from research.results import PricedEffect, Scrutiny, Specification, TermEffect
from tests.research.builders import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def facts() -> Facts:
    plain = from_release(ROOT / "models_store" / "fictief-ronde-2026", "en")
    outcomes = {
        "w6": Measured("work", "Paid work", "out of 100 people", 6, primary=False),
        "w12": Measured("work", "Paid work", "out of 100 people", 12, primary=True),
    }
    return replace(plain, outcomes=outcomes, prices=("euro", "a price list"))


def made(facts: Facts) -> list[Specification]:
    service = next(iter(facts.services))
    return [
        Specification(facts.direction, service, "w12", "released", "", 4.0, 1.0, 7.0),
        Specification(facts.direction, service, "w12", "cell_out", "", 5.0, None, None),
        Specification(facts.direction, service, "w6", "released", "", -3.0, -6.0, 0.5),
        Specification(
            "versus_reference", service, "w12", "by_group", next(iter(facts.characteristics)), 2.0, 0.0, 4.0
        ),
    ]


def test_the_curve_rises_and_every_way_is_a_row_with_three_marks(facts: Facts) -> None:
    html = specification_part(replace(facts, scrutiny=Scrutiny(specifications=made(facts))))
    assert html.count("<tr>") == 1 + 4
    assert facts.say("stays inside") in html
    rows = sorted(made(facts), key=lambda row: row.estimate)
    picture = ET.fromstring(specification_plot(facts, "t", rows))
    marks = [shape.attrib for shape in picture.iter(f"{SVG}rect")]
    assert sum(mark["height"] == "8" and mark["width"] == "6" for mark in marks) == 3 * len(rows)
    assert sum(mark["width"] == "8" for mark in marks) == 1  # the released answer, once
    dots = [float(shape.attrib["cy"]) for shape in picture.iter(f"{SVG}circle")]
    assert dots == sorted(dots, reverse=True)


def test_a_service_without_any_way_says_so(facts: Facts) -> None:
    html = specification_part(replace(facts, scrutiny=Scrutiny(specifications=made(facts))))
    assert html.count(escape(facts.say("no ways"))) == len(facts.services) - 1


def line(facts: Facts, terms: int, *, band: bool = True) -> list[TermEffect]:
    service, (low, high) = next(iter(facts.services)), (-4.0, 4.0) if band else (None, None)
    return [
        TermEffect(facts.direction, service, "work", month, month - 3.0, -2.0, 2.0, low, high, terms)
        for month in range(1, terms + 1)
    ]


def test_few_terms_are_points_and_many_a_line_with_a_band(facts: Facts) -> None:
    few = event_part(replace(facts, scrutiny=Scrutiny(terms=line(facts, 3))))
    assert "<polygon" not in few
    assert escape(facts.say("event few")) in few
    many = event_part(replace(facts, scrutiny=Scrutiny(terms=line(facts, 12))))
    assert many.count("<polygon") == 1
    assert many.count("<circle") == 12
    assert many.count("<tr>") == 13
    assert escape(facts.say("event many")) in many


@pytest.mark.parametrize("terms", [2, 8])
def test_a_line_without_limits_is_drawn_without_a_band(facts: Facts, terms: int) -> None:
    html = event_part(replace(facts, scrutiny=Scrutiny(terms=line(facts, terms, band=False))))
    assert html.count("<circle") == terms
    assert "–" in html


def test_costs_stand_beside_worth_without_a_balance(facts: Facts) -> None:
    row = PricedEffect(
        facts.direction, next(iter(facts.services)), "w12", 1000.0, 500.0, 1500.0, 2600.0, -40.0, 3000.0
    )
    html = costs_part(replace(facts, scrutiny=Scrutiny(priced=[row])))
    assert html.count("<tr>") == 3
    for number in ("1,000", "500", "1,500", "2,600", "−40", "3,000"):
        assert f"<td>{number}</td>" in html
    assert "1,600" not in html  # worth less cost is nowhere
    assert "a price list" in html


def test_a_release_has_none_of_these(facts: Facts) -> None:
    html = page(facts)
    for key in ("ways", "event", "costs"):
        assert f'id="{key}"' not in html
