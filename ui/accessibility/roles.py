"""Which of our widgets says what it is by itself: asked for by Qt when a screen reader comes to one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

from ui.accessibility.buttons import ToldButton
from ui.accessibility.painted import PaintedWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_ROLE: Final = "accessible-role"
_held: dict[int, QAccessibleInterface] = {}
"""What Qt was given: held until Qt has deleted it. Outlives windows, as Qt's own register does."""


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let a widget be told as something that its class does not say."""
    widget.setProperty(_ROLE, role.value)


def tell_focus(widget: QWidget) -> None:
    """The keyboard is on another part of a painted widget, or has left it: whoever listens is told."""
    found = _painted(widget)
    if found is None:
        return
    if widget.hasFocus():
        found.tell_focus()
    else:
        found.leave()


def tell_change(widget: QWidget) -> None:
    """A painted widget shows other things: what is gone is let go of."""
    found = _painted(widget)
    if found is not None:
        found.forget()


def announce(widget: QWidget, sentence: str) -> None:
    """Say something that happened, whatever has the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


@cache
def install() -> None:
    """Answer Qt from now on; once for the whole program."""
    QAccessible.installFactory(_interface_of)


def _painted(widget: QWidget) -> PaintedWidget | None:
    """What is told of it; nothing where nobody listens."""
    found = QAccessible.queryAccessibleInterface(widget) if QAccessible.isActive() else None
    return found if isinstance(found, PaintedWidget) else None


def _interface_of(_class: str, thing: QObject) -> QAccessibleInterface | None:
    given = thing.property(_ROLE)
    role = getattr(thing, "accessible_role", None) if given is None else QAccessible.Role(given)
    if role is None or not isinstance(thing, QWidget):
        return None
    made = _made(thing, role)
    number = id(made)
    _held[number] = made
    thing.destroyed.connect(lambda: _let_go(number))
    return made


def _made(widget: QWidget, role: QAccessible.Role) -> QAccessibleInterface:
    painted = getattr(widget, "painted", None)
    if painted is not None:
        return PaintedWidget(widget, role, painted)
    return (
        ToldButton(widget, role) if isinstance(widget, QAbstractButton) else QAccessibleWidget(widget, role)
    )


def _let_go(number: int) -> None:
    made = _held.pop(number)
    if isinstance(made, PaintedWidget):
        made.forget(everything=True)
