# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases of several municipalities together: brought in, held against what they name, and shown."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklist.people.permissions import Refused
from checklist.releases import rules
from checklist.releases.actions import import_release, withdraw_release
from checklist.releases.models import Release
from checklist.releases.queries import facts_of_finding
from checklist.releases.wording import stated
from research.publish.combine import combine
from research.release.reading import read_release
from research.release.schema import CheckRow
from research.release.writing import write_release
from tests.checklist.releases.test_library import page_of, text_of
from tests.research.combinations import ALIKE, combined, towns
from tests.worlds import World, approved, imported, make_world, small_release

pytestmark = pytest.mark.django_db
SPREAD = ((9.0, 0.6), (1.0, 0.6), (8.0, 0.6), (2.0, 0.6), (7.0, 0.6), (3.5, 0.6), (6.5, 0.6), (0.5, 0.6))


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_number_of_a_combination_arrives(world: World, tmp_path: Path) -> None:
    record = read_release(combined(tmp_path))
    release = imported(record, world.people)
    assert [member["digest"] for member in release.manifest["members"]] == [
        m.digest for m in record.manifest.members
    ]
    assert len(release.combined) == len(record.combined)
    everyone = release.findings.get(position=1)
    assert (everyone.next_lower, everyone.next_upper) == (
        record.combined[0].next_lower,
        record.combined[0].next_upper,
    )
    assert release.findings.exclude(pk=everyone.pk).filter(next_lower__isnull=False).count() == 0


def test_the_statement_says_how_many_and_what_a_next_municipality_may_expect(
    world: World, tmp_path: Path
) -> None:
    release = approved(read_release(combined(tmp_path)), world.people)
    facts = facts_of_finding(release.findings.get(position=1))
    said = stated(facts, "nl")
    assert said.state == "towards"
    assert "6 gemeenten samen (FICTIEF)" in said.where
    assert "In een volgende gemeente: tussen 4 en 8 meer." in said.difference
    assert "In a next municipality: between 4 and 8 more." in stated(facts, "en").difference
    assert "volgende gemeente" in rules.plain_words(facts, "nl")


def test_municipalities_that_differ_say_so_and_give_no_direction(world: World, tmp_path: Path) -> None:
    release = approved(read_release(combined(tmp_path, SPREAD)), world.people)
    said = stated(facts_of_finding(release.findings.get(position=1)), "nl")
    assert said.state == "towns_differ"
    assert "gemeenten verschillen te veel" in said.headline
    assert said.why == "In een volgende gemeente kan het duidelijk anders zijn."


def test_where_a_next_one_may_only_expect_more_nothing_says_the_other_way(
    world: World, tmp_path: Path
) -> None:
    """Little difference on average, and next door more than little: the same way."""
    folders = towns(tmp_path, ((2.7, 0.2), (1.5, 0.2), (2.5, 0.2), (1.6, 0.2), (2.1, 0.2), (1.9, 0.2)))
    for folder in folders:
        read = read_release(folder)
        outcomes = tuple(replace(outcome, margin="3") for outcome in read.manifest.outcomes)
        write_release(replace(read, manifest=replace(read.manifest, outcomes=outcomes)), tmp_path)
    release = approved(combine(folders, "samen"), world.people)
    facts = facts_of_finding(release.findings.get(position=1))
    assert facts.next_lower is not None
    assert facts.next_upper is not None
    assert 0 < facts.next_lower < 3 < facts.next_upper
    said = stated(facts, "nl")
    assert said.state == "towns_differ"
    assert "andere kant" not in said.line


def test_the_page_shows_each_municipality_the_average_and_every_source(
    client: Client, world: World, tmp_path: Path
) -> None:
    folder = combined(tmp_path)
    member = approved(read_release(tmp_path / "plan-stad-2"), world.people)
    release = approved(read_release(folder), world.people)
    text = text_of(client, page_of(release))
    for number in range(1, 7):
        assert f"Stad {number} (FICTIEF)" in text
    assert "Een volgende gemeente" in text
    assert "Alle 6 samen" in text
    assert "Phrase(" not in text
    assert "6 gemeenten deden hetzelfde onderzoek, met één plan." in text
    assert "De gemeenten verschillen niet meer dan door toeval kan." in text
    assert "Zonder één gemeente, om de beurt" in text
    assert "Het neemt samen wat verschillende gemeenten vonden" in text
    html = client.get(page_of(release)).content.decode()
    assert reverse("releases:version", args=[member.slug, member.digest]) in html
    assert html.count("plan-stad-3") >= 1
    client.cookies["django_language"] = "en"
    assert "Each municipality, and all together" in text_of(client, page_of(release))


def test_the_page_of_another_release_has_no_municipalities(
    client: Client, world: World, tmp_path: Path
) -> None:
    combined(tmp_path)
    release = approved(read_release(tmp_path / "plan-stad-2"), world.people)
    assert "Elke gemeente, en allemaal samen" not in text_of(client, page_of(release))


def test_the_page_of_a_round_says_who_took_part_whether_they_differ_and_what_leans_on_one(
    client: Client, world: World
) -> None:
    told = {
        "plan.round": "Aan deze ronde deden mee: Noordstad (FICTIEF), Zuidstad (FICTIEF).",
        "round.differences.direct_werk": "De gemeenten verschillen niet meer dan door toeval kan.",
        "round.left_out.direct_werk": "Het antwoord leunt op één gemeente: zonder haar is het duidelijk anders.",
    }
    lines = tuple(
        CheckRow(key, "x", None, None, "ter informatie", text, "In English.") for key, text in told.items()
    )
    record = small_release("fictief-ronde", municipalities=2)
    release = approved(replace(record, checks=(*record.checks, *lines)), world.people)
    text = text_of(client, page_of(release))
    assert "Wie deed mee" in text
    for sentence in told.values():
        assert sentence in text
    other = approved(small_release("fictief-anders"), world.people)
    assert "Wie deed mee" not in text_of(client, page_of(other))


def test_x8_a_combination_that_says_other_numbers_than_its_release_is_refused(
    world: World, tmp_path: Path
) -> None:
    """Also one that follows from what it claims: what its release suppressed or said differently is held against it."""
    folders = towns(tmp_path)
    imported(read_release(folders[0]), world.people)
    real = read_release(folders[0])
    rows = (
        replace(real.findings[0], estimate=Decimal("6.2"), level_with=Decimal("36.2")),
        *real.findings[1:],
    )
    write_release(replace(real, findings=rows), tmp_path)
    forged = combine(folders, "samen-steden")
    member = replace(forged.manifest.members[0], digest=real.manifest.digest)
    forged = replace(
        forged, manifest=replace(forged.manifest, members=(member, *forged.manifest.members[1:]))
    )
    before = Release.objects.count()
    with pytest.raises(Refused, match="noemt andere getallen van plan-stad-1 dan die uitgave zelf"):
        import_release(path=write_release(forged, tmp_path), by=world.people.esra)
    assert Release.objects.count() == before


def test_a_combination_is_withdrawn_with_a_release_that_it_rests_on(world: World, tmp_path: Path) -> None:
    folder = combined(tmp_path)
    member = approved(read_release(tmp_path / "plan-stad-2"), world.people)
    release = approved(read_release(folder), world.people)
    withdraw_release(release=member, reason="Er zat een fout in.", by=world.people.esra)
    release.refresh_from_db()
    assert release.state == Release.State.WITHDRAWN
    assert release.withdrawn_reason == "Het steunt op plan-stad-2. Er zat een fout in."
    other = read_release(write_release(combine(towns(tmp_path), "samen-anders"), tmp_path))
    with pytest.raises(Refused, match="steunt op plan-stad-2, en die is ingetrokken"):
        imported(other, world.people)


def test_the_page_asks_the_database_no_more_for_more_municipalities(
    client: Client, world: World, tmp_path: Path
) -> None:
    asked = []
    for name, numbers in (("few", ALIKE[:3]), ("many", (*ALIKE, (6.1, 1.1), (5.9, 1.3)))):
        record = read_release(combined(tmp_path / name, numbers))
        record = replace(record, manifest=replace(record.manifest, slug=f"samen-{name}"))
        release = approved(record, world.people)
        client.get(page_of(release))
        with CaptureQueriesContext(connection) as seen:
            client.get(page_of(release))
        asked.append(len(seen))
    assert asked[0] == asked[1]
