# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipality's own catalogue of services, with their practical side."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.privacy import Privacy
from checklist.people.models import Account
from checklist.releases.models import Release


class Service(models.Model):
    """One service that can be talked about. Research is linked only at the level that was studied."""

    privacy = Privacy.STAFF

    class Level(models.TextChoices):
        DEPARTMENT = "department", _("department")
        INSTRUMENT = "instrument", _("instrument")

    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("order in the catalogue"))
    level = models.CharField(max_length=12, choices=Level.choices)
    name_nl = models.CharField(_("name (Dutch)"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120)
    text_nl = models.TextField(_("what it is (Dutch)"))
    text_en = models.TextField(_("what it is (English)"))
    hours_nl = models.CharField(_("hours (Dutch)"), max_length=200, blank=True)
    hours_en = models.CharField(_("hours (English)"), max_length=200, blank=True)
    place_nl = models.CharField(_("place (Dutch)"), max_length=200, blank=True)
    place_en = models.CharField(_("place (English)"), max_length=200, blank=True)
    start_nl = models.CharField(_("start and waiting time (Dutch)"), max_length=200, blank=True)
    start_en = models.CharField(_("start and waiting time (English)"), max_length=200, blank=True)
    extra_nl = models.CharField(_("good to know (Dutch)"), max_length=300, blank=True)
    extra_en = models.CharField(_("good to know (English)"), max_length=300, blank=True)
    is_on = models.BooleanField(_("is offered"), default=True)
    version = models.PositiveIntegerField(_("how often it was saved"), default=1)
    fictional = models.BooleanField(default=False)
    updated_on = models.DateField(_("practical side updated on"))
    updated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "key"]
        constraints = [models.UniqueConstraint(fields=["position"], name="a_service_has_its_own_place")]

    def __str__(self) -> str:
        return self.name_nl


class ServiceLink(models.Model):
    """A service of the catalogue is the service that a release studied; made when the release is approved (S19)."""

    privacy = Privacy.STAFF

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    key_in_release = models.CharField(max_length=60)
    linked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "key_in_release"], name="a_studied_service_has_one_link"
            ),
            models.UniqueConstraint(fields=["release", "service"], name="a_service_has_one_link_per_release"),
        ]

    def __str__(self) -> str:
        return f"{self.key_in_release} in {self.release_id}"
