# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people saved choices at once: the page with both texts shows everything that can differ (S18)."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from checklist.intake.models import Case
from tests.checklist.decisions.talks import address, apart, decide, hidden

pytestmark = pytest.mark.django_db


def test_s18_the_page_with_both_texts_shows_everything_that_differs(anouk: Browser, case: Case) -> None:
    """Choices, words, reasons, what research did, 'agreed', how it was given, step, date and route; nothing else."""
    early = hidden(anouk, case)
    decide(
        anouk, case, apart(
            client_family="fits", caseworker_family="doubts", client_agrees="on", client_how_words="Aan tafel.",
        ),
    )  # fmt: skip
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    mine = apart(
        client_choice=["jobcoach"], client_words="Nee.", client_family="not_now",
        client_how="written_down", client_how_words="Gebeld.",
        caseworker_choice=["direct_werk"], caseworker_words="Nee, ik.",
        caseworker_family="fits", next_step="Niets.", revisit_on=day,
        route="second_opinion",
    )  # fmt: skip
    answer = anouk.post(address(case), early | mine)
    assert answer.status_code == 409
    rows = answer.context["both"]
    assert len(rows) == len(answer.context["form"].fields) - 4  # all but once_key, version, snapshot, given
    assert all(typed != saved for _what, typed, saved in rows)
    said = {what: (typed, saved) for what, typed, saved in rows}
    assert said["Cliënt: Ik zeg zelf: akkoord (hoeft niet)"] == ("nee", "ja")
    assert said["Consulent: Kies een reden, als u wilt"] == (
        "Het past bij deze persoon",
        "Ik twijfel aan het onderzoek",
    )
    assert said["Cliënt: Hoe gaf de cliënt de keuze?"] == (
        "Opgeschreven en teruggelezen",
        "Samen, op dit scherm",
    )
    page = answer.content.decode()
    assert all(text in page for row in rows for text in row)
    again = anouk.post(
        address(case), hidden(anouk, case) | {"version": "1"} | apart(caseworker_words="Alleen dit.")
    )
    assert "Consulent: Waarom, als consulent?" in [row[0] for row in again.context["both"]]
