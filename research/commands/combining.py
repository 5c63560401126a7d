# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that puts releases of several municipalities together, from the public files alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from research.commands.console import OK, Add, Progress, name_of_municipality


def run_combine(options: argparse.Namespace, say: Progress) -> int:
    """Combine releases and write a release of its own kind."""
    from research.publish.combine import combine
    from research.release.writing import write_release

    say(f"{len(options.folder)} releases")
    print(write_release(combine(options.folder, options.name), options.out))
    return OK


def add_combine(add: Add) -> None:
    """The options of combining."""
    command = add("combine", run_combine, "put releases of one plan from several municipalities together")
    command.add_argument(
        "folder", type=Path, nargs="+", metavar="RELEASE", help="the folder of a release; three or more"
    )
    command.add_argument(
        "--name",
        type=name_of_municipality,
        required=True,
        help="the short name of the combination, like samen-2026",
    )
    command.add_argument(
        "--out", type=Path, required=True, help="the folder that gets a folder named after the combination"
    )
