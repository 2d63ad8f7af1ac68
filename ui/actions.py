"""Every action of the window and its keys, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.texts import Texts
    from ui.theme import Theme

PLANNING: Final = "planning"
AGENDA: Final = "agenda"
REQUESTS: Final = "requests"
SLOTS: Final = "slots"
CALENDARS: Final = "calendars"
REPORTS: Final = "reports"
ADMINISTRATION: Final = "administration"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its name is also that of its text (``action-NAME``)."""

    name: str
    menu: str
    keys: tuple[str, ...] = ()
    glyph: str = ""


SPECS: Final = (
    ActionSpec("new-booking", "file", ("N",), "plus"),
    ActionSpec("new-from-template", "file", ("Shift+N",), "layout-template"),
    ActionSpec("new-block", "file", ("Ctrl+Shift+N",), "wrench"),
    ActionSpec("export-selection", "file", ("Ctrl+Shift+E",), "download"),
    ActionSpec("export-calendar", "file", (), "download"),
    ActionSpec("export-mine", "file", (), "download"),
    ActionSpec("print-week", "file", ("Ctrl+P",), "printer"),
    ActionSpec("print-door", "file", (), "printer"),
    ActionSpec("audit-trail", "file", (), "history"),
    ActionSpec("used-hours", "file", (), "chart-column"),
    ActionSpec("catalogue-import", "file", (), "upload"),
    ActionSpec("catalogue-export", "file", (), "download"),
    ActionSpec("store-care", "file", (), "shield-check"),
    ActionSpec("personal-data", "file", (), "users"),
    ActionSpec("server-access", "file", (), "server"),
    ActionSpec("open-store", "file", ("Ctrl+O",), "database"),
    ActionSpec("change-person", "file", (), "user"),
    ActionSpec("quit", "file", ("Ctrl+Q",)),
    ActionSpec("save", "edit", ("Ctrl+S",), "check"),
    ActionSpec("undo", "edit", ("Ctrl+Z",), "undo-2"),
    ActionSpec("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    ActionSpec("paste", "edit", ("Ctrl+V",), "clipboard-paste"),
    ActionSpec("command", "edit", ("Ctrl+K", "/"), "terminal"),
    ActionSpec("search", "edit", ("Ctrl+F",), "search"),
    ActionSpec("open", "booking", (), "calendar-range"),
    ActionSpec("edit", "booking", ("E",), "pencil"),
    ActionSpec("duplicate", "booking", ("Ctrl+D",), "copy-plus"),
    ActionSpec("save-template", "booking", (), "bookmark-plus"),
    ActionSpec("move", "booking", (), "clock-arrow-up"),
    ActionSpec("approve", "booking", ("A",), "check"),
    ActionSpec("decline", "booking", ("D",), "x"),
    ActionSpec("propose", "booking", ("P",), "message-square-reply"),
    ActionSpec("ask", "booking", (), "message-square-reply"),
    ActionSpec("answer", "booking", ("R",), "message-square-reply"),
    ActionSpec("accept", "booking", ("Y",), "circle-check"),
    ActionSpec("refuse", "booking", (), "x"),
    ActionSpec("check-in", "booking", ("B",), "circle-check"),
    ActionSpec("finish", "booking", ("Shift+B",), "check"),
    ActionSpec("no-show", "booking", (), "x"),
    ActionSpec("unblock", "booking", (), "x"),
    ActionSpec("block-end", "booking", (), "clock-arrow-up"),
    ActionSpec("print-attendance", "booking", (), "printer"),
    ActionSpec("tick", "booking", ("X",), "check"),
    ActionSpec("history", "booking", (), "history"),
    ActionSpec("copy-ref", "booking", ("Ctrl+C",), "copy"),
    ActionSpec("cancel", "booking", ("Del",), "trash-2"),
    ActionSpec("breakdown", "booking", (), "wrench"),
    ActionSpec("show-planning", "view", ("Ctrl+1",), "calendar-range"),
    ActionSpec("show-agenda", "view", ("Ctrl+2",), "list"),
    ActionSpec("show-requests", "view", ("Ctrl+3",), "inbox"),
    ActionSpec("show-slots", "view", ("Ctrl+4",), "calendar-search"),
    ActionSpec("show-calendars", "view", ("Ctrl+5",), "calendar-sync"),
    ActionSpec("show-reports", "view", ("Ctrl+6",), "chart-column"),
    ActionSpec("show-administration", "view", ("Ctrl+9",), "settings"),
    ActionSpec("today", "view", ("T",)),
    ActionSpec("previous", "view", ("PgUp",), "chevron-left"),
    ActionSpec("next", "view", ("PgDown",), "chevron-right"),
    ActionSpec("go-to-date", "view", ("Ctrl+G",), "calendar-search"),
    ActionSpec("scale-day", "view", ("J",)),
    ActionSpec("scale-week", "view", ("S",)),
    ActionSpec("scale-two-weeks", "view", ("Q",)),
    ActionSpec("scale-month", "view", ("M",)),
    ActionSpec("fold", "view", ("Z",), "moon"),
    ActionSpec("zoom-in", "view", ("Ctrl++", "Ctrl+="), "zoom-in"),
    ActionSpec("zoom-out", "view", ("Ctrl+-",), "zoom-out"),
    ActionSpec("zoom-reset", "view", ("Ctrl+0",)),
    ActionSpec("filters", "view", ("F",), "list-filter"),
    ActionSpec("inspector", "view", ("I",), "panel-right"),
    ActionSpec("refresh", "view", ("F5",), "refresh-cw"),
    ActionSpec("stop", "view", ("Shift+F5",), "x"),
    ActionSpec("next-region", "view", ("F6",)),
    ActionSpec("text-100", "view"),
    ActionSpec("text-125", "view"),
    ActionSpec("text-150", "view"),
    ActionSpec("text-200", "view"),
    ActionSpec("density-compact", "view"),
    ActionSpec("density-normal", "view"),
    ActionSpec("density-comfort", "view"),
    ActionSpec("column-wider", "view"),
    ActionSpec("column-narrower", "view"),
    ActionSpec("column-fit", "view"),
    ActionSpec("theme-system", "view"),
    ActionSpec("theme-light", "view"),
    ActionSpec("theme-dark", "view"),
    ActionSpec("language-fr", "view"),
    ActionSpec("language-en", "view"),
    ActionSpec("keys", "help", ("F1",), "keyboard"),
    ActionSpec("single-keys", "help"),
    ActionSpec("about", "help", (), "info"),
)
MENUS: Final = ("file", "edit", "booking", "view", "help")
READING: Final = frozenset({"open", "copy-ref", "export-selection", "print-attendance", "tick"})
"""Actions on bookings that change nothing."""
SEPARATED: Final = frozenset(
    {
        "export-selection",
        "print-week",
        "catalogue-import",
        "open-store",
        "quit",
        "command",
        "approve",
        "check-in",
        "unblock",
        "tick",
        "cancel",
        "breakdown",
        "today",
        "scale-day",
        "fold",
        "refresh",
    }
    | {"text-100", "density-compact", "column-wider", "theme-system", "language-fr"}
)
"""Actions above which a menu draws a line."""


class Actions(QObject):
    """The window's actions. Whoever is in front answers ``triggered``."""

    triggered = Signal(str)

    def __init__(self, window: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._by_name: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(texts.text(f"action-{spec.name}"), self)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.triggered.connect(lambda _checked=False, name=spec.name: self.triggered.emit(name))
            self._by_name[spec.name] = action
            window.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def use_single_keys(self, *, wanted: bool) -> None:
        """Whether keys without Ctrl or Alt that are letters or signs do anything."""
        for spec in SPECS:
            keys = [QKeySequence(key) for key in spec.keys if wanted or not is_single(key)]
            self._by_name[spec.name].setShortcuts(keys)

    def named_by(self, event: QKeyEvent) -> str:
        """The action whose key that is; empty where it is nobody's."""
        pressed = QKeySequence(event.keyCombination())
        return next((name for name, action in self._by_name.items() if pressed in action.shortcuts()), "")

    def draw(self, menu: str) -> None:
        """Give the actions of a menu their icons, the first time that it opens: few people ever see them all."""
        for spec in SPECS:
            action = self._by_name[spec.name]
            if spec.menu == menu and spec.glyph and action.icon().isNull():
                action.setIcon(icon(spec.glyph, self._theme.px(16), self._theme.color("text2")))

    def enable(self, allowed: frozenset[str], among: frozenset[str]) -> None:
        """Enable those of ``among`` that are allowed."""
        for name in among:
            self._by_name[name].setEnabled(name in allowed)


def still_there(allowed: frozenset[str], *, lost: bool) -> frozenset[str]:
    """What of that can be done while the store is out of reach, or is not."""
    return allowed & READING if lost else allowed


def is_single(key: str) -> bool:
    """Whether that is one letter or sign, as a text has them."""
    return len(key.removeprefix("Shift+")) == 1


def keys_of(name: str) -> str:
    """The first key of an action, as people read it; empty where it has none."""
    spec = next(spec for spec in SPECS if spec.name == name)
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
