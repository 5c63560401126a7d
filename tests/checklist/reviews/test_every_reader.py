# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices by every way that leads to it: the list, its totals, the file and the API say the same, and
no two answers differ by fewer than ten people, whatever was chosen (R15)."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.small_numbers import FEWEST
from checklist.decisions.models import Decision, Override
from checklist.reviews.readable import readable_log
from checklist.reviews.rules import quarter_of
from tests.checklist.reviews.more import more_overrides
from tests.worlds import World

pytestmark = pytest.mark.django_db
PAGE, FILE, API = "/andere-keuzes/", "/andere-keuzes/bestand.csv", "/api/v1/overrides?purpose=learn"
SPRING, SUMMER = datetime(2026, 2, 12, 10, tzinfo=UTC), datetime(2026, 5, 12, 10, tzinfo=UTC)
_A_WHILE = timedelta(minutes=5)
People = frozenset[UUID]


def quarter(moment: datetime) -> str:
    return quarter_of(timezone.localdate(moment)).key


def filled(like: Decision, dice: random.Random) -> None:
    """Groups of every size around ten, in two quarters that are over and the one that runs."""
    for moment in (SPRING, SUMMER, timezone.now() - _A_WHILE):
        for whose, family, service in product(
            ("client", "both"), ("doubts", "fits"), ("jobcoach", "meedoen")
        ):
            more_overrides(
                like,
                dice.choice((1, 4, 9, 10, 11, 13)),
                at=moment,
                whose=whose,
                family=family,
                service=service,
            )


def looked_at(act: Callable[[], object]) -> People:
    """Whose file got a line: those whom this answer showed."""
    last = AccessLine.objects.order_by("-id").values_list("id", flat=True).first() or 0
    act()
    return frozenset(AccessLine.objects.filter(id__gt=last).values_list("client_key", flat=True))


def listed(carla: Browser, query: str) -> tuple[People, int | None]:
    """Whom the list shows on all its pages, and the number of people that its totals tell."""
    told: list[int | None] = []

    def read() -> None:
        address = f"?{query}"
        while address:
            answer = carla.get(PAGE + address)
            assert answer.status_code == 200
            told.append(answer.context["totals"].get("people"))
            address = answer.context["older_url"]

    people = looked_at(read)
    return people, told[0]


def in_file(carla: Browser, query: str) -> People:
    return looked_at(lambda: carla.get(f"{FILE}?{query}"))


def by_api(carla: Browser) -> People:
    def read() -> None:
        address = API
        while address:
            answer = carla.get(address)
            assert answer.status_code == 200
            address = answer.json()["next"]

    return looked_at(read)


def queries() -> Iterator[str]:
    periods = ("", quarter(SPRING), quarter(SUMMER), quarter(timezone.now()))
    for period, whose, family, service in product(
        periods, ("", "client", "both"), ("", "doubts"), ("", "meedoen")
    ):
        asked = {"periode": period, "wie": whose, "reden": family, "hulp": service}
        yield urlencode({name: value for name, value in asked.items() if value})


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_r15_every_reader_shows_the_same_and_no_two_answers_differ_by_few(
    carla: Browser, world: World, decisions: dict[str, Decision], seed: int
) -> None:
    filled(decisions["departing"], random.Random(seed))
    shown: dict[str, People] = {}
    for query in queries():
        people, told = listed(carla, query)
        assert in_file(carla, query) == people, query
        assert told is None or told == len(people), query
        shown[query] = people
    assert by_api(carla) == shown[""] != frozenset()
    assert len([people for people in shown.values() if people]) > 4, "nothing can be chosen at all"
    assert len([people for people in shown.values() if not people]) > 4, "everything can be chosen"
    for one, other in combinations(shown, 2):
        for few in (shown[one] - shown[other], shown[other] - shown[one], shown[one] & shown[other]):
            assert not few or len(few) >= FEWEST, (one, other)


def test_r15_below_ten_people_no_reader_shows_any(carla: Browser, decisions: dict[str, Decision]) -> None:
    more_overrides(decisions["departing"], 8, at=SUMMER)  # nine, with the one that is there
    for query in ("", f"periode={quarter(SUMMER)}", "wie=client", f"periode={quarter(SUMMER)}&wie=client"):
        assert listed(carla, query) == (frozenset(), None)
        assert in_file(carla, query) == frozenset()
    assert carla.get(FILE).status_code == 403
    assert by_api(carla) == frozenset()


def test_r15_lines_come_by_ten_people_so_two_days_never_differ_by_few(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    seen, steps = frozenset[UUID](), set()
    for _ in range(13):
        more_overrides(decisions["departing"], 2, at=timezone.now() - _A_WHILE)
        now = by_api(carla)
        assert seen <= now
        steps.add(len(now) - len(seen))
        seen = now
    assert steps == {0, 10}


def test_r15_decisions_tell_of_no_other_choice_that_may_not_be_read(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    more_overrides(decisions["departing"], 13, at=SUMMER)
    found = carla.get("/api/v1/decisions?purpose=learn").json()["results"]
    departing = {row["id"] for row in found if row["override"]}
    readable = readable_log(decisions["departing"].case.team).lines()
    assert departing == {str(uuid) for uuid in readable.values_list("decision__uuid", flat=True)}
    assert len(departing) == FEWEST
    assert len(found) == FEWEST, "the two without another choice are too few"


def test_r15_no_address_tells_which_lines_are_there(carla: Browser, decisions: dict[str, Decision]) -> None:
    """Else a number in the address would tell of a line that waits for ten people."""
    more_overrides(decisions["departing"], 10, at=SUMMER)
    waiting = Override.objects.get(decision=decisions["departing"])
    assert carla.get(f"{PAGE}?na={waiting.pk}").status_code == 404
    readable = Override.objects.exclude(pk=waiting.pk).latest("pk")
    assert carla.get(f"{PAGE}?na={readable.pk}").status_code == 200


def test_r15_the_start_page_tells_of_no_line_that_may_not_be_read(
    carla: Browser, decisions: dict[str, Decision]
) -> None:
    assert "Nieuwe andere keuzes" not in carla.get("/").content.decode()
    more_overrides(decisions["departing"], 10, at=timezone.now() - _A_WHILE)
    assert "Nieuwe andere keuzes" in carla.get("/").content.decode()
