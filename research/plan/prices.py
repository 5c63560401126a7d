# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The prices of a plan: `[prices]`, a `[[price]]` for every service, and a `[[worth]]` for outcomes that have one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from research.errors import InputError, shown
from research.plan.model import Prices
from research.plan.toml_tables import Section, sections

#: More money than this for one person is a slip of the pen, and more than a page can print.
MOST = 1_000_000_000.0


def read_prices(
    file: str, values: dict[str, Any], services: Iterable[str], outcomes: Iterable[str]
) -> Prices:
    """The prices of a plan, none where it gives none.

    `services` and `outcomes` are all keys that may be priced. Raises `InputError` for a price without the section that
    says where prices come from, a service without one, the same thing twice, a range the wrong way round or below 0,
    and for anything that the plan does not hold.
    """
    if "prices" not in values:
        for name in ("price", "worth"):
            if name in values:
                raise InputError(
                    file=file, column=f"[[{name}]]", expected="a section [prices] that says where prices come from",
                    found="none", todo='Add [prices] with currency, source_nl and source_en.',
                )  # fmt: skip
        return Prices()
    head = Section(file, "prices", values["prices"])
    told = head.take("currency", str, "euro"), head.take("source_nl", str), head.take("source_en", str)
    if not told[0]:
        raise head.refuse("currency", "words, or nothing for euro", "")
    head.done()
    costs = ranges(sections(file, "price", values), "service", tuple(services))
    worth = ranges(sections(file, "worth", values), "outcome", tuple(outcomes))
    lacking = [service for service in services if service not in costs]
    if lacking:
        raise InputError(
            file=file, column="[[price]]", expected="a price for every service, also the reference",
            found=f"none for {shown(lacking[0])}", todo="Give its lowest and highest price, 0 if it costs nothing.",
        )  # fmt: skip
    if not worth:
        raise InputError(
            file=file, column="[[worth]]", expected="what one more of an outcome is worth", found="none",
            todo="Give at least one outcome with lowest and highest, or leave [prices] out.",
        )  # fmt: skip
    return Prices(*told, costs, worth)


def ranges(tables: Iterable[Section], what: str, known: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """From lowest to highest for every named thing, each once. Raises `InputError`."""
    found: dict[str, tuple[float, float]] = {}
    for section in tables:
        name = section.one_of(what, known)
        low, high = section.take("lowest", float), section.take("highest", float)
        section.done()
        if name in found:
            raise section.refuse(what, f"every {what} once", name)
        if low < 0.0:
            raise section.refuse("lowest", "0 or more", low)
        if high < low:
            raise section.refuse("highest", f"at least lowest ({low:g})", high)
        if high > MOST:
            raise section.refuse("highest", f"at most {MOST:.0f}", high)
        found[name] = (low, high)
    return found
