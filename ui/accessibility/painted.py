"""The parts of a painted widget as objects of their own for screen readers: made when one of them is asked for.

Python and Qt would both end the life of such an object. Qt shall: once registered, an interface is deleted by Qt's own
register alone, and until then a reference is held here, so that Python never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QWindow

Key = tuple["Hashable", ...]
"""The way from the widget (empty) to a part: stays the same as long as the part is the same thing."""
_PRESS: Final = QAccessibleActionInterface.pressAction()
_FOCUS: Final = QAccessibleActionInterface.setFocusAction()


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one part, its name apart: that is asked for more rarely, and takes longer to say."""

    box: QRect
    """In pixels of the widget, or of its viewport."""
    description: str = ""
    role: QAccessible.Role = QAccessible.Role.ListItem
    is_focusable: bool = True
    is_selectable: bool = False
    is_selected: bool = False
    is_open: bool | None = None
    """None where there is nothing to open or close."""
    is_hidden: bool = False
    """Scrolled away."""


class Painted(Protocol):
    """Knows the parts of one widget."""

    def parts(self, key: Key) -> Sequence[Key]:
        """The parts of a part, in order."""

    def part(self, key: Key) -> Part | None:
        """What there is to tell; None once it is gone."""

    def name(self, key: Key) -> str:
        """The sentence that is read there; empty once it is gone."""

    def focused(self) -> Key | None:
        """Where the keyboard is."""

    def go(self, key: Key) -> None:
        """Put the keyboard there."""

    def press(self, key: Key) -> None:
        """Do what Enter does there."""


class PaintedWidget(QAccessibleWidget):
    """A widget, with the parts that it paints as its children."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, painted: Callable[[], Painted]) -> None:
        super().__init__(widget, role)
        self.shown = widget
        self._painted = painted
        self._told: Key = ()
        self._known: dict[Key, tuple[PaintedPart, int]] = {}

    @property
    def painted(self) -> Painted:
        """Who knows the parts: asked late, for Qt wants the interface of a widget that is only half made."""
        return self._painted()

    def of(self, key: Key) -> PaintedPart:
        """The one interface of a part."""
        found = self._known.get(key)
        if found is None:
            made = PaintedPart(self, key)
            found = self._known[key] = made, QAccessible.registerAccessibleInterface(made)
        return found[0]

    def forget(self, *, everything: bool = False) -> None:
        """Let go of the parts that are no longer there."""
        gone = [
            key for key in self._known if everything or (key != self._told and self.painted.part(key) is None)
        ]
        for key in gone:
            QAccessible.deleteAccessibleInterface(self._known[key][1])
            del self._known[key]

    def tell_focus(self) -> None:
        """The keyboard is on another part. What it leaves is let go of at the next step: readers still ask about it."""
        key = self.painted.focused()
        if key is None or not self.shown.hasFocus():
            return
        if key == self._told:  # a step within it: a focus that is there already is not read again
            again = QAccessibleAnnouncementEvent(self.shown, self.painted.name(key))
            QAccessible.updateAccessibility(again)
            return
        QAccessible.updateAccessibility(QAccessibleEvent(self.of(key), QAccessible.Event.Focus))
        self.forget()
        self._told = key

    def leave(self) -> None:
        """The keyboard goes to another widget: where it comes back to is told anew."""
        self._told = ()

    @property
    def canvas(self) -> QWidget:
        """Whose pixels boxes are in."""
        return self.shown.viewport() if isinstance(self.shown, QAbstractScrollArea) else self.shown

    # --- Qt -----------------------------------------------------------------------------------------

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """How many parts it has."""
        return len(self.painted.parts(()))

    def child(self, index: int) -> QAccessibleInterface:
        """One of them."""
        return _child(self, (), index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        """Which of them that is."""
        return _index(self, (), child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """The part under a point of the screen."""
        return _child_at(self, (), x, y)

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """Where the keyboard is."""
        key = self.painted.focused() if self.shown.hasFocus() else None
        return self if key is None else self.of(key)


class PaintedPart(QAccessibleInterface):
    """One part. It knows nothing itself, but asks."""

    def __init__(self, root: PaintedWidget, key: Key) -> None:
        super().__init__()
        self.root = root
        self.key = key
        self._last: Part | None = None
        self._name = ""
        self._actions: PartActions | None = None

    @property
    def is_alive(self) -> bool:
        """Whether its widget is: Qt still asks for parents while it takes a window down."""
        return isValid(self.root) and isValid(self.root.shown)

    @property
    def part(self) -> Part | None:
        """What there is to tell; the last that was known while nobody has let go of it, for readers ask about what they leave."""
        if not self.is_alive:
            return None
        self._last = self.root.painted.part(self.key) or self._last
        return self._last

    # --- Qt -----------------------------------------------------------------------------------------

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it is still there."""
        return self.part is not None

    def object(self) -> QObject:
        """It is painted, no object of Qt's."""
        return None  # type: ignore[return-value] # as Qt's own parts of lists do

    def window(self) -> QWindow:
        """Where it is painted."""
        return self.root.window() if self.is_alive else None  # type: ignore[return-value] # Qt's null

    def role(self) -> QAccessible.Role:
        """What kind of thing it is."""
        part = self.part
        return part.role if part is not None else QAccessible.Role.NoRole

    def text(self, kind: QAccessible.Text) -> str:
        """Its name and description."""
        part = self.part
        if part is None:
            return ""
        if kind == QAccessible.Text.Name:
            self._name = self.root.painted.name(self.key) or self._name
            return self._name
        return part.description if kind == QAccessible.Text.Description else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802 - Qt's name
        """Names are not given from outside."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        part = self.part
        if part is None:
            return QRect()
        return QRect(self.root.canvas.mapToGlobal(part.box.topLeft()), part.box.size())

    def state(self) -> QAccessible.State:
        """Where the keyboard is, what is chosen, what is open."""
        state, part = QAccessible.State(), self.part
        if part is None:
            state.invalid = True
            return state
        state.focusable = part.is_focusable
        state.focused = self.root.shown.hasFocus() and self.root.painted.focused() == self.key
        state.selectable, state.selected = part.is_selectable, part.is_selected
        if part.is_open is not None:
            state.expandable = True
            state.expanded, state.collapsed = part.is_open, not part.is_open
        state.offscreen = part.is_hidden
        state.invisible = not self.root.shown.isVisible()
        return state

    def parent(self) -> QAccessibleInterface:
        """What it is a part of."""
        if not self.is_alive:
            return None  # type: ignore[return-value] # Qt's null
        return self.root.of(self.key[:-1]) if len(self.key) > 1 else self.root

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """How many parts it has itself."""
        return len(self.root.painted.parts(self.key)) if self.is_alive else 0

    def child(self, index: int) -> QAccessibleInterface:
        """One of them."""
        return _child(self.root, self.key, index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        """Which of them that is."""
        return _index(self.root, self.key, child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """The part of it under a point of the screen."""
        return _child_at(self.root, self.key, x, y)

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """Where the keyboard is within it."""
        found = self.root.focusChild() if self.is_alive else None
        is_within = isinstance(found, PaintedPart) and found.key[: len(self.key)] == self.key
        return found if is_within else None  # type: ignore[return-value] # Qt's null

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """It can be pressed. The answer is a ``void*``, which PySide makes of a VoidPtr alone: of None it would make an address."""
        address, part = 0, self.part
        if kind == QAccessible.InterfaceType.ActionInterface and part is not None and part.is_focusable:
            self._actions = self._actions or PartActions(self)
            address = getCppPointer(self._actions)[0]
        return VoidPtr(address)  # type: ignore[return-value]


class PartActions(QAccessibleActionInterface):
    """What a part lets itself be asked to do: by voice, by a switch, by a screen reader."""

    def __init__(self, part: PaintedPart) -> None:
        super().__init__()
        self._part = part

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's name
        """To be pressed, and to have the keyboard."""
        return [_PRESS, _FOCUS]

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Do one of them."""
        root, key = self._part.root, self._part.key
        if self._part.part is None:
            return
        root.shown.setFocus()
        root.painted.go(key)
        if name == _PRESS:
            root.painted.press(key)

    def keyBindingsForAction(self, name: str) -> list[str]:  # noqa: N802 - Qt's name
        """Enter presses."""
        return ["Return"] if name == _PRESS else []


def _child(root: PaintedWidget, key: Key, index: int) -> QAccessibleInterface:
    parts = root.painted.parts(key) if isValid(root) else ()
    return root.of(parts[index]) if 0 <= index < len(parts) else None  # type: ignore[return-value] # Qt's null


def _index(root: PaintedWidget, key: Key, child: QAccessibleInterface) -> int:
    parts = root.painted.parts(key) if isValid(root) else ()
    return parts.index(child.key) if isinstance(child, PaintedPart) and child.key in parts else -1


def _child_at(root: PaintedWidget, key: Key, x: int, y: int) -> QAccessibleInterface:
    if not isValid(root):
        return None  # type: ignore[return-value] # Qt's null
    point = root.canvas.mapFromGlobal(QPoint(x, y))
    for inner in root.painted.parts(key):
        part = root.painted.part(inner)
        if part is not None and part.box.contains(point):
            return root.of(inner)
    return None  # type: ignore[return-value] # Qt's null
