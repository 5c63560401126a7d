# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The talk: a page of 30 questions, the same by `{{ form }}`, and the quiet saving of one answer."""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.forms.renderers import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation

from checklist.access.actions import log_look
from checklist.intake.actions import save_answers
from checklist.intake.models import Case
from checklist.intake.page import drawn
from checklist.intake.queries import Talk, talk_of
from checklist.intake.rules import FilledAnswer
from checklist.people.models import Account
from checklist.people.queries import staff_actor
from checklist.questions.models import Checklist, Question
from checklist.questions.page import shown
from checklist.questions.rules import Reply
from tests.bench.measured.clock import Server, turn_by_turn
from tests.checklist.intake.steps import case_of
from tests.worlds import World

MANY = 30
KINDS = ["one"] * 5 + ["several", "words"]  # of seven questions
OPTIONS = [
    {"value": f"keus-{n}", "nl": f"Antwoord {n} van de vijf", "en": f"Answer {n}", "group": ""}
    for n in range(5)
]


@dataclass(frozen=True)
class Bench:
    """A case with a checklist of 30 questions in one topic, all answered; its server for its caseworker."""

    case: Case
    questions: list[Question]
    by: Account
    server: Server

    @property
    def page(self) -> str:
        return f"/gesprekken/{self.case.uuid}/vragen/1/"


def bench_case(world: World, number: int = 9000) -> Bench:
    """Rows written directly: this checklist was never published and no talk uses it. `number`: one for each part."""
    by = world.people.anouk
    version = Checklist.objects.create(
        version=number, title_nl="FICTIEF: alleen voor de meting", title_en="FICTIONAL: only for the bench",
        state=Checklist.State.SUPERSEDED, fictional=True, made_by=by,
    )  # fmt: skip
    questions = [_question(version, number) for number in range(1, MANY + 1)]
    case = case_of(world, f"FICTIEF-BENCH-{number}")
    Case.objects.filter(pk=case.pk).update(checklist=version)
    case = Case.objects.select_related("client", "checklist", "caseworker").get(pk=case.pk)
    replies = [FilledAnswer(question, _reply(question), 0) for question in questions]
    save_answers(case=case, given=replies, by=by)
    return Bench(case, questions, by, Server(by))


def _question(version: Checklist, number: int) -> Question:
    kind = KINDS[number % len(KINDS)]
    return Question.objects.create(
        checklist=version, key=f"vraag-{number}", position=number, topic_nl="Alles", topic_en="All", kind=kind,
        text_nl=f"Wat past bij u als het gaat om onderwerp {number}?", text_en=f"What suits you in matter {number}?",
        help_nl="U mag ook iets overslaan.", help_en="You may skip.", options=[] if kind == "words" else OPTIONS,
        own_words=kind == "several", ground="practical", use_nl="Voor dit gesprek.", use_en="For this talk.",
    )  # fmt: skip


def _reply(question: Question) -> Reply:
    words = {"words": "Dit zijn de eigen woorden van iemand die niet bestaat."}
    answers: dict[str, dict[str, Any]] = {
        "one": {"value": "keus-2"}, "several": {"values": ["keus-1", "keus-3"]}, "words": words,
    }  # fmt: skip
    return Reply("given", answers[question.kind])


def pages(bench: Bench, *, rounds: int, times: int) -> dict[str, float]:
    """The page of 30 questions and the quiet save, beside an empty page."""
    server, save = bench.server, Saver(bench)
    look = server.get(bench.page)
    if look.count(b"<fieldset") != MANY or look.count(b" checked") < MANY - 5:
        raise SystemExit("The page of the bench does not show 30 questions with their answers.")
    acts = {
        "empty": lambda: server.get("/bench/leeg/"),
        "empty_page": lambda: server.get("/bench/lege-pagina/"),
        "intake": lambda: server.get(bench.page),
        "save": save,
    }
    found = turn_by_turn(acts, rounds=rounds, times=times)
    return {f"{name}_ms": found.ms(name) for name in acts} | {
        "intake/empty": found.ratio("intake", "empty"),
        "intake/empty_page": found.ratio("intake", "empty_page"),
        "save/empty": found.ratio("save", "empty"),
        "save/empty_page": found.ratio("save", "empty_page"),
    }


class Saver:
    """Saves another answer to the first question at every call, with the version that it got back."""

    def __init__(self, bench: Bench) -> None:
        self.server, self.key, self.number = bench.server, bench.questions[0].key, 0
        self.path, self.version = f"/gesprekken/{bench.case.uuid}/vragen/bewaar/", 1

    def __call__(self) -> None:
        self.number += 1
        fields = {f"answer-{self.key}": f"keus-{self.number % 2}", f"version-{self.key}": str(self.version)}
        said = json.loads(self.server.post(self.path, fields))
        if said["versions"][self.key] != self.version + 1:
            raise SystemExit(f"Expected version {self.version + 1}, found {said['versions']}.")
        self.version += 1


# ---- drawing only ----------------------------------------------------------------------------------------------------


def drawings(bench: Bench, *, rounds: int, times: int) -> dict[str, float]:
    """The same 30 questions with the same answers: `{{ form }}` with Django's own templates and with ours, and ours."""
    request = RequestFactory().get(bench.page)
    request.session, request.user, request.LANGUAGE_CODE = {}, bench.by, "nl"  # type: ignore[assignment,attr-defined]
    with translation.override("nl"):
        talk = talk_of(bench.case, "nl")
        theirs = form_class(bench.questions)
        initial = initial_of(talk)
        acts = {
            "form": lambda: str(theirs(initial=initial, renderer=DjangoTemplates())),
            "form_in_our_look": lambda: str(theirs(initial=initial)),
            "ours": lambda: drawn(request, bench.case, talk, talk.topics, None)[0][1].decode(),
        }
        texts = {name: str(act()) for name, act in acts.items()}  # type: ignore[no-untyped-call]
        if len({text.count('type="radio"') + text.count('type="checkbox"') for text in texts.values()}) != 1:
            raise SystemExit("The two sides do not draw the same number of answers.")
        found = turn_by_turn(acts, rounds=rounds, times=times)
    return {f"{name}_ms": found.ms(name) for name in acts} | {
        "form/ours": found.ratio("form", "ours"),
        "form_in_our_look/ours": found.ratio("form_in_our_look", "ours"),
    }


def form_class(questions: list[Question]) -> type[forms.Form]:
    """The 30 questions as an ordinary Django form: the same texts, options, own words and versions."""
    fields: dict[str, forms.Field] = {}
    for question in questions:
        words, key = shown(question, "nl"), question.key
        given = [(words["given"]["value"], words["given"]["label"])] if words["given"] else []
        options = [(one["value"], one["label"]) for one in (*words["options"], *words["open"])]
        kind, widget = (
            (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
            if words["many"]
            else (forms.ChoiceField, forms.RadioSelect)
        )
        fields[f"answer-{key}"] = kind(
            choices=given + options,
            widget=widget,
            required=False,
            label=words["text"],
            help_text=words["help"],
        )
        if words["has_words"]:
            fields[f"words-{key}"] = forms.CharField(
                widget=forms.Textarea, required=False, label="Eigen woorden"
            )
        fields[f"version-{key}"] = forms.IntegerField(widget=forms.HiddenInput)
    return type("ThirtyQuestions", (forms.Form,), fields)


def initial_of(talk: Talk) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, answer in talk.opened.items():
        said = answer.answer or {}
        values[f"answer-{key}"] = said.get("values") or said.get("value") or "given"
        values[f"words-{key}"] = said.get("words", "")
        values[f"version-{key}"] = answer.version
    return values


# ---- what the line adds to a save ------------------------------------------------------------------------------------


def tracked(bench: Bench, *, rounds: int, times: int) -> dict[str, float]:
    """One answer saved with its access line in one transaction, beside the same save without the line."""
    request = RequestFactory().get("/")
    request.user = bench.by
    actor, question = staff_actor(request, "caseworker"), bench.questions[1]
    state = {"version": 1, "number": 0}

    def save() -> None:
        state["number"] += 1
        reply = Reply("given", {"value": f"keus-{state['number'] % 2}"})
        given = [FilledAnswer(question, reply, state["version"])]
        state["version"] = save_answers(case=bench.case, given=given, by=bench.by)[question.key]

    def save_and_line() -> None:
        with transaction.atomic():
            save()
            log_look(
                client_key=bench.case.client_key, case_uuid=bench.case.uuid, by=actor, part="questions",
                purpose="talk", outcome="saved",
            )  # fmt: skip

    found = turn_by_turn({"plain": save, "tracked": save_and_line}, rounds=rounds, times=times)
    return {
        "plain_save_ms": found.ms("plain"),
        "tracked_save_ms": found.ms("tracked"),
        "tracked/plain": found.ratio("tracked", "plain"),
    }
