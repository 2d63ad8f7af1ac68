"""How somebody had the reports the last time: how long a period, and of which platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.screens.reports.span import Length

if TYPE_CHECKING:
    from ui.context import Context

LENGTHS: Final = {length.name.lower(): length for length in Length}
_NAME: Final = "reports"
_EVERYTHING: Final = "*"


class Kept:
    """Remembered by store and person, on this computer: ``half|USP,DSP``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._whose = (context.platform.address, context.me.login, _NAME)
        length, _, codes = context.preferences.choice_of(*self._whose).partition("|")
        self.length = LENGTHS.get(length, Length.HALF)
        known = tuple(code for code in codes.split(",") if code in context.catalogue.platforms)
        self.platforms = known if known or codes == _EVERYTHING else context.me.manages
        """Codes; none means all. At first those that the person answers for."""

    def keep(self, length: Length, platforms: tuple[str, ...]) -> None:
        """For the next time."""
        codes = ",".join(platforms) or _EVERYTHING
        self._context.preferences.remember_choice(*self._whose, f"{length.name.lower()}|{codes}")
