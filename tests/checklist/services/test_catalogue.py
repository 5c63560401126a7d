# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: one order for every page, a practical side with a date, and links at the level that was studied."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from checklist.people.permissions import Refused
from checklist.releases.models import Release
from checklist.services import rules
from checklist.services.actions import (
    link_release,
    load_default_services,
    move_service,
    propose_links,
    save_service,
    switch_service,
)
from checklist.services.models import Service, ServiceLink
from checklist.services.queries import catalogue, links, regular_guidance
from tests.people import People, make_people
from tests.worlds import approved, imported, linked_and_approved, make_world, small_release

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ORDER = ["direct_werk", "voorbereiden", "meedoen", "proefplaatsing", "korte_vakopleiding", "jobcoach"]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def offered(people: People) -> People:
    """People, with the shipped catalogue."""
    load_default_services(by=people.esra)
    return people


def keys() -> list[str]:
    return [service.key for service in catalogue()]


# ---- the shipped catalogue -------------------------------------------------------------------------------------------


def test_the_shipped_catalogue_is_whole_in_both_languages(offered: People) -> None:
    assert keys() == ORDER
    for service in catalogue():
        assert service.fictional
        assert service.updated_by == offered.esra
        for part in ("name", "text", "hours", "place", "start"):
            assert getattr(service, f"{part}_nl"), (service.key, part)
            assert getattr(service, f"{part}_en"), (service.key, part)
        assert bool(service.extra_nl) == bool(service.extra_en)
    regular = regular_guidance()
    assert regular.name_nl == "Alleen de gewone begeleiding"
    assert regular.text_nl.endswith("Uw afspraken met de gemeente blijven gelden.")


def test_loading_again_changes_nothing(offered: People) -> None:
    Service.objects.filter(key="meedoen").update(name_nl="Eigen naam")
    assert load_default_services(by=offered.esra) == []
    assert Service.objects.get(key="meedoen").name_nl == "Eigen naam"


def test_the_command_loads_services_groups_and_a_draft(people: People) -> None:
    call_command("load_defaults", by="esra", approver="farid", verbosity=0)
    assert keys() == ORDER
    call_command("load_defaults", by="esra", approver="farid", verbosity=0)
    assert Service.objects.count() == len(ORDER)


def test_the_command_wants_two_people(people: People) -> None:
    people.esra.is_approver = True
    people.esra.save()
    with pytest.raises(CommandError, match="Een tweede persoon keurt het goed"):
        call_command("load_defaults", by="esra", approver="esra")
    assert not Service.objects.exists()


# ---- order, on and off -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "up", "expected"),
    [
        ("meedoen", True, ["direct_werk", "meedoen", "voorbereiden"]),
        ("direct_werk", False, ["voorbereiden", "direct_werk", "meedoen"]),
        ("direct_werk", True, ["direct_werk", "voorbereiden", "meedoen"]),
    ],
)
def test_r5_the_editor_alone_sets_the_order(offered: People, key: str, up: bool, expected: list[str]) -> None:
    move_service(service=Service.objects.get(key=key), up=up, by=offered.esra)
    assert keys()[:3] == expected


def test_the_last_one_stays_last(offered: People) -> None:
    move_service(service=Service.objects.get(key="jobcoach"), up=False, by=offered.esra)
    assert keys() == ORDER


def test_no_two_services_share_a_place(offered: People) -> None:
    with pytest.raises(IntegrityError, match=r"position|a_service_has_its_own_place"), transaction.atomic():
        Service.objects.filter(key="meedoen").update(position=1)


def test_what_is_switched_off_is_not_offered(offered: People) -> None:
    service = Service.objects.get(key="jobcoach")
    switch_service(service=service, on=False, by=offered.esra)
    assert keys() == ORDER[:-1]
    switch_service(service=service, on=True, by=offered.esra)
    assert keys() == ORDER


@pytest.mark.parametrize("who", ["anouk", "carla", "farid", "gerda"])
def test_only_an_editor_writes_in_the_catalogue(offered: People, who: str) -> None:
    by, service = getattr(offered, who), Service.objects.get(key="meedoen")
    with pytest.raises(Refused):
        save_service(service=service, fields={"name_nl": "Anders"}, by=by)
    with pytest.raises(Refused):
        move_service(service=service, up=True, by=by)
    with pytest.raises(Refused):
        switch_service(service=service, on=False, by=by)


# ---- the practical side ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("updated", "today", "stale"),
    [
        (date(2026, 8, 22), date(2026, 11, 22), False),
        (date(2026, 8, 22), date(2026, 11, 23), True),
        (date(2025, 11, 30), date(2026, 2, 28), False),
        (date(2025, 11, 30), date(2026, 3, 1), True),
        (date(2026, 10, 31), date(2027, 1, 31), False),
        (date(2026, 9, 30), date(2026, 12, 31), True),
    ],
)
def test_a_practical_side_is_trusted_for_three_months(updated: date, today: date, stale: bool) -> None:
    assert rules.is_stale(updated, today) is stale


def test_saving_dates_and_signs_the_practical_side(offered: People) -> None:
    Service.objects.filter(key="meedoen").update(updated_on=date(2026, 1, 1))
    second = make_editor(offered)
    saved = save_service(service=Service.objects.get(key="meedoen"), fields={"start_nl": "Morgen"}, by=second)
    assert (saved.start_nl, saved.updated_on, saved.updated_by) == ("Morgen", timezone.localdate(), second)


def make_editor(people: People) -> Any:
    people.farid.is_editor = True
    people.farid.save()
    return people.farid


# ---- links with research (S19) ---------------------------------------------------------------------------------------


def approve(people: People, release: Release, **changes: Service | None) -> Release:
    ours = {service.key: service for service in Service.objects.all()}
    wanted: dict[str, Service | None] = {
        key: ours.get(key) for key in ("direct_werk", "korte_vakopleiding", "proefplaatsing")
    }
    return linked_and_approved(release, wanted | changes, people)


def test_approving_links_what_was_studied(offered: People) -> None:
    release = approve(offered, imported(small_release(), offered), proefplaatsing=None)
    assert links() == {
        (release.pk, "direct_werk"): "direct_werk",
        (release.pk, "korte_vakopleiding"): "korte_vakopleiding",
    }


def test_research_is_linked_only_at_the_level_that_was_studied(offered: People) -> None:
    release = imported(small_release(), offered)
    with pytest.raises(Refused, match="over een ander niveau"):
        approve(offered, release, direct_werk=Service.objects.get(key="proefplaatsing"))
    release.refresh_from_db()
    assert release.state == Release.State.IMPORTED
    assert not ServiceLink.objects.exists()


def test_every_studied_service_is_answered(offered: People) -> None:
    release = imported(small_release(), offered)
    with pytest.raises(Refused, match=r"Nog open: korte_vakopleiding, proefplaatsing\."):
        propose_links(release=release, links={"direct_werk": None}, by=offered.esra)
    release.refresh_from_db()
    assert release.state == Release.State.IMPORTED


def test_the_service_of_comparison_is_not_linked(offered: People) -> None:
    with pytest.raises(Refused, match="keek niet naar “basis”"):
        approve(offered, imported(small_release(), offered), basis=None)


def test_one_service_is_linked_once(offered: People) -> None:
    same = Service.objects.get(key="proefplaatsing")
    with pytest.raises(Refused, match="maar één keer"):
        approve(offered, imported(small_release(), offered), korte_vakopleiding=same, proefplaatsing=same)


def test_only_approved_research_is_linked(offered: People) -> None:
    with pytest.raises(Refused, match="Alleen goedgekeurd onderzoek"):
        link_release(release=imported(small_release(), offered), links={}, by=offered.farid)


# ---- the pages -------------------------------------------------------------------------------------------------------

FORM = {
    "name_nl": "Taal op het werk",
    "name_en": "Language at work",
    "level": "instrument",
    "text_nl": "U leert Nederlands op uw werk.",
    "text_en": "You learn Dutch at your work.",
    "hours_nl": "2 uur per week",
    "hours_en": "2 hours a week",
    "is_on": "on",
}


def test_a_new_service_comes_last(client: Client, offered: People) -> None:
    client.force_login(offered.esra, backend=BACKEND)
    assert client.post(reverse("services:new"), FORM).status_code == 302
    assert keys() == [*ORDER, "taal_op_het_werk"]
    client.post(reverse("services:new"), FORM)
    client.post(reverse("services:new"), FORM | {"name_nl": "Nieuw"})
    assert keys()[-2:] == ["taal_op_het_werk_2", "nieuw_2"]


def test_a_form_that_is_not_right_keeps_the_words(client: Client, offered: People) -> None:
    client.force_login(offered.esra, backend=BACKEND)
    answer = client.post(reverse("services:edit", args=["meedoen"]), FORM | {"name_en": ""})
    assert answer.status_code == 422
    assert "U leert Nederlands op uw werk." in answer.content.decode()
    assert Service.objects.get(key="meedoen").name_nl == "Meedoen en opbouwen"


def test_the_catalogue_page(client: Client, offered: People) -> None:
    Service.objects.filter(key="meedoen").update(updated_on=timezone.localdate() - timedelta(days=200))
    switch_service(service=Service.objects.get(key="jobcoach"), on=False, by=offered.esra)
    client.force_login(offered.esra, backend=BACKEND)
    page = client.get(reverse("services:catalogue")).content.decode()
    places = [page.index(service.name_nl) for service in Service.objects.all()]
    assert places == sorted(places)
    assert page.index("Alleen de gewone begeleiding") < places[0]
    assert page.count("Dit is ouder dan 3 maanden. Controleer het.") == 1
    assert page.count("staat uit") == 1
    assert "bijgewerkt op" in page


def test_moving_and_switching_by_the_page(client: Client, offered: People) -> None:
    client.force_login(offered.esra, backend=BACKEND)
    client.post(reverse("services:move", args=["meedoen"]), {"to": "up"})
    client.post(reverse("services:switch", args=["jobcoach"]), {"on": "no"})
    assert keys() == ["direct_werk", "meedoen", "voorbereiden", "proefplaatsing", "korte_vakopleiding"]
    assert client.get(reverse("services:move", args=["meedoen"]))["Location"] == reverse("services:catalogue")
    assert keys() == ["direct_werk", "meedoen", "voorbereiden", "proefplaatsing", "korte_vakopleiding"]


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        ("", 302, 302),
        ("anouk", 403, 403),
        ("carla", 403, 403),
        ("gerda", 403, 403),
        ("farid", 200, 403),
        ("esra", 200, 200),
    ],
)
def test_who_may_open_the_catalogue(client: Client, offered: People, who: str, read: int, write: int) -> None:
    if who:
        client.force_login(getattr(offered, who), backend=BACKEND)
    assert client.get(reverse("services:catalogue")).status_code == read
    assert client.get(reverse("services:edit", args=["meedoen"])).status_code == write
    assert client.get(reverse("services:new")).status_code == write


def test_approving_by_the_page(client: Client, offered: People) -> None:
    release = imported(small_release(), offered)
    address, ours = reverse("services:approve", args=[release.digest]), Service.objects.get(key="direct_werk")
    why = dict.fromkeys(("korte_vakopleiding", "proefplaatsing"), "Die hulp bieden wij niet aan.")
    linked = {"direct_werk": ours, "korte_vakopleiding": None, "proefplaatsing": None}
    propose_links(release=release, links=linked, by=offered.esra, why=why, sure=True)
    client.force_login(offered.farid, backend=BACKEND)
    page = client.get(address).content.decode()
    assert release.digest in page
    assert " checked" not in page
    assert page.count("Die hulp bieden wij niet aan.") == 2
    sent = {"act": "agree", "sure": "on"}
    assert client.post(address, sent).status_code == 422  # not read
    assert client.post(address, sent | {"read": "on", "seen": "0" * 64}).status_code == 422
    assert client.post(address, sent | {"read": "on", "expires_on": "2999-01-01"}).status_code == 422
    assert client.post(address, sent | {"read": "on", "expires_on": "2027-06-30"}).status_code == 302
    release.refresh_from_db()
    assert (release.state, release.approved_by, release.expires_on) == (
        "approved",
        offered.farid,
        date(2027, 6, 30),
    )
    assert links() == {(release.pk, "direct_werk"): "direct_werk"}
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("who", ["anouk", "carla", "esra", "gerda"])
def test_others_do_not_approve_by_the_page(client: Client, offered: People, who: str) -> None:
    release = imported(small_release(), offered)
    client.force_login(getattr(offered, who), backend=BACKEND)
    assert client.get(reverse("services:approve", args=[release.digest])).status_code == 403


def test_the_importer_meets_a_sentence(client: Client, offered: People) -> None:
    release = imported(small_release(), offered)
    offered.esra.is_approver = True
    offered.esra.save()
    client.force_login(offered.esra, backend=BACKEND)
    answer = client.get(reverse("services:approve", args=[release.digest]))
    assert answer.status_code == 403
    assert "Een tweede persoon keurt het goed" in answer.content.decode()


def test_the_catalogue_asks_as_much_for_six_services_as_for_sixteen(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    world = make_world()
    client.force_login(world.people.esra, backend=BACKEND)
    for number in range(10):
        save_service(
            service=None, fields=FORM | {"name_nl": f"Hulp {number}", "is_on": True}, by=world.people.esra
        )
    approved(small_release("nog-een"), world.people)
    with django_assert_max_num_queries(4):  # session, account, services, links
        client.get(reverse("services:catalogue"))


# ---- two editors at once (S18) ---------------------------------------------------------------------------------------


def typed(page: Any, **changes: str) -> dict[str, str]:
    """What a browser posts from this page, with what somebody typed."""
    form = page.context["form"]
    fields = {name: form[name].value() for name in form.fields}
    data = {name: str(value) for name, value in fields.items() if value not in (None, False, True)}
    return data | {"is_on": "on", "version": str(page.context["version"])} | changes


def test_s18_who_saves_second_gets_both_texts_and_loses_nothing(offered: People) -> None:
    address = reverse("services:edit", args=["direct_werk"])
    esra, colleague = Client(), Client()
    for browser in (esra, colleague):
        browser.force_login(offered.esra, "django.contrib.auth.backends.ModelBackend")
    mine, theirs = esra.get(address), colleague.get(address)
    assert colleague.post(address, typed(theirs, hours_nl="Elke week 2 uur")).status_code == 302
    late = esra.post(address, typed(mine, hours_nl="Elke dag een uur", start_nl="Meteen"))
    html = late.content.decode()
    assert late.status_code == 409
    assert "Elke week 2 uur" in html
    assert html.count("Elke dag een uur") == 2  # beside the other text, and still in the form
    assert Service.objects.get(key="direct_werk").hours_nl == "Elke week 2 uur"
    again = esra.post(address, typed(late, hours_nl="Elke dag een uur"))
    assert again.status_code == 302
    assert Service.objects.get(key="direct_werk").hours_nl == "Elke dag een uur"


def test_s18_switching_off_in_the_meantime_is_told_too(offered: People) -> None:
    address = reverse("services:edit", args=["direct_werk"])
    esra = Client()
    esra.force_login(offered.esra, "django.contrib.auth.backends.ModelBackend")
    opened = esra.get(address)
    switch_service(service=Service.objects.get(key="direct_werk"), on=False, by=offered.esra)
    late = esra.post(address, typed(opened))
    assert late.status_code == 409
    assert not Service.objects.get(key="direct_werk").is_on


def test_s18_a_save_without_anybody_between_goes_on(offered: People) -> None:
    esra, address = Client(), reverse("services:edit", args=["direct_werk"])
    esra.force_login(offered.esra, "django.contrib.auth.backends.ModelBackend")
    for text in ("een", "twee"):
        assert esra.post(address, typed(esra.get(address), hours_nl=text)).status_code == 302
    assert Service.objects.get(key="direct_werk").version == 3
