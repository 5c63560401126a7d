# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


def fill(apps, schema_editor):
    """Clients that are there already get the forms in which number and name are compared. Nothing is thrown away: of
    two numbers that look alike both stay, told apart by the row behind a ~, and the operator reads which."""
    from checklist.base.text import folded
    from checklist.intake.rules import number_key

    clients = apps.get_model("checklist", "Client").objects
    taken = set(clients.exclude(number_key=None).values_list("number_key", flat=True))
    alike = []
    for client in clients.filter(number_key=None).order_by("pk"):
        key = number_key(client.number)
        if not key or key in taken:
            alike.append(client.uuid)
            key = f"{key}~{client.pk}"
        taken.add(key)
        client.number_key, client.search_name = key, folded(client.display_name)
        client.save(update_fields=["number_key", "search_name"])
    if alike:
        print(
            f"\n{len(alike)} client(s) have a number that looks like the number of a client before them, or is none. "
            "Both stay. Who opens, stands in or searches by such a number is asked to type it exactly. "
            f"Rows of checklist_client by uuid: {', '.join(map(str, alike))}"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("checklist", "0005_prompt_and_fixed"),
    ]

    operations = [
        migrations.AddField(
            model_name="client",
            name="search_name",
            field=models.TextField(default="", verbose_name="name, as it is searched (base.text.folded)"),
        ),
        migrations.AddField(
            model_name="client",
            name="number_key",
            field=models.CharField(
                max_length=60, null=True, verbose_name="client number, as it is compared"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.AlterField(
            model_name="client",
            name="number_key",
            field=models.CharField(
                max_length=60, unique=True, verbose_name="client number, as it is compared"
            ),
        ),
    ]
