# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What counts as an answer, which group it means, which questions follow; on the shipped questions."""

from types import SimpleNamespace
from typing import Any

import pytest

from checklist.questions import rules
from checklist.questions.queries import default_questions
from checklist.questions.rules import AnswerError, Reply


def asked(**changes: Any) -> SimpleNamespace:
    blank: dict[str, Any] = {
        "key": "", "kind": "one", "options": [], "lines": [], "own_words": False, "ground": "practical",
        "characteristic": "", "depends_on": "", "depends_values": [],
        "use_nl": "", "use_en": "", "measured_nl": "", "measured_en": "",
    }  # fmt: skip
    return SimpleNamespace(**(blank | changes))


SHIPPED = {texts["key"]: asked(**texts) for texts in default_questions()}
ORDER = [question for key, question in SHIPPED.items() if key != "debts"]

GROUPS = [
    ("age", "18-26", "under_45"),
    ("age", "27-44", "under_45"),
    ("age", "45-54", "from_45"),
    ("age", "55+", "from_45"),
    ("education", "none", "low"),
    ("education", "vmbo", "low"),
    ("education", "havo", "middle"),
    ("education", "hbo", ""),
    ("education", "foreign_low", "low"),
    ("education", "foreign_middle", "middle"),
    ("education", "foreign_high", ""),
    ("education", "foreign", ""),
    ("recent_work", "yes_now", "with"),
    ("recent_work", "yes_past", "with"),
    ("recent_work", "no", "without"),
    ("children", "yes", "with"),
    ("children", "part", "with"),
    ("children", "no", "without"),
    ("health_long", "yes", "with"),
    ("health_long", "no", "without"),
]


@pytest.mark.parametrize(("key", "value", "group"), GROUPS)
def test_every_answer_for_research_means_one_group_or_none(key: str, value: str, group: str) -> None:
    assert rules.group_of(SHIPPED[key], {"value": value}) == group


def test_no_answer_for_research_was_forgotten_above() -> None:
    effect = [q for key, q in SHIPPED.items() if q.ground == "effect" and key != "debts"]
    every = {(q.key, option["value"]) for q in effect for option in q.options}
    assert every == {(key, value) for key, value, _group in GROUPS}


def test_a_practical_answer_never_means_a_group_r12() -> None:
    """Rule R12: answers under ground (b) never match findings, even if somebody wrote a group beside them."""
    practical = asked(key="x", options=[{"value": "yes", "nl": "", "en": "", "group": "with"}])
    assert rules.group_of(practical, {"value": "yes"}) == ""


@pytest.mark.parametrize("key", list(SHIPPED))
@pytest.mark.parametrize("state", rules.OPEN_STATES)
def test_the_three_open_answers_stand_under_every_question(key: str, state: str) -> None:
    assert rules.reply_to(SHIPPED[key], [state]) == Reply(state, None)


@pytest.mark.parametrize("key", list(SHIPPED))
def test_nothing_ticked_is_no_answer_r5(key: str) -> None:
    """Rule R5: nothing is preselected, so leaving a question alone stores nothing."""
    assert rules.reply_to(SHIPPED[key]) is None


@pytest.mark.parametrize(
    ("key", "picked", "words", "lines", "code"),
    [
        ("age", ["18-26", "declined"], "", {}, "both_answer_and_open"),
        ("work", ["unknown"], "Bakker", {}, "both_answer_and_open"),
        ("work", ["no_idea"], "Bakker", {}, "both_answer_and_open"),
        ("abilities", ["declined"], "", {"standing": "fine"}, "both_answer_and_open"),
        ("age", ["18-26", "55+"], "", {}, "more_than_one"),
        ("age", ["17"], "", {}, "unknown_option"),
        ("age", ["18-26"], "twintig", {}, "shape"),
        ("care", ["no", "young_children"], "", {}, "none_and_some"),
        ("needs", ["nothing", "travel"], "", {}, "none_and_some"),
        ("needs", ["rocket"], "", {}, "unknown_option"),
        ("work", ["given"], "   ", {}, "words_missing"),
        ("work", [], "x" * 4001, {}, "words_too_long"),
        ("abilities", [], "", {"flying": "fine"}, "unknown_option"),
        ("abilities", [], "", {"standing": "great"}, "unknown_option"),
    ],
)
def test_a_contradiction_is_no_answer(
    key: str, picked: list[str], words: str, lines: dict[str, str], code: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        rules.reply_to(SHIPPED[key], picked, words, lines)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("key", "picked", "words", "lines", "answer"),
    [
        ("age", ["45-54"], "", {}, {"value": "45-54"}),
        ("before", ["paid", "course"], "", {}, {"values": ["paid", "course"]}),
        ("before", ["paid"], " Bakkerij ", {}, {"values": ["paid"], "words": "Bakkerij"}),
        ("before", [], "Bakkerij", {}, {"words": "Bakkerij"}),
        ("work", ["given"], "Bakken", {}, {"words": "Bakken"}),
        ("work", [], "Bakken", {}, {"words": "Bakken"}),
        ("earlier_help", ["none"], "", {}, {"value": "none"}),
        ("abilities", ["given"], "", {"standing": "hard", "sitting": ""}, {"lines": {"standing": "hard"}}),
    ],
)
def test_an_answer_is_a_plain_dict(
    key: str, picked: list[str], words: str, lines: dict[str, str], answer: dict[str, Any]
) -> None:
    assert rules.reply_to(SHIPPED[key], picked, words, lines) == Reply("given", answer)


@pytest.mark.parametrize(
    ("gate", "asked_after"),
    [
        (Reply("given", {"value": "yes"}), True),
        (Reply("given", {"value": "no"}), False),
        (Reply("given", {"value": "later"}), False),
        (Reply("declined"), False),
        (Reply("unknown"), False),
        (None, False),
    ],
)
def test_health_is_asked_only_after_a_yes_at_the_gate_r13(gate: Reply | None, asked_after: bool) -> None:
    """Rule R13: chronic condition only through a gate question, answered by the client."""
    replies = {"health_gate": gate} if gate else {}
    keys = rules.asked_keys(ORDER, replies)
    assert ("health_long" in keys, "abilities" in keys) == (asked_after, asked_after)
    assert len(keys) == len(ORDER) - (0 if asked_after else 2)


def test_a_question_behind_a_question_that_is_not_asked_is_not_asked() -> None:
    yes = [{"value": "yes", "nl": "ja", "en": "yes"}]
    chain = [
        asked(key="a", options=yes),
        asked(key="b", options=yes, depends_on="a", depends_values=["yes"]),
        asked(key="c", options=yes, depends_on="b", depends_values=["yes"]),
    ]
    said = Reply("given", {"value": "yes"})
    assert rules.asked_keys(chain, {"b": said}) == {"a"}
    assert rules.asked_keys(chain, {"a": said, "b": said}) == {"a", "b", "c"}


def test_an_answer_reads_as_it_was_said() -> None:
    assert (
        rules.in_words(SHIPPED["before"], {"values": ["paid"], "words": "Bakkerij"}, "nl")
        == "Betaald werk · Bakkerij"
    )
    assert (
        rules.in_words(SHIPPED["abilities"], {"lines": {"lifting": "not_now"}}, "nl")
        == "Tillen: lukt nu niet"
    )
    assert (
        rules.in_words(SHIPPED["abilities"], {"lines": {"lifting": "not_now"}}, "en")
        == "Lifting: not possible now"
    )


def test_the_budget_counts_what_research_needs() -> None:
    budget = rules.budget_of(ORDER, {"age", "education", "children", "recent_work", "chronic_condition"})
    assert (budget.questions, budget.for_research, budget.most, budget.left) == (15, 5, 15, 0)


def test_never_asked() -> None:
    """content.md: sex, marriage, country of birth, language, religion, BSN, medicines, criminal record, amounts."""
    characteristics = {question.characteristic for question in SHIPPED.values()}
    assert characteristics == {
        "",
        "age",
        "education",
        "recent_work",
        "children",
        "debts",
        "chronic_condition",
    }
