# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was shown is frozen, and destroying an answer takes exactly its own traces away (R16, R8)."""

from dataclasses import replace
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from checklist.access.actions import destroy_client
from checklist.access.models import AccessLine, Erasure
from checklist.advice.models import EvidenceSnapshot
from checklist.advice.page.frozen import as_frozen
from checklist.advice.queries import latest_snapshot, open_snapshot
from checklist.base.chain import verify_chains
from checklist.base.digest import canonical_json
from checklist.base.keys import KeyDestroyed
from checklist.intake.actions import destroy_answer_of_case, voice_on_answer
from checklist.intake.models import Case
from checklist.management.commands.show_snapshot import as_text
from checklist.people.permissions import Refused
from checklist.questions.actions import derive_draft, edit_question, load_default_questions
from checklist.releases.actions import withdraw_release
from checklist.releases.wording.texts import TEXTS
from checklist.services.actions import save_service
from tests import worlds
from tests.checklist.advice.talk import Talk, make_talk
from tests.worlds import World, make_world


def shown_by_command(snapshot: EvidenceSnapshot, *flags: str) -> str:
    out = StringIO()
    call_command("show_snapshot", str(snapshot.uuid), *flags, stdout=out)
    return out.getvalue()


def destroy(talk: Talk, key: str) -> None:
    destroy_answer_of_case(case=talk.case, question=talk.question(key), by=talk.as_anouk)


# ---- when it is taken ------------------------------------------------------------------------------------------------


def test_r16_the_same_evidence_is_frozen_once(shown: Talk) -> None:
    first = shown.snapshot()
    assert shown.snapshot() == first
    assert EvidenceSnapshot.objects.count() == 1
    shown.case.refresh_from_db()
    assert shown.case.stage == Case.Stage.EVIDENCE


def test_r16_another_answer_gives_a_new_snapshot_that_names_the_one_before(shown: Talk) -> None:
    first = shown.snapshot()
    shown.answer("age", "55+")
    second = shown.snapshot()
    assert second != first
    assert second.supersedes == first
    assert latest_snapshot(shown.case) == second


@pytest.mark.parametrize("change", ["refuse", "service", "withdraw", "language", "later"])
def test_r16_whatever_the_evidence_is_made_of_is_noticed(
    shown: Talk, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shown.snapshot()
    if change == "refuse":
        voice_on_answer(
            case=shown.case, question=shown.question("age"), voice="do_not_use", by=shown.as_anouk
        )
    elif change == "service":
        service = shown.world.services["direct_werk"]
        save_service(service=service, fields={"hours_nl": "Elke week 2 uur"}, by=shown.people.esra)
    elif change == "withdraw":
        withdraw_release(release=shown.world.release, reason="Fout in de koppeling.", by=shown.people.esra)
    elif change == "later":
        end = shown.world.release.expires_on
        assert end is not None
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: end.replace(year=end.year + 1))
    assert shown.snapshot("en" if change == "language" else "nl") != first


def test_r16_an_answer_that_research_does_not_use_changes_nothing(shown: Talk) -> None:
    first = shown.snapshot()
    shown.answer("hours", "33+")
    assert shown.snapshot() == first


def test_r6_nothing_is_frozen_before_both_first_ideas_are_there(talk: Talk) -> None:
    with pytest.raises(Refused):
        talk.snapshot()


def test_r10_freezing_the_evidence_writes_no_decision(shown: Talk) -> None:
    from checklist.decisions.models import Decision, Override, Voice

    shown.snapshot()
    assert not any(table.objects.exists() for table in (Decision, Voice, Override))


# ---- what it holds ---------------------------------------------------------------------------------------------------


def test_r16_a_snapshot_names_release_checklist_app_and_language(shown: Talk) -> None:
    opened = shown.opened()
    assert [release["digest"] for release in opened.releases] == [shown.world.release.digest]
    assert (opened.checklist_version, opened.language) == (shown.case.checklist.version, "nl")
    assert opened.app_version
    assert {fact["characteristic"] for fact in opened.told} == {"age", "education", "recent_work", "children"}


def test_r3_the_small_world_says_what_was_worked_out_by_hand(shown: Talk) -> None:
    said = {key: (s.direction, s.reason) for key, s in shown.opened().statements.items()}
    assert said == {
        "direct_werk": ("towards", ""),
        "voorbereiden": ("none", "not_studied"),
        "meedoen": ("none", "not_studied"),
        "proefplaatsing": ("away", ""),
        "korte_vakopleiding": ("towards", ""),
        "jobcoach": ("none", "not_studied"),
    }


def test_r5_services_stand_in_the_order_of_the_catalogue(shown: Talk) -> None:
    order = sorted(shown.world.services.values(), key=lambda service: service.position)
    assert [service.key for service in shown.opened().services] == [service.key for service in order]


def test_r16_years_later_it_is_drawn_to_the_letter(shown: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, numbers, services, releases and checklists move on; the frozen page does not."""
    snapshot = shown.snapshot()
    before = [shown_by_command(snapshot), shown_by_command(snapshot, "--html")]
    monkeypatch.setitem(TEXTS["words"], "towards", ["Iets heel anders", "Something else"])
    monkeypatch.setattr("django.utils.translation.gettext", lambda text: "anders")
    monkeypatch.setattr("checklist.advice.page.cards.render_to_string", lambda *a, **k: "anders")
    fields = {"name_nl": "Andere naam", "text_nl": "Andere tekst", "hours_nl": "Nooit"}
    for service in shown.world.services.values():
        save_service(service=service, fields=fields, by=shown.people.esra)
    withdraw_release(release=shown.world.release, reason="Fout in de koppeling.", by=shown.people.esra)
    draft = derive_draft(releases=[], by=shown.people.esra)
    load_default_questions(draft=draft, by=shown.people.esra)
    edit_question(question=draft.questions.get(key="work"), text_nl="Een andere vraag?", by=shown.people.esra)
    worlds.publish(draft, shown.people)
    assert [shown_by_command(snapshot), shown_by_command(snapshot, "--html")] == before
    assert "Met deze hulp vonden mensen vaker werk." in before[0]
    assert "41 van de 100 met deze hulp" in before[0]
    assert "FICTIEF" in before[0]


def test_r16_texts_release_and_checklist_really_moved_on(
    shown: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answers in a new talk draw another page by then: else the test above would prove nothing."""
    snapshot, world = shown.snapshot(), shown.world
    old, before = open_snapshot(snapshot), shown_by_command(snapshot, "--html")
    monkeypatch.setitem(
        TEXTS["words"], "towards", ["Nu staan er andere woorden", "Other words stand here now"]
    )
    withdraw_release(release=world.release, reason="Er is een nieuwe uitgave.", by=shown.people.esra)
    monkeypatch.setitem(worlds.HELD, ("direct_werk", "recent_work", "with"), 14)
    release = worlds.approved(worlds.small_release("fictief-klein-later"), shown.people)
    draft = derive_draft(releases=[release], by=shown.people.esra)
    load_default_questions(draft=draft, by=shown.people.esra)
    edit_question(question=draft.questions.get(key="work"), text_nl="Een andere vraag?", by=shown.people.esra)
    checklist = worlds.publish(draft, shown.people)
    later = make_talk(replace(world, release=release, checklist=checklist), number="FICTIEF-later")
    later.ideas()
    new = open_snapshot(later.snapshot())
    assert "Met deze hulp vonden mensen vaker werk" in as_frozen(old)
    assert "Nu staan er andere woorden" in as_frozen(new)
    assert "Met deze hulp vonden mensen vaker werk" not in as_frozen(new)
    assert {one["digest"] for one in old.releases}.isdisjoint({one["digest"] for one in new.releases})
    assert "44 van de 100 met deze hulp" in as_text(as_frozen(new))
    assert new.checklist_version > old.checklist_version
    assert shown_by_command(snapshot, "--html") == before
    assert open_snapshot(snapshot) == old


def test_r14_showing_a_snapshot_by_command_leaves_a_line_that_the_client_sees(shown: Talk) -> None:
    snapshot = shown.snapshot()
    shown_by_command(snapshot)
    line = AccessLine.objects.filter(client_key=shown.case.client_key).latest("seq")
    assert (line.part, line.actor, line.case_uuid) == ("evidence", "system", shown.case.uuid)


def test_an_unknown_snapshot_is_refused_with_a_sentence(shown: Talk) -> None:
    with pytest.raises(CommandError, match="expected the key of a snapshot"):
        call_command("show_snapshot", "not-a-key")
    with pytest.raises(CommandError, match="no snapshot has the key"):
        call_command("show_snapshot", str(UUID(int=1)))


# ---- what destruction takes ------------------------------------------------------------------------------------------


def test_r16_nothing_readable_stands_in_the_row_itself(shown: Talk) -> None:
    snapshot = shown.snapshot()
    stored = canonical_json([snapshot.parts, snapshot.directions])
    for word in ("recent", "startkwalificatie", "under_45", "vaker werk", "towards"):
        assert word not in stored
    assert set(snapshot.directions) == {"voorbereiden", "meedoen", "jobcoach", "proefplaatsing"}


def test_r8_r16_a_destroyed_answer_takes_its_own_parts_away(shown: Talk) -> None:
    snapshot = shown.snapshot()
    destroy(shown, "recent_work")
    opened = open_snapshot(snapshot)
    assert opened.taken_away
    assert opened.statements["direct_werk"].reason == "taken_away"
    gone = opened.statements["direct_werk"].stated
    assert gone.lead == "Weggehaald. Niemand kan dit meer lezen."
    assert [one.group for one in gone.results] == ["iedereen in het onderzoek"]
    assert opened.statements["korte_vakopleiding"].direction == "towards"
    assert "recent_work" not in {fact["characteristic"] for fact in opened.told}
    text = shown_by_command(snapshot)
    assert "Weggehaald. Niemand kan dit meer lezen." in text
    assert "met recent werk" not in text
    assert "Mensen zonder startkwalificatie" in text
    assert verify_chains()[1] == []


def test_r8_what_rests_on_two_answers_goes_with_either(db: None) -> None:
    """Direct naar werk differs by recent work and by long-lasting complaints: both keys are needed to read it."""
    answers = {"recent_work": "yes_now", "health_gate": "yes", "health_long": "yes"}
    talk = make_talk(answers=answers)
    talk.ideas()
    snapshot = talk.snapshot()
    said = open_snapshot(snapshot).statements["direct_werk"]
    assert said.rests_on == {"recent_work", "chronic_condition"}
    assert (said.direction, said.reason) == ("none", "studies_differ")
    assert any(len(part["keys"]) == 2 for part in snapshot.parts)
    destroy(talk, "health_long")
    opened = open_snapshot(snapshot)
    assert opened.statements["direct_werk"].taken_away
    assert "met langdurige klachten" not in as_frozen(opened)
    assert "mensen met recent werk" in as_frozen(opened)  # why it was there rests on that answer alone


def leftovers(world: World, value: str) -> tuple[str, list[int], dict[str, str]]:
    """What stays of a talk in which recent work was answered with `value`, after that answer was destroyed."""
    talk = make_talk(world, answers={"age": "27-44", "recent_work": value}, number=f"FICTIEF-{value}")
    talk.ideas()
    snapshot = talk.snapshot()
    destroy(talk, "recent_work")
    sizes = sorted(len(part["sealed"]) for part in snapshot.parts)
    return shown_by_command(snapshot, "--html"), sizes, snapshot.directions


def test_r8_r16_what_stays_is_the_same_whatever_the_answer_was(db: None) -> None:
    """No trace: the page, the sizes of the parts and the open columns tell nothing about the destroyed answer."""
    world = make_world()
    html, sizes, directions = leftovers(world, "yes_now")
    other_html, other_sizes, other_directions = leftovers(world, "no")
    assert html == other_html
    assert sizes == other_sizes
    assert directions == other_directions


def test_r16_when_everything_of_a_client_is_destroyed_the_chain_still_verifies(shown: Talk) -> None:
    snapshot = shown.snapshot()
    destroy_client(client_key=shown.case.client_key, ground=Erasure.Ground.TERM, by=shown.as_anouk)
    with pytest.raises(KeyDestroyed):
        open_snapshot(snapshot)
    assert shown_by_command(snapshot) == "Weggehaald. Niemand kan dit meer lezen.\n"
    assert verify_chains()[1] == []


def test_r16_a_part_cannot_be_moved_to_another_snapshot(shown: Talk) -> None:
    first = shown.snapshot()
    shown.answer("age", "55+")
    second = shown.snapshot()
    second.parts = first.parts
    with pytest.raises(ValueError, match="does not belong"):
        open_snapshot(second)
