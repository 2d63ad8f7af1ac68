"""Who am I: on a file, people choose themselves; whoever can write the file is trusted, and this dialog says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, column, label, open_at, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.catalogue import Catalogue, Person
    from ui.texts import Texts
    from ui.theme import Theme

LOGIN_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class WhoDialog(QDialog):
    """The people of the catalogue, narrowed by typing."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        people: Sequence[Person],
        catalogue: Catalogue,
        current: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.text("who-title"))
        open_at(self, theme, 480, 560)
        body = column(self, margins=(24, 20, 24, 20), spacing=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.text("who-search"))
        self.search.setAccessibleName(texts.text("who-search"))
        self._model = _people_model(people, catalogue)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QListView()
        self.view.setModel(self._shown)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setProperty("roomy", "true")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(texts.text("who-title"))
        self.enter = Button(theme, texts.text("who-enter"), kind="primary")
        back = Button(theme, texts.text("back"), kind="ghost")
        add_all(
            body, label(texts.text("who-title"), "title"), label(texts.text("who-hint"), "sub", wrap=True), 4
        )
        add_all(body, self.search, self.view, 4)
        body.addLayout(add_all(row(spacing=8), None, back, self.enter))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._accept_chosen)
        self.enter.clicked.connect(self._accept_chosen)
        self.view.activated.connect(self._accept_chosen)
        back.clicked.connect(self.reject)
        self._select(current)

    @property
    def login(self) -> str:
        """Who was chosen; empty when nobody is."""
        index = self.view.currentIndex()
        return str(index.data(LOGIN_ROLE) or "") if index.isValid() else ""

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        if self._shown.rowCount():
            self.view.setCurrentIndex(self._shown.index(0, 0))

    def _select(self, login: str) -> None:
        found = self._model.match(self._model.index(0, 0), LOGIN_ROLE, login) if login else []
        source = found[0] if found else self._model.index(0, 0)
        self.view.setCurrentIndex(self._shown.mapFromSource(source))

    def _accept_chosen(self, _index: QModelIndex | None = None) -> None:
        if self.login:
            self.accept()


def _people_model(people: Sequence[Person], catalogue: Catalogue) -> QStandardItemModel:
    model = QStandardItemModel()
    for person in people:
        partner = catalogue.partners.get(person.partner)
        said = f"{person.name} · {partner.name}" if partner else person.name
        item = QStandardItem(said)
        item.setData(person.login, LOGIN_ROLE)
        item.setToolTip(person.login)
        model.appendRow(item)
    return model
