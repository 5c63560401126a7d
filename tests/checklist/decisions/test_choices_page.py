# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choices page: equal options, both voices, what is asked when they differ, and one row whatever happens."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.advice.actions import take_snapshot
from checklist.base.chain import verify_chains
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.queries import current_decision, next_step_of, opened_voices, override_of
from checklist.intake.actions import close_case, open_case, voice_on_answer
from checklist.intake.models import Case
from checklist.intake.queries import answers_opened
from checklist.people.permissions import Actor
from checklist.questions.rules import Reply
from tests import forms
from tests.checklist.decisions.talks import (
    address,
    apart,
    both,
    decide,
    hidden,
    look,
    staff,
    talk,
)
from tests.worlds import World

pytestmark = pytest.mark.django_db
INPUT = re.compile(r"<(?:input|option)\b[^>]*>")


def _page(browser: Browser, case: Case) -> str:
    answer = browser.get(address(case))
    assert answer.status_code == 200
    return answer.content.decode()


# ---- R5 · nothing preselected, equal options -------------------------------------------------------------------------


def test_r5_nothing_is_preselected(anouk: Browser, case: Case) -> None:
    inputs = INPUT.findall(_page(anouk, case))
    assert len([one for one in inputs if 'type="radio"' in one or 'type="checkbox"' in one]) > 30
    assert [one for one in inputs if "checked" in one or "selected" in one] == []


def test_r5_not_decided_and_only_regular_stand_beside_the_services_in_catalogue_order(
    anouk: Browser, case: Case, world: World
) -> None:
    answer = anouk.get(address(case))
    form = answer.context["form"]
    catalogue = [service.key for service in sorted(world.services.values(), key=lambda one: one.position)]
    values = [value for value, _label in form.fields["client_choice"].choices]
    assert values == [":only_regular", *catalogue, ":undecided", ":no_choice"]
    assert [value for value, _label in form.fields["caseworker_choice"].choices] == values[:-1]


@pytest.mark.parametrize("choice", [[":only_regular"], [":undecided"], ["direct_werk", "jobcoach"]])
def test_r5_every_kind_of_choice_can_be_saved(anouk: Browser, case: Case, choice: list[str]) -> None:
    decision = decide(anouk, case, both(client_choice=choice, caseworker_choice=choice))
    assert {voice.kind for voice in Voice.objects.filter(decision=decision)} == {
        choice[0].removeprefix(":") if choice[0].startswith(":") else "services"
    }


def test_r5_an_empty_page_says_what_is_missing_and_saves_nothing(anouk: Browser, case: Case) -> None:
    answer = anouk.post(address(case), hidden(anouk, case))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "client_choice", "client_how", "caseworker_choice", "caseworker_words",
    }  # fmt: skip
    assert not Decision.objects.exists()


# ---- R7 · the same fields, whatever is chosen ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "choice", ["direct_werk", "proefplaatsing", "jobcoach", ":only_regular", ":undecided"]
)
def test_r7_departing_asks_nothing_more_than_following(anouk: Browser, case: Case, choice: str) -> None:
    """The same clicks and the same words suffice, whether both follow research, depart from it, or neither."""
    decide(anouk, case, both(client_choice=[choice], caseworker_choice=[choice]))
    departs = choice != "direct_werk" and choice != ":undecided"
    assert Override.objects.exists() is departs


def test_r7_own_words_alone_are_enough_and_families_are_optional(anouk: Browser, case: Case) -> None:
    departing = both(client_choice=["proefplaatsing"], caseworker_choice=["proefplaatsing"])
    override = override_of(decide(anouk, case, departing))
    assert override is not None
    assert (override.client_family, override.caseworker_family) == ("", "")


def test_r7_families_are_kept_for_both(anouk: Browser, case: Case) -> None:
    filled = both(
        client_choice=["proefplaatsing"], caseworker_choice=["proefplaatsing"],
        client_family="wants_other", caseworker_family="doubts",
    )  # fmt: skip
    override = override_of(decide(anouk, case, filled))
    assert override is not None
    assert (override.client_family, override.caseworker_family) == ("wants_other", "doubts")


def test_r7_families_are_asked_only_where_research_has_a_direction(anouk: Browser, world: World) -> None:
    world.release.findings.filter(type="effect").update(verdict="geen uitspraak")
    silent = talk(world, "FICTIEF-9")
    assert "client_family" not in _page(anouk, silent)
    decide(anouk, silent, both())
    assert not Override.objects.exists()


def test_r7_families_are_the_same_for_both_voices(anouk: Browser, case: Case) -> None:
    fields = anouk.get(address(case)).context["form"].fields
    keys = [[value for value, _ in fields[f"{whose}_family"].choices] for whose in ("client", "caseworker")]
    assert keys[0] == keys[1]
    assert "fits" in keys[0]  # families for going along too


# ---- R4 · the override -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "caseworker", "whose", "departs"),
    [
        ("direct_werk", "direct_werk", "", {}),
        ("proefplaatsing", "direct_werk", "client", {"client": ["away", "left_out"], "caseworker": []}),
        ("direct_werk", ":only_regular", "caseworker", {"client": [], "caseworker": ["left_out"]}),
        ("jobcoach", "meedoen", "both", {"client": ["left_out"], "caseworker": ["left_out"]}),
        (":undecided", ":undecided", "", {}),
        (":no_choice", "direct_werk", "", {}),
        (":no_choice", "proefplaatsing", "caseworker", {"client": [], "caseworker": ["away", "left_out"]}),
    ],
)
def test_r4_the_override_names_whose_it_is(
    anouk: Browser, case: Case, client: str, caseworker: str, whose: str, departs: dict[str, Any]
) -> None:
    filled = apart(
        client_choice=[client], caseworker_choice=[caseworker], client_how_words="Aan de telefoon."
    )
    override = override_of(decide(anouk, case, filled))
    assert (override.whose if override else "", override.departs if override else {}) == (whose, departs)


def test_r4_a_refused_fact_gives_nothing_to_depart_from(anouk: Browser, world: World) -> None:
    bare = talk(world, "FICTIEF-8", answers={"education": Reply("given", {"value": "vmbo"})})
    question = answers_opened(bare)["education"].question
    by = Actor(kind="client", client_key=bare.client_key, role="client")
    voice_on_answer(case=bare, question=question, voice="do_not_use", by=by)
    stale = anouk.get(address(bare))
    assert stale.status_code == 302  # what was shown is not what holds now: look again first
    assert stale.headers["Location"].endswith("/uitkomsten/")
    take_snapshot(case=bare, language="nl", by=world.people.anouk)
    decide(anouk, bare, both(client_choice=["direct_werk"], caseworker_choice=["direct_werk"]))
    assert not Override.objects.exists()


def test_r4_nothing_is_computed_before_both_voices_stand(anouk: Browser, case: Case) -> None:
    departing = both(client_choice=["proefplaatsing"], caseworker_choice=None)
    assert anouk.post(address(case), hidden(anouk, case) | departing).status_code == 422
    assert not Override.objects.exists()
    assert not Voice.objects.exists()


# ---- R9 · voices that differ -----------------------------------------------------------------------------------------


def test_r9_voices_that_differ_need_a_route_a_step_and_a_date(anouk: Browser, case: Case) -> None:
    answer = anouk.post(address(case), hidden(anouk, case) | apart(route=None, next_step="", revisit_on=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"route", "next_step", "revisit_on"}
    decision = decide(anouk, case, apart(route="second_opinion"))
    assert decision.route == "second_opinion"
    assert decision.revisit_on == timezone.localdate() + timedelta(days=30)


def test_r9_differing_is_asked_about_and_never_called_wrong(anouk: Browser, case: Case) -> None:
    open_ = {"route": None, "next_step": "", "revisit_on": ""}
    page = anouk.post(address(case), hidden(anouk, case) | apart(**open_)).content.decode()
    assert "Er klopt nog iets niet" not in page
    assert "Dat mag. Zeg hoe u verder gaat" in page
    page = anouk.post(
        address(case), hidden(anouk, case) | apart(**open_, caseworker_words="")
    ).content.decode()
    assert "Er klopt nog iets niet" in page


def test_r9_what_is_needed_because_the_choices_differ_is_nowhere_called_not_required(
    anouk: Browser, case: Case
) -> None:
    def labels(page: str) -> str:
        return page.partition('id="go-on"')[2].partition("</section>")[0]

    first = labels(_page(anouk, case))
    assert "(hoeft niet)" not in first
    assert first.count("Nodig als de keuzes verschillen.") == 1  # said once, above all three
    for left in ({"revisit_on": ""}, {"next_step": ""}, {"route": None}):
        back = labels(anouk.post(address(case), hidden(anouk, case) | apart(**left)).content.decode())
        assert "(hoeft niet)" not in back
        assert back.count("Nodig als de keuzes verschillen.") == 1


def test_r9_both_voices_stand_with_their_own_words(anouk: Browser, case: Case) -> None:
    decision = decide(anouk, case, apart(client_words="Ik wil werken.", caseworker_words="Eerst rust."))
    client, caseworker = opened_voices(decision)
    assert (client.whose, client.words) == ("client", "Ik wil werken.")
    assert (caseworker.whose, caseworker.words) == ("caseworker", "Eerst rust.")
    assert next_step_of(decision) == "Ik meld u maandag aan voor een kennismaking."


def test_r9_agreed_is_said_only_by_the_client(anouk: Browser, case: Case) -> None:
    assert decide(anouk, case, both()).client_agrees is False
    assert "akkoord" not in anouk.get(address(case, "verslag/")).content.decode().lower()
    assert decide(anouk, case, both(client_agrees="on")).client_agrees is True


def test_r6_s6_no_choice_now_needs_only_how_it_was_asked(anouk: Browser, case: Case) -> None:
    absent = apart(
        client_choice=[":no_choice"], client_words="", client_how="written_down",
        caseworker_choice=["direct_werk"],
    )  # fmt: skip
    answer = anouk.post(address(case), hidden(anouk, case) | absent)
    assert set(answer.context["form"].errors) == {"client_how_words"}
    decision = decide(anouk, case, absent | {"client_how_words": "Aan tafel, twee keer."})
    client = opened_voices(decision)[0]
    assert (client.choice.kind, client.after_evidence) == ("no_choice", "")
    assert client.how_words == "Aan tafel, twee keer."


@pytest.mark.parametrize("day", ["2020-01-01", "2099-01-01", "gisteren", "0000-00-00", "10000-01-01"])
def test_an_odd_date_is_refused_with_a_sentence(anouk: Browser, case: Case, day: str) -> None:
    answer = anouk.post(address(case), hidden(anouk, case) | both(revisit_on=day))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"revisit_on"}


# ---- R16 · one transaction, superseding, S18 -------------------------------------------------------------------------


def test_everything_is_written_in_one_transaction(
    anouk: Browser, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the line breaks")

    monkeypatch.setattr("checklist.decisions.actions.decision.advance", fail)
    fields = hidden(anouk, case)
    with pytest.raises(RuntimeError, match="breaks"):
        anouk.post(
            address(case), fields | both(client_choice=["proefplaatsing"]) | {"route": "pause"} | apart()
        )
    assert not Decision.objects.exists()
    assert not Voice.objects.exists()
    assert not Override.objects.exists()
    case.refresh_from_db()
    assert case.version == int(fields["version"])


def test_r16_a_decision_moves_the_case_on_and_its_chain_verifies(anouk: Browser, case: Case) -> None:
    decide(anouk, case, apart(client_choice=["proefplaatsing"]))
    case.refresh_from_db()
    assert case.stage == Case.Stage.SUMMARY
    assert verify_chains()[1] == []


def test_r16_choosing_again_is_a_new_row_that_supersedes(anouk: Browser, case: Case) -> None:
    first = decide(anouk, case, apart(client_choice=["proefplaatsing"]))
    assert anouk.get(address(case)).status_code == 302  # to the report: what stands, stands
    second = decide(anouk, case, both())
    assert second.supersedes == first
    assert current_decision(case) == second
    assert opened_voices(first)[0].choice.services == {"proefplaatsing"}
    assert Override.objects.get().decision == first


def test_s18_the_same_form_twice_is_one_row_and_the_same_page(anouk: Browser, case: Case) -> None:
    filled = hidden(anouk, case) | both()
    answers = [anouk.post(address(case), filled) for _ in range(3)]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, address(case, "verslag/"))
    }
    assert Decision.objects.count() == 1


def test_s18_an_old_version_gives_a_page_with_both_texts(anouk: Browser, case: Case) -> None:
    early = hidden(anouk, case)
    decide(anouk, case, both(caseworker_words="De eerste tekst."))
    answer = anouk.post(address(case), early | apart(caseworker_words="De tweede tekst."))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "De eerste tekst." in page
    assert "De tweede tekst." in page
    form = answer.context["form"]
    again = {name: str(form[name].value()) for name in ("once_key", "version", "snapshot")}
    assert anouk.post(address(case), again | apart(caseworker_words="De tweede tekst.")).status_code == 302
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields | {"once_key": "geen sleutel"},
        lambda fields: {name: value for name, value in fields.items() if name != "once_key"},
        lambda fields: fields | {"version": "9" * 30},
        lambda fields: fields | {"version": "nul"},
        lambda fields: fields | {"snapshot": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_s18_a_form_changed_by_hand_is_no_fault_of_ours(
    anouk: Browser, case: Case, change: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    answer = anouk.post(address(case), change(hidden(anouk, case)) | both())
    assert answer.status_code == 409
    assert "Past bij wat u wilt." in answer.content.decode()
    assert not Decision.objects.exists()


def test_s18_the_key_of_another_case_is_not_taken_for_this_one(
    anouk: Browser, case: Case, world: World
) -> None:
    other = talk(world, "FICTIEF-2")
    key = str(decide(anouk, case, both()).once_key)
    answer = anouk.post(address(other), hidden(anouk, other) | both() | {"once_key": key})
    assert answer.status_code == 409
    assert not Decision.objects.filter(case=other).exists()


def test_s22_what_was_typed_before_the_log_in_ended_is_there_again(
    anouk: Browser, case: Case, world: World
) -> None:
    filled = hidden(anouk, case) | both(client_choice=["meedoen"], caseworker_words="Dit raakt niet kwijt.")
    anouk.logout()
    assert anouk.post(address(case), filled | forms.of(world.people.anouk)).status_code == 302
    kept = dict(anouk.session.items())
    anouk.force_login(world.people.anouk, backend="django.contrib.auth.backends.ModelBackend")
    session = anouk.session
    session.update({key: value for key, value in kept.items() if key not in session})
    session.save()
    page = _page(anouk, case)
    assert "Dit raakt niet kwijt." in page
    assert "Nog niet bewaard" in page
    assert re.search(r'name="client_choice" value="meedoen"[^>]*checked', page)
    assert not Decision.objects.exists()


def test_a_closed_talk_takes_no_more_choices(anouk: Browser, case: Case, world: World) -> None:
    fields = hidden(anouk, case)
    close_case(case=case, reason="done", by=world.people.anouk)
    assert anouk.post(address(case), fields | both()).status_code == 403
    assert not Decision.objects.exists()


def test_without_evidence_the_page_sends_on_to_it(anouk: Browser, world: World) -> None:
    bare = open_case(
        number="FICTIEF-7", display_name="Noor", purpose="talk", by=world.people.anouk, fictional=True
    ).case
    answer = anouk.get(address(bare))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/uitkomsten/")


# ---- R14 · every look leaves a line ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["keuzes/", "verslag/", "verslag.pdf", "verslag.txt"])
def test_r14_each_page_leaves_one_line_and_is_hidden_from_others(
    anouk: Browser, case: Case, world: World, page: str
) -> None:
    decide(anouk, case, both())
    before = AccessLine.objects.filter(client_key=case.client_key).count()
    anouk.get(address(case, page) + "?opnieuw=1")
    assert AccessLine.objects.filter(client_key=case.client_key).count() == before + 1
    look(case, world.people.bilal)
    assert staff(world.people.bilal).get(address(case, page)).status_code == 404
    assert staff(world.people.carla).get(address(case, page)).status_code == 404
    assert AccessLine.objects.filter(client_key=case.client_key, outcome="refused").count() == 2


def test_results_opened_in_another_language_leave_the_choices_as_they_are(
    anouk: Browser, case: Case, world: World
) -> None:
    """Opening them in English is no new evidence: the report stands, and nobody has to choose again."""
    decide(anouk, case, both())
    assert anouk.get(address(case))["Location"].endswith("/verslag/")
    take_snapshot(case=case, language="en", by=world.people.anouk)
    assert anouk.get(address(case))["Location"].endswith("/verslag/")
