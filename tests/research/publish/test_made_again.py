# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped fictional release can be made again, byte for byte, from the seed in `research/simulation/country.py`.

The seven files and their linking are skipped to save a minute (other tests hold them); everything after them is done.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.writing import release_files
from research.run import estimate
from research.simulation.country import SHIPPED, draw
from research.simulation.files import households, persons, pseudonyms, yearly
from tests.research.builders import PLANS, ROOT, linked_like

STORED = ROOT / "models_store" / "fictief-2026"


def shipped_table() -> pd.DataFrame:
    """The linked table of the shipped country: its schooling is unknown for whom the yearly file leaves out."""
    people = draw(SHIPPED)
    rng = np.random.Generator(np.random.PCG64(SHIPPED.seed + 1))
    rin = pseudonyms(SHIPPED.clients, SHIPPED.seed)
    start = people.month.astype(np.int64) + SHIPPED.first_year * 12
    persons(people, rin, start, rng)
    households(people, rin, start, rng)
    files = yearly(people, rin, start, rng)
    known = np.concatenate(
        [file["RINPERSOON"] for name, file in files.items() if name.startswith("HOOGSTEOPL")]
    )
    table = linked_like(SHIPPED, people).assign(RINPERSOON=rin)
    table.loc[~table["RINPERSOON"].isin(known), "opleiding"] = "onbekend"
    return table


@pytest.mark.slow
def test_the_fictional_release_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "linked.parquet"
    shipped_table().to_parquet(path, index=False)
    plan = read_plan(PLANS / "fictief.toml")
    made = release_files(compose(plan, estimate(plan, [path]), []))
    stored = {file.name: file.read_bytes() for file in STORED.iterdir()}
    assert sorted(made) == sorted(stored)
    differing = [name for name, content in made.items() if content != stored[name]]
    assert not differing, "make models_store/fictief-2026 again: docs/how-to/estimate-your-own-release.md"
