# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a plan was there: what a release says of a time stamp or a registry, and what that does not show.

A stamp shows that the plan existed at a moment. Only where that lies before the last outcomes does it show that nobody
could know them all; it never shows that nobody looked at those that were there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from research.errors import InputError, shown
from research.feasibility.stamp import Stamp
from research.plan.model import Plan
from research.release.manifest import ADDRESS
from research.release.schema import CheckRow, Release, Verdict

NL = "januari februari maart april mei juni juli augustus september oktober november december"
EN = "January February March April May June July August September October November December"
MONTHS = {"nl": NL.split(), "en": EN.split()}
BEFORE_NL = "Dat was voor de laatste uitkomsten ({end})."
AFTER_NL = "Toen bestonden de uitkomsten al (tot en met {end})."
BEFORE_EN = "That was before the last outcomes ({end})."
AFTER_EN = "The outcomes were there by then (until {end})."
LIMIT_NL = "Het laat niet zien dat nog niemand een uitkomst had bekeken."
LIMIT_EN = "It does not show that nobody had looked at an outcome yet."


@dataclass(frozen=True)
class Registration:
    """What shows when a plan was there: a verified `stamp`, or the address of a public registry with the day."""

    stamp: Stamp | None = None
    registry: str = ""
    day: date | None = None


def registry_of(address: str, day: str) -> tuple[str, date | None]:
    """A registry as it was given. Raises `InputError` for one without a day, and for what is no address or no day."""
    if bool(address) != bool(day):
        raise InputError(
            file="release", expected="--registry with --registered", found="one of the two",
            todo="Give the address of the registration, and the day that it shows.",
        )  # fmt: skip
    if not address:
        return "", None
    if not ADDRESS.fullmatch(address):
        raise InputError(
            file="release", column="--registry", expected="an address with https://", found=shown(address),
            todo="Give the address that the registry gave.",
        )  # fmt: skip
    try:
        return address, date.fromisoformat(day)
    except ValueError:
        raise InputError(
            file="release", column="--registered", expected="a day like 2026-03-01", found=shown(day),
            todo="Give the day that the registry shows.",
        ) from None  # fmt: skip


def with_registration(release: Release, plan: Plan, given: Registration) -> Release:
    """The release with what shows when its plan was there: in the manifest, in a check and in the explanation."""
    words: dict[str, Any] = {}
    checks, lines = list(release.checks), [release.explanation.rstrip("\n")]
    for key, day, told in shown_by(given):
        words |= told
        nl, en = sentences(day, plan.outcome_period_end, key, told)
        place = next(place for place, check in enumerate(checks) if check.key == "plan.hash") + 1
        statistic = told.get("plan_stamp_sha256") or told["plan_registry"]
        checks.insert(
            place, CheckRow(f"plan.{key}", f"{key}: {statistic}", None, None, Verdict.NOTED, nl, en)
        )
        lines.append(nl)
    return replace(
        release,
        manifest=replace(release.manifest, **words),
        checks=tuple(checks),
        explanation="\n".join(lines) + "\n",
    )


def shown_by(given: Registration) -> list[tuple[str, date, dict[str, str]]]:
    """What was given: its key among the checks, the day, and its lines of the manifest."""
    found: list[tuple[str, date, dict[str, str]]] = []
    if given.stamp is not None:
        stamp = given.stamp
        moment = stamp.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        found.append(
            ("stamp", stamp.moment.date(), {
                "plan_stamped_at": moment, "plan_stamped_by": stamp.authority, "plan_stamp_sha256": stamp.sha256,
            })
        )  # fmt: skip
    if given.day is not None:
        found.append(
            (
                "registry",
                given.day,
                {"plan_registry": given.registry, "plan_registered_on": given.day.isoformat()},
            )
        )
    return found


def sentences(day: date, end: str, key: str, told: dict[str, str]) -> tuple[str, str]:
    """When the plan was there, whether outcomes were, and what it does not show; in Dutch and English."""
    year, month = (int(word) for word in end.split("-"))
    early = (day.year, day.month) < (year, month)
    by_nl, by_en = (
        (f"door {told['plan_stamped_by']}, met een tijdstempel", f"by {told['plan_stamped_by']}, with a time stamp")
        if key == "stamp"
        else ("in een openbaar register, volgens wie dit maakte", "in a public registry, as its makers say")
    )  # fmt: skip
    nl = f"Het plan is vastgelegd op {spelled(day, 'nl')}, {by_nl}. " + (
        BEFORE_NL if early else AFTER_NL
    ).format(end=f"{MONTHS['nl'][month - 1]} {year}")
    en = f"The plan was laid down on {spelled(day, 'en')}, {by_en}. " + (
        BEFORE_EN if early else AFTER_EN
    ).format(end=f"{MONTHS['en'][month - 1]} {year}")
    return f"{nl} {LIMIT_NL}", f"{en} {LIMIT_EN}"


def spelled(day: date, lang: str) -> str:
    """A day as people say it."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
