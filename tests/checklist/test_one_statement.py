# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every surface says the same of research, with all parts, in every state and in both languages (S27)."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries import OpenedSnapshot, latest_snapshot, open_snapshot
from checklist.decisions.models import Decision
from checklist.intake.actions import voice_on_answer
from checklist.intake.models import Case
from checklist.releases import wording
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Finding, Release
from tests import worlds
from tests.checklist.advice.talk import ANSWERS, Talk, make_talk
from tests.checklist.decisions.talks import apart, decide, hidden, staff
from tests.checklist.statements import client_of, expected, missing, plain

# ---- the states ------------------------------------------------------------------------------------------------------


def as_it_is(talk: Talk) -> None:
    """Towards for everybody and for a group, away, uncertain for everybody beside a group, and not studied."""


def everybody_uncertain(talk: Talk) -> None:
    Finding.objects.filter(service="direct_werk", characteristic="", primary=True).update(
        verdict="geen uitspraak", reason_empty="te onzeker", lower="-1.0"
    )


def for_a_reason(reason: str, *, number: bool) -> Callable[[Talk], None]:
    def change(talk: Talk) -> None:
        changes: dict[str, Any] = {"verdict": "geen uitspraak", "reason_empty": reason}
        if not number:
            changes |= dict.fromkeys(("estimate", "lower", "upper", "level_with", "level_without"))
            changes["verdict"] = "onderdrukt"
        Finding.objects.filter(service="proefplaatsing", characteristic="", primary=True).update(**changes)

    return change


def old(talk: Talk) -> None:
    Release.objects.update(expires_on=timezone.localdate() - timedelta(days=1))


def refused(talk: Talk) -> None:
    question = talk.question("education")
    voice_on_answer(case=talk.case, question=question, voice="do_not_use", by=talk.as_anouk)


def corrected(talk: Talk) -> None:
    voice_on_answer(case=talk.case, question=talk.question("education"), voice="not_me", by=talk.as_anouk)


def conflicting(talk: Talk) -> None:
    Finding.objects.filter(service="direct_werk", characteristic="age", group="under_45", primary=True).update(
        verdict="slechter", reason_empty="", difference_p_holm="0.001", estimate="-6.0", lower="-8.0", upper="-4.0",
        level_with="24.0", level_without="30.0", certainty="redelijk",
    )  # fmt: skip


def similar(lower: str, upper: str, *, group: bool = False) -> Callable[[Talk], None]:
    """Little difference: for everybody, or for a group that speaks; the plan called 3 of 100 little."""

    def change(talk: Talk) -> None:
        for release in Release.objects.filter(kind="own"):
            outcomes = [outcome | {"margin": "3"} for outcome in release.manifest["outcomes"]]
            Release.objects.filter(pk=release.pk).update(manifest=release.manifest | {"outcomes": outcomes})
        about = {"service": "direct_werk", "characteristic": "age", "group": "under_45"} if group else {
            "service": "proefplaatsing", "characteristic": ""}  # fmt: skip
        middle = (Decimal(lower) + Decimal(upper)) / 2
        Finding.objects.filter(**about, primary=True).update(
            verdict="vergelijkbaar", reason_empty="", certainty="redelijk", estimate=middle, lower=lower, upper=upper,
            level_with=30 + middle, level_without="30.0", **({"difference_p_holm": "0.001"} if group else {}),
        )  # fmt: skip

    return change


def gates(talk: Talk) -> None:
    Release.objects.update(gates_passed=False)
    for release in Release.objects.all():
        head = release.manifest | {"gates": [["balance", "niet voldaan"]]}
        Release.objects.filter(pk=release.pk).update(manifest=head)


STATES: dict[str, tuple[Callable[[Talk], None], dict[str, str]]] = {  # state → (change, what a service must say)
    "as it is": (as_it_is, {"direct_werk": "towards", "proefplaatsing": "away", "voorbereiden": "not_studied"}),
    "uncertain for everybody": (everybody_uncertain, {"direct_werk": "towards"}),
    "little contrast": (
        for_a_reason("te weinig verschil tussen consulenten", number=False), {"proefplaatsing": "little_contrast"},
    ),
    "few people": (for_a_reason("te weinig mensen", number=False), {"proefplaatsing": "few_people"}),
    "another term": (for_a_reason("andere uitkomst of termijn", number=True), {"proefplaatsing": "other_term"}),
    "a check": (gates, {"proefplaatsing": "check_failed"}),
    "old": (old, {"direct_werk": "too_old"}),
    "refused": (refused, {"korte_vakopleiding": "refused"}),
    "corrected": (corrected, {"korte_vakopleiding": "corrected"}),
    "little difference": (similar("-1.8", "2.2"), {"proefplaatsing": "similar"}),
    "little, and surely fewer": (similar("-2.6", "-0.4"), {"proefplaatsing": "similar"}),
    "little in a group, more in another": (
        similar("0.4", "2.6", group=True), {"direct_werk": "studies_differ"},
    ),
    "conflicting": (conflicting, {"direct_werk": "studies_differ"}),
}  # fmt: skip


# ---- the surfaces ----------------------------------------------------------------------------------------------------


def before_the_choice(talk: Talk, dirk: Browser) -> Iterator[tuple[str, Any]]:
    base = f"/gesprekken/{talk.case.uuid}"
    yield "evidence", talk.anouk.get(f"{base}/uitkomsten/")
    yield "choices", talk.anouk.get(f"{base}/keuzes/")
    yield "own choice", dirk.get("/mijn-gesprek/keuze/")


def large_paper(talk: Talk) -> Iterator[tuple[str, Any]]:
    """The same words as on the paper in larger letters: it takes a printer's time, so not in every state."""
    yield "paper, large", talk.anouk.get(f"/gesprekken/{talk.case.uuid}/verslag.pdf?groot=1")


def after_the_choice(talk: Talk, dirk: Browser) -> Iterator[tuple[str, Any]]:
    base = f"/gesprekken/{talk.case.uuid}"
    yield "report", talk.anouk.get(f"{base}/verslag/")
    yield "report, large", talk.anouk.get(f"{base}/verslag/?groot=1")
    yield "paper", talk.anouk.get(f"{base}/verslag.pdf")
    yield "text", talk.anouk.get(f"{base}/verslag.txt")
    yield "own page", dirk.get("/mijn-gesprek/")
    yield "own page, shown", dirk.get("/mijn-gesprek/getoond/")
    yield "own page, file", dirk.get("/mijn-gesprek/alles/")
    carla = staff(talk.people.carla)
    carla.post("/terugkijken/")  # draws
    decision = Decision.objects.get(case=talk.case)
    yield "looking back", carla.get(f"/terugkijken/{decision.uuid}/")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("state", STATES)
def test_s27_every_surface_says_every_part(db: None, state: str, lang: wording.Lang) -> None:
    change, said = STATES[state]
    talk = make_talk(answers=ANSWERS)
    change(talk)
    talk.read_back()
    talk.ideas()
    talk.anouk.cookies["django_language"] = lang
    snapshot = talk.snapshot(lang)
    opened = open_snapshot(snapshot)
    assert {service: opened.statements[service].stated.state for service in said} == said
    parts = expected(opened, lang)
    dirk = client_of(talk.case, talk.people.anouk)
    dirk.cookies["django_language"] = lang
    seen = []
    for name, answer in before_the_choice(talk, dirk):
        assert answer.status_code == 200, name
        seen.append((name, plain(answer)))
    case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=talk.case.pk)
    decide(talk.anouk, case, apart())
    for name, answer in (*after_the_choice(talk, dirk), *(large_paper(talk) if change is as_it_is else ())):
        assert answer.status_code == 200, name
        seen.append((name, plain(answer)))
    for name, page in seen:
        for key, each in parts.items():
            assert missing(page, each) == [], f"{name} drops a part of {key}"
    for one in (one for service in said for one in opened.statements[service].stated.results):
        release = Finding.objects.select_related("release").get(pk=one.finding).release
        library = talk.anouk.get(reverse("releases:finding", args=[release.slug, one.finding]))
        assert missing(plain(library), list(one.parts)) == [], "the library says it otherwise"


# ---- withdrawn after it was shown ------------------------------------------------------------------------------------

REASON = "Er zat een fout in de telling."


def withdraw_the_results(talk: Talk) -> None:
    for row in Finding.objects.filter(service="direct_werk", primary=True, type="effect"):
        withdraw_finding(finding=row, reason=REASON, by=talk.people.esra)


def withdraw_the_release(talk: Talk) -> None:
    withdraw_release(release=talk.world.release, reason=REASON, by=talk.people.esra)


GONE: dict[str, tuple[Callable[[Talk], None], bool]] = {  # what → (act, does it reach every service?)
    "results": (withdraw_the_results, False),
    "a release": (withdraw_the_release, True),
}


def after_the_withdrawal(talk: Talk, dirk: Browser, form: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every page that draws the frozen statement; then both choose again, and the report is an earlier one."""
    for name, answer in (*after_the_choice(talk, dirk), *large_paper(talk)):
        if name != "own page, shown":
            yield name, answer
    base, first = f"/gesprekken/{talk.case.uuid}", Decision.objects.get(case=talk.case)
    assert talk.anouk.get(f"{base}/keuzes/?opnieuw=1").url == f"{base}/uitkomsten/"
    yield "choices, sent from a form that was open", talk.anouk.post(f"{base}/keuzes/", form)
    snapshot = talk.snapshot("nl")
    case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=talk.case.pk)
    decide(talk.anouk, case, apart())
    assert Decision.objects.get(supersedes=first).snapshot == snapshot
    yield "earlier report", talk.anouk.get(f"{base}/verslag/{first.uuid}/")
    yield "own earlier report", dirk.get(f"/mijn-gesprek/verslag/{first.uuid}/")


def check_called_back(
    name: str, page: str, before: OpenedSnapshot, lang: wording.Lang, *, whole: bool
) -> None:
    for service in before.services:
        gone = whole or service.key == "direct_werk"
        for one in service.stated.results:
            now = wording.called_back(one, lang) if gone else one
            assert missing(page, list(now.parts)) == [], f"{name}: {service.key}"
            assert missing(page, [one.line] if gone else [wording.called_back(one, lang).line]) != [], name


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("what", GONE)
def test_s27_every_surface_says_at_the_result_itself_that_it_was_withdrawn(
    db: None, what: str, lang: wording.Lang
) -> None:
    act, whole = GONE[what]
    talk = make_talk(answers=ANSWERS)
    talk.ideas()
    talk.anouk.cookies["django_language"] = lang
    before = open_snapshot(talk.snapshot(lang))
    assert {one.everybody for one in before.statements["direct_werk"].stated.results} == {True, False}
    dirk = client_of(talk.case, talk.people.anouk)
    dirk.cookies["django_language"] = lang
    case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=talk.case.pk)
    form = hidden(talk.anouk, case)
    decide(talk.anouk, case, apart())
    act(talk)
    frozen = plain(dirk.get("/mijn-gesprek/getoond/"))
    assert REASON in frozen  # on top; below it stands what stood on the screen (R16)
    assert missing(frozen, list(before.statements["direct_werk"].stated.results[0].parts)) == []
    own = plain(dirk.get("/mijn-gesprek/keuze/"))
    assert REASON in own  # and nothing to choose on
    assert before.statements["direct_werk"].stated.results[0].headline not in own
    for name, answer in after_the_withdrawal(talk, dirk, form):
        assert answer.status_code in {200, 409, 422}, f"{name}: {answer.status_code}"
        check_called_back(name, plain(answer), before, lang, whole=whole)


# ---- what holds for the code itself ----------------------------------------------------------------------------------


def test_s27_nothing_else_than_the_statement_says_which_way() -> None:
    """No template words a result: the sentence stands in the texts of the wording module only."""
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    words = re.compile(r"vonden .{0,40}(?:vaker|minder vaak) werk|found work (?:more|less) often")
    places = [
        *root.glob("templates/**/*.html"),
        *root.glob("templates/**/*.txt"),
        *root.glob("checklist/**/*.py"),
    ]
    assert [str(path) for path in places if words.search(path.read_text(encoding="utf-8"))] == []


def test_r1_the_result_for_everybody_stands_on_top_of_a_group_that_holds(db: None) -> None:
    talk = make_talk()
    everybody_uncertain(talk)
    talk.ideas()
    stated = open_snapshot(talk.snapshot()).statements["direct_werk"].stated
    assert [one.everybody for one in stated.results] == [True, False]
    assert "geen antwoord: te onzeker" in stated.lines[0]
    assert stated.lines[1].startswith("Met deze hulp vonden mensen met recent werk vaker werk.")


def test_r8_r16_what_was_frozen_before_statements_had_parts_is_still_said(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot as the code before made it: a headline, a reason and sentences a service, and no parts."""
    from checklist.advice.page import cards

    def as_before(drawing: Any, keys: Any, service: Any, head: Any, lang: Any) -> str:
        said, service = service.said, service.row
        drawing.put(keys, f"headline:{service.key}", "<div class='says'>oud</div>")
        drawing.part(keys)["services"][service.key] = {
            "direction": said.direction, "reason": said.reason, "rests_on": sorted(said.rests_on),
            "headline": f"Kop van {service.key}.", "why": "", "sentences": ["Van elke 100 mensen hadden er 41 werk."],
        }  # fmt: skip
        drawing.part(frozenset())["everybody"].pop(service.key)
        return ""

    monkeypatch.setattr(cards, "_say", as_before)
    talk = make_talk()
    talk.ideas()
    snapshot = talk.snapshot()
    monkeypatch.undo()
    opened = open_snapshot(snapshot)
    said = opened.statements["direct_werk"]
    assert (said.direction, said.stated.lines[0]) == ("towards", "Kop van direct_werk.")
    assert "Van elke 100 mensen hadden er 41 werk." in said.stated.lines
    page = plain(talk.anouk.get(f"/gesprekken/{talk.case.uuid}/keuzes/"))
    assert "Kop van direct_werk. Van elke 100 mensen hadden er 41 werk." in page
    assert "Hoe zeker, waar en wanneer staat bij alle uitkomsten." in page
    assert latest_snapshot(talk.case) == snapshot
    assert EvidenceSnapshot.objects.count() == 1


def test_the_small_world_still_holds_what_this_file_rests_on() -> None:
    assert worlds.HELD["direct_werk", "recent_work", "with"] > 0
    assert worlds.OVERALL["proefplaatsing"][1] < 0
