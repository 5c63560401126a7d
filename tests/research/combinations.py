# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small releases of municipalities that do not exist, under one plan, to be combined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from research.publish.combine import combine
from research.release.reading import read_release
from research.release.rounding import outward
from research.release.schema import FindingRow, Manifest, Release
from research.release.writing import write_release
from tests.research.builders import SAMPLE

#: Estimate and error of every municipality: alike, and steady without each of them.
ALIKE = ((6.0, 1.5), (7.0, 1.8), (5.5, 1.2), (6.4, 1.6), (6.9, 2.0), (5.8, 1.4))


def row_with(row: FindingRow, estimate: float, se: float, place: str, people: int) -> FindingRow:
    """A row with other numbers that fit together; nobody gets a direction from it alone."""
    low, high = outward(estimate - 2.5 * se, estimate + 2.5 * se)
    low_95, high_95 = outward(estimate - 1.96 * se, estimate + 1.96 * se)
    value = Decimal(str(estimate)).quantize(Decimal("0.1"))
    return replace(
        row, estimate=value, se=Decimal(str(se)).quantize(Decimal("0.01")), lower=low, upper=high, lower_95=low_95,
        upper_95=high_95, level_without=Decimal("30.0"), level_with=Decimal("30.0") + value, n=people, place=place,
        interval_level=Decimal("98.7500"), verdict="niet beoordeeld", certainty="zwak",
        reason_empty="controle niet voldaan", p_holm=Decimal("0.2"), difference_p_holm=None,
        difference_vs_complement=None,
    )  # fmt: skip


def town(number: int, estimate: float, se: float, **head: Any) -> Release:
    """The release of one municipality: too small to see anything alone (the gate of power is closed)."""
    known = read_release(SAMPLE)
    place = head.pop("place", f"Stad {number} (FICTIEF)")
    gates = tuple((key, "niet voldaan" if key == "power" else "voldaan") for key, _ in known.manifest.gates)
    manifest: Manifest = replace(
        known.manifest, slug=f"plan-stad-{number}", place=place, gates=gates, made_by=f"Team {number}", **head
    )
    rows = tuple(
        row_with(row, estimate + shift, se * wider, place, 1000 + 100 * number)
        for row, shift, wider in zip(known.findings, (0.0, 1.0, -1.0), (1.0, 1.4, 1.4), strict=True)
    )
    power = tuple(
        replace(row, minimum_detectable=Decimal("12.0"), n=1000 + 100 * number) for row in known.power
    )
    return replace(known, manifest=manifest, findings=rows, power=power)


def towns(folder: Path, numbers: Sequence[tuple[float, float]] = ALIKE) -> list[Path]:
    """The folders of releases with these answers."""
    return [
        write_release(town(at, estimate, se), folder) for at, (estimate, se) in enumerate(numbers, start=1)
    ]


def combined(folder: Path, numbers: Sequence[tuple[float, float]] = ALIKE) -> Path:
    """The folder of their combination."""
    return write_release(combine(towns(folder, numbers), "samen-steden"), folder)
