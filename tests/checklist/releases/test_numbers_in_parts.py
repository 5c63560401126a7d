# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""All numbers of a release, a part at a time: every line is reached by plain links, no part is heavy, and the whole is
one file."""

import csv
import gzip
import io
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases.actions import withdraw_finding
from checklist.releases.models import Release
from checklist.releases.page import numbers
from tests.checklist.releases.test_at_a_glance import LARGEST, largest, world
from tests.checklist.releases.test_policies import decide
from tests.checklist.releases.test_shipped import approve_shipped
from tests.worlds import World

__all__ = ["largest", "world"]
pytestmark = pytest.mark.django_db


def address_of(release: Release, name: str = "numbers") -> str:
    return reverse(f"releases:{name}", args=[release.slug, release.digest])


def parts(client: Client, release: Release) -> dict[str, str]:
    """Every part that plain links reach from the first one: address → page."""
    start, found = address_of(release), {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address not in found:
            answer = client.get(address)
            assert answer.status_code == 200, address
            found[address] = answer.content.decode()
            linked = re.findall(rf'href="({re.escape(start)}\?[^"#]+)"', found[address])
            waiting += [unescape(one) for one in linked]
    return found


@pytest.mark.parametrize("shipped", [False, True])
def test_every_line_is_reached_by_plain_links(client: Client, request: Any, shipped: bool) -> None:
    release = request.getfixturevalue("largest") if shipped else request.getfixturevalue("world").release
    pages = "".join(parts(client, release).values())
    for finding in release.findings.filter(type="effect"):
        assert reverse("releases:finding", args=[release.slug, finding.pk]) in pages
    words = re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", pages)))
    for check in release.checks:
        assert re.sub(r"\s+", " ", check["sentence_nl"]) in words


def test_no_part_is_heavy(client: Client, largest: Release) -> None:
    for address, page in parts(client, largest).items():
        assert len(gzip.compress(page.encode())) < 10_000, address
        assert len(page) < 80_000, address
        assert page.count('role="row"') <= numbers.MOST_ROWS + 5, address


def test_a_part_asks_as_much_for_many_lines_as_for_few(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    few, counted = address_of(world.release), []
    many = address_of(approve_shipped(LARGEST, world.people))
    for address in (few, many, f"{many}?deel=controles", f"{many}?deel=klein", f"{many}?deel=samen"):
        with django_assert_max_num_queries(6) as caught:
            assert client.get(address).status_code == 200
        counted.append(len(caught))
    assert counted[0] == counted[1]


def test_a_link_of_a_help_lands_on_its_lines(client: Client, world: World) -> None:
    page = client.get(reverse("releases:release", args=[world.release.slug])).content.decode()
    links = [unescape(one) for one in re.findall(r'href="([^"]*getallen/\?[^"]+#[^"]+)"', page)]
    assert len(links) == 3
    for link in links:
        address, key = link.split("#")
        assert f'id="{key}"' in client.get(address).content.decode()


@pytest.mark.parametrize(
    "query",
    ["hulp=bestaat-niet", "blad=0", "blad=99", "blad=²", "blad=" + "9" * 40, "deel=x", "uitkomst=%00"],
)
def test_odd_questions_get_the_part_that_is_nearest(client: Client, world: World, query: str) -> None:
    page = client.get(f"{address_of(world.release)}?{query}")
    assert page.status_code == 200
    assert "<details" in page.content.decode()


# ---- as one file -----------------------------------------------------------------------------------------------------


def test_the_files_hold_every_line_as_released(client: Client, largest: Release) -> None:
    text = client.get(address_of(largest, "numbers_csv")).content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    told = client.get(address_of(largest, "numbers_json")).json()["findings"]
    findings = list(largest.findings.order_by("position"))
    assert len(rows) == len(told) == len(findings)
    for row, line, finding in zip(rows, told, findings, strict=True):
        for name in ("estimate", "lower", "upper", "level_with", "p_holm", "lower_95"):
            value = getattr(finding, name)
            assert (Decimal(row[name]) if row[name] else None) == value
            assert (None if line[name] is None else Decimal(line[name])) == value
        assert (row["verdict"], line["group"] or "") == (finding.verdict, finding.group)
    assert any(row["estimate"].startswith("-") for row in rows), "a number below zero stays a number"


def test_the_files_say_what_was_withdrawn(client: Client, world: World) -> None:
    row = world.release.findings.get(position=2)
    withdraw_finding(finding=row, reason="Fout.", by=world.people.farid)
    told = client.get(address_of(world.release, "numbers_json")).json()["findings"]
    assert [line["withdrawn_reason"] for line in told if line["withdrawn"]] == ["Fout."]


@pytest.mark.parametrize("name", ["numbers", "numbers_csv", "numbers_json"])
def test_r13_a_group_that_is_off_stands_in_no_part(client: Client, world: World, name: str) -> None:
    assert "vrouwen" in client.get(address_of(world.release, name)).content.decode()
    decide(world.people, "sex", "off")
    pages = parts(client, world.release) if name == "numbers" else {}
    said = "".join(pages.values()) or client.get(address_of(world.release, name)).content.decode()
    assert "vrouwen" not in said
