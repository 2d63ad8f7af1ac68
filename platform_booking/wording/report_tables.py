"""Reports as tables with headings in a language: the same for the command line, spreadsheets, the window and paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from platform_booking.domain.reports.model import OTHERS, Figures, Group, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.reports.model import DecisionReport, Delays, Reason, Refusals, UsageReport
    from platform_booking.wording import Words

HOUR: Final = timedelta(hours=1)
Cell: TypeAlias = str | float | int | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    HOURS = "hours"
    """Two decimals."""
    SHARE = "share"
    """Of one: 0.5 is half."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key as JSON has it, its heading, what is in it."""

    key: str
    heading: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, and perhaps their sum."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


_HOURS: Final = ("approved", "requested", "used", "no_show", "within", "open", "learner_time")
_COUNTS: Final = ("bookings", "dates", "participations", "missed_dates")
USAGE: Final = (
    "bookings",
    "dates",
    "approved",
    "share",
    "requested",
    "used",
    "no_show",
    "missed_dates",
    "open",
    "within",
    "utilisation",
    "learner_time",
    "participations",
)
"""What a report of hours says of each row, in this order."""
_DECIMALS: Final = 4
"""Of a share: a tenth of a percent, and one more."""
OF_RESOURCES: Final = frozenset({"open", "within", "utilisation"})
"""Of these only resources and platforms have any."""
DETAILS: Final = frozenset({"used", "no_show", "missed_dates", "open", "within", "participations"})
"""Left out where there is little room."""
DELAYS: Final = ("decided", "median", "ninth_decile")
REFUSALS: Final = ("decided", "refused", "rate", "declined", "displaced", "expired")
_CODED: Final = frozenset({Group.RESOURCE, Group.PLATFORM, Group.PARTNER})


_NOTES: Final = ("hours", "approved", "utilisation", "learners", "delays")


def notes(words: Words) -> tuple[str, ...]:
    """What the figures mean, for whoever takes them along."""
    return tuple(words.text(f"report-note-{name}") for name in _NOTES)


def name_of(words: Words, catalogue: Catalogue, group: Group, key: str) -> str:
    """What people call it."""
    if key == OTHERS:
        return words.text("report-others")
    if not key:
        return words.text(f"report-no-{group.value}")
    if group is Group.PARTNER:
        return catalogue.partners[key].name
    if group in (Group.RESOURCE, Group.PLATFORM):
        known = catalogue.resources if group is Group.RESOURCE else catalogue.platforms
        return known[key].name.in_language(words.language)
    if group is Group.FUNDING:
        return key
    return words.name("purpose" if group is Group.PURPOSE else "partner-category", key)


def usage_columns(group: Group, *, brief: bool = False) -> tuple[str, ...]:
    """Keys of what a report of hours says of each row of this grouping; ``brief``: what fits a screen."""
    left_out = set() if group in (Group.RESOURCE, Group.PLATFORM) else set(OF_RESOURCES)
    if brief:
        left_out |= DETAILS
    return tuple(key for key in USAGE if key not in left_out)


def usage_cell(key: str, figures: Figures, total: Figures) -> Cell:
    """One figure: hours, a count, or a share of one."""
    if key in _HOURS:
        return hours(getattr(figures, key))
    value: Cell = figures.share_of(total) if key == "share" else getattr(figures, key)
    return round(value, _DECIMALS) if isinstance(value, float) else value


def hours(value: timedelta | None) -> float | None:
    """Hours with two decimals."""
    return None if value is None else round(value / HOUR, 2)


def usage_table(
    words: Words, catalogue: Catalogue, report: UsageReport, group: Group, *, brief: bool = False
) -> Table:
    """Hours by that grouping."""
    keys = usage_columns(group, brief=brief)
    kinds = dict.fromkeys(_HOURS, Kind.HOURS) | dict.fromkeys(_COUNTS, Kind.COUNT)
    return Table(
        words.text("report-title-usage"),
        (*_heads(words, group), *(_column(words, key, kinds.get(key, Kind.SHARE)) for key in keys)),
        tuple(
            (
                *_names(words, catalogue, group, code),
                *(usage_cell(key, figures, report.total) for key in keys),
            )
            for code, figures in report.groups[group].items()
        ),
        (*_total_names(words, group), *(usage_cell(key, report.total, report.total) for key in keys)),
    )


def delays_table(words: Words, catalogue: Catalogue, report: DecisionReport, group: Group) -> Table:
    """How long requests waited."""

    def cells(found: Delays) -> tuple[Cell, ...]:
        return (
            found.count,
            hours(found.median) if found.count else None,
            hours(found.ninth_decile) if found.count else None,
        )

    columns = (
        _column(words, "decided", Kind.COUNT),
        *(_column(words, key, Kind.HOURS) for key in DELAYS[1:]),
    )
    rows = {code: cells(found) for code, found in report.delays[group].items() if found.count}
    return _grouped(words, catalogue, group, "report-title-delays", columns, rows, cells(report.all_delays))


def refusals_table(words: Words, catalogue: Catalogue, report: DecisionReport, group: Group) -> Table:
    """How many requests were refused, and how."""

    def cells(found: Refusals) -> tuple[Cell, ...]:
        outcomes = (Outcome.DECLINED, Outcome.DISPLACED, Outcome.EXPIRED)
        return (
            found.decided,
            found.refused,
            None if found.rate is None else round(found.rate, _DECIMALS),
            *(found.counts.get(outcome, 0) for outcome in outcomes),
        )

    columns = tuple(_column(words, key, Kind.SHARE if key == "rate" else Kind.COUNT) for key in REFUSALS)
    rows = {code: cells(found) for code, found in report.refusals[group].items()}
    return _grouped(
        words, catalogue, group, "report-title-refusals", columns, rows, cells(report.all_refusals)
    )


def reasons_table(words: Words, report: DecisionReport) -> Table:
    """Why requests were refused."""
    return Table(
        words.text("report-title-reasons"),
        (
            _column(words, "outcome", Kind.TEXT),
            _column(words, "reason", Kind.TEXT),
            _column(words, "refused", Kind.COUNT),
            _column(words, "dates", Kind.COUNT),
        ),
        tuple(
            (words.text(f"report-outcome-{item.outcome.value}"), _reason(words, item), item.count, item.dates)
            for item in report.reasons
        ),
        (
            words.text("report-total"),
            "",
            sum(item.count for item in report.reasons),
            sum(item.dates for item in report.reasons),
        ),
    )


def _reason(words: Words, item: Reason) -> str:
    """Of those of other partners it is not told why they were declined."""
    return item.text or (words.text("report-reason-untold") if item.outcome is Outcome.DECLINED else "")


def said(words: Words, kind: Kind, cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if kind is Kind.SHARE:
        return words.text("report-percent", value=_grouped_number(words, round(100 * cell)))
    return _grouped_number(words, cell)


def _grouped_number(words: Words, value: float) -> str:
    """Thousands apart; decimals only where there are some."""
    whole, point, rest = words.number(value).partition("," if words.language == "fr" else ".")
    apart = f"{int(whole):,}".replace(",", "\u202f" if words.language == "fr" else ",")
    return f"{apart}{point}{rest}"


def _grouped(
    words: Words,
    catalogue: Catalogue,
    group: Group,
    title: str,
    columns: Sequence[Column],
    rows: Mapping[str, tuple[Cell, ...]],
    total: tuple[Cell, ...],
) -> Table:
    return Table(
        words.text(title),
        (*_heads(words, group), *columns),
        tuple((*_names(words, catalogue, group, code), *cells) for code, cells in rows.items()),
        (*_total_names(words, group), *total),
    )


def _column(words: Words, key: str, kind: Kind) -> Column:
    return Column(key, words.text(f"report-column-{key.replace('_', '-')}"), kind)


def _heads(words: Words, group: Group) -> tuple[Column, ...]:
    name = Column("name", words.text(f"report-by-{group.value}"), Kind.TEXT)
    return (name, Column("code", words.text("report-column-code"), Kind.TEXT)) if group in _CODED else (name,)


def _names(words: Words, catalogue: Catalogue, group: Group, key: str) -> tuple[str, ...]:
    name = name_of(words, catalogue, group, key)
    return (name, "" if key == OTHERS else key) if group in _CODED else (name,)


def _total_names(words: Words, group: Group) -> tuple[str, ...]:
    return (words.text("report-total"), "") if group in _CODED else (words.text("report-total"),)
