# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client comes in with a code and an own PIN. In each docstring: the fields that it posts."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from checklist.base.post_only import post_only
from checklist.people.actions import hash_anew
from checklist.people.device import is_of_staff
from checklist.people.forms import ClientCodeForm
from checklist.people.kept import CLIENT_SESSION, TYPED_SESSION, carried, take_along, waiting
from checklist.people.models import ClientCode
from checklist.people.queries import (
    client_actor,
    code_from_typed,
)
from checklist.people.rules import TRIES
from checklist.people.views import log_in_page
from checklist.transparency import actions
from checklist.transparency.door import code_ended
from checklist.transparency.forms import (
    NewPinForm,
    PinForm,
)

ASKED = "client_code_asked"  # session key: the code that was typed, while the PIN is still asked


IDLE_SECONDS = 30 * 60


@post_only("people:log_in")
@sensitive_post_parameters("code")
def log_in(request: HttpRequest) -> HttpResponse:
    """POST field: code. The PIN is asked on the next page."""
    form = ClientCodeForm(request.POST, auto_id="client_%s")
    if not form.is_valid():
        return log_in_page(request, client_form=form)
    code = code_from_typed(form.cleaned_data["code"])
    if code is None:
        form.add_error("code", _("We do not know this code. Look at the paper and try again."))
        return log_in_page(request, client_form=form)
    if code.ended_at is not None or code.tries >= TRIES:
        actions.refuse_code(code=code, by=client_actor(code))
        return code_ended(request, code)
    if is_of_staff(request, code):
        return _refused_here(request, code)
    hash_anew(code=code, typed=form.cleaned_data["code"], by=client_actor(code))
    typed = carried(request)
    request.session.flush()  # whatever somebody else left on this machine
    request.session[ASKED], request.session[TYPED_SESSION] = code.pk, typed
    return redirect("transparency:pin")


def _refused_here(request: HttpRequest, code: ClientCode) -> HttpResponse:
    actions.refuse_place(code=code, by=client_actor(code))
    return render(request, "checklist/transparency/code_elsewhere.html", status=403)


@sensitive_post_parameters("pin", "pin_again")
def pin(request: HttpRequest) -> HttpResponse:
    """POST fields: pin; at first use pin and pin_again."""
    code = ClientCode.objects.filter(pk=request.session.get(ASKED) or 0, ended_at=None).first()
    if code is None:
        return redirect("people:log_in")
    if is_of_staff(request, code):
        return _refused_here(request, code)
    first_use = not code.pin_hash
    form: PinForm | NewPinForm = (NewPinForm if first_use else PinForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["pin"]
        return _first_use(request, code, chosen) if first_use else _try(request, code, chosen, form)
    return render(request, "checklist/transparency/pin.html", {"form": form, "first_use": first_use})


def _first_use(request: HttpRequest, code: ClientCode, chosen: str) -> HttpResponse:
    came_in = actions.enter_with_new_pin(code=code, pin=chosen, by=client_actor(code))
    return _open_session(request, code) if came_in else redirect("transparency:pin")


def _try(request: HttpRequest, code: ClientCode, chosen: str, form: PinForm | NewPinForm) -> HttpResponse:
    tried = actions.enter_pin(code=code, pin=chosen, by=client_actor(code))
    if tried.right:
        return _open_session(request, code)
    if not tried.left:
        return code_ended(request, ClientCode.objects.get(pk=code.pk))
    form.add_error(None, _("This PIN is not right. Tries left: %(left)s.") % {"left": tried.left})
    return render(request, "checklist/transparency/pin.html", {"form": form, "first_use": False})


def _open_session(request: HttpRequest, code: ClientCode) -> HttpResponse:
    typed = carried(request)
    request.session.flush()
    rotate_token(request)  # a form of who was here before does not pass any more
    request.session[CLIENT_SESSION] = code.pk
    request.session.set_expiry(IDLE_SECONDS)
    take_along(request, typed)
    return redirect(next((one.page for one in waiting(request)), "transparency:mine"))
