# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people, an end date, and what may speak: approving, expiring, withdrawing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from checklist.advice.queries.evidence import row_of
from checklist.people.permissions import Refused
from checklist.releases import rules, wording
from checklist.releases.actions import approve_release, withdraw_finding, withdraw_release
from checklist.releases.models import Release
from checklist.releases.queries import (
    current_releases,
    facts_of_finding,
    longest_expiry,
    results_that_can_speak,
    speaking_release_rows,
)
from tests.people import People, make_people
from tests.worlds import approved, imported, small_release

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def people() -> People:
    return make_people()


# ---- two people ------------------------------------------------------------------------------------------------------


def test_the_importer_does_not_approve(people: People) -> None:
    people.esra.is_approver = True
    people.esra.save()
    release = imported(small_release(), people)
    with pytest.raises(Refused, match="Een tweede persoon keurt het goed"):
        approve_release(release=release, by=people.esra)
    release.refresh_from_db()
    assert release.state == Release.State.IMPORTED


@pytest.mark.parametrize("who", ["anouk", "carla", "esra", "gerda"])
def test_only_a_practice_approver_approves(people: People, who: str) -> None:
    release = imported(small_release(), people)
    with pytest.raises(Refused):
        approve_release(release=release, by=getattr(people, who))


def test_the_database_too_wants_a_second_person(people: People) -> None:
    release = imported(small_release(), people)
    with (
        pytest.raises(IntegrityError, match="a_release_is_approved_by_a_second_person"),
        transaction.atomic(),
    ):
        Release.objects.filter(pk=release.pk).update(approved_by=people.esra)
    with pytest.raises(IntegrityError, match="an_approved_release_has_an_approver"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(state="approved")


def test_a_release_is_approved_once(people: People) -> None:
    release = approved(small_release(), people)
    with pytest.raises(Refused, match="wacht niet meer op goedkeuring"):
        approve_release(release=release, by=people.farid)


def test_made_up_research_is_refused_where_real_people_are(people: People, settings: object) -> None:
    release = imported(small_release(), people)
    settings.FICTIONAL_ALLOWED = False  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="Dit onderzoek is verzonnen"):
        approve_release(release=release, by=people.farid)


# ---- gates (S3) ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fictional", "verdict", "passes"),
    [
        (True, "voldaan", True),
        (True, "niet van toepassing", True),
        (True, "niet getoetst", True),
        (True, "niet voldaan", False),
        (False, "voldaan", True),
        (False, "niet van toepassing", True),
        (False, "niet getoetst", False),
        (False, "niet voldaan", False),
    ],
)
def test_only_made_up_research_goes_on_with_a_check_that_was_not_done(
    fictional: bool, verdict: str, passes: bool
) -> None:
    assert rules.gates_pass({"plan": "voldaan", "balance": verdict}, fictional=fictional) is passes


def test_research_without_checks_passes_none() -> None:
    assert not rules.gates_pass({}, fictional=True)


def test_real_research_with_an_open_check_stands_in_the_library_without_direction(people: People) -> None:
    release = approved(
        small_release("echt", fictional=False, gates={"monotonicity": "niet getoetst"}), people
    )
    assert release.state == Release.State.APPROVED
    assert release.gates_passed is False
    towards = release.findings.get(service="direct_werk", primary=True, characteristic="")
    assert towards.verdict == "beter"
    known = facts_of_finding(towards, today=date(2026, 1, 1))
    assert known.state == wording.CHECK_FAILED
    assert replace(known, gates_passed=True).state == wording.TOWARDS


# ---- expiry (S5, R11) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fictional", "end", "period", "expected"),
    [
        ("own", False, date(2024, 12, 31), "2018-01/2023-12", date(2027, 12, 31)),
        ("own", False, date(2024, 2, 29), "", date(2027, 2, 28)),
        ("own", True, date(2001, 12, 31), "", date(2029, 11, 22)),
        ("elsewhere", False, date(1998, 12, 31), "", date(2001, 12, 31)),
        ("elsewhere", False, None, "", TODAY),
        ("association", False, None, "2015–2018", date(2021, 12, 31)),
        ("association", False, None, "", None),
        ("literature", False, None, "1990-2009", date(2012, 12, 31)),
    ],
)
def test_r11_research_grows_old_three_years_after_its_outcomes(
    kind: str, fictional: bool, end: date | None, period: str, expected: date | None
) -> None:
    found = rules.expiry(
        kind=kind, fictional=fictional, outcome_period_end=end, period=period, approved_on=TODAY
    )
    assert found == expected


def test_r11_the_last_day_still_counts() -> None:
    assert not rules.is_expired(TODAY, TODAY)
    assert rules.is_expired(TODAY, TODAY + timedelta(days=1))
    assert not rules.is_expired(None, TODAY)


def test_the_approver_may_shorten_and_not_stretch(people: People) -> None:
    release = imported(small_release(), people)
    longest = longest_expiry(release)
    assert longest is not None
    with pytest.raises(Refused, match="niet later dan"):
        approve_release(release=release, by=people.farid, expires_on=longest + timedelta(days=1))
    sooner = longest - timedelta(days=400)
    assert approve_release(release=release, by=people.farid, expires_on=sooner).expires_on == sooner


def test_r11_old_research_may_be_approved_and_points_nowhere(people: People) -> None:
    release = approved(small_release("oud", fictional=False, outcome_period_end="1999-12"), people)
    assert release.expires_on == date(2002, 12, 31)
    for row in speaking_release_rows(fictional=False):
        if row.type == "effect":
            known = facts_of_finding(row, today=TODAY)
            assert known.expired
            assert known.state == wording.TOO_OLD


def test_r11_with_the_clock_ten_years_on_made_up_research_is_dated_from_its_approval(people: People) -> None:
    later = timezone.now() + timedelta(days=3653)
    with patch("django.utils.timezone.now", return_value=later):
        release = approved(small_release(), people)
        assert release.expires_on == rules.years_later(timezone.localdate(later), 3)
        assert not rules.is_expired(release.expires_on, timezone.localdate())


def test_r11_ten_years_after_its_approval_the_same_research_is_old(people: People) -> None:
    release = approved(small_release(), people)
    towards = release.findings.get(service="direct_werk", primary=True, characteristic="")
    with patch("django.utils.timezone.now", return_value=datetime(2099, 1, 1, tzinfo=UTC)):
        known = facts_of_finding(towards)
    assert known.expired
    assert known.state == wording.TOO_OLD


def test_r11_every_effect_says_where_when_how_many_and_at_which_level(people: People) -> None:
    release = approved(small_release(), people)
    for finding in release.findings.filter(type="effect").exclude(estimate=None):
        card = rules.card(facts_of_finding(finding), "nl")
        assert card["place"] == "Voorbeeldstad (FICTIEF)"
        assert card["period"] == "januari 2018 tot en met december 2023"
        assert card["size"] in {"3.000", "1.200"}
        said = " ".join(card["for_whom"])
        assert "afdeling" in said or "deze hulp zelf" in said
        assert "over mensen over wie consulenten verschillend dachten" in said
        assert "Dit onderzoek keek niet naar" in said


# ---- who speaks ------------------------------------------------------------------------------------------------------


def test_nothing_speaks_before_it_is_approved(people: People) -> None:
    imported(small_release(), people)
    assert speaking_release_rows(fictional=True) == []


def test_made_up_findings_speak_about_made_up_people_only(people: People) -> None:
    made_up = approved(small_release(), people)
    real = approved(small_release("echt", fictional=False), people)
    assert {row.release_id for row in speaking_release_rows(fictional=True)} == {made_up.pk}
    assert {row.release_id for row in speaking_release_rows(fictional=False)} == {real.pk}


def test_a_newer_release_takes_the_place_of_the_older_one(people: People) -> None:
    older = approved(small_release(), people)
    assert list(current_releases()) == [older]
    newer = approved(small_release(title_nl="FICTIEF: tweede uitgave"), people)
    assert list(current_releases()) == [newer]
    withdraw_release(release=newer, reason="Er zat een fout in.", by=people.farid)
    assert list(current_releases()) == [older]


def test_a_withdrawn_release_is_silent_and_says_why(people: People) -> None:
    release = approved(small_release(), people)
    with pytest.raises(Refused):
        withdraw_release(release=release, reason="  ", by=people.esra)
    withdraw_release(release=release, reason="De koppeling was niet goed.", by=people.esra)
    assert speaking_release_rows(fictional=True) == []
    with pytest.raises(Refused, match="al ingetrokken"):
        withdraw_release(release=release, reason="Nog eens.", by=people.esra)


def test_a_withdrawn_finding_is_silent_alone(people: People) -> None:
    release = approved(small_release(), people)
    rows = speaking_release_rows(fictional=True)
    withdraw_finding(finding=release.findings.get(position=2), reason="Verkeerd afgerond.", by=people.esra)
    left = speaking_release_rows(fictional=True)
    assert len(left) == len(rows) - 1
    assert all(row.position != 2 for row in left)


def test_the_database_wants_a_person_and_a_reason_for_a_withdrawal(people: People) -> None:
    release = approved(small_release(), people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(state="withdrawn")
    with pytest.raises(IntegrityError), transaction.atomic():
        release.findings.update(withdrawn_at=timezone.now())


@pytest.mark.parametrize("who", ["anouk", "carla", "gerda"])
def test_others_withdraw_nothing(people: People, who: str) -> None:
    release = approved(small_release(), people)
    with pytest.raises(Refused):
        withdraw_release(release=release, reason="Zomaar.", by=getattr(people, who))
    with pytest.raises(Refused):
        withdraw_finding(finding=release.findings.get(position=1), reason="Zomaar.", by=getattr(people, who))


def test_what_may_speak_is_read_in_one_query(people: People, django_assert_num_queries: object) -> None:
    approved(small_release(), people)
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = speaking_release_rows(fictional=True)
        names = {row.release_id: rules.Names(row.release.manifest) for row in rows}
        for row in rows:
            facts_of_finding(row, names=names[row.release_id])


def test_s2_a_difference_counts_up_to_the_level_of_its_own_release(people: People) -> None:
    """In one stage up to 0.05, in two halves up to 0.025; two releases beside each other, one question each (0091)."""
    halves = small_release("halves", fictional=False)
    just = [
        replace(row, difference_p_holm=Decimal("0.04")) if row.difference_p_holm == Decimal("0.01") else row
        for row in halves.findings
    ]
    quiet = [
        replace(row, verdict="niet beoordeeld", reason_empty="verschil tussen groepen niet aangetoond")
        if row.difference_p_holm == Decimal("0.04")
        else row
        for row in just
    ]
    approved(replace(halves, findings=tuple(quiet)), people)
    ordered = small_release("ordered", fictional=False, families="one_stage")
    release = approved(replace(ordered, findings=tuple(just)), people)
    assert release.family_level == Decimal("0.05")
    for rows in (speaking_release_rows(fictional=False, in_a_talk=True), list(results_that_can_speak())):
        assert {row.release_id for row in rows if row.type == "effect" and row.characteristic} == {release.pk}
    for row in speaking_release_rows(fictional=False):
        tested = row.difference_p_holm == Decimal("0.04")
        held = tested and row.release_id == release.pk
        assert row_of(row, "direct_werk").difference_held == held
        assert facts_of_finding(row, today=TODAY).difference_held == held
