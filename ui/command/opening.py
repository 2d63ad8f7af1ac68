"""Opens the command field of a window, where it is or over any screen. What it needs is loaded when it is first used."""
# ruff: noqa: PLC0415 - for that reason

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.actions import Actions
    from ui.command.center import CommandCenter
    from ui.command.palette import Palette
    from ui.context import Context
    from ui.operations import Operations
    from ui.widgets.command_field import CommandField


class Commanding(QObject):
    """One for a window."""

    search_wanted = Signal(object)
    """Show the search for this FindRequest."""
    resource_wanted = Signal(str)
    """Code of the resource whose row is to be shown."""
    filter_wanted = Signal(str)
    """Words that the rows of the planning are to hold."""
    finished = Signal()
    """The keys go back to the screen."""

    def __init__(self, context: Context, operations: Operations, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._operations = operations
        self._actions = actions
        self._window = window

    def attach(self, field: CommandField) -> None:
        """This field belongs to the window."""
        field.entered.connect(lambda: self.center.open(field))

    def open(self, field: CommandField | None) -> None:
        """Begin in the screen's own field, where it has one that shows; else over the screen."""
        if field is not None and field.isVisible():
            field.begin()
        else:
            self.palette.open()

    @cached_property
    def center(self) -> CommandCenter:
        """Understands and does."""
        from ui.command.center import CommandCenter

        made = CommandCenter(self._context, self._operations, self._actions, self._window)
        made.search_wanted.connect(self.search_wanted)
        made.resource_wanted.connect(self.resource_wanted)
        made.filter_wanted.connect(self.filter_wanted)
        made.finished.connect(self.finished)
        return made

    @cached_property
    def palette(self) -> Palette:
        """The field over the screen."""
        from ui.command.palette import Palette

        made = Palette(self._context, self._window)
        self.attach(made.field)
        made.field.lost_focus.connect(made.hide)
        self.finished.connect(made.hide)
        return made
