"""Every screen and main dialog as a picture: ``python -m tests.gallery OUT [--only NAME] [--variants fr-light,…]``.

French and English, light and dark, 1440×900, on the demonstration store with a clock that stands still.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from platform_booking.bootstrap import create_demo
from platform_booking.domain.recurrence import Lapse
from platform_booking.services.availability import FindRequest
from platform_booking.services.directory import BookingFilter
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.offscreen import use_offscreen_screen
from ui.application import Application
from ui.launch import Start
from ui.period import Period
from ui.preferences import Preferences
from ui.qt import make_qt_application
from ui.timeline.axis import Scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking
    from platform_booking.domain.board import BoardSession
    from platform_booking.services.conversation import Suggestion
    from ui.main_window import MainWindow
    from ui.screens.planning.screen import PlanningScreen

NOW: Final = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
SIZE: Final = (1440, 900)
VARIANTS: Final = ("fr-light", "fr-dark", "en-light", "en-dark")
MANAGER: Final = "resp.usp"
RIVAL_MANAGER: Final = "resp.cyt"
TRAINER: Final = "formateur10"
RIVAL: Final = "formateur01"
SORTER: Final = "TRIEUR-UNN"
WAITED_FOR: Final = ("LYO-TRS", "HPLC-TRS")
"""What requests compete for."""
PATIENCE: Final = 20.0
DIM: Final = QColor(10, 20, 22, 90)


class Studio:
    """One window in one variant, and the pictures taken of it."""

    def __init__(self, store: Path, folder: Path, variant: str, login: str) -> None:
        self.variant = variant
        self.folder = folder
        language, theme, *text = variant.split("-")
        settings = QSettings(str(folder / f".{variant}.ini"), QSettings.Format.IniFormat)
        self._settings = Path(settings.fileName())
        preferences = Preferences(settings)
        preferences.theme, preferences.language = theme, language
        preferences.text_percent = int(text[0]) if text else 100
        self.application = Application(Start(store=str(store), login=login, now=NOW), preferences)
        self.application.begin()
        self.wait(lambda: self.application.window is not None)
        self.window.resize(*SIZE)
        self.settle()

    @property
    def window(self) -> MainWindow:
        """The window that is there now."""
        assert self.application.window is not None
        return self.application.window

    def type_command(self, text: str) -> None:
        """Open the command field and type; wait for the verdict."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.window.actions_table["command"].trigger()
        self.wait(lambda: self.window.command.center.field is not None)
        field = self.window.command.center.field
        assert field is not None
        field.setText(text)
        self.wait(lambda: not self.window.command.center.is_asking)
        self.settle()

    @property
    def planning(self) -> PlanningScreen:
        """The planning."""
        from ui.screens.planning.screen import PlanningScreen

        screen = self.window.screens["planning"]
        assert isinstance(screen, PlanningScreen)
        return screen

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError(self.variant)
            QApplication.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Let the window live until nothing is under way."""
        for _ in range(3):
            self.wait(lambda: self.application.tasks.is_idle)
            QTest.qWait(120)

    def show(self, screen: str) -> None:
        """Bring a screen to the front."""
        self.window.show_screen(screen)
        self.settle()

    def take(self, name: str, *over: QWidget) -> None:
        """A picture of the window with what floats over it."""
        picture = self.window.grab()
        painter = QPainter(picture)
        for widget in over:
            if widget.isModal():
                painter.fillRect(self.window.rect(), DIM)
            at = widget.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
            if widget.isModal():
                at = QPoint((SIZE[0] - widget.width()) // 2, (SIZE[1] - widget.height()) // 2)
            painter.drawPixmap(at, _of(widget))
        painter.end()
        path = self.folder / f"{name}-{self.variant}.png"
        picture.save(str(path))
        print(path)

    def close(self) -> None:
        """Let go of everything."""
        self.window.close()
        self.application.close()
        self._settings.unlink(missing_ok=True)


def _of(widget: QWidget) -> QPixmap:
    """A floating widget with its transparent corners."""
    picture = QPixmap(widget.size())
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(
        picture,
        QPoint(0, 0),
        renderFlags=QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground,
    )
    return picture


# --- the pictures -----------------------------------------------------------------------------------


def planning_week(studio: Studio) -> None:
    """A week with a session of three lines selected."""
    studio.show("planning")
    session = richest(studio.planning)
    studio.planning.timeline.select(session.ref, session.occurrence)
    studio.settle()
    studio.take("planning-week")


def planning_scales(studio: Studio) -> None:
    """A day, two weeks, a month."""
    studio.show("planning")
    for name in ("day", "two-weeks", "month"):
        studio.planning.handle(f"scale-{name}")
        studio.settle()
        studio.take(f"planning-{name}")
    studio.planning.handle("scale-week")
    studio.settle()


def planning_drop(studio: Studio) -> None:
    """A drop on red with its ways out."""
    studio.show("planning")
    drag_onto_another(studio)
    popover = studio.planning.dropping.popover
    studio.take("planning-conflict", *([popover] if popover else []))
    if popover:
        popover.close()
    studio.settle()


def quick_booking(studio: Studio) -> None:
    """A free slot that was drawn."""
    studio.show("planning")
    draw_free_slot(studio)
    popover = studio.planning.dropping.popover
    studio.take("planning-quick-book", *([popover] if popover else []))
    if popover:
        popover.close()
    studio.settle()


def agenda(studio: Studio) -> None:
    """The list."""
    studio.show("agenda")
    QTest.keyClick(studio.window.front.view, Qt.Key.Key_Down)  # type: ignore[attr-defined] # the agenda has one
    studio.settle()
    studio.take("agenda")


def requests(studio: Studio) -> None:
    """What waits for a manager."""
    studio.show("requests")
    studio.take("requests")


def requests_conflict(studio: Studio) -> None:
    """A request that competes with another."""
    studio.show("requests")
    screen = studio.window.screens["requests"]
    panel = screen.panel  # type: ignore[attr-defined] # the requests have one
    for number in range(panel.model.rowCount()):
        index = panel.model.index(number, 0)
        panel.list.setCurrentIndex(index)
        studio.settle()
        if "onflit" in str(index.data(Qt.ItemDataRole.AccessibleTextRole)) or "onflict" in str(
            index.data(Qt.ItemDataRole.AccessibleTextRole)
        ):
            break
    studio.take("requests-conflict")


def requests_words(studio: Studio) -> None:
    """A series with a question, its dates to be ticked, what could be proposed, and what that person is told."""
    from ui.dialogs.propose import ProposeDialog

    studio.show("requests")
    screen = studio.window.screens["requests"]
    panel = screen.panel  # type: ignore[attr-defined] # the requests have one
    rows = [found for found in panel.model.rows if found.verdict == "ok"]
    series = max(rows, key=lambda found: len(found.booking.occurrences))
    platform = studio.window.context.platform
    platform.conversations.ask(series.ref, "Quelle souche sera utilisée ?")
    platform.conversations.propose(rows[0].ref, _other_time(studio, rows[0].ref))
    screen.refresh()
    studio.settle()
    panel.pick(series.ref)
    studio.settle()
    studio.take("requests-words")
    panel.pick(rows[0].ref)
    studio.settle()
    screen.handle("propose")
    studio.settle()
    dialog = studio.window.findChild(ProposeDialog)
    assert dialog is not None
    studio.take("requests-propose", dialog)
    dialog.close()
    studio.settle()


def requests_displaced(studio: Studio) -> None:
    """A series that competes with others: who would give way for what, and its dates to be ticked."""
    platform = studio.window.context.platform
    start = datetime(2027, 6, 1, 8, 0)  # noqa: DTZ001 - in the platform's own zone
    asked = []
    for login, days, rule in ((TRAINER, 0, "FREQ=WEEKLY;COUNT=6"), (RIVAL, 7, None), (RIVAL, 21, None)):
        begin = start + timedelta(days=days)
        wish = BookingRequest(
            "Tri de clones, semestre" if rule else "Tri urgent",
            (LineRequest(SORTER),),
            begin.isoformat(),
            (begin + timedelta(hours=3)).isoformat(),
            rule=rule,
        )
        asked.append(platform.as_person(login).requests.request(wish).booking.ref)
    studio.show("requests")
    screen = studio.window.screens["requests"]
    screen.refresh()
    studio.settle()
    screen.panel.pick(asked[0])  # type: ignore[attr-defined] # the requests have one
    studio.settle()
    studio.take("requests-displaced")


def _other_time(studio: Studio, ref: str) -> Suggestion:
    from platform_booking.services.conversation import Suggestion

    way = studio.window.context.platform.conversations.suggestions(ref)[-1]
    return Suggestion(way.span.start, way.span.end, text="La veille, la cuve est en maintenance.")


def organiser_words(studio: Studio) -> None:
    """A proposal for a trainer: on the planning, in the agenda, and behind the bell."""
    from ui.context import Selected

    context = studio.window.context
    mine = context.platform.bookings.list(BookingFilter(person=TRAINER))
    coming = [
        item
        for item in mine
        if item.organiser == TRAINER
        and item.status in ("requested", "partly_approved")
        and item.occurrences[0].span.start > NOW
    ]
    booking = min(coming, key=lambda item: (len(item.occurrences), item.id))
    awaited = context.platform.bookings.get(booking.ref).awaiting
    manager = context.platform.as_person(next(logins[0] for _, logins in awaited.values()))
    studio.show("planning")
    manager.conversations.ask(booking.ref, "Combien d’apprenants au juste ?")
    manager.conversations.propose(booking.ref, _way_of(manager, booking.ref))
    context.booking_wanted.emit(Selected(booking.ref, 1))
    studio.settle()
    studio.take("planning-words")
    studio.show("agenda")
    agenda = studio.window.front
    agenda.show_period(Period.beginning(booking.occurrences[0].day(booking.zone), Scale.TWO_WEEKS))  # type: ignore[attr-defined]
    studio.settle()
    agenda.select(Selected(booking.ref, 1))  # type: ignore[attr-defined]
    studio.settle()
    studio.take("agenda-words")
    studio.window.told.show()
    studio.settle()
    assert studio.window.told.list is not None
    studio.take("told", studio.window.told.list)
    studio.window.told.list.close()
    studio.settle()


def _way_of(manager: PlatformBooking, ref: str) -> Suggestion:
    from platform_booking.domain.alternatives import AlternativeKind
    from platform_booking.services.conversation import Suggestion

    way = manager.conversations.suggestions(ref)[0]
    if way.kind is AlternativeKind.RESOURCE:
        return Suggestion(resource=way.instead_of, instead=way.resource)
    return Suggestion(way.span.start, way.span.end)


def reports(studio: Studio) -> None:
    """A half-year of a manager's platform, a month of all, as a table, and in the smallest window."""
    studio.show("reports")
    screen = studio.window.front
    studio.take("reports")
    screen.show_platforms(())  # type: ignore[attr-defined] # the reports have them
    studio.settle()
    studio.take("reports-all")
    screen.handle("scale-month")
    studio.settle()
    screen.heat.as_table.setChecked(True)  # type: ignore[attr-defined] # the reports have one
    studio.window.resize(1024, 680)
    studio.settle()
    studio.take("reports-narrow")
    bar = screen._scroll.verticalScrollBar()  # type: ignore[attr-defined] # the reports have one
    bar.setValue(bar.maximum())
    studio.settle()
    studio.take("reports-narrow-end")
    studio.window.resize(*SIZE)
    studio.settle()


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
    studio.window.resize(1024, 680)
    studio.settle()
    studio.take("calendars-narrow")
    studio.window.resize(*SIZE)
    studio.settle()
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


def audit_trail(studio: Studio) -> None:
    """What happened of late, and what the newest of it changed."""
    from ui.dialogs.audit_trail import AuditTrailDialog

    studio.window.actions_table["audit-trail"].trigger()
    dialog = studio.window.findChild(AuditTrailDialog)
    assert isinstance(dialog, AuditTrailDialog)
    studio.settle()
    studio.take("audit-trail", dialog)
    dialog.close()
    studio.settle()


def administration(studio: Studio) -> None:
    """A resource, a platform, closures and a person, as their manager sees them."""
    studio.show("administration")
    panel = studio.window.front.panel  # type: ignore[attr-defined] # the administration has one
    for kind, code in (("resource", "BIO2L-ONI"), ("platform", "USP"), ("closure", ""), ("person", TRAINER)):
        panel.show_kind(kind, code)
        studio.settle()
        studio.take(f"administration-{kind}")
        if kind == "platform":
            area = studio.window.front.form.area  # type: ignore[attr-defined] # the administration has one
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            studio.take("administration-rules")


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


def planning_empty(studio: Studio) -> None:
    """Words that nothing holds."""
    studio.show("planning")
    studio.planning.filters.search("zzz")
    studio.settle()
    studio.take("planning-empty")
    studio.planning.filters.clear()
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


def planning_narrow(studio: Studio) -> None:
    """The smallest window."""
    studio.show("planning")
    studio.window.resize(1024, 680)
    studio.settle()
    studio.take("planning-narrow")
    studio.window.resize(*SIZE)
    studio.settle()


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


def several(studio: Studio) -> None:
    """Several bars chosen on the planning, what comes of all of them, and one moved by typing when."""
    from ui.dialogs.move import MoveDialog
    from ui.dialogs.together import TogetherDialog

    studio.show("planning")
    planning = studio.planning
    planning.step(1)
    studio.settle()
    judge = planning.hand.judge
    assert judge is not None
    rows = planning.timeline.scene.rows
    seen = {key for key, found in rows.sessions.items() if found[0][0] < len(rows.between(0, 700))}
    shown = [item for key, item in judge.sessions.items() if key in seen and not item.is_block]
    asked = [item for item in shown if item.state == "requested"]
    chosen = [*asked, *(item for item in shown if item.state == "approved")][:6]
    planning.timeline.choose((item.ref, item.occurrence) for item in chosen)
    studio.settle()
    studio.take("planning-several")
    for name in ("approve", "cancel"):
        planning.handle(name)
        studio.settle()
        (dialog,) = (part for part in studio.window.findChildren(TogetherDialog) if part.isVisible())
        studio.take(f"together-{name}", dialog)
        dialog.close()
        studio.settle()
    booking = studio.window.context.platform.bookings.get(chosen[0].ref).booking
    move = MoveDialog(studio.window.context, studio.window.operations, booking, 1)
    move.open()
    move.fields.time.setText("13:00")
    move.fields.time.textEdited.emit("13:00")
    studio.settle()
    studio.take("move", move)
    move.close()
    studio.settle()


def dialogs(studio: Studio) -> None:
    """Reason, keys, first choice, who."""
    from platform_booking.domain.timespan import TimeSpan
    from ui.dialogs.about import AboutDialog
    from ui.dialogs.block import BlockDialog
    from ui.dialogs.export import ExportDialog
    from ui.dialogs.first_run import FirstRunDialog
    from ui.dialogs.keys import KeysDialog
    from ui.dialogs.who import WhoDialog
    from ui.widgets.reason import ReasonDialog

    studio.show("planning")
    window, context = studio.window, studio.window.context
    people = tuple(context.catalogue.persons.values())
    made = {
        "dialog-reason": ReasonDialog(window, context, "decline", "TP Culture amont"),
        "dialog-block": BlockDialog(
            window,
            context,
            studio.window.operations,
            context.platform.blocks.blockable(context.catalogue),
            "",
            TimeSpan(NOW, NOW + timedelta(hours=2)),
        ),
        "dialog-keys": KeysDialog(window, context),
        "dialog-export": ExportDialog(context, window),
        "dialog-about": AboutDialog(window, context),
        "dialog-first-run": FirstRunDialog(window, context.texts, context.theme, "store.sqlite"),
        "dialog-who": WhoDialog(window, context.texts, context.theme, people, context.catalogue, MANAGER),
    }
    for name, dialog in made.items():
        dialog.open()
        studio.settle()
        studio.take(name, dialog)
        dialog.close()
        dialog.deleteLater()


def series(studio: Studio) -> None:
    """A series that moves, is made longer and meets somebody else, before it is done."""
    from platform_booking.services.moving import Move
    from platform_booking.services.requests import BookingRequest, LineRequest
    from platform_booking.services.series import SeriesEdit
    from ui.dialogs.series import SeriesDialog
    from ui.scopes import ALL, dates_of

    platform = studio.window.context.platform
    room = next(
        code
        for code, item in platform.catalogue.load().resources.items()
        if item.category == "room" and not item.approval and len(item.units) == 1
    )
    other = BookingRequest("Jury", (LineRequest(room),), "2027-03-17T16:00", "2027-03-17T18:00")
    asked = BookingRequest(
        "TP Culture amont",
        (LineRequest(room),),
        "2027-03-03T09:00",
        "2027-03-03T12:00",
        rule="FREQ=WEEKLY;COUNT=6;BYDAY=WE",
    )
    platform.requests.request(other)
    ref = platform.requests.request(asked).booking.ref
    day = datetime(2027, 3, 3, tzinfo=UTC).date()
    edit = SeriesEdit(
        to=Move("2027-03-03T14:00", of=day),
        rule="FREQ=WEEKLY;COUNT=7;BYDAY=WE",
    )
    dialog = SeriesDialog(
        studio.window,
        studio.window.context,
        asked.title,
        lambda scope: platform.series.preview(ref, edit, dates_of(scope, day)),
        ALL,
    )
    dialog.open()
    studio.settle()
    studio.take("series", dialog)
    dialog.close()
    studio.settle()


def breakdown(studio: Studio) -> None:
    """Something with many bookings is down for two weeks: where each goes, and who loses a line."""
    from platform_booking.domain.refusals import BookingConflict
    from platform_booking.services.breakdown import Breakdown, Choice
    from ui.dialogs.breakdown import BreakdownDialog

    platform, breaking = studio.window.context.platform, studio.planning.breaking
    end = studio.window.context.now() + timedelta(days=14)

    def weight(code: str) -> int:
        wanted = Breakdown(code, None, studio.window.context.now(), end, "")
        try:
            return len(platform.breakdowns.preview(wanted, Choice()).outcomes)
        except BookingConflict:
            return -1  # it is blocked already

    code = max(breaking.codes[:8], key=weight)
    breaking.open(code)
    dialog = studio.window.findChild(BreakdownDialog)
    assert isinstance(dialog, BreakdownDialog)
    dialog.reason.setText("Fuite sur la pompe")
    dialog.end.day.take(end.date())
    dialog.end.day.changed.emit()
    studio.settle()
    studio.take("breakdown", dialog)
    dialog.close()
    studio.settle()


PICTURES: Final[dict[str, tuple[str, Callable[[Studio], None]]]] = {
    "planning-week": (TRAINER, planning_week),
    "planning-scales": (TRAINER, planning_scales),
    "planning-conflict": (TRAINER, planning_drop),
    "planning-quick-book": (TRAINER, quick_booking),
    "find-slot": (TRAINER, find_slot),
    "planning-empty": (TRAINER, planning_empty),
    "command": (TRAINER, command),
    "planning-narrow": (TRAINER, planning_narrow),
    "agenda": (TRAINER, agenda),
    "editor": (TRAINER, editor),
    "campaigns": (TRAINER, campaigns),
    "several": (MANAGER, several),
    "series": (TRAINER, series),
    "breakdown": (MANAGER, breakdown),
    "requests": (MANAGER, requests),
    "requests-conflict": (RIVAL_MANAGER, requests_conflict),
    "requests-displaced": (RIVAL_MANAGER, requests_displaced),
    "requests-words": (MANAGER, requests_words),
    "organiser-words": (TRAINER, organiser_words),
    "calendars": (MANAGER, calendars),
    "reports": (MANAGER, reports),
    "audit-trail": (MANAGER, audit_trail),
    "administration": (MANAGER, administration),
    "dialogs": (MANAGER, dialogs),
}
"""Name → who sits before the window, and what is done."""


# --- hands ------------------------------------------------------------------------------------------


def richest(planning: PlanningScreen) -> BoardSession:
    """The session of this week with the most lines, some of them on the board's first rows."""
    judge = planning.dropping.judge
    assert judge is not None
    order = {row.code: at for at, row in enumerate(planning.timeline.scene.rows.rows)}
    sessions = [item for item in judge.sessions.values() if not item.is_block and item.is_live]
    return max(
        sessions,
        key=lambda item: (
            min(len(item.lines), 4),
            -min(order.get(line.resource, 999) for line in item.lines),
        ),
    )


def drag_onto_another(studio: Studio) -> None:
    """Take a bar of my own and let it go where somebody else is."""
    from tests.ui.hands import drag_to_conflict

    drag_to_conflict(studio.planning)
    studio.settle()


def draw_free_slot(studio: Studio) -> None:
    """Draw an afternoon on an empty row."""
    from tests.ui.hands import draw_slot

    draw_slot(studio.planning)
    studio.settle()


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of pictures, with commas")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in said.only.split(",") if name] or list(PICTURES)
    use_offscreen_screen()
    make_qt_application()
    with tempfile.TemporaryDirectory() as folder:
        for variant in said.variants.split(","):
            store = Path(folder) / variant / "demo.sqlite"
            store.parent.mkdir()
            create_demo(str(store), NOW)
            for login in dict.fromkeys(login for login, _ in PICTURES.values()):
                mine = [name for name in wanted if PICTURES[name][0] == login]
                if mine:
                    studio = Studio(store, said.folder, variant, login)
                    for name in mine:
                        PICTURES[name][1](studio)
                    studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
