"""Calendars: links, timetables, the journal, and their dialogs."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.studio import MANAGER, NOW, Studio

TIMETABLE: Final = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Emploi du temps//FR
X-WR-CALNAME:Licence 3 Bioproduction
BEGIN:VEVENT
UID:cours-1
DTSTART:20261130T080000Z
DTEND:20261130T110000Z
SUMMARY:Cours magistral
END:VEVENT
BEGIN:VEVENT
UID:cours-2
DTSTART:20261201T130000Z
DTEND:20261201T160000Z
SUMMARY:Travaux dirigés
END:VEVENT
BEGIN:VEVENT
UID:cours-3
SUMMARY:Sans date
END:VEVENT
END:VCALENDAR
"""


TALL: Final = 1500
"""Pixels in which all of the screen shows."""


def calendars(studio: Studio) -> None:
    """A link just made, one that is read, an imported timetable, one in error, and the dialogs."""
    from platform_booking.services.feeds import Read
    from platform_booking.services.timetables import ImportRequest
    from ui.publications import Publication
    from ui.screens.calendars.import_dialog import ImportDialog
    from ui.screens.calendars.new_feed import NewFeedDialog
    from ui.screens.calendars.publish_dialog import PublishDialog
    from ui.screens.calendars.screen import CalendarsScreen

    context = studio.window.context
    platform = context.platform
    room = next(
        item
        for item in platform.catalogue.load().resources.values()
        if item.platform == "USP" and not item.person
    )
    studio.show("calendars")
    studio.take("calendars-empty")
    old = platform.feeds.create("resource", room.code, "full", expires="2026-12-31").feed
    platform.feeds.note([Read(old.code, NOW - timedelta(minutes=4), "Thunderbird", 12)])
    platform.feeds.create("person", MANAGER, "full", label="Mes réservations")
    source = studio.folder / "licence3.ics"
    source.write_text(TIMETABLE, encoding="utf-8")
    platform.timetables.attach(ImportRequest(str(source), resource=room.code))
    context.publishing.add(Publication(str(studio.folder / "calendriers"), ("platform", "partner"), "busy"))
    context.publishing.add(Publication("/proc/agenda", ("platform",), "partner", keep=False))
    platform.mirrors.add("http://127.0.0.1:9/dav/calendriers/usp/", "platform", "USP", "partner")
    platform.mirrors.push()
    platform.as_person(None).mail.configure("smtp.exemple.fr", "salles@exemple.fr", username="salles")
    screen = studio.window.front
    assert isinstance(screen, CalendarsScreen)
    screen.panel.address.setText("https://reservations.exemple.fr")
    QTest.mouseClick(screen.feeds.new, Qt.MouseButton.LeftButton)
    dialog = studio.window.findChild(NewFeedDialog)
    assert isinstance(dialog, NewFeedDialog)
    studio.settle()
    studio.take("calendars-new-feed", dialog)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("calendars")
    QTest.mouseClick(screen.timetables.new, Qt.MouseButton.LeftButton)
    importing = studio.window.findChild(ImportDialog)
    assert isinstance(importing, ImportDialog)
    importing.source.setText(str(source))
    QTest.mouseClick(importing.send, Qt.MouseButton.LeftButton)
    studio.settle()
    studio.take("calendars-import", importing)
    importing.close()
    studio.window.resize(studio.window.width(), TALL)
    studio.settle()
    studio.take("calendars-whole")
    studio.narrow()
    studio.take("calendars-narrow")
    studio.widen()
    publish = PublishDialog(context, studio.window)
    publish.folder.setText("/srv/calendriers")
    publish.open()
    studio.settle()
    studio.take("calendars-publish", publish)
    publish.close()
    for item in context.publishing.publications:
        context.publishing.forget(item.folder)
    shutil.rmtree(studio.folder / "calendriers")
    source.unlink()
