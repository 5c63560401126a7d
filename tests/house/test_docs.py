# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Docs that are wrong are worse than none: one version, links that lead somewhere, nothing undescribed."""

import re
import struct
from pathlib import Path

import pytest
import yaml

import research
from tests.house import reference, tree

DOCS = tree.matching("*.md")
DECISIONS = tree.matching("docs/decisions/*.md")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^(?:```.*?^```|(?: {4}.*\n)+)", re.MULTILINE | re.DOTALL)


# -- one version


def test_the_changelogs_and_publiccode_name_the_version_of_the_package() -> None:
    for name in ("CHANGELOG.md", "CHANGELOG.nl.md"):
        newest = re.search(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", tree.text(Path(name)), re.MULTILINE)
        assert newest, name
        assert newest[1] == research.__version__, name
        assert newest[2] == _publiccode()["releaseDate"], name
    assert _publiccode()["softwareVersion"] == research.__version__


def test_both_changelogs_tell_of_the_same_versions() -> None:
    versions = [
        re.findall(r"^## (.*)$", tree.text(Path(f"CHANGELOG{end}")), re.MULTILINE)
        for end in (".md", ".nl.md")
    ]
    assert versions[0] == versions[1]


# -- links


@pytest.mark.parametrize("path", DOCS, ids=str)
def test_a_link_within_the_tree_leads_somewhere(path: Path) -> None:
    targets = {link.partition("#")[0] for link in LINK.findall(CODE_BLOCK.sub("", tree.text(path)))}
    inside = {link for link in targets if link and not re.match(r"[a-z]+:", link)}
    missing = [link for link in inside if not (tree.ROOT / path.parent / link).exists()]
    assert missing == []


def test_the_picture_of_the_readme_is_a_picture() -> None:
    body = (tree.ROOT / "docs/pictures/evidence.png").read_bytes()
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", body[16:24])
    assert width >= 600
    assert height >= 400


# -- the front door


@pytest.mark.parametrize("name", ["README.md", "README.nl.md"])
def test_the_readme_begins_with_the_two_commands(name: str) -> None:
    lines = tree.text(Path(name)).splitlines()
    assert lines[0] == "# Tweespraak"
    first = [line.split()[0] for line in lines if line.startswith("    ")]
    assert first == ["script/demo", "script/test"]
    assert "git python3-venv" in tree.text(Path(name))


def test_the_two_readmes_have_the_same_parts() -> None:
    parts = [
        len(re.findall(r"^## ", tree.text(Path(name)), re.MULTILINE))
        for name in ("README.md", "README.nl.md")
    ]
    assert parts[0] == parts[1]


# -- decisions


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=str)
def test_a_decision_is_one_page_with_four_headings(path: Path) -> None:
    text = tree.text(path)
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Situation", "Choice", "Consequences", "Rejected"]
    assert len(text.splitlines()) <= 80


# -- reference


@pytest.mark.parametrize("name", sorted(reference.WRITERS))
def test_a_reference_page_is_as_the_code_is(name: str) -> None:
    written = tree.text(Path("docs/reference") / name)
    assert written == reference.WRITERS[name](), "write it anew: .venv/bin/python -m tests.house.reference"


# -- words


def test_the_glossary_gives_each_word_one_line() -> None:
    words = re.findall(r"^\| ([a-z][^|]*?) \|", tree.text(Path("docs/glossary.md")), re.MULTILINE)
    assert len(words) == len(set(words)) > 40


# -- publiccode.yml


def _publiccode() -> dict:
    loaded: dict = yaml.safe_load(tree.text(Path("publiccode.yml")))
    return loaded


def test_publiccode_is_complete() -> None:
    said = _publiccode()
    needed = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
        *("description", "legal", "maintenance", "localisation"),
    }
    assert needed <= set(said)
    assert said["publiccodeYmlVersion"] == "0.7"
    assert said["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert said["softwareType"] == "standalone/web"
    assert said["legal"]["license"] == "EUPL-1.2"
    assert said["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert said["maintenance"]["contacts"]
    assert set(said["localisation"]["availableLanguages"]) == {"nl", "en"}
    assert isinstance(said["localisation"]["localisationReady"], bool)


def test_publiccode_names_countries_in_capitals() -> None:
    """ISO 3166-1 alpha-2; the standard calls small letters deprecated."""
    countries = _publiccode()["intendedAudience"]["countries"]
    assert countries
    assert all(re.fullmatch("[A-Z]{2}", country) for country in countries), countries


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_within_its_limits(language: str) -> None:
    said = _publiccode()["description"][language]
    assert 0 < len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"].strip()) <= 10_000
    assert said["features"]
