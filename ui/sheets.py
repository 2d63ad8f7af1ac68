"""Asking for a sheet: from the menus, the reports and a row of the planning."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.printing import KINDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ui.context import Context
    from ui.operations import Operations


def ask_sheet(context: Context, operations: Operations, kind: str, code: str = "") -> None:
    """Of which resource and day; that resource stands there already."""
    from ui.dialogs.print_sheet import PrintSheet  # noqa: PLC0415 - rarely asked for

    PrintSheet(context, operations, kind, code).open()


def add_sheets(menu: QMenu, context: Context, operations: Operations, code: str) -> None:
    """Add the sheets of a resource to a menu about it."""
    for kind in KINDS:
        action = menu.addAction(context.say(f"action-print-{kind}"))
        action.triggered.connect(partial(ask_sheet, context, operations, kind, code))
