"""Bookings kept to be made again: choosing one to begin with, and keeping one."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from platform_booking.domain.catalogue import PERSON_RESOURCE_PREFIX
from platform_booking.domain.recurrence import localize, wall_time, zone_of
from platform_booking.domain.templates import Sharing
from platform_booking.wording.campaigns import lasting, own_time
from ui.dialogs.editor.fields import ChoiceBox, Field
from ui.dialogs.editor.request import USUAL_START, next_working_day, zone_for
from ui.draft import Draft, DraftLine
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, at_least, column, label, open_at, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking
    from platform_booking.domain.errors import BookingError
    from platform_booking.services.templates import KeptTemplate
    from ui.context import Context

PLACE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
CODE_LENGTH: Final = 24
_MOVES: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class TemplatePicker(QDialog):
    """Type, choose, Enter: the editor opens with what the template holds."""

    chosen = Signal(object)
    """A Draft."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._found: tuple[KeptTemplate, ...] = ()
        say = context.say
        self.setWindowTitle(say("action-new-from-template"))
        open_at(self, context.theme, 560, 560)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("template-search"))
        self.search.setAccessibleName(say("template-search"))
        self._model = QStandardItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QListView()
        self.view.setModel(self._shown)
        self.view.setProperty("roomy", "true")
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(say("action-new-from-template"))
        self.about = label("", "sub", wrap=True)
        self.gone = label("", "danger", wrap=True)
        self.use = Button(context.theme, say("template-use"), kind="primary", key="↵")
        back = Button(context.theme, say("back"), kind="ghost")
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(self.windowTitle(), "title"), label(say("template-hint"), "sub", wrap=True))
        add_all(body, self.search, self.view, self.about, self.gone)
        self.rename = Button(context.theme, say("template-rename"), "pencil", kind="ghost")
        self.retire = Button(context.theme, say("template-retire"), "trash-2", kind="ghost")
        self.rename.clicked.connect(self._rename)
        self.retire.clicked.connect(self._retire)
        needs_store(context, self.rename, self.retire)
        for button in (self.rename, self.retire, back):
            button.setAutoDefault(False)
        body.addLayout(add_all(row(spacing=8), self.rename, self.retire, None, back, self.use))
        self.gone.hide()
        self.use.setEnabled(False)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take)
        self.view.activated.connect(lambda _index: self._take())
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        self.use.clicked.connect(self._take)
        back.clicked.connect(self.reject)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def look(self) -> None:
        """Read what there is now."""
        self._context.tasks.query(
            self._context.say("task-templates"),
            self._context.platform.templates.list,
            self._show,
            key="templates",
            owner=self,
            failed=self._failed,
        )

    # --- those that are mine ------------------------------------------------------------------------

    def _rename(self) -> None:
        """Another name, or other people who may use it."""
        kept = self.current
        if kept is None:
            return
        templates = self._context.platform.templates

        def keep(_code: str, name: str, shared: str) -> KeptTemplate:
            return templates.edit(kept.code, name=name, shared=shared)

        dialog = SaveTemplate(self._context, kept.name, keep, self)
        dialog.change(kept)
        dialog.accepted.connect(self.look)
        dialog.open()

    def _retire(self) -> None:
        """Put it away; one step of undo takes it out again."""
        kept = self.current
        if kept is None:
            return

        def done(retired: KeptTemplate) -> None:
            self._context.hub.announce(retired.changes)
            said = self._context.say("done-template-retired", name=retired.name)
            self._context.remember(said, retired.undoable)
            self.look()

        self._context.tasks.command(
            self._context.say("task-saving-template"),
            partial(self._context.platform.templates.edit, kept.code, active=False),
            done,
            owner=self,
            failed=self._failed,
        )

    # --- what there is ------------------------------------------------------------------------------

    def _show(self, found: tuple[KeptTemplate, ...]) -> None:
        self._found = found
        self._model.clear()
        for place, kept in enumerate(found):
            shown = " · ".join(
                part for part in (kept.name, self._context.texts.name("shared", kept.shared)) if part
            )
            item = QStandardItem(shown)
            item.setData(place, PLACE_ROLE)
            item.setToolTip(kept.code)
            self._model.appendRow(item)
        if not found:
            self.about.setText(self._context.say("template-none"))
        self._narrow(self.search.text())

    def _failed(self, error: BookingError) -> None:
        self.about.setText(self._context.explain(error))

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        if self._shown.rowCount():
            self.view.setCurrentIndex(self._shown.index(0, 0))
        self._tell()

    @property
    def current(self) -> KeptTemplate | None:
        """The template under the cursor."""
        index = self.view.currentIndex()
        return self._found[int(index.data(PLACE_ROLE))] if index.isValid() else None

    def _tell(self) -> None:
        kept = self.current
        self.use.setEnabled(kept is not None)
        for button in (self.rename, self.retire):
            button.setVisible(kept is not None and kept.mine)
        self.gone.hide()
        if kept is None:
            return
        self.about.setText(content_words(self._context, kept))
        missing = [
            self._context.say(
                "template-line-gone-instead" if instead else "template-line-gone",
                name=self._name(code),
                instead=self._name(instead[0]) if instead else "",
            )
            for code, instead in kept.gone.items()
        ]
        self.gone.setText("\n".join(missing))
        self.gone.setVisible(bool(missing))

    def _name(self, code: str) -> str:
        if code.startswith(PERSON_RESOURCE_PREFIX):
            return self._context.person_name(code.removeprefix(PERSON_RESOURCE_PREFIX))
        return self._context.resource_name(code)

    def _take(self) -> None:
        kept = self.current
        if kept is None:
            return
        draft = draft_of(self._context, kept)
        self.accept()
        self.chosen.emit(draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk through the list while people type."""
        if event.key() in _MOVES and self._shown.rowCount():
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            at = max(0, min(self._shown.rowCount() - 1, self.view.currentIndex().row() + step))
            self.view.setCurrentIndex(self._shown.index(at, 0))
            return
        super().keyPressEvent(event)


def content_words(context: Context, kept: KeptTemplate) -> str:
    """What a template holds, and when it was last used."""
    body, texts = kept.body, context.texts
    lines = []
    for line in body.lines:
        own = own_time(texts, line.offset, line.length)
        counted = context.resource_name(line.resource)
        counted += f" × {line.quantity}" if line.quantity > 1 else ""
        lines.append(f"{counted} ({own})" if own else counted)
    lines += [context.person_name(login) for login in body.trainers]
    used = context.say("template-last-used", day=body.last_used) if body.last_used else ""
    who = context.say("template-by", who=context.person_name(kept.owner), code=kept.code)
    first = " · ".join(part for part in (body.title, lasting(texts, body.length), who, used) if part)
    return f"{first}\n{', '.join(lines)}"


def draft_of(context: Context, kept: KeptTemplate) -> Draft:
    """The editor's draft: the next working morning, what is gone exchanged for its first equivalent or left out."""
    body = kept.body
    instead = {code: found[0] if found else "" for code, found in kept.gone.items()}
    lines = tuple(
        DraftLine(code, line.quantity, line.offset, line.length)
        for line in body.lines
        if (code := instead.get(line.resource, line.resource))
    )
    zone = zone_for(context.catalogue, (line.resource for line in lines)) or zone_of(context.texts.zone_name)
    day = next_working_day(wall_time(context.now(), zone).date())
    start = localize(datetime.combine(day, time()) + timedelta(minutes=USUAL_START), zone)
    return Draft(
        title=body.title,
        lines=lines,
        trainers=tuple(
            login for login in body.trainers if f"{PERSON_RESOURCE_PREFIX}{login}" not in kept.gone
        ),
        start=start,
        end=body.length.after(start, zone),
        rule=body.rule,
        learners=body.learners,
        purpose=body.purpose,
        visibility=body.visibility,
        biosafety=body.biosafety,
        dossier=body.dossier,
        instructions=body.instructions,
        funding=body.funding,
        template=kept.code,
    )


class SaveTemplate(QDialog):
    """A name, a code, who may use it; Enter keeps it."""

    def __init__(
        self,
        context: Context,
        title: str,
        keep: Callable[[str, str, str], Any],
        parent: QWidget | None,
    ) -> None:
        """``keep`` takes code, name and sharing, off the GUI thread."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._keep = keep
        self._own_code = False
        say = context.say
        self.setWindowTitle(say("action-save-template"))
        at_least(self, context.theme, 440)
        self.name = QLineEdit(title)
        self.code = QLineEdit(code_of(title))
        self.shared = ChoiceBox(
            context.theme, [(item.value, context.texts.name("shared", item.value)) for item in Sharing]
        )
        self.name_field = Field(say("template-name"), self.name)
        self.code_field = Field(say("template-code"), self.code)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        self.save = Button(context.theme, say("template-keep"), kind="primary", key="↵")
        back = Button(context.theme, say("back"), kind="ghost")
        body = column(self, margins=(24, 20, 24, 20), spacing=10)
        add_all(body, label(self.windowTitle(), "title"), label(say("template-keep-hint"), "sub", wrap=True))
        add_all(body, self.name_field, self.code_field, Field(say("template-shared"), self.shared))
        add_all(body, self.problem)
        body.addLayout(add_all(row(spacing=8), None, back, self.save))
        self.name.textEdited.connect(self._on_name)
        self.code.textEdited.connect(self._on_code)
        self.save.setDefault(True)
        self.save.clicked.connect(self._send)
        needs_store(context, self.save)
        back.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._send)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def change(self, kept: KeptTemplate) -> None:
        """It is there already: its code stays."""
        self.setWindowTitle(self._context.say("template-rename"))
        self.code.setText(kept.code)
        self.code.setEnabled(False)
        self._own_code = True
        self.shared.take(kept.shared)

    def _on_name(self, text: str) -> None:
        if not self._own_code:
            self.code.setText(code_of(text))

    def _on_code(self) -> None:
        self._own_code = True

    def _send(self) -> None:
        name = self.name.text().strip()
        self.save.setEnabled(False)
        self._context.tasks.command(
            self._context.say("task-saving-template"),
            partial(self._keep, self.code.text().strip(), name, self.shared.value),
            self._done,
            failed=self._failed,
        )

    def _done(self, kept: KeptTemplate) -> None:
        self._context.hub.announce(kept.changes)
        self._context.remember(self._context.say("done-template-kept", name=kept.name), kept.undoable)
        self.accept()

    def _failed(self, error: BookingError) -> None:
        self.save.setEnabled(True)
        self.problem.setText(self._context.explain(error))
        self.problem.show()


def code_of(name: str) -> str:
    """A code made of a name: ``TP Culture CHO`` → ``TP-CULTURE-CHO``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "-", plain.upper()).strip("-")[:CODE_LENGTH].strip("-")


def save_booking(context: Context, booking: Booking, parent: QWidget) -> SaveTemplate:
    """Ask how a booking is to be kept as a template."""

    def keep(code: str, name: str, shared: str) -> KeptTemplate:
        return context.platform.templates.save(booking.ref, code, name, shared)

    dialog = SaveTemplate(context, booking.title, keep, parent)
    dialog.open()
    return dialog
