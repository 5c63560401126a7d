# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The four releases that ship, through the same door as any other."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from checklist.releases import rules, wording
from checklist.releases.actions import import_release
from checklist.releases.models import Release
from checklist.releases.queries import current_releases, facts_of_finding, speaking_release_rows
from checklist.services.actions import approve_release, load_default_services
from checklist.services.models import Service
from checklist.services.queries import links
from checklist.services.rules import studied_services
from tests.people import make_people

pytestmark = pytest.mark.django_db
SHIPPED = sorted(path.name for path in Path(settings.MODELS_STORE).iterdir() if path.is_dir())


def bring_in(slug: str) -> Release:
    people = make_people()
    load_default_services(by=people.esra)
    release = import_release(path=Path(settings.MODELS_STORE) / slug, by=people.esra)
    ours = {service.key: service for service in Service.objects.all()}
    studied = [str(row["key"]) for row in studied_services(release.manifest)]
    return approve_release(release=release, links={key: ours.get(key) for key in studied}, by=people.farid)


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


def test_r11_jobcorps_is_real_old_and_points_nowhere(client: Client) -> None:
    release = bring_in("jobcorps-1995")
    assert release.fictional is False
    assert release.expires_on is not None
    assert release.expires_on < date(2005, 1, 1)
    assert list(current_releases()) == [release]
    for row in speaking_release_rows(fictional=False):
        known = facts_of_finding(row)
        assert known.expired
        assert rules.direction(known, gates_passed=release.gates_passed)[0] == wording.NO_STATEMENT
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


def test_the_made_up_release_is_about_services_of_the_catalogue_and_points_somewhere() -> None:
    release = bring_in("fictief-2026")
    assert release.gates_passed
    assert set(links().values()) == {"direct_werk", "voorbereiden", "meedoen"}
    told = {
        rules.direction(facts_of_finding(row), gates_passed=True)[0]
        for row in speaking_release_rows(fictional=True)
    }
    assert told >= {wording.TOWARDS, wording.NO_STATEMENT}


@pytest.mark.parametrize("slug", ["werkwijzer-2020", "literatuur-2026"])
def test_r1_what_is_no_effect_draws_no_effect(client: Client, slug: str) -> None:
    bring_in(slug)
    page = client.get(reverse("releases:release", args=[slug])).content.decode()
    assert not re.search(r'class="forest"|icon-array|Met deze hulp vonden', page)
