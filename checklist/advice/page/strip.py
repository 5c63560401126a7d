# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip of all services, drawn from frozen evidence: for the choices, the report and the client's own page.

    {% include "components/evidence/strip.html" with strip=strip only %}

with `strip_of(opened)` in the context, and strip.css in the head of the page (the paper has it in print.css).
"""

from collections.abc import Iterable
from typing import cast

from checklist.advice.queries import OpenedSnapshot, ShownService
from checklist.releases import pictures
from checklist.releases.wording import Lang


def strip_of(opened: OpenedSnapshot, services: Iterable[ShownService] | None = None) -> pictures.Strip:
    """What was shown, as far as it can still be read, in the language in which it was shown.

    `services`: the same with what was withdrawn since called back (as a report has it), in place of what was frozen.
    """
    shown = opened.services if services is None else services
    said = ((one.key, one.name, one.stated) for one in shown)
    return pictures.strip(said, opened.axis, cast("Lang", opened.language))
