# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engines that every awkward table goes through: those that `estimate` offers and that read every kind of file."""

from __future__ import annotations

import argparse

from research.commands.console import add_reading


def offered() -> tuple[str, ...]:
    """The choices of `--engine`."""
    parser = argparse.ArgumentParser()
    add_reading(parser)
    [action] = [a for a in parser._actions if a.dest == "engine"]
    return tuple(action.choices or ())


#: While pandas is one of them, it is the only one that reads more than Parquet.
ENGINES = ("pandas",) if "pandas" in offered() else offered()
