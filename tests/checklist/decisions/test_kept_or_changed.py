# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a first idea was kept follows from what both said: nobody is asked, nobody can contradict it (R6, S38)."""

import pytest
from django.test import Client as Browser

from checklist.decisions.models import Voice
from checklist.decisions.queries import opened_voices
from checklist.intake.models import Case
from tests.checklist.decisions.talks import address, both, decide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("choice", "stored", "said"),
    [
        ("direct_werk", "changed", "Eerste idee: Meedoen en opbouwen. Dat is veranderd."),
        ("meedoen", "kept", "Eerste idee: Meedoen en opbouwen. Dat bleef."),
    ],
)
def test_r6_s38_nobody_can_say_to_have_kept_what_was_changed(
    anouk: Browser, case: Case, choice: str, stored: str, said: str
) -> None:
    """The client's first idea was meedoen. No page asks what follows from it, and a form that says so is not heard."""
    assert "_after" not in anouk.get(address(case)).content.decode()
    filled = both(client_choice=[choice], caseworker_choice=[choice])
    decision = decide(anouk, case, filled | {"client_after": "kept", "caseworker_after": "kept"})
    rows = {voice.whose: voice.after_evidence for voice in Voice.objects.filter(decision=decision)}
    assert rows == {"client": stored, "caseworker": "new"}
    report = anouk.get(address(case, "verslag/")).content.decode()
    assert said in report
    assert "Voor de uitkomsten was er geen eerste idee." in report


@pytest.mark.parametrize(("stored", "read"), [("kept", "changed"), ("undecided", "undecided")])
def test_s38_a_row_of_before_is_read_as_it_was_chosen(
    anouk: Browser, case: Case, monkeypatch: pytest.MonkeyPatch, stored: str, read: str
) -> None:
    """Once people were asked, and could say to have kept what they changed. Who was undecided then, was."""
    monkeypatch.setattr("checklist.decisions.actions.decision.after_evidence", lambda *_both: stored)
    decision = decide(anouk, case, both())
    assert Voice.objects.get(decision=decision, whose="client").after_evidence == stored
    assert opened_voices(decision)[0].after_evidence == read
