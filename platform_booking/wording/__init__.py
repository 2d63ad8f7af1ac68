"""Says things to people in their language: errors, rules, alternatives, dates. The only place that makes sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar, Final

from platform_booking.domain.catalogue import DEFAULT_TIME_ZONE, LANGUAGES, Text
from platform_booking.domain.errors import (
    BookingError,
    BuiltUpon,
    CatalogueInvalid,
    IllegalTransition,
    InvalidInput,
    NeverUndone,
    NotConnected,
    NotFound,
    NothingToUndo,
    NotKeeper,
    NotPermitted,
    RefusedByStore,
    StoreError,
)
from platform_booking.domain.recurrence import zone_of
from platform_booking.wording.undoing import taking_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import tzinfo

    from platform_booking.domain.alternatives import Alternative
    from platform_booking.domain.rules import Violation
    from platform_booking.wording.sentences import Sentences

DEFAULT_LANGUAGE: Final = "fr"
_LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}
"""The project is European: English dates are written day first, in 24 hours."""


def language_of(text: str | None) -> str:
    """The language that a locale's name means: English for ``en…``, French for everything else."""
    return "en" if (text or "").lower().startswith("en") else DEFAULT_LANGUAGE


DATES_NAMED: Final = 3
"""Of more dates that have the same trouble only so many are named."""


@cache
def _read(language: str, names: tuple[str, ...]) -> Sentences:
    from platform_booking.wording.sentences import Sentences  # noqa: PLC0415 - only when something is said

    folder = files("resources").joinpath("translations", language)
    locale = _LOCALES[language].replace("_", "-")
    return Sentences(locale, [folder.joinpath(name).read_text("utf-8") for name in names])


class Words:
    """The sentences of one language."""

    FILES: ClassVar[tuple[str, ...]] = (
        "core-rules.ftl",
        "core.ftl",
        "ways.ftl",
        "decide.ftl",
        "slots.ftl",
        "campaigns.ftl",
        "series.ftl",
        "timetables.ftl",
        "use.ftl",
        "phrase.ftl",
        "reports.ftl",
        "trail.ftl",
        "feeds.ftl",
        "undo.ftl",
        "rights.ftl",
        "mail.ftl",
        "caldav.ftl",
        "connect.ftl",
        "custody.ftl",
    )
    """Where they stand, of each language; the window adds its own."""

    def __init__(self, language: str = DEFAULT_LANGUAGE, zone: tzinfo | None = None) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self.zone = zone or zone_of(DEFAULT_TIME_ZONE)
        """Where times are shown that do not say where they belong."""

    @cached_property
    def _sentences(self) -> Sentences:
        return _read(self.language, self.FILES)

    def knows(self, name: str) -> bool:
        """Whether there is a sentence of that name."""
        return name in self._sentences

    def text(self, name: str, /, **params: Any) -> str:
        """The sentence, filled. A name nobody wrote a sentence for comes back with its params: never a crash."""
        said = self._sentences.say(name, {key: self._value(value) for key, value in params.items()})
        return self._unworded(name, params) if said is None else said

    def name(self, group: str, value: object) -> str:
        """The word for a value of a vocabulary (``state``, ``step`` …); the value itself where there is none."""
        key = f"{group}-{value}"
        return self.text(key) if self.knows(key) else str(value)

    # --- what was refused ---------------------------------------------------------------------------

    def error(self, error: BookingError) -> str:
        """One sentence and what to do; the details of conflicts and rules are listed by whoever shows them."""
        params = dict(error.params)
        match error:
            case InvalidInput():
                name = f"invalid-{error.reason}"
                params.pop("reason", None)
            case CatalogueInvalid():
                return self._catalogue(error)
            case NotFound():
                near = params.pop("near", ())
                said = self.text("not-found", **params)
                return f"{said} {self.text('not-found-near', near=near)}" if near else said
            case NotPermitted():
                return self._not_permitted(error, params)
            case IllegalTransition():
                params["action"] = self.name("doing", params["action"])
                params["state"] = self.name("state", params["state"])
                name = error.code
            case BuiltUpon() | NothingToUndo() | NeverUndone():
                name, params = taking_back(error, partial(self.name, "deed"))
            case NotConnected():
                params.setdefault("store", self.text("the-store"))
                params.setdefault("detail", "?")
                name = f"not-connected-{error.reason}"
            case StoreError():
                params.setdefault("store", self.text("the-store"))
                params.setdefault("detail", "?")
                name = f"{error.code}-server" if params.get("only_read") else error.code
            case _:
                name = error.code
                params.setdefault("detail", "?")
        return self.text(name, **params)

    def _not_permitted(self, error: NotPermitted, params: dict[str, Any]) -> str:
        if isinstance(error, RefusedByStore):
            return self.text(error.code, **params)
        params["action"] = self.name("doing", params["action"])
        who = params.pop("who_may", ())
        if isinstance(error, NotKeeper):
            return self.text(error.code, **params)
        said = self.text("not-permitted" if params["subject"] else "not-permitted-at-all", **params)
        return f"{said} {self.text('not-permitted-who', who_may=who)}" if who else said

    def _catalogue(self, error: CatalogueInvalid) -> str:
        lines = [self.problem(*problem) for problem in error.problems]
        return "\n".join((self.text("catalogue-invalid", count=len(lines)), *(f"  {line}" for line in lines)))

    def problem(self, where: str, code: str, params: Mapping[str, Any]) -> str:
        """A mistake in a catalogue file, or a warning about one: where, then what."""
        if self.knows(f"problem-{where}") and not self.knows(f"problem-{code}"):
            where, code = code, where
        said = self._or_other("problem", code, params)
        return f"{where}: {said}" if where else said

    def finding(self, code: str, params: Mapping[str, Any]) -> str:
        """Something in a store that is not as it should be."""
        return self._or_other("finding", code, params)

    def remark(self, code: str, params: Mapping[str, Any]) -> str:
        """What was left out of a calendar, or understood only by guessing."""
        return self.text(f"remark-{code}", **params)

    def violation(self, violation: Violation) -> str:
        """A rule that does not hold, what would remedy it, and who may set it aside."""
        said = [f"{violation.where}: " if violation.where else ""]
        said[0] += self.broken(violation)
        if violation.remedy:
            said.append(self.remedy(violation))
        if violation.who_can:
            said.append(self.text("who-can-override", who=violation.who_can))
        return " ".join(said)

    def broken(self, violation: Violation) -> str:
        """What does not hold; of many dates the first few are named."""
        params = dict(violation.params)
        dates = params.get("dates", ())
        if len(dates) > DATES_NAMED:
            params["dates"] = f"{self.listed(dates[:DATES_NAMED])}, …"
        if violation.code.startswith("quota-") and isinstance(params.get("start"), datetime):
            params["start"] = self._local(params["start"], None).date()  # periods begin at midnight
        return self.text(f"violation-{violation.code}", **params).replace("….", "…")

    def remedy(self, violation: Violation) -> str:
        """What to do about it, and who could help; empty when nothing can be done."""
        if not violation.remedy:
            return ""
        said = self.name("remedy", violation.remedy)
        people = violation.params.get("people")
        return f"{said} {self.text('remedy-people', people=people)}" if people else said

    def alternative(self, alternative: Alternative, zone: tzinfo | None = None) -> str:
        """One way out."""
        kind = str(alternative.kind)
        params = {
            "when": self.span(alternative.span.start, alternative.span.end, zone),
            "resource": alternative.resource,
            "instead_of": alternative.instead_of,
            "unit": alternative.unit,
            "count": len(alternative.skip),
            "dates": alternative.skip,
            "lines": tuple(code if many == 1 else f"{code}:{many}" for code, many in alternative.add),
            "moment": alternative.ask_from and self.moment(alternative.ask_from, zone),
        }
        also = (("resource", alternative.instead_of), ("add", alternative.add), ("skip", alternative.skip))
        names = [kind, *(f"also-{name}" for name, there in also if there and name != kind)]
        return ", ".join(self.text(f"alternative-{name}", **params) for name in names)

    def notice(self, kind: str, params: Mapping[str, Any], person: Callable[[str], str] = str) -> str:
        """What somebody is told, also where somebody wrote it who cannot. ``person`` makes a name of a login."""
        said = dict(params)
        try:
            if "by" in said:
                said["by"] = person(said["by"])
            if "status" in said:
                said["status"] = self.name("state", said["status"])
            if "dates" in said:
                said["dates"] = tuple(date.fromisoformat(day) for day in said["dates"])
            if "until" in said:
                said["until"] = datetime.fromisoformat(said["until"])
        except (TypeError, ValueError):  # one notice must not keep the others from being read
            return self.text("notice-unreadable")
        return self.text(f"notice-{kind}", **said).strip()

    def mirror_error(self, error: Mapping[str, Any]) -> str:
        """Why a calendar could not be kept in step, and what to do."""
        return self.text(f"mirror-error-{error['code']}", **error.get("params", {}))

    def mirror_counts(self, counts: Mapping[str, int]) -> str:
        """What a pass did: only what there was of each."""
        said = [self.text(f"mirror-count-{name}", count=count) for name, count in counts.items() if count]
        return ", ".join(said) or self.text("mirror-count-nothing")

    def mail_error(self, failed: Mapping[str, Any]) -> str:
        """Why a message could not be sent, and what happens next."""
        return self.text(f"mail-failed-{failed['code']}", **failed.get("params", {}))

    # --- dates and times ----------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """A date: ``mar. 6 oct. 2026``, ``jeu. 1er oct. 2026``, ``Tue 6 Oct 2026``."""
        from babel.dates import format_date  # noqa: PLC0415 - slow to import

        first = "'er'" if self.language == "fr" and day.day == 1 else ""
        return str(format_date(day, f"EEE d{first} MMM y", locale=_LOCALES[self.language]))

    def moment(self, moment: datetime, zone: tzinfo | None = None) -> str:
        """A date with its time on the clocks of the zone."""
        local = self._local(moment, zone)
        return f"{self.day(local.date())} {self.clock(local)}"

    def clock(self, moment: datetime) -> str:
        """The time of day, as the moment's own clocks show it."""
        return f"{moment:%H:%M}"

    def span(self, start: datetime, end: datetime, zone: tzinfo | None = None) -> str:
        """From when to when; the date once where it is the same."""
        first, last = self._local(start, zone), self._local(end, zone)
        if first.date() == last.date():
            return f"{self.day(first.date())}, {self.clock(first)}–{self.clock(last)}"
        return f"{self.moment(first, first.tzinfo)} – {self.moment(last, last.tzinfo)}"

    def lasting(self, length: timedelta) -> str:
        """How long: ``2 j 3 h``, ``1 h 30``, ``45 min``."""
        hours, minutes = divmod(round(length.total_seconds() / 60), 60)
        days, hours = divmod(hours, 24)
        said = [self.text("span-days", count=days)] if days else []
        if hours and minutes:
            said.append(self.text("span-hours-minutes", hours=hours, minutes=f"{minutes:02}"))
        elif hours:
            said.append(self.text("span-hours", count=hours))
        elif minutes or not days:
            said.append(self.text("span-minutes", count=minutes))
        return " ".join(said)

    def number(self, value: float) -> str:
        """No decimals where there are none; French writes a comma."""
        said = f"{value:.2f}".rstrip("0").rstrip(".")
        return said.replace(".", ",") if self.language == "fr" else said

    def listed(self, values: Iterable[object]) -> str:
        """Several things in a row."""
        return ", ".join(str(self._value(value)) for value in values)

    def _local(self, moment: datetime, zone: tzinfo | None) -> datetime:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(zone or self.zone)

    # --- inside -------------------------------------------------------------------------------------

    def _or_other(self, group: str, code: str, params: Mapping[str, Any]) -> str:
        if self.knows(f"{group}-{code}"):
            return self.text(f"{group}-{code}", **params)
        return self.text(f"{group}-other", code=code, detail=_plain(params))

    def _unworded(self, name: str, params: Mapping[str, Any]) -> str:
        return f"{name} ({_plain(params)})" if params else name

    def _value(self, value: Any) -> Any:
        """A param as a sentence takes it: dates in the language, whole numbers, several in a row."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return int(value)
        if isinstance(value, float):
            return self.number(value)
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(str(self._value(item)) for item in value)
        said: str = self.lasting(value) if isinstance(value, timedelta) else str(self._called(value))
        return said

    def _called(self, value: Any) -> Any:
        return value.in_language(self.language) if isinstance(value, Text) else value


def _plain(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={value}" for key, value in params.items())
