# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thirteen fictional talks of `checklist/defaults/personas.toml`, posted through the real pages (S7, R10)."""

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from checklist.management.browsing import DeadEnd, Fields, Person

PERSONAS = Path(__file__).resolve().parent.parent / "defaults" / "personas.toml"
OTHERS = PERSONAS.with_name("others.toml")
CODE = re.compile(r"<strong>([0-9A-Z]{4}(?:[ –-][0-9A-Z]{4})+)</strong>")
ASKED = re.compile(r'name="version-([^"]+)"')
CASE = re.compile(r"/gesprekken/([0-9a-f-]{36})/")
ORDER = ("opened", "questions", "answered", "first_client", "evidence", "summary")
NO_SHOW = "no_show"
OPEN_ANSWERS = {"unknown", "declined", "not_asked"}
ALONE = {"only_regular", "no_idea", "not_given"}  # first ideas without a service


@dataclass(frozen=True)
class Talk:
    """One talk that was made: whose, where, the client's code, and how far it came."""

    number: str
    name: str
    uuid: str
    code: str
    until: str


def personas(file: Path = PERSONAS) -> list[dict[str, Any]]:
    with file.open("rb") as opened:
        return list(tomllib.load(opened)["persona"])


def others() -> list[dict[str, Any]]:
    """Who makes the number of people with another choice ten in one team."""
    return personas(OTHERS)


def hold_talk(caseworker: Person, persona: dict[str, Any]) -> Talk:
    """Hold one talk as `caseworker`, up to where the persona says it came. Raises DeadEnd when a page refuses."""
    why: Fields = {"held": persona["held"]} if "held" in persona else {"purpose": "talk"}
    who: Fields = {"number": persona["number"], "display_name": persona["name"], "new": "on"}
    opened = caseworker.send("/gesprekken/nieuw/", who | why, answered_here=True)
    if persona["until"] == NO_SHOW:
        return _absence(caseworker, persona)
    html = opened.content.decode()
    code, case = CODE.search(html), CASE.search(html)
    if code is None or case is None:
        raise DeadEnd("the page after opening a conversation shows no code for the client, or no way on")
    base, reached = f"/gesprekken/{case[1]}/", ORDER.index(persona["until"])
    steps = (_goal_and_answers, _read_back, _first_of_client, _evidence, _choices)
    for place, step in enumerate(steps, start=1):
        if place <= reached:
            step(caseworker, base, persona)
    return Talk(persona["number"], persona["name"], case[1], code[1], persona["until"])


def _absence(who: Person, persona: dict[str, Any]) -> Talk:
    """The client did not come: what is done next, and nothing else."""
    case = CASE.search(who.path)
    if case is None:
        raise DeadEnd("the page after opening does not lead to the one for a client who did not come")
    day = (timezone.localdate() + timedelta(days=persona["revisit_days"])).isoformat()
    who.send(f"/gesprekken/{case[1]}/niet-gekomen/", {"next_step": persona["next_step"], "revisit_on": day})
    return Talk(persona["number"], persona["name"], case[1], "", NO_SHOW)


def _goal_and_answers(who: Person, base: str, persona: dict[str, Any]) -> None:
    goal: Fields = {"goal_state": persona.get("goal_state", "given"), "goal": persona.get("goal", "")}
    if persona.get("companion"):
        goal["companion"] = "1"
    who.send(f"{base}doel/", goal)
    asked = _asked(who, base)
    answers = {key: value for key, value in persona["answers"].items() if key in asked}
    if persona["until"] == "questions":  # the talk was broken off halfway
        who.send(f"{base}vragen/", _fields({key: answers[key] for key in ("work", "hours")}) | {"go": "stop"})
        return
    gate = {key: value for key, value in answers.items() if key == "health_gate"}
    if gate:
        who.send(f"{base}vragen/alles/", _fields(gate))
    who.send(f"{base}vragen/alles/", _fields(answers))


def _asked(who: Person, base: str) -> set[str]:
    """The questions that this checklist asks: without research on a group nobody is asked for it (R12)."""
    return set(ASKED.findall(who.read(f"{base}vragen/alles/").content.decode()))


def _read_back(who: Person, base: str, persona: dict[str, Any]) -> None:
    asked = _asked(who, base)
    for key, voice in persona.get("refuse", {}).items():
        if key not in asked:
            continue
        who.send(f"{base}teruglezen/", {"question": key, "voice": voice}, filled={"question": key})
    if persona["until"] != "answered":
        who.send(f"{base}teruglezen/", {"confirm": "1"})


def _first_of_client(who: Person, base: str, persona: dict[str, Any]) -> None:
    who.send(f"{base}eerste-idee/", _idea("client", persona["first_client"]))


def _evidence(who: Person, base: str, persona: dict[str, Any]) -> None:
    who.send(f"{base}eerste-idee/", _idea("caseworker", persona["first_caseworker"]))
    who.read(f"{base}uitkomsten/")


def _choices(who: Person, base: str, persona: dict[str, Any]) -> None:
    for service in persona.get("not_wanted", []):
        who.send(f"{base}keuzes/", {"refuse": service}, answered_here=True)
    fields: Fields = {}
    for whose in ("client", "caseworker"):
        fields |= _voice(whose, persona[whose])
    fields["next_step"] = persona.get("next_step", "")
    if "revisit_days" in persona:
        fields["revisit_on"] = (timezone.localdate() + timedelta(days=persona["revisit_days"])).isoformat()
    if any(persona["client"].get(key) != persona["caseworker"].get(key) for key in ("kind", "services")):
        fields["route"] = persona.get("route", "none")
    who.send(f"{base}keuzes/", fields)
    who.read(f"{base}verslag/")


def _idea(whose: str, idea: dict[str, Any]) -> Fields:
    choice = [idea["kind"]] if idea["kind"] in ALONE else idea["services"]
    return {f"{whose}_choice": choice, f"{whose}_words": idea.get("words", "")}


def _voice(whose: str, voice: dict[str, Any]) -> Fields:
    choice = voice["services"] if voice["kind"] == "services" else [f":{voice['kind']}"]
    fields: Fields = {f"{whose}_choice": choice, f"{whose}_words": voice.get("words", "")}
    asked = ("how", "how_words", "family")
    return fields | {f"{whose}_{name}": voice[name] for name in asked if name in voice}


def _fields(answers: dict[str, Any]) -> Fields:
    """Fields of the questions page for these answers."""
    fields: Fields = {}
    for key, answer in answers.items():
        if isinstance(answer, str):
            fields[f"answer-{key}"] = answer
            continue
        picked = answer.get("values", [])
        if "words" in answer:
            fields[f"words-{key}"] = answer["words"]
        if picked:
            fields[f"answer-{key}"] = picked
        elif "words" in answer:
            fields[f"answer-{key}"] = "given"
        for line, judgement in answer.get("lines", {}).items():
            fields[f"line-{key}-{line}"] = judgement
    return fields
