"""The catalogue's revision goes on by one: whoever set it back would leave others with a catalogue of long ago.

Everybody may raise it, for everybody has something of the catalogue that is theirs: whether they want mail.
"""

from __future__ import annotations

from typing import Final

_ONWARD: Final = """
CREATE OR REPLACE FUNCTION rights.revision_onward() RETURNS trigger LANGUAGE plpgsql PINNED AS $$
BEGIN
  IF OLD.key = 'catalogue_revision' AND NOT rights.is_keeper() AND NEW.value IS DISTINCT FROM (OLD.value::bigint + 1)::text THEN
    RAISE EXCEPTION 'rights: the revision of the catalogue goes on by one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$"""
FUNCTIONS: Final = {"revision_onward()": _ONWARD}
TRIGGER: Final = (
    "DROP TRIGGER IF EXISTS rights_revision ON public.meta",
    (
        "CREATE TRIGGER rights_revision BEFORE UPDATE ON public.meta"
        " FOR EACH ROW EXECUTE FUNCTION rights.revision_onward()"
    ),
)
