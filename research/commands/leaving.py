# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands about what may leave: check, release, report, cite, verify."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from research.commands.console import OK, REFUSED, Add, Progress, name_of_municipality, write_text
from research.commands.registering import add_stamp, stamp_of
from research.errors import InputError
from research.release.errors import ReleaseError

if TYPE_CHECKING:
    from research.plan.model import Plan
    from research.release.schema import Release


def run_check(options: argparse.Namespace, say: Progress) -> int:
    """Print the checks of a run: what the number is, the number, and the threshold it was held against."""
    from research.results import read_results

    print(f"{'verdict':18} {'check':45} {'value':>10} {'threshold':>10}  what it is; in words")
    for check in read_results(options.estimates).checks:
        numbers = ("–" if number is None else f"{number:.2f}" for number in (check.value, check.threshold))
        value, threshold = numbers
        said = f"{check.statistic}; {check.sentence_nl}"
        print(f"{check.verdict:18} {check.key:45} {value:>10} {threshold:>10}  {said}")
    return OK


def run_release(options: argparse.Namespace, say: Progress) -> int:
    """Screen, round and write a release: of estimates, of the whole group, or of both.

    Raises `InputError` when neither is given.
    """
    from research.release.writing import write_release

    if not options.estimates and not options.insight:
        raise InputError(
            file="release", expected="--estimates, or --insight, or both", found="neither",
            todo="Give the folder that estimate wrote, or the one that insight wrote.",
        )  # fmt: skip
    release = composed(options)
    stands = options.out / release.manifest.slug
    if stands.exists() and stands not in options.previous:
        say(f"{stands} is replaced; if it ever left, keep it elsewhere and give it with --previous (rule X8)")
    print(write_release(release, options.out))
    return OK


def composed(options: argparse.Namespace) -> Release:
    """The release of what was given."""
    from research.plan.reading import read_plan
    from research.publish.compose import compose
    from research.publish.insight import with_insight
    from research.publish.registered import Registration, registry_of, with_registration
    from research.results import read_results

    release = None
    if options.estimates:
        plan = read_plan(options.plan)
        given = Registration(
            stamp_of(plan.sha256, options), *registry_of(options.registry, options.registered)
        )
        results = read_results(options.estimates)
        plan = of_municipality(plan, options.municipality, options.called)
        release = compose(plan, results, options.previous, options.profile)
        release = with_registration(release, plan, given)
    if options.insight:
        release = with_insight(release, options.plan, options.insight, options.previous, options.profile)
    assert release is not None
    return release


def of_municipality(plan: Plan, key: str | None, called: str) -> Plan:
    """The plan as one municipality releases under it: the same plan and digest, its own name and place.

    Raises `InputError` for a place without a short name.
    """
    if called and not key:
        raise InputError(
            file="release", column="--called", expected="--municipality with its short name", found="none",
            todo="Give both, or neither where the plan names the place.",
        )  # fmt: skip
    return replace(plan, slug=f"{plan.slug}-{key}", place=called or key) if key else plan


def run_report(options: argparse.Namespace, say: Progress) -> int:
    """Write the report for researchers: one HTML file.

    Raises `InputError` unless it is told about one of the two.
    """
    from research.report.facts import from_release, from_results
    from research.report.page import page

    if bool(options.release) == bool(options.plan and options.estimates):
        raise InputError(
            file="report", expected="--plan with --estimates, or --release", found="neither or both",
            todo="Give one of the two.",
        )  # fmt: skip
    facts = (
        from_release(options.release, options.lang)
        if options.release
        else from_results(options.plan, options.estimates, options.lang)
    )
    write_text(options.out, page(facts))
    print(options.out)
    return OK


def run_cite(options: argparse.Namespace, say: Progress) -> int:
    """Turn a file of cited findings into a release."""
    from research.publish.cited import read_cited
    from research.release.writing import write_release

    print(write_release(read_cited(options.file), options.out))
    return OK


def run_verify(options: argparse.Namespace, say: Progress) -> int:
    """Check releases."""
    from research.release.reading import verify_release

    worst = OK
    for folder in options.folder:
        try:
            release = verify_release(folder)
        except ReleaseError as error:
            print(f"{folder}: {error}", file=sys.stderr)
            worst = REFUSED
            continue
        rows = len(release.findings)
        print(f"{folder}: right, {rows} findings, digest {release.manifest.digest}")
    return worst


def add_leaving(add: Add) -> None:
    """What may leave: checks to read, a release, a report."""
    check = add("check", run_check, "print the checks of a run")
    check.add_argument("estimates", type=Path)
    release = add("release", run_release, "screen, round and write a release")
    release.add_argument("plan", type=Path)
    release.add_argument("--estimates", type=Path, help="the folder that estimate wrote")
    release.add_argument(
        "--insight", type=Path, help="the folder that insight wrote: adds the table of the whole group"
    )
    release.add_argument(
        "--out", type=Path, required=True, help="the folder that gets a folder named after the release"
    )
    release.add_argument(
        "--previous",
        type=Path,
        nargs="*",
        default=[],
        help="every earlier release on any of these people (X8)",
    )
    release.add_argument(
        "--municipality", type=name_of_municipality,
        help="a short name, where several municipalities release under one plan: it comes behind that of the plan",
    )  # fmt: skip
    release.add_argument("--called", default="", help="the place as the release has it, with --municipality")
    release.add_argument("--profile", default="", help="rule profile: a name or a TOML file")
    add_stamp(release)
    release.add_argument("--registry", default="", help="the address of the plan in a public registry")
    release.add_argument("--registered", default="", metavar="DAY", help="the day that the registry shows")
    reporting = add(
        "report", run_report, "write a report for researchers: one HTML file without outside calls"
    )
    reporting.add_argument("--plan", type=Path, help="with --estimates: everything, for inside")
    reporting.add_argument("--estimates", type=Path, help="the folder that estimate wrote")
    reporting.add_argument("--release", type=Path, help="a release: only what has left")
    reporting.add_argument("--lang", choices=("nl", "en"), default="nl", help="Dutch (default) or English")
    reporting.add_argument("--out", type=Path, required=True, help="an .html file")
    cite = add("cite", run_cite, "make a release of findings that others published")
    cite.add_argument("file", type=Path)
    cite.add_argument("--out", type=Path, required=True)
    add("verify", run_verify, "check releases").add_argument("folder", type=Path, nargs="+")
