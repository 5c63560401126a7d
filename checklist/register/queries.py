# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the public may know, read from what is really switched on: register text, terms, purposes, words."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from checklist.access.models import Purpose
from checklist.base.moments import local_format
from checklist.base.terms import Term, term_of
from checklist.questions.queries import published, questions_of
from checklist.releases.models import GroupPolicy
from checklist.releases.queries import current_releases, default_policies, in_talk, policies
from checklist.services.queries import catalogue
from research import __version__

Text = str | Promise
TEXTS = Path(__file__).resolve().parent.parent / "defaults" / "register.toml"
#: Values that the publication standard lists, letter for letter: the register takes no others, so they stay Dutch.
STANDARD_VERSION, LANGUAGE, CATEGORY = "1.0", "nld", "Impactvolle algoritmes"
IN_USE, IN_DEVELOPMENT = "In gebruik", "In ontwikkeling"
SECURITY_TXT_DAYS = 180

TABLES: dict[str, Text] = {
    "case": gettext_lazy("The conversation: goal, stage, contact person"),
    "answer": gettext_lazy("The answers to the questions"),
    "decision": gettext_lazy("Both choices, with own words and the next step"),
    "override": gettext_lazy("That somebody chose otherwise than the research"),
    "access_line": gettext_lazy("Who looked, when and for what"),
    "review": gettext_lazy("What a team learned from a conversation that was drawn by chance"),
    "client_request": gettext_lazy("What a client asked, and the answer"),
}


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def language_now() -> str:
    return "en" if get_language() == "en" else "nl"


def words() -> list[tuple[str, str, str]]:
    """The words of this product, explained: (anchor, word, explanation)."""
    language = language_now()
    return [(row["key"], row[language], row[f"text_{language}"]) for row in texts()["word"]]


def terms() -> list[tuple[Text, Term]]:
    """How long what is kept, per table, with its ground (S25)."""
    return [(label, term_of(table)) for table, label in TABLES.items()]


def purposes() -> list[str]:
    """The closed list of reasons for a look."""
    return [str(label) for _value, label in Purpose.choices]


@dataclass(frozen=True)
class Group:
    """How one characteristic is treated (R13), with the public reason."""

    name: str
    state: str
    speaks: bool
    reason: str


def groups() -> list[Group]:
    """Every group with a policy in force; one that waits for a confirmation stands in the library until then."""
    language, speaking = language_now(), in_talk()
    names = {row["characteristic"]: row[f"name_{language}"] for row in default_policies()}
    return [
        _group(key, policy, str(names.get(key, key)), key in speaking) for key, policy in policies().items()
    ]


def _group(key: str, policy: GroupPolicy, name: str, speaks: bool) -> Group:
    waits = policy.state == GroupPolicy.State.IN_TALK and not speaks
    state = GroupPolicy.State.LIBRARY if waits else GroupPolicy.State(policy.state)
    return Group(name, str(state.label), speaks, getattr(policy, f"reason_{language_now()}"))


@dataclass(frozen=True)
class Asked:
    """One question of the published checklist with its ground."""

    text: str
    use: str


def asked() -> list[Asked]:
    checklist, language = published(), language_now()
    rows = questions_of(checklist) if checklist else []
    return [Asked(getattr(row, f"text_{language}"), getattr(row, f"use_{language}")) for row in rows]


@dataclass(frozen=True)
class Activity:
    """One entry of the register of processing activities: what for, reasons for a look, data, legal basis."""

    key: str
    name: str
    purposes: tuple[str, ...]
    data: str
    basis: str


def activities() -> list[Activity]:
    language = language_now()
    return [
        Activity(
            key=row["key"],
            name=row[language],
            purposes=tuple(str(Purpose(value).label) for value in row["purposes"]),
            data=row[f"data_{language}"],
            basis=row[f"basis_{language}"],
        )
        for row in texts()["activity"]
    ]


# ---- the register text -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One field of the algorithm register: its key in the standard, its name, its text."""

    key: str
    label: Text
    text: str
    listed: bool = False  # a value that the standard lists, in Dutch whatever the language of the page


def register_entries() -> list[Entry]:
    """The text for the algorithm register, made from what is switched on in this installation."""
    maker = _("Open source: The Tweespraak contributors, version %(version)s.") % {"version": __version__}
    return [
        Entry("name", _("Name"), settings.SITE_NAME),
        Entry(
            "organization",
            _("Organisation"),
            settings.ORGANISATION or _("to be filled in by the municipality"),
        ),
        Entry("status", _("Status"), IN_USE if published() else IN_DEVELOPMENT, listed=True),
        Entry("publication_category", _("Category"), CATEGORY, listed=True),
        *_prose(),
        Entry("provider", _("Maker"), maker),
        Entry("contact_email", _("Contact"), settings.CONTACT_EMAIL),
        Entry("lang", _("Language"), LANGUAGE),
        Entry("standard_version", _("Version of the standard"), STANDARD_VERSION),
    ]


def _prose() -> list[Entry]:
    language, live = language_now(), _live()
    rows: dict[str, dict[str, str]] = texts()["register"]
    return [Entry(key, row[f"label_{language}"], row[language] % live) for key, row in rows.items()]


def _live() -> dict[str, Any]:
    """What the fixed sentences say about this installation."""
    nothing = _("none yet")
    return {
        "questions": len(asked()),
        "services": len(catalogue()),
        "groups": ", ".join(group.name for group in groups() if group.speaks) or nothing,
        "research": "; ".join(_research()) or nothing,
    }


def _research() -> list[str]:
    titles = [(getattr(row, f"title_{language_now()}"), row.expires_on) for row in current_releases()]
    return [
        _("%(title)s (speaks until %(day)s)") % {"title": title, "day": local_format(until, "j F Y")}
        if until
        else title
        for title, until in titles
    ]


def register_json() -> dict[str, Any]:
    """The same as data, in the field names of the publication standard, and in the language that it names: Dutch."""
    with translation.override("nl"):
        return {entry.key: str(entry.text) for entry in register_entries()} | _behind_it()


def _behind_it() -> dict[str, Any]:
    return {
        "generated_at": timezone.localtime().isoformat(timespec="seconds"),
        "groups": [{"name": group.name, "state": group.state, "reason": group.reason} for group in groups()],
        "processing_activities": [
            {"id": row.key, "name": row.name, "purposes": row.purposes, "data": row.data, "basis": row.basis}
            for row in activities()
        ],
        "questions": [{"text": row.text, "use": row.use} for row in asked()],
        "retention": [
            {"table": term.table, "months": term.months, "ground": term.ground} for _label, term in terms()
        ],
    }


# ---- security.txt (RFC 9116) -----------------------------------------------------------------------------------------


def security_txt(address: str, policy: str, *, now: datetime | None = None) -> str:
    """Where to report a leak. It expires, as it must, within a year."""
    moment = (now or timezone.now()).astimezone(UTC)
    expires = (moment + timedelta(days=SECURITY_TXT_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {address}",
        f"Policy: {policy}",
    ]
    return "\n".join(lines) + "\n"
