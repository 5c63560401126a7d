# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each way to tamper with the log is refused, or shown by `verify_log`, or stands on the page as not shown."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from checklist.base.anchor import write_anchor
from checklist.intake.models import Answer
from checklist.people.permissions import Actor
from tests.checklist.base.attacks import NOT_SHOWN, REFUSED, SHOWN, Attack, Two
from tests.checklist.base.tampering import ATTACKS
from tests.checklist.transparency.world import decided, make_world, talk
from tests.people import People

HERE = [attack for attack in ATTACKS if attack.engine in {"", connection.vendor}]


@pytest.fixture(scope="module")
def two(folk: People, django_db_blocker: Any) -> Iterator[Two]:
    with django_db_blocker.unblock(), transaction.atomic():
        one = decided(make_world("FICTIEF-1", folk)).case
        other = talk(make_world("FICTIEF-2", folk)).case
        connection.check_constraints()  # PostgreSQL alters no table while links are still to be checked
        yield Two(one, other)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _own_anchor(tmp_path: Path, settings: Any) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchor.txt"


@pytest.fixture(autouse=True)
def _anchored(_own_anchor: None, two: Two, db: None) -> None:
    write_anchor(settings.ANCHOR_FILE)


def _verified() -> str:
    """What the command writes about faults; empty when there is none."""
    err = StringIO()
    try:
        call_command("verify_log", stdout=StringIO(), stderr=err)
    except CommandError:
        assert err.getvalue()
    return err.getvalue()


def _of(result: str) -> list[Any]:
    return [pytest.param(attack, id=attack.what) for attack in HERE if attack.result == result]


@pytest.mark.django_db
def test_r16_a_real_talk_has_no_fault(two: Two) -> None:
    assert _verified() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("attack", _of(REFUSED))
def test_r16_what_is_refused(attack: Attack, two: Two) -> None:
    with pytest.raises(DatabaseError, match=attack.sentence), transaction.atomic():
        attack.do(two)
    assert _verified() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("attack", _of(SHOWN))
def test_r16_what_is_shown(attack: Attack, two: Two) -> None:
    attack.do(two)
    connection.check_constraints()
    assert attack.sentence in _verified()


@pytest.mark.django_db
@pytest.mark.parametrize("attack", _of(NOT_SHOWN))
def test_r16_what_the_page_says_is_not_shown(attack: Attack, two: Two) -> None:
    """Once one of these is shown, it moves up in the table."""
    attack.do(two)
    assert _verified() == ""


# -- what is no tampering


@pytest.mark.django_db
def test_r16_an_answer_corrected_after_the_decision_is_no_fault(two: Two, folk: People) -> None:
    from checklist.intake.actions import destroy_answer_of_case, save_answer, voice_on_answer
    from checklist.questions.rules import Reply

    rows = {row.question.key: row for row in Answer.objects.filter(case=two.one).select_related("question")}
    by = Actor(kind="client", account=None, role="client")
    hours, age, work = (rows[name] for name in ("hours", "age", "recent_work"))
    two.one.refresh_from_db()
    said = Reply("given", {"value": "0-8"})
    save_answer(case=two.one, question=hours.question, reply=said, version=hours.version, by=folk.anouk)
    voice_on_answer(case=two.one, question=age.question, voice="not_me", by=by)
    destroy_answer_of_case(case=two.one, question=work.question, by=by)
    assert _verified() == ""


@pytest.mark.django_db
def test_r16_destruction_with_its_line_is_no_fault(two: Two) -> None:
    from checklist.people.permissions import SYSTEM
    from checklist.retention.actions import destroy_client_data

    assert two.one.client is not None
    destroy_client_data(client=two.one.client, ground="term", by=SYSTEM)
    assert _verified() == ""
