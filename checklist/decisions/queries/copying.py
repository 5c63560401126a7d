# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes along to another system (S24, S39): goal, choices and next steps, and no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import Whose
from checklist.base.moments import local_format
from checklist.decisions.models import Override
from checklist.decisions.rules import ReportLine

if TYPE_CHECKING:
    from checklist.decisions.queries.report import Report

COPY_TITLES: dict[str, Promise] = {
    Whose.CLIENT: _("Choice of the client"),
    Whose.CASEWORKER: _("Choice of the caseworker"),
}
OTHER_CHOICE: dict[str, Promise] = {
    Override.By.CLIENT: _("the client. That is fine."),
    Override.By.CASEWORKER: _("the caseworker. That is fine."),
    Override.By.BOTH: _("both. That is fine."),
}


def cut_here() -> str:
    """What stands where own words did not fit."""
    return "… [" + gettext("cut short") + "]"


def lines_to_copy(report: Report) -> list[ReportLine]:
    """No name of the client, no number, no answer; that a choice departs only where the municipality wants it."""
    day = local_format(report.at, "j F Y")
    fictional = f" ({gettext('FICTITIOUS')})" if report.fictional else ""
    lines = [ReportLine("", gettext("Report of the talk on %(day)s") % {"day": day} + fictional)]
    goal = report.goal or gettext("none written down")
    lines.append(ReportLine(gettext("Goal of the client"), goal, own=bool(report.goal)))
    for voice in report.voices:
        lines.append(ReportLine(str(COPY_TITLES[voice.whose]), ", ".join(voice.choices)))
        if voice.words:
            lines.append(ReportLine(gettext("In own words"), voice.words, own=True))
    if report.override and settings.COPY_DEPARTURES:
        lines.append(
            ReportLine(gettext("Other choice than the research"), str(OTHER_CHOICE[report.override_by]))
        )
    if report.differ:
        lines.append(ReportLine("", gettext("The choices differ. Both stand.")))
    if report.route:
        lines.append(ReportLine(gettext("How we go on"), report.route))
    if report.next_step:
        lines.append(ReportLine(gettext("First step"), report.next_step, own=True))
    if report.revisit_on:
        lines.append(
            ReportLine(gettext("We talk about it again on"), local_format(report.revisit_on, "j F Y"))
        )
    if report.corrections:
        last = local_format(report.corrections[-1].at, "j F Y")
        said = gettext("Something was corrected after this report, on %(day)s: see the report.") % {
            "day": last
        }
        lines.append(ReportLine("", said))
    lines.append(ReportLine("", gettext("This is a report of the talk, not a formal decision.")))
    return lines
