# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A walk of one parameter through the rooms of research, in the order in which the code hands it on.

How is counted: a room is a package of research (`checks`), a corner one module of it. The walk begins in
`research.run.estimate` and follows every call, as it stands in the code and depth first, that hands over the parameter
by its name or as a field of that name (`base.plan`); a function is walked through once, however often it is called.
Each stretch in one room is a stay, and being back with the caller after a call begins a new one. A return is a stay in
a room that the walk had left before, so returns are stays minus rooms. Calls through a variable are not seen.

    .venv/bin/python -m tests.house.walks plan
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass, field
from itertools import groupby

from tests.house import tree

Function = tuple[str, str]


@dataclass
class House:
    """The functions of research by module and name (`Class.method`), and what every module imports from it."""

    functions: dict[Function, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, dict[str, Function]] = field(default_factory=dict)

    @staticmethod
    def of(sources: dict[str, str]) -> House:
        """From the text of every module."""
        house = House()
        for module, text in sources.items():
            parsed = ast.parse(text)
            house.imports[module] = {
                alias.asname or alias.name: (node.module, alias.name)
                for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom) and node.module
                for alias in node.names
            }  # fmt: skip
            for node in parsed.body:
                if isinstance(node, ast.FunctionDef):
                    house.functions[module, node.name] = node
                elif isinstance(node, ast.ClassDef):
                    for method in node.body:
                        if isinstance(method, ast.FunctionDef):
                            house.functions[module, f"{node.name}.{method.name}"] = method
        return house

    def called(self, module: str, callee: ast.expr) -> Function | None:
        """The function behind what is called in a module; a class is its `__init__`."""
        name = ast.unparse(callee)
        first, _, rest = name.partition(".")
        home, own = self.imports[module].get(first, (module, first))
        places = [(home, ".".join(filter(None, (own, rest)))), (f"{home}.{own}", rest)]
        for place in [*places, (home, f"{own}.__init__")]:
            if place in self.functions:
                return place
        return None


def walk(house: House, begin: Function, parameter: str) -> list[str]:
    """The corners of the walk, one for each stay."""
    steps: list[str] = []
    walked: set[Function] = set()

    def handed(argument: ast.expr) -> bool:
        name = argument.id if isinstance(argument, ast.Name) else getattr(argument, "attr", "")
        return name == parameter

    def enter(function: Function) -> None:
        steps.append(function[0])
        if function not in walked:
            walked.add(function)
            for statement in house.functions[function].body:
                look(statement, function)

    def look(node: ast.AST, function: Function) -> None:
        for child in ast.iter_child_nodes(node):
            look(child, function)
        if not isinstance(node, ast.Call):
            return
        arguments = [*node.args, *(word.value for word in node.keywords)]
        if not any(map(handed, arguments)):
            return
        partial = ast.unparse(node.func) == "partial"
        inner = house.called(function[0], node.args[0] if partial else node.func)
        if inner is not None:
            enter(inner)
            steps.append(function[0])

    enter(begin)
    return [corner for corner, _ in groupby(steps)]


def rooms(corners: list[str]) -> list[str]:
    """The rooms of the same walk, one for each stay."""
    return [room for room, _ in groupby(corner.split(".")[1] for corner in corners)]


def research() -> House:
    """The house as it is."""
    sources = {}
    for path in tree.matching("research/*.py"):
        parts = path.with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        sources[module] = (tree.ROOT / path).read_text(encoding="utf-8")
    return House.of(sources)


def counted(stays: list[str]) -> tuple[int, int, int]:
    """Stays, how many places, and returns."""
    return len(stays), len(set(stays)), len(stays) - len(set(stays))


if __name__ == "__main__":
    route = walk(research(), ("research.run", "estimate"), sys.argv[1])
    print("\n".join(route))
    print("corners: stays {}, places {}, returns {}".format(*counted(route)))
    print("rooms: stays {}, places {}, returns {}".format(*counted(rooms(route))))
