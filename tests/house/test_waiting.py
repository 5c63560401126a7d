# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser shows after a click is waited for: a page that is still coming in shows nothing yet."""

from tests.house.tree import ROOT

AT_ONCE = ".is_" + "visible()"


def test_no_test_asks_at_once_what_is_visible() -> None:
    """Playwright's `expect` asks again until it is so; the other answers for this instant: red on a busy machine."""
    asked = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if AT_ONCE in line
    ]
    assert asked == []
