# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL of one's own in a scratch folder, stopped and removed at the end, also after Ctrl-C.

python -m tests.postgres COMMAND …   runs COMMAND with DATABASE_URL pointing at it
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

START_WITHIN = 60  # seconds
# For tests only: nothing here has to survive a power cut.
OPTIONS = ["fsync=off", "full_page_writes=off", "max_connections=100", "timezone=UTC"]


def program(name: str) -> str:
    """The path of a PostgreSQL program: on the PATH, or where Debian keeps the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    path = shutil.which(name) or (str(found[-1]) if found else None)
    if path is None:
        raise SystemExit(
            f"PostgreSQL's {name} was not found; script/setup installs it, or: apt-get install postgresql"
        )
    return path


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise SystemExit("PostgreSQL does not run as root, and this machine has no user postgres.")


def _end_with_parent() -> None:
    """Ask the kernel to stop the server (SIGINT: fast shutdown) when this process is gone, however it went."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path, port: int, log: Path) -> None:
    end = time.monotonic() + START_WITHIN
    ready = [program("pg_isready"), "-q", "-h", str(folder), "-p", str(port), "-d", "postgres"]
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


@contextmanager
def scratch_server() -> Iterator[str]:
    """Start a server in a new folder; yields the address of an empty database `tweespraak` in it."""
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="tweespraak-pg-"))
    if user:
        shutil.chown(folder, user)
    data, log, port = folder / "data", folder / "log", _free_port()
    server: subprocess.Popen[bytes] | None = None
    try:
        initdb = [
            program("initdb"),
            "-D",
            str(data),
            "-U",
            "tweespraak",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        options = [part for option in OPTIONS for part in ("-c", option)]
        where = [
            "-p",
            str(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={folder}",
        ]
        with log.open("wb") as lines:
            server = subprocess.Popen(
                [program("postgres"), "-D", str(data), *where, *options],
                stdout=lines, stderr=lines, user=user, cwd=folder, start_new_session=True, preexec_fn=_end_with_parent,  # noqa: PLW1509
            )  # fmt: skip
        _wait_until_ready(server, folder, port, log)
        create = [program("createdb"), "-h", str(folder), "-p", str(port), "-U", "tweespraak", "tweespraak"]
        subprocess.run(create, check=True)
        yield f"postgres://tweespraak@127.0.0.1:{port}/tweespraak"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(server: subprocess.Popen[bytes]) -> None:
    for signal_number in (signal.SIGINT, signal.SIGQUIT):  # fast, then immediate
        server.send_signal(signal_number)
        try:
            server.wait(timeout=20)
            return
        except subprocess.TimeoutExpired:
            continue


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C in a terminal reaches the command by itself; anything else is handed on."""
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(command: list[str]) -> int:
    """Run `command` with a database, and hand back its exit code."""
    if not command:
        raise SystemExit("Expected a command to run: python -m tests.postgres COMMAND …")
    signal.signal(signal.SIGTERM, _interrupt)
    with scratch_server() as address:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address})
        try:
            return process.wait()
        except KeyboardInterrupt:
            _end(process)
            return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
