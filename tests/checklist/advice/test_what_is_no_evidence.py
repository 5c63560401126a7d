# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What says nothing in a talk changes nothing in a talk."""

from pathlib import Path

import pytest
from django.conf import settings

from checklist.advice.queries.fingerprint import state_now
from checklist.releases.actions import import_release
from tests import worlds
from tests.checklist.transparency.world import make_world, talk
from tests.people import People

pytestmark = pytest.mark.django_db


def test_a_release_about_the_whole_group_does_not_send_a_talk_back_to_the_results(folk: People) -> None:
    case = talk(make_world("FICTIEF-3", folk)).case
    before = state_now(case, language="nl")
    group = import_release(path=Path(settings.MODELS_STORE) / "fictief-groep-2026", by=folk.esra)
    worlds.linked_and_approved(group, {}, folk)
    assert state_now(case, language="nl") == before
    worlds.approved(worlds.small_release("fictief-later"), folk)
    assert state_now(case, language="nl") != before
