# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that was frozen, with its open places filled; and the client's word about a service on its card (R8)."""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from checklist.advice.page.pieces import FROZEN
from checklist.advice.queries import OpenedSnapshot, ServiceLine, hidden_words
from checklist.base.slots import Cut, cut, slot

FORM = "help-voice"  # id of the one form on the evidence page to which the buttons on all cards belong


def as_frozen(opened: OpenedSnapshot) -> SafeString:
    """What stood on the screen. A place whose key is gone gets the words that were frozen for that."""
    return cut(opened.page).filled(_fills(opened), opened.gone)


def with_voices(opened: OpenedSnapshot, lines: Iterable[ServiceLine], *, closed: bool = False) -> SafeString:
    """The same with the client's word on each card, at the place that is empty in what was frozen."""
    page, fills = opened.page, _fills(opened)
    for line in lines:
        name, start = f"voice:{line.key}", f'id="stem-{line.key}">'
        page = page.replace(f"{start}</div>", f"{start}{slot(name)}</div>", 1)
        fills[name] = _voice(line, closed=closed)
    return cut(page).filled(fills, opened.gone)


def _voice(line: ServiceLine, *, closed: bool) -> str:
    """The client's word about one service, and the buttons. Where nothing was said all look the same: drawn once."""
    if line.refused or line.words or closed:
        context = {"line": line, "form": FORM, "closed": closed}
        return render_to_string("checklist/advice/service_voice.html", context)
    named = {"line:key": line.key, "line:name": conditional_escape(line.name)}
    return _nothing_said(get_language() or "").filled(named)


@lru_cache(maxsize=4)
def _nothing_said(_language: str) -> Cut:
    line = {"key": slot("line:key"), "name": slot("line:name"), "refused": False, "words": ""}
    context = {"line": line, "form": FORM, "closed": False}
    return cut(render_to_string("checklist/advice/service_voice.html", context))


def _fills(opened: OpenedSnapshot) -> dict[str, str]:
    """What was frozen for each place; words for what may not be seen at this moment."""
    fills = dict(opened.fills)
    if opened.covered:
        named = {service.key: "" if service.stated.everybody else service.name for service in opened.services}
        for place in opened.covered:
            context = {"words": hidden_words(), "name": named.get(place.partition(":")[2], "")}
            # what was frozen before there was a strip has no table around the place
            kind = "gone_row.html" if opened.axis else "gone.html"
            fills[place] = render_to_string(f"{FROZEN}/{kind}", context)
    return fills
