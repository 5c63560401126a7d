# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A release that is refused says so in one sentence, in English and in plain Dutch."""

from __future__ import annotations

from typing import NamedTuple


class Bilingual(NamedTuple):
    """The same words in plain Dutch and in English."""

    nl: str
    en: str


def same(text: str) -> Bilingual:
    """Words that need no translation: a number, a file name, a key."""
    return Bilingual(text, text)


def one_of(words: tuple[str, ...]) -> Bilingual:
    """A closed list of words as an expectation."""
    listed = ", ".join(words)
    return Bilingual(f"een van: {listed}", f"one of: {listed}")


EMPTY = Bilingual("niets", "nothing")
MAKE_AGAIN = Bilingual(
    "Vraag de onderzoeker om een nieuwe uitgave van dit onderzoek.",
    "Ask the researcher for a new copy of this release.",
)
LOOK_AT_FORMAT = Bilingual(
    "Kijk in de beschrijving van het formaat en schrijf de uitgave opnieuw met het onderzoeksprogramma.",
    "Look it up in docs/reference/release-format.md and write the release again with the research program.",
)


class ReleaseError(Exception):
    """A release that cannot be trusted: which file and line, expected, found, and what to do."""

    def __init__(  # noqa: D107 - the class says it
        self,
        *,
        file: str,
        expected: Bilingual,
        found: Bilingual,
        line: int | None = None,
        todo: Bilingual = LOOK_AT_FORMAT,
    ) -> None:
        super().__init__(file, line, expected, found, todo)
        self.file = file
        self.line = line
        self.expected_nl, self.expected_en = expected
        self.found_nl, self.found_en = found
        self.todo_nl, self.todo_en = todo

    def __str__(self) -> str:
        """One complete English sentence."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: expected {self.expected_en}; found {self.found_en}. {self.todo_en}"

    def in_dutch(self) -> str:
        """The same sentence in plain Dutch, fit for the screen."""
        place = self.file if self.line is None else f"{self.file}, regel {self.line}"
        return f"{place}: verwacht werd {self.expected_nl}; gevonden is {self.found_nl}. {self.todo_nl}"


def quoted(text: str) -> Bilingual:
    """A short, safe quotation of what stood in a file."""
    if not text:
        return EMPTY
    shown = "".join(c if c.isprintable() else "?" for c in text[:60])
    return same(f"“{shown}{'…' if len(text) > 60 else ''}”")
