# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0006_client_as_searched'),
    ]

    operations = [
        migrations.AlterField(
            model_name='givenvoice',
            name='after_evidence',
            field=models.CharField(blank=True, choices=[('kept', 'kept the first idea'), ('partly', 'kept the first idea in part'), ('changed', 'changed after the evidence'), ('new', 'there was no first idea'), ('undecided', 'undecided after the evidence')], max_length=10),
        ),
        migrations.AlterField(
            model_name='voice',
            name='after_evidence',
            field=models.CharField(blank=True, choices=[('kept', 'kept the first idea'), ('partly', 'kept the first idea in part'), ('changed', 'changed after the evidence'), ('new', 'there was no first idea'), ('undecided', 'undecided after the evidence')], max_length=10),
        ),
    ]
