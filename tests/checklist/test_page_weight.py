# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a first visit weighs as production sends it, compressed, with its files; and nothing comes from elsewhere."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client as Browser

from checklist.intake.models import Case
from checklist.services.actions import load_default_services
from tests.checklist.decisions.talks import ready_world, staff, talk
from tests.checklist.releases.test_shipped import approve_shipped
from tests.people import make_people

MOST = 60_000  # bytes, compressed, on a first visit
FETCHED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "use": "href",
    "object": "data",
}
PRODUCTION = "whitenoise.storage.CompressedManifestStaticFilesStorage"


class Parts(HTMLParser):
    """Addresses that a browser fetches for a page by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get(FETCHED.get(tag, ""))
        elsewhere = (
            tag == "link" and dict(attrs).get("rel") == "alternate"
        )  # told, and fetched only when asked
        if address and not elsewhere and not address.startswith(("#", "data:")):
            self.found.append(address)


def parts_of(html: str, page: str) -> set[str]:
    """Every address that the page, and then each of its style sheets, fetches."""
    parser = Parts()
    parser.feed(html)
    waiting, seen = [urljoin(page, one) for one in parser.found], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        if address.endswith(".css") and not urlsplit(address).netloc:
            waiting += [urljoin(address, one) for one in in_css(stored(address).read_text(encoding="utf-8"))]
    return seen


def in_css(text: str) -> Iterator[str]:
    found = re.findall(r"url\(\s*['\"]?([^'\")]+)", text) + re.findall(r"@import\s+['\"]([^'\"]+)", text)
    return (one for one in found if not one.startswith(("data:", "#")))


def stored(address: str) -> Path:
    return Path(staticfiles_storage.path(address.removeprefix("/static/")))


def weight(address: str) -> int:
    """What WhiteNoise sends for a static file: the compressed twin that it made, else the file itself."""
    path = stored(address)
    twin = path.with_name(f"{path.name}.gz")
    return (twin if twin.exists() else path).stat().st_size


@pytest.fixture
def production(settings: Any, tmp_path: Path) -> None:
    """Static files as production has them: collected, named by their content, compressed beforehand."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PRODUCTION}}
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def a_talk(db: None) -> tuple[Browser, Case]:
    world = ready_world()
    return staff(world.people.anouk), talk(world)


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("page", ["uitkomsten/", "vragen/", "vragen/alles/", "keuzes/"])
def test_a_first_visit_is_light_and_stays_here(a_talk: tuple[Browser, Case], page: str) -> None:
    browser, case = a_talk
    address = f"/gesprekken/{case.uuid}/{page}"
    answer = browser.get(address)
    assert answer.status_code == 200
    parts = parts_of(answer.content.decode(), address)
    assert [one for one in parts if urlsplit(one).netloc] == [], "no request to another host"
    assert any(one.endswith(".css") for one in parts), "the style sheets were found"
    weights = {one: weight(one) for one in parts} | {"the page": len(gzip.compress(answer.content, 9))}
    assert sum(weights.values()) < MOST, sorted(weights.items(), key=lambda item: -item[1])


@pytest.mark.usefixtures("production")
def test_the_library_is_light_too(db: None) -> None:
    people = make_people()
    load_default_services(by=people.esra)
    release = approve_shipped("fictief-ronde-2026", people)
    row = release.findings.filter(type="effect", primary=True, characteristic="")[0]
    browser = Browser()
    for address in (
        "/onderzoek/",
        f"/onderzoek/{release.slug}/",
        f"/onderzoek/{release.slug}/{row.pk}/",
        f"/onderzoek/{release.slug}/uitgave/{release.digest}/getallen/",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200
        parts = parts_of(answer.content.decode(), address)
        weights = {one: weight(one) for one in parts} | {"the page": len(gzip.compress(answer.content, 9))}
        assert sum(weights.values()) < MOST, (address, sorted(weights.items(), key=lambda item: -item[1]))
