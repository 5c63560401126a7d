# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A standalone cluster of Spark on the loopback address: a master and some workers, each a process of its own.

python -m tests.cluster WORKERS     starts one, tells its address, and stops it on Ctrl-C
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 120.0
#: For tables of a test: no compiling of queries, few parts, and a Java that starts quickly.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
FOR_SMALL_TABLES = {
    "spark.sql.shuffle.partitions": "3",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": QUICK_JAVA,
    "spark.executor.extraJavaOptions": QUICK_JAVA,
}


def home_of_spark() -> Path:
    """Where the package pyspark lies, with the programs of Spark in it."""
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


@contextmanager
def part(name: str, folder: Path, *arguments: str) -> Iterator[Path]:
    """One process of the cluster, until the end of a `with`; its log."""
    log = folder / f"{name}.log"
    home = home_of_spark()
    kind = "master.Master" if name == "master" else "worker.Worker"
    asked = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", "--host", HOST, *arguments]
    known = os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST, "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": QUICK_JAVA, "SPARK_NO_DAEMONIZE": "1",
    }  # fmt: skip
    with open(log, "wb") as told, subprocess.Popen(asked, stdout=told, stderr=told, env=known) as process:
        try:
            yield log
        finally:
            process.terminate()
            process.wait()


def await_word(log: Path, word: str) -> None:
    """Wait until something stands in a log."""
    end = time.monotonic() + PATIENCE
    while word not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > end:
            raise TimeoutError(
                f"no “{word}” in {log}: {log.read_text(encoding='utf-8', errors='replace')[-800:]}"
            )
        time.sleep(0.1)


def settings_for_small_tables(folder: Path) -> dict[str, str]:
    """The environment in which a session of Spark takes what suits a test."""
    lines = [f"{name} {value}\n" for name, value in FOR_SMALL_TABLES.items()]
    (folder / "spark-defaults.conf").write_text("".join(lines), encoding="utf-8")
    return {"SPARK_CONF_DIR": str(folder), "SPARK_LOCAL_IP": HOST}


@contextmanager
def cluster(workers: int, memory: str = "700m") -> Iterator[str]:
    """A master and some workers of one core each; the address of the master."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spark-")))
        port = free_port()
        master = f"spark://{HOST}:{port}"
        log = stack.enter_context(part("master", folder, "--port", str(port), "--webui-port", "0"))
        await_word(log, "I have been elected leader")
        asked = ["--cores", "1", "--memory", memory, "--webui-port", "0", "--work-dir", str(folder), master]
        logs = [stack.enter_context(part(f"worker{number}", folder, *asked)) for number in range(workers)]
        for one in logs:
            await_word(one, "Successfully registered with master")
        yield master


if __name__ == "__main__":
    with cluster(int(sys.argv[1])) as address:
        print(address, flush=True)
        try:
            while True:
                time.sleep(60)
        except KeyboardInterrupt:
            pass
