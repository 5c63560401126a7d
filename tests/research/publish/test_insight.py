# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of the whole group in a release: the shipped one made again, and one beside effects."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from research.__main__ import main
from research.errors import InputError
from research.publish.insight import with_insight
from research.release.reading import read_release, verify_release
from research.release.schema import INSIGHT
from tests.research.builders import PLANS, ROOT, SAMPLE
from tests.research.insight_plans import both_tables, insight_plan
from tests.research.test_howto import WHOLE_GROUP, commands, walk

STORED = ROOT / "models_store" / "fictief-groep-2026"


@pytest.mark.slow
def test_the_shipped_release_is_made_again_byte_for_byte_by_the_page(tmp_path: Path) -> None:
    """Every command of docs/how-to/show-the-whole-group.md, with as many people as it says."""
    walk(tmp_path, commands(WHOLE_GROUP), fewer=1)
    made = tmp_path / "var" / "releases" / STORED.name
    assert {p.name: p.read_bytes() for p in made.iterdir()} == {
        p.name: p.read_bytes() for p in STORED.iterdir()
    }


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """A plan, its tables and what insight wrote."""
    insight_plan(tmp_path)
    clients, others = both_tables(tmp_path)
    plan = str(tmp_path / "groep.toml")
    words = [
        "insight",
        plan,
        "--data",
        str(clients),
        "--reference",
        str(others),
        "--out",
        str(tmp_path / "i"),
    ]
    assert main(["--quiet", *words]) == 0
    return tmp_path


def test_a_release_of_the_group_alone_verifies(counted: Path) -> None:
    words = [str(counted / "groep.toml"), "--insight", str(counted / "i"), "--out", str(counted / "r")]
    assert main(["--quiet", "release", *words]) == 0
    release = verify_release(counted / "r" / "klein-groep-2026")
    assert release.manifest.kind == release.manifest.design == "association"
    assert release.findings == ()
    assert len(release.insight) == 2 * 6
    assert "Dit is samenhang." in release.explanation
    assert release.explanation.count("FICTIEF") >= 1
    assert {row.key for row in release.checks} == {f"disclosure.insight.X{number}" for number in range(1, 11)}


def test_an_earlier_release_is_looked_at(counted: Path) -> None:
    words = [str(counted / "groep.toml"), "--insight", str(counted / "i"), "--out", str(counted / "r")]
    assert main(["--quiet", "release", *words]) == 0
    first = read_release(counted / "r" / "klein-groep-2026")
    again = with_insight(None, counted / "groep.toml", counted / "i", [counted / "r" / "klein-groep-2026"])
    assert again.insight == first.insight
    line = next(row for row in again.checks if row.key == "disclosure.insight.X8")
    assert line.statistic.startswith("1 earlier releases")


def test_the_table_stands_beside_effects(counted: Path) -> None:
    """A release of effects gets the table, its version and its words; nothing else of it changes."""
    base = read_release(SAMPLE)
    both = with_insight(base, counted / "groep.toml", counted / "i", [])
    assert both.findings == base.findings
    assert both.checks[: len(base.checks)] == base.checks
    assert both.explanation.startswith(base.explanation.rstrip("\n"))
    assert both.manifest.schema == "3"
    assert both.manifest.slug == base.manifest.slug


def test_a_plan_of_an_estimation_is_not_released_without_its_effects(tmp_path: Path) -> None:
    path = tmp_path / "both.toml"
    group = (PLANS / "groep.toml").read_text(encoding="utf-8")
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    only = group[group.index("[insight]") : group.index("[[column]]")]
    topic = group[group.index('[[topic]]\nkey = "education"') : group.index('[[topic]]\nkey = "age"')]
    path.write_text(text + only + topic, encoding="utf-8")
    from research.counting.insight import FILE, to_json
    from research.plan.insight import read_insight
    from tests.research.insight_plans import counts_of

    (tmp_path / "i").mkdir()
    counts = counts_of(read_insight(path), {"education": (200, 800)}, {"education": (200, 800)}, years=3)
    (tmp_path / "i" / FILE).write_text(to_json(counts), encoding="utf-8")
    with pytest.raises(InputError, match="--estimates as well"):
        with_insight(None, path, tmp_path / "i", [])


def test_release_without_anything_is_refused(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quiet", "release", str(counted / "groep.toml"), "--out", str(counted / "r")]) == 1
    assert "expected --estimates, or --insight, or both; found neither" in capsys.readouterr().err
    assert not (counted / "r").exists()


def test_what_stays_inside_is_whole(counted: Path) -> None:
    names = {path.name for path in (counted / "i").iterdir()}
    assert names == {"insight.json", "insight-inside.csv", "insight-reading.csv"}
    rows = (counted / "i" / "insight-inside.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2 * 6


def test_many_people_outside_the_plan_are_a_warning(
    counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    insight_plan(counted, ("years = [2019, 2020]", "years = [2020]"))
    words = [str(counted / "groep.toml"), "--data", str(counted / "clients.csv")]
    words += ["--reference", str(counted / "others.csv"), "--out", str(counted / "j")]
    assert main(["--quiet", "insight", *words]) == 0
    assert "people of the clients lie outside the years and ages of the plan" in capsys.readouterr().err


def test_a_table_of_another_release_is_refused(counted: Path) -> None:
    words = [str(counted / "groep.toml"), "--insight", str(counted / "i"), "--out", str(counted / "r")]
    assert main(["--quiet", "release", *words]) == 0
    made = counted / "r" / "klein-groep-2026"
    shutil.copy(STORED / INSIGHT, made / INSIGHT)
    assert main(["--quiet", "verify", str(made)]) == 1
