# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0023_how_far_a_corrected_p_counts'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='next_lower',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='next_upper',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='combined',
            field=models.JSONField(default=list, verbose_name='what each municipality brings'),
        ),
    ]
