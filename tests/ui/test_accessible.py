"""Whatever can be reached by keys has a name and a role for a screen reader: on every screen, in every dialog and popover."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

import ui
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import Verdict
from platform_booking.services.account_deeds import AccountDeed
from platform_booking.services.closing import Concerned
from platform_booking.services.directory import BookingFilter
from platform_booking.services.series_preview import SeriesPreview
from platform_booking.services.together import Deed
from tests.ui.conftest import NOW
from tests.ui.legibility import unread
from tests.ui.walking import keyless, regions, ringless
from tests.ui.windows import come_to_front, settle
from ui.dialogs.about import AboutDialog
from ui.dialogs.account import AccountDialog
from ui.dialogs.audit_trail import AuditTrailDialog
from ui.dialogs.block import BlockDialog, BlockEndDialog
from ui.dialogs.breakdown import BreakdownDialog
from ui.dialogs.catalogue_import import CatalogueImportDialog
from ui.dialogs.closure_concerns import ClosureConcerns
from ui.dialogs.duplicate import DuplicateDialog
from ui.dialogs.editor.dialog import BookingEditor
from ui.dialogs.editor.line_time import LineTime
from ui.dialogs.editor.templates import SaveTemplate, TemplatePicker
from ui.dialogs.export import ExportDialog
from ui.dialogs.first_run import FirstRunDialog
from ui.dialogs.go_to_date import GoToDate
from ui.dialogs.keys import KeysDialog
from ui.dialogs.move import MoveDialog
from ui.dialogs.personal_data import PersonalDataDialog
from ui.dialogs.print_sheet import PrintAttendance, PrintSheet
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.series import SeriesDialog
from ui.dialogs.server_access import ServerAccessDialog
from ui.dialogs.shift import ShiftDialog
from ui.dialogs.store_care import StoreCareDialog
from ui.dialogs.together import TogetherDialog
from ui.dialogs.used_hours import UsedHoursDialog
from ui.dialogs.who import WhoDialog
from ui.draft import Draft, DraftLine
from ui.preferences import TEXT_SIZES
from ui.screens.calendars.import_dialog import ImportDialog
from ui.screens.calendars.mail_setup import MailSetupDialog
from ui.screens.calendars.new_feed import NewFeedDialog
from ui.screens.calendars.new_mirror import NewMirrorDialog
from ui.screens.calendars.publish_dialog import PublishDialog
from ui.screens.planning.hover_card import HoverCard
from ui.screens.planning.quick_book import QuickBook
from ui.screens.planning.ways_out import WaysOut
from ui.told_list import ToldList
from ui.widgets import fitting, layout
from ui.widgets.fitting import SnugDialog
from ui.widgets.popover import Popover
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.windows import Opened

HOLDERS = (QStackedWidget, QSplitter, QHeaderView, QTabBar)
"""What only holds others, or is read with what it belongs to."""
SEEN_ELSEWHERE = {HoverCard, SnugDialog, ToldList}
"""Only read, and only shown over a bar; what others are made from; and the list of notices, which the test of screens opens."""
NOTHING = SeriesPreview(ZoneInfo("Europe/Paris"))
MS = 60_000
ROOM = QSize(1232, 752)
"""For a dialog, on a screen of 1280 × 800."""
T = TypeVar("T")


def told(widget: QWidget) -> bool:
    """Whether a screen reader has a name and a role for it; a page that scrolls needs a name only."""
    seen = QAccessible.queryAccessibleInterface(widget)
    has_role = isinstance(widget, QScrollArea) or seen.role() not in (
        QAccessible.Role.NoRole,
        QAccessible.Role.Client,
    )
    return bool(seen.text(QAccessible.Text.Name).strip()) and has_role


def nameless(root: QWidget) -> list[str]:
    """What can be reached and has nothing to be called by."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.objectName().startswith("qt_"):
            continue  # Qt's own parts
        is_inner = isinstance(widget.parent(), QLineEdit | QComboBox | QAbstractSpinBox | QAbstractScrollArea)
        is_reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(root)
        if is_inner or not is_reached or isinstance(widget, HOLDERS):
            continue
        if not told(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def of_ours(kind: type[T]) -> Iterator[type[T]]:
    """Every class of the window that is a kind of that."""
    for module in walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    waiting = [kind]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("ui.") and not one.__name__.startswith("_"):
                yield one


def test_every_screen_can_be_told_and_every_model_is_sound(
    qtbot: QtBot, open_window: Callable[..., Opened]
) -> None:
    opened = open_window()
    window = opened.window
    testers: dict[QAbstractItemModel, QAbstractItemModelTester] = {}

    def watch(root: QObject) -> None:
        """From now on every change of our models is looked at; what is wrong is a warning, which fails the test."""
        shown = [view.model() for view in root.findChildren(QAbstractItemView)]
        for model in (*root.findChildren(QAbstractItemModel), *shown):
            if type(model).__module__.startswith("ui.") and model not in testers:
                mode = QAbstractItemModelTester.FailureReportingMode.Warning
                testers[model] = QAbstractItemModelTester(model, mode)

    for name in ("planning", "agenda", "requests", "slots", "calendars", "reports", "administration"):
        window.show_screen(name)
        watch(window)
        settle(qtbot, opened)
        assert nameless(window) == [], name
        assert keyless(window) == [], name
        assert ringless(window) == [], name
        assert len(regions(window)) > 1, name
    panel = window.front.panel  # type: ignore[attr-defined] # the administration has one
    for kind in ("person", "platform"):
        panel.show_kind(kind)
        settle(qtbot, opened)
        assert nameless(window) == [], kind
    window.show_screen("agenda")
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    settle(qtbot, opened)
    window.told.show()
    settle(qtbot, opened)
    assert window.told.list is not None
    assert nameless(window.told.list) == []
    window.told.list.close()
    come_to_front(qtbot, window)
    window.actions_table["command"].trigger()
    center = window.command.center
    qtbot.waitUntil(lambda: center.field is not None, timeout=MS)
    watch(window)
    assert center.field is not None
    center.field.setText("cyto")
    qtbot.waitUntil(lambda: not center.is_asking, timeout=MS)
    settle(qtbot, opened)
    QTest.keyClick(center.field, Qt.Key.Key_Escape)
    start = NOW + timedelta(days=7)
    draft = Draft(
        title="TP",
        lines=(DraftLine("BIO2L-ONI"),),
        start=start,
        end=start + timedelta(hours=3),
        rule="FREQ=WEEKLY;COUNT=3",
    )
    window.open_editor(draft)
    assert window.editor is not None
    watch(window.editor)
    settle(qtbot, opened)
    assert nameless(window.editor) == []
    window.editor.close()
    settle(qtbot, opened)
    assert {type(model) for model in testers} == set(of_ours(QAbstractItemModel))


@pytest.mark.parametrize("percent", [100, 200])
def test_every_dialog_can_be_told_and_is_read_with_large_text(
    qtbot: QtBot,
    open_window: Callable[..., Opened],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    percent: int,
) -> None:
    opened = open_window("admin")
    if percent > TEXT_SIZES[0]:
        opened.window.actions_table[f"text-{percent}"].trigger()
        settle(qtbot, opened)
    for module in (fitting, layout):
        monkeypatch.setattr(module, "room_for", lambda _window: ROOM)
    window = opened.window
    context, operations = window.context, window.operations
    platform, catalogue = context.platform, context.catalogue
    source = tmp_path / "catalogue.toml"
    source.write_text('[[partners]]\ncode = "NOVA"\nname = "Nova"\n', encoding="utf-8")
    booking = next(
        item for item in platform.bookings.list(BookingFilter()) if item.occurrences[-1].span.start > NOW
    )
    number = booking.occurrences[-1].number
    judge = opened.planning.hand.judge
    assert judge is not None
    sessions = [item for item in judge.sessions.values() if not item.is_block and item.use.start > NOW][:2]
    span = TimeSpan(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2))
    blockable = platform.blocks.blockable(catalogue)
    block = platform.blocks.block(
        blockable[0].code, None, "2028-01-03T08:00", "2028-01-03T10:00", "maintenance", "révision"
    )
    people = tuple(catalogue.persons.values())
    concerned = [Concerned(booking, booking.occurrences[-1], (blockable[0].code,), is_stopped=True)]
    made: Mapping[type[QWidget], Callable[[], QWidget]] = {
        AboutDialog: lambda: AboutDialog(window, context),
        AccountDialog: lambda: AccountDialog(context, window, AccountDeed.INVITE, "formateur10", may_do=True),
        AuditTrailDialog: lambda: AuditTrailDialog(context, operations),
        BlockDialog: lambda: BlockDialog(window, context, operations, blockable, "", span),
        BlockEndDialog: lambda: BlockEndDialog(window, context, operations, block),
        BreakdownDialog: lambda: BreakdownDialog(
            context, operations, opened.planning.breaking.codes, blockable[0].code, 0, window
        ),
        CatalogueImportDialog: lambda: CatalogueImportDialog(context, source, window),
        DuplicateDialog: lambda: DuplicateDialog(context, operations, booking, number, window),
        BookingEditor: lambda: BookingEditor(context, operations, Draft(title="TP"), window),
        TemplatePicker: lambda: TemplatePicker(context, window),
        SaveTemplate: lambda: SaveTemplate(context, "TP", lambda *_said: None, window),
        ExportDialog: lambda: ExportDialog(context, window),
        FirstRunDialog: lambda: FirstRunDialog(window, context.texts, context.theme, "store.sqlite"),
        KeysDialog: lambda: KeysDialog(window, context),
        MoveDialog: lambda: MoveDialog(context, operations, booking, number),
        PersonalDataDialog: lambda: PersonalDataDialog(context, window),
        PrintAttendance: lambda: PrintAttendance(context, operations, booking, number),
        PrintSheet: lambda: PrintSheet(context, operations, "week"),
        ProposeDialog: lambda: ProposeDialog(window, context, booking),
        ServerAccessDialog: lambda: ServerAccessDialog(context, window),
        SeriesDialog: lambda: SeriesDialog(window, context, "TP", lambda _scope: NOTHING, "all"),
        ShiftDialog: lambda: ShiftDialog(context, sessions, timedelta(hours=1), window),
        StoreCareDialog: lambda: StoreCareDialog(context, window),
        TogetherDialog: lambda: TogetherDialog(context, Deed.CANCEL, sessions, window),
        UsedHoursDialog: lambda: UsedHoursDialog(context, window),
        WhoDialog: lambda: WhoDialog(window, context.texts, context.theme, people, catalogue),
        ImportDialog: lambda: ImportDialog(context, window),
        NewFeedDialog: lambda: NewFeedDialog(context, window),
        NewMirrorDialog: lambda: NewMirrorDialog(context, window),
        MailSetupDialog: lambda: MailSetupDialog(context, window),
        ClosureConcerns: lambda: ClosureConcerns(window, context, "Été", concerned),
        PublishDialog: lambda: PublishDialog(context, window),
        ReasonDialog: lambda: ReasonDialog(window, context, "decline", "TP"),
        GoToDate: lambda: GoToDate(window, context, NOW.date()),
        LineTime: lambda: LineTime(context, window, "TP", Lapse(), None),
        QuickBook: lambda: QuickBook(context, window, blockable[0].code, span),
        WaysOut: lambda: WaysOut(context, window, Verdict(span, ()), {}),
    }
    assert set(made) | SEEN_ELSEWHERE == {*of_ours(QDialog), *of_ours(Popover)}
    bad: list[str] = []
    for kind, make in made.items():
        widget = make()
        widget.show()
        settle(qtbot, opened)
        come_to_front(qtbot, widget)
        if percent > TEXT_SIZES[0]:
            found = unread(qtbot, widget)
            if widget.size().expandedTo(ROOM) != ROOM:
                found.append(f"larger than its screen: {widget.size().toTuple()}")
        else:
            found = [*nameless(widget), *keyless(widget), *ringless(widget)]
        bad += [f"{kind.__name__}: {one}" for one in found]
        widget.close()
        widget.deleteLater()
    settle(qtbot, opened)
    assert not bad, "\n".join(bad)
