# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases: what the writer makes, the reader trusts; anything else is refused with a sentence in two languages."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.release.digest import sha256
from research.release.reading import ReleaseError, collect, read_files, read_release, verify_release
from research.release.schema import FILE_LIMITS, Release, finding_columns
from research.release.tables import decode
from research.release.writing import release_files, write_release
from tests.research.builders import ROOT, SAMPLE

SHIPPED = sorted(path for path in (ROOT / "models_store").iterdir() if path.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / SAMPLE.name))


@pytest.fixture(scope="module")
def sample() -> Release:
    return read_release(SAMPLE)


def says(error: ReleaseError, *words: str) -> None:
    assert all(word in str(error) for word in words), str(error)
    assert "expected" in str(error)
    assert "found" in str(error)
    assert "verwacht werd" in error.in_dutch()
    assert "gevonden is" in error.in_dutch()
    assert error.file in str(error)


def test_a_hand_checkable_release_reads_back(sample: Release) -> None:
    overall, young, old = sample.findings
    assert overall.overall
    assert overall.estimate == Decimal("6.0")
    assert (young.characteristic, young.group, young.verdict) == ("age", "under_45", "beter")
    assert young.difference_held
    assert (old.verdict, old.reason_empty) == ("geen uitspraak", "te onzeker")
    assert sample.manifest.fictional
    assert sample.manifest.gates_open == ("monotonicity",)
    assert not sample.manifest.gates_passed
    assert sample.manifest.gate("balance") == "voldaan"
    # The fingerprint is the sha256 of all lines before the last one, and anyone can compute it.
    body, last = (SAMPLE / "manifest.txt").read_bytes().rsplit(b"digest: ", 1)
    assert last.decode().strip() == sha256(body) == sample.manifest.digest


def test_columns_are_those_that_were_settled() -> None:
    settled = (
        "type, comparison, service, outcome, term_months, primary, characteristic, group, group_definition, unit, "
        "scale, estimate, se, lower, upper, interval_kind, level_with, level_without, n, caseworkers, naive, "
        "difference_vs_complement, difference_p_holm, p_holm, verdict, certainty, place, period, source, reason_empty"
    )
    assert ", ".join(finding_columns("1")) == settled
    assert ", ".join(finding_columns("2")) == f"{settled}, interval_level, lower_95, upper_95"


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_release_verifies(shipped: Path) -> None:
    release = verify_release(shipped)
    assert release_files(release) == collect(shipped)


@pytest.mark.parametrize("name", FILE_LIMITS)
@pytest.mark.parametrize("shipped", [SAMPLE, *SHIPPED], ids=lambda path: path.name)
def test_one_changed_byte_in_any_file_is_refused(shipped: Path, name: str) -> None:
    files = collect(shipped)
    size = len(files[name])
    for place in sorted({*range(0, size, max(size // 23, 1)), size - 1}):
        for change in (1, 0x20, 0x80):
            data = bytearray(files[name])
            data[place] ^= change
            with pytest.raises(ReleaseError):
                read_files(files | {name: bytes(data)})


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILE_LIMITS)), place=st.integers(0, 10**6), value=st.integers(0, 255))
def test_any_byte_anywhere(name: str, place: int, value: int) -> None:
    files = collect(SAMPLE)
    data = bytearray(files[name])
    place %= len(data)
    if data[place] == value:
        return
    data[place] = value
    with pytest.raises(ReleaseError) as caught:
        read_files(files | {name: bytes(data)})
    says(caught.value)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILE_LIMITS)), data=st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_with_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(ReleaseError) as caught:
        read_files(collect(SAMPLE) | {name: data})
    says(caught.value)


def resealed(files: dict[str, bytes], name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """A clever forger: the file is changed and every fingerprint is made right again."""
    changed = files | {name: files[name].replace(old, new, 1)}
    assert changed[name] != files[name]
    body = changed["manifest.txt"].rsplit(b"digest: ", 1)[0]
    if name != "manifest.txt":
        body = body.replace(sha256(files[name]).encode(), sha256(changed[name]).encode())
    return changed | {"manifest.txt": body + f"digest: {sha256(body)}\n".encode()}


FORGERIES = [
    ("findings.csv", b"upper_95\n", b"upper_95,code\n", "code"),
    ("findings.csv", b"type,comparison", b"comparison,type", "type"),
    ("findings.csv", b",6.0,1.00,", b",NaN,1.00,", "plain number"),
    ("findings.csv", b",6.0,1.00,", b",Infinity,1.00,", "plain number"),
    ("findings.csv", b",6.0,1.00,", b",6e0,1.00,", "plain number"),
    ("findings.csv", b",6.0,1.00,", b",600.0,1.00,", "-100 to 100"),
    ("findings.csv", b",6.0,1.00,", b",6.04,1.00,", "at most 1 decimals"),
    ("findings.csv", b",6.0,1.00,", b",-0.0,1.00,", "plain number"),
    ("findings.csv", b",36.0,30.0,", b",136.0,130.0,", "0 to 100"),
    ("findings.csv", b",36.0,30.0,", b",36.0,20.0,", "levels that differ"),
    ("findings.csv", b",1000,100,", b",1004,100,", "multiple of ten"),
    ("findings.csv", b",1000,100,", b",90,100,", "at least 100"),
    ("findings.csv", b",1000,100,", b",1000,0,", "at least 10"),
    ("findings.csv", b",4.0,8.0,", b",7.0,8.0,", "a range around"),
    ("findings.csv", b",4.0,8.0,null", b",0.0,8.0,null", "without 0 with a verdict"),
    ("findings.csv", b",-1.0,7.0,null", b",0.1,7.0,null", "inside the printed one"),
    (
        "findings.csv",
        b"beter,redelijk,Voorbeeldstad (FICTIEF),2018-01/2023-12,own,,",
        b"geen uitspraak,redelijk,Voorbeeldstad (FICTIEF),2018-01/2023-12,own,te onzeker,",
        "holds 0 when there is no statement",
    ),
    ("findings.csv", b"te onzeker,97.5", b"verschil tussen groepen niet aangetoond,97.5", "niet beoordeeld"),
    ("findings.csv", b",98.7500,4.1,7.9", b",,4.1,7.9", "both ranges and the level"),
    ("findings.csv", b",98.7500,4.1,7.9", b",94.9000,4.1,7.9", "95 to 100"),
    ("findings.csv", b",98.7500,4.1,7.9", b",98.7500,3.9,7.9", "inside the printed one"),
    ("findings.csv", b",98.7500,4.1,7.9", b",98.7500,4.1,8.1", "inside the printed one"),
    ("power.csv", b"2.8", b"1134.6", "at most 100"),
    ("manifest.txt", b"schema: 2", b"schema: 1", "no column after"),
    ("findings.csv", b",0.001,beter", b",0.2,beter", "no verdict with these numbers"),
    ("findings.csv", b",0.001,beter", b",1.001,beter", "0 to 1"),
    ("findings.csv", b",beter,redelijk", b",prima,redelijk", "one of: beter"),
    ("findings.csv", b",beter,redelijk", b",beter,sterk", "one of: redelijk"),
    ("findings.csv", b",beter,redelijk", b",slechter,redelijk", "no verdict with these numbers"),
    ("findings.csv", b"effect,", b"samenhang,", "one of: effect"),
    ("findings.csv", b"effect,", b"literature,", "one of: effect"),
    ("findings.csv", b"direct_werk,work", b"scholing,work", "a key from manifest.txt"),
    ("findings.csv", b"direct_werk,work", b"basis,work", "a key from manifest.txt"),
    ("findings.csv", b"age,under_45,", b"age,young,", "a key from manifest.txt"),
    ("findings.csv", b"work,12,yes", b"work,-12,yes", "a whole number"),
    ("findings.csv", b"work,12,yes", b"work,12,ja", "“yes” or “no”"),
    ("findings.csv", b",own,,", b",=1+1,,", "plain text, not a formula"),
    ("findings.csv", b",own,,", b",own,te onzeker\x07,", "printable"),
    ("findings.csv", b"effect,", b'"effect",', "canonical"),
    ("findings.csv", b"\neffect", b"\n\neffect", "33 cells"),
    ("findings.csv", b"versus_reference", b"versus_nothing", "one of: versus_reference"),
    ("findings.csv", b"6.0,0.01,0.001,beter", b"6.0,0.06,0.001,beter", "where the difference held"),
    ("checks.csv", b"voldaan", b"prima", "one of: voldaan"),
    ("power.csv", b"2.8", b"-2.8", "0 or more"),
    ("toelichting.txt", b"klein", b"kl\x00in", "printable"),
    ("manifest.txt", b"kind: own", b"kind: eigen", "one of: own"),
    ("manifest.txt", b"schema: 2", b"schema: 4", "one of: 1, 2, 3"),
    ("manifest.txt", b"schema: 2", b"schema: 3", "file.insight.csv"),
    ("manifest.txt", b"gate.balance: voldaan", b"gate.balance: ja", "one of: voldaan"),
    ("manifest.txt", b"gate.balance: voldaan\n", b"", "a plan and every gate"),
    ("manifest.txt", b"gate.balance: voldaan", b"gate.balance: niet voldaan", "no verdict: a gate failed"),
    ("manifest.txt", b"fictional: yes", b"fictional: perhaps", "one of: yes"),
    ("manifest.txt", b"licence: CC-BY-4.0", b"licence:", "key: value"),
    ("manifest.txt", b"slug: voorbeeld-klein", b"slug: ../../etc", "lower-case letters"),
    ("manifest.txt", b"made_by:", b"signed: x\nmade_by:", "made_by"),
    ("manifest.txt", b"outcome_period_end: 2024-12", b"outcome_period_end: 2024-13", "year and month"),
    ("manifest.txt", b"kind: own", b"kind: literature", "a design that fits"),
    ("manifest.txt", b"group.age.under_45", b"group.leeftijd.under_45", "the line"),
    ("manifest.txt", b"service.basis.level", b"service.Basis.level", "lower-case"),
]


@pytest.mark.parametrize(("name", "old", "new", "words"), FORGERIES, ids=range(len(FORGERIES)))
def test_a_forgery_with_right_fingerprints_is_still_refused(
    name: str, old: bytes, new: bytes, words: str
) -> None:
    with pytest.raises(ReleaseError) as caught:
        read_files(resealed(collect(SAMPLE), name, old, new))
    says(caught.value, words)


@pytest.mark.parametrize("name", ["manifest.txt", "findings.csv", "toelichting.txt"])
def test_a_file_that_was_cut_off_lacks_the_line_feed_at_its_end(name: str) -> None:
    files = collect(SAMPLE)
    with pytest.raises(ReleaseError) as caught:
        decode(name, files[name][:-1])
    says(caught.value, "a line feed at the end")
    with pytest.raises(ReleaseError) as caught:
        decode(name, b"")
    says(caught.value, "a line feed at the end", "nothing")


def test_the_same_row_twice_is_refused() -> None:
    files = collect(SAMPLE)
    line = files["findings.csv"].split(b"\n")[1] + b"\n"
    with pytest.raises(ReleaseError, match="every finding once"):
        read_files(resealed(files, "findings.csv", line, line + line))


def changed(release: Release, place: int, **values: Any) -> Release:
    rows = list(release.findings)
    rows[place] = replace(rows[place], **values)
    return replace(release, findings=tuple(rows))


NOTHING = dict.fromkeys(
    (
        "interval_level",
        "lower_95",
        "upper_95",
        "estimate",
        "se",
        "lower",
        "upper",
        "level_with",
        "level_without",
        "naive",
        "n",
        "caseworkers",
        "p_holm",
    )
) | dict.fromkeys(("difference_vs_complement", "difference_p_holm", "interval_level", "lower_95", "upper_95"))


OLD = SAMPLE.parent / "version-1" / SAMPLE.name


def test_a_release_of_version_1_is_still_read_and_written_as_it_was() -> None:
    old = verify_release(OLD)
    assert old.manifest.schema == "1"
    assert release_files(old) == collect(OLD)
    assert {row.interval_level for row in old.findings} == {None}
    new = read_release(SAMPLE)
    assert [(a.estimate, a.verdict) for a in old.findings] == [(a.estimate, a.verdict) for a in new.findings]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "findings.csv",
            b"geen uitspraak",
            b"niet beoordeeld",
            "one of: beter, slechter, geen uitspraak, onderdrukt",
        ),
        ("manifest.txt", b"gate.plan: voldaan", b"gate.plan: gesteld, niet te toetsen", "one of: voldaan"),
        ("checks.csv", b",voldaan,", b",niet te beoordelen,", "one of: voldaan"),
        ("findings.csv", b"reason_empty\n", b"reason_empty,interval_level\n", "no column after"),
    ],
)
def test_version_1_knows_no_word_of_version_2(name: str, old: bytes, new: bytes, words: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        read_files(resealed(collect(OLD), name, old, new))
    says(caught.value, words)


def test_x7_one_half_alone_cannot_be_suppressed(sample: Release) -> None:
    hidden = NOTHING | {"interval_kind": "", "verdict": "onderdrukt", "reason_empty": "te weinig mensen"}
    with pytest.raises(ReleaseError, match="both halves"):
        release_files(changed(sample, 2, **hidden))
    assert release_files(changed(changed(sample, 2, **hidden), 1, **hidden))


def test_x7_a_suppressed_row_holds_no_number(sample: Release) -> None:
    hidden = NOTHING | {
        "interval_kind": "",
        "verdict": "onderdrukt",
        "reason_empty": "te weinig mensen",
        "n": 500,
    }
    with pytest.raises(ReleaseError, match="no numbers when suppressed"):
        release_files(changed(changed(sample, 2, **hidden), 1, **hidden))


def test_s2_a_verdict_only_for_the_primary_question(sample: Release) -> None:
    with pytest.raises(ReleaseError, match="only for the primary question"):
        release_files(changed(sample, 0, primary=False))
    with pytest.raises(ReleaseError, match="only for the primary question"):
        release_files(changed(sample, 0, comparison="versus_otherwise"))


def test_s1_the_naive_difference_never_stands_alone(sample: Release) -> None:
    alone = NOTHING | {
        "interval_kind": "",
        "verdict": "geen uitspraak",
        "reason_empty": "te onzeker",
        "n": 1000,
    }
    with pytest.raises(ReleaseError, match="a number, or nothing anywhere"):
        release_files(changed(sample, 0, **(alone | {"naive": Decimal("12.0")})))


def test_the_folder_holds_five_files_and_nothing_else(folder: Path) -> None:
    (folder / "model.pkl").write_bytes(b"\x80")
    with pytest.raises(ReleaseError) as caught:
        read_release(folder)
    says(caught.value, "model.pkl", "another file")
    (folder / "model.pkl").unlink()
    (folder / "power.csv").unlink()
    with pytest.raises(ReleaseError, match=r"power\.csv: expected"):
        read_release(folder)


def test_links_folders_and_pipes_are_refused(folder: Path) -> None:
    shutil.move(folder / "checks.csv", folder.parent / "elsewhere.csv")
    (folder / "checks.csv").symlink_to(folder.parent / "elsewhere.csv")
    with pytest.raises(ReleaseError, match=r"checks\.csv: expected an ordinary file"):
        read_release(folder)
    (folder / "checks.csv").unlink()
    (folder / "checks.csv").mkdir()
    with pytest.raises(ReleaseError, match=r"checks\.csv: expected an ordinary file"):
        read_release(folder)
    (folder / "checks.csv").rmdir()
    os.mkfifo(folder / "checks.csv")
    with pytest.raises(ReleaseError, match=r"checks\.csv: expected an ordinary file"):
        read_release(folder)
    linked = folder.parent / "link"
    linked.symlink_to(SAMPLE)
    with pytest.raises(ReleaseError, match="an ordinary folder"):
        read_release(linked)


def test_a_file_that_is_too_large_is_refused_unread(folder: Path) -> None:
    with open(folder / "findings.csv", "ab") as stream:
        stream.truncate(FILE_LIMITS["findings.csv"] + 10**9)
    with pytest.raises(ReleaseError, match="at most"):
        read_release(folder)


def test_verify_wants_the_folder_to_carry_the_name(folder: Path) -> None:
    moved = folder.rename(folder.parent / "anders")
    read_release(moved)
    with pytest.raises(ReleaseError, match="slug: anders"):
        verify_release(moved)


def test_writing_twice_gives_the_same_bytes_and_replaces_whole(sample: Release, tmp_path: Path) -> None:
    first = write_release(sample, tmp_path)
    before = collect(first)
    (first / "leftover.txt").write_text("x")
    assert collect(write_release(sample, tmp_path)) == before == collect(SAMPLE)
    assert [path.name for path in tmp_path.iterdir()] == [sample.manifest.slug]


def test_a_release_that_breaks_a_rule_is_never_written(sample: Release, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError):
        write_release(changed(sample, 0, n=1005), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_moving_leaves_the_old_release(
    sample: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_release(sample, tmp_path)
    before = collect(target)
    real, calls = os.rename, []

    def second_fails(source: Any, goal: Any) -> None:
        calls.append(goal)
        if len(calls) == 2:
            raise OSError("disk full")
        real(source, goal)

    monkeypatch.setattr("research.release.writing.os.rename", second_fails)
    with pytest.raises(OSError, match="disk full"):
        write_release(sample, tmp_path)
    assert collect(target) == before
