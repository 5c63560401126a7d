# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks at a file, on plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

#: Whose lines are about nobody: a number that nobody has here was typed. So a try leaves the same traces either way.
NOBODY = UUID(int=0)
#: Parts of a try to open a conversation or to stand in that came to nothing (access.queries.PARTS).
WRONG_NAME, OTHER_TEAM, NO_SUCH_NUMBER = "opening", "opening_elsewhere", "opening_nobody"
TRIES_TO_OPEN = (WRONG_NAME, OTHER_TEAM, NO_SUCH_NUMBER)
HELD_UP = "held_up"  # too many of those within an hour: the form was refused
WITHOUT_RELATION = "glass"  # a client of another team was opened, with an own sentence
LOOKED_AGAIN = "reopened"  # a closed conversation was looked at after the term, with an own sentence
FOR_RESEARCH = "registration"  # went along in a registration that two people agreed on
WITH_OWN_SENTENCE = (WITHOUT_RELATION, LOOKED_AGAIN)
#: What stands out to the privacy officer, in three kinds; of standing in only what was refused.
STANDS_OUT = {
    "codes": ("log_in_soon", "log_in_at_staff"),
    "opened": WITH_OWN_SENTENCE,
    "refused": (*TRIES_TO_OPEN, HELD_UP, "stand_in"),
}
PARTS_THAT_STAND_OUT = tuple(part for parts in STANDS_OUT.values() for part in parts)


@dataclass(frozen=True)
class Look:
    """One access line as a client may see it. `who` is a name, or a role and team where the person is shielded."""

    uuid: UUID
    at: datetime  # in local time
    actor: str  # staff · client · system
    who: str
    role: str
    part: str
    purpose: str
    outcome: str
    words: str = ""
    person: int | None = None  # the account, to count people; never shown
