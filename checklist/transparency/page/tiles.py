# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The six questions that a client has about what is kept, each with its answer in one line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.access.models import AccessLine
from checklist.access.queries import day_in_words
from checklist.access.rules import Look
from checklist.base.moments import local_format
from checklist.intake.models import Case
from checklist.transparency.page.looks import when_in_words
from checklist.transparency.queries import OwnPage
from checklist.transparency.rules import UNUSUAL, people_in, way_of

MOST_OF_A_GOAL = 28  # characters: the first words of it; the whole stands behind


@dataclass(frozen=True)
class Tile:
    question: str
    answer: str


@dataclass(frozen=True)
class Tiles:
    what: Tile
    why: Tile
    who: Tile
    when: Tile
    use: Tile
    no: Tile

    @property
    def in_order(self) -> list[Tile]:
        return [self.what, self.why, self.who, self.when, self.use, self.no]


def tiles_of(case: Case, page: OwnPage) -> Tiles:
    return Tiles(
        what=Tile(_("What is recorded?"), _what(page)),
        why=Tile(_("Why?"), _("To talk with you about help towards work.")),
        who=Tile(_("Who looked?"), _who(page.looks)),
        when=Tile(_("When?"), _when(case, page)),
        use=Tile(_("What for?"), _use(case)),
        no=Tile(_("How do I say no?"), _no(case)),
    )


def _what(page: OwnPage) -> str:
    count, empty = len(page.recorded), len(page.open_questions)
    said = ngettext("%(n)s answer", "%(n)s answers", count) % {"n": count}
    if empty:
        said = _("%(answers)s, %(n)s empty") % {"answers": said, "n": empty}
    if not page.goal:
        return f"{said}."
    return f"{said}. " + _("You want: “%(goal)s”") % {"goal": shortened(page.goal)}


def shortened(words: str) -> str:
    """The first whole words of what somebody wrote, on one line."""
    line = " ".join(words.split())
    if len(line) <= MOST_OF_A_GOAL:
        return line
    whole = line[: MOST_OF_A_GOAL + 1].rpartition(" ")[0] or line[:MOST_OF_A_GOAL]
    return f"{whole.rstrip('.,;:')} …"


def _who(looks: list[Look]) -> str:
    seen = [look for look in looks if look.actor == AccessLine.Actor.STAFF and way_of(look) != "refused"]
    if not seen:
        said = _("Nobody yet.")
    else:
        last, people = seen[0], people_in(looks)
        words = {"n": people, "when": when_in_words(last.at), "who": _shortly(last)}
        said = (
            ngettext("%(n)s person, last %(when)s: %(who)s.", "%(n)s people, last %(when)s: %(who)s.", people)
            % words
        )
    odd = sum(way_of(look) == UNUSUAL for look in looks)
    refused = sum(way_of(look) == "refused" for look in looks)
    if odd:
        said += " " + ngettext(
            "%(n)s time in another way than usual.", "%(n)s times in another way than usual.", odd
        ) % {"n": odd}
    if refused:
        said += " " + ngettext("%(n)s time refused.", "%(n)s times refused.", refused) % {"n": refused}
    return said


def _shortly(look: Look) -> str:
    """'your caseworker', or the name of somebody else."""
    own = look.role == _("your caseworker")
    return look.role if own else look.who or look.role


def _when(case: Case, page: OwnPage) -> str:
    talked = page.report.at if page.report else case.opened_at
    words = {"day": day_in_words(talked)}
    if case.keep_until:
        return _("%(day)s. Kept until %(until)s.") % (
            words | {"until": local_format(case.keep_until, "j F Y")}
        )
    n = page.months_kept
    return ngettext(
        "%(day)s. Kept until %(n)s month after closing.",
        "%(day)s. Kept until %(n)s months after closing.",
        n,
    ) % (words | {"n": n})


def _use(case: Case) -> str:
    if case.research_objected_at:
        return _("Only for this conversation. Not for research, checks or punishment.")
    return _("For this conversation and, without your name, for research. Not for checks or punishment.")


def _no(case: Case) -> str:
    if case.research_objected_at:
        return _("At each answer, without a reason. Against research you said no.")
    return _("At each answer, and against research. Without a reason.")
