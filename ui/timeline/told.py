"""The board for screen readers: rows, and in each its bars, each with the sentence that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ui.accessibility.painted import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.accessibility.painted import Key
    from ui.timeline.bars import RowBar
    from ui.timeline.board import TimelineBoard
    from ui.timeline.keyboard import KeyHandler
    from ui.timeline.layout import Placed
    from ui.timeline.rows import Row, Rows


class ToldBoard:
    """Asks what the board shows; what nobody asks for is not made."""

    def __init__(self, view: TimelineBoard, keys: KeyHandler) -> None:
        self._view = view
        self._keys = keys
        self._rows: Rows | None = None
        self._numbers: dict[Key, int] = {}

    # --- parts --------------------------------------------------------------------------------------

    def parts(self, key: Key) -> Sequence[Key]:
        """Rows of the board; bars of a row, and the empty time on which the cursor stands."""
        if not key:
            return list(self._known())
        number = self._known().get(key)
        if number is None:
            return []
        bars: list[Key] = [(*key, _named(placed.bar)) for placed in self._view.scene.layout(number).placed]
        slot = self._slot()
        return bars if slot is None or slot[:1] != key else [*bars, slot]

    def part(self, key: Key) -> Part | None:
        """What there is to tell of a row, a bar or a time."""
        row = self._row_of(key)
        if row is None:
            return None
        if len(key) == 1:
            return self._row(row)
        if key == self._slot():
            return self._time(row)
        placed = self._view.scene.layout(self._known()[key[:1]]).placed
        found = next((item for item in placed if _named(item.bar) == key[1]), None)
        return None if found is None else self._bar(row, found)

    def name(self, key: Key) -> str:
        """The sentence of a row, a bar or a time."""
        row, cursor = self._row_of(key), self._view.state.cursor
        if row is None:
            return ""
        if len(key) == 1:
            said = self._view.canvas.captions.group_count(row) if row.is_group else row.sub
            return ", ".join(filter(None, (row.name, said)))
        if cursor is not None and key == self._slot():
            return self._view.spoken_cursor(cursor)
        bar = next((bar for bar in row.bars if _named(bar) == key[1]), None)
        return "" if bar is None else self._view.spoken(bar)

    def focused(self) -> Key | None:
        """The bar, the time or the group under the cursor."""
        cursor = self._view.state.cursor
        if cursor is None or not 0 <= cursor.row < len(self._view.scene.rows.rows):
            return None
        row = self._view.scene.rows.rows[cursor.row]
        if cursor.bar is not None:
            return (*_row_key(row), _named(cursor.bar))
        return self._slot() or _row_key(row)

    def go(self, key: Key) -> None:
        """Put the cursor there."""
        number = self._known()[key[:1]]
        placed = self._view.scene.layout(number).placed
        bar = next((item.bar for item in placed if (_named(item.bar),) == key[1:]), None)
        if bar is None or bar.more:
            self._keys.stand_on(number)
        else:
            self._keys.focus_bar(number, bar)

    def press(self, _key: Key) -> None:
        """Open what the cursor is on."""
        self._keys.enter()

    # --- what is told ---------------------------------------------------------------------------------

    def _known(self) -> dict[Key, int]:
        """Every row's key with its number."""
        rows = self._view.scene.rows
        if rows is not self._rows:
            self._rows = rows
            self._numbers = {_row_key(row): number for number, row in enumerate(rows.rows)}
        return self._numbers

    def _slot(self) -> Key | None:
        """The time or the range under the cursor, where there is no bar: each is another part, so that each is read."""
        cursor, rows = self._view.state.cursor, self._view.scene.rows.rows
        if cursor is None or cursor.bar is not None or not 0 <= cursor.row < len(rows):
            return None
        row = rows[cursor.row]
        return None if row.is_group else (*_row_key(row), cursor.range or (cursor.t, cursor.t))

    def _row_of(self, key: Key) -> Row | None:
        number = self._known().get(key[:1])
        return None if number is None else self._view.scene.rows.rows[number]

    def _row(self, row: Row) -> Part:
        shown = QRect(self._view.origin.x(), row.y, self._view.body.width(), row.height)
        box = self._seen(shown)
        box.setLeft(0)
        is_open = not row.collapsed if row.is_group else None
        described = self._view.canvas.captions.in_full(row)
        return Part(box, described, is_open=is_open, is_hidden=self._is_hidden(shown))

    def _bar(self, row: Row, placed: Placed) -> Part:
        box = QRect(placed.x0, row.y + placed.y, placed.x1 - placed.x0, placed.height)
        return Part(
            self._seen(box),
            is_selectable=not placed.bar.more,
            is_selected=placed.bar.session in self._view.state.selection,
            is_hidden=self._is_hidden(box),
        )

    def _time(self, row: Row) -> Part:
        scene, cursor = self._view.scene, self._view.state.cursor
        assert cursor is not None
        left, right = (round(scene.axis.x(t)) for t in cursor.range or (cursor.t, cursor.t))
        box = QRect(left, row.y, max(2, right - left), row.height)
        return Part(self._seen(box), is_hidden=self._is_hidden(box))

    def _seen(self, box: QRect) -> QRect:
        """A box of the content as it lies in the viewport."""
        return box.translated(self._view.body.topLeft() - self._view.origin)

    def _is_hidden(self, box: QRect) -> bool:
        return not self._seen(box).intersects(self._view.body)


def _row_key(row: Row) -> Key:
    return ((row.kind, row.code),)


def _named(bar: RowBar) -> tuple[object, ...]:
    """What stays the same of a bar when everything is read anew."""
    return bar.key, bar.part, bar.more
