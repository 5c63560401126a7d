# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""That a registration went out: on whose request, how much, and the digest of what was written."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.freeze import Frozen
from checklist.base.privacy import Privacy
from checklist.people.models import Proposal

# A line is written once.
FROZEN_REGISTRATION = (
    Frozen("delete", "OLD.id IS NOT NULL"),
    Frozen("update", "OLD.id IS NOT NULL"),
    Frozen("insert", "EXISTS (SELECT 1 FROM checklist_registration r WHERE r.id = NEW.id)"),
)


class Registration(models.Model):
    """A registration went out for research. Which clients were in it stands in the log of each of them."""

    privacy = Privacy.STAFF
    frozen = FROZEN_REGISTRATION

    asked = models.OneToOneField(
        Proposal, verbose_name=_("what two people agreed on"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    intakes = models.PositiveIntegerField(_("rows that went along"))
    people = models.PositiveIntegerField(_("people in these rows"))
    objected = models.PositiveIntegerField(_("people left out because they objected"))
    app_version = models.CharField(max_length=20)
    digest = models.CharField(_("digest of the list of digests of the files"), max_length=64)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"registration {self.pk} of {self.at:%Y-%m-%d}"
