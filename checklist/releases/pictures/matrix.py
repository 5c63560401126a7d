# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Services beside groups: in each cell a shape and a word for what is known there. No cell is empty, none ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checklist.releases.wording import (
    AWAY,
    NOT_STUDIED,
    RECALLED,
    SIMILAR,
    TOO_UNCERTAIN,
    TOWARDS,
    WITHDRAWN,
    FindingFacts,
    Lang,
    reason_words,
    state_words,
)
from checklist.releases.wording.states import NOT_JUDGED, NOT_SHOWN, TOO_WEAK, TOO_WIDE, TOWNS_DIFFER
from checklist.releases.wording.texts import say

#: The shape of every state; a state that stands nowhere here is silent: there is no number to judge.
SHAPES = {
    TOWARDS: "towards",
    AWAY: "away",
    SIMILAR: "similar",
    **dict.fromkeys((TOO_UNCERTAIN, TOO_WIDE, TOO_WEAK, TOWNS_DIFFER), "uncertain"),
    **dict.fromkeys(NOT_JUDGED, "apart"),
    NOT_STUDIED: "never",
    **dict.fromkeys((WITHDRAWN, RECALLED), "gone"),
}
SILENT = "silent"
#: Shapes in the order of the key below the table.
ORDER = ("towards", "away", "similar", "uncertain", "apart", SILENT, "never", "gone")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`finding` is the number of the finding behind it, 0 where nobody studied this."""

    service: str
    shape: str
    word: str
    finding: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    label: str
    everybody: bool
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    services: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    keys: tuple[tuple[str, str], ...]
    looked: str


def matrix(
    services: Sequence[tuple[str, str]],
    groups: Iterable[tuple[tuple[str, str], str]],
    known: Mapping[tuple[str, str, str], tuple[int, FindingFacts]],
    *,
    looked_at: int,
    lang: Lang,
) -> Matrix:
    """`services` as (key, name) and `groups` as ((characteristic, key), name), both in the order of the release;
    `known` holds what was found per (service, characteristic, group), of everybody under two empty keys. `looked_at`:
    how often the study asked whether a group differs."""
    rows = [(("", ""), say("matrix_everybody", lang)), *groups]
    made = tuple(
        MatrixRow(
            label,
            not key[0],
            tuple(_cell(name, known.get((service, *key)), lang) for service, name in services),
        )
        for key, label in rows
    )
    shown = {cell.shape for row in made for cell in row.cells}
    keys = tuple((shape, say(f"matrix_key_{shape}", lang)) for shape in ORDER if shape in shown)
    looked = say("matrix_looked", lang, n=str(looked_at)) if looked_at else ""
    return Matrix(tuple(name for _service, name in services), made, keys, looked)


def _cell(service: str, found: tuple[int, FindingFacts] | None, lang: Lang) -> MatrixCell:
    if found is None:
        return MatrixCell(service, SHAPES[NOT_STUDIED], say("matrix_never", lang), 0)
    number, facts = found
    state = facts.state
    shape = SHAPES.get(state, SILENT)
    if shape in ("towards", "away"):
        word = state_words(facts, lang)
    else:
        word = say("matrix_apart", lang) if state == NOT_SHOWN else reason_words(state, lang)
    return MatrixCell(service, shape, word, number)
