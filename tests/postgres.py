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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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


class Scratch:
    """A server in a folder of its own, which may be stopped, killed and started again with the same data."""

    def __init__(self, options: Sequence[str] = OPTIONS) -> None:
        """Make the folder with an empty cluster in it; nothing runs yet."""
        self._user = _unprivileged_user()
        self.folder = Path(tempfile.mkdtemp(prefix="tweespraak-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self.port = _free_port()
        self._options = [part for option in options for part in ("-c", option)]
        self.server: subprocess.Popen[bytes] | None = None
        initdb = [program("initdb"), "-D", str(self.folder / "data"), "-U", "tweespraak", "-A", "trust"]
        more = ["-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(
            [*initdb, *more], check=True, stdout=subprocess.DEVNULL, user=self._user, cwd=self.folder
        )

    @property
    def address(self) -> str:
        """The address of the database `tweespraak` in it."""
        return f"postgres://tweespraak@127.0.0.1:{self.port}/tweespraak"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = self.folder / "log"
        where = ["-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        where += ["-c", f"unix_socket_directories={self.folder}"]
        command = [program("postgres"), "-D", str(self.folder / "data"), *where, *self._options]
        with log.open("ab") as lines:
            self.server = subprocess.Popen(
                command, stdout=lines, stderr=lines, user=self._user, cwd=self.folder,
                start_new_session=True, preexec_fn=_end_with_parent,  # noqa: PLW1509
            )  # fmt: skip
        _wait_until_ready(self.server, self.folder, self.port, log)

    def create(self, name: str = "tweespraak") -> None:
        """An empty database of this name."""
        where = ["-h", str(self.folder), "-p", str(self.port), "-U", "tweespraak"]
        subprocess.run([program("createdb"), *where, name], check=True)

    def stop(self) -> None:
        """As an administrator stops it: who is connected is thrown out."""
        if self.server is not None:
            self.signal_all(signal.SIGCONT)  # a test may have put it to sleep
            _stop(self.server)
            self.server = None

    def processes(self) -> list[int]:
        """The server and all its children."""
        if self.server is None:
            return []
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        return [self.server.pid, *map(int, children)]

    def signal_all(self, number: int) -> None:
        """Send a signal to the server and all its children at once."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def kill(self) -> None:
        """Away at once, as when the power goes."""
        self.signal_all(signal.SIGKILL)
        if self.server is not None:
            self.server.wait()
            self.server = None

    def remove(self) -> None:
        """Stop it and take its folder away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def scratch(options: Sequence[str] = OPTIONS) -> Iterator[Scratch]:
    """A running server with an empty database `tweespraak`, to stop and start at will."""
    server = Scratch(options)
    try:
        server.start()
        server.create()
        yield server
    finally:
        server.remove()


@contextmanager
def scratch_server() -> Iterator[str]:
    """Start a server in a new folder; yields the address of an empty database `tweespraak` in it."""
    with scratch() as server:
        yield server.address


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
