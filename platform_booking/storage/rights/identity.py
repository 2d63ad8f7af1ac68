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
CREATE OR REPLACE FUNCTION rights.is_keeper() RETURNS boolean LANGUAGE sql STABLE {pinned} AS $$
  SELECT pg_has_role(session_user, {owner}, 'USAGE')
$$"""
SERVICE: Final = """
CREATE OR REPLACE FUNCTION rights.is_service() RETURNS boolean LANGUAGE sql STABLE {pinned} AS $$
  SELECT pg_has_role(session_user, {service}, 'USAGE')
$$"""
FEEDS: Final = """
CREATE OR REPLACE FUNCTION rights.is_feeds() RETURNS boolean LANGUAGE sql STABLE {pinned} AS $$
  SELECT pg_has_role(session_user, {feeds}, 'USAGE')
$$"""
ME: Final = """
CREATE OR REPLACE FUNCTION rights.me() RETURNS bigint LANGUAGE sql STABLE {pinned} AS $$
  SELECT p.id FROM rights.login AS l JOIN person AS p ON p.id = l.person_id
  WHERE l.role = session_user AND NOT l.suspended AND p.active
$$"""
MY_LOGIN: Final = """
CREATE OR REPLACE FUNCTION rights.my_login() RETURNS text LANGUAGE sql STABLE {pinned} AS $$
  SELECT p.login FROM rights.login AS l JOIN person AS p ON p.id = l.person_id
  WHERE l.role = session_user AND NOT l.suspended AND p.active
$$"""
LINK: Final = """
CREATE OR REPLACE FUNCTION rights.link(to_role text, of_person text) RETURNS void LANGUAGE plpgsql {pinned} AS $$
BEGIN
  INSERT INTO rights.login (role, person_id) SELECT to_role::name, id FROM person WHERE login = of_person AND active;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no active person % in the catalogue', of_person USING ERRCODE = 'no_data_found';
  END IF;
END $$"""
SUSPEND: Final = """
CREATE OR REPLACE FUNCTION rights.suspend(the_role text, how boolean) RETURNS void LANGUAGE plpgsql {pinned} AS $$
BEGIN
  UPDATE rights.login SET suspended = how WHERE role = the_role::name;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'role % is nobody''s', the_role USING ERRCODE = 'no_data_found';
  END IF;
END $$"""
UNLINK: Final = """
CREATE OR REPLACE FUNCTION rights.unlink(the_role text) RETURNS void LANGUAGE plpgsql {pinned} AS $$
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
}
"""Signature → definition."""
