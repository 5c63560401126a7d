# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `script/study mutants` found, as the page docs/reference/mutants.md."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from itertools import groupby

from tests.study._mutations import ROOT, Mutant
from tests.study._report import markdown

PAGE = ROOT / "docs" / "reference" / "mutants.md"
ABOUT = """\
A mutant is the research program with one guard switched off: a refusal is left out, a rule never objects, a check
passes whatever it found. The guards are found in the code, so a new rule is a new mutant. Each is held against the
tests that walk its line; a mutant that no test notices is a rule that could go missing unseen.

Not every change that is not noticed is a hole: some change nothing that anybody can see (a second guard behind the
first, a shortcut that only saves time).
"""
#: What is not noticed, was looked at, and is no hole: where it stands, how what is switched off begins, and why.
JUDGED = (
    ("research/release/manifest.py", "raise ReleaseError( file=MANIFEST, expected=Bilingual(\"de vaste schrij",
     "a second guard behind the readers of each line; no bytes are known that come to it"),
    ("research/data/kinds/text.py", "raise InputError(file=path.name, expected=\"a table of text\"",
     "for what pandas may still raise beyond the errors named above it; no file is known that comes to it"),
    ("research/disclosure/check_lines.py", '"having" in item',
     "every count of a run is one of prevalence today; the question keeps out what comes later"),
    ("research/disclosure/earlier_releases.py", "part.towns > earlier.municipalities",
     "a whole of no municipalities has no parts that fit in it, so nobody is left of it; this only saves the search"),
    ("research/disclosure/earlier_releases.py", 'row.type == "effect"',
     "an association has no service, so it never stands beside a line of power"),
    ("research/counting/counts_or_rows.py", 'raise InputError( file="outcome"',
     "a second guard behind the reading, which holds every cell of a share against 0 and 1"),
)  # fmt: skip
Answers = dict[str, dict[str, str]]


def counts(part: list[Mutant], known: Answers) -> list[str]:
    """How many there are, were asked and were noticed."""
    told = [known[m.key]["answer"] for m in part if m.key in known]
    return [str(len(part)), str(len(told)), str(told.count("noticed"))]


def summary(mutants: list[Mutant], known: Answers) -> str:
    """How many were asked and noticed, and how many nobody has asked yet: of those nothing is known."""
    told = [known[m.key]["answer"] for m in mutants if m.key in known]
    noticed, unwalked = told.count("noticed"), told.count("no test walks here")
    return (
        f"Of {len(mutants)} mutants {len(told)} were asked: {noticed} were noticed, {len(told) - noticed - unwalked} "
        f"were not, and no test that was asked\nwalks the line of {unwalked}. "
        f"Nothing is known of the {len(mutants) - len(told)} that were not asked.\n"
    )


def by(title: str, mutants: list[Mutant], known: Answers, name: str) -> str:
    """One line for every kind, rule or room."""

    def of(mutant: Mutant) -> str:
        if name == "rule":
            return f"X{int(mutant.rule[1:])}"
        return mutant.kind if name == "kind" else "/".join(mutant.path.split("/")[1:2])

    def order(mutant: Mutant) -> tuple[int, str]:
        return (int(mutant.rule[1:]) if name == "rule" else 0, of(mutant))

    parts = groupby(sorted(mutants, key=order), key=of)
    rows = [[key, *counts(list(part), known)] for key, part in parts]
    return markdown([title, "mutants", "asked", "noticed"], rows)


def judged(mutant: Mutant) -> str:
    """Why it is no hole that nobody notices this one; a dash where nobody judged it."""
    return next(
        (why for path, begin, why in JUDGED if mutant.path == path and mutant.told.startswith(begin)), "–"
    )


def page(mutants: list[Mutant], known: Answers) -> str:
    """The whole page."""
    seconds = sum(float(known[m.key]["seconds"]) for m in mutants if m.key in known)
    made = (
        f"Made by `script/study mutants --write` on {datetime.now(UTC).date().isoformat()} ({platform.machine()}, "
        f"{os.cpu_count()} processors,\nPython {platform.python_version()}); {len(mutants)} mutants, "
        f"{seconds / 60:.0f} minutes of one processor.\n"
    )
    left = [m for m in mutants if known.get(m.key, {}).get("answer") in ("not noticed", "no test walks here")]
    ruled = [m for m in mutants if m.rule]
    parts = [
        "# What the tests would not notice\n", made, summary(mutants, known), ABOUT,
        by("kind", mutants, known, "kind"), by("rule", ruled, known, "rule"), by("room", mutants, known, "room"),
        "## Not noticed\n",
    ]  # fmt: skip
    if left:
        rows = [
            [
                f"`{m.path}`",
                f"`{m.function}`",
                m.kind,
                m.rule or "–",
                f"`{m.told}`".replace("|", "\\|"),
                known[m.key]["answer"],
                judged(m),
            ]
            for m in left
        ]
        parts.append(
            markdown(["module", "function", "kind", "rule", "switched off", "answer", "looked at"], rows)
        )
    else:
        parts.append("Nothing.\n")
    return "\n".join(parts)
