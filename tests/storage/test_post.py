"""What mail and mirrors keep comes back as it was written, on both stores; nothing of it changes behind the trail's back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from platform_booking.domain.catalogue import MailChoice
from platform_booking.domain.mail import Invitation
from platform_booking.domain.mirrors import Mirror, Mirrored
from platform_booking.storage.audit import BY_SQL, entries
from platform_booking.storage.bookings import LostRace
from platform_booking.storage.integrity import examine
from tests.storage import samples

if TYPE_CHECKING:
    from platform_booking.storage.unit_of_work import Store, UnitOfWork

LATER = samples.NOW + timedelta(hours=1)
INVITATION = Invitation(
    "ada", 1, "uid-1@example.org", "ada@example.org", "post@example.org", 2, ({"id": "", "place": "Salle"},)
)
MIRROR = Mirror(
    "M-2026-00001",
    "Serveur de l’IUT",
    "https://dav.example.org/ada/amont/",
    "ada",
    "resource",
    "ROOM-1",
    "busy",
    "fr",
    samples.NOW,
    "ada",
    id=1,
)
WRITTEN = Mirrored("uid-1@example.org", "uid-1.ics", '"1"', "h1")


@pytest.fixture
def furnished(store: Store) -> Store:
    samples.furnish(store)
    return store


def test_what_is_kept_comes_back_and_is_in_the_trail(furnished: Store) -> None:
    furnished.write(lambda work: work.invitations.save(INVITATION))
    (found,) = furnished.read(lambda work: work.invitations.of_booking(1))
    assert replace(found, id=0) == INVITATION
    furnished.write(lambda work: work.invitations.save(replace(found, sequence=3, told=())))
    (after,) = furnished.read(lambda work: work.invitations.of_booking(1))
    assert (after.sequence, after.told, after.uid) == (3, (), INVITATION.uid)

    furnished.write(lambda work: work.mirrors.save(None, MIRROR, samples.BOOKED))
    furnished.write(lambda work: work.mirrors.note_written(MIRROR, [WRITTEN, replace(WRITTEN, uid="b")]))
    furnished.write(lambda work: work.mirrors.note_written(MIRROR, [replace(WRITTEN, etag='"2"')]))
    furnished.write(lambda work: work.mirrors.forget(MIRROR, ["b"]))
    assert furnished.read(lambda work: work.mirrors.written(MIRROR)) == {
        WRITTEN.uid: replace(WRITTEN, etag='"2"')
    }
    furnished.write(lambda work: work.mirrors.note_pass(MIRROR, LATER, {"code": "refused"}, {"written": 1}))
    (failed,) = furnished.read(lambda work: work.mirrors.all())
    assert (failed.last_try_at, failed.last_ok_at, failed.last_counts) == (LATER, None, {"written": 1})
    furnished.write(lambda work: work.mirrors.note_pass(MIRROR, LATER, None, {}))
    assert furnished.read(lambda work: work.mirrors.get(MIRROR.code)).last_ok_at == LATER
    retired = replace(MIRROR, active=False)
    furnished.write(lambda work: work.mirrors.save(MIRROR, retired, samples.BOOKED))
    with pytest.raises(LostRace):
        furnished._write_once(lambda work: work.mirrors.save(MIRROR, retired, samples.BOOKED))
    assert furnished.read(lambda work: work.mirrors.all()) == ()

    for value in ({"host": "a"}, {"host": "b"}):
        furnished.write(lambda work, value=value: work.settings.put("mail", value, samples.BOOKED))  # type: ignore[misc]
    assert furnished.read(lambda work: work.settings.get("mail")) == {"host": "b"}

    def choose(work: UnitOfWork) -> None:
        before = work.catalogue.persons["ada"]
        writer = work.catalogue_writer
        writer.put(before, replace(before, mail=MailChoice.EACH), samples.BOOKED)
        writer.raise_revision()

    furnished.write(choose)
    assert furnished.read(lambda work: work.catalogue).persons["ada"].mail is MailChoice.EACH
    with furnished.reading() as connection:
        assert examine(connection).clean
    with furnished.writing() as connection:
        connection.execute(text("UPDATE meta SET value = '{\"host\":\"evil\"}' WHERE key = 'setting:mail'"))
        connection.execute(text("UPDATE mirror SET url = 'https://evil.example/'"))
    with furnished.reading() as connection:
        found_wrong = {finding.params["subject"] for finding in examine(connection).findings}
    behind = {"setting:mail", f"mirror:{MIRROR.code}"}
    if furnished.place.is_file:
        assert found_wrong == behind
    else:  # the server has entered them in the trail by itself
        assert found_wrong == set()
        last = furnished.read(lambda work: entries(work.connection, last=2))
        assert ({entry.action for entry in last}, {entry.subject for entry in last}) == (
            {f"{BY_SQL}update"},
            behind,
        )
