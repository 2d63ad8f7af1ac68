"""Which rows each may read, add, change and take away: row-level security, forced on the owner as well.

Policies say whose row it is. What may become of a row that somebody may change is judged when the transaction commits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.storage.rights.groups import Group, role_of
from platform_booking.storage.rights.scripts import name
from platform_booking.storage.rights.sound import is_sound
from platform_booking.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN: Final = "(SELECT rights.is_known())"
_ME: Final = "(SELECT rights.me())"
_LOGIN: Final = "(SELECT rights.my_login())"
_PARTNER: Final = "(SELECT rights.my_partner())"
_COORDINATED: Final = "(SELECT rights.coordinated())"
_ADMIN: Final = "(SELECT rights.is_admin())"
_SERVICE: Final = "(SELECT rights.is_service())"
_ALL: Final = "(SELECT rights.reads_all())"
_MINE: Final = "(SELECT rights.my_resources())"
_ANSWERS: Final = "(SELECT rights.answers())"


def _of_booking(column: str) -> str:
    return f"{_KNOWN} AND EXISTS (SELECT FROM public.booking AS b WHERE b.id = {column})"


_READS_BOOKING: Final = (
    f"{_KNOWN} AND (visibility <> 'private' OR organiser_id = {_ME} OR {_ALL}"
    f" OR partner_id = {_PARTNER} OR rights.has_line(id, {_MINE}))"
)
_TEMPLATE: Final = f"owner_id = {_ME} OR {_ADMIN} OR shared = 'network' AND {_KNOWN} OR shared = 'partner' AND partner_id = {_PARTNER}"
_FEED: Final = (
    f"created_by = {_LOGIN} OR {_ALL} OR {_ME} IS NOT NULL AND rights.may_share(kind, subject, 'full')"
)
_TRAIL: Final = (
    f"actor = {_LOGIN} OR {_ANSWERS} OR {_SERVICE}"
    f" OR {_KNOWN} AND starts_with(subject, 'booking:') AND EXISTS (SELECT FROM public.booking AS b WHERE b.ref = substr(subject, 9))"
    f" OR {_KNOWN} AND starts_with(subject, 'block:')"
    f" OR {_KNOWN} AND starts_with(subject, 'template:') AND EXISTS (SELECT FROM public.template AS t WHERE t.code = substr(subject, 10))"
    f" OR {_KNOWN} AND starts_with(subject, 'waiting:') AND EXISTS (SELECT FROM public.waiting AS w WHERE w.ref = substr(subject, 9))"
    f" OR {_ME} IS NOT NULL AND split_part(subject, ':', 1)"
    " IN ('partner', 'qualification', 'platform', 'resource', 'closure')"
)


@dataclass(frozen=True, slots=True)
class Policy:
    """Of one command on one table. ``using`` for rows that are there, ``check`` for rows as they become."""

    table: str
    command: str
    using: str = ""
    check: str = ""

    @property
    def name(self) -> str:
        """On its table."""
        return f"rights_{self.command.lower()}"

    def create(self) -> str:
        """Its DDL."""
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK (({self.check}) AND {is_sound(self.table)})" if self.check else ""
        return f"CREATE POLICY {self.name} ON public.{self.table} FOR {self.command} TO PUBLIC{using}{check}"


_READ: Final[Mapping[str, str]] = {
    "booking": _READS_BOOKING,
    "line": _of_booking("booking_id"),
    "occurrence": _of_booking("booking_id"),
    "decision": _of_booking("booking_id"),
    "message": _of_booking("booking_id"),
    "published_file": _of_booking("booking_id"),
    "notice": f"person_id = {_ME}",
    "template": _TEMPLATE,
    "waiting": f"person_id = {_ME} OR {_ALL} OR booking_id IS NOT NULL AND {_of_booking('booking_id')}",
    "feed": _FEED,
    "audit": _TRAIL,
    "mirror": _FEED,
    "mirrored": "EXISTS (SELECT FROM public.mirror AS m WHERE m.id = mirror_id)",
    "invitation": f"person_id = {_ME} OR {_of_booking('booking_id')}",
    "receipt": "false",
    "imported_event": (
        f"{_ALL} OR EXISTS (SELECT FROM public.imported_calendar AS c WHERE c.id = calendar_id"
        " AND (c.subject_kind <> 'person' OR rights.may_import(c.subject_kind, c.subject)))"
    ),
    "outbox": f"{_ALL} OR person_id = {_ME} OR EXISTS (SELECT FROM public.booking AS b WHERE b.ref = outbox.ref)",
}
"""Of every other table whoever is known reads every row."""

_MANAGES_RESOURCE: Final = f"{_ADMIN} OR rights.manages_resource"
_CLOSURE: Final = (
    f"{_ADMIN} OR rights.manages(platform_id) OR platform_id IS NULL AND partner_id = {_COORDINATED}"
)
_SEEN: Final = _of_booking("booking_id")
_PLACES: Final = f"{_ME} IS NOT NULL OR {_SERVICE}"
_CALENDAR: Final = f"{_SERVICE} OR rights.may_import(subject_kind, subject)"
_EVENT: Final = (
    "EXISTS (SELECT FROM public.imported_calendar AS c WHERE c.id = calendar_id AND"
    f" ({_SERVICE} OR rights.may_import(c.subject_kind, c.subject)))"
)
_DECISION: Final = (
    f"{_SEEN} AND rights.may_note(booking_id, line, occurrence, step, verdict, person, decided_at)"
)
_MESSAGE: Final = (
    f"author_id = {_ME} AND {_SEEN} AND rights.may_say(booking_id, kind) AND rights.is_about_now(at)"
)
_ENTRY: Final = f"(actor = {_LOGIN} OR actor = 'system' AND {_KNOWN}) AND rights.is_about_now(at)"
_OWN_FEED: Final = f"{_FEED}"
_NEW_FEED: Final = (
    f"created_by = {_LOGIN} AND rights.may_share(kind, subject, scope) AND rights.is_about_now(created_at)"
)
_SHARED: Final = f"(shared <> 'network' OR {_ANSWERS})"
_REVISION: Final = f"key = 'catalogue_revision' AND {_ME} IS NOT NULL AND value ~ '^[0-9]{{1,15}}$' OR starts_with(key, 'setting:') AND {_ADMIN}"
_OF_MIRROR: Final = "EXISTS (SELECT FROM public.mirror AS m WHERE m.id = mirror_id)"

_WRITE: Final = (
    Policy(
        "booking",
        "INSERT",
        check=f"organiser_id = {_ME} OR {_ADMIN} OR {_SERVICE} OR partner_id = {_COORDINATED} OR rights.waits(organiser_id)",
    ),
    Policy("booking", "UPDATE", _READS_BOOKING, _KNOWN),
    *(Policy(table, "INSERT", check=_SEEN) for table in ("line", "occurrence")),
    *(Policy(table, "UPDATE", _SEEN, _SEEN) for table in ("line", "occurrence")),
    Policy("allocation", "INSERT", check=_PLACES),
    Policy("allocation", "UPDATE", f"block_id IS NOT NULL AND ({_PLACES}) OR {_SEEN}", _PLACES),
    Policy("block", "INSERT", check=f"{_PLACES}"),
    Policy("block", "UPDATE", _PLACES, _PLACES),
    Policy("decision", "INSERT", check=_DECISION),
    Policy("message", "INSERT", check=_MESSAGE),
    Policy("notice", "INSERT", check=_PLACES),
    Policy("notice", "UPDATE", f"person_id = {_ME}", f"person_id = {_ME}"),
    Policy("waiting", "INSERT", check=f"person_id = {_ME}"),
    Policy("waiting", "UPDATE", _READ["waiting"], _KNOWN),
    Policy("template", "INSERT", check=f"owner_id = {_ME} AND {_SHARED}"),
    Policy("template", "UPDATE", _TEMPLATE, _KNOWN),
    Policy("feed", "INSERT", check=_NEW_FEED),
    Policy("feed", "UPDATE", _OWN_FEED, _OWN_FEED),
    Policy("imported_calendar", "INSERT", check=f"created_by = {_LOGIN} AND ({_CALENDAR})"),
    Policy("imported_calendar", "UPDATE", _CALENDAR, _CALENDAR),
    Policy("imported_event", "INSERT", check=_EVENT),
    Policy("imported_event", "UPDATE", _EVENT, _EVENT),
    Policy("published_file", "INSERT", check=f"{_SEEN} AND rights.is_about_now(first_at)"),
    Policy("outbox", "INSERT", check=f"{_PLACES}"),
    Policy("outbox", "UPDATE", f"{_SERVICE} OR {_ADMIN}", _KNOWN),
    Policy("audit", "INSERT", check=_ENTRY),
    Policy("meta", "INSERT", check=f"starts_with(key, 'setting:') AND {_ADMIN}"),
    Policy("mirror", "INSERT", check=_NEW_FEED),
    Policy("mirror", "UPDATE", f"{_FEED}", f"{_FEED}"),
    Policy("mirrored", "INSERT", check=_OF_MIRROR),
    Policy("mirrored", "UPDATE", _OF_MIRROR, _OF_MIRROR),
    Policy("invitation", "INSERT", check=_SEEN),
    Policy("invitation", "UPDATE", _SEEN, _SEEN),
    Policy("meta", "UPDATE", _REVISION, _REVISION),
    *(
        Policy(table, "INSERT", check=_ADMIN)
        for table in ("partner", "qualification", "person", "person_qualification")
    ),
    *(Policy(table, "UPDATE", _ADMIN, _ADMIN) for table in ("partner", "qualification")),
    Policy("person", "UPDATE", f"{_ADMIN} OR id = {_ME}", f"{_ADMIN} OR id = {_ME}"),
    Policy("platform", "INSERT", check=_ADMIN),
    Policy(
        "platform",
        "UPDATE",
        f"{_ADMIN} OR rights.manages(id)",
        f"{_ADMIN} OR rights.manages(id)",
    ),
    Policy("platform_manager", "INSERT", check=f"{_ADMIN} OR rights.manages(platform_id)"),
    Policy("resource", "INSERT", check=f"{_ADMIN} OR rights.manages(platform_id)"),
    Policy(
        "resource",
        "UPDATE",
        f"{_ADMIN} OR rights.manages(platform_id)",
        f"{_ADMIN} OR rights.manages(platform_id)",
    ),
    *(
        Policy(table, "INSERT", check=f"{_MANAGES_RESOURCE}(resource_id)")
        for table in ("unit", "resource_requires", "resource_equivalent")
    ),
    Policy("unit", "UPDATE", f"{_MANAGES_RESOURCE}(resource_id)", f"{_MANAGES_RESOURCE}(resource_id)"),
    Policy("closure", "INSERT", check=_CLOSURE),
    Policy("closure", "UPDATE", _CLOSURE, _CLOSURE),
)


def all_policies() -> tuple[Policy, ...]:
    """One a table and command. What has none is refused."""
    tables = [table.name for table in metadata.sorted_tables]
    reading = (Policy(table, "SELECT", _READ.get(table, _KNOWN)) for table in tables)
    return (*reading, *_WRITE)


def install(database: str) -> tuple[str, ...]:
    """Statements that put them in place of whatever stands there."""
    owner = role_of(database, Group.OWNER)
    made = [_DROPPED]
    for table in metadata.sorted_tables:
        made.append(f"ALTER TABLE public.{table.name} ENABLE ROW LEVEL SECURITY")
        made.append(f"ALTER TABLE public.{table.name} FORCE ROW LEVEL SECURITY")
        made.append(
            f"CREATE POLICY rights_owner ON public.{table.name} TO {name(owner)} USING (true) WITH CHECK (true)"
        )
    return (*made, *(policy.create() for policy in all_policies()))


_DROPPED: Final = """
DO $$
DECLARE
  p record;
BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' AND starts_with(policyname, 'rights_') LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', p.policyname, p.tablename);
  END LOOP;
END $$"""

_MAY_NOTE: Final = """
CREATE OR REPLACE FUNCTION rights.may_note(of_booking bigint, of_line integer, of_date integer, at_step text, said text,
  by text, at timestamptz) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT said IN ('granted', 'declined', 'withdrawn') AND (
    rights.is_about_now(at) AND by = rights.my_login() AND (said = 'withdrawn' AND EXISTS (
      SELECT FROM booking AS b WHERE b.id = of_booking AND rights.may_change(b.organiser_id, b.partner_id)) OR EXISTS (
      SELECT FROM line AS l WHERE l.booking_id = of_booking AND l.number = of_line
        AND (rights.may_decide(rights.me(), l.resource_id, at_step) OR rights.is_reached(rights.me(), l.resource_id, '-infinity'))))
    OR rights.is_about_now(at) AND said = 'granted' AND EXISTS (
      SELECT FROM message AS m JOIN person AS p ON p.id = m.author_id JOIN booking AS b ON b.id = m.booking_id
      JOIN line AS l ON l.booking_id = b.id AND l.number = of_line
      WHERE m.booking_id = of_booking AND m.kind = 'proposal' AND p.login = by
        AND rights.may_change(b.organiser_id, b.partner_id) AND rights.may_decide(p.id, l.resource_id, at_step))
    OR EXISTS (
      SELECT FROM booking AS b JOIN decision AS d ON d.booking_id = b.origin_id
      WHERE b.id = of_booking AND rights.continues(b) AND (d.step, d.verdict, d.person, d.decided_at) = (at_step, said, by, at)))
$$"""
"""One's own word; a proposer's, when the proposal is accepted; what was said of a series before a part of it goes on alone."""
_MAY_SAY: Final = """
CREATE OR REPLACE FUNCTION rights.may_say(of_booking bigint, what text) RETURNS boolean LANGUAGE sql STABLE PINNED AS $$
  SELECT EXISTS (
    SELECT FROM booking AS b WHERE b.id = of_booking AND CASE
      WHEN what IN ('question', 'proposal') THEN EXISTS (
        SELECT FROM line AS l WHERE l.booking_id = b.id AND rights.may_ever_decide(rights.me(), l.resource_id))
      WHEN what IN ('answer', 'accepted', 'refused') THEN rights.may_change(b.organiser_id, b.partner_id)
      ELSE false END)
$$"""
FUNCTIONS: Final = {
    "may_note(bigint, integer, integer, text, text, text, timestamptz)": _MAY_NOTE,
    "may_say(bigint, text)": _MAY_SAY,
}
"""Signature → definition."""
