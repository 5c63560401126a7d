# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a line may live: the rooms, and the few file names in each."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

FOLDERS = {
    *(".ci", "LICENSES", "checklist", "deploy", "docs", "findings", "models_store"),
    *("reintapp", "requirements", "research", "script", "templates", "tests"),
}
FILES = {
    *(
        "README.md",
        "README.nl.md",
        "CHANGELOG.md",
        "CHANGELOG.nl.md",
        "CONTRIBUTING.md",
        "CODE_OF_CONDUCT.md",
    ),
    *("SECURITY.md", "LICENSE", "REUSE.toml", "publiccode.yml", "pyproject.toml", "manage.py", ".gitignore"),
}
IN_A_SLICE = {
    "__init__.py",
    "models.py",
    "rules.py",
    "actions.py",
    "queries.py",
    "forms.py",
    "views.py",
    "urls.py",
}
# A kind that outgrew its module is a folder of that name, one module a subject; its __init__ names what others may use.
# `page` is always a folder: what a page draws for itself, from what queries read. HTML is drawn there and in views.
IN_A_SLICE |= {"actions", "queries", "forms", "page", "views"}
ALSO = {
    "releases": {
        "wording",
        "pictures",
        "combining.py",  # municipalities together, held against the releases they name
        "withdrawing.py",
        "whole_group.py",  # clients beside other residents, as plain values for one page
        "turns.py",  # whose turn it is about research that waits, told by the slice that links it
    },  # sentences, with their words as data, and forest rows and icon arrays
    "people": {
        "permissions.py",  # who may (product rule S16)
        "kept.py",  # what was typed or sent and is not saved waits for the same person (S22)
        "filling.py",  # the forms of a drawn page, and typed text in them again
        "again.py",  # puts the two together as a page leaves
        "device.py",  # where a code was made, as marks
        "idle.py",  # the limit of a session in which nothing is asked for
        "fresh.py",  # acts of weight ask for the password again
        "sessions.py",  # on which devices somebody is logged in
    },
    "services": {"linking.py"},  # what linking a release changes, for the two who do it
    # two versions side by side; a version as a file; what publishing changes, for the two who do it
    "questions": {"comparison.py", "file.py", "publishing.py"},
    "intake": {
        "door.py",  # the one door to every page of a case (decision 0021)
        "sharing.py",  # what is hidden while somebody shares the screen
    },
    "reviews": {
        "departed.py",  # from which result a choice departed, for many talks at once
        "readable.py",  # which lines may be read, for every reader of them (R15)
    },
    "transparency": {
        "door.py",  # the one door to every page of the client
        "standing_out.py",  # what stands out in the access log, in words for the privacy officer
        "pictures.py",  # where the marks stand on the strip of days of who looked
    },
    "registration": {
        "writing.py",  # the files of a registration, row by row
        "codebook.py",  # what stands beside the table, made from what was written
    },
    "api": {"serializers.py"},  # describe resources; live nowhere else
}
BESIDE_SLICES = {"defaults", "locale", "management", "migrations", "static", "templatetags"}
AT_THE_ROOT_OF_THE_APP = {"__init__.py", "apps.py", "models.py", "urls.py"}
NO_ROOM_FOR = {
    f"{name}.py"
    for name in ("utils", "util", "helpers", "services", "managers", "signals", "misc", "common", "admin")
}


def test_the_top_of_the_tree_holds_only_what_the_map_names() -> None:
    assert {path.parts[0] for path in tree.files()} - FOLDERS - FILES == set()


def test_every_folder_of_the_app_is_a_slice_or_belongs_beside_them() -> None:
    folders = {path.parts[1] for path in tree.matching("checklist/") if len(path.parts) > 2}
    assert folders - set(tree.SLICES) - BESIDE_SLICES == set(), "a new slice needs a decision record"


def test_the_root_of_the_app_holds_only_its_indexes() -> None:
    assert {
        path.name for path in tree.matching("checklist/") if len(path.parts) == 2
    } == AT_THE_ROOT_OF_THE_APP


@pytest.mark.parametrize("name", [name for name in tree.SLICES if name != "base"])
def test_a_slice_holds_the_few_known_file_names(name: str) -> None:
    inside = {path.parts[2] for path in tree.matching(f"checklist/{name}/")}
    assert inside - IN_A_SLICE - ALSO.get(name, set()) == set()


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [str(path) for path in tree.matching("*.py") if path.name in NO_ROOM_FOR] == []


def test_templates_of_the_app_live_in_a_folder_named_after_a_slice() -> None:
    folders = {path.parts[2] for path in tree.matching("templates/checklist/") if len(path.parts) > 3}
    assert folders - set(tree.SLICES) == set()
    assert {path.parts[1] for path in tree.matching("templates/") if len(path.parts) > 2} <= {
        "checklist",
        "components",
    }


def test_the_layers_of_the_import_contract_are_the_slices() -> None:
    settings = tomllib.loads(tree.text(Path("pyproject.toml")))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [layers] = [c["layers"] for c in contracts if c.get("containers") == ["checklist"]]
    named = [name.strip("() ") for line in reversed(layers) for name in line.split("|")]
    assert named == list(tree.SLICES)


def _classes_with_rows(path: Path) -> Iterator[str]:
    """Names of classes in a models module that Django would make a table for, or that choices hang on."""
    for node in tree.parsed(path).body:
        if isinstance(node, ast.ClassDef) and not _is_abstract(node) and _is_model(node):
            yield node.name


def _is_model(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).rpartition(".")[2] in MODEL_BASES for base in node.bases)


def _is_abstract(node: ast.ClassDef) -> bool:
    metas = [inner for inner in node.body if isinstance(inner, ast.ClassDef) and inner.name == "Meta"]
    return any("abstract = True" in ast.unparse(meta) for meta in metas)


MODEL_BASES = {"Model", "AppendOnlyModel", "ChainedModel", "AbstractBaseUser", "AbstractUser"}


def test_the_page_for_developers_names_every_room_of_research_from_the_top_down() -> None:
    contracts = tomllib.loads(tree.text(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
    [layers] = [c["layers"] for c in contracts if c.get("containers") == ["research"]]
    rooms = [name.strip("() ") for line in layers for name in line.split("|")]
    page = tree.text(Path("docs/how-to/develop.md"))
    words = {room: re.search(rf"^\| `{room}` \| [^|]+ \| ([^|]*)\|$", page, re.MULTILINE) for room in rooms}
    assert [room for room, found in words.items() if not found] == [], "rooms without a row"
    assert sorted(rooms, key=lambda room: page.index(f"| `{room}` |")) == rooms
    for room, found in words.items():
        code = "\n".join(
            tree.text(path) for path in tree.matching(f"research/{room}/*.py", f"research/{room}.py")
        )
        for word in re.findall(r"`(\w+)`", found[1] if found else ""):
            assert re.search(rf"\b{word}\b", code), f"{room} has no {word} any more"


def test_the_index_of_tables_names_every_model() -> None:
    indexed = {
        (node.module, alias.name)
        for node in tree.parsed(Path("checklist/models.py")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for path in tree.matching("checklist/models.py", but=("checklist/migrations/",)):
        if len(path.parts) == 3:
            module = ".".join(path.with_suffix("").parts)
            missing = [name for name in _classes_with_rows(path) if (module, name) not in indexed]
            assert missing == [], f"{path}: not in checklist/models.py, so Django makes no table for it"
