# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mean is said, drawn and tabled with the decimals that its release prints: a difference of 0.052 is not 0.1."""

import html
import re
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from checklist.releases import pictures, wording
from checklist.releases.models import Finding, Release
from checklist.releases.queries import facts_of_finding
from checklist.releases.rules import printed_decimals
from research.release.schema import FindingRow, Outcome
from research.release.schema import Release as Record
from tests.people import make_people
from tests.worlds import approved, small_release

pytestmark = pytest.mark.django_db

LOG_WAGE = Outcome(
    "log_wage", "mean", "log_euros", "logaritme van euro", "log euros", "het loon", "the wage",
    "het loon per uur, als logaritme", "the hourly wage, as a logarithm",
)  # fmt: skip
HOURS = replace(LOG_WAGE, key="hours", unit="hours", unit_nl="uur per week", unit_en="hours a week")
PRINTED = {
    "log_wage": {"estimate": "0.052", "se": "0.0155", "lower": "0.021", "upper": "0.083", "level_with": "2.552",
                 "level_without": "2.500", "naive": "0.1", "lower_95": "0.028", "upper_95": "0.076"},
    "hours": {"estimate": "6.9", "se": "0.51", "lower": "4.0", "upper": "8.0", "level_with": "20.9",
              "level_without": "14.0", "naive": "3.0", "lower_95": "5.0", "upper_95": "7.8"},
}  # fmt: skip
TERMS = {"log_wage": 12, "hours": 6}


def _row(row: FindingRow, outcome: Outcome) -> FindingRow:
    cells: dict[str, Any] = {name: Decimal(text) for name, text in PRINTED[outcome.key].items()}
    return replace(row, outcome=outcome.key, scale="mean", unit=outcome.unit, **cells)


def a_wage_release() -> Record:
    """The small release with two means: a wage with three decimals after a year, hours with one after half a year."""
    record = small_release("fictief-loon")
    rows = list(record.findings)
    for outcome in (LOG_WAGE, HOURS):
        [at] = [
            at for at, row in enumerate(rows)
            if (row.service, row.term_months, row.characteristic) == ("direct_werk", TERMS[outcome.key], "")
        ]  # fmt: skip
        rows[at] = _row(rows[at], outcome)
    outcomes = (*record.manifest.outcomes, LOG_WAGE, HOURS)
    return replace(record, manifest=replace(record.manifest, outcomes=outcomes), findings=tuple(rows))


@pytest.fixture
def release() -> Release:
    return approved(a_wage_release(), make_people())


def _finding(release: Release, outcome: str) -> Finding:
    return release.findings.get(outcome=outcome)


def test_a_release_says_its_decimals_by_what_it_prints(release: Release) -> None:
    assert release.decimals == {"log_wage": 3, "hours": 1}
    assert facts_of_finding(_finding(release, "log_wage")).decimals == 3
    assert facts_of_finding(_finding(release, "hours")).decimals == 1


def test_never_more_than_three_and_whole_numbers_have_none() -> None:
    row = _row(small_release().findings[0], LOG_WAGE)
    whole = {name: Decimal(4) for name in ("estimate", "lower", "upper", "level_with", "level_without")}
    assert printed_decimals([replace(row, estimate=Decimal("0.05213"))]) == {"log_wage": 3}
    assert printed_decimals([replace(row, **whole)]) == {"log_wage": 0}
    assert printed_decimals(small_release().findings) == {}


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("nl", ("2,552", "2,500", "0,052 meer", "0,021", "0,083 meer")),
        ("en", ("2.552", "2.500", "0.052 more", "0.021", "0.083 more")),
    ],
)
def test_words_say_a_small_mean_as_it_was_found(
    release: Release, lang: wording.Lang, parts: tuple[str, ...]
) -> None:
    facts = facts_of_finding(_finding(release, "log_wage"))
    said = " ".join([wording.stated(facts, lang).line, *wording.sentences(facts, lang)])
    assert [part for part in parts if part not in said] == []
    assert not re.search(r"\b0[.,]1\b", said)
    assert facts.state == wording.TOWARDS


def test_table_and_picture_show_what_the_words_say(release: Release) -> None:
    facts = facts_of_finding(_finding(release, "log_wage"))
    axis = pictures.axis_for([facts], "nl")
    row = pictures.forest_row(facts, axis, "nl")
    assert row.text.startswith("0,052 meer")
    assert row.range_text == "0,021 tot 0,083 meer"
    assert row.x_point == pictures.position(Decimal("0.052"), axis.reach)
    assert row.x_low == pictures.position(Decimal("0.021"), axis.reach)


def test_the_pages_show_it_too(release: Release, client: Client) -> None:
    pages = [
        f"/onderzoek/{release.slug}/{_finding(release, 'log_wage').pk}/",
        f"/onderzoek/{release.slug}/uitgave/{release.digest}/getallen/",
    ]
    for page in pages:
        text = html.unescape(client.get(page, follow=True).content.decode())
        assert "0,052 meer" in text, page
        assert "0,021 tot 0,083 meer" in text, page


def test_what_was_brought_in_before_gets_the_decimals_that_its_numbers_need(release: Release) -> None:
    Release.objects.update(decimals={})
    import_module("checklist.migrations.0011_decimals_of_a_mean").fill(apps, None)
    assert Release.objects.get(pk=release.pk).decimals == {"log_wage": 3, "hours": 1}
