# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""To compare what pages say of research: the words of a page, and every part that must stand on it (S27)."""

import html as entities
import re
from typing import Any

from django.test import Client as Browser
from django.utils.html import strip_tags

from checklist.advice.queries import OpenedSnapshot
from checklist.intake.models import Case
from checklist.people.actions import issue_code
from checklist.people.models import Account
from checklist.releases import wording
from checklist.releases.models import Finding
from checklist.releases.queries import facts_of_finding
from tests.paper import sheets_of

ON_PAPER_ONLY = re.compile("•")  # the points of a list
PIN = {"pin": "4826", "pin_again": "4826"}


def plain(answer: Any) -> str:
    """The words of a page, a text or a paper, with single spaces."""
    if answer.headers["Content-Type"] == "application/pdf":
        text = ON_PAPER_ONLY.sub("", "\n".join(sheets_of(answer.content)))
        text = re.sub(r"-\s*\n\s*", "-", text)
    elif answer.headers["Content-Type"].startswith("text/plain"):
        text = answer.content.decode()
    else:
        text = entities.unescape(
            strip_tags(re.sub(r"<style.*?</style>", "", answer.content.decode(), flags=re.DOTALL))
        )
    return " ".join(text.split())


def client_of(case: Case, by: Account) -> Browser:
    """The client of this case, at a browser."""
    code = issue_code(client_key=case.client_key, case_uuid=case.uuid, by=by)
    dirk = Browser()
    dirk.post("/inloggen/code/", {"code": code})
    dirk.post("/inloggen/pin/", PIN)
    return dirk


def expected(opened: OpenedSnapshot, lang: wording.Lang) -> dict[str, list[str]]:
    """Every part that must stand on a page, per service: worked out anew from the findings, not from the snapshot."""
    found: dict[str, list[str]] = {}
    for service in opened.services:
        rows = {
            row.pk: row
            for row in Finding.objects.filter(pk__in=[one.finding for one in service.stated.results])
        }
        said = [wording.stated(facts_of_finding(rows[one.finding]), lang) for one in service.stated.results]
        found[service.key] = [part for one in said for part in one.parts] + [service.stated.lead]
    return {key: [" ".join(part.split()) for part in parts if part] for key, parts in found.items()}


def missing(page: str, parts: list[str]) -> list[str]:
    close = re.sub(r"\s", "", page)  # on paper a line may break anywhere
    return [part for part in parts if re.sub(r"\s", "", part) not in close]
