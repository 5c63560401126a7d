# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Municipalities together, from their released numbers alone: what is printed, refused, and never seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from research.__main__ import main
from research.commands.leaving import of_municipality
from research.errors import InputError
from research.plan.reading import read_plan
from research.publish.combine import combine
from research.release.between import together
from research.release.errors import ReleaseError
from research.release.reading import read_release, verify_release
from research.release.schema import (
    CHECK_FAILED,
    FEW_MUNICIPALITIES,
    MUNICIPALITIES_DIFFER,
    NO_DIFFERENCE,
    TOO_FEW_PEOPLE,
    TOO_UNCERTAIN,
    CheckRow,
    FindingRow,
    Release,
    Verdict,
)
from research.release.writing import write_release
from tests.research.builders import PLANS
from tests.research.combinations import ALIKE, combined, town, towns

EVERYONE = 0
DIFFERENT = ((16.0, 1.0), (-1.0, 1.0), (14.0, 1.0), (1.0, 1.0), (15.0, 1.0), (8.0, 1.0))
#: On average nearly nothing, and everywhere something.
APART = tuple((value, 0.3) for value in (2.4, -2.3, 1.9, -2.0, 2.2, -1.8, 1.5, -1.6))
NOTHING = ((1.0, 3.0), (-2.0, 2.5), (0.5, 3.5), (2.0, 3.0))


def everyone(folder: Path) -> FindingRow:
    return verify_release(folder).findings[EVERYONE]


def test_municipalities_together_say_what_none_can_say_alone(tmp_path: Path) -> None:
    release = verify_release(combined(tmp_path))
    row = release.findings[EVERYONE]
    wanted = together([value for value, _ in ALIKE], [error for _, error in ALIKE])
    assert row.estimate == Decimal(repr(wanted.estimate)).quantize(Decimal("0.1"))
    assert row.se == Decimal(repr(wanted.se)).quantize(Decimal("0.01"))
    assert (row.verdict, row.certainty, row.reason_empty) == ("beter", "redelijk", "")
    assert row.n == sum(1000 + 100 * number for number in range(1, 7))
    assert row.caseworkers == 600
    assert row.place == "6 gemeenten samen (FICTIEF)"
    manifest = release.manifest
    assert (manifest.design, manifest.municipalities, len(manifest.members)) == ("combined", 6, 6)
    folders = sorted(path for path in tmp_path.iterdir() if path.name.startswith("plan-stad"))
    assert [m.digest for m in manifest.members] == [read_release(path).manifest.digest for path in folders]
    assert [source.key for source in manifest.sources] == ["own", *(m.key for m in manifest.members)]
    for member in manifest.members:
        assert member.digest in release.explanation
        assert member.place in release.checks[0].sentence_nl


def test_groups_stand_beside_without_a_direction(tmp_path: Path) -> None:
    rows = verify_release(combined(tmp_path)).findings[1:]
    assert {row.verdict for row in rows} == {Verdict.NOT_JUDGED}
    assert {row.reason_empty for row in rows} == {NO_DIFFERENCE}
    assert all(row.estimate is not None and row.p_holm is None for row in rows)


def test_each_is_left_out_in_turn(tmp_path: Path) -> None:
    release = verify_release(combined(tmp_path))
    own = [
        line
        for line in release.combined
        if line.about == release.findings[EVERYONE].identity[1:7] and line.member
    ]
    for place, line in enumerate(own):
        rest = [pair for at, pair in enumerate(ALIKE) if at != place]
        wanted = together([value for value, _ in rest], [error for _, error in rest]).estimate
        assert line.without == Decimal(repr(wanted)).quantize(Decimal("0.1"))
    assert sum(line.weight or 0 for line in own) == pytest.approx(Decimal(100), abs=Decimal("0.3"))


def test_municipalities_that_differ_give_no_direction(tmp_path: Path) -> None:
    """The average is above 0 for certain; what a next municipality may expect is not."""
    release = verify_release(combined(tmp_path, tuple((v + 4, e) for v, e in DIFFERENT)))
    row = release.findings[EVERYONE]
    whole = release.combined[0]
    assert whole.q_p is not None
    assert whole.q_p < Decimal("0.001")
    assert whole.next_lower is not None
    assert whole.next_lower < 0
    assert row.verdict in (Verdict.NOT_JUDGED, Verdict.NO_STATEMENT)
    words = {check.key: check for check in release.checks}
    assert "verschillen meer dan door toeval" in words["combine.differences.direct_werk"].sentence_nl
    assert "de ene of de andere kant" in words["combine.next.direct_werk"].sentence_nl


def test_an_average_without_0_is_no_direction_where_a_next_municipality_may_go_either_way(
    tmp_path: Path,
) -> None:
    values = ((9.0, 0.6), (1.0, 0.6), (8.0, 0.6), (2.0, 0.6), (7.0, 0.6), (3.5, 0.6), (6.5, 0.6), (0.5, 0.6))
    row = everyone(combined(tmp_path, values))
    assert row.lower is not None
    assert row.lower > 0
    assert (row.verdict, row.reason_empty, row.certainty) == (
        Verdict.NOT_JUDGED,
        MUNICIPALITIES_DIFFER,
        "zwak",
    )


def with_margin(folders: list[Path], margin: str) -> list[Path]:
    """The same releases of a plan that says what little difference is."""
    for folder in folders:
        release = read_release(folder)
        outcomes = tuple(replace(outcome, margin=margin) for outcome in release.manifest.outcomes)
        write_release(replace(release, manifest=replace(release.manifest, outcomes=outcomes)), folder.parent)
    return folders


@pytest.mark.parametrize(
    ("values", "verdict", "reason"),
    [
        (((0.4, 0.5), (0.1, 0.6), (-0.3, 0.5), (0.2, 0.4), (0.0, 0.5), (0.3, 0.6)), Verdict.SIMILAR, ""),
        (APART, Verdict.NOT_JUDGED, MUNICIPALITIES_DIFFER),
    ],
)  # fmt: skip
def test_little_difference_holds_for_a_next_municipality_too_or_is_not_said(
    values: tuple[tuple[float, float], ...], verdict: str, reason: str, tmp_path: Path
) -> None:
    folders = with_margin(towns(tmp_path, values), "3")
    release = verify_release(write_release(combine(folders, "samen"), tmp_path))
    assert (release.findings[EVERYONE].verdict, release.findings[EVERYONE].reason_empty) == (verdict, reason)
    assert release.findings[EVERYONE].lower is not None
    assert -3 < release.findings[EVERYONE].lower <= release.findings[EVERYONE].upper < 3  # type: ignore[operator]
    if verdict != Verdict.SIMILAR:
        forged = replace(release.findings[EVERYONE], verdict=Verdict.SIMILAR, reason_empty="")
        with pytest.raises(ReleaseError, match="little difference in a next municipality too"):
            write_release(replace(release, findings=(forged, *release.findings[1:])), tmp_path)


def test_nothing_is_said_where_nothing_is_seen(tmp_path: Path) -> None:
    row = everyone(combined(tmp_path, NOTHING))
    assert (row.verdict, row.reason_empty) == (Verdict.NO_STATEMENT, TOO_UNCERTAIN)


def test_a_next_municipality_is_never_surer_than_what_is_printed_for_all(tmp_path: Path) -> None:
    """The average is printed at its step of Holm, often wider than 95%: beside it the other may not look narrower."""
    release = verify_release(combined(tmp_path))
    row, whole = release.findings[EVERYONE], release.combined[0]
    assert row.interval_level is not None
    assert row.interval_level > 95
    for end in (row.lower, row.lower_95, whole.next_lower):
        assert end is not None
    assert whole.next_lower <= row.lower < row.lower_95  # type: ignore[operator]
    assert whole.next_upper >= row.upper > row.upper_95  # type: ignore[operator]


def suppressed(release: Release) -> Release:
    """The same release with its groups suppressed: too few people."""
    from research.disclosure.earlier_releases import without

    rows = tuple(
        replace(without(row), reason_empty=TOO_FEW_PEOPLE) if row.group else row for row in release.findings
    )
    return replace(release, findings=rows)


def test_x8_what_is_suppressed_in_one_release_is_in_no_number_of_the_combination(tmp_path: Path) -> None:
    """No sum, and no difference of sums, holds more than what is printed: nobody can be found by subtracting."""
    folders = towns(tmp_path)
    write_release(suppressed(read_release(folders[2])), tmp_path)
    shown = verify_release(write_release(combine(folders, "samen"), tmp_path))
    printed = {release.manifest.digest: release for release in map(read_release, folders)}
    for row in shown.findings:
        own = [line for line in shown.combined if line.about == row.identity[1:7] and line.member]
        for member, line in zip(shown.manifest.members, own, strict=True):
            public = next(r for r in printed[member.digest].findings if r.identity == row.identity)
            assert (line.estimate, line.se, line.n) == (public.estimate, public.se, public.n)
            assert bool(line.reason_empty) == (public.verdict == Verdict.SUPPRESSED)
        assert row.n == sum(line.n or 0 for line in own)
    group = next(line for line in shown.combined if line.group and line.member == "plan_stad_3")
    assert (group.estimate, group.n, group.weight, group.reason_empty) == (None, None, None, TOO_FEW_PEOPLE)


def test_x1_fewer_than_three_with_a_number_say_nothing(tmp_path: Path) -> None:
    folders = towns(tmp_path, ALIKE[:4])
    for folder in folders[:2]:
        write_release(suppressed(read_release(folder)), tmp_path)
    release = verify_release(write_release(combine(folders, "samen"), tmp_path))
    for row in release.findings[1:]:
        assert (row.estimate, row.n, row.reason_empty) == (None, None, FEW_MUNICIPALITIES)
    assert release.findings[EVERYONE].estimate is not None
    alone = [line for line in release.combined if line.group and line.member == "plan_stad_3"]
    assert all(line.weight is None and line.without is None for line in alone)


def test_a_service_whose_own_check_failed_in_one_release_is_left_out_there(tmp_path: Path) -> None:
    folders = towns(tmp_path)
    release = read_release(folders[0])
    failed = CheckRow("monotonicity.first_stage.direct_werk", "x", None, None, "niet voldaan", "Nee.", "No.")
    write_release(replace(release, checks=(*release.checks, failed)), tmp_path)
    shown = verify_release(write_release(combine(folders, "samen"), tmp_path))
    assert [line.reason_empty for line in shown.combined if line.member == "plan_stad_1"] == [
        CHECK_FAILED
    ] * 3


def changed(folders: list[Path], at: int, **head: Any) -> list[Path]:
    """One of the releases with another first page."""
    release = read_release(folders[at])
    new = write_release(replace(release, manifest=replace(release.manifest, **head)), folders[at].parent)
    return [*folders[:at], new, *folders[at + 1 :]]


REFUSED: dict[str, tuple[Callable[[Path], list[Path]], str]] = {
    "two": (lambda folder: towns(folder)[:2], "3 or more municipalities"),
    "another plan": (lambda f: changed(towns(f), 3, plan_sha256="1" * 64), "plan_sha256"),
    "another comparison": (
        lambda f: changed(towns(f), 3, direction_comparison="versus_otherwise"), "direction_comparison",
    ),
    "made up and real": (lambda f: changed(towns(f), 3, fictional=False), "fictional"),
    "a round": (lambda f: changed(towns(f), 3, municipalities=4), "one municipality"),
    "the same twice": (lambda f: [*towns(f), towns(f)[0]], "every release once"),
    "the same place": (lambda f: changed(towns(f), 3, place="stad 1 (fictief)"), "another municipality"),
    "a check that failed": (lambda f: changed(towns(f), 3, gates=gates_with("balance")), "not met: balance"),
    "a combination": (lambda f: [*towns(f), combined(f)], "design combined"),
}  # fmt: skip


def gates_with(key: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, "niet voldaan" if name == key else word) for name, word in town(1, 1.0, 1.0).manifest.gates
    )


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_belong_together_is_refused_with_a_sentence(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, told = REFUSED[case]
    folders = make(tmp_path)
    there = {path.name for path in tmp_path.iterdir()}
    code = main(["--quiet", "combine", *map(str, folders), "--name", "samen", "--out", str(tmp_path)])
    said = capsys.readouterr().err
    assert code == 1
    assert told in said
    assert said.startswith("refused: ")
    assert said.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == there


@pytest.mark.parametrize("period", ["2018-01/2023-12", "2010-01/2012-12", "een tijd geleden"])
@pytest.mark.parametrize(
    "place", ["Stad 1 (FICTIEF)", "stad  1 (fictief)", "Stad\u00a01", "Stad-1 (FICTIONAL)"]
)
def test_the_same_municipality_counts_once_whatever_its_period_and_spelling(
    place: str, period: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="another municipality"):
        combine(changed(towns(tmp_path), 3, place=place, period=period), "samen")


def test_a_combination_takes_no_name_of_a_release_that_it_combines(tmp_path: Path) -> None:
    folders = towns(tmp_path)
    before = verify_release(folders[0]).manifest.digest
    command = ["combine", *map(str, folders), "--name", folders[0].name, "--out", str(tmp_path)]
    assert main(["--quiet", *command]) == 1
    assert verify_release(folders[0]).manifest.digest == before
    with pytest.raises(InputError, match="a name of its own"):
        combine(folders, folders[0].name)


def test_a_place_without_a_municipality_is_refused() -> None:
    with pytest.raises(InputError, match="--municipality with its short name"):
        of_municipality(read_plan(PLANS / "gemeenten.toml"), None, "Stad (FICTIEF)")


def test_releases_that_share_five_percent_in_other_ways_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="families"):
        combine(changed(towns(tmp_path), 3, families="one_stage"), "samen")


def test_the_explanation_says_of_size_only_what_all_have_together(tmp_path: Path) -> None:
    release = verify_release(combined(tmp_path))
    weakest, together_ = release.explanation.split(
        "Van alle gemeenten samen, als zij niet zouden verschillen:"
    )
    assert "Groot genoeg" not in weakest
    assert together_.startswith("\n- Groot genoeg: voldaan\n")


@pytest.mark.parametrize("head", [{"municipalities": 5}, {"municipalities": None}, "place"])
def test_a_reader_counts_the_municipalities(head: Any, tmp_path: Path) -> None:
    release = read_release(combined(tmp_path))
    if head == "place":
        members = release.manifest.members
        head = {"members": (*members[:-1], replace(members[-1], place="STAD 1"))}
    with pytest.raises(ReleaseError, match="municipalities, each with a name of its own"):
        write_release(replace(release, manifest=replace(release.manifest, **head)), tmp_path)


@pytest.mark.parametrize(
    "cells",
    [{"p_holm": Decimal("0.0200")}, {"interval_level": Decimal("97.5001")}, {"reason_empty": TOO_UNCERTAIN}],
)
def test_a_reader_judges_again_what_may_speak(cells: dict[str, Any], tmp_path: Path) -> None:
    release = read_release(combined(tmp_path))
    changed_rows = (replace(release.findings[EVERYONE], **cells), *release.findings[1:])
    with pytest.raises(ReleaseError, match=next(iter(cells))):
        write_release(replace(release, findings=changed_rows), tmp_path)


def test_the_same_people_under_another_name_are_refused(tmp_path: Path) -> None:
    folders = towns(tmp_path)
    renamed = replace(read_release(folders[0]).manifest, slug="plan-stad-9", place="Andere stad (FICTIEF)")
    folders.append(write_release(replace(read_release(folders[0]), manifest=renamed), tmp_path))
    with pytest.raises(InputError, match="the same numbers, renamed"):
        combine(folders, "samen")


def tampered(release: Release, **cells: Any) -> Release:
    """A release with other cells in the first line of a municipality."""
    first = next(place for place, line in enumerate(release.combined) if line.member)
    rows = [replace(line, **cells) if at == first else line for at, line in enumerate(release.combined)]
    return replace(release, combined=tuple(rows))


@pytest.mark.parametrize(
    "cells",
    [{"estimate": Decimal("9.9")}, {"se": Decimal("0.50")}, {"n": 2000}, {"weight": Decimal("50.0")},
     {"without": Decimal("9.0"), "without_upper": Decimal("9.5")}, {"member": "iemand"}, {"reason_empty": CHECK_FAILED},
     {"tau": Decimal("1.00")}],
)  # fmt: skip
def test_a_reader_computes_every_number_again(cells: dict[str, Any], tmp_path: Path) -> None:
    release = read_release(combined(tmp_path))
    with pytest.raises(ReleaseError):
        write_release(tampered(release, **cells), tmp_path)


def test_a_reader_refuses_a_direction_that_a_next_municipality_may_not_expect(tmp_path: Path) -> None:
    values = ((9.0, 0.6), (1.0, 0.6), (8.0, 0.6), (2.0, 0.6), (7.0, 0.6), (3.5, 0.6), (6.5, 0.6), (0.5, 0.6))
    release = read_release(combined(tmp_path, values))
    row = replace(release.findings[0], verdict="beter", reason_empty="", certainty="redelijk")
    with pytest.raises(ReleaseError, match="direction that holds without each municipality"):
        write_release(replace(release, findings=(row, *release.findings[1:])), tmp_path)


def test_equal_releases_give_equal_bytes_in_whatever_order(tmp_path: Path) -> None:
    folders = towns(tmp_path)
    one = write_release(combine(folders, "samen"), tmp_path / "one")
    two = write_release(combine(folders[::-1], "samen"), tmp_path / "two")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_the_command_writes_a_release_that_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [str(path) for path in towns(tmp_path)]
    assert main(["--quiet", "combine", *folders, "--name", "samen-2026", "--out", str(tmp_path / "out")]) == 0
    assert main(["--quiet", "verify", capsys.readouterr().out.strip()]) == 0
