# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a made-up plan, section by section: what every small plan of the tests has in common (FICTIEF)."""

from __future__ import annotations

from collections.abc import Iterable

Value = str | int | bool | list[str]

HEAD: dict[str, Value] = {
    "kind": "own",
    "fictional": True,
    "place": "Voorbeeldstad (FICTIEF)",
    "period": "2016-01/2019-12",
    "outcome_period_end": "2020-12",
    "made_by": "The Tweespraak contributors",
    "seed": 1,
}
THROUGH_THE_TRACK = {
    "exclusion_nl": "De consulent beïnvloedt de kans op werk alleen via het traject.",
    "exclusion_en": "The caseworker influences the chance of work only through the track.",
}


def written(value: Value) -> str:
    """A value of TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def section(title: str, values: dict[str, Value], indent: str = "") -> str:
    """One section, its values in order; what is empty is left out."""
    lines = [f"{key} = {written(value)}" for key, value in values.items() if value != ""]
    return "".join(f"{indent}{line}\n" for line in [title, *lines])


def head(slug: str, title: tuple[str, str], design: str, **more: Value) -> str:
    """The section [plan], with its title in Dutch and English."""
    names: dict[str, Value] = {"slug": slug, "title_nl": title[0], "title_en": title[1], "design": design}
    return section("[plan]", names | HEAD | more)


def column(name: str, kind: str, values: list[str] | str = "", measured: str = "") -> str:
    """One line of the codebook."""
    return section("[[column]]", {"name": name, "type": kind, "values": values, "measured": measured})


def service(key: str, value: str, names: tuple[str, str], *, reference: bool = False) -> str:
    """A service, with its names in Dutch and English."""
    mark: dict[str, Value] = {"reference": True} if reference else {}
    return section(
        "[[service]]", {"key": key, "value": value} | mark | {"name_nl": names[0], "name_en": names[1]}
    )


def outcome(key: str, names: tuple[str, str], scale: str, unit: str = "", more: str = "") -> str:
    """The primary outcome after twelve months, in column y; `more` are lines behind it."""
    units: dict[str, Value] = {"unit": unit, "unit_nl": unit, "unit_en": unit}
    start: dict[str, Value] = {"id": "y", "key": key, "column": "y", "scale": scale}
    end: dict[str, Value] = {
        "term_months": 12, "primary": True, "name_nl": names[0], "name_en": names[1],
        "definition_nl": f"{names[0]} na 12 maanden", "definition_en": f"{names[1]} after 12 months",
    }  # fmt: skip
    return section("[[outcome]]", start | units | end) + (f"{more.strip()}\n" if more else "")


def characteristic(
    key: str, name_of_column: str, names: tuple[str, str], groups: Iterable[tuple[str, str, str, str]]
) -> str:
    """A characteristic and its two groups: key, names in Dutch and English, value."""
    own = {"key": key, "column": name_of_column, "name_nl": names[0], "name_en": names[1]}
    halves = [
        section("[[characteristic.group]]", {"key": k, "name_nl": nl, "name_en": en, "values": [value]}, "  ")
        for k, nl, en, value in groups
    ]
    return section("[[characteristic]]", own) + "".join(halves)


def age() -> str:
    """Young and old, from column old."""
    groups = [("under_45", "jong", "young", "0"), ("from_45", "oud", "old", "1")]
    return characteristic("age", "old", ("Leeftijd", "Age"), groups)
