# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The privacy officer reads what was done to accounts, and `verify_log` holds the accounts against it."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.base.protect import install_guards, remove_guards
from checklist.people.actions import change_roles, choose_password, end_account, make_account, move_to_team
from checklist.people.models import Account, AccountLine, Team
from checklist.people.permissions import SYSTEM, Actor
from checklist.people.queries import LINES_PER_PAGE, account_faults
from tests.checklist.base.attacks import sql
from tests.checklist.transparency.world import staff_browser
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
PAGE = "/toezicht/accounts/"


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def noor(people: People) -> Account:
    """Made by a command, changed, and changed by herself."""
    account, _password = make_account(
        username="noor", display_name="Noor Bakker", team="Team West", roles=["caseworker"], by=SYSTEM
    )
    account = change_roles(account=account, give=["team_lead"], take=["caseworker"], by=SYSTEM)
    account = move_to_team(account=account, team="Team Oost", by=SYSTEM)
    choose_password(account=account, password="vier gele fietsen", by=Actor(kind="staff", account=account))
    return account


@pytest.fixture
def gerda(people: People) -> Browser:
    return staff_browser(people.gerda)


def test_each_act_stands_there_in_words_the_newest_first(gerda: Browser, noor: Account) -> None:
    page = gerda.get(PAGE).content.decode().partition("<tbody")[2]
    told = ["eigen wachtwoord", "Team Oost", "teamleider", "consulent", "Team West"]
    assert [page.find(one) for one in told] == sorted(page.find(one) for one in told if one in page)
    assert "Noor Bakker" in page
    assert "een opdracht op de server" in page
    assert "zelf" in page
    assert "vier gele" not in page


def test_supervision_leads_there(gerda: Browser) -> None:
    assert f'href="{PAGE}"' in gerda.get("/toezicht/").content.decode()


@pytest.mark.parametrize("who", ["anouk", "carla", "esra", "farid"])
def test_nobody_else_reads_it(people: People, who: str) -> None:
    assert staff_browser(getattr(people, who)).get(PAGE).status_code == 403


def many(people: People, number: int) -> None:
    AccountLine.objects.bulk_create(
        [
            AccountLine(account=people.anouk, by=people.gerda, act="team", what=f"Team {one}")
            for one in range(number)
        ]
    )


def test_pages_show_every_line_once(gerda: Browser, people: People) -> None:
    many(people, LINES_PER_PAGE + 7)
    first = gerda.get(PAGE)
    second = gerda.get(PAGE + first.context["older_url"])
    assert [len(page.context["lines"]) for page in (first, second)] == [LINES_PER_PAGE, 7]
    numbers = [line.pk for page in (first, second) for line, _told in page.context["lines"]]
    assert numbers == sorted(set(numbers), reverse=True)
    assert second.context["older_url"] == ""


@pytest.mark.parametrize("before", ["²", "9" * 30, "x", "-1", "0"])
def test_an_odd_place_is_the_first_page(gerda: Browser, noor: Account, before: str) -> None:
    assert gerda.get(PAGE, {"before": before}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_lines(gerda: Browser, people: People) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            gerda.get(PAGE)
        return len(queries)

    many(people, 2)
    few = count()
    many(people, 40)
    assert count() == few


# ---- held against the accounts ---------------------------------------------------------------------------------------


def test_accounts_that_went_by_their_lines_hold(noor: Account) -> None:
    assert list(account_faults()) == []
    end_account(account=noor, by=SYSTEM)
    assert list(account_faults()) == []


def _role(noor: Account) -> None:
    Account.objects.filter(pk=noor.pk).update(is_privacy_officer=True)


def _team(noor: Account) -> None:
    Account.objects.filter(pk=noor.pk).update(team=Team.objects.create(name="Team Verzonnen"))


def _ended(noor: Account) -> None:
    Account.objects.filter(pk=noor.pk).update(is_active=False)


def _alive(noor: Account) -> None:
    end_account(account=noor, by=SYSTEM)
    Account.objects.filter(pk=noor.pk).update(is_active=True)


def _put_in(noor: Account) -> None:
    Account.objects.create_user("indringer", "x", display_name="X", team=noor.team, is_caseworker=True)


def _behind_the_guards(statement: str) -> None:
    connection.check_constraints()  # PostgreSQL alters no table while links are still to be checked
    remove_guards(connection)
    sql(statement)
    connection.check_constraints()
    install_guards(connection)


def _line_gone(noor: Account) -> None:
    _behind_the_guards("DELETE FROM checklist_accountline WHERE act = 'role_taken'")


def _line_changed(noor: Account) -> None:
    _behind_the_guards("UPDATE checklist_accountline SET what = 'Team Nergens' WHERE act = 'team'")


def _dated_back(noor: Account) -> None:
    AccountLine.objects.create(account=noor, act="own", at=timezone.now() - timedelta(days=400))


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (_role, "other roles"), (_team, "another team"), (_ended, "was ended, and no line"), (_alive, "may log in"),
        (_put_in, "was made, and no line"), (_line_gone, "other roles"), (_line_changed, "another team"),
        (_dated_back, "dated before a line"),
    ],
)  # fmt: skip
def test_what_went_past_the_lines_is_a_fault_of_verify_log(
    noor: Account, attack: Callable[[Account], None], said: str
) -> None:
    attack(noor)
    heard = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_log", stdout=StringIO(), stderr=heard)
    assert said in heard.getvalue()
    assert [str(fault) for fault in account_faults()]
