# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linking at national size, beside a plain scan and beside the build of before.

    script/bench linking [national group old sav] [--scale 1] [--folder DIR] [--turns 3] [--write]

national: `link` of 200,000 intakes with everything the plan of the fictional release needs, beside one plain scan by
DuckDB of the same columns. group: the same set with two spells at a dwelling for everybody;
`link --others` of a town of some 600,000 people in three years, and `insight` on the two tables, once. old: beside the
build of commit d7eddbc, both on the same 2,000,000 rows of SECMBUS in CSV, with the same table as outcome: for the
upload of one city, and for one of everybody. sav: a SECMBUS of 10,000,000 rows in SPSS, with the columns of the real
one. Each run is a process of its own; the two sides take turns in one run of this file, seconds are medians and memory
is the largest peak. Processor time stands beside wall time, because it says the same on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from io import BytesIO
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench._linking_sets import DIFFERENCE, HOMES, SAV

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "speed-of-linking.md"
PLAN = ROOT / "research" / "plans" / "fictief.toml"
GROUP = ROOT / "research" / "plans" / "groep.toml"
OLD = "d7eddbc"
PEOPLE, SPELLS, CITY = 400_000, 2_000_000, 4_000
SAV_ROWS, SAV_BLOCK = 10_000_000, 500_000
GIB, MEGABYTE = 2**30, 1_000_000
#: The columns that a plan of all standard columns needs, by the start of the file's name.
NEEDED = {
    "GBAPERSOON": ("GBAGESLACHT", "GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND"),
    "HOOGSTEOPL": ("OPLNIVSOI2016AGG4HBMETNIRWO", "OPLNIVSOI2021AGG4HBmetNIRWO"),
    "GBAHUISHOUDENS": ("DATUMAANVANGHH", "DATUMEINDEHH", "PLHH"),
    "SECMBUS": ("AANVSECM", "EINDSECM", "SECM"),
    "WANBZVW": (),
    "MEDICIJN": ("ATC4",),
}
KEY = ("RINPERSOONS", "RINPERSOON")
SCAN = """
import sys, duckdb
from pathlib import Path
needed = {needed!r}
with duckdb.connect(config={{"memory_limit": "1GB"}}) as db:
    for path in sorted(Path(sys.argv[1]).rglob("*.parquet")):
        for start, columns in needed.items():
            if path.name.startswith(start):
                held = [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM '{{path}}'").fetchall()]
                names = [name for name in held if name in {key!r} or name in columns]
                sums = ", ".join(f'sum(strlen("{{name}}"))' for name in names)
                db.execute(f"SELECT {{sums}} FROM '{{path}}'").fetchall()
"""


@dataclass
class Cost:
    """What processes took: seconds of wall and of processor, and the largest peak of memory in bytes."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)

    def run(self, words: list[str], where: Path) -> None:
        """Run once, and add what it took. Raises `SystemExit` when it fails."""
        begin = perf_counter()
        process = subprocess.Popen(
            words, cwd=where, env=os.environ | {"PYTHONPATH": str(where)}, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
        self.wall.append(perf_counter() - begin)
        self.processor.append(used.ru_utime + used.ru_stime)
        self.peak.append(used.ru_maxrss * 1024)

    @property
    def said(self) -> str:
        """Seconds and memory, in words."""
        seconds = f"{median(self.wall):.1f} s ({median(self.processor):.1f} s of processor)"
        return f"{seconds}, peak {max(self.peak) / MEGABYTE:,.0f} MB"


@dataclass(frozen=True)
class Line:
    """A measured thing: its name, what was found, and the goal with whether it was met."""

    name: str
    found: str
    goal: str = ""
    met: bool | None = None

    @property
    def row(self) -> str:
        """A row of the table."""
        verdict = "" if self.met is None else "met" if self.met else "**missed**"
        return f"| {self.name} | {self.found} | {self.goal} | {verdict} |"


def at_most(name: str, value: float, goal: float, unit: str = "") -> Line:
    """A number with a goal that it may not exceed."""
    shown = f"{value:,.0f}{unit}" if value >= 100 or not goal else f"{value:.2f}{unit}"
    return Line(name, shown, f"≤ {goal:,g}{unit}", value <= goal)


def linking(folder: Path, out: Path, *more: str) -> list[str]:
    """The command that links a folder."""
    return [sys.executable, "-m", "research", "link", str(folder), "--out", str(out), *more]


def national_set(folder: Path, options: argparse.Namespace) -> Path:
    """The made-up set of national size, written once."""
    made = folder / f"national-{options.scale:g}"
    if not (made / "upload.toml").is_file():
        say = [sys.executable, "-m", "research", "simulate", "--national", f"--scale={options.scale}"]
        subprocess.run([*say, "--out", str(made)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return made


def national(folder: Path, options: argparse.Namespace) -> list[Line]:
    """The made-up set of national size: written once, then linked and scanned in turns."""
    made = national_set(folder, options)
    ours, plain = Cost(), Cost()
    scan = [sys.executable, "-c", SCAN.format(needed=NEEDED, key=KEY), str(made)]
    for _ in range(options.turns):
        plain.run(scan, ROOT)
        ours.run(linking(made, folder / "national.csv", "--plan", str(PLAN)), ROOT)
    with open(folder / "national.csv", encoding="utf-8") as stream:
        people = sum(1 for _ in stream) - 1
    share = "" if options.scale == 1 else f" (scale {options.scale:g})"
    return [
        Line(f"national{share}: linked, {people:,} people", ours.said),
        Line(f"national{share}: plain scan of the same columns", plain.said),
        at_most("national: peak of linking", max(ours.peak) / GIB, 1.5, " GiB"),
        at_most("national: wall, linked / plain scan", median(ours.wall) / median(plain.wall), 3),
        at_most("national: processor, linked / plain scan", median(ours.processor) / median(plain.processor), 3),
    ]  # fmt: skip


def group(folder: Path, options: argparse.Namespace) -> list[Line]:
    """The clients and the rest of their municipality out of the national set, linked and counted once."""
    made, town = national_set(folder, options), folder / f"town-{options.scale:g}"
    if not (town / "upload.toml").is_file():
        town.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", HOMES, str(made), str(town)], check=True)
        for path in made.iterdir():
            (town / path.name).symlink_to(path)
    clients, others = folder / "clients.parquet", folder / "others.parquet"
    age = 'label = "Age in whole years"'  # which a few people of the national set do not have
    plan = GROUP.read_text(encoding="utf-8").replace(age, f'{age}\nmissing = [""]')
    plan = plan.replace("oldest = 66", "oldest = 65").replace("highest = 66", "highest = 65")
    linked, counted = Cost(), Cost()
    (folder / "groep.toml").write_text(plan, encoding="utf-8")
    linked.run(linking(town, clients, "--plan", str(folder / "groep.toml"), "--others", str(others)), ROOT)
    say = [sys.executable, "-m", "research", "insight", str(folder / "groep.toml"), "--data", str(clients)]
    counted.run([*say, "--reference", str(others), "--out", str(folder / "insight")], ROOT)
    rows = f"{rows_of(clients):,} clients and {rows_of(others):,} rows of others"
    return [
        Line("group: `link --others`, clients and three years of others", linked.said),
        Line(f"group: `insight` on {rows}", counted.said),
        at_most("group: peak of both", max(*linked.peak, *counted.peak) / GIB, 1.5, " GiB"),
    ]


def rows_of(path: Path) -> int:
    """How many rows a Parquet file has."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def before(folder: Path) -> Path:
    """The build of before, unpacked."""
    where = folder / "before"
    if not where.is_dir():
        packed = subprocess.run(
            ["git", "archive", OLD, "findings"], cwd=ROOT, check=True, capture_output=True
        )
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(where, filter="data")
    return where


def old(folder: Path, options: argparse.Namespace) -> list[Line]:
    """Beside the build of before, on the layout that both read: with the upload of one city, and with everybody."""
    made = folder / "everybody"
    if not made.is_dir():
        say = [
            sys.executable,
            "-m",
            "research",
            "simulate",
            f"--clients={PEOPLE}",
            "--caseworkers=600",
            "--offices=8",
        ]
        subprocess.run([*say, "--out", str(made)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    city = one_city(folder, made)
    lines = [*side_by_side(folder, city, options), *side_by_side(folder, made, options)]
    return [*lines, *growth(folder, city)]


def growth(folder: Path, city: Path) -> list[Line]:
    """What memory each side takes for every further million rows of other people."""
    more = folder / "city-more"
    more.mkdir(exist_ok=True)
    for path in city.iterdir():
        here = more / path.name
        here.unlink(missing_ok=True)
        if not path.name.startswith("SECMBUS"):
            here.symlink_to(path.resolve())
            continue
        with open(path, encoding="utf-8") as rows, open(here, "w", encoding="utf-8") as out:
            for row in rows:
                out.write(row)
                if row.startswith('"R","'):
                    out.write(f'"R","{int(row[5:14]) ^ 1:09d}{row[14:]}')
    peaks: dict[str, list[int]] = {}
    for place in (city, more):
        ours, theirs = Cost(), Cost()
        say = [sys.executable, "-m", "findings", "link", str(place), "--out", str(folder / "theirs.csv")]
        theirs.run(say, before(folder))
        ours.run(linking(place, folder / "ours.csv"), ROOT)
        peaks.setdefault("before", []).append(theirs.peak[0])
        peaks.setdefault("now", []).append(ours.peak[0])
    millions = SPELLS / 1e6
    steps = {name: (more - less) / millions / MEGABYTE for name, (less, more) in peaks.items()}
    said = "; ".join(f"{name} {step:,.0f} MB" for name, step in steps.items())
    return [
        Line("old: memory for every further million rows", said),
        at_most("old: the same, now / before", max(steps["now"], 0.0) / steps["before"], 0.25),
    ]


def one_city(folder: Path, made: Path) -> Path:
    """The same files with the first people of the upload only."""
    city = folder / "city"
    city.mkdir(exist_ok=True)
    for path in made.iterdir():
        here = city / path.name
        here.unlink(missing_ok=True)
        if path.stem == "INTAKE_GEMEENTE":
            with open(path, encoding="utf-8") as rows:
                here.write_text("".join(islice(rows, 1 + CITY)), encoding="utf-8")
        else:
            here.symlink_to(path)
    return city


def side_by_side(folder: Path, made: Path, options: argparse.Namespace) -> list[Line]:
    """The two builds on one folder, in turns. Goals are those of the city, of which the files hold everybody else as
    well; where everybody is asked for, what is given back is most of what was read."""
    ours, theirs, where = Cost(), Cost(), before(folder)
    for _ in range(options.turns):
        say = [sys.executable, "-m", "findings", "link", str(made), "--out", str(folder / "theirs.csv")]
        theirs.run(say, where)
        ours.run(linking(made, folder / "ours.csv"), ROOT)
    city = made.name == "city"
    who = f"{CITY:,} of the people in {SPELLS:,} spells" if city else f"everybody in {SPELLS:,} spells"
    memory, wall = max(ours.peak) / max(theirs.peak), median(ours.wall) / median(theirs.wall)
    processor = median(ours.processor) / median(theirs.processor)
    ratios = {"memory": memory, "wall": wall, "processor": processor}
    lines = [Line(f"old: the build of before, {who}", theirs.said), Line(f"old: now, {who}", ours.said)]
    for name, ratio in ratios.items():
        said = f"old: {name}, now / before, {made.name}"
        lines.append(at_most(said, ratio, 0.25) if city else Line(said, f"{ratio:.2f}"))
    lines.append(
        at_most(
            f"old: cells that differ, {made.name}", differing(folder / "ours.csv", folder / "theirs.csv"), 0
        )
    )
    return lines


def differing(ours: Path, theirs: Path) -> int:
    """How many cells of two tables differ; a column or a row that one lacks counts as all its cells."""
    told = subprocess.run(
        [sys.executable, "-c", DIFFERENCE, str(ours), str(theirs)], check=True, capture_output=True, text=True
    )
    return int(told.stdout)


def sav(folder: Path, options: argparse.Namespace) -> list[Line]:
    """A large file of SPSS, which streams in chunks."""
    made = folder / "sav"
    if not (made / "GBAPERSOON2022TABV1.csv").is_file():
        made.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", SAV, str(made), str(SAV_ROWS), str(SAV_BLOCK)], check=True)
    ours = Cost()
    ours.run(linking(made, folder / "sav.csv"), ROOT)
    known = found_people(folder / "sav-linking.csv")
    size = (made / "SECMBUS2022V1.sav").stat().st_size / GIB
    return [
        Line(f"sav: linked, {SAV_ROWS:,} rows, {size:.1f} GiB", ours.said),
        Line("sav: people of the upload with a spell", known, "2,000", known == "2,000"),
        at_most("sav: peak", max(ours.peak) / MEGABYTE, 500, " MB"),
    ]


def found_people(account: Path) -> str:
    """How many people have a spell, from the account."""
    text = account.read_text(encoding="utf-8")
    found = re.search(r"^SECMBUS,\d+,(\d+),\d+,people with a spell", text, re.MULTILINE)
    return f"{int(found[1]):,}" if found else "none"


PARTS: dict[str, Callable[[Path, argparse.Namespace], list[Line]]] = {
    "national": national,
    "group": group,
    "old": old,
    "sav": sav,
}


def machine() -> str:
    """What this ran on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = {line.split(":")[1].strip() for line in lines if line.startswith("model name")}
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pyarrow", "pandas", "pyreadstat"))
    return f"{', '.join(sorted(models))}, {os.cpu_count()} processors; Python {platform.python_version()}, {versions}"


def write_page(lines: list[Line], load: str) -> None:
    """The page docs/reference/speed-of-linking.md."""
    about = (__doc__ or "").partition("\n\n")[2].partition("\n\n")[2].strip()
    PAGE.write_text(
        "# Speed of linking\n\n"
        f"Made by `script/bench linking --write` on {date.today().isoformat()}.\n"  # noqa: DTZ011
        f"Machine: {machine()}. {load}\n\n{about}\n\n"
        "| what | found | goal | |\n| --- | --- | --- | --- |\n"
        + "\n".join(line.row for line in lines)
        + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Measure, print, and write the page when asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("parts", nargs="*", help=f"{', '.join(PARTS)} (default: all)")
    options.add_argument("--scale", type=float, default=1.0, help="of the national set (default 1)")
    options.add_argument("--folder", type=Path, help="where sets are made and kept (default: thrown away)")
    options.add_argument("--turns", type=int, default=3, help="how often the two sides take turns")
    options.add_argument("--write", action="store_true", help="also write docs/reference/speed-of-linking.md")
    chosen = options.parse_args()
    if wrong := set(chosen.parts) - set(PARTS):
        options.error(f"no part {', '.join(sorted(wrong))}; there is {', '.join(PARTS)}")
    start, lines = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = chosen.folder or Path(thrown_away)
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in PARTS.items():
            if name in (chosen.parts or PARTS):
                for line in part(folder.resolve(), chosen):
                    lines.append(line)
                    print(line.row, flush=True)
    load = f"Load average (one minute) {start:.1f} before and {os.getloadavg()[0]:.1f} after."
    if chosen.write:
        write_page(lines, load)
    sys.exit(any(line.met is False for line in lines))


if __name__ == "__main__":
    main()
