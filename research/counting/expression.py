# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counting pass as one dataframe expression: whatever engine runs it, the counts are the same.

Written with Narwhals, which hands it to DuckDB in this process or to Spark on a cluster. In order: raw cells become
words and numbers (`standard`), cells that break the codebook are counted (`faults`), the first intake of every person
is kept (`first_intakes`), people become a place, a service and one small number (`coded`), and equal people are
counted (`lines`). Only whole numbers come out, so that no order and no partition of the rows can be seen in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
import numpy as np

from research.data.identifiers import SHAPES
from research.data.table import is_number
from research.plan.model import Column, Plan, PlanCharacteristic, PlanOutcome, PlanService

Frame = nw.LazyFrame[Any]
NO: Any = False
#: How a raw column is stored: words, whole numbers or fractions.
TEXT, WHOLE, FRACTION = "text", "whole", "fraction"
#: What is read here; all other spellings of a number, and all other letters of a key, are left to the reader.
PLAIN_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
LETTERS = "!-~À-ÖØ-öø-ıĴ-ľŁ-ňŊ-ž"
PLAIN_KEY = f"^[{LETTERS}]([ {LETTERS}]*[{LETTERS}])?$"
MONTH = "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"
#: How many rows hold the same.
ROWS = "rows of one"
#: Fractions up to here are written as whole numbers without a loss.
LARGEST_WHOLE = 1e15


def blanks_around(pattern: str) -> str:
    """The same pattern, with blanks before and after it."""
    opened = pattern.replace("^", r"^\s*", 1)
    return opened[:-1] + r"\s*$" if opened.endswith("$") else opened


#: One cell of these shapes is enough to refuse a table.
ONE_IS_ENOUGH = "|".join(
    f"(?{'i' if shape.flags & re.IGNORECASE else ''}:{blanks_around(shape.pattern)})"
    for kind, shape in SHAPES
)
NINE_DIGITS = "^[0-9]{9}$"
#: Letters and no digit.
COULD_NAME = "^[^0-9]*[A-Za-zÀ-ž][^0-9]*$"


def is_word(column: Column) -> bool:
    """Is the column one of words rather than numbers?"""
    return column.type in ("category", "key", "month")


def text(name: str, kind: str) -> nw.Expr:
    """A raw column as text, empty where it is absent; whole numbers without a fraction."""
    cell = nw.col(name)
    if kind == TEXT:
        return cell.fill_null("")
    whole = nw.when(is_whole(cell)).then(cell).cast(nw.Int64) if kind == FRACTION else cell
    return whole.cast(nw.String).fill_null("")


def is_whole(cell: nw.Expr) -> nw.Expr:
    """Can the fraction be written as a whole number?"""
    return (cell.abs() < LARGEST_WHOLE) & (cell == cell.floor())


def number(column: Column, kind: str) -> nw.Expr:
    """A raw column as a number, null where it is missing or is none."""
    cell = nw.col(column.name)
    value: nw.Expr = cell.cast(nw.Float64)
    if kind == TEXT:
        value = nw.when(cell.fill_null("").str.contains(PLAIN_NUMBER)).then(cell).cast(nw.Float64)
    elif kind == FRACTION:
        value = nw.when(~value.is_nan()).then(value)
    codes = [float(word) for word in column.missing if is_number(word)]
    return nw.when(~value.is_in(codes)).then(value) if codes else value


def standard(frame: Frame, columns: Sequence[Column], kinds: dict[str, str]) -> Frame:
    """Some columns: words as text, numbers as Float64 with null where missing."""
    return frame.select(
        *(
            (text(c.name, kinds[c.name]) if is_word(c) else number(c, kinds[c.name])).alias(c.name)
            for c in columns
        )
    )


def faults(frame: Frame, columns: Sequence[Column], kinds: dict[str, str]) -> Frame:
    """One row: how many cells of some columns break the codebook, or are not plain enough to be read here."""
    return frame.select(*(counted(is_wrong(c, kinds[c.name])).alias(c.name) for c in columns))


def counted(test: nw.Expr) -> nw.Expr:
    """Of how many rows something holds."""
    return nw.when(test).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)


def is_wrong(column: Column, kind: str) -> nw.Expr:
    """Does the cell break its codebook line?"""
    if is_word(column):
        words = text(column.name, kind)
        if column.type == "category":
            wrong = ~words.is_in([*column.values, *column.missing])
        elif column.type == "month":
            wrong = ~words.str.contains(MONTH)
            wrong = wrong & ~words.is_in(column.missing) if column.missing else wrong
        else:
            wrong = ~words.str.contains(PLAIN_KEY) | (words.str.len_chars() > 80)
        if kind == FRACTION:
            cell = nw.col(column.name)
            wrong = wrong | (~is_whole(cell) & ~cell.is_nan()).fill_null(NO)
        return wrong
    return is_wrong_number(column, kind)


def is_wrong_number(column: Column, kind: str) -> nw.Expr:
    """Does a cell of numbers break its codebook line?"""
    value = number(column, kind)
    rules = []
    if column.lowest is not None:
        rules.append(value < column.lowest)
    if column.highest is not None:
        rules.append(value > column.highest)
    if column.values:
        rules.append(~value.is_in([float(word) for word in column.values]))
    if column.type == "integer":
        rules.append(value != value.floor())
    if kind != WHOLE:
        rules.append(value.abs() > 1.7976931348623157e308)
    rules = [rule.fill_null(NO) for rule in rules] + [is_unread(column, kind)]
    return nw.any_horizontal(*rules, ignore_nulls=False)


def is_unread(column: Column, kind: str) -> nw.Expr:
    """Is a cell of numbers no number, while the codebook does not call it missing?"""
    cell = nw.col(column.name)
    if kind == TEXT:
        words = cell.fill_null("")
        read = words.str.contains(PLAIN_NUMBER)
        return ~(read | words.is_in(column.missing)) if column.missing else ~read
    if "" in column.missing:
        return nw.lit(NO)
    return cell.is_null() | cell.is_nan() if kind == FRACTION else cell.is_null()


def identifiers(frame: Frame, name: str) -> Frame:
    """One row: in how many cells of a column of text something stands that could name a person.

    `named` what could be a name or has a shape of which one is enough; `nine` numbers of nine digits, see `passing`.
    Wider than what is refused: whoever reads the cells themselves decides.
    """
    words = nw.col(name).fill_null("")
    return frame.select(
        counted(words.str.contains(f"{COULD_NAME}|{ONE_IS_ENOUGH}")).alias("named"),
        counted(words.str.contains(NINE_DIGITS)).alias("nine"),
    )


def passing(frame: Frame, name: str, rows: nw.Expr | None = None) -> Frame:
    """One row: `nine` cells of a column of text are numbers of nine digits, and how many pass the test of a BSN.

    That is its eleven-test; `rows` are those that a cell stands for, where it is not one.
    """
    digits, of_cell = nw.col("digits"), nw.col("rows")
    total: Any = 0 - digits % 10
    for power in range(1, 9):
        total = total + (digits // 10**power) % 10 * (power + 1)
    nine = frame.filter(nw.col(name).fill_null("").str.contains(NINE_DIGITS)).select(
        nw.col(name).cast(nw.Int64).alias("digits"), (nw.lit(1) if rows is None else rows).alias("rows")
    )
    passes = nw.when(total % 11 == 0).then(of_cell).otherwise(nw.lit(0))
    sums = {"nine": of_cell, "passing": passes}
    return nine.select(*(value.sum().cast(nw.Int64).alias(word) for word, value in sums.items()))


def how_often(frame: Frame, names: Iterable[str]) -> Frame:
    """Every combination of cells of some columns, and in how many rows it stands: `ROWS`.

    `unique` of Narwhals (2.29) numbers all rows of DuckDB and Spark within their combination, and holds them for that.
    """
    return frame.group_by(*names).agg(nw.len().alias(ROWS))


def once(frame: Frame, names: Iterable[str]) -> Frame:
    """Every combination of cells of some columns once."""
    listed = list(names)
    return how_often(frame, listed).select(*listed)


def repeated(frame: Frame, person: list[str]) -> Frame:
    """Who occurs more than once; `person` are the columns that together say who somebody is."""
    return frame.group_by(*person).agg(nw.len().alias("intakes")).filter(nw.col("intakes") > 1)


def first_intakes(
    frame: Frame, person: list[str], several: Frame, columns: Sequence[Column], order: str
) -> Frame:
    """One intake for each person, the first by the column `order`; intakes of one moment are settled by their content.

    `person` are the columns that say who somebody is, `several` who has more than one intake.
    """
    names = [column.name for column in columns]
    once = frame.join(several, on=person, how="anti")
    more = frame.join(several, on=person, how="semi").with_columns(
        nw.lit(1).alias("one"), *moments(columns, order)
    )
    place = (
        nw.col("one").cum_sum().over(*person, order_by=["moment 0", *(f"content {name}" for name in names)])
    )
    first = more.with_columns(place.alias("place")).filter(nw.col("place") == 1)
    return nw.concat([once.select(*names), first.select(*names)], how="vertical")


def moments(columns: Sequence[Column], order: str) -> list[nw.Expr]:
    """When an intake was and what stands in it, in an order where the unknown comes last."""
    last = nw.lit(float("inf"))
    content = [
        (nw.col(c.name) if is_word(c) else nw.col(c.name).fill_null(last)).alias(f"content {c.name}")
        for c in columns
    ]
    if any(column.name == order and column.type == "month" for column in columns):
        known = nw.col(order).str.contains("^[0-9]{4}-[0-9]{2}$")
        return [nw.when(known).then(nw.col(order)).otherwise(nw.lit("~")).alias("moment 0"), *content]
    return [nw.col(order).fill_null(last).alias("moment 0"), *content]


def equals(column: Column, values: Sequence[str]) -> nw.Expr:
    """Is the cell one of these values?"""
    wanted: list[Any] = list(values) if is_word(column) else [float(value) for value in values]
    return nw.col(column.name).is_in(wanted).fill_null(NO)


def level(plan: Plan, characteristic: PlanCharacteristic) -> nw.Expr:
    """Which group of a pair a person is in: 1, 2, or 0 for unknown; who fits both is in the second."""
    column = plan.column(characteristic.column)
    tests = []
    for group in characteristic.groups:
        if group.values:
            tests.append(equals(column, group.values))
            continue
        value = nw.col(column.name)
        limits = [~value.is_null()]
        limits += [value >= group.lowest] if group.lowest is not None else []
        limits += [value <= group.highest] if group.highest is not None else []
        tests.append(nw.all_horizontal(*limits, ignore_nulls=False).fill_null(NO))
    found = nw.when(tests[0]).then(nw.lit(1)).otherwise(nw.lit(0))
    found = nw.when(tests[1]).then(nw.lit(2)).otherwise(found)
    if characteristic.unless_column:
        unless = equals(plan.column(characteristic.unless_column), characteristic.unless)
        found = nw.when(unless).then(nw.lit(0)).otherwise(found)
    return found


def track(column: Column, services: Sequence[PlanService]) -> nw.Expr:
    """The service as 0 (the reference), 1, 2 … in this order; null where the cell names none of them."""
    found = nw.lit(None, dtype=nw.Int64)
    for code, one in enumerate(services):
        found = nw.when(equals(column, (one.value,))).then(nw.lit(code)).otherwise(found)
    return found


def service(plan: Plan) -> nw.Expr:
    """The service of everyone as `track`."""
    return track(plan.column(plan.treatment), [plan.reference, *plan.tracks]).alias("track")


def outcome(wanted: PlanOutcome) -> nw.Expr:
    """An outcome as a number, null where it is missing; with “above” as 0 or 1."""
    value = nw.col(wanted.column)
    if wanted.above is None:
        return value
    above = nw.when(value > wanted.above).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    return nw.when(~value.is_null()).then(above)


def labels(plan: Plan) -> dict[str, str]:
    """The columns whose words make a place: municipality, caseworker or offer, office, who was drawn with
    whom, and the parts of the stratum."""
    parts = {
        "town": plan.municipality,
        "worker": plan.decision_maker or plan.instrument,
        "office": plan.office,
    }
    parts |= {"together": plan.drawn_together} if plan.drawn_together else {}
    parts |= {f"stratum {place}": name for place, name in enumerate(plan.strata)}
    return {part: name for part, name in parts.items() if name}


def coded(frame: Frame, plan: Plan) -> Frame:
    """People as the words of their place, `track`, the combination of groups in `pattern` (0 … 3^K - 1), outcomes
    `o0` … and covariates `c0` …; what is unknown of a place that is a number is no number."""
    pattern = nw.lit(0)
    for characteristic in plan.characteristics:
        pattern = pattern * 3 + level(plan, characteristic)
    words = []
    for part, name in labels(plan).items():
        cell = nw.col(name)
        words.append((cell if is_word(plan.column(name)) else cell.fill_null(float("nan"))).alias(part))
    ends = [outcome(wanted).alias(f"o{place}") for place, wanted in enumerate(plan.outcomes)]
    known = [nw.col(name).alias(f"c{place}") for place, name in enumerate(plan.known)]
    return frame.select(*words, service(plan), pattern.alias("pattern"), *ends, *known)


def is_complete(outcomes: int) -> nw.Expr:
    """Are so many outcomes of a coded person all known?"""
    if not outcomes:  # nothing was opened yet
        return ~nw.col("pattern").is_null()
    return nw.all_horizontal(*(~nw.col(f"o{n}").is_null() for n in range(outcomes)), ignore_nulls=False)


def places(people: Frame, parts: Iterable[str]) -> Frame:
    """Every place once; `parts` are the names of `labels`."""
    return once(people, parts)


def lines(
    people: Frame, numbered: Frame, parts: Iterable[str], outcomes: int, sizes: tuple[int, int]
) -> Frame:
    """Equal people once, with how many they are: `line` and `people`.

    `numbered` says which spot a place has, by its `parts`. A line is one number, so that an engine holds and sends
    little: spot, service and code, with how many services and codes there are in `sizes`; see `unpacked`. The code is
    the combination of groups, then a bit for every outcome.
    """
    code = nw.col("pattern").cast(nw.Int64)
    for place in range(outcomes):
        code = code * 2 + nw.col(f"o{place}").cast(nw.Int64)
    placed = people.join(numbered, on=list(parts), how="inner")
    services, codes = sizes
    line = (nw.col("spot") * services + nw.col("track")) * codes + code
    return placed.select(line.alias("line")).group_by("line").agg(nw.len().alias("people"))


def unpacked(line: Any, sizes: tuple[int, int]) -> tuple[Any, Any, Any]:
    """Spot, service and code of some lines (n,), each (n,)."""
    rest, code = np.divmod(line, sizes[1])
    spot, track = np.divmod(rest, sizes[0])
    return spot, track, code


def in_order(placed: Frame, kinds: int, names: Sequence[str]) -> Frame:
    """People whose place is known, in an order that everything known about them decides: `spot`, `track`, `pattern` and
    the columns of outcomes and covariates.

    They are ordered by `at stratum`, `at worker`, track, the groups of so many characteristics, outcomes and
    covariates; the last of each comes first.
    """
    levels = [f"level {place}" for place in reversed(range(kinds))]
    digits = [(nw.col("pattern") // 3**place % 3).alias(level) for place, level in enumerate(levels)]
    keys = ["at stratum", "at worker", "track", *levels]
    for first in ("o", "c"):
        keys += [name for name in reversed(names) if name.startswith(first)]
    split = placed.with_columns(*digits) if digits else placed
    return split.sort(*keys).select("spot", "track", "pattern", *names)


def totals(frame: Frame, plan: Plan) -> Frame:
    """Per service the people, who lacks each outcome, what is no yes or no, contradictions and prevalence."""
    asked = {f"missing {n}": outcome(wanted).is_null() for n, wanted in enumerate(plan.outcomes)}
    for n, wanted in enumerate(plan.outcomes):
        if wanted.scale == "share":
            asked[f"no share {n}"] = ~outcome(wanted).is_in([0.0, 1.0])
    for n, rule in enumerate(plan.contradictions):
        first, second = nw.col(rule.first) > 0, nw.col(rule.second) > 0
        asked |= {f"positive {n} 0": first, f"positive {n} 1": second, f"positive {n} 2": first & second}
    groups = [~nw.lit(NO), *(level(plan, c) == code for c in plan.characteristics for code in (1, 2))]
    for n, prevalence in enumerate(plan.prevalences):
        column = plan.column(prevalence.column)
        cell = nw.col(column.name)
        known = ~cell.is_null()
        if is_word(column) and column.missing:
            known = ~cell.is_in(column.missing)
        for place, inside in enumerate(groups):
            asked[f"known {n} {place}"] = inside & known
            asked[f"having {n} {place}"] = inside & equals(column, prevalence.values)
    flags = [nw.when(test).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name) for name, test in asked.items()]
    sums = [nw.col(name).sum().cast(nw.Int64) for name in asked]
    return frame.select(service(plan), *flags).group_by("track").agg(nw.len().alias("people"), *sums)
