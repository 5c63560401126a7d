# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files as CBS and a municipality deliver them. Every variant that once ended in wrong columns has the right value
here."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from research.errors import InputError
from research.linking.link import Linked
from tests.research.linking.delivered import (
    DECLARED,
    HOUSEHOLD,
    INCOME,
    PERSON,
    SIZE,
    UPLOAD,
    People,
    differing,
    linked,
    make,
    working,
    write,
)


@pytest.fixture
def people() -> People:
    return make()


def yes(found: Linked, column: str) -> int:
    return int(found.table[column].isin(["ja", "1"]).sum())


@pytest.mark.parametrize("kind", ["parquet", "csv", "scsv", "sav", "dta"])
def test_the_tree_is_linked_in_one_command_whatever_the_kind(
    people: People, tmp_path: Path, kind: str
) -> None:
    found = linked(people.write(tmp_path, kind))
    assert differing(people, found) == []
    steps = {e.key: e for e in found.account.entries}
    assert (steps["rows read"].found, steps["no pseudonym"].lost, steps["not in the register"].lost) == (
        SIZE + 3,
        1,
        2,
    )
    assert steps["in the table"].found == SIZE


def test_label_words_are_refused_where_codes_are_expected(people: People, tmp_path: Path) -> None:
    people.change(INCOME, lambda t: t.assign(SECM=t["SECM"].replace({"11": "Werknemer"})))
    with pytest.raises(InputError) as caught:
        linked(people.write(tmp_path))
    for word in (
        "SECMBUS2022V1.parquet",
        "row ",
        "column SECM",
        "one of the codes 11, 12",
        "“Werknemer”",
        "Export codes, not labels",
    ):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("place", "column", "words"),
    [
        (PERSON, "GBAGESLACHT", {"1": "Mannen", "2": "Vrouwen"}),
        (HOUSEHOLD, "PLHH", {"02": "Alleenstaande"}),
        ("GezondheidWelzijn/MEDICIJNTAB/2018/MEDICIJN2018TABV1", "ATC4", {"C07A": "Betablokkers"}),
        ("Onderwijs/HOOGSTEOPLTAB/2018/HOOGSTEOPL2018TABV3", "OPLNIVSOI2016AGG4HBMETNIRWO", {"2111": "Mbo2"}),
    ],
)
def test_labels_in_any_file_are_refused(
    people: People, tmp_path: Path, place: str, column: str, words: dict[str, str]
) -> None:
    people.change(place, lambda t: t.assign(**{column: t[column].replace(words)}))
    with pytest.raises(InputError, match="Export codes, not labels") as caught:
        linked(people.write(tmp_path))
    assert caught.value.column == column


@pytest.mark.parametrize(("place", "column"), [(UPLOAD, "RINPERSOONS"), (INCOME, "RINPERSOONS")])
def test_a_label_of_the_key_is_refused(people: People, tmp_path: Path, place: str, column: str) -> None:
    people.change(place, lambda t: t.assign(**{column: t[column].replace({"R": "In GBA"})}))
    with pytest.raises(InputError, match="Export codes, not labels"):
        linked(people.write(tmp_path))


@pytest.mark.parametrize("written", ["{} ", "{}.0", " {}", "{}.00"])
def test_a_code_with_spaces_or_a_fraction_is_the_code(people: People, tmp_path: Path, written: str) -> None:
    people.change(INCOME, lambda t: t.assign(SECM=t["SECM"].map(written.format)))
    assert differing(people, linked(people.write(tmp_path))) == []


def test_an_unknown_code_is_refused_with_its_row(people: People, tmp_path: Path) -> None:
    row = 1_234
    people.change(INCOME, lambda t: t.assign(SECM=t["SECM"].where(t.index != row, "77")))
    with pytest.raises(InputError, match=rf"row {row + 1}, column SECM.*“77”.*the layout does not know"):
        linked(people.write(tmp_path))


def test_an_unknown_code_of_somebody_else_stops_nothing(people: People, tmp_path: Path) -> None:
    stranger = pd.DataFrame(
        [("R", "999999998", "20180101", "20181231", "77")], columns=list(people.tables[INCOME])
    )
    people.change(INCOME, lambda t: pd.concat([t, stranger]))
    assert differing(people, linked(people.write(tmp_path))) == []


def test_a_child_living_at_home_is_neither_married_nor_a_parent(people: People, tmp_path: Path) -> None:
    found = linked(people.write(tmp_path))
    table, homes = found.table.set_index("RINPERSOON"), people.tables[HOUSEHOLD].set_index("RINPERSOON")
    children = homes.index[homes["PLHH"] == "01"]
    assert len(children) > 20
    assert set(table.loc[children, "gehuwd"]) == {"nee"}
    assert set(table.loc[children, "kinderen"]) == {"nee"}
    assert yes(found, "gehuwd") == int(homes["PLHH"].isin(["04", "06"]).sum())
    assert yes(found, "kinderen") == int(homes["PLHH"].isin(["05", "06", "07"]).sum())


@pytest.mark.parametrize(
    ("table", "columns"),
    [("WANBZVW", ("betaalachterstand",)), ("MEDICIJN", ("chronisch", "drie_aandoeningen"))],
)
def test_a_missing_year_is_unknown_and_never_no(
    people: People, tmp_path: Path, table: str, columns: tuple[str, ...]
) -> None:
    people.tables.pop(f"GezondheidWelzijn/{table}TAB/2018/{table}2018TABV1")
    found = linked(people.write(tmp_path))
    missing = [m // 12 - 1 == 2018 for m in people.month]
    for column in columns:
        wanted = [
            "onbekend" if gone else word for gone, word in zip(missing, people.truth[column], strict=True)
        ]
        assert list(found.table[column]) == wanted
    line = next(e for e in found.account.of("year") if e.year == "2018")
    assert (line.before, line.found, line.table) == (sum(missing), 0, f"{table}TAB")
    assert differing(people, found, columns) == []


def test_a_missing_table_is_unknown_for_everybody(people: People, tmp_path: Path) -> None:
    for place in [place for place in people.tables if "MEDICIJN" in place or "HUISHOUDENS" in place]:
        people.tables.pop(place)
    table = linked(people.write(tmp_path)).table
    for column in ("chronisch", "drie_aandoeningen", "gehuwd", "kinderen"):
        assert set(table[column]) == {"onbekend"}


def without_zeros(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        RINPERSOON=[
            w.lstrip("0") if s == "R" else w
            for s, w in zip(table["RINPERSOONS"], table["RINPERSOON"], strict=True)
        ]
    )


@pytest.mark.parametrize("as_number", [False, True])
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_leading_zeros_lost_in_any_file_are_put_back_and_counted(
    people: People, tmp_path: Path, kind: str, as_number: bool
) -> None:
    for place in list(people.tables):
        if place != UPLOAD:
            people.change(place, without_zeros)
            if as_number:
                people.change(place, lambda t: t.assign(RINPERSOON=t["RINPERSOON"].astype("int64")))
    found = linked(people.write(tmp_path, kind))
    assert differing(people, found) == []
    repaired = {entry.table for entry in found.account.of("repaired")}
    assert {"SECMBUS", "GBAHUISHOUDENSBUS", "GBAPERSOONTAB", "HOOGSTEOPLTAB"} <= repaired


def test_leading_zeros_lost_in_the_whole_upload_are_put_back(people: People, tmp_path: Path) -> None:
    people.change(UPLOAD, without_zeros)
    found = linked(people.write(tmp_path))
    assert differing(people, found) == []
    assert [e.table for e in found.account.of("repaired")] == ["upload"]


def test_a_short_pseudonym_among_whole_ones_is_refused(people: People, tmp_path: Path) -> None:
    people.change(UPLOAD, lambda t: t.assign(RINPERSOON=t["RINPERSOON"].replace("004567891", "4567891")))
    with pytest.raises(InputError, match="a pseudonym of nine digits"):
        linked(people.write(tmp_path))


def test_the_same_number_under_another_letter_is_another_person(people: People, tmp_path: Path) -> None:
    for place in (PERSON, HOUSEHOLD, INCOME):
        people.change(
            place,
            lambda t: pd.concat([t, t.assign(RINPERSOONS="S", **({"SECM": "11"} if "SECM" in t else {}))]),
        )
    found = linked(people.write(tmp_path))
    assert differing(people, found) == []
    assert {e.table for e in found.account.of("dropped")} >= {"SECMBUS", "GBAHUISHOUDENSBUS"}


def test_work_is_the_definition_of_cbs_unless_said_otherwise(people: People, tmp_path: Path) -> None:
    assert yes(linked(people.write(tmp_path)), "werk_12m") == working(people, 12).count("1")
    employee = linked(people.write(tmp_path, declared=DECLARED + '[work]\ncodes = ["11"]\n'))
    assert list(employee.table["werk_12m"]) == working(people, 12, ("11",))
    assert working(people, 12, ("11",)).count("1") < working(people, 12).count("1")
    assert "work is SECM 11" in employee.report


def twice(people: People, day: str | None = None) -> pd.Series:
    """Somebody gets a second row with another service, on the same or another day of the month."""
    row = people.tables[UPLOAD].query("Voorziening == 'Scholing'").iloc[0]
    second = row.to_frame().T.assign(
        Voorziening="Direct werk", **({"Startdatum": day + row["Startdatum"][2:]} if day else {})
    )
    people.change(UPLOAD, lambda t: pd.concat([t, second], ignore_index=True))
    return row


def test_two_services_at_one_moment_are_refused(people: People, tmp_path: Path) -> None:
    twice(people)
    with pytest.raises(
        InputError, match=r"column Voorziening: expected one first intake.*1 people in all.*twice = "
    ):
        linked(people.write(tmp_path))


@pytest.mark.parametrize(
    ("rule", "track"),
    [
        ('["Direct werk", "Scholing"]', "direct_werk"),
        ('["Scholing", "Direct werk"]', "voorbereiden"),
        ('"leave out"', None),
    ],
)
def test_two_services_at_one_moment_follow_the_declared_rule(
    people: People, tmp_path: Path, rule: str, track: str | None
) -> None:
    row = twice(people)
    declared = DECLARED.replace("[services]", f"twice = {rule}\n[services]")
    found = linked(people.write(tmp_path, declared=declared))
    mine = found.table[found.table["RINPERSOON"] == row["RINPERSOON"]]
    assert list(mine["traject"]) == ([track] if track else [])
    assert len(found.account.of("tie")) == 1


def test_two_services_on_two_days_are_settled_by_the_day(people: People, tmp_path: Path) -> None:
    row = people.tables[UPLOAD].query("Voorziening == 'Scholing'").iloc[0]
    twice(people, "28" if row["Startdatum"][:2] < "28" else "01")
    found = linked(people.write(tmp_path)).table
    wanted = "voorbereiden" if row["Startdatum"][:2] < "28" else "direct_werk"
    assert found.set_index("RINPERSOON").loc[row["RINPERSOON"], "traject"] == wanted


def test_the_highest_edition_counts_and_ten_comes_after_two(people: People, tmp_path: Path) -> None:
    right = people.tables.pop(INCOME)
    wrong = right.assign(SECM="22")
    folder = "InkomenBestedingen/SECMBUS/SECMBUS2022V"
    people.tables |= {f"{folder}10": right, f"{folder}1": wrong, f"{folder}2": wrong}
    people.tables["InkomenBestedingen/SECMBUS/SECMBUS2021V12"] = wrong
    people.tables["InkomenBestedingen/SECMBUS/VOORLOPIG_SECMBUS2022V11"] = wrong
    found = linked(people.write(tmp_path))
    assert differing(people, found) == []
    passed = {entry.file for entry in found.account.of("passed over")}
    assert {Path(file).name for file in passed} == {
        "SECMBUS2022V1.parquet",
        "SECMBUS2022V2.parquet",
        "VOORLOPIG_SECMBUS2022V11.parquet",
    }


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (
            "Onderwijs/HOOGSTEOPLTAB/2018/HOOGSTEOPL2018TABV3",
            "Onderwijs/HOOGSTEOPLTAB/190619 HOOGSTEOPLTAB 2018V1",
        ),
        (PERSON, "Bevolking/GBAPERSOONTAB/GBAPERSOONTAB2022V1"),
        (HOUSEHOLD, "Bevolking/GBAHUISHOUDENSBUS2022"),
        (INCOME, "SECMBUS 2022V2"),
    ],
)
def test_an_old_name_is_the_same_file(people: People, tmp_path: Path, new: str, old: str) -> None:
    people.tables[old] = people.tables.pop(new)
    assert differing(people, linked(people.write(tmp_path))) == []


def test_whole_atc_codes_are_cut_to_four_positions(people: People, tmp_path: Path) -> None:
    for place in [place for place in people.tables if "MEDICIJN" in place]:
        people.change(place, lambda t: t.assign(ATC4=t["ATC4"] + "B04"[:1] + "04"))
    found = linked(people.write(tmp_path))
    assert differing(people, found) == []
    assert yes(found, "chronisch") == people.truth["chronisch"].count("ja") > 0


def test_marks_of_the_unknown_belong_to_the_person(people: People, tmp_path: Path) -> None:
    marks = {PERSON: ("GBAGESLACHT", "-"), HOUSEHOLD: ("PLHH", "--"), INCOME: ("SECM", "--")}
    for place, (column, mark) in marks.items():
        people.change(
            place,
            lambda t, c=column, m=mark: t.assign(**{c: t[c].where(t["RINPERSOON"] != people.rin[5], m)}),
        )  # type: ignore[misc]
    people.change(
        PERSON,
        lambda t: t.assign(
            GBAGEBOORTEJAAR=t["GBAGEBOORTEJAAR"].where(t["RINPERSOON"] != people.rin[6], "----")
        ),
    )
    found = linked(people.write(tmp_path))
    for name in ("geslacht", "gehuwd", "kinderen", "recent_werk"):
        people.truth[name][5] = "onbekend"
    for term in (6, 12, 24):
        people.truth[f"werk_{term}m"][5] = ""
    people.truth["leeftijd"][6] = ""
    assert differing(people, found) == []
    lines = [e for e in found.account.of("unknown") if e.table != "linked"]
    unknown = {e.step: e.lost for e in lines if "OPLNIV" not in e.step}
    assert unknown == {
        "unknown GBAGESLACHT": 1,
        "unknown GBAGEBOORTEJAAR": 1,
        "unknown PLHH": 1,
        "unknown SECM": 1,
    }


def test_open_households_end_with_the_year_of_the_file(people: People, tmp_path: Path) -> None:
    people.tables["Bevolking/GBAHUISHOUDENSBUS/GBAHUISHOUDENS2018BUSV1"] = people.tables.pop(HOUSEHOLD)
    people.change(
        "Bevolking/GBAHUISHOUDENSBUS/GBAHUISHOUDENS2018BUSV1", lambda t: t.assign(DATUMEINDEHH="88888888")
    )
    found = linked(people.write(tmp_path)).table
    after = [m // 12 > 2018 for m in people.month]
    assert list(found["gehuwd"] == "onbekend") == after


def test_two_households_on_one_day_are_settled_by_content(people: People, tmp_path: Path) -> None:
    homes = people.tables[HOUSEHOLD]
    second = homes[homes["RINPERSOON"].isin(people.rin[:10])].assign(DATUMAANVANGHH="20150101", PLHH="06")
    people.change(HOUSEHOLD, lambda t: pd.concat([t, second]))
    found = linked(people.write(tmp_path))
    assert list(found.table["gehuwd"][:10]) == ["ja"] * 10
    different = people.tables[HOUSEHOLD].groupby("RINPERSOON")["PLHH"].nunique() > 1
    assert [e.lost for e in found.account.of("tie")] == [int(different.sum())]


def test_a_converted_copy_is_passed_over_for_the_file_of_cbs(people: People, tmp_path: Path) -> None:
    wrong = people.tables[INCOME].assign(SECM="22")
    folder = people.write(tmp_path, "sav")
    write(wrong, folder / "InkomenBestedingen/SECMBUS/geconverteerde data/SECMBUS2022V1.dta")
    found = linked(folder)
    assert differing(people, found) == []
    assert [entry.file for entry in found.account.of("passed over")] == [
        "InkomenBestedingen/SECMBUS/geconverteerde data/SECMBUS2022V1.dta"
    ]


def test_a_second_copy_of_one_edition_is_refused(people: People, tmp_path: Path) -> None:
    folder = people.write(tmp_path)
    write(people.tables[INCOME], folder / "copy" / "SECMBUS2022V1.parquet")
    with pytest.raises(
        InputError, match=r"one file of SECMBUS 2022, V1; found .*SECMBUS2022V1.parquet as well"
    ):
        linked(folder)


def test_a_file_that_is_not_read_is_named(people: People, tmp_path: Path) -> None:
    folder = people.write(tmp_path / "real")
    write(people.tables[INCOME], folder / "SECMBUS_2023.csv")
    write(people.tables[INCOME], folder / "Spolis" / "SPOLISBUS 2019V1.csv")
    lines = {entry.file: entry.key for entry in linked(folder).account.of("passed over")}
    assert lines == {"SECMBUS_2023.csv": "unknown name", "Spolis/SPOLISBUS 2019V1.csv": "not needed"}


def test_a_folder_of_links_is_walked_once(people: People, tmp_path: Path) -> None:
    people.write(tmp_path / "real")
    (tmp_path / "mine").mkdir()
    for part in (tmp_path / "real").iterdir():
        (tmp_path / "mine" / part.name).symlink_to(part)
    (tmp_path / "real" / "Bevolking" / "again").symlink_to(tmp_path / "real" / "Bevolking")
    assert differing(people, linked(tmp_path / "mine")) == []
