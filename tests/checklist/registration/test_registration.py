# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A registration for research: two people, nothing that was refused, on record with each client, and read by `link`."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.chain import verify_chains
from checklist.intake.actions import close_case, note_correction
from checklist.intake.models import Client
from checklist.people.models import Proposal
from checklist.people.permissions import SYSTEM, Refused
from checklist.questions.queries import questions_of
from checklist.registration import queries, rules
from checklist.registration.actions import ask_registration, decide_registration, export_registration
from checklist.registration.models import Registration
from checklist.transparency.actions import object_to_research
from research.__main__ import main
from tests.checklist.transparency.world import (
    World,
    choose,
    come_in,
    decided,
    make_world,
    staff_browser,
)
from tests.people import People

pytestmark = pytest.mark.django_db
PURPOSE = "Leren welke hulp voor wie werkt, in het onderzoek van 2026"
AT = "/registratie/"


def month() -> str:
    return timezone.localdate().strftime("%Y-%m")


def wanted(**changes: str) -> rules.Wanted:
    return rules.Wanted(
        **({"first": month(), "last": month(), "receiver": "Voorbeelduniversiteit"} | changes)
    )


def agreed(people: People, **changes: str) -> Proposal:
    asked = ask_registration(wanted=wanted(**changes), purpose=PURPOSE, by=people.esra)
    return decide_registration(proposal=asked, agree=True, by=people.gerda)


@pytest.fixture(scope="module")
def talks_of_all(folk: People, django_db_blocker: Any) -> Iterator[list[World]]:
    """Twelve conversations to their end, each of another client. Each test rolls back to this."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield [
            decided(make_world(f"FICTIEF-{n}", people=folk), client="direct_werk", caseworker="direct_werk")
            for n in range(1, 13)
        ]
        transaction.set_rollback(True)


@pytest.fixture
def talks(talks_of_all: list[World]) -> list[World]:
    """The same, as they stand in the database: what an earlier test changed in memory is forgotten."""
    for world in talks_of_all:
        world.case.refresh_from_db()
    return talks_of_all


def write(people: People, to: Path, **changes: str) -> tuple[list[dict[str, str]], Path]:
    """The rows of a registration of everything, and its folder."""
    folder = to / "out"
    export_registration(
        proposal=agreed(people, **changes), folder=folder, key_file=to / "keys.csv", by=SYSTEM
    )
    return rows_in(folder / "FICTIEF-REGISTRATIE.csv"), folder


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))


def row_of(rows: list[dict[str, str]], to: Path, number: str) -> dict[str, str]:
    who = {row["eigen_clientnummer"]: row["pseudoniem"] for row in rows_in(to / "keys.csv")}
    return next(row for row in rows if row["pseudoniem"] == who[number])


def question(world: World, key: str) -> Any:
    return next(row for row in questions_of(world.case.checklist) if row.key == key)


def test_one_row_an_intake_with_pseudonyms_month_choice_and_answers(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    rows, folder = write(folk, tmp_path)
    assert len(rows) == 12
    row = row_of(rows, tmp_path, "FICTIEF-1")
    assert row["soort"] == "R"
    assert re.fullmatch(r"[1-9]\d{8}", row["pseudoniem"])
    assert (row["intake_maand"], row["traject"], row["gestart"]) == (month(), "direct_werk", "")
    assert row["antwoord_age"] == "under_45"
    assert row["antwoord_recent_work"] == "without"
    assert len({row["pseudoniem"] for row in rows}) == 12
    assert {row["consulent"] for row in rows} == {
        rules.pseudonym(queries.research_key(), "consulent", folk.anouk.pk)
    }
    assert sorted(path.name for path in folder.iterdir()) == [
        "FICTIEF-REGISTRATIE.csv", "SHA256SUMS", "codeboek.md", "upload.toml",
    ]  # fmt: skip


def test_no_name_number_or_own_word_is_anywhere_in_the_folder(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    _rows, folder = write(folk, tmp_path)
    text = "".join(path.read_text(encoding="utf-8-sig") for path in folder.iterdir())
    for never in (
        "Dirk",
        "FICTIEF-1",
        "Anouk",
        "Noord",
        "onder de mensen",
        "zelf proberen",
        "cursus",
        "9-16",
    ):
        assert never not in text, never


def test_r18_who_objected_in_one_conversation_is_left_out_and_counted(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    object_to_research(case=talks[0].case, by=SYSTEM)
    rows, folder = write(folk, tmp_path)
    assert len(rows) == 11
    assert "FICTIEF-1" not in {row["eigen_clientnummer"] for row in rows_in(tmp_path / "keys.csv")}
    assert not AccessLine.objects.filter(client_key=talks[0].case.client_key, part="registration").exists()
    assert Registration.objects.get().objected == 1
    assert "minder dan 10" in (folder / "codeboek.md").read_text(), "R15: no small number"


def test_r18_what_was_refused_called_wrong_or_taken_away_is_an_empty_cell(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    for world, voice in ((talks[0], "not_me"), (talks[2], "destroy")):
        said = come_in(world).post("/mijn-gesprek/antwoord/age/", {"voice": voice, "words": ""})
        assert said.status_code == 302, voice
    close_case(case=talks[1].case, reason="done", by=folk.anouk)
    note_correction(case=talks[1].case, question=question(talks[1], "age"), kind="do_not_use", by=SYSTEM)
    rows, _folder = write(folk, tmp_path)
    for number in ("FICTIEF-1", "FICTIEF-2", "FICTIEF-3"):
        assert row_of(rows, tmp_path, number)["antwoord_age"] == "", number
    assert row_of(rows, tmp_path, "FICTIEF-4")["antwoord_age"] == "under_45"
    declined = {row.get("antwoord_children", "") for row in rows}
    assert declined == {""}, "what somebody would rather not say"


def test_r13_health_goes_along_only_on_a_ground_in_law(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    rows, _folder = write(folk, tmp_path)
    sensitive = {row.characteristic for row in questions_of(talks[0].case.checklist) if row.sensitive} - {""}
    assert sensitive
    assert not sensitive & {name.removeprefix("antwoord_") for name in rows[0]}
    with_health = queries.columns_of(wanted(health_ground="artikel 9, lid 2, onder j, AVG"))
    assert sensitive & with_health.keys()


def test_r15_fewer_than_ten_people_are_not_written(talks: list[World], folk: People, tmp_path: Path) -> None:
    for world in talks[:3]:
        object_to_research(case=world.case, by=SYSTEM)
    with pytest.raises(Refused, match="10"):
        write(folk, tmp_path)
    assert not list(tmp_path.iterdir())
    assert not AccessLine.objects.filter(part="registration").exists()


def test_link_reads_the_folder_as_it_is(
    talks: list[World], folk: People, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    _rows, folder = write(folk, tmp_path)
    assert main(["link", "--propose", str(folder / "FICTIEF-REGISTRATIE.csv")]) == 0
    assert 'service = "traject"' in capsys.readouterr().out
    from research.linking.account import Account
    from research.linking.layout import read_layout
    from research.linking.people import read_people
    from research.linking.upload import find_upload, read_upload

    layout = read_layout()
    upload = read_upload(folder / "upload.toml", layout)
    people = read_people(find_upload(folder, upload, layout), upload, layout, Account())
    assert len(people) == 12
    assert set(people["traject"]) == {"direct_werk"}


def test_each_client_sees_what_for_and_who_agreed_on_the_own_page_and_in_the_file(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    browser = come_in(talks[0])
    assert "kunnen naar onderzoek" in browser.get("/mijn-gesprek/").content.decode()
    write(folk, tmp_path)
    for page in ("/mijn-gesprek/", "/mijn-gesprek/wie-keek/"):
        html = browser.get(page).content.decode()
        assert PURPOSE in html, page
        assert "Esra Yilmaz" in html
        assert "Gerda Vos" in html
        assert "Voorbeelduniversiteit" in html
    file = browser.post("/mijn-gesprek/alles/")
    assert PURPOSE in file.content.decode()
    assert "gingen uw keuze en antwoorden naar onderzoek" in file.content.decode()
    assert verify_chains()[1] == []


def test_one_asks_and_the_other_agrees_and_never_the_same_kind(folk: People) -> None:
    asked = ask_registration(wanted=wanted(), purpose=PURPOSE, by=folk.esra)
    for wrong in (folk.esra, folk.farid, folk.anouk):
        with pytest.raises(Refused):
            decide_registration(proposal=asked, agree=True, by=wrong)
    with pytest.raises(Refused):
        export_registration(proposal=asked, folder=Path("nowhere"), key_file=None, by=SYSTEM)
    assert decide_registration(proposal=asked, agree=True, by=folk.gerda).outcome == "agreed"


def test_it_is_written_whole_or_not_at_all(
    talks: list[World], folk: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(about: Any) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr("checklist.registration.writing.codebook", breaks)
    with pytest.raises(OSError, match="disk"):
        write(folk, tmp_path)
    assert not list(tmp_path.iterdir())
    assert not Registration.objects.exists()


def test_a_request_is_used_once_and_its_line_stays(talks: list[World], folk: People, tmp_path: Path) -> None:
    asked = agreed(folk)
    row = export_registration(proposal=asked, folder=tmp_path / "a", key_file=None, by=SYSTEM)
    listed = (tmp_path / "a" / "SHA256SUMS").read_bytes()
    assert row.digest == rules.sha256(listed)
    for line in listed.decode().splitlines():
        digest, name = line.split("  ")
        assert rules.sha256((tmp_path / "a" / name).read_bytes()) == digest
    with pytest.raises(Refused, match="al gebruikt"):
        export_registration(proposal=asked, folder=tmp_path / "b", key_file=None, by=SYSTEM)
    for change in (
        lambda: Registration.objects.update(people=0),
        lambda: Registration.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_no_cell_is_a_formula(talks: list[World], folk: People, tmp_path: Path) -> None:
    Client.objects.filter(number="FICTIEF-1").update(number="=1+1", number_key="1+1")
    write(folk, tmp_path)
    assert '"\'=1+1"' in (tmp_path / "keys.csv").read_text(encoding="utf-8-sig")


def test_the_command_takes_the_one_agreed_request(
    talks: list[World], folk: People, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    with pytest.raises(CommandError, match="there are: none"):
        call_command("export_registration", str(tmp_path / "out"))
    agreed(folk)
    with pytest.raises(CommandError, match="apart"):
        call_command("export_registration", str(tmp_path / "o"), key_file=tmp_path / "o" / "keys.csv")
    call_command("export_registration", str(tmp_path / "out"), key_file=tmp_path / "keys.csv")
    assert "12 intakes, digest " in capsys.readouterr().out
    assert (tmp_path / "keys.csv").stat().st_mode & 0o077 == 0


def test_without_a_key_of_its_own_nothing_is_written(
    talks: list[World], folk: People, tmp_path: Path, settings: Any
) -> None:
    settings.RESEARCH_KEY = ""
    with pytest.raises(Refused, match="RESEARCH_KEY"):
        write(folk, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_chunk_costs_as_many_queries_however_many_rows(
    talks: list[World], folk: People, tmp_path: Path
) -> None:
    def cost(chunk: int) -> tuple[int, int]:
        with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as asked:
            patch.setattr(queries, "CHUNK", chunk)
            pieces = list(queries.rows_of(wanted(), ["age", "recent_work"]))
        assert sum(map(len, pieces)) == 12
        return len(asked) - 1, len(pieces)  # the last one finds nothing

    (few, one), (many, two) = cost(12), cost(6)
    assert (one, two) == (1, 2)
    assert few == many / 2


def test_pages_ask_agree_and_say_what_goes_along(talks: list[World], folk: People) -> None:
    esra, gerda = staff_browser(folk.esra), staff_browser(folk.gerda)
    fields = {"first": month(), "last": month(), "purpose": PURPOSE, "receiver": "Voorbeelduniversiteit"}
    assert esra.post(AT, fields | {"purpose": "kort"}).status_code == 422
    made = esra.post(AT, fields)
    assert made.status_code == 302
    assert "Esra Yilmaz" in gerda.get("/").content.decode()
    page = gerda.get(made["Location"]).content.decode()
    assert "10+" in page
    assert PURPOSE in page
    assert gerda.post(made["Location"], {"act": "agree", "answer": ""}).status_code == 302
    assert "export_registration" in esra.get(made["Location"]).content.decode()
    assert staff_browser(folk.anouk).get(AT).status_code == 403


def test_the_list_costs_as_many_queries_with_one_request_as_with_many(folk: People) -> None:
    browser = staff_browser(folk.esra)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(AT).status_code == 200
        return len(asked)

    agreed(folk)
    few = cost()
    for number in range(1, 9):
        agreed(folk, first=f"2025-0{number}")
    assert cost() == few


def test_two_different_choices_are_no_service(folk: People) -> None:
    def of_this_one() -> str:
        rows = next(queries.rows_of(wanted(), []))
        return next(row.cells[5] for row in rows if row.case_uuid == world.case.uuid)

    world = decided(make_world("FICTIEF-99", people=folk), client="direct_werk", caseworker="proefplaatsing")
    assert of_this_one() == rules.DIFFERENT
    choose(staff_browser(folk.anouk), world, client=":only_regular", caseworker=":only_regular")
    assert of_this_one() == rules.REGULAR, "the newest decision counts"
