# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client, a case, and what was answered in the talk."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.append_only import ChainedModel
from checklist.base.fields import TypedField
from checklist.base.models import DataKey
from checklist.base.privacy import Privacy
from checklist.people.models import Account, Team
from checklist.questions.models import Checklist, Question


class Client(models.Model):
    """The identity row: the only place where a client has a name. Deleted at the end of the term."""

    privacy = Privacy.PERSONAL

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_key = models.UUIDField(_("random key, in every log"), unique=True)
    number = TypedField(_("own client number"), max_length=40, unique=True)
    # The number as it is compared: look-alikes are one (rules.number_key). Two that were there already when that began
    # are kept apart by what stands behind a ~.
    number_key = models.CharField(_("client number, as it is compared"), max_length=60, unique=True)
    display_name = TypedField(_("name"), max_length=120)
    search_name = models.TextField(_("name, as it is searched (base.text.folded)"), default="")
    # Number and name under the client's own key: a name on another row is seen, and only who has the key can mend it.
    bound = models.CharField(max_length=64, default="", db_default="", editable=False)
    fictional = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"client {self.uuid}"


class Case(models.Model):
    """One conversation about services towards paid work: from the client's goal to the summary."""

    privacy = Privacy.SEALED

    class Stage(models.IntegerChoices):
        GOAL = 1, _("Goal")
        QUESTIONS = 2, _("Questions")
        READ_BACK = 3, _("Reading back")
        FIRST_IDEA = 4, _("First idea")
        EVIDENCE = 5, _("Findings")
        CHOICES = 6, _("Choices")
        SUMMARY = 7, _("Summary")

    class Held(models.TextChoices):
        TOGETHER = "", _("together, in one place")
        PHONE = "phone", _("by telephone")
        NO_SHOW = "no_show", _("the client did not come")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Empty after destruction: the identity row is gone, the pseudonymous structure stays (S8).
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    client_key = models.UUIDField(db_index=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    fictional = models.BooleanField(default=False)
    stage = models.PositiveSmallIntegerField(choices=Stage.choices, default=Stage.GOAL)
    held = models.CharField(
        _("how the talk is held"), max_length=10, choices=Held.choices, default=Held.TOGETHER, blank=True
    )
    goal = models.BinaryField(
        _("the client's goal, in the client's words, sealed"), default=bytes, blank=True
    )
    goal_state = models.CharField(max_length=12, blank=True)  # given · unknown · declined
    companion = models.BooleanField(_("a trusted person is present"), default=False)
    research_told_at = models.DateTimeField(_("told of reuse for research"), null=True, blank=True)
    research_objected_at = models.DateTimeField(null=True, blank=True)
    read_back_at = models.DateTimeField(_("the client said: this is right"), null=True, blank=True)
    read_back_by_phone = models.BooleanField(_("read back by telephone"), default=False)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=20, blank=True)  # done · wrong_person
    keep_until = models.DateField(_("kept until"), null=True, blank=True)

    # No columns: read along by queries.case_of for the length of one request; None: nobody read it yet.
    purpose_today: str | None = None
    wrapped_key: bytes | None = None

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["caseworker", "-opened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__lte=1) | models.Q(research_told_at__isnull=False),
                name="the_client_is_told_of_research_before_the_first_answer",
            )
        ]

    def __str__(self) -> str:
        return f"case {self.uuid}"

    @property
    def is_open(self) -> bool:
        """May anything still be written in this conversation?"""
        return self.closed_at is None


class StandIn(models.Model):
    """A colleague takes over for a while, until an end date. No manager is needed for it."""

    privacy = Privacy.STAFF

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"stand-in until {self.until}"


class Absence(ChainedModel):
    """The client did not come. No choice of anybody and no answer: when it was, and what is done next (S37)."""

    privacy = Privacy.SEALED

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    once_key = models.UUIDField(_("one-time key of the form"), unique=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    next_step = models.BinaryField(_("what is done next, sealed"), default=bytes, blank=True)
    revisit_on = models.DateField(_("the new appointment"), null=True, blank=True)

    class Meta(ChainedModel.Meta):
        indexes = [models.Index(fields=["case", "-id"])]
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"absence {self.uuid}"


class Correction(ChainedModel):
    """After the report an answer was contradicted, refused, taken away or changed: a new row, nothing frozen."""

    privacy = Privacy.PSEUDONYM

    class Kind(models.TextChoices):
        NOT_ME = "not_me", _("the client said: this is not me")
        DO_NOT_USE = "do_not_use", _("the client said: do not use this")
        TAKEN_AWAY = "taken_away", _("the answer was taken away")
        CHANGED = "changed", _("the answer was changed")
        RIGHT = "right", _("the client said: this is right after all")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    on_own_page = models.BooleanField(_("by the client, on the own page"), default=False)

    class Meta(ChainedModel.Meta):
        indexes = [models.Index(fields=["case", "id"])]
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"correction: {self.kind}"


class Answer(models.Model):
    """The present answer to one question of a case, sealed under its own key, and the client's voice about it (R8)."""

    privacy = Privacy.SEALED

    class State(models.TextChoices):
        GIVEN = "given", _("answered")
        UNKNOWN = "unknown", _("I do not know")
        DECLINED = "declined", _("I would rather not say")
        NOT_ASKED = "not_asked", _("not asked")
        EMPTY = "empty", _("left open again")
        DESTROYED = "destroyed", _("taken away; nobody can read it any more")

    class ClientVoice(models.TextChoices):
        NONE = "", _("nothing said yet")
        RIGHT = "right", _("this is right")
        NOT_ME = "not_me", _("This is not me")
        DO_NOT_USE = "do_not_use", _("I do not want this: do not use this")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    key = models.ForeignKey(DataKey, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    value = models.BinaryField(_("the answer, sealed"), default=bytes, blank=True)
    voice = models.CharField(max_length=12, choices=ClientVoice.choices, default=ClientVoice.NONE, blank=True)
    version = models.PositiveIntegerField(default=1)
    from_paper = models.BooleanField(_("entered later from paper"), default=False)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"answer {self.pk}"
