# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip of all services, drawn from frozen evidence: for the choices, the report and who looks back.

    {% include "components/evidence/strip.html" with strip=strip only %}

with `strip_of(opened)` in the context, and strip.css in the head of the page (the paper has it in strip-print.css).
"""

from typing import cast

from checklist.advice.queries import OpenedSnapshot
from checklist.releases import pictures
from checklist.releases.wording import Lang


def strip_of(opened: OpenedSnapshot) -> pictures.Strip:
    """What was shown, as far as it can still be read, in the language in which it was shown.

    Of `as_it_holds(opened)` what was withdrawn since says so, and its line is not drawn.
    """
    said = ((one.key, one.name, one.stated) for one in opened.services)
    return pictures.strip(said, opened.axis, cast("Lang", opened.language))
