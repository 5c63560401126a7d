# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was sent or typed and is not saved: it waits, sealed, for the same person, and stands on its page again (S22).

Two ways in. *Sent*: a form was posted by somebody whose log-in had ended, or who has to say first why they look.
*Typed*: somebody switched the language, or shares the screen. Every form says whose it is (`form_owner`, signed), so
what waits opens for that person only. It lies in the session, sealed under the client's key where it is about a client.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.crypto import constant_time_compare, salted_hmac

from checklist.base.keyring import secret_keys
from checklist.base.keys import PassingSealer, Sealer
from checklist.base.post_only import page_of
from checklist.people.models import ClientCode

CLIENT_SESSION = "client_code"  # session key: id of the ClientCode with which this client came in
TYPED_SESSION = "typed_before_log_in"  # session key: what waits, by its id
LOST_SESSION = "could_not_be_kept"  # session key: something was sent that could not wait
SENT, TYPED = "sent", "typed"
MOST_KEPT = 120_000  # characters of one form
MOST_FORMS = 8
OF_THE_FORM = {"csrfmiddlewaretoken", "next", "shared", "language", "form_owner", "kept"}
SECRETS = ("password", "pin", "current")  # never kept, nor anything sent together with them

Keys = Mapping[str, Any]
CLIENTS: list[Callable[[Keys], UUID | None]] = []


def knows_client(find: Callable[[Keys], UUID | None]) -> Callable[[Keys], UUID | None]:
    """From the keys of an address to the client it is about. A higher slice calls this; nothing points up."""
    if find not in CLIENTS:
        CLIENTS.append(find)
    return find


# ---- whose it is -----------------------------------------------------------------------------------------------------


def owner_of(request: HttpRequest) -> str:
    """Who is logged in: 's' and the number of an account, 'c' and the number of a code, or ''."""
    session = getattr(request, "session", None) or {}
    if SESSION_KEY in session:
        return f"s{session[SESSION_KEY]}"
    return f"c{session[CLIENT_SESSION]}" if CLIENT_SESSION in session else ""


def whose(request: HttpRequest) -> str:
    """What every form of this person carries, so that it can be told whose it was after the log-in ended."""
    owner = owner_of(request)
    return f"{owner}-{_signature(owner)}" if owner else ""


def _signature(owner: str, key: str | None = None) -> str:
    return salted_hmac("whose form", owner, secret=key, algorithm="sha256").hexdigest()[:32]


def _said_owner(request: HttpRequest) -> str:
    owner, _dash, signature = request.POST.get("form_owner", "").partition("-")
    right = any(constant_time_compare(signature, _signature(owner, key)) for key in secret_keys())
    return owner if owner and right else ""


def is_own(request: HttpRequest, owner: str) -> bool:
    """The same person: the same account, or a code of the same client (a new code may have been made meanwhile)."""
    now = owner_of(request)
    if not now or not owner or owner[0] != now[0]:
        return False
    return owner == now or (owner[0] == "c" and _client(owner) == _client(now) is not None)


def _client(owner: str) -> UUID | None:
    if not owner.startswith("c"):
        return None
    return ClientCode.objects.filter(pk=owner[1:]).values_list("client_key", flat=True).first()


def typed_by_me(request: HttpRequest) -> bool:
    """Does this form carry the mark of who is logged in?"""
    return is_own(request, _said_owner(request))


def may_be_given_back(request: HttpRequest) -> bool:
    """Does this form carry the mark of who is here now; or nobody's, while nobody is logged in?"""
    said = _said_owner(request)
    return is_own(request, said) if said or owner_of(request) else True


# ---- in --------------------------------------------------------------------------------------------------------------


def keep_sent(request: HttpRequest) -> str:
    """This post meets a log-in first. Gives the address to come back to."""
    page, owner = _page(request.get_full_path()), _said_owner(request) or owner_of(request)
    secret = any(name.startswith(SECRETS) for name in request.POST)
    request.waits_now = True  # type: ignore[attr-defined]
    if secret or not owner or not _keep(request, SENT, owner, request.path, page):
        request.session[LOST_SESSION] = True
    return page


def keep_typed(request: HttpRequest, path: str) -> None:
    """What stands in a form while somebody switches the language or shares the screen."""
    owner, page, fields = owner_of(request), _page(path), _fields(request)
    if owner and any(request.POST.get(name) for name in fields):
        before = next((one for one in waiting(request) if one.how == TYPED and one.page == page), None)
        fields = (_hidden(before.fields, fields) if before else {}) | fields
        _store(request, TYPED, owner, "", page, fields, files=bool(request.FILES))


def _hidden(before: dict[str, list[str]], now: dict[str, list[str]]) -> dict[str, list[str]]:
    """What was typed at questions that are not on the screen now, because it is shared."""
    gone = tuple(
        name.removeprefix("version-") for name in before if name.startswith("version-") and name not in now
    )
    return {
        name: values for name, values in before.items() if gone and name.partition("-")[2].startswith(gone)
    }


def _page(path: str) -> str:
    page = page_of(bare(path))
    return path if page == bare(path) else page


def _fields(request: HttpRequest) -> dict[str, list[str]]:
    named = {name: request.POST.getlist(name) for name in request.POST if name not in OF_THE_FORM}
    return {name: values for name, values in named.items() if not name.startswith(SECRETS)}


def _keep(request: HttpRequest, how: str, owner: str, path: str, page: str) -> bool:
    return _store(request, how, owner, path, page, _fields(request), files=bool(request.FILES))


def _store(
    request: HttpRequest,
    how: str,
    owner: str,
    path: str,
    page: str,
    fields: dict[str, list[str]],
    *,
    files: bool,
) -> bool:
    text = json.dumps(fields)
    waiting: dict[str, Any] = request.session.get(TYPED_SESSION) or {}
    again = [key for key, one in waiting.items() if one["page"] == page and one["path"] == path]
    again = [key for key in again if how == TYPED or waiting[key]["how"] == TYPED]
    left = {key: one for key, one in waiting.items() if key not in again}
    if len(text) > MOST_KEPT or len(left) >= MOST_FORMS:
        return False
    client = client_at(path or page) or _client(owner)
    key = uuid4().hex[:12]
    sealed = (Sealer(client) if client else PassingSealer()).seal(text, f"kept:{owner}:{key}")
    entry = {"how": how, "whose": owner, "path": path, "page": page, "files": files}
    entry |= {"client": client.hex if client else "", "text": base64.b64encode(sealed).decode()}
    request.session[TYPED_SESSION] = left | {key: entry}
    return True


def client_at(path: str) -> UUID | None:
    """The client whom a page is about, by the keys of its address."""
    try:
        keys = resolve(bare(path)).kwargs
    except Resolver404:
        return None
    return next((found for find in CLIENTS if (found := find(keys))), None)


# ---- out -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """One form that waits: how it came, the page it stands on again, where it was posted to, and what was in it."""

    id: str
    how: str
    page: str
    path: str
    files: bool
    fields: dict[str, list[str]]
    client: UUID | None  # whom it is about


def waiting(request: HttpRequest) -> list[Waiting]:
    """What waits for the person who is logged in now, newest first."""
    found: list[Waiting] = []
    for key, one in (request.session.get(TYPED_SESSION) or {}).items():
        fields = _opened(key, one) if is_own(request, one["whose"]) else None
        if fields is not None:
            client = UUID(one["client"]) if one["client"] else None
            found.insert(0, Waiting(key, one["how"], one["page"], one["path"], one["files"], fields, client))
    return found


def waiting_here(request: HttpRequest) -> list[Waiting]:
    """What waits for this page."""
    return [one for one in waiting(request) if bare(one.page) == request.path]


def bare(path: str) -> str:
    """An address without its query."""
    return path.partition("?")[0]


def _opened(key: str, one: dict[str, Any]) -> dict[str, list[str]] | None:
    sealer = Sealer(UUID(one["client"])) if one["client"] else PassingSealer()
    try:
        text = sealer.read(base64.b64decode(one["text"]), f"kept:{one['whose']}:{key}")
    except ValueError:
        return None  # it was sealed with another master key
    return None if text is None else dict(json.loads(text))


def carried(request: HttpRequest) -> Any:
    """What waits in this session, to be taken into the next one. Only its owner will be able to open it."""
    return request.session.get(TYPED_SESSION)


def take_along(request: HttpRequest, before: Any) -> None:
    """After a log-in: what waits for this person comes along; what waited for somebody else is gone."""
    own = {key: one for key, one in (before or {}).items() if is_own(request, one["whose"])}
    if own:
        request.session[TYPED_SESSION] = own


def forget(request: HttpRequest, key: str, *, but: Callable[[str], bool] = lambda _name: False) -> str:
    """It was saved, or is not wanted any more: gives its page. Fields that hold for `but` go on waiting."""
    kept: dict[str, Any] = request.session.get(TYPED_SESSION) or {}
    one = kept.get(key)
    if one is None or not is_own(request, one["whose"]):
        return ""
    left = {name: values for name, values in (_opened(key, one) or {}).items() if but(name)}
    request.session[TYPED_SESSION] = {name: value for name, value in kept.items() if name != key}
    if any(name.startswith("version-") for name in left):
        _store(request, one["how"], one["whose"], one["path"], one["page"], left, files=one["files"])
    return str(one["page"])


def move(request: HttpRequest, key: str, page: str) -> None:
    """Its page leads on to another one now: it waits there."""
    kept: dict[str, Any] = request.session.get(TYPED_SESSION) or {}
    request.session[TYPED_SESSION] = kept | {key: kept[key] | {"page": page}}
