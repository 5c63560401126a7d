# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measure of what does not fit sees each of the faults that it is there for."""

import pytest

from tests.boxes import cramped
from tests.browser import Visitors

pytestmark = pytest.mark.browser
FAULTS = {
    "<p>Een</p><p style='margin-top: -2.2em'>Twee</p>": "over each other",
    "<p>Woorden</p><svg width='50' height='50' style='margin-top: -40px'></svg>": "over each other",
    "<p style='width: 1ch; overflow-wrap: anywhere'>Proefplaatsing</p>": "a letter a line",
    "<p style='white-space: nowrap'>" + "Langer dan de bladzijde breed is. " * 20 + "</p>": "out of the page",
    "<div style='width: 3000px'>Breed</div>": "scrolls sideways",
    "<p>Een <b>en</b> een half</p><p style='position: sticky'>Drie</p><svg width='50' height='50'></svg>": "",
}


@pytest.mark.parametrize("markup", FAULTS, ids=range(len(FAULTS)))
def test_each_fault_is_seen_and_a_sound_page_has_none(visitors: Visitors, markup: str) -> None:
    page = visitors.new().page
    page.set_content(f"<!DOCTYPE html><html lang='nl'><body>{markup}</body></html>")
    found = cramped(page)
    assert any(one.startswith(FAULTS[markup]) for one in found) if FAULTS[markup] else found == []
