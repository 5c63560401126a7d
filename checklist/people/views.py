# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page, logging in and out, and the account page."""

from typing import Any

import structlog
from axes.utils import reset as reset_tries
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.i18n import set_language

from checklist.base.address import client_address, mark_of
from checklist.base.next_page import own_page
from checklist.base.post_only import post_only
from checklist.people.actions import choose_password, end_log_ins, user_name
from checklist.people.forms import (
    ClientCodeForm,
    LogInForm,
    NewPasswordForm,
    OwnPasswordForm,
    PasswordAgainForm,
)
from checklist.people.fresh import password_typed
from checklist.people.kept import CLIENT_SESSION, TYPED_SESSION, carried, forget, keep_typed, take_along
from checklist.people.models import Account
from checklist.people.permissions import ROLES, Actor, has_role, staff_page
from checklist.people.queries import demo_people, home_parts, log_home, staff_pages
from checklist.people.sessions import log_ins_of

log = structlog.get_logger("tweespraak.people")
ONE_TIME = "account_with_one_time_password"  # session key: who must choose an own password before coming in


def home(request: HttpRequest) -> HttpResponse:
    """The start page: own work for who works here, the own conversation for a client, an explanation for a visitor."""
    if request.user.is_authenticated:
        parts = home_parts(request.user)
        if not request.session.get("screen_shared"):  # then no block shows a line
            log_home(request.user, parts)
        context = {"pages": staff_pages(request.user), "parts": parts, "roles": _role_names(request.user)}
        return render(request, "checklist/people/home_staff.html", context)
    if CLIENT_SESSION in request.session:
        return redirect("transparency:mine")
    return render(request, "checklist/people/home_visitor.html")


def _role_names(account: Any) -> list[str]:
    return [str(label) for role, (_field, label) in ROLES.items() if has_role(account, role)]


@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """POST fields: username, password, next (may be left out)."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LogInForm(request.POST or None, auto_id="staff_%s")
    if request.method == "POST" and form.is_valid():
        username = user_name(form.cleaned_data["username"])
        account = authenticate(request, username=username, password=form.cleaned_data["password"])
        _note(request, username, account)
        if isinstance(account, Account):
            return _come_in(request, account)
        form.add_error(
            None, _("This user name and password do not belong together. Look at both and try again.")
        )
    return log_in_page(request, staff_form=form)


def _note(request: HttpRequest, username: str, account: Any) -> None:
    """A line in the log of the server: the account by its number and a mark of the address, which name nobody."""
    locked = getattr(request, "axes_locked_out", False)
    known = account or Account.objects.filter(username=username).first()
    outcome = "in" if account else "locked" if locked else "wrong"
    log.info("log_in", outcome=outcome, account=known and known.pk, origin=mark_of(client_address(request)))


def log_in_page(
    request: HttpRequest,
    *,
    staff_form: LogInForm | None = None,
    client_form: ClientCodeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The one page with both forms; the client's own form posts to `transparency:log_in`."""
    context = {
        "staff_form": staff_form or LogInForm(auto_id="staff_%s"),
        "client_form": client_form or ClientCodeForm(auto_id="client_%s"),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo": demo_people(),
    }
    return render(request, "checklist/people/log_in.html", context, status=status)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return own_page(wanted, reverse("people:home"))


def _come_in(request: HttpRequest, account: Account) -> HttpResponse:
    wanted = _next(request)
    if account.password_is_one_time:
        typed = carried(request)
        request.session.flush()
        request.session[ONE_TIME] = {"account": account.pk, "next": wanted}
        request.session[TYPED_SESSION] = typed  # sealed; sorted out when this person is in
        return redirect("people:first_password")
    _open_session(request, account)
    return redirect(wanted)


def _open_session(request: HttpRequest, account: Account) -> None:
    typed = carried(request)
    request.session.flush()  # whatever a client or colleague left on this machine
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    take_along(request, typed)


@sensitive_post_parameters("password", "password_again")
def first_password(request: HttpRequest) -> HttpResponse:
    """Nobody comes in on a one-time password. POST fields: password, password_again."""
    asked = request.session.get(ONE_TIME) or {}
    account = Account.objects.filter(
        pk=asked.get("account") or 0, is_active=True, password_is_one_time=True
    ).first()
    if account is None:
        return redirect("people:log_in")
    form = NewPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        choose_password(account=account, password=form.cleaned_data["password"], by=_self(account))
        _open_session(request, account)
        messages.success(request, _("Your own password is saved."))
        return redirect(asked["next"])
    return render(request, "checklist/people/first_password.html", {"form": form, "account": account})


def _self(account: Account) -> Actor:
    return Actor(kind="staff", account=account)


@post_only("people:home")
def log_out(request: HttpRequest) -> HttpResponse:
    """For everybody, also for a client with a code. No fields."""
    logout(request)
    messages.info(request, _("You are logged out."))
    return redirect("people:log_in")


@post_only("people:home")
def forget_kept(request: HttpRequest) -> HttpResponse:
    """POST field: kept (which form that waits). It is thrown away, and its page opens."""
    return redirect(forget(request, request.POST.get("kept", "")) or "people:home")


@post_only("people:home")
def language(request: HttpRequest) -> HttpResponse:
    """POST fields: language, next (the page to go back to), and what stands in the form of that page."""
    following = request.POST.get("next") or request.GET.get("next", "")
    if own_page(following, ""):
        keep_typed(request, following)
    answer: HttpResponse = set_language(request)
    return answer


@staff_page()
@sensitive_post_parameters("current", "password", "password_again")
def account(request: HttpRequest) -> HttpResponse:
    """POST fields: current, password, password_again."""
    me: Account = request.user  # type: ignore[assignment]
    form = OwnPasswordForm(request.POST or None, account=me)
    if request.method == "POST" and form.is_valid():
        choose_password(account=me, password=form.cleaned_data["password"], by=_self(me))
        update_session_auth_hash(request, me)
        password_typed(request)
        messages.success(request, _("Your new password is saved."))
        return redirect("people:account")
    return render(request, "checklist/people/account.html", {"form": form, "roles": _role_names(me)})


@staff_page()
def log_ins(request: HttpRequest) -> HttpResponse:
    """POST field: end (the mark of one log-in, or "others")."""
    me: Account = request.user  # type: ignore[assignment]
    found = log_ins_of(me, request.session.session_key)
    if request.method == "POST":
        wanted = request.POST.get("end", "")
        ended = [one for one in found if wanted in {"others", one.mark}]
        number = end_log_ins(account=me, log_ins=ended, by=_self(me))
        messages.success(
            request,
            ngettext("Logged out on %(n)s other device.", "Logged out on %(n)s other devices.", number) % {"n": number}
            if number else _("Nothing to log out: you were not logged in there any more."),
        )  # fmt: skip
        return redirect("people:log_ins")
    return render(request, "checklist/people/log_ins.html", {"found": found, "others": len(found) > 1})


@staff_page()
@sensitive_post_parameters("password")
def password_again(request: HttpRequest) -> HttpResponse:
    """The password once more, before an act of weight. POST fields: password, next."""
    me: Account = request.user  # type: ignore[assignment]
    form = PasswordAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        right = authenticate(request, username=me.username, password=form.cleaned_data["password"]) == me
        outcome = "right" if right else "locked" if getattr(request, "axes_locked_out", False) else "wrong"
        log.info("password_again", outcome=outcome, account=me.pk, origin=mark_of(client_address(request)))
        if right:
            reset_tries(ip=client_address(request), username=me.username)
            password_typed(request)
            messages.success(request, _("Your password was right. Go on where you were."))
            return redirect(_next(request))
        form.add_error("password", _("This is not your password. Try again."))
    context = {"form": form, "next": _next(request), "minutes": settings.PASSWORD_AGAIN_MINUTES}
    return render(
        request, "checklist/people/password_again.html", context, status=422 if form.is_bound else 200
    )
