# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a registration, agreeing to it, and writing it: whole or not at all, and on record with every client."""

import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import log_looks
from checklist.access.rules import FOR_RESEARCH
from checklist.base.keyring import research_key
from checklist.base.small_numbers import FEWEST
from checklist.people.actions import decide, propose
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Actor, Refused, check_has_role, check_second_person
from checklist.registration import queries, rules
from checklist.registration.models import Registration
from checklist.registration.writing import write_folder
from research import __version__

SHORTEST_PURPOSE = 20  # signs: a sentence, not a word


@transaction.atomic
def ask_registration(*, wanted: rules.Wanted, purpose: str, by: Account) -> Proposal:
    """The first of two people. Nothing is read and nothing goes out."""
    check_has_role(by, *queries.ROLES)
    if not (rules.MONTH.fullmatch(wanted.first) and rules.MONTH.fullmatch(wanted.last)):
        raise Refused(_("Expected months like 2026-01."))
    if wanted.last < wanted.first:
        raise Refused(_("The last month lies before the first one."))
    words = " ".join(purpose.split())
    if len(words) < SHORTEST_PURPOSE:
        raise Refused(_("Write in a sentence what it is for. Every client concerned reads it."))
    return propose(act=queries.ACT, subject=wanted.subject, by=by, content=asdict(wanted), reason=words)


@transaction.atomic
def decide_registration(*, proposal: Proposal, agree: bool, by: Account, answer: str = "") -> Proposal:
    """The second person: of the two one edits findings, the other is privacy officer."""
    check_has_role(by, *queries.ROLES)
    check_second_person(proposal.proposed_by_id, by)
    if not queries.may_be_second(proposal.proposed_by, by):
        raise Refused(_("One of the two is a findings editor, the other a privacy officer."))
    return decide(proposal=proposal, agree=agree, by=by, answer=answer)


def export_registration(
    *,
    proposal: Proposal,
    folder: Path,
    key_file: Path | None,
    by: Actor,
    say: Callable[[str], None] = lambda words: None,
) -> Registration:
    """Write the folder, and apart from it the file of who is who. Each client's log gets its line before the folder
    is there; a folder that stands is whole. Raises Refused where it may not be written."""
    counts = _may_be_written(proposal, folder, key_file)
    draft = folder.with_name(f".{folder.name}.draft")
    keys = key_file.with_name(f".{key_file.name}.draft") if key_file else None
    sentence = queries.sentence_to_client(proposal)

    def note(chunk: list[queries.Row]) -> None:
        files = [(row.client_key, row.case_uuid) for row in chunk]
        log_looks(files=files, by=by, part=FOR_RESEARCH, purpose="", sentence=sentence)
        say(f"{len(chunk)} rows on record and written")

    try:
        draft.mkdir(mode=0o700, parents=True)
        if keys:
            keys.touch(mode=0o600, exist_ok=False)
        written = write_folder(proposal, counts, draft, keys, note)
        with transaction.atomic():
            row = Registration.objects.create(
                asked=proposal, intakes=written.rows, people=counts.people, objected=counts.objected,
                app_version=__version__, digest=written.digest,
            )  # fmt: skip
            if keys and key_file:
                os.replace(keys, key_file)
            os.rename(draft, folder)
        return row
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if keys:
            keys.unlink(missing_ok=True)


def _may_be_written(proposal: Proposal, folder: Path, key_file: Path | None) -> queries.Counts:
    if not research_key():
        raise Refused(_("Set RESEARCH_KEY to 32 bytes in base64 (openssl rand -base64 32), and keep it."))
    if proposal.outcome != Proposal.Outcome.AGREED:
        raise Refused(_("No second person agreed to this request."))
    if Registration.objects.filter(asked=proposal).exists():
        raise Refused(_("This request was used already. Ask anew for another file."))
    for path in (folder, key_file):
        if path is not None and (path.exists() or path.with_name(f".{path.name}.draft").exists()):
            raise Refused(
                _("%(path)s is there already, or a draft of it. Name another place.") % {"path": path}
            )
    if key_file is not None and folder.resolve() in key_file.resolve().parents:
        raise Refused(_("The file of who is who goes apart: name a place outside the folder."))
    counts = queries.counts_of(queries.wanted_of(proposal))
    if counts.people < FEWEST:
        raise Refused(_("Fewer than 10 people: nothing is written. Ask for more months."))
    return counts
