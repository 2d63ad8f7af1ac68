"""What may become of an allocation, by whom: the states' moves, the steps granted, the place, and whether it holds.

A change of place and a grant are separate questions, asked of every change: whoever moves something approved to another
time keeps the approval only where every step is theirs to grant, was granted for that place, or was proposed for it.
"""

from __future__ import annotations

from typing import Final

from platform_booking.domain.booking import ALWAYS_HOLDING, LIVE, MAY_HOLD, State
from platform_booking.storage.rights.terms import NOTED

_LIVE: Final = ", ".join(f"'{state}'" for state in sorted(LIVE))
_CLOSED: Final = ", ".join(f"'{state}'" for state in State if state not in MAY_HOLD)
_HELD: Final = ", ".join(f"'{state}'" for state in sorted(ALWAYS_HOLDING))

_ALL: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_allocations() RETURNS text LANGUAGE plpgsql STABLE PINNED AS $$
DECLARE
  p rights.pending;
  n allocation;
  why text;
BEGIN
  SELECT rights.wrong_new_allocation(a) INTO why
  FROM rights.net_allocation() AS c JOIN allocation AS a ON a.id = c.key
  WHERE c.was IS NULL AND rights.wrong_new_allocation(a) IS NOT NULL LIMIT 1;
  IF why IS NOT NULL THEN
    RETURN format('new allocation: %s', why);
  END IF;
  FOR p IN SELECT * FROM rights.net_allocation() WHERE was IS NOT NULL LOOP
    SELECT * INTO n FROM allocation WHERE id = p.key;
    why := rights.wrong_change(jsonb_populate_record(NULL::allocation, p.was), n);
    IF why IS NOT NULL THEN
      RETURN format('allocation %s: %s', p.key, why);
    END IF;
  END LOOP;
  RETURN NULL;
END $$"""
_NEW: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_new_allocation(n allocation) RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN n.block_id IS NOT NULL THEN rights.wrong_in_block(n)
    WHEN b.id IS NULL THEN 'of nothing'
    WHEN NOT rights.is_about_now(n.changed_at) THEN 'written at another time'
    WHEN NOT (b.organiser_id = rights.me() OR rights.may_change(b.organiser_id, b.partner_id) OR rights.gives_way(b.id)
      OR rights.is_offer(b)) THEN 'somebody else''s'
    WHEN n.actual_from IS NOT NULL OR n.actual_until IS NOT NULL THEN 'used before it was booked'
    WHEN n.state NOT IN ('requested', 'approved') THEN 'no first state'
    WHEN rights.wrong_place(n, l, o, r) THEN 'not the place of its line'
    WHEN n.holds <> rights.should_hold(n, r) THEN 'holds or not against the rule'
    WHEN NOT (n.occupied_from = n.use_from - r.setup * interval '1 minute'
        AND n.occupied_until = n.use_until + r.turnaround * interval '1 minute' OR rights.goes_on_from(n, b, r))
      THEN 'without its margins'
    WHEN n.use_until < now() - interval '366 days' THEN 'too long ago'
    WHEN (n.granted > 0 OR n.state = 'approved' AND steps.many > 0) AND NOT rights.goes_on_from(n, b, r)
      AND NOT (rights.gives_way(b.id) AND NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(r.approval::jsonb) AS step WHERE NOT rights.may_decide(rights.me(), r.id, step)))
      THEN 'approved by nobody' END
  FROM (VALUES (1)) AS one
  LEFT JOIN booking AS b ON b.id = n.booking_id
  LEFT JOIN line AS l ON l.booking_id = n.booking_id AND l.number = n.line
  LEFT JOIN occurrence AS o ON o.booking_id = n.booking_id AND o.number = n.occurrence
  LEFT JOIN unit AS u ON u.id = n.unit_id
  LEFT JOIN resource AS r ON r.id = u.resource_id
  LEFT JOIN LATERAL (SELECT jsonb_array_length(r.approval::jsonb) AS many) AS steps ON true
$$"""
_IN_BLOCK: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_in_block(n allocation) RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT FROM rights.net_block() WHERE key = n.block_id) THEN 'of a block that stays as it is'
    WHEN NOT EXISTS (
      SELECT FROM block AS k JOIN unit AS u ON u.id = n.unit_id
      WHERE k.id = n.block_id AND u.resource_id = k.resource_id AND n.state = k.state AND n.holds = (k.state = 'approved')
        AND n.use_from = k.starts AND n.occupied_from = k.starts AND n.use_until = k.ends AND n.occupied_until = k.ends
        AND n.granted = 0 AND n.actual_from IS NULL AND n.actual_until IS NULL) THEN 'not as its block' END
$$"""
_WRONG_PLACE: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_place(n allocation, l public.line, o occurrence, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT l.resource_id IS DISTINCT FROM r.id OR l.unit_id IS NOT NULL AND l.unit_id <> n.unit_id
    OR l.offset_wall = 0 AND l.offset_exact = 0 AND n.use_from <> o.starts
    OR l.offset_wall = 0 AND l.offset_exact = 0 AND l.length_wall IS NULL AND n.use_until <> o.ends
    OR abs(extract(epoch FROM n.use_from - o.starts) / 60 - l.offset_wall - l.offset_exact) > 120
$$"""
"""At another day or length of its own it is somewhere near: an hour of the clock may lie between."""
_SHOULD_HOLD: Final = f"""
CREATE OR REPLACE FUNCTION rights.should_hold(n allocation, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT n.state IN ({_HELD}) OR n.state = 'requested'
    AND (r.requests <> 'compete' OR r.approval::jsonb = '[]' OR rights.is_offered(n.booking_id))
$$"""
_GOES_ON_FROM: Final = """
CREATE OR REPLACE FUNCTION rights.goes_on_from(n allocation, b booking, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM rights.net_allocation() AS p
    CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
    JOIN unit AS u ON u.id = o.unit_id
    JOIN allocation AS now ON now.id = p.key
    WHERE p.was IS NOT NULL AND o.booking_id IN (b.id, b.origin_id) AND now.state = 'cancelled'
      AND o.state IN ('requested', 'approved') AND (o.state = n.state OR o.state = 'approved')
      AND u.resource_id = r.id AND n.granted <= o.granted
      AND n.occupied_from >= o.occupied_from AND n.occupied_until <= o.occupied_until)
$$"""
"""Given up in the same transaction by the booking that it continues, on the same resource, at that time."""
_CREDITED: Final = """
CREATE OR REPLACE FUNCTION rights.is_credited(o allocation, n allocation, r resource, step text, place integer) RETURNS boolean
LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.may_decide_now(rights.me(), r.id, step, o.changed_at) AND NOT rights.is_offered(n.booking_id)
    OR EXISTS (
      SELECT FROM rights.place AS f WHERE f.allocation_id = n.id AND f.resource_id = r.id AND f.granted > place
        AND n.use_from >= f.use_from AND n.use_until <= f.use_until)
    OR EXISTS (
      SELECT FROM message AS m WHERE m.booking_id = n.booking_id AND m.kind = 'proposal'
        AND rights.may_decide(m.author_id, r.id, step) AND rights.proposes(m, n, r))
    OR EXISTS (
      SELECT FROM decision AS d JOIN person AS p ON p.login = d.person
      WHERE d.booking_id = n.booking_id AND d.line = n.line AND d.occurrence = n.occurrence AND d.step = step
        AND d.verdict = 'granted' AND d.decided_at >= o.changed_at AND rights.may_decide(p.id, r.id, step)
        AND NOT rights.is_outdated(n.id, d.id)
        AND n.use_from = o.use_from AND n.use_until = o.use_until AND n.unit_id = o.unit_id)
$$"""
"""Whether that step is granted: by whoever acts, for this place before, by who proposed just this, or in advance."""
_IS_OUTDATED: Final = """
CREATE OR REPLACE FUNCTION rights.is_outdated(which bigint, word bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM rights.outdated WHERE allocation_id = which AND upto >= word)
$$"""
"""Whether that decision was about another place: told by what was written before the move, for clocks can be wrong."""
_PROPOSES: Final = """
CREATE OR REPLACE FUNCTION rights.proposes(m message, n allocation, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.may_change(b.organiser_id, b.partner_id)
    AND (EXISTS (SELECT FROM jsonb_array_elements(said->'spans') AS span WHERE (span->>0)::int = n.occurrence)
      OR EXISTS (SELECT FROM jsonb_array_elements(said->'instead') AS way WHERE (way->>0)::int = n.line))
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(said->'spans') AS span WHERE (span->>0)::int = n.occurrence
        AND (d.starts, d.ends) IS DISTINCT FROM ((span->>1)::timestamptz, (span->>2)::timestamptz))
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(said->'instead') AS way WHERE (way->>0)::int = n.line AND way->>1 <> r.code)
    AND (EXISTS (SELECT FROM jsonb_array_elements(said->'spans') AS span WHERE (span->>0)::int = n.occurrence)
      OR EXISTS (
        SELECT FROM rights.net_allocation() AS p CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
        WHERE p.key = n.id AND o.use_from = n.use_from AND o.use_until = n.use_until))
    AND NOT EXISTS (
      SELECT FROM message AS later WHERE later.booking_id = m.booking_id AND later.id > m.id
        AND (later.kind = 'refused' AND later.params::jsonb->'proposals' @> to_jsonb(m.id)
          OR later.kind = 'proposal' AND later.params::jsonb->'replaces' @> to_jsonb(m.id)))
  FROM booking AS b, occurrence AS d, (SELECT m.params::jsonb AS said) AS params
  WHERE b.id = n.booking_id AND d.booking_id = n.booking_id AND d.number = n.occurrence
$$"""
_USER: Final = """
CREATE OR REPLACE FUNCTION rights.uses(n allocation, b booking, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.may_change(b.organiser_id, b.partner_id) OR rights.manages_resource(r.id) OR EXISTS (
    SELECT FROM line AS l JOIN resource AS s ON s.id = l.resource_id
    WHERE l.booking_id = b.id AND s.person_id = rights.me())
$$"""
_CHANGE: Final = f"""
CREATE OR REPLACE FUNCTION rights.wrong_change(o allocation, n allocation) RETURNS text LANGUAGE plpgsql STABLE PINNED AS $$
DECLARE
  b booking;
  l public.line;
  d occurrence;
  r resource;
  former resource;
  steps text[];
  mover boolean;
  same_times boolean;
  within boolean;
  first integer;
  last integer;
  known constant text[] := '{{unit_id,use_from,use_until,occupied_from,occupied_until,state,holds,granted,changed_at,actual_from,actual_until}}';
BEGIN
  IF o IS NOT DISTINCT FROM n THEN
    RETURN NULL;
  END IF;
  IF (n.id, n.booking_id, n.line, n.occurrence, n.block_id)
    IS DISTINCT FROM (o.id, o.booking_id, o.line, o.occurrence, o.block_id) THEN
    RETURN 'what names it is for ever';
  END IF;
  IF to_jsonb(n) - known IS DISTINCT FROM to_jsonb(o) - known THEN
    RETURN 'what nobody judges';
  END IF;
  IF NOT rights.is_about_now(n.changed_at) THEN
    RETURN 'written at another time';
  END IF;
  IF n.block_id IS NOT NULL THEN
    RETURN CASE WHEN n.unit_id <> o.unit_id THEN 'another unit' ELSE rights.wrong_in_block(n) END;
  END IF;
  SELECT * INTO b FROM booking WHERE id = n.booking_id;
  SELECT * INTO l FROM line WHERE booking_id = n.booking_id AND number = n.line;
  SELECT * INTO d FROM occurrence WHERE booking_id = n.booking_id AND number = n.occurrence;
  SELECT s.* INTO r FROM unit AS u JOIN resource AS s ON s.id = u.resource_id WHERE u.id = n.unit_id;
  SELECT s.* INTO former FROM unit AS u JOIN resource AS s ON s.id = u.resource_id WHERE u.id = o.unit_id;
  IF NOT rights.reads(b) THEN
    RETURN 'somebody else''s';
  END IF;
  steps := ARRAY(SELECT jsonb_array_elements_text(r.approval::jsonb));
  mover := rights.may_change(b.organiser_id, b.partner_id) OR rights.is_blocked(o, n);
  same_times := (n.use_from, n.use_until, n.occupied_from, n.occupied_until)
    IS NOT DISTINCT FROM (o.use_from, o.use_until, o.occupied_from, o.occupied_until);
  within := r.id = former.id AND n.occupied_from >= o.occupied_from AND n.occupied_until <= o.occupied_until;

  -- the state
  IF n.state <> o.state AND NOT EXISTS (
    SELECT FROM rights.move AS m WHERE m.was = o.state AND m.becomes = n.state AND rights.may_move(m, o, n, b, r, mover)) THEN
    RETURN format('not from %s to %s', o.state, n.state);
  END IF;
  IF n.state = o.state AND o.state NOT IN ({_LIVE}) AND NOT (
    mover AND o.use_until > now() OR rights.is_blocked(o, n) AND within AND n.use_from = o.use_from) THEN
    RETURN 'over';
  END IF;

  -- the place
  IF n.unit_id <> o.unit_id OR NOT same_times THEN
    IF o.state = 'completed' AND n.state = 'in_use' THEN
      IF n.unit_id <> o.unit_id OR n.use_from <> o.use_from OR n.use_until <= now() THEN
        RETURN 'another place';
      END IF;
    ELSIF n.unit_id = o.unit_id AND n.state = o.state AND (n.use_from, n.use_until, n.occupied_from) = (o.use_from, o.use_until, o.occupied_from)
      AND n.occupied_until <= n.use_until + r.turnaround * interval '1 minute' AND rights.is_blocked(o, n) THEN
      NULL;  -- only what comes after the use, on a unit that is down or no longer is
    ELSIF n.state = 'completed' THEN
      IF n.unit_id <> o.unit_id OR n.use_from <> o.use_from OR NOT within THEN
        RETURN 'another place';
      END IF;
    ELSIF same_times AND r.id = former.id THEN
      IF NOT (mover OR rights.may_ever_decide(rights.me(), r.id) OR rights.makes_room(o, n)) THEN
        RETURN 'somebody else''s unit';
      END IF;
      IF l.unit_id IS NOT NULL AND l.unit_id <> n.unit_id AND n.state IN ({_LIVE}) AND NOT rights.is_blocked(o, n) THEN
        RETURN 'that very unit is meant';
      END IF;
    ELSE
      IF NOT mover THEN
        RETURN 'somebody else''s time';
      END IF;
      IF o.state NOT IN ('requested', 'approved', 'declined', 'cancelled') AND n.state <> 'approved' OR o.use_until <= now() THEN
        RETURN 'over';
      END IF;
      IF n.use_until <= now() AND n.state IN ({_LIVE}) THEN
        RETURN 'into the past';
      END IF;
      IF n.state IN ({_LIVE}) AND (rights.wrong_place(n, l, d, r)
        OR n.use_from - n.occupied_from NOT IN (r.setup * interval '1 minute', o.use_from - o.occupied_from)
        OR n.occupied_until - n.use_until NOT IN (r.turnaround * interval '1 minute', o.occupied_until - o.use_until)) THEN
        RETURN 'not the place of its line';
      END IF;
    END IF;
  END IF;

  -- the steps granted
  IF n.granted < 0 OR n.granted > greatest(cardinality(steps), o.granted) THEN
    RETURN 'no such step';
  END IF;
  IF n.state IN ('requested', 'approved') THEN
    first := CASE WHEN NOT (within OR same_times AND r.id = former.id) THEN 0
      WHEN o.state IN ({_HELD}, 'no_show') THEN greatest(o.granted, cardinality(steps)) ELSE o.granted END;
    last := CASE n.state WHEN 'approved' THEN greatest(n.granted, cardinality(steps)) ELSE n.granted END;
    FOR at IN first .. last - 1 LOOP
      IF at >= cardinality(steps) OR NOT rights.is_credited(o, n, r, steps[at + 1], at) THEN
        RETURN 'not granted';
      END IF;
    END LOOP;
  ELSIF n.granted > o.granted THEN
    RETURN 'not granted';
  END IF;
  IF n.granted < o.granted AND NOT (mover OR rights.may_ever_decide(rights.me(), r.id)) THEN
    RETURN 'somebody else''s word';
  END IF;

  -- what it holds, and how it was really used
  IF (n.state, n.holds, r.id) IS DISTINCT FROM (o.state, o.holds, former.id) AND NOT (
    n.holds = rights.should_hold(n, r) OR n.state = 'completed' AND (n.holds OR rights.is_blocked(o, n))) THEN
    RETURN 'holds or not against the rule';
  END IF;
  IF (n.actual_from, n.actual_until) IS DISTINCT FROM (o.actual_from, o.actual_until) AND n.state = o.state THEN
    RETURN 'used at another time';
  END IF;
  IF n.state = o.state AND n.unit_id = o.unit_id AND same_times AND n.granted = o.granted AND NOT (
    mover OR rights.may_ever_decide(rights.me(), r.id)) THEN
    RETURN 'somebody else''s';
  END IF;
  RETURN NULL;
END $$"""
_MAY_MOVE: Final = f"""
CREATE OR REPLACE FUNCTION rights.may_move(m rights.move, o allocation, n allocation, b booking, r resource, mover boolean)
RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(CASE WHEN NOT m.back THEN CASE m.action
    WHEN 'approve' THEN mover OR rights.may_ever_decide(rights.me(), r.id)
    WHEN 'decline' THEN rights.may_decide_now(rights.me(), r.id,
        coalesce((r.approval::jsonb)->>o.granted, 'manager'), o.changed_at) AND NOT rights.is_offered(b.id)
      OR rights.is_displaced(o)
    WHEN 'cancel' THEN (mover OR rights.manages_resource(r.id) OR rights.may_end_offer(b.id)) AND o.use_until > now()
      OR rights.is_blocked(o, n)
    WHEN 'expire' THEN rights.is_overdue(o, r) OR rights.may_end_offer(b.id)
    WHEN 'check_in' THEN rights.uses(n, b, r) AND n.actual_until IS NULL AND rights.is_about_now(n.actual_from)
      AND now() >= o.use_from - rights.count(r, 'check_in_from') * interval '1 minute' - interval '15 minutes'
      AND o.use_until > now()
    WHEN 'release' THEN (n.actual_from, n.actual_until) IS NOT DISTINCT FROM (o.actual_from, o.actual_until)
      AND (rights.uses(n, b, r) AND now() >= o.use_from AND now() < o.use_until + {NOTED}
        OR o.use_from + rights.no_show_within(r) <= now())
    WHEN 'complete' THEN n.actual_from = coalesce(o.actual_from, o.use_from)
      AND (rights.uses(n, b, r) AND (rights.is_about_now(n.actual_until) OR n.actual_until = n.actual_from)
        OR o.use_until <= now() AND n.actual_until = greatest(o.use_until, n.actual_from)
          AND (n.use_until, n.occupied_until) = (o.use_until, o.occupied_until)
        OR rights.is_blocked(o, n) AND n.actual_until <= now() + interval '15 minutes')
    WHEN 'ask_again' THEN CASE o.state
      WHEN 'approved' THEN mover
      ELSE mover AND EXISTS (SELECT FROM message WHERE booking_id = b.id AND kind = 'proposal') END
    WHEN 'take_offer' THEN mover AND EXISTS (SELECT FROM message WHERE booking_id = b.id AND kind = 'proposal')
    ELSE false END
  ELSE CASE m.action
    WHEN 'approve' THEN rights.may_ever_decide(rights.me(), r.id) OR mover
    WHEN 'decline' THEN rights.may_ever_decide(rights.me(), r.id)
    WHEN 'cancel' THEN (mover OR rights.manages_resource(r.id)) AND n.use_until > now() AND NOT rights.is_anothers_word(o, b)
    WHEN 'check_in' THEN rights.uses(n, b, r) AND n.use_until > now() AND n.actual_from IS NULL AND n.actual_until IS NULL
    WHEN 'release' THEN rights.uses(n, b, r) AND now() < n.use_until + {NOTED}
      AND (n.actual_from, n.actual_until) IS NOT DISTINCT FROM (o.actual_from, o.actual_until)
      AND NOT rights.is_anothers_word(o, b)
    WHEN 'complete' THEN rights.uses(n, b, r) AND n.use_until > now() AND n.actual_until IS NULL
    WHEN 'ask_again' THEN CASE n.state
      WHEN 'approved' THEN mover
      ELSE mover AND EXISTS (SELECT FROM message WHERE booking_id = b.id AND kind = 'accepted') END
    WHEN 'take_offer' THEN mover AND EXISTS (SELECT FROM message WHERE booking_id = b.id AND kind = 'accepted')
    ELSE false END END, false)
$$"""
"""One move of the table, or one walked back: what was done is taken back by whoever could have done it."""
_ANOTHERS_WORD: Final = """
CREATE OR REPLACE FUNCTION rights.is_anothers_word(o allocation, b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT NOT rights.is_admin() AND EXISTS (
    SELECT FROM audit AS e WHERE e.subject = 'booking:' || b.ref AND CASE
      WHEN e.action IN ('cancel', 'release', 'no_show') THEN e.at = o.changed_at AND e.actor NOT IN (rights.my_login(), 'system')
      WHEN e.action = 'sql-update' THEN e.actor <> session_user AND position('"state": "' || o.state || '"' IN e.after) > 0
        AND abs(extract(epoch FROM e.at - o.changed_at)) < 1800
      ELSE false END)
$$"""
"""Whether somebody else, and not time, brought it to where it is: taken back by whoever did it, or an administrator."""
_DISPLACED: Final = """
CREATE OR REPLACE FUNCTION rights.is_displaced(o allocation) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT NOT o.holds AND EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS w ON w.id = p.key JOIN unit AS u ON u.id = w.unit_id
    JOIN unit AS mine ON mine.id = o.unit_id
    WHERE w.state = 'approved' AND u.resource_id = mine.resource_id AND w.booking_id <> o.booking_id
      AND w.occupied_from < o.occupied_until AND w.occupied_until > o.occupied_from
      AND (p.was IS NULL OR p.was->>'state' <> 'approved' OR (p.was->>'unit_id')::bigint <> w.unit_id
        OR (p.was->>'use_from')::timestamptz <> w.use_from))
$$"""
"""A request that held nothing gives way to what this transaction approves."""
_ROOM: Final = """
CREATE OR REPLACE FUNCTION rights.makes_room(o allocation, n allocation) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT o.occupied_from > now() AND o.state = n.state AND o.holds = n.holds AND o.granted = n.granted AND EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS w ON w.id = p.key
    WHERE w.unit_id = o.unit_id AND w.id <> o.id AND w.holds
      AND w.occupied_from < o.occupied_until AND w.occupied_until > o.occupied_from)
  AND EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS w ON w.id = p.key JOIN unit AS u ON u.id = w.unit_id
    JOIN unit AS there ON there.id = o.unit_id
    LEFT JOIN booking AS b ON b.id = w.booking_id
    CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS f
    WHERE u.resource_id = there.resource_id AND w.holds
      AND (p.was IS NULL OR NOT f.holds OR f.unit_id <> w.unit_id OR f.occupied_from <> w.occupied_from)
      AND (rights.may_change(b.organiser_id, b.partner_id) OR rights.manages_resource(u.resource_id)
        OR rights.may_ever_decide(rights.me(), u.resource_id) OR rights.is_offer(b)))
$$"""
"""Its unit is taken in this transaction, and something in that pool takes a place by whoever acts."""
_END_OFFER: Final = """
CREATE OR REPLACE FUNCTION rights.may_end_offer(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM rights.net_waiting() AS p JOIN waiting AS w ON w.id = p.key
    WHERE w.booking_id = which AND w.state <> 'offered' AND p.was->>'state' = 'offered'
      AND (rights.is_service() OR rights.is_admin() OR (p.was->>'offer_until')::timestamptz <= now()))
$$"""
_REMEMBER: Final = """
CREATE OR REPLACE FUNCTION rights.remember() RETURNS void LANGUAGE plpgsql PINNED AS $$
BEGIN
  INSERT INTO rights.place (allocation_id, resource_id, use_from, use_until, granted)
    SELECT o.id, u.resource_id, o.use_from, o.use_until, o.granted
    FROM rights.net_allocation() AS p JOIN allocation AS n ON n.id = p.key
    CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
    JOIN unit AS u ON u.id = o.unit_id JOIN booking AS b ON b.id = o.booking_id
    WHERE o.state = 'approved' AND n.state = 'requested'
      AND (o.use_from, o.use_until, o.unit_id) IS DISTINCT FROM (n.use_from, n.use_until, n.unit_id)
  ON CONFLICT DO NOTHING;
  INSERT INTO rights.outdated (allocation_id, upto)
    SELECT n.id, max(d.id)
    FROM rights.net_allocation() AS p JOIN allocation AS n ON n.id = p.key
    CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, p.was) AS o
    JOIN unit AS u ON u.id = o.unit_id JOIN unit AS v ON v.id = n.unit_id
    JOIN decision AS d ON d.booking_id = n.booking_id AND d.line = n.line AND d.occurrence = n.occurrence
    WHERE (o.use_from, o.use_until, u.resource_id) IS DISTINCT FROM (n.use_from, n.use_until, v.resource_id)
      AND d.id NOT IN (SELECT key FROM rights.net_decision())
    GROUP BY n.id
  ON CONFLICT (allocation_id) DO UPDATE SET upto = excluded.upto;
  DELETE FROM rights.place AS f USING rights.net_allocation() AS p, allocation AS n
    WHERE f.allocation_id = n.id AND n.id = p.key AND p.was->>'state' IN ('requested', 'approved')
      AND (n.state IN ('declined', 'expired') OR n.state = 'approved' AND p.was->>'state' = 'requested'
        OR p.was->>'state' = 'approved' AND n.state = 'requested'
        AND (p.was->>'use_from')::timestamptz = n.use_from);
END $$"""
"""Where something was approved before it went elsewhere; forgotten once somebody takes the word back."""

FUNCTIONS: Final = {
    "wrong_allocations()": _ALL,
    "wrong_new_allocation(allocation)": _NEW,
    "wrong_in_block(allocation)": _IN_BLOCK,
    "wrong_place(allocation, public.line, occurrence, resource)": _WRONG_PLACE,
    "should_hold(allocation, resource)": _SHOULD_HOLD,
    "goes_on_from(allocation, booking, resource)": _GOES_ON_FROM,
    "is_credited(allocation, allocation, resource, text, integer)": _CREDITED,
    "is_outdated(bigint, bigint)": _IS_OUTDATED,
    "proposes(message, allocation, resource)": _PROPOSES,
    "uses(allocation, booking, resource)": _USER,
    "wrong_change(allocation, allocation)": _CHANGE,
    "may_move(rights.move, allocation, allocation, booking, resource, boolean)": _MAY_MOVE,
    "is_anothers_word(allocation, booking)": _ANOTHERS_WORD,
    "is_displaced(allocation)": _DISPLACED,
    "makes_room(allocation, allocation)": _ROOM,
    "may_end_offer(bigint)": _END_OFFER,
    "remember()": _REMEMBER,
}
"""Signature → definition."""
