# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a PDF says: sheet by sheet, without what stands at the foot of each. A sentence may run on over a sheet."""

import re
from io import BytesIO

from pypdf import PdfReader

#: The number of a sheet, and beside it that its people are made up.
FOOT = re.compile(r"^\s*(?:(?:FICTIEF|FICTITIOUS)\s+)?\d+ / \d+\s*$", re.MULTILINE)


def sheets_of(content: bytes | PdfReader) -> list[str]:
    """The words of each sheet, foot left out."""
    paper = content if isinstance(content, PdfReader) else PdfReader(BytesIO(content))
    return [FOOT.sub("", page.extract_text()) for page in paper.pages]


def words_of(content: bytes | PdfReader) -> str:
    """All words of a paper, with single spaces."""
    return " ".join(" ".join(sheets_of(content)).split())
