"""From bookings to a calendar file: which dates whom concern, and how much of them may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from platform_booking.domain.booking import PARTLY_APPROVED, State, status_of
from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, person_resource_code
from platform_booking.domain.errors import InvalidInput, NotFound
from platform_booking.domain.recurrence import Lapse, localize, wall_time
from platform_booking.domain.timespan import TimeSpan
from platform_booking.ical.model import CalendarEvent, CalendarFile, Instance, Status
from platform_booking.services.calendar_details import ...
