# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan without its outcomes, and the guard that no outcome comes along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from research.counting.sources import present
from research.data.readers import read_header
from research.errors import InputError, shown
from research.plan.model import Plan, PlanCharacteristic


def blind_plan(plan: Plan, paths: list[Path]) -> Plan:
    """The plan as far as a registration goes: who saw whom, what was chosen, and the groups that stand in it.

    Outcomes, covariates and prevalences are left out, and so is a characteristic whose columns are not in every file.
    Raises `InputError` for another design than that of caseworkers, for a primary outcome that is a mean, whose spread
    nobody knows beforehand, and for a file that holds an outcome.
    """
    if plan.design != "caseworker":
        raise InputError(
            file=plan.path, column="design", expected="caseworker, where the spread between them has to be known",
            found=plan.design, todo="Of a randomised offer the numbers of people say enough: no command is needed.",
        )  # fmt: skip
    if plan.primary.scale != "share":
        raise InputError(
            file=plan.path, column="scale of the primary outcome", found=plan.primary.scale,
            expected="share: what can be seen is told in people out of 100 who have the outcome",
            todo="Make a share of it with above, and name that one primary; or estimate without prospects.",
        )  # fmt: skip
    headers = [refuse_outcomes(plan, path) for path in present(paths)]
    blind = plan.without_outcomes
    held = {
        column.name for column in blind.columns if all(column.name.casefold() in names for names in headers)
    }
    kept = tuple(one for one in plan.characteristics if columns_of(one) <= held)
    return replace(blind, covariates=(), prevalences=(), contradictions=(), characteristics=kept)


def columns_of(characteristic: PlanCharacteristic) -> set[str]:
    """The columns that say in which group somebody is."""
    return {characteristic.column, characteristic.unless_column} - {""}


def refuse_outcomes(plan: Plan, path: Path) -> set[str]:
    """The column names of a file, folded; raises `InputError` where one of them is an outcome of the plan."""
    outcomes = {column.name.casefold() for column in plan.columns if column.measured == "outcome"}
    names = read_header(path)
    for name in names:
        if name.strip().casefold() in outcomes:
            raise InputError(
                file=path.name, column=shown(name), found="an outcome of the plan",
                expected="no outcome: what can be learned is told before one is opened",
                todo="Leave the columns of outcomes out of the file, and give it again.",
            )  # fmt: skip
    return {name.strip().casefold() for name in names}
