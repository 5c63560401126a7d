# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table of a plan at a time: its keys are asked for by name and type, and whatever was not asked for is refused."""

from __future__ import annotations

from difflib import get_close_matches
from math import isfinite
from typing import Any

from research.errors import InputError, shown
from research.release.tables import FORMULA

LONGEST = 1_000


class Section:
    """One table of the TOML file; refuses missing, unknown and mistyped keys with a sentence."""

    def __init__(self, file: str, name: str, values: Any) -> None:
        """Take the table and remember which of its keys were asked for. Raises `InputError` for what is no table."""
        if not isinstance(values, dict):
            raise InputError(
                file=file, column=f"[{name}]", expected="a table of keys and values", found=shown(values)
            )
        self.file, self.name, self.values, self.asked = file, name, values, set[str]()

    def refuse(self, key: str, expected: str, found: object) -> InputError:
        """An error about one key."""
        return InputError(
            file=self.file, column=f"[{self.name}] {key}", expected=expected, found=shown(found)
        )

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of a key, which must have this type.

        Raises `InputError` when it is missing or of another type.
        """
        self.asked.add(key)
        if key not in self.values:
            if default is ...:
                raise self.refuse(key, f"a value ({kind.__name__})", self.misspelt(key))
            return default
        value = self.values[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.refuse(key, f"a value of type {kind.__name__}", value)
        if isinstance(value, str):
            self.check_words(key, value, required=default is ...)
        if isinstance(value, float) and not isfinite(value):
            raise self.refuse(key, "a finite number", value)
        return value

    def misspelt(self, key: str) -> str:
        """The key in the file that is most like one that is missing; empty where none is."""
        return next(
            iter(get_close_matches(key, [name for name in self.values if name not in self.asked], 1)), ""
        )

    def check_words(self, key: str, words: str, *, required: bool) -> None:
        """What a release cannot hold is refused before anything is computed.

        Raises `InputError` for anything else.
        """
        if required and not words:
            raise self.refuse(key, "words", "")
        if not words.isprintable() or words != words.strip():
            raise self.refuse(key, "one line, without spaces around it", words)
        if len(words) > LONGEST:
            raise self.refuse(key, f"at most {LONGEST} characters", f"{len(words)} characters")
        if words.startswith(FORMULA) and key != "value":
            raise self.refuse(key, "words that no spreadsheet runs (not starting with = + - @)", words)

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of words; numbers are read as words. Raises `InputError` for anything else."""
        words = self.take(key, list, list(default))
        wrong = [value for value in words if isinstance(value, list | dict | bool)]
        if wrong:
            raise self.refuse(key, "a list of words", wrong[0])
        return tuple(str(value) for value in words)

    def one_of(self, key: str, allowed: tuple[str, ...], default: Any = ...) -> str:
        """A word from a closed list. Raises `InputError` for any other word."""
        value = str(self.take(key, str, default))
        if value not in allowed:
            raise self.refuse(key, f"one of {', '.join(allowed)}", value)
        return value

    def done(self) -> None:
        """Refuse keys that nobody asked for. Raises `InputError` for a key that is left."""
        for key in self.values:
            if key not in self.asked:
                raise self.refuse(key, f"only {', '.join(sorted(self.asked))}", key)


def sections(file: str, name: str, values: dict[str, Any]) -> list[Section]:
    """The repeated tables of one name. Raises `InputError` when it is no list."""
    tables = values.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
        raise InputError(file=file, column=f"[[{name}]]", expected="repeated tables", found=shown(tables))
    return [Section(file, f"{name} {number}", item) for number, item in enumerate(tables, start=1)]
