# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('checklist', '0024_municipalities_together'),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public key')),
                ('client_key', models.UUIDField(verbose_name='random key of the client')),
                ('seq', models.PositiveIntegerField(editable=False, verbose_name='place in the chain')),
                ('previous', models.CharField(editable=False, max_length=64, verbose_name='digest of the row before')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('columns', models.PositiveSmallIntegerField(db_default=1, default=1, editable=False, verbose_name='version of the list of columns that the digest covers')),
                ('agreed_in', models.UUIDField(verbose_name='key of the decision or the missed appointment where it was agreed')),
                ('kind', models.CharField(choices=[('first_step', 'the first step'), ('second_opinion', 'a second opinion'), ('other_caseworker', 'a talk with another caseworker'), ('pause', 'a pause, and then talk again'), ('talk_again', 'talk about it again')], max_length=20)),
                ('due_on', models.DateField(verbose_name='to be done or looked at on')),
                ('words', models.BinaryField(blank=True, default=bytes, verbose_name='what was agreed, sealed')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklist.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FollowUpEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public key')),
                ('client_key', models.UUIDField(verbose_name='random key of the client')),
                ('seq', models.PositiveIntegerField(editable=False, verbose_name='place in the chain')),
                ('previous', models.CharField(editable=False, max_length=64, verbose_name='digest of the row before')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written at')),
                ('columns', models.PositiveSmallIntegerField(db_default=1, default=1, editable=False, verbose_name='version of the list of columns that the digest covers')),
                ('what', models.CharField(choices=[('assigned', 'a colleague was asked'), ('done', 'done'), ('dropped', 'not needed any more'), ('replaced', 'something new was agreed')], max_length=10)),
                ('by_client', models.BooleanField(default=False, verbose_name='by the client, on the own page')),
                ('words', models.BinaryField(blank=True, default=bytes, verbose_name='how it went, sealed')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklist.followup')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'default_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['case', '-id'], name='checklist_f_case_id_0dcaec_idx'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['due_on', 'id'], name='checklist_f_due_on_5e3ee2_idx'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('client_key', 'seq'), name='followup_has_one_place_in_its_chain'),
        ),
        migrations.AddConstraint(
            model_name='followupevent',
            constraint=models.UniqueConstraint(fields=('client_key', 'seq'), name='followupevent_has_one_place_in_its_chain'),
        ),
    ]
