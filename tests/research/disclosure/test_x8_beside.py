# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule X8, what stands beside a row: the earlier row it is held against, its power, and the checks about it."""

from __future__ import annotations

from dataclasses import replace

from research.disclosure.earlier_releases import (
    Earlier,
    checks_apart,
    kept_apart,
    left_over,
    power_apart,
    said_again,
    still_true,
    without,
)
from research.disclosure.profiles import read_profile
from research.release.reading import read_release
from research.release.schema import (
    CHECK_FAILED,
    COUNTERPART_SUPPRESSED,
    TOO_FEW_PEOPLE,
    Certainty,
    PowerRow,
    Release,
    Verdict,
)
from research.results import Check, Measure
from tests.research.builders import SAMPLE

STANDARD = read_profile("standaard")
RELEASE = read_release(SAMPLE)
ROW = RELEASE.findings[0]
POWER = next(row for row in RELEASE.power if not row.characteristic)


def later(n: int) -> Release:
    """The release once more, with another number of people."""
    return replace(RELEASE, findings=(replace(ROW, n=n),))


def before(*releases: Release) -> Earlier:
    return Earlier.of(list(releases), RELEASE.manifest.plan_sha256, 1, STANDARD)


def test_x8_a_row_is_said_again_as_in_the_release_that_it_is_close_to() -> None:
    first, second = later(1000), later(1200)
    earlier = before(first, second)
    assert [(earlier.row_of(release, ROW) or ROW).n for release in (first, second)] == [1000, 1200]
    assert said_again(replace(ROW, n=1210), earlier, second, failed=False).n == 1200
    told, changed = kept_apart([replace(ROW, n=1210)], earlier, failed=False)
    assert ([row.n for row in told], changed) == ([1200], 1)
    told, changed = kept_apart([replace(ROW, n=1100)], earlier, failed=False)
    assert ([row.n for row in told], changed) == ([1100], 0)


def test_x8_only_a_direction_of_an_effect_falls_with_a_gate() -> None:
    assert ROW.verdict == Verdict.BETTER
    fallen = still_true(ROW, failed=True)
    assert (fallen.verdict, fallen.certainty, fallen.reason_empty) == (
        Verdict.NOT_JUDGED, Certainty.WEAK, CHECK_FAILED,
    )  # fmt: skip
    assert still_true(ROW, failed=False) == ROW
    silent = replace(ROW, verdict=Verdict.NO_STATEMENT, reason_empty="te onzeker")
    assert still_true(silent, failed=True) == silent
    together = replace(ROW, type="association")
    assert still_true(together, failed=True) == together


def power(row: PowerRow, n: int | None, **changes: object) -> PowerRow:
    [found] = power_apart([row], [replace(ROW, n=n, **changes)])  # type: ignore[arg-type]
    return found


def test_x8_power_has_the_number_of_people_of_its_row() -> None:
    same = replace(POWER, n=1000, caseworkers=100)
    assert power(same, 1000) == same
    assert power(same, 1000, caseworkers=120) == same, "the same people: nothing is said anew"
    moved = power(same, 1040, caseworkers=120)
    assert (moved.n, moved.caseworkers, moved.minimum_detectable) == (1040, 120, same.minimum_detectable)
    assert power(replace(same, caseworkers=None), 1040, caseworkers=120).caseworkers is None


def test_x8_power_beside_a_hidden_row_has_no_number() -> None:
    own = replace(POWER, n=1000, caseworkers=100)
    nothing = {"minimum_detectable": None, "half_width": None, "n": None, "caseworkers": None}
    hidden = without(ROW)
    assert power_apart([own], [hidden]) == [replace(own, **nothing, reason_empty=TOO_FEW_PEOPLE)]
    pair = replace(hidden, reason_empty=COUNTERPART_SUPPRESSED)
    assert power_apart([own], [pair])[0].reason_empty == COUNTERPART_SUPPRESSED
    assert power_apart([own], []) == [replace(own, **nothing, reason_empty=TOO_FEW_PEOPLE)]


def test_x8_the_checks_about_a_hidden_row_stay_inside_and_no_others() -> None:
    def about(service: str) -> Check:
        return Check("k", "", "", 1.0, None, Verdict.NOTED, "", "", service=service, measure=Measure.OUTCOME)

    lines = [about(ROW.service), about("another")]
    assert checks_apart(lines, [ROW]) == lines
    assert checks_apart(lines, [without(ROW)]) == lines[1:]


def test_x8_what_was_cited_is_nobodys_part_of_a_whole() -> None:
    """A number of people in a publication is known to everyone: leaving it out would hide nobody."""
    cited = replace(ROW, type="literature", n=1000)
    earlier = before(replace(RELEASE, findings=(cited, replace(ROW, n=1000))))
    pool = replace(earlier, municipalities=2)
    assert left_over(replace(ROW, n=1008), pool)
    assert not left_over(replace(cited, n=1008), pool)


def test_x8_earlier_years_of_the_same_municipality_are_no_parts_of_it() -> None:
    """However many there are: only parts can be subtracted from a whole, and too many of those stay inside (X10)."""
    many = [later(1000 + 50 * year) for year in range(13)]
    assert not left_over(replace(ROW, n=5000), before(*many))
    assert left_over(replace(ROW, n=200_000), replace(before(*many), municipalities=40))
