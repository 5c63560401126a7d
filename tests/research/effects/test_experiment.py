# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Experiments as they are: several kinds of offer, weights, people drawn together; from a table to a release."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.__main__ import main
from research.errors import InputError
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.reading import read_release
from research.release.schema import TOO_FEW_PEOPLE, TOO_UNCERTAIN, Verdict
from research.results import Estimate, Results
from research.run import estimate
from research.verdicts.judging import judged
from tests.research.builders import PLANS
from tests.research.estimators.test_experiment import whole
from tests.research.lotteries import lottery, lottery_plan

EXACT = 1e-8
TEMPLATE = (PLANS / "own-experiment.toml").read_text(encoding="utf-8")


def table(teams: int = 60, people: int = 2_400, seed: int = 9) -> pd.DataFrame:
    """Teams that draw none, short or long; who takes it up; weights, and hours that a team shares."""
    rng = np.random.default_rng(seed)
    team = rng.integers(0, teams, people)
    offer, unseen = (np.arange(teams) % 3)[team], rng.normal(size=people)
    took = np.where((offer > 0) & (unseen + rng.normal(size=people) > -0.7), offer, 0)
    diploma = rng.random(people) < 0.5
    hours = 18 + rng.normal(0, 2, teams)[team] + 3 * (took == 1) + 6 * (took == 2) + 4 * unseen
    return pd.DataFrame({
        "aanbod": np.array(["geen", "kort", "lang"])[offer], "gevolgd": np.array(["niets", "kort", "lang"])[took],
        "team": [f"t{t:02d}" for t in team], "gewicht": np.where(diploma, 1.0, 2.5),
        "diploma": np.where(diploma, "ja", "nee"),
        "uren": (hours + rng.normal(0, 5, people)).clip(0, 60).round(1),
    })  # fmt: skip


def plan_of(folder: Path, *changes: tuple[str, str]) -> Plan:
    text = TEMPLATE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "loting.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "loting.toml")


def run(folder: Path, data: pd.DataFrame, *changes: tuple[str, str]) -> tuple[Plan, Results]:
    plan = plan_of(folder, *changes)
    data.to_csv(folder / "loting.csv", index=False)
    return plan, estimate(plan, [folder / "loting.csv"])


def row(results: Results, service: str, estimator: str = "2sls", group: str = "") -> Estimate:
    return next(
        e for e in results.estimates if (e.service, e.estimator, e.group) == (service, estimator, group)
    )


ALONE = ('drawn_together = "team"', "")
UNWEIGHTED = ('weight = "gewicht"', "")


@pytest.mark.filterwarnings("ignore::Warning")  # warnings of another package about its own future
@pytest.mark.parametrize("changes", [(ALONE,), (ALONE, UNWEIGHTED)])
def test_each_kind_of_offer_against_the_reference_is_that_of_linearmodels(
    changes: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    from linearmodels.iv import IV2SLS

    data = table()
    _, results = run(tmp_path, data, *changes)
    weight = data["gewicht"] if UNWEIGHTED not in changes else data["gewicht"] * 0 + 1.0
    pairs = [("short", "kort", "geen", "2sls"), ("long", "lang", "geen", "2sls"),
             ("long", "lang", "kort", "2sls_versus.short")]  # fmt: skip
    for service, one, other, estimator in pairs:
        part = data["aanbod"].isin([one, other])
        some = data[part]
        fit = IV2SLS(
            some["uren"], pd.Series(1.0, some.index, name="one"), (some["gevolgd"] == one).astype(float).rename("d"),
            (some["aanbod"] == one).astype(float).rename("z"), weights=weight[part],
        ).fit(cov_type="robust")  # fmt: skip
        own = row(results, service, estimator)
        assert own.n == len(some)
        assert own.estimate == pytest.approx(fit.params["d"], rel=EXACT)
        assert own.se == pytest.approx(fit.std_errors["d"], rel=EXACT)
        assert own.se_clustered is None


def test_people_drawn_together_have_the_error_of_whole_matrices(tmp_path: Path) -> None:
    from research.effects.arms import arms_of, people_of
    from research.run import Way, count

    data = table(teams=30, people=500)
    plan, results = run(tmp_path, data)
    path = count(plan, [tmp_path / "loting.csv"], lambda _: None, Way())
    assert path.rows is not None
    arms, people = arms_of(plan.experiment, path.tally), people_of(plan.experiment, path.rows)
    path.close()
    for place, service in enumerate(("short", "long"), start=1):
        trial = people.trial(arms, (place, 0), 0)
        own, offer = row(results, service), row(results, service, "itt")
        error, freedom = whole(trial, trial.outcomes[0])
        assert offer.se_clustered == pytest.approx(error, rel=EXACT)
        assert own.freedom == int(freedom)
        assert own.estimate is not None
        error, _ = whole(trial, trial.outcomes[0] - own.estimate * trial.taken)
        assert own.se_clustered == pytest.approx(error / abs(trial.coefficient(trial.taken)), rel=EXACT)
        assert own.se == max(own.se_robust or 0.0, own.se_clustered or 0.0)


def test_one_kind_of_offer_to_everyone_alone_is_what_it_was(tmp_path: Path) -> None:
    """By the way of experiments and by that of plain offers: the same numbers."""
    data = lottery()
    data.to_csv(tmp_path / "loting.csv", index=False)
    plain = estimate(lottery_plan(tmp_path), [tmp_path / "loting.csv"])
    text = (tmp_path / "loting.toml").read_text(encoding="utf-8")
    (tmp_path / "loting.toml").write_text(text.replace('value = "1"', 'value = "1"\noffer = "1"'))
    plan = read_plan(tmp_path / "loting.toml")
    assert plan.is_experiment
    other = estimate(plan, [tmp_path / "loting.csv"])
    before = {(e.outcome, e.group_key, e.estimator): e for e in plain.estimates}
    for e in other.estimates:
        was = before[e.outcome, e.group_key, e.estimator]
        for name in ("estimate", "se", "p", "mde", "first_stage_f", "naive", "level_with", "difference_se"):
            one, two = getattr(e, name), getattr(was, name)
            assert (one is None) == (two is None), (name, e.estimator)
            assert one is None or one == pytest.approx(two, rel=1e-7), name
        assert (e.smallest_cell, e.n, e.dominance) == pytest.approx(
            (was.smallest_cell, was.n, was.dominance), rel=1e-9
        )
        if e.estimator == "2sls":
            assert (e.lower, e.upper) == pytest.approx((was.lower, was.upper), rel=1e-7)
    lines = {check.key: check for check in plain.checks}
    for check in other.checks:
        was_value = lines[check.key].value
        assert check.value == (None if was_value is None else pytest.approx(was_value, rel=1e-7))
        assert check.verdict == lines[check.key].verdict


def test_few_teams_give_no_number_and_no_direction(tmp_path: Path) -> None:
    plan, results = run(tmp_path, table(teams=6))
    own = row(results, "long")
    assert own.freedom < 4
    assert own.estimate is None
    assert own.reason == TOO_UNCERTAIN
    groups = next(check for check in results.checks if check.key == "sample.groups")
    assert (groups.value, groups.verdict) == (4.0, Verdict.FAILED)
    _, states, decided = judged(plan, results)
    assert dict(states)["sample"] == Verdict.FAILED
    assert {one.verdict for one in decided} <= {Verdict.NOT_JUDGED, Verdict.SUPPRESSED}


def test_a_weight_makes_no_people(tmp_path: Path) -> None:
    """Rules X1 and X2 count people: seven with a weight of 20 are seven."""
    data = table()
    few = (data["aanbod"] == "lang") & (data["gevolgd"] == "niets")
    data = data.drop(data[few].index[7:])
    data.loc[few, "gewicht"] = 20.0
    plan, results = run(tmp_path, data)
    own = row(results, "long")
    assert own.smallest_cell == 7
    assert own.reason == TOO_FEW_PEOPLE
    release = compose(plan, results, [])
    shown = next(r for r in release.findings if r.service == "long" and r.overall)
    assert shown.estimate is None


def test_weights_are_told_as_fewer_people(tmp_path: Path) -> None:
    data = table()
    _, results = run(tmp_path, data)
    told = next(check for check in results.checks if check.key == "sample.weights")
    w = data["gewicht"].to_numpy()
    assert told.value == w.sum() ** 2 / (w @ w) // 10 * 10
    _, plain = run(tmp_path, data, UNWEIGHTED)
    assert "sample.weights" not in {check.key for check in plain.checks}


def test_halves_of_teams_add_their_errors(tmp_path: Path) -> None:
    _, results = run(tmp_path, table())
    one, other = (row(results, "long", group=group) for group in ("without", "with"))
    assert one.difference_se == pytest.approx((one.se or 0.0) + (other.se or 0.0))
    _, results = run(tmp_path, table(), ALONE)
    one, other = (row(results, "long", group=group) for group in ("without", "with"))
    assert one.difference_se == pytest.approx(np.hypot(one.se or 0.0, other.se or 0.0))


def test_the_release_says_what_was_compared_and_holds_no_arm_against_arm(tmp_path: Path) -> None:
    plan_of(tmp_path)
    table().to_csv(tmp_path / "t.csv", index=False)
    plan, out = str(tmp_path / "loting.toml"), str(tmp_path / "est")
    assert main(["--quiet", "estimate", plan, "--data", str(tmp_path / "t.csv"), "--out", out]) == 0
    assert main(["release", plan, "--estimates", out, "--out", str(tmp_path)]) == 0
    release = read_release(tmp_path / "eigen-loting-2026")
    assert [(r.service, r.group) for r in release.findings if r.overall] == [("short", ""), ("long", "")]
    assert len(release.findings) == 6
    assert "Er zijn 2 soorten aanbod geloot: een korte training, een lange training." in release.explanation
    assert "Mensen zijn in groepen geloot." in release.explanation
    assert "Mensen tellen met een gewicht." in release.explanation
    keys = {check.key for check in release.checks}
    assert {"relevance.short", "relevance.long", "balance.diploma.long", "sample.groups"} <= keys
    # Two services, one characteristic: two differences and two overall effects, as the plan counts them.
    assert release.manifest.subgroup_comparisons == 2
    report = tmp_path / "report.html"
    assert main(["report", "--plan", plan, "--estimates", out, "--out", str(report)]) == 0
    assert "sample.groups" in report.read_text(encoding="utf-8") or "groepen" in report.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("lowest = 0.1", "lowest = 0"), "a limit above 0"),
        (('weight = "gewicht"', 'weight = "diploma"'), "a column of numbers"),
        (('drawn_together = "team"', 'drawn_together = "uren"'), "measured at assignment"),
        (('drawn_together = "team"', 'drawn_together = "ploeg"'), "a codebook line"),
        (('["long:short"]', '["long:none"]'), "two services other than the reference"),
        (('["long:short"]', '["long:long"]'), "two services other than the reference"),
        (('["long:short"]', '["long:short", "long:short"]'), "every key once"),
        (('["long:short"]', '["long:short", "short:long"]'), "every key once"),
        (('offer = "geen"', 'offer = "kort"'), "every key once"),
        (('offer = "geen"', 'offer = "nooit"'), "values of the column"),
    ],
)
def test_a_plan_that_cannot_be_computed_is_refused(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        plan_of(tmp_path, change)


@pytest.mark.parametrize("word", ['weight = "uren"', 'drawn_together = "kwartaal"'])
def test_they_belong_to_an_offer_by_lot(word: str, tmp_path: Path) -> None:
    text = (PLANS / "own-table.toml").read_text(encoding="utf-8")
    text = text.replace('treatment = "hulp"', f'treatment = "hulp"\n{word}')
    if "uren" in word:
        text = text.replace('weight = "uren"', 'weight = "leeftijd"')
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="an offer by lot"):
        read_plan(tmp_path / "p.toml")


def test_an_offer_without_people_is_refused(tmp_path: Path) -> None:
    data = table()
    with pytest.raises(InputError, match="people with the offer lang"):
        run(tmp_path, data[data["aanbod"] != "lang"])


def test_an_offer_that_no_service_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kort"):
        run(
            tmp_path, table(),
            ('value = "kort"\n', 'value = "kort"\noffer = "extra"\n'),
            ('values = ["geen", "kort", "lang"]', 'values = ["geen", "kort", "lang", "extra"]'),
        )  # fmt: skip
