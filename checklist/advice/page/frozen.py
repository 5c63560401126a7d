# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that was frozen, with its open places filled; and the client's word about a service on its card (R8)."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from checklist.advice.page.pieces import FROZEN
from checklist.advice.queries import OpenedSnapshot, ServiceLine, hidden_words
from checklist.base.slots import cut, slot

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
        context = {"line": line, "form": FORM, "closed": closed}
        fills[name] = render_to_string("checklist/advice/service_voice.html", context)
    return cut(page).filled(fills, opened.gone)


def _fills(opened: OpenedSnapshot) -> dict[str, str]:
    """What was frozen for each place; words for what may not be seen at this moment."""
    fills = dict(opened.fills)
    if opened.covered:
        block = render_to_string(f"{FROZEN}/gone.html", {"words": hidden_words()})
        fills |= dict.fromkeys(opened.covered, block)
    return fills
