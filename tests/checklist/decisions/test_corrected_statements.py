# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which statements of research are marked after a correction, and what is not named on paper."""

import pytest

from checklist.decisions.queries import summary_of
from checklist.intake.actions import voice_on_answer
from checklist.intake.models import Case
from tests.checklist.advice.talk import ANSWERS, make_talk
from tests.checklist.advice.test_shared_screen import decide
from tests.checklist.decisions.own_device import dirk
from tests.checklist.decisions.talks import address
from tests.checklist.decisions.test_corrected import DOUBTED, HEAD, client_of, everywhere, question_of

pytestmark = pytest.mark.django_db


def test_the_statement_that_rested_on_it_is_marked() -> None:
    """Only that one: what rests on no answer, or on another, stays unmarked."""
    made = make_talk(answers=ANSWERS | {"education": "none"})
    made.read_back()
    made.ideas()
    opened = made.opened()
    rested = {s.name for s in opened.services if "education" in s.rests_on}
    case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=made.case.pk)
    decide(made)
    case.refresh_from_db()
    voice_on_answer(case=case, question=question_of(case, "education"), voice="not_me", by=client_of(case))
    report = summary_of(case, "nl")
    assert report is not None
    assert rested
    assert report.doubted == rested
    assert {name for line in report.corrections for name in line.services} == rested
    screen = made.anouk.get(address(case, "verslag/")).content.decode()
    assert rested <= {service.name for service in report.research}
    assert DOUBTED in screen
    text = made.anouk.get(address(case, "verslag.txt")).content.decode()
    for service in report.research:  # after the statement about the group, as on the screen
        last = [line for line in service.stated.lines if line][-1]
        marked = f"{last}\n{DOUBTED}" in text
        assert marked == (service.name in rested), service.name
    shown = dirk(case).get("/mijn-gesprek/getoond/").content.decode()
    assert "Gecorrigeerd nadat dit is getoond" in shown
    assert all(name in shown.partition('class="frozen"')[0] for name in rested)


def test_r8_a_sensitive_answer_is_not_named_on_paper() -> None:
    made = make_talk(answers=ANSWERS | {"health_gate": "yes", "health_long": "yes"})
    made.read_back()
    made.ideas()
    made.snapshot()
    case = Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=made.case.pk)
    decide(made)
    case.refresh_from_db()
    question = question_of(case, "health_long")
    assert question.sensitive
    voice_on_answer(case=case, question=question, voice="not_me", by=client_of(case))
    found = everywhere(made.anouk, case)
    for name, text in found.items():
        part = text.partition(HEAD)[2][:400]
        assert "U zei: dit ben ik niet." in part, name
        assert (question.text_nl in part) is (name in {"own", "file"}), name
