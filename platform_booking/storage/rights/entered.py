"""Who gets in stands in the trail: inviting, suspending, restoring, removing, another password, other groups.

Entered by the very SQL that does it, so also where it is printed and carried out by whoever keeps the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platform_booking.storage.audit import CHAIN_LOCK, CHANNEL, GENESIS, canonical
from platform_booking.storage.rights.scripts import literal

if TYPE_CHECKING:
    from collections.abc import Collection

_ENTER: Final = f"""
CREATE OR REPLACE FUNCTION rights.enter_login(what text, the_role text, said text) RETURNS void LANGUAGE plpgsql PINNED
SET TimeZone = utc AS $$
DECLARE
  last record;
  entry audit;
BEGIN
  PERFORM pg_advisory_xact_lock({CHAIN_LOCK});
  SELECT seq, hash INTO last FROM audit ORDER BY seq DESC LIMIT 1;
  entry.seq := coalesce(last.seq, 0) + 1;
  entry.at := date_trunc('second', clock_timestamp());
  entry.actor := session_user;
  entry.action := what;
  entry.subject := concat('login:', the_role);
  entry.after := said;
  entry.reason := '';
  entry.digest := encode(sha256(convert_to(said, 'UTF8')), 'hex');
  entry.prev := coalesce(last.hash, '{GENESIS}');
  entry.hash := audit_seal(entry);
  INSERT INTO audit VALUES (entry.*);
  PERFORM pg_notify('{CHANNEL}', '');
END $$"""
FUNCTIONS: Final = {"enter_login(text, text, text)": _ENTER}
"""Signature → definition, for keepers alone."""


def entered(action: str, role: str, *, person: str = "", groups: Collection[str] = ()) -> str:
    """The statement that enters what was done to a role."""
    said = canonical({"person": person, "groups": sorted(groups)} if person or groups else {})
    return f"SELECT rights.enter_login({literal(action)}, {literal(role)}, {literal(said)})"
