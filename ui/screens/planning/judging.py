"""The live verdict of a drag: the planner asked against what is on the board, at every move of the mouse. Knows no Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from platform_booking.domain.board import planned_lines_of, sessions_of
from platform_booking.domain.booking import Line
from platform_booking.domain.recurrence import Lapse
from platform_booking.domain.timespan import TimeSpan

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from platform_booking.domain.board import Board, BoardSession
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.conflicts import Occupancy
    from platform_booking.domain.planning import PlannedLine
    from platform_booking.domain.verdict import Verdict
    from ui.timeline.proposal import Proposal


class Judge:
    """Answers proposals from one board. What a drag asks again and again is kept: its lines, and everybody else."""

    def __init__(self, board: Board, catalogue: Catalogue, zone: ZoneInfo, partner: str = "") -> None:
        """``partner`` (code) is that of whoever drags something new."""
        self._board = board
        self._partner = partner
        self._catalogue = catalogue
        self._zone = zone
        self.sessions: dict[tuple[str, int], BoardSession] = {
            (session.ref, session.occurrence): session for session in sessions_of(board, catalogue)
        }
        self._others: tuple[tuple[tuple[str, int], ...], Occupancy] | None = None
        self._last: tuple[Proposal, Verdict] | None = None
        """A hand that rests on one place asks once."""

    def __call__(self, proposal: Proposal) -> Verdict:
        """Whether it would fit, line by line."""
        from platform_booking.domain.verdict import judge  # noqa: PLC0415 - a look needs no planner

        if self._last is None or self._last[0] != proposal:
            occupancy = self._occupancy_without(proposal)
            session = self.session(proposal.ref, proposal.occurrence)
            verdict = judge(
                self.lines(proposal),
                self.span(proposal),
                self._zone,
                occupancy,
                partner=self._partner if session is None else session.partner,
                noted=self._board.noted,
            )
            self._last = proposal, verdict
        return self._last[1]

    def session(self, ref: str, occurrence: int) -> BoardSession | None:
        """That date of a booking, where it is on the board."""
        return self.sessions.get((ref, occurrence))

    def span(self, proposal: Proposal) -> TimeSpan:
        """The whole session's new time: every line follows the one that was grabbed."""
        session = self.session(proposal.ref, proposal.occurrence)
        if session is None or proposal.was is None:
            return proposal.span
        start = session.use.start + (proposal.span.start - proposal.was.start)
        end = session.use.end + (proposal.span.end - proposal.was.end)
        return TimeSpan(start, max(end, start + (proposal.span.end - proposal.span.start)))

    def lines(self, proposal: Proposal) -> tuple[PlannedLine, ...]:
        """The lines as they would be: exchanged where the hand is on another row, longer where it pulls an edge."""
        from platform_booking.domain.planning import PlannedLine  # noqa: PLC0415 - a look needs no planner

        session = self.session(proposal.ref, proposal.occurrence)
        if session is None:
            return (PlannedLine(Line(1, proposal.resource), self._catalogue.resources[proposal.resource]),)
        lines = planned_lines_of(session, self._catalogue, self._zone)
        own = tuple(self._proposed(line, session, proposal) for line in lines)
        return own + self._beside(session, proposal, max((line.line.number for line in own), default=0))

    def _beside(self, session: BoardSession, proposal: Proposal, last: int) -> tuple[PlannedLine, ...]:
        """The lines of all that move along, as if they were the session's own: as far from its start as they are."""
        found = []
        for key in proposal.beside:
            other = self.sessions.get(key)
            if other is None or other.is_block:
                continue
            away = Lapse.between(session.use.start, other.use.start, self._zone)
            for number, line in enumerate(planned_lines_of(other, self._catalogue, self._zone), last + 1):
                offset = Lapse(line.line.offset.wall + away.wall, line.line.offset.exact + away.exact)
                found.append(replace(line, line=replace(line.line, number=number, offset=offset)))
                last = number
        return tuple(found)

    def _proposed(self, line: PlannedLine, session: BoardSession, proposal: Proposal) -> PlannedLine:
        from platform_booking.domain.planning import PlannedLine  # noqa: PLC0415 - a look needs no planner

        own = next(item for item in session.lines if item.number == line.line.number)
        if own.use == session.use:  # it lasts as long as the session, whatever that will be
            line = replace(line, line=replace(line.line, length=None))
        if line.line.number == proposal.line and proposal.to_resource not in (None, line.resource.code):
            assert proposal.to_resource is not None
            other = self._catalogue.resources[proposal.to_resource]
            line = PlannedLine(replace(line.line, resource=other.code), other)
        return line

    def _occupancy_without(self, proposal: Proposal) -> Occupancy:
        """Everybody but what is dragged."""
        key = ((proposal.ref, proposal.occurrence), *proposal.beside)
        if self._others is None or self._others[0] != key:
            own = frozenset(
                bar.id for bar in self._board.bars if proposal.ref and (bar.ref, bar.occurrence) in key
            )
            self._others = key, self._board.occupancy(leaving=own)
        return self._others[1]
