# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public pages of every release that ships: effects alone are with and without help, and no internal name shows."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from checklist.releases.actions import withdraw_release
from checklist.releases.models import Release
from checklist.services.actions import load_default_services
from research.release.reading import read_release
from tests.checklist.releases.test_shipped import SHIPPED, approve_shipped
from tests.people import make_people

pytestmark = pytest.mark.django_db
#: What only an effect may say.
WITH_HELP = re.compile(
    r"\b(met|zonder) (deze|andere of geen) hulp\b|\bwith(out)? (this|other or no) help\b", re.IGNORECASE
)
#: How a name looks that only the machine knows: snake_case, a column with its code, a key with dots, an empty type.
INTERNAL = re.compile(r"\b[a-z]+_[a-z0-9_]+\b|\b[a-z]{3,} [=>] \d|\b[a-z]+\.[a-z]+\.[a-z]+\b(?!\.)|\bNone\b")
#: In the explanation of the researchers the columns of the table are named, between these marks.
QUOTED = re.compile("“[a-z0-9_]+”")


@pytest.fixture(scope="module")
def library(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, Release]]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        people = make_people()
        load_default_services(by=people.esra)
        yield {slug: approve_shipped(slug, people) for slug in SHIPPED}
        transaction.set_rollback(True)


def words_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    html = re.sub(r"<(script|style|code)[^>]*>.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def pages_of(release: Release) -> Iterator[str]:
    yield "/onderzoek/"
    yield reverse("releases:release", args=[release.slug])
    yield reverse("releases:numbers", args=[release.slug, release.digest])
    for row in release.findings.all():
        if row.type != "effect" or row.primary or row.position % 7 == 0:
            yield reverse("releases:finding", args=[release.slug, row.pk])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", SHIPPED)
def test_no_internal_name_shows_on_a_public_page(
    library: dict[str, Release], client: Client, slug: str, language: str
) -> None:
    client.cookies["django_language"] = language
    release = library[slug]
    wrong = {}
    for address in pages_of(release):
        words = QUOTED.sub("", words_of(client, address).replace(release.slug, ""))
        found = {hit[0] for hit in INTERNAL.finditer(words)}
        if found:
            wrong[address] = sorted(found)
    assert not wrong


@pytest.mark.parametrize("path", sorted(Path(settings.MODELS_STORE).iterdir()), ids=lambda path: path.name)
def test_every_name_in_a_shipped_manifest_is_in_words(path: Path) -> None:
    manifest = read_release(path).manifest
    for item in (*manifest.services, *manifest.characteristics, *manifest.groups, *manifest.outcomes):
        for name in (item.name_nl, item.name_en):
            assert not INTERNAL.search(name), name
            assert name != item.key, name


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", [slug for slug in SHIPPED if slug.startswith(("literatuur", "werkwijzer"))])
def test_r1_what_is_no_effect_is_never_with_or_without_help(
    library: dict[str, Release], client: Client, slug: str, language: str
) -> None:
    client.cookies["django_language"] = language
    release = library[slug]
    for address in list(pages_of(release))[1:]:
        assert not WITH_HELP.search(words_of(client, address)), address


def test_r1_the_two_numbers_of_the_guide_are_of_two_kinds_of_people(
    library: dict[str, Release], client: Client
) -> None:
    release = library["werkwijzer-2020"]
    row = release.findings.get(outcome="three_conditions")
    for address in (
        reverse("releases:release", args=[release.slug]),
        reverse("releases:finding", args=[release.slug, row.pk]),
    ):
        words = words_of(client, address)
        assert re.search(r"Klanten van de gemeente \D*25 van de 100", words), address
        assert re.search(r"De rest van de Rotterdamse bevolking \D*10 van de 100", words), address
    assert "Van elke 100 klanten van de gemeente" in words


def test_a_literature_row_says_its_design_title_pages_and_address(
    library: dict[str, Release], client: Client
) -> None:
    release = library["literatuur-2026"]
    page = client.get(reverse("releases:release", args=[release.slug])).content.decode()
    for source in release.manifest["sources"]:
        assert source["design_nl"] in unescape(page), source["key"]
        assert source["citation"] in unescape(page)
        assert f'href="{source["url"]}"' in page
        assert source["url"].startswith("https://")
    for row in release.findings.all():
        detail = unescape(
            client.get(reverse("releases:finding", args=[release.slug, row.pk])).content.decode()
        )
        source = next(one for one in release.manifest["sources"] if one["key"] == row.source)
        assert source["design_nl"] in detail
        assert source["citation"] in detail
        assert f'href="{source["url"]}"' in detail


class Outside(HTMLParser):
    """The words of a page that are in no part marked as Dutch."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "link", "img", "input", "br", "use", "circle", "path", "line", "rect", "hr"}:
            marked = dict(attrs).get("lang") == "nl" or bool(self.open and self.open[-1][1])
            self.open.append((tag, marked))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.said.append(data)


@pytest.mark.parametrize("slug", SHIPPED)
def test_what_is_dutch_only_is_marked_on_an_english_page(
    library: dict[str, Release], client: Client, slug: str
) -> None:
    """The explanation of the researchers, sources of our own, and places that are no proper name (WCAG 3.1.2)."""
    client.cookies["django_language"] = "en"
    release = library[slug]
    dutch = [line for line in release.explanation.splitlines() if len(line.split()) > 3][:5]
    dutch += [] if release.kind == "literature" else [row["citation"] for row in release.manifest["sources"]]
    dutch += ["verschillende landen"]
    for address in list(pages_of(release))[:6]:
        page = client.get(address).content.decode()
        parser = Outside()
        parser.feed(page)
        words = re.sub(r"\s+", " ", " ".join(parser.said))
        assert parser.open == [], address
        wrong = [text for text in dutch if re.sub(r"\s+", " ", text) in words]
        assert not wrong, address


def test_a_reason_to_withdraw_is_marked_on_an_english_page(
    library: dict[str, Release], client: Client
) -> None:
    release = Release.objects.select_related("approved_by").get(pk=library["fictief-ronde-2026"].pk)
    assert release.approved_by is not None
    withdraw_release(release=release, reason="De koppeling was niet goed.", by=release.approved_by)
    client.cookies["django_language"] = "en"
    for address in list(pages_of(release))[1:4]:
        page = client.get(address).content.decode()
        assert "De koppeling" in page
        parser = Outside()
        parser.feed(page)
        assert "De koppeling" not in " ".join(parser.said), address
