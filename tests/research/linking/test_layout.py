# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A layout that cannot be used is refused at the place to mend; one change of the shipped layout at a time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from research.errors import InputError
from research.linking.cells import NotInList, amount_of, words_of
from research.linking.layout import SHIPPED, read_layout

TEXT = SHIPPED.read_text(encoding="utf-8")
NAME = next(line for line in TEXT.splitlines() if line.strip().startswith("pattern = "))
CODED = next(line for line in TEXT.splitlines() if line.strip() == 'form = "number"')


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "mine.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_what_is_no_toml_is_no_layout(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"[layout")
    with pytest.raises(InputError, match=r"mine\.toml: expected a layout in TOML"):
        read_layout(tmp_path / "mine.toml")
    (tmp_path / "mine.toml").write_bytes(b"[layout]\nname = '\xff'\n")
    with pytest.raises(InputError, match="a layout in TOML"):
        read_layout(tmp_path / "mine.toml")


def test_a_layout_without_a_role_links_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEXT[: TEXT.index("[[role]]")], encoding="utf-8")
    with pytest.raises(InputError, match=r"at least one \[\[role\]\]; found “?none"):
        read_layout(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (NAME, NAME.partition("=")[0] + "= '('", "pattern: expected a regular expression"),
        (NAME, NAME.partition("=")[0] + "= 'ANOTHER(?P<year>....)'", "example: expected a name that fits"),
        (CODED, 'form = "code"', "codes: expected codes with their meaning"),
        (CODED, 'form = "roman"', "form: expected one of"),
    ],
)
def test_a_name_or_a_column_that_cannot_be_read_is_refused(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_layout(changed(tmp_path, old, new))
    assert words in str(caught.value)


@pytest.mark.parametrize("word", ["1e9", "-1e9", "inf", "nan"])
def test_an_amount_that_cannot_be_is_no_amount(word: str) -> None:
    with pytest.raises(NotInList) as caught:
        amount_of(word)
    assert "a number that cannot be" in caught.value.args


@pytest.mark.parametrize("word", ["", "x", "1.2.3"])
def test_a_word_is_no_amount(word: str) -> None:
    with pytest.raises(NotInList) as caught:
        amount_of(word)
    assert "another column, or a damaged cell" in caught.value.args


def test_amounts_are_hundredths_of_at_least_0() -> None:
    assert [amount_of(word) for word in ("12,5", "0.01", "-3")] == [1250, 1, 0]


@pytest.mark.parametrize("kind", ["string", "str", "object"])
@pytest.mark.parametrize("cells", [["012", None, "7"], [None, None], ["1.0", None, " a "], []])
def test_an_absent_cell_is_an_empty_word_whatever_holds_the_text(kind: str, cells: list[str | None]) -> None:
    found = words_of(pd.Series(cells, dtype=kind))
    assert list(found) == [{None: "", "1.0": "1", " a ": "a"}.get(cell, cell) for cell in cells]
