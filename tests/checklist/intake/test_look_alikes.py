# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Client numbers that look alike are one number, and a name is found whatever the case and accents."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.keys import new_client_key
from checklist.intake.actions import open_case, save_goal
from checklist.intake.models import Case, Client
from checklist.intake.queries import client_with_number, clients_with_number, goal_of
from checklist.intake.rules import looks_like_national_number, number_fault, number_key, tidy_number
from checklist.people.permissions import SYSTEM, Refused
from checklist.retention.actions import destroy_client_data
from tests.checklist.intake.steps import browser_of
from tests.checklist.transparency.world import staff_browser
from tests.worlds import World

ALIKE = {
    "as it was opened": "SOZA-1204",
    "small letters": "soza-1204",
    "spaces around and in it": "  SOZA  1204 ",
    "no dash": "SOZA1204",
    "another dash": "SOZA–1204",
    "a dash that may not break": "SOZA\u20111204",
    "points": "S.O.Z.A. 1204",
    "wide digits": "SOZA-１２０４",
    "Arabic digits": "SOZA-١٢٠٤",
    "Persian digits": "SOZA-۱۲۰۴",
    "O for 0": "SOZA-12O4",
    "0 for O": "S0ZA-1204",
    "l for 1": "SOZA-l204",
    "signs that nobody sees": "\u202eSO\u200bZA-1204\x00",
}


def opened(world: World, number: str, name: str = "Dirk Fictief", **more: Any) -> Case:
    fields = {"purpose": "talk", "by": world.people.anouk, "fictional": True} | more
    return open_case(number=number, display_name=name, **fields).case


@pytest.mark.parametrize("typed", ALIKE.values(), ids=ALIKE)
def test_numbers_that_look_alike_are_one_client(world: World, anouk: Browser, typed: str) -> None:
    first = opened(world, "SOZA-1204")
    assert client_with_number(typed) == first.client
    page = anouk.post("/gesprekken/", {"search": typed}).content.decode()
    assert str(first.uuid) in page
    gerda = staff_browser(world.people.gerda)
    file = gerda.post("/toezicht/clientbestand/", {"number": typed})
    assert file["Content-Disposition"].startswith("attachment")
    gerda.post("/toezicht/", {"purpose": "access", "number": typed})
    assert "SOZA-1204" in gerda.get("/toezicht/").content.decode()
    form = {"number": typed, "until": timezone.localdate().isoformat()}
    stands_in = anouk.post("/gesprekken/waarnemen/", form)
    assert stands_in["Location"] == f"/gesprekken/{first.uuid}/"
    world.people.bilal.team = world.people.team
    assert opened(world, typed, by=world.people.bilal).client == first.client
    assert Client.objects.count() == 1


@pytest.mark.parametrize("other", ["SOZA-1205", "SOZA-01204", "SOZB-1204", "1204"])
def test_another_number_is_another_client(world: World, other: str) -> None:
    opened(world, "SOZA-1204")
    assert client_with_number(other) is None
    opened(world, other)
    assert Client.objects.count() == 2


@pytest.mark.parametrize("typed", ["", " - ", "А-12", "12#4", "１２４²!", "1204€", "x" * 41, "٪12", "\x00"])
def test_a_number_of_other_signs_is_refused_with_a_sentence(world: World, anouk: Browser, typed: str) -> None:
    fields = {"once": str(uuid4()), "number": typed, "display_name": "Kim", "purpose": "talk"}
    answer = anouk.post("/gesprekken/nieuw/", fields)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()
    with pytest.raises(Refused):
        opened(world, typed)
    assert not Client.objects.exists()


def test_a_number_is_shown_as_it_was_typed_but_tidy() -> None:
    assert tidy_number(" soza–１２ 04\u200b ") == "SOZA-12 04"
    assert number_fault("SOZA-12 04") == ""
    assert number_key(number_key("soza-12 o4l")) == number_key("soza-12 o4l") == "S0ZA12041"


@pytest.mark.parametrize("bsn", ["111222333", "１１１２２２３３３", "111-222-333", "lll222333", "١١١٢٢٢٣٣٣"])
def test_a_national_number_is_one_in_any_digits(world: World, bsn: str) -> None:
    assert looks_like_national_number(bsn)
    with pytest.raises(Refused, match="BSN"):
        opened(world, bsn)


def test_the_database_itself_holds_one_client_a_number(world: World) -> None:
    key = number_key(opened(world, "SOZA-1204").client.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Client.objects.create(
            client_key=new_client_key(), number="soza 1204", number_key=key, display_name="x"
        )


# ---- names -----------------------------------------------------------------------------------------------------------

NAMES = {
    "Çelik Özgür": ["çelik", "ÇELIK", "celik özgür", "OZGUR", "elik", "C\u0327elik"],
    "İnci Işıldak": ["inci", "INCI", "işıldak", "isildak", "IŞIL"],
    "Jürgen Weiß": ["weiss", "WEISS", "weiß", "jurgen"],
    "Łukasz Sørensen": ["lukasz", "sorensen", "ŁUKASZ"],
    "Ĳsbrand van ’t Hof": ["ijsbrand", "'t hof", "ĳs"],
    "محمد الأمين": ["محمد", "الامين", "الامین"],
    "Ωμέγα Ψ": ["ωμεγα"],
}


@pytest.mark.parametrize(("name", "search"), [(name, one) for name, all_ in NAMES.items() for one in all_])
def test_a_client_is_found_whatever_the_case_and_accents(
    world: World, anouk: Browser, name: str, search: str
) -> None:
    case = opened(world, "F-1", name)
    page = anouk.post("/gesprekken/", {"search": search}).content.decode()
    assert f"/gesprekken/{case.uuid}/" in page
    assert name in page
    assert AccessLine.objects.filter(client_key=case.client_key, part="search").count() == 1


@pytest.mark.parametrize("search", ["%", "_", "~", "Dirk%", "\\", "niemand", "\x00", "\u200b", "Q-"])
def test_a_search_that_fits_nobody_finds_nobody(world: World, anouk: Browser, search: str) -> None:
    case = opened(world, "F-1")
    page = anouk.post("/gesprekken/", {"search": search})
    assert page.status_code == 200
    found = f"/gesprekken/{case.uuid}/" in page.content.decode()
    assert found == (search in {"\x00", "\u200b"})  # nothing was searched for: the list itself
    assert not AccessLine.objects.filter(client_key=case.client_key, part="search").exists()


def test_the_same_name_without_its_accents_is_the_same_person(world: World) -> None:
    opened(world, "F-1", "Çelik Özgür")
    world.people.bilal.team = world.people.team
    assert opened(world, "f1", "Celik OZGUR", by=world.people.bilal).client.display_name == "Çelik Özgür"
    with pytest.raises(Refused, match="deze naam"):
        opened(world, "F1", "Celik Ozer", by=world.people.bilal)


def test_r16_what_is_searched_goes_with_the_identity(world: World, anouk: Browser) -> None:
    case = opened(world, "F-1", "Çelik Özgür")
    destroy_client_data(client=case.client, ground="term", by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM checklist_client")
        assert cursor.fetchone() == (0,)
    assert str(case.uuid) not in anouk.post("/gesprekken/", {"search": "celik"}).content.decode()
    assert client_with_number("F-1") is None


def test_nobody_else_is_asked_to_search(world: World) -> None:
    """A search is for the own conversations, as before."""
    opened(world, "F-1", "Çelik Özgür")
    page = browser_of(world.people.bilal).post("/gesprekken/", {"search": "celik"}).content.decode()
    assert "Özgür" not in page
    assert not AccessLine.objects.filter(part="search").exists()


def test_what_was_stored_before_the_door_is_drawn_without_signs_that_turn_or_hide(
    world: World, anouk: Browser
) -> None:
    """The rows stay as they are; pages, paper and files show the words in their order."""
    case = opened(world, "F-1", "Kim")
    odd = "\u202eKi\u200bm\x01 محمد"
    Client.objects.filter(pk=case.client_id).update(display_name=odd)
    words = save_goal(case=case, state="given", words=f"doel {odd}", version=1, by=world.people.anouk)
    assert goal_of(words) == "doel Kim محمد"
    page = anouk.get(f"/gesprekken/{case.uuid}/doel/").content.decode()
    assert "<bdi>Kim محمد</bdi>" in page
    assert 'dir="auto"' in page
    assert not set("\u202e\u200b\x01") & set(page)
    with connection.cursor() as cursor:
        cursor.execute("SELECT display_name FROM checklist_client")
        assert cursor.fetchone() == (odd,)


# ---- clients that were there before ----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_clients_from_before_keep_their_number_and_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Two numbers that look alike stay two clients; the exact number finds each, another spelling asks for it."""
    try:
        call_command("migrate", "checklist", "0005", verbosity=0)
        before = (
            MigrationExecutor(connection).loader.project_state(("checklist", "0005_prompt_and_fixed")).apps
        )
        old = before.get_model("checklist", "Client")
        rows = [
            old.objects.create(client_key=uuid4(), number=number, display_name="Çelik")
            for number in ("A-1", "A1", "B-2", "#")
        ]
    finally:
        call_command("migrate", "checklist", verbosity=0)
    told = capsys.readouterr().out
    assert "2 client(s)" in told
    assert str(rows[1].uuid) in told
    assert "A-1" not in told  # no number of a person in what an operator may keep
    stored = {row.number: (row.number_key, row.search_name) for row in Client.objects.all()}
    assert stored == {
        "A-1": ("A1", "celik"),
        "A1": (f"A1~{rows[1].pk}", "celik"),
        "B-2": ("B2", "celik"),
        "#": (f"~{rows[3].pk}", "celik"),
    }
    assert [client_with_number(typed).pk for typed in ("a-1", "a1", "b2")] == [row.pk for row in rows[:3]]
    assert [client.pk for client in clients_with_number("a 1")] == [rows[0].pk, rows[1].pk]
    with pytest.raises(Refused, match="precies"):
        client_with_number("a 1")
