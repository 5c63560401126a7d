# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing stands about that nobody uses: no dependency that is not imported, no public name that only tests call."""

import ast
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.house import tree
from tests.house.test_requirements import _imported, _named

# -- dependencies

#: Where the dependencies of a set are meant for; stubs and commands of `check` are looked for below.
MEANT_FOR = {
    "web": ("checklist/*.py", "reintapp/*.py", "manage.py"),
    "research": ("research/*.py",),
    "test": ("tests/*.py",),
    "check": (),
}
#: What runs a command of a dependency: the commands of the house, and how one serves the app.
RUN_BY = ("script/", ".ci/", "docs/how-to/install.md")
#: Used without an import or a command of its own, each with what shows that it is used.
OTHERWISE = {
    # Django imports it by the scheme of DATABASE_URL.
    "psycopg": ("reintapp/databases.py", "postgres"),
    "pytest-django": ("pyproject.toml", "DJANGO_SETTINGS_MODULE"),
    "pytest-randomly": ("docs/how-to/develop.md", "random order"),  # pytest loads it by itself
    "pytest-rerunfailures": ("tests/conftest.py", "reruns=1"),
    "pytest-xdist": ("script/test", "TEST_WORKERS"),
    "setuptools": ("tests/house/test_wheel.py", "setuptools.build_meta"),  # in a process of its own
    "pytest-cov": ("script/test", "--cov"),
    "django-stubs": ("pyproject.toml", "mypy_django_plugin"),
    "import-linter": ("script/check", "lint-imports"),
}


@cache
def _strings(path: Path) -> frozenset[str]:
    """What dotted names in strings begin with: Django's settings name packages so."""
    return frozenset(
        node.value.partition(".")[0]
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w.]+", node.value)
    )


def _modules(package: str) -> set[str]:
    return {
        module
        for module, owners in packages_distributions().items()
        if package in {canonicalize_name(owner) for owner in owners}
    }


def _is_used(package: str, patterns: tuple[str, ...], needed: frozenset[str]) -> bool:
    modules = _modules(package)
    files = tree.matching(*patterns) if patterns else []
    if any(modules & _imported(path) for path in files):
        return True
    if any(modules & _strings(path) for path in files if path.parts[0] == "reintapp"):
        return True
    folders = {file.parts[0] for file in distribution(package).files or ()}
    if {name.removesuffix("-stubs") for name in folders if name.endswith("-stubs")} & needed:
        return True
    commands = [
        entry.name for entry in distribution(package).entry_points if entry.group == "console_scripts"
    ]
    commands.append(package)  # a program that is no Python, as ruff, has no entry point
    runs = "\n".join(tree.text(path) for path in tree.matching(*RUN_BY))
    if any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", runs) for name in commands):
        return True
    place, sign = OTHERWISE.get(package, ("", ""))
    return bool(place) and sign in tree.text(Path(place))


@cache
def _all_imported() -> frozenset[str]:
    files = tree.matching("checklist/*.py", "reintapp/*.py", "research/*.py", "tests/*.py")
    return frozenset(name for path in files for name in _imported(path))


@pytest.mark.parametrize("name", sorted(MEANT_FOR))
def test_every_dependency_is_used_where_it_is_meant_for(name: str) -> None:
    packages = [canonicalize_name(requirement.name) for requirement in _named(name)]
    unused = [package for package in packages if not _is_used(package, MEANT_FOR[name], _all_imported())]
    assert unused == [], f"in requirements/{name}.in, and not imported or run: take it out, or use it"


def test_a_dependency_that_nobody_imports_is_found() -> None:
    assert not _is_used("attrs", MEANT_FOR["web"], _all_imported())
    assert _is_used("whitenoise", MEANT_FOR["web"], _all_imported()), "named as a string in the settings"
    assert _is_used("ruff", (), _all_imported()), "run by script/check"


# -- public names

OURS = ("checklist", "reintapp", "research")
CODE = tree.matching(*(f"{name}/*.py" for name in OURS), but=("checklist/migrations/",))
WORD = re.compile(r"[A-Za-z_]\w*")
#: Decorators that hand what they stand on to whoever will call it.
REGISTERS = re.compile(r"(on_home|waits_for|tells_\w+|logs_\w+|notes_\w+|register)\b")
#: Found by Django and others by where it stands, not by name.
BY_PLACE = {
    "checklist/apps.py": {"ChecklistConfig"},  # Django takes the one AppConfig of an app
    "checklist/api/views.py": {"StaffSessionScheme"},  # drf-spectacular knows its extensions by subclass
    # the rule S17 as a program: what ships is held against it by the tests
    "checklist/releases/wording/linter.py": {"linter"},
    "research/data/words.py": {"near_twins"},  # a check of labels that is on its way
    **{str(path): {"Command"} for path in tree.matching("checklist/management/commands/*.py")},
}
#: Called by a framework under a name made of a field's: Form.clean_<field>, SerializerMethodField get_<field>.
BY_FIELD = re.compile(r"clean_\w+|get_\w+")
#: Called by Django on any object that has it, whatever class that stands on.
BY_SHAPE = {"to_url", "from_db_value", "process_exception"}

Definition = ast.FunctionDef | ast.ClassDef


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _public(body: list[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node


@cache
def _imports() -> tuple[frozenset[tuple[str, str]], dict[Path, frozenset[str]]]:
    """Every (module, name) that is imported anywhere but in an index; and which modules each file knows."""
    taken: set[tuple[str, str]] = set()
    known: dict[Path, set[str]] = defaultdict(set)
    for path in [*CODE, *tree.matching("checklist/migrations/*.py", "manage.py")]:
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.ImportFrom):
                known[path] |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
                if path.name != "__init__.py":
                    taken |= {(node.module or "", alias.name) for alias in node.names}
            elif isinstance(node, ast.Import):
                known[path] |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Constant) and re.fullmatch(
                r"(research|checklist)(\.\w+)+\.", str(node.value)
            ):
                known[path].add(str(node.value).rstrip("."))  # import_module(f"research.room.{module}")
    return frozenset(taken), {path: frozenset(names) for path, names in known.items()}


@cache
def _attributes() -> dict[str, frozenset[Path]]:
    found: dict[str, set[Path]] = defaultdict(set)
    for path in CODE:
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Attribute):
                found[node.attr].add(path)
    return {name: frozenset(paths) for name, paths in found.items()}


def _words(node: ast.AST) -> Iterator[str]:
    """The names that stand under a node, those in strings of one word or one dotted name as well."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.Constant) and re.fullmatch(r"[\w.:]+", str(inner.value)):
            yield from WORD.findall(str(inner.value))


@cache
def _spoken() -> Counter[str]:
    """How often each name is spoken in code (not where it is defined), in templates and in the settings of tools."""
    spoken: Counter[str] = Counter()
    for path in [*CODE, *tree.matching("checklist/migrations/*.py")]:
        spoken.update(_words(tree.parsed(path)))
    for path in tree.matching("templates/"):
        spoken.update(WORD.findall(tree.text(path)))
    return spoken


def _is_spoken(place: ast.AST, node: Definition) -> bool:
    """Does a name stand here, outside its own definition? A variable of the same name in a function is not it."""
    for inner in ast.iter_child_nodes(place):
        if inner is node:
            continue
        if isinstance(inner, ast.Name) and inner.id == node.name and isinstance(inner.ctx, ast.Load):
            return True
        own = isinstance(inner, ast.FunctionDef) and any(
            isinstance(name, ast.Name) and name.id == node.name and isinstance(name.ctx, ast.Store)
            for name in ast.walk(inner)
        )
        if not own and _is_spoken(inner, node):
            return True
    return False


def _is_called(path: Path, node: Definition) -> bool:
    """Is a name at the top of a module used: in its own module outside itself, imported, or through its module?"""
    if any(REGISTERS.match(ast.unparse(decorator)) for decorator in node.decorator_list):
        return True
    module = _dotted(path)
    rooms = [module.rsplit(".", cut)[0] for cut in range(module.count(".") + 1)]
    taken, known = _imports()
    return (
        _is_spoken(tree.parsed(path), node)
        or any((room, node.name) in taken for room in rooms)
        or any(
            other != path and known.get(other, frozenset()) & set(rooms)
            for other in _attributes().get(node.name, frozenset())
        )
        or _by_string(f"{module}.{node.name}")
    )


@cache
def _sayings() -> str:
    words = (
        node.value
        for path in tree.matching("reintapp/*.py", "checklist/*.py")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return "\n".join((*words, tree.text(Path("pyproject.toml"))))


def _by_string(dotted: str) -> bool:
    return bool(re.search(rf"(?<![\w.]){re.escape(dotted)}(?!\w)", _sayings()))


def _is_hook(path: Path, owner: ast.ClassDef, name: str) -> bool:
    """Does a class outside our packages, that this one stands on, have a method of that name? Then it calls it."""
    found = getattr(importlib.import_module(_dotted(path)), owner.name)
    foreign = [base for base in found.__mro__ if base.__module__.partition(".")[0] not in OURS]
    if name in BY_SHAPE or (len(foreign) > 1 and BY_FIELD.fullmatch(name)):
        return True
    return any(name in vars(base) for base in foreign)


def _unused(path: Path) -> Iterator[str]:
    for node in _public(tree.parsed(path).body):
        if node.name not in BY_PLACE.get(str(path), set()) and not _is_called(path, node):
            yield node.name
    for owner in tree.parsed(path).body:
        if not isinstance(owner, ast.ClassDef):
            continue
        for node in _public(owner.body):
            if _spoken()[node.name] > Counter(_words(node))[node.name]:
                continue
            if not _is_hook(path, owner, node.name):
                yield f"{owner.name}.{node.name}"


@pytest.mark.parametrize("package", OURS)
def test_every_public_name_is_used_outside_its_tests(package: str) -> None:
    unused = {str(path): list(_unused(path)) for path in CODE if path.parts[0] == package}
    assert {path: names for path, names in unused.items() if names} == {}, "take it out, or call it"


def test_a_name_that_only_tests_call_is_found() -> None:
    path = Path("research/errors.py")
    [node] = ast.parse("def shown_by_nobody(): return shown_by_nobody()").body
    assert isinstance(node, ast.FunctionDef)
    assert not _is_called(path, node)
    assert _is_called(path, next(n for n in _public(tree.parsed(path).body) if n.name == "shown"))
