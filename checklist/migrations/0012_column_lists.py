# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models

LOGS = (
    "absence", "accessline", "correction", "decision", "erasure", "evidencesnapshot", "firstidea", "givenvoice",
    "override", "review", "voice",
)  # fmt: skip


class Migration(migrations.Migration):
    """Rows that are there already are of list 1, by what the database says: not one of them is written again."""

    dependencies = [
        ("checklist", "0011_decimals_of_a_mean"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="columns",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                editable=False,
                verbose_name="version of the list of columns that the digest covers",
            ),
        )
        for name in LOGS
    ]
