# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts are changed by command, and every change leaves a line that nobody can take away."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from checklist.people.models import Account, AccountLine
from tests.checklist.transparency.world import staff_browser
from tests.people import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
OWN = "vier gele fietsen samen"


@pytest.fixture
def people() -> People:
    return make_people()


def change(*words: str) -> str:
    out = StringIO()
    call_command("change_staff", *words, stdout=out)
    return out.getvalue()


def told(account: Account) -> list[tuple[str, str]]:
    return list(AccountLine.objects.filter(account=account, by=None).values_list("act", "what"))


def test_making_an_account_leaves_a_line_for_the_team_and_for_each_role() -> None:
    words = ["--name", "Noor", "--team", "Team West", "--role", "caseworker", "--role", "team_lead"]
    call_command("create_staff", "noor", *words, stdout=StringIO())
    made = Account.objects.get(username="noor")
    roles = [("role_given", "caseworker"), ("role_given", "team_lead")]
    assert told(made) == [("made", "Team West"), *roles]


def test_roles_and_team_change_with_the_next_page_and_leave_lines(people: People) -> None:
    browser = staff_browser(people.anouk)
    assert browser.get("/gesprekken/").status_code == 200
    before = len(told(people.anouk))
    said = change(
        "anouk", "--give-role", "editor", "--take-role", "caseworker", "--team", "Team  West", "--give-role", "editor"
    )  # fmt: skip
    assert said == "anouk: Team West; editor.\n"
    assert browser.get("/gesprekken/").status_code == 403
    assert browser.get("/aanbod/").status_code == 200
    lines = [("role_taken", "caseworker"), ("role_given", "editor"), ("team", "Team West")]
    assert told(people.anouk)[before:] == lines
    change("anouk", "--give-role", "editor", "--team", "Team West")
    assert told(people.anouk)[before:] == lines  # nothing changed: nothing to tell


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--take-role", "caseworker"], "team_lead"),  # it names the roles there are
        (["--take-role", "caseworker", "--give-role", "caseworker"], "rol"),
        (["--give-role", "editor", "--team", "\u200b"], "team"),
        ([], "--help"),
    ],
)
def test_an_odd_change_is_refused_whole(people: People, words: list[str], sentence: str) -> None:
    before = told(people.anouk)
    with pytest.raises(CommandError, match=sentence):
        change("anouk", *words)
    people.anouk.refresh_from_db()
    assert (people.anouk.is_caseworker, people.anouk.is_editor) == (True, False)
    assert told(people.anouk) == before


def test_a_password_and_an_end_leave_lines_and_the_command_tells_them(people: People) -> None:
    before = len(told(people.anouk))
    staff_browser(people.anouk).post(
        "/account/", {"current": PASSWORD, "password": OWN, "password_again": OWN}
    )
    change("anouk", "--new-password")
    change("anouk", "--end")
    assert told(people.anouk)[before:] == [("one_time", ""), ("ended", "")]
    lines = change("anouk", "--lines").splitlines()
    assert [line.split(" · ")[1:] for line in lines[-3:]] == [
        ["own", "anouk"], ["one_time", "command"], ["ended", "command"],
    ]  # fmt: skip


def test_the_list_names_everybody_with_team_and_roles(people: People) -> None:
    change("bilal", "--end")
    lines = change("--list").splitlines()
    assert len(lines) == Account.objects.count()
    assert f"anouk · Anouk de Wit · {people.anouk.team} · caseworker" in lines
    assert any(line.startswith("bilal ·") and line.endswith("(ended)") for line in lines)


@pytest.mark.parametrize("sql", ["UPDATE {} SET what = 'x'", "DELETE FROM {}"])
def test_r16_a_line_about_an_account_is_written_once(people: People, sql: str) -> None:
    change("anouk", "--give-role", "editor")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(AccountLine._meta.db_table))
