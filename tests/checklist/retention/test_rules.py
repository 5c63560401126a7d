# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a client's data end."""

from datetime import date

import pytest

from checklist.retention.rules import Kept, ends_on

SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([Kept(True, SPRING)], SPRING),
        ([Kept(True, SPRING), Kept(True, AUTUMN)], AUTUMN),
        ([Kept(True, SPRING), Kept(False, None)], None),
        ([Kept(True, None)], None),
        ([Kept(True, AUTUMN, wrong_person=True)], date.min),
        ([Kept(True, SPRING), Kept(True, AUTUMN, wrong_person=True)], SPRING),
        ([Kept(False, None), Kept(True, AUTUMN, wrong_person=True)], None),
    ],
)
def test_the_last_term_of_all_conversations_counts(cases: list[Kept], expected: date | None) -> None:
    assert ends_on(cases) == expected
