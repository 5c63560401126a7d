# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From which network address somebody comes. A header is believed only when a proxy that was named sent it."""

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from checklist.base.keyring import secret_keys

Address = IPv4Address | IPv6Address
ONE_HOME = 64  # of an IPv6 address: the part behind it each person changes at will


def client_address(request: HttpRequest) -> str | None:
    """The address before the first proxy that is not ours, read from the near end. None: it came by no network.

    What stands further away in the header was written by whoever sent it.
    """
    near = _read(request.META.get("REMOTE_ADDR", ""))
    for text in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if near is None or not _is_ours(near):
            break
        further = _read(text)
        if further is None:
            break
        near = further
    return str(_of_one_home(near)) if near else None


def mark_of(address: str | None, key: str | None = None) -> str:
    """The same address gives the same mark, within this installation. It does not lead back to the address.

    `key`: an older one, to know a mark that was made under it.
    """
    told = f"address:{address or ''}".encode()
    return hmac.new((key or secret_keys()[0]).encode(), told, hashlib.sha256).hexdigest()[:16]


def _read(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_ours(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXY)


def _of_one_home(address: Address) -> Address:
    if address.version == 4:
        return address
    return ip_network((int(address), ONE_HOME), strict=False).network_address
