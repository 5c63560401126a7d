# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is ticked and typed at whatever question: an answer that stands, or a refusal; nothing in between."""

import json
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.base.digest import canonical_json
from checklist.questions import rules

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
keys = st.sampled_from(
    ["a", "b", "c", "no", "nothing", "18-26", "given", "declined", "unknown", "not_asked", ""]
)


@st.composite
def questions(draw: st.DrawFn) -> SimpleNamespace:
    options = draw(
        st.lists(st.sampled_from(["a", "b", "c", "no", "nothing", "18-26"]), unique=True, max_size=5)
    )
    return SimpleNamespace(
        key="question",
        kind=draw(st.sampled_from(["one", "several", "words", "lines"])),
        options=[
            {"value": o, "nl": f"{o} nl", "en": f"{o} en", "group": draw(st.sampled_from(["", "x", "y"]))}
            for o in options
        ],
        lines=[
            {"value": line, "nl": line, "en": line}
            for line in draw(st.sampled_from([[], ["l1"], ["l1", "l2"]]))
        ],
        own_words=draw(st.booleans()),
        ground=draw(st.sampled_from(["effect", "practical"])),
        characteristic="",
        depends_on="",
        depends_values=[],
    )


judged = st.dictionaries(
    st.sampled_from(["l1", "l2", "l3"]), st.sampled_from(["fine", "hard", "not_now", "", "great"])
)


@settings(max_examples=400, deadline=None)
@given(questions(), st.lists(keys, max_size=4), words, judged)
def test_a_reply_stands_or_is_refused(
    question: SimpleNamespace, picked: list[str], typed: str, lines: dict[str, str]
) -> None:
    try:
        reply = rules.reply_to(question, picked, typed, lines)
    except rules.AnswerError:
        return
    if reply is None:
        assert not typed.strip()
        assert not any(lines.values())
        return
    if reply.state != rules.GIVEN:
        assert reply.answer is None
        assert reply.state in rules.OPEN_STATES
        assert not typed.strip()
        return
    assert reply.answer is not None
    rules.check_answer(question, reply.answer)  # what came out is an answer by its own rules
    assert json.loads(canonical_json(reply.answer)) == reply.answer  # and survives being stored
    assert set(rules.chosen_values(reply.answer)) <= {option["value"] for option in question.options}
    assert rules.in_words(question, reply.answer, "nl") or "words" in reply.answer
    group = rules.group_of(question, reply.answer)
    assert group in {"", *(option["group"] for option in question.options)}
    if question.ground == "practical":
        assert group == ""


@settings(max_examples=200, deadline=None)
@given(
    questions(),
    st.recursive(
        st.none() | st.booleans() | words, lambda inner: st.dictionaries(words, inner) | st.lists(inner)
    ),
)
def test_odd_data_is_refused_and_never_breaks(question: SimpleNamespace, data: object) -> None:
    for answer in (data, {"value": data}, {"values": data}, {"words": data}, {"lines": data}):
        if isinstance(answer, dict):
            try:
                rules.check_answer(question, answer)
            except rules.AnswerError:
                continue
            assert set(answer) <= {"value", "values", "words", "lines"}
