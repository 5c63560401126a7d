# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typing a number tells nobody who is known here: one answer, one amount of work, one line, whatever the reason (R14).

And the one way to a client with whom only another team talked: an own sentence that the client reads.
"""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.access.queries import looks_of
from checklist.access.rules import NOBODY
from checklist.base.chain import verify_chains
from checklist.intake.actions import close_case, open_case
from checklist.intake.models import Case, Client
from checklist.intake.queries import key_faults
from checklist.intake.rules import MOST_WRONG_NAMES, belongs_to_others
from checklist.transparency.page.looks import look_rows
from checklist.transparency.rules import UNUSUAL
from tests.checklist.intake.steps import browser_of, case_of, page
from tests.worlds import World

OPEN, STAND_IN = "/gesprekken/nieuw/", "/gesprekken/waarnemen/"
WHY = "Dirk is naar onze wijk verhuisd en belde mij."
#: What Bilal types, whose team never talked with this client, and the part that stands on record.
OPENS_NOTHING: dict[str, tuple[dict[str, str], str]] = {
    "no such number": ({"number": "BESTAAT-NIET", "display_name": "Wie Dan Ook"}, "opening_nobody"),
    "another name": ({"number": "FICTIEF-100", "display_name": "Wie Dan Ook"}, "opening"),
    "the right name": ({"number": "FICTIEF-100", "display_name": "Dirk Fictief"}, "opening_elsewhere"),
    "another name, as new": (
        {"number": "FICTIEF-100", "display_name": "Wie Dan Ook", "new": "on"},
        "opening",
    ),
    "the right name, as new": (
        {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "new": "on"},
        "opening_elsewhere",
    ),
    "no such number, with a reason": (
        {"number": "BESTAAT-NIET", "display_name": "Wie Dan Ook", "why": WHY},
        "opening_nobody",
    ),
    "another name, with a reason": (
        {"number": "FICTIEF-100", "display_name": "Wie Dan Ook", "why": WHY},
        "opening",
    ),
}


@pytest.fixture
def bilal(world: World, case: Case) -> Browser:
    return browser_of(world.people.bilal)


def sent(**changes: str) -> dict[str, str]:
    return {"once": str(uuid4()), "purpose": "talk"} | changes


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+\b", "?", sql)[:60]


def posted(browser: Browser, address: str, fields: dict[str, str]) -> tuple[str, list[str]]:
    """The page that answers, without what was typed, and the shapes of the statements that it took."""
    with CaptureQueriesContext(connection) as found:
        answer = browser.post(address, fields)
    assert answer.status_code == 422
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    for name in ("number", "display_name", "why"):
        main = main.replace(fields.get(name) or "\0", "")
    return re.sub(r'value="[^"]*"|( checked)', "", main), [
        shape(one["sql"]) for one in found.captured_queries
    ]


def refused(browser: Browser, fields: dict[str, str]) -> tuple[str, list[str]]:
    return posted(browser, OPEN, sent(**fields))


def lines_by(world: World) -> list[AccessLine]:
    return list(AccessLine.objects.filter(account=world.people.bilal).order_by("id"))


# ---- one answer ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", [one for one, _part in OPENS_NOTHING.values()], ids=OPENS_NOTHING)
def test_r14_a_number_that_opens_nothing_has_one_answer_and_takes_one_amount_of_work(
    bilal: Browser, fields: dict[str, str]
) -> None:
    plain = {"number": "OOK-NIET-HIER", "display_name": "Nog Iemand Anders"}
    refused(bilal, plain)  # what is read once only
    expected = refused(bilal, plain)
    assert "Kijk allebei na" in expected[0]
    came = refused(bilal, fields)
    assert came[0] == expected[0]
    assert came[1] == expected[1]


@pytest.mark.parametrize(("fields", "part"), OPENS_NOTHING.values(), ids=OPENS_NOTHING)
def test_r14_every_try_is_one_line_without_number_or_name(
    world: World, case: Case, bilal: Browser, fields: dict[str, str], part: str
) -> None:
    refused(bilal, fields)
    [line] = lines_by(world)
    assert (line.part, line.outcome, line.purpose, line.role) == (part, "refused", "talk", "caseworker")
    assert line.client_key == (NOBODY if part == "opening_nobody" else case.client_key)
    stored = repr(AccessLine.objects.values().get(pk=line.pk))
    assert fields["number"] not in stored
    assert fields["display_name"] not in stored
    assert verify_chains()[1] == []
    assert list(key_faults()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Wie Dan Ook", "uw nummer en een andere naam"),
        ("Dirk Fictief", "uw nummer en uw naam"),
    ],
)
def test_r14_whose_number_it_is_reads_it(case: Case, bilal: Browser, name: str, said: str) -> None:
    refused(bilal, {"number": "FICTIEF-100", "display_name": name})
    assert said in look_rows(looks_of(case.client_key, caseworker=None))[0].what


def test_a_typing_mistake_makes_no_second_file(world: World, anouk: Browser, case: Case) -> None:
    """A number that is one digit off is not a new client by itself: nobody gets two files unseen."""
    refused(anouk, {"number": "FICTIEF-1000", "display_name": "Dirk Fictief"})
    assert Client.objects.count() == 1
    new = sent(number="FICTIEF-1000", display_name="Dirk Jansen", new="on")
    assert anouk.post(OPEN, new).status_code == 200
    assert Client.objects.count() == 2


def test_who_has_another_name_now_is_opened_by_following_the_sentence(anouk: Browser, case: Case) -> None:
    """Neither the tick nor a reason opens a client who is here under another name: the sentence says what does."""
    close_case(case=case, reason="done", by=case.caseworker)
    html, _work = refused(anouk, {"number": "FICTIEF-100", "display_name": "Dirk Anders"})
    assert "Was de cliënt hier eerder? Gebruik dan de naam van toen." in html
    assert anouk.post(OPEN, sent(number="FICTIEF-100", display_name="Dirk Fictief")).status_code == 200


# ---- a client who is new here ----------------------------------------------------------------------------------------

NEW_CLIENT = f"{OPEN}?nieuw=1"


def test_a_new_client_has_a_door_of_its_own_and_needs_no_tick(anouk: Browser) -> None:
    assert NEW_CLIENT in anouk.get("/gesprekken/").content.decode()
    html = anouk.get(NEW_CLIENT).content.decode()
    assert "<h1>Nieuwe cliënt</h1>" in html
    assert '<input type="hidden" name="new" value="on">' in html
    assert 'type="checkbox"' not in html
    assert (
        anouk.post(NEW_CLIENT, sent(number="NIEUW-1", display_name="Nieuw Iemand", new="on")).status_code
        == 200
    )


def test_the_other_door_says_of_nobody_that_they_are_new(anouk: Browser, case: Case) -> None:
    """A number that is one digit off still opens nothing there; and behind either door it has one answer."""
    html = anouk.get(OPEN).content.decode()
    assert 'type="hidden" name="new"' not in html
    assert " checked" not in html
    assert anouk.post(OPEN, sent(number="FICTIEF-1000", display_name="Dirk Fictief")).status_code == 422
    assert Client.objects.count() == 1


def test_r14_behind_the_door_for_a_new_client_nothing_tells_more(bilal: Browser) -> None:
    taken = {"number": "FICTIEF-100", "new": "on"}
    other, own, unknown = (
        posted(bilal, NEW_CLIENT, sent(**fields))
        for fields in (
            taken | {"display_name": "Wie Dan Ook"},
            taken | {"display_name": "Dirk Fictief"},
            {"number": "BESTAAT-NIET", "display_name": "Wie Dan Ook"},
        )
    )
    assert other == own == unknown


def test_who_has_the_client_already_ticks_nothing(world: World, anouk: Browser, case: Case) -> None:
    close_case(case=case, reason="done", by=world.people.anouk)
    answer = anouk.post(OPEN, sent(number="FICTIEF-100", display_name="dirk fictief"))
    assert answer.status_code == 200
    assert Case.objects.count() == 2


# ---- limited ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["FICTIEF-100", "BESTAAT-NIET"])
def test_r14_after_some_tries_nothing_is_looked_up_any_more_whether_the_number_is_there_or_not(
    world: World, bilal: Browser, number: str
) -> None:
    for at in range(MOST_WRONG_NAMES):
        refused(bilal, {"number": number, "display_name": f"Naam {at}"})
    known, of_known = refused(bilal, {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "why": WHY})
    unknown, of_unknown = refused(bilal, {"number": "NIEUW-1", "display_name": "Nieuw Iemand", "new": "on"})
    assert "over een uur" in known
    assert known == unknown
    assert not any("checklist_client" in one for one in of_known + of_unknown)
    assert not Client.objects.filter(number="NIEUW-1").exists()
    [line] = [one for one in lines_by(world) if one.part == "held_up"]  # once in ten minutes
    assert (line.client_key, line.outcome) == (NOBODY, "refused")


def test_standing_in_counts_along_and_the_hour_ends(
    world: World, bilal: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"number": "BESTAAT-NIET", "until": timezone.localdate().isoformat()}
    for _ in range(MOST_WRONG_NAMES):
        bilal.post(STAND_IN, form)
    assert "over een uur" in refused(bilal, {"number": "FICTIEF-100", "display_name": "Ander"})[0]
    assert "over een uur" in bilal.post(STAND_IN, form).content.decode()
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("checklist.intake.queries.cases.timezone.now", lambda: later)
    assert "Kijk allebei na" in refused(bilal, {"number": "FICTIEF-100", "display_name": "Ander"})[0]


# ---- standing in -----------------------------------------------------------------------------------------------------


def test_r14_standing_in_answers_alike_too(world: World, case: Case, bilal: Browser) -> None:
    case_of(world, "FICTIEF-200", by=world.people.anouk)
    close_case(case=Case.objects.latest("id"), reason="done", by=world.people.anouk)
    until = timezone.localdate().isoformat()
    first = posted(bilal, STAND_IN, {"number": "EERST", "until": until})
    for number in ("FICTIEF-100", "FICTIEF-200", "BESTAAT-NIET"):
        assert posted(bilal, STAND_IN, {"number": number, "until": until}) == first
    assert {line.purpose for line in lines_by(world)} == {"stand_in"}


def test_a_day_is_refused_before_a_number_is_looked_up(world: World, bilal: Browser) -> None:
    late = (timezone.localdate() + timedelta(days=43)).isoformat()
    for number in ("FICTIEF-100", "BESTAAT-NIET"):
        html = bilal.post(STAND_IN, {"number": number, "until": late}).content.decode()
        assert "hoogstens zes weken" in html
    assert lines_by(world) == []


# ---- a client of another team ----------------------------------------------------------------------------------------


def test_r14_a_client_of_another_team_is_opened_with_a_sentence_that_the_client_reads(
    world: World, case: Case, bilal: Browser
) -> None:
    answer = bilal.post(OPEN, sent(number="FICTIEF-100", display_name="Dirk Fictief", why=WHY))
    assert answer.status_code == 200
    mine = Case.objects.get(caseworker=world.people.bilal)
    assert mine.client == case.client
    [line] = [one for one in lines_by(world) if one.part == "glass"]
    assert (line.client_key, line.case_uuid, line.purpose, line.outcome) == (
        case.client_key, mine.uuid, "talk", "saved",
    )  # fmt: skip
    assert WHY not in repr(AccessLine.objects.values().get(pk=line.pk))  # sealed
    for caseworker in (case.caseworker_id, mine.caseworker_id):
        looks = looks_of(case.client_key, caseworker=caseworker)
        [said] = [one for one in look_rows(looks) if one.way == UNUSUAL]
        assert said.who == "Bilal Kaya (werkconsulent, Team Zuid)"
        assert "zonder uw consulent te zijn" in said.what
        assert (said.words, said.why) == (WHY, "gesprek voeren")
    assert verify_chains()[1] == []


@pytest.mark.parametrize("why", ["kort", " .  . "])
def test_a_reason_is_a_whole_sentence(case: Case, bilal: Browser, why: str) -> None:
    html, _work = refused(bilal, {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "why": why})
    assert "Schrijf een hele zin" in html
    assert Case.objects.count() == 1


def test_the_page_of_the_other_conversation_stays_closed(case: Case, bilal: Browser) -> None:
    bilal.post(OPEN, sent(number="FICTIEF-100", display_name="Dirk Fictief", why=WHY))
    assert bilal.get(page(case, "doel")).status_code == 404


def test_a_colleague_of_the_same_team_needs_no_sentence(world: World, case: Case) -> None:
    carla = world.people.carla
    carla.is_caseworker = True
    carla.save()
    opened = browser_of(carla).post(OPEN, sent(number="FICTIEF-100", display_name="Dirk Fictief", why=WHY))
    assert opened.status_code == 200
    assert not AccessLine.objects.filter(part="glass").exists()


def test_who_was_opened_by_mistake_only_belongs_to_nobody(world: World, case: Case) -> None:
    close_case(case=case, reason="wrong_person", by=world.people.anouk)
    known: dict[str, Any] = {"number": "FICTIEF-100", "display_name": "Dirk Fictief", "fictional": True}
    assert open_case(**known, purpose="talk", by=world.people.bilal).case.client == case.client


@pytest.mark.parametrize(
    ("talked", "others"),
    [([], False), ([(2, 20)], True), ([(1, 20)], False), ([(2, 10)], False), ([(2, 20), (1, 30)], False)],
)
def test_whose_client_it_is(talked: list[tuple[int, int]], others: bool) -> None:
    assert belongs_to_others(talked, team=1, account=10) is others
