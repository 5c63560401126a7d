# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk at its first ideas, and one at its evidence."""

import pytest

from tests.checklist.advice.talk import Talk, make_talk


@pytest.fixture
def talk(db: None) -> Talk:
    return make_talk()


@pytest.fixture
def shown(talk: Talk) -> Talk:
    """Both first ideas are there; the evidence may open."""
    talk.ideas()
    return talk
