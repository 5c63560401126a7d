# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""R13: which groups may be talked about, with a public reason, by two people, within bounds that no approval lifts."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from checklist.people.permissions import Refused
from checklist.releases.actions import approve_policy, load_default_policies, propose_policy
from checklist.releases.models import GroupPolicy
from checklist.releases.queries import default_policies, in_talk, policies, switched_off, waiting_policies
from research.release.schema import Characteristic, Group
from tests.people import People, make_people
from tests.worlds import GROUPS, approved, small_release

pytestmark = pytest.mark.django_db
WHY = {"reason_nl": "Daarom.", "reason_en": "Because."}
SHIPPED = {"age", "education", "children", "recent_work", "chronic_condition"}


@pytest.fixture
def people() -> People:
    return make_people()


def decide(people: People, characteristic: str, state: str) -> GroupPolicy:
    proposal = propose_policy(characteristic=characteristic, state=state, by=people.esra, **WHY)
    return approve_policy(policy=proposal, by=people.farid)


def test_r13_nothing_is_talked_about_until_two_people_said_so(people: People) -> None:
    assert in_talk() == set()
    proposal = propose_policy(characteristic="age", state="in_talk", by=people.esra, **WHY)
    assert in_talk() == set()
    approve_policy(policy=proposal, by=people.farid)
    assert in_talk() == {"age"}


def test_r13_the_proposer_does_not_approve(people: People) -> None:
    proposal = propose_policy(characteristic="age", state="in_talk", by=people.esra, **WHY)
    with pytest.raises(Refused, match="Een tweede persoon keurt het goed"):
        approve_policy(policy=proposal, by=people.esra)
    with (
        pytest.raises(IntegrityError, match="a_group_policy_is_approved_by_a_second_person"),
        transaction.atomic(),
    ):
        GroupPolicy.objects.filter(pk=proposal.pk).update(approved_by=people.esra)


@pytest.mark.parametrize("who", ["anouk", "carla", "gerda"])
def test_r13_others_do_not_decide(people: People, who: str) -> None:
    with pytest.raises(Refused):
        propose_policy(characteristic="age", state="off", by=getattr(people, who), **WHY)
    proposal = propose_policy(characteristic="age", state="off", by=people.esra, **WHY)
    with pytest.raises(Refused):
        approve_policy(policy=proposal, by=getattr(people, who))


@pytest.mark.parametrize("empty", ["reason_nl", "reason_en"])
def test_r13_a_reason_stands_in_both_languages(people: People, empty: str) -> None:
    with pytest.raises(Refused, match="Schrijf op waarom"):
        propose_policy(characteristic="age", state="off", by=people.esra, **(WHY | {empty: " "}))


def test_r13_the_shipped_groups(people: People) -> None:
    load_default_policies(by=people.esra, approver=people.farid)
    assert in_talk() == SHIPPED
    library = {key for key, policy in policies().items() if policy.state == "library"}
    assert library == {"debts", "sex", "married"}
    assert all(row["reason_nl"] and row["reason_en"] for row in default_policies())
    assert load_default_policies(by=people.esra, approver=people.farid) == []


def test_r13_health_waits_for_the_privacy_officer(people: People, settings: object) -> None:
    load_default_policies(by=people.esra, approver=people.farid)
    settings.HEALTH_IN_TALKS_CONFIRMED = False  # type: ignore[attr-defined]
    assert in_talk() == SHIPPED - {"chronic_condition"}


@pytest.mark.parametrize("characteristic", ["sex", "married", "partner"])
def test_r13_sex_and_marriage_stay_in_the_library(people: People, characteristic: str) -> None:
    with pytest.raises(Refused, match="alleen in de bibliotheek"):
        propose_policy(characteristic=characteristic, state="in_talk", by=people.esra, **WHY)
    # a row that came in by another way still does not speak
    GroupPolicy.objects.create(
        characteristic=characteristic,
        state="in_talk",
        proposed_by=people.esra,
        approved_by=people.farid,
        **WHY,
    )
    assert in_talk() == set()


def test_r13_debts_only_with_an_effect(people: People) -> None:
    with pytest.raises(Refused, match="Geen goedgekeurd onderzoek"):
        propose_policy(characteristic="debts", state="in_talk", by=people.esra, **WHY)
    record = small_release()
    manifest = record.manifest
    renamed = tuple(
        replace(row, characteristic="debts") if row.characteristic == "age" else row
        for row in record.findings
        if row.type == "effect"
    )
    debts = replace(
        manifest,
        characteristics=(*manifest.characteristics, Characteristic("debts", "Schulden", "Debts")),
        groups=(
            *manifest.groups,
            *(Group("debts", key, nl, en, nl, en) for of, key, nl, en in GROUPS if of == "age"),
        ),
    )
    approved(replace(record, manifest=debts, findings=renamed), people)
    decide(people, "debts", "in_talk")
    assert in_talk() == {"debts"}


def test_r13_the_last_approval_counts(people: People) -> None:
    decide(people, "age", "in_talk")
    decide(people, "age", "off")
    assert in_talk() == set()
    assert switched_off() == {"age"}
    assert waiting_policies() == []
    propose_policy(characteristic="age", state="library", by=people.esra, **WHY)
    newest = propose_policy(characteristic="age", state="in_talk", by=people.esra, **WHY)
    assert waiting_policies() == [newest]


def test_r13_a_group_that_is_off_is_not_in_the_library_either(client: Client, people: People) -> None:
    release = approved(small_release(), people)
    row = release.findings.filter(characteristic="sex", group="woman").first()
    assert row is not None
    address = reverse("releases:finding", args=[release.slug, row.pk])
    assert client.get(address).status_code == 200
    decide(people, "sex", "off")
    assert client.get(address).status_code == 404
    assert "Vrouwen" not in client.get(reverse("releases:release", args=[release.slug])).content.decode()
    listed = client.get(f"{reverse('api:findings')}?characteristic=sex").json()["results"]
    assert listed == []


# ---- the page --------------------------------------------------------------------------------------------------------


def test_r13_everybody_reads_the_reasons(client: Client, people: People) -> None:
    load_default_policies(by=people.esra, approver=people.farid)
    page = client.get(reverse("releases:policies")).content.decode()
    for row in default_policies():
        assert row["reason_nl"].split(".")[0] in page
    assert "Een wijziging voorstellen" not in page


def test_proposing_and_approving_by_the_page(client: Client, people: People) -> None:
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(people.esra, backend=backend)
    sent = {"characteristic": "age", "state": "library", **WHY}
    assert client.post(reverse("releases:policies"), sent).status_code == 302
    proposal = GroupPolicy.objects.get()
    address = reverse("releases:approve_policy", args=[proposal.pk])
    assert client.post(address).status_code == 403
    client.force_login(people.farid, backend=backend)
    assert client.get(address)["Location"] == reverse("releases:policies")
    assert "age" not in policies()
    assert client.post(address).status_code == 302
    assert policies()["age"].approved_by == people.farid


def test_a_proposal_outside_the_bounds_keeps_the_text_and_says_why(client: Client, people: People) -> None:
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    sent = {
        "characteristic": "sex",
        "state": "in_talk",
        "reason_nl": "Mijn eigen tekst.",
        "reason_en": "My words.",
    }
    answer = client.post(reverse("releases:policies"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Mijn eigen tekst." in page
    assert "alleen in de bibliotheek staan" in page


def test_visitors_and_others_propose_nothing(client: Client, people: People) -> None:
    sent = {"characteristic": "age", "state": "library", **WHY}
    assert client.post(reverse("releases:policies"), sent)["Location"].startswith("/inloggen/")
    client.force_login(people.anouk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("releases:policies"), sent).status_code == 403
    assert not GroupPolicy.objects.exists()
