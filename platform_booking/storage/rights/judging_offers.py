"""Offers to those who wait, made by whoever gives up what they wait for: admitted because the list itself proves them.

An offer is a booking in somebody else's name. It is nobody's favour: the wish is there and waits, the booking is what it
asks for, at a place that this transaction gives up, for no longer than the resource lets an offer stand, and nobody who asked
for the very same waits longer. What cannot be proved here is refused, and then left to the service.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
CREATE OR REPLACE FUNCTION rights.names(w waiting, s resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT position('"' || s.code || '"' IN w.request) > 0
    OR s.person_id IS NOT NULL AND position('"' || substr(s.code, 2) || '"' IN w.request) > 0
    OR w.request::jsonb @> '{"any": true}' AND EXISTS (
      SELECT FROM resource_equivalent AS e JOIN resource AS x ON x.id = e.resource_id
      WHERE e.other_id = s.id AND position('"' || x.code || '"' IN w.request) > 0)
$$"""
"""Whether the wish asks for the resource, by its code, its person's login, or what it may stand for."""
_IS_GIVEN_UP: Final = """
CREATE OR REPLACE FUNCTION rights.given_up() RETURNS SETOF allocation LANGUAGE sql STABLE PINNED AS $$
  SELECT o.* FROM rights.net_allocation() AS p JOIN allocation AS n ON n.id = p.key
  CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
  WHERE o.holds AND o.occupied_until > now()
    AND (NOT n.holds OR (n.unit_id, n.occupied_from, n.occupied_until) IS DISTINCT FROM (o.unit_id, o.occupied_from, o.occupied_until))
$$"""
"""What held its time before this transaction, and holds it no longer."""
_CALLED: Final = """
CREATE OR REPLACE FUNCTION rights.called() RETURNS SETOF waiting LANGUAGE sql STABLE PINNED AS $$
  SELECT w.* FROM waiting AS w
  WHERE w.state = 'waiting' AND rights.is_known() AND w.request::jsonb->>'visibility' <> 'private' AND EXISTS (
    SELECT FROM rights.given_up() AS f JOIN unit AS u ON u.id = f.unit_id JOIN resource AS s ON s.id = u.resource_id
    WHERE rights.names(w, s))
$$"""
"""Who waits for something like what this transaction gives up: told to whoever gives it up, so that it can be offered."""
_AHEAD: Final = """
CREATE OR REPLACE FUNCTION rights.ahead_of(wish text) RETURNS bigint LANGUAGE sql STABLE PINNED AS $$
  SELECT count(*) FROM waiting AS w JOIN waiting AS x ON (x.created_at, x.id) < (w.created_at, w.id)
  WHERE w.ref = wish AND x.state = 'waiting' AND (w.person_id = rights.me() OR rights.reads_all())
    AND EXISTS (SELECT FROM resource AS s WHERE rights.names(w, s) AND rights.names(x, s))
$$"""
"""How many wait longer for something of the same, of whom nothing else is told."""
_OFFER: Final = """
CREATE OR REPLACE FUNCTION rights.offer(wish bigint, what bigint, until timestamptz) RETURNS boolean LANGUAGE plpgsql PINNED AS $$
BEGIN
  UPDATE waiting SET state = 'offered', booking_id = what, offer_until = until
    WHERE id = wish AND state = 'waiting' AND (rights.me() IS NOT NULL OR rights.is_service() OR rights.is_keeper())
      AND until BETWEEN now() AND now() + interval '10 years';
  RETURN FOUND;
END $$"""
"""A row of somebody else's, written for whoever may not read it; judged with all the rest when the transaction commits."""
_WAITS: Final = """
CREATE OR REPLACE FUNCTION rights.waits(who bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.me() IS NOT NULL AND EXISTS (SELECT FROM rights.called() WHERE person_id = who)
$$"""
_IS_OFFER: Final = """
CREATE OR REPLACE FUNCTION rights.is_offer(b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM waiting AS w JOIN person AS p ON p.id = w.person_id JOIN rights.net_waiting() AS n ON n.key = w.id
    WHERE w.booking_id = b.id AND w.state = 'offered' AND w.person_id = b.organiser_id
      AND p.partner_id IS NOT DISTINCT FROM b.partner_id
      AND (rights.is_service() OR rights.is_admin() OR p.active AND n.was->>'state' = 'waiting' AND rights.is_in_turn(w, b)))
$$"""
_IN_TURN: Final = """
CREATE OR REPLACE FUNCTION rights.is_in_turn(w waiting, b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(b.visibility = 'partners'
    AND (b.title, b.purpose, b.learners, b.dossier, b.instructions, b.funding) = (said->>'title', said->>'purpose', (said->>'learners')::int,
      coalesce(said->>'dossier', ''), '', '')
    AND (said->>'start' IS NULL OR b.first_start = (said->>'start')::timestamptz)
    AND rights.is_as_wished(said, b.id)
    AND NOT EXISTS (SELECT FROM line AS l JOIN resource AS s ON s.id = l.resource_id WHERE l.booking_id = b.id AND NOT rights.names(w, s))
    AND (SELECT count(*) FROM line WHERE booking_id = b.id) = jsonb_array_length(said->'lines') + jsonb_array_length(said->'trainers')
    AND EXISTS (
      SELECT FROM rights.given_up() AS f JOIN unit AS u ON u.id = f.unit_id
      JOIN allocation AS a ON a.booking_id = b.id JOIN unit AS v ON v.id = a.unit_id
      WHERE v.resource_id = u.resource_id AND a.occupied_from < f.occupied_until AND a.occupied_until > f.occupied_from)
    AND w.offer_until <= (SELECT min(a.use_from) FROM allocation AS a WHERE a.booking_id = b.id)
    AND w.offer_until <= clock_timestamp() + interval '15 minutes' + (
      SELECT min(rights.count(s, 'offer_hours')) * interval '1 hour' FROM line AS l JOIN resource AS s ON s.id = l.resource_id
      WHERE l.booking_id = b.id)
    AND NOT EXISTS (
      SELECT FROM waiting AS x JOIN person AS q ON q.id = x.person_id AND q.active
      WHERE x.state = 'waiting' AND (x.created_at, x.id) < (w.created_at, w.id)
        AND x.request::jsonb - what = said - what), false)
  FROM (SELECT w.request::jsonb AS said, '{title,purpose,visibility,learners,biosafety,dossier}'::text[] AS what) AS wish
$$"""
_AS_WISHED: Final = """
CREATE OR REPLACE FUNCTION rights.is_as_wished(said jsonb, which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT (SELECT count(*) FROM occurrence WHERE booking_id = which) <= greatest((said->>'sessions')::int, 1)
    AND NOT EXISTS (
      SELECT FROM occurrence AS d WHERE d.booking_id = which AND (
        d.starts <= now()
        OR abs(extract(epoch FROM d.ends - d.starts) / 60 - (said#>>'{length,wall}')::int - (said#>>'{length,exact}')::int) > 60
        OR said->>'start' IS NULL AND rights.day_of(said->>'since') IS NOT NULL AND d.starts < rights.day_of(said->>'since') - interval '1 day'
        OR said->>'start' IS NULL AND rights.day_of(said->>'until') IS NOT NULL AND d.ends > rights.day_of(said->>'until') + interval '2 days'))
    AND NOT EXISTS (
      SELECT FROM line AS l WHERE l.booking_id = which AND l.quantity > (
        SELECT max(coalesce((wished->>1)::int, 1)) FROM jsonb_array_elements(said->'lines') AS wished))
$$"""
"""As often, as long and in that period; an hour of the clock may lie between, and days begin elsewhere at another time."""
_DAY: Final = """
CREATE OR REPLACE FUNCTION rights.day_of(said text) RETURNS timestamptz LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE WHEN said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN substr(said, 1, 10)::timestamptz END
$$"""

ASKED: Final = ("called()", "ahead_of(text)", "offer(bigint, bigint, timestamptz)", "waits(bigint)")
FUNCTIONS: Final = {
    "names(waiting, resource)": _NAMES,
    "given_up()": _IS_GIVEN_UP,
    "called()": _CALLED,
    "ahead_of(text)": _AHEAD,
    "offer(bigint, bigint, timestamptz)": _OFFER,
    "waits(bigint)": _WAITS,
    "day_of(text)": _DAY,
    "is_as_wished(jsonb, bigint)": _AS_WISHED,
    "is_in_turn(waiting, booking)": _IN_TURN,
    "is_offer(booking)": _IS_OFFER,
}
"""Signature → definition."""
