# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Half past midnight here is yesterday in UTC: no page, file, letter or command prints yesterday."""

import csv
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client as Browser
from django.utils import timezone, translation
from django.utils.formats import date_format

from checklist.access.models import DestructionRun, PurposeOfTheDay
from checklist.advice.models import EvidenceSnapshot
from checklist.decisions.models import Decision
from checklist.intake.actions import close_case
from checklist.intake.models import Case
from checklist.releases.actions import withdraw_finding
from checklist.releases.models import Finding, Release
from checklist.reviews.rules import quarter_of
from checklist.services.models import Service
from checklist.transparency.models import ClientRequest
from checklist.transparency.rules import answer_by
from tests.checklist.reviews.more import more_overrides
from tests.checklist.test_doors import DOORS, STAFF, keys_behind_doors
from tests.checklist.transparency.world import choose, come_in, decided, make_world, staff_browser
from tests.clock import clock_at
from tests.house import tree
from tests.paper import words_of

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
#: A new month and a new quarter in summer time, a new year in winter time.
NIGHTS = [datetime(2026, 7, 1, 0, 30, tzinfo=AMSTERDAM), datetime(2027, 1, 1, 0, 30, tzinfo=AMSTERDAM)]
#: Pages and files that print the day on which something happened in this town.
PRINT_THE_DAY = {
    *("releases:library", "releases:release", "releases:version", "releases:finding", "releases:dataset"),
    *("services:catalogue", "services:edit", "questions:overview"),
    *("advice:evidence", "advice:recalled", "advice:recalls", "transparency:shown"),
    *("decisions:summary", "decisions:summary_pdf", "decisions:summary_text", "decisions:earlier"),
    *("reviews:overrides", "reviews:export", "reviews:queue", "reviews:review"),
    *("transparency:mine", "transparency:looks", "transparency:ask_about_look", "transparency:download"),
    *("transparency:requests", "transparency:reply", "transparency:supervision", "transparency:export"),
    *("transparency:earlier_report", "transparency:file_for_client", "register:register_data"),
}
SEARCH = {"purpose": "complaint", "from_day": "", "until_day": "", "person": "", "number": ""}
POSTED = {"transparency:file_for_client": {"number": "FICTIEF-1"}}
API = ("releases", "findings", "decisions?purpose=learn", "overrides?purpose=learn")


@dataclass(frozen=True)
class Night:
    """A town in which everything happened within a minute after half past midnight."""

    today: date
    browsers: dict[str, Browser]
    keys: dict[str, object]
    case: Case
    closed: Case


@pytest.fixture(scope="module", params=NIGHTS, ids=["summer", "winter"])
def night(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Night]:
    with django_db_blocker.unblock(), transaction.atomic(), clock_at(request.param):  # type: ignore[attr-defined]
        dirk = decided(make_world())
        folk = dirk.people
        els, hans = make_world("FICTIEF-2", folk), decided(make_world("FICTIEF-3", folk))
        browsers = {"visitor": Browser(), "dirk": come_in(dirk)}
        browsers["dirk"].post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit?"})
        choose(staff_browser(folk.anouk), dirk, client="meedoen", caseworker="direct_werk")
        browsers |= {who: staff_browser(getattr(folk, who)) for who in STAFF}
        close_case(case=els.case, reason="done", by=folk.anouk)
        keys = {"case": dirk.case.uuid, **keys_behind_doors(folk)}
        more_overrides(Decision.objects.get(case=hans.case), 11)
        shown = {
            "release__digest": keys["digest"],
            "primary": True,
            "service": "direct_werk",
            "characteristic": "",
        }
        keys["finding"] = (finding := Finding.objects.get(**shown)).pk
        withdraw_finding(finding=finding, reason="Fout in de telling.", by=folk.esra)
        browsers["gerda"].post("/toezicht/", SEARCH)
        yield Night(request.param.date(), browsers, keys, dirk.case, els.case)
        transaction.set_rollback(True)


def spellings(day: date) -> re.Pattern[str]:
    """This day as pages, files and machines write it."""
    number = f"0?{day.day}"
    words = [f"{number} {name}" for name in (f"{date_format(day, 'F')}", f"{day:%B}")]
    figures = [
        rf"{number}-0?{day.month}-{day.year}",
        rf"{number}/0?{day.month}/{day.year}",
        f"{day:%Y-%m-%d}",
    ]
    other = rf"{day:%B} {number}"
    return re.compile(rf"(?<!\d)({'|'.join([*words, *figures, other])})(?!\d)", re.IGNORECASE)


def yesterday(day: date) -> re.Pattern[str]:
    """Yesterday, and the day on which a term would end that was counted from yesterday."""
    before = day - timedelta(days=1)
    return spellings(before)


def body_of(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]
    if content.startswith(b"%PDF"):
        return words_of(content)
    return content.decode("utf-8")


def opened(night: Night) -> Iterator[tuple[str, str, str]]:
    """Every page and file behind every door, as everybody who may comes in: (door, who, text)."""
    for door in DOORS:
        address = door.address.format(**night.keys)
        may = {
            *door.may,
            *(("carla",) if door.name == "reviews:export" else ()),
        }  # enough people for a file, here
        for who in sorted(may & set(night.browsers)):
            for query in ("", "?groot=1") if address.endswith(".pdf") else ("",):
                with transaction.atomic():  # everybody finds the town as it was
                    kept = copy(night.browsers[who].cookies)
                    ask = getattr(night.browsers[who], door.method)
                    answer = ask(address + query, POSTED.get(door.name, {}))
                    yield door.name, who, body_of(answer)
                    night.browsers[who].cookies = kept
                    transaction.set_rollback(True)


def test_no_page_and_no_file_prints_yesterday(night: Night) -> None:
    language = "nl" if night.today.month == 7 else "en"
    for browser in night.browsers.values():
        browser.cookies["django_language"] = language
    wrong, printed = [], set()
    with translation.override(language):
        today, before = spellings(night.today), yesterday(night.today)
    for door, who, text in opened(night):
        wrong += [
            f"{door} ({who}): {text[max(0, hit.start() - 60) : hit.end() + 20]!r}"
            for hit in before.finditer(text)
        ]
        printed |= {door} if today.search(text) else set()
    assert not wrong, "\n".join(wrong)
    assert printed >= PRINT_THE_DAY


def test_the_api_gives_moments_and_days_as_they_are_here(night: Night) -> None:
    for part in API:
        text = body_of(night.browsers["carla"].get(f"/api/v1/{part}"))
        assert not yesterday(night.today).search(text), part
        assert spellings(night.today).search(text), part


def test_no_command_prints_yesterday(night: Night) -> None:
    snapshot = EvidenceSnapshot.objects.filter(case=night.case).latest("seq")
    for html in ([], ["--html"]):
        out = StringIO()
        call_command("show_snapshot", str(snapshot.uuid), *html, stdout=out)
        assert spellings(night.today).search(out.getvalue())
        assert not yesterday(night.today).search(out.getvalue())
    ended = night.closed.keep_until
    assert ended is not None
    morning = datetime(ended.year, ended.month, ended.day, 0, 30, tzinfo=AMSTERDAM) + timedelta(days=1)
    assert f"{ended}" in would_destroy(morning)
    evening = datetime(ended.year, ended.month, ended.day, 23, 30, tzinfo=AMSTERDAM)
    assert f"{ended}" not in would_destroy(evening)


def would_destroy(moment: datetime) -> str:
    """What the nightly run says at a moment, the nights before having had theirs."""
    with transaction.atomic(), clock_at(moment):
        DestructionRun.objects.create(clients_of=0, clients_due=0, answers_due=0)
        call_command("destroy_expired", "--dry-run", stdout=(told := StringIO()))
        transaction.set_rollback(True)
    return told.getvalue()


def test_terms_and_dates_are_counted_from_today(night: Night) -> None:
    today = night.today
    release = Release.objects.exclude(approved_at=None).get(kind="own")
    assert night.closed.keep_until is not None
    assert (night.closed.keep_until.month, night.closed.keep_until.day) == (today.month, today.day)
    assert release.expires_on == today.replace(year=today.year + 3)
    assert ClientRequest.objects.get().due_on == answer_by("other", today)
    assert set(PurposeOfTheDay.objects.values_list("day", flat=True)) == {today}
    assert set(Service.objects.values_list("updated_on", flat=True)) == {today}
    assert timezone.localdate() == today


def test_a_quarter_begins_at_midnight_here(night: Night) -> None:
    running = quarter_of(night.today)
    carla = night.browsers["carla"]
    rows = {
        quarter.key: len(carla.get(f"/andere-keuzes/?periode={quarter.key}").context["lines"])
        for quarter in (running, running.before)
    }
    assert rows[running.key] > 0
    assert rows[running.before.key] == 0
    assert set(carla.get(f"/andere-keuzes/?periode={running.key}").context["totals"]) == {
        "why"
    }  # not over yet


def test_the_privacy_officer_finds_todays_looks_under_today(night: Night) -> None:
    def found(day: date) -> int:
        browser = staff_browser(night.browsers["gerda"].get("/toezicht/").wsgi_request.user)
        browser.post("/toezicht/", SEARCH | {"from_day": day.isoformat(), "until_day": day.isoformat()})
        text = body_of(browser.post("/toezicht/bestand/"))
        return len(list(csv.reader(StringIO(text[1:]), delimiter=";"))) - 1

    assert found(night.today) > 0
    assert found(night.today - timedelta(days=1)) == 0


def test_django_prints_moments_through_one_door() -> None:
    """`date_format` of Django leaves a moment in UTC; checklist/base/moments.py does not."""
    named = {
        str(path)
        for path in tree.matching("checklist/*.py", "reintapp/*.py")
        if "date_format" in tree.text(path)
    }
    assert named == {"checklist/base/moments.py"}
