# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From answers to what stands on screen: the slots of the compiled skeleton, filled for one case."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from checklist.intake.forms.answers import AnswersForm
from checklist.intake.models import Case
from checklist.intake.queries import (
    OpenedAnswer,
    Talk,
)
from checklist.intake.rules import Topic
from checklist.questions import rules
from checklist.questions.models import Question
from checklist.questions.page import skeleton
from checklist.questions.queries import no_longer_needed


def fills(
    questions: Iterable[Question],
    opened: Mapping[str, OpenedAnswer],
    asked: Collection[str],
    typed: AnswersForm | None = None,
) -> dict[str, str]:
    """What the skeleton needs for one case: ticks, words, versions. Typed text wins over what is stored."""
    present = {question.key for question in typed.questions} if typed else set()
    sentences = typed.sentences() if typed else {}
    made: dict[str, str] = {}
    for question in questions:
        key, stored = question.key, opened.get(question.key)
        if typed and key in present:
            version = typed.data.get(f"version-{key}", "0")
            ticks, words, lines = typed.typed(question)
        else:
            version = str(stored.version) if stored else "0"
            ticks, words, lines = _stored(question, stored)
        made[f"{key}:version"] = escape(version)
        made[f"{key}:words"] = escape(words)
        made |= {
            f"{key}:{'given' if tick == rules.GIVEN else f'option={tick}'}": " checked" for tick in ticks
        }
        made |= {f"{key}:line={line}={verdict}": " checked" for line, verdict in lines.items()}
        if stored and stored.from_paper:
            made[f"{key}:status"] = escape(gettext("Entered later from paper."))
        if key not in asked:
            made[f"{key}:hidden"] = " hidden"
        if key in sentences:
            made[f"{key}:error"] = _error(sentences[key])
    return made


def _stored(question: Question, stored: OpenedAnswer | None) -> tuple[list[str], str, dict[str, str]]:
    if stored is None or stored.state == rules.EMPTY:
        return [], "", {}
    if stored.answer is None:
        return [stored.state], "", {}
    ticks = rules.chosen_values(stored.answer)
    if not ticks and question.kind in {rules.WORDS, rules.LINES}:
        ticks = [rules.GIVEN]
    return ticks, stored.answer.get("words", ""), stored.answer.get("lines", {})


def _error(sentence: str) -> SafeString:
    return format_html(
        '<div class="field-errors"><p><span class="visually-hidden">{} </span>{}</p></div>',
        gettext("Error:"),
        sentence,
    )


def _idle() -> SafeString:
    """At a question whose research is gone: why it was asked does not hold now (S28)."""
    sentence = gettext("No research uses this answer now. You do not have to tell it.")
    return format_html("<p>{}</p>", sentence)


def drawn(
    request: HttpRequest,
    case: Case,
    talk: Talk,
    topics: list[Topic],
    form: AnswersForm | None,
    offers: Mapping[str, str] | None = None,
) -> list[tuple[Topic, bytes]]:
    """Each topic with its questions as HTML."""
    asked_for = [question for topic in topics for question in topic.questions]
    slots = fills(asked_for, talk.opened, talk.asked, form) | dict(offers or {})
    slots |= {f"{question.key}:idle": _idle() for question in no_longer_needed(asked_for)}
    bones = skeleton(case.checklist, request.LANGUAGE_CODE)
    return [(topic, b"".join(bones[q.key].encoded(slots) for q in topic.questions)) for topic in topics]


@cache
def script_words(language: str) -> SafeString:
    """The words that saving.js shows, drawn once per language."""
    with translation.override(language):
        return render_to_string("checklist/intake/saving_words.html")
