# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paper from a template: a tagged PDF/UA file. It reads static files from disk, so it never calls a server."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string

BASE = "https://static.invalid/"  # no such host exists: an address that slips through reaches nobody


def pdf_of(
    template: str,
    context: dict[str, Any],
    request: HttpRequest,
    *,
    sizes: Sequence[str] = ("",),
    pages: int = 1,
) -> bytes:
    """The page as PDF. Style sheets and pictures are named as below static/, for example `checklist/report.css`.

    The template is drawn with each of `sizes` in turn, as `size`, until it fits on `pages`; else the last stays.
    """
    from weasyprint import HTML  # half a second: only for who prints

    for size in sizes:
        html = render_to_string(template, context | {"size": size}, request)
        paper = HTML(string=html, base_url=BASE, url_fetcher=_fetcher()).render(pdf_variant="pdf/ua-1")
        if len(paper.pages) <= pages:
            break
    return paper.write_pdf(pdf_variant="pdf/ua-1")


def _fetcher() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class StaticFilesOnly(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            found = static_file(url)
            if found is None:
                raise FatalURLFetchingError(f"a print may only use static files, found {url[:200]!r}")
            return URLFetcherResponse(url, found.read_bytes(), {"Content-Type": _TYPES[found.suffix]})

    return StaticFilesOnly()


_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


def static_file(url: str) -> Path | None:
    """The static file that this address names, or None for every other address."""
    name = unquote(url.removeprefix(BASE)) if url.startswith(BASE) else ""
    if not name or ".." in name or Path(name).suffix not in _TYPES:
        return None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None
