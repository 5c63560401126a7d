# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A checklist as a file: written and read back the same; a file that is not right is refused with its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.base.text import clean_text
from checklist.questions.file import (
    LATER,
    MOST_BYTES,
    NEEDED,
    OPTIONAL,
    ORDER,
    TITLES,
    FileFault,
    as_file,
    read_file,
)
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import default_questions, questions_of
from tests.checklist.questions.test_pages import HOME, browser_of
from tests.house import tree
from tests.worlds import World

EMPTY: dict[str, Any] = dict.fromkeys(ORDER, "") | {
    "options": [],
    "lines": [],
    "own_words": False,
    "sensitive": False,
    "fixed": False,
    "depends_values": [],
}
SHIPPED = {
    "schema": "tweespraak-checklist-1",
    "title_nl": "Gesprek over werk",
    "title_en": "Conversation about work",
    "fictional": True,
    "questions": [
        {name: (EMPTY | texts)[name] for name in ORDER}
        for texts in default_questions()
        if texts["key"] != "debts"
    ],
}


def in_bytes(content: Any) -> bytes:
    return json.dumps(content).encode()


def copied() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(json.dumps(SHIPPED))
    return held


def text_of(checklist: Checklist) -> str:
    return as_file(checklist.title_nl, checklist.title_en, checklist.fictional, questions_of(checklist))


def send(browser: Browser, content: bytes) -> Any:
    return browser.post(f"{HOME}invoeren/", {"file": SimpleUploadedFile("vragen.json", content)})


# ---- there and back --------------------------------------------------------------------------------------------------


def test_a_version_comes_back_equal_through_the_pages(world: World, client: Browser) -> None:
    esra = browser_of(world.people.esra)
    first = esra.get(f"{HOME}1/bestand/")
    assert first["Content-Disposition"] == 'attachment; filename="gespreksvragen-1.json"'
    assert send(esra, first.content)["Location"] == f"{HOME}2/"
    draft = Checklist.objects.get(version=2)
    assert draft.state == Checklist.State.DRAFT
    assert esra.get(f"{HOME}2/bestand/").content == first.content
    assert list(draft.releases.all()) == [world.release]
    html = esra.get(f"{HOME}2/publiceren/").content.decode()  # and it could be published as it is
    assert "Het kan nog niet worden gepubliceerd" not in html
    assert "Niets" in esra.get(f"{HOME}2/").content.decode().partition("Wat is anders")[2][:150]


def test_what_has_no_ground_here_is_a_draft_that_cannot_be_published_r12(world: World) -> None:
    esra, content = browser_of(world.people.esra), copied()
    content["questions"][3]["characteristic"] = "shoe_size"
    assert send(esra, in_bytes(content)).status_code == 302
    assert esra.post(f"{HOME}2/publiceren/", {"act": "propose"}).status_code == 422
    assert Checklist.objects.get(version=2).state == Checklist.State.DRAFT


short = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)
plain = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Z"), exclude_characters="|"), min_size=1, max_size=60
    )
    .map(clean_text)
    .filter(lambda text: 0 < len(text) <= 60)
)
maybe = st.just("") | plain
choices = st.lists(
    st.fixed_dictionaries({"value": short, "nl": plain, "en": plain}, optional={"group": short}),
    unique_by=lambda row: row["value"],
    max_size=4,
).filter(lambda rows: not {row["value"] for row in rows} & {"given", "unknown", "declined", "not_asked"})


@st.composite
def written(draw: st.DrawFn) -> dict[str, Any]:
    ground = draw(st.sampled_from(["effect", "practical"]))
    made = {name: draw(plain) for name in NEEDED} | {name: draw(maybe) for name in OPTIONAL}
    lines = [{part: row[part] for part in ("value", "nl", "en")} for row in draw(choices)]
    return made | {
        "key": draw(short),
        "kind": draw(st.sampled_from(["one", "several", "words", "lines"])),
        "options": draw(choices),
        "lines": lines,
        "own_words": draw(st.booleans()),
        "sensitive": draw(st.booleans()),
        "fixed": draw(st.booleans()),
        "ground": ground,
        "characteristic": draw(short) if ground == "effect" else "",
        "depends_on": draw(st.just("") | short),
        "depends_values": draw(st.lists(short, max_size=3)),
    }


@settings(max_examples=100, deadline=None)
@given(plain, plain, st.booleans(), st.lists(written(), unique_by=lambda q: q["key"], max_size=5))
def test_what_is_written_is_read_back_the_same(
    title_nl: str, title_en: str, fictional: bool, questions: list[dict[str, Any]]
) -> None:
    text = as_file(title_nl, title_en, fictional, [Question(**fields) for fields in questions])
    read = read_file(text.encode())
    assert (read.title_nl, read.title_en, read.fictional) == (title_nl, title_en, fictional)
    assert read.questions == questions
    again = as_file(read.title_nl, read.title_en, read.fictional, [Question(**f) for f in read.questions])
    assert again == text


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_file_it_is_read_or_refused_with_a_place(data: st.DataObject) -> None:
    content: Any = copied()
    holder, name = content, data.draw(st.sampled_from(sorted(content)))
    while isinstance(holder[name], list | dict) and holder[name] and data.draw(st.booleans()):
        holder = holder[name]
        name = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else sorted(holder)))
    holder[name] = data.draw(anything)
    try:
        read = read_file(in_bytes(content))
    except FileFault as fault:
        said = fault.place in fault.sentence
    else:
        questions = [Question(**fields) for fields in read.questions]
        text = as_file(read.title_nl, read.title_en, read.fictional, questions)
        said = read_file(text.encode()) == read
    assert said


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    with pytest.raises(FileFault):
        read_file(data)


# ---- refused ---------------------------------------------------------------------------------------------------------


def at(*path: Any) -> Callable[[dict[str, Any], Any], None]:
    def put(content: dict[str, Any], value: Any) -> None:
        holder: Any = content
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value

    return put


@pytest.mark.parametrize(
    ("put", "value", "sentence"),
    [
        (at("schema"), "anders", "schema: verwacht “tweespraak-checklist-1”, gevonden “anders”."),
        (at("questions"), {}, "questions: verwacht een lijst, gevonden “{}”."),
        (at("questions", 1, "key"), "hours", "questions[3].key: verwacht elke naam één keer, gevonden “hours” twee"),
        (at("questions", 2, "text_nl"), "", "questions[3].text_nl: verwacht een tekst, gevonden niets."),
        (at("questions", 2, "text_nl"), "x" * 301, "[3].text_nl: verwacht hoogstens 300 tekens, gevonden 301."),
        (at("questions", 2, "text_nl"), "a\0b", "questions[3].text_nl: verwacht een tekst zonder"),
        (at("questions", 2, "kind"), "number", "[3].kind: verwacht one / several / words / lines, gevonden “number”."),
        (at("questions", 2, "sensitive"), "ja", "questions[3].sensitive: verwacht true / false, gevonden “ja”."),
        (at("questions", 2, "characteristic"), "age", "[3].characteristic: verwacht een groep uit het onderzoek"),
        (at("questions", 2, "options", 0, "en"), 8, "questions[3].options[1].en: verwacht een tekst, gevonden “8”."),
        (at("questions", 2, "options", 0, "value"), "unknown", "questions[3].options[1].value: verwacht een woord dat"),
        (at("questions", 2, "options", 0), "x", "questions[3].options[1]: verwacht een object"),
        (at("questions", 2, "extra"), 1, "questions[3]: verwacht key / topic_nl"),
        (at("questions", 2), {"key": "x"}, "questions[3]: verwacht “topic_nl”, gevonden niets met die naam."),
    ],
)  # fmt: skip
def test_a_file_is_refused_with_place_expected_found_and_what_to_do(
    world: World, put: Callable[[dict[str, Any], Any], None], value: Any, sentence: str
) -> None:
    content = copied()
    put(content, value)
    response = send(browser_of(world.people.esra), in_bytes(content))
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "Kies het bestand" in html or "Maak het bestand" in html or "kies het bestand" in html
    assert Checklist.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"schema": ', "het bestand: verwacht JSON, gevonden iets anders op regel 1, teken 12"),
        (b"\xff\xfe", "verwacht tekst in UTF-8, gevonden andere bytes op plaats 0"),
        (b'{"a": 1, "a": 2}', "gevonden “a” twee keer"),
        (b"[" * 100_000, "het bestand: verwacht JSON, gevonden iets dat niet te lezen is"),
        (b" " * (MOST_BYTES + 1024), "verwacht hoogstens 256 KiB, gevonden 257 KiB"),
        (b'{"a": NaN}', "verwacht JSON"),
    ],
)
def test_what_is_no_checklist_at_all(world: World, content: bytes, sentence: str) -> None:
    response = send(browser_of(world.people.esra), content)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_limits_are_those_of_the_table() -> None:
    for name, most in (NEEDED | OPTIONAL).items():
        assert Question._meta.get_field(name).max_length == most, name
    for name, most in TITLES.items():
        assert Checklist._meta.get_field(name).max_length == most, name


def test_the_page_of_the_format_names_every_field() -> None:
    page = tree.text(tree.ROOT / "docs/reference/checklist-file.md")
    assert [
        name for name in ("schema", *TITLES, "fictional", "questions", *ORDER) if f"`{name}`" not in page
    ] == []


def test_a_file_from_before_prompts_is_still_read() -> None:
    old = [{name: value for name, value in one.items() if name not in LATER} for one in SHIPPED["questions"]]
    found = read_file(json.dumps(SHIPPED | {"questions": old}).encode()).questions
    assert {name: found[0][name] for name in LATER} == LATER
    assert len(found) == len(old)
