# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client asks on the own page: a question about a look, a correction, an objection."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.privacy import Privacy
from checklist.people.models import Account


class ClientRequest(models.Model):
    """A client asked something; it is answered by a date, by a named person."""

    privacy = Privacy.SEALED

    class Kind(models.TextChoices):
        ABOUT_LOOK = "about_look", _("a question about a look")
        CORRECTION = "correction", _("something is not right")
        OBJECTION = "objection", _("do not use this")
        RESEARCH = "research", _("no reuse for research")
        REOPEN = "reopen", _("talk about it again")
        OTHER = "other", _("something else")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_key = models.UUIDField(db_index=True)
    case_uuid = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    about = models.UUIDField(_("the access line it is about"), null=True, blank=True)
    about_question = models.SlugField(_("key of the question it is about"), max_length=40, blank=True)
    words = models.BinaryField(_("own words, sealed"), default=bytes, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("answered by"))
    owner = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.BinaryField(_("answer, sealed"), default=bytes, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.kind} request {self.uuid}"

    @property
    def words_context(self) -> str:
        """What the sealed question is bound to."""
        return f"client_request:{self.uuid.hex}:words"

    @property
    def answer_context(self) -> str:
        """What the sealed answer is bound to."""
        return f"client_request:{self.uuid.hex}:answer"
