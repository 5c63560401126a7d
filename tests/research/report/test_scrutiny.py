# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts that an econometrician asks for: what is drawn stands in the table, and what cannot be drawn is said."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from xml.etree import ElementTree as ET

import pytest

from research.release.schema import Verdict
from research.report.facts import Facts, ReportedEffect, from_release
from research.report.page import page
from research.report.plots import Area, Axes, Course, Dot, plot
from research.report.scrutiny import exclusion_part, joint_part, profile_part, tendency_part
from research.results import JointCheck, ProfileShare, Scrutiny, TendencyBin, TendencyLine
from tests.research.builders import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return from_release(ROOT / "models_store" / "fictief-ronde-2026", "en")


def seen(facts: Facts, *, shut: bool = False) -> Facts:
    """The same with made-up bins of the first service."""
    head = facts.direction, next(iter(facts.services))
    bins = [
        TendencyBin(*head, 200, 12, x, 0.8 * x, 0.5, None if shut else 0.1 * x, None if shut else 0.4)
        for x in (-6.0, -1.0, 2.0, 5.0)
    ]
    lines = [TendencyLine(*head, "first_stage", 0.8, 0.6, 1.0)]
    if not shut:
        lines += [
            TendencyLine(*head, "reduced_form", 0.1, -0.1, 0.3),
            TendencyLine(*head, "effect", 12.0, -4.0, 28.0),
        ]
    return replace(facts, scrutiny=Scrutiny(bins, lines))


def test_every_bin_is_a_dot_and_a_row(facts: Facts) -> None:
    html = tendency_part(seen(facts))
    assert html.count("<svg") == 2
    assert html.count("<circle") == 8
    assert html.count("<tr>") == 1 + 4 + 1 + 3
    assert facts.say("stays inside") in html


def test_of_a_closed_question_only_the_first_stage_is_drawn(facts: Facts) -> None:
    html = tendency_part(seen(facts, shut=True))
    assert html.count("<svg") == 1
    assert "–" in html


@pytest.mark.parametrize("reason", ["too_few", "not_solved"])
def test_without_bins_a_sentence_says_why_and_nothing_is_drawn(facts: Facts, reason: str) -> None:
    head = facts.direction, next(iter(facts.services))
    html = tendency_part(
        replace(facts, scrutiny=Scrutiny(lines=[TendencyLine(*head, "first_stage", reason=reason)]))
    )
    assert escape(facts.say(f"no bins {reason}")) in html
    assert "<svg" not in html


def test_a_release_shows_no_bins_and_its_profile_without_ranges(facts: Facts) -> None:
    html = page(facts)
    assert 'id="tendency"' not in html
    part = profile_part(facts)
    assert facts.say("stays inside") not in part
    lines = [c for c in facts.checks if c.subject.kind == "compliers" and c.value is not None]
    assert lines
    assert part.count("<tr>") == len(lines) + len(facts.services)


def test_inside_the_profile_has_its_ranges(facts: Facts) -> None:
    service, (characteristic, group) = next(iter(facts.services)), next(iter(facts.groups))
    row = ProfileShare(service, characteristic, group, 41.0, 35.5, 46.25, 50.0)
    html = profile_part(
        replace(facts, scrutiny=Scrutiny(profile=[row, replace(row, lower=None, upper=None)]))
    )
    assert "35.5" in html
    assert facts.say("stays inside") in html


def directed(facts: Facts) -> tuple[Facts, ReportedEffect]:
    row = next(
        r for r in facts.rows if r.primary and r.comparison == facts.direction and not r.characteristic
    )
    own = replace(row, estimate=8.0, lower=2.0, upper=13.0, level=95.0, said=str(Verdict.BETTER))
    return replace(facts, rows=[own]), own


def test_what_undoes_a_direction_is_drawn_and_told(facts: Facts) -> None:
    html = exclusion_part(directed(facts)[0])
    assert "<td>0.20</td>" in html
    assert "<td>0.80</td>" in html
    assert html.count("<polygon") == 1
    assert facts.say("no direction to undo") not in html


def test_without_a_direction_it_says_that_there_is_none_to_undo(facts: Facts) -> None:
    few, own = directed(facts)
    html = exclusion_part(replace(few, rows=[replace(own, lower=-1.0, said=str(Verdict.NO_STATEMENT))]))
    assert facts.say("no direction to undo") in html
    assert facts.say("holds 0 already") in html
    assert "<svg" not in html


def test_an_offer_by_lot_has_no_caseworkers_and_nothing_without_numbers_is_told(facts: Facts) -> None:
    assert exclusion_part(from_release(ROOT / "models_store" / "jobcorps-1995", "en")) == ""
    assert exclusion_part(replace(facts, rows=[])) == ""


@pytest.mark.parametrize(
    "drawn",
    [
        {},
        {"dots": [Dot(0.0, 0.0)]},
        {"dots": [Dot(3.0, 3.0, 3.0, 3.0)], "courses": [Course(((3.0, 3.0), (3.0, 3.0)))]},
        {"areas": [Area(((1.0, 0.0, 0.0),))]},
    ],
)
def test_a_plot_of_hardly_anything_is_still_a_picture(drawn: dict) -> None:  # type: ignore[type-arg]
    picture = ET.fromstring(plot("t & <b>", Axes("x", "y"), **drawn))
    for shape in picture.iter():
        for name in ("x1", "x2", "y1", "y2", "cx", "cy"):
            if name in shape.attrib:
                assert -1.0 <= float(shape.attrib[name]) <= 700.0
    assert picture.attrib["aria-label"] == "t & <b>"


def test_a_higher_value_is_drawn_higher_and_a_larger_one_more_to_the_right() -> None:
    picture = ET.fromstring(plot("t", Axes("x", "y"), dots=[Dot(-5.0, -2.0), Dot(4.0, 9.0)]))
    one, other = (shape.attrib for shape in picture.iter(f"{SVG}circle"))
    assert float(one["cx"]) < float(other["cx"])
    assert float(one["cy"]) > float(other["cy"])


def test_the_joint_test_is_told_with_our_own_checks_beside_it(facts: Facts) -> None:
    test = JointCheck(str(Verdict.FAILED), "", 123.4, 90, 0.011, 0.7, 0.9, 0.022)
    html = joint_part(replace(facts, scrutiny=Scrutiny(joint=[test])))
    own = [check for check in facts.checks if check.subject.kind == "monotonicity"]
    assert own
    assert html.count("<tr>") == 1 + 3 + len(own)
    for told in ("123.4", "0.011", "0.022", facts.say(Verdict.FAILED)):
        assert f"<td>{told}</td>" in html
    assert html.count('width="9"') == 3
    for check in own:
        assert check.key not in html
        assert escape(f"{facts.services[check.subject.service]}: {check.sentence}") in html


@pytest.mark.parametrize("reason", ["too_few", "closed", "not_solved"])
def test_a_joint_test_that_was_not_made_says_why(facts: Facts, reason: str) -> None:
    test = JointCheck(str(Verdict.NOT_TESTED), reason)
    html = joint_part(replace(facts, scrutiny=Scrutiny(joint=[test])))
    assert escape(facts.say(f"joint {reason}")) in html
    assert facts.say(Verdict.NOT_TESTED) in html
    assert "<svg" not in html


def test_a_release_and_an_offer_by_lot_have_no_joint_test(facts: Facts) -> None:
    assert joint_part(facts) == ""
