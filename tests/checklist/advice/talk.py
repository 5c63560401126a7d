# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk that came as far as the first ideas, made through the actions of the slices below."""

from dataclasses import dataclass

from django.test import Client as Browser

from checklist.advice.actions import record_first_idea, take_snapshot
from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.advice.queries import OpenedSnapshot, open_snapshot
from checklist.intake.actions import confirm_read_back, open_case, save_answer, save_goal
from checklist.intake.models import Answer, Case
from checklist.people.permissions import Actor
from checklist.questions.actions import derive_draft, load_default_questions
from checklist.questions.models import Question
from checklist.questions.queries import published, questions_of
from checklist.questions.rules import Reply
from tests.people import People
from tests.worlds import World, make_world, publish

GOAL = "Ik wil iets doen waar ik trots op ben."
ANSWERS = {"age": "27-44", "education": "none", "recent_work": "yes_now", "children": "no", "hours": "17-24"}


@dataclass
class Talk:
    """The world, one case of Anouk in it, and her browser."""

    world: World
    case: Case
    anouk: Browser

    @property
    def people(self) -> People:
        return self.world.people

    def question(self, key: str) -> Question:
        return next(row for row in questions_of(self.case.checklist) if row.key == key)

    def answer(self, key: str, value: str) -> None:
        """Answer a question, or answer it anew."""
        row = Answer.objects.filter(case=self.case, question=self.question(key)).first()
        reply = Reply("given", {"value": value})
        version = row.version if row else 0
        save_answer(
            case=self.case, question=self.question(key), reply=reply, version=version, by=self.people.anouk
        )

    def read_back(self) -> None:
        confirm_read_back(case=self.case, by=self.people.anouk)
        self.case.refresh_from_db()

    def ideas(self) -> None:
        """Both first ideas, by the actions."""
        for whose in (Whose.CLIENT, Whose.CASEWORKER):
            record_first_idea(case=self.case, whose=whose, kind="no_idea", by=self.people.anouk)

    def snapshot(self, language: str = "nl") -> EvidenceSnapshot:
        return take_snapshot(case=self.case, language=language, by=self.people.anouk)

    def opened(self, language: str = "nl") -> OpenedSnapshot:
        return open_snapshot(self.snapshot(language))

    @property
    def as_anouk(self) -> Actor:
        return Actor(kind="staff", account=self.people.anouk, role="caseworker")


def browser_of(account: object) -> Browser:
    browser = Browser()
    browser.force_login(account, "django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return browser


def make_talk(
    world: World | None = None, *, answers: dict[str, str] | None = None, number: str = "FICTIEF-7"
) -> Talk:
    """A case whose client answered `answers`, read back; the first ideas come next."""
    made = world or make_world()
    by = made.people.anouk
    if published() is None:
        draft = derive_draft(releases=[made.release], by=made.people.esra)
        load_default_questions(draft=draft, by=made.people.esra)
        publish(draft, made.people)
    opened = open_case(number=number, display_name="Dirk Fictief", purpose="talk", by=by, fictional=True)
    case = save_goal(case=opened.case, state="given", words=GOAL, version=1, by=by)
    talk = Talk(made, case, browser_of(by))
    for key, value in (ANSWERS if answers is None else answers).items():
        talk.answer(key, value)
    talk.read_back()
    return talk
