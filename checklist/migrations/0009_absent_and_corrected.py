# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0008_proposal'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='held',
            field=models.CharField(blank=True, choices=[('', 'together, in one place'), ('phone', 'by telephone'), ('no_show', 'the client did not come')], default='', max_length=10, verbose_name='how the talk is held'),
        ),
        migrations.AddField(
            model_name='case',
            name='read_back_by_phone',
            field=models.BooleanField(default=False, verbose_name='read back by telephone'),
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public key')),
                ('client_key', models.UUIDField(verbose_name='random key of the client')),
                ('seq', models.PositiveIntegerField(editable=False, verbose_name='place in the chain')),
                ('previous', models.CharField(editable=False, max_length=64, verbose_name='digest of the row before')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('once_key', models.UUIDField(unique=True, verbose_name='one-time key of the form')),
                ('next_step', models.BinaryField(blank=True, default=bytes, verbose_name='what is done next, sealed')),
                ('revisit_on', models.DateField(blank=True, null=True, verbose_name='the new appointment')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklist.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['case', '-id'], name='checklist_a_case_id_a8e9c5_idx')],
                'constraints': [models.UniqueConstraint(fields=('client_key', 'seq'), name='absence_has_one_place_in_its_chain')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public key')),
                ('client_key', models.UUIDField(verbose_name='random key of the client')),
                ('seq', models.PositiveIntegerField(editable=False, verbose_name='place in the chain')),
                ('previous', models.CharField(editable=False, max_length=64, verbose_name='digest of the row before')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('kind', models.CharField(choices=[('not_me', 'the client said: this is not me'), ('do_not_use', 'the client said: do not use this'), ('taken_away', 'the answer was taken away'), ('changed', 'the answer was changed'), ('right', 'the client said: this is right after all')], max_length=12)),
                ('on_own_page', models.BooleanField(default=False, verbose_name='by the client, on the own page')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklist.case')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklist.question')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['case', 'id'], name='checklist_c_case_id_05ecc8_idx')],
                'constraints': [models.UniqueConstraint(fields=('client_key', 'seq'), name='correction_has_one_place_in_its_chain')],
            },
        ),
    ]
