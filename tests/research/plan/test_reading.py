# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan that cannot be computed is refused at the place to mend; one change of a right plan at a time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from research.errors import InputError, shown
from research.plan.insight import read_insight, tells_of_group
from research.plan.reading import SECTIONS, read_plan
from tests.research.builders import PLANS, small_plan
from tests.research.plans import outcome

THIRD = (
    '  values = ["1"]\n  [[characteristic.group]]\n  key = "third"\n'
    '  name_nl = "q"\n  name_en = "q"\n  values = ["2"]'
)
COUNTED = '[[prevalence]]\nkey = "debts"\ncolumn = "old"\nvalues = VALUES\nname_nl = "q"\nname_en = "q"\n'
SERVICE = '[[service]]\nkey = "none"'
#: The outcome of the plan once more, and at another term.
OUTCOME = (
    outcome("work", ("Werk", "Work"), "share")
    .replace('id = "y"', 'id = "later"')
    .replace("primary = true\n", "")
)
PEOPLE = "[[characteristic]]\n"
LATER = OUTCOME.replace("term_months = 12", "term_months = 24")
IN_EURO = LATER.replace('"share"', '"mean"\nunit = "euro"\nunit_nl = "euro"\nunit_en = "euro"')
#: What is changed, into what, and words of the sentence.
WRONG = [
    ("seed = 1", 'seed = 1\ncomparisons = ["all"]', "comparisons: expected one or more of"),
    ("seed = 1", 'seed = "1"', "seed"),
    ("seed = 1\n", "", "seed"),
    ("seed = 1\n", "sede = 1\n", "seed: expected a value (int); found “sede”"),
    ("2016-01/2019-12", "2021-01/2020-12", "the first month before the last"),
    ("2016-01/2019-12", "2021/2020", "the first month before the last"),
    ("seed = 1", "seed = 1\nspeed = 2", "speed: expected only"),
    ('values = ["none", "a", "b"]\n', "", "the categories of the column"),
    ('  values = ["1"]', THIRD, "two groups"),
    ('  values = ["1"]', "", "values, or lowest and highest"),
    ('key = "from_45"', 'key = "Over 45"', "lower-case letters, digits and _"),
    (SERVICE, COUNTED.replace("VALUES", "[]") + SERVICE, "the values that are counted"),
    (SERVICE, COUNTED.replace("VALUES", '["7"]') + SERVICE, "values of the column old"),
    (SERVICE, 2 * COUNTED.replace("VALUES", '["1"]') + SERVICE, "every key once"),
    (SERVICE, COUNTED.replace("VALUES", '["1"]').replace('"old"', '"late"') + SERVICE, "measured at assignment"),
    ('strata = ["court", "month"]', 'strata = []\nmunicipality = "court"', "strata inside each municipality"),
    ('office = "court"', 'office = "place"', "a codebook line for “place”"),
    ('office = "court"', 'office = "court"\norder = "court"', "a column that says what came first"),
    ('strata = ["court", "month"]', 'strata = ["court", "late"]', "measured at assignment"),
    ('measured = "outcome"', 'measured = "after"', "measured = outcome"),
    ('key = "b"', 'key = "a"', "at least one, every key once"),
    ("reference = true\n", "", "one reference and at least one other"),
    ("primary = true\n", "", "exactly one primary outcome"),
    ('key = "b"', 'key = "joint"', "[[service]] key: expected another word: a release uses “joint” itself"),
    ('key = "b"', 'key = "offer"', "[[service]] key: expected another word: a release uses “offer” itself"),
    ('key = "age"', 'key = "predicted"', "[[characteristic]] key: expected another word"),
    ('key = "from_45"', 'key = "all"', "[[characteristic.group]] key: expected another word"),
    (PEOPLE, OUTCOME + PEOPLE, "[[outcome]] key and term_months: expected every key once; found “work, 12”"),
    (PEOPLE, LATER.replace('"Werk"', '"Baan"') + PEOPLE, "[[outcome]] later name_nl: expected name_nl of the key"),
    (PEOPLE, IN_EURO + PEOPLE, "[[outcome]] later scale: expected scale of the key"),
    ("primary = true\n", "primary = true\ndecimals = 2\n", "1 decimal for a share"),
    *(
        ("primary = true\n", f"primary = true\nmargin = {margin}\n", words)
        for margin, words in (
            ("0", "margin: expected a number above 0, at most 10, with at most 1 decimal; found “0”"),
            ("-3", "a number above 0"),
            ("10.5", "at most 10"),
            ("2.55", "with at most 1 decimal"),
            ("1e-9", "with at most 1 decimal; found “0.000000001”"),
            ("inf", "a finite number"),
            ("true", "a value of type float"),
            ('"3"', "a value of type float"),
        )
    ),
    (PEOPLE, LATER + "margin = 3\n" + PEOPLE, "margin: expected a margin with the primary outcome only"),
    ('name = "x"', 'name = "old"', "every key once"),
    ('direction_comparison = "versus_reference"', 'direction_comparison = "versus_all"', "direction_comparison"),
    ('design = "caseworker"', 'design = "lottery"', "design"),
    ("[plan]", "prevalence = 3\n[plan]", "repeated tables"),
    ("[plan]", "prevalence = [3]\n[plan]", "repeated tables"),
    ("[plan]", "wishes = 3\n[plan]", "a section of a plan"),
    ('slug = "klein-2026"', 'slug = "Klein 2026"', "lower-case letters, digits and hyphens"),
    ("2020-12", "2020-13", "a year and a month"),
    ("seed = 1", "seed = 1\nmunicipalities = 0", "municipalities: expected 1 or more"),
    ("seed = 1", "seed = -1", "seed: expected 0 or more"),
    ('values = ["0", "1"]', 'values = ["0", "1", "much"]', "numbers among values and missing"),
    ('values = ["0", "1"]', 'values = ["0", "1"]\nmissing = ["none"]', "numbers among values and missing"),
    ('values = ["0", "1"]', 'values = ["0", "1", ".a"]', "numbers among values and missing"),
    ('type = "key"', 'type = "key"\nlowest = 3', "lowest and highest for numbers only"),
    ('type = "key"', 'type = "key"\nhighest = 3', "lowest and highest for numbers only"),
    ('type = "number"', 'type = "number"\nlowest = 3\nhighest = 2', "a highest of at least 3"),
    ("covariates = []", 'covariates = ["court"]', "a column of numbers"),
    ('type = "number"', 'type = "number"\nlowest = nan', "a finite number"),
    ('place = "Voorbeeldstad (FICTIEF)"', 'place = ""', "expected words"),
    ('place = "Voorbeeldstad (FICTIEF)"', 'place = " Voorbeeldstad"', "one line, without spaces around it"),
    ('place = "Voorbeeldstad (FICTIEF)"', 'place = "Voorbeeld\\tstad"', "one line, without spaces around it"),
    ('place = "Voorbeeldstad (FICTIEF)"', f'place = "{"x" * 1001}"', "at most 1000 characters; found “1001"),
    ('place = "Voorbeeldstad (FICTIEF)"', 'place = "=A1"', "words that no spreadsheet runs"),
    ("covariates = []", "covariates = [[1]]", "a list of words"),
    ('other_columns = "refuse"', 'other_columns = "keep"', "one of refuse, ignore"),
    ('  values = ["1"]', "  lowest = 3\n  highest = 2", "a highest above its lowest"),
    ('  values = ["1"]', '  values = ["0"]', "two groups that share nobody"),
    ('value = "b"', 'value = "a"', "[[service]] value: expected every key once"),
    ('value = "b"', 'value = "c"', "values of the column track"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('values = ["0", "1"]', 'values = ["0", "1"]\nmissing = [".a", "9", ""]'),
        ('type = "number"', 'type = "number"\nlowest = 3\nhighest = 3'),
        ('place = "Voorbeeldstad (FICTIEF)"', f'place = "{"x" * 1000}"'),
        ('value = "b"', 'value = "b"\nlevel = "department"'),
        (PEOPLE, LATER + PEOPLE),
        ("primary = true\n", "primary = true\ndecimals = 1\n"),
        *(
            ("primary = true\n", f"primary = true\nmargin = {margin}\n")
            for margin in ("3", "0.1", "10", "2.5")
        ),
    ],
)
def test_what_is_just_right_is_read(old: str, new: str, tmp_path: Path) -> None:
    assert small_plan(tmp_path, changes={old: new}).sha256 != small_plan(tmp_path).sha256


def test_a_plan_saved_with_a_mark_in_front_is_read(tmp_path: Path) -> None:
    plain = small_plan(tmp_path)
    path = tmp_path / "klein.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_plan(path).slug == plain.slug


@pytest.mark.parametrize("content", [b"[plan", b"[plan]\ntitle = '\xff'\n"])
def test_a_file_that_is_no_plan_at_all_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "klein.toml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"klein\.toml: expected a TOML file in UTF-8"):
        read_plan(path)
    with pytest.raises(InputError, match=r"leeg\.toml: expected a plan file; found no file"):
        read_plan(tmp_path / "leeg.toml")
    with pytest.raises(InputError, match="expected a plan file"):
        read_plan(tmp_path)


@pytest.mark.parametrize("name", [name for name in SECTIONS if name not in ("insight", "topic")])
@pytest.mark.parametrize("content", ["3", '"x"', "true", "[3]", "[[1]]", "2020-01-01"])
def test_a_section_that_is_no_table_is_refused_with_a_sentence(
    name: str, content: str, tmp_path: Path
) -> None:
    plan = small_plan(tmp_path)
    path = tmp_path / "klein.toml"
    rest = re.sub(rf"(?ms)^\[\[?{name}\]?\]\n.*?(?=^\[(?! )|\Z)", "", plan.text)
    path.write_text(f"{name} = {content}\n{rest}", encoding="utf-8")
    with pytest.raises(InputError, match=r"klein\.toml, column \["):
        read_plan(path)


@pytest.mark.parametrize("content", ["3", '"x"', "[3, {}]"])
def test_a_group_that_is_no_table_is_refused_with_a_sentence(content: str, tmp_path: Path) -> None:
    path = tmp_path / "klein.toml"
    path.write_text(
        small_plan(tmp_path).text
        + f'\n[[characteristic]]\nkey = "more"\ncolumn = "old"\nname_nl = "x"\nname_en = "x"\ngroup = {content}\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="characteristic"):
        read_plan(path)


@pytest.mark.parametrize("role", ["strata", "covariates"])
def test_a_column_without_a_name_is_refused(role: str, tmp_path: Path) -> None:
    path = tmp_path / "klein.toml"
    text = re.sub(rf"(?m)^{role} = .*\n", "", small_plan(tmp_path).text)
    path.write_text(text.replace("[columns]\n", f'[columns]\n{role} = [""]\n'), encoding="utf-8")
    with pytest.raises(InputError, match="names of columns"):
        read_plan(path)


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=range(len(WRONG)))
def test_a_plan_that_cannot_be_computed_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    small_plan(tmp_path)
    with pytest.raises(InputError) as caught:
        small_plan(tmp_path, changes={old: new})
    assert words in str(caught.value)
    assert caught.value.file == "klein.toml"


def test_a_range_over_a_column_of_words_is_refused(tmp_path: Path) -> None:
    column = {'name = "old"\ntype = "integer"\nvalues = ["0", "1"]': 'name = "old"\ntype = "key"'}
    small_plan(tmp_path, changes=column)
    with pytest.raises(InputError, match="values, for a column of words"):
        small_plan(tmp_path, changes=column | {'  values = ["0"]': "  highest = 3"})


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ('values = ["3"]', "lowest = 2", "“3”"),
        ("highest = 2", 'values = ["1"]', "“1”"),
        ("highest = 2", "lowest = 2", "“2”"),
        ("lowest = 5", "lowest = 7", "“7”"),
        ('values = ["1"]', "lowest = 2", ""),
        ("highest = 2", "lowest = 2.5", ""),
    ],
)
def test_two_groups_share_nobody(first: str, second: str, shared: str, tmp_path: Path) -> None:
    changes = {
        'name = "old"\ntype = "integer"\nvalues = ["0", "1"]': 'name = "old"\ntype = "number"',
        '  values = ["1"]': f"  {second}",
        '  values = ["0"]': f"  {first}",
    }
    if not shared:
        assert len(small_plan(tmp_path, changes=changes).characteristics) == 1
        return
    with pytest.raises(InputError, match="share nobody") as caught:
        small_plan(tmp_path, changes=changes)
    assert shared in str(caught.value)


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.name)
def test_a_shipped_plan_is_read_or_is_a_file_of_citations(path: Path) -> None:
    if "[release]" in path.read_text(encoding="utf-8"):
        with pytest.raises(InputError, match=r"\[release\]"):
            read_plan(path)
        return
    if tells_of_group(path):
        group = read_insight(path)
        assert set(group.used_columns) <= {column.name for column in group.columns}
        return
    plan = read_plan(path)
    assert plan.primary in plan.outcomes
    assert plan.reference not in plan.tracks
    assert set(plan.used_columns) <= {column.name for column in plan.columns}
    assert "\n" in plan.text


@pytest.mark.parametrize(
    ("value", "said"), [("", "nothing"), ("a\x07b", "“a?b”"), ("x" * 90, "“" + "x" * 40 + "”")]
)
def test_what_was_found_is_quoted_shortly_and_printably(value: str, said: str) -> None:
    assert shown(value) == said


@pytest.mark.parametrize(
    ("file", "place", "said"),
    [
        ("t.csv", {"line": 3, "column": "x"}, "t.csv, line 3, column x: expected a; found b. Do c."),
        ("t.parquet", {"line": 3}, "t.parquet, row 2: expected a; found b. Do c."),
        ("t.parquet", {"row": 7}, "t.parquet, row 7: expected a; found b. Do c."),
        ("t.csv", {}, "t.csv: expected a; found b. Do c."),
    ],
)
def test_an_error_says_where(file: str, place: dict, said: str) -> None:
    assert str(InputError(file=file, expected="a", found="b", todo="Do c.", **place)) == said
