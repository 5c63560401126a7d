# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The systemd units that ship: hardened, each job with its timer, running what is there, and sound to systemd."""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house import tree

FOLDER = Path("deploy/systemd")
SERVICES = tree.matching("deploy/systemd/*.service")
TIMERS = tree.matching("deploy/systemd/*.timer")
ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = "20"  # tenths, as systemd-analyze counts: 100 is a service without any limit
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "MemoryDenyWriteExecute": "yes",
    "UMask": "0077",
}

Unit = dict[str, dict[str, list[str]]]


def unit(path: Path) -> Unit:
    """Section → key → the values, in their order."""
    read: Unit = {}
    section: dict[str, list[str]] = {}
    for line in tree.text(path).splitlines():
        if line.startswith("["):
            section = read.setdefault(line.strip("[]"), defaultdict(list))
        elif line and not line.startswith("#"):
            key, _is, value = line.partition("=")
            section[key].append(value)
    return read


def test_every_job_has_a_timer_and_every_timer_a_job() -> None:
    jobs = {path.stem for path in SERVICES} - {"tweespraak"}
    assert jobs == {path.stem for path in TIMERS}
    assert jobs == {f"tweespraak-{job}" for job in ("destroy", "clearsessions", "verify", "anchor", "backup")}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_runs_what_is_there_as_its_own_user_and_hardened(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == ["tweespraak"]
    assert service["EnvironmentFile"][0] == "/etc/tweespraak.env"
    assert {key: service[key][-1:] for key in HARDENED} == {key: [value] for key, value in HARDENED.items()}
    [run] = service["ExecStart"]
    program, *words = run.removeprefix("/srv/tweespraak/").split()
    if words[:1] == ["manage.py"]:
        assert words[1] in get_commands()
    assert program in {".venv/bin/python", ".venv/bin/gunicorn", "script/backup"}


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.stem)
def test_a_timer_makes_up_for_a_run_that_was_missed(path: Path) -> None:
    timer = unit(path)
    assert timer["Timer"]["OnCalendar"]
    assert timer["Timer"]["Persistent"] == ["true"]
    assert timer["Install"]["WantedBy"] == ["timers.target"]


def test_the_installation_page_names_every_unit_and_every_file_they_read() -> None:
    page = tree.text(Path("docs/how-to/install.md"))
    for path in (*SERVICES, *TIMERS):
        assert path.stem in page, path.name
    files = {name.lstrip("-") for path in SERVICES for name in unit(path)["Service"]["EnvironmentFile"]}
    assert {name for name in files if name not in page} == set()


# -- as systemd itself reads them, where it is


def verified(folder: Path, change: str = "") -> subprocess.CompletedProcess[str]:
    """The units in a copy that names programs and users of this machine."""
    for path in (*SERVICES, *TIMERS):
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", tree.text(path), flags=re.MULTILINE)
        text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE)
        (folder / path.name).write_text(text + change)
    return analyze("verify", *map(str, sorted(folder.iterdir())))


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    assert ANALYZE
    return subprocess.run([ANALYZE, *words], capture_output=True, text=True, check=False, timeout=120)


def test_systemd_reads_every_unit_without_a_remark(tmp_path: Path) -> None:
    if ANALYZE is None:
        return  # not every machine that runs the tests has it; what is above holds everywhere
    said = verified(tmp_path)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    assert "Unknown key" in verified(tmp_path, "\n[Service]\nProtectEverything=yes\n").stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_systemd_finds_little_exposed(path: Path) -> None:
    if ANALYZE is None:
        return
    said = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(tree.ROOT / path))
    assert said.returncode == 0, said.stdout[-600:] + said.stderr


def test_the_shell_and_systemd_read_the_same_settings_in_the_file_that_the_page_shows(tmp_path: Path) -> None:
    """A term is `case=60|ground`: unquoted, its bar is a pipe to the shell; systemd takes a remark for a value."""
    block = re.search(r"(?m)(^    (?:[A-Z_]+=|#).*\n)+", tree.text(Path("docs/how-to/install.md")))
    assert block
    file = tmp_path / "tweespraak.env"
    file.write_text(re.sub("(?m)^    ", "", block[0]))
    lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    systemd = {name: value.strip("'") for name, _is, value in (line.partition("=") for line in lines)}
    shell = f"set -e; {' '.join(f'{name}=;' for name in systemd)} set -a; . {file}; env -0"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False, env={})
    assert (done.returncode, done.stderr) == (0, "")
    read = dict(line.split("=", 1) for line in done.stdout.split("\0") if line)
    assert {name: read[name] for name in systemd} == systemd
    assert len(systemd) > 10


@pytest.mark.parametrize("page", ["install", "back-up-and-restore"])
def test_a_page_starts_units_by_their_names(page: str) -> None:
    """A pattern finds only units that systemd has in memory: what was stopped would stay away without a word."""
    lines = [
        line for line in tree.text(Path(f"docs/how-to/{page}.md")).splitlines() if "systemctl start" in line
    ]
    assert not [line for line in lines if "*" in line]
