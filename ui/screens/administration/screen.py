"""The catalogue, for those who answer for it: what can be booked, by whom, and by which rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QStackedWidget

from platform_booking.domain.authority import Actor, may_edit_catalogue
from platform_booking.domain.catalogue import Closure
from platform_booking.domain.errors import BookingError, CatalogueInvalid
from platform_booking.services.catalogue_export import row_of
from ui.keeping_words import ITEM, Keeper
from ui.qt import qt_application
from ui.screens.administration import forms
from ui.screens.administration.form import ItemForm
from ui.screens.administration.listing import WIDTH as PANEL
from ui.screens.administration.listing import ItemPanel, described
from ui.screens.base import Screen
from ui.widgets.buttons import Button
from ui.widgets.layout import add_all, beside, label, row
from ui.widgets.sentence import Sentence
from ui.widgets.top_bar import FilterBar, Title, TopBar, command_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.services.administration import ItemSaved
    from platform_booking.services.closing import Concerned
    from ui.context import Context
    from ui.operations import Operations
    from ui.screens.administration.forms import AdministeredItem


TOOLS: Final = (
    *("catalogue-import", "catalogue-export", "audit-trail", "used-hours"),
    *("store-care", "personal-data", "server-access"),
)


class AdministrationScreen(Screen):
    """A list of things, and the form of one of them."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self._editable: frozenset[tuple[str, str]] = frozenset()
        self._shown: tuple[str, str] = ("", "")
        self._seen: AdministeredItem | None = None
        self._asking = False
        self._resumed: tuple[str, str] | None = None
        """Kind and code, empty of something new, of what was being changed when the window was closed."""
        self._wanted = ""
        """Code of what was just saved: it is shown again."""
        self._build()

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self.context
        bar = TopBar(context)
        add_all(bar.line, Title(context.say("screen-administration")))
        self.role = label("", "sub")
        self.tools = Button(context.theme, context.say("administration-tools"), "ellipsis")
        self.tools.clicked.connect(self._open_tools)
        command = command_button(context)
        add_all(bar.line, self.role, None, command, self.tools)
        bar.yields(self.role)
        bar.yields(command, (context.say("action-command"), command.click))
        self.panel = ItemPanel(context)
        self.panel.picked.connect(self._on_picked)
        self.panel.new_wanted.connect(self.begin_new)
        self.form = ItemForm(context)
        self.form.save_wanted.connect(self.save)
        self.form.reset_wanted.connect(self._reset)
        self.keeper = Keeper(context, self.form, self.form.kept, self.form.lay)
        self.form.edited.connect(self.keeper.typed)
        self.sentence = Sentence(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sentence)
        self.stack.addWidget(self.form)
        across = row()
        across.addWidget(self.panel)
        across.addWidget(self.stack, 1)
        self.body.addWidget(bar)
        if not context.theme.has_large_text:
            kinds = FilterBar(context)
            add_all(kinds.line, self.panel.kinds, None)
            self.body.addWidget(kinds)
        self.body.addLayout(across, 1)

    def _open_tools(self) -> None:
        """What concerns the catalogue or the store as a whole: the window's own actions."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        table = getattr(self.window(), "actions_table", None)
        if table is not None:
            menu.addActions([table[name] for name in TOOLS])
        menu.popup(self.tools.mapToGlobal(self.tools.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Large text in a small window leaves most of it to the form."""
        super().resizeEvent(event)
        least = self.panel.minimumSizeHint().width()
        self.panel.setFixedWidth(beside(self.context.theme, PANEL, self.width(), least))

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the list."""
        super().enter()
        self.hint.emit(self.context.say("administration-keys"))
        self.panel.list.setFocus()

    def handle(self, action: str) -> bool:
        """Searching, looking anew, saving."""
        if action == "search":
            self.panel.search.setFocus()
            self.panel.search.selectAll()
        elif action == "refresh":
            self.refresh()
        elif action == "save":
            self.save()
        else:
            return False
        return True

    def refresh(self) -> None:
        """Read the catalogue, and what of it may be changed here."""
        platform = self.context.platform
        self.context.tasks.query(
            self.context.say("task-reading-catalogue"),
            lambda: (platform.catalogue.load(), platform.administration.editable()),
            self._on_read,
            key="administration",
            owner=self,
        )

    def _on_read(self, answer: tuple[Catalogue, frozenset[tuple[str, str]]]) -> None:
        catalogue, self._editable = answer
        self.context.take_catalogue(catalogue)
        me = self.context.me
        may_add = bool(self._editable) or may_edit_catalogue(Actor(me.login, me.person))
        self.role.setText("" if may_add else self.context.say("administration-read-only"))
        self.panel.add.setEnabled(may_add)
        if (
            not self._is_typed
        ):  # what somebody is typing stays; saving tells when it is no longer as it was seen
            self._shown = ("", "")
            self.panel.fill(self._wanted)
            self._wanted = ""
        if self._resumed is not None:
            (kind, code), self._resumed = self._resumed, None
            self._go_to(kind, code)

    # --- one thing ----------------------------------------------------------------------------------

    def _item(self, kind: str, code: str) -> AdministeredItem | None:
        found: dict[str, Any] = getattr(self.context.catalogue, forms.TABLES[kind])
        return found.get(code)

    def _on_picked(self, kind: str, code: str) -> None:
        if (kind, code) == self._shown or self._asking:
            return
        if self._is_typed:
            self._ask_whether_to_leave((kind, code))
            return
        self._shown = (kind, code)
        self._show_item()

    @property
    def _is_typed(self) -> bool:
        return self.stack.currentWidget() is self.form and bool(self.form.changed_fields())

    def _ask_whether_to_leave(self, wanted: tuple[str, str]) -> None:
        """Before what was typed is lost; the list stands again where it stood."""
        say = self.context.say
        self._asking = True
        self.panel.show_kind(*self._shown)
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(say("administration-leave"))
        stay = box.addButton(say("administration-stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(say("administration-discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        leave.clicked.connect(lambda: self._leave_for(wanted))
        box.finished.connect(self._asked)
        box.open()

    def _asked(self) -> None:
        self._asking = False

    def go_on(self, ref: str) -> None:
        """Show what was being changed when the window was closed, with the changes."""
        kind, _, code = ref.partition(" ")
        self._resumed = (kind, code)
        self.refresh()

    def _go_to(self, kind: str, code: str) -> None:
        self.panel.show_kind(kind, code)
        if not code:
            self.begin_new(kind)

    def _reset(self) -> None:
        """As it is in the store; of something new, nothing."""
        self.keeper.forget()
        kind, code = self._shown
        if code:
            self._show_item()
        else:
            self.begin_new(kind)

    def _leave_for(self, wanted: tuple[str, str]) -> None:
        self._asking = False
        self.keeper.forget()
        self._shown = ("", "")
        self.form.forget()
        self.panel.show_kind(*wanted)

    def _show_item(self) -> None:
        kind, code = self._shown
        self.keeper.let_go()
        self._seen = self._item(kind, code) if kind else None
        if self._seen is None:
            self.sentence.tell(self.context.say("administration-pick"), "settings")
            self.stack.setCurrentWidget(self.sentence)
            return
        title = self._name(self._seen) or code
        may_edit = (kind, code) in self._editable
        subtitle = described(self.context, self._seen)
        self.form.show_row(kind, row_of(self._seen), title=title, subtitle=subtitle, may_edit=may_edit)
        self.stack.setCurrentWidget(self.form)
        if may_edit:
            self.keeper.take(ITEM, f"{kind} {code}", title)

    def begin_new(self, kind: str) -> None:
        """An empty form of that kind."""
        self.keeper.let_go()
        self._shown, self._seen = (kind, ""), None
        title = self.context.say(f"administration-new-{kind}")
        me = self.context.me.person
        likely = {"partner": me.partner} if kind == "person" and me is not None else {}
        self.form.show_row(kind, {}, title=title, may_edit=True, new=True, likely=likely)
        self.stack.setCurrentWidget(self.form)
        self.keeper.take(ITEM, f"{kind} ", title)
        self.form.focus_first()

    # --- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Send what was changed."""
        kind, code = self._shown
        fields = self.form.changed_fields()
        if not fields:
            return
        named = {forms.KEYS[kind]: code} if code else {}
        work = partial(
            self.context.platform.administration.save,
            forms.KINDS[kind],
            named | fields,
            seen=self._seen,
        )
        self.operations.run("task-saving-catalogue", work, self._said, self._on_refused, self._on_saved)

    def _said(self, saved: ItemSaved) -> str:
        return self.context.say("administration-saved", name=self._name(saved.item) or saved.code)

    def _name(self, item: AdministeredItem) -> str:
        return item.name if isinstance(item.name, str) else self.context.texts.called(item.name)

    def _on_saved(self, saved: ItemSaved) -> None:
        self.keeper.forget()
        self.form.forget()
        self._wanted = saved.code
        focus = qt_application().focusWidget()
        if focus is not None and self.form.isAncestorOf(focus):  # its fields are about to be made anew
            self.panel.list.setFocus()
        self.refresh()
        if isinstance(saved.item, Closure) and saved.item.active:
            self._look_for_concerned(saved.item)

    def _look_for_concerned(self, closure: Closure) -> None:
        """Who has booked on the days that are closed now."""
        name = self.context.texts.called(closure.name)
        self.context.tasks.query(
            self.context.say("task-closure-concerns"),
            partial(self.context.platform.closing.concerned, closure.code),
            partial(self._show_concerned, name),
            key="closure",
            owner=self,
        )

    def _show_concerned(self, name: str, found: tuple[Concerned, ...]) -> None:
        from ui.dialogs.closure_concerns import ClosureConcerns  # noqa: PLC0415 - rarely wanted

        if found:
            ClosureConcerns(self.window(), self.context, name, found).open()

    def _on_refused(self, error: BookingError) -> None:
        if isinstance(error, CatalogueInvalid):
            self.form.tell_problems(error)
        else:
            self.form.tell(self.context.explain(error))
