# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence page as its tests take it apart: what was frozen, one service, the row of a service."""

from django.utils.html import strip_tags

from tests.checklist.advice.talk import Talk

END_OF_CARD = "</div></details></td></tr></tbody>"


def address(talk: Talk) -> str:
    return f"/gesprekken/{talk.case.uuid}/uitkomsten/"


def page(talk: Talk) -> str:
    """The page with the frozen evidence, opened when it was not."""
    response = talk.anouk.get(address(talk))
    if '<div class="frozen"' not in response.content.decode():
        talk.anouk.post(address(talk))
        response = talk.anouk.get(address(talk))
    assert response.status_code == 200
    return str(response.content.decode())


def frozen(html: str) -> str:
    """What was frozen, without the page around it."""
    return html.partition('<div class="frozen"')[2].partition('<div class="actions"')[0]


def card(html: str, key: str) -> str:
    return html.partition(f'id="hulp-{key}"')[2].partition(END_OF_CARD)[0]


def first_layer(html: str, key: str) -> str:
    """The row of a service in the strip, as words: what stands there before anything is opened."""
    return as_words(card(html, key).partition("<details")[0].partition(">")[2])


def as_words(html: str) -> str:
    return " ".join(strip_tags(html.replace("<", " <")).split())
