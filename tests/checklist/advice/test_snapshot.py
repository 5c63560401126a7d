# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was shown is frozen, and destroying an answer takes exactly its own traces away (R16, R8)."""

from tests.checklist.advice.talk import Talk


def test_smoke(shown: Talk) -> None:
    opened = shown.opened()
    print(len(opened.html))
    for service in opened.services:
        print(service)
    import zlib

    print(len(zlib.compress(opened.html.encode())))
    assert shown.anouk.get(f"/gesprekken/{shown.case.uuid}/uitkomsten/").status_code == 200
