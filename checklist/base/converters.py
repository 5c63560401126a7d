# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of an address that can exist; any other text there is a page that is not here."""

from django.urls import register_converter


class Number:
    """The number of a row or a version: eighteen digits fit both engines."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Digest:
    """The digest of a release: the last line of its manifest."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    register_converter(Number, "number")
    register_converter(Digest, "digest")
