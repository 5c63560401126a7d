# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first ideas and the evidence in a real Chromium: with clicks, on a phone, in forced colours."""

import re
from io import BytesIO

import pytest
from PIL import Image

from checklist.advice.models import EvidenceSnapshot
from checklist.intake.models import Case
from tests.browser import PHONE, WIDE, Visitor, Visitors, axe_faults, sideways
from tests.checklist.advice.talk import Talk, make_talk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talk(transactional_db: None) -> Talk:
    return make_talk()


def come_in(visitors: Visitors, talk: Talk, **how: object) -> Visitor:
    visitor = visitors.new(**how)  # type: ignore[arg-type]
    cookie = talk.anouk.cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.base}])
    return visitor


def test_r6_the_talk_from_first_idea_to_evidence_with_clicks_and_without_javascript(
    visitors: Visitors, talk: Talk
) -> None:
    visitor = come_in(visitors, talk, javascript=False)
    visitor.go(f"/gesprekken/{talk.case.uuid}/eerste-idee/")
    visitor.page.locator("label", has_text="Direct naar werk").click()
    visitor.click("button", "Bewaar mijn eerste idee")
    assert not visitor.page.get_by_label("Direct naar werk", exact=True).is_checked()
    visitor.page.locator("label", has_text="Nog geen idee").click()
    visitor.click("button", "Bewaar en open de uitkomsten")
    assert visitor.page.url.endswith("/uitkomsten/")
    assert "Met deze hulp vonden mensen vaker werk." in visitor.text()
    assert EvidenceSnapshot.objects.filter(case=talk.case).count() == 1
    assert Case.objects.get(pk=talk.case.pk).stage == Case.Stage.EVIDENCE


@pytest.mark.parametrize(("width", "forced"), [(WIDE, False), (PHONE, False), (WIDE, True)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visitors: Visitors, talk: Talk, width: int, forced: bool
) -> None:
    visitor = come_in(visitors, talk, width=width, forced=forced, inject=True)
    visitor.go(f"/gesprekken/{talk.case.uuid}/eerste-idee/")
    assert axe_faults(visitor.page) == []
    assert not sideways(visitor.page)
    talk.ideas()
    visitor.go(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    assert axe_faults(visitor.page) == []
    visitor.click("button", "Open de uitkomsten")
    assert axe_faults(visitor.page) == []
    assert not sideways(visitor.page)


@pytest.mark.parametrize("forced", [False, True])
def test_the_picture_says_what_the_words_say(visitors: Visitors, talk: Talk, forced: bool) -> None:
    """Count the filled circles in the pixels of every icon array on the page; the number stands above it."""
    talk.ideas()
    talk.snapshot()
    visitor = come_in(visitors, talk, forced=forced)
    visitor.go(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    arrays = visitor.page.locator(".icon-array").all()
    assert len(arrays) == 6
    for array in arrays:
        said = re.match(r"(\d+) van de 100", array.locator(".icon-array__number").inner_text())
        assert said is not None
        assert filled(array.locator("svg").screenshot()) == int(said[1])


def filled(picture: bytes) -> int:
    """How many of the 100 circles are dark in the middle."""
    image = Image.open(BytesIO(picture)).convert("L")
    cell = image.width / 10
    middles = [(int((at % 10 + 0.5) * cell), int((at // 10 + 0.5) * cell)) for at in range(100)]
    return sum(int(image.getpixel(middle)) < 128 for middle in middles)  # type: ignore[arg-type]
