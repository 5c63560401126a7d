# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs the counting expression: DuckDB in this process, or Spark on one machine or many.

Both read Parquet, keep what does not fit in memory on disk, and hand back small tables or lines of whole numbers.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw

from research.counting.expression import Frame
from research.counting.sources import glob_of, quoted
from research.errors import InputError

#: So many lines are taken from an engine at a time.
BATCH = 250_000
#: So many lines come from Spark at a time, which pays for every asking.
MANY = 2_000_000
ENGINES = ("duckdb", "spark")
UNITS = {"MB": 10**6, "GB": 10**9, "MiB": 2**20, "GiB": 2**30}
#: What Python, the libraries and the lines on their way take beside DuckDB: measured at 50 million people.
BESIDE = 256 * UNITS["MiB"]


@dataclass(frozen=True)
class Setting:
    """Which engine, what memory it may take, and for Spark where its master is."""

    engine: str = "duckdb"
    memory: str = "1GB"
    master: str = "local[*]"

    def opened(self, folder: Path) -> AbstractContextManager[Engine]:
        """The engine, until the end of a `with`; what does not fit in memory waits in `folder`."""
        return spark(self, folder) if self.engine == "spark" else duckdb_here(self, folder)


class Engine(Protocol):
    """What the counting pass asks of an engine; `errors` are those of a file that it cannot read."""

    errors: tuple[type[Exception], ...]

    def parquet(self, files: tuple[Path, ...]) -> Frame:
        """All rows of Parquet files of one schema."""

    def table(self, table: Any) -> Frame:
        """A small Arrow table of this process, to be joined."""

    def kept(self, frame: Frame) -> Frame:
        """The frame computed once, for several askers."""

    def small(self, frame: Frame) -> Any:
        """A small frame as a table of Arrow."""

    def batches(self, frame: Frame) -> Iterator[Any]:
        """A large frame as tables of Arrow, in any order."""

    def one(self, frame: Frame) -> dict[str, int]:
        """The one row of a frame of whole numbers; 0 for what was added up over nobody."""


def first_row(table: Any) -> dict[str, int]:
    """The first row of an Arrow table as whole numbers."""
    return {name: int(value or 0) for name, value in table.slice(0, 1).to_pylist()[0].items()}


class DuckDB:
    """DuckDB inside this process."""

    def __init__(self, connection: Any, errors: tuple[type[Exception], ...]) -> None:
        """Keep the connection."""
        self.connection, self.errors, self.kept_tables = connection, errors, 0

    def parquet(self, files: tuple[Path, ...]) -> Frame:
        """All rows of Parquet files of one schema."""
        listed = ", ".join(quoted(glob_of(file)) for file in files)
        # DuckDB (2.0.0) takes a folder called jaar=2018 for a column, also in place of the column in the file.
        return self.framed(f"FROM read_parquet([{listed}], union_by_name=true, hive_partitioning=false)")

    def framed(self, query: str) -> Frame:
        """A query as a frame."""
        return nw.from_native(self.connection.sql(query))

    def table(self, table: Any) -> Frame:
        """A small Arrow table of this process, to be joined."""
        return nw.from_native(self.connection.from_arrow(table))

    def kept(self, frame: Frame) -> Frame:
        """The frame computed once, for several askers."""
        self.kept_tables += 1
        name = f"kept{self.kept_tables}"
        frame.to_native().create(name)
        return self.framed(f"FROM {name}")

    def small(self, frame: Frame) -> Any:
        """A small frame as a table of Arrow."""
        return frame.to_native().to_arrow_table()

    def batches(self, frame: Frame) -> Iterator[Any]:
        """A large frame as tables of Arrow, in any order."""
        import pyarrow as pa

        for batch in frame.to_native().to_arrow_reader(BATCH):
            yield pa.Table.from_batches([batch])

    def one(self, frame: Frame) -> dict[str, int]:
        """The one row of a frame of whole numbers; 0 for what was added up over nobody."""
        return first_row(self.small(frame))


def within(memory: str) -> int:
    """Bytes that DuckDB may take where counting may take so much in all (like 500MB): at least half of it."""
    number, unit = re.fullmatch(r"([0-9]+) ?([A-Za-z]+)", memory).groups()  # type: ignore[union-attr]
    whole = int(number) * UNITS[unit]
    return max(whole - BESIDE, whole // 2)


@contextmanager
def duckdb_here(setting: Setting, folder: Path) -> Iterator[Engine]:
    """DuckDB with a bound on its memory, and on that of this process with it."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")  # our own progress goes to standard error
        connection.execute(
            f"SET memory_limit = '{within(setting.memory)}B'; SET temp_directory = {quoted(str(folder))}"
        )
        connection.execute("SET preserve_insertion_order = false")
        yield DuckDB(connection, (duckdb.Error,))


class Spark:
    """A session of Spark; the workers read the files, so they must see the same paths."""

    def __init__(self, session: Any, errors: tuple[type[Exception], ...]) -> None:
        """Keep the session."""
        self.session, self.errors, self.kept_frames = session, errors, list[Any]()

    def parquet(self, files: tuple[Path, ...]) -> Frame:
        """All rows of Parquet files of one schema."""
        reader = self.session.read.option("recursiveFileLookup", "true").option("mergeSchema", "false")
        return nw.from_native(reader.parquet(*(file.resolve().as_uri() for file in files)))

    def table(self, table: Any) -> Frame:
        """A small Arrow table of this process, to be joined; every worker gets all of it, so that no people move."""
        from pyspark.sql import functions

        return nw.from_native(functions.broadcast(self.session.createDataFrame(table)))

    def kept(self, frame: Frame) -> Frame:
        """The frame computed once, for several askers."""
        self.kept_frames.append(frame.to_native().persist())
        return nw.from_native(self.kept_frames[-1])

    def forget(self) -> None:
        """Let go of what was kept, in a session that goes on."""
        for frame in self.kept_frames:
            frame.unpersist()

    def small(self, frame: Frame) -> Any:
        """A small frame as a table of Arrow."""
        return frame.to_native().toArrow()

    def batches(self, frame: Frame) -> Iterator[Any]:
        """A large frame as tables of Arrow: partitions together, up to so many lines.

        Every table is a job that visits all partitions: one for each of them would be the square of their number.
        """
        from pyspark.sql import functions

        native = frame.to_native().withColumn("part", functions.spark_partition_id()).persist()
        try:
            sizes = {row["part"]: row["count"] for row in native.groupBy("part").count().collect()}
            for parts in together(sizes, MANY):
                yield native.filter(native["part"].isin(parts)).drop("part").toArrow()
        finally:
            native.unpersist()

    def one(self, frame: Frame) -> dict[str, int]:
        """The one row of a frame of whole numbers; 0 for what was added up over nobody."""
        return first_row(self.small(frame))


def together(sizes: dict[int, int], most: int) -> Iterator[list[int]]:
    """Partitions by number, in order, as many together as hold at most so many lines; a larger one by itself."""
    some: list[int] = []
    for part in sorted(sizes):
        if some and sum(sizes[one] for one in some) + sizes[part] > most:
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def suited(session: Any) -> None:
    """Settings for tables that become small: four partitions for a core, which Spark then puts together by size.

    What someone set otherwise stays.
    """
    conf, cores = session.conf, session.sparkContext.defaultParallelism
    if conf.get("spark.sql.shuffle.partitions") == "200":
        conf.set("spark.sql.shuffle.partitions", str(max(4 * cores, 8)))
    conf.set("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false")
    conf.set("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true")


@contextmanager
def spark(setting: Setting, folder: Path) -> Iterator[Engine]:
    """A session on the master of Spark that was named; it ends with the run, unless it was there before.

    Raises `InputError` without Spark or Java, and where no master answers.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise InputError(
            file="--engine spark", expected="the package pyspark, and Java 17 or newer", found="no pyspark",
            todo="Install both: pip install '.[spark]' and, on Debian, default-jre-headless; or use the engine duckdb.",
        )  # fmt: skip
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.local.dir": str(folder),
        "spark.executor.memory": setting.memory.replace(" ", "").replace("iB", "").removesuffix("B").lower(),
    }
    before = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("tweespraak").master(setting.master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 - what the bridge to Java raises has no name here
        raise InputError(
            file="--engine spark", expected=f"a master of Spark at {setting.master}, and Java 17 or newer",
            found=type(error).__name__, todo="Start the cluster, or name the right master.",
        ) from None  # fmt: skip
    engine = Spark(session, (PySparkException,))
    try:
        session.sparkContext.setLogLevel("ERROR")
        suited(session)
        yield engine
    finally:
        if before is None:
            session.stop()
        else:
            engine.forget()
