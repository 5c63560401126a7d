# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    """A look holds the name of who looked, a decision holds fingerprints of the answers. Rows from before have neither."""

    dependencies = [
        ("checklist", "0012_column_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="accessline",
            name="name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=120,
                verbose_name="name of the account at that moment",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="answers",
            field=models.JSONField(
                editable=False, null=True, verbose_name="fingerprints of the answers at that moment"
            ),
        ),
    ]
