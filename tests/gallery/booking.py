"""Asking for something: the editor, campaigns and templates, the command field, a free slot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtTest import QTest

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.availability import FindRequest
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.gallery.planning import richest
from tests.gallery.studio import RIVAL, SORTER, TRAINER, WAITED_FOR, Studio


def editor(studio: Studio) -> None:
    """A weekly session of three lines with conflicts."""
    from ui.draft import Draft, DraftLine

    studio.show("planning")
    session = richest(studio.planning)
    lines = tuple(
        DraftLine(line.resource, line.quantity) for line in session.lines if not line.resource.startswith("@")
    )
    start = session.use.start + timedelta(days=7)
    draft = Draft(
        title=session.title,
        lines=lines,
        start=start,
        end=start + session.use.length,
        rule="FREQ=WEEKLY;COUNT=6",
        learners=16,
    )
    studio.window.open_editor(draft)
    studio.settle()
    assert studio.window.editor is not None
    studio.take("editor", studio.window.editor)
    studio.window.editor.close()
    studio.settle()


def campaigns(studio: Studio) -> None:
    """A campaign in the editor, the time of one line, templates to begin with, and next year's course."""
    from platform_booking.domain.recurrence import Lapse
    from ui.dialogs.duplicate import DuplicateDialog
    from ui.dialogs.editor.line_time import LineTime
    from ui.dialogs.editor.templates import TemplatePicker
    from ui.draft import Draft, DraftLine

    context, day = studio.window.context, 24 * 60
    start = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
    draft = Draft(
        title="Campagne CHO, groupe A",
        lines=(
            DraftLine("BIO2L-ONI", 2, length=Lapse(wall=7 * day)),
            DraftLine("TFFLAB-ONI", 1, Lapse(wall=7 * day), Lapse(exact=4 * 60)),
            DraftLine("CHROMLAB-ONI", 1, Lapse(wall=14 * day), Lapse(wall=2 * day)),
            DraftLine("COURS-ONI"),
        ),
        start=start,
        end=start + timedelta(hours=3),
        learners=12,
    )
    draft = replace(
        draft, lines=tuple(line for line in draft.lines if line.resource in context.catalogue.resources)
    )
    studio.show("planning")
    studio.window.open_editor(draft)
    studio.settle()
    editor = studio.window.editor
    assert editor is not None
    studio.take("editor-campaign", editor)
    line = editor.panel.lines.rows[draft.lines[1].resource]
    line.time.click()
    studio.settle()
    asked = line.findChild(LineTime)
    assert asked is not None
    studio.take("editor-line-time", editor, asked)
    asked.close()
    editor.close()
    studio.settle()
    trainer = context.platform.as_person(TRAINER)
    mine = [item for item in trainer.bookings.list(BookingFilter(person=TRAINER)) if item.title]
    for place, booking in enumerate(mine[:4]):
        trainer.templates.save(
            booking.ref, f"T{place}", booking.title, ("private", "partner")[place % 2], replacing=True
        )
    picker = TemplatePicker(context, studio.window)
    picker.open()
    studio.settle()
    studio.take("templates", picker)
    picker.close()
    series = max(mine, key=lambda item: len(item.occurrences))
    copy = DuplicateDialog(context, studio.window.operations, series, 1, studio.window)
    copy.open()
    studio.settle()
    studio.take("duplicate", copy)
    copy.close()
    studio.settle()


def command(studio: Studio) -> None:
    """The command field: free, taken, several meanings, words; and over a screen that has none."""
    for name, text in (
        ("free", '2 psm oni ven 14-17 "TP aseptie" 12 apprenants'),
        ("taken", "hplc trs jeu 9-12 x4"),
        ("several", "bioréacteur 50 L mar 14-17 x6"),
        ("words", "cyto"),
    ):
        studio.show("planning")
        studio.type_command(text)
        studio.take(f"command-{name}")
    studio.show("agenda")
    studio.type_command("!bloc psm oni n°2 lun-mar filtre HEPA")
    studio.take("command-palette")


def find_slot(studio: Studio) -> None:
    """Proposals for a session of three resources, what nothing would fit, and an offer that waits for an answer."""
    studio.show("slots")
    screen = studio.window.front
    criteria = screen.criteria  # type: ignore[attr-defined] # the screen has them
    for code, quantity in (("BIO2L-ONI", 1), ("PSM2-ONI", 2), ("@formateur01", 1)):
        criteria.add(code, quantity)
    criteria.sessions.setValue(6)
    QTest.qWait(500)
    studio.settle()
    studio.take("find-slot")
    _offer_a_slot(studio)
    criteria.length.setText("12 h")
    criteria.length.textEdited.emit("12 h")
    QTest.qWait(500)
    studio.settle()
    studio.take("find-slot-nothing")
    criteria.empty()
    QTest.qWait(500)
    studio.settle()
    studio.take("find-slot-empty")


def _offer_a_slot(studio: Studio) -> None:
    """Two wishes, and what one of them waits for is given up."""
    from platform_booking.services.wishes import WishRequest

    platform = studio.window.context.platform
    taken = BookingRequest("Démonstration", (LineRequest(SORTER),), "2027-05-04T09:00", "2027-05-04T12:00")
    rival = platform.as_person(RIVAL)
    refs = [
        rival.requests.request(replace(taken, lines=(LineRequest(code),))).booking.ref for code in WAITED_FOR
    ]
    for code in WAITED_FOR:
        search = FindRequest(
            (LineRequest(code),), Lapse(exact=180), "2027-05-04", "2027-05-04", between="09:00-12:00"
        )
        platform.waiting.wait(WishRequest(studio.window.context.resource_name(code), search))
    rival.changes.cancel(refs[0], "annulé")
    studio.window.front.refresh()
    studio.settle()
