# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A result or a whole piece of research is withdrawn: every page and file that rests on it says so at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client as Browser

from checklist.advice.models import EvidenceSnapshot
from checklist.decisions.models import Decision
from checklist.intake.actions import close_case
from checklist.intake.models import Case
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Finding, Release
from checklist.reviews.models import Draw
from tests.checklist.reviews.more import more_overrides
from tests.checklist.transparency.world import (
    World,
    choose,
    come_in,
    decided,
    make_world,
    staff_browser,
    talk,
)
from tests.paper import words_of
from tests.people import People

pytestmark = pytest.mark.django_db
REASON = "Er zat een fout in de telling."
SAYS_SO = re.compile(
    r"ingetrokken|klopt niet meer|\"isWithdrawn\": ?true|\"evidenceWithdrawn\": ?true", re.IGNORECASE
)
STAFF = ("anouk", "carla", "esra", "farid")


@dataclass(frozen=True)
class Town:
    """Dirk talked twice, Els is closed, Hans looked at the results and did not choose yet."""

    browsers: dict[str, Browser]
    keys: dict[str, object]
    release: Release
    finding: Finding
    people: People


def looked_at(world: World) -> World:
    """The talk as far as the results."""
    told = talk(world)
    anouk, at = staff_browser(world.people.anouk), f"/gesprekken/{world.case.uuid}"
    anouk.post(f"{at}/eerste-idee/", {"client_choice": "no_idea", "caseworker_choice": "no_idea"})
    assert anouk.get(f"{at}/uitkomsten/").status_code == 200
    return told


@pytest.fixture(scope="module")
def town(folk: People, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        dirk = decided(make_world(people=folk))
        choose(staff_browser(folk.anouk), dirk, client="meedoen", caseworker="direct_werk")
        els, hans = looked_at(make_world("FICTIEF-2", folk)), looked_at(make_world("FICTIEF-3", folk))
        close_case(case=els.case, reason="done", by=folk.anouk)
        last, first = Decision.objects.latest("id"), Decision.objects.earliest("id")
        other = decided(make_world("FICTIEF-4", folk), client="meedoen")
        more_overrides(Decision.objects.get(case=other.case), 10)
        Draw.objects.create(decision=last, team=folk.team, drawn_by=folk.carla)
        release = Release.objects.get()
        finding = Finding.objects.get(release=release, service="direct_werk", characteristic="", primary=True)
        keys: dict[str, object] = {
            "dirk": dirk.case.uuid, "els": els.case.uuid, "hans": hans.case.uuid, "slug": release.slug,
            "digest": release.digest, "finding": finding.pk, "decision": last.uuid, "earlier": first.uuid,
        }  # fmt: skip
        browsers = {"dirk": come_in(dirk), "hans": come_in(hans), "visitor": Browser()}
        browsers |= {who: staff_browser(getattr(folk, who)) for who in STAFF}
        yield Town(browsers, keys, release, finding, folk)
        transaction.set_rollback(True)


#: Who opens what. Everything here rests on what is withdrawn.
SURFACES = {
    "library": ("visitor", "/onderzoek/"),
    "release": ("visitor", "/onderzoek/{slug}/"),
    "version": ("visitor", "/onderzoek/{slug}/uitgave/{digest}/"),
    "numbers": ("visitor", "/onderzoek/{slug}/uitgave/{digest}/getallen/"),
    "finding": ("visitor", "/onderzoek/{slug}/{finding}/"),
    "dataset": ("visitor", "/onderzoek/{slug}/uitgave/{digest}/dataset.jsonld"),
    "api finding": ("visitor", "/api/v1/findings/{finding}"),
    "api findings": ("visitor", "/api/v1/findings?release={digest}&service=direct_werk"),
    "api decisions": ("carla", "/api/v1/decisions?purpose=learn"),
    "api overrides": ("carla", "/api/v1/overrides?purpose=learn"),
    "open talk, results": ("anouk", "/gesprekken/{hans}/uitkomsten/"),
    "open talk, choices": ("anouk", "/gesprekken/{hans}/keuzes/"),
    "open talk, recalled": ("anouk", "/gesprekken/{hans}/klopt-niet-meer/"),
    "closed talk, results": ("anouk", "/gesprekken/{els}/uitkomsten/"),
    "report": ("anouk", "/gesprekken/{dirk}/verslag/"),
    "report, large": ("anouk", "/gesprekken/{dirk}/verslag/?groot=1"),
    "report on paper": ("anouk", "/gesprekken/{dirk}/verslag.pdf"),
    "report on paper, large": ("anouk", "/gesprekken/{dirk}/verslag.pdf?groot=1"),
    "report as text": ("anouk", "/gesprekken/{dirk}/verslag.txt"),
    "earlier report": ("anouk", "/gesprekken/{dirk}/verslag/{earlier}/"),
    "start page": ("anouk", "/"),
    "agenda": ("anouk", "/gesprekken/klopt-niet-meer/"),
    "agenda of the editor": ("esra", "/gesprekken/klopt-niet-meer/"),
    "agenda of the approver": ("farid", "/gesprekken/klopt-niet-meer/"),
    "other choices": ("carla", "/andere-keuzes/"),
    "other choices as a file": ("carla", "/andere-keuzes/bestand.csv"),
    "review": ("carla", "/terugkijken/{decision}/"),
    "own page": ("dirk", "/mijn-gesprek/"),
    "own page, shown": ("dirk", "/mijn-gesprek/getoond/"),
    "own page, earlier report": ("dirk", "/mijn-gesprek/verslag/{earlier}/"),
    "own page, everything": ("dirk", "/mijn-gesprek/alles/"),
    "own choice": ("hans", "/mijn-gesprek/keuze/"),
}
#: Pages whose own title or head speaks of withdrawal: there it is this that must come.
BY_NAME = {
    "agenda": "Dirk Jansen",
    "agenda of the editor": REASON,
    "agenda of the approver": REASON,
    "open talk, recalled": REASON,
    "other choices as a file": '"ja"',
}


def text_of(town: Town, who: str, address: str) -> str:
    answer = town.browsers[who].get(address.format(**town.keys), follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    if answer.content.startswith(b"%PDF"):
        return words_of(answer.content)
    text = answer.content.decode("utf-8")
    html = "html" in answer["Content-Type"]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)) if html else text)


def withdraw(town: Town, what: str) -> None:
    if what == "finding":
        withdraw_finding(finding=Finding.objects.get(pk=town.finding.pk), reason=REASON, by=town.people.esra)
    else:
        withdraw_release(release=Release.objects.get(pk=town.release.pk), reason=REASON, by=town.people.esra)


def test_before_it_no_page_speaks_of_a_withdrawal(town: Town) -> None:
    for name, (who, address) in SURFACES.items():
        wanted = re.compile(re.escape(BY_NAME[name])) if name in BY_NAME else SAYS_SO
        with transaction.atomic():
            assert not wanted.search(text_of(town, who, address)), name
            transaction.set_rollback(True)


@pytest.mark.parametrize("what", ["finding", "release"])
def test_every_surface_says_so_at_once(town: Town, what: str) -> None:
    silent = []
    with transaction.atomic():
        withdraw(town, what)
        for name, (who, address) in SURFACES.items():
            with transaction.atomic():
                wanted = re.compile(re.escape(BY_NAME[name])) if name in BY_NAME else SAYS_SO
                silent += [name] if not wanted.search(text_of(town, who, address)) else []
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert not silent


@pytest.mark.parametrize("what", ["finding", "release"])
def test_the_reason_stands_where_people_read_what_was_shown(town: Town, what: str) -> None:
    people_read = [
        name for name, (who, _at) in SURFACES.items() if who in {"dirk", "hans"} or name.startswith("report")
    ]
    with transaction.atomic():
        withdraw(town, what)
        for name in [*people_read, "earlier report", "review", "closed talk, results", "open talk, results"]:
            assert REASON in text_of(town, *SURFACES[name]), name
        transaction.set_rollback(True)


def test_a_question_that_rested_on_withdrawn_research_says_so(town: Town) -> None:
    with transaction.atomic():
        assert "Geen uitkomst heeft dit nog nodig" not in text_of(town, "esra", "/gespreksvragen/1/")
        withdraw(town, "release")
        assert "nog nodig" in text_of(town, "esra", "/gespreksvragen/1/")
        transaction.set_rollback(True)


def test_what_was_on_the_screen_is_drawn_with_a_word_about_it(town: Town) -> None:
    case = Case.objects.get(uuid=town.keys["els"])
    snapshot = EvidenceSnapshot.objects.filter(case=case).latest("seq")
    with transaction.atomic():
        withdraw(town, "finding")
        out, beside = StringIO(), StringIO()
        call_command("show_snapshot", str(snapshot.uuid), stdout=out, stderr=beside)
        transaction.set_rollback(True)
    assert REASON in beside.getvalue()
    assert REASON not in out.getvalue()  # to the letter


def test_a_withdrawn_group_is_not_named_as_a_difference_that_was_shown(town: Town) -> None:
    group = Finding.objects.get(
        release=town.release, service="direct_werk", characteristic="recent_work", group="with"
    )
    with transaction.atomic():
        shown = text_of(town, "visitor", "/onderzoek/{slug}/")
        told = re.compile(r"met de andere groep aangetoond: ([^.]*)\.")
        before = told.search(shown)
        withdraw_finding(finding=group, reason=REASON, by=town.people.esra)
        after = told.search(text_of(town, "visitor", "/onderzoek/{slug}/"))
        transaction.set_rollback(True)
    assert before is not None
    assert after is not None
    assert "mensen met recent werk" in before[1]
    assert "mensen met recent werk" not in after[1]
