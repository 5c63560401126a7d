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


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("a moment without a time zone has no canonical form")
    return f"t{(value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(timespec='microseconds')}"


# The kinds that most columns hold, found by their exact type; their spelling below is the same.
_QUICK: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "n",
    bool: lambda value: f"b{int(value)}",
    int: lambda value: f"i{value}",
    str: lambda value: f"s{value}",
    UUID: lambda value: f"u{value.hex}",
    bytes: lambda value: f"x{value.hex()}",
    datetime: _moment,
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
            return _moment(value)
        case date():
            return f"a{value.isoformat()}"
        case bytes() | memoryview() | bytearray():
            return f"x{bytes(value).hex()}"
        case dict() | list():
            return f"j{canonical_json(value)}"
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


_SHORT = tuple(length.to_bytes(8, "big") for length in range(512))


def framed(part: str) -> bytes:
    """One part with its length before it."""
    data = part.encode()
    return (_SHORT[len(data)] if len(data) < len(_SHORT) else len(data).to_bytes(8, "big")) + data


def digest_of(parts: Iterable[str]) -> str:
    """sha256 (hex) over length-prefixed parts."""
    return hashlib.sha256(b"".join([framed(part) for part in parts])).hexdigest()


def digest_of_named(names: Iterable[bytes], texts: Iterable[str]) -> str:
    """The same over names and texts in turn, for names that are framed already."""
    pieces = [piece for name, text in zip(names, texts, strict=True) for piece in (name, framed(text))]
    return hashlib.sha256(b"".join(pieces)).hexdigest()
