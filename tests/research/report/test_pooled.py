# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups partly pooled in the report: from the numbers of the report alone, and without a direction."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from research.release.schema import DIRECTIONS, Verdict
from research.report.facts import Facts, from_release
from research.report.page import page
from research.report.pooled import pairs_of, pooled_part
from tests.research.builders import ROOT


@pytest.fixture(scope="module")
def facts() -> Facts:
    """The shipped release, with a number for every group of the main question."""
    plain = from_release(ROOT / "models_store" / "fictief-ronde-2026", "en")
    rows = [
        replace(row, estimate=at % 7 - 2.0, se=2.0, lower_95=at % 7 - 6.0, upper_95=at % 7 + 2.0)
        if row.characteristic and row.primary
        else row
        for at, row in enumerate(plain.rows)
    ]
    return replace(plain, rows=rows)


def test_every_group_is_drawn_twice_and_stands_in_the_table(facts: Facts) -> None:
    html = pooled_part(facts)
    groups = sum(2 * len(pairs_of(facts, service)) for service in facts.services)
    assert groups > 0
    assert html.count("<circle") == groups
    assert len(re.findall('<rect[^>]*width="9"', html)) == groups
    assert html.count("<th scope='row'>") == groups
    assert facts.say("pooled note") in html
    assert 'id="pooled"' in page(facts)


def test_it_says_no_verdict(facts: Facts) -> None:
    for lang in ("nl", "en"):
        html = pooled_part(replace(facts, lang=lang))
        said = {
            replace(facts, lang=lang).say(word)
            for word in (*DIRECTIONS, Verdict.SIMILAR, Verdict.NO_STATEMENT)
        }
        assert not [word for word in said if re.search(rf"\b{re.escape(word)}\b", html)]


def test_a_number_that_is_not_there_changes_nothing_and_its_pair_is_left_out(facts: Facts) -> None:
    service = next(iter(facts.services))
    hidden = pairs_of(facts, service)[0][0]
    shown = {
        pooled_part(
            replace(
                facts,
                rows=[replace(row, estimate=None, se=se) if row is hidden else row for row in facts.rows],
            )
        )
        for se in (None, 0.1, 9.0)
    }
    assert len(shown) == 1
    assert shown.pop().count("<circle") == pooled_part(facts).count("<circle") - 2


def test_too_few_pairs_leave_the_part_out(facts: Facts) -> None:
    kept = list(facts.characteristics)[:2]
    few = replace(
        facts, rows=[row for row in facts.rows if not row.characteristic or row.characteristic in kept]
    )
    assert pooled_part(few) == ""
