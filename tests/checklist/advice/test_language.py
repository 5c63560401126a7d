# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The results in two languages: a switch is no change of what research says."""

import pytest

from checklist.advice.queries import latest_snapshot
from tests.checklist.advice.talk import Talk

pytestmark = pytest.mark.django_db


def address(talk: Talk) -> str:
    return f"/gesprekken/{talk.case.uuid}/uitkomsten/"


def test_a_switch_of_language_is_no_change_of_the_results(shown: Talk) -> None:
    first = shown.snapshot("nl")
    shown.anouk.cookies["django_language"] = "en"
    html = shown.anouk.get(address(shown)).content.decode()
    assert "Something changed" not in html
    assert 'class="frozen" lang="nl"' in html
    assert "These results were opened in Dutch." in html
    assert latest_snapshot(shown.case) == first  # a look freezes nothing
    shown.anouk.post(address(shown))
    html = shown.anouk.get(address(shown)).content.decode()
    assert 'class="frozen" lang="en"' in html
    assert "These results were opened in" not in html
    english = latest_snapshot(shown.case)
    shown.anouk.cookies["django_language"] = "nl"
    html = shown.anouk.get(address(shown)).content.decode()
    assert 'class="frozen" lang="nl"' in html
    assert "geopend in het" not in html
    assert latest_snapshot(shown.case) == english  # and the Dutch page of before stands there again
    shown.answer("age", "55+")  # a change is still a change, in both
    for language in ("nl", "en"):
        shown.anouk.cookies["django_language"] = language
        assert 'class="frozen"' not in shown.anouk.get(address(shown)).content.decode()
