# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every command shares: progress, exit codes, options of reading, writing in one step."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

OK, REFUSED, USAGE, INTERRUPTED, UNREAD, TERMINATED = 0, 1, 2, 130, 141, 143


class Progress:
    """Tells on standard error what is happening, with the seconds since the start."""

    def __init__(self, quiet: bool) -> None:
        """Remember when it started."""
        self.quiet, self.start = quiet, time.monotonic()

    def __call__(self, said: str) -> None:
        """Say one thing."""
        if not self.quiet:
            tell(f"[{time.monotonic() - self.start:6.1f}s] {said}")

    def warn(self, said: str) -> None:
        """Say what should not be missed, also when quiet."""
        tell(f"warning: {said}")


def tell(line: str) -> None:
    """A line beside what the command answers, in one piece: a stop in between leaves no half of it."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def write_text(path: Path, text: str) -> None:
    """Write a file in one step, so that a killed run leaves no half file."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """As `write_text`, of bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]


def name_of_municipality(word: str) -> str:
    """A short name like den-haag. Raises `ArgumentTypeError`, which is a wrong call."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){0,7}", word):
        raise argparse.ArgumentTypeError(f"expected lower-case letters, digits and hyphens, found {word!r}")
    return word


def size_of_memory(word: str) -> str:
    """A size like 500MB or 2GB. Raises `ArgumentTypeError`, which is a wrong call."""
    if not re.fullmatch(r"[1-9][0-9]{0,5} ?(MB|GB|MiB|GiB)", word):
        raise argparse.ArgumentTypeError(f"expected a size like 500MB or 2GB, found {word!r}")
    return word


def number_of_workers(word: str) -> int:
    """A whole number from 1 to 64. Raises `ArgumentTypeError`, which is a wrong call."""
    if not re.fullmatch(r"[1-9]|[1-5][0-9]|6[0-4]", word):
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 to 64, found {word!r}")
    return int(word)


def add_reading(command: argparse.ArgumentParser) -> None:
    """How rows are read."""
    command.add_argument(
        "--data",
        type=Path,
        nargs="+",
        default=[],
        help="CSV, Parquet, Arrow, SPSS, Stata, SAS or Excel files, or a folder of Parquet",
    )
    add_engine(command)


def add_engine(command: argparse.ArgumentParser) -> None:
    """What counts, and what it may take."""
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="duckdb counts in this process (default); spark counts on a cluster; the release bytes are the same",
    )
    command.add_argument(
        "--memory",
        type=size_of_memory,
        default="1GB",
        help="what counting, or one worker of spark, may take before it uses the disk (default 1GB)",
    )
    command.add_argument(
        "--master",
        default="local[*]",
        help="the master of spark, like spark://host:7077 (default: every processor of this machine)",
    )
