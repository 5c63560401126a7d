# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reference pages written from the code: pages, commands, tables, the files of CBS, tampering.

python -m tests.house.reference   writes them anew
"""

import argparse
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.house.tree import ROOT

FOLDER = ROOT / "docs" / "reference"
HEAD = "# {title}\n\nWritten from the code by `python -m tests.house.reference`; do not edit.\n\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _first_sentence(text: str | None) -> str:
    paragraph = " ".join((text or "").strip().partition("\n\n")[0].split())
    return re.split(r"(?<=[.:]) (?=[A-Z])", paragraph)[0]


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


# -- pages


def patterns() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Address, name and view of every page, in the order of the index."""
    from django.urls import get_resolver

    yield from _walk(get_resolver().url_patterns, "/", "")


def _walk(entries: list[Any], prefix: str, space: str) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for entry in entries:
        address = prefix + str(entry.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if hasattr(entry, "url_patterns"):
            yield from _walk(entry.url_patterns, address, entry.namespace or space)
        else:
            yield address, f"{space}:{entry.name}" if space else str(entry.name), entry.callback


def pages() -> str:
    """docs/reference/pages.md"""
    rows = []
    for address, name, view in patterns():
        target = getattr(view, "view_class", getattr(view, "cls", view))
        what = (
            _first_sentence(target.__doc__) if target.__module__.startswith(("checklist", "reintapp")) else ""
        )
        rows.append((f"`{address}`", f"`{name}`", what))
    return HEAD.format(title="Pages") + _table(("address", "name", "what"), rows)


# -- commands


def command_names() -> list[str]:
    """Our own management commands."""
    folder = ROOT / "checklist" / "management" / "commands"
    return sorted(path.stem for path in folder.glob("[a-z]*.py"))


def commands() -> str:
    """docs/reference/commands.md"""
    from django.core.management import load_command_class

    rows = []
    for name in command_names():
        command = load_command_class("checklist", name)
        own = command.create_parser("manage.py", name)._action_groups
        options = [
            action.option_strings[-1] if action.option_strings else (action.metavar or action.dest).upper()
            for group in own
            for action in group._group_actions
            if action.dest not in DJANGO_OPTIONS
        ]
        rows.append((f"`manage.py {name}`", " ".join(f"`{option}`" for option in options), command.help))
    text = HEAD.format(title="Commands") + _table(("command", "takes", "what"), rows)
    return text + research_commands() + "\nCommands of the house: `script/`.\n"


def research_commands() -> str:
    """What every command of the research package takes, a table for each."""
    from research import NAME
    from research.__main__ import command_line

    text = "\n## Research\n\nWithout Django: `python -m research COMMAND`, or "
    text += f"`{NAME} COMMAND` where the wheel is installed. Every `--help` has an example.\n"
    for name, command in _commands_of(command_line("python -m research")):
        rows = [
            (f"`{taken(action)}`", action.help or action.dest)
            for action in command._actions
            if action.dest not in DJANGO_OPTIONS
        ]
        text += f"\n### {name}\n\n{command.description}\n\n" + _table(("takes", "what"), rows)
    return text


def _commands_of(
    parser: argparse.ArgumentParser, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that is no choice among further ones, by its whole name."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if before and not inner:
        yield before, parser
    for action in inner:
        for name, command in action.choices.items():
            yield from _commands_of(command, f"{before} {name}".strip())


def taken(action: argparse.Action) -> str:
    """An argument as one writes it."""
    if not action.option_strings:
        return (action.metavar if isinstance(action.metavar, str) else action.dest).upper()
    value = f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper()
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {value}"


DJANGO_OPTIONS = {
    *("help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color"),
    *("skip_checks", "database", "interactive", "reset_sequences", "allow_cascade", "inhibit_post_migrate"),
}


# -- tables


def tables() -> str:
    """docs/reference/tables.md"""
    from django.apps import apps

    from checklist.base.append_only import AppendOnlyModel

    rows = []
    for model in sorted(apps.get_app_config("checklist").get_models(), key=lambda m: m._meta.db_table):
        once = "yes" if issubclass(model, AppendOnlyModel) else ""
        privacy = str(getattr(model, "privacy", "?"))
        rows.append((f"`{model._meta.db_table}`", _first_sentence(model.__doc__), privacy, once))
    heads = ("table", "a row is", "privacy", "written once")
    return HEAD.format(title="Tables") + _table(heads, rows) + PRIVACY


PRIVACY = """
Privacy: *none* tells nothing about any person; *staff* about somebody who works here; *pseudonym* about a client
under the random key only; *personal* names a client; *sealed* holds words of a client under a key that can be
destroyed; *key* opens sealed words.
"""

# -- files of CBS


def cbs_files() -> str:
    """docs/reference/cbs-files.md"""
    from research.linking.layout import read_layout
    from research.linking.reference import describe

    return HEAD.format(title="Files of CBS") + describe(read_layout())


# -- tampering


def tamper() -> str:
    """docs/reference/tamper.md"""
    from tests.checklist.base.attacks import PG, SQLITE
    from tests.checklist.base.tampering import ATTACKS

    engines = {"": "both", PG: "PostgreSQL", SQLITE: "SQLite"}
    rows = [
        (one.what, engines[one.engine], one.result, f"`{one.sentence}`" if one.sentence else "")
        for one in ATTACKS
    ]
    heads = ("what somebody does", "engine", "result", "what it says")
    return HEAD.format(title="Tampering with the log") + TAMPER + _table(heads, rows)


TAMPER = """\
Somebody with all rights in the database tries this on a filled log; `tests/checklist/base/test_tamper.py` does each of
them anew at every test. *Refused*: the database says no. *Shown*: it happens, and `manage.py verify_log` says so.
*Not shown*: it happens and nothing says so; [what the log proves](../explanation/what-the-log-proves.md) tells why.

"""

WRITERS: dict[str, Callable[[], str]] = {
    "pages.md": pages, "commands.md": commands, "tables.md": tables, "cbs-files.md": cbs_files,
    "tamper.md": tamper,
}  # fmt: skip


def main() -> None:
    """Write every page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reintapp.settings.test")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, write in WRITERS.items():
        Path(FOLDER / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
