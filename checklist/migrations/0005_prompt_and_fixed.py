# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checklist", "0004_service_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="fixed",
            field=models.BooleanField(default=False, verbose_name="fixed: no help changes this"),
        ),
        migrations.AddField(
            model_name="question",
            name="prompt_en",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="a sentence to begin with (English)"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="prompt_nl",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="a sentence to begin with (Dutch)"
            ),
        ),
    ]
