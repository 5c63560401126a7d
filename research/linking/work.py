# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work and assistance by month around the intake, and the measures made of them.

Month 0 is the month of the intake, month 12 the twelfth after it. A month is *in work* when a spell of work touches
it (SECMBUS), or when the hours of the jobs whose statement begins in it reach the least number (SPOLISBUS). A month
that no spell and no file covers is unknown; a measure is left empty where the known months do not settle it, and
never becomes 0.

==================  ==========================================================================================
column              measure, for a term of t months
==================  ==========================================================================================
werk_{t}m           in work in month t
gestart_{t}m        started within the term: in one of the months 1 to t in work, after a month (from 0 on) out of work
maanden_werk_{t}m   number of the months 1 to t in work
duurzaam_{t}m       lasting: six months in a row in work among the months 1 to t
uit_bijstand_{t}m   out of assistance in month t
recent_werk         in work in one of the 24 months before month 0 (ja, nee, onbekend)
voorziening_{t}m    a re-integration service in one of the months 1 to t (ja, nee, onbekend)
==================  ==========================================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from research.linking.cells import UNKNOWN
from research.linking.facts import NO, NOT_KNOWN, YES, missing_table
from research.linking.layout import Layout, Role
from research.linking.locating import Located
from research.linking.pulling import Desk, Pulled, different, right_spells, rows_of
from research.linking.upload import ASSISTANCE, Work

TERMS = (6, 12, 24)
RECENT = 24
LASTING = 6
#: Of how many people the months are laid out at a time.
AT_ONCE = 20_000
MEASURES = ("werk", "gestart", "maanden_werk", "duurzaam", "uit_bijstand")
NAME = re.compile(rf"({'|'.join(MEASURES)}|voorziening)_([1-9]\d?|1[01]\d|120)m")


@dataclass(frozen=True)
class Months:
    """For everybody (n) the months from `first` to `last` around the intake: what is known, and whether it is so
    (both bool)."""

    first: int
    known: Any
    so: Any

    def at(self, month: int) -> tuple[Any, Any]:
        """What is known of one month, and whether it is so (n each)."""
        return self.known[:, month - self.first], self.so[:, month - self.first]

    def span(self, begin: int, end: int) -> tuple[Any, Any]:
        """The same of the months `begin` to `end`, both included (n, months)."""
        here = slice(begin - self.first, end - self.first + 1)
        return self.known[:, here], self.so[:, here]


def month_of(days: Any) -> Any:
    """Days like 20190401 as months counted from year 0."""
    return days // 10_000 * 12 + days // 100 % 100 - 1


def touched(person: Any, begin: Any, end: Any, size: int, window: tuple[int, int]) -> Any:
    """Which months of a window a spell of a person touches (size, months); begin and end are months around the
    intake. Spells stand in the order of people, of whom so many are laid out at a time that memory stays small."""
    first, last = window
    here = (begin <= last) & (end >= first) & (begin <= end)
    low, high = np.maximum(begin[here], first) - first, np.minimum(end[here], last) - first + 1
    person, width = person[here], last - first + 2
    found = np.zeros((size, width - 1), dtype=bool)
    for start in range(0, size, AT_ONCE):
        stop = min(start + AT_ONCE, size)
        rows = rows_of(person, start, stop)
        cells = (stop - start) * width
        place = (person[rows] - start) * width
        change = np.bincount(place + low[rows], minlength=cells) - np.bincount(
            place + high[rows], minlength=cells
        )
        found[start:stop] = change.reshape(stop - start, width).cumsum(axis=1)[:, :-1] > 0
    return found


def from_income(
    desk: Desk, located: Located, layout: Layout, work: Work, people: pd.DataFrame, window: tuple[int, int]
) -> tuple[Months, Months]:
    """Months in work and months in assistance from the spells of SECMBUS."""
    role = layout.role("income")
    size, months = len(people), people["month"].to_numpy()
    file = located.latest("income")
    if file is None:
        missing_table(desk.account, role, size)
        nothing = np.zeros((size, window[1] - window[0] + 1), dtype=bool)
        return Months(window[0], nothing, nothing), Months(window[0], nothing, nothing)
    found = desk.pull(file, role)
    category = found.cells["category"]
    placed, begin, end = right_spells(desk, file, role, found)
    placed &= category != UNKNOWN
    spells = Spells(found.person, begin, end, category)
    codes = list(role.column("category").codes)
    working, helped = np.isin(codes, work.codes), np.isin(codes, [ASSISTANCE])
    known, at_work, assisted = (np.zeros((size, window[1] - window[0] + 1), dtype=bool) for _ in range(3))
    ties = everyone = 0
    for start in range(0, size, AT_ONCE):
        people_here = rows_of(found.person, start, start + AT_ONCE)
        here = spells.of(people_here).of(placed[people_here])
        ties, everyone = ties + here.in_two_categories(), everyone + different(here.person)
        around, chosen = here.around(months), slice(start, start + AT_ONCE)
        for laid_out, counts in ((known, None), (at_work, working), (assisted, helped)):
            rows = around if counts is None else around.of(counts[around.category])
            laid_out[chosen] = touched(
                rows.person - start, rows.begin, rows.end, len(laid_out[chosen]), window
            )
    if ties:
        desk.account.note(
            role.table, everyone, everyone - ties, "two categories", "tie", table=role.table, of=file
        )
    desk.account.note(role.table, size, everyone, "with a spell", "file", table=role.table, of=file)
    return Months(window[0], known, at_work), Months(window[0], known, assisted)


@dataclass(frozen=True)
class Spells:
    """Spells in the order of people (n each): whose, from and to which day or month, and of which category."""

    person: Any
    begin: Any
    end: Any
    category: Any

    def of(self, rows: Any) -> Spells:
        """Some of them: a mask, or a slice."""
        return Spells(self.person[rows], self.begin[rows], self.end[rows], self.category[rows])

    def around(self, months: Any) -> Spells:
        """With months around the intake in the place of days."""
        here = months[self.person]
        return Spells(self.person, month_of(self.begin) - here, month_of(self.end) - here, self.category)

    def in_two_categories(self) -> int:
        """How many people have two spells of different categories on one day: both count, whatever their order."""
        order = np.lexsort((self.category, self.end, self.begin, self.person))
        person, begin, end, category = (
            cells[order] for cells in (self.person, self.begin, self.end, self.category)
        )
        same = (person[1:] == person[:-1]) & (begin[1:] <= end[:-1]) & (category[1:] != category[:-1])
        return different(person[1:][same])


def from_jobs(
    desk: Desk, located: Located, role: Role, work: Work, people: pd.DataFrame, window: tuple[int, int]
) -> Months:
    """Months in work from the hours of the jobs of SPOLISBUS; who is not in the file of a year had no job in it."""
    size, months = len(people), people["month"].to_numpy()
    width = window[1] - window[0] + 1
    hours = np.zeros(size * width, dtype=np.int64)
    known = np.zeros((size, width), dtype=bool)
    span = months[:, None] + np.arange(window[0], window[1] + 1)[None, :]
    years = located.years(role.key)
    for year in range(int(span.min()) // 12, int(span.max()) // 12 + 1):
        asked = (span // 12 == year).any(axis=1)
        if year not in years:
            desk.account.note(
                f"{role.table} {year}",
                int(asked.sum()),
                0,
                "no file of that year",
                "year",
                table=role.table,
                year=year,
            )
            continue
        known |= span // 12 == year
        for file in years[year]:
            found = desk.pull(file, role, asked)
            place = month_of(found.cells["begin"]) - months[found.person] - window[0]
            here = (found.cells["begin"] != UNKNOWN) & (place >= 0) & (place < width)
            np.add.at(
                hours, found.person[here].astype(np.int64) * width + place[here],
                np.maximum(found.cells["hours"][here], 0),
            )  # fmt: skip
            desk.account.note(
                f"{role.table} {year}",
                int(asked.sum()),
                len(np.unique(found.person)),
                "with a job",
                "file",
                table=role.table,
                of=file,
            )
    enough = hours.reshape(size, width) >= work.least_hours * 100
    return Months(window[0], known, known & enough)


def from_spells(
    desk: Desk, located: Located, role: Role, people: pd.DataFrame, window: tuple[int, int]
) -> Months:
    """Months in which a spell of a role runs; months of a year without a file are unknown."""
    size, months = len(people), people["month"].to_numpy()
    span = months[:, None] + np.arange(window[0], window[1] + 1)[None, :]
    years = located.years(role.key)
    files = [file for found in years.values() for file in found]
    if role.files == "latest":
        files = files[-1:]
        known = (span // 12 <= max(years, default=0)) & (span // 12 >= role.first_year)
    else:
        held = [f.year * 12 + m for f in files for m in ([int(f.part) - 1] if f.part else range(12))]
        known = np.isin(span, held)
    if not files:
        missing_table(desk.account, role, size)
    so = np.zeros_like(known)
    for file in files:
        found: Pulled = desk.pull(file, role)
        placed, begin, end = right_spells(desk, file, role, found)
        person = found.person[placed]
        begin, end = (month_of(days[placed]) - months[person] for days in (begin, end))
        so |= touched(person, begin, end, size, window)
        desk.account.note(
            f"{role.table} {file.year}{file.part}",
            size,
            different(person),
            "with a spell",
            "file",
            table=role.table,
            of=file,
        )
    return Months(window[0], known, known & so)


def flag(yes: Any, known: Any) -> Any:
    """1, 0, or nothing where it is not known (n)."""
    return np.where(known, np.where(yes, "1", "0"), "").astype(object)


def measure(name: str, term: int, months: Months) -> Any:
    """One measure of work at a term, as words (n)."""
    if name in ("werk", "uit_bijstand"):
        known, so = months.at(term)
        return flag(so if name == "werk" else ~so, known)
    known, so = months.span(1, term)
    whole = known.all(axis=1)
    if name == "maanden_werk":
        return np.where(whole, so.sum(axis=1).astype(str), "").astype(object)
    if name == "duurzaam":
        row = longest(known & so) >= LASTING
        return flag(row, row | (longest(so | ~known) < LASTING))
    known0, so0 = months.span(0, term)
    out_before = np.logical_or.accumulate(known0 & ~so0, axis=1)[:, :-1]
    started = (known & so & out_before).any(axis=1)
    return flag(started, started | known0.all(axis=1))


def longest(rows: Any) -> Any:
    """The longest row of true months of everybody (n)."""
    best = run = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        run = np.where(column, run + 1, 0)
        best = np.maximum(best, run)
    return best


def recent_work(months: Months) -> Any:
    """Work in the 24 months before the intake: ja, nee, or onbekend where an unknown month could have been work (n)."""
    known, so = months.span(-RECENT, -1)
    worked = (known & so).any(axis=1)
    return np.where(worked, YES, np.where(known.all(axis=1), NO, NOT_KNOWN))


def service_within(months: Months, term: int) -> Any:
    """A service in the months 1 to the term: ja, nee, onbekend (n)."""
    known, so = months.span(1, term)
    had = (known & so).any(axis=1)
    return np.where(had, YES, np.where(known.all(axis=1), NO, NOT_KNOWN))
