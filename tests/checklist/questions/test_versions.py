# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two versions side by side: what is new, gone, moved and changed, by the pure rules and on the page."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from checklist.questions.actions import edit_question, move_question, remove_question
from checklist.questions.comparison import COMPARED, differences, still_says_the_same
from checklist.questions.models import Checklist, Question
from tests.checklist.questions.test_pages import HOME, browser_of
from tests.worlds import World

NOT_COMPARED = {"id", "checklist", "key", "position", "published"}


def asked(key: str, **fields: Any) -> SimpleNamespace:
    plain: dict[str, Any] = dict.fromkeys(COMPARED, "") | {
        "kind": "one",
        "options": [{"value": "a", "nl": "Een", "en": "One"}],
        "lines": [],
        "own_words": False,
        "sensitive": False,
        "fixed": False,
        "depends_values": [],
    }
    return SimpleNamespace(key=key, **(plain | fields))


def told(old: str, new: str) -> dict[str, tuple[str, bool]]:
    found = differences([asked(key) for key in old], [asked(key) for key in new])
    return {one.question.key: (one.what, one.moved) for one in found}


def test_every_field_of_a_question_is_compared() -> None:
    assert set(COMPARED) == {field.name for field in Question._meta.concrete_fields} - NOT_COMPARED


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", {}),
        ("abc", "xabc", {"x": ("added", False)}),
        ("abc", "bc", {"a": ("removed", False)}),
        ("abc", "acb", {"c": ("kept", True)}),
        ("abcd", "dabc", {"d": ("kept", True)}),
        ("", "a", {"a": ("added", False)}),
    ],
)
def test_what_happened_to_each_question(old: str, new: str, expected: dict[str, tuple[str, bool]]) -> None:
    assert told(old, new) == expected


def test_a_change_stands_side_by_side_with_what_it_was() -> None:
    old = asked("q", text_nl="Kunt u fietsen?", sensitive=False)
    new = asked("q", text_nl="Fietst u?", sensitive=True, options=[])
    [one] = differences([old], [new])
    assert {change.field: (change.before, change.after) for change in one.changes} == {
        "text_nl": (("Kunt u fietsen?",), ("Fietst u?",)),
        "sensitive": ((), ("True",)),
        "options": (("a | Een | One",), ()),
    }


orders = st.permutations("abcdef").flatmap(
    lambda row: st.tuples(st.just(row), st.permutations(row), st.integers(0, 6), st.integers(0, 6))
)


@given(orders)
def test_what_is_told_makes_the_new_order_out_of_the_old(
    rows: tuple[list[str], list[str], int, int],
) -> None:
    first, second, some, others = rows
    old, new = first[:some], second[:others]
    found = {one.question.key: one for one in differences([asked(k) for k in old], [asked(k) for k in new])}
    assert {key for key, one in found.items() if one.what == "added"} == set(new) - set(old)
    assert {key for key, one in found.items() if one.what == "removed"} == set(old) - set(new)
    stayed = [key for key in new if key in old and key not in found]
    assert stayed == [key for key in old if key in stayed]  # those that did not move stand as they stood


def test_an_answer_stands_only_when_question_and_choice_read_the_same() -> None:
    old = asked("q", text_nl="Uur?", options=[{"value": "a", "nl": "8", "en": "8"}])
    assert still_says_the_same(old, asked("q", text_nl="Uur?", options=old.options), {"value": "a"})
    assert not still_says_the_same(old, asked("q", text_nl="Dagen?", options=old.options), {"value": "a"})
    reworded = [{"value": "a", "nl": "12", "en": "12"}]
    assert not still_says_the_same(old, asked("q", text_nl="Uur?", options=reworded), {"value": "a"})
    assert not still_says_the_same(old, asked("q", text_nl="Uur?", options=[]), {"value": "a"})


# ---- on the page -----------------------------------------------------------------------------------------------------


def changed(draft: Checklist, world: World) -> None:
    esra = world.people.esra
    by_key = {question.key: question for question in draft.questions.all()}
    edit_question(question=by_key["hours"], by=esra, text_nl="Hoeveel uur kunt u?", sensitive=True)
    remove_question(question=by_key["care"], by=esra)
    move_question(question=draft.questions.get(key="needs"), up=True, by=esra)


def test_the_page_tells_in_words_what_is_different(world: World, draft: Checklist) -> None:
    changed(draft, world)
    html = browser_of(world.people.esra).get(f"{HOME}{draft.version}/").content.decode()
    assert "Wat is anders dan in versie 1?" in html
    assert "0 nieuw, 1 weggehaald, 1 verplaatst, 1 veranderd" in html
    assert "Hoeveel uur per week kunt u nu werken of meedoen?" in html
    assert "Vraag (Nederlands)" in html
    back = browser_of(world.people.esra).get(f"{HOME}1/?met={draft.version}").content.decode()
    assert "1 nieuw, 0 weggehaald" in back


def test_without_a_difference_the_page_says_so(world: World, draft: Checklist, client: Browser) -> None:
    esra = browser_of(world.people.esra)
    html = esra.get(f"{HOME}{draft.version}/").content.decode()
    assert "Niets" in html.partition("Wat is anders dan in versie 1?")[2][:120]
    assert "Wat is anders" not in esra.get(f"{HOME}1/").content.decode()  # nothing came before
    for odd in ("x", "-1", "99999", "²"):
        assert esra.get(f"{HOME}1/?met={odd}").status_code in {200, 404}


def test_the_difference_costs_the_same_for_any_number_of_changes(world: World, draft: Checklist) -> None:
    esra = browser_of(world.people.esra)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            esra.get(f"{HOME}{draft.version}/")
        return len(caught)

    queries()
    before = queries()
    changed(draft, world)
    assert queries() <= before
