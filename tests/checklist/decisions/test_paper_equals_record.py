# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The paper equals the record: all that verslag.txt says is in the PDF, word for word, line for line, however long."""

import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client as Browser

from checklist.advice.actions import refuse_service, say_why_not
from checklist.advice.forms import WHY_LONGEST
from checklist.decisions.forms import ChoicesForm
from checklist.intake.actions import save_answer, save_goal
from checklist.intake.models import Answer, Case
from checklist.people.permissions import Actor
from checklist.questions.queries import questions_of
from checklist.questions.rules import MAX_WORDS, Reply
from tests.checklist.decisions.talks import address, apart, decide
from tests.paper import FOOT
from tests.worlds import World

pytestmark = pytest.mark.django_db
OWN_WORDS = "In eigen woorden: "


def long_text(name: str, room: int) -> str:
    """Numbered sentences with an empty line or a new line now and then, as long as the field allows."""
    text, number = "", 0
    while True:
        number += 1
        following = f"{name} {number} gaat over werk & <rust>."
        gap = "" if not text else ("\n\n" if number % 7 == 0 else "\n" if number % 4 == 0 else " ")
        if len(text) + len(gap) + len(following) > room:
            return text + "!" * (room - len(text))
        text += gap + following


@pytest.fixture
def said(world: World, case: Case) -> dict[str, str]:
    """Everything that can be typed in a talk, at its longest."""
    fields = ChoicesForm.base_fields
    rooms = {
        name: fields[name].max_length or 0  # type: ignore[attr-defined]
        for name in ("client_words", "caseworker_words", "next_step")
    }
    return {name: long_text(name.replace("_", " "), room) for name, room in rooms.items()} | {
        "goal": long_text("doel", MAX_WORDS),
        "work": long_text("antwoord", MAX_WORDS),
        "refusal": long_text("weigering", WHY_LONGEST),
    }


def _tell(case: Case, world: World, said: dict[str, str]) -> None:
    case.refresh_from_db()
    anouk = world.people.anouk
    save_goal(case=case, state="given", words=said["goal"], version=case.version, by=anouk)
    question = next(q for q in questions_of(case.checklist) if q.key == "work")
    version = Answer.objects.get(case=case, question=question).version
    reply = Reply("given", {"words": said["work"]})
    save_answer(case=case, question=question, reply=reply, version=version, by=anouk)
    by = Actor(kind="staff", account=anouk, role="caseworker")
    refuse_service(case=case, service="jobcoach", by=by)
    say_why_not(case=case, service="jobcoach", words=said["refusal"], by=by)


def paper(browser: Browser, case: Case, folder: Path, query: str = "") -> str:
    """What pdftotext reads in the report, without the numbers of the pages."""
    file = folder / "verslag.pdf"
    file.write_bytes(browser.get(address(case, "verslag.pdf") + query).content)
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    return FOOT.sub("", done.stdout.replace("\f", "\n"))


def letters(text: str) -> str:
    """Letters and figures only: how a line was broken or quoted does not matter."""
    return re.sub(r"[\W_]+", "", text)


def pieces(line: str) -> list[str]:
    """The sentences of one line; a label and what it introduces apart, as a table sets them."""
    found = re.split(r"(?<=[.?!:])\s|\s\(|\)", line.removeprefix(OWN_WORDS))
    return [piece for piece in found if letters(piece)]


def missing_on_paper(record: str, on_paper: str) -> list[str]:
    there = letters(on_paper)
    return [piece for line in record.splitlines() for piece in pieces(line) if letters(piece) not in there]


@pytest.mark.parametrize("query", ["", "?groot=1"])
def test_f16_every_sentence_of_the_record_is_on_paper_at_the_longest_texts(
    anouk: Browser, case: Case, world: World, said: dict[str, str], tmp_path: Path, query: str
) -> None:
    decide(
        anouk, case, apart(**{name: said[name] for name in ("client_words", "caseworker_words", "next_step")})
    )
    _tell(case, world, said)
    record = anouk.get(address(case, "verslag.txt")).content.decode()
    on_paper = paper(anouk, case, tmp_path, query)
    assert {name for name, text in said.items() if letters(text) not in letters(record)} == set()
    assert missing_on_paper(record, on_paper) == []
    starts = {letters(line)[:8] for line in on_paper.splitlines()}
    broken = [line for text in said.values() for line in text.splitlines() if line]
    assert [line for line in broken if letters(line)[:8] not in starts and not _first(line, said)] == []


def _first(line: str, said: dict[str, str]) -> bool:
    """The first line of a text may stand behind its label."""
    return any(text.startswith(line) for text in said.values())


@pytest.mark.parametrize("query", ["", "?groot=1"])
def test_f16_a_short_report_is_whole_on_paper_too(
    anouk: Browser, case: Case, tmp_path: Path, query: str
) -> None:
    decide(anouk, case, apart(client_choice=["proefplaatsing"], client_words="Eerst zien.\nDan kiezen."))
    record = anouk.get(address(case, "verslag.txt")).content.decode()
    assert missing_on_paper(record, paper(anouk, case, tmp_path, query)) == []


def test_what_is_missing_would_be_found() -> None:
    assert missing_on_paper("Eerste zin. Tweede zin.\nLabel: waarde", "Eerste zin. Label waarde") == [
        "Tweede zin."
    ]
