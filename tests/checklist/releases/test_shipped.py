# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The releases that ship, through the same door as any other."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from checklist.releases import wording
from checklist.releases.actions import import_release
from checklist.releases.models import Release
from checklist.releases.queries import current_releases, facts_of_finding, speaking_release_rows
from checklist.services.actions import load_default_services
from checklist.services.models import Service
from checklist.services.queries import links
from checklist.services.rules import studied_services
from tests.people import People, make_people
from tests.worlds import linked_and_approved

pytestmark = pytest.mark.django_db
SHIPPED = sorted(path.name for path in Path(settings.MODELS_STORE).iterdir() if path.is_dir())


def bring_in(slug: str) -> Release:
    people = make_people()
    load_default_services(by=people.esra)
    return approve_shipped(slug, people)


def approve_shipped(slug: str, people: People) -> Release:
    release = import_release(path=Path(settings.MODELS_STORE) / slug, by=people.esra)
    ours = {service.key: service for service in Service.objects.all()}
    studied = [str(row["key"]) for row in studied_services(release.manifest)]
    return linked_and_approved(release, {key: ours.get(key) for key in studied}, people)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_release_reads_well(client: Client, slug: str, language: str) -> None:
    release = bring_in(slug)
    client.cookies["django_language"] = language
    for name, arguments in (
        ("release", [slug]),
        ("numbers", [slug, release.digest]),
        ("dataset", [slug, release.digest]),
    ):
        assert client.get(reverse(f"releases:{name}", args=arguments)).status_code == 200
    for finding in release.findings.all()[::29]:
        assert client.get(reverse("releases:finding", args=[slug, finding.pk])).status_code == 200
    page = client.get(reverse("releases:release", args=[slug])).content.decode()
    assert ("FICTIEF" in page or "FICTITIOUS" in page) is release.fictional
    assert len(page) < 150_000


#: What search engines for data require and recommend of a schema.org Dataset, and the kind of value each holds.
REQUIRED = {"@context": str, "@type": str, "name": str, "description": str}
RECOMMENDED = {
    "@id": str,
    "url": str,
    "alternateName": str,
    "identifier": str,
    "version": str,
    "license": str,
    "creator": dict,
    "spatialCoverage": dict,
    "includedInDataCatalog": dict,
    "distribution": list,
    "inLanguage": list,
    "keywords": list,
    "variableMeasured": list,
    "measurementTechnique": str,
    "isAccessibleForFree": bool,
    "datePublished": str,
}
TYPED = {"creator": "Organization", "spatialCoverage": "Place", "includedInDataCatalog": "DataCatalog"}


@pytest.mark.parametrize("slug", SHIPPED)
def test_the_dataset_holds_what_search_engines_for_data_ask(client: Client, slug: str) -> None:
    release = bring_in(slug)
    answer = client.get(reverse("releases:dataset", args=[slug, release.digest]))
    body = answer.json()
    for name, kind in (REQUIRED | RECOMMENDED).items():
        assert isinstance(body.get(name), kind), name
        assert body[name] or kind is bool, name
    assert (body["@context"], body["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(body["description"]) <= 5000
    assert {name: body[name]["@type"] for name in TYPED} == TYPED
    for address in (body["url"], body["includedInDataCatalog"]["url"], body["distribution"][0]["contentUrl"]):
        assert client.get(address).status_code == 200, address
    assert re.fullmatch(r"https://creativecommons\.org/licenses/by/4\.0/", body["license"])
    assert re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", body.get("temporalCoverage", "2018-01/2022-12"))
    assert ("FICTIEF" in body["keywords"]) is release.fictional
    assert None not in body.values()
    assert "" not in body.values()


@pytest.mark.parametrize("slug", SHIPPED)
def test_the_page_of_a_release_names_itself_its_licence_and_its_data(client: Client, slug: str) -> None:
    release = bring_in(slug)
    answer = client.get(reverse("releases:release", args=[slug]))
    page = answer.content.decode()
    data = reverse("releases:dataset", args=[slug, release.digest])
    assert f'<link rel="alternate" type="application/ld+json" href="{data}">' in page
    assert f"<code>{slug}</code>" in page
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not re.search(
        r"<script(?![^>]*\bsrc=)", page
    )  # the data stands in a file, so that the policy stays strict


def test_r11_jobcorps_is_real_old_and_points_nowhere(client: Client) -> None:
    release = bring_in("jobcorps-1995")
    assert release.fictional is False
    assert release.expires_on is not None
    assert release.expires_on < date(2005, 1, 1)
    assert list(current_releases()) == [release]
    for row in speaking_release_rows(fictional=False):
        known = facts_of_finding(row)
        assert known.expired
        assert known.state in {wording.TOO_OLD, wording.NO_STATEMENT}
    page = client.get(reverse("releases:release", args=["jobcorps-1995"])).content.decode()
    assert "oud onderzoek" in page
    assert "vonden mensen vaker werk" not in page


def test_weeks_worked_are_a_row_and_never_people(client: Client) -> None:
    release = bring_in("jobcorps-1995")
    row = release.findings.filter(scale="mean", type="effect").exclude(estimate=None).first()
    assert row is not None
    page = client.get(reverse("releases:finding", args=[release.slug, row.pk])).content.decode()
    assert 'class="forest"' in page
    assert "icon-array" not in page
    main = client.get(reverse("releases:release", args=[release.slug])).content.decode()
    assert "icon-array" not in main


def test_the_made_up_round_is_about_services_of_the_catalogue_and_points_somewhere() -> None:
    release = bring_in("fictief-ronde-2026")
    assert release.gates_passed
    assert set(links().values()) == {"direct_werk", "voorbereiden", "meedoen"}
    told = {facts_of_finding(row).state for row in speaking_release_rows(fictional=True)}
    assert wording.TOWARDS in told
    assert told - wording.DIRECTIONS, "and says why it does not, elsewhere"


@pytest.mark.parametrize("slug", ["werkwijzer-2020", "literatuur-2026"])
def test_r1_what_is_no_effect_draws_no_effect(client: Client, slug: str) -> None:
    bring_in(slug)
    page = client.get(reverse("releases:release", args=[slug])).content.decode()
    assert not re.search(r'class="forest"|icon-array|Met deze hulp vonden', page)
