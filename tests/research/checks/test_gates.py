# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gates say no to what is wrong and, as often as their level, to what is right; docs/reference/gate-sizes.md."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from research.checks.caseworker import DROPPED_STOP, DROPPED_WARN, check_all, dropped_words
from research.checks.permutation import permuted_p, whole_weights
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.schema import Verdict
from research.run import estimate
from tests.research.builders import ROOT, small_plan, small_table
from tests.study import gates as study


def test_permutation_does_not_reject_lots_with_traits_that_say_nothing() -> None:
    """1 in 100 may fail; a rounding on one side only made it 23 in 30 at 400,000 people."""
    world = replace(study.WORLDS["lots_400000_weak"], people=200_000, caseworkers=80, traits=1)
    plan = study.plan_of(world)
    rejected = 0
    for seed in range(1, 16):
        tally = study.lottery(world, plan, 7_000 + seed)
        lines = check_all(replace(plan, seed=seed), tally, lambda _: None)
        rejected += next(c for c in lines if c.gate == "permutation").verdict == "niet voldaan"
    assert rejected <= 2


@pytest.mark.parametrize(
    "name", ["lots_4000_weak", "lots_4000_strong", "offer_4000_weak", "offer_4000_strong"]
)
def test_every_gate_stays_within_its_level(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "LOGS", tmp_path)
    study.go_on([name], 60, 5.0, lambda _: None)
    found = study.sizes([name])
    assert {gate.key for _, gate, *_ in found} >= {"balance", "monotonicity.first_stage"}
    assert all(draws == 60 for _, _, draws, *_ in found)
    assert [gate.key for _, gate, _, tests, no in found if not study.within(gate, tests, no)] == []
    study.go_on([name], 60, 5.0, lambda _: None)
    assert study.sizes([name]) == found  # taken up again: nothing is drawn twice


def test_a_line_that_was_cut_off_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study, "LOGS", tmp_path)
    study.go_on(["offer_4000_weak"], 3, 5.0, lambda _: None)
    path = tmp_path / "offer_4000_weak.csv"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:-9], encoding="utf-8")
    study.go_on(["offer_4000_weak"], 3, 5.0, lambda _: None)
    assert [line.split(",")[:-1] for line in path.read_text(encoding="utf-8").splitlines()] == [
        line.split(",")[:-1] for line in whole.splitlines()
    ]


@pytest.mark.slow
def test_the_log_of_a_study_is_the_same_with_two_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = []
    for workers in (1, 2):
        monkeypatch.setattr(study, "LOGS", tmp_path / str(workers))
        study.go_on(["offer_4000_weak", "lots_4000_weak"], 4, 5.0, lambda _: None, workers)
        files = [tmp_path / str(workers) / f"{name}_4000_weak.csv" for name in ("offer", "lots")]
        lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
        logs.append([line.rpartition(",")[0] for line in lines])
    assert len(logs[0]) == 2 * (1 + 4)
    assert logs[1] == logs[0]


def test_the_study_says_what_it_can_do() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.study.gates", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(word in told.stdout for word in ("--minutes", "--write", "--world"))


def test_permutation_does_not_apply_without_characteristics(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    text = (tmp_path / "klein.toml").read_text(encoding="utf-8").split("[[characteristic]]")[0]
    (tmp_path / "none.toml").write_text(text, encoding="utf-8")
    plan = read_plan(tmp_path / "none.toml")
    small_table(6_000).to_csv(tmp_path / "t.csv", index=False)
    results = estimate(plan, [tmp_path / "t.csv"])
    line = next(c for c in results.checks if c.gate == "permutation")
    assert (line.verdict, line.value) == (Verdict.NOT_APPLICABLE, None)
    assert compose(plan, results, []).manifest.gate("permutation") == Verdict.NOT_APPLICABLE


def test_caseworkers_who_were_given_other_clients_fail_balance_and_permutation(tmp_path: Path) -> None:
    """Whoever often takes up a service is given older clients, who find work less often."""
    table = small_table(4_000)
    often = table["track"].eq("a").groupby(table["judge"]).transform("mean") > table["track"].eq("a").mean()
    rng = np.random.default_rng(11)
    table["old"] = (rng.random(len(table)) < np.where(often, 0.75, 0.25)).astype(int)
    table["y"] = (rng.random(len(table)) < 0.6 - 0.3 * table["old"]).astype(int)
    table.to_csv(tmp_path / "t.csv", index=False)
    results = estimate(small_plan(tmp_path), [tmp_path / "t.csv"])
    said = {c.key: (c.verdict, c.sentence_en) for c in results.checks if c.gate in ("balance", "permutation")}
    assert said["balance.age.a"] == (Verdict.FAILED, "Caseworkers were given different clients.")
    assert said["permutation.predicted"] == (
        Verdict.FAILED,
        "Drawing lots hardly ever gives a division of clients over caseworkers as uneven as this.",
    )
    gate = compose(small_plan(tmp_path), results, []).manifest.gate
    assert (gate("balance"), gate("permutation")) == (Verdict.FAILED, Verdict.FAILED)


def test_a_tie_counts_as_a_tie() -> None:
    """A trait that everyone of a stratum shares: every shuffle is the real division, so nothing is unusual."""
    world = study.WORLDS["lots_4000_weak"]
    plan = study.plan_of(world)
    tally = study.lottery(world, plan, 3)
    people = tally.clients[0].sum(axis=1)
    half = tally.stratum_of % 2 == 1
    for number in range(2, tally.groups, 2):
        tally.clients[number] = np.where(half[:, None], tally.clients[0], 0)
    tally.patterns[:] = 0
    by_stratum = np.bincount(tally.stratum_of, people).astype(np.int64)
    odd = np.arange(len(by_stratum)) % 2 == 1
    tally.patterns[:, 0], tally.patterns[:, -1] = np.where(odd, 0, by_stratum), np.where(odd, by_stratum, 0)
    assert permuted_p(tally, np.array([0.1, 0.2, 1 / 3]), 1) == 1.0


def test_weights_are_whole_and_every_sum_of_them_is_exact() -> None:
    coefficients = np.array([1 / 3, -1e-7, 0.25, 0.0])
    weights = whole_weights(coefficients, 2_000_000)
    assert weights.dtype == np.int64
    assert int(np.abs(weights).sum()) * 2_000_000 <= 2**52
    assert weights / weights[2] == pytest.approx(coefficients / 0.25, abs=1e-8)
    assert not whole_weights(np.zeros(3), 10).any()


def test_the_sentence_about_people_left_out_follows_the_share() -> None:
    found = [
        dropped_words(share)
        for share in (0.0, DROPPED_WARN, DROPPED_WARN + 0.01, DROPPED_STOP, DROPPED_STOP + 0.01)
    ]
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len({found[0], found[2], found[4]}) == 3
    assert "Te veel" in found[4][0]
