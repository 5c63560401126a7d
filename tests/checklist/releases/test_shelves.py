# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shelves of the library: newest first, the state in words, and one small picture per release."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases.actions import propose_policy, withdraw_finding, withdraw_release
from checklist.releases.models import InsightRow, Release
from checklist.services.actions import load_default_services
from research.release.schema import Characteristic, Group
from tests.checklist.releases.test_shipped import SHIPPED, approve_shipped
from tests.people import make_people
from tests.worlds import World, approved, imported, make_world, small_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def shipped() -> dict[str, Release]:
    people = make_people()
    load_default_services(by=people.esra)
    return {slug: approve_shipped(slug, people) for slug in SHIPPED}


def cards(client: Client) -> dict[str, str]:
    """Per title its card, in the order of the page."""
    page = client.get(reverse("releases:library")).content.decode()
    found = re.findall(r'<article class="card.*?</article>', page, re.DOTALL)
    return {unescape(re.findall(r"<h3><a[^>]*>([^<]+)<", one)[0]): one for one in found}


def rows(card: str) -> dict[str, tuple[list[tuple[float, bool]], list[float]]]:
    """Per line of the small picture: its marks (place, closed?), and the ends of its line."""
    found = {}
    for name, drawn in re.findall(r'small-picture__name">([^<]+)<(.*?)</li>', card, re.DOTALL):
        marks = re.findall(r'class="pic-ink pic-(fill|hole)" cx="([\d.]+)%"', drawn)
        ends = re.search(r'stroke-width="2.5" x1="([\d.]+)%" x2="([\d.]+)%"', drawn)
        found[unescape(name)] = (
            [(float(x), kind == "fill") for kind, x in marks], [float(x) for x in ends.groups()] if ends else []
        )  # fmt: skip
    return found


def test_the_lines_of_a_small_picture_are_the_numbers_of_the_release(client: Client, world: World) -> None:
    drawn = rows(cards(client)["FICTIEF: Hulp naar werk in Voorbeeldstad"])
    results = world.release.findings.filter(type="effect", primary=True, characteristic="").order_by(
        "position"
    )
    assert len(drawn) == len(results) == 3
    scale = set()
    for (marks, ends), finding in zip(drawn.values(), results, strict=True):
        assert [closed for _x, closed in marks] == [finding.verdict in {"beter", "slechter"}]
        for x, value in ((marks[0][0], finding.estimate), (ends[0], finding.lower), (ends[1], finding.upper)):
            assert value is not None
            if value:
                scale.add(round((x - 50) / float(value), 2))
    assert len(scale) == 1, "one axis for all"
    assert scale.pop() > 0, "more stands on the right"


def test_the_marks_of_the_whole_group_are_the_shares_that_were_released(
    client: Client, shipped: dict[str, Release]
) -> None:
    release = shipped["fictief-groep-2026"]
    drawn = rows(cards(client)[release.title_nl])
    topic = release.manifest["topics"][0]["key"]
    last = max(InsightRow.objects.filter(release=release, topic=topic).values_list("year", flat=True))
    told = list(InsightRow.objects.filter(release=release, topic=topic, year=last).order_by("position"))[:4]
    assert len(drawn) == 4
    for (marks, ends), row in zip(drawn.values(), told, strict=True):
        assert ends == []
        assert marks == [(pytest.approx(4 + 0.92 * (row.there or 0), abs=0.01), False),
                         (pytest.approx(4 + 0.92 * (row.here or 0), abs=0.01), True)]  # fmt: skip


def test_every_shipped_release_has_a_state_and_a_picture_or_says_why_not(
    client: Client, shipped: dict[str, Release]
) -> None:
    found = cards(client)
    said = {
        slug: re.sub(
            "<[^>]+>", " ", re.findall(r'shelf__state">(.*?)</p>', found[release.title_nl], re.DOTALL)[0]
        )
        for slug, release in shipped.items()
    }
    assert "in gebruik tot" in said["fictief-ronde-2026"]
    assert "FICTIEF" in said["fictief-ronde-2026"]
    assert "oud onderzoek, niet in gebruik" in said["jobcorps-1995"]
    assert "om te lezen, niet voor een gesprek" in said["literatuur-2026"]
    assert {slug for slug, one in shipped.items() if "small-picture" not in found[one.title_nl]} == {
        "literatuur-2026"
    }
    assert "Geen plaatje: dit onderzoek geeft geen getallen." in found[shipped["literatuur-2026"].title_nl]


def test_the_newest_stands_first_and_a_replaced_version_says_so(client: Client, world: World) -> None:
    newer = approved(small_release(title_nl="FICTIEF: tweede uitgave"), world.people)
    Release.objects.filter(pk=newer.pk).update(approved_at=datetime(2126, 1, 1, tzinfo=UTC))
    found = cards(client)
    assert list(found) == ["FICTIEF: tweede uitgave", "FICTIEF: Hulp naar werk in Voorbeeldstad"]
    first, older = found.values()
    assert "vervangen door een nieuwere uitgave" in older
    assert "vervangen" not in first
    assert reverse("releases:version", args=[world.release.slug, world.release.digest]) in older


def test_a_small_picture_says_in_words_what_it_draws(client: Client, shipped: dict[str, Release]) -> None:
    found = cards(client)
    effects = heard(found[shipped["fictief-ronde-2026"].title_nl])
    rows = shipped["fictief-ronde-2026"].findings.filter(type="effect", primary=True, characteristic="")
    row = rows.get(service="direct_werk", comparison="versus_otherwise")
    x, low, high = (int((value or 0) + Decimal("0.5")) for value in (row.estimate, row.lower, row.upper))
    assert effects["Direct naar werk"] == f"vaker werk, {x} meer (tussen {low} en {high})"
    silent = heard(found[shipped["fictief-stad-2026"].title_nl])
    assert silent["Direct naar werk"].startswith("geen antwoord: te onzeker, tussen ")
    assert silent["Voorbereiden op werk"] == "geen antwoord: te onzeker, geen getal"
    assert heard(found[shipped["jobcorps-1995"].title_nl])["Opleiding in het eerste jaar"].startswith(
        "geen antwoord: te oud, "
    )
    groups = list(heard(found[shipped["fictief-groep-2026"].title_nl]).values())
    assert len(groups) == 4
    assert all(re.fullmatch(r"\d+ van de 100 klanten, \d+ van de 100 andere inwoners", one) for one in groups)


def heard(card: str) -> dict[str, str]:
    """Per line of the small picture what a screen reader says of it."""
    told = re.findall(
        r'small-picture__name">([^<]+)<span class="visually-hidden">: (.*?)</span></span>', card, re.DOTALL
    )
    return {unescape(name): unescape(words).replace("\N{NO-BREAK SPACE}", " ") for name, words in told}


def test_what_was_withdrawn_is_not_drawn(client: Client, world: World) -> None:
    row = world.release.findings.filter(service="direct_werk", primary=True, characteristic="").get()
    withdraw_finding(finding=row, reason="Fout.", by=world.people.farid)
    title = "FICTIEF: Hulp naar werk in Voorbeeldstad"
    assert rows(cards(client)[title])["Direct naar werk"] == ([], [])
    withdraw_release(release=world.release, reason="Alles fout.", by=world.people.farid)
    card = cards(client)[title]
    assert "small-picture" not in card
    assert "ingetrokken" in card
    assert "in gebruik" not in card


def test_names_of_groups_are_words_also_of_research_that_waits(client: Client, world: World) -> None:
    record = small_release("wacht")
    manifest = replace(
        record.manifest,
        characteristics=(
            *record.manifest.characteristics,
            Characteristic("everwkd", "Ooit gewerkt", "Ever worked"),
        ),
        groups=(*record.manifest.groups, Group("everwkd", "one", "wel", "yes", "Ooit", "Ever")),
    )
    imported(replace(record, manifest=manifest), world.people)
    propose_policy(
        characteristic="everwkd", state="library", reason_nl="Zo.", reason_en="So.", by=world.people.esra
    )
    client.force_login(world.people.farid, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("releases:policies")).content.decode()
    shown = re.sub("<option.*?</option>|<[^>]+>", " ", page)
    assert "Ooit gewerkt" in shown
    assert "everwkd" not in shown
