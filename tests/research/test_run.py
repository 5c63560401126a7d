# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole runs: the same bytes whatever the order, nothing half-written, truth found back, gates that say no."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.__main__ import main
from research.data import table as microdata
from research.estimators.inference import holm
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.reading import read_release
from research.release.schema import TOO_UNCERTAIN, FindingRow, Release, Verdict
from research.release.writing import release_files
from research.results import Estimate, Results, estimates_csv, from_json, to_json
from research.run import estimate
from research.simulation.country import ROUND, TOWN, World, true_effect
from research.verdicts.families import decide, gates
from tests.research.builders import PLANS, ROOT, linked_like, small_plan, small_table

FICTIEF = PLANS / "fictief.toml"
#: Verdicts that point nowhere.
QUIET = {"geen uitspraak", "niet beoordeeld", "onderdrukt"}
CITY = World(clients=40_000, caseworkers=120, offices=4, months=24, taste=0.8, seed=11)


def run(table: pd.DataFrame, folder: Path, plan_path: Path = FICTIEF) -> Results:
    path = folder / "linked.csv"
    table.to_csv(path, index=False)
    return estimate(read_plan(plan_path), [path])


@pytest.fixture(scope="module")
def city() -> pd.DataFrame:
    return linked_like(CITY)


@pytest.fixture(scope="module")
def results(city: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Results:
    return run(city, tmp_path_factory.mktemp("city"))


def test_the_same_bytes_whatever_the_order_of_rows_and_the_size_of_chunks(
    city: pd.DataFrame, results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = read_plan(FICTIEF)
    before = release_files(compose(plan, results, []))
    monkeypatch.setattr(microdata.read_chunks, "__defaults__", (7_001,))
    again = run(city.sample(frac=1.0, random_state=3), tmp_path)
    assert estimates_csv(again) == estimates_csv(results)
    assert release_files(compose(plan, again, [])) == before


def test_rows_path_has_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, scale="mean", covariates=("x",))
    table = small_table(1500, scale="mean")
    found = []
    for seed in (None, 1, 2):
        shuffled = table if seed is None else table.sample(frac=1.0, random_state=seed)
        shuffled.to_csv(tmp_path / "t.csv", index=False)
        found.append(estimates_csv(estimate(plan, [tmp_path / "t.csv"])))
    assert found[0] == found[1] == found[2]


def test_several_files_and_parquet_give_the_same(
    city: pd.DataFrame, results: Results, tmp_path: Path
) -> None:
    half = len(city) // 2
    city.iloc[:half].to_parquet(tmp_path / "a.parquet", index=False)
    city.iloc[half:].to_csv(tmp_path / "b.csv", index=False)
    again = estimate(read_plan(FICTIEF), [tmp_path / "b.csv", tmp_path / "a.parquet"])
    assert estimates_csv(again) == estimates_csv(results)


def test_results_survive_being_written_down(results: Results) -> None:
    assert to_json(from_json(to_json(results))) == to_json(results)


def test_every_gate_is_computed_and_none_is_left_open(results: Results) -> None:
    release = compose(read_plan(FICTIEF), results, [])
    assert Verdict.NOT_TESTED not in dict(release.manifest.gates).values()
    assert {check.key.split(".")[0] for check in release.checks} >= {
        "plan", "sample", "balance", "permutation", "relevance", "monotonicity", "overlap", "exclusion", "attrition",
        "power", "disclosure",
    }  # fmt: skip


def test_truth_lies_in_the_printed_intervals(results: Results) -> None:
    # 40,000 people: effects against the reference of about 6, 5 and -3 points; the plain comparison is far off.
    truth = {"direct_werk": 6.0, "voorbereiden": 5.0, "meedoen": -3.0}
    for found in results.headline("caseworker"):
        if (found.comparison, found.outcome, found.group) == ("versus_reference", "werk_12m", ""):
            assert found.lower is not None
            assert found.upper is not None
            assert found.lower - 2 <= truth[found.service] <= found.upper + 2
            assert found.estimate == pytest.approx(truth[found.service], abs=4 * (found.se or 0))
    naive = {e.service: e.naive for e in results.estimates if not e.group and e.outcome == "werk_12m"}
    assert (naive["direct_werk"] or 0) > 10
    assert (naive["voorbereiden"] or 0) < 3


def test_a6_too_little_difference_between_caseworkers_gives_no_number(tmp_path: Path) -> None:
    weak = run(
        linked_like(World(clients=6_000, caseworkers=40, offices=2, months=12, taste=0.02, seed=4)), tmp_path
    )
    release = compose(read_plan(FICTIEF), weak, [])
    assert {r.verdict for r in release.findings if r.type == "effect"} <= QUIET
    main_rows = [row for row in release.findings if row.overall and row.primary and row.type == "effect"]
    assert all(row.estimate is None for row in main_rows)
    assert "te weinig verschil tussen consulenten" in {row.reason_empty for row in main_rows}
    assert release.manifest.gate("relevance") == "niet voldaan"


def test_rerouted_clients_are_noticed_and_nothing_gets_a_direction(tmp_path: Path) -> None:
    world = World(clients=60_000, caseworkers=100, offices=4, months=24, taste=0.8, reroute=0.5, seed=8)
    found = run(linked_like(world), tmp_path)
    release = compose(read_plan(FICTIEF), found, [])
    assert release.manifest.gate("balance") == "niet voldaan"
    assert release.manifest.gate("permutation") == "niet voldaan"
    assert {r.verdict for r in release.findings if r.type == "effect"} <= QUIET
    assert "controle niet voldaan" in {row.reason_empty for row in release.findings}


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.001]) == pytest.approx([0.5, 0.002])
    assert holm([]) == []


def test_s2_a_difference_that_is_not_tested_counts_in_the_family(results: Results) -> None:
    plan = read_plan(FICTIEF)
    states = gates(results.checks, plan)
    rows = [r for r in decide(plan, results, states) if r.difference_p_holm is not None]
    tested = {(r.estimate.service, r.estimate.characteristic): r.estimate.difference_p for r in rows}
    smallest = min(p for p in tested.values() if p is not None)
    assert min(r.difference_p_holm or 0 for r in rows) == pytest.approx(min(1.0, 21 * smallest))


def test_the_plan_may_not_change_between_estimate_and_release(results: Results, tmp_path: Path) -> None:
    text = FICTIEF.read_text(encoding="utf-8").replace("seed = 20260101", "seed = 20260102")
    (tmp_path / "other.toml").write_text(text, encoding="utf-8")
    from research.errors import InputError

    with pytest.raises(InputError, match="the plan the estimates were made with"):
        compose(read_plan(tmp_path / "other.toml"), results, [])


def test_the_command_line_from_nothing_to_a_verified_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ["--clients", "6000", "--caseworkers", "40", "--offices", "2", "--months", "12", "--taste", "1.0"]
    country, linked = str(tmp_path / "country"), str(tmp_path / "linked.csv")
    assert main(["simulate", *made, "--out", country]) == 0
    assert main(["--quiet", "link", country, "--out", linked]) == 0
    assert main(["--quiet", "estimate", str(FICTIEF), "--data", linked, "--out", str(tmp_path / "e")]) == 0
    assert main(["check", str(tmp_path / "e")]) == 0
    assert (
        main(["release", str(FICTIEF), "--estimates", str(tmp_path / "e"), "--out", str(tmp_path / "r")]) == 0
    )
    assert main(["verify", str(tmp_path / "r" / "fictief-stad-2026")]) == 0
    told = capsys.readouterr()
    assert "right" in told.out
    assert "drawing 6,000 people (FICTIEF)" in told.err
    header = (tmp_path / "e" / "estimates.csv").read_text().splitlines()[0]
    assert header == (
        "comparison,service,outcome,group,estimator,estimate,se,lower,upper,n,first_stage_f,naive,"
        "error_kind,se_robust,se_clustered,lower_robust,upper_robust,lower_clustered,upper_clustered"
    )


def test_a_number_that_a_gate_keeps_inside_still_stands_in_the_table_for_inside() -> None:
    kept = Estimate("versus_otherwise", "a", "work", "", "", "ujive", 900, reason=TOO_UNCERTAIN)
    kept.point, kept.point_se = 1.25, 0.5
    results = Results("", "", 900, 900, 1, 8, 8, [kept])
    assert (
        estimates_csv(results).splitlines()[1] == "versus_otherwise,a,work,all,ujive,1.25,0.5,,,900,,,,,,,,,"
    )
    assert from_json(to_json(results)) == results
    row = decide(read_plan(FICTIEF), results, ())[0]
    assert (row.estimate.estimate, row.verdict, row.reason) == (None, "niet beoordeeld", TOO_UNCERTAIN)


def test_a_refusal_is_one_sentence_and_exit_code_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["estimate", str(FICTIEF), "--data", "nowhere.csv", "--out", str(tmp_path)]) == 1
    *_progress, said = capsys.readouterr().err.splitlines()
    assert said.startswith("refused: nowhere.csv: expected")
    assert main(["verify", str(tmp_path)]) == 1
    with pytest.raises(SystemExit) as stop:
        main(["estimate"])
    assert stop.value.code == 2


def test_a_killed_run_leaves_no_release_and_no_estimates(city: pd.DataFrame, tmp_path: Path) -> None:
    city.to_csv(tmp_path / "linked.csv", index=False)
    command = [
        sys.executable,
        "-m",
        "findings",
        "estimate",
        str(FICTIEF),
        "--data",
        str(tmp_path / "linked.csv"),
    ]
    out = tmp_path / "e"
    for after in (0.7, 2.0):
        process = subprocess.Popen([*command, "--out", str(out)], cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (out / "estimates.csv").exists()


def test_a_write_that_fails_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from research.commands.console import write_text

    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="disk full"):
        write_text(tmp_path / "estimates.csv", "x")
    assert list(tmp_path.iterdir()) == []


def test_counts_and_rows_agree_to_twelve_digits(tmp_path: Path) -> None:
    # The same yes-or-no outcome once as a share (counts) and once as a mean (rows).
    table = small_table(2000)
    table.to_csv(tmp_path / "t.csv", index=False)
    share = estimate(small_plan(tmp_path), [tmp_path / "t.csv"]).headline("caseworker")
    mean = estimate(small_plan(tmp_path, scale="mean"), [tmp_path / "t.csv"]).headline("caseworker")
    pairs = [(a, b) for a, b in zip(share, mean, strict=True) if a.estimate is not None]
    assert pairs
    for one, other in pairs:
        for name in ("estimate", "se", "lower", "upper", "level_with", "difference"):
            first, second = getattr(one, name), getattr(other, name)
            if first is not None:
                assert first == pytest.approx(100 * second, rel=1e-9), name


def shipped(name: str) -> tuple[Release, list[FindingRow]]:
    """A shipped fictional release, and its rows about the primary outcome in the comparison that may point."""
    release = read_release(ROOT / "models_store" / f"fictief-{name}-2026")
    manifest = release.manifest
    assert manifest.fictional
    assert "FICTIEF" in manifest.title_nl
    assert "FICTIEF" in manifest.place
    assert manifest.direction_comparison == "versus_otherwise"
    rows = [r for r in release.findings if r.type == "effect" and r.primary]
    return release, [r for r in rows if r.comparison == manifest.direction_comparison]


def test_the_shipped_municipality_is_of_ordinary_size_and_says_why_it_is_silent() -> None:
    release, rows = shipped("stad")
    assert release.manifest.plan_sha256 == read_plan(FICTIEF).sha256
    assert {row.n for row in rows if row.overall} == {TOWN.clients}
    assert not any(row.verdict in ("beter", "slechter") for row in rows)
    assert all(row.reason_empty for row in rows)
    told = {line.key: line for line in release.checks}
    assert (
        "kunnen niets laten zien. Daarvan is geen uitkomst bekeken." in told["plan.feasibility"].sentence_nl
    )
    smallest = told["power.overall"].value
    assert smallest is not None
    assert smallest > 10.0, "what services of this kind do is smaller than what can be seen"
    assert release.manifest.gates_passed, "nothing went wrong: it is too small to know"
    assert {row.reason_empty for row in rows if row.overall} == {TOO_UNCERTAIN}


def test_the_shipped_round_names_its_twelve_and_is_mostly_silent() -> None:
    release, rows = shipped("ronde")
    assert release.manifest.plan_sha256 == read_plan(PLANS / "ronde.toml").sha256
    assert release.manifest.gates_passed
    assert release.manifest.municipalities == len(ROUND) == 12
    assert {row.n for row in rows if row.overall} == {TOWN.clients * len(ROUND)}
    assert TOWN.clients * len(ROUND) <= 420_000
    told = {line.key: line for line in release.checks}
    assert told["plan.round"].sentence_nl == f"Aan deze ronde deden mee: {', '.join(ROUND.values())}."
    services = {row.service for row in rows}
    assert {f"round.left_out.{key}" for key in services} <= set(told)
    assert {f"round.differences.{key}" for key in services} <= set(told)
    verdicts = [row.verdict for row in rows]
    speaks = [verdict in ("beter", "slechter") for verdict in verdicts]
    assert any(speaks)
    assert sum(speaks) < len(rows) / 2


def test_the_shipped_worlds_are_not_made_stronger() -> None:
    """Twelve municipalities of ordinary size, tastes as studies report, effects as everywhere else."""
    assert TOWN.taste == World().taste == 0.35
    assert TOWN.effect == 1.0
    assert (TOWN.direct, TOWN.reroute, TOWN.seed) == (0.0, 0.0, 1)
    traits = np.full((7, 1), 0.5)
    own = {
        track: true_effect(track, 12, traits, TOWN)[0] for track in ("direct_werk", "voorbereiden", "meedoen")
    }
    assert own == {track: true_effect(track, 12, traits, World())[0] for track in own}


def test_a_plan_without_groups_and_with_one_service(tmp_path: Path) -> None:
    # Any table with a decision maker, strata, a yes-or-no treatment and an outcome; no characteristic at all.
    for scale, covariates in (("share", ()), ("mean", ()), ("mean", ("x",))):
        table = small_table(2_000, scale=scale)
        table["track"] = table["track"].replace("b", "none")
        table.to_csv(tmp_path / "t.csv", index=False)
        plan = small_plan(tmp_path, scale=scale, covariates=covariates)
        text = (tmp_path / "klein.toml").read_text(encoding="utf-8").split("[[characteristic]]")[0]
        parts = text.split("[[service]]")
        kept = [part for part in parts if 'key = "b"' not in part]
        tail = "[[outcome]]" + parts[-1].split("[[outcome]]")[1]
        (tmp_path / "one.toml").write_text("[[service]]".join(kept) + tail, encoding="utf-8")
        assert len(plan.tracks) == 2
        one = read_plan(tmp_path / "one.toml")
        found = estimate(one, [tmp_path / "t.csv"]).headline("caseworker")
        assert [e.comparison for e in found] == ["versus_reference", "versus_otherwise"]
        assert found[0].estimate == pytest.approx(found[1].estimate, rel=1e-9)
        assert found[0].n == len(table)


def test_alarms_stand_beside_an_estimate_with_covariates(tmp_path: Path) -> None:
    small_table(1_500, scale="mean").to_csv(tmp_path / "t.csv", index=False)
    found = estimate(small_plan(tmp_path, scale="mean", covariates=("x",)), [tmp_path / "t.csv"]).estimates
    assert {"ujive", "jive1", "2sls", "ols"} <= {e.estimator for e in found}
