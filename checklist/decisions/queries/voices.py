# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions, the two voices in them, and what a client gave on the own device before there is a decision."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import EvidenceSnapshot, FirstIdea, Whose
from checklist.advice.queries import told_in_tens
from checklist.base.keys import Sealer
from checklist.base.moments import local_format
from checklist.decisions.models import Decision, GivenVoice, Override, Voice
from checklist.decisions.rules import Choice, VoicedChoice, after_read
from checklist.intake.models import Case
from checklist.intake.queries import cases_of, name_of
from checklist.people.models import Account
from checklist.people.permissions import has_role
from checklist.people.queries import HomePart, on_home
from checklist.releases.models import Release
from checklist.releases.withdrawing import Effect, tells_what_goes

MOST_ON_HOME = 20


def place(model: type[Model], uuid: UUID, field: str) -> str:
    """What the sealed words of one column are bound to."""
    return f"{model._meta.model_name}:{uuid.hex}:{field}"


@dataclass(frozen=True)
class OpenedVoice:
    """One voice of a decision, readable. `destroyed`: the words are gone because their key is."""

    whose: str
    choice: Choice
    words: str
    family: str
    after_evidence: str
    how: str
    how_words: str
    destroyed: bool = False


def current_decision(case: Case) -> Decision | None:
    """The decision that stands: the newest, which none supersedes."""
    return decisions_of(case).first()


def decisions_of(case: Case) -> QuerySet[Decision]:
    """All decisions of a case, newest first."""
    return Decision.objects.filter(case=case).select_related("snapshot", "recorded_by").order_by("-id")


def decision_with_key(once_key: UUID) -> Decision | None:
    """The decision that this form already made."""
    return Decision.objects.filter(once_key=once_key).select_related("case").first()


def voices_of(decision: Decision) -> list[Voice]:
    """Both voices as stored, the client's first."""
    return voices_by_decision([decision.pk]).get(decision.pk, [])


def voices_by_decision(decisions: Iterable[int]) -> dict[int, list[Voice]]:
    """The voices of many decisions in one query, the client's first."""
    found: dict[int, list[Voice]] = {}
    rows = Voice.objects.filter(decision_id__in=list(decisions))
    for voice in sorted(rows, key=lambda row: row.whose != Whose.CLIENT):
        found.setdefault(voice.decision_id, []).append(voice)
    return found


def ideas_by_case(cases: Collection[int]) -> dict[int, dict[str, Choice]]:
    """The first idea of each voice (the newest), of many cases in one query: what a choice is held against (S38)."""
    found: dict[int, dict[str, Choice]] = {}
    rows = FirstIdea.objects.filter(case__in=cases).order_by("case", "seq")
    for case, whose, kind, services in rows.values_list("case", "whose", "kind", "services"):
        found.setdefault(case, {})[whose] = Choice(kind, frozenset(services))
    return found


def opened_voices(decision: Decision, sealer: Sealer | None = None) -> list[OpenedVoice]:
    """Both voices, readable, the client's first."""
    box = sealer or Sealer(decision.client_key)
    ideas = ideas_by_case([decision.case_id]).get(decision.case_id, {})
    return [open_voice(voice, box, ideas.get(voice.whose)) for voice in voices_of(decision)]


def open_voice(voice: Voice, sealer: Sealer, idea: Choice | None = None) -> OpenedVoice:
    """One voice, readable. `idea`: the first idea of this voice, where it matters."""
    words = sealer.read(voice.words, place(Voice, voice.uuid, "words"))
    how_words = sealer.read(voice.how_words, place(Voice, voice.uuid, "how_words"))
    choice = Choice(voice.kind, frozenset(voice.services))
    return OpenedVoice(
        whose=voice.whose,
        choice=choice,
        words=words or "",
        family=voice.family,
        after_evidence=after_read(voice.after_evidence, idea, choice),
        how=voice.how,
        how_words=how_words or "",
        destroyed=words is None or how_words is None,
    )


def next_step_of(decision: Decision, sealer: Sealer | None = None) -> str:
    """The agreed next step; '' when there is none or its key is gone."""
    box = sealer or Sealer(decision.client_key)
    return box.read(decision.next_step, place(Decision, decision.uuid, "next_step")) or ""


def override_of(decision: Decision) -> Override | None:
    return Override.objects.filter(decision=decision).first()


# ---- given on the own device, before there is a decision -------------------------------------------------------------


@dataclass(frozen=True)
class OwnDeviceChoice:
    """What the client gave on the own device: readable, with its key and its moment."""

    uuid: UUID
    at: datetime
    said: VoicedChoice
    agrees: bool
    after_evidence: str


def given_voice(case: Case, snapshot: EvidenceSnapshot, standing: Decision | None) -> OwnDeviceChoice | None:
    """What the client gave last: about the evidence that was shown last, and after the decision that stands."""
    row = GivenVoice.objects.filter(case=case, snapshot=snapshot).order_by("-id").first()
    if row is None or (standing is not None and row.at <= standing.at):
        return None
    return _opened_given(row, ideas_by_case([case.pk]).get(case.pk, {}))


def all_given(case: Case) -> list[OwnDeviceChoice]:
    """Everything that the client ever gave on the own device in this talk, the oldest first."""
    rows = GivenVoice.objects.filter(case=case).order_by("id")
    ideas = ideas_by_case([case.pk]).get(case.pk, {})
    return [given for row in rows if (given := _opened_given(row, ideas)) is not None]


@on_home
def waiting_on_home(account: Account) -> HomePart | None:
    """Own conversations in which the client gave a choice on the own device and nobody saved it together yet."""
    if not has_role(account, "caseworker"):
        return None
    later = Decision.objects.filter(case=OuterRef("case"), at__gte=OuterRef("at"))
    rows = GivenVoice.objects.filter(~Exists(later), case__in=cases_of(account), case__closed_at=None)
    newest: dict[int, GivenVoice] = {}
    for row in rows.select_related("case__client").order_by("id")[:MOST_ON_HOME]:
        newest[row.case_id] = row
    lines = [
        (
            f"/gesprekken/{row.case.uuid}/keuzes/",
            name_of(row.case),
            local_format(row.at, "DATETIME_FORMAT"),
        )
        for row in newest.values()
    ]
    named = [(row.case.client_key, row.case.uuid) for row in newest.values()]
    title = _("A choice from the client, on the own device")
    return HomePart(title, lines, order=6, named=named) if lines else None


@tells_what_goes
def reports_that_may_rest_on_it(release: Release, _numbers: Sequence[int], _language: str) -> list[Effect]:
    """Reports of conversations in which results were opened while this research stood, in whole tens (R15)."""
    rows = Decision.objects.filter(case__fictional=release.fictional, snapshot__at__gte=release.approved_at)
    number = rows.values("case").distinct().count()
    return [(str(_("Reports that may rest on it")), [told_in_tens(number)])]


def given_with_key(once_key: UUID) -> GivenVoice | None:
    """What this form already gave."""
    return GivenVoice.objects.filter(once_key=once_key).first()


def _opened_given(row: GivenVoice, ideas: Mapping[str, Choice]) -> OwnDeviceChoice | None:
    words = Sealer(row.client_key).read(row.words, place(GivenVoice, row.uuid, "words"))
    if words is None:
        return None
    choice = Choice(row.kind, frozenset(row.services))
    said = VoicedChoice(choice, words, row.family, Voice.How.OWN_DEVICE, given=row.uuid)
    after = after_read(row.after_evidence, ideas.get(Whose.CLIENT), choice)
    return OwnDeviceChoice(row.uuid, row.at, said, row.agrees, after)
