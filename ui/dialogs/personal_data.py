"""People's data: what is held about somebody, taking somebody out of it, and how long what is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from platform_booking.domain.authority import Actor, may_edit_catalogue
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.care_words import pseudonymised_words
from platform_booking.services.desk import ChangeSet
from ui.context import Toast
from ui.dialogs.confirm import confirm
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.dialogs.retention import RetentionPage
from ui.documents import documents
from ui.operations import write_file
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, card, column, label, open_at, row
from ui.widgets.paged import Paged
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from platform_booking.domain.errors import BookingError
    from platform_booking.services.privacy import Pseudonymised
    from ui.context import Context

SIZE: Final = (680, 740)


class PersonalDataDialog(QDialog):
    """Everybody takes along what is held about oneself; administrators see to everybody's."""

    def __init__(self, context: Context, parent: QWidget, login: str = "") -> None:
        """``login``: whose data is asked about first; by default one's own."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = context.say
        self.setWindowTitle(say("personal-title"))
        open_at(self, context.theme, *SIZE)
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(say("personal-title"), "title"), label(say("personal-hint"), "sub", wrap=True))
        may_all = may_edit_catalogue(Actor(context.me.login, context.me.person))
        self.person = PersonPage(context, login or context.me.login, may_all=may_all)
        self.retention = RetentionPage(context) if may_all else None
        pages: dict[str, QWidget] = {"personal-page-person": self.person}
        if self.retention is not None:
            pages["personal-page-retention"] = self.retention
        self.pages = Paged(context, pages)
        body.addWidget(self.pages, 1)
        close = Button(context.theme, say("trail-close"), kind="ghost")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        body.addLayout(add_all(row(), None, close))


class PersonPage(QWidget):
    """Who, and what can be done about that person's data, each with what it means."""

    def __init__(self, context: Context, login: str, *, may_all: bool) -> None:
        super().__init__()
        self._context = context
        self._may_all = may_all
        self._body = column(self, margins=(0, 4, 0, 0), spacing=12)
        persons = sorted(context.catalogue.persons.values(), key=lambda item: (item.name, item.login))
        listed = [item for item in persons if may_all or item.login == login]
        retired = context.say("administration-retired")
        self.who = ChoiceBox(
            context.theme,
            [(item.login, item.name if item.active else f"{item.name} ({retired})") for item in listed],
            "users",
        )
        self.who.take(login)
        if self.who.currentIndex() < 0:
            self.who.setCurrentIndex(0)
        self.who.setEnabled(may_all)
        self.who.currentIndexChanged.connect(self._look)
        self._body.addWidget(Field(context.say("trail-who"), self.who))
        self._body.addWidget(self._exporting())
        self._taking_out = self._pseudonymising()
        self._taking_out.setVisible(may_all)
        self._body.addWidget(self._taking_out)
        self._body.addStretch(1)
        self._look()

    # --- assembly -----------------------------------------------------------------------------------

    def _exporting(self) -> QFrame:
        say, frame = self._context.say, card()
        inner = column(frame, margins=(16, 12, 16, 16), spacing=8)
        self.export = Button(self._context.theme, say("personal-export"), "download")
        self.export.clicked.connect(self._ask_export)
        needs_store(self._context, self.export)
        add_all(
            inner, label(say("personal-held"), "heading"), label(say("personal-held-hint"), "sub", wrap=True)
        )
        inner.addLayout(add_all(row(), self.export, None))
        return frame

    def _pseudonymising(self) -> QFrame:
        say, frame = self._context.say, card()
        inner = column(frame, margins=(16, 12, 16, 16), spacing=8)
        self.reason = QLineEdit()
        self.reason.textChanged.connect(self._show_what_can_be_done)
        self.take_out = Button(self._context.theme, say("personal-take-out"), "user-x", kind="danger")
        self.take_out.clicked.connect(self._ask_take_out)
        needs_store(self._context, self.take_out)
        self.hindrance = label("", "warning", wrap=True)
        self.said = label("", "success", wrap=True, selectable=True)
        self.said.hide()
        add_all(inner, label(say("personal-gone"), "heading"))
        for name in ("goes", "stays", "for-good"):
            inner.addWidget(label(say(f"personal-{name}"), "sub", wrap=True))
        add_all(inner, self.hindrance, Field(say("personal-reason"), self.reason))
        inner.addLayout(add_all(row(), self.take_out, None))
        inner.addWidget(self.said)
        for button in (self.export, self.take_out):
            button.setAutoDefault(False)
        return frame

    # --- who it is about ----------------------------------------------------------------------------

    @property
    def login(self) -> str:
        """Whose data is asked about; empty where nobody is in the catalogue."""
        return self.who.value if self.who.currentIndex() >= 0 else ""

    def _look(self) -> None:
        """Whether that person can be taken out at all, said before anybody tries."""
        self.export.setEnabled(bool(self.login))
        self.hindrance.hide()
        self._is_free = False
        self._show_what_can_be_done()
        if not self._may_all or not self.login:
            return
        self._context.tasks.query(
            self._context.say("task-personal"),
            partial(self._context.platform.privacy.require_nothing_left, self.login),
            lambda _nothing: self._show_hindrance(""),
            key="personal-hindrance",
            owner=self,
            failed=self._refused,
        )

    def _show_hindrance(self, said: str) -> None:
        self.hindrance.setText(said)
        self.hindrance.setVisible(bool(said))
        self._is_free = not said
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        self.take_out.setEnabled(self._is_free and bool(self.reason.text().strip()))

    # --- what is done -------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        say = self._context.say
        name = say("personal-file-name", login=self.login)
        chosen, _ = QFileDialog.getSaveFileName(
            self, say("personal-export"), documents(name), say("personal-files")
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write what is held about the person."""
        from platform_booking.services.privacy import person_file  # noqa: PLC0415 - rarely wanted

        context, login = self._context, self.login

        def work() -> bool:
            held = context.platform.privacy.export(login)
            write_file(path, person_file(held))
            return bool(held["complete"])

        def done(complete: bool) -> None:  # noqa: FBT001 - an answer as it comes
            context.toast.emit(Toast(context.say("done-exported", file=path.name)))
            if not complete:
                context.failed.emit(context.say("person-partial"))

        context.tasks.command(context.say("task-personal"), work, done, failed=context.refused.emit)

    def _ask_take_out(self) -> None:
        name = self._context.person_name(self.login)
        confirm(self, self._context, "personal-take-out", self._pseudonymise, name=name)

    def _pseudonymise(self) -> None:
        self.said.hide()
        self._is_free = False
        self._show_what_can_be_done()
        self._context.tasks.command(
            self._context.say("task-personal"),
            partial(self._context.platform.privacy.pseudonymise, self.login, self.reason.text().strip()),
            partial(self._done, self.login),
            owner=self,
            failed=self._refused,
        )

    def _done(self, login: str, done: Pseudonymised) -> None:
        self.said.setText(pseudonymised_words(done, self._context.texts))
        self.said.show()
        self.reason.clear()
        self.who.setItemText(self.who.currentIndex(), done.pseudonym)
        self.who.setItemData(self.who.currentIndex(), done.pseudonym)
        self._context.hub.announce(ChangeSet(items=(login,)))
        self._look()

    def _refused(self, error: BookingError) -> None:
        """People are told by their names."""
        if isinstance(error, InvalidInput) and "person" in error.params:
            named = {**error.params, "person": self._context.person_name(error.params["person"])}
            named.pop("reason")
            error = InvalidInput(error.reason, **named)
        self._show_hindrance(self._context.explain(error))
