# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the intake. The questions of the talk are drawn from a compiled skeleton; the form here only validates."""

import base64
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.access.models import Purpose
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Case
from checklist.intake.queries import (
    OpenedAnswer,
    Talk,
    answers_opened,
    colleagues,
    goal_of,
    said,
    state_words,
)
from checklist.intake.rules import CASEWORKER_PURPOSES, STAND_IN_PURPOSE, Given, Topic
from checklist.people.models import Account
from checklist.people.queries import TYPED_SESSION
from checklist.questions import rules
from checklist.questions.models import Question
from checklist.questions.queries import questions_of, skeleton

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
    "emptied": _("There was an answer here. Choose an answer, or 'not asked'."),
}
GOAL_STATES = (rules.GIVEN, rules.UNKNOWN, rules.DECLINED)
MOST_KEPT = 30_000  # characters of typed text that outlive a log-in


# ---- small forms -----------------------------------------------------------------------------------------------------


class OpenForm(forms.Form):
    """Opening a conversation. The purpose comes with the button that was pressed."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Client number"), max_length=40, help_text=_("From your own system. Never a BSN.")
    )
    display_name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As the client wants to be called.")
    )
    purpose = forms.ChoiceField(
        choices=[(value, "") for value in CASEWORKER_PURPOSES], widget=forms.HiddenInput
    )


class StandInForm(forms.Form):
    number = forms.CharField(label=_("Client number"), max_length=40)
    until = forms.DateField(
        label=_("Until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most six weeks ahead. The client sees that you stand in."),
    )


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(queryset=Account.objects.none(), label=_("To which colleague?"))

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues(by)  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why do you close it?"),
        widget=forms.RadioSelect,
        choices=[
            ("done", _("The conversation is done")),
            ("wrong_person", _("I opened the wrong person: destroy what was written")),
        ],
    )


class GoalForm(forms.Form):
    """The goal, with what was said about research. Words and one of the other answers exclude each other."""

    goal_state = forms.ChoiceField(choices=[(state, "") for state in GOAL_STATES], required=False)
    goal = forms.CharField(max_length=rules.MAX_WORDS, required=False)
    research_objection = forms.BooleanField(required=False)
    companion = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        state, words = data.get("goal_state", ""), data.get("goal", "")
        if words and state in {rules.UNKNOWN, rules.DECLINED}:
            self.add_error("goal", SENTENCES["both_answer_and_open"])
        elif not words and state in {"", rules.GIVEN}:
            self.add_error("goal", _("Write down what the client wants, or choose one of the other answers."))
        data["goal_state"] = state or rules.GIVEN
        return data


def purposes(*, stands_in: bool) -> list[tuple[str, str | Promise]]:
    """The purposes of the closed list that a caseworker can have."""
    allowed = ((STAND_IN_PURPOSE,) if stands_in else ()) + CASEWORKER_PURPOSES
    return [(value, Purpose(value).label) for value in allowed]


# ---- answers: one builder per kind of question -----------------------------------------------------------------------

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
    """What was ticked and typed at some questions. `held`: keys that showed an answer, which must not be emptied."""

    def __init__(self, questions: Sequence[Question], data: Any, *, held: Collection[str] = ()) -> None:
        super().__init__(data)
        self.questions = [question for question in questions if f"version-{question.key}" in data]
        self.held = held
        self.replies: dict[str, rules.Reply] = {}
        for question in self.questions:
            self.fields.update(BUILDERS[question.kind](question))
            self.fields[f"version-{question.key}"] = forms.IntegerField(min_value=0)

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
        reply = rules.reply_to(question, *self.typed(question))
        if reply is not None:
            self.replies[question.key] = reply
        elif question.key in self.held:
            raise rules.AnswerError("emptied")

    def typed(self, question: Question) -> tuple[list[str], str, dict[str, str]]:
        """What stands in the form at one question, valid or not: ticks, own words, judgements per line."""
        lines = {
            line["value"]: self.data.get(f"line-{question.key}-{line['value']}", "")
            for line in question.lines
        }
        posted = cast(QueryDict, self.data)
        return posted.getlist(f"answer-{question.key}"), posted.get(f"words-{question.key}", ""), lines

    def given(self, asked: Collection[str]) -> list[Given]:
        """What there is to save, of the questions that are asked."""
        return [
            Given(question, self.replies[question.key], self.cleaned_data[f"version-{question.key}"])
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


# ---- from answers to the slots of the skeleton -----------------------------------------------------------------------


def fills(
    questions: Iterable[Question],
    opened: Mapping[str, OpenedAnswer],
    asked: Collection[str],
    typed: AnswersForm | None = None,
    *,
    errors: bool = True,
) -> dict[str, str]:
    """What the skeleton needs for one case: ticks, words, versions. Typed text wins over what is stored."""
    present = {question.key for question in typed.questions} if typed else set()
    sentences = typed.sentences() if typed and errors else {}
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
    if stored is None:
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


# ---- what stands beside what -----------------------------------------------------------------------------------------


def goal_shown(case: Case, form: GoalForm) -> dict[str, Any]:
    """What the goal page shows: typed text when there is some, else what is stored."""
    if form.is_bound:
        names = ("goal", "goal_state", "research_objection", "companion", "version")
        return {name: form.data.get(name, "") for name in names}
    return {
        "goal": goal_of(case),
        "goal_state": case.goal_state,
        "research_objection": case.research_objected_at is not None,
        "companion": case.companion,
        "version": case.version,
    }


def conflicts(
    request: HttpRequest, case: Case, keys: Iterable[str]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Per clash: the question, my text, the text that is saved now, by whom and when; and the versions saved now."""
    opened, language = answers_opened(case), request.LANGUAGE_CODE
    by_key = {question.key: question for question in questions_of(case.checklist)}
    items: list[dict[str, Any]] = []
    versions: dict[str, str] = {}
    for key in keys:
        if key == rules.GOAL:
            mine = request.POST.get("goal") or state_words().get(request.POST.get("goal_state", ""), "")
            theirs = goal_of(case) or state_words().get(case.goal_state, "")
            items.append({"label": gettext("The client's goal"), "mine": mine, "theirs": theirs})
            versions["version"] = str(case.version)
            continue
        stored, question = opened[key], by_key[key]
        reply = rules.reply_to(question, *AnswersForm([question], request.POST).typed(question))
        items.append(
            {
                "label": getattr(question, f"text_{language}"),
                "sensitive": question.sensitive,
                "mine": said(question, reply, language) if reply else "",
                "theirs": said(question, stored.reply, language),
                "who": stored.saved_by,
                "when": stored.saved_at,
            }
        )
        versions[f"version-{key}"] = str(stored.version)
    return items, versions


def drawn(
    request: HttpRequest,
    case: Case,
    talk: Talk,
    topics: list[Topic],
    form: AnswersForm | None,
    offers: Mapping[str, str] | None = None,
) -> tuple[list[tuple[Topic, SafeString]], bool]:
    """Each topic with its questions as HTML, and whether text typed before a log-in stands in it."""
    asked_for = [question for topic in topics for question in topic.questions]
    kept = kept_typed(request, case) if form is None else None
    typed = form or (AnswersForm(asked_for, kept) if kept is not None else None)
    slots = fills(asked_for, talk.opened, talk.asked, typed, errors=form is not None) | dict(offers or {})
    bones = skeleton(case.checklist, request.LANGUAGE_CODE)
    rows = [(topic, bones.draw([q.key for q in topic.questions], slots)) for topic in topics]
    return rows, kept is not None


@cache
def script_words(language: str) -> SafeString:
    """The words that saving.js shows, drawn once per language."""
    with translation.override(language):
        return render_to_string("checklist/intake/saving_words.html")


# ---- typed text that outlives a log-in -------------------------------------------------------------------------------


def keep_typed(request: HttpRequest, case: Case | None) -> None:
    """Somebody's log-in ended while typing: keep the text, sealed, until the same page opens again (S22)."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    text = json.dumps(fields)
    if case is None or len(text) > MOST_KEPT:
        return
    sealed = Sealer(case.client_key).seal(text, f"kept:{case.uuid.hex}")
    request.session[TYPED_SESSION] = {"path": request.path, "text": base64.b64encode(sealed).decode()}


def kept_typed(request: HttpRequest, case: Case) -> QueryDict | None:
    """The text that was typed on this page before the log-in ended, or None."""
    kept = request.session.get(TYPED_SESSION)
    if not kept or kept["path"] != request.path:
        return None
    try:
        text = Sealer(case.client_key).open(base64.b64decode(kept["text"]), f"kept:{case.uuid.hex}")
    except (KeyDestroyed, ValueError):
        return None
    fields = QueryDict(mutable=True)
    for name, values in json.loads(text).items():
        fields.setlist(name, values)
    return fields


def forget_typed(request: HttpRequest) -> None:
    """It was saved."""
    if TYPED_SESSION in request.session:
        del request.session[TYPED_SESSION]
