# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""*Vergelijkbaar* in the app: an answer on every page, a sign of its own, and never a direction (R3, R4)."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.advice.rules import EvidenceRow, Situation, statement
from checklist.decisions.rules import SERVICES, Choice, departures
from checklist.releases import wording
from checklist.releases.actions import ReleaseRefused, import_files
from checklist.releases.models import Finding, Release
from checklist.releases.pictures import strip, strip_axis
from checklist.releases.rules import said_alone
from research.release.schema import FindingRow
from research.release.schema import Release as Record
from research.release.writing import release_files
from tests.checklist.releases.known import SURE
from tests.people import make_people
from tests.research.release.test_release import resealed
from tests.worlds import World, approved, make_world, small_release

D = Decimal
TODAY = date(2026, 9, 1)
LITTLE = {
    "estimate": D("-1.4"), "se": D("0.40"), "lower": D("-2.4"), "upper": D("-0.4"), "lower_95": D("-2.2"),
    "upper_95": D("-0.6"), "interval_level": D("98.75"), "level_with": D("28.6"), "level_without": D("30.0"),
    "verdict": "vergelijkbaar", "reason_empty": "", "certainty": "redelijk", "p_holm": D("0.001"),
}  # fmt: skip
CELL = "ongeveer even vaak werk, wel iets minder vaak"
LINE = "Met en zonder deze hulp vonden mensen ongeveer even vaak werk."


def chosen(row: FindingRow) -> bool:
    return row.type == "effect" and row.primary and row.overall and row.service == "direct_werk"


def with_margin(**changes: Any) -> Record:
    """The small release, whose plan calls 3 of 100 people little difference, and that found little for one service."""
    record = small_release()
    outcomes = tuple(
        replace(one, margin="3") if one.scale == "share" else one for one in record.manifest.outcomes
    )
    findings = tuple(replace(row, **(LITTLE | changes)) if chosen(row) else row for row in record.findings)
    return replace(record, manifest=replace(record.manifest, outcomes=outcomes), findings=findings)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def release(world: World) -> Release:
    return approved(
        replace(with_margin(), manifest=replace(with_margin().manifest, slug="weinig-2026")), world.people
    )


def of_it(release: Release) -> Finding:
    return release.findings.get(type="effect", primary=True, characteristic="", service="direct_werk",
                                comparison=release.direction_comparison)  # fmt: skip


def address(name: str, release: Release) -> str:
    version = [release.slug, release.digest]
    return {
        "at a glance": reverse("releases:version", args=version),
        "finding": reverse("releases:finding", args=[release.slug, of_it(release).pk]),
        "library": reverse("releases:library"),
        "numbers": reverse("releases:numbers", args=version) + "?hulp=direct_werk",
        "csv": reverse("releases:numbers_csv", args=version),
        "json": reverse("releases:numbers_json", args=version),
        "api": f"{reverse('api:findings')}?release={release.digest}",
        "json-ld": reverse("releases:dataset", args=version),
    }[name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("at a glance", (CELL, 'class="similar"', 'data-shape="similar"', "#shape-similar", "weinig verschil")),
        ("finding", (LINE, "Het was wel iets minder vaak.", 'class="similar"', "tot 3 meer of minder op de 100",
                     "tussen 0,4 en 2,4 minder", "waarschijnlijk weinig verschil")),
        ("library", (CELL,)),
        ("numbers", ("1 minder", "0,4 tot 2,4 minder")),
        ("csv", ("vergelijkbaar",)),
        ("json", ('"verdict": "vergelijkbaar"',)),
        ("api", ('"state":"similar"', '"verdict":"vergelijkbaar"', LINE)),
        ("json-ld", ("Vergelijkbaar (similar)", "minder dan 3")),
    ],
)  # fmt: skip
def test_every_page_of_the_library_says_little_difference(
    release: Release, client: Client, name: str, words: tuple[str, ...]
) -> None:
    page = unescape(client.get(address(name, release)).content.decode())
    page = page.replace("\u00a0", " ")
    assert [one for one in words if one not in page] == []


def test_the_api_describes_the_state(client: Client, db: None) -> None:
    assert "similar" in json.dumps(client.get(reverse("api:openapi")).json())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b",-2.4,-0.4,", b",-2.4,3.0,", "binnen ±3"),
        (b",vergelijkbaar,redelijk,", b",slechter,redelijk,", "“vergelijkbaar”: binnen ±3"),
        (b",98.75,", b",95,", "ten minste 97.5"),
    ],
)
def test_an_import_looks_again_at_what_is_called_little(db: None, old: bytes, new: bytes, words: str) -> None:
    files, esra = release_files(with_margin()), make_people().esra
    with pytest.raises(ReleaseRefused) as caught:
        import_files(files=resealed(files, "findings.csv", old, new), by=esra)
    assert words in str(caught.value)
    assert not Release.objects.exists()
    import_files(files=files, by=esra)


# ---- no direction ----------------------------------------------------------------------------------------------------


def row(verdict: str, **changes: Any) -> EvidenceRow:
    known = {"finding": 1, "service": "a", "release": "r", "certainty": "redelijk", "verdict": verdict}
    return EvidenceRow(**(known | {"expires_on": TODAY} | changes))


CASE = Situation(TODAY, fictional=False, allowed=frozenset(), told=())


def test_r3_little_difference_is_an_answer_and_no_direction() -> None:
    said = statement("a", [row("vergelijkbaar")], CASE)
    assert (said.direction, said.reason) == ("none", "similar")
    silent = statement(
        "a", [row("vergelijkbaar"), row("geen uitspraak", release="s", reason_empty="te onzeker")], CASE
    )
    assert (silent.direction, silent.reason) == ("none", "similar")


def test_r3_a_direction_beside_little_difference_is_none() -> None:
    said = statement("a", [row("beter"), row("vergelijkbaar", release="s")], CASE)
    assert (said.direction, said.reason) == ("none", "studies_differ")


@pytest.mark.parametrize(
    "changes", [{"agrees": False}, {"gates_passed": False}, {"kind": "elsewhere"}, {"certainty": "zwak"}]
)
def test_what_may_not_speak_is_not_similar_either(changes: dict[str, Any]) -> None:
    assert statement("a", [row("vergelijkbaar", **changes)], CASE).reason not in {"similar", ""}


@pytest.mark.parametrize("services", [{"a"}, {"b"}, {"a", "b"}])
def test_r4_no_choice_departs_from_little_difference(services: set[str]) -> None:
    statements = [statement("a", [row("vergelijkbaar")], CASE), statement("b", [], CASE)]
    assert departures(Choice(SERVICES, frozenset(services)), statements) == frozenset()


# ---- words and the strip ---------------------------------------------------------------------------------------------

KNOWN = replace(SURE, verdict="vergelijkbaar", margin=D(3), estimate=D("0.2"), lower=D("-1.8"), upper=D("2.2"),
                level_with=D("18.2"), level_without=D("18.0"))  # fmt: skip


@pytest.mark.parametrize("scale", ["share", "mean"])
@pytest.mark.parametrize("group", [None, SURE.group])
@pytest.mark.parametrize("ends", [("-1.8", "2.2"), ("0.4", "2.6"), ("-2.6", "-0.4")])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_sentences_are_plain_and_hide_no_difference(
    scale: Any, group: Any, ends: tuple[str, str], lang: wording.Lang
) -> None:
    low, high = map(D, ends)
    middle = (low + high) / 2
    facts = replace(KNOWN, scale=scale, group=group, lower=low, upper=high, estimate=middle, level_with=18 + middle,
                    unit=wording.Phrase("uur per week", "hours a week"))  # fmt: skip
    one = wording.stated(facts, lang)
    assert (one.state, facts.uncertain) == ("similar", False)
    text = " ".join(
        (*wording.sentences(facts, lang), one.headline, one.why, wording.certainty_sentence(facts, lang))
    )
    assert wording.linter(text, lang) == []
    assert len(wording.sentences(facts, lang)) <= wording.MAX_SENTENCES
    way = {"nl": ("wel iets", "weinig verschil"), "en": ("a little", "little difference")}[lang]
    outside = not low <= 0 <= high
    assert (way[0] in one.why) == outside
    assert (way[0] in wording.state_words(facts, lang)) == outside
    assert way[1] in wording.certainty_sentence(facts, lang)


def test_outside_its_margin_or_without_one_it_says_nothing() -> None:
    assert replace(KNOWN, margin=None).state == "too_uncertain"
    assert replace(KNOWN, margin=D("2.2")).state == "too_uncertain"
    assert replace(KNOWN, expired=True).state == "too_old"


def test_the_strip_has_a_sign_for_it_and_draws_its_line_closed() -> None:
    one = said_alone(KNOWN, "nl")
    [service] = strip([("a", "Hulp", one)], strip_axis([KNOWN], "nl"), "nl").services
    [line] = service.lines
    assert (line.similar, line.points, line.uncertain, line.level) == (True, True, False, 2)
