# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pictures share about letters."""

from decimal import Decimal


def capital(text: str) -> str:
    """The same text with a capital in front."""
    return text[:1].upper() + text[1:]


def in_letters(pixels: Decimal | int) -> str:
    """A height that grows with the letters, so that the numbers in a picture can grow as well."""
    return f"{Decimal(pixels) / 16:.3f}rem"
