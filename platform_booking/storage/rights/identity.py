"""Who acts: decided by the role that logged in, ``session_user``, which no setting and no ``SET ROLE`` changes.

The link from role to person lies in a table of its own, in a schema of its own, of which nobody may read or write a row
but through these functions. Whoever is a member of the owner's role keeps the store: rights do not bind them.
"""

from __future__ import annotations

from typing import Final

PINNED: Final = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""Runs with the owner's rights; names mean what they mean here, whatever the caller has made."""

LOGIN_TABLE: Final = (
    """
CREATE TABLE IF NOT EXISTS rights.login (
  role name PRIMARY KEY,
  person_id bigint NOT NULL UNIQUE REFERENCES public.person (id),
  suspended boolean NOT NULL DEFAULT false
)""",
    """
CREATE TABLE IF NOT EXISTS rights.installed (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  digest text NOT NULL,
  at timestamptz NOT NULL
)""",
)

KEEPER: Final = """
CREATE OR REPLACE FUNCTION rights.is_keeper() RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT pg_has_role(session_user, {owner}, 'USAGE')
$$"""
SERVICE: Final = """
CREATE OR REPLACE FUNCTION rights.is_service() RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT pg_has_role(session_user, {service}, 'USAGE')
$$"""
FEEDS: Final = """
CREATE OR REPLACE FUNCTION rights.is_feeds() RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT pg_has_role(session_user, {feeds}, 'USAGE')
$$"""
ME: Final = """
CREATE OR REPLACE FUNCTION rights.me() RETURNS bigint LANGUAGE sql STABLE PINNED AS $$
  SELECT p.id FROM rights.login AS l JOIN person AS p ON p.id = l.person_id
  WHERE l.role = session_user AND NOT l.suspended AND p.active
$$"""
MY_LOGIN: Final = """
CREATE OR REPLACE FUNCTION rights.my_login() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT p.login FROM rights.login AS l JOIN person AS p ON p.id = l.person_id
  WHERE l.role = session_user AND NOT l.suspended AND p.active
$$"""
RECEIPT: Final = """
CREATE OR REPLACE FUNCTION rights.leave_receipt(of_key text) RETURNS boolean LANGUAGE plpgsql PINNED AS $$
BEGIN
  DELETE FROM receipt WHERE key IN (
    SELECT key FROM receipt WHERE at < now() - interval '2 days' ORDER BY at LIMIT 10 FOR UPDATE SKIP LOCKED);
  INSERT INTO receipt (key, at) SELECT of_key, date_trunc('second', now()) WHERE of_key ~ '^[0-9a-f]{{32}}$'
    ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$"""
"""What ``receipts.leaving`` does: nobody reads the keys of others, or has a right by which to lock them all out."""
CHAIN_END: Final = """
CREATE OR REPLACE FUNCTION rights.chain_end() RETURNS TABLE (seq bigint, hash text) LANGUAGE sql STABLE PINNED AS $$
  SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1
$$"""
"""Where the trail is to be continued, also for those who may not read its last entry."""
REFS: Final = """
CREATE OR REPLACE FUNCTION rights.refs_of(ids bigint[]) RETURNS TABLE (id bigint, ref text) LANGUAGE sql STABLE PINNED AS $$
  SELECT a.id, b.ref FROM allocation AS a JOIN booking AS b ON b.id = a.booking_id WHERE a.id = ANY (ids) AND rights.is_known()
$$"""
"""The ref of a private booking says enough to ask, and is told to whoever meets it."""
VEILED: Final = """
CREATE OR REPLACE FUNCTION rights.veiled(of_ref text) RETURNS SETOF booking LANGUAGE sql STABLE PINNED AS $$
  SELECT (jsonb_populate_record(b, '{{"uid": "", "title": "", "organiser_id": null, "partner_id": null, "learners": 0, "biosafety": 0,
    "dossier": "", "instructions": "", "funding": "", "origin_id": null}}')).*
  FROM booking AS b WHERE b.ref = of_ref AND rights.is_known()
$$"""
VEILED_LINES: Final = """
CREATE OR REPLACE FUNCTION rights.veiled_lines(which bigint) RETURNS SETOF public.line LANGUAGE sql STABLE PINNED AS $$
  SELECT * FROM public.line WHERE booking_id = which AND rights.is_known()
$$"""
VEILED_DATES: Final = """
CREATE OR REPLACE FUNCTION rights.veiled_dates(which bigint) RETURNS SETOF occurrence LANGUAGE sql STABLE PINNED AS $$
  SELECT (jsonb_populate_record(d, '{{"title": ""}}')).* FROM occurrence AS d WHERE d.booking_id = which AND rights.is_known()
$$"""
"""What anybody may know of a private booking: which time is taken, of what. Not by whom, nor for what."""
NOTED_EVENT: Final = """
CREATE OR REPLACE FUNCTION rights.noted_event(which bigint) RETURNS SETOF imported_event LANGUAGE sql STABLE PINNED AS $$
  SELECT (jsonb_populate_record(e, CASE
    WHEN c.subject_kind <> 'person' OR rights.reads_all() OR rights.may_import(c.subject_kind, c.subject) THEN '{{}}'::jsonb
    ELSE '{{"uid": "", "summary": "", "location": "", "content_hash": ""}}'::jsonb END)).*
  FROM imported_event AS e JOIN imported_calendar AS c ON c.id = e.calendar_id WHERE e.id = which AND rights.is_known()
$$"""
NOTED: Final = """
CREATE OR REPLACE FUNCTION rights.noted(of_calendars bigint[], since timestamptz, until timestamptz)
RETURNS SETOF imported_event LANGUAGE sql STABLE PINNED AS $$
  SELECT told.* FROM imported_event AS e JOIN imported_calendar AS c ON c.id = e.calendar_id, rights.noted_event(e.id) AS told
  WHERE c.id = ANY (of_calendars) AND e.starts < until AND e.ends > since
    AND (e.state = 'conflicting' OR e.state = 'noted' AND c.holding = 'soft')
$$"""
"""When somebody's timetable says that they are busy; with what, only to those who may know."""
HEARD: Final = """
CREATE OR REPLACE FUNCTION rights.heard(behind bigint) RETURNS TABLE (seq bigint, at timestamptz, subject text)
LANGUAGE sql STABLE PINNED AS $$
  SELECT a.seq, a.at, a.subject FROM audit AS a WHERE a.seq > behind AND rights.is_known()
    AND split_part(a.subject, ':', 1) IN ('booking', 'block') ORDER BY a.seq
$$"""
"""That something was done to a booking or block, so that a window looks again; not what, or by whom."""
LINK: Final = """
CREATE OR REPLACE FUNCTION rights.link(to_role text, of_person text) RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  INSERT INTO rights.login (role, person_id) SELECT to_role::name, id FROM person WHERE login = of_person AND active;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no active person % in the catalogue', of_person USING ERRCODE = 'no_data_found';
  END IF;
END $$"""
SUSPEND: Final = """
CREATE OR REPLACE FUNCTION rights.suspend(the_role text, how boolean) RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  UPDATE rights.login SET suspended = how WHERE role = the_role::name;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'role % is nobody''s', the_role USING ERRCODE = 'no_data_found';
  END IF;
END $$"""
UNLINK: Final = """
CREATE OR REPLACE FUNCTION rights.unlink(the_role text) RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  DELETE FROM rights.login WHERE role = the_role::name;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'role % is nobody''s', the_role USING ERRCODE = 'no_data_found';
  END IF;
END $$"""

FOR_KEEPERS: Final = {"link(text, text)": LINK, "suspend(text, boolean)": SUSPEND, "unlink(text)": UNLINK}
FOR_EVERYBODY: Final = {
    "is_keeper()": KEEPER,
    "is_service()": SERVICE,
    "is_feeds()": FEEDS,
    "me()": ME,
    "my_login()": MY_LOGIN,
    "leave_receipt(text)": RECEIPT,
    "chain_end()": CHAIN_END,
    "refs_of(bigint[])": REFS,
    "veiled(text)": VEILED,
    "veiled_lines(bigint)": VEILED_LINES,
    "veiled_dates(bigint)": VEILED_DATES,
    "noted_event(bigint)": NOTED_EVENT,
    "noted(bigint[], timestamptz, timestamptz)": NOTED,
    "heard(bigint)": HEARD,
}
"""Signature → definition."""
