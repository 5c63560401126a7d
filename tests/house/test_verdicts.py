# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence beside a check follows its verdict: no check says “the offer clearly changed …” beside *niet voldaan*."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from research.release.schema import Certainty, Verdict
from tests.house import tree

CODE = tree.matching("research/*.py")
VERDICT, SENTENCES = 5, (6, 7)
NAMES = ("key", "gate", "statistic", "value", "threshold", "verdict", "sentence_nl", "sentence_en")
#: Sentences that are true under both verdicts, because they say what the number is and not how it compares.
SAYS_WHAT_THE_NUMBER_IS = {"power.overall"}
#: A rule of disclosure holds or does not apply; it is no judgement about people.
RULES = "research/disclosure/rows.py"


def _arguments(call: ast.Call) -> dict[str, ast.expr]:
    """The arguments of a check by name; a starred pair stands for both sentences."""
    found: dict[str, ast.expr] = {}
    for place, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred):
            return found | {NAMES[number]: argument for number in SENTENCES}
        if place < len(NAMES):
            found[NAMES[place]] = argument
    return found | {word.arg: word.value for word in call.keywords if word.arg}


def _checks(path: Path) -> Iterator[dict[str, ast.expr]]:
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Check":
            arguments = _arguments(node)
            if NAMES[VERDICT] in arguments:
                yield arguments


def _condition(verdict: ast.expr) -> ast.expr | None:
    """What decides a verdict; nothing where it is one fixed word."""
    if isinstance(verdict, ast.Call) and getattr(verdict.func, "id", "") == "verdict":
        return verdict.args[0]
    return verdict.test if isinstance(verdict, ast.IfExp) else None


def _wrong(arguments: dict[str, ast.expr]) -> str:
    """What is wrong with one check, in words; empty when its sentences follow its verdict."""
    verdict = arguments[NAMES[VERDICT]]
    if (
        isinstance(verdict, ast.Attribute | ast.Name)
        and ast.unparse(verdict).removeprefix("Verdict.").isupper()
    ):
        return ""  # one word, so one sentence
    condition = _condition(verdict)
    for name in ("sentence_nl", "sentence_en"):
        sentence = arguments[name]
        if isinstance(sentence, ast.Starred | ast.Call | ast.Name | ast.Attribute):
            continue  # made elsewhere from the same number
        if not isinstance(sentence, ast.IfExp):
            return f"{name} is the same whatever the verdict"
        if condition is None or ast.dump(sentence.test) != ast.dump(condition):
            return f"{name} depends on another question than the verdict"
        if ast.dump(sentence.body) == ast.dump(sentence.orelse):
            return f"{name} says the same twice"
    return ""


@pytest.mark.parametrize("path", [path for path in CODE if str(path) != RULES], ids=str)
def test_the_sentence_of_a_check_follows_its_verdict(path: Path) -> None:
    wrong = {}
    for arguments in _checks(path):
        key = ast.unparse(arguments["key"]).strip("'")
        if key not in SAYS_WHAT_THE_NUMBER_IS and _wrong(arguments):
            wrong[key] = _wrong(arguments)
    assert wrong == {}


def test_the_wall_sees_checks_of_every_kind() -> None:
    found = [arguments for path in CODE for arguments in _checks(path)]
    assert len(found) > 20
    assert sum(_condition(arguments["verdict"]) is not None for arguments in found) > 10


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("Check('k', 'g', 's', 1, 2, verdict(f > 10), 'Ja.', 'Yes.')", "whatever the verdict"),
        ("Check('k', 'g', 's', 1, 2, verdict(f > 9), 'Ja.' if f else 'Nee.', 'Yes.' if f else 'No.')", "another"),
        ("Check('k', 'g', 's', 1, 2, Verdict.X if a else 0, 'Ja.' if a else 'Ja.', 'Yes.' if a else 'No.')", "twice"),
        ("Check('k', 'g', 's', 1, 2, verdict(a), 'Ja.' if a else 'Nee.', 'Yes.' if a else 'No.')", ""),
        ("Check('k', 'g', 's', 1, 2, Verdict.NOTED, 'Zoveel.', 'So many.')", ""),
    ],
)  # fmt: skip
def test_a_sentence_that_does_not_follow_is_seen(code: str, word: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    told = _wrong(_arguments(call))
    assert (word in told) if word else told == ""


def _sentences(sentence: ast.expr) -> Iterator[str]:
    for node in ast.walk(sentence):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 9:
            yield node.value


def test_a_sentence_of_a_check_stands_once() -> None:
    """What two designs say alike is said by one function."""
    every = Counter(
        sentence
        for path in CODE for check in _checks(path) for name in ("sentence_nl", "sentence_en") if name in check
        for sentence in set(_sentences(check[name]))
    )  # fmt: skip
    assert len(every) > 40
    assert [sentence for sentence, times in every.items() if times > 1] == []


SPELLED = "research/release/schema.py"
#: `onbekend` is also a value of a column of CBS files.
WORDS = {*Verdict, *Certainty} - {Certainty.UNKNOWN}
Z95 = "1.9599639"


def _constants(source: str) -> set[object]:
    return {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("path", [path for path in CODE if str(path) != SPELLED], ids=str)
def test_a_verdict_is_spelled_in_the_schema_only(path: Path) -> None:
    assert not _constants((tree.ROOT / path).read_text(encoding="utf-8")) & WORDS


def test_the_wall_sees_a_verdict_in_quotes() -> None:
    assert _constants("row.verdict == 'onderdrukt'") & WORDS
    assert not _constants("row.verdict == Verdict.SUPPRESSED  # onderdrukt") & WORDS


def test_the_point_of_95_percent_stands_once() -> None:
    every = [*CODE, *tree.matching("tests/*.py"), *tree.matching("checklist/*.py")]
    holds = [path for path in every if any(
        str(value).startswith(Z95) for value in _constants((tree.ROOT / path).read_text(encoding="utf-8"))
        if isinstance(value, float))]  # fmt: skip
    assert [str(path) for path in holds] == ["research/estimators/inference.py"]
