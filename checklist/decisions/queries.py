# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of decisions, voices and overrides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import FirstIdea, Whose
from checklist.advice.queries import first_ideas, open_snapshot
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.rules import AWAY, TOWARDS, Choice, Line, clipped, copy_text, voices_differ
from checklist.intake.models import Case
from checklist.intake.queries import Contact, answers_opened, contact_of, goal_of, talk_questions
from checklist.people.models import Team
from checklist.releases.wording.sentences import override_sentence
from checklist.services.queries import all_services, regular_guidance


def place(model: type[Decision] | type[Voice], uuid: UUID, field: str) -> str:
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


def opened_voices(decision: Decision, sealer: Sealer | None = None) -> list[OpenedVoice]:
    """Both voices, readable, the client's first."""
    box = sealer or Sealer(decision.client_key)
    return [open_voice(voice, box) for voice in voices_of(decision)]


def open_voice(voice: Voice, sealer: Sealer) -> OpenedVoice:
    try:
        words = sealer.open(voice.words, place(Voice, voice.uuid, "words"))
        how_words, destroyed = sealer.open(voice.how_words, place(Voice, voice.uuid, "how_words")), False
    except KeyDestroyed:
        words, how_words, destroyed = "", "", True
    return OpenedVoice(
        whose=voice.whose,
        choice=Choice(voice.kind, frozenset(voice.services)),
        words=words,
        family=voice.family,
        after_evidence=voice.after_evidence,
        how=voice.how,
        how_words=how_words,
        destroyed=destroyed,
    )


def next_step_of(decision: Decision, sealer: Sealer | None = None) -> str:
    """The agreed next step; '' when there is none or its key is gone."""
    try:
        box = sealer or Sealer(decision.client_key)
        return box.open(decision.next_step, place(Decision, decision.uuid, "next_step"))
    except KeyDestroyed:
        return ""


def override_of(decision: Decision) -> Override | None:
    return Override.objects.filter(decision=decision).first()


# ---- names and first ideas -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChoiceNames:
    """How choices are called, in one language; services in the order of the catalogue."""

    regular: str
    services: dict[str, str]  # those that are offered now
    all_services: dict[str, str]

    def of(self, choice: Choice) -> list[str]:
        """A choice in words."""
        if choice.services:
            known = [name for key, name in self.all_services.items() if key in choice.services]
            return known + sorted(choice.services - self.all_services.keys())
        return [self.regular if choice.kind == Voice.Kind.ONLY_REGULAR else str(OPEN_CHOICES[choice.kind])]


OPEN_CHOICES: dict[str, Promise] = {
    Voice.Kind.UNDECIDED: _("Not decided yet"),
    Voice.Kind.NO_CHOICE: _("No choice now"),
    FirstIdea.Kind.NO_IDEA: _("No idea yet"),
    FirstIdea.Kind.NOT_GIVEN: _("No first idea"),
}


def choice_names(language: str) -> ChoiceNames:
    rows = all_services()
    names = {row.key: getattr(row, f"name_{language}") for row in rows}
    offered = {row.key: names[row.key] for row in rows if row.is_on}
    return ChoiceNames(getattr(regular_guidance(), f"name_{language}"), offered, names)


def ideas_in_words(case: Case, names: ChoiceNames) -> dict[str, str]:
    """The first idea of each voice (R6), for beside the choices."""
    ideas = first_ideas(case)
    return {
        whose: ", ".join(names.of(Choice(idea.kind, frozenset(idea.services))))
        for whose, idea in ideas.items()
    }


# ---- the log of other choices ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the log of one team; empty means: any."""

    start: datetime | None = None
    end: datetime | None = None  # not included
    whose: str = ""
    family: str = ""
    service: str = ""


def overrides(team: Team, wanted: Wanted) -> QuerySet[Override]:
    """The other choices of a team that match, without an order and without any relation loaded."""
    rows: QuerySet[Override] = Override.objects.filter(team=team)
    if wanted.start:
        rows = rows.filter(at__gte=wanted.start)
    if wanted.end:
        rows = rows.filter(at__lt=wanted.end)
    if wanted.whose:
        rows = rows.filter(whose=wanted.whose)
    if wanted.family:
        rows = rows.filter(Q(caseworker_family=wanted.family) | Q(client_family=wanted.family))
    if wanted.service:
        # JSON has no portable "contains": a key of a service never holds a quotation mark
        rows = rows.annotate(chosen_text=Cast("chosen", TextField())).filter(
            chosen_text__contains=f'"{wanted.service}"'
        )
    return rows


TITLES: dict[str, Promise] = {
    Whose.CLIENT: _("Your choice"),
    Whose.CASEWORKER: _("Choice of your caseworker"),
}
COPY_TITLES: dict[str, Promise] = {
    Whose.CLIENT: _("Choice of the client"),
    Whose.CASEWORKER: _("Choice of the caseworker"),
}
OTHER_CHOICE: dict[str, Promise] = {
    Override.By.CLIENT: _("the client. That is fine."),
    Override.By.CASEWORKER: _("the caseworker. That is fine."),
    Override.By.BOTH: _("both. That is fine."),
}
AFTER: dict[str, Promise] = {
    Voice.After.KEPT: _("First idea kept after the results of research."),
    Voice.After.CHANGED: _("First idea changed after the results of research."),
    Voice.After.UNDECIDED: _("Not sure yet after the results of research."),
}
GIVEN: dict[str, Promise] = {
    Voice.How.SHARED_SCREEN: _("Given on the screen, together."),
    Voice.How.OWN_DEVICE: _("Given on the own device."),
    Voice.How.WRITTEN_DOWN: _("Written down by the caseworker and read back."),
    Voice.How.PHONE: _("Given by telephone."),
    Voice.How.NO_SHOW: _("Written down without a talk: the client did not come."),
}
ROUTES: dict[str, Promise] = {
    Decision.Route.SECOND_OPINION: _("A second opinion"),
    Decision.Route.OTHER_CASEWORKER: _("A talk with another caseworker"),
    Decision.Route.PAUSE: _("A pause to think"),
}


# ---- the report of the talk ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportVoice:
    """One voice as the report says it."""

    whose: str
    title: str
    choices: list[str]
    words: str
    note: str


@dataclass(frozen=True)
class Report:
    """What was recorded, said in plain words, in one language: for the screen, for paper and to copy."""

    language: str
    name: str
    at: datetime
    fictional: bool
    companion: bool
    goal: str
    told: list[tuple[str, str]]  # (question, answer); of what is sensitive only the topic, without the answer
    not_used: list[str]  # topics that the client did not want used
    left_out: list[str]  # topics about which nothing was written down
    directions: list[tuple[str, str]]  # (service, what research says)
    silent: list[str]  # services without an answer from research
    taken_away: bool
    voices: list[ReportVoice]
    override: str  # the sentence for both readers
    override_by: str  # client, caseworker, both, or nobody ('')
    differ: bool
    agreed: bool
    route: str
    next_step: str
    revisit_on: date | None
    contact: Contact
    keep_until: date | None
    replaces: datetime | None
    copy_text: str = ""

    @property
    def kept(self) -> str:
        """Until when this is kept; an open talk has no end date yet."""
        if self.keep_until:
            return gettext("Kept until %(day)s.") % {"day": date_format(self.keep_until, "j F Y")}
        return gettext("Kept until %(months)s months after the talk is closed.") % {"months": months_kept()}


def months_kept() -> str:
    """The term of a case, in months (S25)."""
    terms = settings.RETENTION_TERMS
    return str(terms.get("case") or terms["default"]).partition("|")[0]


def summary_of(case: Case, language: str) -> Report | None:
    """The report of the decision that stands, or None when there is none yet."""
    decision = current_decision(case)
    if decision is None:
        return None
    box = Sealer(case.client_key)
    voices = opened_voices(decision, box)
    override = override_of(decision)
    report = Report(
        language=language,
        name=case.client.display_name if case.client else "",
        at=decision.at,
        fictional=case.fictional,
        companion=case.companion,
        goal=goal_of(case, box),
        **_told(case, box, language),
        **_evidence(decision, box),
        **_choices(voices, choice_names(language)),
        override=override_sentence(override.whose, language) if override else "",  # type: ignore[arg-type]
        override_by=override.whose if override else "",
        agreed=decision.client_agrees,
        route=str(ROUTES.get(decision.route, "")),
        next_step=next_step_of(decision, box),
        revisit_on=decision.revisit_on,
        contact=contact_of(case),
        keep_until=case.keep_until,
        replaces=decision.supersedes.at if decision.supersedes else None,
    )
    return replace(report, copy_text=copy_text(_copy_lines(report)))


def _told(case: Case, box: Sealer, language: str) -> dict[str, Any]:
    """What the client told, topic by topic. Sensitive answers stand on the own page, not on paper."""
    told: list[tuple[str, str]] = []
    topics: set[str] = set()
    not_used: list[str] = []
    left_out: list[str] = []
    opened = answers_opened(case, box)
    for question in talk_questions(case):
        topic, answer = getattr(question, f"topic_{language}"), opened.get(question.key)
        if answer is not None and answer.refused:
            not_used.append(topic)
        elif answer is not None and answer.answer is not None:
            topics.add(topic)
            asked, words = getattr(question, f"text_{language}"), clipped(answer.in_words(language), 120)
            told.append((topic, "") if question.sensitive else (asked, words))
        else:
            left_out.append(topic)
    named = topics | set(not_used)
    return {
        "told": list(dict.fromkeys(told)),
        "not_used": list(dict.fromkeys(not_used)),
        "left_out": [topic for topic in dict.fromkeys(left_out) if topic not in named],
    }


def _evidence(decision: Decision, box: Sealer) -> dict[str, Any]:
    try:
        opened = open_snapshot(decision.snapshot, box)
    except KeyDestroyed:
        return {"directions": [], "silent": [], "taken_away": True}
    pointing = [service for service in opened.services if service.direction in {TOWARDS, AWAY}]
    return {
        "directions": [(service.name, service.headline) for service in pointing],
        "silent": [service.name for service in opened.services if service not in pointing],
        "taken_away": opened.taken_away,
    }


def _choices(voices: Sequence[OpenedVoice], names: ChoiceNames) -> dict[str, Any]:
    shown = [
        ReportVoice(
            whose=voice.whose,
            title=str(TITLES[voice.whose]),
            choices=names.of(voice.choice),
            words=voice.words,
            note=" ".join(
                str(part) for part in (AFTER.get(voice.after_evidence, ""), GIVEN.get(voice.how, "")) if part
            ),
        )
        for voice in voices
    ]
    client, caseworker = (voice.choice for voice in voices)
    return {"voices": shown, "differ": voices_differ(client, caseworker)}


def _copy_lines(report: Report) -> list[Line]:
    """For the back office: no name, no number, no answer about health."""
    day = date_format(localtime(report.at), "j F Y")
    fictional = f" ({gettext('FICTITIOUS')})" if report.fictional else ""
    lines = [Line("", gettext("Report of the talk on %(day)s") % {"day": day} + fictional)]
    lines.append(
        Line(
            gettext("Goal of the client"), report.goal or gettext("none written down"), own=bool(report.goal)
        )
    )
    for voice in report.voices:
        lines.append(Line(str(COPY_TITLES[voice.whose]), ", ".join(voice.choices)))
        if voice.words:
            lines.append(Line(gettext("In own words"), voice.words, own=True))
    if report.override:
        lines.append(Line(gettext("Other choice than the research"), str(OTHER_CHOICE[report.override_by])))
    if report.differ:
        lines.append(Line("", gettext("The choices differ. Both stand.")))
    if report.route:
        lines.append(Line(gettext("How we go on"), report.route))
    if report.next_step:
        lines.append(Line(gettext("First step"), report.next_step, own=True))
    if report.revisit_on:
        lines.append(Line(gettext("We talk about it again on"), date_format(report.revisit_on, "j F Y")))
    lines.append(Line("", gettext("This is a report of the talk, not a formal decision.")))
    return lines
