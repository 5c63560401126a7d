#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# A picture that a web page hides from screen readers comes back in the tagged PDF. With pdf_variant="pdf/ua-1" WeasyPrint writes
# a Figure without a description for an SVG with aria-hidden, for an image with an empty alt, and for an SVG that is named by
# aria-label alone; only the <title> of an SVG, or the alt of an image, becomes the description that PDF/UA asks for. The
# only sign is a line in the log. A picture that is decoration belongs in the style sheet: a background writes no Figure.
#
# package: weasyprint
# version: 70.0
# source: weasyprint/pdf/tags.py; ISO 14289-1 (PDF/UA-1), 7.3 Graphics
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check weasyprint==70.0

"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

from weasyprint import HTML

DRAWING = '<rect width="5" height="5"/></svg>'
SIZE = 'width="10" height="10" viewBox="0 0 10 10"'
FILE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='5' height='5'/%3E%3C/svg%3E"
PICTURES = {
    "svg, aria-hidden": f'<svg aria-hidden="true" {SIZE}>{DRAWING}',
    "svg, aria-label": f'<svg role="img" aria-label="five of nine" {SIZE}>{DRAWING}',
    "svg, title": f'<svg role="img" {SIZE}><title>five of nine</title>{DRAWING}',
    "img, alt empty": f'<img alt="" src="{FILE}">',
    "img, alt": f'<img alt="five of nine" src="{FILE}">',
    "background": f'<div style="width: 9px; height: 9px; background: url({FILE})"></div>',
}
EXPECTED = {
    "svg, aria-hidden": (1, 0),
    "svg, aria-label": (1, 0),
    "svg, title": (1, 1),
    "img, alt empty": (1, 0),
    "img, alt": (1, 1),
    "background": (0, 0),
}

seen = {}
for name, picture in PICTURES.items():
    page = f'<html lang="en"><head><title>One picture</title></head><body><p>Text.</p>{picture}</body></html>'
    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    seen[name] = (len(re.findall(rb"/S ?/Figure", pdf)), len(re.findall(rb"/Alt ?\(", pdf)))
    print(f"{name:18} figures {seen[name][0]}, described {seen[name][1]}")
if seen != EXPECTED:
    sys.exit("changed: pictures are tagged otherwise than described")
PYTHON
