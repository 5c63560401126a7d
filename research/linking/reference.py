# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A layout as a page for people: every name, place, column and code, with where it comes from and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from research.linking.layout import Layout, LayoutColumn, Role

SURE = {
    "s": "CBS itself, or two independent public projects",
    "l": "one public project",
    "u": "inferred: confirm it before you rely on it",
}
FORM = {
    "code": "a code", "day": "a day, 20190401", "year": "a year", "month": "a month, 01 to 12", "number": "a number",
    "atc": "an ATC code; only the first four positions are used", "text": "a number of an object",
}  # fmt: skip

INTRODUCTION = """{title}, as `python -m research link` reads them. Everything here is data, from
`research/linking/layouts/{name}.toml`. Mend what is different in a copy of it, and hand that over with `--layout`.
"""
CONFIRM = """
## What to confirm

Who has access can settle these lines, all of them one source or inferred:

"""
#: Marks of the unknown that hold for every column.
EVERYWHERE = ("", ".", "NULL")


def cell(words: str) -> str:
    """Words inside a table of Markdown."""
    return " ".join(words.split()).replace("|", "\\|")


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join("| " + " | ".join(cell(word) for word in line) + " |\n" for line in lines)


def describe(layout: Layout) -> str:
    """The whole page."""
    unsure = [line for role in layout.roles for line in unsure_of(role)]
    sure = "; ".join(f"**{key}** {words}" for key, words in SURE.items())
    sources = "; ".join(f"**{key}** {words}" for key, words in layout.sources.items())
    facts = [(fact.about, fact.says, fact.source, fact.sure) for fact in layout.facts]
    parts = [
        INTRODUCTION.format(title=layout.title, name=layout.name),
        f"How sure: {sure}.\n",
        f"Sources: {sources}. Facts and names only; nothing was copied.\n",
        "## All files\n",
        table(("about", "how it is", "source", "sure"), facts),
        *(section(role) for role in layout.roles),
        CONFIRM + "".join(f"- {line}\n" for line in unsure),
    ]
    return "\n".join(parts)


def section(role: Role) -> str:
    """One file kind."""
    when = {"latest": "the file of the last year", "year before": "the file of the year before the intake",
            "every year": "the file of every year that is asked"}[role.files]  # fmt: skip
    gives = ", ".join(f"`{name}`" for name in role.gives)
    said = (
        f"\n## {role.table}\n\nHolds {role.holds}. Does not hold: {role.not_held}.\n\n"
        f"Read: {when}; it exists from {role.first_year}. Gives: {gives}. Lies in `{role.theme}/{role.table}`. "
        f"(source {role.source}; {role.sure})\n\n"
    )
    names = [(f"`{n.example}`", n.period, n.source, n.sure) for n in role.names]
    columns = [
        (" or ".join(called(column)), FORM[column.form], unknown(column), column.source, column.sure)
        for column in role.columns
    ]
    codes = [
        f"\n`{column.names[0].name}`: "
        + "; ".join(f"{code} {meaning}" for code, meaning in column.codes.items())
        + ".\n"
        for column in role.columns
        if column.codes
    ]
    also = "".join(f"\nA second person in a row: `{a}` and `{b}` (u).\n" for a, b in role.also)
    return (
        said
        + table(("called like", "period", "source", "sure"), names)
        + ("\n" + table(("column", "form", "unknown or open", "source", "sure"), columns) if columns else "")
        + "".join(codes)
        + also
    )


def called(column: LayoutColumn) -> list[str]:
    """The names of a column with their years."""
    return [
        f"`{n.name}`" + (f" ({n.first or ''}–{n.last or ''})" if n.first or n.last else "")
        for n in column.names
    ]


def unknown(column: LayoutColumn) -> str:
    """The marks of the unknown, and of an end that is still open."""
    marks = [f"`{word}`" for word in column.unknown if word not in EVERYWHERE]
    ends = [f"`{word}` (open)" if word else "blank (open)" for word in column.open]
    return ", ".join([*marks, "blank", *ends] if "" not in column.open else [*marks, *ends])


def unsure_of(role: Role) -> list[str]:
    """The lines of a role that are not sure."""
    lines = [] if role.sure == "s" else [f"{role.table}: the file kind itself ({role.sure})"]
    lines += [f"{role.table}: called like `{n.example}` ({n.sure})" for n in role.names if n.sure != "s"]
    lines += [
        f"{role.table}: column {' or '.join(called(c))} ({c.sure})" for c in role.columns if c.sure != "s"
    ]
    return lines + [f"{role.table}: the key of a second person is `{a}`, `{b}` (u)" for a, b in role.also]
