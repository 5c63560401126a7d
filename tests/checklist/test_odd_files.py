# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""An odd file gets a sentence: a release and a checklist with odd bytes, odd names and odd values, on real pages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from checklist.questions.models import Checklist
from checklist.questions.queries import published
from checklist.releases.models import Release
from research.release.writing import write_release
from tests import worlds
from tests.checklist.transparency.world import staff_browser
from tests.people import People

pytestmark = pytest.mark.django_db

FILES = ("manifest.txt", "findings.csv", "checks.csv", "power.csv", "toelichting.txt")
#: What is done to the bytes of one file.
ODD_BYTES: dict[str, Callable[[bytes], bytes]] = {
    "a zero byte": lambda data: data[:40] + b"\0" + data[40:],
    "half a sign": lambda data: data[:40] + b"\xed\xa0\x80" + data[40:],
    "other bytes": lambda data: b"\xff\xfe" + data,
    "nothing": lambda data: b"",
    "only a mark": lambda data: b"\xef\xbb\xbf",
    "a long number": lambda data: data.replace(b"12", b"9" * 5000, 1),
    "a small two": lambda data: data.replace(b"12", "²".encode(), 1),
    "turned around": lambda data: data.replace(b"a", "\u202ea".encode(), 1),
    "a quote that stays open": lambda data: data + b'"',
    "old line ends": lambda data: data.replace(b"\n", b"\r"),
}
ODD_NAMES = (
    "find\0ings.csv",
    "\u202evsc.sgnidnif",
    "../../findings.csv",
    "a" * 300,
    "findings.csv\r\nX: y",
    "²",
    " ",
    "文字.csv",
)


@pytest.fixture
def esra(folk: People) -> Browser:
    browser = staff_browser(folk.esra)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def release(tmp_path: Path) -> dict[str, bytes]:
    folder = write_release(worlds.small_release("fictief-los"), tmp_path)
    return {name: (folder / name).read_bytes() for name in FILES}


def bring_in(browser: Browser, files: dict[str, bytes]) -> Any:
    sent = [SimpleUploadedFile("x", data) for data in files.values()]
    for file, name in zip(sent, files, strict=True):
        file._name = name  # as it came, not as it would be made safe
    return browser.post("/onderzoek/invoeren/", {"release_files": sent})


@pytest.mark.parametrize("what", ODD_BYTES)
def test_a_release_with_odd_bytes_is_refused_with_a_sentence(
    esra: Browser, release: dict[str, bytes], what: str
) -> None:
    before = Release.objects.count()
    for name in FILES:
        changed = ODD_BYTES[what](release[name])
        if changed == release[name]:
            continue
        answer = bring_in(esra, release | {name: changed})
        assert answer.status_code == 422, (name, answer.status_code)
        assert "data-error-summary" in answer.content.decode()
        assert "\0" not in answer.content.decode()
        assert "\u202e" not in answer.content.decode()
    assert Release.objects.count() == before


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_release_with_an_odd_name_is_refused_with_a_sentence(
    esra: Browser, release: dict[str, bytes], name: str
) -> None:
    files = {name if own == "findings.csv" else own: data for own, data in release.items()}
    answer = bring_in(esra, files)
    assert answer.status_code in {302, 422}  # a path in front of the right name is no part of it
    if answer.status_code == 422:
        assert "data-error-summary" in answer.content.decode()
        assert not Release.objects.filter(slug="fictief-los").exists()


def test_the_files_as_they_are_come_in(esra: Browser, release: dict[str, bytes]) -> None:
    assert bring_in(esra, release).status_code == 302


def checklist_file(browser: Browser) -> dict[str, Any]:
    version = published()
    assert version is not None
    return json.loads(browser.get(f"/gespreksvragen/{version.version}/bestand/").content)


#: Values that stand where a text, a list, a number or a name is expected.
ODD_VALUES = (
    "a\0b",
    "\u202eabc",
    "",
    " ",
    None,
    10**30,
    -1,
    1.5e300,
    [],
    {},
    [[]],
    "x" * 10_000,
    True,
    "\ud800",
    "²",
    "\u200b",
)


def send(browser: Browser, data: bytes, name: str = "lijst.json") -> Any:
    return browser.post("/gespreksvragen/invoeren/", {"file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("odd", ODD_VALUES, ids=lambda odd: ascii(odd)[:20])
def test_a_checklist_with_an_odd_value_is_refused_or_made_clean(esra: Browser, odd: Any) -> None:
    whole = checklist_file(esra)
    for place in ("title_nl", "schema", "fictional", "questions"):
        answer = send(esra, json.dumps(whole | {place: odd}).encode())
        assert answer.status_code in {302, 422}, place
    for place in whole["questions"][0]:
        first = whole["questions"][0] | {place: odd}
        answer = send(esra, json.dumps(whole | {"questions": [first, *whole["questions"][1:]]}).encode())
        assert answer.status_code in {302, 422}, place
        assert "\0" not in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0", b"{}", b"[]", b"null", b"1e999", b"9" * 5000, b"\xff\xfe{}", b"\xef\xbb\xbf{}", b'"\\ud800"',
        b"[" * 5000, b'{"a":' * 5000, b"NaN", b'{"schema":"\\u0000"}', b'{"a":1,"a":2}',
    ],
    ids=lambda data: ascii(data)[:16],
)  # fmt: skip
def test_a_file_that_is_no_checklist_is_refused_with_a_sentence(esra: Browser, data: bytes) -> None:
    before = Checklist.objects.count()
    for name in ("lijst.json", *(ODD_NAMES if data == b"\0" else ())):
        answer = send(esra, data, name if name.strip("/. ") else "x")
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert Checklist.objects.count() == before


def test_a_checklist_comes_through_the_door_for_typed_text(esra: Browser) -> None:
    """Another spelling of the same letters is made one; signs that nobody sees are told."""
    whole = checklist_file(esra)
    question = whole["questions"][0]
    apart = question | {"text_nl": "Wat is uw cafe\u0301?", "help_nl": "een\r\ntwee"}
    assert (
        send(esra, json.dumps(whole | {"questions": [apart, *whole["questions"][1:]]}).encode()).status_code
        == 302
    )
    stored = Checklist.objects.latest("version").questions.get(key=question["key"])
    assert (stored.text_nl, stored.help_nl) == ("Wat is uw café?", "een\ntwee")
    for odd in ("ab\u202ec", "ab\u200bc", "ab\xadc", "ab\x01c"):
        turned = question | {"text_nl": odd}
        answer = send(esra, json.dumps(whole | {"questions": [turned, *whole["questions"][1:]]}).encode())
        assert answer.status_code == 422
        assert odd not in answer.content.decode()
