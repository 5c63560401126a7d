# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting people in a picture, pixel by pixel: the drawn hundred of an icon array, on a screen and on paper."""

import numpy as np
from PIL import Image
from scipy import ndimage

#: Centre of each circle, from the drawing's own grid of ten by ten.
PLACES = [((column + 0.5) / 10, (row + 0.5) / 10) for row in range(10) for column in range(10)]


def filled(image: Image.Image) -> int:
    """How many of the hundred circles are dark in the middle."""
    grey = image.convert("L")
    width, height = grey.size
    return sum(grey.getpixel((int(x * width), int(y * height))) < 128 for x, y in PLACES)  # type: ignore[operator]


def rings(image: Image.Image) -> int:
    """How many of the hundred places have a dark line somewhere at all."""
    grey = image.convert("L")
    width, height = grey.size
    half = width // 20
    boxes = [
        (int(x * width) - half, int(y * height) - half, int(x * width) + half, int(y * height) + half)
        for x, y in PLACES
    ]
    return sum(grey.crop(box).getextrema()[0] < 160 for box in boxes)  # type: ignore[operator]


def circles_on(paper: Image.Image, across: float) -> list[tuple[float, bool]]:
    """Every separate circle of this width: where its middle stands from the left, and whether it is filled.

    A letter may be as wide: a circle has empty corners, and only rows of at least ten count.
    """
    dark = np.asarray(paper.convert("L")) < 150
    names, _ = ndimage.label(dark, structure=np.ones((3, 3)))
    rows: dict[int, list[tuple[float, bool]]] = {}
    for down, along in ndimage.find_objects(names):
        height, width = down.stop - down.start, along.stop - along.start
        drawn = dark[down, along]
        round_off = not (
            drawn[:3, :3].any() or drawn[:3, -3:].any() or drawn[-3:, :3].any() or drawn[-3:, -3:].any()
        )
        if abs(height - across) <= 2 and abs(width - across) <= 2 and round_off:
            circle = ((along.start + along.stop) / 2, bool(drawn.mean() > 0.65))
            rows.setdefault(round((down.start + down.stop) / 2 / across), []).append(circle)
    return [circle for row in rows.values() if len(row) >= 10 for circle in row]


def lines_between(image: Image.Image) -> set[int]:
    """Before which of the hundred a line stands, where a neighbour stands on both sides: a frame begins or ends."""
    middle = [0.3 + step / 20 for step in range(9)]
    return {
        at
        for at in range(1, 100)
        if at % 10 and any(_dark(image, at % 10 / 10, (at // 10 + down) / 10) for down in middle)
    }


def diamonds(image: Image.Image) -> set[tuple[int, int]]:
    """At which corners between four of the hundred a diamond stands: (column, row), counted from the left and top."""
    beside = [(right * 0.005, down * 0.005) for right in (-1, 1) for down in (-1, 1)]
    return {
        (column, row)
        for column in range(1, 10)
        for row in range(1, 10)
        if all(_dark(image, column / 10 + right, row / 10 + down) for right, down in beside)
    }


def _dark(image: Image.Image, x: float, y: float) -> bool:
    grey = image if image.mode == "L" else image.convert("L")
    width, height = grey.size
    return bool(grey.getpixel((int(x * width), int(y * height))) < 150)  # type: ignore[operator]
