# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/reference/talk.md, from what script/study talk found."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "talk.md"
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
TOP = """\
<!-- SPDX-FileCopyrightText: 2026 The Tweespraak contributors -->
<!-- SPDX-License-Identifier: EUPL-1.2 -->

# What a talk asks of the people at the table

Made by `script/study talk`, not by hand. {machine}

A real Chromium walks through the same talk with the same answers, on this build and on the last one before the
talk was made shorter ({earlier}), each on its own demo. A screen is 1366 × 768 pixels, on a phone 360 × 740; *words*
are all that can be read with every fold closed. Taps are counted by the
browser; a tap that leads to a place to type counts, typed words do not. *Weight* is compressed, with all files of
a first visit.
"""
Build = Any


def machine() -> str:
    """Where and when."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{datetime.now(UTC).date().isoformat()}, load {load}."
    )


def _top(statement: list[float] | None, place: int) -> float:
    return math.nan if statement is None else statement[place]


def _answered(own: dict[str, Any]) -> int:
    """Of how many tiles the whole box stands on the first screen."""
    return sum(bottom <= own["height"] for _top, bottom in own["tiles"])


#: what, goal in words, is it met, the figure
GOALS: tuple[tuple[str, str, Callable[[float], bool], Callable[[Build], float]], ...] = (
    ("full talk: screens of scrolling", "at most 20", lambda f: f <= 20, lambda b: b.walks["full"].screens),
    (
        "full talk: words, without head and foot",
        "at most 2,300",
        lambda f: f <= 2300,
        lambda b: b.walks["full"].inside,
    ),
    ("full talk: words, head and foot of every page too", "", lambda _f: True, lambda b: b.walks["full"].words),
    ("full talk: taps", "at most 45", lambda f: f <= 45, lambda b: b.walks["full"].taps),
    ("simple talk, to the results: taps", "at most 22", lambda f: f <= 22, lambda b: b.walks["simple"].taps),
    ("client did not come: taps", "at most 4", lambda f: f <= 4, lambda b: b.walks["no_show"].taps),
    (
        "first statement ends at, pixels, of 768",
        "first screen",
        lambda f: f <= 768,
        lambda b: _top(b.walks["simple"].statement, 1),
    ),
    (
        "on a phone, of 740",
        "first screen",
        lambda f: f <= 740,
        lambda b: _top(b.walks["phone"].statement, 1),
    ),
    ("own page: questions answered on the first screen", "6", lambda f: f == 6, lambda b: _answered(b.own["desk"])),
    ("on a phone", "6", lambda f: f == 6, lambda b: _answered(b.own["phone"])),
    ("own page on a phone: screens", "", lambda _f: True, lambda b: b.own["phone"]["screens"]),
    ("own page on a phone: words", "", lambda _f: True, lambda b: b.own["phone"]["words"]),
    (
        "heaviest page, kB",
        "under 60",
        lambda f: f < 60,
        lambda b: max(one.weight for walk in b.walks.values() for one in walk.sights) / 1000,
    ),
)  # fmt: skip


def shown(figure: float) -> str:
    if math.isnan(figure):
        return "–"
    return f"{figure:,.0f}" if figure == int(figure) or figure >= 100 else f"{figure:.1f}"


def page(
    builds: dict[str, Build], costs: dict[str, dict[str, float]], asked: dict[str, dict[str, float]]
) -> str:
    """The whole page."""
    names = list(builds)
    from tests.study.talk import EARLIER

    lines = [TOP.format(machine=machine(), earlier=f"`{EARLIER}`")]
    lines += ["## At a glance", "", f"| what | goal | {' | '.join(names)} | met |"]
    lines += [f"| --- | --- |{' ---: |' * len(names)} --- |"]
    for what, goal, met, figure in GOALS:
        figures = [figure(builds[name]) for name in names]
        mark = ("yes" if met(figures[-1]) else "**no**") if goal else ""
        lines.append(f"| {what} | {goal} | {' | '.join(shown(each) for each in figures)} | {mark} |")
    lines += ["", *_processor(costs, asked, names), *_pages(builds, names)]
    return "\n".join(lines).rstrip() + "\n"


def _processor(
    costs: dict[str, dict[str, float]], asked: dict[str, dict[str, float]], names: list[str]
) -> list[str]:
    if not costs or len(names) == 1:
        return []
    lines = [
        "## Processor time",
        "",
        "| what | goal | engine | before | now | met |",
        "| --- | --- | --- | ---: | ---: | --- |",
    ]
    for engine, each in costs.items():
        ratio = each["now"] / each["before"]
        mark = "yes" if ratio <= 0.7 else "**no**"
        lines.append(
            f"| page with results, this build / before | at most 0.7 | {ENGINES[engine]} | 1 | {ratio:.2f} | {mark} |"
        )
    for engine, called in ENGINES.items():
        before, now = (asked[name][engine] for name in ("before", "now"))
        mark = "yes" if now <= 1.7 else "**no**"
        lines.append(
            f"| page of 30 questions / empty page | at most 1.7 | {called} | {before:.2f} | {now:.2f} | {mark} |"
        )
    return [
        *lines,
        "",
        "The page with results is asked of both builds by turns; the median of the rounds.",
        "",
    ]


def _pages(builds: dict[str, Build], names: list[str]) -> list[str]:
    """Each page of the full talk."""
    lines = ["## Page by page", "", "A full talk; pages with the same name together.", ""]
    lines += ["| page |" + "".join(f" {n}: pages | screens | words | taps | kB |" for n in names)]
    lines += ["| --- |" + " ---: |" * 5 * len(names)]
    seen = dict.fromkeys(one.name for name in names for one in builds[name].walks["full"].sights)
    for page_name in seen:
        cells = [page_name]
        for name in names:
            some = [one for one in builds[name].walks["full"].sights if one.name == page_name]
            cells += _cells(some) if some else ["–"] * 5
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _cells(some: list[Any]) -> list[str]:
    """Pages, screens, words and taps together, and the weight of the heaviest."""
    sums = [shown(sum(getattr(one, name) for one in some)) for name in ("screens", "words", "taps")]
    return [str(len(some)), *sums, shown(max(one.weight for one in some) / 1000)]
