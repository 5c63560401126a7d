# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Would the tests notice it? Every rule, gate and refusal of research/ is switched off, one at a time.

    script/study mutants                        how the tests walk (6 minutes), then every mutant; run again to go on
    script/study mutants --room disclosure      one room
    script/study mutants --again                those that nobody noticed once more, after writing a test
    script/study mutants --minutes 0 --write    only make docs/reference/mutants.md again

A mutant is the code with one guard switched off (tests/study/_mutations.py finds them in the code). It is held against
the tests that walk its line, the quickest first; the first that fails has noticed it. Every answer is a line in
var/study/mutants/answers.csv; a study that is stopped (Ctrl-C too) goes on where it was. A function that changes is
asked again; after a change of tests, --walk measures again which tests walk which line.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.study._mutants_page import PAGE, page
from tests.study._mutations import ROOT, Mutant, all_mutants

LOGS = ROOT / "var" / "study" / "mutants"
WALKS, SECONDS, ANSWERS = LOGS / "walks", LOGS / "seconds.json", LOGS / "answers.csv"
COLUMNS = ("key", "path", "answer", "test", "tests", "seconds")
#: A mutant is held against tests of this many seconds together, the quickest first.
MOST = 90.0
#: Who takes longer than this and so many times what its tests take has noticed: it does not end.
PATIENCE, TIMES = 60.0, 4.0
NOTICED, UNNOTICED, UNWALKED = "noticed", "not noticed", "no test walks here"
#: Loaded once before the children are made; research/ and its tests are loaded by every child.
HEAVY = (
    "numpy", "pandas", "scipy.stats", "scipy.sparse.csgraph", "sklearn.linear_model", "pyarrow.parquet", "duckdb",
    "django.test", "playwright.sync_api", "joblib", "threadpoolctl",
)  # fmt: skip


# ---- which tests walk which line


def walk(paths: list[str], say: Callable[[str], None]) -> None:
    """Run the tests of research once, and keep which of them walk which line and how long they take."""
    say("measuring which tests walk which line")
    LOGS.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-n", str(os.cpu_count() or 1), "-p", "no:cacheprovider"),
        *(*paths, "-p", "tests.study._walks"),
        *("--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"),
    ]  # fmt: skip
    own = {"COVERAGE_FILE": str(WALKS), "MUTANTS_SECONDS": str(SECONDS)}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | own, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        SECONDS.unlink(missing_ok=True)  # half a measurement would take walked lines for unwalked ones
        raise SystemExit("the tests of research do not pass as they are; mend that first")


class Walks:
    """Which tests walk a line; who prepares something by walking it, prepares it for its whole module."""

    def __init__(self) -> None:
        """Read what was measured."""
        from coverage import CoverageData

        self.seconds: dict[str, float] = json.loads(SECONDS.read_text(encoding="utf-8"))
        self.data = CoverageData(str(WALKS))
        self.data.read()
        self.of_module: dict[str, list[str]] = defaultdict(list)
        for test in self.seconds:
            self.of_module[test.partition("::")[0]].append(test)
        self.known: dict[str, dict[int, list[str]]] = {}

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that walk the lines of a mutant: of its own room first, the quickest first."""
        lines = self.known.setdefault(mutant.path, self.data.contexts_by_lineno(str(ROOT / mutant.path)))
        found: set[str] = set()
        for line in range(mutant.line, mutant.last + 1):
            for context in lines.get(line, ()):
                test, _, phase = context.rpartition("|")
                found.update(self.of_module[test.partition("::")[0]] if phase == "setup" else [test])
        room = f"tests/{Path(mutant.path).parent}/"
        listed = sorted(found & set(self.seconds), key=lambda t: (not t.startswith(room), self.seconds[t]))
        listed.sort(key=lambda t: self.seconds[t] > 2.0)
        return listed

    def affordable(self, tests: list[str]) -> list[str]:
        """As many of these tests as may be asked, and one at least."""
        chosen: list[str] = []
        left = MOST
        for test in tests:
            left -= self.seconds[test]
            if left < 0 and chosen:
                break
            chosen.append(test)
        return chosen


# ---- a child that holds one mutant against its tests


class OneMutant(importlib.abc.MetaPathFinder):
    """Loads one module of research/ with a guard switched off; everything else as it is."""

    def __init__(self, mutant: Mutant) -> None:
        """Remember which module, and its changed text."""
        self.name = ".".join(Path(mutant.path).with_suffix("").parts).removesuffix(".__init__")
        self.path, self.source = ROOT / mutant.path, mutant.source()

    def find_spec(
        self, fullname: str, path: Any, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A module that is loaded from the changed text."""
        if fullname != self.name:
            return None
        source = self.source

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> Any:
                return compile(source, self.path, "exec")

        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=Loader(fullname, str(self.path))
        )


class FirstFailure:
    """Writes down which test failed first."""

    def __init__(self, path: Path) -> None:
        """Remember where."""
        self.path = path

    def pytest_collectreport(self, report: Any) -> None:
        """A module of tests, which may need what was switched off when it is loaded."""
        self.pytest_runtest_logreport(report)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test, its preparation or its end."""
        if report.failed and not self.path.exists():
            self.path.write_text(report.nodeid, encoding="utf-8")


def child(mutant: Mutant, tests: list[str], said: Path) -> int:
    """Hold a mutant against its tests in a process of its own; the number of the process."""
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        os.setsid()
        out = os.open(said.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(out, stream)
        os.environ["DJANGO_SETTINGS_MODULE"] = "reintapp.settings.test"
        sys.meta_path.insert(0, OneMutant(mutant))
        import pytest

        quiet = ["-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=line"]
        code = int(pytest.main([*quiet, *tests], plugins=[FirstFailure(said)]))
    except BaseException:  # noqa: BLE001 - the child tells its log what went wrong, whatever it was
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class Asked:
    """A child at work."""

    def __init__(self, mutant: Mutant, tests: list[str], seconds: float) -> None:
        """Start it."""
        self.mutant, self.tests = mutant, tests
        self.said = LOGS / "at-work" / mutant.key
        self.said.parent.mkdir(parents=True, exist_ok=True)
        self.said.unlink(missing_ok=True)
        self.begin, self.limit = time.monotonic(), PATIENCE + TIMES * seconds
        self.pid = child(mutant, tests, self.said)

    def answer(self) -> dict[str, Any] | None:
        """One line when it has ended, or was ended because it did not."""
        took = time.monotonic() - self.begin
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        line = {
            "key": self.mutant.key,
            "path": self.mutant.path,
            "tests": len(self.tests),
            "seconds": f"{took:.1f}",
        }
        if not pid:
            if took < self.limit:
                return None
            self.stop()
            return line | {"answer": NOTICED, "test": "(does not end)"}
        code = os.waitstatus_to_exitcode(status)
        test = self.said.read_text(encoding="utf-8") if self.said.is_file() else ""
        self.said.unlink(missing_ok=True)
        if code in (3, 4, 5) and not test:
            raise SystemExit(
                f"pytest answers {code}: look in {self.said.with_suffix('.log')}; --walk measures anew"
            )
        self.said.with_suffix(".log").unlink(missing_ok=True)
        if not code:
            return line | {"answer": UNNOTICED, "test": ""}
        return line | {"answer": NOTICED, "test": test or "(cannot be loaded)"}

    def stop(self) -> None:
        """End it, and whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


# ---- all of them


def answers() -> dict[str, dict[str, str]]:
    """The whole lines of the log by mutant, the last one counts; one that was cut off while writing is dropped."""
    if not ANSWERS.is_file():
        return {}
    lines = ANSWERS.read_text(encoding="utf-8").splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n")]
    return {line["key"]: line for line in csv.DictReader(whole) if line["seconds"]}


def note(line: dict[str, Any]) -> None:
    """Add one line to the log."""
    new = not ANSWERS.is_file()
    with ANSWERS.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(line)


def go_on(waiting: list[Mutant], minutes: float, workers: int, say: Callable[[str], None]) -> None:
    """Ask until everything is answered or the time is up."""
    for name in HEAVY:
        importlib.import_module(name)
    walks, stop, left = Walks(), time.monotonic() + 60 * minutes, list(waiting)
    working: list[Asked] = []
    try:
        while left or working:
            if time.monotonic() > stop and left:
                say(f"time is up with {len(left)} mutants to go; run again to go on")
                left = []
            while left and len(working) < workers:
                mutant = left.pop(0)
                tests = walks.affordable(walks.tests(mutant))
                if tests:
                    working.append(Asked(mutant, tests, sum(walks.seconds[t] for t in tests)))
                else:
                    note(
                        {
                            "key": mutant.key,
                            "path": mutant.path,
                            "answer": UNWALKED,
                            "test": "",
                            "tests": 0,
                            "seconds": 0,
                        }
                    )
            for asked in list(working):
                if line := asked.answer():
                    working.remove(asked)
                    note(line)
                    say(
                        f"{len(left) + len(working)} to go  {line['answer']:11} {asked.mutant.path}:{asked.mutant.line}"
                    )
            time.sleep(0.02)
    finally:
        for asked in working:
            asked.stop()


def chosen(room: str) -> Iterator[Mutant]:
    """The mutants of a room, or all."""
    return (mutant for mutant in all_mutants() if mutant.path.startswith(f"research/{room}"))


def main() -> int:
    """Run a piece of the study and say what nobody noticed, or write the page."""
    form = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    options.add_argument("--room", default="", help="only the mutants of research/ROOM")
    options.add_argument("--minutes", type=float, default=60.0, help="stop after this long")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--walk", action="store_true", help="measure again which tests walk which line")
    options.add_argument(
        "--tests", nargs="+", default=["tests/research"], help="with --walk: only these tests"
    )
    options.add_argument("--again", action="store_true", help="ask again about those that nobody noticed")
    options.add_argument("--write", action="store_true", help="write docs/reference/mutants.md")
    asked = options.parse_args()
    mutants, known = list(chosen(asked.room)), answers()
    if asked.again:
        known = {key: line for key, line in known.items() if line["answer"] == NOTICED}
    waiting = [mutant for mutant in mutants if mutant.key not in known]
    try:
        if asked.minutes and (asked.walk or not SECONDS.is_file()):
            walk(asked.tests, lambda text: print(text, file=sys.stderr))
        if asked.minutes and waiting:
            go_on(
                waiting, asked.minutes, asked.workers, lambda text: print(text, file=sys.stderr, flush=True)
            )
    except KeyboardInterrupt:
        print("stopped; run again to go on", file=sys.stderr)
        return 130
    known = answers()
    if asked.write:
        PAGE.write_text(page(mutants, known), encoding="utf-8")
        print(PAGE.relative_to(ROOT))
        return 0
    for mutant in mutants:
        line = known.get(mutant.key)
        if line and line["answer"] != NOTICED:
            print(
                f"{line['answer']:18} {mutant.path}:{mutant.line} {mutant.function} {mutant.rule} {mutant.told}"
            )
    counted = [known[m.key]["answer"] for m in mutants if m.key in known]
    print(f"{len(mutants)} mutants, {len(counted)} asked, {counted.count(NOTICED)} noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
