# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app's migrations with one more on top, as a later version of the program would bring it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HEAD = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("checklist", "{previous}")]
    operations = [
"""


@contextmanager
def later_migration(folder: Path, settings: Any, *operations: str) -> Iterator[str]:
    """Put one on top, named 9999_later, with these operations. Gives the name of the one below it."""
    import checklist.migrations as present

    names = sorted(p.stem for p in Path(present.__path__[0]).glob("0*.py"))
    package = folder / "later_migrations"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for name in names:
        (package / f"{name}.py").write_text(
            f"from importlib import import_module\nMigration = import_module('checklist.migrations.{name}').Migration\n"
        )
    lines = "".join(f"        {operation},\n" for operation in operations)
    (package / "9999_later.py").write_text(HEAD.format(previous=names[-1]) + lines + "    ]\n")
    sys.path.insert(0, str(folder))
    settings.MIGRATION_MODULES = {"checklist": "later_migrations"}
    yield names[-1]
    sys.path.remove(str(folder))
    for name in [m for m in sys.modules if m.split(".")[0] == "later_migrations"]:
        del sys.modules[name]
