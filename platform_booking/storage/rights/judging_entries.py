"""What may be said to have been done: entries in the trail, and invitations, only about what somebody may change or has changed.

An entry accounts for the rows of its subject, and readers believe it. So nobody enters what is not theirs to do, and only
what time brings about is entered as the system's.
"""

from __future__ import annotations

from typing import Final

_ENTRIES: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_entries() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('an entry about %s, which was not changed', e.subject)
  FROM rights.net_audit() AS p JOIN audit AS e ON e.seq = p.key
  WHERE NOT starts_with(e.action, 'sql-')
    AND NOT rights.may_enter(e.actor, split_part(e.subject, ':', 1), substr(e.subject, position(':' IN e.subject) + 1))
  LIMIT 1
$$"""
_MAY_ENTER: Final = """
CREATE OR REPLACE FUNCTION rights.may_enter(who text, kind text, what text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(CASE kind
    WHEN 'booking' THEN EXISTS (
      SELECT FROM booking AS b JOIN rights.net_booking() AS n ON n.key = b.id
      WHERE b.ref = what AND (who <> 'system' OR rights.is_times_doing(b)))
    WHEN 'block' THEN EXISTS (SELECT FROM block AS k JOIN rights.net_block() AS n ON n.key = k.id WHERE k.ref = what)
    WHEN 'waiting' THEN EXISTS (SELECT FROM waiting AS w JOIN rights.net_waiting() AS n ON n.key = w.id WHERE w.ref = what)
    WHEN 'timetable' THEN EXISTS (
      SELECT FROM imported_calendar WHERE code = what AND (rights.is_service() OR rights.may_import(subject_kind, subject)))
    ELSE who <> 'system' AND CASE kind
      WHEN 'template' THEN EXISTS (SELECT FROM template AS t JOIN rights.net_template() AS n ON n.key = t.id WHERE t.code = what)
      WHEN 'message' THEN EXISTS (SELECT FROM rights.net_message() WHERE key::text = what)
      WHEN 'feed' THEN EXISTS (SELECT FROM feed WHERE code = what AND (created_by = who OR rights.may_share(kind, subject, 'full')))
      WHEN 'mirror' THEN EXISTS (SELECT FROM mirror WHERE code = what AND rights.answers_for_mirror(id))
      WHEN 'person' THEN what = who OR rights.is_admin()
      WHEN 'platform' THEN rights.is_admin() OR EXISTS (SELECT FROM platform WHERE code = what AND rights.manages(id))
      WHEN 'resource' THEN rights.is_admin() OR EXISTS (SELECT FROM resource WHERE code = what AND rights.manages_resource(id))
      WHEN 'closure' THEN rights.is_admin() OR EXISTS (
        SELECT FROM closure WHERE code = what AND (rights.manages(platform_id) OR partner_id = rights.coordinated()))
      ELSE rights.is_admin() END END, false)
$$"""
_TIMES_DOING: Final = """
CREATE OR REPLACE FUNCTION rights.is_times_doing(b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.is_service() OR rights.is_offer(b) OR NOT EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS n ON n.id = p.key
    JOIN unit AS u ON u.id = n.unit_id JOIN resource AS r ON r.id = u.resource_id
    CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
    WHERE n.booking_id = b.id AND n IS DISTINCT FROM o AND NOT coalesce(CASE n.state
      WHEN 'expired' THEN true
      WHEN 'no_show' THEN o.use_from + rights.no_show_within(r) <= now()
      WHEN 'completed' THEN o.use_until <= now()
      ELSE n.state = o.state AND rights.makes_room(o, n) END, false))
$$"""
"""Requests that nobody answered, uses that are over, units given up for whoever is offered a place: nobody in particular does it."""
_INVITATIONS: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_invitations() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT 'an invitation to nothing that was done'
  FROM rights.net_invitation() AS p JOIN invitation AS i ON i.id = p.key
  CROSS JOIN LATERAL jsonb_populate_record(NULL::invitation, p.was) AS o
  WHERE NOT rights.is_service() AND i IS DISTINCT FROM o AND (
    i.booking_id NOT IN (SELECT key FROM rights.net_booking())
    OR NOT i.sequence BETWEEN coalesce(o.sequence, 0) AND coalesce(o.sequence, 0) + 1000
    OR i.address IS DISTINCT FROM o.address AND NOT EXISTS (SELECT FROM person WHERE id = i.person_id AND email = i.address))
  LIMIT 1
$$"""
"""Mail goes to those addresses: only to one that the catalogue knows, or that was told before."""

FUNCTIONS: Final = {
    "wrong_entries()": _ENTRIES,
    "may_enter(text, text, text)": _MAY_ENTER,
    "is_times_doing(booking)": _TIMES_DOING,
    "wrong_invitations()": _INVITATIONS,
}
"""Signature → definition."""
