# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be asked, what counts as an answer, and which group an answer means. Plain values in, plain values out.

An answer is a plain dict: {"value": "18-26"} (one) · {"values": [...], "words": "..."} (several) · {"words": "..."} ·
{"lines": {"standing": "fine"}}.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

MAX_QUESTIONS = 15
MAX_WORDS = 4000
GOAL = "goal"  # the question with this key has a page of its own, before all others

GIVEN, UNKNOWN, DECLINED, NOT_ASKED = "given", "unknown", "declined", "not_asked"
OPEN_STATES = (UNKNOWN, DECLINED, NOT_ASKED)  # equal to an answer, and without content
EMPTY = "empty"  # there was an answer, and it was taken out again: as if nobody answered yet
EFFECT, PRACTICAL = "effect", "practical"
ONE, SEVERAL, WORDS, LINES = "one", "several", "words", "lines"
NONE_OF = frozenset({"no", "nothing", "none"})  # options that exclude the others of their question

JUDGEMENTS: dict[str, dict[str, str]] = {
    "fine": {"nl": "lukt", "en": "goes well"},
    "hard": {"nl": "kost moeite", "en": "takes effort"},
    "not_now": {"nl": "lukt nu niet", "en": "not possible now"},
}

Answer = dict[str, Any]


class Asked(Protocol):
    """A question, as far as these rules look at it."""

    key: Any
    kind: Any
    options: Any
    lines: Any
    own_words: Any
    ground: Any
    characteristic: Any
    depends_on: Any
    depends_values: Any


@dataclass(frozen=True)
class Reply:
    """What came of one question: one of the states, and the answer itself when it was given."""

    state: str
    answer: Answer | None = None


class AnswerError(Exception):
    """This cannot be an answer to this question; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


# ---- from what was ticked and typed to an answer ---------------------------------------------------------------------


def reply_to(
    question: Asked, picked: Sequence[str] = (), words: str = "", lines: Mapping[str, str] | None = None
) -> Reply | None:
    """What these ticks and words say; None when nothing was ticked or typed. Raises AnswerError on a contradiction."""
    chosen, own, per_line = _tidy(question, picked, words, lines or {})
    state = next((value for value in chosen if value in OPEN_STATES), None)
    if state is not None:
        if len(chosen) > 1 or own or per_line:
            raise AnswerError("both_answer_and_open")
        return Reply(state)
    if not chosen and not own and not per_line:
        if GIVEN in picked:
            raise AnswerError("words_missing")
        return None
    answer = _ANSWERS[question.kind](chosen, own, per_line)
    check_answer(question, answer)
    return Reply(GIVEN, answer)


def _tidy(
    question: Asked, picked: Sequence[str], words: str, lines: Mapping[str, str]
) -> tuple[list[str], str, dict[str, str]]:
    chosen = list(dict.fromkeys(value for value in picked if value and value != GIVEN))
    return chosen, words.strip(), {line: verdict for line, verdict in lines.items() if verdict}


def _one(chosen: list[str], words: str, lines: dict[str, str]) -> Answer:
    if len(chosen) > 1:
        raise AnswerError("more_than_one")
    return ({"value": chosen[0]} if chosen else {}) | _words(words)


def _several(chosen: list[str], words: str, lines: dict[str, str]) -> Answer:
    return ({"values": chosen} if chosen else {}) | _words(words)


def _own(chosen: list[str], words: str, lines: dict[str, str]) -> Answer:
    if chosen and words:
        raise AnswerError("both_answer_and_open")
    return _one(chosen, words, lines)


def _lines(chosen: list[str], words: str, lines: dict[str, str]) -> Answer:
    if chosen:
        raise AnswerError("unknown_option")
    return {"lines": lines} | _words(words)


def _words(words: str) -> Answer:
    return {"words": words} if words else {}


_ANSWERS = {ONE: _one, SEVERAL: _several, WORDS: _own, LINES: _lines}


def check_answer(question: Asked, answer: Answer) -> None:
    """Raises AnswerError unless this is an answer to this question."""
    if (
        not answer
        or set(answer) - _ALLOWED[question.kind]
        or not all(_KINDS[part](answer[part]) for part in answer)
    ):
        raise AnswerError("shape")
    _check_options(question, chosen_values(answer))
    _check_words(question, answer)
    if question.kind == LINES:
        _check_lines(question, answer.get("lines"))


_ALLOWED = {
    ONE: {"value", "words"},
    SEVERAL: {"values", "words"},
    WORDS: {"value", "words"},
    LINES: {"lines", "words"},
}


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_judgements(value: Any) -> bool:
    return isinstance(value, dict) and _is_texts([*value, *value.values()])


_KINDS = {"value": _is_text, "values": _is_texts, "words": _is_text, "lines": _is_judgements}


def _check_options(question: Asked, chosen: list[str]) -> None:
    offered = {option["value"] for option in question.options}
    if any(value not in offered for value in chosen) or len(set(chosen)) < len(chosen):
        raise AnswerError("unknown_option")
    if len(chosen) > 1 and NONE_OF & set(chosen):
        raise AnswerError("none_and_some")
    if question.kind in {ONE, SEVERAL} and not chosen and not question.own_words:
        raise AnswerError("shape")


def _check_words(question: Asked, answer: Answer) -> None:
    words = answer.get("words", "")
    if len(words) > MAX_WORDS or "\0" in words:
        raise AnswerError("words_too_long")
    if "words" in answer and not (words.strip() and (question.own_words or question.kind == WORDS)):
        raise AnswerError("shape")


def _check_lines(question: Asked, judged: Any) -> None:
    offered = {line["value"] for line in question.lines}
    if not judged or set(judged) - offered:
        raise AnswerError("unknown_option")
    if any(verdict not in JUDGEMENTS for verdict in judged.values()):
        raise AnswerError("unknown_option")


def chosen_values(answer: Answer | None) -> list[str]:
    """The options that this answer chose."""
    if not answer:
        return []
    return [answer["value"]] if "value" in answer else list(answer.get("values", []))


# ---- which group an answer means, and which questions follow ---------------------------------------------------------


def group_of(question: Asked, answer: Answer | None) -> str:
    """The group that this answer means; '' when it means none that research looked at. Only under ground (E)."""
    if question.ground != EFFECT:
        return ""
    chosen = chosen_values(answer)
    groups = {option.get("group", "") for option in question.options if option["value"] in chosen}
    return groups.pop() if len(groups) == 1 else ""


def asked_keys(questions: Sequence[Asked], replies: Mapping[str, Reply]) -> set[str]:
    """The questions that are asked now: those without a condition, and those whose condition is met."""
    asked: set[str] = set()
    for question in questions:  # a condition names an earlier question, so one pass is enough
        if not question.depends_on or (
            question.depends_on in asked and _meets(question, replies.get(question.depends_on))
        ):
            asked.add(question.key)
    return asked


def _meets(question: Asked, reply: Reply | None) -> bool:
    if reply is None or reply.state != GIVEN:
        return False
    return bool(set(chosen_values(reply.answer)) & set(question.depends_values))


def in_words(question: Asked, answer: Answer | None, language: str) -> str:
    """The answer as somebody reads it, in one of the two languages. Own words stay as they were said."""
    if not answer:
        return ""
    chosen = chosen_values(answer)
    parts = [option[language] for option in question.options if option["value"] in chosen]
    judged = answer.get("lines", {})
    parts += [
        f"{line[language]}: {JUDGEMENTS[judged[line['value']]][language]}"
        for line in question.lines
        if judged.get(line["value"]) in JUDGEMENTS
    ]
    own = [answer["words"]] if answer.get("words") else []
    return " · ".join(parts + own)


# ---- may this checklist be published? --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """Why a checklist cannot be published: the question it is about ('' for the whole), and a code."""

    key: str
    code: str


def checklist_faults(
    questions: Sequence[Any], *, findings: Mapping[str, int], in_talk: Iterable[str]
) -> list[Fault]:
    """Everything that keeps these questions from being published (R12, R13). `findings`: results per group."""
    allowed, faults = set(in_talk), []
    if len(questions) > MAX_QUESTIONS:
        faults.append(Fault("", "too_many"))
    if not questions or questions[0].key != GOAL:
        faults.append(Fault("", "goal_first"))
    earlier: dict[str, Any] = {}
    for question in questions:
        codes = _ground_faults(question, findings, allowed) + _form_faults(question, earlier)
        faults += [Fault(question.key, code) for code in codes]
        earlier[question.key] = question
    return faults


def _ground_faults(question: Any, findings: Mapping[str, int], allowed: set[str]) -> list[str]:
    if not (question.use_nl.strip() and question.use_en.strip()):
        return ["no_use"]
    if question.ground == PRACTICAL:
        return ["practical_matched"] if question.characteristic or _has_groups(question) else []
    if question.characteristic not in allowed:
        return ["not_in_talk"]
    if not findings.get(question.characteristic):
        return ["no_effect"]
    return [] if question.measured_nl.strip() and question.measured_en.strip() else ["no_measure"]


def _has_groups(question: Asked) -> bool:
    return any(option.get("group") for option in question.options)


def _form_faults(question: Any, earlier: Mapping[str, Any]) -> list[str]:
    faults = []
    if question.kind in {ONE, SEVERAL} and not question.options:
        faults.append("no_options")
    if question.kind == LINES and not question.lines:
        faults.append("no_options")
    if question.ground == EFFECT and (question.kind != ONE or not _has_groups(question)):
        faults.append("effect_without_groups")
    if question.depends_on:
        parent = earlier.get(question.depends_on)
        if parent is None:
            faults.append("condition_not_earlier")
        elif not set(question.depends_values) <= {option["value"] for option in parent.options}:
            faults.append("condition_unknown_answer")
    return faults


# ---- the budget ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Budget:
    """How many questions there are, how many research needs, and how many there may be."""

    questions: int
    for_research: int
    most: int = MAX_QUESTIONS

    @property
    def left(self) -> int:
        return self.most - self.questions


def budget_of(questions: Sequence[Asked], needed: Iterable[str]) -> Budget:
    """`needed`: the characteristics about which a result can speak today; no other question is needed (S28)."""
    known = set(needed)
    return Budget(len(questions), sum(question.characteristic in known for question in questions))
