# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan says of the whole group: which topics, which years, and who the clients are laid beside.

The sections `[insight]` and `[[topic]]` stand in a plan of an estimation, or with `[plan]` and `[[column]]` in a plan
of their own. docs/reference/codebook.md lists every key.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from research.errors import InputError, shown
from research.plan.families import CUTS, FAMILIES, together
from research.plan.model import Column
from research.plan.reading import KEY, SECTIONS, read_column, read_plan, take_key
from research.plan.rules import NUMERIC, YEAR_OR_MONTH
from research.plan.toml_tables import Section, sections
from research.release.insight_rules import FIRST_YEAR, LAST_YEAR
from research.release.manifest import SLUG

ONE_OF, EACH = "one_of", "each"
#: More bands of age than this leave too few people in each.
MOST_BANDS = 20


@dataclass(frozen=True)
class TopicPart:
    """One part of a topic: the values of a column, or a range of it (both ends included)."""

    key: str
    column: str
    name_nl: str
    name_en: str
    values: tuple[str, ...]
    lowest: float | None
    highest: float | None


@dataclass(frozen=True)
class PlanTopic:
    """Something that is told of the whole group, in parts."""

    key: str
    column: str
    name_nl: str
    name_en: str
    definition_nl: str
    definition_en: str
    parts: tuple[TopicPart, ...]

    @property
    def sort(self) -> str:
        """Is each person in one of the parts, or is each part looked at by itself?"""
        return ONE_OF if self.column and len(self.parts) > 1 else EACH


@dataclass(frozen=True)
class InsightPlan:
    """What is told of the whole group; `sha256` is the hash of the file as it was read.

    `ages` are the lowest ages of the bands, `oldest` the highest age that takes part. `whole` says that the file is a
    plan of an estimation too. Clients of a year are those whose first intake was in it; the others are looked at in the
    month `month_of_others` of the year.
    """

    path: str
    sha256: str
    slug: str
    title_nl: str
    title_en: str
    fictional: bool
    place: str
    period: str
    licence: str
    made_by: str
    rule_profile: str
    note_nl: str
    whole: bool
    person: str
    month: str
    age: str
    sex: str
    ages: tuple[int, ...]
    oldest: int
    years: tuple[int, ...]
    month_of_others: int
    municipality: tuple[str, ...]
    columns: tuple[Column, ...]
    topics: tuple[PlanTopic, ...]

    #: No service is looked at: an upload may hold any.
    treatment = ""

    def column(self, name: str) -> Column:
        """The codebook line of a column."""
        return next(column for column in self.columns if column.name == name)

    @property
    def sexes(self) -> tuple[str, ...]:
        """The values of the column of sex that say one."""
        column = self.column(self.sex)
        return tuple(value for value in column.values if value not in column.missing)

    @property
    def topic_columns(self) -> tuple[str, ...]:
        """The columns of all topics, each once, in the order of the plan."""
        return tuple(dict.fromkeys(part.column for topic in self.topics for part in topic.parts))

    @property
    def used_columns(self) -> tuple[str, ...]:
        """Names of the columns that are needed, in the order of the codebook."""
        names = {self.person, self.month, self.age, self.sex, *self.topic_columns}
        return tuple(column.name for column in self.columns if column.name in names)

    def about_age(self, topic: PlanTopic) -> bool:
        """Is a topic about age or sex itself, so that nothing can be made equal?"""
        return any(part.column in (self.age, self.sex) for part in topic.parts)


def read_insight(path: Path) -> InsightPlan:
    """Read and check what a plan says of the whole group; the hash covers every byte. Raises `InputError`."""
    values, data = read_toml(Path(path))
    name = Path(path).name
    for key in values:
        if key not in SECTIONS:
            raise InputError(file=name, column=f"[{key}]", expected="a section of a plan", found=shown(key))
    if "insight" not in values:
        raise InputError(
            file=name, column="[insight]", expected="what is told of the whole group", found="no such section",
            todo="Write [insight] and [[topic]]; docs/reference/codebook.md lists every key.",
        )  # fmt: skip
    whole = "service" in values or "outcome" in values
    if whole:
        read_plan(Path(path))
    plan = InsightPlan(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        whole=whole,
        **read_head(Section(name, "plan", values.get("plan", {})), whole=whole),
        **read_roles(Section(name, "insight", values["insight"])),
        columns=tuple(read_column(section) for section in sections(name, "column", values)),
        topics=tuple(read_topic(section) for section in sections(name, "topic", values)),
    )
    check_insight(plan)
    return plan


def read_toml(path: Path) -> tuple[dict[str, Any], bytes]:
    """A file of TOML and its bytes. Raises `InputError` when it cannot be read."""
    try:
        data = path.read_bytes()
        return tomllib.loads(data.decode("utf-8-sig")), data
    except OSError as error:
        found = "no file" if isinstance(error, FileNotFoundError) else shown(error.strerror)
        raise InputError(file=path.name, expected="a plan file", found=found, todo="Give its path.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(file=path.name, expected="a TOML file in UTF-8", found=shown(error)) from None


def tells_of_group(path: Path) -> bool:
    """Does a plan say something of the whole group, and nothing of services? Raises `InputError` for no TOML."""
    values, _ = read_toml(Path(path))
    return "insight" in values and "service" not in values and "outcome" not in values


def read_head(section: Section, *, whole: bool) -> dict[str, Any]:
    """The section [plan]; of a plan of an estimation the keys that are needed here.

    Raises `InputError` for a name or a period that cannot be.
    """
    head = {
        name: section.take(name, kind)
        for name, kind in (
            ("slug", str), ("title_nl", str), ("title_en", str), ("fictional", bool), ("place", str),
            ("period", str), ("made_by", str),
        )
    }  # fmt: skip
    head |= {
        "licence": section.take("licence", str, "CC-BY-4.0"),
        "rule_profile": section.take("rule_profile", str, "standaard"),
        "note_nl": section.take("note_nl", str, ""),
    }
    if not whole:
        section.done()
    if not SLUG.fullmatch(head["slug"]):
        raise section.refuse(
            "slug", "lower-case letters, digits and hyphens, like my-group-2026", head["slug"]
        )
    if not all(YEAR_OR_MONTH.fullmatch(end) for end in head["period"].split("/")):
        raise section.refuse("period", "years or months, like 2018/2021", head["period"])
    return head


def read_roles(section: Section) -> dict[str, Any]:
    """The section [insight]. Raises `InputError` for numbers that cannot be."""
    roles = {
        "person": section.take("person", str, ""),
        "month": section.take("month", str),
        "age": section.take("age", str),
        "sex": section.take("sex", str),
        "ages": whole_numbers(section, "ages"),
        "oldest": section.take("oldest", int),
        "years": whole_numbers(section, "years"),
        "month_of_others": section.take("month_of_others", int, 7),
        "municipality": section.words("municipality"),
    }
    section.done()
    ages, years = roles["ages"], roles["years"]
    if not ages or list(ages) != sorted(set(ages)) or ages[0] < 0 or len(ages) > MOST_BANDS:
        raise section.refuse("ages", f"1 to {MOST_BANDS} ages, the youngest first, like [18, 27, 45]", ages)
    if not ages[-1] <= roles["oldest"] <= 150:
        raise section.refuse("oldest", f"{ages[-1]} to 150", roles["oldest"])
    if not years or list(years) != sorted(set(years)) or not FIRST_YEAR <= years[0] <= years[-1] <= LAST_YEAR:
        raise section.refuse("years", "years, the first in front, like [2019, 2020]", years)
    if not 1 <= roles["month_of_others"] <= 12:
        raise section.refuse("month_of_others", "1 to 12", roles["month_of_others"])
    return roles


def whole_numbers(section: Section, key: str) -> tuple[int, ...]:
    """A list of whole numbers. Raises `InputError` for anything else."""
    numbers = section.take(key, list)
    wrong = [value for value in numbers if not isinstance(value, int) or isinstance(value, bool)]
    if wrong:
        raise section.refuse(key, "a list of whole numbers", wrong[0])
    return tuple(numbers)


def read_topic(section: Section) -> PlanTopic:
    """One topic with its parts. Raises `InputError` without a part, or without a column."""
    column, parts = section.take("column", str, ""), section.take("part", list)
    name_nl, name_en = section.take("name_nl", str), section.take("name_en", str)
    topic = PlanTopic(
        key=take_key(section),
        column=column,
        name_nl=name_nl,
        name_en=name_en,
        definition_nl=section.take("definition_nl", str),
        definition_en=section.take("definition_en", str),
        parts=tuple(
            read_part(Section(section.file, f"{section.name} part {number}", part), column)
            for number, part in enumerate(parts, start=1)
        ),
    )
    section.done()
    if not topic.parts:
        raise section.refuse("part", "at least one part", "")
    return topic


def read_part(section: Section, column: str) -> TopicPart:
    """One part of a topic. Raises `InputError` when nothing says who is in it."""
    part = TopicPart(
        key=str(section.take("key", str)),
        column=column or str(section.take("column", str)),
        name_nl=section.take("name_nl", str),
        name_en=section.take("name_en", str),
        values=section.words("values"),
        lowest=section.take("lowest", float, None),
        highest=section.take("highest", float, None),
    )
    section.done()
    if not KEY.fullmatch(part.key):
        raise section.refuse("key", "lower-case letters, digits and _", part.key)
    if not part.values and part.lowest is None and part.highest is None:
        raise section.refuse("values", "values, or lowest and highest", "")
    return part


def check_insight(plan: InsightPlan) -> None:
    """Refuse the first thing that cannot be; raises `InputError`."""
    unique(plan, "[[column]]", [column.name for column in plan.columns])
    unique(plan, "[[topic]]", [topic.key for topic in plan.topics])
    if not plan.topics:
        raise refuse(plan, "[[topic]]", "at least one topic", "")
    names = {column.name for column in plan.columns}
    for name in (plan.month, plan.age, plan.sex, *plan.topic_columns, *filter(None, [plan.person])):
        if name not in names:
            raise refuse(plan, "[[column]]", f"a codebook line for “{name}”", "")
    for name, kinds in ((plan.month, ("month",)), (plan.age, NUMERIC), (plan.sex, ("category",))):
        if plan.column(name).type not in kinds:
            raise refuse(
                plan, f"column {name}", f"a column of type {' or '.join(kinds)}", plan.column(name).type
            )
    for topic in plan.topics:
        check_topic(plan, topic)
    check_columns_once(plan)


def check_topic(plan: InsightPlan, topic: PlanTopic) -> None:
    """The parts have names of their own, ask what their column can hold, and share nobody. Raises `InputError`."""
    where = f"topic {topic.key}"
    unique(plan, where, [part.key for part in topic.parts])
    for part in topic.parts:
        column = plan.column(part.column)
        if column.measured != "assignment":
            raise refuse(
                plan,
                f"column {column.name}",
                "a column of before the intake",
                f"measured = {column.measured}",
            )
        if column.type not in NUMERIC and not part.values:
            raise refuse(
                plan, f"{where} part {part.key}", "values, for a column of words", "lowest or highest"
            )
        known = [value for value in column.values if value not in column.missing]
        for value in part.values if column.type not in NUMERIC else ():
            if value not in known:
                raise refuse(
                    plan, f"{where} part {part.key}", f"values of the column ({', '.join(known)})", value
                )
    if topic.sort == ONE_OF:
        check_whole(plan, topic)


def check_whole(plan: InsightPlan, topic: PlanTopic) -> None:
    """Every value that a column of words can hold lies in one part; ranges share no number. Raises `InputError`."""
    where, column = f"topic {topic.key}", plan.column(topic.column)
    if column.type not in NUMERIC:
        found = [value for part in topic.parts for value in part.values]
        unique(plan, where, found)
        for value in column.values:
            if value not in column.missing and value not in found:
                raise refuse(
                    plan, where, f"a part that holds “{value}”, so that the parts are everybody", "none"
                )
        return
    ends = sorted(
        (
            float("-inf") if part.lowest is None else part.lowest,
            float("inf") if part.highest is None else part.highest,
        )
        for part in topic.parts
        if not part.values
    )
    for (_, high), (low, _) in pairwise(ends):
        if low <= high:
            raise refuse(plan, where, "parts that share nobody", f"{low:g} in two parts")


def check_columns_once(plan: InsightPlan) -> None:
    """A column, and columns of one source, stand in one topic: nothing can be subtracted between two cuts of it.

    Raises `InputError`.
    """
    seen: dict[tuple[str, ...], str] = {}
    cuts: dict[tuple[str, ...], str] = {}
    for topic in plan.topics:
        names = [part.column for part in topic.parts]
        if not topic.column:
            unique(plan, f"topic {topic.key}", names)
        for name in dict.fromkeys(names):
            family, cut = together(name, FAMILIES), together(name, CUTS)
            if seen.setdefault(family, topic.key) != topic.key:
                what = f"“{name}”" if family == (name,) else f"columns of one source ({', '.join(family)})"
                raise refuse(plan, f"topic {topic.key}", f"{what} in one topic", f"it in {seen[family]} too")
            if cuts.setdefault(cut, name) != name:
                raise refuse(
                    plan, f"topic {topic.key}", f"one of {', '.join(cut)}", f"{cuts[cut]} and {name}"
                )


def unique(plan: InsightPlan, where: str, keys: list[str]) -> None:
    """Every key once. Raises `InputError` at the first that stands there twice."""
    for key in keys:
        if keys.count(key) > 1:
            raise refuse(plan, where, "every key once", key)


def refuse(plan: InsightPlan, where: str, expected: str, found: object) -> InputError:
    """An error about one place in the plan."""
    return InputError(file=plan.path, column=where, expected=expected, found=shown(found))
