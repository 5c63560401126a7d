# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One client with one conversation and a code, made of plain rows: enough for the pages of this slice."""

from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from checklist.base.keys import new_client_key
from checklist.intake.models import Case, Client
from checklist.people.actions import issue_code
from checklist.questions.models import Checklist
from tests.people import People, make_people

PIN = "4826"


@dataclass(frozen=True)
class World:
    """People, and Dirk's conversation with Anouk; the code that opens Dirk's own page."""

    people: People
    client: Client
    case: Case
    code: str


def make_world(people: People | None = None, **fields: Any) -> World:
    staff = people or make_people()
    version = Checklist.objects.count() + 1
    checklist = Checklist.objects.create(
        version=version, title_nl="Gesprek", title_en="Talk", made_by=staff.esra
    )
    number = f"FICTIEF-{Client.objects.count() + 1}"
    client = Client.objects.create(
        client_key=new_client_key(), number=number, display_name="Dirk Jansen", fictional=True
    )
    case = Case.objects.create(
        client=client,
        client_key=client.client_key,
        team=staff.team,
        caseworker=staff.anouk,
        checklist=checklist,
        fictional=True,
        research_told_at=timezone.now(),
        **fields,
    )
    code = issue_code(client_key=case.client_key, case_uuid=case.uuid, by=staff.anouk)
    return World(people=staff, client=client, case=case, code=code)


def come_in(world: World, browser: Browser | None = None) -> Browser:
    """Dirk comes in with the code and chooses a PIN, as at home."""
    browser = browser or Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    answer = browser.post("/inloggen/pin/", {"pin": PIN, "pin_again": PIN})
    assert answer.status_code == 302, answer.content
    return browser


def staff_browser(account: Any) -> Browser:
    browser = Browser()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser
