"""Raw SQL that takes a detour: what others cannot read any more, what only looks done, what is said to have been done."""

from __future__ import annotations

from typing import Final

from tests.storage.rights.attacks import BUMP, SOON, Attack, new, on


def bumped(ref: str, statement: str) -> str:
    """A statement, with the next version of that booking."""
    return f"{statement}; {BUMP.replace('{{', '{').replace('}}', '}') % ref}"


def entered(actor: str, action: str, subject: str) -> str:
    """An entry that continues the chain, rightly sealed."""
    text = (
        "concat('[', to_json(prev), ',', seq, ',\"', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'), '+00:00\",',"
        f" to_json('{actor}'::text), ',', to_json('{action}'::text), ',', to_json('{subject}'::text), ',null,null,\"\",\"\"]')"
    )
    return (
        "INSERT INTO audit (seq, at, actor, action, subject, reason, digest, prev, hash)"
        f" SELECT seq, at, '{actor}', '{action}', '{subject}', '', '', prev, encode(sha256(convert_to({text}, 'UTF8')), 'hex')"
        f" FROM (SELECT seq + 1 AS seq, {SOON} AS at, hash AS prev FROM rights.chain_end()) AS e"
    )


def offer(to: str, *, title: str = "Attend", hours: str = "1 hour", freed: str = "") -> str:
    """A place held for somebody, beside what gives it up."""
    made = new(to, "CHU_id", "RARE", "requested", "true").replace("'T', 'training'", f"'{title}', 'training'")
    made = made.replace(
        f"{SOON} + interval '30 days'", "(SELECT min(use_from) FROM allocation WHERE booking_id = {given})"
    )
    held = f"SELECT rights.offer({{wish}}, currval('booking_id_seq'), {SOON} + interval '{hours}')"
    return "; ".join(filter(None, (freed, made, held)))


GIVEN_UP: Final = on("allocation", "state = 'cancelled', holds = false", "given")
MOVED: Final = (
    on(
        "allocation",
        "state = 'requested', granted = 0, use_from = use_from + interval '1 day', use_until = use_until + interval '1 day',"
        " occupied_from = occupied_from + interval '1 day', occupied_until = occupied_until + interval '1 day'",
        "approved",
    )
    .replace(f"changed_at = {SOON} WHERE booking_id", f"changed_at = {SOON} - interval '10 minutes' WHERE booking_id")
    + "; UPDATE occurrence SET starts = starts + interval '1 day', ends = ends + interval '1 day' WHERE booking_id = {approved}"
)  # fmt: skip
APART: Final = (
    Attack(
        "shown at another time than held",
        "tina",
        bumped("approved", "UPDATE occurrence SET starts = starts + interval '1 day', ends = ends + interval '1 day' WHERE booking_id = {approved}"),
        "is_elsewhere",
    ),
    Attack("a line on another day than held", "tina", bumped("asked", "UPDATE line SET offset_wall = 1440 WHERE booking_id = {asked}")),
    Attack("all versions at once", "tina", "UPDATE booking SET version = 2147483647, changed_at = now() WHERE id = {asked}", "wrong_header"),
    Attack("all sequences at once", "mona", "UPDATE allocation SET state = 'declined', holds = false, changed_at = now() WHERE booking_id = {asked};"
           " UPDATE booking SET version = version + 1, sequence = 2147483647, changed_at = now() WHERE id = {asked}"),
    Attack(
        "an approval carried along",
        "tina",
        "; ".join((MOVED, "SET CONSTRAINTS ALL IMMEDIATE", on("allocation", "state = 'approved', granted = 1", "approved"))),
        "is_outdated",
    ),
    Attack("rights as they were", "tina", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; "
           + bumped("asked", "UPDATE booking SET title = 'X' WHERE id = {asked}")),
)  # fmt: skip
UNDONE: Final = (
    Attack("bring back what the manager cancelled", "tina", on("allocation", "state = 'approved', holds = true", "stopped"), "is_anothers_word"),
)  # fmt: skip
UNREADABLE: Final = (
    Attack("a day that never comes", "mona", "UPDATE closure SET ends = 'infinity' WHERE code = 'NOEL'", "policy closure UPDATE"),
    Attack("an authorisation for ever", "mona", "UPDATE resource SET biosafety_until = 'infinity' WHERE id = {BIO}", "policy resource UPDATE"),
    Attack("a link for ever", "mona", "UPDATE feed SET expires_at = 'infinity'"),
    Attack("a date from before all time", "tina", bumped("asked", "UPDATE occurrence SET original_start = '-infinity' WHERE booking_id = {asked}")),
    Attack("steps that are no list", "mona", "UPDATE resource SET approval = '\"manager\"' WHERE id = {BIO}"),
    Attack("hours that are no hours", "mona", "UPDATE platform SET opening = '[[], [], [], [], [], [], [5]]' WHERE id = {USP}"),
    Attack("a platform in no zone", "mona", "UPDATE platform SET time_zone = 'europe/paris' WHERE id = {USP}", "policy platform UPDATE"),
    Attack("a zone that only a server knows", "tina", bumped("asked", "UPDATE booking SET time_zone = 'Mars5' WHERE id = {asked}")),
    Attack("a rule of two lines", "tina", bumped("asked", "UPDATE booking SET rule = E'FREQ=DAILY\\nATTENDEE:x' WHERE id = {asked}")),
    Attack("a title of many lines", "tina", bumped("asked", "UPDATE booking SET title = E'a\\nb' WHERE id = {asked}")),
    Attack("a title without end", "tina", bumped("asked", "UPDATE booking SET title = repeat('x', 1000000) WHERE id = {asked}")),
    Attack("instructions without end", "tina", bumped("asked", "UPDATE booking SET instructions = repeat('x', 1000000) WHERE id = {asked}")),
    Attack("a notice that stops its reader", "tina",
           bumped("asked", f"INSERT INTO notice (person_id, at, kind, ref, params) VALUES ({{otto_id}}, {SOON}, 'x', '{{asked_ref}}', '5')"),
           "policy notice INSERT"),
    Attack("a proposal of nothing", "mona",
           f"INSERT INTO message (id, booking_id, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{asked}}, {SOON}, {{mona_id}}, 'proposal', '', '{{{{\"spans\": [[1, 2, 3]]}}}}')",
           "policy message INSERT"),
    Attack("a line beyond all days", "tina", bumped("asked",
           "INSERT INTO line (booking_id, number, resource_id, quantity, offset_wall, offset_exact) VALUES ({asked}, 2, {BIO}, 1, 2147483647, 0)"),
           "policy line INSERT"),
    Attack("a word about no line", "mona",
           f"INSERT INTO message (id, booking_id, line, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{asked}}, 99, {SOON}, {{mona_id}}, 'question', '', '{{{{}}}}')"),
    Attack("half a proposal", "mona",
           f"INSERT INTO message (id, booking_id, at, author_id, kind, text, params) VALUES (nextval('message_id_seq'), {{asked}}, {SOON}, {{mona_id}}, 'proposal', '', '{{{{\"spans\": []}}}}')"),
    Attack("a template that stops its readers", "colin", "UPDATE template SET body = jsonb_set(body::jsonb, '{{last_used}}', to_jsonb(repeat('x', 99)))::text"),
    Attack("a key that is to come", "mona",
           f"INSERT INTO feed (id, code, label, kind, subject, scope, language, token_hash, created_at, created_by) VALUES (9999, 'F9', '', 'platform', 'USP', 'full', 'fr', 'h', {SOON}, 'mona')",
           "policy feed INSERT"),
)  # fmt: skip
SAID: Final = (
    Attack("entered as the system's", "colin", on("allocation", "state = 'cancelled', holds = false", "asked") + "; " + entered("system", "expire", "booking:{asked_ref}"), "wrong_entries"),
    Attack("entered though not done", "tina", entered("tina", "cancel", "booking:{asked_ref}"), "wrong_entries"),
    Attack("entered of a resource", "otto", entered("otto", "update", "resource:BIO")),
    Attack("entered of a person", "otto", entered("otto", "suspend", "person:tina")),
    Attack("entered of a setting", "mona", entered("mona", "set", "setting:mail")),
    Attack("entered of anything", "tina", entered("tina", "x", "y")),
    Attack("an invitation to another's", "otto",
           "INSERT INTO invitation (person_id, booking_id, uid, address, organizer, sequence, told) VALUES ({tina_id}, {asked}, 'u', 'x@y.z', 'o@y.z', 0, '[]')",
           "wrong_invitations"),
    Attack("mail to anybody, as if invited", "otto",
           bumped("ottos", "INSERT INTO invitation (person_id, booking_id, uid, address, organizer, sequence, told) VALUES ({tina_id}, {ottos}, 'u', 'x@y.z', 'o@y.z', 0, '[]')")
           + f"; INSERT INTO outbox (key, person_id, address, kind, ref, sequence, payload, created_at, next_try_at) VALUES ('k', {{tina_id}}, 'x@y.z', 'REQUEST', '{{ottos_ref}}', 0, '{{{{}}}}', {SOON}, {SOON})",
           "wrong_invitations"),
)  # fmt: skip
WISHES: Final = (
    Attack("a wish with a place of one's own", "otto", "UPDATE waiting SET booking_id = {ottos}, offer_until = now() + interval '1 year' WHERE person_id = {otto_id}", "wrong_wishes"),
    Attack("offered what nobody gave up", "tina", offer("otto_id")),
    Attack("offered what was not wished", "tina", offer("otto_id", title="Other", freed=GIVEN_UP)),
    Attack("offered for ever", "tina", offer("otto_id", hours="40 days", freed=GIVEN_UP)),
    Attack("offered to whoever does not wait", "tina", offer("hana_id", freed=GIVEN_UP)),
    Attack("offered and approved at once", "tina", offer("otto_id", freed=GIVEN_UP).replace("'requested'", "'approved'")),
)  # fmt: skip
IN_TURN: Final = Attack("offered to whoever is next", "tina", offer("otto_id", freed=GIVEN_UP))
"""No attack: what the window does."""
REFUSED: Final = (
    ("tina", "LOCK TABLE mirrored IN ACCESS EXCLUSIVE MODE"),
    ("mona", "LOCK TABLE platform_manager IN ACCESS EXCLUSIVE MODE"),
    ("ada", "LOCK TABLE outbox IN SHARE MODE"),
    ("ada", "LOCK TABLE person_qualification IN EXCLUSIVE MODE"),
    ("mona", "UPDATE mirror SET url = 'https://elsewhere.example'"),
    ("mona", "UPDATE mirror SET scope = 'full'"),
    ("ada", "COPY (SELECT 1) TO PROGRAM 'true'"),
    ("ada", "SELECT pg_read_file('PG_VERSION')"),
    ("ada", "SELECT setval('booking_id_seq', 1)"),
    ("ada", "CREATE TEMP TABLE mine (a int)"),
    ("mona", "SET ROLE {database}_owner"),
    ("mona", "SET ROLE {database}_admin"),
)
ALL: Final = (*APART, *UNDONE, *UNREADABLE, *SAID, *WISHES)
