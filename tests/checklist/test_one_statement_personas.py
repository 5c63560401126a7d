# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fictional people of the demo, with the fictional release that we ship: every page says the same of research."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser

from checklist.advice.queries import OpenedSnapshot, latest_snapshot, open_snapshot
from checklist.intake.models import Case
from checklist.management.browsing import Person
from checklist.management.commands.demo import make_catalogue, make_staff
from checklist.management.demo_talks import ORDER, hold_talk, personas
from checklist.people.models import Account
from checklist.releases import wording
from checklist.releases.wording.texts import say
from tests.checklist.decisions.talks import apart, decide, staff
from tests.checklist.statements import client_of, expected, missing, plain

PASSWORD = "fictief-samen-1"
LANGS: tuple[wording.Lang, ...] = ("nl", "en")
BARE = {lang: f"{say('towards', lang, group=say('people', lang))}." for lang in LANGS}
EVERYBODY = {lang: say("everybody", lang) for lang in LANGS}


def saw_the_results() -> list[dict[str, Any]]:
    return [p for p in personas() if p["until"] in ORDER[ORDER.index("evidence") :]]


def pages(anouk: Browser, own: Browser, case: Case) -> Iterator[tuple[str, Any]]:
    """Before the choice and, after it, the report: as the caseworker and as the client read it."""
    base = f"/gesprekken/{case.uuid}"
    yield "evidence", anouk.get(f"{base}/uitkomsten/")
    yield "choices", anouk.get(f"{base}/keuzes/?opnieuw=1")
    changes: dict[str, Any] = {"client_how": None} if case.held == Case.Held.PHONE else {}
    decide(anouk, case, apart(**changes))
    yield "report", anouk.get(f"{base}/verslag/")
    yield "text", anouk.get(f"{base}/verslag.txt")
    yield "own page", own.get("/mijn-gesprek/")
    yield "own page, shown", own.get("/mijn-gesprek/getoond/")


def wrong_on(name: str, page: str, opened: OpenedSnapshot, lang: wording.Lang) -> list[str]:
    """The parts that a page drops, and every 'people found work more often' that does not say for whom."""
    dropped = [
        f"{name} drops: {part}" for parts in expected(opened, lang).values() for part in missing(page, parts)
    ]
    bare = page.count(BARE[lang]) - page.count(f"{BARE[lang]} {EVERYBODY[lang]}")
    towards = [
        one for service in opened.services for one in service.stated.everybody if one.state == wording.TOWARDS
    ]
    more = page.count(BARE[lang]) > 0 and not towards
    return dropped + ([f"{name} does not say for whom, {bare} times"] if bare or more else [])


@pytest.mark.slow
def test_s27_every_page_says_the_same_of_research_to_every_persona(db: None) -> None:
    make_staff(PASSWORD)
    make_catalogue(PASSWORD)
    account = Account.objects.get(username="anouk")
    person, anouk = Person("anouk"), staff(account)
    person.client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    wrong: list[str] = []
    said: dict[str, OpenedSnapshot] = {}
    for persona in saw_the_results():
        talk = hold_talk(person, persona | {"until": "evidence"})
        own = client_of(Case.objects.get(uuid=talk.uuid), account)
        for lang in LANGS:
            anouk.cookies["django_language"] = own.cookies["django_language"] = lang
            anouk.post(f"/gesprekken/{talk.uuid}/uitkomsten/")
            case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(
                uuid=talk.uuid
            )
            snapshot = latest_snapshot(case)
            assert snapshot is not None
            assert snapshot.language == lang
            opened = (
                said.setdefault(talk.name, open_snapshot(snapshot))
                if lang == "nl"
                else open_snapshot(snapshot)
            )
            for name, answer in pages(anouk, own, case):
                assert answer.status_code == 200, f"{talk.name}, {name}: {answer.status_code}"
                wrong += [
                    f"{talk.name} {lang}: {line}" for line in wrong_on(name, plain(answer), opened, lang)
                ]
    assert wrong == []
    assert len(said) == 8
    answers = Counter(one.stated.state for opened in said.values() for one in opened.services)
    assert answers.most_common(1)[0][0] == wording.NOT_STUDIED, (
        "the most frequent answer is that nobody knows"
    )
    assert answers[wording.TOWARDS] > 0
    for_faisal = said["Faisal Fictief"].statements["voorbereiden"].stated
    assert [one.state for one in for_faisal.everybody] == [wording.TOWARDS]
    assert for_faisal.groups == (), "of no group a difference was shown"
