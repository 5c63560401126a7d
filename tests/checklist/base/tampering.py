# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way to tamper with the log that we know, and what becomes of it: refused, shown by verify_log, or not shown.

docs/reference/tamper.md is written from this table; test_tamper.py does each of them.
"""

from tests.checklist.base import attacks
from tests.checklist.base.attacks import NOT_SHOWN, PG, REFUSED, SHOWN, SQLITE, Attack, behind, plain, swapped

LOG = "checklist_accessline"
FOREIGN_PG = (
    "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    f"CREATE TRIGGER quiet BEFORE INSERT ON {LOG} FOR EACH ROW EXECUTE FUNCTION swallow()",
)
CHANGED = "its content was changed after it was written"
EARLIER = "before the row that was there already"
OTHER_CLIENT = "belongs to another client than its case: a client key was changed"
NO_FIT = "does not open what it sealed: a key was changed or moved here"
UNWRAPPED = "a key does not come out of its wrapping: it was changed or moved"
OTHER_NAME = "number or name is not what was written for this client: it was changed or moved here"
GONE = "its key is gone, and no erasure line says so"
BACK = "its key is there, and an erasure line says that it was destroyed"
OVERWRITTEN = "answer 'hours' was changed after the decision, and no correction says so"

ATTACKS = (
    Attack("change a row of a log", plain(f"UPDATE {LOG} SET part = 'x'"), REFUSED, "append-only"),
    Attack("remove a row of a log", plain(f"DELETE FROM {LOG}"), REFUSED, "append-only"),
    Attack("empty a log", plain(f"TRUNCATE {LOG} CASCADE"), REFUSED, "append-only", PG),
    Attack(
        "change a row as a replica",
        plain("SET LOCAL session_replication_role = replica", f"UPDATE {LOG} SET part = 'x'"),
        REFUSED,
        "append-only",
        PG,
    ),
    Attack(
        "overwrite a row by an insert",
        plain(f"REPLACE INTO {LOG} SELECT * FROM {LOG}"),
        REFUSED,
        "append-only",
        SQLITE,
    ),
    Attack(
        "take the guards away and change a row",
        behind(f"UPDATE {LOG} SET part = 'x' WHERE client_key = {{a}} AND seq = 1"),
        SHOWN,
        CHANGED,
    ),
    Attack(
        "take the guards away and remove a row",
        behind(f"DELETE FROM {LOG} WHERE client_key = {{a}} AND seq = 2"),
        SHOWN,
        "row 2 is missing",
    ),
    Attack(
        "name another list of columns in a row",
        behind(f"UPDATE {LOG} SET columns = 1 WHERE client_key = {{a}} AND seq = 1"),
        SHOWN,
        CHANGED,
    ),
    Attack("add a line dated 400 days back", attacks.dated_back, SHOWN, EARLIER),
    Attack(
        "add a line dated 400 days back, as the first of a client", attacks.first_dated_back, SHOWN, EARLIER
    ),
    Attack("add a line dated two days ahead", attacks.dated_ahead, SHOWN, "and that is still to come"),
    Attack(
        "cut off the newest rows that the anchor holds",
        attacks.cut_behind_the_anchor,
        SHOWN,
        "the newest rows were cut off",
    ),
    Attack(
        "cut off rows that the anchor holds, and wait for the next anchor",
        attacks.cut_before_the_timer,
        SHOWN,
        "the newest rows were cut off",
    ),
    Attack(
        "cut off rows and write the anchor anew, without its key",
        attacks.cut_and_anchored_without_the_key,
        SHOWN,
        "was not signed with ANCHOR_KEY, or was changed afterwards",
    ),
    Attack(
        "cut off rows and put back an anchor from before them",
        attacks.cut_and_an_old_anchor_put_back,
        SHOWN,
        "minutes old; at most 60 were agreed",
    ),
    Attack("remove the anchor", attacks.anchor_removed, SHOWN, "anchor.txt is not there"),
    Attack("swap the numbers and names of two clients", attacks.names_swapped, SHOWN, OTHER_NAME),
    Attack(
        "give a client another name",
        plain("UPDATE checklist_client SET display_name = 'Somebody Else'"),
        SHOWN,
        OTHER_NAME,
    ),
    Attack(
        "swap the client keys of two identity rows",
        swapped("checklist_client", "client_key", "client_key = {a}", "client_key = {b}"),
        SHOWN,
        OTHER_CLIENT,
    ),
    Attack(
        "swap the client keys of two cases",
        swapped("checklist_case", "client_key", "client_key = {a}", "client_key = {b}"),
        SHOWN,
        OTHER_CLIENT,
    ),
    Attack(
        "swap the client keys of two log-in codes",
        swapped("checklist_clientcode", "client_key", "client_key = {a}", "client_key = {b}"),
        SHOWN,
        OTHER_CLIENT,
    ),
    Attack("swap the wrapped keys of two clients", attacks.clients_keys_swapped, SHOWN, UNWRAPPED),
    Attack("swap the wrapped keys of two answers", attacks.answers_keys_swapped, SHOWN, NO_FIT),
    Attack("delete the keys of a client without an erasure line", attacks.client_key_deleted, SHOWN, GONE),
    Attack("delete the key of one answer without an erasure line", attacks.answer_key_deleted, SHOWN, GONE),
    Attack("put a destroyed key back, from an old backup", attacks.key_put_back, SHOWN, BACK),
    Attack(
        "give an account another role in the database",
        attacks.role_given,
        SHOWN,
        "has other roles than its lines tell",
    ),
    Attack("put an account in the database", attacks.account_put_in, SHOWN, "was made, and no line says so"),
    Attack(
        "rename an account that looked",
        attacks.renamed,
        SHOWN,
        "has another name now than in the log: it was renamed",
    ),
    Attack(
        "overwrite an answer after the decision, with its own key",
        attacks.overwritten_after,
        SHOWN,
        OVERWRITTEN,
    ),
    Attack("remove an answer after the decision", attacks.answer_removed, SHOWN, OVERWRITTEN),
    Attack(
        "hang a foreign trigger on a log", plain(*FOREIGN_PG), SHOWN, f"{LOG}: trigger quiet is not ours", PG
    ),
    Attack(
        "hang a foreign trigger on a log",
        plain(f"CREATE TRIGGER quiet BEFORE INSERT ON {LOG} BEGIN SELECT RAISE(IGNORE); END"),
        SHOWN,
        f"{LOG}: trigger quiet is not ours",
        SQLITE,
    ),
    Attack(
        "hang a rule on a log",
        plain(f"CREATE RULE quiet AS ON INSERT TO {LOG} DO INSTEAD NOTHING"),
        SHOWN,
        f"{LOG}: rule quiet is not ours",
        PG,
    ),
    Attack(
        "hide rows by row security",
        plain(f"ALTER TABLE {LOG} ENABLE ROW LEVEL SECURITY"),
        SHOWN,
        f"{LOG}: row security is switched on",
        PG,
    ),
    Attack(
        "hide rows by a policy",
        plain(f"CREATE POLICY quiet ON {LOG} USING (id > 9)"),
        SHOWN,
        f"{LOG}: policy quiet is not ours",
        PG,
    ),
    Attack(
        "add rows by a table that inherits",
        plain(f"CREATE TABLE more () INHERITS ({LOG})"),
        SHOWN,
        f"{LOG}: table more inherits from it",
        PG,
    ),
    Attack(
        "put a log under another table",
        plain("CREATE TABLE above ()", f"ALTER TABLE {LOG} INHERIT above"),
        SHOWN,
        f"{LOG}: it inherits from table above",
        PG,
    ),
    Attack(
        "switch off what holds the links together",
        plain("ALTER TABLE checklist_decision DISABLE TRIGGER ALL"),
        SHOWN,
        "checklist_decision: a trigger that holds its links together was switched off",
        PG,
    ),
    Attack(
        "drop a guard",
        plain("DROP TRIGGER guard_checklist_voice_row ON checklist_voice"),
        SHOWN,
        "guard guard_checklist_voice_row is missing",
        PG,
    ),
    Attack(
        "drop a guard",
        plain("DROP TRIGGER guard_checklist_voice_update"),
        SHOWN,
        "guard guard_checklist_voice_update is missing",
        SQLITE,
    ),
    Attack(
        "drop a log", behind("DROP TABLE checklist_review"), SHOWN, "checklist_review: this table is gone"
    ),
    Attack(
        "drop a column of a log",
        behind("ALTER TABLE checklist_review DROP COLUMN learn"),
        SHOWN,
        "checklist_review: column learn is gone",
    ),
    Attack(
        "drop a table that is no log",
        behind("DROP TABLE checklist_draw"),
        SHOWN,
        "checklist_draw: this table is gone",
    ),
    Attack("cut off rows that are newer than the anchor", attacks.cut_after_the_anchor, NOT_SHOWN),
    Attack(
        "cut off rows and write the anchor anew, with its key",
        attacks.cut_and_anchored_with_the_key,
        NOT_SHOWN,
    ),
    Attack(
        "overwrite an answer before the decision, with its own key", attacks.overwritten_before, NOT_SHOWN
    ),
)
