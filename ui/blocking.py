"""What people do to blocks: lift them, or give them another end."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from platform_booking.domain.timespan import TimeSpan
from ui.keeping_words import UNBLOCK, words_of
from ui.widgets.reason import ask_reason

if TYPE_CHECKING:
    from platform_booking.domain.booking import Block, Booking
    from platform_booking.services.intent import ToBlock
    from ui.context import Context
    from ui.kept import KeptWords
    from ui.operations import Operations

LENGTH: Final = timedelta(hours=2)
"""Of what is proposed where nothing is selected."""


class Blocking:
    """Asks what must be asked, and sends it."""

    def __init__(self, context: Context, operations: Operations) -> None:
        self._context = context
        self._operations = operations

    def go_on(self, words: KeptWords) -> None:
        """Make something unavailable; proposed is what was being written."""
        from ui.dialogs.block import BlockDialog  # noqa: PLC0415 - the first window does not need it

        context = self._context
        resources = context.platform.blocks.blockable(context.catalogue)
        if resources:
            code = words.ref if words.ref in {item.code for item in resources} else ""
            span = _next_hours(context.now())
            dialog = BlockDialog(self._operations.window, context, self._operations, resources, code, span)
            dialog.keeper.show(words.text)
            dialog.open()

    def ask_new(self, booking: Booking | None = None, occurrence: int = 0, code: str = "") -> None:
        """Make something unavailable; proposed is what and when that date of the booking has, or that resource."""
        from ui.dialogs.block import BlockDialog  # noqa: PLC0415 - the first window does not need it

        context = self._context
        resources = context.platform.blocks.blockable(context.catalogue)
        if not resources:
            return
        span = _next_hours(context.now())
        date = booking and next((item for item in booking.occurrences if item.number == occurrence), None)
        if booking is not None and date:
            mine = {item.code for item in resources}
            code = next((line.resource for line in booking.lines if line.resource in mine), "")
            span = date.span
        BlockDialog(self._operations.window, context, self._operations, resources, code, span).open()

    def ask_about(self, asked: ToBlock) -> None:
        """Make something unavailable; proposed is what was typed in one line."""
        from ui.dialogs.block import BlockDialog  # noqa: PLC0415 - the first window does not need it

        context = self._context
        resources = context.platform.blocks.blockable(context.catalogue)
        if asked.code not in {item.code for item in resources}:
            return
        dialog = BlockDialog(
            self._operations.window, context, self._operations, resources, asked.code, asked.span
        )
        dialog.propose(asked.kind, asked.unit or "", asked.reason)
        dialog.open()

    def do(self, action: str, block: Block) -> None:
        """Unblock or block-end."""
        if action == "unblock":
            named = self._context.resource_name(block.resource)
            lift = partial(self._lift, block)
            ask_reason(self._operations.window, self._context, UNBLOCK, named, lift, block.ref)
        elif action == "block-end":
            from ui.dialogs.block import BlockEndDialog  # noqa: PLC0415 - the first window does not need it

            BlockEndDialog(self._operations.window, self._context, self._operations, block).open()

    def _lift(self, block: Block, why: str) -> None:
        said = self._context.say("done-lifted", name=self._context.resource_name(block.resource))
        work = partial(self._context.platform.blocks.lift, block.ref, why)

        def forget(_answer: object) -> None:
            words_of(self._context).forget(UNBLOCK, block.ref)

        self._operations.run("task-blocking", work, said, then=forget)


def _next_hours(now: datetime) -> TimeSpan:
    """From the next full hour."""
    start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return TimeSpan(start, start + LENGTH)
