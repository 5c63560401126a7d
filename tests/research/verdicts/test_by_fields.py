# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gates, pictures and rules go by the fields of a check, whatever its key or its sentence happens to say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from research.disclosure.check_lines import screened_checks
from research.disclosure.profiles import read_profile
from research.errors import InputError
from research.release.check_cells import Subject
from research.release.schema import GATES, Verdict
from research.report.facts import from_release
from research.report.page import plain_marks
from research.results import Check, Measure, Results, read_results, to_json
from research.verdicts.families import gates, silenced
from tests.research.builders import ROOT, small_plan

REST = [Check(gate, gate, "", 1.0, 1.0, Verdict.PASSED, "nl", "en") for gate in GATES if gate != "relevance"]


def relevance(subject: Subject, verdict: Verdict) -> Check:
    return Check(subject.key, "relevance", "", 1.0, 10.0, verdict, "nl", "en", **subject._asdict())


def test_a_service_that_is_called_joint_is_not_all_services_together(tmp_path: Path) -> None:
    """A plan may not have this key; what is about all services is still told by its field and not by a word."""
    plan = small_plan(tmp_path)
    called = {plan.tracks[0].key: "joint"}
    plan = replace(plan, services=tuple(replace(s, key=called.get(s.key, s.key)) for s in plan.services))
    checks = [
        *REST,
        relevance(Subject("relevance", service="joint"), Verdict.FAILED),  # apart: for information
        relevance(Subject("relevance", "joint"), Verdict.PASSED),
    ]
    assert dict(gates(checks, plan))["relevance"] == Verdict.PASSED
    assert silenced(checks, plan) == set()


def test_a_range_of_balance_is_drawn_from_its_error_and_not_from_its_words() -> None:
    facts = from_release(ROOT / "models_store" / "fictief-ronde-2026")
    line = next(line for line in facts.checks if line.subject.kind == "balance" and line.error)
    told = plain_marks([line], facts)[-1]
    assert plain_marks([replace(line, statistic="in other words")], facts)[-1] == told
    assert plain_marks([replace(line, error=None)], facts)[-1].low is None


def test_x10_a_check_that_does_not_say_what_its_number_is_meets_the_strictest_rules() -> None:
    check = Check("new.check", "", "s", 12.345, None, Verdict.NOTED, "nl", "en")
    (line,) = screened_checks([check], [], read_profile("standaard"))
    assert line.value is None
    (told,) = screened_checks([replace(check, measure=Measure.STATISTIC)], [], read_profile("standaard"))
    assert told.value == 12.345


def test_results_of_a_program_without_these_fields_are_refused(tmp_path: Path) -> None:
    values = json.loads(to_json(Results("0", "0", 1, 1, 0, 0, 0, checks=[replace(REST[0])])))
    (tmp_path / "results.json").write_text(json.dumps(values), encoding="utf-8")
    assert read_results(tmp_path).checks == [REST[0]]
    del values["checks"][0]["measure"]
    (tmp_path / "results.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(InputError, match="Estimate again"):
        read_results(tmp_path)
