# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes through which door: every page of the app, asked by nine people (style of three named people, made wide).

in: the page answers · log in: sent to the log-in page · 403: not for this role · 404: not there for this person
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from checklist.access.models import AccessLine
from checklist.decisions.models import Decision
from checklist.followup.queries import open_of_case
from checklist.intake.models import Answer
from checklist.people.models import Account
from checklist.questions.actions import derive_draft, load_default_questions
from checklist.releases.actions import import_release
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.reviews.models import Draw
from checklist.transparency.models import ClientRequest
from tests import worlds
from tests.checklist.transparency.world import choose, come_in, decided, make_world, staff_browser
from tests.people import People

pytestmark = pytest.mark.django_db

STAFF = ("anouk", "bilal", "carla", "esra", "farid", "gerda")
CLIENTS = ("dirk", "els")
EVERYBODY = ("visitor", *CLIENTS, *STAFF)
LOG_IN = "log in"


@dataclass(frozen=True)
class Door:
    """One page: its name, where it is, who comes in, and what somebody of the staff gets who does not."""

    name: str
    address: str
    may: tuple[str, ...]
    otherwise: int = 403
    method: str = "get"
    other: dict[str, int | str] = field(default_factory=dict)

    def expected(self, who: str) -> int | str:
        if who in self.other:
            return self.other[who]
        if who in self.may:
            return "in"
        return LOG_IN if who == "visitor" or self._kind(who) else self.otherwise

    def _kind(self, who: str) -> bool:
        """A client at a door of the staff, and staff at a door of the client, are asked to log in."""
        return (who in CLIENTS) != ("dirk" in self.may)


def public(name: str, address: str, method: str = "get") -> Door:
    return Door(name, address, EVERYBODY, method=method)


def staff(name: str, address: str, *may: str, method: str = "get") -> Door:
    return Door(name, address, may or STAFF, method=method)


def own(name: str, address: str, method: str = "get", *, els: str | int = "in") -> Door:
    return Door(name, f"/mijn-gesprek/{address}", ("dirk",), method=method, other={"els": els})


def of_case(name: str, address: str, method: str = "get") -> Door:
    return Door(name, f"/gesprekken/{{case}}/{address}", ("anouk",), otherwise=404, method=method)


EDITOR, BOTH = ("esra",), ("esra", "farid")
DOORS = [
    public("people:home", "/"),
    public("people:log_in", "/inloggen/"),
    Door("people:first_password", "/inloggen/eigen-wachtwoord/", (), other=dict.fromkeys(EVERYBODY, LOG_IN)),
    Door("people:log_out", "/uitloggen/", (), method="post", other=dict.fromkeys(EVERYBODY, LOG_IN)),
    staff("people:account", "/account/"),
    staff("people:log_ins", "/account/inlogs/"),
    staff("people:password_again", "/account/wachtwoord/"),
    public("transparency:log_in", "/inloggen/code/", "post"),
    public("people:forget_kept", "/niet-bewaren/", "post"),
    public("set_language", "/taal/", "post"),
    Door("transparency:pin", "/inloggen/pin/", (), other=dict.fromkeys(EVERYBODY, LOG_IN)),
    # research
    public("releases:library", "/onderzoek/"),
    public("releases:release", "/onderzoek/{slug}/"),
    public("releases:version", "/onderzoek/{slug}/uitgave/{digest}/"),
    public("releases:numbers", "/onderzoek/{slug}/uitgave/{digest}/getallen/"),
    public("releases:numbers_csv", "/onderzoek/{slug}/uitgave/{digest}/getallen.csv"),
    public("releases:numbers_json", "/onderzoek/{slug}/uitgave/{digest}/getallen.json"),
    public("releases:whole_group", "/onderzoek/{group}/groep/"),
    public("releases:whole_group_version", "/onderzoek/{group}/uitgave/{group_digest}/groep/"),
    public("releases:dataset", "/onderzoek/{slug}/uitgave/{digest}/dataset.jsonld"),
    public("releases:finding", "/onderzoek/{slug}/{finding}/"),
    public("releases:policies", "/onderzoek/groepen/"),
    staff("releases:import", "/onderzoek/invoeren/", *EDITOR),
    staff("releases:withdraw_release", "/onderzoek/{slug}/uitgave/{digest}/intrekken/", *BOTH),
    staff("releases:withdraw_finding", "/onderzoek/{slug}/{finding}/intrekken/", *BOTH),
    staff("releases:approve_policy", "/onderzoek/groepen/{policy}/goedkeuren/", *BOTH, method="post"),
    # services and questions
    staff("services:catalogue", "/aanbod/", *BOTH),
    staff("services:new", "/aanbod/nieuw/", *EDITOR),
    staff("services:edit", "/aanbod/direct_werk/", *EDITOR),
    staff("services:move", "/aanbod/direct_werk/plaats/", *EDITOR, method="post"),
    staff("services:switch", "/aanbod/direct_werk/aan/", *EDITOR, method="post"),
    staff("services:link", "/aanbod/koppelen/{waiting}/", *EDITOR),
    staff("services:approve", "/aanbod/goedkeuren/{waiting}/", "farid"),
    staff("questions:overview", "/gespreksvragen/", *BOTH),
    staff("questions:version", "/gespreksvragen/1/", *BOTH),
    staff("questions:preview", "/gespreksvragen/1/voorbeeld/", *BOTH),
    staff("questions:export", "/gespreksvragen/1/bestand/", *BOTH),
    staff("questions:import", "/gespreksvragen/invoeren/", *EDITOR, method="post"),
    staff("questions:paper", "/gespreksvragen/papier/"),
    staff("questions:derive", "/gespreksvragen/nieuw/", *EDITOR, method="post"),
    staff("questions:fill_up", "/gespreksvragen/2/aanvullen/", *EDITOR, method="post"),
    staff("questions:publish", "/gespreksvragen/2/publiceren/", *BOTH),
    staff("questions:copy", "/gespreksvragen/1/overnemen/", *EDITOR, method="post"),
    staff("questions:new_question", "/gespreksvragen/2/vraag/", *EDITOR),
    staff("questions:question", "/gespreksvragen/2/vraag/age/", *EDITOR),
    staff("questions:move", "/gespreksvragen/2/vraag/age/verplaats/", *EDITOR, method="post"),
    staff("questions:remove", "/gespreksvragen/2/vraag/age/weg/", *EDITOR, method="post"),
    # the talk
    staff("intake:cases", "/gesprekken/", "anouk", "bilal"),
    staff("intake:open", "/gesprekken/nieuw/", "anouk", "bilal"),
    staff("intake:stand_in", "/gesprekken/waarnemen/", "anouk", "bilal"),
    staff("intake:share_screen", "/gesprekken/scherm-delen/", "anouk", "bilal", method="post"),
    Door("intake:case", "/gesprekken/{case}/", ("anouk",), other={"bilal": 404}),
    Door("intake:purpose", "/gesprekken/{case}/doel-van-inzage/", ("anouk",), other={"bilal": 404}),
    of_case("intake:goal", "doel/"),
    of_case("intake:questions", "vragen/"),
    of_case("intake:questions", "vragen/2/"),
    of_case("intake:all_questions", "vragen/alles/"),
    of_case("intake:paper", "vragen/papier/"),
    of_case("intake:save_answer", "vragen/bewaar/", "post"),
    of_case("intake:read_back", "teruglezen/"),
    of_case("intake:code", "code/"),
    of_case("intake:hand_over", "overdragen/"),
    of_case("intake:held", "hoe/"),
    of_case("intake:no_show", "niet-gekomen/"),
    of_case("intake:close", "afsluiten/"),
    of_case("intake:wrong_person", "afsluiten/verkeerde-persoon/"),
    of_case("advice:first_idea", "eerste-idee/"),
    of_case("advice:evidence", "uitkomsten/"),
    of_case("advice:recalled", "klopt-niet-meer/"),
    staff("advice:recalls", "/gesprekken/klopt-niet-meer/", "anouk", "bilal", "esra", "farid"),
    of_case("decisions:choices", "keuzes/"),
    of_case("decisions:summary", "verslag/"),
    of_case("decisions:summary_pdf", "verslag.pdf"),
    of_case("decisions:summary_text", "verslag.txt"),
    of_case("decisions:earlier", "verslag/{earlier}/"),
    staff("followup:to_do", "/gesprekken/te-doen/", "anouk", "bilal"),
    of_case("followup:of_case", "te-doen/"),
    of_case("followup:close", "te-doen/{followup}/"),
    staff("followup:second_opinions", "/gesprekken/tweede-mening/", "carla"),
    staff("registration:requests", "/registratie/", "esra", "gerda"),
    Door("registration:request", "/registratie/999/", (), other=dict.fromkeys(("esra", "gerda"), 404)),
    # looking back
    staff("reviews:overrides", "/andere-keuzes/", "carla"),
    Door(
        "reviews:export", "/andere-keuzes/bestand.csv", (), other={"carla": 403}
    ),  # fewer than ten people (R15)
    staff("reviews:queue", "/terugkijken/", "carla"),
    staff("reviews:review", "/terugkijken/{decision}/", "carla"),
    staff("reviews:for_editors", "/terugkijken/voor-de-redactie/", *EDITOR),
    # the client's own page, and who answers
    own("transparency:mine", ""),
    own("transparency:looks", "wie-keek/"),
    own("transparency:ask_about_look", "wie-keek/{line}/", els=404),
    own("transparency:shown", "getoond/", els=404),
    own("transparency:own_voice", "keuze/"),
    own("transparency:earlier_report", "verslag/{earlier}/", els=404),
    own("transparency:agreed", "afspraken/"),
    own("transparency:close_agreed", "afspraken/{followup}/", els=404),
    own("transparency:calendar", "afspraken/{followup}.ics", els=404),
    own("transparency:ask_other", "vraag/"),
    own("transparency:talk_again", "opnieuw-praten/"),
    own("transparency:answer_voice", "antwoord/{question}/", els=404),
    own("transparency:no_research", "geen-onderzoek/", "post"),
    own("transparency:download", "alles/"),
    staff("transparency:requests", "/verzoeken/", "anouk", "bilal", "gerda"),
    Door("transparency:reply", "/verzoeken/{request}/", ("anouk", "gerda"), other={"bilal": 404}),
    staff("transparency:supervision", "/toezicht/", "gerda"),
    staff("transparency:standing_out", "/toezicht/opvallend/", "gerda"),
    staff("transparency:export", "/toezicht/bestand/", "gerda", method="post"),
    staff("transparency:file_for_client", "/toezicht/clientbestand/", "gerda", method="post"),
    staff("transparency:accounts", "/toezicht/accounts/", "gerda"),
    staff("transparency:new_search", "/toezicht/nieuw/", "gerda", method="post"),
    # for everybody
    public("register:explanation", "/uitleg/"),
    public("register:words", "/uitleg/woorden/"),
    public("register:register", "/uitleg/register/"),
    public("register:register_data", "/uitleg/register.json"),
    public("register:accessibility", "/toegankelijkheid/"),
    public("register:security_txt", "/.well-known/security.txt"),
    public("dialogues:game", "/databasespel/"),
    public("dialogues:deck", "/databasespel/6/kaarten/"),
    public("dialogues:round", "/databasespel/6/3/"),
]
ELSEWHERE = {
    "livez",
    "readyz",
}  # open to everybody, tested with the project; the API has a table of its own


@dataclass(frozen=True)
class Town:
    """Everybody with a browser, and the keys of what lies behind the doors."""

    browsers: dict[str, Browser]
    keys: dict[str, object]


@pytest.fixture(scope="module")
def town(folk: People, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        dirk = decided(make_world(people=folk))
        choose(staff_browser(folk.anouk), dirk, client="meedoen", caseworker="direct_werk")
        els = make_world("FICTIEF-2", folk)
        browsers = {"visitor": Browser(), "dirk": come_in(dirk), "els": come_in(els)}
        browsers["dirk"].post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit?"})
        browsers |= {who: staff_browser(getattr(folk, who)) for who in STAFF}
        yield Town(browsers, {"case": dirk.case.uuid, "code": dirk.code, **keys_behind_doors(folk)})
        transaction.set_rollback(True)


def keys_behind_doors(folk: People) -> dict[str, object]:
    """One of everything: a drawn decision, a proposal, a draft of the questions, a release that waits."""
    esra = Account.objects.get(pk=folk.esra.pk)
    decision, release = Decision.objects.latest("id"), Release.objects.get()
    Draw.objects.create(decision=decision, team=folk.team, drawn_by=folk.carla)
    policy = GroupPolicy(
        characteristic="age", state="library", reason_nl="Proef", reason_en="Trial", proposed_by=folk.carla
    )
    policy.save()
    load_default_questions(draft=derive_draft(releases=[release], by=esra), by=esra)
    group = import_release(path=Path(settings.MODELS_STORE) / "fictief-groep-2026", by=esra)
    worlds.linked_and_approved(group, {}, folk)
    return {
        "line": AccessLine.objects.filter(client_key=decision.client_key).values_list("uuid", flat=True)[0],
        "question": Answer.objects.filter(state="given").values_list("question__key", flat=True)[0],
        "request": ClientRequest.objects.get().uuid,
        "decision": decision.uuid,
        "followup": open_of_case(decision.case)[0].uuid,
        "earlier": Decision.objects.earliest("id").uuid,
        "slug": release.slug,
        "digest": release.digest,
        "group": group.slug,
        "group_digest": group.digest,
        "waiting": worlds.imported(worlds.small_release("fictief-later"), folk).digest,
        "policy": policy.pk,
        "finding": Finding.objects.filter(release=release).values_list("pk", flat=True)[0],
    }


def what_came(answer: HttpResponse) -> int | str:
    if answer.status_code == 302 and str(answer["Location"]).startswith("/inloggen/"):
        return LOG_IN
    return "in" if answer.status_code not in {403, 404, 410, 500} else answer.status_code


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.name} {door.method} {door.address}")
def test_who_comes_through_this_door(town: Town, door: Door) -> None:
    address = door.address.format(**town.keys)
    came = {}
    for who, browser in town.browsers.items():
        with transaction.atomic():  # everybody finds the town as it was
            kept = copy(browser.cookies)
            came[who] = what_came(getattr(browser, door.method)(address))
            browser.cookies = kept
            transaction.set_rollback(True)
    assert came == {who: door.expected(who) for who in EVERYBODY}


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            found.add(f"{space}{pattern.name}")
    return found


def test_every_page_has_a_door_in_this_table() -> None:
    pages = {name for name in names(get_resolver().url_patterns) if not name.startswith("api:")}
    assert pages - ELSEWHERE == {door.name for door in DOORS}


def test_the_table_tells_inside_from_outside(town: Town) -> None:
    """The table would be worthless if every answer counted as 'in'."""
    assert what_came(town.browsers["visitor"].get("/account/")) == LOG_IN
    assert what_came(town.browsers["anouk"].get("/toezicht/")) == 403
    assert what_came(town.browsers["anouk"].get("/niets/")) == 404
