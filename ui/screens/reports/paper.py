"""A report on paper: the figures, the heat map, and the tables."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from platform_booking.domain.reports.model import Group
from platform_booking.wording.report_tables import (
    delays_table,
    reasons_table,
    refusals_table,
    usage_table,
)
from ui.printing.html import cell, grid, heading, line, table_of
from ui.printing.output import Paper
from ui.screens.reports.content import figures_of, heat_rows, notes_of, rows_by, share_text
from ui.screens.reports.heat_view import FULL, ink_on, shade_of
from ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from platform_booking.services.reports import Overview
    from ui.context import Context


def report_paper(context: Context, overview: Overview, when: str, what: str) -> Paper:
    """The whole report."""
    texts, say = context.texts, context.say
    decisions, catalogue = overview.decisions, overview.catalogue
    parts = [
        heading(say("screen-reports"), 1),
        line(f"{what} – {when}", "sub"),
        _figures(context, overview),
        heading(say("reports-heat" if overview.usage.heat.is_weekly else "reports-heat-daily")),
        _heat(context, overview),
    ]
    for group in (Group.PARTNER, Group.CATEGORY, Group.FUNDING, Group.PURPOSE, Group.PLATFORM):
        parts.append(heading(say(f"report-by-{group.value}")))
        parts.append(table_of(usage_table(texts, catalogue, overview.usage, group, brief=True), texts))
    for table in (
        delays_table(texts, catalogue, decisions, Group.PLATFORM),
        refusals_table(texts, catalogue, decisions, Group.PLATFORM),
        reasons_table(texts, decisions),
    ):
        parts += [heading(table.title), table_of(table, texts)]
    parts.append(heading(say("report-about")))
    parts += [line(note, "small") for note in notes_of(texts, overview)]
    return Paper(f"{say('screen-reports')} – {what} – {when}", "".join(parts), landscape=True)


def _figures(context: Context, overview: Overview) -> str:
    figures = figures_of(context.texts, overview)
    values = "".join(f"<td><h1>{escape(figure.value)}</h1></td>" for figure in figures)
    names = "".join(cell(figure.name) for figure in figures)
    beside = "".join(f'<td class="small">{escape(figure.beside)}</td>' for figure in figures)
    return grid((values, names, beside))


def _heat(context: Context, overview: Overview) -> str:

    texts, theme = context.texts, Theme(LIGHT)
    closed = theme.color("text3").name()
    group = rows_by(overview)
    days = overview.usage.heat.days
    head = cell("") + "".join(
        f'<th style="font-size: 5.5pt;">{escape(texts.dated(day, "d/M"))}</th>' for day in days
    )
    rows = [head + cell(context.say("reports-average"), head=True, right=True)]
    for item in heat_rows(texts, overview, group):
        cells = [cell(item.name)]
        for share in item.shares:
            if share is None:
                cells.append(f'<td align="center" style="font-size: 6pt; color: {closed};">×</td>')
                continue
            said = str(round(100 * share)) if share >= FULL else ""
            color, ink = shade_of(theme, share).name(), ink_on(theme, share).name()
            cells.append(
                f'<td align="center" bgcolor="{color}" style="font-size: 6pt; color: {ink};">{said}</td>'
            )
        cells.append(cell(share_text(texts, item.average), right=True))
        rows.append("".join(cells))
    return grid(rows, "ruled")
