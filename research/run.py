# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One estimation run: read, refuse, count, check, estimate, and keep the results inside the secure environment.

What counts, and then what checks and estimates, is imported when it is needed: see `research.counting.apart`. What
estimates is imported before any limit on threads is set, because that limit holds for libraries that are loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from research import __version__
from research.caching import Cache
from research.counting.apart import count_apart
from research.plan.model import Opening, Plan

if TYPE_CHECKING:
    from research.counting.count_path import CountPath, RowPath
    from research.counting.tally import Tally
    from research.effects.samples import Remember
    from research.results import Results, Scrutiny

Report = Callable[[str], None]


@dataclass(frozen=True)
class Way:
    """How to read: the engine of the counting pass with its memory and master, files of counts, a folder to remember
    in, how many parts are computed at a time, and which questions stay closed."""

    engine: str = "duckdb"
    memory: str = "1GB"
    counts: tuple[Path, ...] = ()
    cache: Cache = field(default_factory=Cache)
    master: str = "local[*]"
    workers: int = 1
    opening: Opening | None = None


def count(plan: Plan, paths: list[Path], report: Report, way: Way) -> CountPath | RowPath:
    """From files to counts, or to rows where counts cannot hold the plan; raises `InputError`."""
    from research.counting.counts_or_rows import count_people
    from research.counting.engines import Setting

    return count_people(plan, paths, list(way.counts), Setting(way.engine, way.memory, way.master), report)


def estimate(
    plan: Plan, paths: list[Path], report: Report = lambda _: None, way: Way | None = None
) -> Results:
    """The whole run for one plan over one or more files with the same columns, or over counts (`way.counts`).

    Estimates and errors are in points per 100 for a share, in its own unit for a mean. `report` hears how far it is.
    Raises `InputError` before anything is computed when plan or data cannot be used.
    """
    way = way or Way()
    remember = way.cache.of(plan, [*paths, *way.counts], way.engine)
    found = counted(plan, paths, report, way, remember)
    try:
        cluster(plan, found)
        found.extras.check_municipalities()
        if plan.is_experiment:
            return experimented(plan, found, report)
        return computed(plan, found, report, remember, way)
    finally:
        found.close()


def counted(
    plan: Plan, paths: list[Path], report: Report, way: Way, remember: Remember
) -> CountPath | RowPath:
    """As `count`, in a process of its own; `remember` may have the counts of before.

    Of rows only what was computed is remembered: the people wait in a file that vanishes with the run.
    """
    fresh: list[CountPath | RowPath] = []

    def begin() -> CountPath | None:
        found = (
            count(plan, paths, report, way)
            if way.counts
            else count_apart(lambda say: count(plan, paths, say, way), report)
        )
        fresh.append(found)
        return None if found.ledger is None else found

    found: CountPath | None = remember("pass", begin)
    if found is None and not fresh:
        begin()
    return found or fresh[0]


def computed(plan: Plan, found: CountPath | RowPath, report: Report, remember: Remember, way: Way) -> Results:
    """Checks, estimates, other ways and associations of what was counted."""
    from research.checks.caseworker import check_all
    from research.checks.labels import cautions_of
    from research.checks.offer import offer_checks
    from research.checks.stated import opening_check
    from research.counting.prevalence import prevalence_rows
    from research.effects.associations import associate
    from research.effects.caseworker import walk
    from research.effects.offer import lottery_of, walk_offers
    from research.robustness.other_ways import answer_otherwise

    tally, rows = found.tally, found.rows
    results = blank_results(plan, tally)
    results.cautions = cautions_of(
        plan.outcomes,
        plan.strata_types,
        plan.period_months,
        tally,
        offices=bool(plan.office),
        caseworkers=plan.design == "caseworker",
    )
    if plan.design == "assignment":
        assert rows is not None
        lottery = lottery_of((plan.path, plan.instrument), tally)
        results.estimates = walk_offers(plan, lottery, rows, report)
        stated = (plan.exclusion_nl, plan.exclusion_en)
        report("checking the lottery")
        results.checks = offer_checks(plan.characteristics, stated, lottery, rows)
    else:
        lottery = None
        results.checks = remember("checks", lambda: check_all(plan, tally, report))
        closed = way.opening.closed if way.opening else frozenset()
        results.estimates = walk(plan, tally, rows, report, remember, way.workers, closed)
        if way.opening:
            results.checks.append(opening_check(way.opening))
        asked = (plan.outcomes, plan.characteristics, plan.seed)
        results.associations, fitted = remember("associations", lambda: associate(*asked, tally, report))
        results.checks += fitted
    beside, lines = answer_otherwise(
        plan, tally, rows, found.ledger, results.estimates, lottery, report, remember, way.workers
    )
    results.estimates += beside
    results.checks += lines
    results.checks += list(found.extras.checks())
    if not plan.municipalities:
        results.municipalities = len(found.extras.municipalities)
    if way.opening:
        keep_closed(results, way.opening.closed, plan.comparisons, plan.design)
    results.counts = list(prevalence_rows(plan.prevalences, plan.group_names, found.extras.prevalence))
    results.scrutiny = scrutinised(plan, tally, results, report, remember, way)
    return results


def scrutinised(
    plan: Plan, tally: Tally, results: Results, report: Report, remember: Remember, way: Way
) -> Scrutiny:
    """What stands in the report for researchers alone; nothing of it leaves and none of it gives a direction."""
    from research.checks.scrutiny import Asked, scrutinise
    from research.effects.costs import priced
    from research.effects.event_line import event_lines
    from research.results import HEADLINE, Scrutiny
    from research.robustness.specifications import Question, Ways, specifications

    closed = way.opening.closed if way.opening else frozenset()
    headline, answers = HEADLINE[plan.design], results.headline(plan.design)
    services, scales = tuple(s.key for s in plan.tracks), {o.id: o.scale for o in plan.outcomes}
    asked = tuple(
        Question(comparison, place, o.id, 100.0 if o.scale == "share" else 1.0)
        for comparison in plan.comparisons
        for place, o in enumerate(plan.outcomes)
        if o.unit == plan.primary.unit
    )
    ways = Ways(asked, services, bool(plan.covariates), closed)
    suffix = f" without {sorted(closed)}" if closed else ""
    whole = Scrutiny(adjusted=bool(plan.covariates))
    counted = plan.design == "caseworker"
    if counted:
        place, share = plan.outcomes.index(plan.primary), plan.primary.scale == "share"
        seen = Asked(plan.comparisons, services, place, share, plan.characteristics, whole.adjusted, closed)
        whole = remember(f"scrutiny{suffix}", lambda: scrutinise(seen, tally, report))
    every, cells = results.estimates, tally if counted else None
    whole.specifications = remember(
        f"specifications{suffix}", lambda: specifications(ways, cells, every, headline, report)
    )
    whole.terms = event_lines(plan.outcomes, answers)
    if plan.prices.worth:
        every_service = (plan.reference.key, *services)
        whole.priced = priced(plan.prices, every_service, scales, answers, cells)
    return whole


def cluster(plan: Plan, found: CountPath | RowPath) -> None:
    """Tell the tally whose errors go together."""
    from research.counting.clusters import clusters_of

    found.tally.clusters = clusters_of(plan.clustering, found.tally)


def experimented(plan: Plan, found: CountPath | RowPath, report: Report) -> Results:
    """Estimates and checks of an experiment with several kinds of offer, weights, or people drawn together."""
    from research.checks.experiment import experiment_checks
    from research.checks.labels import cautions_of
    from research.counting.prevalence import prevalence_rows
    from research.effects.arms import arms_of, people_of
    from research.effects.experiment import walk_experiment

    assert found.rows is not None
    asked, results = plan.experiment, blank_results(plan, found.tally)
    look = (plan.outcomes, plan.strata_types, plan.period_months, found.tally)
    results.cautions = cautions_of(*look, offices=False, caseworkers=False)
    arms, people = arms_of(asked, found.tally), people_of(asked, found.rows)
    results.estimates = walk_experiment(asked, arms, people, report)
    report("checking the lottery")
    results.checks = experiment_checks(asked.characteristics, asked.exclusion, asked.tracks, arms, people)
    results.checks += list(found.extras.checks())
    results.counts = list(prevalence_rows(plan.prevalences, plan.group_names, found.extras.prevalence))
    return results


def keep_closed(
    results: Results, closed: frozenset[tuple[str, str, str, str]], comparisons: tuple[str, ...], design: str
) -> None:
    """Take away what was computed otherwise, or of the caseworkers' own influence, of questions that stay closed."""
    from research.effects.caseworker import is_closed
    from research.results import HEADLINE

    headline = HEADLINE[design]
    results.estimates = [e for e in results.estimates if e.estimator == headline or not is_closed(e, closed)]
    results.checks = [
        check for check in results.checks
        if check.what != "break_even"
        or not all((comparison, check.service, "", "") in closed for comparison in comparisons)
    ]  # fmt: skip


def blank_results(plan: Plan, tally: Tally) -> Results:
    """Sizes of the run; no estimates yet."""
    from research.counting.offices import caseworkers_per_office
    from research.effects.decimals import decimals_of
    from research.results import Results

    caseworkers, offices, smallest = 0, 0, 0
    if plan.design == "caseworker":
        caseworkers = len(tally.workers)
        per_office = caseworkers_per_office(tally.desks) if plan.office else {}
        offices = len(per_office)
        smallest = min(per_office.values(), default=caseworkers)
    sizes = (tally.rows, tally.kept_rows, offices, caseworkers, smallest)
    return Results(plan.sha256, __version__, *sizes, decimals=decimals_of(plan.outcomes, tally))
