# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule profiles: how many people a number must rest on before it may leave."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from research.errors import InputError, shown

#: What the values of a profile are, where they are not whole numbers.
RIGHT: dict[str, tuple[type, str]] = {
    "name": (str, "a name"), "largest_caseworker": (float, "a share like 0.5"),
}  # fmt: skip
PROFILES = Path(__file__).resolve().parent.parent / "profiles"


@dataclass(frozen=True)
class Profile:
    """The thresholds of rules X1-X6."""

    name: str
    minimum_people: int
    minimum_people_offer: int
    minimum_caseworkers: int
    minimum_cell: int
    highest_share: int
    round_to: int
    minimum_freedom: int
    largest_caseworker: float


def read_profile(name_or_path: str) -> Profile:
    """A profile by name or from a file; one that is looser than the standard is refused.

    Raises `InputError` when it is not there or not whole.
    """
    path = PROFILES / f"{name_or_path}.toml"
    path = path if path.is_file() else Path(name_or_path)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            file=path.name, expected=f"a rule profile ({', '.join(profile_names())}, or a TOML file)",
            found="no file" if isinstance(error, OSError) else shown(error),
        ) from None  # fmt: skip
    known = {f.name: f.type for f in fields(Profile)}
    for key in [*known, *values]:
        if key not in values or key not in known:
            raise InputError(
                file=path.name, column=key, expected=f"exactly {', '.join(known)}", found=shown(key)
            )
        right, words = RIGHT.get(key, (int, "a whole number of 0 or more"))
        if type(values[key]) is not right or (key != "name" and not values[key] >= 0):
            raise InputError(file=path.name, column=key, expected=words, found=shown(values[key]))
    profile = Profile(**values)
    if path.parent != PROFILES:
        refuse_looser(path, profile)
    return profile


def profile_names() -> list[str]:
    """The profiles that come with the program."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def refuse_looser(path: Path, profile: Profile) -> None:
    """A profile may only be tighter than the standard one.

    Raises `InputError` at the first value that is looser.
    """
    usual = read_profile("standaard")
    for f in fields(Profile):
        ours, theirs = getattr(usual, f.name), getattr(profile, f.name)
        if f.name == "name":
            continue
        lower_is_tighter = f.name in ("highest_share", "largest_caseworker")
        looser = theirs > ours if lower_is_tighter else theirs < ours
        if looser or (f.name == "round_to" and theirs % ours):
            raise InputError(
                file=path.name, column=f.name, expected=f"a value as strict as {ours}", found=shown(theirs)
            )
