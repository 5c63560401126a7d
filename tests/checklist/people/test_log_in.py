# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who work here log in and out, and choose their own password."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from checklist.people.kept import CLIENT_SESSION
from checklist.people.models import Account
from tests.checklist.transparency.world import come_in, make_world, staff_browser
from tests.people import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
OWN = "vier gele fietsen samen"


@pytest.fixture
def people() -> People:
    return make_people()


def log_in(browser: Browser, username: str, password: str, **more: str) -> object:
    return browser.post("/inloggen/", {"username": username, "password": password, **more})


def test_the_right_password_opens_the_start_page(people: People) -> None:
    browser = Browser()
    answer = log_in(browser, " Anouk ", PASSWORD)
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    page = browser.get("/")
    assert "Anouk de Wit" in page.content.decode()
    assert "/gesprekken/" in page.content.decode()


def test_a_wrong_password_says_so_and_keeps_the_name(people: People) -> None:
    answer = log_in(Browser(), "anouk", "iets anders")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "data-error-summary" in text
    assert 'value="anouk"' in text
    assert "iets anders" not in text


def test_after_logging_in_the_same_page_returns(people: People) -> None:
    browser = Browser()
    asked = browser.get("/account/")
    assert asked["Location"] == "/inloggen/?next=/account/"
    assert 'name="next" value="/account/"' in browser.get(asked["Location"]).content.decode()
    assert log_in(browser, "anouk", PASSWORD, next="/account/")["Location"] == "/account/"


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_logging_in_never_leads_to_another_site(people: People, elsewhere: str) -> None:
    assert log_in(Browser(), "anouk", PASSWORD, next=elsewhere)["Location"] == "/"


def test_five_wrong_passwords_close_the_account_for_a_while(people: People) -> None:
    browser = Browser()
    answers = [log_in(browser, "anouk", f"fout {number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    locked = log_in(browser, "anouk", PASSWORD)
    assert locked.status_code == 429
    assert "kwartier" in locked.content.decode() or "quarter" in locked.content.decode()
    assert log_in(browser, "bilal", PASSWORD).status_code == 302


def test_an_ended_account_does_not_come_in(people: People) -> None:
    call_command("change_staff", "anouk", "--end", stdout=StringIO())
    assert log_in(Browser(), "anouk", PASSWORD).status_code == 200


def test_an_ended_account_is_out_at_once(people: People) -> None:
    browser = staff_browser(people.anouk)
    assert browser.get("/account/").status_code == 200
    call_command("change_staff", "anouk", "--end", stdout=StringIO())
    assert browser.get("/account/").status_code == 302


def test_logging_out_needs_a_post_and_ends_the_session(people: People) -> None:
    browser = staff_browser(people.anouk)
    assert browser.get("/uitloggen/")["Location"] == "/"
    assert browser.get("/account/").status_code == 200
    assert browser.post("/uitloggen/")["Location"] == "/inloggen/"
    assert browser.get("/account/").status_code == 302


def test_who_logs_in_leaves_nothing_of_a_client_on_the_machine() -> None:
    world = make_world()
    browser = come_in(world)
    assert CLIENT_SESSION in browser.session
    log_in(browser, "anouk", PASSWORD)
    assert CLIENT_SESSION not in browser.session
    assert browser.get("/mijn-gesprek/").status_code == 302


# ---- accounts --------------------------------------------------------------------------------------------------------


def make_staff(*extra: str) -> str:
    out = StringIO()
    call_command(
        "create_staff",
        "N.Nieuw",
        "--name",
        "Noor Nieuw",
        "--team",
        "Team West",
        "--role",
        "caseworker",
        *extra,
        stdout=out,
    )
    return next(word for line in out.getvalue().splitlines() for word in line.split() if word.count("-") == 3)


def test_create_staff_prints_a_password_that_works_once() -> None:
    password = make_staff("--role", "team_lead", "--shielded", "--phone", "010 000 00 09")
    account = Account.objects.get(username="n.nieuw")
    assert (account.is_caseworker, account.is_team_lead, account.is_editor) == (True, True, False)
    assert (account.is_shielded, account.phone, account.team.name) == (True, "010 000 00 09", "Team West")
    browser = Browser()
    assert log_in(browser, "n.nieuw", password)["Location"] == "/inloggen/eigen-wachtwoord/"
    assert browser.get("/account/").status_code == 302  # not in yet
    answer = browser.post("/inloggen/eigen-wachtwoord/", {"password": OWN, "password_again": OWN})
    assert answer["Location"] == "/"
    assert browser.get("/account/").status_code == 200
    assert log_in(Browser(), "n.nieuw", password).status_code == 200
    assert log_in(Browser(), "n.nieuw", OWN).status_code == 302


@pytest.mark.parametrize(
    ("first", "second"), [("kort", "kort"), (OWN, OWN + "!"), ("n.nieuw12345", "n.nieuw12345")]
)
def test_a_weak_or_mistyped_password_is_refused(first: str, second: str) -> None:
    password = make_staff()
    browser = Browser()
    log_in(browser, "n.nieuw", password)
    answer = browser.post("/inloggen/eigen-wachtwoord/", {"password": first, "password_again": second})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert Account.objects.get(username="n.nieuw").password_is_one_time


def test_the_page_for_an_own_password_is_closed_without_the_one_time_one(people: People) -> None:
    assert Browser().get("/inloggen/eigen-wachtwoord/")["Location"] == "/inloggen/"


def test_create_staff_refuses_a_name_that_is_taken(people: People) -> None:
    with pytest.raises(CommandError, match="anouk"):
        call_command(
            "create_staff", "Anouk", "--name", "A", "--team", "T", "--role", "editor", stdout=StringIO()
        )


def test_a_new_one_time_password_ends_the_old_password(people: People) -> None:
    out = StringIO()
    call_command("change_staff", "anouk", "--new-password", stdout=out)
    password = out.getvalue().split()[-1]
    assert log_in(Browser(), "anouk", PASSWORD).status_code == 200
    assert log_in(Browser(), "anouk", password)["Location"] == "/inloggen/eigen-wachtwoord/"


def test_own_password_can_be_changed_and_the_session_stays(people: People) -> None:
    browser = staff_browser(people.anouk)
    wrong = browser.post("/account/", {"current": "fout", "password": OWN, "password_again": OWN})
    assert wrong.status_code == 200
    answer = browser.post("/account/", {"current": PASSWORD, "password": OWN, "password_again": OWN})
    assert answer["Location"] == "/account/"
    assert browser.get("/account/").status_code == 200
    assert log_in(Browser(), "anouk", OWN).status_code == 302


def test_language_is_a_choice_that_stays(people: People) -> None:
    browser = staff_browser(people.anouk)
    assert 'lang="nl"' in browser.get("/account/").content.decode()[:200]
    browser.post("/taal/", {"language": "en", "next": "/account/"})
    assert 'lang="en"' in browser.get("/account/").content.decode()[:200]
    assert 'lang="nl"' in Browser(headers={"accept-language": "en"}).get("/").content.decode()[:200]


# ---- the start page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "own", "not_own"),
    [
        ("anouk", "/gesprekken/", "/toezicht/"),
        ("carla", "/andere-keuzes/", "/gesprekken/"),
        ("esra", "/aanbod/", "/gesprekken/"),
        ("farid", "/gespreksvragen/", "/aanbod/"),
        ("gerda", "/toezicht/", "/aanbod/"),
    ],
)
def test_the_start_page_shows_the_own_work(people: People, who: str, own: str, not_own: str) -> None:
    page = staff_browser(getattr(people, who)).get("/").content.decode()
    assert f'href="{own}"' in page
    assert f'href="{not_own}"' not in page


def test_a_visitor_reads_what_this_is() -> None:
    page = Browser().get("/").content.decode()
    for address in ("/inloggen/", "/onderzoek/", "/uitleg/", "/databasespel/"):
        assert f'href="{address}"' in page


def test_a_client_is_brought_to_the_own_page() -> None:
    assert come_in(make_world()).get("/")["Location"] == "/mijn-gesprek/"


def test_a_command_takes_names_through_the_door_for_typed_text(db: None) -> None:
    """What a command stores is what a page would have stored."""
    words = {
        "name": "\u202eAn\u200bouk  de\x00 Wit",
        "team": "Team\u00a0Noord",
        "role": ["caseworker"],
        "phone": "010\t1",
    }
    call_command("create_staff", "\uff21.Dewit\u200b", **words, stdout=StringIO())
    made = Account.objects.get()
    assert (made.username, made.display_name, made.team.name, made.phone) == (
        "a.dewit",
        "Anouk de Wit",
        "Team Noord",
        "010 1",
    )
    with pytest.raises(CommandError, match=r"a\.dewit"):
        call_command("create_staff", "\uff21.DEWIT", **words, stdout=StringIO())
    with pytest.raises(CommandError, match="leeg"):
        call_command("create_staff", "b.kaya", **(words | {"name": "\u200b"}), stdout=StringIO())
    call_command("change_staff", "A.dewit", "--end", stdout=StringIO())


def test_a_password_is_left_as_it_was_typed(people: People) -> None:
    people.anouk.set_password(" e\u0301\u200b geheim ")
    people.anouk.save()
    assert log_in(Browser(), "anouk", "e\u0301\u200b geheim").status_code == 200
    assert log_in(Browser(), "anouk", " e\u0301\u200b geheim ").status_code == 302
