# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal effect in the report: what is drawn stands in the table, and what cannot be drawn is said."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from research.report.facts import Facts, from_release
from research.report.marginal import marginal_part
from research.report.page import page
from research.results import MarginalPoint, Scrutiny, TendencyLine
from tests.browser import PHONE, WIDE, axe_faults, sideways
from tests.research.builders import ROOT


@pytest.fixture(params=["nl", "en"])
def facts(request: pytest.FixtureRequest) -> Facts:
    return from_release(ROOT / "models_store" / "fictief-ronde-2026", request.param)


def seen(facts: Facts) -> Facts:
    """The same with a made-up line of the first service, and reasons for the others."""
    first, *others = facts.services
    head = "versus_otherwise", first
    points = [
        MarginalPoint(*head, x, 5 - x / 2, 2 - x / 2, 8 - x / 2, 1 - x / 2, 9 - x / 2) for x in (-6.5, 0, 7)
    ]
    lines = [
        TendencyLine(*head, "slope", -5.0, -9.0, -1.0),
        TendencyLine(*head, "middle", 5.0, 2.0, 8.0),
        TendencyLine(*head, "like_upper_quarter", 6.1, 2.5, 9.7),
        TendencyLine(*head, "referred_more", 4.0),
    ]
    reasons = ("narrow", "too_few", "not_solved", "closed")
    lines += [
        TendencyLine(head[0], service, "slope", reason=why)
        for service, why in zip(others, reasons, strict=False)
    ]
    lines += [TendencyLine("versus_reference", one, "slope", reason="several") for one in facts.services]
    return replace(facts, scrutiny=Scrutiny(marginal=points, marginal_lines=lines))


def test_a_line_is_drawn_with_both_ranges_and_every_number_in_a_table(facts: Facts) -> None:
    html = marginal_part(seen(facts))
    assert html.count("<svg") == 1
    assert html.count("<polygon") == 1
    assert html.count("stroke-dasharray") == 2
    assert html.count("<tr>") == 1 + 3 + 1 + 4
    assert escape(facts.say("support", facts.told(-6.5), facts.told(7.0))) in html
    assert escape(facts.say("stays inside")) in html
    assert "<td>–</td>" in html  # how many are referred more has no range


@pytest.mark.parametrize("reason", ["too_few", "not_solved", "closed", "narrow"])
def test_without_a_line_a_sentence_says_why(facts: Facts, reason: str) -> None:
    head = "versus_otherwise", next(iter(facts.services))
    lines = [TendencyLine(*head, "slope", reason=reason)]
    html = marginal_part(replace(facts, scrutiny=Scrutiny(marginal_lines=lines)))
    assert escape(facts.say(f"no curve {reason}")) in html
    assert "<svg" not in html


def test_several_services_at_once_are_said_once(facts: Facts) -> None:
    assert marginal_part(seen(facts)).count(escape(facts.say("no curve several"))) == 1


def test_a_number_that_rounds_to_nought_has_no_sign(facts: Facts) -> None:
    assert facts.told(-0.03) == facts.told(0.0)
    assert facts.told(-0.06) == facts.told(-0.1)


def test_a_release_has_no_line(facts: Facts) -> None:
    assert marginal_part(facts) == ""
    assert 'id="marginal"' not in page(facts)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_part_has_no_fault_and_does_not_move_sideways(
    facts: Facts, tmp_path: Path, chromium: Browser, width: int
) -> None:
    (tmp_path / "report.html").write_text(page(seen(facts)), encoding="utf-8")
    shown = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    shown.goto(f"file://{tmp_path}/report.html")
    assert axe_faults(shown) == []
    assert not sideways(shown)
    shown.context.close()
