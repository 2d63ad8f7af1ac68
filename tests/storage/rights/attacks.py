"""Raw SQL that somebody might type: each is to be refused, or to change nothing. ``{…}`` are filled from the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SOON: Final = "date_trunc('second', now())"
BUMP: Final = f"UPDATE booking SET version = version + 1, sequence = sequence + 1, changed_at = {SOON} WHERE id = {{%s}}"
NEW: Final = f"""
INSERT INTO booking (id, ref, uid, version, sequence, title, purpose, organiser_id, partner_id, learners, time_zone, rule,
  first_start, length_wall, length_exact, visibility, created_at, changed_at)
SELECT key, 'B-2026-' || lpad(key::text, 5, '0'), 'x-' || key, 1, 0, 'T', 'training', {{%s}}, {{%s}}, 0, 'Europe/Paris', NULL,
  {SOON} + interval '30 days', 60, 0, 'partners', {SOON}, {SOON}
FROM nextval('booking_id_seq') AS key;
INSERT INTO line (booking_id, number, resource_id, quantity, offset_wall, offset_exact)
  VALUES (currval('booking_id_seq'), 1, {{%s}}, 1, 0, 0);
INSERT INTO occurrence (booking_id, number, original_start, starts, ends)
  SELECT currval('booking_id_seq'), 1, t, t, t + interval '1 hour' FROM (SELECT {SOON} + interval '30 days') AS w(t);
INSERT INTO allocation (unit_id, booking_id, line, occurrence, use_from, use_until, occupied_from, occupied_until, state, holds, changed_at)
  SELECT {{%s}}, currval('booking_id_seq'), 1, 1, t, t + interval '1 hour', t {{%s}}, t + interval '1 hour', '%s', %s, {SOON}
  FROM (SELECT {SOON} + interval '30 days') AS w(t)
"""


def new(me: str, partner: str, resource: str, state: str, holds: str, margin: str = "none") -> str:
    """A whole booking."""
    names = (me, partner, resource, f"{resource}_unit", margin)
    return NEW.replace("{{", "{").replace("}}", "}") % (*names, state, holds)


def on(target: str, sets: str, ref: str) -> str:
    """A change of the allocations of a booking, with its next version."""
    bump = BUMP.replace("{{", "{").replace("}}", "}") % ref
    return f"UPDATE {target} SET {sets}, changed_at = {SOON} WHERE booking_id = {{{ref}}}; {bump}"


@dataclass(frozen=True, slots=True)
class Attack:
    """By whom, with what; ``stops`` names what stands in the way, and alone does: without it, it works."""

    name: str
    login: str
    sql: str
    stops: str = ""


BOOKINGS: Final = (
    Attack(
        "approve one's own",
        "tina",
        on("allocation", "state = 'approved', granted = 1", "asked"),
        "is_credited",
    ),
    Attack("approve without a step", "tina", on("allocation", "state = 'approved'", "asked")),
    Attack(
        "approve what is another's to decide",
        "zoe",
        on("allocation", "state = 'approved', granted = 1", "asked"),
    ),
    Attack("approve as a coordinator", "colin", on("allocation", "state = 'approved', granted = 1", "asked")),
    Attack(
        "approve as an administrator", "ada", on("allocation", "state = 'approved', granted = 1", "asked")
    ),
    Attack("skip steps", "sam", on("allocation", "state = 'approved', granted = 3", "chained")),
    Attack("take a step out of turn", "sam", on("allocation", "granted = 1", "chained")),
    Attack(
        "grant all steps with one's own",
        "hana",
        on("allocation", "state = 'approved', granted = 3", "chained"),
    ),
    Attack(
        "decline another's",
        "otto",
        on("allocation", "state = 'declined', holds = false", "asked"),
        "wrong_change",
    ),
    Attack("decline one's own", "tina", on("allocation", "state = 'declined', holds = false", "asked")),
    Attack("cancel another's", "otto", on("allocation", "state = 'cancelled', holds = false", "approved")),
    Attack("expire another's", "otto", on("allocation", "state = 'expired', holds = false", "asked")),
    Attack("say that nobody came", "otto", on("allocation", "state = 'no_show', holds = false", "approved")),
    Attack("check in early", "tina", on("allocation", f"state = 'in_use', actual_from = {SOON}", "approved")),
    Attack(
        "complete what never began",
        "tina",
        on("allocation", f"state = 'completed', actual_from = {SOON}, actual_until = {SOON}", "approved"),
    ),
    Attack(
        "bring back what was declined",
        "tina",
        on("allocation", "state = 'requested', holds = true", "declined"),
    ),
    Attack(
        "approve what was declined",
        "tina",
        on("allocation", "state = 'approved', holds = true, granted = 1", "declined"),
    ),
    Attack("bring back what is over", "tina", on("allocation", "state = 'approved', holds = true", "over")),
    Attack("cancel what is over", "tina", on("allocation", "state = 'cancelled', holds = false", "used")),
    Attack(
        "move what is over",
        "tina",
        on(
            "allocation",
            "use_from = use_from - interval '1 hour', occupied_from = occupied_from - interval '1 hour'",
            "used",
        ),
    ),
    Attack(
        "rewrite how long it was used",
        "tina",
        on("allocation", "actual_until = actual_until + interval '3 hours'", "used"),
    ),
    Attack("leave out the set-up", "tina", on("allocation", "occupied_from = use_from", "prepared")),
    Attack("hold what competes", "tina", on("allocation", "holds = true", "competing"), "should_hold"),
    Attack("hold nothing", "tina", on("allocation", "holds = false", "asked")),
    Attack(
        "move approved to another day",
        "tina",
        on(
            "allocation",
            "use_from = use_from + interval '1 day', use_until = use_until + interval '1 day',"
            " occupied_from = occupied_from + interval '1 day', occupied_until = occupied_until + interval '1 day'",
            "approved",
        )
        + "; UPDATE occurrence SET starts = starts + interval '1 day', ends = ends + interval '1 day' WHERE booking_id = {approved}",
    ),
    Attack("another unit for somebody else", "otto", on("allocation", "unit_id = {BIO_unit} + 1", "asked")),
    Attack("a unit of another resource", "tina", on("allocation", "unit_id = {SUITE_unit}", "asked")),
    Attack(
        "another title", "otto", "UPDATE booking SET title = 'X', version = version + 1 WHERE id = {asked}"
    ),
    Attack("only the version", "otto", BUMP.replace("{{", "{").replace("}}", "}") % "asked"),
    Attack(
        "an older version", "tina", "UPDATE booking SET version = 1, changed_at = now() WHERE id = {asked}"
    ),
    Attack("another organiser", "tina", "UPDATE booking SET organiser_id = {otto_id} WHERE id = {asked}"),
    Attack("another partner", "tina", "UPDATE booking SET partner_id = {CHU_id} WHERE id = {asked}"),
    Attack("another ref", "tina", "UPDATE booking SET ref = 'B-2026-99999' WHERE id = {asked}"),
    Attack("another birthday", "tina", "UPDATE booking SET created_at = '2020-01-01' WHERE id = {asked}"),
    Attack(
        "changed long ago",
        "tina",
        "UPDATE booking SET version = version + 1, changed_at = '2020-01-01' WHERE id = {asked}",
    ),
    Attack("a date of another's", "otto", "UPDATE occurrence SET title = 'X' WHERE booking_id = {asked}"),
    Attack(
        "a date that is over",
        "tina",
        "UPDATE occurrence SET starts = starts - interval '1 hour' WHERE booking_id = {used}",
    ),
    Attack("a line of another's", "otto", "UPDATE line SET quantity = 9 WHERE booking_id = {asked}"),
    Attack(
        "a line on another resource",
        "tina",
        "UPDATE line SET resource_id = {SUITE} WHERE booking_id = {approved}",
    ),
    Attack("delete", "tina", "DELETE FROM booking WHERE id = {asked}"),
    Attack("delete a date", "tina", "DELETE FROM occurrence WHERE booking_id = {asked}"),
    Attack("delete time held", "mona", "DELETE FROM allocation WHERE booking_id = {asked}"),
    Attack("truncate", "ada", "TRUNCATE allocation CASCADE"),
    Attack(
        "one more unit for somebody else",
        "otto",
        f"INSERT INTO allocation (unit_id, booking_id, line, occurrence, use_from, use_until, occupied_from, occupied_until, state, holds, changed_at)"
        f" SELECT {{BIO_unit}} + 1, booking_id, line, occurrence, use_from, use_until, occupied_from, occupied_until, 'requested', true, {SOON}"
        " FROM allocation WHERE booking_id = {asked}",
    ),
    Attack("in another's name", "otto", new("tina_id", "UNI_id", "PSM", "approved", "true", "setup")),
    Attack("for another partner", "otto", new("otto_id", "UNI_id", "PSM", "approved", "true", "setup")),
    Attack(
        "in a colleague's name, as their coordinator",
        "colin",
        new("tina_id", "UNI_id", "PSM", "approved", "true", "setup"),
        "wrong_new_booking",
    ),
    Attack(
        "approved at birth",
        "otto",
        new("otto_id", "CHU_id", "BIO", "approved", "true"),
        "wrong_new_allocation",
    ),
    Attack("holding what competes", "otto", new("otto_id", "CHU_id", "RARE", "requested", "true")),
    Attack("used at birth", "otto", new("otto_id", "CHU_id", "PSM", "in_use", "true", "setup")),
    Attack("without set-up", "otto", new("otto_id", "CHU_id", "PSM", "approved", "true")),
    Attack(
        "time held for nothing",
        "otto",
        "INSERT INTO allocation (unit_id, use_from, use_until, occupied_from, occupied_until, state, holds, changed_at)"
        " VALUES ({PSM_unit}, now(), now() + interval '1 hour', now(), now() + interval '1 hour', 'approved', true, now())",
    ),
    Attack(
        "an empty booking", "otto", new("otto_id", "CHU_id", "PSM", "approved", "true", "setup").split(";")[0]
    ),
    Attack(
        "early judgement",
        "tina",
        "SET CONSTRAINTS ALL IMMEDIATE; " + on("allocation", "state = 'approved', granted = 1", "asked"),
    ),
    Attack(
        "a setting",
        "tina",
        "SET session_replication_role = replica; "
        + on("allocation", "state = 'approved', granted = 1", "asked"),
    ),
    Attack(
        "another zone",
        "tina",
        "SET TimeZone = 'Pacific/Kiritimati'; "
        + on("allocation", "state = 'approved', granted = 1", "asked"),
    ),
    Attack(
        "another path",
        "tina",
        "SET search_path = pg_temp, public; CREATE TEMP TABLE platform_manager (platform_id bigint, person_id bigint)",
    ),
    Attack(
        "another name",
        "tina",
        "SET application_name = 'mona'; SET ROLE {database}_manager; "
        + on("allocation", "state = 'approved', granted = 1", "asked"),
    ),
    Attack("as the owner", "tina", "SET ROLE {database}_owner"),
    Attack("as somebody else", "tina", "SET SESSION AUTHORIZATION {mona_role}"),
)
PRIVATE: Final = (
    Attack(
        "cancel what is private", "otto", on("allocation", "state = 'cancelled', holds = false", "private")
    ),
    Attack(
        "write into what is private",
        "otto",
        "UPDATE booking SET title = 'X', version = version + 1 WHERE id = {private}",
    ),
    Attack(
        "say something about what is private",
        "otto",
        f"INSERT INTO message (id, booking_id, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{private}}, {SOON}, {{otto_id}}, 'answer', 'x', '{{{{}}}}')",
    ),
)
WORDS: Final = (
    Attack(
        "another's word",
        "tina",
        f"INSERT INTO decision (booking_id, line, occurrence, step, verdict, person, decided_at, reason) VALUES ({{asked}}, 1, 1, 'manager', 'granted', 'mona', {SOON}, '')",
        "policy decision INSERT",
    ),
    Attack(
        "one's own word, not asked for",
        "otto",
        f"INSERT INTO decision (booking_id, line, occurrence, step, verdict, person, decided_at, reason) VALUES ({{asked}}, 1, 1, 'manager', 'granted', 'otto', {SOON}, '')",
    ),
    Attack("rewrite a word", "mona", "UPDATE decision SET verdict = 'declined'"),
    Attack("delete a word", "mona", "DELETE FROM decision"),
    Attack(
        "a message in another's name",
        "tina",
        f"INSERT INTO message (id, booking_id, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{asked}}, {SOON}, {{mona_id}}, 'proposal', '', '{{{{}}}}')",
        "policy message INSERT",
    ),
    Attack(
        "a proposal to oneself",
        "tina",
        f"INSERT INTO message (id, booking_id, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{asked}}, {SOON}, {{tina_id}}, 'proposal', '', '{{{{}}}}')",
    ),
    Attack("rewrite a message", "tina", "UPDATE message SET text = 'X'"),
    Attack(
        "a false notice",
        "otto",
        f"INSERT INTO notice (person_id, at, kind, ref, params) VALUES ({{tina_id}}, {SOON}, 'approved', '{{asked_ref}}', '{{{{}}}}')",
        "wrong_words",
    ),
    Attack("read for another", "otto", "UPDATE notice SET read_at = now() WHERE person_id = {tina_id}"),
    Attack("delete notices", "tina", "DELETE FROM notice"),
    Attack(
        "mail to anybody",
        "otto",
        f"INSERT INTO outbox (key, person_id, address, kind, ref, sequence, payload, created_at, next_try_at) VALUES ('k', {{tina_id}}, 'x@y.z', 'request', '{{asked_ref}}', 0, '{{{{}}}}', {SOON}, {SOON})",
    ),
    Attack("mail stopped", "otto", "UPDATE outbox SET next_try_at = NULL"),
)
TRAIL: Final = (
    Attack("rewrite the trail", "ada", "UPDATE audit SET actor = 'otto'"),
    Attack("delete the trail", "ada", "DELETE FROM audit"),
    Attack(
        "an entry in another's name",
        "otto",
        "INSERT INTO audit (seq, at, actor, action, subject, reason, digest, prev, hash)"
        f" SELECT seq + 1, {SOON}, 'mona', 'approve', 'booking:{{asked_ref}}', '', '', hash, repeat('a', 64) FROM rights.chain_end()",
    ),
    Attack(
        "a link out of the chain",
        "otto",
        "INSERT INTO audit (seq, at, actor, action, subject, reason, digest, prev, hash)"
        f" SELECT seq + 7, {SOON}, 'otto', 'x', 'y', '', '', 'nothing', repeat('a', 64) FROM rights.chain_end()",
    ),
    Attack("no triggers", "ada", "ALTER TABLE audit DISABLE TRIGGER ALL"),
    Attack("no policies", "ada", "ALTER TABLE booking DISABLE ROW LEVEL SECURITY"),
    Attack(
        "a function of theirs",
        "ada",
        "CREATE OR REPLACE FUNCTION rights.me() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    ),
)
CATALOGUE: Final = (
    Attack(
        "make oneself an administrator",
        "tina",
        "UPDATE person SET roles = '[\"admin\"]' WHERE id = {tina_id}",
        "",
    ),
    Attack(
        "make oneself a manager",
        "zoe",
        "INSERT INTO platform_manager VALUES ({USP}, {zoe_id}, false, 5)",
        "policy platform_manager INSERT",
    ),
    Attack(
        "remove a manager",
        "zoe",
        'SELECT rights.take_platform_manager(\'{{"platform_id": {USP}, "person_id": {mona_id}}}\')',
    ),
    Attack("no approval any more", "tina", "UPDATE resource SET approval = '[]' WHERE id = {BIO}"),
    Attack(
        "no approval on another's platform",
        "zoe",
        "UPDATE resource SET approval = '[]' WHERE id = {BIO}",
        "policy resource UPDATE",
    ),
    Attack("take a resource over", "mona", "UPDATE resource SET platform_id = {USP} WHERE id = {SUITE}"),
    Attack("give a resource away", "mona", "UPDATE resource SET platform_id = {ZAC} WHERE id = {BIO}"),
    Attack("another code", "ada", "UPDATE resource SET code = 'X' WHERE id = {BIO}"),
    Attack("another login", "ada", "UPDATE person SET login = 'x' WHERE id = {otto_id}"),
    Attack("give oneself a qualification", "tina", "INSERT INTO person_qualification SELECT {tina_id}, 1"),
    Attack(
        "another's platform",
        "mona",
        "UPDATE platform SET name_fr = 'X' WHERE id = {ZAC}",
        "policy platform UPDATE",
    ),
    Attack(
        "another's unit",
        "mona",
        "UPDATE unit SET active = false WHERE resource_id = {SUITE}",
        "policy unit UPDATE",
    ),
    Attack(
        "a closure of another's",
        "colin",
        "UPDATE closure SET starts = '2026-01-01' WHERE code = 'NOEL'",
        "policy closure UPDATE",
    ),
    Attack("a partner", "mona", "UPDATE partner SET name = 'X'"),
    Attack("retire a person", "mona", "UPDATE person SET active = false WHERE id = {otto_id}"),
    Attack("delete a person", "ada", "DELETE FROM person WHERE id = {otto_id}"),
    Attack("the schema's number", "ada", "UPDATE alembic_version SET version_num = '9999'"),
    Attack(
        "the catalogue of long ago", "tina", "UPDATE meta SET value = '0' WHERE key = 'catalogue_revision'"
    ),
    Attack("the store's books", "ada", "UPDATE meta SET key = 'x'"),
    Attack(
        "another's block",
        "mona",
        "INSERT INTO block (id, ref, resource_id, kind, reason, starts, ends, created_by, created_at, state)"
        f" SELECT key, 'I-2026-' || lpad(key::text, 5, '0'), {{SUITE}}, 'maintenance', 'x', {SOON}, {SOON} + interval '1 hour', 'mona', {SOON}, 'approved' FROM nextval('block_id_seq') AS key;"
        "INSERT INTO allocation (unit_id, block_id, use_from, use_until, occupied_from, occupied_until, state, holds, changed_at)"
        " SELECT {SUITE_unit} + 2, id, starts, ends, starts, ends, 'approved', true, created_at FROM block WHERE id = currval('block_id_seq')",
        "wrong_blocks",
    ),
    Attack("lift a block", "tina", "UPDATE block SET state = 'cancelled' WHERE ref = '{block_ref}'"),
)
SHARED: Final = (
    Attack("another's feed", "otto", "UPDATE feed SET revoked_at = now()", "policy feed UPDATE"),
    Attack("another's token", "otto", "UPDATE feed SET token_hash = 'x'"),
    Attack(
        "a feed of what is another's",
        "otto",
        f"INSERT INTO feed (id, code, label, kind, subject, scope, language, token_hash, created_at, created_by) VALUES (nextval('feed_id_seq'), 'F9', '', 'platform', 'USP', 'full', 'fr', 'h', {SOON}, 'otto')",
        "policy feed INSERT",
    ),
    Attack("a wider scope", "mona", "UPDATE feed SET scope = 'full'"),
    Attack("a template of another's", "otto", "UPDATE template SET name = 'X'"),
    Attack(
        "a wish in another's name",
        "otto",
        f"INSERT INTO waiting (id, ref, person_id, request, created_at, state) VALUES (nextval('waiting_id_seq'), 'W-1', {{tina_id}}, '{{{{}}}}', {SOON}, 'waiting')",
    ),
    Attack(
        "offer oneself a place",
        "otto",
        "UPDATE waiting SET state = 'offered', booking_id = {ottos}, offer_until = now() + interval '1 day' WHERE person_id = {otto_id}",
        "wrong_wishes",
    ),
    Attack(
        "a timetable for another",
        "otto",
        f"INSERT INTO imported_calendar (id, code, name, source, subject_kind, subject, holding, time_zone, language, created_at, created_by, active)"
        f" VALUES (nextval('imported_calendar_id_seq'), 'C9', '', 'x', 'resource', 'BIO', 'hard', 'UTC', 'fr', {SOON}, 'otto', true)",
        "policy imported_calendar INSERT",
    ),
)
SERVER: Final = (
    Attack("a table", "tina", "CREATE TABLE public.mine (a int)"),
    Attack("a temporary table", "tina", "CREATE TEMP TABLE mine (a int)"),
    Attack("a schema", "tina", "CREATE SCHEMA mine"),
    Attack("a function", "tina", "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    Attack("a lock", "mona", "LOCK TABLE booking IN ACCESS EXCLUSIVE MODE"),
    Attack("a lock on places", "ada", "LOCK TABLE allocation IN SHARE ROW EXCLUSIVE MODE"),
    Attack("a sequence", "tina", "SELECT setval('booking_id_seq', 1)"),
    Attack(
        "a key of its own",
        "tina",
        "INSERT INTO notice (id, person_id, at, kind, ref, params) VALUES (9999999, {tina_id}, now(), 'x', 'y', '{{}}')",
    ),
    Attack("a program", "ada", "COPY (SELECT 1) TO PROGRAM 'true'"),
    Attack("a file", "ada", "COPY person TO '/tmp/x'"),
    Attack("link oneself", "tina", "SELECT rights.link('x', 'mona')"),
    Attack("write the links", "ada", "UPDATE rights.login SET suspended = true"),
    Attack("read the links", "tina", "SELECT * FROM rights.login"),
    Attack("a place that was approved", "tina", "INSERT INTO rights.place VALUES (1, 1, now(), now(), 9)"),
    Attack(
        "nothing to judge",
        "tina",
        on("allocation", "state = 'approved', granted = 1", "asked") + "; DELETE FROM rights.pending",
    ),
    Attack(
        "a trigger",
        "tina",
        "CREATE TRIGGER t AFTER INSERT ON booking FOR EACH ROW EXECUTE FUNCTION rights.note_booking_insert()",
    ),
    Attack("a grant", "mona", "GRANT SELECT ON booking TO PUBLIC"),
    Attack("more connections", "tina", "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1"),
    Attack("receipts of others", "tina", "SELECT * FROM receipt"),
    Attack("a role", "ada", "CREATE ROLE evil LOGIN"),
)
UNREADABLE: Final = (
    Attack("steps that nobody can read", "mona", "UPDATE resource SET approval = 'x' WHERE id = {BIO}"),
    Attack("steps that nobody knows", "mona", "UPDATE resource SET approval = '[\"x\"]' WHERE id = {BIO}"),
    Attack("rules that nobody can read", "mona", "UPDATE platform SET rules = '[' WHERE id = {USP}"),
    Attack(
        "a revision that is no number", "mona", "UPDATE meta SET value = 'x' WHERE key = 'catalogue_revision'"
    ),
    Attack(
        "a zone that is none",
        "tina",
        "UPDATE booking SET time_zone = 'Mars', version = version + 1, changed_at = now() WHERE id = {asked}",
    ),
    Attack(
        "a wish that nobody can read",
        "otto",
        f"INSERT INTO waiting (id, ref, person_id, request, created_at, state) VALUES (nextval('waiting_id_seq'), 'W-9', {{otto_id}}, 'x', {SOON}, 'waiting')",
    ),
    Attack(
        "a word taken back by a stranger",
        "otto",
        f"INSERT INTO decision (booking_id, line, occurrence, step, verdict, person, decided_at, reason) VALUES ({{approved}}, 1, 1, 'manager', 'withdrawn', 'otto', {SOON}, '')",
    ),
)
ALL: Final = (*UNREADABLE, *BOOKINGS, *PRIVATE, *WORDS, *TRAIL, *CATALOGUE, *SHARED, *SERVER)
