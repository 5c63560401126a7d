# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a talk: what was recorded, for the screen, for paper, to read aloud and to copy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import Whose
from checklist.advice.page.strip import strip_of
from checklist.advice.queries import Recalled, ShownService, as_it_holds, readable_snapshot, service_voices
from checklist.advice.rules import HIDDEN
from checklist.base.keys import Sealer
from checklist.base.moments import local_format
from checklist.base.terms import term_of
from checklist.decisions.models import Decision, Voice
from checklist.decisions.queries.copying import cut_here, lines_to_copy
from checklist.decisions.queries.corrected import CorrectedLine, corrected_after
from checklist.decisions.queries.names import (
    CASEWORKER_FAMILIES,
    CLIENT_FAMILIES,
    ChoiceNames,
    choice_names,
)
from checklist.decisions.queries.voices import (
    OpenedVoice,
    OwnDeviceChoice,
    all_given,
    current_decision,
    decisions_of,
    ideas_by_case,
    next_step_of,
    opened_voices,
    override_of,
)
from checklist.decisions.rules import ONLY_REGULAR, SERVICES, Choice, copy_text, voices_differ
from checklist.intake.models import Case
from checklist.intake.queries import Contact, answers_opened, contact_of, goal_of, talk_questions
from checklist.releases.pictures import Strip
from checklist.releases.wording.sentences import override_sentence

TITLES: dict[str, Promise] = {
    Whose.CLIENT: _("Your choice"),
    Whose.CASEWORKER: _("Choice of your caseworker"),
}
#: What came of a first idea that is named.
AFTER_IDEA: dict[str, Promise] = {
    Voice.After.KEPT: _("First idea: %(idea)s. It stayed."),
    Voice.After.PARTLY: _("First idea: %(idea)s. It stayed in part."),
    Voice.After.CHANGED: _("First idea: %(idea)s. It changed."),
    Voice.After.UNDECIDED: _("First idea: %(idea)s. Not sure yet."),
}
AFTER: dict[str, Promise] = {
    Voice.After.KEPT: _("First idea kept after the results of research."),
    Voice.After.PARTLY: _("First idea kept in part after the results of research."),
    Voice.After.NEW: _("There was no first idea before the results of research."),
    Voice.After.CHANGED: _("First idea changed after the results of research."),
    Voice.After.UNDECIDED: _("Not sure yet after the results of research."),
}
GIVEN: dict[str, Promise] = {
    Voice.How.SHARED_SCREEN: _("Given together, on the caseworker's screen."),
    Voice.How.OWN_DEVICE: _("Given on the own device."),
    Voice.How.WRITTEN_DOWN: _("Written down by the caseworker and read back."),
    Voice.How.PHONE: _("Given by telephone."),
    Voice.How.NO_SHOW: _("Written down without a talk: the client did not come."),
}
FAMILIES: dict[str, list[tuple[str, Promise]]] = {
    Whose.CLIENT: CLIENT_FAMILIES,
    Whose.CASEWORKER: CASEWORKER_FAMILIES,
}
ROUTES: dict[str, Promise] = {
    Decision.Route.SECOND_OPINION: _("A second opinion"),
    Decision.Route.OTHER_CASEWORKER: _("A talk with another caseworker"),
    Decision.Route.PAUSE: _("A pause to think"),
}


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
    by_phone: bool  # what was told was read back by telephone
    goal: str
    told: list[tuple[str, str]]  # (question, answer); of what is sensitive only the topic, without the answer
    not_used: list[str]  # topics that the client did not want used
    not_right: list[str]  # topics of which the client said: this is not me
    left_out: list[str]  # topics about which nothing was written down
    research: tuple[ShownService, ...]  # what research said of each service; what was withdrawn since says so
    research_language: str  # of what was frozen
    strip: Strip | None  # the same drawn; None where nothing can be read any more
    answered: bool  # did research answer anything?
    taken_away: bool
    recalled: list[Recalled]  # of what was shown: what was withdrawn since
    covered: bool  # a part of the research is hidden now, because the screen is shared
    not_wanted: list[tuple[str, str]]  # (service, why in own words): help that the client does not want
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
    replaces_key: UUID | None
    followed_on: datetime | None  # an earlier report: when both chose again
    corrections: tuple[CorrectedLine, ...] = ()  # what was corrected after this report
    doubted: frozenset[str] = (
        frozenset()
    )  # names of services whose statement rested on an answer that was corrected
    copy_text: str = ""

    @property
    def stays(self) -> str:
        """After a correction: what of this report is as it was, and what is not."""
        gone = gettext("What rested on an answer that was taken away is gone.") if self.taken_away else ""
        same = gettext(
            "The choices and the results stay as they were. What you told stands here as it is now."
        )
        return " ".join(part for part in (same, gone, gettext("You can make a new report together.")) if part)

    @property
    def kept(self) -> str:
        """Until when this is kept; an open talk has no end date yet."""
        if self.keep_until:
            return gettext("Kept until %(day)s.") % {"day": local_format(self.keep_until, "j F Y")}
        return gettext("Kept until %(months)s months after the talk is closed.") % {"months": months_kept()}


def months_kept() -> str:
    """The term of a case, in months (S25)."""
    return str(term_of("case").months)


def summary_of(case: Case, language: str, *, hide: Collection[str] = ()) -> Report | None:
    """The report of the decision that stands, or None when there is none yet.

    `hide`: characteristics that may not be seen now (the screen is shared); what rests on them is left out.
    """
    decision = current_decision(case)
    return _report(case, decision, language, hide) if decision else None


def earlier_report(case: Case, key: UUID, language: str, *, hide: Collection[str] = ()) -> Report | None:
    """The report of a decision that was superseded: choices, words and research as they were. None: there is none.

    Answers are left out: they stand as they are now, in the report that holds.
    """
    decision = decisions_of(case).filter(uuid=key).first()
    later = decisions_of(case).filter(supersedes=decision).first() if decision else None
    if decision is None or later is None:
        return None
    untold: dict[str, Any] = {"told": [], "not_used": [], "not_right": [], "left_out": [], "not_wanted": []}
    untold |= {"corrections": (), "doubted": frozenset()}
    return replace(_report(case, decision, language, hide), followed_on=later.at, **untold)


def _report(case: Case, decision: Decision, language: str, hide: Collection[str] = ()) -> Report:
    box, names = Sealer(case.client_key), choice_names(language)
    voices = opened_voices(decision, box)
    override = override_of(decision)
    report = Report(
        language=language,
        name=case.client.display_name if case.client else "",
        at=decision.at,
        fictional=case.fictional,
        companion=case.companion,
        by_phone=case.read_back_by_phone,
        goal=goal_of(case, box),
        **_told(case, box, language),
        **_evidence(decision, box, hide, language),
        **_choices(voices, names, ideas_by_case([case.pk]).get(case.pk, {})),
        not_wanted=_not_wanted(case, names, box),
        override=override_sentence(override.whose, language) if override else "",  # type: ignore[arg-type]
        override_by=override.whose if override else "",
        agreed=decision.client_agrees,
        route=str(ROUTES.get(decision.route, "")),
        next_step=next_step_of(decision, box),
        revisit_on=decision.revisit_on,
        contact=contact_of(case),
        keep_until=case.keep_until,
        replaces=decision.supersedes.at if decision.supersedes else None,
        replaces_key=decision.supersedes.uuid if decision.supersedes else None,
        followed_on=None,
    )
    return replace(report, copy_text=copy_text(lines_to_copy(report), cut_here()))


def _told(case: Case, box: Sealer, language: str) -> dict[str, Any]:
    """What the client told, topic by topic. Sensitive answers stand on the own page, not on paper."""
    told: list[tuple[str, str]] = []
    topics: set[str] = set()
    not_used: list[str] = []
    not_right: list[str] = []
    left_out: list[str] = []
    opened = answers_opened(case, box)
    for question in talk_questions(case):
        topic, answer = getattr(question, f"topic_{language}"), opened.get(question.key)
        if answer is not None and answer.refused:
            (not_right if answer.corrected else not_used).append(topic)
        elif answer is not None and answer.answer is not None:
            topics.add(topic)
            asked, words = getattr(question, f"text_{language}"), answer.in_words(language)
            told.append((topic, "") if question.sensitive else (asked, words))
        else:
            left_out.append(topic)
    named = topics | set(not_used) | set(not_right)
    return {
        "told": list(dict.fromkeys(told)),
        "not_used": list(dict.fromkeys(not_used)),
        "not_right": list(dict.fromkeys(not_right)),
        "left_out": [topic for topic in dict.fromkeys(left_out) if topic not in named],
    }


def _evidence(decision: Decision, box: Sealer, hide: Collection[str], language: str) -> dict[str, Any]:
    """What research said, as it was frozen, and what of it was withdrawn or corrected since."""
    opened = readable_snapshot(decision.snapshot, box, hide=hide)
    if opened is None:
        return {
            "research": (),
            "answered": False,
            "taken_away": True,
            "covered": False,
            "research_language": "",
            "strip": None,
            "recalled": [],
        }
    corrections, doubted = corrected_after(decision.case, decision.at, opened.services, language)
    now, recalled = as_it_holds(opened, language, hide=hide)
    return {
        "research": now.services,
        "answered": opened.answered,
        "taken_away": opened.taken_away,
        "covered": any(service.reason == HIDDEN for service in opened.services),
        "corrections": tuple(corrections),
        "doubted": doubted,
        "research_language": opened.language,
        "strip": strip_of(now),
        "recalled": recalled,
    }


def _not_wanted(case: Case, names: ChoiceNames, box: Sealer) -> list[tuple[str, str]]:
    lines = service_voices(case, names.all_services, box)
    return [(f"{line.name} {_where(line.on_own_device)}", line.words) for line in lines if line.refused]


def _where(on_own_device: bool) -> str:
    """On whose device the client said so (S35)."""
    return (
        gettext("(said on the own device)") if on_own_device else gettext("(said on the caseworker's screen)")
    )


def _choices(
    voices: Sequence[OpenedVoice], names: ChoiceNames, ideas: Mapping[str, Choice]
) -> dict[str, Any]:
    shown = [
        ReportVoice(
            whose=voice.whose,
            title=str(TITLES[voice.whose]),
            choices=names.of(voice.choice),
            words=voice.words,
            note=_note(
                voice.whose,
                voice.family,
                _after(voice.after_evidence, ideas.get(voice.whose), names),
                voice.how,
            ),
        )
        for voice in voices
    ]
    client, caseworker = (voice.choice for voice in voices)
    return {"voices": shown, "differ": voices_differ(client, caseworker)}


def how_given(after: str, how: str) -> str:
    """Of one voice, to who reads it later: what research did, and on whose device it was given (S35)."""
    return " ".join(str(part) for part in (AFTER.get(after, ""), GIVEN.get(how, "")) if part)


def _after(after: str, idea: Choice | None, names: ChoiceNames) -> str:
    """The first idea and what came of it."""
    if idea is None or after not in AFTER_IDEA or idea.kind not in {SERVICES, ONLY_REGULAR}:
        return str(AFTER.get(after, ""))
    return AFTER_IDEA[after] % {"idea": ", ".join(names.of(idea))}


def _note(whose: str, family: str, after: str, how: str) -> str:
    """The reason that was ticked, what research did, and how the choice was given."""
    families = {str(key): str(label) for key, label in FAMILIES[whose]}
    reason = gettext("Reason: %(reason)s.") % {"reason": families[family]} if family else ""
    return " ".join(str(part) for part in (reason, after, GIVEN.get(how, "")) if part)


def own_in_words(given: OwnDeviceChoice | None, names: ChoiceNames) -> ReportVoice | None:
    """What the client gave on the own device, as the report will say it."""
    if given is None:
        return None
    after = str(AFTER.get(given.after_evidence, ""))
    note = _note(Whose.CLIENT, given.said.family, after, "")
    title = str(TITLES[Whose.CLIENT])
    return ReportVoice(Whose.CLIENT, title, names.of(given.said.choice), given.said.words, note)


@dataclass(frozen=True)
class ClientSaid:
    """What a client said outside a decision: choices given on the own device, and help that is not wanted."""

    given: list[tuple[datetime, ReportVoice]]
    not_wanted: list[tuple[str, str]]


def client_said(case: Case, language: str) -> ClientSaid:
    """For the file with everything about a client (right of access)."""
    names = choice_names(language)
    voices = [(one.at, voice) for one in all_given(case) if (voice := own_in_words(one, names)) is not None]
    return ClientSaid(voices, _not_wanted(case, names, Sealer(case.client_key)))
