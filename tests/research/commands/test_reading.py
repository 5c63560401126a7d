# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a researcher hears of the files: how they were read, labels that may be one, an outcome that never varies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from research.__main__ import main
from tests.research.builders import small_plan, small_table


def test_how_a_file_was_read_and_what_to_look_at_is_told_and_kept_inside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path)
    table = small_table(400).assign(y=0)
    table["judge"] = np.where(np.arange(400) % 2, table["judge"].str.upper(), table["judge"])
    table.to_csv(tmp_path / "t.csv", index=False, sep=";", encoding="cp1252")
    plan, out = str(tmp_path / "klein.toml"), str(tmp_path / "out")
    assert main(["estimate", plan, "--data", str(tmp_path / "t.csv"), "--out", out]) == 0
    said = capsys.readouterr().err
    assert "reading t.csv: text with semicolons, UTF-8" in said
    assert "warning: 24 labels of caseworkers, with 400 people, look like another one: “J00” / “j00”" in said
    assert "warning: The outcome y is the same for everybody (0); nothing can be said about it." in said
    assert (tmp_path / "out" / "reading.csv").read_text(encoding="utf-8") == (
        'file,how\nt.csv,"text with semicolons, UTF-8"\n'
    )
    for lang, words in (
        ("nl", ("Gelezen: t.csv", "tekst met puntkomma&#x27;s, UTF-8", "Let op", "24 namen van consulenten")),
        ("en", ("Read: t.csv", "text with semicolons, UTF-8", "Look at", "24 labels of caseworkers")),
    ):
        asked = [
            "report",
            "--plan",
            plan,
            "--estimates",
            out,
            "--out",
            str(tmp_path / "r.html"),
            "--lang",
            lang,
        ]
        assert main(["--quiet", *asked]) == 0
        page = (tmp_path / "r.html").read_text(encoding="utf-8")
        for word in words:
            assert word in page, word
    released = ["release", plan, "--estimates", out, "--out", str(tmp_path / "releases")]
    assert main(["--quiet", *released]) == 0
    for path in (tmp_path / "releases" / "klein-2026").iterdir():
        assert b"J00" not in path.read_bytes()
