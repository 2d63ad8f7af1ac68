"""Reading a timetable in: a file or a link, whose it is, and what it would change before anything is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from platform_booking.domain.authority import Actor, may_import
from platform_booking.domain.timetables import Holding, SubjectKind
from platform_booking.services.timetable_words import told_of
from platform_booking.services.timetables import ImportRequest
from ui.screens.calendars.naming import owner_of
from ui.widgets.buttons import Button, Segments
from ui.widgets.check_box import CheckBox
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.timetables import ImportedCalendar
    from platform_booking.services.timetables import Imported
    from ui.context import Context

SIZE: Final = (600, 680)
LIST: Final = 150
KEY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
MOST_TOLD: Final = 200


class ImportDialog(QDialog):
    """Nothing is written before it was looked at: the same button first shows, then imports."""

    imported = Signal(object)
    """What was read in."""

    def __init__(
        self, context: Context, parent: QWidget | None, again: ImportedCalendar | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._again = again
        self._looked: ImportRequest | None = None
        self.setWindowTitle(context.say("calendars-import"))
        open_at(self, context.theme, *SIZE)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        body.addWidget(label(context.say("calendars-import-heading"), "title"))
        body.addWidget(label(context.say("calendars-import-hint"), "sub", wrap=True))
        self._add_source(body)
        self._add_owner(body)
        self.hold = CheckBox(context.theme, context.say("calendars-hold"))
        self.hold.setToolTip(context.say("calendars-hold-hint"))
        body.addWidget(self.hold)
        self.found = QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setAccessibleName(context.say("calendars-preview"))
        self.found.setPlaceholderText(context.say("calendars-preview-empty"))
        self.found.setTabChangesFocus(True)
        body.addWidget(label(context.say("calendars-preview"), "label"))
        body.addWidget(self.found, 1)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        body.addWidget(self.wrong)
        self._add_buttons(body)
        self._show_owner()
        self._list()

    # --- assembly -----------------------------------------------------------------------------------

    def _add_source(self, body: QVBoxLayout) -> None:
        context = self._context
        self.source = QLineEdit()
        self.source.setPlaceholderText(context.say("calendars-source-example"))
        self.source.setAccessibleName(context.say("calendars-source"))
        self.source.textChanged.connect(self._forget)
        choose = Button(context.theme, context.say("calendars-choose-file"), "import")
        choose.clicked.connect(self._choose)
        across = row(spacing=8)
        across.addWidget(self.source, 1)
        across.addWidget(choose)
        add_all(body, label(context.say("calendars-source"), "label"), across)

    def _add_owner(self, body: QVBoxLayout) -> None:
        context = self._context
        self.owner = label("", "strong", wrap=True)
        self.kinds = Segments([(kind.value, context.say(f"export-{kind.value}")) for kind in SubjectKind])
        self.kinds.take(SubjectKind.PERSON.value)
        self.kinds.chosen.connect(lambda _kind: self._list())
        self.search = QLineEdit()
        self.search.setPlaceholderText(context.say("search-agenda"))
        self.search.setAccessibleName(context.say("search-agenda"))
        self.view = QListView()
        self.view.setProperty("roomy", "true")
        self.view.setAccessibleName(context.say("calendars-whose"))
        self.view.setMaximumHeight(context.theme.px(LIST))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view.setModel(self._shown)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._forget())
        self.search.textChanged.connect(self._narrow)
        self.whose = label(context.say("calendars-whose"), "label")
        add_all(body, self.whose, self.owner, add_all(row(), self.kinds, None), self.search, self.view)

    def _add_buttons(self, body: QVBoxLayout) -> None:
        context = self._context
        back = Button(context.theme, context.say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        self.send = Button(context.theme, context.say("calendars-look"), kind="primary")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._go_on)
        needs_store(context, self.send)
        body.addLayout(add_all(row(spacing=8), None, back, self.send))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in a field goes on: it presses no button that people have not gone to."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self._on_enter()
            return
        super().keyPressEvent(event)

    def _on_enter(self) -> None:
        """Go on where all is said; else to what is still to be said."""
        if self.send.isEnabled():
            self.send.click()
        elif self.search.isVisible():
            self.search.setFocus()

    def _show_owner(self) -> None:
        """Whose it is stands fixed where it is only read again."""
        again = self._again
        for part in (self.kinds, self.search, self.view):
            part.setVisible(again is None)
        self.owner.setVisible(again is not None)
        if again is not None:
            self.owner.setText(f"{again.name} · {owner_of(self._context, again)}")
            if again.from_url:
                self.source.setText(again.source)
        self.source.setFocus()

    # --- whose it is --------------------------------------------------------------------------------

    def _list(self) -> None:
        """Those for whom the person may read timetables in."""
        catalogue, called = self._context.catalogue, self._context.texts.called
        actor = Actor(self._context.me.login, self._context.me.person)
        kind = self.kinds.value
        if kind == SubjectKind.PERSON:
            persons = [
                item
                for item in catalogue.persons.values()
                if item.active and may_import(actor, catalogue, item)
            ]
            listed = [(item.login, item.name) for item in persons]
        elif kind == SubjectKind.PARTNER:
            partners = [
                item
                for item in catalogue.partners.values()
                if item.active and may_import(actor, catalogue, item)
            ]
            listed = [(item.code, item.name) for item in partners]
        else:
            listed = [
                (item.code, " · ".join(part for part in (called(item.name), item.site) if part))
                for item in catalogue.resources.values()
                if item.active and not item.person and may_import(actor, catalogue, item)
            ]
        self._model.clear()
        for code, name in listed:
            made = QStandardItem(name)
            made.setData(code, KEY_ROLE)
            self._model.appendRow(made)
        mine = self._model.match(self._model.index(0, 0), KEY_ROLE, self._context.me.login)
        first = self._shown.mapFromSource(mine[0]) if mine else self._shown.index(0, 0)
        self.view.setCurrentIndex(first)
        self.hold.setVisible(kind == SubjectKind.RESOURCE and self._again is None)
        self.hold.setChecked(kind == SubjectKind.RESOURCE)
        self._forget()

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        if self._shown.rowCount():
            self.view.setCurrentIndex(self._shown.index(0, 0))

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, self._context.say("calendars-choose-file"), "", self._context.say("calendars-file-kinds")
        )
        if path:
            self.source.setText(path)

    # --- looking, then importing --------------------------------------------------------------------

    @property
    def request(self) -> ImportRequest | None:
        """What is asked for; None while something is missing."""
        source = self.source.text().strip()
        if not source:
            return None
        if self._again is not None:
            calendar = self._again
            return replace(_asked(source, calendar.subject_kind, calendar.subject), calendar=calendar.code)
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        holding = Holding.HARD if self.hold.isChecked() else Holding.SOFT
        asked = _asked(source, SubjectKind(self.kinds.value), str(index.data(KEY_ROLE)))
        return replace(asked, holding=holding)

    def _forget(self) -> None:
        """What was looked at is something else now."""
        self._looked = None
        self.send.setText(self._context.say("calendars-look"))
        self.send.setEnabled(self.request is not None)
        self.found.clear()
        self.wrong.hide()

    def _go_on(self) -> None:
        request = self.request
        if request is None:
            return
        importing = request == self._looked
        self.send.setEnabled(False)
        self.wrong.hide()
        self._context.tasks.command(
            self._context.say("task-reading-calendar"),
            partial(self._context.platform.timetables.attach, request, dry_run=not importing),
            self._done if importing else partial(self._show, request),
            owner=self,
            failed=self._on_refusal,
        )

    def _show(self, request: ImportRequest, seen: Imported) -> None:
        if request != self.request:
            self._forget()
            return
        self._looked = request
        texts = self._context.texts
        told = told_of(texts, seen, texts.when, MOST_TOLD)
        self.found.setPlainText("\n".join((*told.news, *told.doubts)))
        self.send.setText(self._context.say("calendars-import-now"))
        self.send.setEnabled(True)
        self.send.setFocus()

    def _done(self, done: Imported) -> None:
        self._context.hub.announce(done.touched)
        self.accept()
        self.imported.emit(done)

    def _on_refusal(self, error: BookingError) -> None:
        self.wrong.setText(self._context.explain(error))
        self.wrong.show()
        self.send.setEnabled(True)


def _asked(source: str, kind: SubjectKind, subject: str) -> ImportRequest:
    return ImportRequest(
        source,
        resource=subject if kind is SubjectKind.RESOURCE else None,
        person=subject if kind is SubjectKind.PERSON else None,
        partner=subject if kind is SubjectKind.PARTNER else None,
    )
