# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From two files of people, the clients and the rest of the municipality, to counts by year, age and sex.

Only whole numbers come out, so that no order of the rows, no partition and no engine can be seen in them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np

from research import __version__
from research.counting.engines import Engine, Setting
from research.counting.expression import Frame
from research.counting.sources import people_of, present
from research.data.codebook import PERSON, Codebook
from research.errors import InputError, shown
from research.estimators.geometry import Ints
from research.plan.insight import ONE_OF, InsightPlan, PlanTopic, TopicPart

Report = Callable[[str], None]
#: Up to this age there is somebody of every age in any municipality.
EVERYWHERE = 80
#: The two sides, and what each file is called in a sentence.
SIDES = ("here", "there")
CALLED = ("the clients", "the rest of the municipality")
FILE = "insight.json"


@dataclass(frozen=True)
class InsightCounts:
    """Whole numbers of a plan: `everyone` (2, Y, C) people of a side, a year and a cell of age and sex; `known` (T) and
    `having` (T, parts) the same of whom a topic, or a part of it, is known, and who are in it. `outside` (2,) are those
    of whom year, age or sex is unknown or outside the plan.

    Cells are all bands of the first sex, then of the second, the youngest first.
    """

    plan_sha256: str
    code_version: str
    everyone: Ints
    known: tuple[tuple[Ints, ...], ...]
    having: tuple[tuple[Ints, ...], ...]
    outside: tuple[int, int]


def count_insight(
    plan: InsightPlan, clients: list[Path], rest: list[Path], setting: Setting, report: Report
) -> InsightCounts:
    """Read, check and count both files. Raises `InputError` before anything is counted when a cell cannot be used."""
    for paths, option in ((clients, "--data"), (rest, "--reference")):
        if not paths:
            raise InputError(
                file=plan.path,
                expected=f"at least one file after {option}",
                found="none",
                todo="Give the files.",
            )
    if {path.resolve() for path in present(clients)} & {path.resolve() for path in present(rest)}:
        raise InputError(
            file=clients[0].name, expected="clients and others in different files", found="the same file",
            todo="Give the linked clients with --data and the others with --reference.",
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="insight-") as folder, setting.opened(Path(folder)) as engine:
        try:
            frames = []
            for paths, side in ((clients, SIDES[0]), (rest, SIDES[1])):
                room = Path(folder) / side
                room.mkdir()
                frames.append(engine.kept(people_of(engine, paths, codebook_of(plan), room, report)))
            refuse_other_month(engine, plan, frames[1], rest[0].name)
            refuse_twice(engine, plan, frames, [clients[0].name, rest[0].name])
            refuse_other_ages(engine, plan, frames[1], rest[0].name)
            report("counting")
            return counted(engine, plan, frames, [clients[0].name, rest[0].name])
        except engine.errors as error:
            raise InputError(
                file=clients[0].name, expected="files that are whole", found=shown(str(error).partition("\n")[0]),
                todo="Look at the files, and give more --memory if that is what it asks for.",
            ) from None  # fmt: skip


def codebook_of(plan: InsightPlan) -> Codebook:
    """What is expected in both files; a file may hold other columns."""
    used = tuple(plan.column(name) for name in plan.used_columns)
    roles = {plan.person: PERSON} if plan.person else {}
    return Codebook(plan.columns, used, roles, ("", ""), closed=False, person=plan.person)


def refuse_twice(engine: Engine, plan: InsightPlan, frames: list[Frame], files: list[str]) -> None:
    """Everybody stands once in a year, on one side; nobody can tell without a person column. Raises `InputError`."""
    if not plan.person:
        return
    who = [plan.person, "year"]
    sides = [with_year(frame, plan).select(*who) for frame in frames]
    for side, file, called in zip(sides, files, CALLED, strict=True):
        rows = side.group_by(*who).agg(nw.len().alias("rows")).filter(nw.col("rows") > 1)
        if engine.one(rows.select(nw.len().alias("people")))["people"]:
            raise InputError(
                file=file, column=plan.person, expected=f"each person once a year among {called}",
                found="the same person twice", todo="Keep one row a person and year.",
            )  # fmt: skip
    both = sides[1].join(sides[0], on=who, how="semi")
    if engine.one(both.select(nw.len().alias("people")))["people"]:
        raise InputError(
            file=files[1], column=plan.person, expected="only people who are no client of that year",
            found="clients as well", todo="Leave the clients out of the rest of the municipality.",
        )  # fmt: skip


def refuse_other_month(engine: Engine, plan: InsightPlan, others: Frame, file: str) -> None:
    """The others are all looked at in the month of the plan; clients are not, so that swapped sides show. Raises
    `InputError`."""
    wanted, month = f"{plan.month_of_others:02d}", nw.col(plan.month)
    wrong = others.filter((month.str.len_chars() > 0) & (month.str.slice(5, 2) != wanted))
    rows = engine.small(wrong.group_by(plan.month).agg(nw.len().alias("people"))).to_pylist()
    if rows:
        raise InputError(
            file=file, column=plan.month,
            expected=f"month {wanted} of a year for all others (month_of_others of {plan.path})",
            found=shown(min(str(row[plan.month]) for row in rows)),
            todo="Give the clients with --data and the others with --reference, linked with this plan.",
        )  # fmt: skip


def refuse_other_ages(engine: Engine, plan: InsightPlan, others: Frame, file: str) -> None:
    """Somebody among the others has the lowest and somebody the highest age of the plan: they were not linked for
    another plan. Raises `InputError`."""
    ages = nw.col(plan.age)
    rows = engine.small(others.select(ages.min().alias("low"), ages.max().alias("high"))).to_pylist()
    low, high = rows[0]["low"], rows[0]["high"]
    if low is None or int(low) > plan.ages[0] or int(high) < min(plan.oldest, EVERYWHERE):
        raise InputError(
            file=file, column=plan.age,
            expected=f"others from {plan.ages[0]} to {plan.oldest} years old, as {plan.path} says",
            found="no age at all" if low is None else f"{low:g} to {high:g}",
            todo="Link the others again with this plan (link --plan PLAN --others FILE), or mend ages and oldest.",
        )  # fmt: skip


def with_year(frame: Frame, plan: InsightPlan) -> Frame:
    """The frame with the year of the month."""
    return frame.with_columns(nw.col(plan.month).str.slice(0, 4).alias("year"))


def counted(engine: Engine, plan: InsightPlan, frames: list[Frame], files: list[str]) -> InsightCounts:
    """The counts of both sides."""
    size = (2, len(plan.years), len(plan.ages) * len(plan.sexes))
    everyone, outside = np.zeros(size, np.int64), [0, 0]
    known = [[np.zeros(size, np.int64) for _ in topic.parts] for topic in plan.topics]
    having = [[np.zeros(size, np.int64) for _ in topic.parts] for topic in plan.topics]
    for side, frame in enumerate(frames):
        of_year = with_year(frame, plan)
        for spot, people in spots(engine, plan, of_year, ""):
            if spot is None:
                outside[side] += people
            else:
                everyone[side][spot[:2]] += people
        for name in plan.topic_columns:
            wanted = [
                (t, p)
                for t, topic in enumerate(plan.topics)
                for p, part in enumerate(topic.parts)
                if part.column == name
            ]
            for spot, people in spots(engine, plan, of_year, name):
                if spot is None or is_unknown(plan, name, spot[2]):
                    continue
                hits = [(t, p) for t, p in wanted if holds(plan.topics[t].parts[p], spot[2], plan)]
                refuse_nowhere(plan, plan.topics[wanted[0][0]], name, spot[2], hits, files[side])
                for t, p in wanted:
                    known[t][p][side][spot[:2]] += people
                for t, p in hits:
                    having[t][p][side][spot[:2]] += people
    return InsightCounts(
        plan.sha256,
        __version__,
        everyone,
        tuple(map(tuple, known)),
        tuple(map(tuple, having)),
        (outside[0], outside[1]),
    )


def spots(engine: Engine, plan: InsightPlan, frame: Frame, name: str) -> Any:
    """For every year, age, sex and value of a column: place of the year, of the cell, the value, and how many people.

    The spot is nothing for people outside the plan.
    """
    keys = list(dict.fromkeys(["year", plan.age, plan.sex, *filter(None, [name])]))
    rows = engine.small(frame.group_by(*keys).agg(nw.len().alias("people"))).to_pylist()
    for row in sorted(rows, key=lambda row: [str(row[key]) for key in keys]):
        year, cell = row["year"], cell_of(plan, row[plan.age], row[plan.sex])
        if cell is None or not year.isdigit() or int(year) not in plan.years:
            yield None, int(row["people"])
        else:
            yield (plan.years.index(int(year)), cell, row[name] if name else None), int(row["people"])


def cell_of(plan: InsightPlan, age: float | None, sex: str) -> int | None:
    """The cell of an age and a sex; nothing where one is unknown or outside the plan."""
    if age is None or sex not in plan.sexes or not plan.ages[0] <= age < plan.oldest + 1:
        return None
    band = sum(age >= low for low in plan.ages) - 1
    return plan.sexes.index(sex) * len(plan.ages) + band


def is_unknown(plan: InsightPlan, name: str, value: Any) -> bool:
    """Is a value one that the codebook calls missing?"""
    return value is None or value in plan.column(name).missing


def holds(part: TopicPart, value: Any, plan: InsightPlan) -> bool:
    """Is somebody with this value in a part?"""
    if isinstance(value, str):
        return value in part.values
    if part.values:
        return any(float(word) == value for word in part.values)
    return (part.lowest is None or value >= part.lowest) and (part.highest is None or value <= part.highest)


def refuse_nowhere(
    plan: InsightPlan, topic: PlanTopic, name: str, value: Any, hits: list[Any], file: str
) -> None:
    """In a topic whose parts are everybody, everybody is in one part. Raises `InputError`."""
    if topic.sort == ONE_OF and len(hits) != 1:
        raise InputError(
            file=file, column=name, expected=f"values that one part of the topic {topic.key} holds",
            found=shown(f"{value:g}" if isinstance(value, float) else value),
            todo="Give the topic a part for it, or name it as missing in the codebook of the plan.",
        )  # fmt: skip


def to_json(counts: InsightCounts) -> str:
    """The counts as text; it stays inside."""
    values = {
        "plan_sha256": counts.plan_sha256,
        "code_version": counts.code_version,
        "everyone": counts.everyone.tolist(),
        "known": [[part.tolist() for part in topic] for topic in counts.known],
        "having": [[part.tolist() for part in topic] for topic in counts.having],
        "outside": list(counts.outside),
    }
    return json.dumps(values, indent=1, sort_keys=True) + "\n"


def read_counts_of_group(folder: Path, plan: InsightPlan) -> InsightCounts:
    """The counts of a run from its folder. Raises `InputError` when there are none, not whole, or of another plan."""
    file = f"{Path(folder).name}/{FILE}"
    try:
        values = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
        counts = InsightCounts(
            values["plan_sha256"],
            values["code_version"],
            np.array(values["everyone"], np.int64),
            tuple(tuple(np.array(part, np.int64) for part in topic) for topic in values["known"]),
            tuple(tuple(np.array(part, np.int64) for part in topic) for topic in values["having"]),
            (int(values["outside"][0]), int(values["outside"][1])),
        )
    except OSError:
        raise InputError(
            file=file, expected="the counts of the whole group", found="no file",
            todo="Run `python -m research insight` first, and give the folder that it wrote.",
        ) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            file=file, expected="the counts that insight wrote", found=shown(error),
            todo="Run insight again; do not change this file.",
        ) from None  # fmt: skip
    if counts.plan_sha256 != plan.sha256:
        raise InputError(
            file=plan.path, expected=f"the plan the counts were made with ({counts.plan_sha256[:12]}…)",
            found=f"{plan.sha256[:12]}…", todo="Run insight again, or give the plan that was used.",
        )  # fmt: skip
    return counts
