# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account of a linking: every line adds up, and the page says it in both languages without a script."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from research.__main__ import main
from research.errors import InputError
from research.linking.account import COLUMNS, KINDS
from research.linking.layout import read_layout
from research.linking.link import link, order
from research.linking.page import page
from research.linking.words import PAGE, SAID
from research.plan.reading import read_plan
from tests.research.builders import PLANS
from tests.research.linking.delivered import DECLARED, PERSON, SIZE, UPLOAD, linked, make, number_of


class Cells(HTMLParser):
    """The words of a page, and the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_step_begins_with_what_the_step_before_left(tmp_path: Path) -> None:
    people = make()
    people.change(PERSON, lambda t: t[~t["RINPERSOON"].isin(people.rin[:7])])
    people.change(UPLOAD, lambda t: pd.concat([t, t[t["RINPERSOON"].isin(people.rin)].head(5)]))  # said twice
    rows = list(csv.DictReader(io.StringIO(linked(people.write(tmp_path)).report)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["kind"] for row in rows} <= set(KINDS)
    for row in rows:
        assert int(row["people_before"]) - int(row["found"]) == int(row["not_found"])
    way = [row for row in rows if row["kind"] in ("upload", "dropped") or row["step"] == "GBAPERSOONTAB"]
    for before, after in pairwise(way):
        if after["step"] not in ("people of the upload", "linked table"):
            assert before["found"] == after["people_before"] or after["step"] == "first intake", after
    by_step = {row["step"]: row for row in rows}
    assert by_step["double rows"]["not_found"] == "5"
    assert by_step["GBAPERSOONTAB"]["not_found"] == "7"
    assert by_step["GBAPERSOONTAB"]["file"].startswith("Bevolking/GBAPERSOONTAB/2022/")
    assert (by_step["linked table"]["people_before"], by_step["linked table"]["found"]) == (
        str(SIZE),
        str(SIZE - 7),
    )


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_holds_every_line_in_its_language(tmp_path: Path, lang: str) -> None:
    people = make()
    people.tables.pop("GezondheidWelzijn/MEDICIJNTAB/2018/MEDICIJN2018TABV1")
    account = linked(people.write(tmp_path)).account
    read = Cells()
    read.feed(page(account, lang))
    for entry in account.entries:
        assert (entry.file if entry.kind == "file" else entry.words(lang)) in read.words, entry
    assert f'lang="{lang}"' in page(account, lang)
    assert not {"script", "link", "img", "iframe"} & set(read.tags)
    assert read.tags.count("svg") == read.tags.count("title") - 1 == 1
    assert not re.search(r"https?://(?!www\.w3\.org)", page(account, lang))


def test_the_picture_says_for_how_many_something_is_known_not_for_how_many_it_is_so(tmp_path: Path) -> None:
    people = make()
    people.tables.pop("GezondheidWelzijn/MEDICIJNTAB/2018/MEDICIJN2018TABV1")
    missing = sum(m // 12 - 1 == 2018 for m in people.month)
    read = Cells()
    read.feed(page(linked(people.write(tmp_path)).account, "en"))
    place = read.words.index("MEDICIJNTAB")
    assert read.words[place + 1] == f"{SIZE - missing} / {SIZE}"
    assert read.words[read.words.index("WANBZVWTAB") + 1] == f"{SIZE} / {SIZE}"


def test_who_was_in_work_at_the_intake_is_counted_and_is_no_bar(tmp_path: Path) -> None:
    people = make()
    folder = people.write(tmp_path)
    account = link(
        folder, asked=order(folder, plan=read_plan(PLANS / "pool.toml"), municipality=True)
    ).account
    line = next(entry for entry in account.entries if entry.key == "in work at the intake")
    assert (line.before, line.found) == (SIZE, SIZE)
    picture = page(account, "en").partition("<svg")[2].partition("</svg>")[0]
    assert "gestart_12m" in picture
    assert ">started<" not in picture


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    for english, dutch in SAID.values():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", dutch))
        assert english
        assert dutch
    assert all(english and dutch for english, dutch in PAGE.values())


def test_the_command_writes_table_account_and_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make().write(tmp_path / "tree")
    assert (
        main(
            [
                "--quiet",
                "link",
                str(folder),
                "--out",
                str(tmp_path / "o" / "t.parquet"),
                "--municipality",
                "noord",
            ]
        )
        == 0
    )
    written = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert written == ["t.parquet", "t-linking.csv", "t-linking.html"]
    table = pd.read_parquet(tmp_path / "o" / "t.parquet")
    assert set(table.pop("gemeente")) == {"noord"}
    pd.testing.assert_frame_equal(table, linked(folder).table, check_dtype=False)
    assert 'lang="nl"' in (tmp_path / "o" / "t-linking.html").read_text(encoding="utf-8")


def test_the_command_drafts_a_declaration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make().write(tmp_path)
    assert main(["link", "--propose", str(folder / f"{UPLOAD}.parquet")]) == 0
    assert 'service = "Voorziening"' in capsys.readouterr().out
    assert main(["link", "--describe"]) == 0
    assert "## SECMBUS" in capsys.readouterr().out
    assert main(["link"]) == 1
    assert "--propose FILE" in capsys.readouterr().err


def test_a_layout_of_ones_own_knows_another_code_and_another_name(tmp_path: Path) -> None:
    from research.linking.layout import SHIPPED

    people = make()
    income = "InkomenBestedingen/SECMBUS/SECMBUS2022V1"
    people.change(
        income, lambda t: t.assign(SECM=t["SECM"].replace({"22": "27"})).rename(columns={"SECM": "SECMNEW"})
    )
    folder = people.write(tmp_path / "tree")
    with pytest.raises(InputError, match=r"a column “SECM”.*--layout"):
        linked(folder)
    mine = SHIPPED.read_text(encoding="utf-8").replace(
        'names = [{ name = "SECM" }]', 'names = [{ name = "SECMNEW" }]'
    )
    (tmp_path / "mine.toml").write_text(
        mine.replace('"26" = "pupil', '"27" = "new", "26" = "pupil'), encoding="utf-8"
    )
    table = link(folder, asked=order(folder, layout=tmp_path / "mine.toml")).table
    assert list(table["werk_12m"]) == people.truth["werk_12m"]


def test_a_service_of_the_register_is_yes_no_or_unknown(tmp_path: Path) -> None:
    people = make()
    rows = [
        ("R", people.rin[i], number_of(people.month[i] + i % 20), number_of(people.month[i] + i % 20 + 1))
        for i in range(0, SIZE, 2)
    ]
    columns = ["RINPERSOONS", "RINPERSOON", "AANVSRGPERSOONPWET", "EINDSRGPERSOONPWET"]
    people.tables["SocialeZekerheid/SRGPERSOONPWETBUS/SRGPERSOONPWET2020BUSV1"] = pd.DataFrame(
        rows, columns=columns
    )
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    text += '\n[[column]]\nname = "voorziening_12m"\ntype = "category"\nvalues = ["ja", "nee", "onbekend"]\n'
    text += 'measured = "after"\n'
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    folder = people.write(tmp_path / "tree", declared=DECLARED)
    found = link(folder, asked=order(folder, plan=read_plan(tmp_path / "plan.toml"))).table["voorziening_12m"]
    had = [
        i % 2 == 0 and any(1 <= m <= 12 and (people.month[i] + m) // 12 <= 2020 for m in (i % 20, i % 20 + 1))
        for i in range(SIZE)
    ]
    known = [(m + 12) // 12 <= 2020 for m in people.month]
    assert list(found) == [
        "ja" if yes else "nee" if whole else "onbekend" for yes, whole in zip(had, known, strict=True)
    ]


def test_the_shipped_layout_names_every_role_of_the_guide_with_a_source() -> None:
    layout = read_layout()
    assert {
        "GBAPERSOONTAB",
        "HOOGSTEOPLTAB",
        "GBAHUISHOUDENSBUS",
        "SECMBUS",
        "WANBZVWTAB",
        "MEDICIJNTAB",
        "SPOLISBUS",
        "BIJSTANDUITKERINGTAB",
        "SRGPERSOONPWETBUS",
        "GBAADRESOBJECTBUS",
        "VSLGWBTAB",
    } == {role.table for role in layout.roles}
    letters = {
        letter
        for role in layout.roles
        for part in (role, *role.names, *role.columns)
        for letter in re.findall(r"\b[A-Z]\b", part.source)
    }
    assert letters <= set(layout.sources)
    for role in layout.roles:
        assert role.holds
        assert role.not_held


def test_every_column_says_of_how_many_people_it_is_unknown(tmp_path: Path) -> None:
    people = make()
    found = linked(people.write(tmp_path))
    told = {e.step: e.lost for e in found.account.of("unknown", "measure") if e.table == "linked"}
    told |= {e.step: e.lost for e in found.account.of("measure")}
    for name in set(found.table.columns) - {"RINPERSOON", "consulent", "locatie", "intake_maand", "traject"}:
        unknown = int(found.table[name].isin(["", "onbekend"]).sum())
        assert told.get(name, 0) == unknown, name
    assert told["opleiding"] > 0
