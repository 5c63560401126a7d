# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
from django.conf import settings
from django.db import migrations, models


def mark_identities(apps, schema_editor):
    """Number and name of each client, as they are now, under the client's own key."""
    rows = apps.get_model("checklist", "Client").objects.filter(bound="").order_by("pk")
    keys = apps.get_model("checklist", "DataKey").objects.filter(kind="client")
    for client in rows.iterator():
        wrapped = keys.filter(client_key=client.client_key).values_list("wrapped", flat=True).first()
        if wrapped is None:
            continue
        own = aes_key_unwrap(base64.b64decode(settings.MASTER_KEY), bytes(wrapped))
        parts = (client.client_key.hex, client.number, client.number_key, client.display_name, client.search_name)
        framed = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
        told = hashlib.sha256(framed).hexdigest().encode()
        rows.filter(pk=client.pk).update(bound=hmac.digest(own, told, "sha256").hex())


class Migration(migrations.Migration):
    """Binds each identity row to its client key. Needs MASTER_KEY where there are clients."""

    dependencies = [("checklist", "0013_name_and_answers")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="bound",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
        migrations.RunPython(mark_identities, migrations.RunPython.noop, elidable=False),
    ]
