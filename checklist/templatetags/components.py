# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components that need a little arranging before a template can draw them. The others are plain includes."""

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from checklist.base.slots import NO_KEY, Cut, cut, cut_at_key, slot

register = template.Library()

Option = Sequence[Any]  # (value, label) or (value, label, help)
TALK_STEPS = (
    ("goal", _("Goal")),
    ("questions", _("Questions")),
    ("read-back", _("Read back")),
    ("first-idea", _("First idea")),
    ("evidence", _("Results")),
    ("choices", _("Choices")),
    ("summary", _("Report")),
)


def _options(options: Iterable[Option], group_id: str, chosen: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{group_id}-{'-'.join(str(value).split()) or 'none'}",
            "value": value,
            "label": label,
            "help": rest[0] if rest else "",
            "checked": str(value) in chosen,
        }
        for value, label, *rest in options
    ]


def _described_by(group_id: str, help_text: str, errors: Sequence[str]) -> str:
    parts = [f"{group_id}-help"] if help_text else []
    return " ".join(parts + ([f"{group_id}-error"] if errors else []))


def _group(
    name: str, legend: str, options: Iterable[Option], chosen: set[str], extra: dict[str, Any]
) -> dict[str, Any]:
    group_id = extra.get("id") or name
    help_text, errors = extra.get("help", ""), extra.get("errors") or ()
    shown = {key: extra.get(key, "") for key in ("tag", "columns", "legend_hidden")}
    return shown | {
        "id": group_id,
        "name": name,
        "legend": legend,
        "help": help_text,
        "errors": errors,
        "options": _options(options, group_id, chosen),
        "described_by": _described_by(group_id, help_text, errors),
    }


@register.inclusion_tag("components/option_group.html")
def radio_group(
    name: str, legend: str, options: Iterable[Option], value: Any = None, **extra: Any
) -> dict[str, Any]:
    """One question, one answer; nothing is ticked unless `value` says so.

    Extra: id, help, errors (sentences), columns (rows side by side), tag (a word after the legend), legend_hidden.
    """
    chosen = set() if value is None else {str(value)}
    look = {"type": "radio", "input_class": "utrecht-radio-button utrecht-radio-button--html-input"}
    return _group(name, legend, options, chosen, extra) | look


@register.inclusion_tag("components/option_group.html")
def checkbox_group(
    name: str, legend: str, options: Iterable[Option], values: Iterable[Any] = (), **extra: Any
) -> dict[str, Any]:
    """One question, any number of answers. Extra: as radio_group."""
    look = {"type": "checkbox", "input_class": "utrecht-checkbox utrecht-checkbox--html-input"}
    return _group(name, legend, options, {str(value) for value in values or ()}, extra) | look


@register.inclusion_tag("components/select.html")
def select_input(
    name: str, label: str, options: Iterable[Option], value: Any = None, **extra: Any
) -> dict[str, Any]:
    """A list to choose from; only for filters and long lists. Extra: id, help, errors, empty_label."""
    chosen = set() if value is None else {str(value)}
    group = _group(name, label, options, chosen, extra)
    return group | {"label": label, "empty_label": extra.get("empty_label", "")}


@register.filter
def as_sentence(text: str) -> str:
    """With a stop behind it, unless somebody ended it."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."


@register.simple_tag
def of_case(template_name: str, case_uuid: UUID, words: Hashable = None) -> SafeString:
    """A part of the page that is the same in every case but for its addresses: drawn once, and the key filled in.

    The template gets `case_uuid` and `words`: texts of the checklist at most, never anything about a person.
    """
    made = _of_any_case(get_language(), get_script_prefix(), template_name, words)
    return made.filled({"key": str(case_uuid)})


@register.simple_tag
def idle_lock() -> SafeString:
    """The idle lock of a page for who works here (S21): its script and its words, drawn once per language."""
    return _of_any_case(get_language(), get_script_prefix(), "components/idle_lock.html", None).filled({})


@lru_cache(maxsize=512)
def _of_any_case(_language: str, _prefix: str, template_name: str, words: Hashable) -> Cut:
    return cut_at_key(render_to_string(template_name, {"case_uuid": NO_KEY, "words": words}))


@register.simple_tag
def talk_steps(current: str, done: Iterable[str] = (), addresses: dict[str, str] | None = None) -> SafeString:
    """The seven steps of the talk: key of this page, keys that are done, and where one may go (key → address)."""
    where = addresses or {}
    drawn = _steps(get_language(), current, tuple(done or ()), tuple(where))
    return drawn.filled({key: escape(address) for key, address in where.items()})


@lru_cache(maxsize=256)
def _steps(_language: str, current: str, done: tuple[str, ...], opened: tuple[str, ...]) -> Cut:
    """The steps drawn once for each place in a talk, cut where the address of a step stands."""
    steps = [
        {
            "label": label,
            "state": "current" if key == current else "done" if key in done else "later",
            "url": slot(key) if key in opened else "",
        }
        for key, label in TALK_STEPS
    ]
    return cut(render_to_string("components/steps.html", {"steps": steps}))
