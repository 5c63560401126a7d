# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands out in the access log, in words for the privacy officer; nothing here says that somebody did wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.access.models import AccessLine
from checklist.access.queries import newest_that_stands_out, own_sentences, part_to_staff
from checklist.base.moments import local_format
from checklist.people.models import Account, ClientCode
from checklist.people.permissions import ROLES, has_role
from checklist.people.queries import HomePart, on_home
from checklist.transparency.queries import numbers_of

AT = "/toezicht/opvallend/"
LATELY = timedelta(days=30)  # of which the start page tells
KINDS: dict[
    str, tuple[str, Promise]
] = {  # by kind of access.rules.STANDS_OUT: its word in the address, its name
    "codes": ("codes", gettext_lazy("Codes of clients, used soon or where they were made")),
    "opened": ("geopend", gettext_lazy("Opened with an own sentence")),
    "refused": ("geweigerd", gettext_lazy("Opening that was refused")),
}
WHAT: dict[str, Promise] = {
    "log_in_soon": gettext_lazy("A client's code was made and used within ten minutes"),
    "log_in_at_staff": gettext_lazy("A client's code was typed on a device or network of staff; refused"),
    "glass": gettext_lazy("A client of another team was opened"),
    "reopened": gettext_lazy("A conversation was looked at longer after closing than the term"),
    "held_up": gettext_lazy("Opening was refused for an hour, after too many numbers that opened nothing"),
    "stand_in": gettext_lazy("Wanted to stand in, with a number that opened nothing"),
}


@dataclass(frozen=True)
class StandsOut:
    """One line of the list."""

    at: str
    what: str
    who: str
    team: str
    number: str
    words: str  # the own sentence
    purpose: str
    about: str  # of a code: when and by whom it was made


def kind_at(word: str) -> str:
    """The kind that a word in the address means; '' for all of them."""
    return next((kind for kind, (found, _name) in KINDS.items() if found == word), "")


def rows_of(lines: Sequence[AccessLine]) -> list[StandsOut]:
    """The lines in words: numbers, own sentences and codes in one query each."""
    numbers, words = numbers_of(line.client_key for line in lines), own_sentences(lines)
    codes = _codes_of(lines)
    return [_row(line, numbers.get(line.client_key, "–"), words, codes.get(line.pk)) for line in lines]


def _row(line: AccessLine, number: str, words: dict[UUID, str], code: ClientCode | None) -> StandsOut:
    made = {"name": code.made_by, "moment": _moment(code.made_at)} if code else {}
    role = str(ROLES[line.role][1]) if line.role in ROLES else ""
    return StandsOut(
        at=_moment(line.at),
        what=str(WHAT.get(line.part) or _("Wanted to open: %(part)s") % {"part": part_to_staff(line.part)}),
        who=line.account.display_name if line.account else str(line.get_actor_display()),
        team=", ".join(part for part in (role, line.team) if part),
        number=number,
        words=words.get(line.uuid, ""),
        purpose=str(line.get_purpose_display()),
        about=_("Code made by %(name)s at %(moment)s.") % made if made else "",
    )


def _moment(at: datetime) -> str:
    return local_format(at, "SHORT_DATETIME_FORMAT")


def _codes_of(lines: Sequence[AccessLine]) -> dict[int, ClientCode]:
    """By line about a code: the code of that conversation that was made last before it."""
    about = [line for line in lines if line.part.startswith("log_in") and line.case_uuid]
    if not about:
        return {}
    mine = Q(case_uuid__in={line.case_uuid for line in about})
    rows = ClientCode.objects.filter(mine).select_related("made_by").order_by("made_at")
    found: dict[int, ClientCode] = {}
    for code in rows:
        found |= {
            line.pk: code for line in about if line.case_uuid == code.case_uuid and code.made_at <= line.at
        }
    return found


@on_home
def standing_out_on_home(account: Account) -> HomePart | None:
    """Where the privacy officer starts: which kinds were seen lately. No number (R15), and nobody is named."""
    if not has_role(account, "privacy_officer"):
        return None
    newest = newest_that_stands_out(timezone.now() - LATELY)
    lines = [
        (f"{AT}?soort={word}", name, _("last on %(day)s") % {"day": local_format(newest[kind], "j F")})
        for kind, (word, name) in KINDS.items()
        if kind in newest
    ]
    empty = _("Nothing stood out in the last 30 days.")
    return HomePart(_("What stands out"), lines, empty, (AT, _("The whole list")), order=20)
