# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of citations becomes the shipped release, or is refused; what a source does not give stays empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.errors import InputError
from research.publish.cited import read_cited
from research.release.reading import collect
from research.release.writing import release_files
from tests.research.builders import PLANS, ROOT

CITED = [path for path in sorted(PLANS.glob("*.toml")) if "[release]" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", CITED, ids=lambda path: path.stem)
def test_a_shipped_release_of_citations_holds_what_its_file_says(path: Path) -> None:
    release = read_cited(path)
    stored = collect(ROOT / "models_store" / release.manifest.slug)
    made = release_files(release)
    assert {name: data for name, data in made.items() if name.endswith(".csv")} == {
        name: data for name, data in stored.items() if name.endswith(".csv")
    }
    for row in release.findings:
        given = [row.estimate, row.se, row.lower, row.upper, row.level_with, row.level_without]
        assert bool(row.reason_empty) is all(value is None for value in given)
        assert (row.interval_kind == "reported") is (row.lower is not None)


@pytest.mark.parametrize(
    "content", [None, b"[release", b"title = '\xff'"], ids=["no file", "broken", "bytes"]
)
def test_what_is_no_toml_file_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "cited.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"cited\.toml: expected a TOML file in UTF-8"):
        read_cited(path)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[release]", "[relaese]", "release"),
        ('licence = "CC-BY-4.0"', "", "licence"),
        ("explanation =", "explained =", "explanation"),
        ('explanation = """', 'explanation = 3\nmore = """', "strip"),
        ("\n[[finding]]\n", "\n[[funding]]\n", "finding"),
        ('level = "instrument"', 'level = "instrument"\ncolour = "red"', "unexpected key"),
    ],
)
def test_a_file_of_citations_without_all_its_keys_is_refused(
    old: str, new: str, found: str, tmp_path: Path
) -> None:
    text = (PLANS / "literatuur.toml").read_text(encoding="utf-8")
    path = tmp_path / "cited.toml"
    path.write_text(text, encoding="utf-8")
    assert read_cited(path).findings
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=f"expected all keys of a cited release; found .*{found}"):
        read_cited(path)
