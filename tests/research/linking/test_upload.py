# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The declaration of an upload: read, refused where it cannot be meant, and drafted from the file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from research.errors import InputError
from research.linking.layout import read_layout
from research.linking.link import order
from research.linking.proposing import propose
from research.linking.upload import read_upload
from research.plan.reading import read_plan
from tests.research.builders import PLANS
from tests.research.linking.delivered import DECLARED, UPLOAD, linked, make


def test_ten_lines_say_it_all() -> None:
    lines = [line for line in DECLARED.splitlines() if line and not line.startswith("[")]
    assert len(lines) == 10


WRONG = [
    ('date_form = "dd-mm-jjjj"', 'date_form = "day month"', "letters like dd-mm-yyyy"),
    ('office = "Werkplein"', "", r"\[upload\] office"),
    ("[services]", 'colour = "red"\n[services]', "colour"),
    ("[services]", 'twice = ["Nothing"]\n[services]', "services of \\[services\\] in order"),
    ("[services]", 'blanks = "guess"\n[services]', "one of refuse, leave out"),
    ("[services]", "[servces]", "only \\[upload\\], \\[services\\], \\[work\\]"),
    ("[upload]", "[upload", "a declaration of the upload in TOML"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=range(len(WRONG)))
def test_a_declaration_that_cannot_be_meant_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    (tmp_path / "upload.toml").write_text(DECLARED.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_upload(tmp_path / "upload.toml", read_layout())


@pytest.mark.parametrize("form", ["%d-%m-%Y", "%Y%m%d", "%Y-%m-%d", "%Y-%m", "%d/%m/%Y"])
def test_a_draft_of_the_file_needs_only_the_tracks(tmp_path: Path, form: str) -> None:
    people = make()
    days = pd.to_datetime(people.tables[UPLOAD]["Startdatum"], format="%d-%m-%Y")
    people.change(UPLOAD, lambda t: t.assign(Startdatum=days.dt.strftime(form)))
    folder = people.write(tmp_path)
    draft = propose(folder / f"{UPLOAD}.parquet", read_layout())
    found, wanted = tomllib.loads(draft), tomllib.loads(DECLARED)
    for key in ("caseworker", "office", "date", "service"):
        assert found["upload"][key] == wanted["upload"][key]
    assert list(found["services"]) == list(wanted["services"])
    (folder / "upload.toml").write_text(draft, encoding="utf-8")
    assert list(linked(folder).table["intake_maand"]) == [
        f"{m // 12:04d}-{m % 12 + 1:02d}" for m in people.month
    ]


def test_a_draft_of_a_file_that_names_people_is_refused(tmp_path: Path) -> None:
    people = make()
    people.change(UPLOAD, lambda t: t.assign(Klantmanager="Jan de Vries"))
    with pytest.raises(InputError, match="the name of a person"):
        propose(people.write(tmp_path) / f"{UPLOAD}.parquet", read_layout())


def test_what_is_not_found_in_a_file_is_a_question_mark(tmp_path: Path) -> None:
    pd.DataFrame({"a": ["x"], "b": ["y"]}).to_csv(tmp_path / "t.csv", index=False)
    draft = tomllib.loads(propose(tmp_path / "t.csv", read_layout()))
    assert set(draft["upload"].values()) == {"t", "?"}


def test_a_service_that_is_not_declared_is_refused_and_can_be_left_out(tmp_path: Path) -> None:
    people = make()
    without = DECLARED.replace('"Scholing" = "voorbereiden"\n', "")
    with pytest.raises(
        InputError, match=r"column Voorziening: expected one of .*“Scholing”.*Add it to \[services\]"
    ):
        linked(people.write(tmp_path / "a", declared=without))
    found = linked(people.write(tmp_path / "b", declared=without + '"Scholing" = "leave out"\n'))
    assert set(found.table["traject"]) == {"basis", "direct_werk", "meedoen"}
    assert any(entry.key == "not studied" for entry in found.account.of("dropped"))


def test_empty_cells_are_refused_or_left_out_as_declared(tmp_path: Path) -> None:
    people = make()
    people.change(
        UPLOAD, lambda t: t.assign(Klantmanager=t["Klantmanager"].where(t["RINPERSOON"] != people.rin[3], ""))
    )
    with pytest.raises(
        InputError, match=r'column Klantmanager: expected a key; found nothing.*blanks = "leave out"'
    ):
        linked(people.write(tmp_path / "a"))
    declared = DECLARED.replace("[services]", 'blanks = "leave out"\n[services]')
    table = linked(people.write(tmp_path / "b", declared=declared)).table
    assert people.rin[3] not in set(table["RINPERSOON"])


@pytest.mark.parametrize("day", ["31-02-2019", "29-02-2019", "45-02-2019", "00-02-2019"])
def test_a_day_that_no_calendar_has_is_refused(day: str, tmp_path: Path) -> None:
    people = make()
    people.change(
        UPLOAD, lambda t: t.assign(Startdatum=t["Startdatum"].where(t["RINPERSOON"] != people.rin[3], day))
    )
    with pytest.raises(
        InputError, match=rf"column Startdatum: expected a date like dd-mm-yyyy; found “{day}”"
    ):
        linked(people.write(tmp_path))


def test_a_declaration_saved_with_a_mark_in_front_is_read(tmp_path: Path) -> None:
    (tmp_path / "upload.toml").write_text(DECLARED, encoding="utf-8-sig")
    assert read_upload(tmp_path / "upload.toml", read_layout()).date == "Startdatum"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    people = make()
    folder = people.write(tmp_path)
    people.tables[UPLOAD].to_csv(folder / f"{UPLOAD}.csv", index=False)
    with pytest.raises(InputError, match="one file called"):
        linked(folder)


def test_a_layout_whose_example_does_not_fit_is_refused(tmp_path: Path) -> None:
    from research.linking.layout import SHIPPED

    text = SHIPPED.read_text(encoding="utf-8").replace('example = "SECMBUS2022V1"', 'example = "SECM2022"')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="a name that fits"):
        read_layout(tmp_path / "mine.toml")


def test_a_service_that_the_plan_does_not_know_is_refused_where_it_is_declared(tmp_path: Path) -> None:
    folder = make().write(tmp_path, declared=DECLARED.replace('"voorbereiden"', '"scholing"'))
    plan = read_plan(PLANS / "fictief.toml")
    with pytest.raises(
        InputError, match=r"upload\.toml.*\[services\] Scholing: expected one of .*“scholing”"
    ):
        order(folder, plan=plan)
    order(make().write(tmp_path / "right"), plan=plan)
