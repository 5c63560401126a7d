# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who keeps watch reads when the nightly run last destroyed what had to go, and whether all of it is gone (S25)."""

import pytest
from django.utils import timezone

from checklist.access.models import DestructionRun
from tests.checklist.transparency.world import staff_browser
from tests.people import People

pytestmark = pytest.mark.django_db


def told(people: People) -> str:
    page = staff_browser(people.gerda).get("/toezicht/").content.decode()
    return " ".join(page.partition('id="gone"')[2].partition("</section>")[0].split())


def test_before_the_first_run_the_page_says_so(folk: People) -> None:
    assert "De nachtelijke run heeft nog niets vernietigd." in told(folk)


@pytest.mark.parametrize(
    ("ended", "clean", "clients", "words"),
    [
        (True, True, 3, "In de bestanden van de database staat er niets meer van."),
        (True, False, 3, "staan misschien nog resten"),
        (True, False, 0, "Antwoorden die eerder weg moesten: minder dan 10"),
        (True, True, 12, "Antwoorden die eerder weg moesten: minder dan 10"),
        (False, False, 0, "Hij is afgebroken"),
    ],
)
def test_s25_r15_the_newest_run_is_told_with_what_is_left_and_no_number_below_ten(
    folk: People, ended: bool, clean: bool, clients: int, words: str
) -> None:
    DestructionRun.objects.create(
        clients_of=90, clients_due=3, answers_due=2, clients_done=clients, answers_done=2,
        files_clean=clean, ended_at=timezone.now() if ended else None,
    )  # fmt: skip
    found = told(folk)
    assert words in found
    number = "minder dan 10" if 0 < clients < 10 else str(clients)
    assert f"Vernietigde cliënten: {number}" in found
