# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions as HTML, drawn and cut once per version and language (docs/decisions/0022)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from checklist.base.slots import Cut, Slots, cut
from checklist.questions import rules
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import keep_newest, questions_of, version_key

_skeletons: dict[tuple[Any, ...], dict[str, Cut]] = {}


def skeleton(checklist: Checklist, language: str) -> dict[str, Cut]:
    """The compiled questions of one version in one language. A draft is compiled anew each time."""
    if checklist.state == Checklist.State.DRAFT:
        return _compile(checklist, language)
    place = (*version_key(checklist), language)
    if place not in _skeletons:
        keep_newest(_skeletons, place, _compile(checklist, language))
    return _skeletons[place]


def _compile(checklist: Checklist, language: str) -> dict[str, Cut]:
    with translation.override(language):
        return {question.key: _cut(question, language) for question in questions_of(checklist)}


def _cut(question: Question, language: str) -> Cut:
    context = {"q": shown(question, language), "slots": Slots(question.key)}
    return cut(render_to_string("checklist/questions/question.html", context))


def drawn_alone(question: Question, language: str) -> SafeString:
    """One question as it looks in the talk, unanswered; it need not be stored."""
    return _cut(question, language).filled({})


def shown(question: Question, language: str) -> dict[str, Any]:
    """One question in one language, arranged for a template."""
    slots = Slots(question.key)

    def rows(entries: Iterable[Mapping[str, str]], kind: str) -> list[dict[str, Any]]:
        return [
            {
                "value": e["value"],
                "label": e[language],
                "slot": slots[f"{kind}={e['value']}"],
                "alone": e["value"] in rules.NONE_OF,
            }
            for e in entries
        ]

    text = {
        name: getattr(question, f"{name}_{language}")
        for name in ("topic", "text", "help", "prompt", "use", "measured")
    }
    return text | {
        "key": question.key,
        "number": question.position,
        "kind": question.kind,
        "ground": question.ground,
        "sensitive": question.sensitive,
        "fixed": question.fixed,
        "depends_on": question.depends_on,
        "depends_values": " ".join(question.depends_values),
        "options": rows(question.options, "option"),
        "open": rows(_open_answers(), "option"),
        "given": _given(slots, question),
        "lines": [
            line | {"judgements": _judgements(slots, line["value"], language)}
            for line in rows(question.lines, "line")
        ],
        "has_words": question.own_words or question.kind == Question.Kind.WORDS,
        "words_only": question.kind == Question.Kind.WORDS,
        "many": question.kind == Question.Kind.SEVERAL,
    }


def paper_questions(checklist: Checklist, language: str) -> list[dict[str, Any]]:
    """The questions of a version for the paper twin, with the same numbers; `after` says when one is skipped."""
    asked = {question.key: question for question in questions_of(checklist)}
    return [
        shown(question, language) | {"after": _after(question, asked, language)}
        for question in asked.values()
    ]


def _after(question: Question, asked: Mapping[str, Question], language: str) -> dict[str, Any] | None:
    parent = asked.get(question.depends_on)
    if parent is None:
        return None
    wanted = [option[language] for option in parent.options if option["value"] in question.depends_values]
    return {"number": parent.position, "answers": " / ".join(wanted)}


def _open_answers() -> list[dict[str, str]]:
    """The three answers under every question that are equal to the others and say nothing about the person."""
    words = {
        rules.UNKNOWN: gettext("I do not know"),
        rules.DECLINED: gettext("I would rather not say"),
        rules.NOT_ASKED: gettext("Not asked"),
    }
    return [{"value": value, "nl": text, "en": text} for value, text in words.items()]


def _given(slots: Slots, question: Question) -> dict[str, Any] | None:
    """Own words and lines have an answer of their own beside the open ones, so that nothing is said twice."""
    if question.kind not in {rules.WORDS, rules.LINES}:
        return None
    label = gettext("In my own words") if question.kind == rules.WORDS else gettext("Line by line")
    return {"value": rules.GIVEN, "label": label, "slot": slots["given"]}


def _judgements(slots: Slots, line: str, language: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": words[language], "slot": slots[f"line={line}={value}"]}
        for value, words in rules.JUDGEMENTS.items()
    ]
