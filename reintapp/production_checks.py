# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What production refuses to start with, each with what to do (product rules S4, S20, S25, S39)."""

import base64
import binascii
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ImproperlyConfigured

TABLES_WITH_A_TERM = ("case", "answer", "decision", "override", "access_line", "review", "client_request")


def refuse_odd_values(
    *,
    secret_key: str,
    master_key: str,
    code_key: str,
    fallbacks: dict[str, list[str]],
    allowed_hosts: list[str],
    client_login: str,
    client_login_decision: str,
    retention_terms: dict[str, str],
    trusted_proxy: str,
) -> None:
    """Raise ImproperlyConfigured with one sentence for the first odd value."""
    if len(secret_key) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY must be 50 characters or more; make one with 'openssl rand -base64 48'."
        )
    for name, keys in {"MASTER_KEY": [master_key], "CODE_KEY": [code_key], **fallbacks}.items():
        if any(_length_of_key(key) != 32 for key in keys):
            raise ImproperlyConfigured(
                f"{name} must be 32 bytes in base64; make one with 'openssl rand -base64 32'."
            )
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name the host names of this installation, without '*'."
        )
    _refuse_client_login(client_login, client_login_decision)
    _refuse_terms(retention_terms)
    _refuse_unnamed_proxy(trusted_proxy)


def refuse_copying_without_reason(departures: bool, reason: str) -> None:
    """Every settings module asks this: a departure goes along to another system only for a recorded reason (S39)."""
    if departures and not reason:
        raise ImproperlyConfigured(
            "COPY_DEPARTURES=yes needs COPY_DEPARTURES_REASON: why the copied report may say that a choice departs "
            "from research, and where that was decided. Without a reason: leave COPY_DEPARTURES out."
        )


def trusted_networks(typed: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """TRUSTED_PROXY as networks; empty for 'none' and for nothing. Every settings module reads it through this."""
    if typed.strip() in {"", "none"}:
        return ()
    return tuple(_network(part.strip()) for part in typed.split(","))


def whole_days(name: str, typed: str) -> int:
    """A number of days, 0 or more. Every settings module reads it through this."""
    if not (typed.isascii() and typed.isdigit()) or int(typed) > 3650:
        raise ImproperlyConfigured(
            f"{name} must be a number of days from 0 to 3650, such as '30'. Found {typed!r}."
        )
    return int(typed)


def _network(part: str) -> IPv4Network | IPv6Network:
    try:
        network = ip_network(part)
    except ValueError as odd:
        raise ImproperlyConfigured(
            "TRUSTED_PROXY must be addresses or networks with commas between them, such as '127.0.0.1,10.0.0.0/24', "
            f"or 'none' where no web server stands in front. Found {part!r}."
        ) from odd
    if not network.prefixlen:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXY={part} would believe everybody; name the address of your own web server."
        )
    return network


def _refuse_unnamed_proxy(trusted_proxy: str) -> None:
    """Behind a proxy nobody named, all people come from one address: a stranger's wrong passwords lock them all out."""
    if not trusted_proxy.strip():
        raise ImproperlyConfigured(
            "TRUSTED_PROXY must name the address of the web server in front, such as '127.0.0.1'; 'none' without one."
        )


def _length_of_key(master_key: str) -> int:
    try:
        return len(base64.b64decode(master_key, validate=True))
    except (binascii.Error, ValueError):
        return 0


def _refuse_client_login(client_login: str, decision: str) -> None:
    if client_login not in {"code", "oidc"}:
        raise ImproperlyConfigured(f"CLIENT_LOGIN must be 'code' or 'oidc', found {client_login!r}.")
    if client_login == "oidc":
        raise ImproperlyConfigured(
            "CLIENT_LOGIN=oidc is not available yet; use 'code' with a recorded decision."
        )
    if not decision:
        raise ImproperlyConfigured(
            "CLIENT_LOGIN=code needs CLIENT_LOGIN_DECISION: where that decision is recorded."
        )


def _refuse_terms(terms: dict[str, str]) -> None:
    for table in TABLES_WITH_A_TERM:
        months, _, ground = terms.get(table, "").partition("|")
        if not months.isdigit() or not ground.strip():
            raise ImproperlyConfigured(
                f"RETENTION_TERMS has no term with a ground for '{table}'; expected '{table}=60|legal ground'."
            )
    _refuse_uneven_terms({table: int(terms[table].partition("|")[0]) for table in TABLES_WITH_A_TERM})


def _refuse_uneven_terms(months: dict[str, int]) -> None:
    """All words of a client lie under one key and are destroyed together; only an answer has a key of its own."""
    case = months["case"]
    for table, own in months.items():
        if own > case or (own < case and table != "answer"):
            raise ImproperlyConfigured(
                f"RETENTION_TERMS gives '{table}' {own} months and 'case' {case} months: the words of a client are "
                f"destroyed together. Give '{table}' {case} months too; only 'answer' may have fewer."
            )
