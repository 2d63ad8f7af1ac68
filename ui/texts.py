"""What the window says: the core's sentences and its own, dates and times as the language writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QDate, QLocale

from platform_booking.wording import Words

if TYPE_CHECKING:
    from datetime import tzinfo

    from platform_booking.domain.catalogue import Text
    from platform_booking.domain.timespan import TimeSpan

UI_FILES: Final = (
    "ui-decide.ftl",
    "ui-frame.ftl",
    "ui-accessible.ftl",
    "ui-planning.ftl",
    "ui-series.ftl",
    "ui-timeline.ftl",
    "ui-editor.ftl",
    "ui-lists.ftl",
    "ui-administration.ftl",
    "ui-campaigns.ftl",
    "ui-slots.ftl",
    "ui-use.ftl",
    "ui-board.ftl",
    "ui-several.ftl",
    "ui-ways.ftl",
    "ui-rules.ftl",
    "ui-breakdown.ftl",
    "ui-reports.ftl",
    "ui-calendars.ftl",
    "ui-published.ftl",
    "ui-away.ftl",
    "ui-mail-setup.ftl",
    "ui-trail.ftl",
    "ui-care.ftl",
    "ui-store.ftl",
    "ui-personal.ftl",
    "ui-command.ftl",
    "ui-connect.ftl",
    "ui-states.ftl",
)
IN_THE_WINDOW: Final = "ui-refused.ftl"
"""What the core's sentences say about commands, said for those who use a window: the first of one name counts."""
NO_BREAK: Final = "\u00a0"
JOINER: Final = "\u2060"
"""After a dash a line may break, even before a space that does not."""
_TERRITORIES: Final = {"fr": QLocale.Country.France, "en": QLocale.Country.UnitedKingdom}
_LANGUAGES: Final = {"fr": QLocale.Language.French, "en": QLocale.Language.English}
_MINUTES_PER_HOUR: Final = 60
_HOURS_PER_DAY: Final = 24


class Texts(Words):
    """The sentences of one language, with the window's own."""

    FILES: ClassVar[tuple[str, ...]] = (IN_THE_WINDOW, *Words.FILES, *UI_FILES)

    def __init__(self, language: str = "fr", zone: tzinfo | None = None) -> None:
        super().__init__(language, zone)
        self.locale = QLocale(_LANGUAGES[self.language], _TERRITORIES[self.language])

    @property
    def zone_name(self) -> str:
        """The name of the zone in which times are shown."""
        return str(self.zone)

    def called(self, name: Text) -> str:
        """A name of the catalogue in this language."""
        return name.in_language(self.language)

    # --- days ---------------------------------------------------------------------------------------

    def dated(self, day: date, pattern: str) -> str:
        """The day by one of QLocale's patterns; in French the first of a month is an ordinal."""
        if self.language == "fr" and day.day == 1:
            pattern = pattern.replace("d MMM", "d'er' MMM")
        return self.locale.toString(QDate(day.year, day.month, day.day), pattern)

    def day_long(self, day: date) -> str:
        """``mardi 24 novembre``, ``Tuesday 24 November``."""
        return self.dated(day, "dddd d MMMM")

    def day_short(self, day: date) -> str:
        """``mar. 24 nov.``, ``Tue 24 Nov``."""
        return self.dated(day, "ddd d MMM")

    def day_brief(self, day: date) -> str:
        """``24 nov.``, ``24 Nov``."""
        return self.dated(day, "d MMM")

    def days(self, first: date, last: date) -> str:
        """From a day to a day, inclusive, what they share said once: ``23 – 29 novembre 2026``."""
        if first == last:
            return self.dated(first, "dddd d MMMM yyyy")
        end = self.dated(last, "d MMMM yyyy")
        if first.year != last.year:
            return f"{self.dated(first, 'd MMMM yyyy')} – {end}"
        if first.month != last.month:
            return f"{self.dated(first, 'd MMMM')} – {end}"
        return f"{self.dated(first, 'd MMM').split(' ')[0]} – {end}"

    def month(self, day: date) -> str:
        """``novembre 2026``."""
        return self.dated(day, "MMMM yyyy")

    # --- times --------------------------------------------------------------------------------------

    def local(self, moment: datetime, zone: tzinfo | None = None) -> datetime:
        """The moment on the clocks of the zone."""
        return moment.astimezone(zone or self.zone)

    def time(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """``14:00`` on the clocks of the zone."""
        return f"{self.local(moment, zone):%H:%M}"

    def hours(self, span: TimeSpan, zone: tzinfo | None = None) -> str:
        """``14:00 – 17:00``; with the day of the end where it is another: ``18:30 – ven. 14:00``. Lines break between days only."""
        first, last = self.local(span.start, zone), self.local(span.end, zone)
        if first.date() == last.date() or last == first.replace(hour=0, minute=0) + timedelta(days=1):
            return f"{first:%H:%M}{NO_BREAK}–{JOINER}{NO_BREAK}{last:%H:%M}"
        end = f"{self.dated(last.date(), 'ddd d')} {last:%H:%M}".replace(" ", NO_BREAK)
        return f"{first:%H:%M}{NO_BREAK}– {end}"

    def span(self, start: datetime, end: datetime, zone: tzinfo | None = None) -> str:
        """As the core says it, with the window's dash: ``ven. 4 déc. 2026, 08:30 – 18:00``."""
        first, last = self.local(start, zone), self.local(end, zone)
        if first.date() == last.date():
            return f"{self.day(first.date())}, {self.clock(first)}{NO_BREAK}–{JOINER}{NO_BREAK}{self.clock(last)}"
        return super().span(start, end, zone)

    def when(self, span: TimeSpan, zone: tzinfo | None = None) -> str:
        """``mar. 24 nov., 14:00 – 17:00``."""
        return f"{self.day_short(self.local(span.start, zone).date())}, {self.hours(span, zone)}"

    def when_long(self, span: TimeSpan, zone: tzinfo | None = None) -> str:
        """``mardi 24 novembre, 14:00 – 17:00``."""
        return f"{self.day_long(self.local(span.start, zone).date())}, {self.hours(span, zone)}"

    def stamp(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """``4 nov. 09:14``."""
        return f"{self.day_brief(self.local(moment, zone).date())} {self.time(moment, zone)}"

    def capital(self, text: str) -> str:
        """The text with its first letter as a sentence begins."""
        return text[:1].upper() + text[1:]
