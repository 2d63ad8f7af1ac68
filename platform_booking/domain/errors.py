"""One tree of errors. Each carries data; the sentence is made where it is shown.

Those that carry conflicts, alternatives or violations stand in ``refusals``, beside what they carry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class BookingError(Exception):
    """Root of everything the product can refuse.

    ``code`` names the sentence to show; ``params`` fill it. Nothing here is meant to be read by a user as it stands.
    """

    code: ClassVar[str] = "booking-error"

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({details})"


# --- the user's input -------------------------------------------------------------------------------


class InvalidInput(BookingError):
    """What was typed cannot be understood or makes no sense. ``reason`` names the sentence."""

    code = "invalid-input"

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason=reason, **params)
        self.reason = reason


class NaiveDatetime(InvalidInput):
    """A time without a zone reached the core."""

    def __init__(self, value: object) -> None:
        super().__init__("naive-datetime", value=str(value))


class NotFound(BookingError):
    """No such thing. ``kind`` is booking, resource, person, platform, unit, occurrence …; ``key`` what was asked for."""

    code = "not-found"

    def __init__(self, kind: str, key: str, near: Sequence[str] = ()) -> None:
        super().__init__(kind=kind, key=key, near=tuple(near))


class CatalogueInvalid(BookingError):
    """A catalogue file holds mistakes; all of them are listed, nothing was imported."""

    code = "catalogue-invalid"

    def __init__(self, problems: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
        super().__init__(problems=tuple(problems))
        self.problems = tuple(problems)


# --- a "no" -----------------------------------------------------------------------------------------


class StaleVersion(BookingError):
    """Somebody changed the booking since it was read."""

    code = "stale-version"

    def __init__(self, ref: str, expected: int, found: int) -> None:
        super().__init__(ref=ref, expected=expected, found=found)


class BuiltUpon(StaleVersion):
    """What would be taken back has since been built upon: ``action`` by ``by`` at ``at`` stands on it."""

    code = "built-upon"

    def __init__(self, ref: str, action: str, by: str, at: datetime, *, mine: bool = False) -> None:
        BookingError.__init__(self, ref=ref, action=action, by=by, at=at, mine=mine)


class NothingToUndo(BookingError):
    """Nothing of one's own is there to take back, or to do again. ``ref`` is empty where none was named."""

    code = "nothing-to-undo"

    def __init__(self, ref: str = "", *, redo: bool = False, since: str = "") -> None:
        """``since`` names the new change after which nothing can be done again."""
        super().__init__(ref=ref, redo=redo, since=since)


class NeverUndone(BookingError):
    """What was done is of a kind that is not taken back. ``kind``: words, catalogue, offer-over, wish-over or other."""

    code = "never-undone"

    def __init__(self, kind: str, ref: str = "", action: str = "") -> None:
        super().__init__(kind=kind, ref=ref, action=action)


class PassedOn(BookingError):
    """An offer that was given up is held for the next in line by now."""

    code = "passed-on"

    def __init__(self, ref: str) -> None:
        super().__init__(ref=ref)


class ItemChanged(BookingError):
    """Somebody changed the thing of the catalogue since it was read."""

    code = "item-changed"

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(kind=kind, key=key)


class IllegalTransition(BookingError):
    """The table of transitions has no such move."""

    code = "illegal-transition"

    def __init__(self, ref: str, state: str, action: str) -> None:
        super().__init__(ref=ref, state=state, action=action)


class NotPermitted(BookingError):
    """The person may not do this. ``who_may`` names people who can."""

    code = "not-permitted"

    def __init__(self, login: str, action: str, subject: str, who_may: Sequence[str] = ()) -> None:
        super().__init__(login=login, action=action, subject=subject, who_may=tuple(who_may))


class NotKeeper(NotPermitted):
    """Only whoever keeps the server may do this: what others may read or write is a part of the store."""

    code = "not-keeper"


class RefusedByStore(NotPermitted):
    """The database, which keeps the rights, refuses what this program would have let pass."""

    code = "refused-by-store"

    def __init__(self, detail: str) -> None:
        super().__init__("", "act", detail)
        self.params = {"detail": detail}


# --- the store --------------------------------------------------------------------------------------


class StoreError(BookingError):
    """The store cannot serve us; nothing was changed."""

    code = "store-error"


class StoreUnavailable(StoreError):
    """The store cannot be reached or opened."""

    code = "store-unavailable"


class NotConnected(StoreUnavailable):
    """The server did not let us in. ``reason`` names the sentence: host-unknown, port-closed, password-wrong, tls-expired …"""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason=reason, **params)
        self.reason = reason

    def because(self, reason: str) -> NotConnected:
        """The same refusal, better understood."""
        return NotConnected(reason, **{key: value for key, value in self.params.items() if key != "reason"})


class OutcomeUnknown(StoreUnavailable):
    """The line was lost while the server was told to commit, and it did not come back to say whether it did.

    ``key`` is what it can be asked by later (``Store.was_done``).
    """

    code = "outcome-unknown"


class StoreMissing(StoreError):
    """There is no store at that place yet."""

    code = "store-missing"


class StoreBusy(StoreError):
    """Others kept the store locked for longer than we were willing to wait."""

    code = "store-busy"


class Stopped(BookingError):
    """Whoever asked did not want to wait any longer. Nothing was changed."""

    code = "stopped"


class StoreReadOnly(StoreError):
    """The store or its folder cannot be written."""

    code = "store-read-only"


class StoreFull(StoreError):
    """No space is left for the store."""

    code = "store-full"


class StoreDamaged(StoreError):
    """The file is not a store of ours, or it is damaged."""

    code = "store-damaged"


class TrailDiffers(StoreError):
    """The audit trail no longer holds an entry that was seen here: it was cut, written anew, or an older store put back."""

    code = "trail-differs"


class StoreNewer(StoreError):
    """A newer version of the product made this store."""

    code = "store-newer"


class StoreOutdated(StoreError):
    """The store must be migrated first."""

    code = "store-outdated"


class SlotTaken(BookingError):
    """The store itself refused: ``allocation_no_overlap``. Services turn it into a BookingConflict."""

    code = "slot-taken"


# --- the window -------------------------------------------------------------------------------------


class WindowUnavailable(BookingError):
    """The window cannot be opened on this computer; the command line can be used all the same.

    ``reason`` is ``screen`` (there is none) or ``libraries`` (``packages`` that Qt needs are missing).
    """

    code = "window-unavailable"

    def __init__(self, reason: str, packages: Sequence[str] = ()) -> None:
        super().__init__(reason=reason, packages=tuple(packages), install=" ".join(packages))
        self.reason = reason
