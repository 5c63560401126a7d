# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page x every person x every method: exactly the lines that this look leaves in the access log (R14).

A page is asked without anything in it, so a post saves nothing unless one tap is all it takes.
"""

from copy import copy
from dataclasses import dataclass

import pytest
from django.db import transaction

from checklist.access.models import AccessLine
from tests.checklist import test_doors
from tests.checklist.test_doors import CLIENTS, DOORS, EVERYBODY, STAFF, Door, Town

pytestmark = pytest.mark.django_db
town = test_doors.town  # the fixture with everybody in it

ROLES = {
    "anouk": "caseworker", "bilal": "caseworker", "carla": "team_lead", "esra": "editor", "farid": "approver",
    "gerda": "privacy_officer", "dirk": "client", "els": "client",
}  # fmt: skip
Line = tuple[str, str, str]  # role, part, outcome


@dataclass(frozen=True)
class Leaves:
    """What a page leaves: for whom it names a client, and for whom it is refused though it is about one."""

    part: str
    shown: tuple[str, ...] = ("anouk",)
    refused: tuple[str, ...] = ()
    posted: str | None = "shown"  # how a post without fields ends for them; None: no page, so no line
    looks: bool = True  # does GET show anything here?
    names: int = 1  # how many clients stand on it

    def expected(self, who: str, method: str) -> list[Line]:
        if method != "post" and not self.looks:
            return []
        if who in self.refused:
            return [(ROLES[who], self.part, "refused")] if method != "post" or self.posted is not None else []
        if who not in self.shown:
            return []
        outcome = self.posted if method == "post" else "shown"
        return [(ROLES[who], self.part, outcome)] * self.names if outcome else []


BUT_ANOUK = tuple(who for who in STAFF if who != "anouk")
OTHERS = tuple(who for who in STAFF if who != "carla")


def talk(part: str, posted: str | None = "shown", *, looks: bool = True) -> Leaves:
    return Leaves(part, refused=BUT_ANOUK, posted=posted, looks=looks)


def own(part: str, posted: str = "shown", *, looks: bool = True) -> Leaves:
    return Leaves(part, shown=CLIENTS, posted=posted, looks=looks)


NOTHING = Leaves("", shown=())
LEAVES = {
    # lists that name clients: one line each (the list of other choices shows nobody in this small town: R15)
    "people:home": Leaves("list", names=2),
    "intake:cases": Leaves("list", names=2),
    "transparency:requests": Leaves("request", shown=("anouk", "gerda")),
    # a talk: its caseworker looks, everybody else of the staff is refused on record
    "intake:case": Leaves("case", shown=(), refused=BUT_ANOUK),
    "intake:purpose": talk("purpose", "refused"),
    "intake:goal": talk("goal"),
    "intake:questions": talk("questions"),
    "intake:all_questions": talk("questions"),
    "intake:paper": talk("questions"),
    "intake:save_answer": talk("questions", looks=False),
    "intake:read_back": talk("read_back"),
    "intake:code": talk("code", "saved"),
    "intake:hand_over": talk("hand_over"),
    "intake:held": talk("held", "refused"),
    "intake:no_show": talk("no_show"),
    "intake:close": talk("close"),
    "intake:wrong_person": talk("close"),
    "advice:first_idea": talk("first_idea"),
    "advice:evidence": talk("evidence"),
    "advice:recalled": talk("evidence", None),
    "decisions:choices": talk("choices"),
    "decisions:summary": talk("summary"),
    "decisions:summary_pdf": talk("summary_pdf"),
    "decisions:summary_text": talk("summary"),
    "decisions:earlier": talk("summary"),
    "followup:to_do": Leaves("list"),
    "followup:of_case": talk("to_do"),
    "followup:close": talk("to_do"),
    "reviews:review": Leaves("review", shown=("carla",), refused=OTHERS),
    "transparency:reply": Leaves(
        "request", shown=("anouk", "gerda"), refused=("bilal", "carla", "esra", "farid")
    ),
    # the client's own pages
    "transparency:mine": own("own_page"),
    "transparency:looks": own("own_page"),
    "transparency:ask_about_look": own("own_page"),
    "transparency:shown": own("evidence"),
    "transparency:own_voice": own("choices"),
    "transparency:earlier_report": own("summary"),
    "transparency:agreed": own("to_do"),
    "transparency:close_agreed": own("to_do"),
    "transparency:calendar": own("to_do"),
    "transparency:ask_other": own("own_page"),
    "transparency:talk_again": own("own_page"),
    "transparency:answer_voice": own("own_page"),
    "transparency:no_research": own("own_page", "saved", looks=False),
    "transparency:download": own("own_page_file"),
}


def left(town: Town, door: Door, who: str, method: str) -> list[Line]:
    """The lines that this person leaves here; everybody finds the town as it was."""
    browser = town.browsers[who]
    with transaction.atomic():
        kept, last = copy(browser.cookies), AccessLine.objects.latest("id").pk
        getattr(browser, method)(door.address.format(**town.keys))
        lines = list(
            AccessLine.objects.filter(pk__gt=last).order_by("id").values_list("role", "part", "outcome")
        )
        browser.cookies = kept
        transaction.set_rollback(True)
    return lines


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.name} {door.address}")
def test_r14_each_look_leaves_exactly_its_lines(town: Town, door: Door) -> None:
    leaves = LEAVES.get(door.name, NOTHING)
    methods = ("get", "head", "post") if door.name in LEAVES else ("get", "post")
    for method in methods:
        came = {who: left(town, door, who, method) for who in EVERYBODY}
        assert came == {who: leaves.expected(who, method) for who in EVERYBODY}, method


def test_every_page_that_leaves_lines_stands_in_the_table_of_doors() -> None:
    assert {door.name for door in DOORS} >= set(LEAVES)
