# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where HTML is made: in templates, in `page` and in views; never in what reads, checks or writes."""

import ast
from pathlib import Path

import pytest

from tests.house import tree

MAKERS = {"render_to_string", "mark_safe", "format_html", "format_html_join", "get_template", "Template"}
DRAWS = {
    *tree.of_kind("page", "views"),
    *tree.matching("checklist/templatetags/"),
    Path("checklist/base/pdf.py"),  # a page as a file
    Path("checklist/base/slots.py"),  # the one way to fill a place in HTML
    Path("checklist/people/again.py"),  # the notice on top of a page that somebody comes back to
}
OTHERS = [
    path for path in tree.matching("checklist/*.py", but=("checklist/migrations/",)) if path not in DRAWS
]
KNOWS_THE_SIGN = {
    "checklist/base/slots.py",
    "checklist/base/text.py",  # takes it out of what is typed
    "checklist/base/sheets.py",  # takes it out of a cell
    "checklist/questions/rules.py",  # refuses it
}


@pytest.mark.parametrize("path", OTHERS, ids=str)
def test_html_is_drawn_in_page_and_never_in_queries(path: Path) -> None:
    named = {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert named & MAKERS == set()


def test_there_is_one_way_to_fill_a_place() -> None:
    """Any other module that knows the sign of an open place cuts or fills HTML in a way of its own."""
    knowing = {
        str(path)
        for path in tree.matching("checklist/*.py", "reintapp/*.py", but=("checklist/migrations/",))
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\0" in node.value
    }
    assert knowing - KNOWS_THE_SIGN == set()
