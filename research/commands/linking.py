# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that joins the file of a municipality and the files of a statistics office: link."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from research.commands.console import OK, Add, Progress, name_of_municipality, size_of_memory, write_text
from research.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from research.linking.link import Linked
    from research.plan.insight import InsightPlan
    from research.plan.model import Plan


def run_link(options: argparse.Namespace, say: Progress) -> int:
    """Join the files of a folder, or draft the declaration of an upload. Raises `InputError`."""
    if options.propose or options.describe:
        return run_words(options)
    from research.linking.link import MUNICIPALITY, link, order
    from research.linking.others import link_others

    if options.folder is None or options.out is None:
        raise InputError(
            file="link",
            expected="a folder and --out, or --propose FILE, or --describe",
            found="neither",
            todo="Give the folder that holds the files, and where the table goes.",
        )
    plan, group = plans_of(options)
    asked = order(
        options.folder,
        options.upload,
        options.layout,
        plan,
        municipality=bool(options.municipality),
        memory=options.memory,
        threads=options.threads,
    )
    linked = link(options.folder, say, asked)
    others = link_others(options.folder, say, asked, group) if group else None
    for words in [*linked.account.warnings, *(others.account.warnings if others else [])]:
        say.warn(words)
    if options.municipality:
        linked.table.insert(0, MUNICIPALITY, options.municipality)
    written = write_linked(linked, options.out, options.lang)
    if others:
        written += write_linked(others, options.others, options.lang)
    for path in written:
        print(path)
    return OK


def plans_of(options: argparse.Namespace) -> tuple[Plan | InsightPlan | None, InsightPlan | None]:
    """The plan that says which columns are linked, and with --others what it says of the whole group.

    Raises `InputError` for --others without a plan that says so.
    """
    from research.plan.insight import read_insight, tells_of_group
    from research.plan.reading import read_plan

    if options.others and not options.plan:
        raise InputError(
            file="link", column="--others", expected="--plan as well, with [insight]", found="no plan",
            todo="Give the plan that says of whom the others are; docs/how-to/show-the-whole-group.md shows one.",
        )  # fmt: skip
    group = read_insight(options.plan) if options.others else None
    if not options.plan:
        return None, None
    if tells_of_group(options.plan):
        return read_insight(options.plan), group
    plan = read_plan(options.plan)
    return plan.without_outcomes if options.without_outcomes else plan, group


def write_linked(linked: Linked, out: Path, lang: str) -> list[Path]:
    """A linked table, and its account as a table and as a page."""
    from research.linking.page import page

    account = out.with_name(f"{out.stem}-linking.csv")
    write_table(linked.table, out)
    write_text(account, linked.report)
    write_text(account.with_suffix(".html"), page(linked.account, lang))
    return [out, account, account.with_suffix(".html")]


def run_words(options: argparse.Namespace) -> int:
    """Print a draft of upload.toml, or the layout as a page."""
    from research.linking.layout import read_layout
    from research.linking.proposing import propose
    from research.linking.reference import describe

    layout = read_layout(options.layout) if options.layout else read_layout()
    print(propose(options.propose, layout) if options.propose else describe(layout), end="")
    return OK


def write_table(table: pd.DataFrame, out: Path) -> None:
    """The linked table as CSV or Parquet, in one step."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.draft")
    try:
        if out.suffix == ".parquet":
            table.to_parquet(draft, index=False)
        else:
            table.to_csv(draft, index=False)
        os.replace(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def number_of_threads(word: str) -> int:
    """How many threads DuckDB may use. Raises `ArgumentTypeError`."""
    if not word.isdigit() or not 1 <= int(word) <= 256:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 256, found {word!r}")
    return int(word)


def add_linking(add: Add) -> None:
    """The options of link."""
    linking = add("link", run_link, "join the municipal file and the files of CBS into one table of people")
    linking.add_argument(
        "folder", type=Path, nargs="?", help="a folder, or a tree of folders, with all files"
    )
    linking.add_argument("--out", type=Path, help="a .csv or .parquet file; the account goes beside it")
    linking.add_argument(
        "--others",
        type=Path,
        metavar="FILE",
        help="also link the rest of the municipality, as [insight] of the plan says; a .csv or .parquet file",
    )
    linking.add_argument(
        "--upload",
        type=Path,
        metavar="TOML",
        help="declares the file, columns, dates and services of the municipality (default: upload.toml in the folder)",
    )
    linking.add_argument(
        "--plan",
        type=Path,
        metavar="PLAN",
        help="link what this plan declares, and only read the files it needs",
    )
    linking.add_argument(
        "--without-outcomes",
        action="store_true",
        help="leave the outcomes of the plan out, for feasibility: files that hold nothing else are not read",
    )
    linking.add_argument(
        "--layout",
        type=Path,
        metavar="TOML",
        help="a layout of your own (default: research/linking/layouts/cbs.toml)",
    )
    linking.add_argument(
        "--propose", type=Path, metavar="FILE", help="print a draft of upload.toml for this file, and stop"
    )
    linking.add_argument(
        "--describe",
        action="store_true",
        help="print names, places, columns and codes of the layout, and stop",
    )
    linking.add_argument(
        "--municipality", type=name_of_municipality, help="adds a column “gemeente”, for pooling"
    )
    linking.add_argument(
        "--lang", choices=("nl", "en"), default="nl", help="language of the page (default nl)"
    )
    linking.add_argument(
        "--memory",
        type=size_of_memory,
        default="1GB",
        help="what duckdb may take before it uses the disk (default 1GB)",
    )
    linking.add_argument("--threads", type=number_of_threads, help="threads of duckdb (default: all)")
