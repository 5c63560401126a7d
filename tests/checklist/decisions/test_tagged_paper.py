# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report on paper: one tagged sheet, in the order in which it is read, pictures with their headings."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser

from checklist.intake.models import Case
from tests.checklist.decisions.talks import apart, decide
from tests.checklist.decisions.test_report import RECORD, paper_of, words_on
from tests.paper import sheets_of

pytestmark = pytest.mark.django_db


def test_the_paper_is_one_tagged_sheet_with_title_and_language(anouk: Browser, case: Case) -> None:
    decide(anouk, case, apart())
    paper = paper_of(anouk, case)
    root: Any = paper.trailer["/Root"]
    assert len(paper.pages) <= 2
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.metadata is not None
    assert paper.metadata.title == "Verslag van het gesprek (FICTIEF)"
    kinds = _kinds(root["/StructTreeRoot"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    assert kinds.count("/Table") == 2  # both voices, and what research said of each service
    assert kinds.index("/H1") < kinds.index("/Table")  # reading order


def _nodes(node: Any) -> Iterator[Any]:
    """Every element of the structure tree, and every number of marked content, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    else:
        yield node
        if (
            isinstance(node, dict) and "/K" in node and node.get("/S") != "/Lbl"
        ):  # dots of lists are drawn last
            yield from _nodes(node["/K"])


def _is_figure(node: Any) -> bool:
    return isinstance(node, dict) and node.get("/S") == "/Figure"


def test_every_cell_of_the_paper_names_its_header(anouk: Browser, case: Case) -> None:
    decide(anouk, case, apart())
    tree = paper_of(anouk, case).trailer["/Root"]["/StructTreeRoot"]
    voices, strip = (node for node in _nodes(tree) if isinstance(node, dict) and node.get("/S") == "/Table")
    heads, cells = _heads_and_cells(voices)
    assert len(heads) == 2
    assert cells == [[head] for head in heads]  # own choice, then the caseworker's
    heads, cells = _heads_and_cells(strip)
    assert len(cells) > 20
    assert all(named and set(named) <= set(heads) for named in cells)


def _heads_and_cells(table: Any) -> tuple[list[str], list[list[str]]]:
    """The headers of a table, and for each cell which of them it names."""
    nodes = [node for node in _nodes(table) if isinstance(node, dict)]
    heads = [node["/ID"] for node in nodes if node.get("/S") == "/TH"]
    return heads, [list(node["/A"].get("/Headers", ())) for node in nodes if node.get("/S") == "/TD"]


@pytest.mark.parametrize(
    "words", ["Kort.", "Een lang verhaal van veel woorden. " * 55], ids=["short", "long"]
)
@pytest.mark.parametrize("query", ["", "?groot=1"])
def test_no_table_on_the_paper_is_empty(anouk: Browser, case: Case, query: str, words: str) -> None:
    """A table that is drawn as something else still stands in the tags, with nothing in it: who listens hears a gap."""
    decide(anouk, case, apart(client_words=words.strip()))
    tree = paper_of(anouk, case, query).trailer["/Root"]["/StructTreeRoot"]
    tables = [node for node in _nodes(tree) if isinstance(node, dict) and node.get("/S") == "/Table"]
    for table in tables:
        kinds = _kinds(table)
        assert kinds.count("/TH") >= 2
        assert kinds.count("/TD") >= 2
        assert any(isinstance(node, int) for node in _nodes(table))
    assert len(tables) == 0 if query else len(tables) in {1, 2}


@pytest.mark.parametrize("query", ["", "?groot=1"])
def test_the_paper_is_read_in_the_order_in_which_it_is_written(
    anouk: Browser, case: Case, query: str
) -> None:
    decide(anouk, case, apart(client_words="Mijn woorden.", caseworker_words="Andere woorden."))
    paper = paper_of(anouk, case, query)
    drawn = [n for n in _nodes(paper.trailer["/Root"]["/StructTreeRoot"]) if _is_figure(n)]
    pictures = {number for figure in drawn for number in _nodes(figure["/K"]) if isinstance(number, int)}
    assert all(figure["/Alt"] for figure in drawn)
    # pictures are painted after the words around them; in the tree they stand where they belong
    read = [
        n
        for n in _nodes(paper.trailer["/Root"]["/StructTreeRoot"])
        if isinstance(n, int) and n not in pictures
    ]
    starts = [at for at, number in enumerate(read) if number == 0]  # each page counts anew
    pages = [read[a:b] for a, b in zip(starts, [*starts[1:], len(read)], strict=True)]
    assert len(pages) == len(paper.pages)
    assert all(page == sorted(page) for page in pages)
    text, order = words_on(paper), [
        "Verslag van het gesprek", "Uw doel", "Wat u allebei koos", "Mijn woorden.", "Andere woorden.",
        "Wat we nu doen", "Wat het onderzoek zei", "Wat u vertelde", "Niet opgeschreven:", "Uw contactpersoon", RECORD,
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def _kinds(node: Any) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return [kind for one in node for kind in _kinds(one)] if isinstance(node, list) else []
    return [*([str(node["/S"])] if "/S" in node else []), *(_kinds(node["/K"]) if "/K" in node else [])]


def test_a_heading_on_paper_stands_on_the_page_of_what_it_is_about(anouk: Browser, case: Case) -> None:
    """Whatever the length of what both said, the picture never starts a page without its heading."""
    for rest in range(1, 40, 9):
        decide(anouk, case, apart(next_step="Wij bellen. " * rest))
        pages = [" ".join(sheet.split()) for sheet in sheets_of(paper_of(anouk, case))]
        assert len(pages) <= 2
        assert [("Wat het onderzoek zei" in page) for page in pages] == [
            ("geen verschil" in page) for page in pages
        ]
