# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys that open sealed words. Destroying a key is how words of a client are destroyed (product rules R8, R16, S8)."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.privacy import Privacy


class DataKey(models.Model):
    """One key that seals words: of a client as a whole, or of one answer (wrapped by the client's key)."""

    privacy = Privacy.KEY

    class Kind(models.TextChoices):
        CLIENT = "client", _("of a client")
        ANSWER = "answer", _("of one answer")

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    client_key = models.UUIDField(_("random key of the client"), db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    wrapped = models.BinaryField(_("the key itself, wrapped (AES key wrap)"))
    wrapped_under = models.CharField(
        _("mark of the master key around the key of a client; empty: from before marks, or not around it"),
        max_length=16, blank=True, default="", db_default="", editable=False,
    )  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_key"], condition=models.Q(kind="client"), name="a_client_has_one_data_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} key {self.uuid}"
