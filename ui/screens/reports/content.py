"""What the reports screen says of an overview, in words and numbers. No Qt, no widgets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from platform_booking.domain.reports.model import Group, Outcome
from platform_booking.wording.report_tables import (
    Column,
    Kind,
    Table,
    delays_table,
    hours,
    name_of,
    notes,
    reasons_table,
    refusals_table,
    said,
    usage_table,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, timedelta

    from platform_booking.domain.reports.model import Figures
    from platform_booking.services.reports import Overview
    from platform_booking.wording import Words

MINUS: Final = "\u2212"
MANY: Final = 30
"""From so many resources on, platforms are shown first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the strip, what it is, and a word beside it."""

    name: str
    value: str
    beside: str = ""

    @property
    def spoken(self) -> str:
        """As one sentence."""
        return ", ".join(part for part in (f"{self.name}: {self.value}", self.beside) if part)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One resource or platform of the heat map."""

    code: str
    platform: str
    name: str
    shares: tuple[float | None, ...]
    average: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Hours of one partner."""

    name: str
    approved: float
    requested: float
    """Both in hours."""


def hours_text(words: Words, value: timedelta) -> str:
    """``1 284 h``: whole hours where there are many."""
    number = hours(value) or 0.0
    return words.text("reports-hours", hours=said(words, Kind.HOURS, round(number)))


def share_text(words: Words, share: float | None) -> str:
    """``66 %``; a dash where there is none."""
    return said(words, Kind.SHARE, share)


def figures_of(words: Words, overview: Overview) -> tuple[Figure, ...]:
    """The strip."""
    total, decisions = overview.usage.total, overview.decisions
    delays, refusals = decisions.all_delays, decisions.all_refusals
    longest = words.text("reports-ninth-decile", lasting=delays.ninth_decile) if delays.count else ""
    displaced = refusals.counts.get(Outcome.DISPLACED, 0)
    return (
        Figure(
            words.text("reports-utilisation"),
            share_text(words, total.utilisation),
            _trend(words, total, overview.year_before),
        ),
        Figure(
            words.text("reports-approved"),
            hours_text(words, total.approved),
            _counted(words, "reports-bookings", total.bookings),
        ),
        Figure(
            words.text("reports-learners"),
            hours_text(words, total.learner_time),
            _counted(words, "reports-participations", total.participations),
        ),
        Figure(words.text("reports-delay"), words.lasting(delays.median) if delays.count else "–", longest),
        Figure(
            words.text("reports-refused"),
            share_text(words, refusals.rate),
            words.text("reports-displaced", count=displaced) if displaced else "",
        ),
        Figure(
            words.text("reports-missed"),
            str(total.missed_dates),
            hours_text(words, total.no_show) if total.no_show else "",
        ),
    )


def _counted(words: Words, name: str, count: int) -> str:
    return words.text(name, count=count, number=said(words, Kind.COUNT, count))


def _trend(words: Words, total: Figures, before: Figures | None) -> str:
    if before is None or before.utilisation is None or total.utilisation is None:
        return ""
    points = round(100 * total.utilisation) - round(100 * before.utilisation)
    sign = "+" if points > 0 else MINUS if points < 0 else "±"
    return words.text("reports-trend", points=f"{sign}{abs(points)}")


def rows_by(overview: Overview) -> Group:
    """What the heat map shows at first: resources, or platforms where there are too many."""
    return Group.RESOURCE if len(overview.usage.heat.resources) <= MANY else Group.PLATFORM


def heat_rows(words: Words, overview: Overview, group: Group) -> tuple[HeatRow, ...]:
    """The heat map's rows; with their site where several resources have the same name."""
    heat, catalogue = overview.usage.heat, overview.catalogue
    is_platform = group is Group.PLATFORM
    shares = heat.platforms if is_platform else heat.resources
    figures = overview.usage.groups[group]
    names = {code: name_of(words, catalogue, group, code) for code in shares}
    same = Counter(names.values())
    return tuple(
        HeatRow(
            code,
            code if is_platform else catalogue.resources[code].platform,
            names[code]
            if is_platform or same[names[code]] == 1
            else f"{names[code]} · {catalogue.resources[code].site or code}",
            row,
            figures[code].utilisation,
        )
        for code, row in shares.items()
    )


def bars_of(words: Words, overview: Overview) -> tuple[Bar, ...]:
    """Hours by partner, the most first."""
    return tuple(
        Bar(
            name_of(words, overview.catalogue, Group.PARTNER, code),
            hours(figures.approved) or 0.0,
            hours(figures.requested) or 0.0,
        )
        for code, figures in overview.usage.groups[Group.PARTNER].items()
    )


def heat_table(words: Words, overview: Overview, group: Group, dated: Callable[[date], str]) -> Table:
    """The heat map as a table: its full twin for whoever reads better than looks."""
    rows = heat_rows(words, overview, group)
    return Table(
        words.text("reports-heat"),
        (
            Column("name", words.text(f"report-by-{group.value}"), Kind.TEXT),
            Column("average", words.text("reports-average"), Kind.SHARE),
            *(Column(day.isoformat(), dated(day), Kind.SHARE) for day in overview.usage.heat.days),
        ),
        tuple((row.name, row.average, *row.shares) for row in rows),
    )


def notes_of(words: Words, overview: Overview) -> tuple[str, ...]:
    """What the figures mean, and whom they do not name."""
    own = () if overview.tells_partners_apart else (words.text("report-note-own-partner"),)
    return (*notes(words), *own)


def all_tables(words: Words, overview: Overview) -> tuple[Table, ...]:
    """Everything that is taken along, each with a title of its own."""
    usage = [
        replace(found, title=words.text(f"report-by-{group.value}"))
        for group in Group
        for found in (usage_table(words, overview.catalogue, overview.usage, group),)
    ]
    decisions = overview.decisions
    return (
        *usage,
        delays_table(words, overview.catalogue, decisions, Group.PLATFORM),
        refusals_table(words, overview.catalogue, decisions, Group.PLATFORM),
        reasons_table(words, decisions),
    )
