"""The window: rail, screens, status bar; it hands actions to whoever is in front."""

from __future__ import annotations

from functools import cached_property, partial
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from platform_booking.domain.authority import Actor, blockable, may_read_trail
from ui.actions import (
    ADMINISTRATION,
    AGENDA,
    CALENDARS,
    MENUS,
    PLANNING,
    REPORTS,
    REQUESTS,
    SEPARATED,
    SLOTS,
    SPECS,
    Actions,
)
from ui.blocking import Blocking
from ui.command.opening import Commanding
from ui.context import Selected
from ui.draft import Draft
from ui.due import DueRunner
from ui.housekeeping import Housekeeping
from ui.notices import Notices
from ui.offline import Offline
from ui.operations import Operations
from ui.regions import go_to_next_region
from ui.screens.planning.screen import PlanningScreen
from ui.sheets import ask_sheet
from ui.told import Told
from ui.typed_ahead import TypedAhead
from ui.widgets.layout import column, row
from ui.widgets.rail import Rail
from ui.widgets.status_bar import StatusBar
from ui.widgets.toast import Notice, ToastView
from ui.window_keys import WindowKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QCloseEvent, QShowEvent

    from platform_booking.domain.booking import Booking
    from platform_booking.services.availability import FindRequest
    from ui.context import Context
    from ui.dialogs.editor.dialog import BookingEditor
    from ui.dialogs.editor.drafts import SavedDraft
    from ui.screens.base import Screen
    from ui.unfinished import Unfinished

ON_BOOKINGS: Final = frozenset(spec.name for spec in SPECS if spec.menu == "booking") | {"export-selection"}
"""Actions that need something selected; a screen says which are allowed."""
SHOW: Final = {
    f"show-{name}": name for name in (PLANNING, AGENDA, REQUESTS, SLOTS, CALENDARS, REPORTS, ADMINISTRATION)
}
LATER: Final = {
    AGENDA: "ui.screens.agenda.screen:AgendaScreen",
    REQUESTS: "ui.screens.requests.screen:RequestsScreen",
    SLOTS: "ui.screens.find_slot.screen:FindSlotScreen",
    CALENDARS: "ui.screens.calendars.screen:CalendarsScreen",
    REPORTS: "ui.screens.reports.screen:ReportsScreen",
    ADMINISTRATION: "ui.screens.administration.screen:AdministrationScreen",
}
"""Screens that are imported when they are first wanted: the first window shows another."""
PUBLISH_MS: Final = 5_000
"""Published folders come after the screens."""
COUNTED_AFTER_MS: Final = 300
"""The requests, which count themselves on the rail, wait for the planning, which people see first."""


class MainWindow(QMainWindow):
    """One person's window on one store."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    """In percent."""
    person_change_wanted = Signal()
    store_change_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("window")
        self.context = context
        self.setWindowTitle(context.say("app-name"))
        self.setMinimumSize(context.theme.minimum_window())
        self.operations = Operations(context, self)
        self.editor: BookingEditor | None = None
        self.actions_table = Actions(self, context.texts, context.theme)
        self.housekeeping = Housekeeping(context, self.operations)
        self.actions_table["server-access"].setVisible(context.platform.is_shared)
        self._show_rights()
        context.catalogue_changed.connect(self._show_rights)
        self.actions_table.triggered.connect(self._on_action)
        self.actions_table["single-keys"].setCheckable(True)
        self._build_frame()
        self._build_menus()
        self.typed_ahead = TypedAhead(self.actions_table, lambda: self.front, self)
        self.keys = WindowKeys(self, self.typed_ahead.takes)
        self._connect()
        self.show_screen(PLANNING)
        self._use_single_keys()

    # --- assembly -----------------------------------------------------------------------------------

    def _build_frame(self) -> None:
        context = self.context
        center = QWidget()
        self.rail = Rail(context)
        self.stack = QStackedWidget()
        self.notice = Notice(context)
        self.unfinished: Unfinished | None = None
        self.offline = Offline(context, self)
        self.screens: dict[str, Screen] = {}
        """Those that were wanted so far."""
        across = row(center)
        across.addWidget(self.rail)
        self._main = column()
        self._main.addWidget(self.notice)
        self._main.addWidget(self.stack, 1)
        across.addLayout(self._main, 1)
        self.setCentralWidget(center)
        self.status = StatusBar(context)
        self.setStatusBar(self.status)
        self.toast = ToastView(context, center)
        Notices(context, self.notice, self.toast, self)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.setNativeMenuBar(False)
        for name in MENUS:
            menu = QMenu(self.context.say(f"menu-{name}"), self)
            for spec in (spec for spec in SPECS if spec.menu == name):
                if spec.name in SEPARATED:
                    menu.addSeparator()
                menu.addAction(self.actions_table[spec.name])
            menu.aboutToShow.connect(partial(self.actions_table.draw, name))
            bar.addMenu(menu)
        bar.hide()

    def _connect(self) -> None:
        context = self.context
        self._attach_command()
        self.offline.changed.connect(self._show_allowed)
        self.offline.changed.connect(self._show_undo)
        self.told = Told(context, self.rail.bell, self)
        DueRunner(context, self)
        QTimer.singleShot(PUBLISH_MS, self, self._publish)
        self.rail.chosen.connect(self.show_screen)
        self.rail.person_clicked.connect(self.person_change_wanted)
        self.toast.undo_wanted.connect(self.operations.undo)
        self.operations.undo_stack.changed.connect(self._show_undo)
        context.screen_wanted.connect(self.show_screen)
        context.booking_wanted.connect(self._on_booking_wanted)
        context.editor_wanted.connect(self.open_editor)
        context.search_wanted.connect(self._look_for)
        context.export_wanted.connect(self._choose_export)
        context.waiting_count.connect(lambda number: self.rail.count(REQUESTS, number))
        context.calendar_errors.connect(lambda number: self.rail.count(CALENDARS, number, urgent=True))
        context.offers_count.connect(lambda number: self.rail.count(SLOTS, number))
        self._show_undo()
        context.tasks.idle.connect(self.typed_ahead.give)
        context.tasks.idle.connect(self._count_soon, Qt.ConnectionType.SingleShotConnection)

    def _attach_command(self) -> None:
        self.command = Commanding(self.context, self.operations, self.actions_table, self)
        self.command.search_wanted.connect(self._look_for)
        self.command.resource_wanted.connect(self._show_resource)
        self.command.filter_wanted.connect(self._filter_planning)
        self.command.finished.connect(self._back_to_screen)
        self.notice.dismissed.connect(self._back_to_screen)

    # --- screens ------------------------------------------------------------------------------------

    @property
    def front(self) -> Screen:
        """The screen in front."""
        return self.screens[self.screen_name]

    @property
    def screen_name(self) -> str:
        """Its name."""
        return next(name for name, screen in self.screens.items() if screen is self.stack.currentWidget())

    def screen_of(self, name: str) -> Screen:
        """The screen of that name, made when it is first wanted."""
        found = self.screens.get(name)
        if found is None:
            found = self.screens[name] = self._new_screen(name)
            found.hint.connect(self._show_hint)
            found.actions_changed.connect(self._show_allowed)
            self.stack.addWidget(found)
            self.offline.attach(found)
        return found

    def _count_soon(self) -> None:
        """The planning has been read, and is painted next."""
        QTimer.singleShot(COUNTED_AFTER_MS, self, self._count_requests)

    def _publish(self) -> None:
        """Folders are kept up to date; not from a window that is closed by then."""
        if self.isVisible():
            self.context.publishing.begin(self)

    def _count_requests(self) -> None:
        """The rail says how many wait, once there is time for it; not in a window that is closed by then."""
        if self.isVisible():
            self.screen_of(REQUESTS)
            self._offer_unfinished()

    def _offer_unfinished(self) -> None:
        """What was written and not sent the last time."""
        from ui.unfinished import Unfinished  # noqa: PLC0415 - after the first paint

        self.unfinished = Unfinished(self, self)
        self._main.insertWidget(0, self.unfinished.strip)
        self.unfinished.offer()

    def _new_screen(self, name: str) -> Screen:
        where = LATER.get(name)
        if where is not None:
            made: Screen = resolve_name(where)(self.context, self.operations)
            return made
        planning = PlanningScreen(self.context, self.operations)
        self.command.attach(planning.top.command)
        return planning

    def show_screen(self, name: str) -> None:
        """Bring a screen to the front."""
        screen = self.screen_of(name)
        self.stack.setCurrentWidget(screen)
        self.stack.setAccessibleName(self.context.say(f"screen-{name}"))
        self.rail.show_screen(name)
        self.status.show_hint("")
        screen.enter()
        self._show_allowed()

    def open_editor(self, draft: Draft, resume: SavedDraft | None = None) -> None:
        """Open the booking editor on a draft, or on what was written of it before."""
        from ui.dialogs.editor.dialog import BookingEditor  # noqa: PLC0415 - the first window does not need it

        self.editor = BookingEditor(self.context, self.operations, draft, self, resume=resume)
        self.editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editor.destroyed.connect(self._forget_editor)
        if draft.editing is None:
            self.editor.booked.connect(self._show_booked)
        self.editor.open()

    def _show_booked(self, booking: Booking) -> None:
        """What was asked for is shown where it stands."""
        self.context.booking_wanted.emit(Selected(booking.ref, booking.occurrences[0].number))

    def _forget_editor(self) -> None:
        self.editor = None

    def _on_booking_wanted(self, selected: Selected) -> None:
        self.planning_in_front().show_booking(selected)

    def planning_in_front(self) -> PlanningScreen:
        """The planning, brought there."""
        self.show_screen(PLANNING)
        planning = self.front
        assert isinstance(planning, PlanningScreen)
        return planning

    def _back_to_screen(self) -> None:
        self.front.enter()

    def _show_resource(self, code: str) -> None:
        self.planning_in_front().show_resource(code)

    def _filter_planning(self, text: str) -> None:
        self.planning_in_front().filters.search(text)

    def _look_for(self, request: FindRequest, about: Draft | None = None) -> None:
        """Free times for what was asked for without a day or an hour, or for a session whose time does not do."""
        from ui.screens.find_slot.screen import FindSlotScreen  # noqa: PLC0415 - the first window shows another

        self.show_screen(SLOTS)
        screen = self.front
        assert isinstance(screen, FindSlotScreen)
        screen.look_for(request, about)

    def _open_command(self) -> None:
        front = self.front
        self.command.open(front.top.command if isinstance(front, PlanningScreen) else None)

    # --- actions ------------------------------------------------------------------------------------

    def _on_action(self, name: str) -> None:
        if name in SHOW:
            self.show_screen(SHOW[name])
        elif name == "command":
            self._open_command()
        elif not self.front.handle(name):
            self._do(name)

    def _do(self, name: str) -> None:
        """What does not depend on the screen in front."""
        group, _, value = name.partition("-")
        if group == "theme":
            self.theme_chosen.emit(value)
        elif group == "text":
            self.text_size_chosen.emit(int(value))
        elif group == "language":
            self.language_chosen.emit(value)
        elif name in self._own:
            self._own[name]()

    @cached_property
    def _own(self) -> dict[str, Callable[[], object]]:
        me, operations = self.context.me, self.operations
        return {
            "new-booking": lambda: self.open_editor(Draft(since=self.front.first_day)),
            "new-from-template": self._pick_template,
            "new-block": Blocking(self.context, operations).ask_new,
            "stop": self.context.tasks.stop,
            "undo": operations.undo,
            "redo": operations.redo,
            "export-mine": lambda: operations.export("person", me.login, self.context.person_name(me.login)),
            "export-calendar": lambda: self._choose_export("resource", ""),
            "print-week": partial(self._print_sheet, "week"),
            "print-door": partial(self._print_sheet, "door"),
            "audit-trail": self._audit_trail,
            "open-store": self.store_change_wanted.emit,
            "change-person": self.person_change_wanted.emit,
            "keys": self._keys,
            "next-region": lambda: go_to_next_region(self.rail, self.front),
            "about": self._about,
            "single-keys": self._toggle_single_keys,
            "quit": self.close,
            **self.housekeeping.actions,
        }

    def _toggle_single_keys(self) -> None:
        self.context.preferences.single_keys = not self.context.preferences.single_keys
        self._use_single_keys()

    def _use_single_keys(self) -> None:
        wanted = self.context.preferences.single_keys
        self.actions_table.use_single_keys(wanted=wanted)
        self.actions_table["single-keys"].setChecked(wanted)
        planning = self.screens.get(PLANNING)
        if isinstance(planning, PlanningScreen):
            planning.timeline.single_keys = wanted

    def _pick_template(self) -> None:
        from ui.dialogs.editor.templates import TemplatePicker  # noqa: PLC0415 - rarely asked for

        picker = TemplatePicker(self.context, self)
        picker.chosen.connect(self.open_editor)
        picker.open()

    def _choose_export(self, kind: str, key: str) -> None:
        from ui.dialogs.export import ExportDialog  # noqa: PLC0415 - rarely asked for

        dialog = ExportDialog(self.context, self, kind, key)
        export = self.operations.export
        dialog.chosen.connect(lambda choice: export(choice.kind, choice.key, choice.name, choice.scope))
        dialog.open()

    def _print_sheet(self, kind: str) -> None:
        ask_sheet(self.context, self.operations, kind, self.front.resource_in_hand())

    def _audit_trail(self) -> None:
        from ui.dialogs.audit_trail import AuditTrailDialog  # noqa: PLC0415 - rarely asked for

        AuditTrailDialog(self.context, self.operations).open()

    def _keys(self) -> None:
        from ui.dialogs.keys import KeysDialog  # noqa: PLC0415 - rarely asked for

        KeysDialog(self, self.context).open()

    def _about(self) -> None:
        from ui.dialogs.about import AboutDialog  # noqa: PLC0415 - rarely asked for

        AboutDialog(self, self.context).open()

    def _show_rights(self) -> None:
        """What only some may do, as the catalogue says it now."""
        context, table = self.context, self.actions_table
        actor = Actor(context.me.login, context.me.person)
        table["new-block"].setEnabled(bool(blockable(actor, context.catalogue)))
        table["audit-trail"].setEnabled(may_read_trail(actor, context.catalogue))
        table.enable(self.housekeeping.allowed, frozenset(self.housekeeping.actions))

    def _show_allowed(self) -> None:
        self.actions_table.enable(self.offline.permitted(self.front.allowed()), ON_BOOKINGS)
        self.typed_ahead.give()

    def _show_undo(self) -> None:
        stack = self.operations.undo_stack
        for name, what in (("undo", stack.next_undo), ("redo", stack.next_redo)):
            action: QAction = self.actions_table[name]
            action.setEnabled(bool(what) and not self.offline.is_so)
            said = self.context.say(f"{name}-what", what=what) if what else self.context.say(f"action-{name}")
            action.setText(said)

    def _show_hint(self, text: str) -> None:
        if self.sender() is self.front:
            self.status.show_hint(text)

    # --- the window itself --------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """It has a place on the screen from now on, where clicks are heard."""
        super().showEvent(event)
        self.keys.listen()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember place and size; let go of the editor."""
        self.context.preferences.geometry = self.saveGeometry()
        if self.editor is not None:
            self.editor.close()
        super().closeEvent(event)
