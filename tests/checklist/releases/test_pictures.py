# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures: the geometry, and what Chromium and WeasyPrint really draw. A markup test would not see a black page."""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser, Page

from checklist.releases import pictures, wording
from tests.browser import PHONE, WIDE
from tests.checklist import component_page
from tests.checklist.component_page import ALL, EMPTY, FINDINGS, RECENT, YOUNG
from tests.checklist.component_page import WIDE as FAR
from tests.circles import circles_on, filled, rings

# ---- geometry --------------------------------------------------------------------------------------------------------


def _percent(text: str) -> float:
    assert re.fullmatch(r"-?\d+\.\d\d%", text), text
    return float(text[:-1])


def test_positions_are_percentages_with_a_dot() -> None:
    axis = pictures.axis_for(FINDINGS, "nl")
    row = pictures.forest_row(RECENT, axis, "nl")
    assert axis.reach == 25
    assert (row.x_low, row.x_point, row.x_high) == ("61.04%", "70.98%", "80.91%")


def test_r5_zero_stands_in_the_middle_and_one_axis_serves_all() -> None:
    axis = pictures.axis_for(FINDINGS, "nl")
    zero = [tick for tick in axis.ticks if tick.zero]
    assert [tick.x for tick in zero] == ["50.00%"]
    assert [tick.label for tick in axis.ticks] == [
        "25",
        "20",
        "15",
        "10",
        "5",
        "0",
        "5",
        "10",
        "15",
        "20",
        "25",
    ]
    assert axis == pictures.axis_for(reversed(FINDINGS), "nl")


def test_r5_rows_stay_in_the_order_given() -> None:
    axis = pictures.axis_for(FINDINGS, "nl")
    table = pictures.forest_table([YOUNG, ALL, RECENT], axis, "nl")
    assert [row.text for row in table.rows] == ["3 meer op de 100", "8 meer op de 100", "12 meer op de 100"]


def test_a_small_difference_looks_small() -> None:
    tiny = replace(ALL, estimate=Decimal("0.4"), lower=Decimal("0.1"), upper=Decimal("0.7"))
    assert pictures.axis_for([tiny], "nl").reach == 10


def test_a_range_beyond_the_axis_ends_in_an_arrow() -> None:
    axis = pictures.axis_for(FINDINGS, "nl")
    row = pictures.forest_row(FAR, axis, "nl")
    assert (row.x_low, row.clipped_low, row.x_high, row.clipped_high) == ("4.00%", True, "96.00%", True)
    assert "Pijl: de streep loopt verder dan de tekening." in pictures.forest_table([FAR], axis, "nl").legend


def test_a_finding_without_a_number_draws_nothing_and_says_so() -> None:
    row = pictures.forest_row(EMPTY, pictures.axis_for(FINDINGS, "nl"), "nl")
    assert (row.x_point, row.text, row.size) == ("", "geen getal", "–")
    assert pictures.axis_for([EMPTY], "nl").reach == 10


def test_s12_a_mean_has_no_icon_array() -> None:
    assert pictures.icon_pair(replace(ALL, scale="mean"), "nl") is None
    assert pictures.icon_pair(replace(ALL, level_with=None), "nl") is None


def test_the_icon_arrays_are_the_numbers_of_the_text() -> None:
    pair = pictures.icon_pair(RECENT, "nl")
    assert pair is not None
    assert [(array.filled, array.count) for array in pair.arrays] == [
        (30, "30 van de 100"),
        (18, "18 van de 100"),
    ]
    said = " ".join(wording.effect_sentences(RECENT, "nl"))
    assert "hadden er 30" in said
    assert "waren dat er 18" in said


@pytest.mark.parametrize("filled", [-1, 101])
def test_an_icon_array_refuses_more_than_everybody(filled: int) -> None:
    with pytest.raises(ValueError, match="0 to 100 people"):
        pictures.icon_array(filled, "", "nl")


@given(filled=st.integers(0, 100))
def test_every_array_holds_a_hundred_places_once(filled: int) -> None:
    array = pictures.icon_array(filled, "", "nl")
    assert (len(array.filled_icons), len(array.empty_icons)) == (filled, 100 - filled)
    assert len(set(array.filled_icons + array.empty_icons)) == array.total


@given(values=st.tuples(*[st.decimals(-100, 100, places=1)] * 3))
def test_any_finding_stays_inside_the_drawing(values: tuple[Decimal, Decimal, Decimal]) -> None:
    lower, estimate, upper = sorted(values)
    facts = replace(ALL, estimate=estimate, lower=lower, upper=upper)
    axis = pictures.axis_for([facts], "nl")
    row = pictures.forest_row(facts, axis, "nl")
    assert 4 <= _percent(row.x_low) <= _percent(row.x_point) <= _percent(row.x_high) <= 96
    assert abs(estimate) <= axis.reach
    assert row.uncertain == (not facts.agrees)
    assert row.uncertain or not lower < 0 < upper
    assert len(axis.ticks) <= 11


# ---- what is drawn ---------------------------------------------------------------------------------------------------


def _shot(page: Page, selector: str, at: int) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(selector).nth(at).screenshot()))


@pytest.fixture(
    params=[(WIDE, "none"), (PHONE, "none"), (WIDE, "active")], ids=["wide", "phone", "forced colours"]
)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    width, forced = request.param
    shown = component_page.open_page(chromium, width, forced_colors=forced, device_scale_factor=2)
    yield shown
    shown.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_chromium_draws_as_many_people_as_the_text_says(page: Page) -> None:
    said = page.locator(".icon-array__number strong").all_inner_texts()
    assert said == ["30 van de 100", "18 van de 100"]
    for at, text in enumerate(said):
        image = _shot(page, ".icon-array svg", at)
        assert filled(image) == int(text.split()[0])
        assert rings(image) == 100


@pytest.mark.browser
@pytest.mark.slow
def test_chromium_draws_the_estimate_where_the_number_is(page: Page) -> None:
    image = _shot(page, ".forest tbody svg", 1).convert("L")
    width, height = image.size
    at = int(width * 0.7098)
    assert image.getpixel((at, height // 2)) < 128, "the point of 11.4 stands at 70.98%"  # type: ignore[operator]
    open_circle = _shot(page, ".forest tbody svg", 2).convert("L")
    at = int(open_circle.size[0] * (0.5 + 0.46 * 3.2 / 25))
    assert open_circle.getpixel((at, open_circle.size[1] // 2)) > 200, "uncertain: open"  # type: ignore[operator]


@pytest.mark.slow
def test_weasyprint_draws_as_many_people_as_the_text_says(tmp_path: Path) -> None:
    source = tmp_path / "report.pdf"
    source.write_bytes(component_page.pdf())
    subprocess.run(
        ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-png", source, tmp_path / "page"], check=True
    )
    text = subprocess.run(
        ["pdftotext", "-l", "1", source, "-"], check=True, capture_output=True, text=True
    ).stdout
    said = [int(number) for number in re.findall(r"^(\d+) van de 100$", text, re.MULTILINE)]
    paper = Image.open(next(tmp_path.glob("page*.png")))
    circles = circles_on(paper, (14.8 + 1.6) / 200 * 34 / 25.4 * 200)
    middle = sorted(x for x, _ in circles)[len(circles) // 2 - 1 : len(circles) // 2 + 1]
    left = [filled for x, filled in circles if x <= sum(middle) / 2]
    right = [filled for x, filled in circles if x > sum(middle) / 2]
    assert (len(left), len(right)) == (100, 100)
    assert [sum(left), sum(right)] == said == [30, 18]
