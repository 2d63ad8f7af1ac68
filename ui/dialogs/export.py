"""Taking a calendar along: whose, how much of it, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from ui.widgets.buttons import Button, Segments
from ui.widgets.layout import add_all, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.context import Context

KINDS: Final = ("resource", "platform", "person", "partner")
SCOPES: Final = ("full", "partner", "busy")
KEY_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """A calendar: of what, its key, how it is called, and how much is told."""

    kind: str
    key: str
    name: str
    scope: str = "full"


class ExportDialog(QDialog):
    """A kind, one of its kind, a scope."""

    chosen = Signal(object)
    """A CalendarChoice."""
    WINDOW: ClassVar = "action-export-calendar"
    HEADING: ClassVar = "export-heading"
    HINT: ClassVar = "export-hint"
    SAVE: ClassVar = "export-save"
    GLYPH: ClassVar = "download"
    KINDS: ClassVar[tuple[str, ...]] = KINDS
    SCOPE: ClassVar = SCOPES[0]

    def __init__(
        self, context: Context, parent: QWidget | None, kind: str = "resource", key: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        say = context.say
        self.setWindowTitle(say(self.WINDOW))
        open_at(self, context.theme, 520, 600)
        self.kinds = Segments([(value, say(f"export-{value}")) for value in self.KINDS], kind)
        self.kinds.chosen.connect(self._list)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("search-agenda"))
        self.search.setAccessibleName(say("search-agenda"))
        self._model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QListView()
        self.view.setModel(self._shown)
        self.view.setProperty("roomy", "true")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(say(self.WINDOW))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._send)
        self.view.activated.connect(lambda _index: self._send())
        self.scopes = Segments([(value, say(f"scope-{value}")) for value in SCOPES], self.SCOPE)
        self.hint = label(say(f"scope-{self.SCOPE}-hint"), "sub", wrap=True)
        self.scopes.chosen.connect(lambda value: self.hint.setText(say(f"scope-{value}-hint")))
        self.save = Button(context.theme, say(self.SAVE), self.GLYPH, kind="primary")
        self.save.clicked.connect(self._send)
        needs_store(context, self.save)
        back = Button(context.theme, say("back"), kind="ghost")
        back.clicked.connect(self.reject)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(say(self.HEADING), "title"), label(say(self.HINT), "sub", wrap=True))
        body.addLayout(add_all(row(), self.kinds, None))
        add_all(body, self.search, self.view, label(say("export-scope"), "label"))
        body.addLayout(add_all(row(), self.scopes, None))
        add_all(body, self.hint, 4)
        self._add_more(body)
        body.addLayout(add_all(row(spacing=8), None, back, self.save))
        self._list(kind, key)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_more(self, body: QVBoxLayout) -> None:
        """What else is to be said; nothing for a file."""

    def _list(self, kind: str, key: str = "") -> None:
        """Everything of that kind, one of it under the cursor."""
        self._model.clear()
        for code, name in self._entries(kind):
            item = QStandardItem(name)
            item.setData(code, KEY_ROLE)
            self._model.appendRow(item)
        found = self._model.match(self._model.index(0, 0), KEY_ROLE, key) if key else []
        self.view.setCurrentIndex(self._shown.mapFromSource(found[0] if found else self._model.index(0, 0)))
        self._show_whether_any()

    def _entries(self, kind: str) -> list[tuple[str, str]]:
        catalogue, called = self._context.catalogue, self._context.texts.called
        if kind == "platform":
            platforms = [item for item in catalogue.platforms.values() if item.active]
            return [(item.code, f"{item.code} · {called(item.name)}") for item in platforms]
        if kind == "person":
            persons = [item for item in catalogue.persons.values() if item.active]
            return [(item.login, item.name) for item in persons]
        if kind == "partner":
            return [(item.code, item.name) for item in catalogue.partners.values() if item.active]
        resources = [item for item in catalogue.resources.values() if item.active and not item.person]
        return [
            (item.code, " · ".join(part for part in (called(item.name), item.site) if part))
            for item in resources
        ]

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        if self._shown.rowCount():
            self.view.setCurrentIndex(self._shown.index(0, 0))
        self._show_whether_any()

    def _show_whether_any(self) -> None:
        self.save.setEnabled(self._shown.rowCount() > 0)

    def _send(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            key, name = str(index.data(KEY_ROLE)), str(index.data(Qt.ItemDataRole.DisplayRole))
            choice = CalendarChoice(self.kinds.value, key, name, self.scopes.value)
            self.accept()
            self.chosen.emit(choice)
