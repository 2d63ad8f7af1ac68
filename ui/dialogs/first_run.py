"""The first time, and whenever another store is wanted: make one, open one, connect to one, or look at the demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from ui.dialogs.server_form import ServerForm
from ui.icons import icon, icon_size
from ui.launch import StoreChoice, StoreKind
from ui.widgets.layout import add_all, at_least, column, label, picture, restyle, row
from ui.widgets.rail import logo_pixmap

if TYPE_CHECKING:
    from ui.texts import Texts
    from ui.theme import Theme

FILES: Final = "SQLite (*.sqlite *.db)"
_GLYPHS: Final = {
    StoreKind.DEMO: "sparkles",
    StoreKind.NEW: "file-plus",
    StoreKind.OPEN: "folder-open",
    StoreKind.SERVER: "server",
}


class FirstRunDialog(QDialog):
    """Four ways to begin, each with a sentence that says what it means."""

    chosen = Signal(object)
    """A StoreChoice."""

    def __init__(
        self, parent: QWidget | None, texts: Texts, theme: Theme, new_file: str, problem: str = ""
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        self._new_file = new_file
        self.setWindowTitle(texts.text("app-name"))
        at_least(self, theme, 560)
        body = column(self, margins=(32, 28, 32, 28), spacing=12)
        words = add_all(
            column(spacing=2),
            label(texts.text("first-title"), "title"),
            label(texts.text("first-hint"), "sub", wrap=True),
        )
        logo = picture(logo_pixmap(theme, self.devicePixelRatioF(), 48))
        body.addLayout(add_all(row(spacing=16), logo, words))
        self.problem = label(problem, "danger", wrap=True, selectable=True)
        self.problem.setVisible(bool(problem))
        add_all(body, self.problem, 4)
        self.buttons = {kind: self._choice(kind) for kind in _GLYPHS}
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            body.addWidget(button)
        self.server = ServerForm(texts, theme)
        self.server.chosen.connect(self.chosen)
        self.server.left.connect(lambda: self._show_server(wanted=False))
        self.server.hide()
        body.addWidget(self.server)
        body.addStretch(1)

    def show_server(self, address: str) -> None:
        """Only the password is missing."""
        self._show_server(wanted=True)
        self.server.show_address(address)

    def _show_server(self, *, wanted: bool) -> None:
        for button in self.buttons.values():
            button.setVisible(not wanted)
        self.server.setVisible(wanted)

    def tell(self, problem: str) -> None:
        """Say why the choice did not work (or nothing); it can be made anew."""
        self._say(problem, "danger")
        self._enable(wanted=True)

    def wait(self, text: str) -> None:
        """A choice was made: say what is being done; another one has to wait for it."""
        self._say(text, "sub")
        self._enable(wanted=False)

    def _say(self, text: str, style: str) -> None:
        self.problem.setProperty("style", style)
        restyle(self.problem)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _enable(self, *, wanted: bool) -> None:
        for part in (*self.buttons.values(), self.server):
            part.setEnabled(wanted)

    def _choice(self, kind: StoreKind) -> QPushButton:
        title, hint = self._texts.text(f"first-{kind}"), self._texts.text(f"first-{kind}-hint")
        button = QPushButton()
        button.setIcon(icon(_GLYPHS[kind], self._theme.px(20), self._theme.color("accentText"), gap=8))
        button.setProperty("choice", "true")
        button.setIconSize(icon_size(self._theme.px(20), 8))
        button.setAccessibleName(title)
        button.setAccessibleDescription(hint)
        inner = column(button, margins=(40 + self._theme.px(20), 9, 12, 10), spacing=2)
        name = label(title, "strong")
        explanation = label(hint, "sub", wrap=True)
        for words in (name, explanation):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        add_all(inner, name, explanation)
        return button

    def _choose(self, kind: StoreKind) -> None:
        if kind is StoreKind.SERVER:
            self._show_server(wanted=True)
            self.server.address.setFocus()
        elif kind is StoreKind.DEMO:
            self.chosen.emit(StoreChoice(kind))
        else:
            self._choose_file(kind)

    def _choose_file(self, kind: StoreKind) -> None:
        title = self._texts.text(f"first-{kind}")
        if kind is StoreKind.NEW:
            path, _ = QFileDialog.getSaveFileName(self, title, self._new_file, FILES)
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, self._new_file, FILES)
        if path:
            self.chosen.emit(StoreChoice(kind, path))
