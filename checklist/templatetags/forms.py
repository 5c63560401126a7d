# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form of the app has: Django's token with whose form it is, and a head that takes along what is typed."""

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from checklist.people.kept import whose

register = template.Library()

TYPED_FORM = re.compile(r"<form\b[^>]*\bdata-typed\b[^>]*>")
ID = re.compile(r'\bid="([\w-]+)"')
FIRST_BUTTON = re.compile(r'<button\b[^>]*\btype="submit"[^>]*>')
PRESSED = re.compile(r'\b(?:name|value|formnovalidate)(?:="[^"]*")?')


@register.simple_tag(takes_context=True)
def csrf_token(context: Any) -> SafeString:
    """The token, and the mark of the person who is logged in."""
    token = mark_safe(CsrfTokenNode().render(context))  # noqa: S308 – Django's own
    request = context.get("request")
    mark = whose(request) if request is not None else ""
    return token + format_html('<input type="hidden" name="form_owner" value="{}">', mark) if mark else token


class DrawnFirst(template.Node):
    """Draws the main part before the head, so that the head knows the form in which people type.

    Sets `main_drawn`; `typed_form`, the id of the form with data-typed; and `enter`, what its first button sends. A
    switch in the head is a button of that form and stands before it: without a button of its own before that, the Enter
    key in a field would press the switch.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Any) -> str:
        main = self.nodelist.render(context)
        form = TYPED_FORM.search(main)
        named = ID.search(form.group()) if form else None
        context["main_drawn"] = main
        context["typed_form"] = named.group(1) if named else ""
        context["enter"] = _enter(main, form.end()) if form and named else None
        return ""


def _enter(main: str, start: int) -> SafeString | None:
    """What the first button of this form sends, as attributes; None when it has no button inside."""
    button = FIRST_BUTTON.search(main, start, main.find("</form>", start))
    if button is None:
        return None
    return mark_safe(" ".join(PRESSED.findall(button.group())))  # noqa: S308 – drawn and escaped by our templates


@register.tag
def drawn_first(parser: Parser, _token: Token) -> DrawnFirst:
    nodelist = parser.parse(("enddrawn_first",))
    parser.delete_first_token()
    return DrawnFirst(nodelist)
