# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan does not wander: how often it enters a room on its way through an estimation, and comes back to one."""

from tests.house.walks import House, counted, research, rooms, walk

#: What it takes today; a new arrow that carries the whole plan has to find its place below these.
STAYS, RETURNS = 13, 7
#: The same for the modules of the rooms.
CORNER_STAYS, CORNER_RETURNS = 27, 15
SMALL = {
    "r.a.one": (
        "from r.b.two import first\nfrom r.c.three import Held\n"
        "def begin(plan):\n    first(plan)\n    first(plan.size)\n    Held(base.plan)\n    own(plan)\n"
        "def own(plan): ..."
    ),
    "r.b.two": "from r.c.three import third\ndef first(plan):\n    third(plan)",
    "r.c.three": "class Held:\n    def __init__(self, plan): ...\ndef third(plan): ...",
}


def test_the_plan_enters_few_rooms_and_seldom_comes_back() -> None:
    corners = walk(research(), ("research.run", "estimate"), "plan")
    stays, places, returns = counted(rooms(corners))
    assert places > 4, "the walk does not find its way"
    assert stays <= STAYS, corners
    assert returns <= RETURNS, corners
    stays, _, returns = counted(corners)
    assert stays <= CORNER_STAYS, corners
    assert returns <= CORNER_RETURNS, corners


def test_a_walk_goes_as_the_code_hands_it_on() -> None:
    route = rooms(walk(House.of(SMALL), ("r.a.one", "begin"), "plan"))
    assert route == ["a", "b", "c", "b", "a", "c", "a"]
    assert counted(route) == (7, 3, 4)
