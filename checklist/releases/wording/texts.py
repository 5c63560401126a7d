# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts of `texts.toml`, filled in, and what keeps a sentence short."""

import re
import tomllib
from pathlib import Path
from typing import Literal

Lang = Literal["nl", "en"]
MAX_SENTENCES, MAX_WORDS, MAX_WORDS_ELSEWHERE = 5, 15, 20

TEXTS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
_SENTENCE_END = re.compile(r"(?<=[.!?])[’”\")]*\s+|\n+")


def say(key: str, lang: Lang, **values: str) -> str:
    """One text, with its open places filled in."""
    return str(TEXTS["words"][key][0 if lang == "nl" else 1]).format(**values)


def series(key: str, lang: Lang) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(TEXTS[key][lang])


def fit(*candidates: str) -> str:
    """The first sentence that is short enough; the last one always is."""
    return next((text for text in candidates if word_count(text) <= MAX_WORDS), candidates[-1])


def word_count(sentence: str) -> int:
    return len([word for word in sentence.split() if any(sign.isalnum() for sign in word)])


def split_sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
