# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""manage.py demo: fictional people in every state of the talk. Safe to run again; never for real people."""

import hashlib
import json
import logging
import os
import re
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import translation

from checklist.base.anchor import write_anchor
from checklist.base.small_numbers import FEWEST
from checklist.decisions.models import Override
from checklist.management.browsing import DeadEnd, Fields, Person
from checklist.management.demo_talks import Talk, hold_talk, others, personas
from checklist.people.actions import make_account
from checklist.people.permissions import ROLES, SYSTEM
from checklist.releases.models import Release
from checklist.services.rules import studied_services

STAFF = (  # user name, name, team, roles
    ("anouk", "Anouk de Wit", "Team Noord", ["caseworker"]),
    ("bilal", "Bilal Kaya", "Team Noord", ["caseworker"]),
    ("sanne", "Sanne Mulder", "Team Zuid", ["caseworker"]),
    ("carla", "Carla Smit", "Team Noord", ["team_lead"]),
    ("esra", "Esra Yilmaz", "Team Noord", ["editor"]),
    ("farid", "Farid Amrani", "Team Noord", ["approver"]),
    ("gerda", "Gerda Vos", "Team Noord", ["privacy_officer"]),
)
ROOT = Path(settings.BASE_DIR)
MADE_FROM = ("checklist/migrations", "checklist/defaults", "models_store", "checklist/management")
REACHED = {  # how far a talk came, for the list on the log-in page
    "opened": "net geopend",
    "questions": "halverwege de vragen",
    "answered": "vragen beantwoord",
    "first_client": "eerste idee van de cliënt",
    "evidence": "uitkomsten bekeken",
    "summary": "twee keuzes vastgelegd",
    "no_show": "niet gekomen",
}
PIN = "246810"  # of the clients who came in already
IN_TALKS = (
    "fictief-ronde-2026"  # of the own releases the one that talks rest on; the others stand in the library
)


class Command(BaseCommand):
    help = "Makes the demo: fictional people in every state of the talk, through the real pages. Only in dev settings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--show", action="store_true", help="print addresses and log-ins of the demo that stands"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is for fictional people: these settings are for real ones.")
        self.file = Path(settings.VAR_DIR) / "demo.json"
        if options["show"]:
            self._show()
        elif self._stands():
            self.stdout.write("The demo stands already.")
        else:
            self._make()

    def _stands(self) -> bool:
        """Is there a whole demo, made from the files as they now are?"""
        return self.file.exists() and json.loads(self.file.read_text()).get("made_from") == made_from()

    def _make(self) -> None:
        logging.getLogger("tweespraak").setLevel(logging.WARNING)
        self._clear()
        call_command("migrate", verbosity=0)
        password = f"fictief-{secrets.randbelow(9000) + 1000}"
        self._step("people", lambda: make_staff(password))
        self._step("research, services and questions", lambda: make_catalogue(password))
        talks: list[Talk] = []
        workers = {name: log_in(name, password) for name in ("anouk", "bilal", "sanne")}
        everybody = [*personas(), *others()]
        for number, persona in enumerate(everybody, start=1):
            self.stdout.write(f"\r  talk {number} of {len(everybody)} …", ending="")
            self.stdout.flush()
            talks.append(hold_talk(workers[worker_of(number)], persona))
        self.stdout.write("")
        self._step("a client's own look, a team lead's look back", lambda: look_around(talks, password))
        write_anchor(settings.ANCHOR_FILE)
        scratch = self.file.with_suffix(".new")
        scratch.write_text(json.dumps(self._description(talks, password), indent=1, ensure_ascii=False))
        scratch.replace(self.file)

    def _step(self, what: str, work: Any) -> None:
        self.stdout.write(f"  {what} …")
        work()

    def _clear(self) -> None:
        """Start from nothing: a half-made or older demo is put aside, never mixed."""
        self.file.unlink(missing_ok=True)
        settings.ANCHOR_FILE.unlink(missing_ok=True)
        if connection.vendor != "sqlite":
            if "checklist_case" in connection.introspection.table_names():
                raise CommandError(
                    "This PostgreSQL database is not empty. Give the demo an empty one: DATABASE_URL."
                )
            return
        database = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        if database.exists():
            aside = database.with_name("db.before.sqlite3")
            self.stdout.write(f"The demo is made anew; what stood here is now {aside.name}.")
            for ending in ("-wal", "-shm"):
                database.with_name(database.name + ending).unlink(missing_ok=True)
            database.replace(aside)

    def _description(self, talks: list[Talk], password: str) -> dict[str, Any]:
        return {
            "made_from": made_from(),
            "base": base_address(),
            "password": password,
            "log_ins": {role: name for name, _display, _team, roles in STAFF for role in roles},
            "staff": [
                {
                    "username": name,
                    "password": password,
                    "name": display,
                    "team": team,
                    "role": ", ".join(role_names(roles)),
                }
                for name, display, team, roles in STAFF
            ],
            "clients": [
                {
                    "name": t.name,
                    "state": REACHED[t.until],
                    "code": t.code,
                    "pin": PIN if t is talks[0] else "",
                }
                for t in talks[: len(personas())]
                if t.code
            ],
            "cases": {t.until: f"/gesprekken/{t.uuid}/" for t in reversed(talks)},
            "talks": [vars(t) for t in talks],
        }

    def _show(self) -> None:
        if not self.file.exists():
            raise CommandError("There is no demo yet: run 'manage.py demo' first.")
        demo = json.loads(self.file.read_text()) | {"base": base_address()}
        self.file.write_text(json.dumps(demo, indent=1, ensure_ascii=False))
        lines = [
            "",
            f"  {settings.SITE_NAME} – FICTIEF: nobody here exists",
            f"  {demo['base']}/inloggen/",
            "",
        ]
        lines += [f"  {p['username']:<8}{p['password']:<16}{p['role']}" for p in demo["staff"]]
        first, *others = demo["clients"]
        lines += ["", f"  client {first['name']}: code {first['code']}, PIN {first['pin']}"]
        lines += [f"  client {c['name']}: code {c['code']} (chooses a PIN at first use)" for c in others[:3]]
        lines += [
            "",
            "  All codes and the address of a talk in every state: var/demo.json. Ctrl-C stops.",
            "",
        ]
        self.stdout.write("\n".join(lines))


def role_names(roles: list[str]) -> list[str]:
    """The roles in Dutch, as the log-in page of the demo shows them."""
    with translation.override("nl"):
        return [str(ROLES[role][1]) for role in roles]


def base_address() -> str:
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"


def made_from() -> str:
    """Fingerprint of everything that the demo is made from: when it changes, the demo is made anew."""
    digest = hashlib.sha256()
    for folder in MADE_FROM:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def worker_of(number: int) -> str:
    """Most talks are Anouk's; the others have some, so that a stranger can be tried."""
    return {3: "bilal", 9: "sanne", 11: "bilal"}.get(number, "anouk")


def make_staff(password: str) -> None:
    hashed = make_password(password)  # once: it is slow on purpose
    for number, (username, name, team, roles) in enumerate(STAFF, start=1):
        phone = f"010 000 00 {number:02d}"
        account, _once = make_account(
            username=username, display_name=name, team=team, roles=roles, by=SYSTEM, phone=phone
        )
        account.password, account.password_is_one_time = hashed, False
        account.save(update_fields=["password", "password_is_one_time"])


def make_catalogue(password: str) -> None:
    """Releases, services and the checklist, through the pages, by the editor and a second person (S36)."""
    call_command("load_defaults", by="esra", approver="farid", verbosity=0)
    esra, farid = log_in("esra", password), log_in("farid", password)
    for folder in sorted(path.name for path in settings.MODELS_STORE.iterdir() if path.is_dir()):
        esra.send("/onderzoek/invoeren/", {"folder": folder})
        digest = esra.path.rstrip("/").rpartition("/")[2]
        release = Release.objects.get(digest=digest)
        if studied_services(release.manifest):
            _link(esra, digest, beside=release.kind == "own" and folder != IN_TALKS)
        page = f"/aanbod/goedkeuren/{digest}/"
        farid.send(page, {"read": "on", "act": "agree", **_sure(farid, page)})
    own = Release.objects.filter(slug=IN_TALKS).values_list("digest", flat=True)
    esra.send("/gespreksvragen/", {"release": list(own)})
    page = f"{esra.path}publiceren/"
    reason = "De eerste vragen van deze demo. Waar geen onderzoek is naar groepen, vragen wij er niet naar."
    esra.send(page, {"act": "propose", "reason": reason, **_sure(esra, page)})
    farid.send(page, {"act": "agree", **_sure(farid, page)})


def _sure(who: Person, page: str) -> Fields:
    """What crosses the usual asks for a second word: given where the page asks for it."""
    return {"sure": "on"} if "sure" in who.fields(page) else {}


def _link(esra: Person, digest: str, *, beside: bool) -> None:
    """What has the same key is filled in; what is not ours, or stands beside another release, is said to be so."""
    page = f"/aanbod/koppelen/{digest}/"
    names = [name for name in esra.fields(page) if name.startswith("link_")]
    other = [name for name in names if beside or not esra.filled(page).get(name)]
    fields: Fields = {"act": "propose", **dict.fromkeys(other, "-")}
    if len(other) == len(names):
        why = (
            "In gesprekken telt de ronde, waar deze stad in zit."
            if beside
            else "Deze hulp bieden wij niet aan."
        )
        fields |= {"why": why, "sure": "on"}
    if beside:  # other cards than those that the page had filled in: looked at first
        cards = esra.send(page, fields | {"act": "look"}, answered_here=True).content.decode()
        found = re.search(r'name="seen" value="([^"]+)"', cards)
        if found is None:
            raise DeadEnd("the page with the cards of another link holds no fingerprint of them")
        fields["seen"] = found[1]
    esra.send(page, fields)


def log_in(username: str, password: str) -> Person:
    person = Person(username)
    person.send("/inloggen/", {"username": username, "password": password})
    return person


def look_around(talks: list[Talk], password: str) -> None:
    """The first client comes in with the own code and asks something; the team lead looks back at a drawn talk."""
    client = Person(talks[0].name)
    client.send("/inloggen/", {"code": talks[0].code}, action="/inloggen/code/")
    client.send("/inloggen/pin/", {"pin": PIN, "pin_again": PIN})
    client.read("/mijn-gesprek/")
    client.send("/mijn-gesprek/vraag/", {"words": "Wanneer begint de groep precies?"})
    lead = log_in("carla", password)
    lead.read("/andere-keuzes/")
    if Override.objects.filter(team__name="Team Noord").values("client_key").distinct().count() < FEWEST:
        raise DeadEnd("no 10 people have another choice: the team lead reads none of them")
    drawn = lead.send("/terugkijken/", {}, action="")
    found = re.search(r"/terugkijken/[0-9a-f-]{36}/", drawn.content.decode())
    if found is None:
        raise DeadEnd("the team lead drew talks, and none is on the page")
    marks: Fields = {
        "understandable": "yes",
        "client_heard": "yes",
        "learn": "De woorden van de cliënt staan voorop.",
    }
    lead.send(found[0], marks)
