# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the answers: one builder per kind of question. It only validates; drawing.py draws."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import NumberField
from checklist.intake.rules import FilledAnswer
from checklist.questions import rules
from checklist.questions.models import Question

SENTENCES: dict[str, Any] = {
    "both_answer_and_open": _(
        "There is an answer and also 'I do not know', 'I would rather not say' or 'not asked'."
    ),
    "words_missing": _("Write down what was said, or choose another answer."),
    "more_than_one": _("Choose one answer."),
    "none_and_some": _("'No' or 'nothing' does not go together with another answer."),
    "words_too_long": _("These words are too long. At most 4,000 characters fit."),
    "unknown_option": _("This answer does not belong to the question."),
    "shape": _("Choose an answer."),
}
Fields = dict[str, forms.Field]


def _choices(question: Question, *more: str) -> list[tuple[str, str]]:
    values = [option["value"] for option in question.options]
    return [(value, "") for value in (*values, *rules.OPEN_STATES, *more)]


def _words(question: Question) -> Fields:
    if not (question.own_words or question.kind == rules.WORDS):
        return {}
    return {f"words-{question.key}": forms.CharField(max_length=rules.MAX_WORDS, required=False)}


def _one(question: Question) -> Fields:
    field = forms.ChoiceField(choices=_choices(question), required=False)
    return {f"answer-{question.key}": field} | _words(question)


def _several(question: Question) -> Fields:
    field = forms.MultipleChoiceField(choices=_choices(question), required=False)
    return {f"answer-{question.key}": field} | _words(question)


def _own_words(question: Question) -> Fields:
    field = forms.ChoiceField(choices=_choices(question, rules.GIVEN), required=False)
    return {f"answer-{question.key}": field} | _words(question)


def _lines(question: Question) -> Fields:
    choices = [(value, "") for value in rules.JUDGEMENTS]
    judged: Fields = {
        f"line-{question.key}-{line['value']}": forms.ChoiceField(choices=choices, required=False)
        for line in question.lines
    }
    return _own_words(question) | judged


BUILDERS: dict[str, Callable[[Question], Fields]] = {
    rules.ONE: _one,
    rules.SEVERAL: _several,
    rules.WORDS: _own_words,
    rules.LINES: _lines,
}


class AnswersForm(forms.Form):
    """What was ticked and typed at some questions. `held`: keys that showed an answer; emptied, it is open again."""

    def __init__(self, questions: Sequence[Question], data: Any, *, held: Collection[str] = ()) -> None:
        super().__init__(data)
        self.questions = [question for question in questions if f"version-{question.key}" in data]
        self.held = held
        self.replies: dict[str, rules.Reply] = {}
        for question in self.questions:
            self.fields.update(BUILDERS[question.kind](question))
            self.fields[f"version-{question.key}"] = NumberField()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for question in self.questions:
            name = f"answer-{question.key}"
            if not self._errors_at(question):
                try:
                    self._reply(question)
                except rules.AnswerError as fault:
                    self.add_error(name, SENTENCES[fault.code])
        return data

    def _reply(self, question: Question) -> None:
        ticks, words, lines = self.typed(question)
        if (
            question.key in self.held
            and ticks == [rules.GIVEN]
            and not words.strip()
            and not any(lines.values())
        ):
            ticks = []  # the words were taken out, and what the script ticked for them stayed
        reply = rules.reply_to(question, ticks, words, lines)
        if reply is None and question.key in self.held:
            reply = rules.Reply(rules.EMPTY)
        if reply is not None:
            self.replies[question.key] = reply

    def typed(self, question: Question) -> tuple[list[str], str, dict[str, str]]:
        """What stands in the form at one question, valid or not: ticks, own words, judgements per line."""
        lines = {
            line["value"]: self.data.get(f"line-{question.key}-{line['value']}", "")
            for line in question.lines
        }
        posted = cast(QueryDict, self.data)
        return posted.getlist(f"answer-{question.key}"), posted.get(f"words-{question.key}", ""), lines

    def given(self, asked: Collection[str]) -> list[FilledAnswer]:
        """What there is to save, of the questions that are asked."""
        return [
            FilledAnswer(question, self.replies[question.key], self.cleaned_data[f"version-{question.key}"])
            for question in self.questions
            if question.key in self.replies and question.key in asked
        ]

    def sentences(self) -> dict[str, str]:
        """The first error of each question, by key."""
        found = {question.key: self._errors_at(question) for question in self.questions}
        return {key: errors[0] for key, errors in found.items() if errors}

    def _errors_at(self, question: Question) -> list[str]:
        names = {f"{part}-{question.key}" for part in ("answer", "words", "version")}
        return [
            str(errors[0])
            for name, errors in self.errors.items()
            if name in names or name.startswith(f"line-{question.key}-")
        ]
