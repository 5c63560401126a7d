# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no text about evidence may say."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from checklist.releases.wording.texts import MAX_WORDS, TEXTS, Lang, split_sentences, word_count

_NUMBERS = (
    r"%",
    r"\b(?:maar|only) \d",
    r"\b(?:1|één|eén|een) op de (?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b",
    r"\b(?:1|one) in (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
    r"\b(?:\d+(?:[.,]\d+)?|twee|drie|vier|two|three|four) ?(?:keer|maal|times) (?:zo|as)\b",
    r"\b(?:dubbel|half) zo\b|\b(?:twice|half) as\b",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an evidence text may not hold."""

    rule: Literal["word", "length", "number"]
    found: str
    sentence: str


def linter(text: str, lang: Lang, *, max_words: int = MAX_WORDS) -> list[Problem]:
    """What an evidence text may not say: banned words, relative numbers, long sentences."""
    problems: list[Problem] = []
    for sentence in split_sentences(text):
        low = unicodedata.normalize("NFC", sentence).lower().replace("’", "'")
        problems += [
            Problem("word", word, sentence)
            for word in TEXTS["banned"][lang]
            if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", low)
        ]
        problems += [
            Problem("number", hit.group(), sentence) for rule in _NUMBERS if (hit := re.search(rule, low))
        ]
        if word_count(sentence) > max_words:
            problems.append(Problem("length", f"{word_count(sentence)} > {max_words}", sentence))
    return problems
