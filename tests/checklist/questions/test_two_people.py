# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A checklist goes live by two people who both saw what changes (S36). One person emptied it live, at once, unseen."""

from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.utils import IntegrityError
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.people.actions import propose
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused
from checklist.questions.actions import (
    derive_draft,
    draft_from_version,
    edit_question,
    load_default_questions,
    propose_checklist,
    publish_checklist,
    remove_question,
    turn_down_checklist,
)
from checklist.questions.comparison import alarms
from checklist.questions.models import Checklist
from checklist.questions.publishing import change_of
from checklist.questions.queries import published
from checklist.releases.actions import withdraw_finding
from checklist.releases.models import Finding
from tests.checklist.questions.test_pages import HOME, browser_of
from tests.checklist.questions.test_versions import asked
from tests.people import make_people
from tests.worlds import World, make_world, publish

WHY = "Er is nu geen onderzoek dat wij vertrouwen."


@pytest.fixture
def empty(world: World) -> Checklist:
    """Nothing ticked: a draft with no question for research."""
    made = derive_draft(releases=[], by=world.people.esra)
    load_default_questions(draft=made, by=world.people.esra)
    return made


@pytest.fixture
def changed(world: World) -> Checklist:
    """What is live, with one question worded otherwise."""
    made = draft_from_version(checklist=world.checklist, by=world.people.esra)
    edit_question(question=made.questions.get(key="hours"), by=world.people.esra, text_nl="Hoeveel uur?")
    return made


def page(draft: Checklist) -> str:
    return f"{HOME}{draft.version}/publiceren/"


def send(browser: Browser, draft: Checklist, act: str, **fields: str) -> Any:
    """Press a button of the page as it stands now."""
    html = browser.get(page(draft)).content.decode()
    seen = html.partition('name="seen" value="')[2].partition('"')[0]
    return browser.post(page(draft), {"act": act, "seen": seen} | fields)


def second_editor(world: World) -> Account:
    fields = {"display_name": "Els Bos", "team": world.people.team, "is_editor": True}
    return Account.objects.create_user("els", "x", **fields)


# ---- newcomer case 1 -------------------------------------------------------------------------------------------------


def test_nobody_empties_the_live_checklist_alone_s36(world: World, empty: Checklist) -> None:
    esra, farid = browser_of(world.people.esra), browser_of(world.people.farid)
    html = esra.get(page(empty)).content.decode()
    assert "nu 15, dan 10" in html
    assert "nu 5, dan 0" in html
    assert "Geen enkele vraag wordt gesteld voor onderzoek." in html
    assert html.count("valt weg.") == 5
    for fields in ({}, {"reason": WHY}, {"sure": "on"}, {"reason": ".", "sure": "on"}):
        refused = send(esra, empty, "propose", **fields)
        assert refused.status_code == 422
        assert "Schrijf op waarom u dit wilt" in refused.content.decode()
    assert not Proposal.objects.filter(subject=empty.version).exists()
    assert send(esra, empty, "propose", reason=WHY, sure="on").status_code == 302
    assert published() == world.checklist  # nothing changed in talks
    alone = send(esra, empty, "agree", sure="on")
    assert "Een tweede persoon" in alone.content.decode()
    assert published() == world.checklist
    html = farid.get(page(empty)).content.decode()
    assert WHY in html
    assert "Esra Yilmaz" in html
    assert "bent zeker" not in html
    assert send(farid, empty, "agree").status_code == 422
    assert published() == world.checklist
    assert send(farid, empty, "agree", sure="on").status_code == 302
    now = published()
    assert now == empty
    assert now is not None
    assert (now.made_by, now.published_by) == (world.people.esra, world.people.farid)
    row = Proposal.objects.get(subject=empty.version)
    assert (row.outcome, row.proposed_by, row.decided_by, row.reason) == (
        "agreed", world.people.esra, world.people.farid, WHY,
    )  # fmt: skip


def test_both_texts_of_a_changed_question_and_the_preview_are_on_the_page_s36(
    world: World, changed: Checklist
) -> None:
    old = world.checklist.questions.get(key="hours").text_nl
    for who in (world.people.esra, world.people.farid):
        html = browser_of(who).get(page(changed)).content.decode()
        rows = html.partition("Wat verandert er")[2].partition("<details")[0]
        assert old in rows
        assert "Hoeveel uur?" in rows
        assert "0 nieuw, 0 weggehaald, 0 verplaatst, 1 veranderd" in rows
        assert html.count('<fieldset class="question') == 15
        assert "Zelden zo bedoeld" not in html


def test_without_an_alarm_no_reason_is_asked(world: World, changed: Checklist) -> None:
    assert send(browser_of(world.people.esra), changed, "propose").status_code == 302
    assert send(browser_of(world.people.farid), changed, "agree").status_code == 302
    assert published() == changed


def test_what_says_the_same_as_what_is_live_is_not_published_s36(world: World) -> None:
    same = draft_from_version(checklist=world.checklist, by=world.people.esra)
    with pytest.raises(Refused, match="hetzelfde"):
        propose_checklist(checklist=same, by=world.people.esra, reason=WHY, sure=True)


# ---- who, and what does not change in the meantime -------------------------------------------------------------------


def test_the_second_person_may_be_an_editor_too_and_never_somebody_without_the_role_s36(
    world: World, changed: Checklist
) -> None:
    proposal = propose_checklist(checklist=changed, by=world.people.esra)
    for who in (world.people.anouk, world.people.carla, world.people.gerda, world.people.esra):
        with pytest.raises(Refused):
            publish_checklist(proposal=proposal, by=who)
    assert publish_checklist(proposal=proposal, by=second_editor(world)) == changed


def test_a_draft_that_waits_does_not_change_s36(world: World, changed: Checklist) -> None:
    esra = browser_of(world.people.esra)
    propose_checklist(checklist=changed, by=world.people.esra)
    question = changed.questions.get(key="hours")
    for act in (
        lambda: edit_question(question=question, by=world.people.esra, text_nl="Anders?"),
        lambda: remove_question(question=question, by=world.people.esra),
        lambda: load_default_questions(draft=changed, by=world.people.esra),
        lambda: propose_checklist(checklist=changed, by=world.people.esra),
    ):
        with pytest.raises(Refused):
            act()
    html = esra.get(f"{HOME}{changed.version}/").content.decode()
    assert "Esra Yilmaz stelde op" in html
    assert "Weghalen" not in html
    assert send(esra, changed, "take_back").status_code == 302
    edit_question(question=question, by=world.people.esra, text_nl="Anders?")
    assert Proposal.objects.get(subject=changed.version).outcome == "taken_back"


def test_what_changed_since_the_page_was_opened_is_refused_s36(world: World, changed: Checklist) -> None:
    esra, farid = browser_of(world.people.esra), browser_of(world.people.farid)
    seen = change_of(changed).seen
    edit_question(question=changed.questions.get(key="work"), by=world.people.esra, text_nl="Wat?")
    late = esra.post(page(changed), {"act": "propose", "seen": seen})
    assert "veranderde iets sinds u deze pagina opende" in late.content.decode()
    send(esra, changed, "propose")
    finding = Finding.objects.filter(characteristic="age", service="korte_vakopleiding").first()
    assert finding is not None
    withdraw_finding(finding=finding, reason="Fout.", by=world.people.farid)
    answer = send(farid, changed, "agree")
    assert "veranderde iets sinds dit werd voorgesteld" in answer.content.decode()
    assert published() == world.checklist


def test_a_no_comes_with_a_reason_that_the_first_person_reads(world: World, changed: Checklist) -> None:
    esra, farid = browser_of(world.people.esra), browser_of(world.people.farid)
    send(esra, changed, "propose")
    assert "Schrijf op waarom niet" in send(farid, changed, "turn_down").content.decode()
    assert send(farid, changed, "turn_down", answer="De vraag is te kort.").status_code == 302
    assert "De vraag is te kort." in esra.get(f"{HOME}{changed.version}/").content.decode()
    assert "De vraag is te kort." in esra.get(page(changed)).content.decode()
    assert send(esra, changed, "propose").status_code == 302  # and it may be proposed again


def test_of_two_who_decide_one_wins_and_the_other_reads_so_s36(world: World, changed: Checklist) -> None:
    proposal = propose_checklist(checklist=changed, by=world.people.esra)
    publish_checklist(proposal=proposal, by=world.people.farid)
    with pytest.raises(Refused, match="Farid Amrani"):
        turn_down_checklist(proposal=proposal, by=second_editor(world), answer="Nee.")
    answer = browser_of(second_editor_again()).post(page(changed), {"act": "agree"}, follow=True)
    assert "Farid Amrani" in answer.content.decode()


def second_editor_again() -> Account:
    return Account.objects.get(username="els")


@pytest.mark.slow
def test_two_drafts_published_at_the_same_moment_give_one_winner_s36(transactional_db: None) -> None:
    world = make_world(make_people())
    proposals = []
    for text in ("Hoeveel uur?", "Hoe lang?"):
        draft = draft_from_version(checklist=world.checklist, by=world.people.esra)
        edit_question(question=draft.questions.get(key="hours"), by=world.people.esra, text_nl=text)
        proposals.append(propose_checklist(checklist=draft, by=world.people.esra))
    start, said = Barrier(2), ["", ""]

    def run(place: int) -> None:
        try:
            start.wait()
            publish_checklist(proposal=proposals[place], by=world.people.farid)
        except Refused as refusal:
            said[place] = str(refusal.sentence)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bool(one) for one in said) == [False, True], said
    subjects = [proposal.subject for proposal in proposals]
    assert Proposal.objects.filter(outcome="agreed", subject__in=subjects).count() == 1
    assert Checklist.objects.filter(state="published").count() == 1


# ---- returning to an earlier version ---------------------------------------------------------------------------------


def test_returning_to_an_earlier_version_takes_two_people_too_s36(world: World, changed: Checklist) -> None:
    publish(changed, world.people)
    esra = browser_of(world.people.esra)
    assert "Terug naar deze versie" in esra.get(f"{HOME}1/").content.decode()
    assert esra.post(f"{HOME}1/overnemen/")["Location"] == f"{HOME}3/"
    back = Checklist.objects.get(version=3)
    assert (back.state, back.questions.count()) == ("draft", 15)
    html = esra.get(page(back)).content.decode()
    assert "Nieuwe gesprekken gebruiken dan versie 3 in plaats van versie 2" in html
    publish(back, world.people)
    now = published()
    assert now is not None
    assert now.questions.get(key="hours").text_nl == world.checklist.questions.get(key="hours").text_nl


# ---- empty or crosswise, by the pure rule ----------------------------------------------------------------------------


def question(key: str = "age", **fields: Any) -> SimpleNamespace:
    options = [
        {"value": "young", "nl": "Jong", "en": "Young", "group": "young"},
        {"value": "old", "nl": "Oud", "en": "Old", "group": "old"},
    ]
    return asked(key, **({"ground": "effect", "characteristic": "age", "options": options} | fields))


REST = [asked(key) for key in ("goal", "work", "hours", "before", "care")]
CROSSED = [
    {"value": "young", "nl": "Jong", "en": "Young", "group": "old"},
    {"value": "old", "nl": "Oud", "en": "Old", "group": "young"},
]


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ([question(), *REST], []),
        (REST, ["no_research", "loses_research"]),
        ([question()], ["almost_empty"]),
        ([question(options=CROSSED), *REST], ["crosswise"]),
        (
            [question(options=[{"value": "x", "nl": "X", "en": "X", "group": "tall"}]), *REST],
            ["unknown_group"],
        ),
        ([question("age2", characteristic="shoe"), *REST], ["no_research", "loses_research"]),
    ],
)
def test_what_is_empty_or_crosswise_is_named_s36(new: list[Any], codes: list[str]) -> None:
    found = alarms([question(), *REST], new, needed={"age"}, groups={"age": {"young", "old"}})
    assert [one.code for one in found] == codes


# ---- in the database itself ------------------------------------------------------------------------------------------


def test_the_database_keeps_what_was_proposed_and_decided_s36(world: World) -> None:
    esra, farid = world.people.esra, world.people.farid
    row = propose(act="proef", subject="1", by=esra, reason="Zo.")
    with pytest.raises(Refused):
        propose(act="proef", subject="1", by=farid)
    for statement in ("reason = 'Anders'", f"proposed_by_id = {farid.pk}", "subject = '2'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE checklist_proposal SET {statement} WHERE id = {row.pk}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=row.pk).update(
            outcome="agreed", decided_by=esra, decided_at=timezone.now()
        )
    Proposal.objects.filter(pk=row.pk).update(outcome="agreed", decided_by=farid, decided_at=timezone.now())
    for statement in ("UPDATE checklist_proposal SET answer = 'x'", "DELETE FROM checklist_proposal"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = {row.pk}")


def test_the_page_takes_as_many_queries_for_many_changes_as_for_one(world: World, changed: Checklist) -> None:
    esra = browser_of(world.people.esra)
    esra.get(page(changed))
    with CaptureQueriesContext(connection) as one:
        esra.get(page(changed))
    for row in changed.questions.all():
        edit_question(question=row, by=world.people.esra, help_nl="Anders.")
    with CaptureQueriesContext(connection) as many:
        esra.get(page(changed))
    assert len(many) == len(one) <= 22
