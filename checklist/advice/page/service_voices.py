# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's word about a service on its card, which stays as information (R8)."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from checklist.advice.queries.service_voices import ServiceLine

FORM = "help-voice"  # id of the one form on the evidence page to which the buttons on all cards belong


def said_on_cards(html: str, lines: Iterable[ServiceLine], *, closed: bool = False) -> SafeString:
    """The frozen page with the client's word in the slot of each card, which is empty in what was frozen."""
    for line in lines:
        slot = f'id="stem-{line.key}">'
        context = {"line": line, "form": FORM, "closed": closed}
        said = render_to_string("checklist/advice/service_voice.html", context)
        html = html.replace(f"{slot}</div>", f"{slot}{said}</div>", 1)
    return mark_safe(html)  # noqa: S308 – frozen HTML of our own templates, and one of them
