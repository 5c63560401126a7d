# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report for researchers, and what the command line promises."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser

import research
from research.__main__ import EXAMPLES, EXIT_CODES, command_line, main
from research.release.schema import CHECK_VERDICTS, COMPARISONS, REASONS, VERDICTS
from research.report.charts import Mark, chart, ticks
from research.report.facts import from_release
from research.report.page import page, plain_marks
from research.report.words import LANGUAGES, WORDS, told, words
from tests.browser import PHONE, WIDE, axe_faults, sideways
from tests.research.builders import ROOT, small_plan, small_table
from tests.research.plans import column, outcome

SHIPPED = [ROOT / "models_store" / name for name in ("fictief-ronde-2026", "jobcorps-1995")]


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    small_plan(folder)
    small_table(3000).to_csv(folder / "t.csv", index=False)
    plan, out = str(folder / "klein.toml"), str(folder / "est")
    assert main(["--quiet", "estimate", plan, "--data", str(folder / "t.csv"), "--out", out]) == 0
    asked = ["report", "--plan", plan, "--estimates", out, "--out", str(folder / "r.html")]
    assert main(["--quiet", *asked]) == 0
    return (folder / "r.html").read_text(encoding="utf-8")


def test_one_file_without_outside_calls_script_or_style_attributes(inside: str) -> None:
    for html in (inside, *(page(from_release(folder)) for folder in SHIPPED)):
        assert "<script" not in html
        assert not re.search(r"\b(src|href)\s*=\s*[\"'](?!#)", html)
        assert not re.search(r"\sstyle=|url\(|@import", html)
        assert "default-src 'none'" in html
        for picture in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
            ET.fromstring(picture)


def test_inside_it_says_that_it_must_not_leave_and_a_release_does_not(inside: str) -> None:
    assert "blijft in de beveiligde omgeving" in inside
    for lang, warning in (("nl", "beveiligde omgeving"), ("en", "secure environment")):
        assert warning not in page(from_release(SHIPPED[0], lang))
    assert "FICTIEF" in page(from_release(SHIPPED[0]))
    assert "FICTIEF" not in page(from_release(SHIPPED[1]))


def test_every_part_has_its_picture_and_its_table(inside: str) -> None:
    for key in ("effects", "first-stage", "balance", "power", "robustness", "checks", "alarms"):
        part = inside.split(f'<h2 id="{key}">', maxsplit=1)[1].split("</section>", maxsplit=1)[0]
        assert "<table" in part
        assert ("<svg" in part) == (key not in ("checks", "alarms"))


def test_the_report_of_a_release_holds_every_number_of_its_effects() -> None:
    dutch, english = (page(from_release(SHIPPED[0], lang)) for lang in ("nl", "en"))
    for row in from_release(SHIPPED[0]).rows:
        if row.primary and row.estimate is not None:
            assert f"{row.estimate:.2f}".replace("-", "−") in english
            assert f"{row.estimate:.2f}".replace("-", "−").replace(".", ",") in dutch
    assert "prevalence.three_conditions.all" in dutch


def test_dutch_and_english_are_each_whole() -> None:
    for folder in SHIPPED:
        dutch, english = (page(from_release(folder, lang)) for lang in ("nl", "en"))
        assert '<html lang="nl">' in dutch
        assert '<html lang="en">' in english
        assert dutch.count("<tr>") == english.count("<tr>")
        assert dutch.count("<svg") == english.count("<svg")
        for key, (nl, en) in WORDS.items():
            # A sentence of the other language would show that somebody forgot to ask for the words.
            if nl != en and len(nl) > 30 and "{}" not in nl:
                assert escape(nl) not in english, key
                assert escape(en) not in dutch, key
        for reason in (*REASONS, "geen uitspraak", "onderdrukt"):
            assert f"<td>{reason}</td>" not in english


def test_every_word_that_a_release_can_hold_has_its_translation() -> None:
    for word in (*REASONS, *VERDICTS, *CHECK_VERDICTS, *COMPARISONS):
        assert all(words(lang, word, "x") for lang in LANGUAGES)
    for nl, en in WORDS.values():
        assert nl.count("{}") == en.count("{}")


def test_numbers_are_written_as_the_language_does() -> None:
    assert told("nl", -1234.5, 2) == "−1.234,50"
    assert told("en", -1234.5, 2) == "−1,234.50"
    assert told("nl", None) == "–"
    picture = chart("t", [Mark("a", 0.25, 0.1, 0.4)], "x", lang="nl")
    assert ">0,2<" in picture
    assert ">0.2<" not in picture


def test_balance_is_drawn_with_its_error() -> None:
    facts = from_release(SHIPPED[1])
    lines = [line for line in facts.checks if line.subject.kind == "balance"]
    for mark, line in zip((m for m in plain_marks(lines, facts) if m.kind != "head"), lines, strict=True):
        assert mark.low is not None
        assert mark.high is not None
        assert line.value is not None
        assert mark.low < line.value < mark.high
        assert mark.kind == ("main" if line.verdict == "voldaan" else "bad")


def test_a_mark_without_a_number_says_why() -> None:
    picture = chart("t", [Mark("young", said="te onzeker"), Mark("old", 1.0, 0.5, 1.5)], "points")
    assert "te onzeker" in picture
    assert picture.count("<circle") == 1
    assert ticks(-5.3, 6.1) == [-4, -2, 0, 2, 4, 6]


def test_report_wants_a_run_or_a_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--out", str(tmp_path / "r.html")]) == 1
    assert "neither or both" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_every_command_has_an_example_that_parses_and_names_its_exit_codes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert set(EXAMPLES) >= {
        "plan",
        "simulate",
        "link",
        "check",
        "estimate",
        "release",
        "verify",
        "report",
        "count",
    }
    for name, example in EXAMPLES.items():
        command_line("findings").parse_args([name, *example.split()])
        with pytest.raises(SystemExit) as stopped:
            main([name, "--help"])
        assert stopped.value.code == 0
        said = capsys.readouterr().out
        assert example in said
        assert EXIT_CODES.strip() in said


def test_no_class_offers_fit_so_no_estimator_checks_of_scikit_learn_apply() -> None:
    """Whoever adds a class with `fit` learns here that it has to pass sklearn's `check_estimator`."""
    offering = []
    for module in pkgutil.walk_packages(research.__path__, "research."):
        if module.name == "research.__main__":
            continue
        for name, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if found.__module__.startswith("research") and hasattr(found, "fit") and callable(found.fit):
                offering.append(f"{module.name}.{name}")
    assert offering == [], "run sklearn.utils.estimator_checks.check_estimator on these"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("lang", "width"), [("nl", PHONE), ("en", WIDE)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    lang: str, width: int, tmp_path: Path, chromium: Browser
) -> None:
    (tmp_path / "r.html").write_text(page(from_release(SHIPPED[0], lang)), encoding="utf-8")
    tab = chromium.new_page(viewport={"width": width, "height": 900})
    tab.goto((tmp_path / "r.html").as_uri())
    assert axe_faults(tab) == []
    assert not sideways(tab)
    tab.close()


def estimated(folder: Path, table: pd.DataFrame, more: str = "", **how: Any) -> str:
    """The report of a small plan, with more outcomes."""
    plan = small_plan(folder, **how)
    text = (folder / plan.path).read_text(encoding="utf-8") + more
    (folder / plan.path).write_text(text, encoding="utf-8")
    table.to_csv(folder / "t.csv", index=False)
    asked = ["--data", str(folder / "t.csv"), "--out", str(folder / "est")]
    assert main(["--quiet", "estimate", str(folder / plan.path), *asked]) == 0
    out = folder / "r.html"
    told = [
        "report",
        "--plan",
        str(folder / plan.path),
        "--estimates",
        str(folder / "est"),
        "--out",
        str(out),
    ]
    assert main(["--quiet", *told]) == 0
    return out.read_text(encoding="utf-8")


def test_outcomes_of_another_unit_stand_on_another_axis(tmp_path: Path) -> None:
    table = small_table(3_000, scale="mean")
    table["z"] = (table["y"] > table["y"].median()).astype(int)
    more = column("z", "integer", ["0", "1"], "outcome").replace("after", "outcome")
    more += outcome("again", ("Nog", "Again"), "share", "punten").replace('column = "y"', 'column = "z"')
    more = more.replace('id = "y"', 'id = "z"').replace("primary = true", "primary = false")
    html = estimated(tmp_path, table, more, scale="mean")
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    terms = [p for p in pictures if "elke termijn" in p]
    assert len(terms) == 4, "two units for each of two comparisons"
    for picture in terms:
        assert ("euro" in picture) != ("punten" in picture), "one unit on one axis"
        assert ("Nog" in picture) == ("punten" in picture)


def test_where_nobody_has_a_number_one_sentence_says_why_and_lines_are_folded_away(tmp_path: Path) -> None:
    rng = np.random.default_rng(9)
    table = small_table(3_000)
    table["track"] = rng.choice(["none", "a", "b"], len(table))  # caseworkers do not differ
    html = estimated(tmp_path, table)
    effects = html.partition('id="effects"')[2].partition("</section>")[0]
    assert "<svg" not in effects
    assert effects.count("Er is bij geen enkele regel een getal:") == 2, "once for every comparison"
    assert "te weinig verschil tussen consulenten" in effects
    open_words = re.sub(r"<details>.*?</details>", "", effects, flags=re.DOTALL)
    assert len(re.sub(r"<[^>]+>", " ", open_words).split()) < 150
    assert effects.count("<details>") >= 4
