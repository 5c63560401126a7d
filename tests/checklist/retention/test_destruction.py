# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destruction: keys and identity go, an erasure line comes, the chains still verify, nothing can be read (S8, R16)."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction
from django.test import Client as Browser
from django.test import TestCase
from django.utils import timezone

from checklist.access.models import AccessLine, DestructionRun, Erasure
from checklist.base.chain import verify_chains
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.decisions.models import Voice
from checklist.intake.actions import close_case
from checklist.intake.models import Answer, Case, Client
from checklist.people.permissions import SYSTEM
from checklist.retention.actions import destroy_client_data, destroy_ended_client, end_run
from checklist.retention.queries import ended_clients
from checklist.transparency.models import ClientRequest
from tests.checklist.transparency.world import (
    GOAL,
    World,
    come_in,
    decided,
    make_world,
    staff_browser,
    talk,
)
from tests.clock import clock_at
from tests.people import People

pytestmark = pytest.mark.django_db

WORDS = [
    GOAL,
    "Een cursus. Die hielp niet.",
    "Ik wil het zelf proberen.",
    "Maandag bellen we samen.",
    "Wie krijgt dit?",
]
NAMES = ["Dirk Jansen", "FICTIEF-1"]


def tables() -> list[type[models.Model]]:
    return list(apps.get_app_config("checklist").get_models())


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in tables()}


def sealed_cells() -> Iterator[tuple[str, bytes]]:
    """Everything that is stored sealed, of every table, with the keys in the snapshots included."""
    for model in tables():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.BinaryField):
                for cell in model._default_manager.values_list(field.attname, flat=True):
                    yield f"{model.__name__}.{field.attname}", bytes(cell)


def stored_text() -> str:
    """Every cell of every table as it is stored."""
    rows: list[Any] = []
    for model in tables():
        rows += list(model._default_manager.values_list())
    return repr([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in rows])


@pytest.fixture
def world(folk: People) -> World:
    made = decided(make_world(people=folk))
    come_in(made).post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit?"})
    return made


def test_r16_after_destruction_the_chains_verify_and_nothing_can_be_read(world: World) -> None:
    before, key = counts(), world.case.client_key
    erasure = destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    rows, faults = verify_chains()
    assert rows > 10
    assert faults == []
    after = counts()
    assert after.pop("Client") == before.pop("Client") - 1
    assert (before.pop("DataKey"), after.pop("DataKey")) == (5, 0)
    assert after.pop("Erasure") == before.pop("Erasure") + 1
    assert after == before
    assert (erasure.what, erasure.ground, erasure.account) == ("client", "term", None)
    with pytest.raises(KeyDestroyed):
        Sealer(key).seal("iets", "ergens")


def test_no_name_and_no_words_are_left(world: World) -> None:
    assert all(name in stored_text() for name in NAMES)
    client = world.case.client
    destroy_client_data(client=client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    left = stored_text()
    for words in WORDS + NAMES:
        assert words not in left
    assert Case.objects.get().client is None
    assert Case.objects.get().goal == b""
    assert all(bytes(row.value) == b"" for row in Answer.objects.all())
    assert any(
        cell for where, cell in sealed_cells() if where == "Voice.words"
    )  # the log keeps its rows, unreadable
    with pytest.raises(KeyDestroyed):
        Sealer(world.case.client_key).open(Voice.objects.first().words, "any")  # type: ignore[union-attr]


def test_the_own_page_says_that_everything_is_gone(world: World) -> None:
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    browser.post("/inloggen/pin/", {"pin": "4826"})
    assert browser.get("/mijn-gesprek/").status_code == 200
    destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    for answer in (browser.get("/mijn-gesprek/"), Browser().post("/inloggen/code/", {"code": world.code})):
        assert answer.status_code == 410
        assert "vernietigd" in answer.content.decode()


def test_staff_pages_go_on_without_a_destroyed_client(world: World) -> None:
    case = world.case.uuid
    request = ClientRequest.objects.get()
    destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    anouk, carla, gerda = (staff_browser(getattr(world.people, who)) for who in ("anouk", "carla", "gerda"))
    assert "Dirk" not in anouk.get("/gesprekken/").content.decode()
    for part in ("", "vragen/", "uitkomsten/", "keuzes/", "verslag/"):
        assert anouk.get(f"/gesprekken/{case}/{part}").status_code == 404
    for address in ("/andere-keuzes/", "/terugkijken/"):
        assert carla.get(address).status_code == 200
    answer = gerda.get(f"/verzoeken/{request.uuid}/")
    assert answer.status_code == 200
    assert "vernietigd" in answer.content.decode()
    gerda.post("/toezicht/", {"purpose": "access"})
    assert gerda.get("/toezicht/").status_code == 200


def test_another_client_keeps_everything(world: World) -> None:
    other = talk(make_world("FICTIEF-2", world.people))
    destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    assert GOAL in come_in(other).get("/mijn-gesprek/").content.decode()


# ---- the term --------------------------------------------------------------------------------------------------------


def run(*options: str) -> str:
    out = StringIO()
    call_command("destroy_expired", *options, stdout=out)
    return out.getvalue()


def closed(world: World, *, days_ago: int, reason: str = "done") -> None:
    close_case(case=world.case, reason=reason, by=world.people.anouk)
    Case.objects.filter(pk=world.case.pk).update(keep_until=timezone.localdate() - timedelta(days=days_ago))


def test_s25_a_dry_run_destroys_nothing_and_names_nobody(world: World) -> None:
    closed(world, days_ago=1)
    said = run("--dry-run")
    assert "1 client(s)" in said
    assert not any(name in said for name in NAMES)
    assert Client.objects.count() == 1
    assert not Erasure.objects.exists()


def test_s25_what_is_past_its_term_is_destroyed_and_no_more(world: World) -> None:
    later = make_world("FICTIEF-2", world.people)
    still_open = make_world("FICTIEF-3", world.people)
    closed(world, days_ago=1)
    closed(later, days_ago=0)
    assert "1 client(s) and 0 answer(s) destroyed" in run()
    assert set(Client.objects.values_list("number", flat=True)) == {"FICTIEF-2", "FICTIEF-3"}
    assert Erasure.objects.get().ground == "term"
    assert still_open.case.closed_at is None
    assert "0 client(s)" in run()


def test_who_was_opened_by_mistake_is_not_kept(world: World) -> None:
    mistake = make_world("FICTIEF-2", world.people)
    close_case(case=mistake.case, reason="wrong_person", by=world.people.anouk)
    run()
    assert list(Client.objects.values_list("number", flat=True)) == ["FICTIEF-1"]
    assert Erasure.objects.filter(what="client").get().ground == "wrong_person"


def test_an_answer_may_have_a_shorter_term(world: World, settings: Any) -> None:
    settings.RETENTION_TERMS = {"default": "60|grond", "answer": "12|grond"}
    closed(world, days_ago=-1000)
    Case.objects.update(closed_at=timezone.now() - timedelta(days=400))
    given = Answer.objects.exclude(key=None).count()
    assert given >= 3
    assert f"0 client(s) and {given} answer(s) destroyed" in run()
    assert not Answer.objects.exclude(key=None).exists()
    assert Erasure.objects.filter(what="answer", ground="term").count() == given
    assert Client.objects.count() == 1
    assert verify_chains()[1] == []


def test_the_erasure_line_is_the_only_line_about_it(world: World) -> None:
    before = AccessLine.objects.count()
    destroy_client_data(client=world.case.client, ground="client_asked", by=SYSTEM)  # type: ignore[arg-type]
    assert AccessLine.objects.count() == before
    assert Erasure.objects.get().ground == "client_asked"


# ---- one act, under guard --------------------------------------------------------------------------------------------


def test_s25_a_clock_that_runs_ahead_destroys_nothing(world: World) -> None:
    closed(world, days_ago=-400)
    with (
        clock_at(timezone.now() + timedelta(days=500)),
        pytest.raises(CommandError, match="the clock of this machine"),
    ):
        run()
    assert Client.objects.count() == 1
    assert not DestructionRun.objects.exists()
    with clock_at(timezone.now() + timedelta(days=500)):
        assert "would be destroyed. Nothing was destroyed: the clock" in run("--dry-run")
    closed_again = Case.objects.filter(pk=world.case.pk)
    closed_again.update(keep_until=timezone.localdate() - timedelta(days=1))
    with clock_at(timezone.now() + timedelta(hours=23)):
        assert "1 client(s)" in run(), "a night without a line is no reason to stop"


def test_s25_a_run_counts_as_a_line_so_that_quiet_days_do_not_stop_it(world: World) -> None:
    for hours in (20, 40, 60):
        with clock_at(timezone.now() + timedelta(hours=hours)):
            run()
    assert DestructionRun.objects.count() == 3


def test_s25_more_than_the_share_is_destroyed_only_when_somebody_says_so(world: World, settings: Any) -> None:
    settings.DESTROY_MOST_PERCENT = 50
    later, third = make_world("FICTIEF-2", world.people), make_world("FICTIEF-3", world.people)
    closed(world, days_ago=1)
    closed(later, days_ago=1)
    with pytest.raises(
        CommandError, match=r"2 of 3 clients are due, more than 50 % \(DESTROY_MOST_PERCENT\)"
    ):
        run()
    assert Client.objects.count() == 3
    assert not DestructionRun.objects.exists()
    assert "2 client(s)" in run("--above-share")
    assert list(Client.objects.all()) == [third.case.client]
    assert DestructionRun.objects.get().above_share


def test_r16_a_run_is_one_line_that_stays_as_it_is(world: World) -> None:
    closed(world, days_ago=1)
    with TestCase.captureOnCommitCallbacks() as then:
        run()
    line = DestructionRun.objects.get()
    assert (line.clients_of, line.clients_due, line.answers_due, line.ended_at) == (1, 1, 0, None)
    assert Erasure.objects.get(what="client").at >= line.began_at
    assert len(then) > 0
    end_run(run=line, clients=1, answers=0, files_clean=True, by=SYSTEM)
    for act in (
        lambda: DestructionRun.objects.update(clients_done=0),
        lambda: DestructionRun.objects.all().delete(),
        lambda: DestructionRun.objects.create(pk=line.pk, clients_of=1, clients_due=1, answers_due=0),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert DestructionRun.objects.get().clients_done == 1


def test_a_talk_that_was_opened_meanwhile_keeps_its_client(world: World) -> None:
    closed(world, days_ago=1)
    today = timezone.localdate()
    [ended] = ended_clients(today)
    Case.objects.filter(pk=world.case.pk).update(closed_at=None)
    assert destroy_ended_client(ended=ended, today=today, by=SYSTEM) is None
    Case.objects.filter(pk=world.case.pk).update(closed_at=timezone.now())
    assert destroy_ended_client(ended=ended, today=today, by=SYSTEM) is not None
    assert destroy_ended_client(ended=ended, today=today, by=SYSTEM) is None, "another run was first"


def test_the_client_reads_how_long_copies_hold_it(world: World, settings: Any) -> None:
    settings.BACKUP_DAYS = 12
    browser = come_in(make_world("FICTIEF-2", world.people))
    page = browser.get("/mijn-gesprek/").content.decode()
    assert "In reservekopieën staat het daarna nog hooguit 12 dagen" in page
    at_home = Browser()
    destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    gone = at_home.post("/inloggen/code/", {"code": world.code})
    assert gone.status_code == 410
    last = timezone.localdate() + timedelta(days=12)
    assert "In reservekopieën kan het nog staan tot en met" in gone.content.decode()
    assert str(last.year) in gone.content.decode()
