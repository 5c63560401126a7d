# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small plans, tables and releases for the tests of `findings`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from research.counting.tally import Tally
from research.estimators.inference import NullSets
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.run import Way, count
from research.simulation.country import TRACKS, TRAITS, People, World, draw
from tests.research.plans import THROUGH_THE_TRACK, Value, age, column, head, outcome, section, service

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).parent / "samples" / "voorbeeld-klein"
PLANS = ROOT / "research" / "plans"


def leniency_plan(scale: str, covariates: tuple[str, ...], other: str) -> str:
    """Judges in courts who refer to two services, with an outcome that is a share or a mean."""
    roles: dict[str, Value] = {
        "decision_maker": "judge", "strata": ["court", "month"], "office": "court", "treatment": "track",
        "covariates": list(covariates), "other_columns": other,
    }  # fmt: skip
    return "\n".join([
        head("klein-2026", ("Klein onderzoek (FICTIEF)", "Small study (FICTIONAL)"), "caseworker",
             direction_comparison="versus_reference", **THROUGH_THE_TRACK),
        section("[columns]", roles),
        column("judge", "key") + column("court", "key") + column("month", "key")
        + column("track", "category", ["none", "a", "b"], "after") + column("old", "integer", ["0", "1"])
        + column("x", "number") + column("late", "integer", ["0", "1"], "after")
        + column("y", "integer" if scale == "share" else "number", measured="outcome"),
        service("none", "none", ("geen", "none"), reference=True) + service("a", "a", ("hulp a", "service a"))
        + service("b", "b", ("hulp b", "service b")),
        outcome("work", ("Werk", "Work"), scale, "" if scale == "share" else "euro"),
        age(),
    ])  # fmt: skip


def small_plan(
    folder: Path,
    *,
    scale: str = "share",
    covariates: tuple[str, ...] = (),
    other: str = "refuse",
    changes: dict[str, str] | None = None,
) -> Plan:
    """A plan on judges and courts: not our own column names, on purpose."""
    text = leniency_plan(scale, covariates, other)
    for old, new in (changes or {}).items():
        assert old in text, f"the plan does not hold {old!r}"
        text = text.replace(old, new)
    path = folder / "klein.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def tally_of(plan: Plan, table: pd.DataFrame, folder: Path) -> Tally:
    """The tally of a table, by way of a file."""
    table.to_csv(folder / "t.csv", index=False)
    found = count(plan, [folder / "t.csv"], lambda _: None, Way())
    found.close()
    return found.tally


def plain_sets(estimate: float, se: float) -> NullSets:
    """The test of an estimate with one error, whatever the value: its ranges are the estimate and so many errors."""
    return NullSets(estimate, 1.0, ((se * se, 0.0, 0.0, None),))


def small_table(clients: int = 900, seed: int = 5, scale: str = "share") -> pd.DataFrame:
    """People seen by judges in courts, with selection on something unobserved."""
    rng = np.random.default_rng(seed)
    court = rng.integers(0, 2, clients)
    judge = court * 6 + rng.integers(0, 6, clients)
    month = rng.integers(0, 3, clients)
    old = rng.integers(0, 2, clients)
    unseen = rng.normal(size=clients)
    utility = (
        rng.normal(0, 1.2, (12, 2))[judge] + np.outer(unseen, [0.8, -0.6]) + rng.gumbel(size=(clients, 2))
    )
    choice = np.column_stack([rng.gumbel(size=clients), utility]).argmax(axis=1)
    latent = 0.4 + 0.1 * np.tanh(unseen) + 0.1 * (choice == 1) - 0.05 * old
    y = (
        (rng.random(clients) < latent).astype(int)
        if scale == "share"
        else 1000 * latent + 50 * rng.normal(size=clients)
    )
    return pd.DataFrame(
        {
            "judge": [f"j{number:02d}" for number in judge],
            "court": [f"c{number}" for number in court],
            "month": [f"m{number}" for number in month],
            "track": np.array(["none", "a", "b"])[choice],
            "old": old,
            "x": np.round(unseen + rng.normal(size=clients), 3),
            "late": rng.integers(0, 2, clients),
            "y": y,
        }
    )


def linked_like(world: World, people: People | None = None) -> pd.DataFrame:
    """A simulated country as the linked table, without the detour over seven files."""
    people = people or draw(world)
    start = people.month + world.first_year * 12

    def yes(name: str) -> np.ndarray:
        return np.where(people.traits[TRAITS.index(name)] == 1, "ja", "nee")

    size = len(people.track)
    return pd.DataFrame(
        {
            "RINPERSOON": [f"{n * 7 + 100000003:09d}" for n in range(size)],
            "consulent": [f"k{n:04d}" for n in people.worker],
            "locatie": [f"locatie{n:02d}" for n in people.office],
            "intake_maand": [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in start],
            "traject": np.array(TRACKS)[people.track],
            "leeftijd": people.age,
            "geslacht": np.where(people.traits[TRAITS.index("woman")] == 1, "vrouw", "man"),
            "opleiding": np.where(people.traits[TRAITS.index("middle")] == 1, "middelbaar", "laag"),
            "gehuwd": yes("married"),
            "kinderen": yes("with_children"),
            "recent_werk": yes("recent_work"),
            "betaalachterstand": np.where(people.arrears, "ja", "nee"),
            "chronisch": yes("chronic"),
            "drie_aandoeningen": np.where(people.conditions.sum(axis=0) >= 3, "ja", "nee"),
            "werk_6m": people.outcomes[0],
            "werk_12m": people.outcomes[1],
            "werk_24m": people.outcomes[2],
        }
    )
