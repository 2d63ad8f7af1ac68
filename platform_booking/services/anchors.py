"""What this computer saw of each store's audit trail: it gives away a trail that was cut or written anew elsewhere.

A chain shows every change within it, but neither a tail that was cut off nor an owner who wrote all of it again. Whoever
remembers an entry's number and hash sees both.
"""

from __future__ import annotations

import json
import logging
import secrets
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.errors import TrailDiffers
from platform_booking.services.places import default_folder
from platform_booking.storage import audit
from platform_booking.storage.integrity import Anchor

if TYPE_CHECKING:
    from platform_booking.services.desk import Desk
    from platform_booking.storage.places import Place

FILE: Final = "anchors.json"
_log = logging.getLogger(__name__)


def remembered(place: Place) -> Anchor | None:
    """The last entry that was seen of the store's trail; None where none was."""
    said = _read().get(place.label)
    return Anchor(said["seq"], said["hash"]) if said else None


def remember(place: Place, anchor: Anchor | None) -> None:
    """Note where the trail ends now, so that it is held to it from now on; None forgets the store."""
    known = _read()
    if anchor is None:
        known.pop(place.label, None)
    else:
        known[place.label] = {"seq": anchor.seq, "hash": anchor.hash}
    file = default_folder() / FILE
    draft = file.with_name(f".{FILE}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(known, indent=1), encoding="utf-8")
        draft.replace(file)
    except OSError as error:  # nobody's work may fail because this computer cannot take notes
        _log.warning("the end of the audit trail could not be noted: %s", error)


def look_back(desk: Desk) -> Anchor | None:
    """Hold the trail to what was seen of it, in passing, and note where it ends now.

    Raises TrailDiffers when the entry that was seen is not there any more, or is another one.
    """
    seen = remembered(desk.store.place)
    with desk.store.reading() as connection:
        last = audit.entries(connection, last=1)
        found = audit.entries(connection, after=seen.seq - 1, upto=seen.seq) if seen else ()
    if seen and (not found or found[0].hash != seen.hash):
        raise TrailDiffers(store=desk.store.place.label, seq=seen.seq, last=last[-1].seq if last else 0)
    end = Anchor(last[-1].seq, last[-1].hash) if last else None
    if end != seen:
        remember(desk.store.place, end)
    return end


def _read() -> dict[str, dict[str, Any]]:
    try:
        found = json.loads((default_folder() / FILE).read_text("utf-8"))
        return {store: {"seq": int(said["seq"]), "hash": str(said["hash"])} for store, said in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, LookupError) as error:
        _log.warning("what was seen of audit trails cannot be read: %s", error)
        return {}
