# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the access log: for who keeps watch, and in plain words for the client."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.access.models import AccessLine, DestructionRun, Erasure, Purpose, PurposeOfTheDay
from checklist.access.rules import (
    FOR_RESEARCH,
    LOOKED_AGAIN,
    PARTS_THAT_STAND_OUT,
    STANDS_OUT,
    WITH_OWN_SENTENCE,
    WITHOUT_RELATION,
    Look,
)
from checklist.base.destroyed import Gone
from checklist.base.faults import Fault
from checklist.base.keys import Sealer, sealers_of
from checklist.base.moments import local_format
from checklist.base.readers import place, place_after
from checklist.people.models import Account
from checklist.people.permissions import ROLES

PAGE = 50


def purposes(*, account: int, case_uuid: UUID, day: date) -> QuerySet[PurposeOfTheDay]:
    """At most one row: why this person works in this case on this day."""
    return PurposeOfTheDay.objects.filter(account=account, case_uuid=case_uuid, day=day)


def purpose_today(*, account: Account, case_uuid: UUID) -> str:
    """The purpose that this person chose for this case today, or ''."""
    row = purposes(account=account.pk, case_uuid=case_uuid, day=timezone.localdate()).first()
    return row.purpose if row else ""


def last_destruction() -> DestructionRun | None:
    """The newest run that destroys whose term has ended."""
    return DestructionRun.objects.last()


def _lines() -> QuerySet[AccessLine]:
    return cast("QuerySet[AccessLine]", AccessLine.objects.all())


def lines_of_client(client_key: UUID) -> QuerySet[AccessLine]:
    """All looks at one client's file, newest first, with the account loaded."""
    return _lines().filter(client_key=client_key).select_related("account__team").order_by("-seq")


def erasures_of(client_key: UUID) -> QuerySet[Erasure]:
    """What of this client was destroyed, in order."""
    return cast("QuerySet[Erasure]", Erasure.objects.filter(client_key=client_key).order_by("seq"))


@dataclass(frozen=True)
class LogSearch:
    """What somebody looks for in the log: days, who looked, whose file. An unknown client finds nothing."""

    from_day: date | None = None
    until_day: date | None = None
    person: int | None = None
    clients: tuple[UUID, ...] | None = None


def lines_found(search: LogSearch) -> QuerySet[AccessLine]:
    """Lines of the log, newest first."""
    rows = _lines().select_related("account__team").order_by("-at", "-id")
    if search.from_day:
        rows = rows.filter(at__gte=_midnight(search.from_day))
    if search.until_day:
        rows = rows.filter(at__lt=_midnight(search.until_day + timedelta(days=1)))
    if search.person:
        rows = rows.filter(account_id=search.person)
    if search.clients is not None:
        rows = rows.filter(client_key__in=search.clients)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def page_of_lines(search: LogSearch, *, before: str = "") -> tuple[list[AccessLine], str]:
    """One page of fifty, read by (moment, id), and the cursor of the next page ('' when this is the last)."""
    return _page(lines_found(search), before)


def page_that_stands_out(kind: str = "", *, before: str = "") -> tuple[list[AccessLine], str]:
    """The same of what stands out: all of it, or one kind (`rules.STANDS_OUT`)."""
    rows = _standing_out(kind).select_related("account__team").order_by("-at", "-id")
    return _page(rows, before)


def newest_that_stands_out(since: datetime) -> dict[str, datetime]:
    """When each kind was seen last, of those that were seen since. One query."""
    rows = _standing_out("").filter(at__gt=since).values_list("part").annotate(newest=Max("at"))
    kinds = {part: kind for kind, parts in STANDS_OUT.items() for part in parts}
    found: dict[str, datetime] = {}
    for part, newest in rows:
        found[kinds[part]] = max(newest, found.get(kinds[part], newest))
    return found


def _standing_out(kind: str) -> QuerySet[AccessLine]:
    rows = _lines().filter(part__in=STANDS_OUT.get(kind, PARTS_THAT_STAND_OUT))
    return rows.exclude(part="stand_in", outcome=AccessLine.Outcome.SAVED)


def own_sentences(lines: Iterable[AccessLine]) -> dict[UUID, str]:
    """The own words of lines of many clients, by line; '' where the key was destroyed. One query."""
    said = [line for line in lines if line.sentence]
    sealers = sealers_of({line.client_key for line in said})
    return {line.uuid: _words(line, sealers[line.client_key]) for line in said}


def _words(line: AccessLine, sealer: Sealer) -> str:
    return sealer.read(line.sentence, f"access_line:{line.uuid.hex}") or ""


def _page(rows: QuerySet[AccessLine], before: str) -> tuple[list[AccessLine], str]:
    after = place(before)
    if after is not None:
        moment, number = after
        rows = rows.filter(Q(at__lt=moment) | Q(at=moment, id__lt=number))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], place_after(last.at, last.pk)


# The part of the file, as it stands in "… looked at …". A part that is not named here reads "your conversation".
PARTS: dict[str, str | Promise] = {
    "case": gettext_lazy("your conversation"),
    "opened": gettext_lazy("your conversation"),
    "stand_in": gettext_lazy("your conversation"),
    "purpose": gettext_lazy("the page with your name that asks why somebody looks"),
    "opening": gettext_lazy("your conversation, with your number and another name"),
    "opening_elsewhere": gettext_lazy("your conversation, with your number and your name"),
    "glass": gettext_lazy("your conversation"),
    "reopened": gettext_lazy("your conversation"),
    "list": gettext_lazy("a list of conversations with your name in it"),
    "goal": gettext_lazy("your goal"),
    "questions": gettext_lazy("the questions"),
    "read_back": gettext_lazy("the answers that were read back"),
    "code": gettext_lazy("the page with your code"),
    "hand_over": gettext_lazy("the page for handing over"),
    "close": gettext_lazy("the page for closing"),
    "held": gettext_lazy("the page about talking together or by telephone"),
    "no_show": gettext_lazy("the page about a missed appointment"),
    "to_do": gettext_lazy("what was agreed with you"),
    "second_opinions": gettext_lazy("the list of second opinions, without your name"),
    "first_idea": gettext_lazy("the first ideas"),
    "evidence": gettext_lazy("the research that was shown"),
    "choices": gettext_lazy("the choices"),
    "summary": gettext_lazy("the report"),
    "summary_pdf": gettext_lazy("the report on paper"),
    "review": gettext_lazy("the report, to learn from it"),
    "review_learned": gettext_lazy("what a team learned from the report"),
    "override_log": gettext_lazy("the list of other choices"),
    "override_file": gettext_lazy("the list of other choices, as a file"),
    "api_decisions": gettext_lazy("the choices, through the data link"),
    "api_overrides": gettext_lazy("the list of other choices, through the data link"),
    "search": gettext_lazy("a list of search results with your name in it"),
    "request": gettext_lazy("what you asked"),
    "access_log": gettext_lazy("the list of who looked"),
    "access_log_export": gettext_lazy("the list of who looked, as a file"),
    "own_page": gettext_lazy("your own page"),
    "own_page_file": gettext_lazy("your own page, as a file"),
    "registration": gettext_lazy("your choice and answers, for research, without your name"),
    "log_in": gettext_lazy("logging in with your code"),
    "log_in_soon": gettext_lazy("logging in with your code, soon after it was made"),
    "log_in_at_staff": gettext_lazy("logging in with your code where it was made"),
}


def part_in_words(part: str) -> str:
    """To the client."""
    return str(PARTS.get(part, PARTS["case"]))


# The same parts to who works here, where the words to the client say "your".
PARTS_TO_STAFF: dict[str, str | Promise] = {
    "to_do": gettext_lazy("what was agreed with the client"),
    "second_opinions": gettext_lazy("the list of second opinions, without the name"),
    "case": gettext_lazy("the conversation"),
    "opened": gettext_lazy("the conversation"),
    "stand_in": gettext_lazy("the conversation"),
    "purpose": gettext_lazy("the page that asks why somebody looks"),
    "opening": gettext_lazy("a conversation, with this number and another name"),
    "opening_elsewhere": gettext_lazy("a conversation, with number and name of a client of another team"),
    "opening_nobody": gettext_lazy("a conversation, with a number that nobody has here"),
    "held_up": gettext_lazy("opening was refused for an hour: too many numbers that opened nothing"),
    "glass": gettext_lazy("opened without being the caseworker, with an own sentence"),
    "reopened": gettext_lazy("a closed conversation after the term, with an own sentence"),
    "list": gettext_lazy("a list of conversations"),
    "goal": gettext_lazy("the client's goal"),
    "code": gettext_lazy("the page with the client's code"),
    "search": gettext_lazy("a list of search results"),
    "request": gettext_lazy("what the client asked"),
    "registration": gettext_lazy("choice and answers, for research, without the name"),
    "own_page": gettext_lazy("the client's own page"),
    "own_page_file": gettext_lazy("the client's own page, as a file"),
    "log_in": gettext_lazy("logging in with the client's code"),
    "log_in_soon": gettext_lazy("first log-in with the client's code, within ten minutes after it was made"),
    "log_in_at_staff": gettext_lazy("logging in with the client's code on a device or network of staff"),
}


def part_to_staff(part: str) -> str:
    """To who keeps watch."""
    return str(PARTS_TO_STAFF.get(part) or PARTS.get(part) or PARTS_TO_STAFF["case"])


# ---- looks -----------------------------------------------------------------------------------------------------------


def looks_of(client_key: UUID, *, caseworker: int | None) -> list[Look]:
    """Every look at this client's file, newest first. `caseworker`: the account that is the client's own caseworker."""
    sealer = Sealer(client_key)
    return [_look(line, caseworker, sealer) for line in lines_of_client(client_key)]


def _look(line: AccessLine, caseworker: int | None, sealer: Sealer) -> Look:
    return Look(
        uuid=line.uuid,
        at=timezone.localtime(line.at),
        actor=line.actor,
        who=shown_name(line),
        role=_role_to_client(line, caseworker),
        part=line.part,
        purpose=line.purpose,
        outcome=line.outcome,
        words=_words(line, sealer),
        person=line.account_id,
    )


def shown_name(line: AccessLine) -> str:
    """The name of who looked; '' for who is shown by role and team only."""
    return line.account.display_name if line.account and not line.account.is_shielded else ""


def _role_to_client(line: AccessLine, caseworker: int | None) -> str:
    if line.account_id == caseworker and line.role == "caseworker" and line.part != WITHOUT_RELATION:
        return _("your caseworker")
    role = str(ROLES[line.role][1]) if line.role in ROLES else ""
    return f"{role}, {line.team}" if role and line.team else role or line.team


def sentence_of_look(line: AccessLine, *, caseworker: int | None) -> str:
    """One look as one sentence to the client."""
    look = _look(line, caseworker, Sealer(line.client_key))
    words = {
        "when": _("%(day)s at %(time)s") % {"day": day_in_words(look.at), "time": time_in_words(look.at)},
        "who": who_looked(look),
        "part": part_in_words(look.part),
        "purpose": purpose_in_words(look),
    }
    text = _pattern(look) % (words | {"words": look.words or "–"})
    if look.purpose:
        text += " " + _("Reason: %(purpose)s.") % words
    return text if look.part in WITH_OWN_SENTENCE else f"{text} {look.words}".strip()


def _pattern(look: Look) -> str:
    outcome = AccessLine.Outcome
    if look.actor == AccessLine.Actor.CLIENT:
        if look.part == "log_in_at_staff":
            return _(
                "On %(when)s somebody tried your code on a device or network where we work. That was refused."
            )
        if look.outcome == outcome.REFUSED:
            return _("On %(when)s somebody tried your code in vain.")
        if look.part == "log_in_soon":
            return _(
                "On %(when)s you logged in for the first time, within ten minutes after your code was made."
            )
        if look.part == "log_in":
            return _("On %(when)s you logged in.")
        if look.outcome == outcome.SAVED:
            return _("On %(when)s you saved something on %(part)s.")
        return _("On %(when)s you looked at %(part)s.")
    if look.outcome == outcome.REFUSED:
        return _("On %(when)s %(who)s wanted to see %(part)s. That was refused.")
    if look.part == WITHOUT_RELATION:
        return _(
            "On %(when)s %(who)s opened a conversation without being your caseworker, because: “%(words)s”"
        )
    if look.part == LOOKED_AGAIN:
        return _("On %(when)s %(who)s opened your closed conversation again, because: “%(words)s”")
    if look.outcome == outcome.COMPELLED:
        return _("On %(when)s we had to hand over %(part)s, because a law compels us.")
    if look.part == FOR_RESEARCH:
        return _("On %(when)s %(part)s went along.")
    if look.outcome == outcome.SAVED:
        return _("On %(when)s %(who)s wrote in %(part)s.")
    return _("On %(when)s %(who)s looked at %(part)s.")


def who_looked(look: Look) -> str:
    if look.actor == AccessLine.Actor.SYSTEM:
        return _("the computer system")
    if not look.who:
        return _("somebody (%(role)s)") % {"role": look.role}
    return f"{look.who} ({look.role})" if look.role else look.who


def purpose_in_words(look: Look) -> str:
    return str(Purpose(look.purpose).label) if look.purpose else ""


def what_was_done(look: Look) -> str:
    """What somebody did, as it stands in a table beside when, who and why."""
    part, outcome = {"part": part_in_words(look.part)}, AccessLine.Outcome
    if look.actor == AccessLine.Actor.CLIENT:
        return _done_by_client(look, part)
    if look.outcome == outcome.REFUSED:
        return _("wanted to see %(part)s; refused") % part
    if look.part == WITHOUT_RELATION:
        return _("opened a conversation without being your caseworker")
    if look.part == LOOKED_AGAIN:
        return _("opened your closed conversation again")
    if look.outcome == outcome.COMPELLED:
        return _("handed over %(part)s, because a law compels us") % part
    if look.part == FOR_RESEARCH:
        return _("took along %(part)s") % part
    return (_("wrote in %(part)s") if look.outcome == outcome.SAVED else _("looked at %(part)s")) % part


def _done_by_client(look: Look, part: dict[str, str]) -> str:
    if look.part == "log_in_at_staff":
        return _("your code was tried where we work; refused")
    if look.outcome == AccessLine.Outcome.REFUSED:
        return _("your code was tried in vain")
    if look.part == "log_in_soon":
        return _("first log-in, within ten minutes after your code was made")
    if look.part == "log_in":
        return _("logged in")
    saved = look.outcome == AccessLine.Outcome.SAVED
    return (_("saved something on %(part)s") if saved else _("looked at %(part)s")) % part


def day_in_words(moment: datetime) -> str:
    return local_format(moment, "j F" if moment.year == timezone.localdate().year else "j F Y")


def time_in_words(moment: datetime) -> str:
    return local_format(moment, "TIME_FORMAT")


def renamed_accounts() -> Iterator[Fault]:
    """Accounts whose name is another now than a look holds. No page and no command changes the name of an account."""
    rows = AccessLine.objects.exclude(name="").exclude(account=None).exclude(name=F("account__display_name"))
    for pk in rows.order_by("account_id").values_list("account_id", flat=True).distinct():
        yield Fault(Account._meta.db_table, "-", pk, "has another name now than in the log: it was renamed")


def destructions() -> Iterator[Gone]:
    """Everything that was ever destroyed, for the list beside the anchor. One query."""
    rows = Erasure.objects.order_by("pk").values_list("at", "client_key", "what", "subject", "ground")
    for at, client_key, what, subject, ground in rows.iterator():
        yield Gone(at.isoformat(), client_key.hex, what, subject.hex, ground)
