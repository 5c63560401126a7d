# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk, the client: a conversation with Anouk, and the code that opens his own page."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from checklist.intake.actions import confirm_read_back, open_case, save_answer, save_goal
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.questions.actions import derive_draft, load_default_questions
from checklist.questions.models import Question
from checklist.questions.queries import published, questions_of
from checklist.questions.rules import Reply
from tests import worlds
from tests.people import People, make_people
from tests.worlds import publish

PIN = "4826"
GOAL = "Ik wil weer onder de mensen zijn."
ANSWERS: dict[str, Reply] = {
    "hours": Reply("given", {"value": "9-16"}),
    "age": Reply("given", {"value": "27-44"}),
    "recent_work": Reply("given", {"value": "no"}),
    "children": Reply("declined"),
    "earlier_help": Reply("given", {"words": "Een cursus. Die hielp niet."}),
}


@dataclass(frozen=True)
class World:
    """Everybody who works here, Dirk's conversation, and the code as it was printed."""

    people: People
    case: Case
    code: str


def publish_questions(people: People, *releases: Any) -> None:
    """The shipped checklist, for a world that has none yet."""
    if published() is None:
        draft = derive_draft(releases=list(releases), by=people.esra)
        load_default_questions(draft=draft, by=people.esra)
        publish(draft, people)


def as_stored(people: People) -> People:
    """The same people as they stand in the database now: what an earlier test changed in memory is forgotten."""
    return replace(
        people,
        **{
            f.name: type(row).objects.get(pk=row.pk)
            for f in fields(people)
            for row in [getattr(people, f.name)]
        },
    )


def make_world(number: str = "FICTIEF-1", people: People | None = None) -> World:
    """A case that was just opened. For a second client, hand over the people of the first world."""
    staff = as_stored(people) if people else None
    if staff is None:
        made = worlds.make_world(make_people())
        staff = made.people
        publish_questions(staff, made.release)
    opened = open_case(
        number=number, display_name="Dirk Jansen", purpose="talk", by=staff.anouk, fictional=True
    )
    return World(people=staff, case=opened.case, code=opened.code)


def answer(world: World, key: str, reply: Reply) -> Question:
    question = next(row for row in questions_of(world.case.checklist) if row.key == key)
    save_answer(case=world.case, question=question, reply=reply, version=0, by=world.people.anouk)
    return question


def talk(world: World) -> World:
    """Dirk told what he wants, answered some questions, and it was read back."""
    anouk = world.people.anouk
    case = save_goal(case=world.case, state="given", words=GOAL, version=1, by=anouk)
    told = World(people=world.people, case=case, code=world.code)
    for key, reply in ANSWERS.items():
        answer(told, key, reply)
    case.refresh_from_db()
    confirm_read_back(case=case, by=anouk)
    case.refresh_from_db()
    return told


def come_in(world: World, browser: Browser | None = None) -> Browser:
    """Dirk comes in with the code and chooses a PIN, as at home."""
    browser = browser or Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    came = browser.post("/inloggen/pin/", {"pin": PIN, "pin_again": PIN})
    assert came.status_code == 302, came.content
    return browser


def staff_browser(account: Account) -> Browser:
    browser = Browser()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def decided(world: World, *, client: str = "proefplaatsing", caseworker: str = "direct_werk") -> World:
    """The talk to its end, through the real pages, as Anouk with Dirk beside her."""
    told = talk(world)
    anouk = staff_browser(world.people.anouk)
    at = f"/gesprekken/{world.case.uuid}"
    for whose, words in (("client", "Buiten werken"), ("caseworker", "")):
        data = {f"{whose}_choice": "no_idea", f"{whose}_words": words}
        assert anouk.post(f"{at}/eerste-idee/", data).status_code == 302
    assert anouk.get(f"{at}/uitkomsten/").status_code == 200
    choose(anouk, told, client=client, caseworker=caseworker)
    told.case.refresh_from_db()
    return told


def choose(anouk: Browser, world: World, *, client: str, caseworker: str) -> None:
    """Both choices on the page; once more, when they talk about it again."""
    at = f"/gesprekken/{world.case.uuid}"
    page = anouk.get(f"{at}/keuzes/?opnieuw=1")
    initial = page.context["form"].initial
    data = {name: str(initial[name]) for name in ("once_key", "version", "snapshot")}
    data |= {
        "client_choice": client,
        "client_words": "Ik wil het zelf proberen.",
        "client_how": "shared_screen",
        "caseworker_choice": caseworker,
        "caseworker_words": "Dit past bij wat Dirk wil.",
        "next_step": "Maandag bellen we samen.",
        "route": "pause" if client != caseworker else "",
        "revisit_on": (timezone.localdate() + timedelta(days=60)).isoformat(),
    }
    saved = anouk.post(f"{at}/keuzes/", data)
    assert saved.status_code == 302, saved.content.decode()[:3000]
