# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sixth file of a release: forged tables with right fingerprints are refused, older releases stay as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from research.release.digest import seal, unseal
from research.release.errors import ReleaseError
from research.release.more_rows import InsightRow
from research.release.reading import read_files, read_release
from research.release.schema import INSIGHT, MANIFEST, NOT_SHOWN, TOO_FEW_PER_AGE, Release
from research.release.writing import release_files, write_release
from tests.research.builders import ROOT, SAMPLE

STORED = ROOT / "models_store" / "fictief-groep-2026"
Change = Callable[[InsightRow], InsightRow]


def stored() -> Release:
    return read_release(STORED)


def with_row(change: Change, topic: str = "debts") -> Release:
    release = stored()
    rows = list(release.insight)
    at = next(i for i, row in enumerate(rows) if row.topic == topic and not row.reason_empty)
    rows[at] = change(rows[at])
    return replace(release, insight=tuple(rows))


def changed(**values: object) -> Change:
    return lambda row: replace(row, **values)  # type: ignore[arg-type]


#: What a forger could write, and what the reader says of it.
FORGED: dict[str, tuple[Change, str]] = {
    "a part of another name": (changed(part="else"), "a key from manifest.txt"),
    "a year that cannot be": (changed(year=19), "a year"),
    "a reason of its own": (changed(reason_empty="zomaar"), "expected one of"),
    "a number beside a reason": (changed(reason_empty=NOT_SHOWN), "all numbers, or none with a reason"),
    "a number that is missing": (changed(here=None), "all numbers, or none with a reason"),
    "a standardised one alone": (changed(standard=None), "all numbers, or none with a reason"),
    "a few people": (changed(n_here=90), "at least 100"),
    "people not rounded": (changed(n_there=4_321), "a multiple of ten"),
    "a handful unknown": (changed(unknown_here=4), "a multiple of ten of at least 10"),
    "nearly nobody": (changed(here=Decimal(3), here_lower=Decimal(1), difference=Decimal(-10),
                              difference_lower=Decimal(-11)), "(rule X3)"),
    "nearly everybody as old": (changed(standard=Decimal(95), standard_upper=Decimal(99), standard_lower=Decimal(90),
                                        standard_difference=Decimal(82), standard_difference_upper=Decimal(90)),
                                "(rule X3)"),
    "a share with a decimal": (changed(here=Decimal("24.5")), "whole people out of 100"),
    "a range beside its number": (changed(here_lower=Decimal(99)), "a range around the number"),
    "another difference": (changed(difference=Decimal(0), difference_lower=Decimal(-9), difference_upper=Decimal(50)),
                           "the difference of the two numbers"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), FORGED.values(), ids=FORGED)
def test_a_forged_row_is_refused(change: Change, said: str) -> None:
    with pytest.raises(ReleaseError) as error:
        release_files(with_row(change))
    assert INSIGHT in str(error.value)
    assert said in str(error.value)


def test_the_same_row_twice_is_refused() -> None:
    release = stored()
    with pytest.raises(ReleaseError, match="every row once"):
        release_files(replace(release, insight=(*release.insight, release.insight[0])))


def test_one_part_missing_alone_is_refused() -> None:
    def hide(row: InsightRow) -> InsightRow:
        empty = {name: None for name in row.__dataclass_fields__ if name not in ("topic", "part", "year")}
        return replace(row, **empty | {"reason_empty": NOT_SHOWN, "reason_standard": ""})

    with pytest.raises(ReleaseError, match="at least two parts suppressed, or none"):
        release_files(with_row(hide, "household"))


def test_one_standardised_part_missing_alone_is_refused() -> None:
    def hide(row: InsightRow) -> InsightRow:
        empty = {name: None for name in row.__dataclass_fields__ if name.startswith("standard")}
        return replace(row, **empty, reason_standard=TOO_FEW_PER_AGE)

    with pytest.raises(ReleaseError, match="at least two parts suppressed, or none"):
        release_files(with_row(hide, "household"))


def test_the_table_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    files = release_files(stored())
    assert files == {path.name: path.read_bytes() for path in STORED.iterdir()}
    assert read_release(write_release(stored(), tmp_path)) == stored()


def test_a_release_without_the_table_has_five_files_as_before() -> None:
    files = release_files(read_release(SAMPLE))
    assert files == {path.name: path.read_bytes() for path in SAMPLE.iterdir()}
    assert INSIGHT not in files


def sealed(files: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    body, _ = unseal(files[MANIFEST])
    assert old in body
    return files | {MANIFEST: seal(body.replace(old, new, 1).decode().splitlines())}


def test_a_table_that_the_manifest_does_not_name_is_refused() -> None:
    table = release_files(stored())[INSIGHT]
    with pytest.raises(ReleaseError, match=r"insight\.csv: expected no insight\.csv in version 2"):
        read_files(release_files(read_release(SAMPLE)) | {INSIGHT: table})


def test_a_table_that_is_not_there_is_refused() -> None:
    files = release_files(stored())
    files.pop(INSIGHT)
    with pytest.raises(ReleaseError, match=r"insight\.csv: expected the file; found no file"):
        read_files(files)


def test_another_fingerprint_is_refused() -> None:
    files = release_files(stored())
    with pytest.raises(ReleaseError, match=r"insight\.csv: expected sha256"):
        read_files(files | {INSIGHT: files[INSIGHT] + b"\n"})


def test_a_topic_without_a_part_is_refused() -> None:
    release = stored()
    head = release.manifest
    without = tuple(part for part in head.parts if part.topic != "debts")
    with pytest.raises(ReleaseError, match="at least one part for every topic"):
        release_files(replace(release, manifest=replace(head, parts=without)))


def test_topics_in_an_older_version_are_refused() -> None:
    files = sealed(release_files(stored()), b"schema: 3", b"schema: 2")
    files.pop(INSIGHT)
    with pytest.raises(ReleaseError, match=r"manifest\.txt"):
        read_files(files)


def test_an_older_reader_is_told_the_version() -> None:
    """Version 3 is no 2: a program that knows two versions says so, and reads nothing wrong."""
    assert stored().manifest.schema == "3"
    assert read_release(SAMPLE).manifest.schema in ("1", "2")
