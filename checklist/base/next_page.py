# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where to go on after something was done, as a page asked for it."""

from django.utils.http import url_has_allowed_host_and_scheme


def own_page(text: str, otherwise: str) -> str:
    """The page of this site to go on to: a path, never a bare word that would be looked up as the name of a page."""
    fits = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if fits else otherwise
