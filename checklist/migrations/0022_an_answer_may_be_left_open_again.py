# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checklist", "0021_marks_of_keys")]

    operations = [
        migrations.AlterField(
            model_name="answer",
            name="state",
            field=models.CharField(
                choices=[
                    ("given", "answered"),
                    ("unknown", "I do not know"),
                    ("declined", "I would rather not say"),
                    ("not_asked", "not asked"),
                    ("empty", "left open again"),
                    ("destroyed", "taken away; nobody can read it any more"),
                ],
                max_length=10,
            ),
        ),
    ]
