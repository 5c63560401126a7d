# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linking: what the simulated country knows comes out again, as of the intake month, with a report of every loss."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.errors import InputError
from research.linking.link import link
from research.simulation.country import TRAITS, People, World, draw
from research.simulation.files import pseudonyms, write_world

WORLD = World(clients=3_000, caseworkers=20, offices=2, months=14, seed=6)


@pytest.fixture
def country(tmp_path: Path) -> tuple[Path, People]:
    people = draw(WORLD)
    write_world(people, WORLD, tmp_path, "csv", lambda _: None)
    return tmp_path, people


def change(folder: Path, name: str, edit: object) -> Path:
    path = next(folder.glob(f"{name}*"))
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    edit(table).to_csv(path, index=False)  # type: ignore[operator]
    return path


def test_everything_known_comes_back(country: tuple[Path, People]) -> None:
    folder, people = country
    linked = link(folder)
    order = np.argsort(pseudonyms(WORLD.clients, WORLD.seed))
    table = linked.table
    assert len(table) == WORLD.clients
    assert (table["leeftijd"].to_numpy() == people.age[order]).all()
    for column, trait in (
        ("gehuwd", "married"), ("kinderen", "with_children"), ("recent_werk", "recent_work"), ("chronisch", "chronic"),
    ):  # fmt: skip
        truth = people.traits[TRAITS.index(trait)][order] == 1
        assert ((table[column] == "ja").to_numpy() == truth).all(), column
    for place, term in enumerate((6, 12, 24)):
        assert (table[f"werk_{term}m"].astype(int).to_numpy() == people.outcomes[place][order]).all()
    three = people.conditions.sum(axis=0)[order] >= 3
    assert ((table["drie_aandoeningen"] == "ja").to_numpy() == three).all()
    known = table["opleiding"] != "onbekend"
    assert 0.94 < known.mean() < 1.0
    middle = people.traits[TRAITS.index("middle")][order] == 1
    assert ((table["opleiding"] == "middelbaar").to_numpy() == middle)[known].all()


def test_the_report_counts_every_loss(country: tuple[Path, People]) -> None:
    folder, _ = country
    change(folder, "GBAPERSOON", lambda t: t.iloc[100:])
    change(folder, "INTAKE", lambda t: pd.concat([t, t.iloc[:50].assign(intake_maand="2030-01")]))
    linked = link(folder)
    steps = {step: (before, found) for step, before, found, _ in linked.steps}
    assert steps["first intake"] == (3_050, 3_000)
    assert steps["GBAPERSOONTAB"] == (3_000, 2_900)
    assert "GBAPERSOONTAB,3000,2900,100," in linked.report
    # The first intake counts, not the later one.
    assert not (linked.table["intake_maand"] == "2030-01").any()


def test_the_order_of_rows_changes_nothing(country: tuple[Path, People]) -> None:
    folder, _ = country
    before = link(folder).table
    for name in ("INTAKE", "SECMBUS", "GBAHUISHOUDENS", "GBAPERSOON"):
        change(folder, name, lambda t: t.sample(frac=1.0, random_state=1))
    pd.testing.assert_frame_equal(link(folder).table, before)


REFUSED = [
    ("INTAKE", lambda t: t.assign(naam="x"), ("naam", "no names")),
    ("INTAKE", lambda t: t.drop(columns="consulent"), ("a column “consulent”",)),
    ("INTAKE", lambda t: t.assign(intake_maand="april"), ("line 2", "intake_maand", "a month like")),
    ("INTAKE", lambda t: t.assign(RINPERSOON="1"), ("RINPERSOON", "nine digits")),
    ("INTAKE", lambda t: t.assign(mail="a@b.nl"), ("mail", "an e-mail address")),
    ("GBAPERSOON", lambda t: t.assign(x="3011 AD"), ("x", "a postcode")),
    ("INTAKE", lambda t: t.assign(RINPERSOON="123456782"), ("RINPERSOON", "eleven-test")),
]


@pytest.mark.parametrize(("name", "edit", "words"), REFUSED, ids=range(len(REFUSED)))
def test_bad_files_are_refused(
    country: tuple[Path, People], name: str, edit: object, words: tuple[str, ...]
) -> None:
    path = change(country[0], name, edit)
    with pytest.raises(InputError) as caught:
        link(country[0])
    for word in (path.name, "expected", "found", *words):
        assert word in str(caught.value), str(caught.value)


def test_a_missing_file_is_named(country: tuple[Path, People]) -> None:
    next(country[0].glob("SECMBUS*")).unlink()
    with pytest.raises(InputError, match="SECMBUS"):
        link(country[0])
