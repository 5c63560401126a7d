# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models

CELLS = ("estimate", "lower", "upper", "level_with", "level_without")


def fill(apps, schema_editor):
    """Releases that are there already: as many decimals as their numbers need; zeros at the end were not kept."""
    releases = apps.get_model("checklist", "Release").objects
    rows = apps.get_model("checklist", "Finding").objects.filter(scale="mean")
    found = {}
    for release, outcome, *cells in rows.values_list("release_id", "outcome", *CELLS).iterator():
        places = [max(0, -int(cell.normalize().as_tuple().exponent)) for cell in cells if cell is not None]
        if places:
            of_release = found.setdefault(release, {})
            of_release[outcome] = min(3, max(of_release.get(outcome, 0), *places))
    for release, decimals in found.items():
        releases.filter(pk=release).update(decimals=decimals)


class Migration(migrations.Migration):
    dependencies = [
        ("checklist", "0010_interval_level"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="decimals",
            field=models.JSONField(
                default=dict, verbose_name="decimals with which the numbers of each mean are printed"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
