# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plain twin of the access line, to measure what a chain costs."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from checklist.base.privacy import Privacy
from checklist.people.models import Account


class PlainLine(models.Model):
    """The columns and indexes of an access line without a place in a chain, and without guards."""

    privacy = Privacy.PSEUDONYM

    uuid = models.UUIDField(default=uuid4, unique=True)
    client_key = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    case_uuid = models.UUIDField(null=True)
    actor = models.CharField(max_length=10)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    team = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=40)
    outcome = models.CharField(max_length=10, default="shown")
    sentence = models.BinaryField(default=bytes, blank=True)

    class Meta:
        app_label = "measured"
        indexes = [models.Index(fields=["at", "id"]), models.Index(fields=["account", "at"])]

    def __str__(self) -> str:
        return str(self.pk)
