# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip: every service an equal row on one axis, in the order given, with all parts of its statement."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from checklist.releases import pictures, wording
from checklist.releases.wording import Cells, FindingFacts, Lang, Phrase, StatedService

EFFECT = FindingFacts(
    type="effect",
    comparison="versus_reference",
    service=Phrase("Direct naar werk", "Straight to work"),
    reference=Phrase("Alleen de gewone begeleiding", "Only the regular guidance"),
    term_months=12,
    estimate=Decimal("6.2"),
    lower=Decimal("4.4"),
    upper=Decimal("8.1"),
    level_with=Decimal("42.1"),
    level_without=Decimal("35.9"),
    n=1200,
    certainty="redelijk",
    verdict="beter",
    place="Voorbeeldstad",
    period="2018-01/2022-12",
    fictional=True,
)
AWAY = replace(
    EFFECT, verdict="slechter", estimate=Decimal(-5), lower=Decimal(-7), upper=Decimal(-3),
    level_with=Decimal(31), level_without=Decimal(36),
)  # fmt: skip
UNSURE = replace(
    EFFECT, verdict="geen uitspraak", reason_empty="te onzeker", estimate=Decimal(1), lower=Decimal(-1),
    upper=Decimal(3), level_with=Decimal(37), level_without=Decimal(36),
)  # fmt: skip
EMPTY = replace(
    EFFECT, verdict="onderdrukt", reason_empty="te weinig mensen", estimate=None, lower=None, upper=None,
    level_with=None, level_without=None,
)  # fmt: skip
GROUP = replace(
    EFFECT, group=Phrase("mensen met recent werk", "people with recent work"), difference_held=True
)
MEAN = replace(EFFECT, scale="mean", unit=Phrase("uur per week", "hours a week"))


def said(lang: Lang, *everybody: FindingFacts, groups: tuple[FindingFacts, ...] = ()) -> StatedService:
    return StatedService(
        state=(groups or everybody)[0].state,
        everybody=tuple(wording.stated(facts, lang) for facts in everybody),
        groups=tuple(wording.stated(facts, lang) for facts in groups),
    )


def unknown(lang: Lang) -> StatedService:
    return StatedService(state="not_studied", lead=wording.about_service("not_studied", lang))


def a_strip(
    lang: Lang = "nl", found: tuple[FindingFacts, ...] = (EFFECT, AWAY, UNSURE, EMPTY)
) -> pictures.Strip:
    services = [(f"s{at}", f"Hulp {at}", said(lang, facts)) for at, facts in enumerate(found)]
    services.insert(1, ("niemand", "Niet onderzocht", unknown(lang)))
    return pictures.strip(services, pictures.strip_axis(found, lang), lang)


def value_at(place: str, strip: pictures.Strip) -> Decimal:
    """Back from where a mark stands to its number."""
    return (Decimal(place.rstrip("%")) - 50) / 46 * strip.head.axis.reach


def test_r5_rows_stand_in_the_order_given_never_by_size() -> None:
    strip = a_strip(found=(UNSURE, AWAY, EFFECT))
    assert [service.key for service in strip.services] == ["s0", "niemand", "s1", "s2"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_numbers_read_back_from_the_drawing_are_those_of_the_findings(lang: Lang) -> None:
    """One axis for all rows: the same place means the same number in every row."""
    strip = a_strip(lang)
    drawn = [service.lines[0] for service in strip.services if service.lines[0].x_point]
    assert len(drawn) == 3
    for line, facts in zip(drawn, (EFFECT, AWAY, UNSURE), strict=True):
        for place, number in (
            (line.x_low, facts.lower),
            (line.x_point, facts.estimate),
            (line.x_high, facts.upper),
        ):
            assert value_at(place, strip) == pytest.approx(number, abs=Decimal("0.01"))
        assert line.uncertain is facts.uncertain
    html = render_to_string("components/evidence/strip.html", {"strip": strip})
    assert re.findall(r'data-point="([\d.]+%)"', html) == [line.x_point for line in drawn]
    zeros = set(re.findall(r'class="pic-zero"[^>]*x1="([\d.]+%)"', html))
    assert zeros == {"50.00%"}
    assert html.count('class="pic-zero"') == len(strip.services)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_s27_a_row_holds_every_part_of_its_statement(lang: Lang) -> None:
    html = render_to_string("components/evidence/strip.html", {"strip": a_strip(lang)})
    for part in {
        "nl": (
            *(
                "Iedereen samen",
                "vaker werk",
                "minder vaak werk",
                "geen antwoord: te onzeker",
                "redelijk zeker",
            ),
            *(
                "42\xa0met, 36\xa0zonder",
                "6 meer (tussen\xa04 en\xa08)",
                "5 minder (tussen\xa03 en\xa07)",
            ),
            *("tussen 1 minder en 3 meer", "Voorbeeldstad (FICTIEF), 2018–2022.", "van de 100 mensen"),
            *(
                "Het onderzoek geeft geen antwoord: niet onderzocht.",
                "niemand weet het",
                "geen antwoord: te weinig mensen",
                "geen getal",
            ),
            *("← minder", "geen verschil", "meer →", "met ‘Alleen de gewone begeleiding’"),
        ),
        "en": (
            *(
                "Everybody together",
                "work more often",
                "work less often",
                "no answer: too uncertain",
                "fairly sure",
            ),
            *(
                "42\xa0with, 36\xa0without",
                "6 more (between\xa04 and\xa08)",
                "5 fewer (between\xa03 and\xa07)",
            ),
            *("between 1 fewer and 3 more", "Voorbeeldstad (FICTITIOUS), 2018–2022.", "of 100 people"),
            *(
                "The research gives no answer: not studied.",
                "nobody knows",
                "no answer: too few people",
                "no number",
            ),
        ),
    }[lang]:
        assert part in html, part


def test_s27_a_part_that_differs_between_rows_stands_in_each_row() -> None:
    html = render_to_string(
        "components/evidence/strip.html",
        {"strip": a_strip(found=(EFFECT, replace(AWAY, place="Elders", term_months=24)))},
    )
    caption = html.partition("<caption>")[2].partition("</caption>")[0]
    assert "Voorbeeldstad" not in caption
    assert "jaar" not in caption
    for part in (
        "Voorbeeldstad (FICTIEF), 2018–2022.",
        "Elders (FICTIEF), 2018–2022.",
        "na 2 jaar",
        "na 1 jaar",
    ):
        assert html.count(part) == 1, part


def test_s27_a_group_stands_below_what_holds_for_everybody() -> None:
    services = [("direct", "Direct naar werk", said("nl", UNSURE, groups=(GROUP,)))]
    strip = pictures.strip(services, pictures.strip_axis([UNSURE, GROUP], "nl"), "nl")
    lines = strip.services[0].lines
    assert [line.who for line in lines] == ["Iedereen samen", "Mensen met recent werk"]
    assert [line.says for line in lines] == ["geen antwoord: te onzeker", "vaker werk"]


def test_s12_a_mean_never_stands_on_the_axis_of_shares() -> None:
    strip = a_strip(found=(EFFECT, MEAN))
    line = strip.services[-1].lines[0]
    assert (line.x_point, line.note) == ("", "een andere maat")
    assert a_strip(found=(MEAN,)).services[0].lines[0].x_point


def test_what_was_withdrawn_later_is_drawn_no_more_and_says_so() -> None:
    gone = wording.recalled_from(said("nl", EFFECT), {0}, "nl")
    [line] = pictures.strip([("a", "A", gone)], pictures.strip_axis([EFFECT], "nl"), "nl").services[0].lines
    assert (line.x_point, line.says) == ("", "geen antwoord: later ingetrokken")
    assert (line.span != "", line.note) == (True, "ingetrokken: niet getekend"), "its numbers stand beside it"


def test_r16_cells_are_frozen_and_thawed_and_older_statements_are_still_rows() -> None:
    one = wording.stated(GROUP, "nl", finding=7)
    assert wording.thawed(wording.frozen(one)) == one
    parts = wording.frozen(one) | {"cells": {**wording.frozen(one)["cells"], "later": "x"}}
    assert wording.thawed(parts) == one
    old = {name: value for name, value in parts.items() if name != "cells"}
    before = StatedService(state="towards", everybody=(wording.thawed(old),))
    [line] = pictures.strip([("a", "A", before)], None, "nl").services[0].lines
    assert (line.sentence, line.x_point) == (one.line, "")
    assert one.line in render_to_string(
        "components/evidence/strip.html", {"strip": pictures.strip([("a", "A", before)], None, "nl")}
    )


def test_certainty_is_a_word_and_a_shape() -> None:
    assert [filled for _x, filled in a_strip().services[0].lines[0].dots] == [True, True, False]
    assert Cells().level == 0


DOLLARS = replace(
    EFFECT, scale="mean", unit=Phrase("dollar per jaar", "dollars a year"), estimate=Decimal(1794), lower=Decimal(284),
    upper=Decimal(3305), level_with=Decimal(6349), level_without=Decimal(4555),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_marks_with_long_numbers_stand_further_apart(lang: Lang) -> None:
    short, long = (pictures.strip_axis([facts], lang) for facts in (EFFECT, DOLLARS))
    drawn = pictures.strip([("a", "Hulp", said(lang, DOLLARS))], long, lang)
    assert len(drawn.head.axis.ticks) <= 5
    assert short.steps > 2
    labels = [tick.label for tick in drawn.head.axis.ticks]
    assert labels[0] == labels[-1]
    assert len(set(labels)) == len(labels) // 2 + 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_long_number_may_leave_its_word(lang: Lang) -> None:
    cells = wording.stated(DOLLARS, lang).cells
    assert cells is not None
    assert "\u00a0" not in cells.levels
    assert "\u00a0" not in cells.span
    cells = wording.stated(EFFECT, lang).cells
    assert cells is not None
    assert "\u00a0" in cells.levels
