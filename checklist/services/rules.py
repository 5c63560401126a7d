# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the practical side of a service is too old to trust, and which links a release may get. Plain values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from research.release.check_cells import subject_of
from research.release.schema import CLOSED_GATES, Verdict

MONTHS_OF_TRUST = 3


def is_stale(updated_on: date, today: date) -> bool:
    """Were hours, place and waiting time written down more than three months ago? They are then shown in grey."""
    month = updated_on.month - 1 + MONTHS_OF_TRUST
    year, month = updated_on.year + month // 12, month % 12 + 1
    first = date(year, month, 1)
    end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return today > first.replace(day=min(updated_on.day, end.day))


def studied_services(manifest: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """The services that a release studied, without the one that others were compared with."""
    return [service for service in manifest["services"] if not service["reference"]]


def unanswered(studied: Iterable[str], answered: Iterable[str]) -> list[str]:
    """Studied services about which the approver said nothing yet: ours, or not in our catalogue."""
    known = set(answered)
    return [key for key in studied if key not in known]


# ---- what an approver reads of the checks ----------------------------------------------------------------------------


@dataclass(frozen=True)
class GatesToRead:
    """Gates that a release may be used with, and that still did not simply pass; and the services without a direction
    because a check of theirs alone failed."""

    in_part: tuple[str, ...]
    stated: tuple[str, ...]
    not_tested: tuple[str, ...]
    silenced: tuple[str, ...]  # keys of studied services

    @property
    def all_passed(self) -> bool:
        return not (self.in_part or self.stated or self.not_tested)


def gates_to_read(
    gates: Iterable[tuple[str, str]], checks: Iterable[Mapping[str, object]], studied: Iterable[str]
) -> GatesToRead:
    """`checks`: the lines of checks.csv."""
    of: dict[str, list[str]] = {}
    for gate, verdict in gates:
        of.setdefault(verdict, []).append(gate)
    in_part = tuple(of.get(Verdict.IN_PART, ()))
    fell = [subject_of(str(row["key"])) for row in checks if row["verdict"] in CLOSED_GATES]
    silent = {subject.service for subject in fell if subject.kind in in_part}
    return GatesToRead(
        in_part=in_part,
        stated=tuple(of.get(Verdict.STATED, ())),
        not_tested=tuple(of.get(Verdict.NOT_TESTED, ())),
        silenced=tuple(key for key in studied if key in silent),
    )


# ---- links that are seldom meant -------------------------------------------------------------------------------------

NAMES_DIFFER, OTHER_THAN_NOW, LEFT_OUT, NOTHING_LINKED = (
    "names_differ",
    "other_than_now",
    "left_out",
    "nothing_linked",
)


@dataclass(frozen=True)
class Odd:
    """Something in these links that wants a sentence: what, and at which studied service ('' for all together)."""

    code: str
    key: str = ""


def odd_links(
    studied: Iterable[Mapping[str, object]],
    chosen: Mapping[str, str],
    *,
    ours: Mapping[str, tuple[str, str]],
    in_use: Mapping[str, str],
) -> list[Odd]:
    """`chosen`: key in the release → key of ours, '' for none; `ours`: our names in Dutch and English; `in_use`: the
    links of the release of this name that is in use now."""
    rows = list(studied)
    if rows and not any(chosen.values()):
        return [Odd(NOTHING_LINKED)]
    found = []
    for row in rows:
        key, name = str(row["key"]), str(row["name_nl"])
        link = chosen.get(key, "")
        if link and _folded(ours[link][0]) != _folded(name):
            found.append(Odd(NAMES_DIFFER, key))
        elif not link and key in ours:
            found.append(Odd(LEFT_OUT, key))
        elif key in in_use and in_use[key] != link:
            found.append(Odd(OTHER_THAN_NOW, key))
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
