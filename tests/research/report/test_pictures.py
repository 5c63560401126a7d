# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures and parts of a report that has less in it, or more, than the shipped one."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

import pytest

from research.commands.linking import number_of_threads
from research.release.check_cells import Subject
from research.release.schema import COMPARISONS
from research.report.charts import INK, Mark, chart, limits
from research.report.facts import Facts, ReportedCheck, from_release
from research.report.page import checks_part, effects_part, power_part, prevalence_part, robust_part
from tests.research.builders import ROOT
from tests.research.combinations import combined


@pytest.fixture(scope="module")
def facts() -> Facts:
    return from_release(ROOT / "models_store" / "fictief-ronde-2026", "en")


def test_the_range_of_a_picture_holds_every_mark_and_nothing_has_a_range_of_its_own() -> None:
    assert limits([Mark("nobody")], None) == (0.0, 1.0)
    assert limits([Mark("one", 3.0)], None) == (2.0, 4.0)
    low, high = limits([Mark("a", 1.0, -4.0, 6.0), Mark("b", 2.0)], 0.0)
    assert low < -4.0
    assert high > 6.0
    assert limits([Mark("a", 5.0)], 0.0)[0] < 0.0


def test_zero_is_drawn_only_where_it_is_asked() -> None:
    firm = f'stroke="{INK}" stroke-width="1.4"'
    marks = [Mark("a", 1.0, 0.5, 1.5)]
    assert (
        chart("t", marks, "axis", zero=0.0).count(firm)
        == chart("t", marks, "axis", zero=None).count(firm) + 1
    )


def test_a_part_without_anything_to_tell_is_left_out(facts: Facts) -> None:
    nothing = replace(facts, rows=[], checks=[])
    assert [power_part(nothing), robust_part(nothing), prevalence_part(nothing)] == [""] * 3
    assert checks_part(nothing, "balance", "axis", None) == ""


def test_a_service_without_a_row_has_no_picture_and_the_others_have(facts: Facts) -> None:
    first, *others = facts.services
    less = replace(facts, rows=[row for row in facts.rows if row.service != first])
    services = len(facts.services)
    assert others
    for part, word in (
        (effects_part, "<svg"),
        (power_part, "<tr>"),
        (robust_part, facts.say("released answer")),
    ):
        assert 0 < part(less).count(word) < part(facts).count(word), part.__name__
    answers = facts.say("released answer")
    assert robust_part(facts).count(answers) // services * (services - 1) == robust_part(less).count(answers)


def test_two_things_that_were_counted_each_have_a_head(facts: Facts) -> None:
    line = next(check for check in facts.checks if check.subject.kind == "balance")

    def counted(what: str) -> ReportedCheck:
        return replace(line, key=f"prevalence.{what}.all", subject=Subject("prevalence", what))

    one, two = counted("ill"), counted("tired")
    assert ">tired<" not in prevalence_part(replace(facts, checks=[one]))
    both = prevalence_part(replace(facts, checks=[one, two]))
    assert (both.count(">ill<"), both.count(">tired<")) == (1, 1)


def test_every_comparison_of_a_release_is_told(facts: Facts) -> None:
    assert {row.comparison for row in facts.rows} == set(COMPARISONS[:2])
    only = replace(facts, rows=[row for row in facts.rows if row.comparison == facts.direction])
    assert effects_part(only).count("<h3>") < effects_part(facts).count("<h3>")


@pytest.mark.parametrize("word", ["0", "257", "-1", "two", "1.5", ""])
def test_an_odd_number_of_threads_is_refused(word: str) -> None:
    assert [number_of_threads(right) for right in ("1", "256")] == [1, 256]
    with pytest.raises(argparse.ArgumentTypeError, match="expected a number from 1 to 256"):
        number_of_threads(word)


def test_a_long_name_ends_before_the_picture_begins() -> None:
    for length in (20, 36, 37, 45):
        found = re.search(r'<text x="12.0"[^>]* font-size="(\d+)"', chart("t", [Mark("n" * length)], "x"))
        assert found is not None
        assert int(found[1]) * length <= 13 * 36
    short, long = (chart("t", [Mark("n" * length)], "x") for length in (36, 37))
    assert short.count('font-size="13"') == 1 + long.count('font-size="13"')


def test_how_often_something_occurs_is_told_of_people_and_not_of_keys(facts: Facts) -> None:
    lines = [check for check in facts.checks if check.subject.kind == "prevalence"]
    html = prevalence_part(facts)
    assert lines
    for line in lines:
        assert line.key not in html


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_of_municipalities_together_the_report_says_how_they_were_put_together(
    lang: str, tmp_path: Path
) -> None:
    together = effects_part(from_release(combined(tmp_path), lang))
    assert "Hartung" in together
    for word in ("nul-effect opgelegd", "null-imposed", "open vierkant", "open square"):
        assert word not in together
