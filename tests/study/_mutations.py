# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every guard of research/ that can be switched off, found in the code: a new rule, gate or refusal is found by itself.

refusal   a `raise`, or a complaint that a reader of releases yields, is left out
rule      in disclosure/ and publish/compose: a condition never holds, one of several reasons is not looked at, a
          requirement to be shown is dropped, a number is not rounded
gate      in checks/ and verdicts/: a check passes whatever it found, a reason to be silent is not looked at
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = ("research/disclosure/", "research/publish/compose.py")
GATES = ("research/checks/", "research/verdicts/")
#: What makes a number coarser; switched off it hands on what it was given.
ROUNDING = {"to_step", "rounded", "round"}
#: Words of a verdict that says no.
NO = {"FAILED", "UNJUDGEABLE", "IN_PART"}
PASSED = "Verdict.PASSED"
RULE_NAME = re.compile(r"\bX(10|[1-9])\b")


@dataclass(frozen=True)
class Mutant:
    """One guard that is switched off: where it stands, of which kind it is, and what stands in its place.

    `key` stays the same while the function it stands in does. `begin` and `end` are places in the text of the file.
    """

    path: str
    function: str
    kind: str
    rule: str
    line: int
    last: int
    begin: int
    end: int
    instead: str
    key: str
    told: str

    def source(self) -> str:
        """The text of the module with this guard switched off."""
        text = (ROOT / self.path).read_text(encoding="utf-8")
        return text[: self.begin] + self.instead + text[self.end :]


class Finder(ast.NodeVisitor):
    """Walks a module and notes what can be switched off."""

    def __init__(self, path: str, text: str) -> None:
        """Take the text of one module."""
        self.path, self.text = path, text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.lines = text.split("\n")
        self.inside: list[ast.FunctionDef | ast.ClassDef] = []
        self.found: list[Mutant] = []
        self.module = ast.parse(text)

    def place(self, line: int, column: int) -> int:
        """Where in the text a line (from 1) and a column in bytes are."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def add(self, node: ast.stmt | ast.expr, kind: str, instead: str) -> None:
        """Note that this node gives way to something else."""
        begin = self.place(node.lineno, node.col_offset)
        end = self.place(node.end_lineno or node.lineno, node.end_col_offset or 0)
        own = self.inside[-1] if self.inside else self.module
        body = ast.unparse(own)
        function = ".".join(outer.name for outer in self.inside) or "(module)"
        what = " ".join(self.text[begin:end].split())
        same = sum(m.function == function and m.told.endswith(f"{what[:70]} → {instead}") for m in self.found)
        sign = hashlib.sha256(f"{self.path} {function} {body} {what} {instead} {same}".encode()).hexdigest()
        told = f"{what[:70]} → {instead}"
        self.found.append(
            Mutant(
                self.path, function, kind, self.rule_of(node), node.lineno, node.end_lineno or node.lineno,
                begin, end, instead, sign[:16], told,
            )
        )  # fmt: skip

    def rule_of(self, node: ast.AST) -> str:
        """The rule X1–X10 that is named nearest: beside the code, else by its function, else by its module."""
        if not self.path.startswith(RULES):
            return ""
        near = "\n".join(self.lines[node.lineno - 1 : (node.end_lineno or node.lineno) + 2])  # type: ignore[attr-defined]
        said = [near, *((ast.get_docstring(outer) or "") for outer in reversed(self.inside))]
        for words in (*said, (ast.get_docstring(self.module) or "").partition("\n")[0]):
            if one := RULE_NAME.search(words):
                return one[0]
        return ""

    # ---- what is walked

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Remember in which function we are."""
        self.inside.append(node)
        self.generic_visit(node)
        self.inside.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Remember in which class we are."""
        self.inside.append(node)
        self.generic_visit(node)
        self.inside.pop()

    def visit_Raise(self, node: ast.Raise) -> None:
        """A refusal; what only hands an error on is none."""
        if isinstance(node.exc, ast.Call):
            self.add(node, "refusal", "pass")

    def visit_Expr(self, node: ast.Expr) -> None:
        """A complaint of a reader."""
        complaint = self.inside and self.inside[-1].name.endswith("complaints")
        if complaint and isinstance(node.value, ast.Yield) and "research/release/" in self.path:
            self.add(node, "refusal", "pass")
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        """A rule or a reason to be silent."""
        if self.guards():
            self.never(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """A choice between what is shown and what is not; one between words only is none."""
        if isinstance(node.body, ast.Constant | ast.JoinedStr):
            return
        if self.path.startswith("research/disclosure/"):
            self.add(node.test, "rule", "False")
        elif self.path.startswith(RULES) and "shown" in ast.unparse(node.test):
            self.add(node.test, "rule", "True")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """What is kept and what is not."""
        if self.path.startswith("research/disclosure/"):
            for test in node.ifs:
                self.add(test, "rule", "True")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """An answer of yes or no."""
        if self.guards() and isinstance(node.value, ast.BoolOp | ast.Compare | ast.UnaryOp):
            self.never(node.value)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """What has to hold before something is shown."""
        shown = [ast.unparse(target) for target in node.targets] == ["shown"]
        if shown and self.path.startswith(RULES) and isinstance(node.value, ast.BoolOp):
            for part in node.value.values:
                self.add(part, "rule", "True")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """A verdict on what was found, and rounding."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "verdict" and self.path.startswith(GATES):
            self.add(node.args[0], "gate", "True")
        if name in ROUNDING and self.path.startswith(RULES) and len(node.args) > 1:
            self.add(node, "rule", ast.unparse(node.args[0]))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """A number to tens."""
        if self.path.startswith(RULES) and re.fullmatch(r"(.+) // 10 \* 10", ast.unparse(node)):
            self.add(node, "rule", ast.unparse(node.left.left))  # type: ignore[attr-defined]
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A verdict that says no."""
        no = ast.unparse(node.value) == "Verdict" and node.attr in NO
        if no and self.inside and self.path.startswith(GATES):
            self.add(node, "gate", PASSED)
        self.generic_visit(node)

    # ---- how

    def guards(self) -> bool:
        """Does every condition of this room guard something?"""
        return self.path.startswith((*RULES, "research/verdicts/"))

    def never(self, test: ast.expr) -> None:
        """A condition that never holds; of several reasons, each by itself as well."""
        kind = "rule" if self.path.startswith(RULES) else "gate"
        parts = test.values if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else [test]
        reasons = [part for part in parts if not is_absence(part)]
        if reasons:
            self.add(test, kind, "False")
        if len(parts) > 1:
            for part in reasons:
                self.add(part, kind, "False")


def is_absence(test: ast.expr) -> bool:
    """Is this about a value that is not there? Without that question the next line cannot be computed."""
    none = isinstance(test, ast.Compare) and ast.unparse(test.comparators[-1]) == "None"
    return none and isinstance(test, ast.Compare) and isinstance(test.ops[-1], ast.Is)


def mutants_of(path: str) -> list[Mutant]:
    """Everything in one module that can be switched off."""
    text = (ROOT / path).read_text(encoding="utf-8")
    finder = Finder(path, text)
    finder.visit(finder.module)
    return finder.found


def all_mutants() -> Iterator[Mutant]:
    """Everything in research/ that can be switched off, in the order of the code."""
    for path in sorted((ROOT / "research").rglob("*.py")):
        yield from mutants_of(str(path.relative_to(ROOT)))
