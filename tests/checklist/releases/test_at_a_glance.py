# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A release at a glance: what is drawn is what was released, no row is lower than another, and nothing is guessed."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases import pictures
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Finding, Release
from checklist.releases.pictures import FlowFacts, flow
from checklist.services.actions import load_default_services
from research.release.schema import CheckRow
from tests.checklist.component_page import ALL, EMPTY, RECENT
from tests.checklist.releases.test_policies import decide
from tests.checklist.releases.test_shipped import approve_shipped
from tests.people import make_people
from tests.worlds import World, approved, make_world, small_release

pytestmark = pytest.mark.django_db
LARGEST = "fictief-ronde-2026"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def largest() -> Release:
    people = make_people()
    load_default_services(by=people.esra)
    return approve_shipped(LARGEST, people)


def page_of(client: Client, release: Release) -> str:
    return client.get(reverse("releases:version", args=[release.slug, release.digest])).content.decode()


def everybody(release: Release) -> list[Finding]:
    rows = release.findings.filter(type="effect", primary=True, characteristic="")
    return list(rows.filter(comparison=release.direction_comparison or "assignment").order_by("position"))


# ---- all services on one axis ----------------------------------------------------------------------------------------


def rows_of_strip(page: str) -> list[str]:
    return re.findall(r'<tr role="row" class="strip__row.*?</tr>', page, re.DOTALL)


def value_at(x: str, reach: Decimal) -> float:
    return (float(x.rstrip("%")) - 50) / 46 * float(reach)


def reach_of(page: str) -> Decimal:
    """The number at the end of the axis, as it is printed."""
    head = page[page.index("<thead", page.index('class="strip"')) :]
    return Decimal(re.findall(r'<text[^>]* x="96.00%"[^>]*>([\d.,]+)</text>', head)[0].replace(",", "."))


@pytest.mark.parametrize("shipped", [False, True])
def test_the_points_and_lines_are_the_numbers_of_the_release(
    client: Client, request: Any, shipped: bool
) -> None:
    release = request.getfixturevalue("largest") if shipped else request.getfixturevalue("world").release
    page = page_of(client, release)
    reach, rows, drawn = reach_of(page), everybody(release), 0
    assert len(rows_of_strip(page)) == len(rows) + 1, "every service, and all other help"
    for finding, row in zip(rows, rows_of_strip(page), strict=False):
        point = re.findall(r'data-point="([\d.]+%)"', row)
        line = re.search(r'x1="([\d.]+%)" x2="([\d.]+%)" y1="50%"', row)
        assert finding.estimate is not None
        assert len(point) == 1
        assert line is not None
        expected = [float(value or 0) for value in (finding.lower, finding.estimate, finding.upper)]
        found = [value_at(x, reach) for x in (line[1], point[0], line[2])]
        assert found == pytest.approx(expected, abs=0.01)
        drawn += 1
    assert drawn == len(rows) > 1


def test_services_stand_in_the_order_of_the_plan(client: Client, world: World) -> None:
    names = [
        unescape(re.findall(r'strip__name">([^<]+)<', row)[0])
        for row in rows_of_strip(page_of(client, world.release))
    ]
    planned = [row["name_nl"] for row in world.release.manifest["services"] if not row["reference"]]
    assert names == [*planned, "Alle andere hulp"]


def test_s27_a_service_of_the_plan_without_a_result_is_an_equal_row(client: Client, world: World) -> None:
    record = small_release("zonder")
    left = tuple(row for row in record.findings if row.service != "korte_vakopleiding")
    page = page_of(client, approved(replace(record, findings=left), world.people))
    row = next(row for row in rows_of_strip(page) if "Korte vakopleiding" in row)
    assert "niet onderzocht" in row
    assert "niemand weet het" in row
    assert "data-point" not in row
    assert len(rows_of_strip(page)) == 4


def test_the_table_behind_the_picture_has_the_same_numbers(client: Client, largest: Release) -> None:
    page = page_of(client, largest)
    table = page[page.index("Dezelfde getallen in een tabel") :]
    table = table[: table.index("</table>")]
    for finding in everybody(largest):
        assert reverse("releases:finding", args=[LARGEST, finding.pk]) in table
        for value in (finding.estimate, finding.lower, finding.upper, finding.level_with):
            printed = f"{abs(value or 0):.1f}".removesuffix(".0").replace(".", ",")
            assert f"</span> {'−' if (value or 0) < 0 else ''}{printed}</td>" in table


# ---- services beside groups ------------------------------------------------------------------------------------------


def cells_of(page: str) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Per row of the table: its name, and per cell its shape, its word and the finding behind it."""
    body = page[page.index('class="table matrix"') :]
    body = body[: body.index("</table>")]
    found = []
    for row in re.findall(r"<tr role=\"row\".*?</tr>", body, re.DOTALL)[1:]:
        name = unescape(re.findall(r"rowheader\">([^<]+)<", row)[0])
        cells = []
        for cell in re.findall(r"<td .*?</td>", row, re.DOTALL):
            shape = re.findall(r'data-shape="(\w+)"', cell)[0]
            assert f'href="#shape-{shape}"' in cell
            word = unescape(re.findall(r"</svg><span>([^<]+)</span>", cell)[0])
            link = re.findall(r'href="/onderzoek/[^"]+/(\d+)/"', cell)
            cells.append((shape, word, int(link[0]) if link else 0))
        found.append((name, cells))
    return found


def test_each_cell_is_what_its_finding_says(client: Client, world: World) -> None:
    rows = cells_of(page_of(client, world.release))
    assert [name for name, _cells in rows][:3] == [
        "Iedereen samen", "Leeftijd: jonger dan 45 jaar", "Leeftijd: van 45 jaar of ouder",
    ]  # fmt: skip
    assert len(rows) == 1 + len(world.release.manifest["groups"])
    shapes = {
        "beter": "towards",
        "slechter": "away",
        "geen uitspraak": "uncertain",
        "niet beoordeeld": "apart",
    }
    seen = set()
    for _name, cells in rows:
        for shape, word, number in cells:
            finding = Finding.objects.get(pk=number)
            assert shape == shapes[finding.verdict]
            assert word
            seen.add((shape, word))
    assert seen == {
        ("towards", "vaker werk"), ("away", "minder vaak werk"), ("uncertain", "te onzeker"), ("apart", "niet apart"),
    }  # fmt: skip


def test_what_nobody_studied_is_no_empty_cell(client: Client, world: World) -> None:
    record = small_release("zonder")
    left = tuple(row for row in record.findings if not (row.service == "direct_werk" and row.group == "low"))
    rows = dict(cells_of(page_of(client, approved(replace(record, findings=left), world.people))))
    assert rows["Opleiding: zonder startkwalificatie"][0] == ("never", "nooit onderzocht", 0)


def test_the_key_names_every_shape_and_how_often_was_looked(client: Client, world: World) -> None:
    page = page_of(client, world.release)
    shown = {shape for _name, cells in cells_of(page) for shape, _word, _number in cells}
    keys = page[page.index('class="matrix__keys"') :]
    keys = keys[: keys.index("</ul>")]
    assert set(re.findall(r'href="#shape-(\w+)"', keys)) == shown
    assert "Er is 18 keer gekeken of een groep anders is." in page


def test_r13_a_group_that_is_off_has_no_row(client: Client, world: World) -> None:
    decide(world.people, "sex", "off")
    names = [name for name, _cells in cells_of(page_of(client, world.release))]
    assert "Geslacht: vrouwen" not in names
    assert len(names) == len(world.release.manifest["groups"]) - 1


def test_every_state_has_a_shape_and_no_two_sorts_share_one() -> None:
    never = pictures.matrix([("a", "A")], [], {}, looked_at=0, lang="nl")
    assert [cell.shape for row in never.rows for cell in row.cells] == ["never"]
    known = {
        ("a", "", ""): (1, ALL),
        ("b", "", ""): (2, EMPTY),
        ("c", "", ""): (3, replace(RECENT, group=None, withdrawn=True)),
    }
    made = pictures.matrix([(key, key) for key in "abc"], [], known, looked_at=0, lang="nl")
    assert len({cell.shape for cell in made.rows[0].cells}) == 3


# ---- who was studied -------------------------------------------------------------------------------------------------

STUDIED = FlowFacts(
    design="caseworker", later_intakes=Decimal("12.00"), no_outcome=Decimal("3.50"), not_comparable=Decimal("10.00"),
    people=34_780, caseworkers=61, offices=8,
)  # fmt: skip


def test_the_bars_are_as_wide_as_who_is_left() -> None:
    made = flow(STUDIED, "nl")
    assert made is not None
    assert [stage.width for stage in made.stages] == ["100.00%", "88.00%", "84.92%", "76.43%"]
    assert [stage.text for stage in made.stages][1:] == [
        "12 van de 100 vielen weg", "3,5 van de 100 vielen weg", "10 van de 100 vielen weg",
    ]  # fmt: skip
    assert made.used == "Gebruikt: 34.780 mensen, 61 consulenten, 8 locaties"
    assert made.unknown == ("hoeveel intakes niet in de gegevens staan",)


def test_a_stage_that_the_release_does_not_hold_is_named_and_not_drawn() -> None:
    made = flow(replace(STUDIED, later_intakes=None, no_outcome=None), "nl")
    assert made is not None
    assert [stage.label for stage in made.stages] == [
        "Alle mensen in de gegevens",
        "Met anderen te vergelijken",
    ]
    assert len(made.unknown) == 3
    assert flow(FlowFacts(design="caseworker", people=100), "nl") is None


def test_the_page_draws_what_the_checks_say(client: Client, world: World) -> None:
    record = small_release("stroom")
    told = (("sample.first_intake", "5.00"), ("attrition.outcome", "2.00"), ("sample.dropped", "4.00"))
    checks = tuple(
        CheckRow(key, "share (%)", Decimal(value), None, "voldaan", "Zin.", "Sentence.")
        for key, value in told
    )
    page = page_of(client, approved(replace(record, checks=checks), world.people))
    bars = [float(x) for x in re.findall(r'flow__bar" x="0" y="15%" width="([\d.]+)%"', page)]
    left = [95, 95 * 0.98, 95 * 0.98 * 0.96]
    assert bars == pytest.approx([100, *left], abs=0.01)
    assert "Gebruikt: 3.000 mensen, 60 consulenten, 10 locaties" in page
    assert "Wie zijn onderzocht" not in page_of(client, world.release), "its checks hold no such number"


# ---- what was withdrawn ----------------------------------------------------------------------------------------------


def test_of_a_withdrawn_result_no_page_draws_a_picture(client: Client, world: World) -> None:
    row = everybody(world.release)[0]
    one = reverse("releases:finding", args=[world.release.slug, row.pk])
    before = client.get(one).content.decode()
    assert "icon-array" in before
    withdraw_finding(finding=row, reason="Verkeerd gekoppeld.", by=world.people.farid)
    after = client.get(one).content.decode()
    assert "icon-array" not in after
    assert 'class="forest"' not in after
    assert "Verkeerd gekoppeld." in after
    page = page_of(client, world.release)
    strip = next(part for part in rows_of_strip(page) if "Direct naar werk" in part)
    assert "ingetrokken" in strip
    assert "data-point" not in strip
    assert "geen getal" not in strip, "its numbers stand beside it"
    assert cells_of(page)[0][1][0][:2] == ("gone", "ingetrokken")
    forest = page[page.index('class="forest"') :]
    assert 'd="M-9 0L0 -9L9 0L0 9z"' not in forest[: forest.index("</tr>", forest.index("<tbody"))]


def test_of_a_withdrawn_release_nothing_is_drawn(client: Client, world: World) -> None:
    withdraw_release(release=world.release, reason="Alles klopt niet.", by=world.people.farid)
    page = page_of(client, world.release)
    assert "data-point" not in page
    assert {shape for _name, cells in cells_of(page) for shape, _word, _number in cells} == {"gone"}
    assert 'class="small-picture"' not in client.get("/onderzoek/").content.decode()
