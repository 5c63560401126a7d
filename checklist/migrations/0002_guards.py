# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the guards on the append-only tables; post_migrate puts them back after every later migration."""

from typing import Any, ClassVar

from django.db import migrations

from checklist.base.protect import install_guards


def install(apps: Any, schema_editor: Any) -> None:
    install_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("checklist", "0001_initial")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(install, migrations.RunPython.noop)]
