# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A smoke alarm for Dutch that gets hard: all that a client reads, by a reading formula and the length of sentences.

A formula proves nothing: a text is good when people explained it back. But what sets this off is not plain.
"""

import gettext
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest
import textstat
from django.conf import settings

from checklist.releases.wording.texts import MAX_WORDS_ELSEWHERE, TEXTS, split_sentences, word_count

ROOT = Path(settings.BASE_DIR)
EASY = 60  # Flesch-Douma: 60 and up is plain Dutch (B1)
#: What clients read, by the folder of its templates.
PAGES = ("transparency", "intake", "advice", "decisions", "register", "dialogues")
PRACTICAL = ("text_nl", "hours_nl", "place_nl", "start_nl", "extra_nl")
QUESTION = ("text_nl", "help_nl", "use_nl", "measured_nl")


def catalogue() -> dict[str, str]:
    with (ROOT / "checklist/locale/nl/LC_MESSAGES/django.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key if isinstance(key, str) else key[0]: text for key, text in found.items() if key}


def on_pages(folder: str) -> list[str]:
    """The Dutch of every sentence in the templates of one folder."""
    dutch, asked = catalogue(), set()
    for path in sorted((ROOT / "templates/checklist" / folder).rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'{% translate "([^"]+)"', html)) | set(re.findall(r'_\("([^"]+)"\)', html))
        for block in re.findall(
            r"{% blocktranslate trimmed[^%]*%}(.*?){% endblocktranslate", html, re.DOTALL
        ):
            for part in block.split("{% plural %}"):
                asked.add(re.sub(r"{{ *(\w+) *}}", r"%(\1)s", " ".join(part.split())))
    return [re.sub(r"%\(\w+\)s", "iets", dutch[key]) for key in sorted(asked) if key in dutch]


def shipped(file: str, table: str, names: Iterable[str]) -> list[str]:
    rows = tomllib.loads((ROOT / "checklist/defaults" / file).read_text(encoding="utf-8"))[table]
    return [row[name] for row in rows for name in names if row.get(name)]


def evidence() -> list[str]:
    texts = [re.sub(r"{\w+}", "mensen", pair[0]) for pair in TEXTS["words"].values()]
    return [*texts, *TEXTS["no_adding"]["nl"], *TEXTS["your_voice"]["nl"]]


READ: dict[str, Callable[[], list[str]]] = {
    "evidence": evidence,
    "services": partial(shipped, "services.toml", "service", PRACTICAL),
    "questions": partial(shipped, "questions.toml", "question", QUESTION),
    **{folder: partial(on_pages, folder) for folder in PAGES},
}


def whole_sentences(texts: Iterable[str]) -> list[str]:
    """Sentences, without labels of a few words."""
    return [said for text in texts for said in split_sentences(text) if word_count(said) >= 4]


@pytest.mark.parametrize("what", READ)
def test_what_a_client_reads_is_plain_dutch(what: str) -> None:
    said = whole_sentences(READ[what]())
    assert len(said) >= 20, "the alarm listens to something"
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease(" ".join(f"{one.rstrip('.')}." for one in said)) >= EASY


@pytest.mark.parametrize("what", READ)
def test_s17_no_sentence_to_a_client_is_longer_than_twenty_words(what: str) -> None:
    assert [said for said in whole_sentences(READ[what]()) if word_count(said) > MAX_WORDS_ELSEWHERE] == []


def test_the_alarm_goes_off() -> None:
    hard = "Op grond van administratieve gegevensverzamelingen is significante heterogeniteit aannemelijk."
    textstat.set_lang("nl")
    assert textstat.flesch_reading_ease(hard) < EASY
