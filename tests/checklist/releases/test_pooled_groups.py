# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups looked at together: beside each group its own number, from what is shown alone, and never an answer."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Finding, Release
from checklist.releases.page import pooled
from checklist.releases.wording import DIRECTIONS, SIMILAR, pooled_note
from checklist.releases.wording.texts import TEXTS
from research.release.pooled import FEWEST_PAIRS
from tests.checklist.releases.test_at_a_glance import largest, world
from tests.checklist.releases.test_numbers_in_parts import address_of
from tests.worlds import World

__all__ = ["largest", "world"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
SAID = re.compile(r"(−?[\d.,]+) \(tussen\s(−?[\d.,]+) en\s(−?[\d.,]+)\)")


@pytest.fixture
def numbered(largest: Release) -> Release:
    return with_numbers(largest)


def with_numbers(release: Release) -> Release:
    """With a number for every group of the main question and the first service, as a large study would have."""
    for at, row in enumerate(groups_of(release)):
        row.estimate, row.se = Decimal(at % 5) - 1, Decimal(2 + at % 2)
        row.lower_95, row.upper_95 = row.estimate - 2 * row.se, row.estimate + 2 * row.se
        row.save(update_fields=["estimate", "se", "lower_95", "upper_95"])
    return release


def groups_of(release: Release) -> list[Finding]:
    """Those of the first service."""
    rows = release.findings.filter(type="effect", primary=True, comparison=release.direction_comparison)
    rows = rows.exclude(characteristic="").order_by("position")
    first = next(row["key"] for row in release.manifest["services"] if not row["reference"])
    return list(rows.filter(service=first))


def page_of(client: Client, release: Release) -> str:
    return unescape(client.get(f"{address_of(release)}?deel=samen").content.decode())


def text_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(".", "").replace(",", "."))


def test_every_group_has_both_numbers_and_the_second_lies_nearer_to_its_other_half(
    client: Client, numbered: Release
) -> None:
    page = text_of(page_of(client, numbered))
    told = [tuple(map(number, found)) for found in SAID.findall(page)]
    rows = groups_of(numbered)
    assert len(told) == 2 * len(rows)
    own, drawn = told[::2], told[1::2]
    for row, seen in zip(rows, own, strict=True):
        assert seen == (float(row.estimate or 0), float(row.lower_95 or 0), float(row.upper_95 or 0))
    for at in range(0, len(rows), 2):
        apart, nearer = own[at][0] - own[at + 1][0], drawn[at][0] - drawn[at + 1][0]
        assert abs(nearer) <= abs(apart)
        assert drawn[at][2] - drawn[at][1] < own[at][2] - own[at][1]


def test_it_points_nowhere_and_says_what_it_is_not(client: Client, numbered: Release) -> None:
    page = text_of(page_of(client, numbered))
    assert "Het tweede getal is een schatting en geen antwoord. Het staat nooit in een gesprek." in page
    keys = [f"cell_{state}{kind}" for state in (*DIRECTIONS, SIMILAR) for kind in ("", "_mean")]
    words = [TEXTS["words"][key][0] for key in keys] + ["onduidelijk", "geen uitspraak", "helpt"]
    assert not [word for word in words if word in page]


def test_what_is_suppressed_is_not_used_so_it_cannot_be_found_back(client: Client, numbered: Release) -> None:
    """Whatever stood in a number that is not shown, the page is the same; and its pair is not there."""
    first, second, *_ = groups_of(numbered)
    pages = []
    for hidden in ("-40", "0.1", "73"):
        first.se, first.lower_95, first.level_with = (
            Decimal(hidden).copy_abs(),
            Decimal(hidden),
            Decimal(hidden),
        )
        first.estimate, first.verdict = None, "onderdrukt"
        first.save()
        pages.append(re.sub(r'(nonce|value)="[^"]*"', "", page_of(client, numbered)))
    assert len(set(pages)) == 1
    with_pair = len(groups_of(numbered))
    assert len(SAID.findall(text_of(pages[0]))) == 2 * (with_pair - 2)
    assert second.estimate is not None


def test_a_group_that_is_withdrawn_or_off_takes_no_part(client: Client, numbered: Release) -> None:
    first, _, third, *_ = groups_of(numbered)
    whole = len(SAID.findall(text_of(page_of(client, numbered))))
    withdraw_finding(finding=first, reason="Fout.", by=numbered.approved_by)
    assert len(SAID.findall(text_of(page_of(client, numbered)))) == whole - 4
    assert third.characteristic != first.characteristic
    off = pooled.pooled_of(numbered, first.service, "nl", off=[third.characteristic], today=TODAY)
    assert 2 * len(off["table"].rows) == whole - 8


def test_every_service_is_one_link_away(client: Client, numbered: Release) -> None:
    page = page_of(client, numbered)
    keys = re.findall(r"\?deel=samen&hulp=([^\"&#]+)", page)
    shown = numbered.findings.filter(primary=True, comparison=numbered.direction_comparison).exclude(
        characteristic=""
    )
    assert set(keys) <= set(shown.values_list("service", flat=True))
    for key in keys:
        other = unescape(client.get(f"{address_of(numbered)}?deel=samen&hulp={key}").content.decode())
        assert SAID.search(text_of(other))


def test_too_few_pairs_show_nothing_and_say_so(client: Client, numbered: Release) -> None:
    kept = {row.characteristic for row in groups_of(numbered)[: 2 * (FEWEST_PAIRS - 1)]}
    numbered.findings.exclude(characteristic="").exclude(characteristic__in=kept).update(estimate=None)
    assert "Te weinig groepen hebben hier een getal." in page_of(client, numbered)


def test_a_withdrawn_release_and_one_without_groups_have_no_such_part(
    client: Client, numbered: Release
) -> None:
    withdraw_release(release=numbered, reason="Fout.", by=numbered.approved_by)
    assert "Samen bekeken" not in page_of(client, numbered)
    numbered.refresh_from_db()
    assert not pooled.possible(numbered)


def test_the_small_world_has_too_few_characteristics(client: Client, world: World) -> None:
    assert len(world.release.manifest["characteristics"]) < FEWEST_PAIRS or pooled.possible(world.release)
    assert ("Groepen samen bekeken" in page_of(client, world.release)) == pooled.possible(world.release)


def test_it_stands_in_no_talk_and_in_no_download(client: Client, numbered: Release) -> None:
    for name in ("numbers_csv", "numbers_json"):
        assert "samen bekeken" not in client.get(address_of(numbered, name)).content.decode().lower()
    assert all(len(sentence.split()) <= 15 for lang in ("nl", "en") for sentence in pooled_note(lang))


def test_it_asks_one_query_for_many_groups(numbered: Release, django_assert_num_queries: Any) -> None:
    names = numbered.names
    assert names
    with django_assert_num_queries(1):
        pooled.pooled_of(numbered, "", "nl", off=[], today=TODAY)
