# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From which result a choice departed, as it was frozen in that talk: for many talks in a fixed number of queries.

What rests on an answer about health or money stays unsaid: with the public research it would tell the answer (R13).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from checklist.advice.queries import ShownService, services_on, withdrawn_since
from checklist.base.keys import Sealer, load_answer_keys_of, sealers_of
from checklist.decisions.models import Override
from checklist.questions.queries import sensitive_characteristics
from checklist.releases.wording import Lang, StatedService, recalled_from
from checklist.reviews.rules import departed_from


@dataclass(frozen=True)
class DepartedFrom:
    """One service and the statement of that day, or `words` alone where neither may or can be told."""

    name: str = ""
    stated: StatedService | None = None
    words: str = ""


def departed_results(
    rows: Iterable[Override], boxes: Mapping[UUID, Sealer], *, recalled: bool
) -> dict[int, list[DepartedFrom]]:
    """Per other choice what it departed from. Two queries, whatever the number; one more where something is
    `recalled`: was anything on these screens withdrawn since?"""
    found = list(rows)
    shots = [row.decision.snapshot for row in found]
    load_answer_keys_of(boxes, (UUID(key) for one in shots for part in one.parts for key in part["keys"]))
    private = sensitive_characteristics()
    gone = withdrawn_since(min(one.at for one in shots)) if recalled else {}
    told: dict[int, list[DepartedFrom]] = {}
    for row in found:
        shot = row.decision.snapshot
        lang: Lang = "en" if shot.language == "en" else "nl"
        since = {number for number, at in gone.items() if at > shot.at}
        shown = [
            replace(one, stated=recalled_from(one.stated, since, lang))
            for one in services_on(shot, boxes[shot.client_key])
        ]
        told[row.pk] = _told(row, shown, private)
    return told


def boxes_of(rows: Iterable[Override]) -> dict[UUID, Sealer]:
    """The sealers of all clients in these rows. One query."""
    return sealers_of({key for row in rows for key in (row.client_key, row.decision.snapshot.client_key)})


def departed_names(row: Override, names: Mapping[str, str]) -> list[str]:
    """The services by name, for a file. Only those whose direction rested on no answer; nothing is opened."""
    open_ones = row.decision.snapshot.directions
    keys = departed_from(row.chosen, row.departs, open_ones).services
    known = [name for key, name in names.items() if key in keys]
    whole = departed_from(row.chosen, row.departs, open_ones).explained
    return known if whole else [*known, _("a result for a group")]


def _told(row: Override, shown: list[ShownService], private: Collection[str]) -> list[DepartedFrom]:
    found = departed_from(row.chosen, row.departs, {one.key: one.direction for one in shown})
    lines = [_line(one, private) for one in shown if one.key in found.services]
    if not found.explained:
        lost = [one for one in shown if one.taken_away and one.key in _chosen(row)]
        lines += [DepartedFrom(one.name, one.stated) for one in lost]
        if not lost:
            lines.append(DepartedFrom(words=_("What research said was taken away.")))
    return list(dict.fromkeys(lines))


def _chosen(row: Override) -> set[str]:
    return {key for whose, keys in row.chosen.items() if "away" in row.departs.get(whose, ()) for key in keys}


def _line(one: ShownService, private: Collection[str]) -> DepartedFrom:
    """The whole statement; where an answer about health or money could have changed it, what holds for everybody."""
    if one.rests_on.isdisjoint(private):
        return DepartedFrom(one.name, one.stated)
    hidden = _("A result for a group. It rests on an answer about health or money, so it is not shown here.")
    if all(said.state != one.direction for said in one.stated.everybody):
        return DepartedFrom(words=hidden)
    return DepartedFrom(one.name, replace(one.stated, lead="", groups=(), before=()), hidden)
