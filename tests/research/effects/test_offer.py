# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A lottery is an ordinary experiment: everyone, nobody or some take part; the effect of the offer is always there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.publish.compose import compose
from research.release.rules import finding_complaints
from research.release.writing import write_release
from research.results import Estimate, Results, from_json, to_json
from tests.research.in_parts import offered
from tests.research.lotteries import lottery, run_lottery


def of(results: Results, estimator: str, group: str = "all") -> Estimate:
    return next(e for e in results.estimates if (e.estimator, e.group_key) == (estimator, group))


def check_of(results: Results, key: str) -> tuple[str, float | None, str]:
    check = next(c for c in results.checks if c.key == key)
    return check.verdict, check.value, check.sentence_nl


def test_everyone_follows_the_offer(tmp_path: Path) -> None:
    table = lottery(with_offer=1.0, without_offer=0.0)
    plan, results = run_lottery(table, tmp_path)
    effect, itt = of(results, "2sls"), of(results, "itt")
    gap = table["y"][table["offer"] == 1].mean() - table["y"][table["offer"] == 0].mean()
    assert [effect.estimate, effect.naive, itt.estimate] == pytest.approx([gap, gap, gap])
    assert effect.se == pytest.approx(itt.se)
    assert effect.first_stage_f is None  # it has no limit, and a file cannot hold what has none
    verdict, value, sentence = check_of(results, "relevance.offer")
    assert (verdict, value) == ("voldaan", None)
    assert "veranderde duidelijk" in sentence
    assert from_json(to_json(results)) == results
    release = compose(plan, results, [])
    row = next(r for r in release.findings if r.overall)
    assert row.verdict == "beter"
    assert list(finding_complaints(row, release.manifest)) == []
    write_release(release, tmp_path / "out")


def test_nobody_without_an_offer_could_take_part(tmp_path: Path) -> None:
    plan, results = run_lottery(lottery(without_offer=0.0), tmp_path)
    effect = of(results, "2sls")
    assert effect.reason == ""
    assert effect.estimate == pytest.approx(8.0, abs=4 * (effect.se or 0))
    assert effect.smallest_cell >= 10
    assert check_of(results, "relevance.offer")[0] == "voldaan"
    shown = {(r.characteristic, r.group): r.verdict for r in compose(plan, results, []).findings}
    assert "onderdrukt" not in shown.values()


def test_x2_a_few_people_who_crossed_over_are_a_small_cell_and_nobody_is_not(tmp_path: Path) -> None:
    table = lottery(without_offer=0.0)
    table.loc[table.index[table["offer"] == 0][:3], "took"] = 1
    plan, results = run_lottery(table, tmp_path)
    assert (of(results, "2sls").reason, of(results, "2sls").smallest_cell) == ("te weinig mensen", 3)
    assert of(results, "itt").estimate is not None
    assert {r.verdict for r in compose(plan, results, []).findings} == {"onderdrukt"}


def test_x2_an_empty_cell_of_one_group_only_is_a_small_cell(tmp_path: Path) -> None:
    table = lottery(without_offer=0.2)
    table.loc[(table["old"] == 1) & (table["offer"] == 0), "took"] = 0
    plan, results = run_lottery(table, tmp_path)
    assert (of(results, "2sls", "age.from_45").reason, of(results, "2sls").reason) == ("te weinig mensen", "")
    assert of(results, "itt", "age.from_45").estimate is not None
    verdicts = {r.group: r.verdict for r in compose(plan, results, []).findings}
    assert verdicts["from_45"] == verdicts["under_45"] == "onderdrukt"
    assert verdicts[""] != "onderdrukt"


def test_x2_a_few_people_without_an_offer_say_nothing_about_the_design(tmp_path: Path) -> None:
    table = lottery(without_offer=0.0)
    some = pd.concat([table[table["offer"] == 1], table[table["offer"] == 0].head(39)])
    _, results = run_lottery(some, tmp_path)
    assert (of(results, "2sls").reason, of(results, "2sls").smallest_cell) == ("te weinig mensen", 0)
    more = pd.concat([table[table["offer"] == 1], table[table["offer"] == 0].head(40)])
    _, results = run_lottery(more, tmp_path)
    assert of(results, "2sls").reason == ""


@pytest.mark.parametrize("chances", [(0.0, 0.0), (1.0, 1.0), (0.4, 0.4)])
def test_an_offer_that_moves_nobody_has_an_effect_of_its_own_and_no_other(
    chances: tuple[float, float], tmp_path: Path
) -> None:
    plan, results = run_lottery(lottery(with_offer=chances[0], without_offer=chances[1]), tmp_path)
    assert (of(results, "2sls").estimate, of(results, "2sls").reason) == (
        None,
        "te weinig verschil tussen consulenten",
    )
    assert of(results, "itt").estimate == pytest.approx(0.0, abs=4 * (of(results, "itt").se or 0))
    verdict, _, sentence = check_of(results, "relevance.offer")
    assert verdict == "niet voldaan"
    assert "veranderde te weinig" in sentence
    compose(plan, results, [])


def test_x2_of_a_share_the_outcome_is_counted_among_who_took_part_too(tmp_path: Path) -> None:
    table = lottery(scale="share")
    took = table.index[table["took"] == 1]
    table.loc[took, "y"] = 0
    table.loc[took[:4], "y"] = 1
    _, results = run_lottery(table, tmp_path, scale="share")
    assert of(results, "2sls").smallest_cell == 4
    assert of(results, "2sls").reason == "te weinig mensen"


def test_a_first_stage_without_chance_has_no_limit() -> None:
    offer, same, none = np.array([0.0, 1.0] * 30), np.zeros(60), np.zeros((0, 60))
    assert offered(offer, offer, offer, same, none)[0].f == float("inf")
    assert offered(offer, same, offer, same, none)[1].effect is None
    assert offered(same, offer, offer, same, none)[0].f == 0.0
