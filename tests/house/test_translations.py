# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence is there in Dutch, none is left over, and the compiled catalogue is made from the one people read."""

import gettext
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

CATALOGUE = Path("checklist/locale/nl/LC_MESSAGES/django.po")
CODE = ("manage.py", "checklist", "reintapp", "research", "templates")


def _sentences(compiled: Path) -> set[str]:
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else key for key in catalogue} - {""}


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the catalogue as makemessages would leave it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in CODE:
        source, target = tree.ROOT / name, copy / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    options = ["--locale", "nl", "--no-location", "--no-obsolete", "--ignore", "research/*"]
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", *options],
        cwd=copy,
        env=tree.bare_environment()
        | {"DJANGO_SETTINGS_MODULE": "reintapp.settings.test", "VAR_DIR": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return copy / CATALOGUE


def test_the_catalogue_is_sound(tmp_path: Path) -> None:
    _run("msgfmt", "--check", "-o", tmp_path / "out.mo", tree.ROOT / CATALOGUE)


def test_the_compiled_catalogue_is_made_from_it(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.mo"
    _run("msgfmt", "-o", fresh, tree.ROOT / CATALOGUE)
    for compiled in (fresh, tree.ROOT / CATALOGUE.with_suffix(".mo")):
        _run("msgunfmt", "-o", tmp_path / f"{compiled.stem}.txt", compiled)
    assert (tmp_path / "fresh.txt").read_text() == (tmp_path / "django.txt").read_text()


def test_every_sentence_is_there_in_dutch_and_none_is_left_over(collected: Path, tmp_path: Path) -> None:
    # msgen gives each sentence itself as its translation, so that all of them are compiled.
    _run("msgattrib", "--clear-fuzzy", "--empty", "-o", tmp_path / "empty.po", collected)
    _run("msgen", "-o", tmp_path / "used.po", tmp_path / "empty.po")
    _run("msgfmt", "-o", tmp_path / "used.mo", tmp_path / "used.po")
    used, dutch = _sentences(tmp_path / "used.mo"), _sentences(tree.ROOT / CATALOGUE.with_suffix(".mo"))
    assert len(used) > 10
    assert sorted(used - dutch) == [], "not in the Dutch catalogue"
    assert sorted(dutch - used) == [], "in the Dutch catalogue, but on no page any more"
