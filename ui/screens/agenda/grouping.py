"""From sessions to the agenda's groups of rows, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from platform_booking.domain.booking import PARTLY_APPROVED, State
from ui.models.agenda_model import AgendaGroup, AgendaRow, ResourceText
from ui.screens.agenda.filters import BY_DAY, BY_RESOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from platform_booking.domain.board import BoardSession, SessionLine
    from platform_booking.domain.catalogue import Catalogue
    from ui.texts import Texts

K = TypeVar("K")
NEAR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes rows for one catalogue, in one language, as seen on one day."""

    texts: Texts
    catalogue: Catalogue
    first: date
    """First day of the period: what began before it is listed there."""
    today: date
    _words: dict[str, str] = field(default_factory=dict)
    """Of states, each made once."""
    _names: Counter[str] = field(default_factory=Counter)
    """How many resources have each name."""

    def groups(self, sessions: Sequence[BoardSession], by: str) -> tuple[AgendaGroup, ...]:
        """The sessions in groups of days, resources or partners, in their order."""
        if by == BY_DAY:
            return tuple(self._by_day(sessions))
        if by == BY_RESOURCE:
            return tuple(self._by_resource(sessions))
        return tuple(self._by_partner(sessions))

    # --- groups -------------------------------------------------------------------------------------

    def _by_day(self, sessions: Iterable[BoardSession]) -> Iterator[AgendaGroup]:
        for key, found in sorted(_gathered(sessions, lambda session: [self._day(session)]).items()):
            heading = self.texts.capital(self.texts.day_long(key))
            found.sort(key=self._began_before)
            rows = tuple(self._row(session, key) for session in found)
            yield AgendaGroup(key.isoformat(), heading, self._note(found, is_today=key == self.today), rows)

    def _by_resource(self, sessions: Iterable[BoardSession]) -> Iterator[AgendaGroup]:
        gathered = _gathered(sessions, lambda session: sorted({line.resource for line in session.lines}))
        resources = self.catalogue.resources
        ranked = sorted(
            gathered, key=lambda code: (resources[code].platform or "~", self._name(code).casefold())
        )
        for code in ranked:
            rows = tuple(self._row(session, None) for session in gathered[code])
            where = resources[code].platform
            note = self._note(gathered[code])
            yield AgendaGroup(code, self._name(code), f"{where} · {note}" if where else note, rows)

    def _by_partner(self, sessions: Iterable[BoardSession]) -> Iterator[AgendaGroup]:
        gathered = _gathered(sessions, lambda session: [session.partner])
        for code in sorted(gathered, key=lambda code: (not code, self._partner(code).casefold())):
            rows = tuple(self._row(session, None) for session in gathered[code])
            heading = self._partner(code) or self.texts.text("agenda-no-partner")
            yield AgendaGroup(code, heading, self._note(gathered[code]), rows)

    def _day(self, session: BoardSession) -> date:
        """The day under which a session is listed."""
        return max(self.first, self.texts.local(session.use.start).date())

    def _began_before(self, session: BoardSession) -> bool:
        """What goes on since before the period comes after what begins."""
        return self.texts.local(session.use.start).date() < self.first

    def _note(self, sessions: Sequence[BoardSession], *, is_today: bool = False) -> str:
        blocks = sum(session.is_block for session in sessions)
        bookings = len(sessions) - blocks
        said = [self.texts.text("agenda-bookings", count=bookings)] if bookings or not blocks else []
        said += [self.texts.text("agenda-blocks", count=blocks)] if blocks else []
        counted = ", ".join(said)
        return f"{self.texts.text('agenda-today')} · {counted}" if is_today else counted

    # --- rows ---------------------------------------------------------------------------------------

    def _row(self, session: BoardSession, day: date | None) -> AgendaRow:
        start, end = self._times(session, day)
        resources = tuple(self._resource(line) for line in session.lines)
        state, status = self._state(session)
        return AgendaRow(
            ref=session.ref,
            occurrence=session.occurrence,
            start=start,
            end=end,
            title=self._title(session),
            series=f"{session.occurrence}/{session.dates}" if session.dates > 1 else "",
            resources=resources,
            partner=self._partner(session.partner),
            state=state,
            status=status,
            speak=partial(self._spoken, session),
        )

    def _times(self, session: BoardSession, day: date | None) -> tuple[str, str]:
        """From when and until when, with the day where the heading does not say it."""
        first, last = self.texts.local(session.use.start), self.texts.local(session.use.end)
        begins, ends = f"{first:%H:%M}", f"{last:%H:%M}"
        if day is None:
            begins = f"{self.texts.day_short(first.date())} {begins}"
        elif first.date() != day:
            begins = self._away(first, day)
        listed = day or first.date()
        if last.date() != listed and last != _midnight_after(first):
            ends = self._away(last, listed)
        return begins, ends

    def _away(self, moment: datetime, day: date) -> str:
        """A moment on another day: its weekday and time while it is near, its date when it is far."""
        if abs(moment.date() - day) < NEAR:
            return f"{self.texts.dated(moment.date(), 'ddd d')} {moment:%H:%M}"
        return self.texts.day_brief(moment.date())

    def _title(self, session: BoardSession) -> str:
        if session.title:
            return session.title
        return self._kind(session.kind) if session.is_block else self.texts.text("agenda-taken")

    def _resource(self, line: SessionLine) -> ResourceText:
        name = self._name(line.resource)
        return ResourceText(
            self.catalogue.resources[line.resource].platform,
            f"{name} × {line.quantity}" if line.quantity > 1 else name,
            self.catalogue.resources[line.resource].site if self._has_namesakes(name) else "",
        )

    def _has_namesakes(self, name: str) -> bool:
        if not self._names:
            self._names.update(self.texts.called(item.name) for item in self.catalogue.resources.values())
        return self._names[name] > 1

    def _state(self, session: BoardSession) -> tuple[str, str]:
        if session.is_block:
            return "block", self._kind(session.kind)
        said = self._word(f"agenda-state-{session.state}")
        if session.state == PARTLY_APPROVED:
            granted = sum(line.state == State.APPROVED for line in session.lines)
            if granted < len(session.lines):
                said = f"{said} {granted}/{len(session.lines)}"
        return session.state, said

    def _word(self, name: str) -> str:
        if name not in self._words:
            self._words[name] = self.texts.text(name)
        return self._words[name]

    def _kind(self, kind: str) -> str:
        return self.texts.capital(self.texts.name("block", kind)) if kind else self.texts.text("agenda-block")

    def _name(self, code: str) -> str:
        return self.texts.called(self.catalogue.resources[code].name)

    def _partner(self, code: str) -> str:
        partner = self.catalogue.partners.get(code)
        return partner.name if partner else code

    # --- aloud --------------------------------------------------------------------------------------

    def _spoken(self, session: BoardSession) -> str:
        status = self.texts.name("block", session.kind) if session.is_block else ""
        return self.texts.text(
            "agenda-spoken-series" if session.dates > 1 else "agenda-spoken",
            title=self._title(session),
            span=self._spoken_span(session),
            state=status or self.texts.name("state", session.state),
            resources=len(session.lines),
            number=session.occurrence,
            dates=session.dates,
        )

    def _spoken_span(self, session: BoardSession) -> str:
        first, last = self.texts.local(session.use.start), self.texts.local(session.use.end)
        said = {
            "day": self.texts.day_long(first.date()),
            "start": self._spoken_hour(first),
            "end": self._spoken_hour(last),
        }
        if first.date() == last.date():
            return self.texts.text("agenda-span", **said)
        return self.texts.text("agenda-span-days", last=self.texts.day_long(last.date()), **said)

    def _spoken_hour(self, at: datetime) -> str:
        return self.texts.text("agenda-hour", hour=at.hour, minute=at.minute)


def _midnight_after(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0) + timedelta(days=1)


def _gathered(
    sessions: Iterable[BoardSession], keys: Callable[[BoardSession], Iterable[K]]
) -> dict[K, list[BoardSession]]:
    found: dict[K, list[BoardSession]] = {}
    for session in sessions:
        for key in keys(session):
            found.setdefault(key, []).append(session)
    return found
