"""What of a subject's history still stands: the one question before anything is taken back, wherever it is asked from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platform_booking.domain.errors import BuiltUpon, NotPermitted, StaleVersion
from platform_booking.services.happenings import SYSTEM
from platform_booking.services.reassigning import makes_room
from platform_booking.services.template_use import USE
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.storage.audit import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.storage.audit import AuditEntry
    from platform_booking.storage.unit_of_work import UnitOfWork

DISPLACED: Final = "displaced-by "
"""How a reason begins where one booking gave way to another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The step that may be taken back, or the taking back that may be."""

    entry: AuditEntry
    room_was_made: bool
    """Whether it gave way on other units for somebody else since."""

    @property
    def use_case(self) -> str:
        """Name of the use case that is taken back, or brought back."""
        entry = self.entry
        if entry.action in (UNDO, REDO) or entry.reason.startswith(DISPLACED):
            return entry.reason
        return entry.action

    @property
    def follows(self) -> bool:
        """Whether it was what somebody's decision on another booking did to this one."""
        return self.use_case.startswith(DISPLACED)


def only_step(
    unit_of_work: UnitOfWork,
    actor: Actor,
    subject: str,
    former: str | None,
    *,
    again: bool = False,
    behind: int | None = None,
) -> Standing:
    """The actor's own step, when it is all that stands since the subject was as ``former`` (a digest; None: not there).

    ``behind`` is the number of the entry after which that is asked, where it is known: a step may change nothing to see.
    With ``again`` the step is one that was taken back, and nothing new was done since. Raises BuiltUpon where something
    else stands on it, NotPermitted where it is somebody else's, StaleVersion where the subject was never so.
    """
    ref = subject.partition(":")[2]
    trail = entries(unit_of_work.connection, subject=subject)
    since = _since(trail, former) if behind is None else [entry for entry in trail if entry.seq > behind]
    if since is None:
        raise StaleVersion(ref, len(trail) - 1, len(trail))
    counted = [entry for entry in since if not _is_nobodys_step(entry)]
    stands, taken_back = _folded(counted)
    found, upon = (taken_back[:1], [*taken_back[1:], *stands]) if again else (stands[:1], stands[1:])
    if upon:
        last = upon[-1]
        raise BuiltUpon(ref, last.action, last.actor, last.at, mine=last.actor == actor.login)
    if not found or (taken_back and not again):
        raise StaleVersion(ref, len(trail) - 1, len(trail))
    if found[0].actor != actor.login:
        raise NotPermitted(actor.login, UNDO, ref, (found[0].actor,))
    return Standing(found[0], room_was_made=any(makes_room(entry) for entry in since))


def _since(trail: Sequence[AuditEntry], former: str | None) -> Sequence[AuditEntry] | None:
    """What was entered after it was as it was; all of it for one that was not there; None if it never was."""
    if former is None:
        return trail
    places = [place for place, entry in enumerate(trail) if entry.digest == former]
    return trail[places[-1] + 1 :] if places else None


def _is_nobodys_step(entry: AuditEntry) -> bool:
    """A change that stands in nobody's way: room made for others, a template used, a request passed on as it is."""
    passed_on = entry.actor == SYSTEM.login and entry.before == entry.after == {}
    return makes_room(entry) or entry.action == USE or passed_on


def _folded(since: Sequence[AuditEntry]) -> tuple[list[AuditEntry], list[AuditEntry]]:
    """Steps that stand, and undoings of what was done before all of these."""
    stands: list[AuditEntry] = []
    undone: list[AuditEntry | None] = []
    taken_back: list[AuditEntry] = []
    for entry in since:
        if entry.action == UNDO:
            undone.append(stands.pop() if stands else None)
            taken_back += [entry] if undone[-1] is None else []
        elif entry.action == REDO and undone:
            again = undone.pop()
            if again is None:
                taken_back.pop()
            else:
                stands.append(again)
        else:
            stands.append(entry)
    return stands, taken_back
