# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Canonical form and fingerprints. Fields are length-prefixed, so two different rows never hash alike."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

GENESIS = "0" * 64


def canonical_json(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, no NaN. Raises TypeError for what JSON cannot keep."""
    return json.dumps(
        _kept(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _kept(value: Any) -> Any:
    """The value as every engine gives it back: PostgreSQL keeps 1e16 as the whole number that it is."""
    match value:
        case float() if value.is_integer():
            return int(Decimal(repr(value)))  # the decimal that was written, not the double behind it
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("keys of stored JSON are text: a number as key comes back as text")
            return {key: _kept(one) for key, one in value.items()}
        case list() | tuple():
            return [_kept(one) for one in value]
        case _:
            return value


# The kinds that most columns hold, found by their exact type; their spelling below is the same.
_QUICK: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "n",
    int: lambda value: f"i{value}",
    str: lambda value: f"s{value}",
    UUID: lambda value: f"u{value.hex}",
    bytes: lambda value: f"x{value.hex()}",
}


def field_text(value: Any) -> str:
    """The one spelling of a stored value, the same on every engine. Raises TypeError for an unknown type."""
    quick = _QUICK.get(type(value))
    if quick is not None:
        return quick(value)
    match value:
        case bool():
            return f"b{int(value)}"
        case int():
            return f"i{value}"
        case str():
            return f"s{value}"
        case Decimal():
            return f"d{value.normalize():f}" if value else "d0"
        case UUID():
            return f"u{value.hex}"
        case datetime():
            if value.tzinfo is None:
                raise TypeError("a moment without a time zone has no canonical form")
            return f"t{value.astimezone(UTC).isoformat(timespec='microseconds')}"
        case date():
            return f"a{value.isoformat()}"
        case bytes() | memoryview() | bytearray():
            return f"x{bytes(value).hex()}"
        case dict() | list():
            return f"j{canonical_json(value)}"
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


def digest_of(parts: Iterable[str]) -> str:
    """sha256 (hex) over length-prefixed parts."""
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode()
        pieces += (len(data).to_bytes(8, "big"), data)
    return hashlib.sha256(b"".join(pieces)).hexdigest()
