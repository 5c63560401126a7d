# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates: a strict content policy costs nothing when there is nothing inline, and no page reasons."""

import html
import re
from pathlib import Path

import pytest

from tests.house import tree

TEMPLATES = tree.matching("templates/*.html")
PAGES = [path for path in TEMPLATES if path.parts[0] == "templates"]
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
HANDLER = re.compile(r"""<[^>]*\son[a-z]+\s*=""", re.IGNORECASE)
STYLE_ATTRIBUTE = re.compile(r"""<[^>]*\sstyle\s*=""", re.IGNORECASE)
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.IGNORECASE
)
NAME = re.compile(r'\sid="([\w-]+)"')
OTHER_HOST = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)


def _markup(path: Path) -> str:
    return COMMENT.sub("", tree.text(path))


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_nothing_inline(path: Path) -> None:
    markup = _markup(path)
    assert HANDLER.findall(markup) == [], "no on…= attributes"
    assert STYLE_ATTRIBUTE.findall(markup) == [], "no style= attributes"
    assert INLINE_SCRIPT.findall(markup) == [], "no inline script"
    assert "<style" not in markup.lower(), "no <style>"
    assert "javascript:" not in markup.lower()
    assert "|safe" not in markup.replace("help_text|safe", ""), (
        "help texts are ours (Django's own way); nothing else is"
    )
    assert "autoescape off" not in markup


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_no_other_host_is_called(path: Path) -> None:
    found = [match for match in OTHER_HOST.findall(_markup(path)) if "<a " not in match]
    assert found == []


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_no_query_and_no_arithmetic(path: Path) -> None:
    markup = _markup(path)
    assert not re.search(r"\.objects\b|\.all\b|\.filter\b|_set\b", markup), "views hand over plain values"
    assert not re.search(r"\|add:|widthratio", markup), "sums are made in Python"


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_words_go_through_translation(path: Path) -> None:
    """A Dutch word between tags would stay Dutch for who reads English."""
    if path.name in {"400.html", "500.html"}:
        return  # these stand alone: both languages, in full
    markup = re.sub(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", "", _markup(path), flags=re.DOTALL)
    markup = re.sub(r"<(code|pre)\b.*?</\1>", "", markup, flags=re.DOTALL)
    between = re.findall(r">([^<>{}]*)<", re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", markup, flags=re.DOTALL))
    words = [
        piece.strip()
        for piece in re.sub(r"/\S*|\w+\.\w+", "", html.unescape("\n".join(between))).split("\n")
        if len(re.findall(r"[A-Za-zÀ-ÿ-]{2,}", piece)) >= 2
    ]
    assert words == []


def test_every_form_that_posts_carries_its_token() -> None:
    for path in PAGES:
        for form in re.findall(r"<form\b.*?</form>", _markup(path), re.DOTALL | re.IGNORECASE):
            if re.search(r"method\s*=\s*[\"']post", form, re.IGNORECASE):
                assert "csrf_token" in form, str(path)


@pytest.mark.parametrize("path", [*PAGES, *tree.matching("checklist/*.py")], ids=str)
def test_a_time_is_written_in_the_notation_of_the_language(path: Path) -> None:
    """TIME_FORMAT and its family (reintapp/formats): 14.58 in Dutch, 14:58 in English, never a spelling of its own."""
    assert re.findall(r"""["'][^"'\n]*\b[GH][.:]i\b[^"'\n]*["']""", tree.text(path)) == []


def test_a_page_takes_no_name_of_the_part_around_every_page() -> None:
    """Two parts of one name: who listens hears the first, which need not be the one that is meant."""
    around = _markup(Path("templates/base.html"))
    parts = {Path("templates") / name for name in re.findall(r'include "([^"]+)"', around)}
    taken = {one for path in parts for one in NAME.findall(_markup(path))} | set(NAME.findall(around))
    assert {"language", "inhoud"} <= taken
    inside = [path for path in PAGES if path not in parts and '{% extends "base.html"' in tree.text(path)]
    assert {str(path): both for path in inside if (both := taken & set(NAME.findall(_markup(path))))} == {}
