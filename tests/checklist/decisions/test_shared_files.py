# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""While the screen is shared every address of a talk hides health and money: pages, titles, text, paper, file names."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader

from checklist.advice.models import Whose
from checklist.decisions.models import Decision
from checklist.followup.models import FollowUp
from tests.checklist.advice.talk import Talk
from tests.checklist.advice.test_shared_screen import TELLING, decide, share, sick, without_fixed_words
from tests.paper import words_of

__all__ = [
    "sick"
]  # the fixture: Dirk told about his health and his money, and it stands on his evidence page

#: What names a sensitive topic. In the open these stand on the report.
TOPICS = re.compile(r"Gezondheid en werk|\bGeld\b")
ENDS = ("", "?groot=1")
FIRST = "doel-van-inzage/"
OF_A_CASE = "gesprekken/<uuid:case_uuid>/"


def _addresses(found: Any = None, before: str = "") -> Iterator[str]:
    """Every address below one talk, as the app knows them: a new page is in here by itself."""
    for one in (found or get_resolver()).url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _addresses(one, here)
        elif isinstance(one, URLPattern) and here.startswith(OF_A_CASE):
            yield here.removeprefix(OF_A_CASE)


BLANK = "vragen/papier/"  # the blank form: the same questions for everybody, without anything of this person
ADDRESSES = sorted(set(_addresses()))


def _asked(talk: Talk, pattern: str) -> list[str]:
    earlier = Decision.objects.order_by("id")[0].uuid
    filled = pattern.replace("<uuid:decision>", str(earlier)).replace("<str:whose>", Whose.CLIENT)
    work = FollowUp.objects.filter(case=talk.case).values_list("uuid", flat=True).first()
    assert work or "<uuid:followup>" not in filled, "this talk agreed on something"
    filled = filled.replace("<uuid:followup>", str(work))
    places = [str(n) for n in range(1, 8)] if "<number:position>" in filled else [""]
    paths = [filled.replace("<number:position>", place) for place in places]
    assert not re.search("[<>]", "".join(paths)), f"say here how to fill in {pattern}"
    return [f"/gesprekken/{talk.case.uuid}/{path}{end}" for path in paths for end in ENDS]


def told(talk: Talk, path: str) -> str:
    """Everything that somebody who looks along can read: the text, the title, the name of the file."""
    answer = talk.anouk.get(path, follow=True)
    assert answer.status_code in {200, 404, 405}, path
    name = answer.headers.get("Content-Disposition", "")
    if answer.headers["Content-Type"] == "application/pdf":
        paper = PdfReader(BytesIO(answer.content))
        title = str(paper.metadata.title if paper.metadata else "")
        return " ".join([name, title, words_of(paper)])
    text = answer.content.decode()
    text = re.sub(r"<script.*?</script>|<input type=\"hidden\"[^>]*>", "", text, flags=re.DOTALL)
    return html.unescape(" ".join([name, " ".join(re.sub(r"<[^>]+>", " ", text).split())]))


@pytest.fixture
def decided(sick: Talk) -> Talk:
    """Two reports, so that there is an earlier one too."""
    decide(sick)
    sick.case.refresh_from_db()
    decide(sick, again=True)
    return sick


def test_d17_no_address_of_a_talk_tells_name_health_or_money(decided: Talk) -> None:
    assert len(ADDRESSES) > 15
    share(decided)
    assert "Dirk" not in told(decided, f"/gesprekken/{decided.case.uuid}/{BLANK}")
    telling = {
        path: sorted(set(found))
        for pattern in ADDRESSES
        if pattern != BLANK
        for path in _asked(decided, pattern)
        if (found := TELLING.findall(without_fixed_words(told(decided, path))))
    }
    assert telling == {}


@pytest.mark.parametrize("file", ["verslag/", "verslag.txt", "verslag.pdf", "verslag.pdf?groot=1"])
def test_d17_text_and_paper_do_not_even_name_the_topics(decided: Talk, file: str) -> None:
    path = f"/gesprekken/{decided.case.uuid}/{file}"
    assert TOPICS.search(told(decided, path))
    assert "Dirk" in told(decided, path)
    share(decided)
    hidden = " ".join(told(decided, path).split())
    assert not TOPICS.search(without_fixed_words(hidden))
    assert "Antwoorden over geld en gezondheid zijn verborgen" in hidden
    assert "Ja, nu nog" in hidden  # the other answers stay
