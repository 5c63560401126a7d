# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two voices, and where one departs from the evidence. A record of a talk, not a *besluit* in law (R17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.base.append_only import ChainedModel
from checklist.base.privacy import Privacy
from checklist.intake.models import Case
from checklist.people.models import Account, Team


class Decision(ChainedModel):
    """Both voices were recorded at one moment. A reopened talk gives a new row that supersedes this one."""

    privacy = Privacy.SEALED

    class Route(models.TextChoices):
        NONE = "", _("not needed")
        SECOND_OPINION = "second_opinion", _("a second opinion")
        OTHER_CASEWORKER = "other_caseworker", _("talk with another caseworker")
        PAUSE = "pause", _("a pause")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(EvidenceSnapshot, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    once_key = models.UUIDField(_("one-time key of the form"), unique=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    client_agrees = models.BooleanField(_("the client chose the word 'agreed'"), default=False)
    route = models.CharField(_("when the voices differ"), max_length=20, choices=Route.choices, blank=True)
    next_step = models.BinaryField(_("agreed next step, sealed"), default=bytes, blank=True)
    revisit_on = models.DateField(_("talk about it again on"), null=True, blank=True)
    # {question key: {"key": hex of the answer key, "digest": over the sealed answer}}; empty for decisions from before
    answers = models.JSONField(_("fingerprints of the answers at that moment"), null=True, editable=False)

    class Meta(ChainedModel.Meta):
        indexes = [models.Index(fields=["case", "-id"])]
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"decision {self.uuid}"


class ReasonFamily(models.TextChoices):
    """Families of reasons, the same for both voices; own words alone are enough."""

    NONE = "", _("none chosen")
    DOES_NOT_FIT = "does_not_fit", _("it does not fit me / this person")
    NOT_NOW = "not_now", _("this is not the moment")
    DOUBTS = "doubts", _("I doubt the research")
    WORRIED = "worried", _("I worry about what follows")
    WANTS_OTHER = "wants_other", _("I want something else")
    NOT_PRACTICAL = "not_practical", _("it is not possible in practice")
    FITS = "fits", _("it fits me / this person")
    OTHER = "other", _("something else")


class Voice(ChainedModel):
    """What one of the two chose, in own words. Nothing was preselected (R5)."""

    privacy = Privacy.SEALED

    class Kind(models.TextChoices):
        SERVICES = "services", _("one or more services")
        ONLY_REGULAR = "only_regular", _("only the regular guidance")
        UNDECIDED = "undecided", _("not decided yet")
        NO_CHOICE = "no_choice", _("no choice now")

    class After(models.TextChoices):
        KEPT = "kept", _("kept the first idea")
        PARTLY = "partly", _("kept the first idea in part")
        CHANGED = "changed", _("changed after the evidence")
        NEW = "new", _("there was no first idea")
        UNDECIDED = "undecided", _("undecided after the evidence")

    class How(models.TextChoices):
        SHARED_SCREEN = "shared_screen", _("on the shared screen")
        OWN_DEVICE = "own_device", _("on the client's own device")
        WRITTEN_DOWN = "written_down", _("written down by the caseworker and read back")
        PHONE = "phone", _("by telephone")
        NO_SHOW = "no_show", _("the client did not come")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=12, choices=Whose.choices)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    services = models.JSONField(_("keys of services"), default=list, blank=True)
    words = models.BinaryField(_("own words, sealed"), default=bytes, blank=True)
    family = models.CharField(max_length=16, choices=ReasonFamily.choices, blank=True)
    # derived from the first idea and the choice (decisions.rules); empty only with "no choice now"
    after_evidence = models.CharField(max_length=10, choices=After.choices, blank=True)
    how = models.CharField(_("how it was given"), max_length=16, choices=How.choices, blank=True)
    how_words = models.BinaryField(_("how it was asked, sealed"), default=bytes, blank=True)

    class Meta(ChainedModel.Meta):
        constraints = [
            *ChainedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision", "whose"], name="each_voice_speaks_once_in_a_decision"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="services") | ~models.Q(services=[]), name="a_choice_names_a_service"
            ),
        ]

    def __str__(self) -> str:
        return f"voice of the {self.whose}"


class GivenVoice(ChainedModel):
    """What the client gave on the own device. It is no decision yet: it becomes the client's voice in the next one.

    The newest row counts, as long as it was given after the decision that stands and about the evidence that was shown
    last. The voice that it becomes carries the same `uuid`, so it can become one only once.
    """

    privacy = Privacy.SEALED

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(EvidenceSnapshot, on_delete=models.PROTECT, related_name="+")
    once_key = models.UUIDField(_("one-time key of the form"), unique=True)
    kind = models.CharField(max_length=14, choices=Voice.Kind.choices)
    services = models.JSONField(_("keys of services"), default=list, blank=True)
    words = models.BinaryField(_("own words, sealed"), default=bytes, blank=True)
    family = models.CharField(max_length=16, choices=ReasonFamily.choices, blank=True)
    after_evidence = models.CharField(max_length=10, choices=Voice.After.choices, blank=True)
    agrees = models.BooleanField(_("the client chose the word 'agreed'"), default=False)

    class Meta(ChainedModel.Meta):
        indexes = [models.Index(fields=["case", "-id"])]
        constraints = [
            *ChainedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(kind="services") | ~models.Q(services=[]),
                name="a_given_choice_names_a_service",
            ),
        ]

    def __str__(self) -> str:
        return f"given on the own device {self.uuid}"


class Override(ChainedModel):
    """A choice that departs from the evidence, whose it was, never worded as wrong (R4)."""

    privacy = Privacy.PSEUDONYM

    class By(models.TextChoices):
        CASEWORKER = "caseworker", _("caseworker")
        CLIENT = "client", _("client")
        BOTH = "both", _("both")

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=12, choices=By.choices)
    fictional = models.BooleanField(default=False)
    caseworker_family = models.CharField(max_length=16, choices=ReasonFamily.choices, blank=True)
    client_family = models.CharField(max_length=16, choices=ReasonFamily.choices, blank=True)
    chosen = models.JSONField(_("services chosen, per voice"), default=dict)
    # which services the evidence pointed at is sealed in the snapshot: it may tell an answer
    departs = models.JSONField(
        _("how each voice departs"), default=dict
    )  # {"client": ["away"|"left_out"], …}

    class Meta(ChainedModel.Meta):
        indexes = [
            models.Index(fields=["team", "at", "id", "whose", "caseworker_family", "client_family"]),
            models.Index(fields=["at", "id", "whose", "caseworker_family", "client_family"]),
        ]
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"override by {self.whose}"
