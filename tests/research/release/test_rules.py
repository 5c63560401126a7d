# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule between the cells of a release, one change of a right row at a time: that rule objects, and says why."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from research.release.errors import ReleaseError
from research.release.manifest import check_names
from research.release.reading import collect, read_files, read_release
from research.release.rules import (
    agreement_complaints,
    check_complaints,
    finding_complaints,
    level_complaints,
    margin_complaints,
    margin_of,
    name_complaints,
    number_complaints,
    pair_complaints,
    power_complaints,
    range_complaints,
    size_complaints,
    verdict_complaints,
    word_complaints,
)
from research.release.schema import FILE_LIMITS, MAX_CELL, FindingRow, Manifest, Release
from research.release.tables import MAX_ROWS, write_table
from research.release.writing import release_files
from tests.research.builders import SAMPLE
from tests.research.release.test_release import resealed

RELEASE = read_release(SAMPLE)
#: The sample, and the same in which the plan calls 3 of 100 people little difference.
MANIFEST = replace(
    RELEASE.manifest, outcomes=tuple(replace(o, margin="3") for o in RELEASE.manifest.outcomes)
)
OVERALL, YOUNG, OLD = RELEASE.findings
D = Decimal
#: Everybody, with a range inside that margin.
WITHIN = replace(
    OVERALL, verdict="vergelijkbaar", estimate=D("0.4"), se=D("0.50"), lower=D("-1.0"), upper=D("1.8"),
    lower_95=D("-0.6"), upper_95=D("1.4"), level_with=D("36.1"), level_without=D("35.7"),
)  # fmt: skip
NUMBERS = (
    *("estimate", "se", "lower", "upper", "level_with", "level_without", "naive", "p_holm"),
    *("difference_vs_complement", "difference_p_holm", "interval_level", "lower_95", "upper_95"),
)
#: A row without any number, and the reason beside it.
BARE = dict.fromkeys(NUMBERS) | {
    "interval_kind": "",
    "verdict": "geen uitspraak",
    "reason_empty": "te onzeker",
}
ASSOCIATION = {"type": "association", "comparison": "", "service": "", "primary": False, "caseworkers": None}
LITERATURE = {"kind": "literature", "design": "literature"}

Rule = Callable[[FindingRow, Manifest], Any]


def alone(rule: Callable[[FindingRow], Any]) -> Rule:
    """A rule that needs no manifest."""
    return lambda row, _: rule(row)


def margins(row: FindingRow, manifest: Manifest) -> Any:
    return margin_complaints(row, margin_of(row, manifest))


#: Rule, row that it starts from, what is changed in the row and in the manifest, and words of the complaint.
BROKEN: list[tuple[Rule, FindingRow, dict[str, Any], dict[str, Any], str]] = [
    # the closed lists of words
    (word_complaints, OVERALL, {"type": "guess"}, {}, "one of: effect, association, literature"),
    (word_complaints, OVERALL, {"type": "literature"}, {}, "one of: effect, association"),
    (word_complaints, OVERALL, {"comparison": ""}, {}, "one of: versus_reference"),
    (word_complaints, OVERALL, {"scale": "sum"}, {}, "one of: share, mean"),
    (word_complaints, OVERALL, {"interval_kind": "exact"}, {}, "one of: , null_imposed"),
    (word_complaints, OVERALL, {"verdict": "best"}, {}, "one of: beter"),
    (word_complaints, OVERALL, {"certainty": "sterk"}, {}, "one of: redelijk"),
    (word_complaints, OVERALL, {"reason_empty": "zomaar"}, {}, "one of: "),
    (word_complaints, OVERALL, ASSOCIATION | {"service": "direct_werk"}, {}, "nothing for an association"),
    (word_complaints, OVERALL, ASSOCIATION | {"comparison": "versus_reference"}, {}, "nothing for an association"),
    (word_complaints, OVERALL, ASSOCIATION | {"primary": True}, {}, "“no” for an association"),
    # keys that the manifest names
    (name_complaints, OVERALL, {"service": "basis"}, {}, "“service” a key from manifest.txt"),
    (name_complaints, OVERALL, {"service": ""}, {}, "“service” a key from manifest.txt"),
    (name_complaints, OLD, {"group": "old"}, {}, "“group” a key from manifest.txt"),
    (name_complaints, OLD, {"group_definition": ""}, {}, "words for every group"),
    (name_complaints, OVERALL, {"group_definition": "people"}, {}, "words for every group"),
    (name_complaints, OVERALL, {"outcome": "income"}, {}, "“outcome” a key from manifest.txt"),
    (name_complaints, OVERALL, {"unit": "euro"}, {}, "share / points_per_100"),
    (name_complaints, OVERALL, {"source": "hearsay"}, {}, "“source” a key from manifest.txt"),
    # what a number can be (X4)
    (alone(range_complaints), OVERALL, {"estimate": D("100.1")}, {}, "-100 to 100"),
    (alone(range_complaints), OVERALL, {"level_without": D("-0.1")}, {}, "0 to 100"),
    (alone(range_complaints), OVERALL, {"naive": D("1.05")}, {}, "at most 1 decimals"),
    (alone(range_complaints), OVERALL, {"se": D("1.005")}, {}, "at most 2 decimals"),
    (alone(range_complaints), OVERALL, {"interval_level": D("94.9")}, {}, "95 to 100"),
    (alone(range_complaints), OLD, {"difference_vs_complement": D("-200.1")}, {}, "-200 to 200"),
    (alone(range_complaints), OVERALL, {"p_holm": D("1.1")}, {}, "0 to 1"),
    (alone(range_complaints), OVERALL, {"scale": "mean", "estimate": D("1000001")}, {}, "-1000000 to 1000000"),
    (alone(range_complaints), OVERALL, {"scale": "mean", "level_with": D("-1000001")}, {}, "-1000000 to"),
    (alone(range_complaints), OVERALL, {"scale": "mean", "estimate": D("1.2345")}, {}, "at most 3 decimals"),
    (alone(range_complaints), OVERALL, {"n": 1001}, {}, "a multiple of ten"),
    (alone(range_complaints), OVERALL, {"caseworkers": 101}, {}, "a multiple of ten"),
    # numbers come together
    (alone(number_complaints), OLD, BARE | {"verdict": "onderdrukt"}, {}, "no numbers when suppressed"),
    (alone(number_complaints), OLD, BARE | {"naive": D("12.0")}, {}, "a number, or nothing anywhere"),
    (alone(number_complaints), OLD, BARE | {"reason_empty": ""}, {}, "why there is no number"),
    (alone(number_complaints), OVERALL, {"estimate": D("8.1")}, {}, "a range around the estimate"),
    (alone(number_complaints), OVERALL, {"estimate": D("3.9")}, {}, "a range around the estimate"),
    (alone(number_complaints), OVERALL, {"se": None}, {}, "an error, a range and a number of people"),
    (alone(number_complaints), OVERALL, {"n": None}, {}, "an error, a range and a number of people"),
    (alone(number_complaints), OVERALL, {"interval_kind": ""}, {}, "a kind and both limits"),
    (alone(number_complaints), OVERALL, {"type": "association", "lower": None}, {}, "a kind and both limits"),
    (alone(number_complaints), OVERALL, {"level_without": None}, {}, "both levels or neither"),
    (alone(number_complaints), OVERALL, {"level_without": D("29.6")}, {}, "levels that differ by the estimate"),
    (alone(number_complaints), OVERALL, {"difference_vs_complement": D("1.0")}, {}, "nothing for everyone"),
    (alone(number_complaints), OVERALL, {"difference_p_holm": D("0.5")}, {}, "nothing for everyone"),
    # the printed range and the pointwise one (S26)
    (alone(level_complaints), OVERALL, {"interval_level": None}, {}, "both ranges and the level, or none"),
    (alone(level_complaints), OVERALL, BARE | {"lower_95": D("1.0")}, {}, "both ranges and the level, or none"),
    (alone(level_complaints), OVERALL, {"interval_kind": "reported"}, {}, "both ranges and the level, or none"),
    (alone(level_complaints), OVERALL, {"lower_95": D("3.9")}, {}, "a pointwise range inside"),
    (alone(level_complaints), OVERALL, {"lower_95": D("6.1")}, {}, "a pointwise range inside"),
    (alone(level_complaints), OVERALL, {"upper_95": D("8.1")}, {}, "a pointwise range inside"),
    (alone(agreement_complaints), OVERALL, {"lower": D("0.0")}, {}, "a range without 0 with a verdict"),
    (alone(agreement_complaints), OLD, {"lower": D("0.1")}, {}, "a range that holds 0"),
    (alone(agreement_complaints), OLD, {"reason_empty": "controle niet voldaan"}, {}, "“niet beoordeeld” with this"),
    # a direction only where rule S2 allows one
    (verdict_complaints, OLD, {"reason_empty": ""}, {}, "why there is no statement"),
    (verdict_complaints, OVERALL, {"verdict": "niet beoordeeld"}, {}, "why there is no statement"),
    (verdict_complaints, OVERALL, {"p_holm": None}, {}, "a verdict with all its numbers"),
    (verdict_complaints, OVERALL, {"upper": None}, {}, "a verdict with all its numbers"),
    (verdict_complaints, OVERALL, {"p_holm": D("0.051")}, {}, "no verdict with these numbers"),
    (verdict_complaints, OVERALL, {"verdict": "slechter"}, {}, "no verdict with these numbers"),
    (verdict_complaints, OVERALL, {"lower": D("-0.1")}, {}, "no verdict with these numbers"),
    (verdict_complaints, OVERALL, {"primary": False}, {}, "only for the primary question"),
    (verdict_complaints, OVERALL, {"comparison": "versus_otherwise"}, {}, "only for the primary question"),
    (verdict_complaints, YOUNG, {"difference_p_holm": D("0.051")}, {}, "only where the difference held"),
    (verdict_complaints, OVERALL, {}, {"gates": (("balance", "niet voldaan"),)}, "a gate failed"),
    (verdict_complaints, WITHIN, {"primary": False}, {}, "only for the primary question"),
    (verdict_complaints, WITHIN, {"p_holm": None}, {}, "a verdict with all its numbers"),
    (verdict_complaints, WITHIN, {}, {"gates": (("balance", "niet voldaan"),)}, "a gate failed"),
    (verdict_complaints, YOUNG, {"verdict": "vergelijkbaar", "difference_p_holm": D("0.051")}, {}, "held"),
    # little difference: inside the margin of the plan, and nothing else there (S26)
    (margins, WITHIN, {"upper": D("3.0")}, {}, "a range inside ±3"),
    (margins, WITHIN, {"lower": D("-3.1")}, {}, "a range inside ±3"),
    (margins, WITHIN, {"lower": None}, {}, "a range inside ±3"),
    (margins, WITHIN, {"verdict": "beter", "lower": D("0.1")}, {}, "“vergelijkbaar”: inside ±3"),
    (margins, WITHIN, {"verdict": "slechter", "upper": D("-0.1")}, {}, "“vergelijkbaar”: inside ±3"),
    (margins, WITHIN, {"verdict": "geen uitspraak"}, {}, "“vergelijkbaar”: inside ±3"),
    (margins, WITHIN, {"primary": False}, {}, "a margin in manifest.txt"),
    (margins, WITHIN, {}, {"outcomes": RELEASE.manifest.outcomes}, "a margin in manifest.txt"),
    (margins, WITHIN, {"interval_level": D("97.4")}, {}, "at least 97.5"),
    (margins, WITHIN, {"interval_level": None}, {}, "at least 97.5"),
    (margins, WITHIN, {"reason_empty": "te onzeker"}, {}, "nothing with this verdict"),
    (word_complaints, WITHIN, ASSOCIATION, {}, "one of: beter, slechter, geen uitspraak"),
    (word_complaints, WITHIN, {}, {"schema": "1"}, "one of: beter, slechter, geen uitspraak"),
    # enough people (X1 to X3)
    (size_complaints, OVERALL, {"n": 90}, {}, "at least 100 (rule X1)"),
    (size_complaints, OVERALL, {"n": 30}, {"design": "assignment"}, "at least 40 (rule X1)"),
    (size_complaints, OVERALL, {"caseworkers": 0}, {}, "at least 10 (rule X1)"),
    (size_complaints, OVERALL, {"caseworkers": None}, {}, "at least 10 (rule X1)"),
    (size_complaints, OVERALL, ASSOCIATION | {"n": 100, "level_with": D("9.9")}, {}, "10 people or more (rule X2)"),
    (size_complaints, OVERALL, ASSOCIATION | {"n": 100, "level_without": D("90.1")}, {}, "10 people or more (rule X2)"),
]  # fmt: skip


def said(found: Any) -> list[str]:
    return [expected.en for expected, _ in found]


@pytest.mark.parametrize(("rule", "row", "changes", "about", "words"), BROKEN, ids=range(len(BROKEN)))
def test_a_rule_objects_to_what_it_forbids(
    rule: Rule, row: FindingRow, changes: dict[str, Any], about: dict[str, Any], words: str
) -> None:
    manifest = replace(MANIFEST, **about)
    assert said(rule(row, MANIFEST)) == [], "the row it starts from is right"
    found = said(rule(replace(row, **changes), manifest))
    assert any(words in one for one in found), found
    whole = said(finding_complaints(replace(row, **changes), manifest))
    assert any(words in one for one in whole), "the reader asks this rule"


@pytest.mark.parametrize(
    ("row", "changes", "about"),
    [
        (
            OVERALL,
            ASSOCIATION | {"level_with": D("10.0"), "level_without": D("90.0")},
            {"kind": "association"},
        ),
        (OLD, BARE | {"reason_empty": "", "level_with": D("31.0"), "level_without": D("28.0")}, {}),
        (OLD, BARE | {"difference_p_holm": D("0.01")}, {}),
        (OVERALL, {"level_without": D("29.8")}, {}),
        (OVERALL, {"lower": D("0.0"), "interval_kind": "reported", "interval_level": None}, {}),
    ],
)
def test_what_only_looks_forbidden_is_not_objected_to(
    row: FindingRow, changes: dict[str, Any], about: dict[str, Any]
) -> None:
    changed = replace(row, **changes)
    for rule in (range_complaints, number_complaints, agreement_complaints):
        assert said(rule(changed)) == []


def test_a_cited_row_need_not_be_rounded_to_ten_or_have_a_printed_level() -> None:
    bare = {"interval_level": None, "lower_95": None, "upper_95": None, "interval_kind": "reported"}
    cited = replace(OVERALL, type="literature", n=137, caseworkers=None, **bare)
    assert said(range_complaints(cited)) == []
    assert said(level_complaints(cited)) == []
    assert said(agreement_complaints(replace(cited, lower=D("-1.0")))) == []


def test_x7_halves_are_shown_or_hidden_together_and_no_row_stands_twice() -> None:
    hidden = replace(OLD, **(BARE | {"verdict": "onderdrukt", "n": None}))
    assert list(pair_complaints((OVERALL, YOUNG, OLD))) == []
    [(place, (expected, _))] = pair_complaints((OVERALL, YOUNG, hidden))
    assert (place, "both halves" in expected.en) == (2, True)
    [(place, (expected, _))] = pair_complaints((OVERALL, YOUNG, OLD, OVERALL))
    assert (place, expected.en) == (3, "every finding once")


@pytest.mark.parametrize("name", ["key", "sentence_nl", "sentence_en"])
def test_a_check_without_words_is_objected_to(name: str) -> None:
    [check] = RELEASE.checks
    assert said(check_complaints(check, MANIFEST)) == []
    assert said(check_complaints(replace(check, **{name: ""}), MANIFEST)) == [f"in column “{name}” words"]
    assert "one of: voldaan" in said(check_complaints(replace(check, verdict="goed"), MANIFEST))[0]


POWER: list[tuple[dict[str, Any], str]] = [
    ({"service": "basis"}, "“service” a key"),
    ({"characteristic": "age"}, "“group” a key"),
    ({"outcome": "income"}, "“outcome” a key"),
    ({"comparison": "versus_nothing"}, "one of: versus_reference"),
    ({"reason_empty": "zomaar"}, "one of: "),
    ({"minimum_detectable": D("-0.1")}, "0 or more"),
    ({"minimum_detectable": D("2.85")}, "at most 1 decimals"),
    ({"half_width": D("-0.1")}, "0 or more"),
    ({"half_width": D("100.1")}, "at most 100, or nothing"),
    ({"n": 1001}, "a multiple of ten"),
    ({"n": 90}, "a multiple of ten"),
]


@pytest.mark.parametrize(("changes", "words"), POWER, ids=range(len(POWER)))
def test_a_line_of_power_is_held_against_its_rules(changes: dict[str, Any], words: str) -> None:
    [row] = RELEASE.power
    assert said(power_complaints(row, MANIFEST)) == []
    [found] = said(power_complaints(replace(row, **changes), MANIFEST))
    assert words in found


def test_a_line_of_power_about_a_mean_has_its_own_decimals() -> None:
    [row] = RELEASE.power
    about = replace(MANIFEST, outcomes=(replace(MANIFEST.outcomes[0], scale="mean"),))
    assert said(power_complaints(replace(row, half_width=D("1234.125")), about)) == []
    assert "at most 3 decimals" in said(power_complaints(replace(row, half_width=D("0.0001")), about))[0]


# -- the manifest


MANIFESTS = [
    (b"schema: 2\n", b"schema 2\n", "key: value"),
    (b"place: Voorbeeldstad (FICTIEF)", b"place:  Voorbeeldstad (FICTIEF)", "one short value"),
    (b"place: Voorbeeldstad (FICTIEF)", b"place: " + b"x" * (MAX_CELL + 1), "one short value"),
    (b"place: Voorbeeldstad (FICTIEF)", b"place: ", "a value for “place”"),
    (b"municipalities: 1", b"municipalities: one", "a whole number"),
    (b"municipalities: 1", b"municipalities: 01", "a whole number"),
    (b"plan_sha256: 0", b"plan_sha256: g", "64 characters"),
    (b"file.findings.csv: d", b"file.findings.csv: D", "64 characters"),
    (b"gate.sample: voldaan\ngate.balance: voldaan", b"gate.balance: voldaan\ngate.sample: voldaan", "one of: "),
    (b"service.basis.level: department", b"service.basis.level: nation", "one of: "),
    (b"service.basis.reference: yes", b"service.basis.reference: perhaps", "one of: yes, no"),
    (b"outcome.work.scale: share", b"outcome.work.scale: sum", "one of: share, mean"),
    (b"source.own.url: ", b"source.own.url: http://example.org", "an address with https://"),
    (b"direction_comparison: versus_reference", b"direction_comparison: none", "one of: "),
    *(
        (b"source.own.citation", b"outcome.work.margin: " + margin + b"\nsource.own.citation", "a margin above 0")
        for margin in (b"0", b"-3", b"10.5", b"2.55", b"3.0", b"03", b"three")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), MANIFESTS, ids=range(len(MANIFESTS)))
def test_a_wrong_line_of_a_manifest_is_refused(old: bytes, new: bytes, words: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        read_files(resealed(collect(SAMPLE), "manifest.txt", old, new))
    assert f"expected {words}" in str(caught.value) or words in str(caught.value)


@pytest.mark.parametrize("name", ["service", "group", "outcome", "source"])
def test_the_same_key_twice_in_a_manifest_is_refused(name: str) -> None:
    files = collect(SAMPLE)
    stem = f"{name}.".encode()
    own = [line for line in files["manifest.txt"].splitlines(keepends=True) if line.startswith(stem)]
    first = own[0].rsplit(b".", 1)[0] + b"."
    block = b"".join(line for line in own if line.startswith(first))
    with pytest.raises(ReleaseError, match="every key once"):
        read_files(resealed(files, "manifest.txt", block, block + block))


def test_a_line_after_the_end_of_a_manifest_is_refused() -> None:
    files = collect(SAMPLE)
    last = files["manifest.txt"].splitlines(keepends=True)[-2]
    with pytest.raises(ReleaseError, match="the end of the file"):
        read_files(resealed(files, "manifest.txt", last, last + b"note: something\n"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"characteristics": ()}, "one of"),
        (LITERATURE | {"kind": "own"}, "fits"),
        ({"gates": ()}, "a plan and every gate"),
        ({"plan_sha256": ""}, "a plan and every gate"),
    ],
)
def test_a_manifest_that_does_not_fit_together_is_refused(changes: dict[str, Any], words: str) -> None:
    check_names(MANIFEST)
    with pytest.raises(ReleaseError, match=words):
        check_names(replace(MANIFEST, **changes))


# -- files and tables


def test_five_files_no_more_and_no_fewer() -> None:
    files = collect(SAMPLE)
    for name in files:
        with pytest.raises(ReleaseError, match=f"{name}: expected the file; found no file"):
            read_files({key: data for key, data in files.items() if key != name})
        with pytest.raises(ReleaseError, match=f"{name}: expected at most"):
            read_files(files | {name: b"x" * (FILE_LIMITS[name] + 1)})
    with pytest.raises(ReleaseError, match=r"model\.pkl: expected only the files of a release"):
        read_files(files | {"model.pkl": b""})


def filled(release: Release, rows: tuple[FindingRow, ...]) -> dict[str, bytes]:
    """The files of a release with other rows, every fingerprint right, whether a reader would take it or not."""
    files = release_files(release)
    table = write_table(tuple(f.name for f in fields(FindingRow)), rows)
    return resealed(files, "findings.csv", files["findings.csv"], table)


def test_more_rows_than_a_reader_takes_are_refused() -> None:
    rows = tuple(replace(OVERALL, term_months=month) for month in range(MAX_ROWS + 1))
    with pytest.raises(ReleaseError, match=f"at most {MAX_ROWS} rows; found {MAX_ROWS + 1}"):
        read_files(filled(RELEASE, rows))


def test_a_cell_of_endless_words_is_refused() -> None:
    files = filled(RELEASE, (replace(OVERALL, group_definition="x" * (MAX_CELL + 1)),))
    with pytest.raises(ReleaseError, match=f"at most {MAX_CELL} characters"):
        read_files(files)


@pytest.mark.parametrize("broken", [b'"', b'type,"a"b\n'])
def test_a_table_that_is_none_is_refused(broken: bytes) -> None:
    files = collect(SAMPLE)
    changed = resealed(files, "checks.csv", files["checks.csv"], broken + b"\n")
    with pytest.raises(ReleaseError, match="a table with commas"):
        read_files(changed)


def test_the_sample_is_what_a_plain_reader_of_csv_sees() -> None:
    lines = list(csv.DictReader(io.StringIO((SAMPLE / "findings.csv").read_text(encoding="utf-8"))))
    for line, row in zip(lines, RELEASE.findings, strict=True):
        assert [line[name] for name in ("estimate", "lower", "verdict", "n")] == [
            str(row.estimate), str(row.lower), row.verdict, str(row.n),
        ]  # fmt: skip
