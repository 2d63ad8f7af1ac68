"""Who may do what, of ``domain.authority``, in the server's words: asked by policies and by the guards of changes.

Each function is one of ``authority``'s, for whoever is logged in, and named like it. A test asks both about everything.
"""

from __future__ import annotations

from typing import Final

from platform_booking.domain.catalogue import ApprovalStep, Role
from platform_booking.domain.deadlines import OnDeadline

_OF_ME: Final = """
CREATE OR REPLACE FUNCTION rights.{name}() RETURNS {type} LANGUAGE sql STABLE PINNED AS $$
  {query}
$$"""


def _mine(name: str, kind: str, query: str) -> str:
    return _OF_ME.format(name=name, type=kind, query=query)


_HAS_ROLE: Final = """
CREATE OR REPLACE FUNCTION rights.has_role(who bigint, what text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM person WHERE id = who AND active AND roles::jsonb ? what)
$$"""
_DECIDES: Final = f"""
CREATE OR REPLACE FUNCTION rights.may_decide(who bigint, what bigint, step text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE step
    WHEN '{ApprovalStep.MANAGER}' THEN EXISTS (
      SELECT FROM resource AS r JOIN platform_manager AS m ON m.platform_id = r.platform_id
      WHERE r.id = what AND m.person_id = who)
    WHEN '{ApprovalStep.HOST}' THEN rights.has_role(who, '{Role.COORDINATOR}') AND EXISTS (
      SELECT FROM resource AS r JOIN platform AS f ON f.id = r.platform_id JOIN person AS p ON p.partner_id = f.host_id
      WHERE r.id = what AND p.id = who)
    WHEN '{ApprovalStep.SAFETY}' THEN rights.has_role(who, '{Role.SAFETY}') AND EXISTS (
      SELECT FROM resource AS r JOIN platform AS f ON f.id = r.platform_id JOIN person AS p ON p.id = who
      WHERE r.id = what AND (p.partner_id = f.host_id OR NOT EXISTS (
        SELECT FROM person AS o WHERE o.partner_id = f.host_id AND o.active AND o.roles::jsonb ? '{Role.SAFETY}')))
    ELSE false END
$$"""
"""A safety step is for the host's own officers; where the host has none, for all of the network."""
_REACHED: Final = f"""
CREATE OR REPLACE FUNCTION rights.is_reached(who bigint, what bigint, since timestamptz) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  WITH place AS (
    SELECT r.platform_id, f.host_id, rights.decide_within(r) AS within
    FROM resource AS r JOIN platform AS f ON f.id = r.platform_id WHERE r.id = what AND rights.escalates(r)),
  deputies AS (
    SELECT p.id FROM place JOIN platform_manager AS m ON m.platform_id = place.platform_id AND m.deputy
    JOIN person AS p ON p.id = m.person_id AND p.active),
  hosts AS (
    SELECT p.id FROM place JOIN person AS p ON p.partner_id = place.host_id
    WHERE p.active AND p.roles::jsonb ? '{Role.COORDINATOR}'),
  admins AS (
    SELECT p.id FROM person AS p WHERE p.active AND p.roles::jsonb ? '{Role.ADMIN}' AND NOT EXISTS (SELECT FROM hosts)),
  reached AS (
    SELECT id, 1 AS turn FROM deputies
    UNION ALL
    SELECT id, 1 + (EXISTS (SELECT FROM deputies))::int FROM (SELECT id FROM hosts UNION ALL SELECT id FROM admins) AS last)
  SELECT EXISTS (SELECT FROM reached, place WHERE reached.id = who AND since + place.within * turn <= now())
$$"""
"""Whom a request reaches that nobody decided in time: the deputies, then the host's coordinators or the administrators."""
_DECIDES_NOW: Final = """
CREATE OR REPLACE FUNCTION rights.may_decide_now(who bigint, what bigint, step text, since timestamptz) RETURNS boolean
LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.may_decide(who, what, step) OR rights.is_reached(who, what, since)
$$"""
_DECIDES_SOME: Final = f"""
CREATE OR REPLACE FUNCTION rights.may_ever_decide(who bigint, what bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM resource AS r, jsonb_array_elements_text(r.approval::jsonb || '["{ApprovalStep.MANAGER}"]') AS step
    WHERE r.id = what AND rights.may_decide(who, what, step))
  OR rights.is_reached(who, what, '-infinity')
$$"""
_MANAGES: Final = """
CREATE OR REPLACE FUNCTION rights.manages(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM platform_manager WHERE platform_id = which AND person_id = rights.me())
$$"""
_MANAGES_RESOURCE: Final = """
CREATE OR REPLACE FUNCTION rights.manages_resource(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM resource AS r JOIN platform_manager AS m ON m.platform_id = r.platform_id
    WHERE r.id = which AND m.person_id = rights.me())
$$"""
_MAY_CHANGE: Final = """
CREATE OR REPLACE FUNCTION rights.may_change(organiser bigint, partner bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(organiser = rights.me() OR rights.is_admin() OR partner = rights.coordinated(), false)
$$"""
_MY_RESOURCES: Final = f"""
CREATE OR REPLACE FUNCTION rights.my_resources() RETURNS bigint[] LANGUAGE sql STABLE PINNED AS $$
  WITH i AS MATERIALIZED (
    SELECT id, rights.coordinated() AS coordinates, rights.has_role(id, '{Role.SAFETY}') AS is_safety FROM (SELECT rights.me()) AS me(id))
  SELECT coalesce(array_agg(r.id), '{{}}') FROM i CROSS JOIN resource AS r LEFT JOIN platform AS f ON f.id = r.platform_id
  WHERE r.person_id = i.id
    OR r.platform_id IN (SELECT platform_id FROM platform_manager WHERE person_id = i.id)
    OR r.approval::jsonb ? '{ApprovalStep.HOST}' AND f.host_id = i.coordinates
    OR r.approval::jsonb ? '{ApprovalStep.SAFETY}' AND i.is_safety AND rights.may_decide(i.id, r.id, '{ApprovalStep.SAFETY}')
    OR (r.rules LIKE '%{OnDeadline.ESCALATE}%' OR f.rules LIKE '%{OnDeadline.ESCALATE}%') AND rights.is_reached(i.id, r.id, '-infinity')
$$"""
"""Where whoever acts takes part, answers for the place, or has to decide: found once for all rows of a statement."""
_HAS_LINE: Final = """
CREATE OR REPLACE FUNCTION rights.has_line(which bigint, mine bigint[]) RETURNS boolean LANGUAGE plpgsql STABLE PINNED AS $$
BEGIN
  RETURN cardinality(mine) > 0 AND EXISTS (SELECT FROM line WHERE booking_id = which AND resource_id = ANY (mine));
END $$"""
_MAY_SEE: Final = """
CREATE OR REPLACE FUNCTION rights.is_concerned(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.has_line(which, rights.my_resources())
$$"""
_SUBJECT: Final = """
CREATE OR REPLACE FUNCTION rights.may_import(kind text, what text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.me() IS NOT NULL AND (rights.is_admin() OR CASE kind
    WHEN 'resource' THEN EXISTS (
      SELECT FROM resource AS r JOIN platform AS f ON f.id = r.platform_id
      WHERE r.code = what AND (rights.manages(f.id) OR f.host_id = rights.coordinated()))
    WHEN 'person' THEN EXISTS (
      SELECT FROM person WHERE login = what AND (id = rights.me() OR partner_id = rights.coordinated()))
    WHEN 'partner' THEN EXISTS (SELECT FROM partner WHERE code = what AND id = rights.coordinated())
    ELSE false END)
$$"""
_SHARE: Final = """
CREATE OR REPLACE FUNCTION rights.may_share(kind text, what text, how text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.me() IS NOT NULL AND (rights.is_admin() OR CASE
    WHEN kind = 'person' OR EXISTS (SELECT FROM resource WHERE code = what AND person_id IS NOT NULL) THEN EXISTS (
      SELECT FROM person AS p LEFT JOIN resource AS r ON r.person_id = p.id AND kind = 'resource'
      WHERE (kind = 'person' AND p.login = what OR r.code = what)
        AND (p.id = rights.me() OR how = 'busy' AND p.partner_id = rights.coordinated()))
    WHEN how = 'busy' AND rights.has_role(rights.me(), 'coordinator') THEN true
    WHEN kind = 'partner' THEN EXISTS (SELECT FROM partner WHERE code = what AND id = rights.coordinated())
    WHEN kind = 'resource' THEN EXISTS (SELECT FROM resource WHERE code = what AND rights.manages(platform_id))
    WHEN kind = 'platform' THEN EXISTS (SELECT FROM platform WHERE code = what AND rights.manages(id))
    ELSE false END)
$$"""

FUNCTIONS: Final = {
    "has_role(bigint, text)": _HAS_ROLE,
    "is_admin()": _mine("is_admin", "boolean", f"SELECT rights.has_role(rights.me(), '{Role.ADMIN}')"),
    "my_partner()": _mine("my_partner", "bigint", "SELECT partner_id FROM person WHERE id = rights.me()"),
    "coordinated()": _mine(
        "coordinated",
        "bigint",
        f"SELECT rights.my_partner() WHERE rights.has_role(rights.me(), '{Role.COORDINATOR}')",
    ),
    "answers()": _mine(
        "answers",
        "boolean",
        "SELECT rights.is_admin() OR EXISTS (SELECT FROM platform_manager WHERE person_id = rights.me())",
    ),
    "is_known()": _mine(
        "is_known",
        "boolean",
        "SELECT rights.me() IS NOT NULL OR rights.is_service() OR rights.is_feeds() OR rights.is_keeper()",
    ),
    "reads_all()": _mine(
        "reads_all",
        "boolean",
        "SELECT rights.is_admin() OR rights.is_service() OR rights.is_feeds() OR rights.is_keeper()",
    ),
    "may_decide(bigint, bigint, text)": _DECIDES,
    "is_reached(bigint, bigint, timestamptz)": _REACHED,
    "may_decide_now(bigint, bigint, text, timestamptz)": _DECIDES_NOW,
    "may_ever_decide(bigint, bigint)": _DECIDES_SOME,
    "manages(bigint)": _MANAGES,
    "manages_resource(bigint)": _MANAGES_RESOURCE,
    "may_change(bigint, bigint)": _MAY_CHANGE,
    "my_resources()": _MY_RESOURCES,
    "has_line(bigint, bigint[])": _HAS_LINE,
    "is_concerned(bigint)": _MAY_SEE,
    "may_import(text, text)": _SUBJECT,
    "may_share(text, text, text)": _SHARE,
}
"""Signature → definition, in the order of installation."""
