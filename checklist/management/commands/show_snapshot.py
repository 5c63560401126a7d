# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draw frozen evidence again, years later, exactly as it was on the screen."""

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.html import escape
from django.utils.timezone import localdate

from checklist.access.actions import log_look
from checklist.advice.models import EvidenceSnapshot
from checklist.advice.page.frozen import as_frozen
from checklist.advice.queries import readable_snapshot, recalled_in
from checklist.people.permissions import SYSTEM

GONE = {
    "nl": "Weggehaald. Niemand kan dit meer lezen.",
    "en": "Taken away. Nobody can read this any more.",
}
BLOCKS = {"p", "li", "tr", "div", "section", "h2", "h3", "h4", "summary", "figcaption", "caption", "details"}
MARKS = {"h2": "\n## ", "h3": "\n### ", "h4": "\n#### ", "li": "- "}


class Command(BaseCommand):
    help = (
        "Show what was on the screen in one conversation, to the letter: text, or --html. The look is put on record; "
        "the client sees it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("uuid", help="the key of the snapshot")
        parser.add_argument("--html", action="store_true", help="the HTML instead of plain text")

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot = _found(options["uuid"])
        case = snapshot.case
        log_look(client_key=snapshot.client_key, case_uuid=case.uuid, by=SYSTEM, part="evidence")
        opened = readable_snapshot(snapshot)
        html = f"<p>{escape(GONE.get(snapshot.language, GONE['nl']))}</p>\n"
        if opened is not None:
            html = str(as_frozen(opened))
            for one in recalled_in(opened, snapshot.language):
                about = f"{one.service or 'what often goes together'} {one.group}".strip()
                told = (
                    f"{about}: {one.reason}"
                    if one.on is None
                    else f"{about}, {localdate(one.on)}: {one.reason}"
                )
                self.stderr.write(f"withdrawn since it was shown: {told}")
        self.stdout.write(html if options["html"] else as_text(html), ending="")


def _found(uuid: str) -> EvidenceSnapshot:
    try:
        return EvidenceSnapshot.objects.select_related("case").get(uuid=UUID(uuid))
    except ValueError:
        raise CommandError(f"expected the key of a snapshot (a UUID), found {uuid!r}") from None
    except EvidenceSnapshot.DoesNotExist:
        raise CommandError(
            f"no snapshot has the key {uuid}; look for it on the page of the conversation"
        ) from None


class _Text(HTMLParser):
    """HTML of our own templates as plain text: a line per block, a bar between cells, no drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.drawings = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.drawings += tag == "svg"
        if tag in BLOCKS:
            self.pieces.append("\n" + MARKS.get(tag, ""))
        elif tag in {"td", "th"}:
            self.pieces.append(" | ")
        elif tag == "span":
            self.pieces.append(" ")
        elif tag in {"dt", "dd"}:
            self.pieces.append("\n" if tag == "dt" else ": ")

    def handle_endtag(self, tag: str) -> None:
        self.drawings -= tag == "svg"
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.drawings:
            self.pieces.append(re.sub(r"\s+", " ", data))


def as_text(html: str) -> str:
    """The words of a frozen page, in reading order."""
    reader = _Text()
    reader.feed(html)
    lines = [re.sub(r" +", " ", line).strip(" |") for line in "".join(reader.pieces).split("\n")]
    text = "\n".join(line for line in lines if line not in {"", "-"})
    return re.sub(r"\n(?=##)", "\n\n", text) + "\n"
