"""A day and a time of day, side by side: one instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from platform_booking.domain.recurrence import localize
from ui.dialogs.editor.fields import DayField, Field, TimeField
from ui.widgets.layout import row

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QHBoxLayout

    from ui.context import Context


class MomentFields:
    """The two fields, named ``<name>-day`` and ``<name>-time``, in a zone: the window's unless another is given."""

    def __init__(self, context: Context, name: str, at: datetime, zone: ZoneInfo | None = None) -> None:
        self.zone = zone or context.texts.zone
        local = at.astimezone(self.zone)
        self.day = DayField(context, local.date())
        self.time = TimeField(local.hour * 60 + local.minute)
        self.layout: QHBoxLayout = row(spacing=12)
        self.layout.addWidget(Field(context.say(f"{name}-day"), self.day), 2)
        self.layout.addWidget(Field(context.say(f"{name}-time"), self.time), 1)

    def named(self, name: str) -> dict[str, DayField | TimeField]:
        """Both, each by a name."""
        return {f"{name}-day": self.day, f"{name}-time": self.time}

    @property
    def moment(self) -> datetime | None:
        """The instant; None while a day or a time cannot be understood."""
        if not (self.day.is_understood and self.time.is_understood):
            return None
        return self._moment_of(self.day.day, self.time.minutes)

    def _moment_of(self, day: date, minutes: int) -> datetime:
        return localize(datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes), self.zone)
