# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""R2, read from the code itself: no function of this slice takes findings of a case and gives a number back."""

import ast
from pathlib import Path

import pytest

SLICE = Path(__file__).resolve().parents[3] / "checklist" / "advice"
FILES = sorted(SLICE.glob("*.py"))
FINDINGS = (
    "EvidenceRow",
    "ViewableFinding",
    "Study",
    "Statement",
    "Finding",
    "FindingFacts",
    "Evidence",
    "ShownService",
)
NUMBERS = ("int", "float", "Decimal", "complex", "Fraction")
ADDING = {
    "sum",
    "fsum",
    "mean",
    "fmean",
    "median",
    "mode",
    "prod",
    "average",
    "len",
    "count",
    "Counter",
    "reduce",
    "round",
}
RANKING = {"sorted", "sort", "max", "min", "nlargest", "nsmallest", "order_by"}
ESTIMATES = {
    "estimate",
    "lower",
    "upper",
    "level_with",
    "level_without",
    "naive",
    "se",
    "p_holm",
    "certainty_level",
}


def functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path.name}:{node.name}", node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]


def takes_findings(node: ast.FunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    told = " ".join(ast.unparse(one.annotation) for one in arguments if one.annotation)
    return any(
        name in told.replace("[", " ").replace("]", " ").replace(",", " ").split() for name in FINDINGS
    )


def names(annotation: ast.expr | None) -> set[str]:
    return {part.id for part in ast.walk(annotation) if isinstance(part, ast.Name)} if annotation else set()


@pytest.mark.parametrize(
    ("name", "node"), functions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_r2_no_function_that_takes_findings_returns_a_number(name: str, node: ast.FunctionDef) -> None:
    if takes_findings(node):
        assert not names(node.returns) & set(NUMBERS), f"{name} gives a number"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_r2_nothing_adds_counts_or_ranks_estimates(path: Path) -> None:
    """No estimate is read at all in this slice: numbers go from the release to the wording and the pictures."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    called = {
        id(node.func) for node in nodes if isinstance(node, ast.Call)
    }  # "Groep".lower() is no lower limit
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute) and id(node) not in called}
    assert not read & ESTIMATES


def test_r2_the_rules_add_count_and_rank_nothing() -> None:
    """In rules.py `sorted` orders names of releases only, and `len` the years of a period."""
    tree = ast.parse((SLICE / "rules.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if called in ADDING | RANKING:
            assert ast.unparse(call) in {"sorted({row.release for row in recent})", "len(found)"}
    arithmetic = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, arithmetic):
            assert ast.unparse(node).startswith("{sign(row)"), ast.unparse(node)


def test_the_check_finds_a_sum(tmp_path: Path) -> None:
    """The check of the check."""
    bad = ast.parse("def total(rows: list[EvidenceRow]) -> int:\n    return 1").body[0]
    assert isinstance(bad, ast.FunctionDef)
    assert takes_findings(bad)
    assert names(bad.returns) & set(NUMBERS)
