# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan of the whole group may say: every fault in it is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.errors import InputError
from research.linking.facts import KIND
from research.linking.link import CLASSIC, FACTS, OWN
from research.linking.work import NAME as MEASURE_NAME
from research.plan.families import FAMILIES, together
from research.plan.insight import read_insight, tells_of_group
from research.plan.reading import read_plan
from tests.research.builders import PLANS
from tests.research.insight_plans import SMALL, insight_plan

WRONG: dict[str, tuple[str, str, str]] = {
    "ages in another order": ("ages = [18, 30, 45]", "ages = [30, 18]", "the youngest first"),
    "no ages": ("ages = [18, 30, 45]", "ages = []", "the youngest first"),
    "an age that is no number": ("ages = [18, 30, 45]", 'ages = ["18"]', "a list of whole numbers"),
    "an oldest below the bands": ("oldest = 64", "oldest = 40", "45 to 150"),
    "years in another order": ("years = [2019, 2020]", "years = [2020, 2019]", "the first in front"),
    "a year that cannot be": ("years = [2019, 2020]", "years = [19]", "the first in front"),
    "a month that cannot be": ("oldest = 64", "oldest = 64\nmonth_of_others = 13", "1 to 12"),
    "a key that is unknown": ("oldest = 64", 'oldest = 64\ncolour = "red"', "colour"),
    "a period that cannot be": ('period = "2019/2020"', 'period = "soon"', "years or months"),
    "a slug that cannot be": ('slug = "klein-groep-2026"', 'slug = "Klein"', "lower-case letters"),
    "no topics": (SMALL[SMALL.index("[[topic]]") :], "", "at least one topic"),
    "a column without a codebook line": ('age = "jaren"', 'age = "oud"', "a codebook line for “oud”"),
    "an age in words": ('age = "jaren"', 'age = "sekse"', "a column of type integer or number"),
    "a month of another type": ('month = "maand"', 'month = "wie"', "a column of type month"),
    "a part without values": ('values = ["ja"]', "", "values, or lowest and highest"),
    "a range of words": ('values = ["ja"]', "lowest = 1", "values, for a column of words"),
    "a value that cannot be": ('values = ["ja"]', 'values = ["soms"]', "values of the column (ja, nee)"),
    "a missing value as a part": ('values = ["ja"]', 'values = ["?"]', "values of the column (ja, nee)"),
    "two topics of one name": ('key = "debts"', 'key = "conditions"', "every key once"),
    "two parts of one name": ('key = "many"', 'key = "some"', "every key once"),
    "parts that overlap": ("lowest = 3", "lowest = 2", "parts that share nobody"),
    "a column in two topics": ('column = "schuld"', 'column = "ziek"', "“ziek” in one topic"),
    "a column of after the intake": ('values = ["ja", "nee", "?"]', 'measured = "after"\nvalues = ["ja", "nee", "?"]',
                                     "a column of before the intake"),
}  # fmt: skip


def of_two_topics(*names: str, one_topic: bool = False) -> str:
    """The small plan with columns of other names in topics of their own, or in one topic."""
    text = SMALL[: SMALL.index("[[topic]]")]
    for name in names:
        text += f'[[column]]\nname = "{name}"\ntype = "category"\nvalues = ["ja", "nee"]\n'
    head = '[[topic]]\nkey = "topic_{n}"\nname_nl = "O"\nname_en = "T"\ndefinition_nl = "D"\ndefinition_en = "D"\n'
    for number, name in enumerate(names):
        text += head.format(n=number) if not (one_topic and number) else ""
        text += f'[[topic.part]]\nkey = "part_{number}"\ncolumn = "{name}"\n'
        text += 'name_nl = "d"\nname_en = "p"\nvalues = ["ja"]\n'
    return text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huishouden", "kinderen"), ("gehuwd", "huishouden"), ("kinderen", "gehuwd"), ("aandoeningen", "chronisch"),
        ("chronisch", "drie_aandoeningen"), ("aandoening_diabetes", "chronisch"), ("aandoening_a", "aandoening_b"),
    ],
)  # fmt: skip
def test_columns_of_one_source_stand_in_one_topic(tmp_path: Path, one: str, other: str) -> None:
    """X7: what one topic keeps inside would be the difference with the other."""
    path = tmp_path / "groep.toml"
    path.write_text(of_two_topics(one, other), encoding="utf-8")
    with pytest.raises(InputError, match=r"columns of one source .* in one topic; found “it in topic_0 too”"):
        read_insight(path)


@pytest.mark.parametrize(("one", "other"), [("huishouden", "kinderen"), ("chronisch", "drie_aandoeningen")])
def test_two_cuts_of_one_answer_stand_in_no_plan(tmp_path: Path, one: str, other: str) -> None:
    path = tmp_path / "groep.toml"
    path.write_text(of_two_topics(one, other, one_topic=True), encoding="utf-8")
    with pytest.raises(InputError, match=rf"expected one of .*; found “{one} and {other}”"):
        read_insight(path)


def test_kinds_of_conditions_and_their_number_stand_in_one_topic(tmp_path: Path) -> None:
    path = tmp_path / "groep.toml"
    names = ("aandoening_diabetes", "aandoening_respiratory", "drie_aandoeningen")
    path.write_text(of_two_topics(*names, one_topic=True), encoding="utf-8")
    assert read_insight(path).topic_columns == names


def test_every_column_that_linking_makes_has_its_family_or_a_source_of_its_own() -> None:
    """A new column of link asks: of which source is it?"""
    alone = {"leeftijd", "geslacht", "opleiding", "recent_werk", "betaalachterstand"}
    after = {name for name in CLASSIC if MEASURE_NAME.fullmatch(name)}
    made = {*CLASSIC, *FACTS, KIND + "diabetes"} - set(OWN) - after
    assert {name for name in made if together(name, FAMILIES) == (name,)} == alone


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG)
def test_a_fault_is_refused_with_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        insight_plan(tmp_path, (old, new))
    assert said in str(error.value)
    assert "groep.toml" in str(error.value)


def test_parts_of_words_that_are_not_everybody_are_refused(tmp_path: Path) -> None:
    second = '  [[topic.part]]\n  key = "no"\n  name_nl = "geen"\n  name_en = "none"\n  values = ["nee"]'
    two = '  values = ["ja"]\n' + second
    plan = insight_plan(tmp_path, ('  values = ["ja"]', two))
    assert plan.topics[1].sort == "one_of"
    with pytest.raises(InputError, match="a part that holds “soms”, so that the parts are everybody"):
        insight_plan(
            tmp_path,
            ('  values = ["ja"]', two),
            ('values = ["ja", "nee", "?"]', 'values = ["ja", "nee", "soms", "?"]'),
        )


def test_a_plan_without_the_section_is_refused() -> None:
    with pytest.raises(InputError, match=r"\[insight\]"):
        read_insight(PLANS / "fictief.toml")


def test_a_plan_of_an_estimation_may_tell_of_the_group_too(tmp_path: Path) -> None:
    group = SMALL[SMALL.index("[insight]") : SMALL.index("[[column]]")].replace("wie", "RINPERSOON")
    for ours, theirs in (("maand", "intake_maand"), ("jaren", "leeftijd"), ("sekse", "geslacht")):
        group = group.replace(f'"{ours}"', f'"{theirs}"')
    topic = SMALL[SMALL.index('[[topic]]\nkey = "age"') :].replace('"jaren"', '"leeftijd"')
    path = tmp_path / "both.toml"
    path.write_text((PLANS / "fictief.toml").read_text(encoding="utf-8") + group + topic, encoding="utf-8")
    plan = read_insight(path)
    assert plan.whole
    assert read_plan(path).sha256 == plan.sha256
    assert not tells_of_group(path)
    assert tells_of_group(PLANS / "groep.toml")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[plan"])
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.toml").write_bytes(content)
    with pytest.raises(InputError, match="a TOML file in UTF-8"):
        read_insight(tmp_path / "p.toml")
    with pytest.raises(InputError, match="no file"):
        read_insight(tmp_path / "none.toml")
