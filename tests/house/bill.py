# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release is made of, and what is known against it.

python -m tests.house.bill FOLDER   writes a bill of materials (CycloneDX 1.6) of the app and one of the research
                                    program: every pin with its hashes and its licence; each is held against the schema
python -m tests.house.bill          asks the registry, by pip-audit, what is known against every pin; a known
                                    vulnerability fails, a registry that does not answer is one line
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

import research
from tests.house import tree

SETS = ("web", "research")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SECONDS = 90  # for the registry to answer about one set


@dataclass(frozen=True)
class Pin:
    """One line of a pin file, with the hashes of the files that may be installed for it."""

    name: str
    version: str
    hashes: tuple[str, ...]


@cache
def pins(name: str) -> tuple[Pin, ...]:
    text = tree.text(Path(f"requirements/{name}.txt")).replace("\\\n", " ")
    lines = [(PIN.match(line), line) for line in text.splitlines()]
    return tuple(Pin(found[1], found[2], tuple(HASH.findall(line))) for found, line in lines if found)


# -- the bill of materials


def bill(name: str) -> str:
    """The bill of one set as text, the same from the same tree."""
    whole = Component(
        name=f"tweespraak-{name}",
        version=research.__version__,
        type=ComponentType.APPLICATION,
        bom_ref=f"tweespraak-{name}",
    )
    whole.licenses.add(LicenseExpression("EUPL-1.2"))
    parts = [_component(pin) for pin in pins(name)]
    listed = Bom(components=parts)
    listed.metadata.component = whole
    listed.metadata.timestamp = _released()
    listed.serial_number = uuid5(
        NAMESPACE_URL, "\n".join([name, research.__version__, *map(repr, pins(name))])
    )
    listed.register_dependency(whole, parts)
    return JsonV1Dot6(listed).output_as_string(indent=2) + "\n"


def _released() -> datetime:
    day = yaml.safe_load(tree.text(Path("publiccode.yml")))["releaseDate"]
    return datetime.fromisoformat(str(day)).replace(tzinfo=UTC)


def _component(pin: Pin) -> Component:
    link = PackageURL("pypi", name=pin.name, version=pin.version)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=link.to_string(),
        purl=link,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=text) for text in pin.hashes],
        licenses=list(_licences(pin.name)),
    )


def _licences(name: str) -> Iterator[LicenseExpression | DisjunctiveLicense]:
    """As the installed package tells them: an expression, else its classifiers. None where it is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return
    if expression := about.get("License-Expression"):
        yield LicenseExpression(expression)
        return
    lines = [line for line in sorted(set(about.get_all("Classifier") or [])) if line.startswith("License ::")]
    words = str(about.get("License") or "").partition("\n")[0].strip()
    for line in lines or [words][: bool(words)]:
        yield DisjunctiveLicense(name=line.rpartition(" :: ")[2])


def faults(text: str) -> str:
    """What the schema of CycloneDX says against a bill; '' when nothing."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return str(found)[:2000] if found else ""


def write(folder: Path) -> int:
    for name in SETS:
        text = bill(name)
        if fault := faults(text):
            print(f"tweespraak-{name}: {fault}", file=sys.stderr)
            return 1
        path = folder / f"tweespraak-{name}-{research.__version__}.cdx.json"
        path.write_text(text)
        print(path)
    return 0


# -- what is known against it


@dataclass(frozen=True)
class Asked:
    """What a registry told: about how many pins, and what it knows against which."""

    pins: int
    told: int
    known: tuple[str, ...]


def read(told: dict[str, Any]) -> Asked:
    """The report of pip-audit. A pin that it skipped was not asked about, whatever its last line says."""
    rows = told["dependencies"]
    answered = [row for row in rows if "vulns" in row]
    known = [
        f"{row['name']} {row['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
        for row in answered
        for found in row["vulns"]
    ]
    return Asked(len(rows), len(answered), tuple(known))


def ask(name: str) -> Asked:
    """The registry about one set; nothing told when it does not answer in time."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        f"requirements/{name}.txt",
        "--disable-pip",
    ]
    command += ["--require-hashes", "--progress-spinner", "off", "--timeout", "10", "--format", "json"]
    try:
        done = subprocess.run(
            command, cwd=tree.ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        return read(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        return Asked(len(pins(name)), 0, ())


def sentence(name: str, asked: Asked) -> str:
    """One line on one set. It never says that nothing was found where nothing was looked at."""
    if asked.known:
        return f"{name}: known vulnerabilities: {'; '.join(asked.known)}"
    if not asked.told:
        return f"not asked: the registry told nothing about the {asked.pins} pins of {name}; run this where it answers"
    if asked.told < asked.pins:
        missing = asked.pins - asked.told
        return (
            f"not asked about {missing} of the {asked.pins} pins of {name}; nothing known against the others"
        )
    return f"{name}: nothing known against {asked.pins} pins"


def audit() -> int:
    answers = {name: ask(name) for name in SETS}
    for name, asked in answers.items():
        print(sentence(name, asked))
    return int(any(asked.known for asked in answers.values()))


if __name__ == "__main__":
    sys.exit(write(Path(sys.argv[1])) if sys.argv[1:] else audit())
