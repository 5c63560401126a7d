# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page, the record that fixes it, and an estimation that keeps closed what could not speak."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from playwright.sync_api import Browser

from research.__main__ import main
from research.errors import InputError
from research.feasibility.page import Findings, sentences, service_name
from research.feasibility.prospects import Prospect
from research.feasibility.record import read_record
from research.feasibility.words import LANGUAGES, WORDS, counted
from research.plan.reading import read_plan
from tests.browser import PHONE, WIDE, axe_faults, sideways
from tests.research.builders import PLANS, small_plan, small_table

OPEN_ANYWAY = (
    "seed = ",
    'open_anyway_nl = "De raad wil het weten."\nopen_anyway_en = "The council asks."\nseed = ',
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan, a table with outcomes and the same as a registration without; everything is told in `told/`."""
    small_plan(tmp_path)
    table = small_table(8000)
    table.to_csv(tmp_path / "linked.csv", index=False)
    table.drop(columns="y").to_csv(tmp_path / "registration.csv", index=False)
    assert tell(tmp_path) == 0
    return tmp_path


def tell(folder: Path, *more: str, out: str = "told") -> int:
    plan, registration = str(folder / "klein.toml"), str(folder / "registration.csv")
    asked = ["feasibility", plan, "--registration", registration, "--out", str(folder / out)]
    return main(["--quiet", *asked, *more])


def estimate(folder: Path, *more: str, out: str = "est") -> int:
    asked = ["estimate", str(folder / "klein.toml"), "--data", str(folder / "linked.csv")]
    return main(["--quiet", *asked, "--out", str(folder / out), *more])


def held(folder: Path) -> str:
    return str(folder / "told" / "feasibility.json")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_number_of_the_map_stands_in_its_table(folder: Path, lang: str) -> None:
    html = (folder / "told" / f"feasibility.{lang}.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "{" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    section = html.split('id="map"')[1].split("</section>")[0]
    drawn = section[section.index("<svg") : section.index("</svg>") + 6]
    in_picture = [node.text for node in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    in_table = re.findall(r"<td>([^<]+)</td>", section.split("</svg>")[1])
    assert len(in_table) == 30
    assert [word for word in in_picture if word in set(in_table)] == in_table


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_page_has_no_fault_and_does_not_move_sideways(
    folder: Path, chromium: Browser, width: int
) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"file://{folder}/told/feasibility.nl.html")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert axe_faults(page) == []
    assert not sideways(page)
    page.context.close()


def test_of_a_question_that_cannot_speak_no_outcome_is_opened(folder: Path) -> None:
    closed = read_record(folder / "told" / "feasibility.json").closed
    assert closed
    assert estimate(folder) == 0
    assert estimate(folder, "--feasibility", held(folder), out="kept") == 0
    before, after = (pd.read_csv(folder / name / "estimates.csv") for name in ("est", "kept"))
    key = ["comparison", "service", "group"]

    def is_closed(table: pd.DataFrame) -> pd.Series:
        names = [(c, s, *(("", "") if g == "all" else g.split("."))) for c, s, g in table[key].to_numpy()]
        return pd.Series([name in closed for name in names], index=table.index)

    assert before[is_closed(before)]["estimate"].notna().any(), "there was something to keep closed"
    shut = after[is_closed(after)]
    assert len(shut)
    assert shut[["estimate", "se", "lower", "upper", "naive"]].isna().all(axis=None)
    assert set(shut["estimator"]) == {"ujive"}
    opened = after[~is_closed(after)].reset_index(drop=True)
    assert opened["estimate"].notna().any()
    pd.testing.assert_frame_equal(opened, before[~is_closed(before)].reset_index(drop=True))
    lines = json.loads((folder / "kept" / "results.json").read_text(encoding="utf-8"))["checks"]
    told = next(line for line in lines if line["key"] == "plan.feasibility")
    assert read_record(folder / "told" / "feasibility.json").sha256 in told["statistic"]
    assert "Daarvan is geen uitkomst bekeken." in told["sentence_nl"]


def test_a_plan_that_says_why_opens_all_the_same(folder: Path) -> None:
    small_plan(folder, changes=dict([OPEN_ANYWAY]))
    assert tell(folder) == 0
    assert estimate(folder) == 0
    assert estimate(folder, "--feasibility", held(folder), out="kept") == 0
    before, after = ((folder / name / "estimates.csv").read_bytes() for name in ("est", "kept"))
    assert before == after
    assert "De raad wil het weten." in (folder / "kept" / "results.json").read_text(encoding="utf-8")
    assert "The council asks." in (folder / "told" / "preregistration.txt").read_text(encoding="utf-8")


def test_a_changed_record_and_that_of_another_plan_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "told" / "feasibility.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"cannot"', '"can"', 1), encoding="utf-8")
    assert estimate(folder, "--feasibility", str(path)) == 1
    assert "changed after it was written" in capsys.readouterr().err
    path.write_text("[]", encoding="utf-8")
    assert estimate(folder, "--feasibility", str(path)) == 1
    assert "expected the file that feasibility wrote" in capsys.readouterr().err
    path.write_text(text, encoding="utf-8")
    small_plan(folder, changes={"seed = ": "seed = 1"})
    assert estimate(folder, "--feasibility", str(path)) == 1
    assert "The plan was changed since" in capsys.readouterr().err
    with pytest.raises(InputError, match="found"):
        read_record(folder / "nowhere.json")


def test_the_same_registration_gives_the_same_record(folder: Path) -> None:
    assert tell(folder, out="again") == 0
    for name in ("feasibility.json", "feasibility.nl.html", "preregistration.txt"):
        assert (folder / "told" / name).read_bytes() == (folder / "again" / name).read_bytes()


def test_a_municipality_beside_this_one_is_told_by_its_place(folder: Path) -> None:
    others = [elsewhere(folder, seed) for seed in (91, 92)]
    assert tell(folder, "--beside", *others, out="both") == 0
    html = (folder / "both" / "feasibility.nl.html").read_text(encoding="utf-8")
    place = json.loads((folder / "told" / "feasibility.json").read_text(encoding="utf-8"))["place"]
    assert f"samen met {place}" in html
    assert "met alle 3 samen" in html


def elsewhere(folder: Path, seed: int) -> str:
    """What another municipality wrote, of other people under the same plan."""
    registration = folder / f"elsewhere-{seed}.csv"
    small_table(8000, seed=seed).drop(columns="y").to_csv(registration, index=False)
    out = folder / f"elsewhere-{seed}"
    asked = ["--registration", str(registration), "--out", str(out)]
    assert main(["--quiet", "feasibility", str(folder / "klein.toml"), *asked]) == 0
    return str(out / "feasibility.json")


def test_nobody_counts_twice_beside_this_municipality(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = elsewhere(folder, 91)
    for beside in ([held(folder)], [other, other]):
        assert tell(folder, "--beside", *beside, out="both") == 1
        assert "a municipality that does not count yet" in capsys.readouterr().err
    assert not (folder / "both").exists()


def test_prospects_of_other_people_are_told_where_outcomes_are_opened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estimate(folder, "--feasibility", held(folder)) == 0
    assert "other people" not in capsys.readouterr().err
    pd.read_csv(folder / "registration.csv").iloc[:5000].to_csv(folder / "registration.csv", index=False)
    assert tell(folder, out="fewer") == 0
    assert estimate(folder, "--feasibility", str(folder / "fewer" / "feasibility.json")) == 0
    assert "was made of 5,000 people, and these data hold 8,000" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_numbers_agree_with_what_they_count(lang: str) -> None:
    one = {
        "nl": ("1 intake", "1 consulent", "1 gemeente"),
        "en": ("1 intake", "1 caseworker", "1 municipality"),
    }
    many = {"nl": ("2 intakes", "2 consulenten", "2 gemeenten"),
            "en": ("2 intakes", "2 caseworkers", "2 municipalities")}  # fmt: skip
    kinds = ("intakes", "caseworkers", "municipalities")
    assert tuple(counted(lang, 1, kind) for kind in kinds) == one[lang]
    assert tuple(counted(lang, 2, kind) for kind in kinds) == many[lang]
    assert counted(lang, 0.7, "people") == {"nl": "1 mens", "en": "1 person"}[lang]
    for key, texts in WORDS.items():  # no sentence writes the noun behind a number by itself
        text = texts[LANGUAGES.index(lang)]
        found = re.search(
            r"\{\w+\} (intakes|consulent|caseworker|gemeente|municipalit|mensen|people|toetsen)", text
        )
        assert not found, f"{key}: {text}"


def told(smallest: tuple[float, float], strength: float = 900.0) -> Findings:
    """Two services under a comparison, and one that sees more under another."""
    plan = replace(read_plan(PLANS / "fictief.toml"), direction_comparison="versus_reference")
    names = [service.key for service in plan.tracks]
    rows = [
        Prospect("versus_reference", name, "", "", 1, 1, 1, strength, None, 4.0, seen)
        for name, seen in zip(names, smallest, strict=False)
    ]
    rows.append(Prospect("versus_otherwise", names[1], "", "", 1, 1, 1, strength, None, 1.0, 3.0))
    return Findings(plan, rows, 30.0, {}, 0.3, "record")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_holds_for_one_service_alone_names_it(lang: str) -> None:
    found = told((40.0, 15.0))
    first, pool, other = sentences(found, lang)[:3]
    name = service_name(found, found.best.service, lang)
    assert found.best.service == found.plan.tracks[1].key
    for line in (first, pool, other):
        assert f"“{name}”" in line
    assert "1 intake " in first
    assert f"{3} " in pool  # (15 / 10)² is more than two
    assert f"{9} " in pool


def test_more_municipalities_are_named_only_where_this_one_sees_too_little() -> None:
    """What is closed for another reason, such as strength, is not mended by a count that starts from one."""
    lines = sentences(told((40.0, 8.0), strength=0.0), "en")
    assert not [line for line in lines if "Together with municipalities" in line]


def test_a_rate_outside_1_to_99_is_a_wrong_call(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        tell(folder, "--rate", "0.3")
    assert "how many of 100 people have the outcome" in capsys.readouterr().err
