# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan says of the columns of its table: all that reading a table needs of a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from research.plan.model import Column, Plan

#: What the values of a column say: who somebody is, or where.
PERSON, PLACE = "person", "place"
#: Larger numbers leave no digits for a difference, or none that a release can hold.
LARGEST_OUTCOME, LARGEST_COVARIATE = 1e10, 1e12


@dataclass(frozen=True)
class Codebook:
    """The columns that a plan declares, and of those that it uses what is expected in each, in the same order.

    `roles` say which columns hold PERSON or PLACE; `deciding` are who decided and what people got; `person` says who
    somebody is, where the plan has such a column. A `closed` table has no other columns.
    """

    declared: tuple[Column, ...]
    used: tuple[Column, ...]
    roles: dict[str, str]
    deciding: tuple[str, str]
    closed: bool
    person: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns that are used."""
        return tuple(column.name for column in self.used)

    def expected(self, name: str) -> Column:
        """The codebook line of a column that is used; an outcome that is a share must be 0 or 1."""
        return next(column for column in self.used if column.name == name)

    def as_declared(self, name: str) -> Column:
        """The codebook line of a column as the plan has it."""
        return next(column for column in self.declared if column.name == name)


def codebook_of(plan: Plan) -> Codebook:
    """The codebook of a plan."""
    roles = dict.fromkeys((plan.office, *plan.strata, plan.municipality), PLACE)
    roles |= dict.fromkeys((plan.decision_maker, plan.person), PERSON)
    return Codebook(
        declared=plan.columns,
        used=tuple(expected_of(plan, name) for name in plan.used_columns),
        roles={name: role for name, role in roles.items() if name},
        deciding=(plan.decision_maker or plan.instrument, plan.treatment),
        closed=plan.other_columns == "refuse",
        person=plan.person,
    )


def expected_of(plan: Plan, name: str) -> Column:
    """The codebook line of a column; an outcome that is a share must be 0 or 1."""
    column = within(plan.column(name), plan)
    share = any(o.column == name and o.scale == "share" and o.above is None for o in plan.outcomes)
    if (
        share
        and not column.values
        and not any(o.column == name and o.above is not None for o in plan.outcomes)
    ):
        return replace(column, values=("0", "1"))
    return column


def within(column: Column, plan: Plan) -> Column:
    """The codebook line of an outcome or a covariate, with limits beyond which nothing can be computed or printed."""
    largest = 0.0
    if column.name in plan.known:
        largest = LARGEST_COVARIATE
    if any(outcome.column == column.name for outcome in plan.outcomes):
        largest = LARGEST_OUTCOME
    if not largest:
        return column
    lowest = -largest if column.lowest is None else max(column.lowest, -largest)
    highest = largest if column.highest is None else min(column.highest, largest)
    return replace(column, lowest=lowest, highest=highest)
