# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns with readable text that people typed."""

from typing import Any

from django.db import models

from checklist.base.text import drawn


class TypedField(models.CharField):
    """Text that was stored before there was a door for it is drawn without the signs that turn or hide others.

    Not for rows of a log: their digest is of what is stored.
    """

    def from_db_value(self, value: str | None, *_args: Any) -> str | None:
        return drawn(value) if value else value

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
