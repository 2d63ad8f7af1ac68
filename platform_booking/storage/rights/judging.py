"""The guard that judges a transaction when it commits: everything that it changed must be somebody's right to change.

What is not allowed here by name is refused. The functions return why something is refused, or nothing.
"""

from __future__ import annotations

from typing import Final

SKEW: Final = "interval '15 minutes'"
"""Clocks of clients may be off by so much; times that say when something was done must be about now."""
REFUSED: Final = "insufficient_privilege"

_JUDGE: Final = f"""
CREATE OR REPLACE FUNCTION rights.judge() RETURNS trigger LANGUAGE plpgsql PINNED SET TimeZone = utc AS $$
DECLARE
  why text;
  changed text[];
BEGIN
  changed := ARRAY(SELECT DISTINCT relation::text FROM rights.pending WHERE tx = pg_current_xact_id());
  why := coalesce(rights.wrong_person(),
    CASE WHEN 'allocation' = ANY (changed) THEN rights.wrong_allocations() END,
    CASE WHEN 'booking' = ANY (changed) THEN rights.wrong_bookings() END,
    CASE WHEN 'line' = ANY (changed) THEN rights.wrong_lines() END,
    CASE WHEN 'occurrence' = ANY (changed) THEN rights.wrong_dates() END,
    CASE WHEN 'block' = ANY (changed) THEN rights.wrong_blocks() END,
    CASE WHEN 'waiting' = ANY (changed) THEN rights.wrong_wishes() END,
    CASE WHEN 'template' = ANY (changed) THEN rights.wrong_templates() END,
    CASE WHEN changed && '{{notice,outbox}}' THEN rights.wrong_words() END,
    CASE WHEN 'invitation' = ANY (changed) THEN rights.wrong_invitations() END,
    CASE WHEN 'audit' = ANY (changed) THEN rights.wrong_entries() END);
  IF why IS NOT NULL THEN
    RAISE EXCEPTION 'rights: %', why USING ERRCODE = '{REFUSED}';
  END IF;
  IF 'allocation' = ANY (changed) THEN
    PERFORM rights.remember();
  END IF;
  DELETE FROM rights.pending WHERE tx = pg_current_xact_id();
  DELETE FROM rights.due WHERE tx = pg_current_xact_id();
  RETURN NULL;
END $$"""
TRIGGER: Final = (
    "DROP TRIGGER IF EXISTS rights_judge ON rights.due",
    (
        "CREATE CONSTRAINT TRIGGER rights_judge AFTER INSERT ON rights.due DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION rights.judge()"
    ),
)
_PERSON: Final = f"""
CREATE OR REPLACE FUNCTION rights.wrong_person() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN rights.me() IS NULL AND NOT rights.is_service() THEN 'nobody'
    WHEN clock_timestamp() > now() + {SKEW} THEN 'begun too long ago'
    WHEN current_setting('transaction_isolation') <> 'read committed' THEN 'not by what is known now' END
$$"""
"""A transaction sees the clock as it was when it began, and a stricter one all rights as they were then: nobody keeps one open."""
_ABOUT_NOW: Final = f"""
CREATE OR REPLACE FUNCTION rights.is_about_now(at timestamptz) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT at BETWEEN now() - {SKEW} AND clock_timestamp() + {SKEW}
$$"""

# --- bookings -------------------------------------------------------------------------------------

_BOOKINGS: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_bookings() RETURNS text LANGUAGE plpgsql STABLE PINNED AS $$
DECLARE
  p rights.pending;
  o booking;
  b booking;
  why text;
BEGIN
  FOR p IN SELECT * FROM rights.net_booking() LOOP
    SELECT * INTO b FROM booking WHERE id = p.key;
    IF p.was IS NULL THEN
      why := rights.wrong_new_booking(b);
    ELSE
      SELECT * INTO o FROM jsonb_populate_record(NULL::booking, p.was);
      why := rights.wrong_header(o, b);
    END IF;
    IF why IS NOT NULL THEN
      RETURN format('booking %s: %s', b.ref, why);
    END IF;
  END LOOP;
  RETURN NULL;
END $$"""
_NEW_BOOKING: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_new_booking(b booking) RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN NOT (b.organiser_id = rights.me() AND b.partner_id IS NOT DISTINCT FROM rights.my_partner()
        OR rights.continues(b) OR rights.is_offer(b)) THEN 'not in one''s own name'
    WHEN NOT rights.is_about_now(b.created_at) OR NOT rights.is_about_now(b.changed_at) THEN 'written at another time'
    WHEN b.version <> 1 OR b.sequence <> 0 THEN 'not a first version'
    WHEN b.id > (SELECT last_value FROM booking_id_seq) OR b.ref !~ ('^B-[0-9]{4}-0*' || b.id || '$') THEN 'not its own number'
    WHEN NOT EXISTS (SELECT FROM allocation WHERE booking_id = b.id) THEN 'empty'
    WHEN (now() AT TIME ZONE b.time_zone) IS NULL THEN 'in no zone'
    WHEN b.visibility NOT IN ('partners', 'private') THEN 'no such visibility'
    WHEN b.origin_id IS NOT NULL AND NOT EXISTS (SELECT FROM booking AS f WHERE f.id = b.origin_id AND rights.reads(f))
      THEN 'from one that may not be read' END
$$"""
_CONTINUES: Final = """
CREATE OR REPLACE FUNCTION rights.continues(b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM rights.net_booking() AS p JOIN booking AS f ON f.id = p.key
    WHERE p.was IS NOT NULL AND f.id = b.origin_id AND f.organiser_id = b.organiser_id
      AND f.partner_id IS NOT DISTINCT FROM b.partner_id AND rights.may_change(f.organiser_id, f.partner_id))
$$"""
"""The dates of a series from one on go on as a booking of their own, whoever of those who may change it did that."""
_READS: Final = """
CREATE OR REPLACE FUNCTION rights.reads(b booking) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.is_known() AND (b.visibility <> 'private' OR b.organiser_id = rights.me() OR rights.reads_all()
    OR coalesce(b.partner_id = rights.my_partner(), false) OR rights.is_concerned(b.id))
$$"""
_STEPS: Final = 1000
"""Versions that one transaction may make of a booking: whoever used them all up would let nobody change it any more."""
_HEADER: Final = f"""
CREATE OR REPLACE FUNCTION rights.wrong_header(o booking, b booking) RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN o IS NOT DISTINCT FROM b THEN NULL
    WHEN (b.id, b.ref, b.uid, b.organiser_id, b.partner_id, b.created_at)
      IS DISTINCT FROM (o.id, o.ref, o.uid, o.organiser_id, o.partner_id, o.created_at) THEN 'what names it is for ever'
    WHEN NOT b.version BETWEEN o.version + 1 AND o.version + {_STEPS}
      OR NOT b.sequence BETWEEN o.sequence AND o.sequence + {_STEPS} THEN 'not the next version'
    WHEN NOT rights.is_about_now(b.changed_at) THEN 'written at another time'
    WHEN NOT rights.reads(o) THEN 'somebody else''s'
    WHEN b.visibility NOT IN ('partners', 'private') THEN 'no such visibility'
    WHEN to_jsonb(b) - '{{version,sequence,changed_at,rule,first_start,length_wall,length_exact}}'::text[]
      IS DISTINCT FROM to_jsonb(o) - '{{version,sequence,changed_at,rule,first_start,length_wall,length_exact}}'::text[]
      AND NOT (rights.may_change(o.organiser_id, o.partner_id) AND rights.goes_on(b.id)
        AND (now() AT TIME ZONE b.time_zone) IS NOT NULL) THEN 'somebody else''s, or over'
    WHEN (b.rule, b.first_start, b.length_wall, b.length_exact)
      IS DISTINCT FROM (o.rule, o.first_start, o.length_wall, o.length_exact)
      AND NOT (rights.may_change(o.organiser_id, o.partner_id) OR rights.gives_way(b.id)) THEN 'somebody else''s'
    WHEN NOT rights.may_change(o.organiser_id, o.partner_id)
      AND NOT EXISTS (SELECT FROM rights.net_allocation() AS p JOIN allocation AS a ON a.id = p.key WHERE a.booking_id = b.id)
      AND NOT rights.escalates_now(b.id) THEN 'somebody else''s' END
$$"""
_GOES_ON: Final = """
CREATE OR REPLACE FUNCTION rights.goes_on(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM allocation WHERE booking_id = which AND use_until > now())
$$"""
_ESCALATES_NOW: Final = """
CREATE OR REPLACE FUNCTION rights.escalates_now(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM allocation AS a JOIN unit AS u ON u.id = a.unit_id JOIN resource AS r ON r.id = u.resource_id
    WHERE a.booking_id = which AND a.state = 'requested' AND rights.escalates(r)
      AND a.changed_at + rights.decide_within(r) <= now())
$$"""
_GIVES_WAY: Final = """
CREATE OR REPLACE FUNCTION rights.gives_way(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS n ON n.id = p.key
    WHERE n.booking_id = which AND p.was IS NOT NULL AND rights.is_blocked(jsonb_populate_record(NULL::allocation, p.was), n))
$$"""
_BLOCKED: Final = """
CREATE OR REPLACE FUNCTION rights.is_blocked(o allocation, n allocation) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM rights.net_allocation() AS p JOIN allocation AS k ON k.id = p.key
    JOIN unit AS u ON u.id = k.unit_id
    WHERE k.block_id IS NOT NULL AND (rights.is_admin() OR rights.manages_resource(u.resource_id))
      AND EXISTS (
        SELECT FROM rights.net_allocation() AS q JOIN allocation AS s ON s.id = q.key
        CROSS JOIN LATERAL jsonb_populate_record(NULL::allocation, q.was) AS f
        WHERE q.was IS NOT NULL AND s.booking_id = n.booking_id AND s.occurrence = n.occurrence
          AND (k.unit_id = f.unit_id AND k.occupied_from < f.occupied_until AND k.occupied_until > f.occupied_from
            OR k.unit_id = s.unit_id AND k.occupied_from < s.occupied_until AND k.occupied_until > s.occupied_from)))
$$"""
"""Whether something of its date leaves its place for a block that this transaction writes there, or comes back with the end
of one: what takes place together moves together."""

# --- lines and dates --------------------------------------------------------------------------------

_LINES: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_lines() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('line %s of booking %s: %s', l.number, b.ref, why)
  FROM rights.net_line() AS p
  JOIN line AS l ON l.booking_id = p.key AND l.number = p.part
  JOIN booking AS b ON b.id = l.booking_id
  CROSS JOIN LATERAL jsonb_populate_record(NULL::public.line, p.was) AS o
  CROSS JOIN LATERAL (SELECT CASE
    WHEN o IS NOT DISTINCT FROM l THEN NULL
    WHEN NOT (rights.may_change(b.organiser_id, b.partner_id) OR rights.gives_way(b.id) OR rights.is_offer(b))
      THEN 'somebody else''s'
    WHEN l.unit_id IS NOT NULL AND NOT EXISTS (SELECT FROM unit WHERE id = l.unit_id AND resource_id = l.resource_id)
      THEN 'a unit of something else'
    WHEN EXISTS (
      SELECT FROM allocation AS a JOIN unit AS u ON u.id = a.unit_id
      WHERE a.booking_id = b.id AND a.line = l.number AND a.state IN ('requested', 'approved', 'in_use', 'completed', 'no_show')
        AND u.resource_id <> l.resource_id) THEN 'units of something else'
    WHEN p.was IS NOT NULL AND rights.is_elsewhere(b.id, l.number, NULL) THEN 'not where its units are held' END) AS found (why)
  WHERE why IS NOT NULL LIMIT 1
$$"""
_DATES: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_dates() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('date %s of booking %s: %s', d.number, b.ref, why)
  FROM rights.net_occurrence() AS p
  JOIN occurrence AS d ON d.booking_id = p.key AND d.number = p.part
  JOIN booking AS b ON b.id = d.booking_id
  CROSS JOIN LATERAL jsonb_populate_record(NULL::occurrence, p.was) AS o
  LEFT JOIN rights.net_booking() AS h ON h.key = b.id
  CROSS JOIN LATERAL (SELECT CASE
    WHEN o IS NOT DISTINCT FROM d THEN NULL
    WHEN NOT (rights.may_change(b.organiser_id, b.partner_id) OR rights.gives_way(b.id) OR rights.is_offer(b))
      THEN 'somebody else''s'
    WHEN p.was IS NULL THEN NULL
    WHEN (d.starts, d.ends, d.original_start) IS DISTINCT FROM (o.starts, o.ends, o.original_start) AND o.ends <= now()
      AND NOT EXISTS (SELECT FROM allocation WHERE booking_id = b.id AND occurrence = d.number AND use_until > now())
      THEN 'over'
    WHEN d.title IS DISTINCT FROM o.title AND o.ends <= now() AND d.title IS DISTINCT FROM coalesce(h.was->>'title', b.title)
      AND d.title <> '' THEN 'over'
    WHEN rights.is_elsewhere(b.id, NULL, d.number) THEN 'not when its units are held' END) AS found (why)
  WHERE why IS NOT NULL LIMIT 1
$$"""

_ELSEWHERE: Final = """
CREATE OR REPLACE FUNCTION rights.is_elsewhere(which bigint, of_line integer, of_date integer) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM allocation AS a JOIN line AS l ON l.booking_id = a.booking_id AND l.number = a.line
    JOIN occurrence AS d ON d.booking_id = a.booking_id AND d.number = a.occurrence
    JOIN unit AS u ON u.id = a.unit_id JOIN resource AS r ON r.id = u.resource_id
    WHERE a.booking_id = which AND a.line = coalesce(of_line, a.line) AND a.occurrence = coalesce(of_date, a.occurrence)
      AND a.state IN ('requested', 'approved') AND a.use_until > now() AND rights.wrong_place(a, l, d, r))
$$"""
"""What everybody reads of a booking is when its units are held, and nothing else."""

# --- blocks, wishes, words --------------------------------------------------------------------------

_BLOCKS: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_blocks() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('block %s: %s', k.ref, why)
  FROM rights.net_block() AS p
  JOIN block AS k ON k.id = p.key
  JOIN resource AS r ON r.id = k.resource_id
  CROSS JOIN LATERAL jsonb_populate_record(NULL::block, p.was) AS o
  CROSS JOIN LATERAL (SELECT CASE
    WHEN o IS NOT DISTINCT FROM k THEN NULL
    WHEN NOT (rights.is_admin() OR rights.manages_resource(r.id)
        OR k.kind = 'timetable' AND rights.may_import('resource', r.code)) THEN 'somebody else''s'
    WHEN p.was IS NULL AND (k.created_by <> rights.my_login() OR NOT rights.is_about_now(k.created_at)
        OR k.id > (SELECT last_value FROM block_id_seq) OR k.ref !~ ('^I-[0-9]{4}-0*' || k.id || '$')) THEN 'not in one''s own name'
    WHEN p.was IS NOT NULL AND (k.id, k.ref, k.resource_id, k.created_by, k.created_at)
      IS DISTINCT FROM (o.id, o.ref, o.resource_id, o.created_by, o.created_at) THEN 'what names it is for ever'
    WHEN p.was IS NOT NULL AND o.ends <= now() AND k.kind <> 'timetable' THEN 'over'
    WHEN NOT EXISTS (SELECT FROM allocation WHERE block_id = k.id) THEN 'empty' END) AS found (why)
  WHERE why IS NOT NULL LIMIT 1
$$"""
_WISHES: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_wishes() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('wish %s: %s', w.ref, why)
  FROM rights.net_waiting() AS p
  JOIN waiting AS w ON w.id = p.key
  CROSS JOIN LATERAL jsonb_populate_record(NULL::waiting, p.was) AS o
  CROSS JOIN LATERAL (SELECT CASE
    WHEN o IS NOT DISTINCT FROM w THEN NULL
    WHEN p.was IS NULL THEN CASE WHEN w.person_id <> rights.me() OR jsonb_typeof(w.request::jsonb) <> 'object' OR w.state <> 'waiting'
        OR NOT rights.is_about_now(w.created_at) OR w.id > (SELECT last_value FROM waiting_id_seq) THEN 'not in one''s own name' END
    WHEN (w.id, w.ref, w.person_id, w.request, w.created_at) IS DISTINCT FROM (o.id, o.ref, o.person_id, o.request, o.created_at)
      THEN 'what names it is for ever'
    WHEN w.state IS DISTINCT FROM o.state AND NOT EXISTS (
      SELECT FROM rights.wish_move AS m WHERE m.was = o.state AND m.becomes = w.state AND CASE
        WHEN m.by_person AND w.person_id = rights.me() THEN
          (w.booking_id, w.offer_until) IS NOT DISTINCT FROM (o.booking_id, o.offer_until)
        WHEN o.state = 'offered' AND w.state IN ('lapsed', 'withdrawn') THEN NOT EXISTS (
          SELECT FROM allocation WHERE booking_id = o.booking_id AND state IN ('requested', 'approved', 'in_use'))
        ELSE NOT m.by_person AND (rights.is_service() OR rights.is_admin() OR w.state = 'lapsed' AND w.person_id = rights.me()
          OR w.state = 'offered' AND EXISTS (SELECT FROM booking AS b WHERE b.id = w.booking_id AND rights.is_offer(b))) END)
      THEN 'no such move'
    WHEN w.state = o.state THEN 'not as it was offered'
    WHEN w.state = 'offered' AND NOT EXISTS (
      SELECT FROM booking WHERE id = w.booking_id AND organiser_id = w.person_id) THEN 'no offer' END) AS found (why)
  WHERE why IS NOT NULL LIMIT 1
$$"""
_TEMPLATES: Final = """
CREATE OR REPLACE FUNCTION rights.wrong_templates() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT format('template %s: somebody else''s', t.code)
  FROM rights.net_template() AS p
  JOIN template AS t ON t.id = p.key
  CROSS JOIN LATERAL jsonb_populate_record(NULL::template, p.was) AS o
  WHERE jsonb_typeof(t.body::jsonb) <> 'object' OR p.was IS NOT NULL AND (
    t.shared = 'network' AND o.shared <> 'network' AND NOT rights.answers()
    OR NOT (t.owner_id = rights.me() OR rights.is_admin())
      AND (to_jsonb(t) - 'body', t.body::jsonb - 'last_used') IS DISTINCT FROM (to_jsonb(o) - 'body', o.body::jsonb - 'last_used'))
  LIMIT 1
$$"""
"""Whoever uses somebody else's notes the day, and nothing else."""
_ABOUT_WHAT_WAS_DONE: Final = """EXISTS (
      SELECT FROM booking AS b WHERE b.ref = t.ref AND (
        b.id IN (SELECT key FROM rights.net_booking())
        OR b.id IN (SELECT m.booking_id FROM rights.net_message() AS n JOIN message AS m ON m.id = n.key))
      UNION ALL SELECT FROM block AS k JOIN rights.net_block() AS n ON n.key = k.id WHERE k.ref = t.ref
      UNION ALL SELECT FROM waiting AS w JOIN rights.net_waiting() AS n ON n.key = w.id WHERE w.ref = t.ref
      UNION ALL SELECT FROM booking AS b JOIN allocation AS a ON a.booking_id = b.id
        JOIN unit AS u ON u.id = a.unit_id JOIN resource AS r ON r.id = u.resource_id
        JOIN imported_calendar AS c ON r.code = CASE c.subject_kind WHEN 'person' THEN '@' ELSE '' END || c.subject
        JOIN imported_event AS e ON e.calendar_id = c.id AND e.starts < a.occupied_until AND e.ends > a.occupied_from
        WHERE b.ref = t.ref AND e.state IN ('conflicting', 'noted')
          AND rights.is_about_now(c.last_try_at) AND rights.may_import(c.subject_kind, c.subject))"""
"""Or about a booking that meets a timetable which was just read, by whoever may read it in."""
_WORDS: Final = f"""
CREATE OR REPLACE FUNCTION rights.wrong_words() RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT 'a notice of nothing that was done' FROM rights.net_notice() AS p JOIN notice AS t ON t.id = p.key
  WHERE NOT (rights.is_service() OR rights.is_admin() AND t.kind = 'mail-undelivered')
    AND (t.read_at IS NOT NULL OR NOT rights.is_about_now(t.at)
    OR coalesce(t.params::jsonb->>'by', '') NOT IN ('', rights.my_login())
    OR NOT {_ABOUT_WHAT_WAS_DONE})
  UNION ALL
  SELECT 'mail about nothing that was done' FROM rights.net_outbox() AS p JOIN outbox AS t ON t.id = p.key
  WHERE NOT (rights.is_service() OR rights.is_admin()) AND (t.sent_at IS NOT NULL OR NOT rights.is_about_now(t.created_at)
    OR NOT EXISTS (SELECT FROM person AS p WHERE p.id = t.person_id AND p.email = t.address
      UNION ALL SELECT FROM invitation AS i WHERE i.person_id = t.person_id AND i.address = t.address)
    OR NOT {_ABOUT_WHAT_WAS_DONE})
  LIMIT 1
$$"""

FUNCTIONS: Final = {
    "wrong_person()": _PERSON,
    "is_about_now(timestamptz)": _ABOUT_NOW,
    "wrong_bookings()": _BOOKINGS,
    "wrong_new_booking(booking)": _NEW_BOOKING,
    "continues(booking)": _CONTINUES,
    "reads(booking)": _READS,
    "wrong_header(booking, booking)": _HEADER,
    "goes_on(bigint)": _GOES_ON,
    "escalates_now(bigint)": _ESCALATES_NOW,
    "gives_way(bigint)": _GIVES_WAY,
    "is_blocked(allocation, allocation)": _BLOCKED,
    "wrong_lines()": _LINES,
    "wrong_dates()": _DATES,
    "is_elsewhere(bigint, integer, integer)": _ELSEWHERE,
    "wrong_blocks()": _BLOCKS,
    "wrong_wishes()": _WISHES,
    "wrong_templates()": _TEMPLATES,
    "wrong_words()": _WORDS,
    "judge()": _JUDGE,
}
"""Signature → definition."""
