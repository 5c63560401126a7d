# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns that linking makes of one source, so that what one topic keeps inside could be had from another topic.

`kinderen` is some of the values of `huishouden`, and `drie_aandoeningen` is a cut of `aandoeningen`: beside each other
their difference is a part of its own. With the kinds of conditions no single part can be subtracted, but the number of
conditions adds up to them.
"""

from __future__ import annotations

#: Columns of one source, which stand in one topic. A name that ends in `*` stands for all that begin so.
FAMILIES = (
    ("huishouden", "kinderen", "gehuwd"),
    ("aandoeningen", "chronisch", "drie_aandoeningen", "aandoening_*"),
)
#: Columns that are cuts of one answer, of which one stands in a plan.
CUTS = (
    ("huishouden", "kinderen", "gehuwd"),
    ("aandoeningen", "chronisch", "drie_aandoeningen"),
)


def together(column: str, sets: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The names that stand in one set with a column; of a column that is in none, the column itself."""
    return next((names for names in sets if any(is_one(column, name) for name in names)), (column,))


def is_one(column: str, name: str) -> bool:
    """Does a name of the table stand for a column?"""
    return column.startswith(name[:-1]) if name.endswith("*") else column == name
