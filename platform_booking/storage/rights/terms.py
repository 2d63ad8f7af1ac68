"""Terms of approval and use that a resource or its platform sets, and what is due by them: ``domain.deadlines`` and ``use``.

The server's clock decides, not the client's.
"""

from __future__ import annotations

from typing import Final

from platform_booking.domain.deadlines import ON_DEADLINE, WITHIN, OnDeadline
from platform_booking.domain.rules.settings import OFF, SPECS
from platform_booking.domain.use import NO_SHOW_AFTER, NOTED_WITHIN

_DEFAULTS: Final = " ".join(
    f"WHEN '{key}' THEN '{SPECS[key].always}'"
    for key in ("check_in_from", "offer_hours")
    if SPECS[key].always is not None
)
_SAID: Final = """
CREATE OR REPLACE FUNCTION rights.said(r resource, key text) RETURNS jsonb LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(nullif(r.rules::jsonb->key, 'null'), (SELECT nullif(rules::jsonb->key, 'null') FROM platform WHERE id = r.platform_id))
$$"""
_TERM: Final = f"""
CREATE OR REPLACE FUNCTION rights.term(r resource, key text) RETURNS text LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE
    WHEN said IS NULL THEN CASE key {_DEFAULTS} END
    WHEN jsonb_typeof(said) = 'object' AND said->>'severity' = '{OFF}' THEN NULL
    ELSE nullif(nullif(CASE WHEN jsonb_typeof(said) = 'object' THEN coalesce(said->>'value', 'true') ELSE said #>> '{{}}' END,
      'false'), '{OFF}') END
  FROM rights.said(r, key) AS said
$$"""
"""What holds for the resource; null where the rule is off."""
_COUNT: Final = """
CREATE OR REPLACE FUNCTION rights.count(r resource, key text) RETURNS integer LANGUAGE sql STABLE PINNED AS $$
  SELECT CASE WHEN term ~ '^[0-9]{1,7}$' THEN term::integer END FROM rights.term(r, key) AS term
$$"""
"""The same as a number; null also for what is none: somebody's slip must not stop everybody."""
_WITHIN: Final = f"""
CREATE OR REPLACE FUNCTION rights.decide_within(r resource) RETURNS interval LANGUAGE sql STABLE PINNED AS $$
  SELECT rights.count(r, '{WITHIN}') * interval '1 hour'
$$"""
_ESCALATES: Final = f"""
CREATE OR REPLACE FUNCTION rights.escalates(r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT coalesce(rights.term(r, '{ON_DEADLINE}') = '{OnDeadline.ESCALATE}' AND rights.decide_within(r) IS NOT NULL, false)
$$"""
_NO_SHOW: Final = f"""
CREATE OR REPLACE FUNCTION rights.no_show_within(r resource) RETURNS interval LANGUAGE sql STABLE PINNED AS $$
  SELECT interval '1 minute' * CASE
    WHEN rights.term(r, 'check_in') IS NULL AND rights.said(r, 'check_in') IS NOT NULL THEN NULL
    WHEN rights.term(r, 'no_show_after') IS NOT NULL THEN rights.count(r, 'no_show_after')
    WHEN rights.term(r, 'check_in') IS NOT NULL AND rights.said(r, 'no_show_after') IS NULL THEN {NO_SHOW_AFTER}
  END
$$"""
_OFFERED: Final = """
CREATE OR REPLACE FUNCTION rights.is_offered(which bigint) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (SELECT FROM waiting WHERE booking_id = which AND state = 'offered')
$$"""
_EXPIRES: Final = """
CREATE OR REPLACE FUNCTION rights.is_overdue(a allocation, r resource) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT NOT rights.is_offered(a.booking_id) AND coalesce(
    a.changed_at < a.use_until AND a.use_until <= now()
    OR NOT rights.escalates(r) AND a.changed_at + rights.decide_within(r) <= now(), false)
$$"""
NOTED: Final = f"interval '{NOTED_WITHIN.days} days'"
"""How long after its end one may still say that nobody came, or take that back."""

FUNCTIONS: Final = {
    "said(resource, text)": _SAID,
    "term(resource, text)": _TERM,
    "count(resource, text)": _COUNT,
    "decide_within(resource)": _WITHIN,
    "escalates(resource)": _ESCALATES,
    "no_show_within(resource)": _NO_SHOW,
    "is_offered(bigint)": _OFFERED,
    "is_overdue(allocation, resource)": _EXPIRES,
}
"""Signature → definition, in the order of installation."""
