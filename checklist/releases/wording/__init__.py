# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence about evidence, in Dutch and English, made from plain values. Pure: standard library only.

The rules (docs/explanation/wording.md): groups in the past tense, per 100 people, with and without over the same
term, the range in numbers, at most five sentences of at most fifteen words with one pair of numbers each, and no
sentence that sells, scores or predicts. `linter` checks them, and also the texts that people write.
The texts themselves stand in `texts.toml`, where anyone can read and discuss them.
"""

from checklist.releases.wording.facts import (
    AWAY,
    NO_STATEMENT,
    NOT_STUDIED,
    REFUSED,
    STUDIES_DIFFER,
    TOO_OLD,
    TOO_UNCERTAIN,
    TOWARDS,
    FindingFacts,
    Phrase,
    Rounded,
    difference_text,
    number,
    range_text,
    rounded,
)
from checklist.releases.wording.linter import Problem, linter
from checklist.releases.wording.sentences import (
    association_sentences,
    certainty_level,
    certainty_reasons,
    certainty_sentence,
    certainty_words,
    effect_sentences,
    for_whom,
    headline,
    literature_sentences,
    no_adding,
    not_measured,
    other_frame,
    override_sentence,
    reason_sentences,
    reason_words,
    rounding_note,
    sentences,
    term_words,
    why_shown,
    your_voice,
)
from checklist.releases.wording.texts import (
    MAX_SENTENCES,
    MAX_WORDS,
    MAX_WORDS_ELSEWHERE,
    Lang,
    split_sentences,
    word_count,
)

__all__ = [
    "AWAY",
    "MAX_SENTENCES",
    "MAX_WORDS",
    "MAX_WORDS_ELSEWHERE",
    "NOT_STUDIED",
    "NO_STATEMENT",
    "REFUSED",
    "STUDIES_DIFFER",
    "TOO_OLD",
    "TOO_UNCERTAIN",
    "TOWARDS",
    "FindingFacts",
    "Lang",
    "Phrase",
    "Problem",
    "Rounded",
    "association_sentences",
    "certainty_level",
    "certainty_reasons",
    "certainty_sentence",
    "certainty_words",
    "difference_text",
    "effect_sentences",
    "for_whom",
    "headline",
    "linter",
    "literature_sentences",
    "no_adding",
    "not_measured",
    "number",
    "other_frame",
    "override_sentence",
    "range_text",
    "reason_sentences",
    "reason_words",
    "rounded",
    "rounding_note",
    "sentences",
    "split_sentences",
    "term_words",
    "why_shown",
    "word_count",
    "your_voice",
]
