# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One estimation run: read, refuse, count, check, estimate, and keep the results inside the secure environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd

from findings import __version__
from findings.associations import associate
from findings.errors import InputError
from findings.estimate.checks import check_all
from findings.estimate.counts import Coded, Rows, Tally, code_chunk, count_people, is_countable, tally_rows
from findings.estimate.offer_checks import offer_checks
from findings.estimate.offers import walk_offers
from findings.estimate.plan import Contradiction, Plan
from findings.estimate.results import Check, Results
from findings.estimate.subgroups import walk
from findings.microdata import read_chunks
from findings.release.schema import NOTED

Report = Callable[[str], None]


class Contradictions:
    """Counts how often two columns contradict one another; such a table is reported, not refused."""

    def __init__(self, rules: tuple[Contradiction, ...]) -> None:
        """Start at zero for every rule of the plan."""
        self.rules = rules
        self.positive = [[0, 0, 0] for _ in rules]

    def look(self, chunk: pd.DataFrame) -> None:
        """Add one chunk."""
        for counts, rule in zip(self.positive, self.rules, strict=True):
            first, second = chunk[rule.first] > 0, chunk[rule.second] > 0
            for place, mask in enumerate((first, second, first & second)):
                counts[place] += int(mask.sum())

    def checks(self) -> Iterator[Check]:
        """One line for every contradiction that was found."""
        for (first, second, both), rule in zip(self.positive, self.rules, strict=True):
            bad = both if rule.rule == "not_both_positive" else first - both
            if not bad:
                continue
            share = 100.0 * bad / max(first, 1)
            words = f"{rule.first} > 0: {first // 10 * 10}, {rule.second} > 0: {second // 10 * 10}"
            yield Check(
                f"codebook.{rule.first}.{rule.second}",
                "",
                f"contradiction (%), about {words}",
                share,
                0.0,
                NOTED,
                f"{rule.first} en {rule.second} spreken elkaar tegen; over {rule.first} zeggen we niets.",
                f"The coding of {rule.first} contradicts that of {rule.second}; nothing is said about {rule.first}.",
            )


def coded(paths: list[Path], plan: Plan, found: Contradictions, report: Report) -> Iterator[Coded]:
    """Read, check and code every chunk."""
    people = 0
    with closing(read_chunks(paths, plan)) as chunks:
        for chunk in chunks:
            found.look(chunk)
            people += len(chunk)
            report(f"read {people:,} people")
            yield code_chunk(chunk, plan)


def estimate(plan: Plan, paths: list[Path], report: Report = lambda _: None) -> Results:
    """The whole run for one plan over one or more files with the same columns."""
    if not paths:
        raise InputError(
            file=plan.path, expected="at least one data file", found="none", todo="Give --data FILE."
        )
    found = Contradictions(plan.contradictions)
    chunks = coded(paths, plan, found, report)
    rows: Rows | None = None
    if plan.design == "caseworker" and is_countable(plan):
        tally = count_people(chunks, plan)
    else:
        tally, rows = tally_rows(chunks, plan)
    results = blank_results(plan, tally)
    if plan.design == "assignment":
        assert rows is not None
        offer = offers_of(plan, tally, rows)
        results.estimates = walk_offers(plan, rows, offer, report)
        results.checks = offer_checks(plan, tally, rows, offer, results.estimates)
    else:
        results.checks = check_all(plan, tally, report)
        results.estimates = walk(plan, tally, rows, report)
        report("associations")
        results.associations, fitted = associate(plan, tally)
        results.checks += fitted
    results.checks += list(found.checks())
    return results


def offers_of(plan: Plan, tally: Tally, rows: Rows) -> np.ndarray:
    """The offer of each row as 0 or 1; its two values in the codebook order."""
    values = [float(label) for label in tally.workers]
    if sorted(values) != [0.0, 1.0]:
        found = ", ".join(tally.workers[:5])
        raise InputError(file=plan.path, column=plan.instrument, expected="an offer of 0 or 1", found=found)
    return np.asarray(np.array(values)[rows.worker], dtype=np.int8)


def blank_results(plan: Plan, tally: Tally) -> Results:
    """Sizes of the run; no estimates yet."""
    caseworkers, offices, smallest = 0, 0, 0
    if plan.design == "caseworker":
        caseworkers = len(tally.workers)
        per_office = (
            pd.Series(list(tally.offices.values())).value_counts() if plan.office else pd.Series(dtype=int)
        )
        offices = len(per_office)
        smallest = int(per_office.min()) if offices else caseworkers
    return Results(plan.sha256, __version__, tally.rows, tally.kept_rows, offices, caseworkers, smallest)
