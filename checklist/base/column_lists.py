# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which columns the digest of a log row covers: every list that ever held, in the one place where they stand.

A row names the version of its list (`columns`), so that a later column leaves every earlier proof as it was. A list is
the one before it with what came since: a column of a log table is added, never renamed, retyped or taken away.
"""

FIRST = 1
_ALL = "uuid client_key seq previous at"

# For each table what came with version 1, with version 2, and so on. What was released does not change any more.
CAME_WITH: dict[str, tuple[str, ...]] = {
    "checklist_absence": (f"{_ALL} case_id once_key recorded_by_id next_step revisit_on", "columns"),
    "checklist_accessline": (
        f"{_ALL} case_uuid actor account_id role team purpose part outcome sentence",
        "columns",
        "name",
    ),
    "checklist_correction": (f"{_ALL} case_id question_id kind on_own_page", "columns"),
    "checklist_decision": (
        f"{_ALL} case_id snapshot_id supersedes_id once_key recorded_by_id client_agrees route next_step revisit_on",
        "columns",
        "answers",
    ),
    "checklist_erasure": (f"{_ALL} what subject ground account_id", "columns"),
    "checklist_evidencesnapshot": (
        f"{_ALL} case_id checklist_id language parts directions app_version supersedes_id shown_by_id",
        "columns",
    ),
    "checklist_firstidea": (f"{_ALL} case_id whose kind services words recorded_by_id", "columns"),
    "checklist_followup": (f"{_ALL} columns case_id agreed_in kind due_on words recorded_by_id",),
    "checklist_followupevent": (f"{_ALL} columns followup_id what account_id by_client to_id words",),
    "checklist_givenvoice": (
        f"{_ALL} case_id snapshot_id once_key kind services words family after_evidence agrees",
        "columns",
    ),
    "checklist_override": (
        f"{_ALL} decision_id team_id caseworker_id whose fictional caseworker_family client_family chosen departs",
        "columns",
    ),
    "checklist_review": (
        f"{_ALL} decision_id team_id reviewer_id understandable client_heard learn to_editor",
        "columns",
    ),
    "checklist_voice": (
        f"{_ALL} decision_id whose kind services words family after_evidence how how_words",
        "columns",
    ),
}


def newest(table: str) -> int:
    """The version of the list by which new rows of this table are hashed."""
    return len(CAME_WITH[table])


def names_of(table: str, version: int) -> tuple[str, ...]:
    """The columns of one list, in the order in which they are hashed. Raises ValueError for an unknown version."""
    came = CAME_WITH[table]
    if not FIRST <= version <= len(came):
        raise ValueError(f"{table}: lists of columns 1 to {len(came)} are known, found {version}")
    return tuple(name for names in came[:version] for name in names.split())
